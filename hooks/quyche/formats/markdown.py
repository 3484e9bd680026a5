"""Sheets as Markdown, for a comment on GitHub or a text editor; no text in them is markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats.github import escaped, unlisted
from quyche.formats.html import TAGS
from quyche.formats.sheets import SheetRole, SheetRowKind, tagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.formats.sheets import (
        Sheet,
        SheetColumn,
        SheetHead,
        SheetParagraph,
        SheetRow,
        SheetRun,
        SheetTable,
    )

_ALL_OF = {SheetRole.ABSENT: "*", SheetRole.NOTICE: "*", SheetRole.LEGEND: "*"}
_ROWS = {SheetRowKind.GROUP: "**", SheetRowKind.NOTE: "*"}


def written(sheet: Sheet) -> str:
    """The whole sheet."""
    blocks = [
        *(_head(sheet.head) if sheet.head else ()),
        f"# {escaped(sheet.title)}",
        escaped(sheet.subject),
        *(unlisted(_paragraph(one)) for one in sheet.above),
        *(block for table in sheet.tables for block in _table(table)),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(head: SheetHead) -> Iterator[str]:
    lines = (
        ("", head.superior),
        ("**", head.issuer),
        ("", head.number),
        ("**", head.banner),
        ("**", head.motto),
        ("*", head.dated),
    )
    yield from filter(None, (_between(mark, escaped(text)) for mark, text in lines))


def _table(table: SheetTable) -> Iterator[str]:
    if table.heading:
        yield f"## {escaped(table.heading)}"
    lines = [_line(map(_column, table.columns)), _line("---" for _ in table.columns)]
    yield "\n".join([*lines, *(_row(row, len(table.columns)) for row in table.rows)])


def _column(column: SheetColumn) -> str:
    return _lines(map(escaped, filter(None, (column.heading, column.detail))))


def _row(row: SheetRow, width: int) -> str:
    if row.kind is SheetRowKind.PLAIN:
        return _line(_lines(map(_paragraph, cell.paragraphs)) for cell in row.cells)
    (cell,) = row.cells
    marked = (_between(_ROWS[row.kind], _text(one, escaped(one.number))) for one in cell.paragraphs)
    return _line([_lines(marked), *[""] * (width - 1)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(texts)


def _paragraph(paragraph: SheetParagraph) -> str:
    """A paragraph; of a name only the number is bold, so that changes in the rest are seen."""
    number = escaped(paragraph.number)
    if paragraph.role is SheetRole.NAME:
        number = _between("**", number)
    return _between(_ALL_OF.get(paragraph.role, ""), _text(paragraph, number))


def _text(paragraph: SheetParagraph, number: str) -> str:
    """The text after its number; stars mark nothing inside a word, so runs stand between tags."""
    return f"{number} {tagged(paragraph.runs, TAGS, _shown)}"


def _shown(run: SheetRun) -> str:
    return escaped(run.text)


def _between(mark: str, text: str) -> str:
    """The text between two of these; they are no markup beside a blank or around nothing."""
    stripped = text.strip()
    return f"{mark}{stripped}{mark}" if stripped else ""
