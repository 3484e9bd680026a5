"""Where every provision of one state of the documents is in another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from quyche.comparing.changes import Status
from quyche.texts.addresses import Address, parse_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quyche.comparing.changes import Change
    from quyche.comparing.comparison import Comparison


class Tracking(Protocol):
    """Who knows where the provisions of one state are in another, and the reverse."""

    def now(self, address: Address) -> tuple[Address, ...]:
        """Where a provision of the base is in the head; none where it is gone."""

    def before(self, address: Address) -> tuple[Address, ...]:
        """Where a provision of the head was in the base; none where it is new."""

    def is_amended(self, address: Address) -> bool:
        """Whether a provision of the head has another text."""


class Tracks:
    """Where every provision of one side is on the other."""

    def __init__(self, comparisons: Mapping[str, Comparison], base: Iterable[str]) -> None:
        """`comparisons` has every document that changed, `base` the ids of those that were."""
        self._comparisons = comparisons
        self._base = frozenset(base)
        self._now: dict[Address, Change] = {}
        self._before: dict[Address, Change] = {}
        for document, compared in comparisons.items():
            for change in compared.changes:
                self._now.update({_address(document, anchor): change for anchor in change.old})
                self._before.update({_address(document, anchor): change for anchor in change.new})

    def now(self, address: Address) -> tuple[Address, ...]:
        """Where a provision of the base is in the head; none where it is gone."""
        compared = self._comparisons.get(address.document)
        if compared is None:
            return (address,)
        if not address.steps:
            return (address,)
        change = self._now.get(address)
        anchors = change.new if change else compared.counterpart(address.anchor)
        return tuple(_address(address.document, anchor) for anchor in anchors)

    def before(self, address: Address) -> tuple[Address, ...]:
        """Where a provision of the head was in the base; none where it is new."""
        compared = self._comparisons.get(address.document)
        if compared is None:
            return (address,)
        if not address.steps:
            return (address,) if address.document in self._base else ()
        change = self._before.get(address)
        anchors = change.old if change else compared.origin(address.anchor)
        return tuple(_address(address.document, anchor) for anchor in anchors)

    def is_amended(self, address: Address) -> bool:
        """Whether the text of a provision of the head, or of what is inside it, is another one."""
        change = self._before.get(address)
        return change is not None and change.status is not Status.UNCHANGED

    def moved(self) -> frozenset[str]:
        """The documents of which anything bears another number, or is gone."""
        return frozenset(
            document
            for document, compared in self._comparisons.items()
            if any(news != (anchor,) for anchor, news in compared.counterparts.items())
        )


def _address(document: str, anchor: str) -> Address:
    return Address(document, parse_anchor(anchor))


@dataclass(frozen=True)
class RenumberedTracks:
    """The same as if provisions of the head had other numbers already."""

    tracks: Tracks
    numbered: Mapping[Address, Address]
    """Where provisions of the head are then; those not named stay."""

    def now(self, address: Address) -> tuple[Address, ...]:
        """Where a provision of the base is then."""
        return tuple(self.numbered.get(one, one) for one in self.tracks.now(address))

    def before(self, address: Address) -> tuple[Address, ...]:
        """Where a provision was in the base."""
        return self.tracks.before(self._unnumbered.get(address, address))

    def is_amended(self, address: Address) -> bool:
        """Whether its text is another one than in the base."""
        return self.tracks.is_amended(self._unnumbered.get(address, address))

    @cached_property
    def _unnumbered(self) -> Mapping[Address, Address]:
        return {then: now for now, then in self.numbered.items()}
