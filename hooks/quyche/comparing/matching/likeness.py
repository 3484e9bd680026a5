"""How alike two provisions are, and which of many are worth asking that of."""

from __future__ import annotations

from bisect import bisect_left
from heapq import nlargest
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from quyche.comparing.matching import subsequences
from quyche.language.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from quyche.comparing.matching.units import MatchedUnit

_MOST_HOLDERS = 24
"""What more provisions than this contain tells nothing, and would make the cost quadratic."""
_NEAREST = 5


def likeness(old: MatchedUnit, new: MatchedUnit) -> float:
    """From 0 to 1: twice the words both have in the same order, against the words of both.

    Every task has the same fields and much the same bodies in them: its heading tells which it is.
    """
    whole = alike(old.words, new.words)
    if old.kind is Kind.TASK and new.kind is Kind.TASK and old.heading and new.heading:
        return (2 * headings_alike(old, new) + whole) / 3
    return whole


def headings_alike(old: MatchedUnit, new: MatchedUnit) -> float:
    """The same of their headings."""
    return alike(old.heading, new.heading)


def alike(old: Sequence[str], new: Sequence[str]) -> float:
    """The same of two texts, given as words."""
    total = len(old) + len(new)
    return 2 * subsequences.length(old, new) / total if total else 0.0


def may_be_alike(old: MatchedUnit, new: MatchedUnit, least: float) -> bool:
    """Whether two provisions could be as alike as that, by the numbers of their words alone."""
    fewer, more = sorted((len(old.words), len(new.words)))
    if old.kind is Kind.TASK or not more:
        return True
    return 2 * fewer / (fewer + more) >= least


def share(part: MatchedUnit, others: AbstractSet[tuple[str, str]]) -> float:
    """From 0 to 1: how many of the pairs of neighbouring words of a provision a text has.

    With its heading, which may be new, or without it; a task is nothing without its heading.
    """
    found = max(_share(part.body, others), _share(part.words, others))
    return min(found, _share(part.heading, others)) if part.kind is Kind.TASK else found


def _share(part: Sequence[str], others: AbstractSet[tuple[str, str]]) -> float:
    pairs = set(pairwise(part))
    return len(pairs & others) / len(pairs) if pairs else 0.0


def nearest(places: Sequence[int], wanted: int) -> Sequence[int]:
    """Of ascending places those that are nearest to another, no more than tell something."""
    if len(places) <= _MOST_HOLDERS:
        return places
    middle = bisect_left(places, wanted)
    first = max(0, min(middle - _MOST_HOLDERS // 2, len(places) - _MOST_HOLDERS))
    return places[first : first + _MOST_HOLDERS]


class Index:
    """Provisions under their rare words and pairs of words."""

    def __init__(self, units: Sequence[MatchedUnit]) -> None:
        holders: dict[object, list[int]] = {}
        for place, unit in enumerate(units):
            for feature in _features(unit):
                holders.setdefault(feature, []).append(place)
        self._weights = {
            feature: round(1000 * log(1 + len(units) / len(places)))
            for feature, places in holders.items()
            if len(places) <= _MOST_HOLDERS
        }
        self._holders = holders

    def nearest(self, unit: MatchedUnit) -> list[int]:
        """The places of those that share the most rare words with it."""
        scores: dict[int, int] = {}
        for feature in _features(unit) & self._weights.keys():
            weight = self._weights[feature]
            for place in self._holders[feature]:
                scores[place] = scores.get(place, 0) + weight
        return nlargest(_NEAREST, scores, key=lambda place: (scores[place], -place))


def _features(unit: MatchedUnit) -> set[object]:
    return {*unit.words, *pairwise(unit.words)}
