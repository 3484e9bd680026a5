"""Sheets as PDF files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats import pdf
from quyche.formats.sheets import SheetMark

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from quyche.formats.sheets import Sheet, SheetCell, SheetParagraph, SheetRow, SheetTable

_MARKS = {
    SheetMark.KEPT: "",
    SheetMark.INSERTED: "inserted",
    SheetMark.DELETED: "deleted",
    SheetMark.BOLD: "bold",
    SheetMark.ITALIC: "italic",
}
_UNNAMED = "–"  # a standard wants a title of every file


def written(sheet: Sheet, day: datetime.date | None = None) -> bytes:
    """The file, dated as that day where one is known; the same sheet gives the same bytes.

    Raises UnprintableError for a text with signs that no font has which is kept.
    """
    name = next(filter(pdf.is_heard, (sheet.name, sheet.title, sheet.subject)), _UNNAMED)
    data = {
        "head": pdf.head_of(sheet.head) if sheet.head else None,
        "name": name,
        "author": sheet.author,
        "title": sheet.title,
        "subject": sheet.subject,
        "above": [_paragraph(one) for one in sheet.above],
        "is_titled": pdf.is_heard(sheet.title),
        "tables": [_table(one, 2 if pdf.is_heard(sheet.title) else 1) for one in sheet.tables],
        "foot": sheet.foot,
        "is_wide": sheet.is_wide,
        **pdf.locale_of(sheet.locale),
    }
    return pdf.compiled("sheet.typ", data, name, day)


def _table(table: SheetTable, level: int) -> Mapping[str, object]:
    return {
        "heading": table.heading,
        "level": level if pdf.is_heard(table.heading) else 0,
        "columns": [
            {
                "heading": column.heading,
                "detail": column.detail,
                "width": column.width,
                "is_centred": column.is_centred,
            }
            for column in table.columns
        ],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: SheetRow) -> Mapping[str, object]:
    cells = [_cell(cell) for cell in row.cells]
    return {"kind": row.kind.name.lower(), "is_long": row.is_long, "cells": cells}


def _cell(cell: SheetCell) -> list[Mapping[str, object]]:
    return [_paragraph(one) for one in cell.paragraphs]


def _paragraph(paragraph: SheetParagraph) -> Mapping[str, object]:
    return {
        "role": paragraph.role.name.lower(),
        "number": paragraph.number,
        "runs": [{"text": run.text, "mark": _MARKS[run.mark]} for run in paragraph.runs],
    }
