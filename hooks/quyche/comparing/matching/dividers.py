"""Which chapters, sections and attachments of two documents are the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.matching.likeness import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.matching.subsequences import Pair
    from quyche.comparing.matching.units import MatchedUnit

_SHARED = 0.3
"""How much of the text of both must be the same articles."""
_HEADING = 0.5
"""What an equal heading counts, against a share of the text."""
_NUMBER = 0.1


def pair(
    olds: Sequence[MatchedUnit],
    news: Sequence[MatchedUnit],
    counterparts: Mapping[str, Iterable[str]],
) -> dict[Pair, float]:
    """Pair what divides two documents by what it contains, its heading and its number.

    Each pair with how sure it is. `counterparts` says which articles are the same ones, by anchors.
    """
    sizes = [_sizes(unit) for unit in news]
    totals = [sum(size.values()) for size in sizes]
    holders: dict[str, list[int]] = {}
    twins: dict[tuple[str, ...], list[int]] = {}
    for new, size in enumerate(sizes):
        twins.setdefault(news[new].heading, []).append(new)
        for anchor in size:
            holders.setdefault(anchor, []).append(new)
    found = []
    for old, unit in enumerate(olds):
        own = _sizes(unit)
        shared, total = _shared(own, counterparts, holders), sum(own.values())
        for new in {*shared, *nearest(twins.get(unit.heading, ()), old)}:
            if unit.kind is news[new].kind:
                both = total + totals[new]
                score = _score(unit, news[new], shared.get(new, 0) / both if both else 0)
                found.append((-score, abs(old - new), old, new))
    return dict(_greedy(sorted(found)))


def _shared(
    sizes: Mapping[str, int],
    counterparts: Mapping[str, Iterable[str]],
    holders: Mapping[str, Iterable[int]],
) -> dict[int, int]:
    """How many words each new divider shares: twice those of the articles that went into it."""
    shared: dict[int, int] = {}
    for anchor, size in sizes.items():
        for other in counterparts.get(anchor, ()):
            for place in holders.get(other, ()):
                shared[place] = shared.get(place, 0) + 2 * size
    return shared


def _score(old: MatchedUnit, new: MatchedUnit, shared: float) -> float:
    heading = _HEADING if old.heading and old.heading == new.heading else 0.0
    score = min(shared, 1.0) + heading
    return score + _NUMBER * (old.number == new.number) if score >= _SHARED else 0.0


def _greedy(found: Iterable[tuple[float, int, int, int]]) -> Iterator[tuple[Pair, float]]:
    olds: set[int] = set()
    news: set[int] = set()
    for score, _, old, new in found:
        if score < 0 and old not in olds and new not in news:
            olds.add(old)
            news.add(new)
            yield (old, new), round(min(-score, 1.0), 3)


def _sizes(unit: MatchedUnit) -> dict[str, int]:
    """The words of each article inside, under its anchor."""
    return {
        provision.anchor: len(provision.source.split())
        for provision in unit.provision.walk()
        if provision.kind.is_counted_through
        or (provision is not unit.provision and provision.kind.is_headed)
    }
