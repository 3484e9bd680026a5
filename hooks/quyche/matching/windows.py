"""Where a provision without a counterpart stands among those that have one."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.matching import subsequences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.matching.subsequences import Pair

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
                inside = [new for new in free if bounds[0] < new < bounds[1]]
                yield from ((old, new) for new in inside if len(inside) <= _FEW)
