"""Atom feeds of editions: of the site, of each document, of each body and role (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from quyche import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.editions.records import EditionRecord
    from quyche.labels import Labels

_NAMESPACE = "http://www.w3.org/2005/Atom"
_MOST = 50  # entries of a feed; who follows one has seen the older ones


@dataclass(frozen=True)
class FeedEntry:
    """One edition in a feed."""

    title: str
    address: str
    date: str
    """As `2021-01-18`."""
    summary: str


@dataclass(frozen=True)
class Feeds:
    """The feeds of a site with these editions."""

    records: Sequence[EditionRecord]
    """Of numbered editions, oldest first."""
    site_url: str
    labels: Labels

    def files(self) -> Iterator[tuple[str, str]]:
        """Path and text of each feed; none where the site has no address of its own."""
        if not self.records or not self.site_url:
            return
        whole = [self._of_edition(record) for record in self.records]
        yield urls.feed_of(), self._feed(urls.feed_of(), self.labels("feed.site"), whole)
        for name, (title, entries) in {**self._of_documents(), **self._of_entries()}.items():
            path = urls.feed_of(name)
            yield path, self._feed(path, self.labels("feed.of", title=title), entries)

    def _of_edition(self, record: EditionRecord) -> FeedEntry:
        address = f"{self.site_url}{record.name}/"
        moved = [told.title for told in record.documents if told.id in record.moves]
        said = ". ".join(filter(None, ("; ".join(moved), record.note)))
        return FeedEntry(record.title, address, record.date, said)

    def _of_documents(self) -> dict[str, tuple[str, list[FeedEntry]]]:
        """For each document the editions that changed its text or its state."""
        found: dict[str, tuple[str, list[FeedEntry]]] = {}
        known: dict[str, tuple[str, str]] = {}
        for record in self.records:
            for document in record.documents:
                state = (document.text, document.status)
                entries = found.get(document.id, ("", []))[1]
                is_moved = not record.moves or document.id in record.moves
                if is_moved and known.get(document.id) != state:
                    address = f"{self.site_url}{record.name}/{urls.address_of(document.path)}"
                    entries.append(FeedEntry(record.title, address, record.date, record.note))
                if is_moved:
                    known[document.id] = state
                found[document.id] = (document.title, entries)
        return found

    def _of_entries(self) -> dict[str, tuple[str, list[FeedEntry]]]:
        """For each body and role the editions that changed something for it, and what."""
        found: dict[str, tuple[str, list[FeedEntry]]] = {}
        for record in self.records:
            for concern in record.concerns:
                entries = found.get(concern.id, ("", []))[1]
                address = f"{self.site_url}{record.name}/{concern.page}"
                if concern.summary:
                    entries.append(FeedEntry(record.title, address, record.date, concern.summary))
                found[concern.id] = (concern.name, entries)
        return found

    def _feed(self, path: str, title: str, entries: Sequence[FeedEntry]) -> str:
        newest = list(reversed(entries))[:_MOST]
        feed = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": self.labels.language})
        _add(feed, "id", f"{self.site_url}{path}")
        _add(feed, "title", title)
        _add(feed, "updated", _moment(newest[0].date if newest else self.records[0].date))
        ElementTree.SubElement(feed, "link", {"rel": "self", "href": f"{self.site_url}{path}"})
        author = ElementTree.SubElement(feed, "author")
        _add(author, "name", self.labels("feed.author"))
        for entry in newest:
            item = ElementTree.SubElement(feed, "entry")
            _add(item, "id", entry.address)
            _add(item, "title", entry.title)
            _add(item, "updated", _moment(entry.date))
            ElementTree.SubElement(item, "link", {"href": entry.address})
            _add(item, "summary", entry.summary or entry.title)
        ElementTree.indent(feed)
        text = ElementTree.tostring(feed, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _moment(date: str) -> str:
    """A day as the feed's time: the day an edition is of has no hour."""
    return f"{date}T00:00:00Z"
