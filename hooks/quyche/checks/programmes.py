"""What is doubtful about the tasks of programmes: nobody leads, dates differ, something lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from quyche.corpus.links import CitationState
from quyche.corpus.texts import Corpus
from quyche.language.dates import Days
from quyche.language.spelling import fold
from quyche.problems import Problem, warning
from quyche.programmes import field_names
from quyche.programmes.clarity import Clarity
from quyche.programmes.field_readings import Role, TaskField
from quyche.programmes.tasks import Task, Tasks
from quyche.register.entries import Entry

_REPEATED = {"adjustment", "progress", "note"}


def task_problems(corpus: Corpus, found: Tasks, clarity: Clarity) -> Iterator[Problem]:
    """Every doubt about the tasks of a corpus."""
    yield from found.problems
    yield from not_understood(found)
    for task in found:
        yield from _unclear(task, clarity)
        yield from _not_valid(task, corpus)
        yield from _ended_basis(task, corpus)
    yield from _same_with_other_days(found, corpus)
    yield from _inspected_twice(found, corpus)


def _unclear(task: Task, clarity: Clarity) -> Iterator[Problem]:
    if not task.text("lead"):
        rule = "task-without-lead" if task.is_headed else "task-not-led"
        yield warning(task.path, task.line, rule, found=task.place)
    for aspect in clarity.missing(task):
        if aspect != "who":  # that is told above, whatever is set
            label = clarity.label
            yield warning(
                task.path, task.line, "task-lacks", found=task.place, clear=aspect, label=label
            )


def _not_valid(task: Task, corpus: Corpus) -> Iterator[Problem]:
    """Who shall lead or decide at a time when they do not exist."""
    if not task.days:
        return
    for role in (Role.LEAD, Role.PRESIDING, Role.DECIDING):
        for field in task.named(role.value):
            for party in field.parties:
                entry = corpus.register.by_id.get(party.id)
                if entry and not _exists_in(entry, task.days):
                    yield warning(
                        task.path,
                        field.line,
                        "task-party-not-valid",
                        name=entry.name,
                        label=field.label,
                        time=task.text("time"),
                    )


def _exists_in(entry: Entry, days: Days) -> bool:
    """Whether it exists on one of the days at least."""
    begins = entry.valid_from is None or entry.valid_from <= days.last
    return begins and (entry.valid_to is None or entry.valid_to >= days.first)


def _ended_basis(task: Task, corpus: Corpus) -> Iterator[Problem]:
    """A basis that is no longer in force; one that is not there is a fault of its citation."""
    for citing in task.basis:
        text = corpus.by_id.get(citing.target.document) if citing.target else None
        if citing.state is CitationState.RESOLVED and text and text.metadata.status.is_over:
            title = text.metadata.short_title
            yield warning(task.path, citing.line, "task-basis-ended", found=citing.text, name=title)


# Tasks beside each other


def _same_with_other_days(found: Iterable[Task], corpus: Corpus) -> Iterator[Problem]:
    """The same task in two programmes, due at times of which neither is part of the other."""
    keyed = ((fold(task.title), task) for task in found if task.title and task.days)
    for group in _by_key(keyed).values():
        for earlier, task in pairwise(group):
            is_other = earlier.address.document != task.address.document
            if is_other and not _agree(earlier, task):
                document = corpus.by_id[earlier.address.document].metadata.short_title
                yield warning(
                    task.path,
                    task.line,
                    "task-other-time",
                    found=task.place,
                    time=task.text("time"),
                    other=earlier.place,
                    document=document,
                    other_time=earlier.text("time"),
                )


def _agree(one: Task, other: Task) -> bool:
    if not one.days or not other.days:
        return True
    return one.days.holds(other.days) or other.days.holds(one.days)


def _inspected_twice(found: Iterable[Task], corpus: Corpus) -> Iterator[Problem]:
    """Two inspections of one object that both fall into the same month for certain."""
    keyed = (
        (f"{entry} {task.days.first:%Y-%m}", task)
        for task in found
        if task.is_inspection and task.days and _is_in_a_month(task.days)
        for entry in dict.fromkeys(task.ids(Role.OBJECT))
    )
    for key, group in _by_key(keyed).items():
        for earlier, task in pairwise(group):
            if fold(earlier.title) != fold(task.title):  # the same one in two programmes
                document = corpus.by_id[earlier.address.document].metadata.short_title
                yield warning(
                    task.path,
                    task.line,
                    "task-inspected-twice",
                    found=task.place,
                    name=corpus.register.by_id[key.partition(" ")[0]].name,
                    time=task.text("time"),
                    other=earlier.place,
                    document=document,
                )


def _is_in_a_month(days: Days) -> bool:
    return (days.first.year, days.first.month) == (days.last.year, days.last.month)


def _by_key(keyed: Iterable[tuple[str, Task]]) -> dict[str, list[Task]]:
    groups: dict[str, list[Task]] = {}
    for key, task in keyed:
        groups.setdefault(key, []).append(task)
    return groups


# Fields


def not_understood(tasks: Iterable[Task]) -> Iterator[Problem]:
    """What of the tasks' fields was not understood."""
    for task in tasks:
        yield from _of_fields(task)


def _of_fields(task: Task) -> Iterator[Problem]:
    seen: set[str] = set()
    for field in task.fields:
        if field.name and field.name in seen - _REPEATED and not task.is_row:
            yield warning(task.path, field.line, "task-field-twice", found=field.label)
        seen.add(field.name)
        if not field.text:
            yield warning(task.path, field.line, "task-field-empty", found=field.label)
        for found in field.unclear:
            yield _not_understood(task, field, found)


def _not_understood(task: Task, field: TaskField, found: str) -> Problem:
    match field.name:
        case "":
            language = "en" if task.address.steps[-1].citation.startswith("Task") else "vi"
            labels = field_names.usual(field_names.in_language(language))
            known = ", ".join(field_names.nearest(field.label, labels) or labels)
            return warning(task.path, field.line, "task-field-unknown", found=found, known=known)
        case "time":
            return warning(task.path, field.line, "task-time-unclear", found=found)
        case "form":
            return warning(task.path, field.line, "task-form-unclear", found=found)
        case _:
            return warning(
                task.path, field.line, "task-party-unknown", found=found, label=field.label
            )
