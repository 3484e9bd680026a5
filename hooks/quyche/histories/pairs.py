"""Which revisions of a document are compared in which edition, so that none are twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing import comparison, synopses
from quyche.histories.compared_places import ComparedPlaces, pointed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyche.comparing.comparison import Comparison
    from quyche.comparing.synopses import Synopsis
    from quyche.corpus.texts import Text
    from quyche.editions.history import History, Snapshot
    from quyche.editions.ledgers import Edition
    from quyche.editions.revisions import Revision
    from quyche.histories.compared_places import ComparedPlace


@dataclass(frozen=True)
class Pair:
    """A document as an edition has it, against itself in an older one."""

    older: Edition
    old: Text
    new: Text
    compared: Comparison
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Why, by the ids of the blocks of its synopsis; under an empty one, why anything at all."""

    @cached_property
    def synopsis(self) -> Synopsis:
        """The two texts beside each other."""
        return synopses.synopsis(self.compared, self.old.document, self.new.document)


@dataclass(frozen=True)
class Pointer:
    """A pair whose address leads to where the two texts are compared.

    Both editions carry the same texts as those asked for. No place means that the two texts are
    one.
    """

    document: str
    older: str
    place: ComparedPlace | None = None


@dataclass(frozen=True)
class Pairs:
    """What one edition compares with older ones."""

    pairs: tuple[Pair, ...] = ()
    """What has a page of its own."""
    others: tuple[Pair, ...] = ()
    """What is kept as data, and shown by a script."""
    pointers: tuple[Pointer, ...] = ()
    listed: tuple[str, ...] = ()
    """The ids of the documents of which it lists what they are compared with."""

    def steps(self, history: History) -> Mapping[str, Pair]:
        """Each document whose text is new in a history's newest snapshot, against what it was.

        By the ids of documents; what it was is the text that goes on in it.
        """
        newest = history.snapshots[-1] if history.snapshots else None
        found: dict[str, Pair] = {}
        for pair in self.pairs if newest else ():
            source = history.came_from(newest, pair.new.id) if newest else None
            if source and source.edition == pair.older:
                found[pair.new.id] = pair
        return found


Reader = Callable[["Snapshot", "Revision"], "Text"]
"""Gives the text of a document as a snapshot has it."""


def of_history(history: History, read: Reader) -> Pairs:
    """What the newest snapshot of a history compares with those before it."""
    newest, places = history.snapshots[-1], ComparedPlaces(history)
    by_name = {snapshot.name: snapshot for snapshot in history.snapshots}
    found: dict[bool, list[Pair]] = {True: [], False: []}
    pointers: list[Pointer] = []
    for name, revision in newest.documents.items():
        planned = places.of(newest, name)
        led = pointed(newest, planned)
        pointers.extend(Pointer(name, older, planned[older]) for older in led)
        for place in dict.fromkeys(filter(None, planned.values())):
            older = by_name[place.against]
            if place.at == newest.name and older.edition:
                old, new = read(older, older.documents[name]), read(newest, revision)
                compared = comparison.compare(old.document, new.document)
                found[place.is_whole].append(Pair(older.edition, old, new, compared))
    listed = (name for name in newest.documents if places.listed_at(newest, name) == newest.name)
    return Pairs(tuple(found[True]), tuple(found[False]), tuple(pointers), tuple(listed))
