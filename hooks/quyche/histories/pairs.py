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
    from quyche.editions.history import History, Revision, Snapshot
    from quyche.editions.ledgers import Edition


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


Reader = Callable[["Snapshot", "Revision"], "Text"]
"""Gives the text of a document as a snapshot has it."""


def of_history(history: History, read: Reader) -> Pairs:
    """The pairs of the newest snapshot of a history with all before it."""
    *older, newest = history.snapshots
    pairs: list[Pair] = []
    pointers: list[Pointer] = []
    for name, revision in newest.documents.items():
        for snapshot, pointer in _planned(name, older, newest):
            if pointer:
                pointers.append(pointer)
            elif snapshot.edition:
                old, new = read(snapshot, snapshot.documents[name]), read(newest, revision)
                compared = comparison.compare(old.document, new.document)
                pairs.append(Pair(snapshot.edition, old, new, compared))
    return Pairs(tuple(pairs), tuple(pointers))


def _planned(
    name: str, older: Sequence[Snapshot], newest: Snapshot
) -> Iterator[tuple[Snapshot, Pointer | None]]:
    """The older snapshots that have a document, newest first; with a pointer or to be compared."""
    having = [snapshot for snapshot in reversed(older) if name in snapshot.documents]
    own = newest.documents[name].body
    first = _first_of_run(name, older, newest)
    compared: dict[str, str] = {}
    for snapshot in having:
        body, edition = snapshot.documents[name].body, snapshot.name
        if body == own:
            yield snapshot, Pointer(name, edition)
        elif first is not newest:
            yield snapshot, Pointer(name, edition, first.name, edition)
        elif body in compared:
            yield snapshot, Pointer(name, edition, newest.name, compared[body])
        else:
            compared[body] = edition
            yield snapshot, None


def _first_of_run(name: str, older: Sequence[Snapshot], newest: Snapshot) -> Snapshot:
    """The edition since which the document has the text that the newest one has."""
    first = newest
    for snapshot in reversed(older):
        revision = snapshot.documents.get(name)
        if revision is None or revision.body != newest.documents[name].body:
            break
        first = snapshot
    return first
