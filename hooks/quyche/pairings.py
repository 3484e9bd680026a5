"""Which provisions of two documents are the same ones, from articles down to points."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from quyche import dividers, subsequences
from quyche.addresses import Kind
from quyche.alignments import align
from quyche.likeness import Index, likeness
from quyche.units import Unit, headed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quyche.alignments import Link
    from quyche.provisions import Document
    from quyche.subsequences import Pair

_LEAST_WORDS = 9
_ALIKE = 0.8
"""How alike a clause must be to be found again in another article, and how long at least."""


@dataclass(frozen=True)
class Group:
    """Provisions of the old text and those of the new one that they are; one side may be empty."""

    olds: tuple[Unit, ...]
    news: tuple[Unit, ...]
    certainty: float | None = None
    """From 0 to 1; None where nothing was guessed."""
    is_moved: bool = False


def pair(old: Document | None, new: Document | None) -> list[Group]:
    """Group all provisions of two documents: each is in exactly one group.

    The documents exchanged give the same groups with their sides exchanged.
    """
    olds = list(headed(old.walk())) if old else []
    news = list(headed(new.walk())) if new else []
    if _rank(news) < _rank(olds):
        return [
            Group(group.news, group.olds, group.certainty, group.is_moved)
            for group in _paired(news, olds)
        ]
    return _paired(olds, news)


def _rank(units: Sequence[Unit]) -> tuple[int, list[tuple[str, ...]], list[str]]:
    """What decides which side is taken first; the same for the same text."""
    keys = [unit.keys for unit in units]
    return sum(map(len, keys)), keys, [unit.anchor for unit in units]


def _paired(olds: Sequence[Unit], news: Sequence[Unit]) -> list[Group]:
    pairing = _Pairing()
    pairing.pair(
        [[unit for unit in olds if _is_text(unit)]],
        [[unit for unit in news if _is_text(unit)]],
    )
    pairing.pair_dividers(
        [unit for unit in olds if not _is_text(unit)],
        [unit for unit in news if not _is_text(unit)],
    )
    pairing.pair_strays()
    return pairing.all_groups()


def _is_text(unit: Unit) -> bool:
    """Whether it is matched by what it says, not by what it contains."""
    if unit.kind in {Kind.ARTICLE, Kind.TASK}:
        return True
    return not any(child.kind.is_headed for child in unit.provision.children)


def _line(unit: Unit) -> int:
    return unit.provision.line


class _Pairing:
    """Groups while they are found."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.removed: list[Unit] = []
        self.added: list[Unit] = []

    def all_groups(self) -> list[Group]:
        removed = [Group((unit,), ()) for unit in self.removed]
        return [*self.groups, *removed, *(Group((), (unit,)) for unit in self.added)]

    def pair(
        self, old_lists: Sequence[Sequence[Unit]], new_lists: Sequence[Sequence[Unit]]
    ) -> None:
        """Link lists of neighbours, and what is inside those that are linked."""
        olds = [unit for units in old_lists for unit in units]
        news = [unit for units in new_lists for unit in units]
        links = align(olds, news)
        in_order = _in_order(links, olds, _lists(old_lists), _lists(new_lists))
        for place, link in enumerate(links):
            self._add(
                Group(
                    tuple(olds[old] for old in link.olds),
                    tuple(news[new] for new in link.news),
                    link.certainty,
                    place not in in_order,
                )
            )
        linked_olds = {old for link in links for old in link.olds}
        linked_news = {new for link in links for new in link.news}
        for old, unit in enumerate(olds):
            self.removed.extend(unit.walk() if old not in linked_olds else ())
        for new, unit in enumerate(news):
            self.added.extend(unit.walk() if new not in linked_news else ())

    def _add(self, group: Group) -> None:
        self.groups.append(group)
        olds = [unit.children for unit in group.olds]
        news = [unit.children for unit in group.news]
        if any(olds) or any(news):
            self.pair(olds, news)

    def pair_dividers(self, olds: Sequence[Unit], news: Sequence[Unit]) -> None:
        """Pair chapters and the like, with those that hold no article and were not found alike."""
        olds = sorted([*olds, *self._take(self.removed)], key=_line)
        news = sorted([*news, *self._take(self.added)], key=_line)
        counterparts = {
            unit.anchor: [new.anchor for new in group.news]
            for group in self.groups
            for unit in group.olds
        }
        found = dividers.pair(olds, news, counterparts)
        pairs = sorted(found)
        moved = _moved_dividers(pairs, olds)
        for old, new in pairs:
            is_same = olds[old].keys == news[new].keys
            certainty = None if is_same else found[old, new]
            self._add(Group((olds[old],), (news[new],), certainty, (old, new) in moved))
        self._leave(olds, {old for old, _ in pairs}, self.removed)
        self._leave(news, {new for _, new in pairs}, self.added)

    @staticmethod
    def _take(units: list[Unit]) -> list[Unit]:
        """Take what divides out of a list, with the clauses directly inside it."""
        taken = [
            unit
            for unit in units
            if unit.kind.is_headed and unit.kind not in {Kind.ARTICLE, Kind.TASK}
        ]
        inside = {id(part) for unit in taken for part in unit.walk()}
        units[:] = [unit for unit in units if id(unit) not in inside]
        return taken

    @staticmethod
    def _leave(units: Iterable[Unit], paired: set[int], rest: list[Unit]) -> None:
        for place, unit in enumerate(units):
            rest.extend(unit.walk() if place not in paired else ())

    def pair_strays(self) -> None:
        """Find clauses and points again that went into another article."""
        olds = [unit for unit in self.removed if _may_stray(unit)]
        news = [unit for unit in self.added if _may_stray(unit)]
        if not olds or not news:
            return
        index = Index(news)
        found = []
        for old, unit in enumerate(olds):
            for new in index.nearest(unit):
                alike = likeness(unit, news[new]) if unit.kind is news[new].kind else 0
                if alike >= _ALIKE:
                    found.append((-alike, -len(unit.words), abs(old - new), old, new))
        for score, _, _, old, new in sorted(found):
            self._move(olds[old], news[new], -score)

    def _move(self, old: Unit, new: Unit, alike: float) -> None:
        """Group the two, unless they or what they are part of were grouped already."""
        gone = {id(unit) for unit in self.removed}
        come = {id(unit) for unit in self.added}
        inside_old, inside_new = {*map(id, old.walk())}, {*map(id, new.walk())}
        if not (inside_old <= gone and inside_new <= come):
            return
        self.removed = [unit for unit in self.removed if id(unit) not in inside_old]
        self.added = [unit for unit in self.added if id(unit) not in inside_new]
        certainty = None if old.keys == new.keys else round(alike, 3)
        self._add(Group((old,), (new,), certainty, is_moved=True))


def _may_stray(unit: Unit) -> bool:
    return not unit.kind.is_headed and len(unit.words) >= _LEAST_WORDS


def _lists(lists: Sequence[Sequence[Unit]]) -> list[int]:
    """For each unit of the lists joined the list it stands in."""
    return [number for number, units in enumerate(lists) for _ in units]


def _in_order(
    links: Sequence[Link], olds: Sequence[Unit], origins: Sequence[int], targets: Sequence[int]
) -> set[int]:
    """Which links keep the order of their neighbours.

    Neighbours are those that come from the same provision and stand in the same one. A link with
    several provisions keeps it if one of them does.
    """
    neighbours: dict[Pair, list[tuple[int, int, int]]] = {}
    for place, link in enumerate(links):
        for old, new in product(link.olds, link.news):
            around = neighbours.setdefault((origins[old], targets[new]), [])
            around.append((old, -new, place))
    kept: set[int] = set()
    for around in neighbours.values():
        around.sort()
        weights = [len(olds[old].words) for old, _, _ in around]
        order = subsequences.in_order([-new for _, new, _ in around], weights)
        kept.update(around[place][2] for place in order)
    return kept


def _moved_dividers(pairs: Sequence[Pair], olds: Sequence[Unit]) -> set[Pair]:
    """Those out of the order of others of their kind."""
    moved: set[Pair] = set()
    for kind in Kind:
        same = [one for one in pairs if olds[one[0]].kind is kind]
        kept = subsequences.in_order([new for _, new in same], [1] * len(same))
        moved.update(one for place, one in enumerate(same) if place not in kept)
    return moved
