"""The page of a body or a role: what governs it, what changed, what is due, then all else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.agendas import TaskPages
from quyche.pages.documents import Renderer, page
from quyche.pages.entries import further_pages
from quyche.pages.entries.document_rules import RuleLists
from quyche.pages.entries.entry_places import EntryPlaces, by_text, is_large
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
MOST_LISTED = 20
"""How many of each are listed where documents are many; the pages of these have all."""
MOST_DOCUMENTS = 50
"""How many of these are on the page of a body or role; others stand on further pages."""


@dataclass(frozen=True)
class EntryPages(PageWriter):
    """Writes the page of a body or role, with links relative to that page."""

    known: EntryPlaces | None = None
    """Its places, where somebody looked for them already."""

    def page(self, entry: Entry, written: str = "", changes: Iterable[str] = ()) -> str:
        """All of it below its title.

        `written` is what somebody wrote about it, as Markdown; `changes` are elements.
        """
        places = self._places(entry)
        return page(
            [
                *self._governed(places),
                *changes,
                *TaskPages(self.reading, self.path).of_entry(entry),
                *self._mentioned(places.naming),
                *MeetingLists(self.reading, self.path).of_body(entry),
                *self._about(entry, written),
                *self._remarks(entry),
            ]
        )

    # What governs it

    def _governed(self, places: EntryPlaces) -> Iterator[str]:
        entry = places.entry
        yield leaf("h2", self._label(f"register.governed_by.{entry.kind}"), id="quy-dinh")
        missing = self._missing(entry)
        if missing:
            names = ", ".join(self.reading.labels(f"aspects.{aspect}") for aspect in missing)
            yield leaf("p", self._label("register.missing", aspects=names), cls="q-missing")
        if not places.governing:
            yield leaf("p", self._label("register.not_governed"), cls="q-none")
        if self._is_large:
            yield from self._listed(places)
            return
        left = MOST_RULES
        for text, own in by_text(self.reading, places.governing):
            yield from self._governed_in(text, own, left)
            left = max(0, left - len(own))

    def _missing(self, entry: Entry) -> tuple[str, ...]:
        """The aspects that the rules must give the entry, and do not."""
        governings = self.reading.governance.of_target.get(entry.id, ())
        given = {aspect for governing in governings for aspect in governing.aspects}
        return tuple(
            aspect for aspect in ASPECTS if aspect in entry.expects and aspect not in given
        )

    def _places(self, entry: Entry) -> EntryPlaces:
        return self.known or EntryPlaces.of(self.reading, entry)

    @cached_property
    def _is_large(self) -> bool:
        return is_large(self.reading)

    @cached_property
    def _lists(self) -> RuleLists:
        return RuleLists(self.reading, self.path)

    def _listed(self, places: EntryPlaces) -> Iterator[str]:
        """Provisions with their first words, then every document that has any."""
        for text, own in by_text(self.reading, places.governing[:MOST_LISTED]):
            yield leaf("h3", self.link(text.metadata.short_title, self.relative(text.path)))
            yield from self._lists.of_aspects(own, "h4")
        found = self._documents(places)
        if not found:
            return
        if more := len(places.governing[MOST_LISTED:]):
            yield leaf("p", self._label("further.rules", count=more))
        yield leaf("h3", self._label("matrix.by_document"), id="theo-van-ban")
        yield from self._lists.documents(found[:MOST_DOCUMENTS])
        yield from self._ways(places)

    def _documents(self, places: EntryPlaces) -> list[tuple[Text, EntryPlaces]]:
        by_id = self.reading.corpus.by_id
        return [(by_id[name], own) for name, own in places.by_document.items()]

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
            yield leaf("h4", self._lists.heading(aspects), data_search_exclude="true")
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

    def _mentioned(self, named: Sequence[Address]) -> Iterator[str]:
        if not named:
            return
        yield leaf("h2", self._label("register.mentioned_in"), id="nhac-den")
        most = MOST_LISTED if self._is_large else MOST_MENTIONS
        yield from self._mentions(named[:most])
        if not (rest := named[most:]):
            return
        if self._is_large:
            yield leaf("p", self._label("further.mentions", count=len(rest)))
            return
        yield opening("details", cls="q-over")
        yield leaf("summary", self._label("register.more_mentions", count=len(rest)))
        yield from self._mentions(rest)
        yield closing()

    # What does not fit

    def further(self, entry: Entry) -> list[Sequence[tuple[Text, EntryPlaces]]]:
        """The documents of each further page, with what is in them on a body or role."""
        if not self._is_large:
            return []
        places = self._places(entry)
        return further_pages.parts(self._documents(places)[MOST_DOCUMENTS:])

    def _ways(self, places: EntryPlaces) -> Iterator[str]:
        ways = FurtherPages(self.reading, self.path, places.entry.path)
        return ways.ways(len(further_pages.parts(self._documents(places)[MOST_DOCUMENTS:])))

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
