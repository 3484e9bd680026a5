"""The pages about bodies and roles: what governs one, the structure, who is responsible."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quyche.governance.matrices import rows_of
from quyche.language.kinds import Kind
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.agendas import TaskPages
from quyche.pages.documents import Renderer, page
from quyche.pages.meeting_lists import MeetingLists
from quyche.pages.writer import PageWriter
from quyche.register.entries import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.governance.governance import Governing
    from quyche.governance.matrices import MatrixRow
    from quyche.register.entries import Entry
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Provision


class Pages(PageWriter):
    """Writes what a page about the register shows, with links relative to that page."""

    def _entry_link(self, entry: Entry) -> str:
        return self.link(entry.name, self.relative(entry.path))

    # One body or role

    def entry(self, entry: Entry) -> str:
        """What a body or role has to do, what governs it, with the text, and where it is named."""
        own = TaskPages(self.reading, self.path).of_entry(entry)
        meetings = MeetingLists(self.reading, self.path).of_body(entry)
        governed, mentioned = self._governed(entry), self._mentioned(entry)
        return page([*self._facts(entry), *own, *governed, *mentioned, *meetings])

    def _facts(self, entry: Entry) -> Iterator[str]:
        """A small table of what is known; its names are labels."""
        rows = [row for row in self._fact_rows(entry) if row[1]]
        if rows:
            yield opening("dl", cls="q-facts")
            for name, value in rows:
                yield leaf("dt", self._label(f"register.{name}"))
                yield leaf("dd", value)
            yield closing()

    def _fact_rows(self, entry: Entry) -> Iterator[tuple[str, str]]:
        register = self.reading.corpus.register
        yield "aliases", escape(", ".join(entry.aliases))
        yield "parent", self._entries(filter(None, [register.by_id.get(entry.parent)]))
        others = (register.by_id.get(body) for body in entry.member_of if body != entry.parent)
        yield "member_of", self._entries(filter(None, others))
        yield "formed_by", self._entries(filter(None, [register.by_id.get(entry.formed_by)]))
        yield "members", self._entries(register.members(entry.id))
        yield "parts", self._entries(register.parts(entry.id))
        yield "valid_from", self.reading.labels.day(entry.valid_from)
        yield "valid_to", self.reading.labels.day(entry.valid_to)
        yield "successor", self._entries(filter(None, [register.by_id.get(entry.successor)]))
        yield "source", escape(entry.source)

    def _entries(self, entries: Iterable[Entry]) -> str:
        return ", ".join(self._entry_link(entry) for entry in entries)

    def _governed(self, entry: Entry) -> Iterator[str]:
        yield leaf("h2", self._label("register.governed_by"), id="quy-dinh")
        missing = self.missing(entry)
        if missing:
            names = ", ".join(self.reading.labels(f"aspects.{aspect}") for aspect in missing)
            yield leaf("p", self._label("register.missing", aspects=names), cls="q-missing")
        governings = self._outermost(entry)
        if not governings:
            yield leaf("p", self._label("register.not_governed"), cls="q-none")
        for document, in_document in groupby(
            governings, lambda governing: governing.provision.document
        ):
            yield from self._governed_in(self.reading.corpus.by_id[document], list(in_document))

    def missing(self, entry: Entry) -> tuple[str, ...]:
        """The aspects that the rules must give the entry, and do not."""
        given = {aspect for governing in self._governing(entry) for aspect in governing.aspects}
        return tuple(
            aspect for aspect in ASPECTS if aspect in entry.expects and aspect not in given
        )

    def _governing(self, entry: Entry) -> Sequence[Governing]:
        return self.reading.governance.of_target.get(entry.id, ())

    def _outermost(self, entry: Entry) -> list[Governing]:
        """What governs the entry, without the clauses of an article that is shown whole."""
        governings = self._governing(entry)
        whole = {governing.provision for governing in governings}
        return [
            governing
            for governing in governings
            if not any(outer in whole for outer in _containing(governing.provision))
        ]

    def _governed_in(self, text: Text, governings: Sequence[Governing]) -> Iterator[str]:
        yield leaf("h3", self.link(text.metadata.short_title, self.relative(text.path)))
        by_aspects = sorted(governings, key=lambda governing: _aspects_key(governing.aspects))
        for aspects, group in groupby(by_aspects, lambda governing: governing.aspects):
            names = [self.reading.labels(f"aspects.{aspect}") for aspect in aspects or ("none",)]
            heading = ", ".join(names)
            name = escape(heading[:1].upper() + heading[1:])
            yield leaf("h4", name, data_search_exclude="true")
            for governing in group:
                yield from self._shown(text, text.by_anchor[governing.provision.anchor])

    def _shown(self, text: Text, provision: Provision) -> Iterator[str]:
        """A provision with its address and its text."""
        yield opening("div", cls="q-shown")
        article = provision.address.of_kind(Kind.ARTICLE)
        title = text.by_anchor[article.anchor].heading if article else provision.heading
        cite = self.link(provision.address.citation, self.href(provision.address))
        yield leaf("p", f"{cite} {span('q-title', escape(title))}", cls="q-cite")
        yield from Renderer(self.reading).provision(provision)
        yield closing()

    def _mentioned(self, entry: Entry) -> Iterator[str]:
        governed = {governing.provision for governing in self._governing(entry)}
        sources = dict.fromkeys(
            mention.source
            for mention in self.reading.links.mentioning.get(entry.id, ())
            if not governed.intersection((mention.source, *_containing(mention.source)))
        )
        if not sources:
            return
        yield leaf("h2", self._label("register.mentioned_in"), id="nhac-den")
        for document, in_document in groupby(sources, lambda source: source.document):
            text = self.reading.corpus.by_id[document]
            places = "; ".join(self._place(source, text) for source in in_document)
            name = self.link(text.metadata.short_title, self.relative(text.path))
            yield leaf("p", f"{name}: {places}", cls="q-mentions")

    def _place(self, source: Address, text: Text) -> str:
        cited = source.citation or text.metadata.short_title
        return self.link(cited, self.href(source))

    # All bodies and roles

    def structure(self) -> str:
        """All bodies and roles as a tree."""
        register = self.reading.corpus.register
        roots = [entry for entry in register.of_kind("body") if not entry.parent]
        return page(
            [
                leaf("h1", self._label("structure.title")),
                leaf("p", self._label("structure.intro")),
                opening("ul", cls="q-tree"),
                *(part for root in roots for part in self._branch(root, frozenset())),
                *self._without_body(),
                closing(),
            ]
        )

    def _branch(self, entry: Entry, above: frozenset[str]) -> Iterator[str]:
        """A body with its roles and the bodies below it.

        A circle of bodies ends where it closes.
        """
        register = self.reading.corpus.register
        yield opening("li", cls=f"q-{entry.kind}")
        yield leaf("p", self._entry_link(entry) + self._lifetime(entry))
        roles = register.members(entry.id)
        parts = [part for part in register.parts(entry.id) if part.id not in above | {entry.id}]
        if roles or parts:
            yield opening("ul")
            for role in roles:
                yield opening("li", cls="q-role")
                yield leaf("p", self._entry_link(role) + self._lifetime(role))
                yield closing()
            for part in parts:
                yield from self._branch(part, above | {entry.id})
            yield closing()
        yield closing()

    def _without_body(self) -> Iterator[str]:
        for role in self.reading.corpus.register.of_kind("role"):
            if not role.bodies:
                yield opening("li", cls="q-role")
                yield leaf("p", self._entry_link(role) + self._lifetime(role))
                yield closing()

    def _lifetime(self, entry: Entry) -> str:
        if entry.valid_to:
            note = self._label("register.ended", date=self.reading.labels.day(entry.valid_to))
        elif entry.valid_from:
            note = self._label("register.future", date=self.reading.labels.day(entry.valid_from))
        else:
            return ""
        return " " + span("q-lifetime", note)

    def matrix(self) -> str:
        """Who is governed how: a row for each body and role, a column for each aspect."""
        return page(
            [
                leaf("h1", self._label("matrix.title")),
                leaf("p", self._label("matrix.intro")),
                opening("div", cls="q-scroll", tabindex="0"),
                opening("table", cls="q-matrix"),
                *self._matrix_head(),
                opening("tbody"),
                *(part for row in self._matrix_rows() for part in self._matrix_row(row)),
                closing(),
                closing(),
                closing(),
            ]
        )

    def _matrix_rows(self) -> Iterator[MatrixRow]:
        return rows_of(self.reading.corpus.register, self.reading.governance)

    def _matrix_head(self) -> Iterator[str]:
        yield opening("thead")
        yield opening("tr")
        yield leaf("th", self._label("matrix.who"), scope="col")
        yield from (leaf("th", self._label(f"aspects.{aspect}"), scope="col") for aspect in ASPECTS)
        yield closing()
        yield closing()

    def _matrix_row(self, row: MatrixRow) -> Iterator[str]:
        yield opening("tr")
        yield leaf("th", self._entry_link(row.entry), scope="row")
        for cell in row.cells:
            label = self.reading.labels(f"aspects.{cell.aspect}")
            if cell.places:
                yield leaf("td", self._matrix_places(cell.places), data_label=label)
            elif cell.is_missing:
                yield leaf("td", self._label("matrix.missing"), cls="q-missing", data_label=label)
            else:
                yield leaf("td", self._label("matrix.nothing"), cls="q-none", data_label=label)
        yield closing()

    def _matrix_places(self, places: Iterable[Address]) -> str:
        """Provisions by document."""
        return " ".join(
            self._places_in(self.reading.corpus.by_id[document], in_document)
            for document, in_document in groupby(places, lambda place: place.document)
        )

    def _places_in(self, text: Text, places: Iterable[Address]) -> str:
        links = "; ".join(self._place(place, text) for place in places)
        name = span("q-in", escape(f"{text.metadata.short_title}:"))
        return f"{name} {links}"


def _aspects_key(aspects: Sequence[str]) -> tuple[int, ...]:
    return tuple(ASPECTS.index(aspect) for aspect in aspects) or (len(ASPECTS),)


def _containing(address: Address) -> Iterator[Address]:
    """The addresses that contain it, without itself and the document."""
    return (around for around in address.around() if around != address)
