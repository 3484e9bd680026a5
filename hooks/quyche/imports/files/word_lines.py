"""A Word file line by line as a reader sees it, with what is struck out or underlined in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.imports.files import limits
from quyche.imports.files.word_text import TextReader
from quyche.imports.files.word_xml import attribute, child, descend, is_on, open_parts, tag

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element


@dataclass(frozen=True)
class WordLine:
    """A paragraph that says something."""

    text: str
    row: str
    """What the row of the table begins with that it stands in; empty outside of tables."""
    struck: str = ""
    """What of it is struck out."""
    underlined: str = ""


def lines_of(content: bytes, path: Path) -> tuple[WordLine, ...]:
    """The paragraphs of a file, then those at the foot of each sheet.

    What is hidden or deleted in it is left out, as no reader sees it. Raises UnreadableFileError
    for what is no Word file; `path` names it there.
    """
    with limits.naming(path):
        parts = open_parts(path, content)
    feet = (part for name, part in sorted(parts.items()) if name.startswith("footer"))
    shown = (line for part in (parts["document"], *feet) for line in _lines(part))
    return tuple(line for line in shown if line.text)


def _lines(part: _Element) -> Iterator[WordLine]:
    rows: dict[_Element, str] = {}
    for paragraph in descend(part, "p"):
        text = _shown(paragraph)
        row = next((one for one in paragraph.iterancestors() if tag(one) == "tr"), None)
        if row is not None and text:
            rows.setdefault(row, text)
        named = "" if row is None else rows.get(row, "")
        struck = _marked(paragraph, "strike") + _marked(paragraph, "dstrike")
        yield WordLine(text, named, struck, _marked(paragraph, "u"))


def _shown(paragraph: _Element) -> str:
    return " ".join(TextReader().text(paragraph).split())


def _marked(paragraph: _Element, mark: str) -> str:
    runs = (run for run in descend(paragraph, "r") if _has(child(child(run, "rPr"), mark)))
    return " ".join(_shown(run) for run in runs)


def _has(mark: _Element | None) -> bool:
    return is_on(mark) and attribute(mark) != "none"
