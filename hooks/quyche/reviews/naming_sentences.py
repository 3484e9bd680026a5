"""What became of a body or role, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats.github import shortened
from quyche.reviews.summaries import LONGEST_NAME, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.labels import Labels
    from quyche.reviews.facts import ProposalSide, Review
    from quyche.reviews.namings import Naming
    from quyche.texts.addresses import Address

_MOST = 10
"""Places that a sentence names."""


def named_otherwise(naming: Naming, review: Review, labels: Labels) -> str:
    """What became of it, what is to be done, and where the texts still have the old name."""
    entry = naming.new or naming.olds[0]
    told = labels(
        f"review.naming.{naming.kind.value}",
        old=", ".join(quoted(old.name, labels) for old in naming.olds),
        new=quoted(naming.name, labels),
        path=shortened(f"{review.folder}/{naming.olds[0].path}", LONGEST_NAME),
        now=shortened(f"{review.folder}/{entry.path}", LONGEST_NAME),
        date=labels.day(entry.valid_to),
        count=len(naming.changed),
        places=_cited(naming.changed, review.old, labels),
    )
    if not naming.left:
        return told
    rule = "review.naming.forgotten" if naming.is_forgotten else "review.naming.left"
    left = {"count": len(naming.left), "places": _cited(naming.left, review.new, labels)}
    return f"{told} {labels(rule, **left)}"


def _cited(places: Sequence[Address], side: ProposalSide, labels: Labels) -> str:
    named = [_named(place, side, labels) for place in places[:_MOST]]
    return "; ".join([*named, *(["…"] if len(places) > _MOST else [])])


def _named(place: Address, side: ProposalSide, labels: Labels) -> str:
    text = side.corpus.by_id.get(place.document)
    title = quoted(text.metadata.short_title if text else place.document, labels)
    if not place.steps:
        return title
    return labels("review.of", provision=place.citation, title=title)
