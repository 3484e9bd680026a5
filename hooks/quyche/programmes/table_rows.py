"""The rows of a table of tasks: which are tasks, and which name the part that others stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.language import time_lists
from quyche.language.spelling import fold
from quyche.programmes.columns import CONTENT, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.programmes.columns import Columns

_LETTER = r"[^\W\d_]"
_NUMBER = rf"\d{{1,3}}(?:\.\d{{1,3}})*{_LETTER}?"
_NUMBER_RE = re.compile(rf"\(?(?P<number>{_NUMBER}|[IVXLC]{{1,7}}|{_LETTER})\s?[.)/:–-]?\)?")
_LEADING_RE = re.compile(rf"(?P<number>{_NUMBER})\s?[.)/:–-]\s?(?=\D)")
_SECTION_RE = re.compile(r"(?P<number>[IVXLC]{1,7}|[A-HK])(?:\s?[.)/:–-]+\s*|\s+)(?=\S)")
_ITEM_RE = re.compile(r"[-–+•*]")
MONTH, QUARTER = "thang", "quy"
"""What a row names that all below it is due in, without marks."""
_PERIOD_RE = re.compile(
    rf"(?P<unit>{MONTH}|{QUARTER}) (?P<number>0?[1-9]|1[0-2]|iv|i{{1,3}})"
    r"(?:[ ]?[/-][ ]?(?P<year>\d{4})|,? nam (?P<in>\d{4}))?"
)


@dataclass(frozen=True)
class RowCell:
    """A cell with where it stands in the text of its table."""

    text: str
    start: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.start, self.start + len(self.text)

    @property
    def is_filled(self) -> bool:
        """Whether it says anything: a dash alone does not."""
        return any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True)
class TableRow:
    """A row of a table, at its line of the file."""

    line: int
    cells: tuple[RowCell, ...]

    def at(self, place: int) -> RowCell:
        """The cell of a column; one without text where the row ends before it."""
        return self.cells[place] if 0 <= place < len(self.cells) else RowCell("", 0)

    @property
    def said(self) -> str:
        """What the row says, each text once."""
        return " ".join(
            dict.fromkeys(cell.text.strip() for cell in self.cells if cell.text.strip())
        )


@dataclass(frozen=True)
class PartRow:
    """A row that names a part of the table, not a task."""

    row: TableRow
    number: str
    """As printed: `II`; empty where it has none."""
    kind: str
    """What its numbers are counted by; parts counted by one thing stand beside each other."""
    period: tuple[str, str] = ("", "")
    """A month or a quarter with its number: `thang`, `3-2026`."""
    is_item: bool = False
    """Whether the rows without a number below it are its own: `1 | Công tác tổ chức`."""


@dataclass(frozen=True)
class TaskRow:
    """A row that is a task."""

    row: TableRow
    number: str
    """As an anchor has it; empty where nothing is printed."""
    mark: str
    """As printed."""
    parts: tuple[PartRow, ...]
    """The rows that name where it stands, from the outside in."""
    more: list[TableRow] = field(default_factory=list)
    """Rows that go on with it."""


@dataclass(frozen=True)
class RowReader:
    """Tells the rows of one table apart."""

    columns: Columns

    def tasks(self, rows: Sequence[TableRow]) -> tuple[TaskRow, ...]:
        """The tasks among the rows below its head, in their order."""
        found: list[TaskRow] = []
        parts: list[PartRow] = []
        for at, row in enumerate(rows):
            if not any(cell.is_filled for cell in row.cells):
                continue
            part = self._part(row, rows[at + 1 :])
            if part:
                parts = [*_above(parts, part), part]
            elif found and found[-1].row is not row and self._goes_on(row):
                found[-1].more.append(row)
            else:
                found.append(self._task(row, tuple(parts)))
        return tuple(found)

    def _task(self, row: TableRow, parts: tuple[PartRow, ...]) -> TaskRow:
        mark = self._mark(row)
        if match := _NUMBER_RE.fullmatch(mark):
            return TaskRow(row, match["number"], mark, parts)
        leading = None if mark else _LEADING_RE.match(self._content(row).text.strip())
        if leading:
            return TaskRow(row, leading["number"], leading.group().strip(), parts)
        return TaskRow(row, "", mark, parts)

    def _mark(self, row: TableRow) -> str:
        return row.at(self.columns.place(NUMBER)).text.strip()

    def _content(self, row: TableRow) -> RowCell:
        return row.at(self.columns.place(CONTENT))

    def _assigned(self, row: TableRow) -> Iterator[RowCell]:
        """What a row says beside its number and what is to be done."""
        for place, name in self.columns.names.items():
            if name not in {NUMBER, CONTENT} and row.at(place).is_filled:
                yield row.at(place)

    def _goes_on(self, row: TableRow) -> bool:
        """Whether it says more of the task above: no number and nothing to be done, or an item."""
        has_numbers = self.columns.place(NUMBER) >= 0
        if not has_numbers or self._mark(row):
            return False
        content = self._content(row)
        is_item = _is_item(content.text.strip()) and not any(self._assigned(row))
        return not content.is_filled or is_item

    # Parts

    def _part(self, row: TableRow, after: Sequence[TableRow]) -> PartRow | None:
        """The part that a row names; None for a task."""
        filled = [cell for cell in row.cells if cell.is_filled]
        is_alone = len({cell.text.strip() for cell in filled}) == 1
        mark = self._mark(row)
        number = _NUMBER_RE.fullmatch(mark)
        is_spanning = is_alone and not number and not _is_item(filled[0].text.strip())
        if period := _period(row.said) if is_alone or not any(self._assigned(row)) else None:
            return PartRow(row, "", period[0], period)
        if is_spanning:
            return self._spanning(row, filled[0])
        if any(self._assigned(row)) or number is None:
            return None
        counted = _counted_by(number["number"])
        if counted in {"roman", "capital"}:
            return PartRow(row, number["number"], counted)
        return self._numbered(row, number["number"], after)

    def _spanning(self, row: TableRow, cell: RowCell) -> PartRow | None:
        """What stands alone in its row, or in all cells of it: only a part reaches over all."""
        said = cell.text.strip()
        if match := _SECTION_RE.match(said):
            return PartRow(row, match["number"], _counted_by(match["number"]))
        if match := _LEADING_RE.match(said):
            is_repeated = sum(each.is_filled for each in row.cells) > 1
            is_first = cell is row.cells[0] and self.columns.place(CONTENT) != 0
            return PartRow(row, "", "digits") if is_repeated or is_first else None
        return PartRow(row, "", "words")

    def _numbered(self, row: TableRow, number: str, after: Sequence[TableRow]) -> PartRow | None:
        """A row that says only what is to be done is a part where the next row is counted in it."""
        following = next((one for one in after if any(cell.is_filled for cell in one.cells)), None)
        if following is None:
            return None
        mark = self._mark(following)
        if mark.startswith(f"{number.rstrip('.')}.") and _NUMBER_RE.fullmatch(mark):
            return PartRow(row, number, f"digits-{number.count('.')}")
        is_inside = not mark or (_counted_by(mark.rstrip(".) ")) == "small" and number.isdecimal())
        if is_inside and self._content(following).is_filled and any(self._assigned(following)):
            return PartRow(row, number, "digits", is_item=True)
        return None


def _above(parts: Sequence[PartRow], part: PartRow) -> Sequence[PartRow]:
    """The parts that a new one stands in: all before the one that is counted as it is.

    A quarter holds months, not the other way round.
    """
    closed = {part.kind, MONTH} if part.kind == QUARTER else {part.kind}
    end = next((at for at, one in enumerate(parts) if one.kind in closed), len(parts))
    return parts[:end]


def _is_item(said: str) -> bool:
    """Whether a text goes on with what stands above, as a dash or a small letter says."""
    return bool(_ITEM_RE.match(said)) or said[:1].islower()


def _counted_by(number: str) -> str:
    if number.isdecimal() or "." in number or number[:1].isdecimal():
        return "digits"
    if set(number) <= set("IVXLC") and number not in {"C", "L"}:
        return "roman"
    return "capital" if number.isupper() else "small"


def _period(said: str) -> tuple[str, str] | None:
    """The month or the quarter that a row names and nothing else: `Tháng 3/2026`."""
    match = _PERIOD_RE.fullmatch(fold(said).strip(" .:"))
    if match is None or not time_lists.read_all(said.strip(" .:")):
        return None
    number = _ROMAN.get(match["number"], match["number"].lstrip("0"))
    year = match["year"] or match["in"]
    return match["unit"], f"{number}-{year}" if year else number


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
