"""What keeps the order of its neighbours from one text to the other, and what was moved."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from quyche.comparing.matching import subsequences
from quyche.language.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.comparing.matching.alignments import Link
    from quyche.comparing.matching.subsequences import Pair
    from quyche.comparing.matching.units import MatchedUnit


def lists(lists: Sequence[Sequence[MatchedUnit]]) -> list[int]:
    """For each unit of the lists joined the list it stands in."""
    return [number for number, units in enumerate(lists) for _ in units]


def links_in_order(
    links: Sequence[Link],
    olds: Sequence[MatchedUnit],
    origins: Sequence[int],
    targets: Sequence[int],
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


def moved(pairs: Sequence[Pair], olds: Sequence[MatchedUnit]) -> set[Pair]:
    """Those out of the order of others of their kind."""
    found: set[Pair] = set()
    for kind in Kind:
        same = [one for one in pairs if olds[one[0]].kind is kind]
        kept = subsequences.in_order([new for _, new in same], [1] * len(same))
        found.update(one for place, one in enumerate(same) if place not in kept)
    return found
