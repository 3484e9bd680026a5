"""What a review counted, in our words alone: nothing that a proposal says stands in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quyche.comparing import synopses
from quyche.formats.github import escaped
from quyche.reviews.summaries import COUNTED, unit_of, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.labels import Labels
    from quyche.reviews.facts import Review

_CHANGES = ("new", "amended", "settings", "moved", "dropped")


def counted(review: Review, labels: Labels) -> Iterator[str]:
    """The paragraphs that say what is wrong and how much changes.

    Whoever proposes something has no letter in them, so that nobody can write "no errors" there:
    what they depend on is how many things of each kind there are.
    """
    yield labels("review.seen", commit=f"`{review.new.commit}`")
    yield "\n\n".join(map(escaped, verdicts(review, labels)))
    if listed := list(_rules(review, labels)):
        yield "\n".join(listed)
    yield "\n".join(f"- {escaped(line)}" for line in _changes(review, labels))


def _rules(review: Review, labels: Labels) -> Iterator[str]:
    """How often each rule is broken, errors first."""
    errors = Counter(labels.rule_of(problem) for problem in review.errors)
    others = set(review.problems) - set(review.errors)
    warnings = Counter(labels.rule_of(problem) for problem in others)
    for name, found in (("review.errors_of", errors), ("review.warnings_of", warnings)):
        for rule, count in sorted(found.items()):
            yield f"- {escaped(labels(name, count=count, rule=rule))}"
    if astray := review.faults - len(review.errors):
        yield f"- {escaped(labels('review.astray', count=astray))}"


def _changes(review: Review, labels: Labels) -> Iterator[str]:
    kinds = Counter(reviewed.change for reviewed in review.documents)
    told = [labels(f"review.count_{kind}", count=kinds[kind]) for kind in _CHANGES if kinds[kind]]
    yield labels("review.documents", told=", ".join(told) or labels("review.no_document"))
    if inside := list(_inside(review, labels)):
        yield labels("review.inside", told=", ".join(inside))
    if review.collisions:
        places = {(one.document, one.head) for one in review.collisions}
        others = {one.proposal for one in review.collisions}
        yield labels("review.count_collisions", count=len(places), others=len(others))
    if review.namings:
        kinds = Counter(one.kind.value for one in review.namings)
        yield labels(
            "review.count_namings",
            told=", ".join(
                labels(f"review.naming.count_{kind}", count=count) for kind, count in kinds.items()
            ),
        )
    if review.editions:
        yield labels("review.count_editions", count=len(review.editions))
    if review.repinned:
        yield labels("review.count_repinned", count=len(review.repinned))
    outside = [one for one in review.others if not one.path.startswith(f"{review.folder}/")]
    if beside := len(review.others) - len(outside):
        yield labels("review.count_others", count=beside)
    if outside:
        yield labels("review.count_outside", count=len(outside))


def _inside(review: Review, labels: Labels) -> Iterator[str]:
    """What happened to articles and tasks of all amended documents."""
    found: Counter[tuple[str, str]] = Counter()
    for reviewed in review.documents:
        if reviewed.old and reviewed.new:
            old, new = reviewed.old.document, reviewed.new.document
            counts = synopses.synopsis(reviewed.compared, old, new).counts
            for name in COUNTED:
                found[name, unit_of(reviewed)] += counts[name]
    for (name, unit), count in found.items():
        if count:
            rule = "review.renumbered" if name == "renumbered" else f"comparison.said.{name}"
            yield labels(rule, count=count, unit=labels(unit, count=count))
