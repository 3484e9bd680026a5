"""The page of a body or a role: what governs it, what changed, what is due, then all else."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.agendas import TaskPages
from quyche.pages.documents import Renderer, page
from quyche.pages.entries import further_pages
from quyche.pages.entries.further_pages import FurtherPages
from quyche.pages.meeting_lists import MeetingLists
from quyche.pages.remark_pages import page_of as remarks_on
from quyche.pages.writer import PageWriter
from quyche.register.entries import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.governance.governance import Governing
    from quyche.register.entries import Entry
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Provision


MOST_RULES, MOST_MENTIONS = 50, 50
"""How many provisions are shown, and how many only named, before the rest is folded."""
MOST_OF_RULES, MOST_OF_MENTIONS = 200, 500
"""How many there are on the page at all; others are named on further pages."""


@dataclass(frozen=True)
class EntryPages(PageWriter):
    """Writes the page of a body or role, with links relative to that page."""

    def page(self, entry: Entry, written: str = "", changes: Iterable[str] = ()) -> str:
        """All of it below its title.

        `written` is what somebody wrote about it, as Markdown; `changes` are elements.
        """
        return page(
            [
                *self._governed(entry),
                *changes,
                *TaskPages(self.reading, self.path).of_entry(entry),
                *self._mentioned(entry),
                *MeetingLists(self.reading, self.path).of_body(entry),
                *self._about(entry, written),
                *self._remarks(entry),
            ]
        )

    # What governs it

    def _governed(self, entry: Entry) -> Iterator[str]:
        yield leaf("h2", self._label(f"register.governed_by.{entry.kind}"), id="quy-dinh")
        missing = self._missing(entry)
        if missing:
            names = ", ".join(self.reading.labels(f"aspects.{aspect}") for aspect in missing)
            yield leaf("p", self._label("register.missing", aspects=names), cls="q-missing")
        governings = self._outermost(entry)
        if not governings:
            yield leaf("p", self._label("register.not_governed"), cls="q-none")
        left = MOST_RULES
        for text, own in self._by_text(governings[:MOST_OF_RULES]):
            yield from self._governed_in(text, own, left)
            left = max(0, left - len(own))
        if more := governings[MOST_OF_RULES:]:
            yield leaf("p", self._label("further.rules", count=len(more)))
            yield from self._ways(entry)

    def _missing(self, entry: Entry) -> tuple[str, ...]:
        """The aspects that the rules must give the entry, and do not."""
        given = {aspect for governing in self._governing(entry) for aspect in governing.aspects}
        return tuple(
            aspect for aspect in ASPECTS if aspect in entry.expects and aspect not in given
        )

    def _governing(self, entry: Entry) -> Sequence[Governing]:
        return self.reading.governance.of_target.get(entry.id, ())

    def _outermost(self, entry: Entry) -> list[Governing]:
        """What governs the entry, without the clauses of an article that is shown whole.

        In the order of the page: regulations first, and in each by what it is about.
        """
        governings = self._governing(entry)
        whole = {governing.provision for governing in governings}
        outermost = [
            governing
            for governing in governings
            if not any(outer in whole for outer in _containing(governing.provision))
        ]
        by_text = sorted(self._by_text(outermost), key=lambda pair: not pair[0].is_regulation)
        return [
            governing
            for _, own in by_text
            for governing in sorted(own, key=lambda governing: _aspects_key(governing.aspects))
        ]

    def _by_text(self, governings: Iterable[Governing]) -> list[tuple[Text, list[Governing]]]:
        groups = groupby(governings, lambda governing: governing.provision.document)
        return [(self.reading.corpus.by_id[name], list(own)) for name, own in groups]

    def _governed_in(self, text: Text, governings: Sequence[Governing], most: int) -> Iterator[str]:
        yield leaf("h3", self.link(text.metadata.short_title, self.relative(text.path)))
        yield from self._rules(text, governings[:most])
        if rest := governings[most:]:
            yield opening("details", cls="q-over")
            yield leaf("summary", self._label("register.more_rules", count=len(rest)))
            yield from self._rules(text, rest)
            yield closing()

    def _rules(self, text: Text, governings: Iterable[Governing]) -> Iterator[str]:
        """Provisions below the aspects that they are about."""
        for aspects, group in groupby(governings, lambda governing: governing.aspects):
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

    # Where it is only named

    def _mentioned(self, entry: Entry) -> Iterator[str]:
        named = self._naming(entry)
        if not named:
            return
        yield leaf("h2", self._label("register.mentioned_in"), id="nhac-den")
        yield from self._mentions(named[:MOST_MENTIONS])
        if rest := named[MOST_MENTIONS:MOST_OF_MENTIONS]:
            yield opening("details", cls="q-over")
            yield leaf("summary", self._label("register.more_mentions", count=len(rest)))
            yield from self._mentions(rest)
            yield closing()
        if more := named[MOST_OF_MENTIONS:]:
            yield leaf("p", self._label("further.mentions", count=len(more)))
            yield from self._ways(entry)

    def _naming(self, entry: Entry) -> list[Address]:
        """Where it is only named."""
        governed = {governing.provision for governing in self._governing(entry)}
        return list(
            dict.fromkeys(
                mention.source
                for mention in self.reading.links.mentioning.get(entry.id, ())
                if not governed.intersection((mention.source, *_containing(mention.source)))
            )
        )

    # What does not fit

    def further(self, entry: Entry) -> list[Sequence[Address]]:
        """The places of each further page: those that govern it first."""
        governing = [one.provision for one in self._outermost(entry)[MOST_OF_RULES:]]
        return further_pages.parts([*governing, *self._naming(entry)[MOST_OF_MENTIONS:]])

    def _ways(self, entry: Entry) -> Iterator[str]:
        ways = FurtherPages(self.reading, self.path, entry.path)
        return ways.ways(len(self.further(entry)))

    def _mentions(self, sources: Iterable[Address]) -> Iterator[str]:
        for document, in_document in groupby(sources, lambda source: source.document):
            text = self.reading.corpus.by_id[document]
            places = "; ".join(self._place(source, text) for source in in_document)
            name = self.link(text.metadata.short_title, self.relative(text.path))
            yield leaf("p", f"{name}: {places}", cls="q-mentions")

    def _place(self, source: Address, text: Text) -> str:
        cited = source.citation or text.metadata.short_title
        return self.link(cited, self.href(source))

    # What is known of it

    def _about(self, entry: Entry, written: str) -> Iterator[str]:
        """What somebody wrote about it, and a small table of what is known."""
        rows = [row for row in self._facts(entry) if row[1]]
        if not rows and not written.strip():
            return
        yield leaf("h2", self._label("register.about"), id="thong-tin")
        if written.strip():
            yield written.strip()
        if rows:
            yield opening("dl", cls="q-facts")
            for name, value in rows:
                yield leaf("dt", self._label(f"register.{name}"))
                yield leaf("dd", value)
            yield closing()

    def _facts(self, entry: Entry) -> Iterator[tuple[str, str]]:
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
        return ", ".join(self.link(entry.name, self.relative(entry.path)) for entry in entries)

    # What it said of drafts

    def _remarks(self, entry: Entry) -> Iterator[str]:
        """How many remarks it made on each document, with the way to them."""
        counts: dict[str, int] = {}
        for remark in self.reading.remarks:
            if remark.sender in {entry.id, entry.name}:
                counts[remark.document] = counts.get(remark.document, 0) + 1
        if not counts:
            return
        yield leaf("h2", self._label("register.remarks"), id="y-kien", data_search_exclude="true")
        yield opening("ul", data_search_exclude="true")
        for document, count in counts.items():
            title = self.reading.corpus.by_id[document].metadata.short_title
            link = self.link(title, self.relative(remarks_on(document)))
            yield leaf("li", f"{link}: {self._label('register.remarks_made', count=count)}")
        yield closing()


def _aspects_key(aspects: Sequence[str]) -> tuple[int, ...]:
    return tuple(ASPECTS.index(aspect) for aspect in aspects) or (len(ASPECTS),)


def _containing(address: Address) -> Iterator[Address]:
    """The addresses that contain it, without itself and the document."""
    return (around for around in address.around() if around != address)
