"""What begins with a number that only those before and after it explain: `1.1 Tên`, `ii) …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.language import markers
from quyche.language.grammars import Counting
from quyche.language.kinds import Kind
from quyche.language.numbers import place_of
from quyche.texts.nodes import OpenProvision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quyche.language.grammars import Grammar
    from quyche.language.markers import Marker

_REACH = 60
"""How many lines are looked through for the number that comes next."""
_LAST_BEFORE_I = "h"
"""The letter after which `i` is a letter as well."""


def later(lines: Sequence[str], position: int, grammar: Grammar) -> Iterator[Marker]:
    """What the lines after that position may begin, up to the next heading."""
    for line in lines[position + 1 : position + 1 + _REACH]:
        if line.lstrip(" ").startswith("#"):
            return
        yield from markers.items(line, grammar)


def counts_alone(headings: Sequence[int], lines: Sequence[str], grammar: Grammar) -> bool:
    """Whether a text has clauses without any article: no heading but its title, numbers from 1.

    `headings` are the hashes of its headings.
    """
    if any(level > 1 for level in headings):
        return False
    numbered = (markers.item(line, grammar) for line in lines)
    first = next((each for each in numbered if each and each.kind is Kind.CLAUSE), None)
    return first is not None and first.number == "1"


def chosen(
    candidates: Sequence[Marker],
    stack: Sequence[OpenProvision],
    ahead: Callable[[], Iterator[Marker]],
) -> tuple[Marker, Kind] | None:
    """Which of these a line begins, and what that is; None where it begins nothing."""
    for marker in candidates:
        if marker.kind is Kind.POINT and _is_subpoint(marker, stack, ahead):
            return marker, Kind.SUBPOINT
        if not marker.is_by_order:
            return marker, marker.kind
        if marker.kind is Kind.CLAUSE and _is_clause(marker, stack, ahead):
            return marker, Kind.CLAUSE
    return None


def _is_subpoint(
    marker: Marker, stack: Sequence[OpenProvision], ahead: Callable[[], Iterator[Marker]]
) -> bool:
    """Whether a roman number goes on below a point, or begins there.

    After `h)` the letter is as likely: what comes next tells.
    """
    number = place_of(marker.number, Counting.ROMAN)
    if not number or not marker.mark.endswith(")"):
        return False
    before = next((node for node in reversed(stack) if node.kind is Kind.SUBPOINT), None)
    if before:
        return number == place_of(before.number, Counting.ROMAN) + 1
    point = next((node for node in reversed(stack) if node.kind is Kind.POINT), None)
    if point is None or number != 1:
        return False
    wanted = ("ii", "k")
    following = next((each.number for each in ahead() if each.number in wanted), "")
    is_letter = following == "k" or point.number.startswith(_LAST_BEFORE_I)
    return following == "ii" or not is_letter


def _is_clause(
    marker: Marker, stack: Sequence[OpenProvision], ahead: Callable[[], Iterator[Marker]]
) -> bool:
    following = (each.number for each in ahead() if each.kind is Kind.CLAUSE)
    return is_due(marker.number, _last_clause(stack), following)


def is_due(written: str, before: str, following: Iterable[str]) -> bool:
    """Whether `1.2` without a second full stop is the clause that comes next, no footnote of 1.

    `before` is the number of the last clause, `following` are those of what may be clauses later.
    """
    own, last = _parts(written), _parts(before)
    *outer, number = own
    if number > 1:
        return last[: len(own)] == (*outer, number - 1)
    may_begin = not last or last == (*outer,) or last[:1] == (own[0] - 1,)
    return may_begin and (*outer, 2) in map(_parts, following)


def _last_clause(stack: Sequence[OpenProvision]) -> str:
    """The number of the clause that the nearest heading has last, nested ones included."""
    node, number = next(node for node in reversed(stack) if node.is_headed), ""
    while True:
        clauses = (part for part in reversed(node.content) if isinstance(part, OpenProvision))
        last = next((part for part in clauses if part.kind is Kind.CLAUSE), None)
        if last is None:
            return number
        node, number = last, last.number


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdecimal())
