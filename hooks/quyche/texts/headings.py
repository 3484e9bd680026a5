"""Headings as lines of a file have them: their hashes, their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADING_RE = re.compile(r" {0,3}(?P<hashes>#{1,6})[ \t\u00a0]+(?P<text>.*)")
_BLANKS = " \t\r\n"


def heading(line: str) -> tuple[str, int] | None:
    """The text of a heading and its hashes; None for any other line.

    The hashes that may close it are none of its text: `## Chương I ##`.
    """
    match = _HEADING_RE.fullmatch(line)
    return (_text(match["text"]), len(match["hashes"])) if match else None


def headings(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The headings among lines that may still have their line breaks."""
    for line in lines:
        if found := heading(line.rstrip("\r\n")):
            yield found


def _text(text: str) -> str:
    bare = text.rstrip(_BLANKS)
    closed = bare.rstrip("#")
    return closed.rstrip(_BLANKS) if closed[-1:] in {"", " ", "\t"} else bare
