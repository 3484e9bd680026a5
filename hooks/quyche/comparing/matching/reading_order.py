"""The order in which what became of two texts is read: the new one's, with what was removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quyche.comparing.matching.pairings import Group
    from quyche.texts.provisions import Document, Provision

Place = tuple[tuple[int, int, int], ...]
"""A path through the new text: at each level a position, and what was removed after it."""


def ordered(groups: Sequence[Group], old: Document | None, new: Document | None) -> list[Group]:
    """The groups in reading order of the new text.

    What was removed follows what stood before it among its neighbours, or begins what it stood in.
    """
    places: dict[str, Place] = {}
    _place_new(new.provisions if new else (), (), places)
    by_old = {unit.anchor: group for group in groups for unit in group.olds}
    removed: dict[str, Place] = {}
    _place_old(old.provisions if old else (), (), by_old, places, removed)
    return sorted(groups, key=lambda group: _place(group, places, removed))


def _place(group: Group, places: Mapping[str, Place], removed: Mapping[str, Place]) -> Place:
    return places[group.news[0].anchor] if group.news else removed[group.olds[0].anchor]


def _place_new(provisions: Sequence[Provision], around: Place, places: dict[str, Place]) -> None:
    for position, provision in enumerate(provisions):
        places[provision.anchor] = (*around, (position, 0, 0))
        _place_new(provision.children, places[provision.anchor], places)


def _place_old(
    provisions: Sequence[Provision],
    around: Place,
    by_old: Mapping[str, Group],
    places: Mapping[str, Place],
    removed: dict[str, Place],
) -> None:
    before: Place = (*around, (-1, 0, 0))
    for position, provision in enumerate(provisions, start=1):
        group = by_old[provision.anchor]
        if group.news:
            own = places[group.news[-1].anchor]
            before = before if group.is_moved else own
        else:
            own = (*before[:-1], (before[-1][0], 1, position))
            removed[provision.anchor] = own
        _place_old(provision.children, own, by_old, places, removed)
