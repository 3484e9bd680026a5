"""Which tasks a proposal leaves less clear than they were, or adds without being clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quyche.histories.tracks import Tracks
    from quyche.programmes.clarity import Clarity
    from quyche.programmes.tasks import Task, Tasks


@dataclass(frozen=True)
class UnclearTask:
    """A task of the head that does not say something which it said, or as a new one should."""

    task: Task
    missing: tuple[str, ...]
    """Some of `settings.CLEAR`."""
    is_new: bool


def unclear_tasks(
    base: Tasks, head: Tasks, tracks: Tracks, clarity: Clarity
) -> Iterator[UnclearTask]:
    """In reading order; what a task lacked before is not told again, whatever its number was."""
    for task in head:
        before = [base.by_id.get(str(address)) for address in tracks.before(task.address)]
        were = [was for was in before if was]
        known = {aspect for was in were for aspect in clarity.missing(was)}
        missing = tuple(aspect for aspect in clarity.missing(task) if aspect not in known)
        if missing:
            yield UnclearTask(task, missing, not were)
