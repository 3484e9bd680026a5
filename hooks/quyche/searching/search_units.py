"""A page of an edition as a search takes it: one record for every place that it can lead to."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from quyche import schemas, urls
from quyche.searching.plain_lines import plain_line
from quyche.stores import NOWHERE, Store
from quyche.texts.digests import digest
from quyche.texts.provisions import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.corpus.texts import Text
    from quyche.texts.metadata import Meeting
    from quyche.texts.provisions import Document

NAME_LENGTH = 16
"""Hexadecimal digits of the digest that names a file of the search."""


class SearchRecord(NamedTuple):
    """One place: a provision, a task, a conclusion, the section of a page, or a whole page."""

    anchor: str
    """Empty for what begins a page."""
    kind: str
    """That of the provision, as data has it; `page` or `section` for any other place."""
    label: str
    """How it is cited: `khoản 2 Điều 5`; empty where its heading names it."""
    heading: str
    text: str
    """Its own as a reader sees it, a paragraph a line, without that of the places inside it."""


@dataclass(frozen=True)
class SearchUnit:
    """A page with its records; what is searched for is loaded unit by unit."""

    address: str
    """Of its page, below the start of the edition."""
    kind: str
    """`regulation`, `programme`, `meeting`, `body`, `role`, `guide` or `page`."""
    title: str
    status: str
    """Of a document, as data has it; empty for any other page."""
    number: str
    """Of a document, e.g. `00-QC/TU`."""
    term: str
    """Of a document, as it is written; of a meeting its day."""
    records: tuple[SearchRecord, ...]
    aliases: tuple[str, ...] = ()
    """What else a document is called."""
    governs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Which of the records govern a body or role, by the address of its page."""

    @property
    def row(self) -> tuple[str, ...]:
        """What the index of an edition says of it."""
        own = (self.address, self.kind, self.title, self.status, self.number, self.term)
        return (*own, "\n".join(self.aliases), self.piece)

    @cached_property
    def content(self) -> str:
        """The file of its records."""
        told = {"records": self.records, **({"governs": self.governs} if self.governs else {})}
        return schemas.as_json("search-piece", told, separators=(",", ":"))

    @cached_property
    def piece(self) -> str:
        """The name of that file, without its ending: the same records have the same name."""
        return name_of(self.content)


def name_of(content: str) -> str:
    """The name of a file of the search, which says its content."""
    return digest(content.encode())[:NAME_LENGTH]


def of_text(
    text: Text, governs: Mapping[str, Iterable[str]] | None = None, store: Store = NOWHERE
) -> SearchUnit:
    """A regulation or a programme; `governs` are anchors by the pages of bodies and roles.

    It is kept in the store.
    """
    told = {page: tuple(own) for page, own in (governs or {}).items()}
    key = (text.told, repr(sorted(told.items())))
    return store.of("found", key, partial(_of_text, text, told))


def _of_text(text: Text, governs: Mapping[str, Iterable[str]]) -> SearchUnit:
    unit = _unit(text, governs)
    assert unit.piece, "it is kept with the file of its records"
    return unit


def _unit(text: Text, governs: Mapping[str, Iterable[str]]) -> SearchUnit:
    metadata = text.metadata
    records = (_opening(text.title, text.document), *_provisions(text.document))
    places = {record.anchor: at for at, record in enumerate(records)}
    found = {page: tuple(places[one] for one in own) for page, own in (governs or {}).items()}
    return SearchUnit(
        urls.address_of(text.path),
        metadata.kind,
        metadata.short_title or text.title,
        metadata.status,
        metadata.number,
        metadata.term,
        records,
        metadata.aliases,
        found,
    )


def of_meeting(meeting: Meeting, minutes: Text) -> SearchUnit:
    """A meeting with what it concluded."""
    opening = _opening(meeting.title, minutes.document)
    records = (opening, *_provisions(minutes.document))
    address = urls.address_of(meeting.path)
    date = meeting.date
    day = f"{date.day}/{date.month}/{date.year}" if date else ""
    return SearchUnit(address, "meeting", meeting.title, "", "", day, records)


def _opening(title: str, document: Document) -> SearchRecord:
    """What stands outside of all provisions: the bases, the signature."""
    return SearchRecord("", "page", "", title, _text(document.blocks, title))


def _provisions(document: Document) -> Iterator[SearchRecord]:
    for provision in document.walk():
        own = (provision.kind.value, provision.address.citation, provision.heading)
        yield SearchRecord(provision.anchor, *own, _text(provision.blocks))


def _text(blocks: Iterable[Block], title: str = "") -> str:
    said = (_said(block) for block in blocks if block.text != title)
    return "\n".join(filter(None, said))


def _said(block: Block) -> str:
    if block.kind is BlockKind.TABLE:
        return block.text.replace("\t", " · ")
    return plain_line(block.text) if block.kind is BlockKind.ITEM else block.text
