"""How large the sheets of a workbook are, before any of them is read.

A reader lays out every cell up to the last one that says something, and one cell in the last row
and column of a sheet asks for seventeen thousand million of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.imports.files import archives, limits, xml_measures

if TYPE_CHECKING:
    from collections.abc import Mapping

_CELL_RE = re.compile(r"(?P<column>[A-Za-z]{1,3})(?P<row>[0-9]{1,7})")
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_BLANKS = 1_000
"""As many blanks as may be written as one."""


def check(source: bytes) -> None:
    """Raise BeyondLimitError for a workbook with too many cells, or with what none has."""
    cells = 0
    for name, part in archives.parts_of(source, _is_xml).items():
        measure = _Measure()
        xml_measures.check(part, name, measure.started, measure.ended)
        cells += measure.cells
        limits.check_cells(cells)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


class _Measure:
    """Follows the rows and cells of a sheet, of either kind of workbook.

    A cell counts where it says something: those that only have a colour may lie anywhere.
    """

    def __init__(self) -> None:
        self.cells = 0
        self._row = self._column = 0
        self._is_filled = False
        self._last_row = self._last_column = 0

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        match name:
            case "worksheet" | "table":
                self._row = self._column = self._last_row = self._last_column = 0
            case "row":
                self._begin_row(limits.counted_to(attributes.get("r", ""), 0, _MOST_ROWS), 1)
            case "table-row":
                self._begin_row(0, _repeated(attributes, "rows", _MOST_ROWS))
            case "c":
                self._begin_cell(attributes.get("r", ""))
            case "table-cell" | "covered-table-cell":
                self._is_filled = "office:value-type" in attributes
                self._column += _repeated(attributes, "columns", _MOST_COLUMNS)
            case "v" | "is" | "p":
                self._is_filled = True
            case "s":
                limits.counted_to(attributes.get("text:c", ""), 0, _BLANKS)

    def ended(self, name: str) -> None:
        """An element ends."""
        match name:
            case "c" | "table-cell" | "covered-table-cell" if self._is_filled:
                self._last_row = max(self._last_row, self._row)
                self._last_column = max(self._last_column, self._column)
                self._is_filled = False
                limits.check_cells(self._last_row * self._last_column)
            case "worksheet" | "table":
                self.cells += self._last_row * self._last_column

    def _begin_row(self, number: int, count: int) -> None:
        self._row = number or self._row + count
        self._column = 0

    def _begin_cell(self, reference: str) -> None:
        self._is_filled = False
        if match := _CELL_RE.fullmatch(reference):
            self._row, self._column = int(match["row"]), _column(match["column"])
        else:
            self._column += 1


def _repeated(attributes: Mapping[str, str], what: str, most: int) -> int:
    return max(1, limits.counted_to(attributes.get(f"table:number-{what}-repeated", ""), 1, most))


def _column(letters: str) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
