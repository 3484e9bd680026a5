"""Stretches of a text, and whether others lie over them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Spans:
    """Stretches of a text by their beginnings and ends; asking costs little, however many."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        ends = [end for _, end in ordered]
        self._furthest = list(accumulate(ends, max)) if len(ends) > 1 else ends

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]]) -> Spans:
        """These; where there are none, as in most texts, always the same."""
        return cls(spans) if spans else _NONE

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with a stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start


_NONE = Spans(())
