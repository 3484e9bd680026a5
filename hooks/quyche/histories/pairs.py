"""Which revisions of a document are compared in which edition, so that none are twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing import comparison, synopses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.comparing.comparison import Comparison
    from quyche.comparing.synopses import Synopsis
    from quyche.corpus.texts import Text
    from quyche.editions.history import History, Snapshot
    from quyche.editions.ledgers import Edition
    from quyche.editions.revisions import Revision


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
    """A pair that is compared elsewhere: in the edition and against the one named here.

    Both editions carry the same texts as those asked for. No name means that the two texts are one.
    """

    document: str
    older: str
    at: str = ""
    against: str = ""


@dataclass(frozen=True)
class Pairs:
    """All pairs of one edition with every older one."""

    pairs: tuple[Pair, ...] = ()
    pointers: tuple[Pointer, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that have a pair."""
        compared = [pair.new.id for pair in self.pairs]
        pointed = [pointer.document for pointer in self.pointers]
        return tuple(dict.fromkeys((*compared, *pointed)))

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
    """The pairs of the newest snapshot of a history with all before it."""
    newest = history.snapshots[-1]
    pairs: list[Pair] = []
    pointers: list[Pointer] = []
    for name, revision in newest.documents.items():
        for snapshot, pointer in _planned(name, history):
            if pointer:
                pointers.append(pointer)
            elif snapshot.edition:
                old, new = read(snapshot, snapshot.documents[name]), read(newest, revision)
                compared = comparison.compare(old.document, new.document)
                pairs.append(Pair(snapshot.edition, old, new, compared))
    return Pairs(tuple(pairs), tuple(pointers))


def _planned(name: str, history: History) -> Iterator[tuple[Snapshot, Pointer | None]]:
    """The older snapshots that have a document, newest first; with a pointer or to be compared.

    Of editions with one text that comes first which brought it.
    """
    newest, older = history.snapshots[-1], history.snapshots[:-1]
    having = [snapshot for snapshot in reversed(older) if name in snapshot.documents]
    own = newest.documents[name].body
    run = tuple(_run(name, history))
    compared: dict[str, str] = {}
    for snapshot in sorted(having, key=lambda one: not one.moves(name)):
        body, edition = snapshot.documents[name].body, snapshot.name
        place = _place_of(name, snapshot, run)
        if body == own:
            yield snapshot, Pointer(name, edition)
        elif place is not newest and snapshot in history.before(place):
            yield snapshot, Pointer(name, edition, place.name, edition)
        elif place is not newest:  # of another round, and compared with this text there
            yield snapshot, Pointer(name, edition, edition, place.name)
        elif body in compared:
            yield snapshot, Pointer(name, edition, newest.name, compared[body])
        else:
            compared[body] = edition
            yield snapshot, None


def _run(name: str, history: History) -> Iterator[Snapshot]:
    """The editions that had the text of the newest one in a row, newest first."""
    first: Snapshot | None = history.snapshots[-1]
    own = history.snapshots[-1].documents[name].body
    while first and first.documents[name].body == own:
        yield first
        first = history.came_from(first, name)


def _place_of(name: str, older: Snapshot, run: Sequence[Snapshot]) -> Snapshot:
    """Of editions with one text, that in which it is compared with an older one.

    That is the first. What was in force before is compared with what took its place: readers of
    an adopted text are not sent to its last draft, which would send them back.
    """
    adopted = [one for one in run if one.documents[name].is_adopted]
    return adopted[-1] if adopted and older.documents[name].is_adopted else run[-1]
