"""A programme's tasks drawn over its quarters: when each is planned, and what became of it."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from quyche.corpus.texts import Text
from quyche.language.dates import Days, TimeKind
from quyche.programmes import task_states
from quyche.programmes.field_readings import TaskForm
from quyche.programmes.progress import TaskState
from quyche.programmes.tables import spans
from quyche.programmes.tasks import Task
from quyche.reading.reading import Reading

_MONTHS, _QUARTER = 12, 3
_QUARTERS = ("I", "II", "III", "IV")
_MOST_YEARS = 12  # two terms; what spans more has a year that is a slip of the pen
_MARKED = (TaskState.DONE, TaskState.UNDER_WAY)


@dataclass(frozen=True)
class Stretch:
    """The first and last month of something, counted from 1; both belong to it."""

    first: int
    last: int

    @property
    def column(self) -> str:
        """Where it lies in the grid; the first column holds the names."""
        return f"{self.first + 1}/{self.last + 2}"

    @property
    def place(self) -> str:
        """The class of what lies there, and of nothing that lies elsewhere."""
        return f"q-at-{self.first + 1}-{self.last + 2}"


@dataclass(frozen=True)
class TimelineHead:
    """The name of a year or a quarter above the drawing."""

    name: str
    stretch: Stretch


@dataclass(frozen=True)
class TimelineMark:
    """The month of a record, and what that says."""

    state: str
    stretch: Stretch


@dataclass(frozen=True)
class TimelineRow:
    """One task: its bars, and the months in which records of it fall."""

    number: str
    title: str
    anchor: str
    form: str
    state: str
    """Empty where the programme records no progress."""
    bars: tuple[Stretch, ...]
    marks: tuple[TimelineMark, ...]
    time: str
    """When it is planned, as written."""
    said: tuple[str, ...]
    """What became of it."""
    is_recurring: bool

    @property
    def tie(self) -> Stretch | None:
        """From its first turn to its last; None where there is but one."""
        is_tied = self.is_recurring and len(self.bars) > 1
        return Stretch(self.bars[0].first, self.bars[-1].last) if is_tied else None

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where anything lies."""
        tied = (self.tie,) if self.tie else ()
        return (*tied, *self.bars, *(mark.stretch for mark in self.marks))


@dataclass(frozen=True)
class Timeline:
    """The tasks of a programme over whole years, and further quarters where records go on."""

    months: int
    years: tuple[TimelineHead, ...]
    """Nothing where there is only one."""
    quarters: tuple[TimelineHead, ...]
    rows: tuple[TimelineRow, ...]
    date: str
    today: Stretch | None
    """The month of the edition's day; None where that lies outside."""
    part: str
    """How much of that month had gone by: `60%`."""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Where anything lies, each once."""
        heads = (head.stretch for head in (*self.years, *self.quarters))
        own = (stretch for row in self.rows for stretch in row.stretches)
        today = (self.today,) if self.today else ()
        return tuple(dict.fromkeys((*heads, *own, *today)))

    @property
    def forms(self) -> tuple[str, ...]:
        """The kinds of tasks in it, where they differ."""
        used = {row.form for row in self.rows}
        return tuple(form.value for form in TaskForm if form.value in used) if len(used) > 1 else ()

    @property
    def states(self) -> tuple[str, ...]:
        """What became of its tasks, in order; nothing where it records no progress."""
        used = {row.state for row in self.rows}
        return tuple(state.value for state in TaskState if state.value in used)


def timeline_of(reading: Reading, text: Text) -> Timeline | None:
    """The drawing of a programme; None where no task has days, or the years are too many."""
    tasks = reading.tasks.by_document.get(text.id, ())
    days = [found for task in tasks for found in _days(task)]
    ends = [record.date for task in tasks for record in task.progress if record.date]
    if not days:
        return None
    first = min(each.year for each in [*(found.first for found in days), *ends])
    last = datetime.date(max(found.last.year for found in days), _MONTHS, 1)
    months = _whole_quarters(_month(max([last, *ends]), first))
    if months > _MOST_YEARS * _MONTHS:
        return None
    today = reading.date if reading.date and 0 < _month(reading.date, first) <= months else None
    years = tuple(_years(first, months))
    return Timeline(
        months,
        years if len(years) > 1 else (),
        tuple(_quarters(reading, first, months)),
        tuple(_row(reading, text, task, first) for task in tasks),
        reading.labels.day(reading.date),
        _stretch(Days(today, today), first) if today else None,
        _part(today) if today else "",
    )


def _days(task: Task) -> Iterator[Days]:
    for time in task.times:
        yield from spans(task, time)


def _whole_quarters(months: int) -> int:
    return -(-months // _QUARTER) * _QUARTER


def _years(first: int, months: int) -> Iterator[TimelineHead]:
    for month in range(1, months + 1, _MONTHS):
        end = min(month + _MONTHS - 1, months)
        yield TimelineHead(str(first + month // _MONTHS), Stretch(month, end))


def _quarters(reading: Reading, first: int, months: int) -> Iterator[TimelineHead]:
    for month in range(1, months + 1, _QUARTER):
        name = _QUARTERS[month % _MONTHS // _QUARTER]
        if months == _MONTHS:
            name = reading.labels("task.quarter_of", quarter=name, year=first)
        yield TimelineHead(name, Stretch(month, month + _QUARTER - 1))


def _row(reading: Reading, text: Text, task: Task, first: int) -> TimelineRow:
    is_recorded = text.id in reading.tasks.recording
    state = task_states.state_on(task, reading.date).value if is_recorded else ""
    return TimelineRow(
        task.address.steps[-1].number,
        task.title,
        task.address.anchor,
        task.form.value,
        state,
        tuple(_stretch(days, first) for days in _days(task)),
        tuple(_marks(task, first)),
        task.text("time") or reading.labels("task.no_time"),
        task_states.told(task, reading.labels, reading.date) if is_recorded else (),
        any(time.kind is TimeKind.RECURRING for time in task.times),
    )


def _marks(task: Task, first: int) -> Iterator[TimelineMark]:
    """The ends of a task or of each of its turns; before there is one, its newest record."""
    dated = [record for record in task.progress if record.date and record.state in _MARKED]
    ends = [record for record in dated if record.state is TaskState.DONE]
    for record in ends or dated[-1:]:
        if record.date:
            yield TimelineMark(record.state.value, _stretch(Days(record.date, record.date), first))


def _stretch(days: Days, first: int) -> Stretch:
    return Stretch(_month(days.first, first), _month(days.last, first))


def _month(day: datetime.date, first: int) -> int:
    return (day.year - first) * _MONTHS + day.month


def _part(day: datetime.date) -> str:
    length = calendar.monthrange(day.year, day.month)[1]
    return f"{100 * (day.day - 1) / length:.0f}%"
