"""What machines are told of a document on its page, in the words that they know.

schema.org (`Legislation`, which follows the European Legislation Identifier), Dublin Core and Open
Graph. An edition's page never changes, so nothing stands in it that time could make false: that a
text is in force is added by the page's script, from what is published by then.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.history import Changed, DocumentChange, Snapshot
from quyche.exports.akn_identities import UNKNOWN_DAY, AknIdentities
from quyche.exports.text_papers import title_parts
from quyche.language.spelling import beginning
from quyche.register.letterheads import Letterhead
from quyche.texts.metadata import DocumentKind, DocumentStatus
from quyche.texts.states import is_expired

if TYPE_CHECKING:
    import datetime

    from quyche.exports.exported_texts import ExportedText
    from quyche.exports.renditions import Rendition
    from quyche.texts.provisions import Provision

_TERMS = "https://schema.org/"
_NOT_IN_FORCE = f"{_TERMS}NotInForce"
_REPEALS = "legislationRepeals"
_LONGEST = 200
"""Characters of the first words that somebody sees who is sent the address."""

Described = Mapping[str, object]
"""An object of JSON-LD."""


@dataclass(frozen=True)
class LinkedData:
    """The data of one document of one edition."""

    exported: ExportedText
    base: str
    """The way from its page to the start of its edition."""
    renditions: Sequence[Rendition] = ()

    # Open Graph

    @property
    def title(self) -> str:
        """What it is called where it is shared: no draft can be taken for what is in force."""
        return self.exported.head.cite_as

    @cached_property
    def first_words(self) -> str:
        """The first words of its first article, or of its first provision that has any.

        A programme is told by what its tasks are called.
        """
        document = self.exported.document
        if self.exported.metadata.kind == DocumentKind.PROGRAMME:
            tasks = (one.heading for one in document.walk() if one.kind.is_counted_through)
            if named := "; ".join(filter(None, tasks)):
                return beginning(named, _LONGEST)
        found = (_told(one) for one in (*document.articles(), *document.walk()))
        return beginning(next(filter(None, found), ""), _LONGEST)

    @property
    def description(self) -> str:
        """Its state, and its first words."""
        return ". ".join(filter(None, (self.exported.head.state, self.first_words)))

    @property
    def url(self) -> str:
        """The address of the page that never changes; empty where no site has an address."""
        site = self.exported.standing.site_url
        return f"{site}{self._address(self.exported.standing.name)}" if site else ""

    # Dublin Core

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """The terms of Dublin Core with what each is here, in the order in which they are told."""
        return tuple((name, value) for name, value in self._terms() if value)

    def _terms(self) -> Iterator[tuple[str, str]]:
        metadata, labels = self.exported.metadata, self.exported.labels
        yield "title", metadata.title or self.exported.text.title
        yield "alternative", self.title
        yield "type", self._type
        yield "identifier", metadata.number
        yield "identifier", self.url
        yield "creator", self._issuer
        yield "language", labels.locale
        yield "dateSubmitted", "" if self._is_passed else _day(metadata.submitted)
        yield "issued", _day(metadata.adopted) if self._is_passed else ""
        yield "modified", self._corrected
        yield "available", _day(self._edition_day)
        yield "valid", self._valid
        yield "replaces", metadata.replaces if self._is_passed else ""
        yield "abstract", self.description

    @property
    def _corrected(self) -> str:
        """The day on which a mistake in it was mended; empty for most."""
        source = self.exported.source
        return _day(source.date) if source and source.corrects else ""

    @property
    def _valid(self) -> str:
        """From its first day in force, as DCMI Period has it; to its last where there is one."""
        metadata = self.exported.metadata
        if metadata.effective is None or metadata.status is DocumentStatus.DRAFT:
            return ""
        end = f"; end={metadata.expires}" if metadata.expires else ""
        return f"start={metadata.effective}{end}"

    # schema.org

    @property
    def legislation(self) -> Described:
        """The document as schema.org describes legislation."""
        told = dict(self._legislation())
        return {key: value for key, value in told.items() if value not in ("", (), [], None)}

    def _legislation(self) -> Iterator[tuple[str, object]]:
        metadata, labels = self.exported.metadata, self.exported.labels
        own = self._page(self.exported.standing.name)
        yield "@context", _TERMS.rstrip("/")
        yield "@type", "Legislation"
        yield "@id", own
        yield "url", own
        yield "name", metadata.title or self.exported.text.title
        yield "alternateName", self.title
        yield "abstract", self.first_words
        yield "legislationIdentifier", self._identifiers
        yield "legislationType", self._type
        yield "legislationJurisdiction", self._country
        yield "legislationPassedBy", _organisation(self._issuer) if self._is_passed else None
        yield "legislationResponsible", _organisation(self._drafter)
        yield "legislationDate", _day(metadata.adopted)
        yield "legislationDateOfApplicability", _day(metadata.effective)
        yield "legislationDateVersion", _day(self._edition_day)
        yield "legislationLegalForce", self._force
        yield "creativeWorkStatus", self.exported.head.state
        yield "version", self.exported.standing.name
        yield "inLanguage", labels.locale
        yield from self._relations()
        yield "encoding", [self._file(rendition) for rendition in self.renditions]

    @property
    def _identifiers(self) -> list[str]:
        """Its number, and the name it goes by among works."""
        work = AknIdentities(self.exported.reading).work(self.exported.text)
        known = (
            "" if str(UNKNOWN_DAY) in work else work
        )  # that format must have a day; here is none
        return list(filter(None, (self.exported.metadata.number, known)))

    @property
    def _type(self) -> str:
        title = self.exported.metadata.title or self.exported.text.title
        named, _ = title_parts(title, self.exported.text.grammar)
        kind = self.exported.metadata.kind
        return named or (self.exported.labels(f"export.kinds.{kind}") if kind else "")

    @property
    def _country(self) -> str:
        return AknIdentities(self.exported.reading).country.upper()

    @property
    def _is_passed(self) -> bool:
        return self.exported.metadata.status not in {DocumentStatus.DRAFT, DocumentStatus.UNKNOWN}

    @property
    def _issuer(self) -> str:
        reading = self.exported.reading
        letterhead = Letterhead.of(reading.settings, reading.corpus.register)
        return letterhead.issuer_of(self.exported.metadata)

    @property
    def _drafter(self) -> str:
        entry = self.exported.reading.corpus.register.by_id.get(self.exported.metadata.drafter)
        return entry.name if entry else ""

    @property
    def _edition_day(self) -> datetime.date | None:
        edition = self.exported.edition
        return edition.date if edition else None

    @property
    def _force(self) -> str:
        """That it is not in force, where this stays true; never that it is."""
        metadata = self.exported.metadata
        is_over = metadata.status.is_over or is_expired(metadata, self._edition_day)
        return _NOT_IN_FORCE if is_over or metadata.status is DocumentStatus.DRAFT else ""

    # Other texts

    def _relations(self) -> Iterator[tuple[str, object]]:
        """What it goes on from, and what it took the place of."""
        came, name = self._came_from, self.exported.metadata.replaces
        relation = self._relation(came) if came else ""
        page = self._page(came.name) if came and relation else ""
        if page and relation != _REPEALS:
            yield relation, {"@type": "Legislation", "@id": page}
            page = ""
        told = {"@id": page, "name": name if self._is_passed else ""}
        if found := {key: value for key, value in told.items() if value}:
            yield _REPEALS, {"@type": "Legislation", **found}

    def _relation(self, came: Snapshot) -> str:
        """How the text has to do with the one it goes on from; nothing to what is told of it.

        A draft is based on that. Of the same term, a text in force has taken in what amended or
        mended the one before; of another, it took its place.
        """
        metadata, was = self.exported.metadata, came.documents[self.exported.text.id].metadata
        if self.exported.source is None or not self._is_passed:
            return "isBasedOn"
        if was.status is DocumentStatus.DRAFT:
            return ""
        if was.term != metadata.term:
            return _REPEALS
        changed = self._last[1].change if self._last else None
        is_correction = changed is DocumentChange.CORRECTED
        return "legislationCorrects" if is_correction else "legislationConsolidates"

    @cached_property
    def _last(self) -> tuple[Snapshot, Changed] | None:
        """The edition that brought the text, and how; None for a document without history."""
        changes = self.exported.standing.history.of_document(self.exported.text.id)
        return changes[-1] if changes else None

    @cached_property
    def _came_from(self) -> Snapshot | None:
        """Of a text in force, the one in force before; of a draft, what it goes on from."""
        if self._last is None:
            return None
        history, document = self.exported.standing.history, self.exported.text.id
        snapshot, changed = self._last
        if changed.revision.is_draft or snapshot.edition is None or snapshot.corrects:
            return history.came_from(snapshot, document)
        older = reversed(history.before(snapshot))
        held = (one for one in older if document in one.documents)
        return next((one for one in held if one.documents[document].is_adopted), None)

    # Addresses

    def _address(self, edition: str) -> str:
        return f"{edition}/{urls.address_of(self.exported.text.path)}"

    def _page(self, edition: str) -> str:
        """The page of the document in an edition; seen from its own where no site has an address.

        Nothing where the edition stands alone.
        """
        site, address = self.exported.standing.site_url, self._address(edition)
        if site or not self.exported.standing.is_published:
            return f"{site}{address}" if site else ""
        return posixpath.join(self.base, "..", address)

    def _file(self, rendition: Rendition) -> Described:
        address, site = rendition.address, self.exported.standing.site_url
        return {
            "@type": "LegislationObject",
            "contentUrl": f"{site}{address}" if site else rendition.href,
            "encodingFormat": rendition.media_type,
        }


def _told(provision: Provision) -> str:
    """What a provision says after its number, with what stands below it."""
    texts = (one.text for one in provision.walk() if one.text)
    return " ".join(" ".join(text.split()) for text in texts)


def _day(day: datetime.date | None) -> str:
    return str(day) if day else ""


def _organisation(name: str) -> Described | None:
    return {"@type": "Organization", "name": name} if name else None
