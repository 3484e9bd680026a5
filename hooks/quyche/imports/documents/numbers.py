"""Numbers that only those before and after them explain: `1.1 Tên`, `i)` below `a)`."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from quyche.imports.documents.places import text_of
from quyche.imports.files.openings import Opening, decimal, start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.imports.files.openings import Start
    from quyche.imports.files.paragraphs import Paragraph, Piece
    from quyche.imports.files.positions import Position

_REACH = 60
"""How many paragraphs are looked through for the number that comes next."""


class NumberSequence:
    """The paragraphs of a text, asked for what follows one of them."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._lines = [piece.line for piece in pieces]

    def decimal(self, index: int, at: Position) -> Start | None:
        """A clause `1.1 Tên` whose number has no second full stop, where the order wants it."""
        begun = decimal(text_of(self._pieces[index]))
        if not begun or not at.has_heading:
            return None
        return begun if at.is_due_decimal(begun.number, self._clauses_after(index)) else None

    def _clauses_after(self, index: int) -> Iterator[str]:
        """The numbers of what may be clauses after a paragraph, up to the next heading."""
        for piece in self._pieces[index + 1 : index + 1 + _REACH]:
            begun = decimal(text_of(piece)) or start(text_of(piece))
            if begun.opening in {Opening.ARTICLE, Opening.DIVISION}:
                return
            if begun.opening is Opening.CLAUSE:
                yield begun.number

    def is_subpoint(self, piece: Paragraph, begun: Start, at: Position) -> bool:
        """Whether `i)` stands below a point; after `h)` the next number tells."""
        if begun.opening is not Opening.POINT or not begun.mark.endswith(")"):
            return False
        if not at.is_due_subpoint(begun.number):
            return False
        if begun.number != "i":
            return True
        index = bisect_right(self._lines, piece.line)
        begins = (start(text_of(each)) for each in self._pieces[index : index + _REACH])
        following = next((each.number for each in begins if each.number in {"ii", "k"}), "")
        return following == "ii" or not (following == "k" or at.point.startswith("h"))
