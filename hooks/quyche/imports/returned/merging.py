"""What several files ask for, against the text as it is now: agreements, and what is in the way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.comparing.matching import subsequences
from quyche.imports.returned.alignment import key_of, most_alike
from quyche.imports.returned.asked import Spot
from quyche.imports.returned.claims import ChangeClaim, ClaimKind, ClaimState, Decided

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from quyche.imports.returned.units import PaperUnit

REPOSITORY = -1
"""Stands for the text as it is now where another wording is named by its file."""
_ALIKE = 0.5
_LONG = 24
"""Letters from which on the same words elsewhere are no coincidence."""


@dataclass(frozen=True)
class TextFrame:
    """A text that went out, and which paragraph of it is which of the text as it is now."""

    base: Sequence[PaperUnit]
    current: Sequence[PaperUnit]
    counterpart: Mapping[int, int]

    @classmethod
    def of(cls, base: Sequence[PaperUnit], current: Sequence[PaperUnit]) -> TextFrame:
        """Pair them by words, then by addresses, then by likeness between neighbours."""
        found = dict(subsequences.pairs(_keys(base), _keys(current)))
        for ones, others in _open(found, base, current):
            addresses = {current[at].address: at for at in reversed(others)}
            for at in ones:
                twin = addresses.get(base[at].address)
                if twin is not None and base[at].kind is current[twin].kind:
                    found[at] = twin
                    del addresses[base[at].address]
        for ones, others in _open(found, base, current):
            found.update(most_alike(base, current, ones, others, _ALIKE))
        return cls(base, current, {**_elsewhere(found, base, current), **found})

    def placed(self, claim: ChangeClaim) -> tuple[ChangeClaim, ClaimState | None, str]:
        """The claim as it speaks of the text now; what stops it, and the wording that does."""
        if claim.kind in {ClaimKind.TITLE, ClaimKind.HEAD}:
            return claim, None, ""
        if claim.kind is ClaimKind.INSERTED:
            return self._placed_between(claim)
        at = self.counterpart.get(claim.place.unit)
        if at is None:
            is_gone = claim.kind is ClaimKind.DELETED
            return claim, ClaimState.THERE if is_gone else ClaimState.CONFLICT, ""
        now = self.current[at]
        moved = replace(claim, place=Spot(at), address=now.address)
        if claim.kind is ClaimKind.CHANGED and key_of(claim.pieces[0].texts) == key_of(now.texts):
            return moved, ClaimState.THERE, ""
        if claim.target is not None:
            pieces = tuple(replace(piece, moved=at) for piece in claim.pieces)
            moved = replace(moved, target=self._gap(claim.target), pieces=pieces)
        is_stopped = key_of(now.texts) != key_of(claim.old) or (
            claim.target is not None and moved.target is None
        )
        return moved, ClaimState.CONFLICT if is_stopped else None, now.text

    def _gap(self, gap: Spot) -> Spot | None:
        at = self.counterpart.get(gap.unit)
        return None if at is None else Spot(at, gap.is_before)

    def _placed_between(self, claim: ChangeClaim) -> tuple[ChangeClaim, ClaimState | None, str]:
        gap = self._gap(claim.place) if self.current else claim.place
        if gap is None:
            return claim, ClaimState.CONFLICT, ""
        placed = replace(claim, place=gap)
        own = [key_of(piece.texts) for piece in claim.pieces]
        new = self._new_at(gap)
        if new and [key_of(self.current[at].texts) for at in new] == own:
            return placed, ClaimState.THERE, ""
        if new:
            return placed, ClaimState.CONFLICT, "\n".join(self.current[at].text for at in new)
        return placed, None, ""

    def _new_at(self, gap: Spot) -> list[int]:
        """The paragraphs that the text has now in this gap, and had not."""
        paired = set(self.counterpart.values())
        step = -1 if gap.is_before else 1
        found: list[int] = []
        at = gap.unit + step
        while 0 <= at < len(self.current) and at not in paired:
            found.append(at)
            at += step
        return found[::step]


def _keys(units: Iterable[PaperUnit]) -> list[Hashable]:
    return [(unit.kind, key_of(unit.texts)) for unit in units]


def _elsewhere(
    found: Mapping[int, int], base: Sequence[PaperUnit], current: Sequence[PaperUnit]
) -> dict[int, int]:
    """What has the same words in another place by now, and nowhere else."""
    taken = set(found.values())
    here, there = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for at, unit in enumerate(base):
        if at not in found:
            here[key_of(unit.texts)].append(at)
    for at, unit in enumerate(current):
        if at not in taken:
            there[key_of(unit.texts)].append(at)
    return {
        own[0]: there[key][0]
        for key, own in here.items()
        if len(own) == len(there[key]) == 1 and len(key) >= _LONG
    }


def _open(
    found: Mapping[int, int], base: Sequence[PaperUnit], current: Sequence[PaperUnit]
) -> Iterator[tuple[list[int], list[int]]]:
    """What has no counterpart yet, between two that have one."""
    taken = set(found.values())
    before = (-1, -1)
    for one, other in [*sorted(found.items()), (len(base), len(current))]:
        ones = [at for at in range(before[0] + 1, one) if at not in found]
        others = [at for at in range(before[1] + 1, other) if at not in taken]
        if ones and others:
            yield ones, others
        before = one, max(other, before[1])


def decided(claims: Iterable[tuple[ChangeClaim, ClaimState | None, str]]) -> tuple[Decided, ...]:
    """What becomes of each claim that is placed; what two files say otherwise is taken of neither.

    A place where all ask for the same is taken once for all of them.
    """
    placed = list(claims)
    asked: dict[Hashable, dict[Hashable, list[ChangeClaim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for claim, state, _ in placed:
        if state in {None, ClaimState.THERE}:
            asked[_slot(claim)][claim.outcome].append(claim)
    return tuple(_decided(claim, state, said, asked[_slot(claim)]) for claim, state, said in placed)


def _slot(claim: ChangeClaim) -> Hashable:
    """What only one wording can be in."""
    return claim.place, claim.kind is ClaimKind.INSERTED, claim.kind is ClaimKind.TITLE


def _decided(
    claim: ChangeClaim,
    state: ClaimState | None,
    said: str,
    asked: Mapping[Hashable, Sequence[ChangeClaim]],
) -> Decided:
    if state is ClaimState.CONFLICT:
        return Decided(claim, state, ((REPOSITORY, said),))
    others = [
        (other.copy, other.new)
        for outcome, claims in asked.items()
        for other in claims
        if outcome != claim.outcome and other.copy != claim.copy
    ]
    if others:
        return Decided(claim, ClaimState.CONFLICT, tuple(others))
    return Decided(claim, state or ClaimState.TAKEN)
