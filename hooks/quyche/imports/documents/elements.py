"""A document as it will be written: the parts of the source format in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ElementKind(Enum):
    """What a part of the output is."""

    TITLE = "title"
    """The title of the document, or of an annex or attached regulation."""
    DIVISION = "division"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    TEXT = "text"
    ITEM = "item"
    """A dash item."""
    QUOTE = "quote"
    TABLE = "table"
    NOTE = "note"
    """What a footnote says: the sign of its number, and a line for each paragraph."""
    CLOSING = "closing"
    """The line after which nothing belongs to the last article any more."""


@dataclass(frozen=True)
class Element:
    """One part of the output."""

    kind: ElementKind
    text: str = ""
    """As printed, number included, without markup."""
    line: int = 0
    depth: int = 0
    """What it stands in: 0 an article, 1 a clause or a point without one, 2 a point of a clause."""
    level: int = 0
    """The hashes of a heading."""
    rows: tuple[tuple[str, ...], ...] = ()
    is_loose: bool = False
    """Whether it stands outside any provision, where no number counts."""
