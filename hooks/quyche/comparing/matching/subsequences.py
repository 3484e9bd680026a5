"""What two sequences have in common in the same order, and what stays in order in one.

The longest common subsequence is found with the bit vectors of Hyyrö (2004), "Bit-parallel
LCS-length computation revisited": a row of the table is one integer, so that Python does the work
of a row in a few operations.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

Pair = tuple[int, int]

LARGEST_TABLE = 200_000_000
"""Bits of a table that is kept whole; a larger one is halved first (Hirschberg)."""


def length(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How long the longest common subsequence is."""
    start, end = _common_ends(old, new)
    inner = old[start : len(old) - end]
    row = _last_row(inner, new[start : len(new) - end])
    return start + end + len(inner) - row.bit_count()


def pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The positions of a longest common subsequence in both, in order."""
    start, end = _common_ends(old, new)
    inner = _pairs(old[start : len(old) - end], new[start : len(new) - end])
    head = [(position, position) for position in range(start)]
    tail = [(len(old) - left, len(new) - left) for left in range(end, 0, -1)]
    return [*head, *((start + one, start + other) for one, other in inner), *tail]


def _common_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pair:
    """How many items are the same at the beginning, and at the end of the rest."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    if not old or not new:
        return []
    if len(old) * len(new) > LARGEST_TABLE and len(new) > 1:
        return _halved(old, new)
    return _traced(list(_rows(old, new)), len(old))


def _last_row(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """The last row of the table of the two: a bit is 0 where the length grows."""
    places = _places(old)
    full = row = (1 << len(old)) - 1
    for item in new:
        if place := places.get(item):
            match = row & place
            row = (row + match) | (row - match)  # what is carried beyond the width does no harm
    return row & full


def _rows(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[int]:
    """For each item of `new` the row of the table."""
    places = _places(old)
    full = row = (1 << len(old)) - 1
    for item in new:
        match = row & places.get(item, 0)
        row = ((row + match) | (row - match)) & full
        yield row


def _places(items: Sequence[Hashable]) -> dict[Hashable, int]:
    """For each item where it stands, as bits."""
    places: dict[Hashable, int] = {}
    for position, item in enumerate(items):
        places[item] = places.get(item, 0) | 1 << position
    return places


def _traced(rows: Sequence[int], width: int) -> list[Pair]:
    """Walk back through the table from its end."""
    found: list[Pair] = []
    column, line = width, len(rows)
    while column and line:
        if rows[line - 1] >> (column - 1) & 1:
            column -= 1
            continue
        line -= 1
        if line and not rows[line - 1] >> (column - 1) & 1:
            continue
        column -= 1
        found.append((column, line))
    return found[::-1]


def _halved(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Cut `new` in the middle and `old` where both halves together have most in common."""
    middle = len(new) // 2
    before = _lengths(old, new[:middle])
    after = _lengths(old[::-1], new[middle:][::-1])[::-1]
    cut = max(range(len(old) + 1), key=lambda place: before[place] + after[place])
    rest = pairs(old[cut:], new[middle:])
    return [
        *pairs(old[:cut], new[:middle]),
        *((cut + one, middle + other) for one, other in rest),
    ]


def _lengths(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """The common length of each beginning of `old` with the whole of `new`."""
    row = _last_row(old, new)
    bits = bin(row | 1 << len(old))[:2:-1]
    return [0, *accumulate(bit == "0" for bit in bits)]


def in_order(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Which positions stay in increasing order if as few as possible are taken out.

    Of several such choices the one that keeps the greatest weight. Of equal places one is kept.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), start=1)}
    tree: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for position, place in enumerate(places):
        kept, weight, last = _best(tree, ranks[place] - 1)
        before.append(last)
        _raise(tree, ranks[place], (kept + 1, weight + weights[position], position))
    found: set[int] = set()
    position = _best(tree, len(ranks))[2]
    while position >= 0:
        found.add(position)
        position = before[position]
    return found


def _best(tree: Sequence[tuple[int, int, int]], rank: int) -> tuple[int, int, int]:
    best = tree[0]
    while rank:
        best = max(best, tree[rank])
        rank &= rank - 1
    return best


def _raise(tree: list[tuple[int, int, int]], rank: int, value: tuple[int, int, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], value)
        rank += rank & -rank
