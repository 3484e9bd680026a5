"""What stands above the tasks of a programme: plan and actual, what is unclear, what to choose."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quyche import urls
from quyche.corpus.texts import Corpus, Text
from quyche.language.kinds import Kind
from quyche.markup.runs import is_safe_href
from quyche.programmes import powers, task_states
from quyche.programmes.adjustments import TaskChange
from quyche.programmes.clarity import Clarity
from quyche.programmes.field_readings import TaskForm
from quyche.programmes.progress import Product, TaskState
from quyche.programmes.tables import everybody, quarters
from quyche.programmes.tasks import Task
from quyche.reading.reading import Reading
from quyche.texts.addresses import Address


@dataclass(frozen=True)
class Lack:
    """A task that is not clear."""

    mark: str
    anchor: str
    missing: str
    """What it does not say, in words."""


@dataclass(frozen=True)
class Doubt:
    """A task whose deciding body is not the one that the regulations name."""

    mark: str
    anchor: str
    said: str


@dataclass(frozen=True)
class ClarityReport:
    """What a page says of the tasks of its programme."""

    summary: str
    wanted: str
    """What a task must say, in words."""
    source: str
    lacks: tuple[Lack, ...]


def report_of(reading: Reading, text: Text) -> ClarityReport | None:
    """The report of a programme; None where nothing is set, or it has no tasks."""
    clarity = Clarity.of(reading.settings)
    tasks = reading.tasks.by_document.get(text.id, ())
    if not tasks or not clarity.wanted:
        return None
    lacks = tuple(
        Lack(task.place.rstrip("."), task.address.anchor, _in_words(reading, missing))
        for task in tasks
        if (missing := clarity.missing(task))
    )
    clear, total = len(tasks) - len(lacks), len(tasks)
    label = clarity.label or reading.labels("task.clear")
    return ClarityReport(
        reading.labels("task.clarity", clear=clear, total=total, label=label),
        _in_words(reading, clarity.wanted),
        reading.settings.clear_task_source,
        lacks,
    )


def conflicts_of(reading: Reading, text: Text) -> tuple[Doubt, ...]:
    """The tasks of a programme decided by somebody whom the regulations do not let decide."""
    tasks = reading.tasks.by_document.get(text.id, ())
    found = powers.conflicts(reading.corpus, tasks, reading.powers)
    return tuple(
        Doubt(
            conflict.task.place.rstrip("."),
            conflict.task.address.anchor,
            reading.labels(
                "task.power_other" if conflict.basis else "task.power_none",
                name=", ".join(conflict.names),
                basis="; ".join(citing.text for citing in conflict.basis),
                allowed=", ".join(conflict.allowed),
            ),
        )
        for conflict in found
    )


def _in_words(reading: Reading, aspects: tuple[str, ...]) -> str:
    return ", ".join(reading.labels(f"clear.{aspect}") for aspect in aspects)


_FOREIGN = ("https://", "http://")


@dataclass(frozen=True)
class Count:
    """How many tasks have come so far."""

    state: str
    label: str
    number: int


@dataclass(frozen=True)
class PlanLine:
    """One task: when it was planned, what became of it, and what came out of it."""

    mark: str
    title: str
    anchor: str
    time: str
    first_time: str
    """What its time was at first, where it was moved; empty otherwise."""
    state: str
    said: tuple[str, ...]
    products: tuple[tuple[str, str], ...]
    """Each with where it leads; that may be empty."""


@dataclass(frozen=True)
class PlanReport:
    """What the page of a programme says about its progress."""

    date: str
    total: int
    counts: tuple[Count, ...]
    lines: tuple[PlanLine, ...]


def plan_of(reading: Reading, text: Text, base: str) -> PlanReport | None:
    """The report of a programme; None where it records no progress.

    `base` is the way from its page to the start of the edition.
    """
    if text.id not in reading.tasks.recording:
        return None
    tasks = reading.tasks.by_document[text.id]
    found = task_states.counts(tasks, reading.date)
    return PlanReport(
        reading.labels.day(reading.date),
        len(tasks),
        tuple(
            Count(state.value, reading.labels(f"progress.{state.value}"), number)
            for state, number in found.items()
        ),
        tuple(_line(reading, text, task, base) for task in tasks),
    )


def _line(reading: Reading, text: Text, task: Task, base: str) -> PlanLine:
    return PlanLine(
        task.place.rstrip("."),
        task.title,
        task.address.anchor,
        task.text("time") or reading.labels("task.no_time"),
        _first_time(task),
        task_states.state_on(task, reading.date).value,
        task_states.told(task, reading.labels, reading.date),
        tuple(
            (product.text, _href(reading.corpus, text, product, base))
            for record in task.progress
            for product in record.products
        ),
    )


def _first_time(task: Task) -> str:
    moved = (change for change in task.adjustments if change.change is TaskChange.TIME)
    return next((change.before for change in moved), "")


def _href(corpus: Corpus, text: Text, product: Product, base: str) -> str:
    """Where a product leads; nowhere rather than to a page that is not there."""
    if product.target:
        return _page(corpus, product.target, base)
    if product.href.startswith(_FOREIGN):
        return product.href if is_safe_href(product.href) else ""
    path, _, anchor = product.href.partition("#")
    named = corpus.by_path.get(_below(text.path, path)) if path else None
    if named is None:
        return ""
    return _page(corpus, Address(named.id), base) + (f"#{anchor}" if anchor else "")


def _below(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), href))


def _page(corpus: Corpus, address: Address, base: str) -> str:
    page = posixpath.join(base, urls.address_of(corpus.by_id[address.document].path))
    return f"{page}#{address.anchor}" if address.steps else page


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


def chosen_by(task: Task, state: TaskState | None) -> dict[str, str]:
    """What the row of a task says of it to whoever chooses among all."""
    return {
        "cls": "q-task",
        "data_who": " ".join(everybody(task)),
        "data_quarters": " ".join(quarters(task)),
        "data_form": task.form.slug,
        "data_state": state.slug if state else "",
    }


def filters_of(reading: Reading, text: Text) -> tuple[Filter, ...]:
    """What tells the tasks of a programme apart; nothing where there is no choice.

    Nor for tasks that are sentences: these are shown as they are written, all of them.
    """
    every = reading.tasks.by_document.get(text.id, ())
    tasks = tuple(task for task in every if task.address.steps[-1].kind is Kind.TASK)
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
    for form in TaskForm:
        if form in used:
            yield form.slug, reading.labels(f"task.forms.{form.value}")
