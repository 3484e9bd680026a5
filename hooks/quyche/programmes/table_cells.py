"""What the cells of one row of a table say of its task, each read by what its column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.language import time_lists
from quyche.language.dates import SPAN
from quyche.language.spelling import fold
from quyche.programmes.columns import CONTENT, NUMBER, PARTIES
from quyche.programmes.field_readings import TaskField, field_of_words
from quyche.programmes.spoken_fields import SpokenFields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quyche.corpus.links import Linked
    from quyche.programmes.columns import Columns
    from quyche.programmes.field_readings import WhenSaid
    from quyche.programmes.table_rows import RowCell, TableRow

_WORKS_RE = re.compile(r"(?<!\w)(?:chu tri|phoi hop|tham muu|dau moi)(?!\w)")
_WITH_RE = re.compile(r"[\s,;(–-]*(?<!\w)phoi hop(?!\w)")
_BARE = r"(?:0?[1-9]|1[0-2]|iv|i{1,3})"
_BARE_TIME_RE = re.compile(rf"{_BARE}(?:\s*(?:,|va|-|/)\s*(?:\d{{1,4}}|iv|i{{1,3}}))*")
_FIRST_RE = re.compile(r"(?<!\w)(?:bat dau|khoi cong|trien khai|tu|from)(?: ngay| thang| quy)?\W*$")
_LAST_RE = re.compile(r"(?<!\w)(?:ket thuc|hoan thanh|den|to)(?: ngay| thang| quy)?\W*$")
_UNIT_RE = re.compile(r"thang|quy")


@dataclass(frozen=True)
class TableCells:
    """Reads the cells of one table."""

    linked: Linked
    columns: Columns
    when: WhenSaid
    tell: Callable[[int, str, str, str], None]
    """Takes a line, what was found there by its rule, and the words of a cell and its head."""

    def fields(self, row: TableRow) -> dict[str, TaskField]:
        """What the columns say beside what is to be done, each under its name."""
        fields: dict[str, TaskField] = {}
        for place, name in sorted(self.columns.names.items()):
            cell = row.at(place)
            if name in {NUMBER, CONTENT} or not cell.is_filled:
                continue
            for found in self._of_cell(name, self.columns.heads.get(place, ""), cell, row.line):
                self._add(fields, found)
        return fields

    def _add(self, fields: dict[str, TaskField], found: TaskField) -> None:
        """A field of a name that another column has, too, says more of the same."""
        held = fields.get(found.name)
        if held is None:
            fields[found.name] = found
        elif span := self._span(held, found):
            fields[found.name] = span
        elif found.text not in held.text:
            fields[found.name] = replace(
                held,
                text=f"{held.text}; {found.text}",
                parties=(*held.parties, *found.parties),
                times=(*held.times, *found.times),
                citations=(*held.citations, *found.citations),
                unclear=(*held.unclear, *found.unclear),
            )

    def _span(self, held: TaskField, found: TaskField) -> TaskField | None:
        """The time from one column to the next: `Bắt đầu`, `Kết thúc`."""
        is_span = _FIRST_RE.search(fold(held.label)) and _LAST_RE.search(fold(found.label))
        if found.name != "time" or not (is_span and held.times and found.times):
            return None
        said = SPAN.format(first=held.text, last=found.text)
        times = time_lists.read_all(said, self.when.term, self.when.year)
        text = f"{held.text} – {found.text}"
        return replace(held, text=text, times=times) if times else None

    def _of_cell(self, name: str, head: str, cell: RowCell, line: int) -> Iterator[TaskField]:
        match name:
            case "lead" | "coordinating" | "parties":
                yield from self._parties(name, head, cell, line)
            case "time":
                yield self._time(head, cell, line)
            case "marked":
                yield self._marked(head, line)
            case _:
                yield self.field(name, cell.span, head, line)

    def field(self, name: str, span: tuple[int, int], label: str, line: int) -> TaskField:
        """The field that a stretch of the table is."""
        return field_of_words(name, self.linked, *span, self.when, label, line)

    def spoken(self, cell: RowCell, line: int) -> dict[str, TaskField]:
        """What the sentences of a cell say."""
        return SpokenFields(self.linked, self.when, *cell.span, line).fields()

    def _parties(self, name: str, head: str, cell: RowCell, line: int) -> Iterator[TaskField]:
        """Who works on it; a cell may say itself who leads and who works with them."""
        key = fold(cell.text)
        if len(key) == len(cell.text) and _WORKS_RE.search(key):
            spoken = self.spoken(cell, line)
            parties = {name: spoken[name] for name in ("lead", "coordinating") if name in spoken}
            joint = _WITH_RE.search(key)
            if name != "coordinating" and "lead" not in parties and joint and joint.start():
                span = (cell.start, cell.start + joint.start())
                parties["lead"] = self.field("lead", span, head, line)
            if parties:
                yield from parties.values()
                return
        if name == PARTIES:
            yield from self._listed(head, cell, line)
        else:
            yield self.field(name, cell.span, head, line)

    def _listed(self, head: str, cell: RowCell, line: int) -> Iterator[TaskField]:
        """Of a list under "chủ trì, phối hợp" the first leads, as is the use, and that is said."""
        start, end = cell.span
        inside = [one for one in self.linked.mentions if start <= one.start and one.end <= end]
        first = inside[0].end if inside and inside[0].start - start <= 1 else end
        joint = min(
            (at for sign in ",;" if (at := self.linked.text.find(sign, start, end)) > 0),
            default=end,
        )
        parted = first if inside and first < end else joint
        yield self.field("lead", (start, parted), "", line)
        if self.linked.text[parted:end].strip(" ,;."):
            yield self.field("coordinating", (parted, end), "", line)
            self.tell(line, "task-column-both", cell.text.strip(), head)

    def _time(self, head: str, cell: RowCell, line: int) -> TaskField:
        """When: a bare number counts what its head names, as `3` below `Tháng`."""
        unit = _UNIT_RE.search(fold(head))
        found = self.field("time", cell.span, head, line)
        if found.times or unit is None or not _BARE_TIME_RE.fullmatch(fold(cell.text).strip(" .")):
            return found
        when = self.when
        said = f"{head[unit.start() : unit.end()]} {cell.text.strip()}"
        times = time_lists.read_all(said, when.term, when.year)
        return replace(found, text=said, times=times, unclear=()) if times else found

    def _marked(self, head: str, line: int) -> TaskField:
        """A cross below the name of a month."""
        when = self.when
        for said in _tails(head):
            if times := time_lists.read_all(said, when.term, when.year):
                return TaskField("time", head, said, line, times=times)
        return TaskField("time", head, head, line, unclear=(head,))


def _tails(said: str) -> Iterator[str]:
    yield said
    yield from (said[at + 1 :] for at, letter in enumerate(said) if letter == " ")
