"""Where the text of an article became its first clause, when others were added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.matching.likeness import alike
from quyche.comparing.matching.words import Words, is_word
from quyche.language.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.comparing.matching.units import MatchedUnit

_LEAST_WORDS = 5
_ALIKE = 0.8


def clause_of(text: MatchedUnit, clauses: MatchedUnit) -> tuple[MatchedUnit, float] | None:
    """The clause of the second unit that says what the first says without clauses; how alike.

    None where the first has clauses of its own, or its text stands outside clauses in both.
    """
    own = _body(text)
    if len(own) < _LEAST_WORDS or any(child.kind is Kind.CLAUSE for child in text.children):
        return None
    if alike(own, _body(clauses)) >= _ALIKE / 2:
        return None
    found = [
        (alike(own, body), -place)
        for place, child in enumerate(clauses.children)
        if child.kind is Kind.CLAUSE and _may_be_alike(own, body := _body(child))
    ]
    best, place = max(found, default=(0.0, 0))
    return (clauses.children[-place], round(best, 3)) if best >= _ALIKE else None


def _may_be_alike(own: Sequence[str], other: Sequence[str]) -> bool:
    return 2 * min(len(own), len(other)) >= _ALIKE * (len(own) + len(other))


def _body(unit: MatchedUnit) -> tuple[str, ...]:
    """The words of its own text, without its heading and what is inside it."""
    return tuple(filter(is_word, Words.of(unit.provision.text).keys))
