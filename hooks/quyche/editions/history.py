"""What each edition held and what it brought: which documents, which revision of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.ledgers import Edition, Ledger
from quyche.editions.revisions import Revision, revision_of
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.editions.archives import Archive
    from quyche.editions.records import Carrier, Histories


class DocumentChange(Enum):
    """What an edition did to a document. The value names its label."""

    NEW = "new"
    ADOPTED = "adopted"
    """In force from now on, whether its text is that of the last draft or not."""
    CORRECTED = "corrected"
    """A mistake of writing in the text in force was mended."""
    REPEALED = "repealed"
    """In force no longer, and nothing took its place."""
    AMENDED = "amended"
    STATE = "state"
    """The same text in another state, a draft once more, say."""
    DROPPED = "dropped"


@dataclass(frozen=True)
class Changed:
    """A document that an edition changed."""

    change: DocumentChange
    revision: Revision
    """As the edition has it; as the one before had it, where it was dropped."""


@dataclass(frozen=True)
class Snapshot:
    """What one edition holds; `edition` is None for work that is no edition yet."""

    edition: Edition | None
    documents: Mapping[str, Revision]
    pages: frozenset[str]
    """Every page that is written by hand, by the path of its file."""
    withheld: frozenset[str] = frozenset()
    """The ids of the documents that are internal and were left out."""

    @property
    def name(self) -> str:
        """What its folder on the site is called."""
        return self.edition.name if self.edition else urls.WORK

    def moves(self, document: str) -> bool:
        """Whether it may have another text of a document than stood before it."""
        return self.edition is None or self.edition.moves(document)

    @property
    def corrects(self) -> str:
        """The edition that it corrects; empty for most."""
        return self.edition.corrects if self.edition else ""


@dataclass(frozen=True)
class Stage:
    """One step of a history: a snapshot and what it changed."""

    snapshot: Snapshot
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class History:
    """The snapshots of all editions up to some point, oldest first."""

    snapshots: tuple[Snapshot, ...] = ()

    @property
    def withheld(self) -> frozenset[str]:
        """The ids of documents of which the newest may not speak."""
        return self.snapshots[-1].withheld if self.snapshots else frozenset()

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Every snapshot with what it brought, oldest first."""
        return tuple(Stage(one, tuple(self._changes_in(one))) for one in self.snapshots)

    def before(self, snapshot: Snapshot) -> tuple[Snapshot, ...]:
        """The snapshots before one of them, oldest first."""
        return self.snapshots[: self._places[snapshot.name]]

    def came_from(self, snapshot: Snapshot, document: str) -> Snapshot | None:
        """The one whose text of a document goes on in a snapshot; None where it begins.

        Rounds run beside each other: a draft goes on from the draft before it in its round, and
        the first one from the text in force; a correction from what it corrects. A text that a
        snapshot does not move is that of the one before which brought it.
        """
        older = self.before(snapshot)
        having = [one for one in reversed(older) if document in one.documents]
        if not having:
            return None
        if not snapshot.moves(document):
            own = snapshot.documents.get(document)
            same = [one for one in having if own and one.documents[document].source == own.source]
            return next((one for one in same if one.moves(document)), (same or having)[0])
        return next(_going_on(snapshot, document, having), having[0])

    def _changes_in(self, snapshot: Snapshot) -> Iterator[Changed]:
        """What became of each document, in the order of their paths."""
        older = self.before(snapshot)
        before = older[-1].documents if older else {}
        for name, revision in snapshot.documents.items():
            if not snapshot.moves(name):
                continue
            source = self.came_from(snapshot, name) if name in before else None
            if change := _change(snapshot, revision, source.documents[name] if source else None):
                yield Changed(change, revision)
        for name, revision in before.items():
            if name not in snapshot.documents:
                yield Changed(DocumentChange.DROPPED, revision)

    def is_repeal(self, snapshot: Snapshot) -> bool:
        """Whether all that an edition did was to end texts that were in force."""
        changes = self.stages[self._places[snapshot.name]].changes
        return bool(changes) and all(one.change is DocumentChange.REPEALED for one in changes)

    def of_document(self, name: str) -> tuple[tuple[Snapshot, Changed], ...]:
        """The snapshots that changed one document, oldest first, with how."""
        return tuple(self._changes_by_document.get(name, ()))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {snapshot.name: place for place, snapshot in enumerate(self.snapshots)}

    @cached_property
    def _changes_by_document(self) -> dict[str, list[tuple[Snapshot, Changed]]]:
        """Sorted once: every page of a document asks for its own."""
        found: dict[str, list[tuple[Snapshot, Changed]]] = {}
        for stage in self.stages:
            for changed in stage.changes:
                found.setdefault(changed.revision.id, []).append((stage.snapshot, changed))
        return found


def _going_on(snapshot: Snapshot, document: str, having: Sequence[Snapshot]) -> Iterator[Snapshot]:
    """Those before, newest first, that a text which moves may go on from, the likeliest first."""
    moving = [one for one in having if one.moves(document)]
    edition = snapshot.edition
    if edition is None:  # work goes on from whatever was written last
        yield from moving
        return
    if not edition.documents:  # there was one round at a time
        yield having[0]
        return
    if edition.corrects:
        yield from (one for one in moving if one.documents[document].is_adopted)
    yield from (one for one in moving if one.edition and one.edition.round == edition.round)
    yield from (one for one in moving if not one.documents[document].is_draft)


def _change(snapshot: Snapshot, revision: Revision, was: Revision | None) -> DocumentChange | None:
    """What an edition did to a document; None for one that it left as it was."""
    status = revision.metadata.status
    if was is None:
        return DocumentChange.ADOPTED if _enters_adopted(snapshot, revision) else DocumentChange.NEW
    if snapshot.corrects:
        return DocumentChange.CORRECTED
    if status is DocumentStatus.REPEALED and was.metadata.status is not status:
        return DocumentChange.REPEALED
    if revision.is_adopted and not was.is_adopted:
        return DocumentChange.ADOPTED
    if was.body != revision.body:
        return DocumentChange.AMENDED
    return DocumentChange.STATE if was.standing != revision.standing else None


def _enters_adopted(snapshot: Snapshot, revision: Revision) -> bool:
    """Whether a text enters that was adopted before; entries of old said that it was new."""
    has_entry = snapshot.edition is not None and bool(snapshot.edition.documents)
    return has_entry and revision.is_adopted


def of_archive(archive: Archive, until: str, *, internal: bool) -> History:
    """The history of the editions up to that one; of all of them where it is no edition."""
    ledger = archive.ledger.until(until)
    return History(
        tuple(of_edition(archive, edition, internal=internal) for edition in ledger.editions)
    )


def snapshot_of(files: Mapping[str, bytes], edition: Edition | None, *, internal: bool) -> Snapshot:
    """What these files hold; documents that are internal are left out unless asked for."""
    revisions = {path: revision_of(path, content) for path, content in sorted(files.items())}
    withheld = {
        path
        for path, revision in revisions.items()
        if revision and revision.metadata.is_internal and not internal
    }
    documents = {
        revision.id: revision
        for path, revision in revisions.items()
        if revision and path not in withheld
    }
    ids = frozenset(one.id for path, one in revisions.items() if one and path in withheld)
    return Snapshot(edition, documents, frozenset(revisions.keys() - withheld), ids)


def of_edition(archive: Archive, edition: Edition, *, internal: bool) -> Snapshot:
    """What an edition holds, as Git keeps it."""
    files = archive.files(edition.name)
    pages = {path: content for path, content in files.items() if path.endswith(".md")}
    return snapshot_of(pages, edition, internal=internal)


@dataclass(frozen=True)
class Standing:
    """Where a build stands among the editions."""

    name: str
    """The edition's name, or the one for work that is no edition yet."""
    history: History
    """All that came before, and what is built as the last."""
    site_url: str = ""
    """The address of the whole site, with a slash at its end; empty where there is none."""
    shared: str = ""
    """The folder of what all editions share, below the site's root."""
    articles: Histories = field(default_factory=dict)
    """When each article of what is built changed."""
    carriers: Mapping[str, Carrier] = field(default_factory=dict)
    """The older editions that have the files of documents, by the ids of these."""
    is_published: bool = False
    """Whether it stands beside the other editions, so that links to them lead somewhere."""

    @property
    def edition(self) -> Edition | None:
        """The edition that is built."""
        return self.history.snapshots[-1].edition if self.history.snapshots else None


def alone(ledger: Ledger, name: str) -> Standing:
    """The standing of a build that knows of the other editions only what the ledger says."""
    told = (Snapshot(edition, {}, frozenset()) for edition in ledger.editions)
    return Standing(name, History((*told, Snapshot(None, {}, frozenset()))))
