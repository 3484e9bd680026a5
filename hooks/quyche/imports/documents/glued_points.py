"""Points that stand on the line of their clause: `2. Gồm: a) Một;` above `b) Hai;`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.imports.documents.places import text_of
from quyche.imports.files.openings import Opening, start
from quyche.imports.files.paragraphs import Paragraph
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.imports.files.paragraphs import Piece

_LETTERS = VN.form(Kind.POINT).letters
_GLUED_RE = re.compile(rf"(?<=[:;.,])\s+(?=(?P<letter>[{_LETTERS}])\)\s)")
_OPENED = frozenset({Opening.CLAUSE, Opening.UPPER})


def parted(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[int, ...]]:
    """The pieces with such points as paragraphs of their own, and the lines on which they stood.

    Only the order tells that they are points: all from a) on, and the next paragraph goes on with
    the letter that follows. A list that ends on its line stays a sentence.
    """
    found: list[Piece] = []
    lines: list[int] = []
    for at, piece in enumerate(pieces):
        following = start(text_of(pieces[at + 1])) if at + 1 < len(pieces) else None
        number = following.number if following and following.opening is Opening.POINT else ""
        parts = tuple(_parts(piece, number)) if number and isinstance(piece, Paragraph) else ()
        found.extend(parts or (piece,))
        lines.extend([piece.line] if parts else [])
    return tuple(found), tuple(lines)


def _parts(piece: Paragraph, following: str) -> Iterator[Paragraph]:
    """The clause and the points glued to it; nothing where they are none."""
    matches = list(_GLUED_RE.finditer(piece.text))
    letters = _LETTERS[: _LETTERS.find(following)] if following in _LETTERS else ""
    is_due = bool(letters) and "".join(match["letter"] for match in matches) == letters
    if not is_due or start(piece.text).opening not in _OPENED:
        return
    begins = [0, *(match.end() for match in matches)]
    ends = [*(match.start() for match in matches), len(piece.text)]
    for begin, end in zip(begins, ends, strict=True):
        after_gap = piece.after_gap and not begin
        yield replace(piece, text=piece.text[begin:end], after_gap=after_gap)
