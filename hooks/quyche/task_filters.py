"""By what a reader may choose among the tasks of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quyche import task_states
from quyche.corpus import Text
from quyche.field_readings import Form
from quyche.reading.reading import Reading
from quyche.task_tables import everybody, quarters
from quyche.tasks import Task

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Filter:
    """One thing to choose by."""

    name: str
    """In the address of the page: `co-quan`."""
    data: str
    """The attribute of a row that holds its values, parted by blanks."""
    label: str
    choices: tuple[tuple[str, str], ...]
    """Each value and what it is called."""


def filters_of(reading: Reading, text: Text) -> tuple[Filter, ...]:
    """What tells the tasks of a programme apart; nothing where there is no choice."""
    tasks = reading.tasks.by_document.get(text.id, ())
    found = (
        Filter("co-quan", "who", reading.labels("nav.body"), _entries(reading, tasks, "body")),
        Filter("chuc-danh", "who", reading.labels("nav.role"), _entries(reading, tasks, "role")),
        Filter("quy", "quarters", reading.labels("task.quarter"), _quarters(reading, tasks)),
        Filter("loai", "form", reading.labels("task.form"), tuple(_forms(reading, tasks))),
        Filter("trang-thai", "state", reading.labels("progress.state"), _states(reading, text)),
    )
    return tuple(each for each in found if len(each.choices) > 1)


def _entries(reading: Reading, tasks: Iterable[Task], kind: str) -> tuple[tuple[str, str], ...]:
    named = {entry for task in tasks for entry in everybody(task)}
    entries = reading.corpus.register.of_kind(kind)
    return tuple((entry.id, entry.name) for entry in entries if entry.id in named)


def _quarters(reading: Reading, tasks: Iterable[Task]) -> tuple[tuple[str, str], ...]:
    found = sorted({quarter for task in tasks for quarter in quarters(task)})
    return tuple((quarter, _called(reading, quarter)) for quarter in found)


def _called(reading: Reading, value: str) -> str:
    year, _, quarter = value.partition("-")
    return reading.labels("task.quarter_of", quarter=_ROMAN[int(quarter) - 1], year=year)


def _states(reading: Reading, text: Text) -> tuple[tuple[str, str], ...]:
    if text.id not in reading.tasks.recording:
        return ()
    found = task_states.counts(reading.tasks.by_document[text.id], reading.date)
    return tuple((state.slug, reading.labels(f"progress.{state.value}")) for state in found)


def _forms(reading: Reading, tasks: Iterable[Task]) -> Iterator[tuple[str, str]]:
    used = {task.form for task in tasks}
    for form in Form:
        if form in used:
            yield form.slug, reading.labels(f"task.forms.{form.value}")
