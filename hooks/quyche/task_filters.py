"""By what a reader may choose among the tasks of a programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quyche import task_states
from quyche.corpus import Text
from quyche.field_readings import Form
from quyche.libraries import Library
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


def filters_of(library: Library, text: Text) -> tuple[Filter, ...]:
    """What tells the tasks of a programme apart; nothing where there is no choice."""
    tasks = library.tasks.by_document.get(text.id, ())
    found = (
        Filter("co-quan", "who", library.labels("nav.body"), _entries(library, tasks, "body")),
        Filter("chuc-danh", "who", library.labels("nav.role"), _entries(library, tasks, "role")),
        Filter("quy", "quarters", library.labels("task.quarter"), _quarters(library, tasks)),
        Filter("loai", "form", library.labels("task.form"), tuple(_forms(library, tasks))),
        Filter("trang-thai", "state", library.labels("progress.state"), _states(library, text)),
    )
    return tuple(each for each in found if len(each.choices) > 1)


def _entries(library: Library, tasks: Iterable[Task], kind: str) -> tuple[tuple[str, str], ...]:
    named = {entry for task in tasks for entry in everybody(task)}
    entries = library.corpus.register.of_kind(kind)
    return tuple((entry.id, entry.name) for entry in entries if entry.id in named)


def _quarters(library: Library, tasks: Iterable[Task]) -> tuple[tuple[str, str], ...]:
    found = sorted({quarter for task in tasks for quarter in quarters(task)})
    return tuple((quarter, _called(library, quarter)) for quarter in found)


def _called(library: Library, value: str) -> str:
    year, _, quarter = value.partition("-")
    return library.labels("task.quarter_of", quarter=_ROMAN[int(quarter) - 1], year=year)


def _states(library: Library, text: Text) -> tuple[tuple[str, str], ...]:
    if text.id not in library.tasks.recording:
        return ()
    found = task_states.counts(library.tasks.by_document[text.id], library.date)
    return tuple((state.slug, library.labels(f"progress.{state.value}")) for state in found)


def _forms(library: Library, tasks: Iterable[Task]) -> Iterator[tuple[str, str]]:
    used = {task.form for task in tasks}
    for form in Form:
        if form in used:
            yield form.slug, library.labels(f"task.forms.{form.value}")
