"""Which tables are tables, and which only lay out a page: heads of documents, signatures, boxes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.imports.files.openings import Opening, start
from quyche.imports.files.paragraphs import Paragraph, Table
from quyche.programmes.columns import CONTENT, NUMBER, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.imports.files.paragraphs import Piece

_HEAD_RE = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-|Nơi nhận"
    r"|^(?:TM|T/M|KT|TL|TUQ)\.?\s|^Số\s*:?[\s\d…./-]|ngày[\s\d….]+tháng[\s\d….]+năm",
    re.MULTILINE,
)
_TEXT_COLUMNS = 2
"""As many as a table may have that holds the text itself."""
_MOST_ROWS = 4
_MOST_COLUMNS = 3
_OWN = frozenset({NUMBER, CONTENT, "note"})
_DRAWN = frozenset("-–—=*~+•─━ ")


def laid_out(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with the cells of layout tables as paragraphs."""
    return tuple(part for piece in pieces for part in _parts(piece))


def _parts(piece: Piece) -> Iterator[Piece]:
    if isinstance(piece, Paragraph) or not _is_layout(piece):
        yield piece
        return
    is_first_of_cell = True
    for row in piece.rows:
        for cell in row:
            for line in cell.split("\n"):
                if line.strip():
                    yield Paragraph(line, piece.line, after_gap=is_first_of_cell)
                    is_first_of_cell = False
            is_first_of_cell = True


def with_merged(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[int, ...]]:
    """The pieces with what a cell of a table of tasks says for several rows said in each of them.

    Markdown has no cells that reach over rows; the number and what is to be done are one row's
    alone. With it the lines of the tables in which that was done.
    """
    found = tuple(_each_told(piece) if isinstance(piece, Table) else piece for piece in pieces)
    changed = (new.line for old, new in zip(pieces, found, strict=True) if old is not new)
    return found, tuple(changed)


def _each_told(table: Table) -> Table:
    columns = columns_of(table.rows) if table.merged else None
    if columns is None:
        return table
    told = {place for place, name in columns.names.items() if name not in _OWN}
    rows = [list(row) for row in table.rows]
    for row, place in sorted(table.merged):
        if row >= max(columns.head_rows, 1) and place in told and not rows[row][place]:
            rows[row][place] = rows[row - 1][place]
    written = tuple(map(tuple, rows))
    return table if written == table.rows else replace(table, rows=written)


def _is_layout(table: Table) -> bool:
    rows, columns = len(table.rows), len(table.rows[0])
    if columns_of(table.rows):
        return False
    if rows == 1 or columns == 1:
        return True
    cells = [cell for row in table.rows for cell in row]
    if columns <= _TEXT_COLUMNS and sum(map(_articles, cells)) > 1:
        return True
    is_small = rows <= _MOST_ROWS and columns <= _MOST_COLUMNS
    return is_small and any(map(_HEAD_RE.search, cells))


def _articles(cell: str) -> int:
    return sum(start(line).opening is Opening.ARTICLE for line in cell.split("\n"))


def without_rules(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[int, ...]]:
    """The pieces without lines that are drawn with dashes or stars, and where those stood."""
    kept: list[Piece] = []
    drawn: list[int] = []
    is_after = False
    for piece in pieces:
        if isinstance(piece, Paragraph) and set(piece.text) <= _DRAWN:
            drawn.append(piece.line)
            is_after = True
            continue
        if is_after and isinstance(piece, Paragraph):
            piece = replace(piece, after_gap=True)  # noqa: PLW2901
        kept.append(piece)
        is_after = False
    return tuple(kept), tuple(drawn)
