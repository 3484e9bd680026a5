"""What each returned file asks for, place by place, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.asked import NOT_RECORDED, Doing, Piece, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quyche.imports.returned.asked import Asked
    from quyche.imports.returned.units import PaperUnit
    from quyche.texts.addresses import Address


class ClaimKind(Enum):
    """What is asked for. The value is the word in data."""

    CHANGED = "changed"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED = "moved"
    TITLE = "title"
    HEAD = "head"


class ClaimState(Enum):
    """What became of it. The value is the word in data."""

    TAKEN = "taken"
    THERE = "there"
    """The text has it already."""
    LEFT = "left"
    """As was asked for by `--accept` and `--reject`, or because it is no part of the text."""
    CONFLICT = "conflict"
    """The text, or another file, says something else in this place."""
    REFUSED = "refused"
    """The source format cannot take it like this."""


@dataclass(frozen=True)
class ChangeClaim:
    """What one file asks for in one place."""

    copy: int
    """Which of the files, counted from 0."""
    kind: ClaimKind
    place: Spot
    """The unit that it is about, or the gap."""
    old: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    """What is to stand there; for what moved, there."""
    doings: tuple[Doing, ...] = (NOT_RECORDED,)
    address: Address | None = None
    number: int = 0
    """The paragraph of the file, to look it up there."""
    target: Spot | None = None
    """Where to something moved."""

    @cached_property
    def outcome(self) -> tuple[object, ...]:
        """What two files have in common that ask for the same."""
        texts = tuple(key_of(piece.texts) for piece in self.pieces)
        moved = tuple(piece.moved for piece in self.pieces)
        kind = ClaimKind.CHANGED if self.kind is ClaimKind.TITLE else self.kind
        return (kind, texts, moved, self.target)

    @property
    def new(self) -> str:
        """What it asks for, a paragraph a line."""
        return "\n".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Decided:
    """A claim, and what became of it."""

    claim: ChangeClaim
    state: ClaimState
    against: tuple[tuple[int, str], ...] = ()
    """The other wordings: the file that has one, -1 for the text itself, and what it says."""
    address: Address | None = None
    """Where it stands now, for what is new."""


def claims_of(
    copy: int,
    proposal: Asked,
    units: Sequence[PaperUnit],
    doings_of: Mapping[tuple[ClaimKind, Spot], tuple[Doing, ...]],
) -> tuple[ChangeClaim, ...]:
    """What a proposal asks for, in the order of the text."""
    found: list[ChangeClaim] = []

    def add(kind: ClaimKind, place: Spot, pieces: tuple[Piece, ...], target: Spot | None) -> None:
        unit = units[place.unit] if units else None
        is_new = kind is ClaimKind.INSERTED
        found.append(
            ChangeClaim(
                copy,
                kind,
                place,
                () if unit is None or is_new else unit.texts,
                pieces,
                doings_of.get((kind, place), (NOT_RECORDED,)),
                unit.address if unit else None,
                next((number for piece in pieces for number in piece.numbers), 0),
                target,
            )
        )

    for unit, piece in proposal.changed.items():
        add(ClaimKind.CHANGED, Spot(unit), (piece,), None)
    for unit in proposal.deleted:
        add(ClaimKind.DELETED, Spot(unit), (), None)
    for gap, pieces in proposal.inserted.items():
        if new := tuple(piece for piece in pieces if piece.moved is None):
            add(ClaimKind.INSERTED, gap, new, None)
        for piece in pieces:
            if piece.moved is not None:
                add(ClaimKind.MOVED, Spot(piece.moved), (piece,), gap)
    return tuple(sorted(found, key=lambda one: (one.place.unit, not one.place.is_before)))
