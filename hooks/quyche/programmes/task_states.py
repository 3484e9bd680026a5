"""How far tasks have come on a day: what is recorded, set against what was planned."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quyche.labels import Labels
from quyche.language.dates import Days
from quyche.programmes.adjustments import TaskChange
from quyche.programmes.progress import Progress, TaskState
from quyche.programmes.tables import spans
from quyche.programmes.tasks import Task, Tasks


def state_on(task: Task, date: datetime.date | None) -> TaskState:
    """How far it has come: as recorded; without any record by whether its time is over."""
    state = task.state
    if state is TaskState.PLANNED and is_past(task, date):
        return TaskState.NOT_REPORTED
    return state


def recorded(task: Task, tasks: Tasks, date: datetime.date | None) -> TaskState | None:
    """The same; None where its programme records nothing."""
    return state_on(task, date) if task.address.document in tasks.recording else None


def is_past(task: Task, date: datetime.date | None) -> bool:
    """Whether its time, or the first turn of what comes back, was over before a day."""
    days = [days for time in task.times for days in spans(task, time)]
    if not days or date is None:
        return False
    last = min if task.is_recurring else max
    return last(each.last for each in days) < date


def counts(tasks: Sequence[Task], date: datetime.date | None) -> Mapping[TaskState, int]:
    """How many have come how far; every task is counted once."""
    found = Counter(state_on(task, date) for task in tasks)
    return {state: found[state] for state in TaskState if found[state]}


def planned(task: Task, record: Progress) -> Days | None:
    """The days that were planned for what a record speaks of; None where they are not given."""
    if not task.is_recurring:
        return task.days
    year = record.year or (record.date.year if record.date else None)
    turns = (days for time in task.times for days in spans(task, time))
    return next((days for days in turns if days.first.year == year), None)


def is_late(task: Task, record: Progress) -> bool | None:
    """Whether something was done after its time; None where nobody can tell."""
    days = planned(task, record)
    return record.date > days.last if days and record.date else None


def told(task: Task, labels: Labels, date: datetime.date | None) -> tuple[str, ...]:
    """What became of it, in words; a line for each turn of what comes back."""
    state = state_on(task, date)
    if state is TaskState.DROPPED:
        return (_dropped(task, labels),)
    ends = [record for record in task.progress if record.state is TaskState.DONE]
    if ends:
        return tuple(_done(task, record, labels) for record in ends)
    said = labels(f"progress.{state.value}")
    if state in {TaskState.UNDER_WAY, TaskState.NOT_BEGUN}:
        said += "".join(_reported(task, labels, date))
    return (said,)


def _done(task: Task, record: Progress, labels: Labels) -> str:
    said = (
        labels("progress.done_on", date=labels.day(record.date))
        if record.date
        else labels("progress.done_without_day")
    )
    late = is_late(task, record)
    if late is not None:
        said += labels("progress.late" if late else "progress.on_time")
    is_turn = task.is_recurring and record.year
    return (
        labels("progress.turn", year=record.year, said=said[:1].lower() + said[1:])
        if is_turn
        else said
    )


def _dropped(task: Task, labels: Labels) -> str:
    days = [
        *(change.date for change in task.adjustments if change.change is TaskChange.DROPPED),
        *(record.date for record in task.progress if record.state is TaskState.DROPPED),
    ]
    date = next(filter(None, days), None)
    if date is None:
        return labels("progress.dropped")
    return labels("progress.dropped_on", date=labels.day(date))


def _reported(task: Task, labels: Labels, date: datetime.date | None) -> Iterator[str]:
    """When it was reported last, and that its time is over."""
    days = [record.date for record in task.progress if record.date]
    if days:
        yield labels("progress.reported_on", date=labels.day(max(days)))
    if not task.is_recurring and is_past(task, date):
        yield labels("progress.overdue")
