"""In which edition two texts of a document are compared, and whether on a page of their own."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.editions.history import History, Snapshot

MOST_DOCUMENTS, MOST_TEXTS = 12, 8
"""A collection that is no larger has every comparison of so many texts of a document whole."""
MOST_POINTERS = 12
"""To so many older editions such a collection leads from the addresses of pairs, if need be."""


@dataclass(frozen=True)
class ComparedPlace:
    """The edition in which two texts are compared, and the older one that stands for there."""

    document: str
    at: str
    against: str
    is_whole: bool
    """Whether on a page of its own; else in the list of what that edition compares it with."""

    @property
    def address(self) -> str:
        """Below the root of the site."""
        folder = posixpath.join(self.at, urls.COMPARISONS, self.document)
        if self.is_whole:
            return f"{folder}/{self.against}/"
        return f"{folder}/#{urls.against(self.against)}"


@dataclass(frozen=True)
class ComparedPlaces:
    """Where the editions of a history compare their texts with those of older ones.

    Texts that two editions have are compared once, in the first that had the newer one. On a page
    of its own stands how a text came from the one it goes on from, and from what was in force
    before it; how it came from all others is kept as data, which a script shows. So what an edition
    costs does not grow with the editions before it. A small collection can afford all as pages.
    """

    history: History
    _known: dict[tuple[str, str], Mapping[str, ComparedPlace | None]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def of(self, snapshot: Snapshot, document: str) -> Mapping[str, ComparedPlace | None]:
        """By the names of the older editions that have it, the likeliest asked for first.

        None stands for those whose text is the same.
        """
        key = (snapshot.name, document)
        if key not in self._known:
            self._known[key] = dict(self._planned(snapshot, document))
        return self._known[key]

    def place(self, newer: Snapshot, document: str, older: str) -> ComparedPlace | None:
        """Where two editions compare a document; None where that says nothing, or cannot be."""
        return self.of(newer, document).get(older) if document in newer.documents else None

    def listed_at(self, snapshot: Snapshot, document: str) -> str:
        """The edition that lists what the text of a snapshot is compared with; empty for none."""
        if is_small(snapshot):
            return snapshot.name if self.of(snapshot, document) else ""
        having = (one for one in self._run(snapshot, document) if self.compares(one, document))
        return next((one.name for one in having), "")

    def compares(self, snapshot: Snapshot, document: str) -> bool:
        """Whether an edition compares a document itself."""
        places = self.of(snapshot, document).values()
        return any(place and place.at == snapshot.name for place in places)

    def has_page(self, snapshot: Snapshot, document: str, older: str) -> bool:
        """Whether an edition has a page of a pair; without an older edition, of the list."""
        if document not in snapshot.documents:
            return False
        if not older:
            return self.listed_at(snapshot, document) == snapshot.name
        places = self.of(snapshot, document)
        if older not in places:
            return False
        place = places[older]
        is_own = place is not None and (place.at, place.against) == (snapshot.name, older)
        return bool(place and place.is_whole) if is_own else older in pointed(snapshot, places)

    def _planned(
        self, newest: Snapshot, document: str
    ) -> Iterator[tuple[str, ComparedPlace | None]]:
        """Of editions with one text that comes first which brought it."""
        having = [one for one in reversed(self.history.before(newest)) if document in one.documents]
        own = newest.documents[document].body
        run = tuple(self._run(newest, document))
        compared: dict[str, str] = {}
        for older in sorted(having, key=lambda one: not one.moves(document)):
            body = older.documents[document].body
            first = _place_of(document, older, run)
            if body == own:
                yield older.name, None
            elif first is not newest and self._is_before(older, first):
                yield older.name, self.place(first, document, older.name)
            elif first is not newest:  # of another round, and compared with this text there
                yield older.name, self.place(older, document, first.name)
            else:
                against = compared.setdefault(body, older.name)
                is_whole = self._is_whole(newest, document, body)
                yield older.name, ComparedPlace(document, newest.name, against, is_whole)

    def _is_before(self, one: Snapshot, other: Snapshot) -> bool:
        return self._order[one.name] < self._order[other.name]

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {snapshot.name: at for at, snapshot in enumerate(self.history.snapshots)}

    def _run(self, newest: Snapshot, document: str) -> Iterator[Snapshot]:
        """The editions that had the text of one in a row, newest first."""
        found: Snapshot | None = newest
        own = newest.documents[document].body
        while found and found.documents[document].body == own:
            yield found
            found = self.history.came_from(found, document)

    def _is_whole(self, newest: Snapshot, document: str, body: str) -> bool:
        if is_small(newest) and len(self._texts(newest, document)) <= MOST_TEXTS:
            return True
        near = (self.previous(newest, document), *self._in_force(newest, document))
        return any(one and one.documents[document].body == body for one in near)

    def _texts(self, newest: Snapshot, document: str) -> set[str]:
        older = self.history.before(newest)
        return {one.documents[document].body for one in older if document in one.documents}

    def _in_force(self, newest: Snapshot, document: str) -> Iterator[Snapshot | None]:
        """What was in force before a text; of a correction, before what it corrects too."""
        yield self.in_force_before(newest, document)
        own = newest.documents[document].body
        for one in reversed(self.history.before(newest)):
            told = one.documents.get(document)
            if told and told.is_adopted and told.body != own:
                yield one
                return

    # Which texts are next to one

    def previous(self, snapshot: Snapshot, document: str) -> Snapshot | None:
        """The one with the other text that a document's text goes on from."""
        run = tuple(self._run(snapshot, document))
        return self.history.came_from(run[-1], document)

    def in_force_before(self, snapshot: Snapshot, document: str) -> Snapshot | None:
        """The one with the text of a document that was in force before that of a snapshot.

        Of a draft that which is in force beside it; of an adopted text, in its edition and in any
        that keeps it, the adopted one that it took the place of, which no correction of it is.
        """
        own = snapshot.documents[document]
        corrected = {self._origin(snapshot, document).corrects} - {""}
        for one in self.bringing(snapshot, document):
            told = one.documents[document]
            is_own = own.is_adopted and (
                told.body == own.body or not corrected.isdisjoint({one.name, one.corrects})
            )
            if told.is_adopted and not is_own:
                return one
        return None

    def bringing(self, snapshot: Snapshot, document: str) -> Iterator[Snapshot]:
        """The editions before one that brought a text of a document, newest first."""
        for one in reversed(self.history.before(snapshot)):
            if document in one.documents and one.moves(document):
                yield one

    def _origin(self, snapshot: Snapshot, document: str) -> Snapshot:
        """The one that brought the text of a document, which an edition may only keep."""
        if snapshot.moves(document):
            return snapshot
        return self.history.came_from(snapshot, document) or snapshot


def is_small(snapshot: Snapshot) -> bool:
    """Whether an edition is of a collection that can afford every comparison as a page."""
    return len(snapshot.documents) <= MOST_DOCUMENTS


def pointed(snapshot: Snapshot, places: Mapping[str, ComparedPlace | None]) -> Sequence[str]:
    """The older editions to which an edition leads from the addresses of its pairs.

    Those whose pair is compared elsewhere, or whose text is the same.
    """
    if not is_small(snapshot):
        return ()
    led = [
        name
        for name, place in places.items()
        if place is None or (place.at, place.against) != (snapshot.name, name)
    ]
    return led[:MOST_POINTERS]


def _place_of(document: str, older: Snapshot, run: Sequence[Snapshot]) -> Snapshot:
    """Of editions with one text, that in which it is compared with an older one.

    That is the first. What was in force before is compared with what took its place: readers of
    an adopted text are not sent to its last draft, which would send them back.
    """
    adopted = [one for one in run if one.documents[document].is_adopted]
    return adopted[-1] if adopted and older.documents[document].is_adopted else run[-1]
