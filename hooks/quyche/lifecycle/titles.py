"""What editions are called in words: their term, which texts move, which draft it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.editions.edition_names import EditionName
from quyche.lifecycle.steps import LifecycleStep, first_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quyche.editions.ledgers import Ledger
    from quyche.labels import Labels
    from quyche.lifecycle.rounds import OpenRound

_JOINT = " · "
_PART_RE = re.compile(r"\s+·\s+")
_NAMED = 2  # documents that a title names; of more it says how many
_VERBS = {
    LifecycleStep.AMEND: "amends",
    LifecycleStep.REPEAL: "repeals",
    LifecycleStep.CORRECT: "corrects",
}


def title(
    ledger: Ledger, name: EditionName, terms: Iterable[str], moved: str, labels: Labels
) -> str:
    """What an edition of documents of these terms is called; `moved` says which and how.

    For instance `Khóa XVII · Sửa đổi Quy chế làm việc · Dự thảo lần 1`.
    """
    parts = [
        _term_title(ledger, name, terms, labels),
        moved if name.amendment or name.correction else "",
        labels("lifecycle.draft", number=name.draft) if name.draft else "",
        labels("lifecycle.again", number=name.correction) if (name.correction or 1) > 1 else "",
    ]
    return _JOINT.join(filter(None, parts))


def going_on(opened: OpenRound, name: EditionName, labels: Labels) -> str:
    """What the next edition of a round is called; empty where its title says no draft's number.

    As its newest draft was, but for the number of the draft.
    """
    was = labels("lifecycle.draft", number=EditionName.parse(opened.newest.name).draft)
    parts = _PART_RE.split(opened.newest.title)
    if was not in parts:
        return ""
    now = labels("lifecycle.draft", number=name.draft) if name.draft else ""
    return _JOINT.join(filter(None, (now if part == was else part for part in parts)))


def moved(step: LifecycleStep, documents: Sequence[str], labels: Labels) -> str:
    """Which documents move and how: `Sửa đổi Quy chế làm việc`."""
    rule = "several" if len(documents) > _NAMED else "both" if len(documents) == _NAMED else "one"
    first, last, more = documents[0], documents[-1], len(documents) - 1
    named = labels(f"lifecycle.moved.{rule}", first=first, last=last, more=more)
    return labels(f"lifecycle.moved.{_VERBS[step]}", documents=named) if step in _VERBS else named


def _term_title(ledger: Ledger, name: EditionName, terms: Iterable[str], labels: Labels) -> str:
    """The term as an earlier edition of it is called, or as the documents name it."""
    words = set(map(first_word, terms)) - {""}
    if len(words) == 1:
        return labels("lifecycle.term", term=words.pop())
    for edition in reversed(ledger.editions):
        if EditionName.parse(edition.name).term == name.term:
            return _PART_RE.split(edition.title)[0]
    return labels("lifecycle.term", term=name.term)
