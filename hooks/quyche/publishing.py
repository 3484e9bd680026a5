"""Publishing: every edition once, onto a branch that only ever gains."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import editions, records
from quyche.branches import Branch
from quyche.errors import HistoryError
from quyche.repository import Repository
from quyche.workshops import Workshop

if TYPE_CHECKING:
    from quyche.archives import Archive
    from quyche.branches import Parcel
    from quyche.labels import Labels
    from quyche.records import EditionRecord

BRANCH = "gh-pages"
_TRIES = 20  # how often somebody else may publish first before we give up
Say = Callable[..., None]
"""Tells how far it is: the name of a label below `publish`, and what fills its blanks."""


@dataclass(frozen=True)
class Job:
    """What to publish, and where to."""

    archive: Archive
    config_file: Path
    place: str
    """The repository whose branch is published on: a folder, an address or a remote's name."""
    labels: Labels
    branch: str = BRANCH
    rebuild: bool = False
    """Whether editions that are published are rendered anew, their texts being the same."""
    docs: Path | None = None
    """The folder of work that is no edition yet; None for what is checked out."""
    internal: bool = False


def publish(job: Job, say: Say) -> bool:
    """Publish what is not published yet; false where there was nothing to do.

    After each edition the branch holds one more whole edition; whatever happens, it never holds
    a part of one, and what it held before stays. Where somebody else was first, what they did is
    taken over and the rest is done on top. Raises HistoryError where what is published is not
    what the history says, and BuildFailedError for an edition that cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="quyche-") as folder:
        stage = Repository.create(Path(folder) / "stage.git", borrowing=job.archive.repository)
        workshop = Workshop(
            job.archive, job.config_file, Path(folder), job.docs, job.internal, not job.rebuild
        )

        @cache
        def parcel(name: str) -> Parcel:
            say("building", name=name)
            return workshop.parcel(name)

        done: set[str] = set()
        for _ in range(_TRIES):
            stage.fetch(job.place, job.branch)
            if _publish_onto(Branch(stage, job.branch), job, parcel, done, say):
                return bool(done)
            say("overtaken")
    raise HistoryError("overtaken", branch=job.branch)


def _publish_onto(
    branch: Branch, job: Job, parcel: Callable[[str], Parcel], done: set[str], say: Say
) -> bool:
    """Publish all that is left; false as soon as somebody else moved the branch."""
    published = branch.records()
    refuse_other_texts(job.archive, published)
    for name in _left(job, published, done):
        before = branch.tree
        branch.add(parcel(name), job.labels)
        if branch.tree != before and not branch.stage.push(job.place, job.branch):
            return False
        done.add(name)
        say("published", name=name)
    return True


def _left(job: Job, published: dict[str, EditionRecord], done: set[str]) -> list[str]:
    """The names still to be published, oldest first, then the work."""
    names = [edition.name for edition in job.archive.ledger.editions]
    left = [name for name in names if name not in done and (job.rebuild or name not in published)]
    work = published.get(editions.WORK)
    if editions.WORK not in done and (left or job.rebuild or job.docs or _is_behind(job, work)):
        left.append(editions.WORK)
    return left


def _is_behind(job: Job, work: EditionRecord | None) -> bool:
    """Whether the published work is older than what is checked out, or not there.

    Publishing may be started for one commit after another and come to it in another order.
    """
    if work is None:
        return True
    return not job.archive.repository.is_ancestor(job.archive.head, work.commit)


def refuse_other_texts(archive: Archive, published: dict[str, EditionRecord]) -> None:
    """Raise HistoryError where a published edition is not what the history says it is."""
    for name, record in published.items():
        if name == editions.WORK or record.commit == archive.commits.get(name):
            continue
        if name not in archive.commits:
            raise HistoryError("not-in-ledger", name=name)
        found = records.documents_of(archive.corpus(name), archive.files(name))
        if other := records.same_texts(record.documents, found):
            raise HistoryError("other-text", name=name, path=other[0])
