"""A programme's tasks as the official table: which columns there are, and what stands in each.

The order of the text is kept: a row's cells hold the parts of its task one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quyche.language.dates import Days, Time, TimeKind
from quyche.programmes.field_readings import Role
from quyche.programmes.tasks import Task
from quyche.texts.provisions import Block, Provision

_HELD: tuple[tuple[str, ...], ...] = (
    ("theme", "form"),
    ("deciding",),
    ("object", "period"),
    ("lead", "presiding", "team"),
    ("coordinating",),
    ("time",),
    ("product",),
    ("basis", "adjustment"),
    ("progress", "note"),
)
"""The fields of each column, after whose first it is called, in the order of the columns."""
_MONTHS_OF_QUARTER = 3


@dataclass(frozen=True)
class Column:
    """One column of the table."""

    name: str
    label: str
    """As the document calls it."""


@dataclass(frozen=True)
class Cell:
    """What stands in a column of one row."""

    column: str
    parts: tuple[Block | Provision, ...]
    is_plain: bool
    """Whether it holds only what the head of its column announces."""


def columns(tasks: Sequence[Task], word: str) -> tuple[Column, ...]:
    """The columns that these tasks fill, after the first, which bears the word for a task."""
    labels: dict[str, str] = {}
    for task in tasks:
        for field in task.fields:
            labels.setdefault(field.name, field.label)
    called = [(held[0], [labels[name] for name in held if name in labels]) for held in _HELD]
    found = (Column(name, names[0]) for name, names in called if names)
    return Column("title", word), *found


def cells(provision: Provision, task: Task, shown: Sequence[Column]) -> tuple[Cell, ...]:
    """The cells of a task's row after its heading.

    What belongs to a column further left than what stands before it stays where it is.
    """
    held = shown[1:] or shown
    names = {field.line: field.name for field in task.fields}
    places = {name: place for place, column in enumerate(held) for name in _held(column)}
    parts: list[list[Block | Provision]] = [[] for _ in held]
    current = 0
    for part in provision.content:
        current = max(current, places.get(names.get(part.line, ""), current))
        parts[current].append(part)
    return tuple(
        Cell(column.name, tuple(inside), _is_plain(column, inside, names))
        for column, inside in zip(held, parts, strict=True)
    )


def _held(column: Column) -> tuple[str, ...]:
    return next((held for held in _HELD if held[0] == column.name), ())


def _is_plain(column: Column, parts: Sequence[Block | Provision], names: dict[int, str]) -> bool:
    told = [names.get(part.line, "") for part in parts if not isinstance(part, Block) or part.text]
    return told == [column.name]


def quarters(task: Task) -> tuple[str, ...]:
    """The quarters that its time touches: `2021-1`; none where no days are given."""
    found = dict.fromkeys(
        f"{year}-{quarter}"
        for time in task.times
        for days in spans(task, time)
        for year, quarter in _between(days)
    )
    return tuple(sorted(found))


def spans(task: Task, time: Time) -> Iterator[Days]:
    """The days of a time; of one that is yearly, those of each year of its programme."""
    if time.kind is not TimeKind.RECURRING:
        if time.days:
            yield time.days
        return
    since = task.since
    while since and task.until and (days := time.next_days(since, task.until)):
        yield days
        since = days.first.replace(year=days.first.year + 1)


def _between(days: Days) -> Iterator[tuple[int, int]]:
    first = days.first.year * 4 + (days.first.month - 1) // _MONTHS_OF_QUARTER
    last = days.last.year * 4 + (days.last.month - 1) // _MONTHS_OF_QUARTER
    return ((number // 4, number % 4 + 1) for number in range(first, last + 1))


def everybody(task: Task) -> tuple[str, ...]:
    """Who has any part in it, in the register."""
    return tuple(dict.fromkeys(entry for role in Role for entry in task.ids(role)))
