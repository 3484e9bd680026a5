"""Which provisions of two documents are the same ones, from articles down to points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.comparing.matching import dividers, orders, own_texts
from quyche.comparing.matching.alignments import align
from quyche.comparing.matching.likeness import Index, likeness, may_be_alike
from quyche.comparing.matching.units import MatchedUnit, outer_units

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from quyche.texts.provisions import Document

_LEAST_WORDS = 9
_ALIKE = 0.8
"""How alike a clause must be to be found again in another article, and how long at least."""


@dataclass(frozen=True)
class Group:
    """Provisions of the old text and those of the new one that they are; one side may be empty."""

    olds: tuple[MatchedUnit, ...]
    news: tuple[MatchedUnit, ...]
    certainty: float | None = None
    """From 0 to 1; None where nothing was guessed."""
    is_moved: bool = False


def pair(old: Document | None, new: Document | None) -> list[Group]:
    """Group all provisions of two documents: each is in exactly one group.

    The documents exchanged give the same groups with their sides exchanged.
    """
    olds = list(outer_units(old)) if old else []
    news = list(outer_units(new)) if new else []
    if _rank(news) < _rank(olds):
        return [
            Group(group.news, group.olds, group.certainty, group.is_moved)
            for group in _paired(news, olds)
        ]
    return _paired(olds, news)


def _rank(units: Sequence[MatchedUnit]) -> tuple[int, list[tuple[str, ...]], list[str]]:
    """What decides which side is taken first; the same for the same text."""
    keys = [unit.keys for unit in units]
    return sum(map(len, keys)), keys, [unit.anchor for unit in units]


def _paired(olds: Sequence[MatchedUnit], news: Sequence[MatchedUnit]) -> list[Group]:
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


def _is_text(unit: MatchedUnit) -> bool:
    """Whether it is matched by what it says, not by what it contains."""
    if unit.kind.is_counted_through:
        return True
    return not any(child.kind.is_headed for child in unit.provision.children)


def _line(unit: MatchedUnit) -> int:
    return unit.provision.line


class _Pairing:
    """Groups while they are found."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.removed = _Rest()
        self.added = _Rest()

    def all_groups(self) -> list[Group]:
        removed = [Group((unit,), ()) for unit in self.removed.units()]
        return [*self.groups, *removed, *(Group((), (unit,)) for unit in self.added.units())]

    def pair(
        self, old_lists: Sequence[Sequence[MatchedUnit]], new_lists: Sequence[Sequence[MatchedUnit]]
    ) -> None:
        """Link lists of neighbours, and what is inside those that are linked."""
        olds = [unit for units in old_lists for unit in units]
        news = [unit for units in new_lists for unit in units]
        links = align(olds, news)
        in_order = orders.links_in_order(
            links, olds, orders.lists(old_lists), orders.lists(new_lists)
        )
        for place, link in enumerate(links):
            self._add(
                Group(
                    tuple(olds[old] for old in link.olds),
                    tuple(news[new] for new in link.news),
                    link.certainty,
                    place not in in_order,
                )
            )
        self.removed.add_others(olds, {old for link in links for old in link.olds})
        self.added.add_others(news, {new for link in links for new in link.news})

    def _add(self, plain: Group) -> None:
        group = _with_clause(plain)
        self.groups.append(group)
        olds = _inside(group.olds)
        news = _inside(group.news)
        if any(olds) or any(news):
            self.pair(olds, news)

    def pair_dividers(self, olds: Sequence[MatchedUnit], news: Sequence[MatchedUnit]) -> None:
        """Pair chapters and the like, with those that hold no article and were not found alike."""
        olds = sorted([*olds, *self.removed.take_dividers()], key=_line)
        news = sorted([*news, *self.added.take_dividers()], key=_line)
        counterparts = {
            unit.anchor: [new.anchor for new in group.news]
            for group in self.groups
            for unit in group.olds
        }
        found = dividers.pair(olds, news, counterparts)
        pairs = sorted(found)
        moved = orders.moved(pairs, olds)
        for old, new in pairs:
            is_same = olds[old].keys == news[new].keys
            certainty = None if is_same else found[old, new]
            self._add(Group((olds[old],), (news[new],), certainty, (old, new) in moved))
        self.removed.add_others(olds, {old for old, _ in pairs})
        self.added.add_others(news, {new for _, new in pairs})

    def pair_strays(self) -> None:
        """Find clauses and points again that went into another article."""
        olds = [unit for unit in self.removed.units() if _may_stray(unit)]
        news = [unit for unit in self.added.units() if _may_stray(unit)]
        if not olds or not news:
            return
        index = Index(news)
        found = []
        for old, unit in enumerate(olds):
            for new in index.nearest(unit):
                if unit.kind is not news[new].kind or not may_be_alike(unit, news[new], _ALIKE):
                    continue
                if (alike := likeness(unit, news[new])) >= _ALIKE:
                    found.append((-alike, -len(unit.words), abs(old - new), old, new))
        for score, _, _, old, new in sorted(found):
            self._move(olds[old], news[new], -score)

    def _move(self, old: MatchedUnit, new: MatchedUnit, alike: float) -> None:
        """Group the two, unless they or what they are part of were grouped already."""
        if self.removed.has(old) and self.added.has(new):
            self.removed.take(old)
            self.added.take(new)
            certainty = None if old.keys == new.keys else round(alike, 3)
            self._add(Group((old,), (new,), certainty, is_moved=True))


class _Rest:
    """The units of one side that nothing was found for."""

    def __init__(self) -> None:
        self._units: dict[int, MatchedUnit] = {}

    def units(self) -> list[MatchedUnit]:
        return list(self._units.values())

    def add_others(self, units: Sequence[MatchedUnit], found: Container[int]) -> None:
        """Add those of a list that were not found, with what is inside them."""
        for place, unit in enumerate(units):
            if place not in found:
                self._units.update({id(part): part for part in unit.walk()})

    def has(self, unit: MatchedUnit) -> bool:
        """Whether a unit is here with everything inside it."""
        return all(id(part) in self._units for part in unit.walk())

    def take(self, unit: MatchedUnit) -> None:
        for part in unit.walk():
            del self._units[id(part)]

    def take_dividers(self) -> list[MatchedUnit]:
        """Take out what is headed and neither an article nor a task."""
        headed = (unit for unit in self.units() if unit.kind.is_headed)
        taken = [unit for unit in headed if not unit.kind.is_counted_through]
        for unit in taken:
            self.take(unit)
        return taken


def _with_clause(group: Group) -> Group:
    """The group with the clause that the text of an article became, or that became its text."""
    if group.certainty is None or len(group.olds) != 1 or len(group.news) != 1:
        return group
    (old,), (new,) = group.olds, group.news
    if became := own_texts.clause_of(old, new):
        return replace(group, news=(new, became[0]), certainty=min(group.certainty, became[1]))
    if came := own_texts.clause_of(new, old):
        return replace(group, olds=(old, came[0]), certainty=min(group.certainty, came[1]))
    return group


def _inside(units: Sequence[MatchedUnit]) -> list[list[MatchedUnit]]:
    """What is inside each unit and is not one of them itself."""
    return [[child for child in unit.children if child not in units] for unit in units]


def _may_stray(unit: MatchedUnit) -> bool:
    return not unit.kind.is_headed and len(unit.words) >= _LEAST_WORDS
