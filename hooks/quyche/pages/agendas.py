"""What pages say of tasks: to each body and role of its own, to everybody by month."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quyche import urls
from quyche.governance.duties import Duty
from quyche.language.dates import Days
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.documents import page
from quyche.pages.meeting_lists import MeetingLists
from quyche.pages.writer import PageWriter
from quyche.programmes import tables, task_states
from quyche.programmes.progress import TaskState
from quyche.programmes.tasks import Task, is_dated
from quyche.reading.reading import Reading
from quyche.register.entries import Entry

_NEVER = datetime.date.max
MOST_NEXT, MOST_COMING = 5, 12
"""How many tasks the home page names, and the page of a body or role before it folds the rest."""


@dataclass(frozen=True)
class Agenda:
    """Tasks by whether they are still to come on a day."""

    overdue: tuple[Task, ...]
    """What should be done by now and is not, as its programme records it; longest due first."""
    coming: tuple[Task, ...]
    """Next dates first; what has no date stands last, in reading order."""
    past: tuple[Task, ...]
    """What is done or dropped, or over where nothing is recorded; newest first."""

    @classmethod
    def of(cls, reading: Reading, tasks: Sequence[Task]) -> Agenda:
        """The agenda on the day of the edition."""
        overdue = [task for task in tasks if _is_overdue(reading, task)]
        dated = [(task, _next_days(reading, task)) for task in tasks if task not in overdue]
        past = [task for task, _ in dated if _is_over(reading, task) or is_ended(task)]
        coming = [(task, days) for task, days in dated if task not in past]
        return cls(
            tuple(sorted(overdue, key=lambda task: _first_due(task.days))),
            tuple(task for task, _ in sorted(coming, key=lambda pair: _first_due(pair[1]))),
            tuple(sorted(past, key=lambda task: _first_due(task.days), reverse=True)),
        )


def is_ended(task: Task) -> bool:
    """Whether it is recorded as done or dropped, whatever its time."""
    return task.state in {TaskState.DONE, TaskState.DROPPED}


def _first_due(days: Days | None) -> tuple[datetime.date, datetime.date]:
    return (days.last, days.first) if days else (_NEVER, _NEVER)


def _next_days(reading: Reading, task: Task) -> Days | None:
    """When it is due next; None where no date is given, or none is to come."""
    if reading.date is None:
        return task.days
    found = (time.next_days(reading.date, task.until) for time in task.times)
    return min(filter(None, found), key=lambda days: days.last, default=None)


def _is_over(reading: Reading, task: Task) -> bool:
    """Whether its days, or those of its programme, ended before the edition."""
    if reading.date is None or _next_days(reading, task):
        return False
    return bool(task.days) or bool(task.until and task.until < reading.date)


def _is_overdue(reading: Reading, task: Task) -> bool:
    """Whether its programme records what was done, and this was not done in its time."""
    state = task_states.recorded(task, reading.tasks, reading.date)
    if state is TaskState.NOT_REPORTED:
        return True
    is_open = bool(state) and not is_ended(task) and not task.is_recurring
    return is_open and task_states.is_past(task, reading.date)


class TaskPages(PageWriter):
    """Writes about tasks on one page, with links relative to it."""

    def of_entry(self, entry: Entry) -> Iterator[str]:
        """What a body or role has to do: its tasks, next dates first, and its recurring duties."""
        tasks = self.reading.tasks.by_entry.get(entry.id, ())
        duties = self.reading.duties.by_entry.get(entry.id, ())
        asked = tuple(MeetingLists(self.reading, self.path).of_entry(entry))
        if tasks or duties or asked:
            yield leaf("h2", self._label("task.mine"), id="viec-cua-toi")
            yield opening("div", cls="q-mine", data_search_exclude="true")
            yield from self._tasks(entry, tasks)
            yield from asked
            yield from self._duties(duties)
            yield closing()

    def _tasks(self, entry: Entry, tasks: Sequence[Task]) -> Iterator[str]:
        if not tasks:
            return
        agenda = Agenda.of(self.reading, tasks)
        date = self.reading.labels.day(self.reading.date)
        yield leaf("h3", self._label("task.in_programmes"))
        if date and is_dated(tasks):
            href = self.relative(urls.calendar_of(self.path))
            link = self.link(self.reading.labels("task.calendar"), href)
            yield leaf("p", link, cls="q-part q-action")
        if agenda.overdue:
            label = self._label("task.overdue", count=len(agenda.overdue), date=date)
            yield leaf("p", label, cls="q-part q-became q-is-not-reported")
            yield from self._list(entry, agenda.overdue)
        if agenda.coming and date:
            yield leaf("p", self._label("task.next", date=date), cls="q-part")
        if agenda.coming:
            yield from self._coming(entry, agenda.coming)
        else:
            yield leaf("p", self._label("task.none_next", date=date), cls="q-none")
        if agenda.past:
            yield opening("details", cls="q-over")
            yield leaf("summary", self._past(agenda.past, date))
            yield from self._list(entry, agenda.past)
            yield closing()

    def _coming(self, entry: Entry, tasks: Sequence[Task]) -> Iterator[str]:
        """What is due next; what is due after that is folded."""
        yield from self._list(entry, tasks[:MOST_COMING])
        if rest := tasks[MOST_COMING:]:
            yield opening("details", cls="q-over")
            yield leaf("summary", self._label("task.later", count=len(rest)))
            yield from self._list(entry, rest)
            yield closing()

    def _past(self, tasks: Sequence[Task], date: str) -> str:
        """What is folded, by whether it is done, over or some of each."""
        ended = sum(map(is_ended, tasks))
        name = "ended_or_past" if ended else "past"
        name = "ended" if ended == len(tasks) else name
        return self._label(f"task.{name}", count=len(tasks), date=date)

    def _list(self, entry: Entry, tasks: Iterable[Task]) -> Iterator[str]:
        yield opening("ul", cls="q-agenda")
        for task in tasks:
            roles = (self._label(f"task.role.{role.value}") for role in task.roles_of(entry.id))
            yield from self._item(task, span("q-role", ", ".join(roles)), self._when(task))
        yield closing()

    def _item(self, task: Task, part: str, when: str) -> Iterator[str]:
        """When a task is due, what it is, and whose part in it is told."""
        yield opening("li")
        if when:
            yield leaf("p", escape(when), cls="q-when")
        yield leaf("p", self.link(task.name, self.href(task.address)))
        document = self.reading.corpus.by_id[task.address.document].metadata.short_title
        yield leaf("p", " · ".join(filter(None, (part, escape(document)))), cls="q-part")
        if state := task_states.recorded(task, self.reading.tasks, self.reading.date):
            for said in task_states.told(task, self.reading.labels, self.reading.date):
                yield leaf("p", escape(said), cls=f"q-part q-became q-is-{state.value}")
        yield closing()

    def next(self) -> Iterator[str]:
        """The tasks of anybody that are due next, on the home page; nothing without a day."""
        if self.reading.date is None:
            return
        coming = Agenda.of(self.reading, self.reading.tasks.all).coming
        dated = [task for task in coming if _next_days(self.reading, task)]
        if not dated:
            return
        day = self.reading.labels.day(self.reading.date)
        yield leaf("h3", self._label("task.due_next", date=day))
        yield opening("div", cls="q-mine", data_search_exclude="true")
        yield from self._led(dated[:MOST_NEXT])
        yield closing()
        way = self.link(self.reading.labels("task.all_months"), self.relative(urls.AGENDA))
        yield leaf("p", way, cls="q-more")

    # All tasks

    def agenda(self) -> str:
        """All tasks by the month in which their time ends, then those without a day."""
        return page(
            [
                leaf("h1", self._label("nav.agenda")),
                leaf("p", self._label("task.agenda" if self.reading.tasks.all else "task.none")),
                opening("div", cls="q-mine", data_search_exclude="true"),
                *self._months(),
                *self._undated(),
                closing(),
            ]
        )

    def _months(self) -> Iterator[str]:
        due = sorted(
            (
                (days.last, days.first, place)
                for place, task in enumerate(self.reading.tasks.all)
                for time in task.times
                for days in tables.spans(task, time)
            ),
        )
        for year, in_year in groupby(due, lambda found: found[0].year):
            yield leaf("h2", self._label("task.year", year=year), id=f"nam-{year}")
            found = list(in_year)
            is_over = bool(self.reading.date and year < self.reading.date.year)
            if is_over:
                yield opening("details", cls="q-over")
                yield leaf("summary", self._label("task.in_year", count=len(found)))
            yield from self._months_of(year, [(days.month, place) for days, _, place in found])
            if is_over:
                yield closing()

    def _months_of(self, year: int, due: Iterable[tuple[int, int]]) -> Iterator[str]:
        """The months of a year with their tasks, each by its place among all."""
        for month, in_month in groupby(due, lambda found: found[0]):
            name = self._label("task.month", month=self.reading.labels.month(month), year=year)
            yield leaf("h3", name, id=f"thang-{month}-{year}")
            tasks = dict.fromkeys(self.reading.tasks.all[place] for _, place in in_month)
            yield from self._led(tasks, (year, month))

    def _undated(self) -> Iterator[str]:
        tasks = [
            task
            for task in self.reading.tasks
            if not any(list(tables.spans(task, time)) for time in task.times)
        ]
        if tasks:
            yield leaf("h2", self._label("task.undated"), id="khong-ngay")
            yield from self._led(tasks)

    def _led(self, tasks: Iterable[Task], month: tuple[int, int] | None = None) -> Iterator[str]:
        """Tasks with who leads each; below the heading of a month, no row says that month again."""
        yield opening("ul", cls="q-agenda")
        for task in tasks:
            when = "" if month and _is_month(task, month) else self._when(task)
            yield from self._item(task, escape(task.text("lead")), when)
        yield closing()

    def _when(self, task: Task) -> str:
        return task.text("time") or self.reading.labels("task.no_time")

    # One body or role

    def _duties(self, duties: Sequence[Duty]) -> Iterator[str]:
        if not duties:
            return
        yield leaf("h3", self._label("task.duties"))
        for document, group in groupby(duties, lambda duty: duty.provision.document):
            yield opening("ul", cls="q-agenda")
            for duty in group:
                yield opening("li")
                yield leaf("p", escape(_capitalised(duty.time)), cls="q-when")
                yield leaf("p", escape(_capitalised(duty.text)))
                cite = self.link(duty.provision.citation, self.href(duty.provision))
                name = self.reading.corpus.by_id[document].metadata.short_title
                yield leaf("p", f"{cite} · {escape(name)}", cls="q-part")
                yield closing()
            yield closing()


def _is_month(task: Task, month: tuple[int, int]) -> bool:
    """Whether all that is said of its time is that one month."""
    spans = [days for time in task.times for days in tables.spans(task, time)]
    if len(spans) != 1:
        return False
    first, last = spans[0].first, spans[0].last
    is_whole = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
    return is_whole and {(first.year, first.month), (last.year, last.month)} == {month}


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
