"""What a paper that goes out says of where it came from, for whoever gets it back.

Word and LibreOffice keep bookmarks, and hide those whose names begin with a low line.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCUMENT, TEXT, HEAD = "quyche-document", "quyche-text", "quyche-head"
"""The properties of a file that say which document it is, the Git id of its text, and what stood
above its title."""
_PREFIX = "_quyche_"
_TEXT = f"{_PREFIX}text_"
_LINE_RE = re.compile(rf"{_PREFIX}(?P<line>\d{{1,7}})")
_TEXT_RE = re.compile(rf"{_TEXT}(?P<id>[0-9a-f]{{20}})")
_SHOWN = 20
"""Letters of the id: the name of a bookmark has forty at most."""


def text_id(source: bytes) -> str:
    """The id that Git gives to a file with this content, which finds it in any history."""
    return hashlib.sha1(b"blob %d\0" % len(source) + source, usedforsecurity=False).hexdigest()


def head_id(lines: Iterable[str]) -> str:
    """What tells the words above a title from all others, however their lines are broken."""
    words = " ".join(" ".join(lines).split())
    return hashlib.sha256(words.encode()).hexdigest()[:_SHOWN]


def of_line(line: int) -> str:
    """The bookmark of a paragraph, by the line of the file that it stands on."""
    return f"{_PREFIX}{line}"


def of_text(text: str) -> str:
    """The bookmark of the title, which names the text once more where properties get lost."""
    return f"{_TEXT}{text[:_SHOWN]}"


def line_in(name: str) -> int | None:
    """The line of the file that a bookmark names."""
    found = _LINE_RE.fullmatch(name)
    return int(found["line"]) if found else None


def text_in(name: str) -> str:
    """How the id of the text begins that a bookmark names; empty for another one."""
    found = _TEXT_RE.fullmatch(name)
    return found["id"] if found else ""
