"""A review as data, and as a page of its own with the whole redline."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from quyche.comparing import redlines
from quyche.reviews.naming_sentences import named_otherwise
from quyche.reviews.summaries import collided, sentence, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.histories.citations_left import Affected
    from quyche.labels import Labels
    from quyche.problems import Problem
    from quyche.reviews.consequences import Balance, Governed
    from quyche.reviews.facts import Collision, Review, Reviewed
    from quyche.reviews.namings import Naming


def as_json(review: Review, labels: Labels) -> dict[str, object]:
    """All that the comment tells, uncut, and all that the redline page shows."""
    return {
        "base": review.old.commit,
        "head": review.new.commit,
        "summary": sentence(review, labels),
        "fine": review.is_fine,
        "documents": list(map(_document, review.documents)),
        "citations": [_citation(affected, review) for affected in review.citations],
        "register": list(map(_balance, review.balances)),
        "namings": [_naming(naming, review, labels) for naming in review.namings],
        "unclear_tasks": [
            {
                "path": f"{review.folder}/{unclear.task.path}",
                "line": unclear.task.line,
                "task": unclear.task.id,
                "missing": list(unclear.missing),
                "new": unclear.is_new,
            }
            for unclear in review.unclear
        ],
        "collisions": list(map(_collision, review.collisions)),
        "problems": [_problem(problem, labels) for problem in review.problems],
        "editions": {
            "added": [edition.name for edition in review.editions],
            "repinned": [edition.name for edition in review.repinned],
            "changed": [
                value
                for problem in review.problems
                if problem.rule == "ledger-changed"
                for _, value in problem.details
            ],
        },
        "others": [{"path": other.path, "change": other.change} for other in review.others],
    }


def _collision(collision: Collision) -> dict[str, object]:
    return {
        "proposal": collision.proposal,
        "document": collision.document,
        "provision": collision.head,
        "shared": list(collision.shared),
    }


def _document(reviewed: Reviewed) -> dict[str, object]:
    return {
        "id": reviewed.text.id,
        "path": reviewed.text.path,
        "title": reviewed.text.metadata.title,
        "change": reviewed.change,
        "settings": [
            {"key": setting.key, "old": setting.old, "new": setting.new}
            for setting in reviewed.settings
        ],
        "comparison": reviewed.compared.as_json(),
    }


def _citation(affected: Affected, review: Review) -> dict[str, object]:
    citing = affected.citing
    text = review.new.corpus.by_id[citing.source.document]
    return {
        "path": f"{review.folder}/{text.path}",
        "line": citing.line,
        "provision": str(citing.source),
        "text": citing.text,
        "outcome": affected.outcome.value,
        "was": str(affected.was),
        "now": list(map(str, affected.now)),
        "target": str(citing.target) if citing.target else None,
    }


def _balance(balance: Balance) -> dict[str, object]:
    return {
        "id": balance.entry.id,
        "name": balance.entry.name,
        "new": balance.is_new,
        "gone": balance.is_gone,
        "gained": _governed(balance.gained),
        "lost": _governed(balance.lost),
    }


def _naming(naming: Naming, review: Review, labels: Labels) -> dict[str, object]:
    return {
        "kind": naming.kind.value,
        "old": [entry.id for entry in naming.olds],
        "new": naming.new.id if naming.new else None,
        "name": naming.name,
        "changed": list(map(str, naming.changed)),
        "left": list(map(str, naming.left)),
        "sentence": named_otherwise(naming, review, labels),
    }


def _governed(governeds: Iterable[Governed]) -> list[dict[str, object]]:
    return [
        {"provision": str(governed.provision), "aspects": list(governed.aspects)}
        for governed in governeds
    ]


def _problem(problem: Problem, labels: Labels) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "severity": problem.severity.value,
        "rule": problem.rule,
        "found": labels.found(problem),
        "expected": labels.expected(problem),
    }


def as_html(review: Review, labels: Labels) -> str:
    """A page that needs no other file."""
    title = labels("review.title")
    return redlines.html_page(title, _body(review, title, labels), labels.language)


def _body(review: Review, title: str, labels: Labels) -> Iterator[str]:
    yield f"<h1>{html.escape(title)}</h1>"
    for line in (sentence(review, labels), *verdicts(review, labels)):
        yield f"<p>{html.escape(line)}</p>"
    if review.problems:
        yield f"<h2>{html.escape(labels('review.problems'))}</h2><ul>"
        yield from (f"<li>{html.escape(labels.line(one))}</li>" for one in review.problems)
        yield "</ul>"
    if review.namings:
        yield f"<h2>{html.escape(labels('review.namings'))}</h2><ul>"
        told = (named_otherwise(one, review, labels) for one in review.namings)
        yield from (f"<li>{html.escape(line)}</li>" for line in told)
        yield "</ul>"
    if review.collisions:
        yield f"<h2>{html.escape(labels('review.collisions'))}</h2><ul>"
        lines = (collided(one, review, labels) for one in review.collisions)
        yield from (f"<li>{html.escape(line)}</li>" for line in lines)
        yield "</ul>"
    for reviewed in review.documents:
        old, new = (text.document if text else None for text in (reviewed.old, reviewed.new))
        yield f"<section><h1>{html.escape(reviewed.text.title)}</h1>"
        yield from redlines.html_body(reviewed.compared, old, new, labels)
        yield "</section>"
