"""The tasks of programmes: who does what with whom, by when, on what basis.

Read from the fields below a task's heading; nothing of the text is changed, and what is not
understood stays text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from quyche.corpus.links import Citing, Links
from quyche.corpus.texts import Corpus, Text
from quyche.language import dates
from quyche.language.dates import Days, Time, TimeKind
from quyche.language.kinds import Kind
from quyche.language.spelling import fold
from quyche.language.time_lists import year_of
from quyche.problems import Problem
from quyche.programmes import adjustments
from quyche.programmes.adjustments import Adjustment, TaskChange
from quyche.programmes.field_readings import (
    FORMS,
    Party,
    Role,
    TaskField,
    TaskForm,
    WhenSaid,
    read_field,
)
from quyche.programmes.progress import Progress, TaskState
from quyche.programmes.sentence_tasks import SentenceReader
from quyche.programmes.table_tasks import TableTasks
from quyche.texts.addresses import Address
from quyche.texts.metadata import DocumentKind
from quyche.texts.provisions import Provision


@dataclass(frozen=True)
class Task:
    """One task of a programme."""

    address: Address
    mark: str
    """Its number as printed: `Nhiệm vụ 4a.`"""
    title: str
    line: int
    path: str
    """Of its document's file."""
    form: TaskForm
    fields: tuple[TaskField, ...]
    since: datetime.date | None = None
    """The first day of its programme, as far as that says one."""
    until: datetime.date | None = None
    """The last day of its programme, as far as that says one."""
    section: str = ""
    """What the part of its programme is called that it stands in, where it has no heading."""
    is_row: bool = False
    """Whether it is no provision of the text, but a place in one: a row of a table, or a line."""

    @property
    def place(self) -> str:
        """How it is told apart from all others of its programme: `Nhiệm vụ 4a.`, `dòng 1 Mục II`.

        Its title where no number is printed.
        """
        if self.is_headed:
            return self.mark
        return self.address.citation if self.mark else self.title

    @property
    def name(self) -> str:
        """How lists call it: its number as printed with what is to be done."""
        number = "" if self.is_row and self.title else self.mark
        return " ".join(filter(None, (number, self.title)))

    @property
    def is_headed(self) -> bool:
        """Whether it has a heading of its own, by which all else is told below it."""
        return not self.is_row and self.address.steps[-1].kind is Kind.TASK

    @property
    def id(self) -> str:
        """Stable across editions: `document#anchor`."""
        return str(self.address)

    @property
    def is_inspection(self) -> bool:
        """Whether somebody is inspected or supervised."""
        return self.form is not TaskForm.WORK

    def named(self, name: str) -> tuple[TaskField, ...]:
        """Its fields of that name, in reading order."""
        return tuple(field for field in self.fields if field.name == name)

    def text(self, name: str) -> str:
        """What its fields of that name say; empty where it has none."""
        return "; ".join(field.text for field in self.named(name) if field.text)

    def parties(self, role: Role) -> tuple[Party, ...]:
        """Who has that part in it."""
        return tuple(party for field in self.named(role.value) for party in field.parties)

    def ids(self, role: Role) -> tuple[str, ...]:
        """Who of the register has that part in it."""
        return tuple(party.id for party in self.parties(role) if party.id)

    def roles_of(self, entry: str) -> tuple[Role, ...]:
        """What a body or role has to do with it."""
        return tuple(role for role in Role if entry in self.ids(role))

    @property
    def times(self) -> tuple[Time, ...]:
        """When it is due, as far as that was understood."""
        return tuple(time for field in self.named("time") for time in field.times)

    @property
    def days(self) -> Days | None:
        """The days from its first to its last, where the text gives them."""
        known = [time.days for time in self.times if time.days]
        if not known:
            return None
        return Days(min(days.first for days in known), max(days.last for days in known))

    @property
    def basis(self) -> tuple[Citing, ...]:
        """What it rests on."""
        return tuple(citing for field in self.named("basis") for citing in field.citations)

    @property
    def adjustments(self) -> tuple[Adjustment, ...]:
        """How it was changed, in reading order."""
        return tuple(
            adjustments.read(
                field.text, next((party.id for party in field.parties), ""), field.line
            )
            for field in self.named("adjustment")
        )

    @property
    def progress(self) -> tuple[Progress, ...]:
        """What became of it, as recorded, in reading order."""
        return tuple(field.progress for field in self.fields if field.progress)

    @property
    def is_recurring(self) -> bool:
        """Whether it comes back, so that no record of one turn ends it."""
        return any(time.kind is TimeKind.RECURRING for time in self.times)

    @property
    def state(self) -> TaskState:
        """How far it has come by what is recorded alone; no day is looked at."""
        states = [record.state for record in self.progress]
        is_dropped = any(change.change is TaskChange.DROPPED for change in self.adjustments)
        if is_dropped or TaskState.DROPPED in states:
            return TaskState.DROPPED
        if TaskState.DONE in states:
            return TaskState.UNDER_WAY if self.is_recurring else TaskState.DONE
        return states[-1] if states else TaskState.PLANNED


@dataclass(frozen=True)
class Tasks:
    """All tasks of a corpus, in reading order."""

    all: tuple[Task, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What of tables was not understood, or only by what stands around it."""

    @classmethod
    def of(cls, corpus: Corpus, links: Links) -> Tasks:
        """Read the tasks of every programme."""
        tasks, problems = list[Task](), list[Problem]()
        for text in corpus.texts:
            if text.metadata.kind == DocumentKind.PROGRAMME:
                tables = TableTasks(text, links, _when(text))
                said = SentenceReader(text, links, tables.when, tables.placed)
                read = (*_headed(text, corpus, links), *_said(said), *_of_rows(tables))
                tasks += _in_order(read)
                problems += tables.problems
        return cls(tuple(tasks), tuple(problems))

    def __iter__(self) -> Iterator[Task]:
        return iter(self.all)

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Task, ...]]:
        """The tasks of each programme that has any."""
        found: dict[str, list[Task]] = {}
        for task in self.all:
            found.setdefault(task.address.document, []).append(task)
        return {document: tuple(tasks) for document, tasks in found.items()}

    @cached_property
    def by_entry(self) -> Mapping[str, tuple[Task, ...]]:
        """For each body and role the tasks in which it has a part."""
        found: dict[str, list[Task]] = {}
        for task in self.all:
            for entry in dict.fromkeys(entry for role in Role for entry in task.ids(role)):
                found.setdefault(entry, []).append(task)
        return {entry: tuple(tasks) for entry, tasks in found.items()}

    def adjusted(self, body: str, date: datetime.date) -> tuple[tuple[Task, Adjustment], ...]:
        """What a body changed on a day: each task with the change, in reading order."""
        return tuple(
            (task, change)
            for task in self.all
            for change in task.adjustments
            if (change.by, change.date) == (body, date)
        )

    @cached_property
    def recording(self) -> frozenset[str]:
        """The programmes that record progress; where none is recorded, none is missing."""
        return frozenset(task.address.document for task in self.all if task.progress)

    @cached_property
    def by_row(self) -> Mapping[tuple[str, int], Task]:
        """The tasks that are rows of tables, or lines, by their document and line."""
        return {(task.address.document, task.line): task for task in self.all if task.is_row}

    @cached_property
    def by_id(self) -> Mapping[str, Task]:
        """Every task under its id."""
        return {task.id: task for task in self.all}


def _when(text: Text) -> WhenSaid:
    return WhenSaid(dates.term_of(text.metadata.term), year_of(text.metadata.title))


def _in_order(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: task.line)


def _headed(text: Text, corpus: Corpus, links: Links) -> Iterator[Task]:
    term = dates.term_of(text.metadata.term)
    for provision in text.document.walk():
        if provision.kind is Kind.TASK:
            fields = _fields(provision, corpus, links, term)
            place = (provision.address, provision.mark, provision.heading, provision.line)
            yield Task(*place, text.path, _form(fields), fields, *_bounds(text))


def _said(sentences: SentenceReader) -> Iterator[Task]:
    text = sentences.text
    bounds = _bounds(text)
    for found in sentences.tasks():
        place = (found.address, found.mark, found.title, found.line)
        said = (_form_said(fold(found.title)), found.fields)
        is_row = not found.is_provision
        yield Task(*place, text.path, *said, *bounds, found.section, is_row=is_row)


def _of_rows(tables: TableTasks) -> Iterator[Task]:
    text = tables.text
    begins, ends = _bounds(text)
    for row in tables.read():
        said = _form_said(fold(row.title))
        form = _form(row.fields) if any(field.name == "form" for field in row.fields) else said
        yield Task(
            row.address,
            row.mark,
            row.title,
            row.line,
            text.path,
            form,
            row.fields,
            begins,
            ends,
            row.section,
            is_row=True,
        )


def _fields(
    provision: Provision, corpus: Corpus, links: Links, term: Days | None
) -> tuple[TaskField, ...]:
    document = provision.address.document
    return tuple(
        field
        for block in provision.blocks
        if (field := read_field(block, links.at(document, block.line), term, corpus))
    )


def _bounds(text: Text) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day of a programme, as far as it says them."""
    metadata = text.metadata
    term = dates.term_of(metadata.term)
    begins = metadata.effective or metadata.date or (term.first if term else None)
    ends = [day for day in (metadata.expires, term.last if term else None) if day]
    return begins, min(ends, default=None)


def _form(fields: Iterable[TaskField]) -> TaskForm:
    return _form_said(next((fold(field.text) for field in fields if field.name == "form"), ""))


def _form_said(told: str) -> TaskForm:
    """The form that words begin with, without marks."""
    return next((form for word, form in FORMS.items() if told.startswith(word)), TaskForm.WORK)


def is_dated(tasks: Iterable[Task]) -> bool:
    """Whether there is anything to put into a calendar."""
    return any(days_of(task, time) for task in tasks for time in task.times)


def days_of(task: Task, time: Time) -> Days | None:
    """The days of a time; of one that is yearly, those of its first year."""
    if time.kind is not TimeKind.RECURRING:
        return time.days
    return time.next_days(task.since, task.until) if task.since else None
