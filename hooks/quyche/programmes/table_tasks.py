"""Tasks that a programme writes as the rows of a table.

The table stays as it is written; what a row says of who, with whom and when is read from its
cells, and what it does not say is a field that the task does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quyche.language import time_lists
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key
from quyche.language.spelling import fold
from quyche.markup.runs import plain
from quyche.problems import warning
from quyche.programmes.columns import CONTENT, NUMBER, Columns, columns_of
from quyche.programmes.sentence_tasks import section_of, title_of
from quyche.programmes.table_cells import TableCells
from quyche.programmes.table_rows import MONTH, RowCell, RowReader, TableRow
from quyche.texts.addresses import Address, Step
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.links import Linked, Links
    from quyche.corpus.texts import Text
    from quyche.problems import Problem
    from quyche.programmes.field_readings import TaskField, WhenSaid
    from quyche.programmes.table_rows import PartRow, TaskRow

_LONGEST_TITLE = 200
_BRACKETED_RE = re.compile(r"\((?:[^()]*\W)?(?:chu tri|tham muu|chuan bi|phoi hop)(?!\w)")
_DAY_RE = re.compile(r"(?:ngay )?\d{1,2}")
_NUMBER_RE = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.?|[IVX]{1,6}\.?")


@dataclass(frozen=True)
class RowTask:
    """A row of a table that is a task, with what was read from it."""

    address: Address
    mark: str
    """Its number as printed; empty where it has none."""
    title: str
    line: int
    section: str
    """What the rows say that name the part it stands in, as written."""
    fields: tuple[TaskField, ...]


@dataclass
class TableTasks:
    """Reads all tables of one programme, in reading order."""

    text: Text
    links: Links
    when: WhenSaid
    problems: list[Problem] = field(default_factory=list)
    """What of the tables was not understood, or understood by what stands around it."""
    _taken: set[str] = field(default_factory=set)
    _twins: dict[str, int] = field(default_factory=dict)
    """How many rows have had an address already that goes by the same number."""
    _columns: Columns | None = None
    _width: int = 0

    def read(self) -> Iterator[RowTask]:
        """Its tasks; none where tasks stand below headings, of which a table is but a summary."""
        document = self.text.document
        if any(provision.kind is Kind.TASK for provision in document.walk()):
            return
        for holder, block in _tables(None, document.content):
            linked = self.links.at(self.text.id, block.line)
            if linked:
                yield from self._table(holder, block, linked)

    def _table(self, holder: Provision | None, block: Block, linked: Linked) -> Iterator[RowTask]:
        rows = rows_of(block)
        width = max((len(row.cells) for row in rows), default=0)
        columns = columns_of([[cell.text for cell in row.cells] for row in rows])
        if columns is None:
            columns = self._continued(rows, width, linked)
        if columns is None:
            return
        self._columns, self._width = columns, width
        for head in columns.unknown if columns.head_rows else ():
            self.tell(rows[0].line, "task-column-unknown", found=head)
        cells = TableCells(linked, columns, self.when, self._tell_of_cell)
        yield from _Table(self, holder, cells).tasks(rows[columns.head_rows :])

    def _continued(self, rows: Sequence[TableRow], width: int, linked: Linked) -> Columns | None:
        """The columns of the table above, for one as wide that has no head and goes on with it."""
        if self._columns and width == self._width and rows and self._is_task(rows[0], linked):
            self.tell(rows[0].line, "task-table-continued", found=_shown(rows[0]))
            return replace(self._columns, head_rows=0)
        below = [cell for row in rows[1:] for cell in row.cells if cell.is_filled]
        first = below[0].start if below else 0
        looks_so = any(one.start >= first for one in linked.mentions) or any(
            time_lists.read_all(cell.text) for cell in below
        )
        if looks_so and width > 1 and len(rows) > 1:
            self.tell(rows[0].line, "task-table-unread", found=_shown(rows[0]))
        return None

    def _is_task(self, row: TableRow, linked: Linked) -> bool:
        """Whether a row says in the columns of the table above what a task says."""
        columns = self._columns or Columns({}, {})
        numbered = _NUMBER_RE.fullmatch(row.at(columns.place(NUMBER)).text.strip())
        when = row.at(columns.place("time")).text
        start, end = row.at(columns.place("lead")).span
        named = any(start <= one.start and one.end <= end for one in linked.mentions)
        is_timed = bool(time_lists.read_all(when, self.when.term, self.when.year))
        return bool(numbered) or is_timed or named

    def tell(self, line: int, rule: str, **details: object) -> None:
        """Remember what was not understood, or only by what stands around it."""
        self.problems.append(warning(self.text.path, line, rule, **details))

    def _tell_of_cell(self, line: int, rule: str, found: str, head: str) -> None:
        self.tell(line, rule, found=found, head=head)

    def address(self, inside: Provision | None, task: TaskRow, place: int) -> Address:
        """Where a row stands: the parts it is in and its number, or its place where it has none."""
        grammar = self.text.grammar
        holder = inside.address if inside else Address(self.text.id)
        for part in task.parts:
            if part.period[0]:
                form = grammar.month if part.period[0] == MONTH else grammar.quarter
                holder = holder.child(Step(form, part.period[1], part.period[1].replace("-", "/")))
            elif part.number and part.kind in {"roman", "capital"}:
                holder = holder.child(Step.of(grammar.form(Kind.SECTION), part.number))
        above = next((f"{part.number}." for part in task.parts[::-1] if part.is_item), "")
        is_own = bool(task.number) and not (above and task.number.isalpha())
        number = task.number if is_own else f"{above}{task.number or place}"
        return self.placed(holder, number)

    def placed(self, holder: Address, number: str) -> Address:
        """An address below another that nothing else of the programme has, for what has a number.

        Any other by the same number has a mark behind it: `dong-1--2`.
        """
        grammar = self.text.grammar
        key = number_key(Kind.TASK, number.lstrip("0") or number)
        address = first = holder.child(Step(grammar.row, key, number))
        self._taken = self._taken or {one.anchor for one in self.text.document.walk()}
        while address.anchor in self._taken:
            self._twins[first.anchor] = twin = self._twins.get(first.anchor, 1) + 1
            address = holder.child(Step(grammar.row, f"{key}--{twin}", number))
        self._taken.add(address.anchor)
        return address


def _tables(
    holder: Provision | None, content: Iterable[Block | Provision]
) -> Iterator[tuple[Provision | None, Block]]:
    for part in content:
        if isinstance(part, Provision):
            yield from _tables(part, part.content)
        elif part.kind is BlockKind.TABLE:
            yield holder, part


def rows_of(block: Block) -> tuple[TableRow, ...]:
    """The rows of a table, each cell with where it stands in the text of the block."""
    rows, start = list[TableRow](), 0
    for line, cells in block.numbered_rows:
        placed = list[RowCell]()
        for cell in cells:
            placed.append(RowCell(plain(cell), start))
            start += len(placed[-1].text) + 1
        rows.append(TableRow(line, tuple(placed)))
    return tuple(rows)


def _shown(row: TableRow) -> str:
    return " | ".join(cell.text for cell in row.cells)


@dataclass(frozen=True)
class _Table:
    """Reads the rows of one table."""

    reader: TableTasks
    holder: Provision | None
    cells: TableCells

    @property
    def columns(self) -> Columns:
        """What stands where."""
        return self.cells.columns

    def tasks(self, rows: Sequence[TableRow]) -> Iterator[RowTask]:
        before: dict[str, TaskField] = {}
        parts: tuple[PartRow, ...] = ()
        place, above = 0, list[int]()
        around = section_of(self.holder)
        for task in RowReader(self.columns).tasks(rows):
            place, before = (place + 1, before) if task.parts == parts else (1, {})
            parts = task.parts
            fields = self._fields(task)
            if self._takes_from_above(task, fields, before):
                above.append(task.row.line)
            before = {**before, **fields}
            more = (found for row in task.more for found in self.cells.fields(row).values())
            yield RowTask(
                self.reader.address(self.holder, task, place),
                task.mark,
                self._title(task),
                task.row.line,
                " – ".join(part.row.said for part in parts) or around,
                (*fields.values(), *more),
            )
        if above:
            lines = ", ".join(map(str, above))
            self.reader.tell(above[0], "task-time-above", count=len(above), lines=lines)

    def _title(self, task: TaskRow) -> str:
        said = task.row.at(self.columns.place(CONTENT)).text.strip()
        if task.mark and not task.row.at(self.columns.place(NUMBER)).is_filled:
            said = said.removeprefix(task.mark).strip()
        said = said.rstrip(" .;:")
        says_more = _BRACKETED_RE.search(fold(said)) or len(said) > _LONGEST_TITLE
        return title_of(said) if says_more else said

    def _fields(self, task: TaskRow) -> dict[str, TaskField]:
        """What the cells of a task say, then what its contents say beside them."""
        cells = self._cells_in(task.parts)
        fields = cells.fields(task.row)
        content = task.row.at(self.columns.place(CONTENT))
        spoken = cells.spoken(content, task.row.line)
        is_told = "lead" in spoken or "lead" in fields
        for name, found in spoken.items() if is_told else ():
            if name != "time" or "lead" in spoken or self.columns.place("time") < 0:
                fields.setdefault(name, found)
        return fields

    def _cells_in(self, parts: Sequence[PartRow]) -> TableCells:
        """The cells, read in the year that the innermost part names."""
        year = next(filter(None, (time_lists.year_of(one.row.said) for one in parts[::-1])), 0)
        return replace(self.cells, when=replace(self.cells.when, year=year)) if year else self.cells

    def _takes_from_above(
        self, task: TaskRow, fields: dict[str, TaskField], before: dict[str, TaskField]
    ) -> bool:
        """Add when it is due, as the name of its part says, or the row whose cell reaches down.

        Whether it was that of the row above.
        """
        above, own = before.get("time"), fields.get("time")
        if own and own.times:
            return False
        if time := self._time_of_part(task.parts):
            fields["time"] = self._inside(own, time, task.parts) if own else time
        elif own:
            return False
        elif above and above.times and self.columns.place("time") >= 0:
            fields["time"] = above
            return True
        return False

    def _inside(self, own: TaskField, part: TaskField, parts: Sequence[PartRow]) -> TaskField:
        """A time that only its part makes one: a day of its month, else somewhere in its month."""
        month = next((one.period[1] for one in parts[::-1] if one.period[0] == MONTH), "")
        if month and _DAY_RE.fullmatch(fold(own.text)):
            when = self.cells.when
            day = f"{own.text}/{month.replace('-', '/')}"
            if times := time_lists.read_all(day, when.term, when.year):
                return replace(own, times=times, unclear=())
        return replace(own, times=part.times)

    def _time_of_part(self, parts: Sequence[PartRow]) -> TaskField | None:
        for part in parts[::-1]:
            for cell in part.row.cells:
                said = cell.text.rstrip(" .:")
                starts = [0, *(at + 1 for at, letter in enumerate(said) if letter in " (")]
                for start in starts:
                    if self._times(said[start:].rstrip(" )")):
                        span = (cell.start + start, cell.start + len(said.rstrip(" )")))
                        return self.cells.field("time", span, "", part.row.line)
        return None

    def _times(self, said: str) -> bool:
        when = self.reader.when
        return bool(said and time_lists.read_all(said, when.term, when.year))
