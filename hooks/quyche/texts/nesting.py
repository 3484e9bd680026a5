"""Where a provision stands among those that are open, by what it is: clauses in articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.language.numbers import number_key
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


def by_kind(
    marker: Marker,
    stack: Sequence[OpenProvision],
    grammar: Grammar,
    level: int = 0,
    kind: Kind | None = None,
) -> Place:
    """The place of what stands in the nearest that can contain what it is.

    `level` are the hashes of its heading; `kind` is what it is where its form alone does not tell.
    """
    kind = kind or marker.kind
    if kind is Kind.SECTION and marker.beginning:
        keep = _keep_for_bare(marker, stack, level)
    else:
        keep = _keep(marker, kind, stack)
    is_attached = kind is Kind.ATTACHMENT
    step = attached(marker, grammar) if is_attached else Step.of(marker.form, marker.number)
    return Place(marker, kind, keep, _base(kind, stack[:keep]), step)


def _keep(marker: Marker, kind: Kind, stack: Sequence[OpenProvision]) -> int:
    keep = len(stack)
    if kind.is_counted_through:  # no article stands in another, whatever sections that one has
        around = (at for at, node in enumerate(stack) if node.is_counted_through)
        keep = next(around, keep)
    while keep > 1 and not _contains(stack[keep - 1], marker, kind):
        keep -= 1
    return keep


def _keep_for_bare(marker: Marker, stack: Sequence[OpenProvision], level: int) -> int:
    """Of a section without its word: `I` stands in `A`.

    `A` stands in `I`, and either in an article, only where its heading has more hashes.
    """
    keep = len(stack)
    while keep > 1 and not _contains_bare(stack[keep - 1], marker, level):
        keep -= 1
    around = stack[:keep]
    like = (at for at, node in enumerate(around) if _is_bare(node) and _is_alike(node, marker))
    return next(like, keep)


def _contains_bare(node: OpenProvision, marker: Marker, level: int) -> bool:
    if node.is_counted_through:
        return 0 < node.level < level
    if not _is_bare(node):
        return node.rank < Kind.SECTION.rank
    is_roman = _is_roman(marker.number) and not _is_roman(node.number)
    return is_roman or _is_alike(node, marker) or node.level < level


def _is_bare(node: OpenProvision) -> bool:
    return node.kind is Kind.SECTION and node.beginning is not None


def _is_alike(node: OpenProvision, marker: Marker) -> bool:
    """Whether both are counted by roman numbers, or both by letters."""
    return _is_roman(node.number) == _is_roman(marker.number)


def _is_roman(number: str) -> bool:
    return number_key(Kind.SECTION, number)[:1].isdigit()


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


def _contains(node: OpenProvision, marker: Marker, kind: Kind) -> bool:
    """Whether what begins with this marker stands inside the open provision."""
    if node.kind is Kind.CLAUSE and kind is Kind.CLAUSE:
        return marker.number.startswith(f"{node.number}.")
    return node.rank < kind.rank


def _base(kind: Kind, stack: Sequence[OpenProvision]) -> Address:
    """The address that a new provision continues."""
    if kind.is_counted_through:
        return document_base(stack)
    if kind is Kind.CLAUSE:
        return next(node.address for node in reversed(stack) if node.kind is not Kind.CLAUSE)
    return stack[-1].address
