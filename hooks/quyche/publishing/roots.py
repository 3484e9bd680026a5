"""The files at the root of the published site: what changes whenever an edition is added."""

from __future__ import annotations

import datetime
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from quyche import schemas, urls
from quyche.editions import withdrawals
from quyche.editions.edition_names import EditionName
from quyche.editions.ledgers import Edition, Ledger
from quyche.exports.feeds import Feeds
from quyche.formats.html import redirect
from quyche.histories.compared_places import MOST_DOCUMENTS
from quyche.offline import browser_copies
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.editions.records import EditionRecord
    from quyche.labels import Labels

# What the template of the page for lost addresses writes; titles in it are text.
_SUGGESTED_RE = re.compile(rb"<ul class=\"q-suggested\">.*?</ul>", re.DOTALL)


@dataclass(frozen=True)
class Roots:
    """What the root of a site says of the editions published on it."""

    records: Sequence[EditionRecord]
    """Oldest first; work that is no edition yet last."""
    site_url: str
    labels: Labels
    withheld: frozenset[str] = frozenset()
    """The ids of documents that are internal by now; what is public stays so, and is not named."""

    @classmethod
    def of(
        cls,
        records: Mapping[str, EditionRecord],
        site_url: str,
        labels: Labels,
        withheld: frozenset[str] = frozenset(),
    ) -> Roots:
        """The roots of a site with these editions, in whatever order they come."""
        work = records.get(urls.WORK)
        told = (*_in_order(records), *([work] if work else ()))
        return cls(told, site_url, labels, withheld)

    @property
    def _editions(self) -> list[EditionRecord]:
        return [record for record in self._told if record.name != urls.WORK]

    @cached_property
    def _told(self) -> tuple[EditionRecord, ...]:
        return tuple(withdrawals.silent(record, self.withheld) for record in self.records)

    @property
    def in_force(self) -> EditionRecord | None:
        """The newest adopted edition."""
        adopted = (record for record in reversed(self._editions) if record.kind == "adopted")
        return next(adopted, None)

    @property
    def _shown(self) -> EditionRecord:
        """The edition whose page stands for every address that leads nowhere."""
        return self.in_force or self._told[-1]

    @property
    def lost_page(self) -> str:
        """Where that edition has this page."""
        return f"{self._shown.name}/{urls.LOST}"

    def as_lost(self, page: bytes) -> bytes:
        """This page as the root has it: it suggests no document where one is internal by now."""
        known = next(record for record in self.records if record.name == self._shown.name)
        is_silent = any(document.id in self.withheld for document in known.documents)
        return _SUGGESTED_RE.sub(b"", page) if is_silent else page

    @property
    def draft(self) -> EditionRecord | None:
        """The newest draft of a round that is open."""
        draft = self._ledger.draft
        return self._by_name[draft.name] if draft else None

    @cached_property
    def _by_name(self) -> dict[str, EditionRecord]:
        return {record.name: record for record in self._editions}

    @cached_property
    def _ledger(self) -> Ledger:
        """What the ledger said of the editions that are published."""
        return Ledger(tuple(map(_entry, self._editions)))

    @cached_property
    def _open(self) -> frozenset[str]:
        """The newest draft of each round that is open."""
        return frozenset(one.newest.name for one in self._ledger.open_rounds)

    def _moved(self, record: EditionRecord) -> list[str]:
        """The ids of the documents whose texts came with an edition."""
        if record.moves:
            return list(filter(None, record.moves))
        older = self._by_name.get(record.previous)
        known = {told.path: told.source for told in older.documents} if older else {}
        return [told.id for told in record.documents if known.get(told.path) != told.source]

    def _is_repeal(self, record: EditionRecord) -> bool:
        """Whether all the texts that came with an edition are in force no longer."""
        moved, told = self._moved(record), {each.id: each.status for each in record.documents}
        return bool(moved) and all(told.get(name) == DocumentStatus.REPEALED for name in moved)

    def aliases_of(self, name: str) -> tuple[str, ...]:
        """The aliases under which an edition stands as well."""
        return tuple(alias for alias, owner in self.aliases if owner == name)

    @property
    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Every alias with the name of the edition that it leads to."""
        chosen = ((urls.IN_FORCE, self.in_force), (urls.DRAFT, self.draft))
        return tuple((alias, record.name) for alias, record in chosen if record)

    def files(self) -> Iterator[tuple[str, str]]:
        """Path and text of each file at the root, and of each link that an alias keeps alive."""
        yield urls.VERSIONS, self._versions()
        yield urls.INDEX_PAGE, redirect(f"{self._start}/", self.labels)
        yield urls.ROBOTS, self._robots()
        if self.site_url:
            yield urls.SITEMAP, self._sitemap()
        yield from Feeds(self._editions, self.site_url, self.labels).files()
        yield from browser_copies.files(self.labels, self.in_force)
        yield from self._kept(urls.IN_FORCE, self.in_force, self._adopted())
        yield from self._kept(urls.DRAFT, self.draft, self._drafted())

    @property
    def _start(self) -> str:
        """Where the site begins: with what is in force, or else with the newest there is."""
        newest = self.records[-1].name
        return urls.IN_FORCE if self.in_force else urls.DRAFT if self.draft else newest

    def _versions(self) -> str:
        """The list of versions as mike keeps it, newest first in the order of the ledger."""
        rows = [
            {
                "version": record.name,
                "title": record.title,
                "aliases": list(self.aliases_of(record.name)),
                "properties": self._properties(record),
            }
            for record in reversed(self._told)
        ]
        return schemas.as_json("versions", rows)

    def _properties(self, record: EditionRecord) -> dict[str, object]:
        """What scripts need to know of an edition to say what it is today."""
        told: dict[str, object] = {"status": record.kind, "date": record.date}
        if record.name == urls.WORK:
            return told
        told |= {"round": self._ledger[record.name].round, "documents": self._moved(record)}
        if record.name in self._open:
            told["open"] = True
        if record.corrects:
            told["corrects"] = record.corrects
        if self._is_repeal(record):
            told["repeals"] = True
        return told

    def _robots(self) -> str:
        sitemap = f"Sitemap: {self.site_url}{urls.SITEMAP}\n" if self.site_url else ""
        return f"User-agent: *\nAllow: /\n{sitemap}"

    def _sitemap(self) -> str:
        """What is in force, and what once was and has no successor of its address."""
        rows = []
        for page, record in sorted(self._adopted().items()):
            if page.startswith(f"{urls.COMPARISONS}/"):
                continue  # no text of its own to be found
            name = urls.IN_FORCE if record is self.in_force else record.name
            address = escape(f"{self.site_url}{name}/{page}")
            rows.append(f"<url><loc>{address}</loc><lastmod>{record.date}</lastmod></url>\n")
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{''.join(rows)}</urlset>\n"
        )

    def _adopted(self) -> dict[str, EditionRecord]:
        """Each page that was ever adopted, and the newest adopted edition that has it."""
        return _newest_with(record for record in self._editions if record.kind == "adopted")

    def _drafted(self) -> dict[str, EditionRecord]:
        """Each page that was ever drafted, and where it is to be found now."""
        drafted = _newest_with(record for record in self._editions if record.kind == "draft")
        return {page: self._adopted().get(page, record) for page, record in drafted.items()}

    def withdrawn(self) -> Iterator[str]:
        """The files that may have told of documents that are internal by now.

        Their feeds, and links that an alias kept alive where its edition has no such page.
        """
        for document in sorted(self.withheld):
            yield urls.feed_of(document)
        for record, told in zip(self.records, self._told, strict=True):
            for alias, owner in ((urls.IN_FORCE, self.in_force), (urls.DRAFT, self.draft)):
                present = self._pages_of(owner)
                for page in record.pages:
                    if page not in told.pages and page not in present:
                        yield f"{alias}/{page}{urls.INDEX_PAGE}"

    def _pages_of(self, owner: EditionRecord | None) -> frozenset[str]:
        """Every page that an edition has, whatever may be told of it."""
        named = (record.pages for record in self.records if owner and record.name == owner.name)
        return frozenset(page for pages in named for page in pages)

    def _kept(
        self, alias: str, owner: EditionRecord | None, pages: Mapping[str, EditionRecord]
    ) -> Iterator[tuple[str, str]]:
        """A page under an alias for each address that once stood there and is no more.

        Not for comparisons of an edition with many documents, whose pages do not lead there: the
        page for lost addresses does.
        """
        present = self._pages_of(owner)
        for page, record in pages.items():
            is_large = len(record.documents) > MOST_DOCUMENTS
            is_left_out = is_large and page.startswith(f"{urls.COMPARISONS}/")
            if page not in present and not is_left_out:
                name = urls.IN_FORCE if record is self.in_force else record.name
                place = _moved_to(page, record, owner)
                target = f"{alias}/{place}" if place else f"{name}/{page}"
                way = posixpath.relpath(target, f"{alias}/{page}")
                yield f"{alias}/{page}{urls.INDEX_PAGE}", redirect(f"{way}/", self.labels)


def _moved_to(page: str, record: EditionRecord, owner: EditionRecord | None) -> str:
    """The page of the same document in an edition that has it in a file of another name."""
    own = {urls.address_of(one.path): one.id for one in record.documents}
    now = {one.id: urls.address_of(one.path) for one in owner.documents} if owner else {}
    return now.get(own.get(page, ""), "")


def _in_order(records: Mapping[str, EditionRecord]) -> Iterator[EditionRecord]:
    """Editions as they followed each other; rounds run beside each other, so no name tells.

    Where one is missing between them, what came after it follows in the order of days and names.
    """
    left = {name: record for name, record in records.items() if name != urls.WORK}
    name = ""
    while left:
        following = [record for record in left.values() if record.previous == name]
        record = min(following or left.values(), key=_age)
        name = record.name
        yield left.pop(name)


def _age(record: EditionRecord) -> tuple[str, tuple[int, ...]]:
    return record.date, EditionName.parse(record.name).order


def _entry(record: EditionRecord) -> Edition:
    return Edition(
        record.name,
        record.title,
        is_draft=record.kind == "draft",
        date=datetime.date.fromisoformat(record.date),
        documents=tuple((document, "") for document in record.moves),
        corrects=record.corrects,
    )


def _newest_with(records: Iterator[EditionRecord]) -> dict[str, EditionRecord]:
    return {page: record for record in records for page in record.pages}
