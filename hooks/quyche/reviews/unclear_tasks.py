"""Which tasks a proposal leaves less clear than they were, or adds without being clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language.spelling import fold

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
        were = _rows_before(task, base, head) if task.is_row else _before(task, base, tracks)
        known = {aspect for was in were for aspect in clarity.missing(was)}
        missing = tuple(aspect for aspect in clarity.missing(task) if aspect not in known)
        if missing:
            yield UnclearTask(task, missing, not were)


def _before(task: Task, base: Tasks, tracks: Tracks) -> list[Task]:
    found = [base.by_id.get(str(address)) for address in tracks.before(task.address)]
    return [was for was in found if was]


def _rows_before(task: Task, base: Tasks, head: Tasks) -> list[Task]:
    """The rows it was: those with the same to be done, else the one of its place that is gone."""
    document = task.address.document
    rows = [was for was in base.by_document.get(document, ()) if was.is_row]
    same = [was for was in rows if fold(was.title) == fold(task.title)]
    left = {fold(now.title) for now in head.by_document.get(document, ())}
    gone = [was for was in rows if was.address == task.address and fold(was.title) not in left]
    return same or gone
