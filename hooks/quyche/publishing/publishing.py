"""Publishing: every edition once, onto a branch that only ever gains."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions import history
from quyche.errors import BuildFailedError, HistoryError
from quyche.git import GitError, Repository
from quyche.publishing import temporary_folders
from quyche.publishing.branches import Branch
from quyche.publishing.workshops import Workshop
from quyche.stores import NOWHERE, Store
from quyche.terminals import WorkStage, untold
from quyche.texts.digests import digest

if TYPE_CHECKING:
    from quyche.editions.archives import Archive
    from quyche.editions.ledgers import Edition
    from quyche.editions.records import EditionRecord
    from quyche.labels import Labels
    from quyche.publishing.branches import Parcel
    from quyche.publishing.carried_pages import PagesBefore
    from quyche.searching.search_before import SearchBefore
    from quyche.terminals import Tell

BRANCH = "gh-pages"
_TRIES = 20  # how often somebody else may publish first before we give up
_SOME = 5  # of many paths in a message
_PATIENCE = 15.0  # seconds to wait while a branch cannot be moved and does not move either
Say = Callable[..., None]
"""Tells how far it is: the name of a label below `publish`, and what fills its blanks."""


@dataclass(frozen=True)
class Job:
    """What to publish, and where to."""

    archive: Archive
    config_file: Path
    place: str
    """The repository whose branch is published on: a folder or an address."""
    labels: Labels
    """The words of the site, as its root says them."""
    branch: str = BRANCH
    rebuild: bool = False
    """Whether editions that are published are rendered anew, their texts being the same."""
    docs: Path | None = None
    """The folder of work that is no edition yet; None for what is checked out."""
    store: Store = NOWHERE
    """What is kept between runs."""


def publish(job: Job, say: Say, tell: Tell = untold) -> bool:
    """Publish what is not published yet; false where there was nothing to do.

    After each edition the branch holds one more whole edition; whatever happens, it never holds
    a part of one, and what it held before stays. Where somebody else was first, what they did is
    taken over and the rest is done on top. Raises HistoryError where what is published is not
    what the history says or cannot be written, and BuildFailedError for an edition that cannot
    be built.
    """
    with _disk_faults_worded(job), temporary_folders.opened() as folder:
        stage = Repository.create(folder / "stage.git", borrowing=job.archive.repository)
        workshop = Workshop(job.archive, job.config_file, folder, job.docs, job.store)
        return _Publisher(job, Branch(stage, job.branch), workshop, say, tell).run()


@contextmanager
def _disk_faults_worded(job: Job) -> Iterator[None]:
    """What keeps files from being written is told with what to do about it."""
    try:
        yield
    except BrokenPipeError:  # nobody reads what is told meanwhile, which the disk has no part in
        raise
    except (OSError, GitError) as fault:
        place = tempfile.gettempdir()
        raise HistoryError("unwritable", branch=job.branch, folder=place, reason=fault) from fault


@dataclass(frozen=True)
class _Publisher:
    job: Job
    branch: Branch
    """As we have it; nobody else sees it until it is offered."""
    workshop: Workshop
    say: Say
    tell: Tell
    done: set[str] = field(default_factory=set)
    _parcels: dict[str, Parcel] = field(default_factory=dict)
    _restored: set[str] = field(default_factory=set)
    """What was put back at the top of the branch."""

    def run(self) -> bool:
        for _ in range(_TRIES):
            if self._publish_onto(self._fetched()):
                return bool(self.done or self._restored)
            self.say("overtaken")
        raise HistoryError("overtaken", branch=self.job.branch)

    def _fetched(self) -> str:
        """Take over the branch as it stands at its place; where that is."""
        job = self.job
        try:
            return self.branch.stage.fetch(job.place, job.branch)
        except GitError as fault:
            raise HistoryError("unreachable", place=job.place, reason=fault) from fault

    def _publish_onto(self, tip: str) -> bool:
        """Publish all that is left; false as soon as somebody else moved the branch."""
        branch = self.branch
        if restored := branch.restore():
            self.say("restored", names=", ".join(restored))
            if not self._offer(tip):
                return False
            tip = branch.tip
            self._restored.update(restored)
        if not self.job.rebuild:
            self._refuse_broken()
        published = branch.records()
        refuse_other_texts(self.job.archive, published, internal=self.workshop.internal)
        left = self._left(published)
        count, offered = len(self.done) + len(left), branch.tree
        for name in left:
            self.tell(WorkStage(len(self.done) + 1, count, name))
            branch.add(self._parcel(name, published), self.job.labels)
            # What is rendered anew is offered at once: pages may be made of those of other editions
            if branch.tree != offered and (not self.job.rebuild or name == left[-1]):
                if not self._offer(tip):
                    self.done.difference_update(left if self.job.rebuild else ())
                    return False
                tip, offered = branch.tip, branch.tree
            self.done.add(name)
            self.say("published", name=name)
            self.job.store.trim()
        return True

    def _refuse_broken(self) -> None:
        """Nothing is published beside an edition that is no longer what was published."""
        for name, paths in self.branch.broken().items():
            some = ", ".join(paths[:_SOME])
            raise HistoryError("damaged", name=name, branch=self.branch.name, paths=some)

    def _parcel(self, name: str, published: Mapping[str, EditionRecord]) -> Parcel:
        """An edition as built, once; today's rules bind only what is not published yet."""
        if name not in self._parcels:
            self.say("building", name=name)
            built = {known: parcel.record for known, parcel in self._parcels.items()}
            is_new = name not in published
            known = {**published, **built}
            try:
                self._parcels[name] = self.workshop.parcel(
                    name,
                    known,
                    strict=is_new,
                    search=self._search_before(name),
                    older=self._pages_before(name),
                )
            except BuildFailedError:
                if name != urls.WORK:  # which is mended by going on with it
                    self.say("mend", name=name)
                raise
        return self._parcels[name]

    def _search_before(self, name: str) -> SearchBefore:
        """What lies on the branch that the search of an edition, or of the work, may build on."""
        names = self.job.archive.ledger.names
        older = names[: names.index(name)] if name in names else names
        return self.branch.search_before(older[-1] if older else "")

    def _pages_before(self, name: str) -> PagesBefore | None:
        """Where pages of an edition may be already; the work shows all of its pages itself."""
        ledger = self.job.archive.ledger
        if name == urls.WORK:
            return None
        return self.branch.pages_before(ledger.editions[: ledger.names.index(name)])

    def _left(self, published: dict[str, EditionRecord]) -> list[str]:
        """The names still to be published, oldest first, then the work."""
        job, done = self.job, self.done
        names = [
            edition.name for edition in job.archive.ledger.editions if edition.name not in done
        ]
        left = [name for name in names if job.rebuild or name not in published]
        work = published.get(urls.WORK)
        if urls.WORK not in done and (
            left or job.rebuild or job.docs or work is None or self._is_behind(work.commit)
        ):
            left.append(urls.WORK)
        return left

    def _is_behind(self, published: str) -> bool:
        """Whether the published work is not what is checked out, nor newer than that.

        Publishing may be started for one commit after another and come to it in another order,
        or by somebody who has not got the newest commits.
        """
        head, stage = self.job.archive.head, self.branch.stage
        if stage.commit(published) is None and not stage.obtain(self.job.place, published):
            return True
        return not stage.is_ancestor(head, published)

    def _offer(self, tip: str) -> bool:
        """Move the branch at its place from where it was; false where it is elsewhere by now.

        A branch that cannot be moved, though nobody moved it, may just be in use.
        """
        job, stage, until = self.job, self.branch.stage, time.monotonic() + _PATIENCE
        while True:
            try:
                reason = stage.push(job.place, job.branch)
                if not reason:
                    return True
                if stage.tip(job.place, job.branch) != tip:
                    return False
            except GitError as fault:
                raise HistoryError("unreachable", place=job.place, reason=fault) from fault
            if "checked out" in reason:
                raise HistoryError("checked-out", branch=job.branch, place=job.place)
            if ("lock" not in reason and "update ref" not in reason) or time.monotonic() > until:
                raise HistoryError("refused", branch=job.branch, place=job.place, reason=reason)
            if Path(job.place).is_dir():
                Repository(Path(job.place)).unlock(job.branch)
            time.sleep(0.5)


def refuse_other_texts(
    archive: Archive, published: dict[str, EditionRecord], *, internal: bool = False
) -> None:
    """Raise HistoryError where a published edition is not what the history says it is."""
    known = {edition.name: edition for edition in archive.ledger.editions}
    for name, record in published.items():
        if name == urls.WORK:
            continue
        if name not in known:
            raise HistoryError("not-in-ledger", name=name)
        _refuse_other_entry(record, known[name])
        if record.commit != archive.commits[name]:  # else it is the same text for certain
            _refuse_other_text(archive, record, known[name], internal=internal)


def _refuse_other_entry(record: EditionRecord, edition: Edition) -> None:
    pairs = {
        "title": (record.title, edition.title),
        "kind": (record.kind, edition.kind),
        "date": (record.date, str(edition.date)),
        "note": (record.note, edition.note),
        "meeting": (record.meeting, edition.meeting),
        "corrects": (record.corrects, edition.corrects),
    }
    for key, (was, now) in pairs.items():
        if was != now:
            raise HistoryError(
                "other-entry", name=record.name, line=edition.line, key=key, was=was, now=now
            )


def _refuse_other_text(
    archive: Archive, record: EditionRecord, edition: Edition, *, internal: bool
) -> None:
    files = archive.files(record.name)
    found = history.of_edition(archive, edition, internal=internal).documents.values()
    was = {document.path: document.source for document in record.documents}
    now = {path: digest(files[path]) for path in was if path in files}
    now |= {revision.path: revision.source for revision in found}
    for path in sorted(was.keys() | now.keys()):
        if was.get(path) != now.get(path):
            raise HistoryError("other-text", name=record.name, path=path)
