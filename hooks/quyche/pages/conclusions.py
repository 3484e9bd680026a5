"""What became of a conclusion: carried out, under way in a task, or not recorded."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.programmes import task_states
from quyche.programmes.progress import TaskState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.meetings.conclusions import Conclusion, Done
    from quyche.programmes.tasks import Task
    from quyche.reading.reading import Reading


class ConclusionOutcome(Enum):
    """How far what a meeting asked for has come."""

    DONE = "done"
    DROPPED = "dropped"
    """Every task in which it was to be carried out is over, and one was dropped."""
    UNDER_WAY = "under-way"
    """It is told where, and not that it is over there."""
    NOT_RECORDED = "not-recorded"

    @property
    def is_ended(self) -> bool:
        """Whether nothing is left to do."""
        return self in {ConclusionOutcome.DONE, ConclusionOutcome.DROPPED}


def outcome_of(conclusion: Conclusion, reading: Reading) -> ConclusionOutcome:
    """How far it has come, by the places that it names.

    An edition and what stands in it are there, and so are articles. A task of today is only where
    the work is done: it counts by its own record. Of what cannot be found nothing is claimed.
    """
    if not conclusion.asked.named("done"):
        return ConclusionOutcome.NOT_RECORDED
    found = tuple(_found(conclusion, reading))
    states = {state for _, state in _tasks(conclusion, reading)}
    if not found or None in found or states - {TaskState.DONE, TaskState.DROPPED}:
        return ConclusionOutcome.UNDER_WAY
    return ConclusionOutcome.DROPPED if TaskState.DROPPED in states else ConclusionOutcome.DONE


def told(conclusion: Conclusion, reading: Reading) -> str:
    """The same in words, with the place; of tasks how far each of them has come."""
    outcome, where = outcome_of(conclusion, reading), _where(conclusion, reading)
    if outcome is ConclusionOutcome.NOT_RECORDED:
        return reading.labels("meetings.not_done")
    if outcome is ConclusionOutcome.DONE:
        return reading.labels("meetings.done", where=where)
    tasks = [(task, state) for task, state in _tasks(conclusion, reading) if state]
    if not tasks:
        return reading.labels("meetings.under_way", where=where)
    said = [_state_words(reading, state) for _, state in tasks]
    if len(tasks) > 1:
        names = (task.mark.rstrip(".") for task, _ in tasks)
        said = [f"{name} {state}" for name, state in zip(names, said, strict=True)]
    return reading.labels("meetings.under_way_in", where=where, states=", ".join(said))


def place_name(done: Done, reading: Reading) -> str:
    """What a place is called: an edition by its title, which people know, not by its name."""
    if not done.is_edition:
        return done.text
    titles = (one.title for one in reading.ledger.editions if one.name == done.edition)
    return next(titles, done.text)


def _where(conclusion: Conclusion, reading: Reading) -> str:
    where = conclusion.asked.text("done")
    for done in filter(lambda done: done.is_edition, conclusion.done):
        whole = rf"{re.escape(done.text)}(?!\w|[.-]\w)"  # and not the beginning of a longer name
        where = place_name(done, reading).join(re.split(whole, where))
    return where


def deadline_is_past(conclusion: Conclusion, reading: Reading) -> bool:
    """Whether it should have been carried out before the day of the edition."""
    days = conclusion.asked.days
    return bool(days and reading.date and days.last < reading.date)


def _found(conclusion: Conclusion, reading: Reading) -> Iterator[object]:
    """What each place that it names is; None where it is not to be found."""
    for done in conclusion.done:
        if done.is_edition:
            yield done.edition if done.edition in reading.past.names else None
        elif not done.edition:
            yield done.target
        else:  # what cannot be read here stands in an edition that is known by itself
            yield done.target or (done.edition if done.is_unread else None)


def _tasks(conclusion: Conclusion, reading: Reading) -> Iterator[tuple[Task, TaskState | None]]:
    """The tasks of today that it names, and how far each has come as its programme records it.

    What it names in an edition was written there, whatever has become of the task itself.
    """
    for done in conclusion.done:
        address = done.target.of_kind(Kind.TASK) if done.target and not done.edition else None
        task = reading.tasks.by_id.get(str(address)) if address else None
        if task:
            yield task, task_states.recorded(task, reading.tasks, reading.date)


def _state_words(reading: Reading, state: TaskState) -> str:
    said = reading.labels(f"progress.{state.value}")
    return f"{said[:1].lower()}{said[1:]}"
