"""What changed documents mean for others: who gains and who loses.

Base is how the documents were, head how they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.register.entries import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quyche.governance.governance import Governance, Governing
    from quyche.histories.tracks import Tracks
    from quyche.register.entries import Entry
    from quyche.register.register import Register
    from quyche.reviews.namings import Naming
    from quyche.texts.addresses import Address


@dataclass(frozen=True)
class Governed:
    """A provision and how it governs a body or role: in no special way where there is no aspect."""

    provision: Address
    aspects: tuple[str, ...]


@dataclass(frozen=True)
class Balance:
    """What a body or role gains and loses."""

    entry: Entry
    is_new: bool
    """Whether the register of the base does not have it."""
    is_gone: bool
    gained: tuple[Governed, ...]
    """Provisions of the head."""
    lost: tuple[Governed, ...]
    """Provisions of the base."""


def balances(
    base: tuple[Register, Governance],
    head: tuple[Register, Governance],
    tracks: Tracks,
    namings: Sequence[Naming] = (),
) -> Iterator[Balance]:
    """Every body and role that gains or loses something, in the order of the register.

    A provision that governs whom it governed, and how, is neither, whatever its number; nor is one
    of what became another body or role, or is only called otherwise.
    """
    before, after = base[0].by_id, head[0].by_id
    heirs = {old.id: one.new.id for one in namings if one.new for old in one.olds}
    kept: dict[str, list[Address]] = defaultdict(list)
    for one in namings:
        stood = (place for left in one.left for place in tracks.before(left))
        kept[one.new.id if one.new else one.olds[0].id] += (*one.changed, *stood)
    for name, entry in {**after, **before}.items():
        if heirs.get(name, name) != name:
            continue
        ids = [name, *(old for old, heir in heirs.items() if heir == name != old)]
        olds, news = (_governing(ids, side[1]) for side in (base, head))
        gained = tuple(_surplus(news, olds, tracks.now))
        lost = tuple(
            one
            for one in _surplus(olds, news, tracks.before)
            if not any(place.contains(one.provision) for place in kept[name])
        )
        is_new = not any(one in before for one in ids)
        is_gone = name not in after
        if gained or lost or is_new or is_gone:
            yield Balance(after.get(name, entry), is_new, is_gone, gained, lost)


def _governing(ids: Iterable[str], governance: Governance) -> tuple[Governing, ...]:
    return tuple(one for name in ids for one in governance.of_target.get(name, ()))


def _surplus(
    ours: Sequence[Governing],
    theirs: Sequence[Governing],
    moved: Callable[[Address], tuple[Address, ...]],
) -> Iterator[Governed]:
    """What one side has that the other has not; `moved` says where theirs are with us."""
    known: dict[Address, set[str]] = {}
    for governing in theirs:
        for address in moved(governing.provision):
            known.setdefault(address, set()).update(governing.aspects)
    for governing in ours:
        has = known.get(governing.provision)
        aspects = tuple(
            aspect
            for aspect in ASPECTS
            if aspect in governing.aspects and aspect not in (has or ())
        )
        if aspects or has is None:
            yield Governed(governing.provision, aspects)
