"""Whom one document governs and names: the page to which those of bodies and roles lead on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from quyche import urls
from quyche.language.spelling import beginning
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening
from quyche.pages.documents import page
from quyche.pages.writer import PageWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.governance.governance import Governing
    from quyche.pages.entries.entry_places import EntryPlaces
    from quyche.texts.addresses import Address

_MOST_LETTERS = 60  # of what a provision says: enough to know it by


@dataclass(frozen=True)
class RuleLists(PageWriter):
    """Writes lists of provisions, each with its first words."""

    def of_aspects(self, governings: Iterable[Governing], level: str) -> Iterator[str]:
        """What governs somebody, below headings for what it is about."""
        for aspects, group in groupby(governings, lambda governing: governing.aspects):
            yield leaf(level, self.heading(aspects), data_search_exclude="true")
            yield from self.places(governing.provision for governing in group)

    def heading(self, aspects: Sequence[str]) -> str:
        """What provisions are about."""
        names = [self.reading.labels(f"aspects.{aspect}") for aspect in aspects or ("none",)]
        heading = ", ".join(names)
        return escape(heading[:1].upper() + heading[1:])

    def places(self, sources: Iterable[Address]) -> Iterator[str]:
        """Provisions, one a line."""
        yield opening("ul", cls="q-places")
        yield from (leaf("li", self._line(source)) for source in sources)
        yield closing()

    def _line(self, source: Address) -> str:
        text = self.reading.corpus.by_id[source.document]
        provision = text.by_anchor.get(source.anchor)
        cited = source.citation or text.metadata.short_title
        said = (provision.heading or beginning(provision.text, _MOST_LETTERS)) if provision else ""
        return f"{self.link(cited, self.href(source))} {escape(said)}".rstrip()

    def documents(self, found: Iterable[tuple[Text, EntryPlaces]]) -> Iterator[str]:
        """Documents with how much is in them on one body or role, each leading to all of it."""
        yield opening("ul", cls="q-places", data_search_exclude="true")
        for text, places in found:
            title = text.metadata.short_title
            to = f"{self.relative(urls.rules_of(text.id))}#{places.entry.id}"
            yield leaf("li", f"{self.link(title, to)}: {self._counted(places)}")
        yield closing()

    def _counted(self, places: EntryPlaces) -> str:
        counts = (("rules_in", len(places.governing)), ("named_in", len(places.naming)))
        return ", ".join(
            self._label(f"register.{name}", count=count) for name, count in counts if count
        )


@dataclass(frozen=True)
class DocumentRules(RuleLists):
    """Writes the page of one document, with links relative to it."""

    def page(self, text: Text, found: Sequence[EntryPlaces]) -> str:
        """Everybody that it governs or names, with where it does; kept with what texts say."""
        reading = self.reading
        key = (reading.labels.digest, self.path, *reading.corpus.told_of(text))
        return reading.memory.store.of("rules", key, partial(self._page, text, found))

    def _page(self, text: Text, found: Sequence[EntryPlaces]) -> str:
        title = self.link(text.metadata.short_title, self.relative(text.path))
        way = self.link(self.reading.labels("matrix.title"), self.relative(urls.MATRIX))
        return page(
            [
                leaf("p", way, cls="q-kicker"),
                leaf("h1", f"{self._label('matrix.title')}: {title}"),
                *(part for places in found for part in self._entry(places)),
            ]
        )

    def _entry(self, places: EntryPlaces) -> Iterator[str]:
        entry = places.entry
        yield leaf("h2", self.link(entry.name, self.relative(entry.path)), id=entry.id)
        yield from self.of_aspects(places.governing, "h3")
        if places.naming:
            cited = (self.link(one.citation or "…", self.href(one)) for one in places.naming)
            named = f"{self._label('register.mentioned_in')}: {'; '.join(cited)}"
            yield leaf("p", named, cls="q-mentions")
