"""A review in one plain sentence, and whether something has to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing import synopses
from quyche.comparing.changes import Status
from quyche.formats.github import shortened
from quyche.language.kinds import Kind
from quyche.texts.addresses import citation, parse_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.labels import Labels
    from quyche.reviews.facts import Collision, Review, Reviewed

LONGEST_NAME = 200
"""Characters of a title or a path."""
_NAMED = 5
"""How many documents and editions the sentence names."""
COUNTED = ("amended", "added", "removed", "split", "merged", "moved", "renumbered")
"""What may happen to an article or a task, as a synopsis counts it."""


def sentence(review: Review, labels: Labels) -> str:
    """What the proposal does, in one plain sentence."""
    what = [_what(reviewed, labels) for reviewed in review.documents[:_NAMED]]
    if len(review.documents) > _NAMED:
        what.append(labels("review.more", count=len(review.documents) - _NAMED))
    what.extend(
        labels("review.publishes", name=quoted(edition.name, labels))
        for edition in review.editions[:_NAMED]
    )
    return labels("review.sentence", what="; ".join(what or [labels("review.no_document")]))


def _what(reviewed: Reviewed, labels: Labels) -> str:
    title = quoted(reviewed.text.metadata.short_title, labels)
    if reviewed.change != "amended":
        return labels(f"review.{reviewed.change}", title=title)
    assert reviewed.old, "it is on both sides"
    assert reviewed.new, "it is on both sides"
    found = synopses.synopsis(reviewed.compared, reviewed.old.document, reviewed.new.document)
    said = [_sentence(name, found.counts[name], reviewed, labels) for name in COUNTED]
    counts = [text for text in said if text]
    if not counts:
        summary = reviewed.compared.summary
        is_spelling = not summary.words_inserted and not summary.words_deleted
        only = is_spelling and all(block.status is Status.UNCHANGED for block in found.blocks)
        counts = [labels("review.spelling" if only else "review.outside")]
    return labels("review.changed", what=", ".join(counts), title=title)


def _sentence(name: str, count: int, reviewed: Reviewed, labels: Labels) -> str:
    if not count:
        return ""
    unit = labels(unit_of(reviewed), count=count)
    if name == "renumbered":
        return labels("review.renumbered", count=count, unit=unit)
    return labels(f"comparison.said.{name}", count=count, unit=unit)


def unit_of(reviewed: Reviewed) -> str:
    """The label of what a document consists of: articles or tasks."""
    kinds = {provision.kind for provision in reviewed.text.document.walk()}
    is_of_tasks = Kind.TASK in kinds and Kind.ARTICLE not in kinds
    return "comparison.tasks" if is_of_tasks else "comparison.articles"


def verdicts(review: Review, labels: Labels) -> Iterator[str]:
    """Whether something has to be mended."""
    wrong = review.faults
    yield labels("review.verdict", count=wrong) if wrong else labels("review.fine")
    if warnings := len(review.problems) - len(review.errors):
        yield labels("review.warnings", count=warnings)


def quoted(title: str, labels: Labels) -> str:
    """A title as a sentence names it."""
    return labels("review.quoted", title=shortened(title, LONGEST_NAME))


def collided(collision: Collision, review: Review, labels: Labels) -> str:
    """An article that another proposal touches as well, and where in it both do, in a line."""
    text = next(one.text for one in review.documents if one.text.id == collision.document)
    inner = [_cited(anchor) for anchor in collision.shared if anchor != collision.head]
    rule = "apart" if not collision.shared else "shared" if inner else "same"
    return labels(
        f"review.collision.{rule}",
        place=_cited(collision.head) if collision.head else labels("review.outside_articles"),
        title=quoted(text.metadata.short_title, labels),
        proposal=shortened(collision.proposal, LONGEST_NAME),
        shared=shortened(", ".join(inner), LONGEST_NAME),
    )


def _cited(anchor: str) -> str:
    return citation(parse_anchor(anchor))
