"""What is written down of a published edition, to hold later builds and pages to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from quyche import schemas
from quyche.texts.digests import digest, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.concordances import Concordance


class ArticleEvent(TypedDict):
    """One edition in which an article or a task changed."""

    edition: str
    older: str
    """What the edition is compared with; empty for the first one of a document."""
    block: str
    """Where the change is on the page of that comparison; empty for the first."""
    status: str
    guess: bool
    """Whether it is not certain that it is the same article."""


_RARE = ("moves", "bases", "corrects", "files", "told_in")

ArticleHistory = dict[str, list[ArticleEvent]]
"""By the anchors of a document's articles and tasks, newest first."""
Histories = dict[str, ArticleHistory]
"""By the ids of documents."""


@dataclass(frozen=True)
class DocumentRecord:
    """One document as published."""

    id: str
    path: str
    """Of its source, relative to the folder of documents."""
    title: str
    status: str
    source: str
    """The digest of its file."""
    text: str
    """The digest of what its page shows of it."""


@dataclass(frozen=True)
class Concern:
    """What an edition changed for one body or role; nothing where the summary is empty."""

    id: str
    name: str
    page: str
    """The address of its page, relative to the edition."""
    summary: str


@dataclass(frozen=True)
class Carrier:
    """An edition that has the files of a document."""

    edition: str
    formats: Sequence[str]


@dataclass(frozen=True)
class EditionRecord:
    """One edition as published."""

    name: str
    title: str
    kind: str
    """`draft`, `adopted` or, for what is no edition yet, `work`."""
    date: str
    """Of the event, as `2021-01-18`; empty for work."""
    commit: str
    shared: str
    """The folder of the theme's files that its pages use, below the site's root."""
    documents: tuple[DocumentRecord, ...]
    pages: tuple[str, ...]
    """The addresses of its pages, relative to the edition."""
    previous: str
    """The edition before it; empty for the first."""
    concordance: Concordance
    note: str = ""
    """What is new, as the ledger says it."""
    meeting: str = ""
    """Where it was heard, by the id of the meeting."""
    concerns: tuple[Concern, ...] = ()
    """Every body and role of the register."""
    histories: Histories = field(default_factory=dict)
    """When each article changed, of each document of which no older record tells the same."""
    told_in: Mapping[str, str] = field(default_factory=dict)
    """The older edition whose record tells that of each other document, by their ids."""
    moves: tuple[str, ...] = ()
    """The ids of the documents that its entry names; none for an entry of before it named any.

    An empty one stands for those that are internal.
    """
    corrects: str = ""
    """The edition that it corrects."""
    bases: Mapping[str, str] = field(default_factory=dict)
    """The edition that the concordance of a document begins at, where it is not the one before."""
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """In which formats it has the file of each document that no older edition has, by their ids."""

    @property
    def texts(self) -> Mapping[str, tuple[str, str]]:
        """The digests of each document, by the path of its source."""
        return {document.path: (document.source, document.text) for document in self.documents}

    def as_json(self) -> str:
        """The record as its file holds it."""
        fields = {
            **{name: value for name, value in vars(self).items() if isinstance(value, str)},
            "documents": [vars(document) for document in self.documents],
            "pages": self.pages,
            "concordance": self.concordance,
            "histories": self.histories,
            "concerns": [vars(concern) for concern in self.concerns],
            "moves": self.moves,
            "bases": self.bases,
            "files": self.files,
            "told_in": self.told_in,
        }
        for name in _RARE:  # records of before there was such a thing stay as they are
            if not fields[name]:
                del fields[name]
        return schemas.as_json("edition", fields, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_json(cls, text: str | bytes) -> EditionRecord:
        """Read a record's file; raises ValueError for one that is none."""
        try:
            fields = json.loads(text)
            documents = tuple(DocumentRecord(**document) for document in fields.pop("documents"))
            concerns = tuple(Concern(**concern) for concern in fields.pop("concerns", ()))
            pages, moves = tuple(fields.pop("pages")), tuple(fields.pop("moves", ()))
            return cls(documents=documents, pages=pages, concerns=concerns, moves=moves, **fields)
        except (KeyError, TypeError, AttributeError) as fault:
            raise ValueError(f"not the record of an edition: {fault}") from fault


def histories_of(name: str, known: Mapping[str, EditionRecord]) -> Histories:
    """When each article of each document of an edition changed, from all that is written down."""
    record = known.get(name)
    if record is None:
        return {}
    inherited = {
        document: known[at].histories[document]
        for document, at in record.told_in.items()
        if at in known and document in known[at].histories
    }
    return {**inherited, **record.histories}


def parted(
    histories: Histories,
    previous: str,
    bases: Mapping[str, str],
    known: Mapping[str, EditionRecord],
) -> tuple[Histories, dict[str, str]]:
    """Histories that no older record has, and where others are told, by the ids of documents.

    They are looked for in the edition before, and in that whose text of a document goes on.
    """
    names = dict.fromkeys((previous, *bases.values()))
    before = {name: histories_of(name, known) for name in names}
    told_in = {
        document: known[at].told_in.get(document, at)
        for document, told in histories.items()
        for at in (bases.get(document, previous), previous)
        if before[at].get(document) == told
    }
    own = {name: told for name, told in histories.items() if name not in told_in}
    return own, told_in


def named(documents: Iterable[str], withheld: frozenset[str]) -> tuple[str, ...]:
    """These ids of documents, with an empty one for all that may not be named.

    So an edition that moves nothing else is not taken for one of before entries named any.
    """
    return tuple(dict.fromkeys("" if name in withheld else name for name in documents))


def text_digest(text: Text) -> str:
    """The digest of what the page of a document shows of it."""
    return digest(source_text(text.document, text.metadata.title))


def documents_of(corpus: Corpus, files: Mapping[str, bytes]) -> tuple[DocumentRecord, ...]:
    """What is to be written down of the documents of a corpus that was read from these files."""
    return tuple(
        DocumentRecord(
            id=text.id,
            path=text.path,
            title=text.metadata.short_title,
            status=text.metadata.status,
            source=digest(files[text.path]),
            text=text_digest(text),
        )
        for text in corpus.texts
    )
