"""What Akoma Ntoso says of a document beside its words: identity, state, history, who is who."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.history import DocumentChange
from quyche.exports.akn_bodies import reference
from quyche.exports.akn_identities import UNKNOWN_DAY, AknIdentities
from quyche.formats.xml_trees import XmlElement, element
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.editions.ledgers import Edition
    from quyche.exports.exported_texts import ExportedText

_EDITOR = "editor"
"""What the file calls whoever made it."""
_CONCEPTS = ("kind", "status", "draft", "term", "effective", "expires")
"""What keywords are of."""
_EVENTS = {
    DocumentChange.NEW: "amendment",
    DocumentChange.ADOPTED: "amendment",
    DocumentChange.AMENDED: "amendment",
    DocumentChange.CORRECTED: "amendment",
    DocumentChange.REPEALED: "repeal",
}
"""What an edition did to a text that was there before; a mere change of state is no event."""


@dataclass(frozen=True)
class AknMeta:
    """Writes the `meta` of one document and of what is attached to it."""

    exported: ExportedText
    identities: AknIdentities

    def whole(self, named: Iterable[str]) -> XmlElement:
        """That of the document; `named` are the entries of the register its text names."""
        return element(
            "meta",
            self._identification(),
            self._publication(),
            self._classification(),
            self._lifecycle(),
            self._references(named),
        )

    def of_part(self, part: str) -> XmlElement:
        """That of something attached, by its eId."""
        return element("meta", self._identification(part))

    # Identity

    def _identification(self, part: str = "") -> XmlElement:
        return element(
            "identification",
            element("FRBRWork", *self._work(part)),
            element("FRBRExpression", *self._expression(part)),
            element("FRBRManifestation", *self._manifestation(part)),
            source=f"#{_EDITOR}",
        )

    def _work(self, part: str) -> Iterator[XmlElement]:
        metadata, known = self.exported.metadata, self.identities
        yield from _named(known.work(self.exported.text), part)
        if not part:
            yield from self._aliases()
        yield _dated(self._began, "work")
        yield element("FRBRauthor", href=f"#{self._author}")
        yield _value("FRBRcountry", known.country)
        yield _value("FRBRsubtype", known.subtype(metadata))
        if metadata.number:
            yield _value("FRBRnumber", metadata.number)
        title = metadata.short_title or self.exported.text.title
        yield _value("FRBRname", title or self.exported.text.id)

    def _aliases(self) -> Iterator[XmlElement]:
        """By what else it is known: its id, which every edition and term knows it by; its term."""
        metadata = self.exported.metadata
        told = {"id": self.exported.text.id, "term": metadata.term}
        for name, value in told.items():
            if value:
                yield element("FRBRalias", value=value, name=name)

    def _expression(self, part: str) -> Iterator[XmlElement]:
        edition = self.exported.source
        yield from _named(self._expression_uri, part)
        yield element("FRBRalias", value=self._edition_name, name="edition")
        yield _dated(self._day, "expression")
        yield element("FRBRauthor", href=f"#{self._author}")
        yield _value("FRBRversionNumber", edition.name if edition else urls.WORK)
        yield element("FRBRlanguage", language=self.identities.language)

    def _manifestation(self, part: str) -> Iterator[XmlElement]:
        yield from _named(self._expression_uri, part, ".xml")
        edition = self.exported.edition
        yield _dated(edition.date if edition else self._day, "manifestation")
        yield element("FRBRauthor", href=f"#{_EDITOR}")
        yield _value("FRBRformat", "application/akn+xml")

    @property
    def _expression_uri(self) -> str:
        """The work's with language and day; work that is no edition yet is told apart by name."""
        own = f"{self.identities.work(self.exported.text)}/{self.identities.language}"
        day = self._day or UNKNOWN_DAY
        return f"{own}@{day}" if self.exported.source else f"{own}@{day}!{urls.WORK}"

    @property
    def _edition_name(self) -> str:
        edition = self.exported.edition
        return edition.name if edition else urls.WORK

    @property
    def _began(self) -> datetime.date | None:
        exported = self.exported
        return self.identities.began(exported.text.id, exported.metadata, exported.edition)

    @property
    def _day(self) -> datetime.date | None:
        return self.exported.source.date if self.exported.source else self.exported.metadata.date

    @property
    def _author(self) -> str:
        """Who issues it: an entry of the register, or else whoever made the file."""
        entry = self.exported.reading.corpus.register.by_id.get(self.exported.metadata.issuer)
        return reference(entry.id, entry.kind) if entry else _EDITOR

    # State

    def _publication(self) -> XmlElement | None:
        metadata = self.exported.metadata
        if metadata.adopted is None:
            return None
        return element(
            "publication",
            date=str(metadata.adopted),
            name=self.identities.subtype(metadata),
            showAs=self.exported.head.cite_as,
            number=metadata.number,
        )

    def _classification(self) -> XmlElement:
        """Its kind, what it is on its day, which term and which draft, in words."""
        metadata, labels = self.exported.metadata, self.exported.labels
        status, kind = metadata.status, self.identities.subtype(metadata)
        told = (
            ("kind", kind, labels(f"export.kinds.{kind}")),
            ("status", status.value, labels(f"status.{status.value}") if status else ""),
            ("draft", str(metadata.draft or ""), self.exported.head.draft),
            ("term", metadata.term, metadata.term),
            ("effective", str(metadata.effective or ""), labels.day(metadata.effective)),
            ("expires", str(metadata.expires or ""), labels.day(metadata.expires)),
        )
        keywords = (
            element("keyword", value=value, showAs=shown or value, dictionary=f"#{name}")
            for name, value, shown in told
            if value
        )
        return element("classification", *keywords, source=f"#{_EDITOR}")

    # History

    def _lifecycle(self) -> XmlElement:
        events = (
            element("eventRef", date=str(day), source=f"#{source}", type=kind, eId=eid)
            for eid, day, source, kind in self._events()
        )
        return element("lifecycle", *events, source=f"#{_EDITOR}")

    def _events(self) -> Iterator[tuple[str, datetime.date, str, str]]:
        """The eId of each event, its day, what brought it and what it was, oldest first."""
        metadata, found = self.exported.metadata, list(self._history)
        for at, (edition, kind) in enumerate(found, 1):
            yield f"event_{at}", edition.date, _event_of(edition), kind
        if not found:
            yield "event_1", self._day or UNKNOWN_DAY, _EDITOR, "generation"
        ended = metadata.repealed or metadata.expires
        is_told = any(kind == "repeal" for _, kind in found)
        if metadata.status is DocumentStatus.REPEALED and ended and not is_told:
            yield f"event_{max(len(found), 1) + 1}", ended, _EDITOR, "repeal"

    @cached_property
    def _history(self) -> tuple[tuple[Edition, str], ...]:
        """The editions that made this work what it is, and how; what came before was another."""
        own = self.identities.work(self.exported.text)
        found: list[tuple[Edition, str]] = []
        for snapshot, changed in self.exported.standing.history.of_document(self.exported.text.id):
            edition, revision = snapshot.edition, changed.revision
            kind = _EVENTS.get(changed.change)
            if edition is None or kind is None:
                continue
            if self.identities.work_of(revision.id, revision.metadata, edition) == own:
                found.append((edition, kind if found else "generation"))
        return tuple(found)

    # Who is who

    def _references(self, named: Iterable[str]) -> XmlElement:
        metadata = self.exported.metadata
        entries = dict.fromkeys(filter(None, (metadata.issuer, metadata.drafter, *named)))
        return element(
            "references",
            self._editor(),
            *self._entries(entries),
            *(self._edition(edition) for edition in dict.fromkeys(one for one, _ in self._history)),
            *self._concepts(),
            source=f"#{_EDITOR}",
        )

    def _editor(self) -> XmlElement:
        name = self.exported.reading.settings.organisation or self.exported.head.letter.issuer
        href = self._ontology("organization", _EDITOR)
        return element("TLCOrganization", eId=_EDITOR, href=href, showAs=name or "Quyche")

    def _entries(self, ids: Iterable[str]) -> Iterator[XmlElement]:
        register = self.exported.reading.corpus.register.by_id
        for entry in filter(None, map(register.get, ids)):
            is_role = entry.kind == "role"
            name, kind = ("TLCRole", "role") if is_role else ("TLCOrganization", "organization")
            eid, href = reference(entry.id, entry.kind), self._ontology(kind, entry.id)
            yield element(name, eId=eid, href=href, showAs=entry.name)

    def _edition(self, edition: Edition) -> XmlElement:
        href = self._ontology("event", edition.name)
        return element("TLCEvent", eId=_event_of(edition), href=href, showAs=edition.title)

    def _concepts(self) -> Iterator[XmlElement]:
        """What the keywords are taken from."""
        for name in _CONCEPTS:
            href, shown = self._ontology("concept", name), self.exported.labels
            yield element(
                "TLCConcept", eId=name, href=href, showAs=shown(f"export.concepts.{name}")
            )

    def _ontology(self, kind: str, name: str) -> str:
        return f"/akn/ontology/{kind}/{self.identities.country}/{name}"


def _named(uri: str, part: str, ending: str = "") -> Iterator[XmlElement]:
    yield _value("FRBRthis", f"{uri}/!{part or 'main'}{ending}")
    yield _value("FRBRuri", f"{uri}{ending}")


def _value(name: str, value: str) -> XmlElement:
    return element(name, value=value)


def _dated(day: datetime.date | None, name: str) -> XmlElement:
    """A day by what it is of, or a day that stands for one nothing tells, and says so."""
    return element("FRBRdate", date=str(day or UNKNOWN_DAY), name=name if day else "unknown")


def _event_of(edition: Edition) -> str:
    return f"edition-{edition.name}"
