"""What every kind of file becomes first: a list of paragraphs and tables in reading order."""

from __future__ import annotations

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
