"""Where a provision stands among those that are open, by what it is: clauses in articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.language.spelling import compose, slug
from quyche.texts.addresses import Address, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.language.grammars import Grammar
    from quyche.language.markers import Marker
    from quyche.texts.nodes import OpenProvision


@dataclass(frozen=True)
class Place:
    """Where what a marker begins stands."""

    marker: Marker
    kind: Kind
    keep: int
    """How many of those that are open stay open, the document among them."""
    base: Address
    """What its address continues."""
    step: Step
    code: tuple[str, ...] = ()
    """The numbers with which that of anything inside it may begin."""


def by_kind(marker: Marker, stack: Sequence[OpenProvision], grammar: Grammar) -> Place:
    """The place of what stands in the nearest that can contain what it is."""
    keep = len(stack)
    while keep > 1 and not _contains(stack[keep - 1], marker):
        keep -= 1
    is_attached = marker.kind is Kind.ATTACHMENT
    step = attached(marker, grammar) if is_attached else Step.of(marker.form, marker.number)
    return Place(marker, marker.kind, keep, _base(marker.kind, stack[:keep]), step)


def attached(marker: Marker, grammar: Grammar) -> Step:
    """`Phụ lục 1` is `phu-luc-1`; an attached regulation is named by its kind: `quy-che`."""
    if marker.mark:
        return Step.annex(marker.form, marker.number, marker.mark.rstrip(" .:-–—"))
    title = compose(marker.rest).lower()
    name = next((word for word in grammar.attachments if title.startswith(word)), "")
    return Step.attached(slug(name) or grammar.unnamed, name.capitalize() or marker.rest)


def document_base(stack: Sequence[OpenProvision]) -> Address:
    """The document, or what is attached to it: articles are counted through chapters."""
    found = (node.address for node in stack if node.kind is Kind.ATTACHMENT)
    return next(found, stack[0].address)


def _contains(node: OpenProvision, marker: Marker) -> bool:
    """Whether what begins with this marker stands inside the open provision."""
    if node.kind is Kind.CLAUSE and marker.kind is Kind.CLAUSE:
        return marker.number.startswith(f"{node.number}.")
    return node.rank < marker.kind.rank


def _base(kind: Kind, stack: Sequence[OpenProvision]) -> Address:
    """The address that a new provision continues."""
    if kind.is_counted_through:
        return document_base(stack)
    if kind is Kind.CLAUSE:
        return next(node.address for node in reversed(stack) if node.kind is not Kind.CLAUSE)
    return stack[-1].address
