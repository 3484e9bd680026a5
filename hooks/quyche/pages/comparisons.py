"""The pages of comparisons: what they show, ready to be printed."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.records import Concern
from quyche.histories import compared_places, effects
from quyche.histories.compared_places import ComparedPlaces
from quyche.histories.effects import GovernedOf
from quyche.pages.comparison_views import (
    Choice,
    ComparedDocument,
    ComparisonPage,
    Concerned,
    EffectPlace,
    citations_of,
    comparison_page,
)
from quyche.pages.papers import Paper, paper_of
from quyche.register.letterheads import Letterhead
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.editions.history import Snapshot, Standing
    from quyche.histories.effects import Effect
    from quyche.histories.pairs import Pair, Pairs
    from quyche.labels import Labels
    from quyche.register.register import Register

MOST_CHOICES = 50
"""How many older texts a page lists; the chooser above them knows them all."""
MOST_DOCUMENTS = 50
"""How many documents the page of all comparisons lists."""


@dataclass(frozen=True)
class ComparisonPages:
    """The pages of comparisons of one edition."""

    pairs: Pairs
    standing: Standing
    labels: Labels
    register: Register
    governed: GovernedOf
    letterhead: Letterhead = field(default_factory=Letterhead)

    @cached_property
    def _by_path(self) -> Mapping[str, Pair]:
        return {_path(pair.new.id, pair.older.name): pair for pair in self.pairs.pairs}

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        """The page of each document that lists its comparisons."""
        return {f"{urls.COMPARISONS}/{name}.md": name for name in self.pairs.listed}

    @cached_property
    def places(self) -> ComparedPlaces:
        """Where its texts are compared with older ones."""
        return ComparedPlaces(self.standing.history)

    @cached_property
    def papers(self) -> Mapping[str, Paper]:
        """Every table by the file its page is made from."""
        return {
            _table_path(path): paper_of(
                pair,
                self.standing.edition,
                self.letterhead,
                self.labels,
            )
            for path, pair in self._by_path.items()
        }

    def registered(self) -> Iterator[tuple[str, str, str]]:
        """Every page there is to be: its file, its template, its title."""
        for path, pair in self._by_path.items():
            name = pair.new.metadata.short_title
            yield path, "comparison.html", self._title(name)
            title = self.labels("table.page", document=name)
            yield _table_path(path), "comparison_table.html", title
        for path, name in self._lists.items():
            yield path, "comparisons.html", self._title(self._newest.documents[name].title)

    def _title(self, document: str) -> str:
        return self.labels("comparison.title", document=document)

    def page(self, path: str, base: str) -> ComparisonPage | None:
        """What the page of a comparison shows; `base` is the way to the start of its edition."""
        pair = self._by_path.get(path)
        if pair is None:
            return None
        concerned = tuple(self._concerned(pair, base))
        return comparison_page(pair, self.standing.edition, self.labels, base, concerned)

    def correction(self, document: str, base: str) -> ComparisonPage | None:
        """What a correction mended in a document, for its own page; None for any other edition."""
        edition = self.standing.edition
        pair = self.pairs.steps(self.standing.history).get(document)
        if pair is None or edition is None or not edition.corrects:
            return None
        return comparison_page(pair, edition, self.labels, base, ())

    @cached_property
    def _effects(self) -> Mapping[str, Mapping[str, tuple[Effect, ...]]]:
        """Whom each comparison concerns, by its path."""
        return {path: effects.of_pair(pair, self.governed) for path, pair in self._by_path.items()}

    def _concerned(self, pair: Pair, base: str) -> Iterator[Concerned]:
        found = self._effects[_path(pair.new.id, pair.older.name)]
        for entry in self.register.entries:
            if places := found.get(entry.id):
                href = posixpath.join(base, urls.address_of(entry.path))
                yield Concerned(entry.name, href, tuple(self._places(places, "")))

    def _places(self, found: Iterable[Effect], page: str) -> Iterator[EffectPlace]:
        for effect in found:
            label = self.labels(f"effect.{effect.sort.value}")
            unsure = f" ({self.labels('comparison.unsure')})" if effect.is_guess else ""
            yield EffectPlace(label, f"{effect.citation}{unsure}", f"{page}#{effect.block}")

    def for_entry(self, name: str, base: str) -> tuple[Concerned, ...]:
        """What changed for a body or role in this edition, document by document.

        Against what was before it, and an adopted text against what it took the place of, too.
        """
        found = []
        for pair in (*self._latest, *self._in_force_before):
            path = _path(pair.new.id, pair.older.name)
            if places := self._effects[path].get(name):
                page = posixpath.join(base, urls.address_of(path))
                told = tuple(self._places(places, page))
                against = self.labels("comparison.with_previous", edition=pair.older.title)
                title = f"{pair.new.metadata.short_title} ({against})"
                found.append(Concerned(title, page, told))
        return tuple(found)

    @cached_property
    def concerns(self) -> tuple[Concern, ...]:
        """What this edition changed for each body and role, in a line."""
        found = ((entry, self.for_entry(entry.id, "")) for entry in self.register.entries)
        return tuple(
            Concern(
                entry.id,
                entry.name,
                urls.address_of(entry.path),
                " ".join(f"{each.title}: {citations_of(each.places)}." for each in concerned),
            )
            for entry, concerned in found
        )

    @property
    def _in_force_before(self) -> tuple[Pair, ...]:
        """Each document that this edition adopts, against the text in force until then."""
        adopted = [
            pair for pair in self.pairs.pairs if pair.new.metadata.status is DocumentStatus.ADOPTED
        ]
        latest: dict[str, Pair] = {}
        for pair in adopted:
            if pair.old.metadata.status is DocumentStatus.ADOPTED:
                latest.setdefault(pair.new.id, pair)
        told = {id(pair) for pair in self._latest}
        return tuple(pair for pair in latest.values() if id(pair) not in told)

    @property
    def _latest(self) -> tuple[Pair, ...]:
        """Each document that this edition changed, against what was before it."""
        return tuple(self.pairs.steps(self.standing.history).values())

    def paper(self, path: str) -> Paper | None:
        """What the page of a table shows."""
        return self.papers.get(path) if path.endswith(f"/{urls.TABLE}.md") else None

    def list_for(self, path: str, document: str, base: str) -> tuple[Choice, ...]:
        """What a document, or what a page compares, can be compared with, newest first."""
        pair = self._by_path.get(path)
        name = document or (pair.new.id if pair else self._lists.get(path, ""))
        if not name or not self.standing.is_published:
            return ()
        return self._choices(name, base)

    def list_of(self, document: str, base: str) -> str:
        """The page that lists what a document is compared with; empty where nothing is."""
        if not document or not self.standing.is_published:
            return ""
        at = self.places.listed_at(self._newest, document)
        folder = f"{urls.COMPARISONS}/{document}/"
        return self._way(f"{at}/{folder}", base) if at else ""

    def steps_for(self, path: str, base: str) -> tuple[tuple[str, str, str], ...]:
        """Each step that led to the text whose comparisons a page lists, newest first.

        By the titles of both editions and the address; nothing where each comparison has a page.
        """
        name = self._lists.get(path, "")
        if not any(pair.new.id == name for pair in self.pairs.others):
            return ()
        return tuple(islice(self._steps(name, base), MOST_CHOICES))

    def _steps(self, name: str, base: str) -> Iterator[tuple[str, str, str]]:
        newer: Snapshot | None = self._newest
        while newer and (older := self.places.previous(newer, name)):
            place = self.places.place(newer, name, older.name)
            if place:
                yield self._called(newer), self._called(older), self._way(place.address, base)
            newer = older

    def _called(self, snapshot: Snapshot) -> str:
        return snapshot.edition.title if snapshot.edition else self.labels("edition.work")

    def all_choices(self, path: str, base: str) -> tuple[ComparedDocument, ...]:
        """Every document of the edition, with what it can be compared with.

        Nothing on any page but that which lists them all. Of a large collection those that changed
        last, each with the text before alone.
        """
        if path != urls.ALL_COMPARISONS or not self.standing.is_published:
            return ()
        is_small = compared_places.is_small(self._newest)
        titles = self._newest.documents
        names = list(titles) if is_small else self._changed_last()
        found = (
            ComparedDocument(titles[name].title, self.list_of(name, base), choices)
            for name in names
            for choices in [self._choices(name, base)]
        )
        if is_small:
            return tuple(one for one in found if one.choices)
        listed = (
            replace(
                one,
                choices=tuple(each for each in one.choices if each.is_previous),
                is_linked=True,
            )
            for one in found
            if one.href
        )
        return tuple(islice(listed, MOST_DOCUMENTS))

    def _changed_last(self) -> list[str]:
        """The documents of the edition, those whose text is new first."""
        own = self._newest.documents
        changed = (
            changed.revision.id
            for stage in reversed(self.standing.history.stages)
            for changed in stage.changes
        )
        return [name for name in dict.fromkeys(changed) if name in own]

    def _choices(self, name: str, base: str) -> tuple[Choice, ...]:
        """Only with editions that brought a text of it: in others it stands as in one of them."""
        newest, places = self._newest, self.places
        in_force = places.in_force_before(newest, name)
        previous = places.previous(newest, name)
        found = (
            (snapshot, places.place(newest, name, snapshot.name))
            for snapshot in places.bringing(newest, name)
        )
        return tuple(
            Choice(
                label=snapshot.edition.title,
                date=self.labels.day(snapshot.edition.date),
                href=self._way(place.address, base) if place else "",
                is_same=place is None,
                is_in_force=snapshot is in_force,
                is_previous=snapshot is previous,
                anchor=urls.against(snapshot.name),
            )
            for snapshot, place in islice(found, MOST_CHOICES)
            if snapshot.edition
        )

    def _way(self, address: str, base: str) -> str:
        """To an address below the root of the site.

        To this edition's own it is the shortest, unless documents are many: then the next edition
        shows the same page, and says the way from there.
        """
        own = f"{self.standing.name}/"
        if address.startswith(own) and compared_places.is_small(self._newest):
            return posixpath.join(base, address.removeprefix(own))
        return posixpath.join(base, "..", address)

    @property
    def _newest(self) -> Snapshot:
        return self.standing.history.snapshots[-1]


def _path(document: str, older: str) -> str:
    """The file that the page of a comparison is made from."""
    return f"{urls.COMPARISONS}/{document}/{older}.md"


def _table_path(path: str) -> str:
    """The file that the table of a comparison is made from."""
    return f"{path.removesuffix('.md')}/{urls.TABLE}.md"


def is_one(path: str) -> bool:
    """Whether the page of that file is a comparison, or the list of those of a document."""
    return path.startswith(f"{urls.COMPARISONS}/")


def document_of(path: str) -> str:
    """The id of the document that the page of that file compares."""
    return path.split("/")[1].removesuffix(".md")


def has(path: str, snapshot: Snapshot, places: ComparedPlaces) -> bool:
    """Whether an edition has that page of a comparison, or of the list of those of a document."""
    whole = path.removesuffix(".md").removesuffix(f"/{urls.TABLE}")
    _, document, *against = whole.split("/")
    return places.has_page(snapshot, document, *against or ("",))
