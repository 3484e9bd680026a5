"""What was found of a copy or a text, in the words of commands and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.publishing import signatures
from quyche.publishing.copies import cited, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.comparing.located import WordChange
    from quyche.git import Repository
    from quyche.labels import Labels
    from quyche.publishing.copies import VerifiedCopy
    from quyche.publishing.copy_desks import CopyDesk
    from quyche.publishing.pasted_texts import Nearest, PastedPlace
    from quyche.publishing.signatures import Signature

_SHOWN = 12  # characters of the id of a commit


def copy_lines(copy: VerifiedCopy, desk: CopyDesk) -> Iterator[str]:
    """A line for each difference, then which edition it is, and who signed that."""
    labels = desk.labels
    for problem in (*copy.problems, *copy.notes):
        yield labels.line(problem)
    if not copy.edition:
        yield labels("verify.copy_unknown", path=copy.path)
        return
    edition = desk.archive.ledger.find(copy.edition)
    rule = "verify.copy_right" if copy.is_right else "verify.copy_wrong"
    yield labels(
        rule,
        path=copy.path,
        title=copy.title,
        edition=edition.title if edition else labels("verify.work"),
        name=copy.edition,
        commit=copy.commit[:_SHOWN],
        problems=len(copy.problems),
    )
    if copy.provisions:
        yield labels("verify.copy_provisions", provisions=", ".join(copy.provisions))
    if edition:
        yield from signature_lines(desk.archive.repository, copy.commit, labels)


def signature_lines(repository: Repository, commit: str, labels: Labels) -> Iterator[str]:
    """Whether a commit is signed and by whom, and each signed tag on it."""
    for signature in signatures.signatures(repository, commit):
        yield labels(
            f"verify.signature.{signature.state}",
            what=_signed(signature, commit, labels),
            signer=signature.signer or labels("verify.signature.unnamed"),
        )


def _signed(signature: Signature, commit: str, labels: Labels) -> str:
    rule = "verify.signature.tag" if signature.tag else "verify.signature.commit"
    return labels(rule, tag=signature.tag, commit=commit[:_SHOWN])


def copy_json(copy: VerifiedCopy, desk: CopyDesk) -> dict[str, object]:
    """The same as data."""
    signed = signatures.signatures(desk.archive.repository, copy.commit) if copy.edition else ()
    return {
        "path": copy.path,
        "edition": copy.edition,
        "commit": copy.commit,
        "title": copy.title,
        "provisions": list(copy.provisions),
        "is_right": copy.is_right,
        "problems": [
            {
                "rule": problem.rule,
                "message": desk.labels.line(problem),
                **{f"detail_{name}": value for name, value in problem.details},
            }
            for problem in copy.problems
        ],
        "notes": [desk.labels.line(note) for note in copy.notes],
        "signatures": [vars(signature) for signature in signed],
    }


def text_lines(
    places: Sequence[PastedPlace], nearest: Nearest | None, labels: Labels
) -> Iterator[str]:
    """Where a text stands word for word; or what it is most like, and each word that differs."""
    for place in places:
        yield labels(
            "verify.text_right",
            title=place.title,
            places="; ".join(one or labels("verify.text_whole") for one in place.places),
            editions=", ".join(place.editions),
        )
    if not places:
        yield labels("verify.text_none")
        yield from _nearest_lines(nearest, labels)


def _nearest_lines(nearest: Nearest | None, labels: Labels) -> Iterator[str]:
    if nearest is None:
        yield labels("verify.text_far")
        return
    yield labels(
        "verify.text_nearest",
        place=nearest.place,
        title=nearest.title,
        editions=", ".join(nearest.editions),
    )
    for change in nearest.changes:
        told = {"before": change.before, "old": seen(change.old), "new": seen(change.new)}
        yield labels(f"verify.text_{change.kind}", **told)


def text_json(places: Sequence[PastedPlace], nearest: Nearest | None) -> dict[str, object]:
    """The same as data."""
    return {
        "stands": [
            {
                "document": place.document,
                "title": place.title,
                "editions": list(place.editions),
                "places": list(place.places),
            }
            for place in places
        ],
        "nearest": nearest
        and {
            "document": nearest.document,
            "title": nearest.title,
            "editions": list(nearest.editions),
            "anchor": nearest.anchor,
            "place": nearest.place,
            "changes": list(_rows(nearest.changes)),
        },
    }


def _rows(changes: Iterable[WordChange]) -> Iterator[dict[str, object]]:
    for change in changes:
        at = {"anchor": change.anchor, "place": cited(change.anchor), "before": change.before}
        yield {**at, "kind": change.kind, "old": change.old, "new": change.new}
