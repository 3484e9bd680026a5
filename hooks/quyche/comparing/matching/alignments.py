"""Which provisions of two lists are the same ones: by content, by number, by likeness."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.comparing.matching import subsequences
from quyche.comparing.matching.likeness import (
    Index,
    headings_alike,
    likeness,
    may_be_alike,
    nearest,
    share,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from quyche.comparing.matching.subsequences import Pair
    from quyche.comparing.matching.units import MatchedUnit

    Words = tuple[str, str]
    """Two words that stand beside each other."""


_FEW = 100
"""Up to so many pairs are all looked at; above, only those that share rare words."""
_FEW_TWINS = 3
_ALIKE = 0.5
_ALIKE_AND_SUPPORTED = 0.3
_ALIKE_AND_PLACED = 0.4
_ALIKE_AND_HEADED = 0.2
_NEVER = 2.0
_WELL_SUPPORTED = 1.5
_SHORT = 12
_TINY = 8
_BONUS = 0.1
_PIECE = 0.6
"""How much of a provision must come from another one that it was split from or merged into."""
_MOST_PIECES = 24


@dataclass(frozen=True)
class Link:
    """Provisions of the old list and those of the new one that they became."""

    olds: tuple[int, ...]
    news: tuple[int, ...]
    main: Pair
    """The two that have most in common."""
    certainty: float | None
    """None where the text is the same."""


def align(olds: Sequence[MatchedUnit], news: Sequence[MatchedUnit]) -> list[Link]:
    """Link the provisions of two lists; each is in at most one link.

    A link has one provision on one side at least. What is in no link was removed or added.
    """
    alignment = _Alignment(olds, news)
    alignment.match_exact()
    alignment.match_alike(strong=True)
    alignment.match_alike(strong=False)
    alignment.match_headings()
    alignment.match_in_place()
    alignment.split()
    mirror = alignment.mirrored()
    mirror.split()
    return mirror.mirrored().links()


@dataclass
class _Alignment:
    """The links found so far."""

    olds: Sequence[MatchedUnit]
    news: Sequence[MatchedUnit]
    pairs: dict[int, int] = field(default_factory=dict)
    """Old to new."""
    likenesses: dict[Pair, float] = field(default_factory=dict)
    certainties: dict[int, float] = field(default_factory=dict)
    """Of the old ones whose text is not the same."""
    pieces: dict[int, list[int]] = field(default_factory=dict)
    """More new ones that came from an old one."""
    origins: dict[int, list[int]] = field(default_factory=dict)
    """More old ones that went into a new one."""

    def mirrored(self) -> _Alignment:
        """The same with old and new exchanged."""
        return _Alignment(
            self.news,
            self.olds,
            {new: old for old, new in self.pairs.items()},
            {},
            {self.pairs[old]: value for old, value in self.certainties.items()},
            self.origins,
            self.pieces,
        )

    def links(self) -> list[Link]:
        found = []
        for old, new in sorted(self.pairs.items()):
            news = tuple(sorted((new, *self.pieces.get(old, ()))))
            olds = tuple(sorted((old, *self.origins.get(new, ()))))
            found.append(Link(olds, news, (old, new), self.certainties.get(old)))
        return found

    def free_olds(self) -> list[int]:
        taken = {*self.pairs, *(old for olds in self.origins.values() for old in olds)}
        return [position for position in range(len(self.olds)) if position not in taken]

    def free_news(self) -> list[int]:
        taken = {*self.pairs.values(), *(new for news in self.pieces.values() for new in news)}
        return [position for position in range(len(self.news)) if position not in taken]

    # The same text

    def match_exact(self) -> None:
        """Pair what has the same text: as many as possible in order, then the rest."""
        olds = [unit.keys for unit in self.olds]
        news = [unit.keys for unit in self.news]
        self.pairs.update(subsequences.pairs(olds, news))
        waiting: dict[tuple[str, ...], deque[int]] = {}
        for new in self.free_news():
            waiting.setdefault(news[new], deque()).append(new)
        for old in self.free_olds():
            left = waiting.get(olds[old])
            if left and not self._are_short(old, left[0]):
                self.pairs[old] = left.popleft()

    # Alike

    def match_alike(self, *, strong: bool) -> None:
        """Pair what is alike, the most alike first; weakly only where more speaks for it."""
        window = Window(self.pairs, len(self.olds), len(self.news))
        found: list[tuple[float, int, int, int, float]] = []
        for old, new in self._candidates(window):
            support = self._support(old, new, window)
            least = self._least(old, new, support, strong=strong)
            alike = self._likeness(old, new, least)
            if alike >= least:
                # The words of a short text tell less, its number and place tell more.
                bonus = support * (2 * _BONUS if self._are_short(old, new) else _BONUS)
                certainty = _certainty(alike, support)
                found.append((-alike - bonus, abs(old - new), old, new, certainty))
        taken: set[int] = set()
        for _, _, old, new, certainty in sorted(found):
            if old not in self.pairs and new not in taken:
                taken.add(new)
                self._pair(old, new, certainty)

    def _pair(self, old: int, new: int, certainty: float) -> None:
        self.pairs[old] = new
        if self.olds[old].keys != self.news[new].keys:
            self.certainties[old] = certainty

    def _are_short(self, old: int, new: int, most: int = _SHORT) -> bool:
        return max(len(self.olds[old].words), len(self.news[new].words)) <= most

    def _likeness(self, old: int, new: int, least: float = 0.0) -> float:
        """How alike the two are; 0 where they cannot be as alike as that."""
        if not may_be_alike(self.olds[old], self.news[new], least):
            return 0.0
        if (old, new) not in self.likenesses:
            self.likenesses[old, new] = likeness(self.olds[old], self.news[new])
        return self.likenesses[old, new]

    def match_headings(self) -> None:
        """Pair what alone is left with a heading, however little of what stands below is the same.

        A heading of one word, or one in another attachment, tells that in the same place alone.
        """
        window = Window(self.pairs, len(self.olds), len(self.news))
        news = _alone(self.free_news(), self.news)
        for key, old in _alone(self.free_olds(), self.olds).items():
            new = news.get(key, -1)
            if new < 0:
                continue
            one, other = self.olds[old], self.news[new]
            is_telling = len(one.heading) > 1 and one.number[0] == other.number[0]
            if is_telling or window.fits(old, new):
                support = self._support(old, new, window)
                self._pair(old, new, _certainty(self._likeness(old, new), support))

    def match_in_place(self) -> None:
        """Pair clauses and points of a few words with the same number in the same place."""
        window = Window(self.pairs, len(self.olds), len(self.news))
        numbers = {self.news[new].number: new for new in reversed(self.free_news())}
        for old in self.free_olds():
            unit = self.olds[old]
            new = numbers.get(unit.number, -1)
            if new < 0 or unit.kind.is_headed or not window.fits(old, new):
                continue
            if unit.kind is self.news[new].kind and self._are_short(old, new, _TINY):
                del numbers[unit.number]
                self._pair(old, new, _certainty(self._likeness(old, new), support=2))

    def _candidates(self, window: Window) -> Iterator[Pair]:
        olds, news = self.free_olds(), self.free_news()
        if len(olds) * len(news) <= _FEW:
            yield from ((old, new) for old in olds for new in news)
            return
        found = {(old, new) for old, new in self._named_alike(olds, news)}
        found.update(window.singles(olds, news))
        index = Index([self.news[new] for new in news])
        for old in olds:
            found.update((old, news[place]) for place in index.nearest(self.olds[old]))
        yield from sorted(found)

    def _named_alike(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[Pair]:
        """Pairs with the same number, or with a heading that few have."""
        numbers: dict[tuple[str, str], list[int]] = {}
        headings: dict[tuple[str, ...], list[int]] = {}
        for new in news:
            numbers.setdefault(self.news[new].number, []).append(new)
            headings.setdefault(self.news[new].heading, []).append(new)
        for old in olds:
            unit = self.olds[old]
            yield from ((old, new) for new in nearest(numbers.get(unit.number, ()), old))
            if unit.heading and len(same := headings.get(unit.heading, ())) <= _FEW_TWINS:
                yield from ((old, new) for new in same)

    def _support(self, old: int, new: int, window: Window) -> float:
        """What else speaks for a pair: number, heading and place; each counts up to 1."""
        one, other = self.olds[old], self.news[new]
        has_place = (one.number == other.number) + window.fits(old, new)
        return has_place + headings_alike(one, other)

    def _least(self, old: int, new: int, support: float, *, strong: bool) -> float:
        """How alike the two must be."""
        one, other = self.olds[old], self.news[new]
        if one.kind is not other.kind:
            return _NEVER
        if strong or support < 1:
            return _ALIKE
        if len(one.heading) > 1 and one.heading == other.heading:
            return _ALIKE_AND_HEADED
        return _ALIKE_AND_SUPPORTED if support >= _WELL_SUPPORTED else _ALIKE_AND_PLACED

    # Splits

    def split(self) -> None:
        """Give each new provision that nothing was paired with to the old one it was cut from."""
        free = self.free_news()
        hosts = [*self.free_olds(), *(old for old in self.certainties if self._may_be_split(old))]
        if not free or not hosts:
            return
        index = Index([self.olds[old] for old in hosts])
        rests: dict[int, AbstractSet[Words]] = {}
        for new in free:
            unit = self.news[new]
            near = [hosts[place] for place in index.nearest(unit)]
            near = [old for old in near if self._may_give(old, unit)]
            rests.update({old: self._rest(old) for old in near if old not in rests})
            shares = [(share(unit, rests[old]), -old) for old in near]
            part, mirrored = max(shares, default=(0.0, 0))
            if part >= _PIECE:
                self._add_piece(-mirrored, new, part)
                del rests[-mirrored]

    def _may_be_split(self, old: int) -> bool:
        return not self.origins.get(self.pairs[old])

    def _may_give(self, old: int, unit: MatchedUnit) -> bool:
        """Whether an old provision may be cut into one more piece; nobody cuts one into many."""
        is_whole = len(self.pieces.get(old, ())) < _MOST_PIECES
        return is_whole and self.olds[old].kind is unit.kind

    def _rest(self, old: int) -> AbstractSet[Words]:
        """The neighbouring words of an old provision that went into no new one yet."""
        words = self.olds[old].words
        news = [*([self.pairs[old]] if old in self.pairs else ()), *self.pieces.get(old, ())]
        went = [word for new in sorted(news) for word in self.news[new].words]
        kept = {place for place, _ in subsequences.pairs(words, went)}
        return set(pairwise(word for place, word in enumerate(words) if place not in kept))

    def _add_piece(self, old: int, new: int, part: float) -> None:
        if old in self.pairs:
            self.pieces.setdefault(old, []).append(new)
        else:
            self.pairs[old] = new
        self.certainties[old] = min(self.certainties.get(old, 1.0), round(part, 3))


def _alone(places: Sequence[int], units: Sequence[MatchedUnit]) -> Mapping[object, int]:
    """Of some units those whose heading no other of them has, by kind and heading."""
    found: dict[object, list[int]] = {}
    for place in places:
        if units[place].heading:
            found.setdefault((units[place].kind, units[place].heading), []).append(place)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def _certainty(alike: float, support: float) -> float:
    """How sure a pair is, from its likeness and from what else speaks for it."""
    return round(1 - (1 - alike) * (1 - support / 4), 3)


_FEW = 3


class Window:
    """Between which pairs a provision stands, on both sides."""

    def __init__(self, pairs: Mapping[int, int], olds: int, news: int) -> None:
        kept = sorted(pairs.items())
        order = subsequences.in_order([new for _, new in kept], [1] * len(kept))
        fixed = [(-1, -1), *(kept[place] for place in sorted(order)), (olds, news)]
        self._bounds: dict[int, Pair] = {}
        for (old, new), (next_old, next_new) in pairwise(fixed):
            for between in range(old + 1, next_old):
                self._bounds[between] = (new, next_new)

    def fits(self, old: int, new: int) -> bool:
        """Whether pairing them keeps the order of all pairs so far."""
        low, high = self._bounds.get(old, (0, -1))
        return low < new < high

    def singles(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[Pair]:
        """Pairs that are alone in the same gap."""
        gaps = Counter(self._bounds.get(old) for old in olds)
        free = sorted(news)
        for old in olds:
            bounds = self._bounds.get(old)
            if bounds and gaps[bounds] == 1:
                first, last = bisect_right(free, bounds[0]), bisect_left(free, bounds[1])
                if last - first <= _FEW:
                    yield from ((old, new) for new in free[first:last])
