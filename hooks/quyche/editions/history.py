"""What each edition held and what it brought: which documents, which revision of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import corpora
from quyche.editions.ledgers import Edition, Ledger
from quyche.texts import frontmatter
from quyche.texts.digests import digest
from quyche.texts.metadata import DOCUMENT_KINDS, DocumentStatus, Metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.editions.archives import Archive
    from quyche.editions.records import Histories


@dataclass(frozen=True)
class Revision:
    """One document as one edition has it."""

    id: str
    path: str
    """Of its file, relative to the folder of documents."""
    metadata: Metadata
    body: str
    """The digest of its text without the front matter: equal in editions of the same text."""
    source: str
    """The digest of the whole file."""

    @property
    def title(self) -> str:
        """What lists call it."""
        return self.metadata.short_title

    @property
    def is_adopted(self) -> bool:
        """Whether it is in force in its edition."""
        return self.metadata.status is DocumentStatus.ADOPTED

    @property
    def standing(self) -> tuple[object, ...]:
        """What the front matter says of its state: a draft, adopted, since when."""
        told = self.metadata
        return told.status, told.draft, told.number, told.adopted, told.effective, told.expires


class DocumentChange(Enum):
    """What an edition did to a document. The value names its label."""

    NEW = "new"
    ADOPTED = "adopted"
    """In force from now on, whether its text is that of the last draft or not."""
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

    def changes_since(self, older: Snapshot | None) -> Iterator[Changed]:
        """What became of each document, in the order of their paths."""
        before = older.documents if older else {}
        for name, revision in self.documents.items():
            was = before.get(name)
            if was is None:
                yield Changed(DocumentChange.NEW, revision)
            elif revision.is_adopted and not was.is_adopted:
                yield Changed(DocumentChange.ADOPTED, revision)
            elif was.body != revision.body:
                yield Changed(DocumentChange.AMENDED, revision)
            elif was.standing != revision.standing:
                yield Changed(DocumentChange.STATE, revision)
        for name, revision in before.items():
            if name not in self.documents:
                yield Changed(DocumentChange.DROPPED, revision)


@dataclass(frozen=True)
class Stage:
    """One step of a history: a snapshot and what it changed."""

    snapshot: Snapshot
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class History:
    """The snapshots of all editions up to some point, oldest first."""

    snapshots: tuple[Snapshot, ...] = ()

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Every snapshot with what it brought, oldest first."""
        pairs = zip(self.snapshots, (None, *self.snapshots), strict=False)
        return tuple(Stage(new, tuple(new.changes_since(old))) for new, old in pairs)

    def before(self, snapshot: Snapshot) -> tuple[Snapshot, ...]:
        """The snapshots before one of them, oldest first."""
        return self.snapshots[: self.snapshots.index(snapshot)]

    def of_document(self, name: str) -> tuple[tuple[Snapshot, Changed], ...]:
        """The snapshots that changed one document, oldest first, with how."""
        return tuple(self._changes_by_document.get(name, ()))

    @cached_property
    def _changes_by_document(self) -> dict[str, list[tuple[Snapshot, Changed]]]:
        """Sorted once: every page of a document asks for its own."""
        found: dict[str, list[tuple[Snapshot, Changed]]] = {}
        for stage in self.stages:
            for changed in stage.changes:
                found.setdefault(changed.revision.id, []).append((stage.snapshot, changed))
        return found


def of_archive(archive: Archive, until: str, *, internal: bool) -> History:
    """The history of the editions up to that one; of all of them where it is no edition."""
    ledger = archive.ledger.until(until)
    return History(
        tuple(of_edition(archive, edition, internal=internal) for edition in ledger.editions)
    )


def snapshot_of(files: Mapping[str, bytes], edition: Edition | None, *, internal: bool) -> Snapshot:
    """What these files hold; documents that are internal are left out unless asked for."""
    revisions = {path: _revision(path, content) for path, content in sorted(files.items())}
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
    ids = frozenset(PurePosixPath(path).stem for path in withheld)
    return Snapshot(edition, documents, frozenset(revisions.keys() - withheld), ids)


def of_edition(archive: Archive, edition: Edition, *, internal: bool) -> Snapshot:
    """What an edition holds, as Git keeps it."""
    files = archive.files(edition.name)
    pages = {path: content for path, content in files.items() if path.endswith(".md")}
    return snapshot_of(pages, edition, internal=internal)


@lru_cache(maxsize=65536)  # most editions leave most documents as they were
def _revision(path: str, content: bytes) -> Revision | None:
    """The document that a file holds; None for a page of another kind."""
    source, problems = corpora.decode(content, path)
    front, body, _ = frontmatter.split(source)
    if problems or not front:
        return None
    values, _ = frontmatter.read(front, path, corpora.SCHEMAS)
    if values.text("kind") not in DOCUMENT_KINDS:
        return None
    name = PurePosixPath(path).stem
    return Revision(name, path, Metadata.of(values), digest(body), digest(content))


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
