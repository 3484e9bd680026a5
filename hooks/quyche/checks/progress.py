"""What is doubtful about the records of what became of tasks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

from quyche.problems import Problem, warning
from quyche.programmes.progress import Progress, TaskState
from quyche.programmes.tasks import Task

_ENDS = (TaskState.DONE, TaskState.DROPPED)


def progress_problems(
    tasks: Iterable[Task], date: datetime.date | None = None
) -> Iterator[Problem]:
    """Every doubt; `date` is the day of the edition, where the text is that of one."""
    for task in tasks:
        for record in task.progress:
            yield from _of_record(task, record, date)
        yield from _beside_each_other(task)


def _of_record(task: Task, record: Progress, date: datetime.date | None) -> Iterator[Problem]:
    if record.is_unclear:
        yield warning(task.path, record.line, "task-progress-unclear", found=record.text)
    if record.state is TaskState.DONE and record.date is None:
        yield warning(task.path, record.line, "task-progress-without-day", found=record.text)
    if date and record.date and record.date > date:
        day, edition_day = record.date.isoformat(), date.isoformat()
        yield warning(
            task.path, record.line, "task-progress-later", day=day, edition_day=edition_day
        )


def _beside_each_other(task: Task) -> Iterator[Problem]:
    """Records that contradict each other: they stand oldest first, and only one ends a task."""
    dated = [record for record in task.progress if record.date]
    for before, record in pairwise(dated):
        if before.date and record.date and record.date < before.date:
            day, day_before = record.date.isoformat(), before.date.isoformat()
            yield warning(
                task.path, record.line, "task-progress-order", day=day, day_before=day_before
            )
    ended: dict[int | None, Progress] = {}
    for record in task.progress:
        turn = _turn(task, record)
        if earlier_end := ended.get(turn):
            rule = "task-progress-twice" if record.state in _ENDS else "task-progress-after-end"
            yield warning(task.path, record.line, rule, found=record.text, before=earlier_end.text)
        elif record.state in _ENDS:
            ended[turn] = record


def _turn(task: Task, record: Progress) -> int | None:
    """Which turn of what comes back a record speaks of."""
    if not task.is_recurring:
        return None
    return record.year or (record.date.year if record.date else None)
