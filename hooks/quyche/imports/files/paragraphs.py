"""What every kind of file becomes first: a list of paragraphs and tables in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a text, without line breaks and without markup."""

    text: str
    line: int
    """Where it begins: the line of a text file, the paragraph of a Word or HTML file."""
    is_note: bool = False
    """A footnote: it belongs below the text, wherever the page had room for it."""
    after_gap: bool = False
    """Whether a blank line or a rule stands before it."""
    is_centred: bool = False


@dataclass(frozen=True)
class Table:
    """A table; every row has the same number of cells."""

    rows: tuple[tuple[str, ...], ...]
    """The text of each cell, its paragraphs parted by line breaks."""
    line: int


Piece = Paragraph | Table


def with_gaps(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without empty paragraphs; what follows one knows that it stood there."""
    is_after_gap = False
    for piece in pieces:
        if isinstance(piece, Table):
            yield piece
            is_after_gap = True
        elif piece.text:
            yield replace(piece, after_gap=True) if is_after_gap else piece
            is_after_gap = False
        else:
            is_after_gap = True


_ENDED = (".", ";", ":", "!", "?", "”", '"')


_ITEM_RE = re.compile(r"[a-zđ]\d?[.)]\s")


def stretches(text: str) -> list[str]:
    """The lines of a paragraph; a break in the middle of a sentence parts nothing."""
    found: list[str] = []
    for piece in text.split("\n"):
        line = piece.strip()
        goes_on = line[:1].islower() and not _ITEM_RE.match(line)
        if found and goes_on and found[-1] and not found[-1].endswith(_ENDED):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found
