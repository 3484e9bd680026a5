"""What changed for a body or a role: in this edition, or else when it last did."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quyche import urls
from quyche.histories.effects import Sort
from quyche.language.kinds import Kind
from quyche.markup.markdown import Destination, escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.edition_links import EditionLinks, way_to_start
from quyche.pages.writer import PageWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.editions.history import Standing
    from quyche.editions.records import ArticleEvent
    from quyche.pages.comparison_views import Concerned
    from quyche.pages.comparisons import ComparisonPages
    from quyche.register.entries import Entry
    from quyche.texts.addresses import Address

MOST_PLACES = 12
"""How many places of one sort are listed without being asked for."""
MOST_DOCUMENTS = 20
"""Of how many documents the last change is told, and of those that changed with the last one."""


@dataclass(frozen=True)
class EntryChanges(PageWriter):
    """Writes the part of the page of a body or role that tells what changed for it."""

    standing: Standing
    comparing: ComparisonPages

    def of_entry(self, entry: Entry) -> Iterator[str]:
        """What this edition changed for it; where that is nothing, what was changed before.

        Nothing at all where no older edition is known.
        """
        if not self.standing.is_published or len(self.standing.history.snapshots) == 1:
            return
        told = self.comparing.for_entry(entry.id, way_to_start(self.path).rstrip("/"))
        yield opening("section", data_search_exclude="true")
        yield leaf("h2", self._label("effect.for_me"), id="thay-doi")
        yield from self._now(told) if told else self._before(entry)
        yield closing()

    def _now(self, told: Iterable[Concerned]) -> Iterator[str]:
        labels = [self.reading.labels(f"effect.{sort.value}") for sort in Sort]
        yield opening("ul", cls="q-concerned")
        for each in told:
            yield opening("li")
            yield leaf("p", Destination(each.href, is_checked=False).around(escape(each.title)))
            places = sorted(each.places, key=lambda place: labels.index(place.label))
            for label, group in groupby(places, lambda place: place.label):
                links = (
                    Destination(place.href, is_checked=False).around(escape(place.citation))
                    for place in group
                )
                yield from self._listed(span("q-change", escape(label)), list(links))
            yield closing()
        yield closing()

    def _listed(self, name: str, links: list[str]) -> Iterator[str]:
        """Places below what is said of them; many are folded."""
        if len(links) <= MOST_PLACES:
            yield leaf("p", f"{name} {', '.join(links)}")
            return
        yield opening("details")
        yield leaf("summary", f"{name} {self._label('effect.places', count=len(links))}")
        yield leaf("p", ", ".join(links))
        yield closing()

    # Before this edition

    def _before(self, entry: Entry) -> Iterator[str]:
        """By each document that concerns it, the newest edition that changed any such article."""
        yield leaf("p", self._label("effect.none_here", who=entry.name), cls="q-none")
        lines = [part for each in self._last_changes(entry) for part in each]
        if lines:
            yield leaf("p", self._label("effect.last"))
            yield opening("ul", cls="q-concerned")
            yield from lines
            yield closing()

    def _last_changes(self, entry: Entry) -> Iterator[Iterator[str]]:
        """Of many documents those that changed last."""
        found = list(self._last_by_document(entry))
        newest = sorted((at for at, _ in found), reverse=True)[:MOST_DOCUMENTS]
        since = min(newest, default=0)
        return (lines for at, lines in found if at >= since)

    def _last_by_document(self, entry: Entry) -> Iterator[tuple[int, Iterator[str]]]:
        order = [snapshot.name for snapshot in self.standing.history.snapshots]
        for document, articles in self._articles(entry).items():
            known = self.standing.articles.get(document, {})
            events = [
                (event, article)
                for article in articles
                for event in known.get(article.anchor, [])[:1]
                if event["older"] and event["edition"] in order
            ]
            newest = max((order.index(event["edition"]) for event, _ in events), default=None)
            if newest is not None:
                own = [found for found in events if found[0]["edition"] == order[newest]]
                yield newest, self._last_of(document, order[newest], own)

    def _last_of(
        self, document: str, edition: str, events: Iterable[tuple[ArticleEvent, Address]]
    ) -> Iterator[str]:
        """One document: the edition, and the way to what it changed."""
        title = self.reading.corpus.by_id[document].metadata.short_title
        yield opening("li")
        yield leaf("p", escape(title))
        links = [self._change(document, event, article) for event, article in events]
        yield from self._listed(self._edition(edition), links)
        yield closing()

    def _articles(self, entry: Entry) -> dict[str, list[Address]]:
        """By document, the articles and tasks that govern or name it, in reading order."""
        reading = self.reading
        governing = reading.governance.of_target.get(entry.id, ())
        mentions = reading.links.mentioning.get(entry.id, ())
        places = {*(one.provision for one in governing), *(one.source for one in mentions)}
        found: dict[str, list[Address]] = {}
        for text in reading.corpus.texts:
            heads = {_counted(place).anchor for place in places if place.document == text.id}
            if heads:
                walked = (provision.address for provision in text.document.walk())
                found[text.id] = [address for address in walked if address.anchor in heads]
        return found

    def _change(self, document: str, event: ArticleEvent, article: Address) -> str:
        pair = posixpath.join(event["edition"], urls.COMPARISONS, document, event["older"])
        editions = EditionLinks.of(self.path, self.standing)
        return editions.link(f"{pair}/#{event['block']}", escape(article.citation))

    def _edition(self, name: str) -> str:
        """Its title and day, as inline Markdown."""
        for snapshot in self.standing.history.snapshots:
            if snapshot.edition and snapshot.edition.name == name:
                date = span("q-date", f"({self.reading.labels.day(snapshot.edition.date)})")
                return f"{escape(snapshot.edition.title)} {date}:"
        return escape(f"{self.reading.labels('edition.work')}:")


def _counted(address: Address) -> Address:
    """The article or task that a provision stands in; itself where it stands in none."""
    return address.of_kind(Kind.ARTICLE) or address.of_kind(Kind.TASK) or address
