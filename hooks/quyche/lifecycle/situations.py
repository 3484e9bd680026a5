"""Where a step finds the documents: its round, what each text goes on from, the edition's name."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.editions import history
from quyche.editions import revisions as revisions_of
from quyche.editions.edition_names import EditionName
from quyche.editions.history import History, Snapshot
from quyche.editions.ledgers import Edition
from quyche.errors import HistoryError
from quyche.lifecycle import rounds, steps, titles, transitions
from quyche.lifecycle.steps import LifecycleStep
from quyche.problems import Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.editions.archives import Archive
    from quyche.editions.revisions import Revision
    from quyche.labels import Labels
    from quyche.lifecycle.rounds import OpenRound
    from quyche.lifecycle.steps import Request
    from quyche.lifecycle.transitions import Transition

_NOWHERE = "999"
"""The name of a round that no edition belongs to."""


@dataclass(frozen=True)
class Situation:
    """A step that may be taken, and the documents that it concerns."""

    archive: Archive
    request: Request
    opened: OpenRound | None
    """The round that it goes on with; None for one that begins or needs none."""
    beside: tuple[OpenRound, ...]
    """The other open rounds."""
    revisions: tuple[Revision, ...]
    """The documents as the work tree has them."""
    known: Mapping[str, Revision]
    """What every document goes on from, by their ids."""
    now: Mapping[str, Revision]
    """Every document as the work tree has it."""
    name: EditionName
    """Of the edition that the step makes."""
    corrects: str
    """The edition that it corrects; empty for other steps."""
    standing: str
    """The edition whose text it mends: that which it corrects, or the newest correction of it."""

    @classmethod
    def of(
        cls, archive: Archive, request: Request, pages: Mapping[str, bytes], labels: Labels
    ) -> Situation:
        """What a step finds in a work tree with these pages.

        Raises HistoryError where it cannot be taken there.
        """
        told = history.of_archive(archive, "", internal=True)
        work = history.snapshot_of(pages, None, internal=True)
        request = _as_entered(request, told, work)
        steps.refuse_impossible_dates(archive.ledger, request)
        opened = rounds.open_rounds(archive)
        steps.refuse_of_open_rounds(request, opened)
        own = _own_round(archive, request, opened, labels)
        others = tuple(one for one in opened if one is not own)
        wanted = request.documents or (own.documents if own else ())
        known = _known(told, work, request.step, own, wanted)
        revisions = steps.concerned(request, own, known, work.documents, others)
        _refuse_strangers(request, own)
        if request.step in {LifecycleStep.CORRECT, LifecycleStep.REPEAL}:
            _refuse_put_over(archive, revisions, pages, told)
        is_correction = request.step is LifecycleStep.CORRECT
        corrects, standing = _corrected(told, work, revisions) if is_correction else ("", "")
        name = (
            steps.correction_of(archive.ledger, corrects)
            if corrects
            else steps.following(archive.ledger, request, own, revisions)
        )
        steps.refuse_other_numeral(request)
        documents = (revisions, known, work.documents)
        return cls(archive, request, own, others, *documents, name, corrects, standing)

    @property
    def goes_on_from(self) -> str:
        """The edition that the documents go on from, as messages name it."""
        if self.opened:
            return self.opened.newest.name
        newest = self.archive.ledger.in_force or self.archive.ledger.newest
        return self.corrects or (newest.name if newest else "")

    @property
    def equals(self) -> str:
        """The edition whose text the documents have as long as nothing in them is new."""
        return self.standing or self.goes_on_from

    def moving(self) -> tuple[Transition, ...]:
        """The documents' ways through the step."""
        terms = steps.terms_of_round(self.opened, self.known)
        return transitions.of(self.request, self.name, self.revisions, self.known, terms)

    def unlisted(self) -> Iterator[Problem]:
        """Drafts of the step's round that were made the next by hand and that it leaves out."""
        own = self.opened.documents if self.opened else ()
        for revision in transitions.drafted_beside(self.revisions, self.known, self.now):
            if revision.id in own:
                line = revision.metadata.lines.get("status", 1)
                yield error(revision.path, line, "edition-unlisted", id=revision.id)

    @property
    def left(self) -> tuple[str, ...]:
        """The documents of a round that ends without them."""
        if self.opened is None or self.request.step is not LifecycleStep.ADOPT:
            return ()
        moving = {revision.id for revision in self.revisions}
        return tuple(name for name in self.opened.documents if name not in moving)

    def put_aside(self) -> Iterator[tuple[str, str]]:
        """Where a correction found the text in force in the place of an open draft: the draft."""
        if self.request.step is not LifecycleStep.CORRECT:
            return
        for revision in self.revisions:
            if held := rounds.holding(self.beside, revision.id):
                tabled = self.archive.tree(held.newest.name)[revision.path]
                yield revision.path, _last_draft(self.archive, revision.path) or tabled

    def corrected_meanwhile(self) -> Iterator[tuple[str, str]]:
        """Corrections made since the round began of texts that its drafts are to replace.

        Each with the id of the document: nobody knows whether the draft has it right, too.
        """
        if self.opened is None:
            return
        editions = self.archive.ledger.editions
        first = next(one for one in editions if one.round == self.opened.name)
        for edition in editions[editions.index(first) :]:
            for revision in self.revisions if edition.corrects else ():
                if edition.moves(revision.id):
                    yield edition.name, revision.id

    def title(self, terms: Iterable[str], labels: Labels) -> str:
        """What the edition is called."""
        opened = self.opened if self.name.amendment else None
        if opened and (found := titles.going_on(opened, self.name, labels)):
            return found
        documents = [revision.title for revision in self.revisions]
        moved = titles.moved(self.request.step, documents, labels)
        return titles.title(self.archive.ledger, self.name, terms, moved, labels)


def _as_entered(request: Request, told: History, work: Snapshot) -> Request:
    """Texts that were adopted before there was a ledger may be adopted by their own dates.

    They are in no edition, and their front matter says when they were adopted.
    """
    if request.step is not LifecycleStep.ADOPT or not request.documents or request.numbers:
        return request
    held = {name for snapshot in told.snapshots for name in snapshot.documents}
    named = [work.documents.get(name) for name in request.documents]
    if all(one and one.is_adopted and one.id not in held for one in named):
        return replace(request, step=LifecycleStep.NEW, enters_adopted=True)
    return request


def _own_round(
    archive: Archive, request: Request, opened: Sequence[OpenRound], labels: Labels
) -> OpenRound | None:
    if not request.step.continues_round:
        return None
    newest = archive.ledger.newest
    if newest is None:
        raise HistoryError("no-edition")
    named = request.documents or tuple(request.numbers)
    return rounds.chosen(opened, named, newest.name, labels)


def _known(
    told: History,
    work: Snapshot,
    step: LifecycleStep,
    own: OpenRound | None,
    documents: Sequence[str],
) -> dict[str, Revision]:
    """What every document of the work goes on from."""
    planned = _planned(work, step, own, documents)
    found = {}
    for name in work.documents:
        snapshot = planned if planned and name in documents else work
        whole = History((*told.snapshots, snapshot))
        if source := whole.came_from(snapshot, name):
            found[name] = source.documents[name]
    return found


def _planned(
    work: Snapshot, step: LifecycleStep, own: OpenRound | None, documents: Sequence[str]
) -> Snapshot | None:
    """The work as an edition of the step's kind would have it; None where nothing moves yet."""
    if not documents:
        return None
    edition = Edition(
        own.name if own else _NOWHERE,
        "",
        is_draft=False,
        date=datetime.date.min,
        documents=tuple((document, "") for document in documents),
        corrects=_NOWHERE if step is LifecycleStep.CORRECT else "",
    )
    return Snapshot(edition, work.documents, work.pages)


def _corrected(told: History, work: Snapshot, revisions: Sequence[Revision]) -> tuple[str, str]:
    """The edition whose text in force the documents mend, and the one that has this text last.

    The first is one for all of them; the second is the first, or a correction of it.
    """
    planned = _planned(work, LifecycleStep.CORRECT, None, [one.id for one in revisions])
    whole = History((*told.snapshots, planned)) if planned else told
    found = {}
    newest: list[str] = []
    for revision in revisions:
        source = whole.came_from(planned, revision.id) if planned else None
        if source and source.edition:
            found[source.edition.round] = revision.id
            newest.append(source.name)
        else:
            raise HistoryError("problems", problems=(transitions.not_in_force(revision),))
    if len(found) > 1:
        told_by = ", ".join(f"{name}: {document}" for name, document in found.items())
        raise HistoryError("several-corrected", editions=told_by)
    names = [snapshot.name for snapshot in told.snapshots]
    return next(iter(found)), max(newest, key=names.index)


def _refuse_strangers(request: Request, own: OpenRound | None) -> None:
    """Raise HistoryError for documents that are in no round where none beside them is in this one.

    They may join a round, beside a document of it: what is meant must not be guessed.
    """
    named = request.documents
    if own and named and not any(name in own.documents for name in named):
        raise HistoryError("not-in-round", id=named[0], round=own.newest.name)


def _refuse_put_over(
    archive: Archive, revisions: Sequence[Revision], pages: Mapping[str, bytes], told: History
) -> None:
    """Raise HistoryError where the work has a draft of a text in force that is to be mended.

    A draft that nobody has committed yet is committed first: putting it aside would lose it.
    """
    in_force = archive.ledger.in_force
    held = next((one for one in told.snapshots if one.edition == in_force), None)
    for revision in revisions:
        standing = held.documents.get(revision.id) if held else None
        if not revision.is_draft or standing is None or not standing.is_adopted or not in_force:
            continue
        place = f"{archive.folder}/{revision.path}"
        draft = archive.repository.object_id(pages[revision.path], place)
        if draft not in archive.repository.held([draft]):
            raise HistoryError("draft-unsaved", path=place)
        text = archive.tree(in_force.name)[standing.path]
        raise HistoryError("draft-in-place", id=revision.id, path=place, text=text)


def _last_draft(archive: Archive, path: str) -> str:
    """The object id of the newest draft that was committed of a document; empty for none."""
    place = f"{archive.folder}/{path}"
    repository = archive.repository
    for commit in reversed(repository.first_parents(archive.head, place)):
        text = repository.object(f"{commit}:{place}")
        content = repository.read([text]).get(text, b"") if text else b""
        revision = revisions_of.revision_of(path, content)
        if text and revision and revision.is_draft:
            return text
    return ""
