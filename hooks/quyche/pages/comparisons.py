"""The pages of comparisons: what they show, ready to be printed."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.records import Concern
from quyche.histories import effects
from quyche.histories.effects import GovernedOf
from quyche.pages.comparison_views import (
    Choice,
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
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from quyche.editions.history import Snapshot, Standing
    from quyche.editions.ledgers import Edition
    from quyche.histories.effects import Effect
    from quyche.histories.pairs import Pair, Pairs
    from quyche.labels import Labels
    from quyche.register.register import Register


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
        known = self.pairs.documents
        return {f"{urls.COMPARISONS}/{name}.md": name for name in known}

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

    def all_choices(self, path: str, base: str) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Every document of the edition by its title, with what it can be compared with.

        Nothing on any page but that which lists them all.
        """
        if path != urls.ALL_COMPARISONS or not self.standing.is_published:
            return ()
        found = ((name, self._choices(name, base)) for name in self._newest.documents)
        titles = self._newest.documents
        return tuple((titles[name].title, choices) for name, choices in found if choices)

    def _choices(self, name: str, base: str) -> tuple[Choice, ...]:
        """Only with editions that brought a text of it: in others it stands as in one of them."""
        own, having = self._newest.documents[name].body, self._bringing(name)
        in_force, previous = self._in_force(name), self._previous(name)
        return tuple(
            Choice(
                label=snapshot.edition.title,
                date=self.labels.day(snapshot.edition.date),
                href=posixpath.join(base, urls.COMPARISONS, name, snapshot.edition.name, ""),
                is_same=snapshot.documents[name].body == own,
                is_in_force=snapshot.edition == in_force,
                is_previous=snapshot.edition == previous,
            )
            for snapshot in having
            if snapshot.edition
        )

    def _in_force(self, name: str) -> Edition | None:
        """The edition with the text of a document that was in force before its own.

        Of a draft that which is in force beside it; of an adopted text, in this edition and in any
        that keeps it, the adopted one that it took the place of, which no correction of it is.
        """
        own = self._newest.documents[name]
        origin = self._origin(name)
        corrected = {origin.corrects} - {""}
        for snapshot in self._bringing(name):
            told = snapshot.documents[name]
            is_own = own.is_adopted and (
                told.body == own.body
                or not corrected.isdisjoint({snapshot.name, snapshot.corrects})
            )
            if told.is_adopted and not is_own:
                return snapshot.edition
        return None

    def _origin(self, name: str) -> Snapshot:
        """The one that brought the text of a document, which this edition may only keep."""
        newest = self._newest
        if newest.moves(name):
            return newest
        return self.standing.history.came_from(newest, name) or newest

    def _previous(self, name: str) -> Edition | None:
        """The edition with the other text that a document's text goes on from."""
        history, own = self.standing.history, self._newest.documents[name].body
        found = history.came_from(self._newest, name)
        while found and found.documents[name].body == own:
            found = history.came_from(found, name)
        return found.edition if found else None

    def _bringing(self, name: str) -> tuple[Snapshot, ...]:
        """The editions before this one that brought a text of a document, newest first."""
        older = self.standing.history.before(self._newest)
        return tuple(one for one in reversed(older) if name in one.documents and one.moves(name))

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


def could_be(path: str, documents: Collection[str], older: Mapping[str, Collection[str]]) -> bool:
    """Whether an edition with these documents, and those of the ones before it, has that page."""
    _, document, *against = path.removesuffix(".md").removesuffix(f"/{urls.TABLE}").split("/")
    having = {name for name, held in older.items() if document in held}
    return document in documents and bool(having) and having.issuperset(against)
