"""How provisions beside each other are counted, and the next number in the same manner."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language.grammars import Counting
from quyche.language.numbers import place_of, roman_of
from quyche.language.spelling import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.language.grammars import Form, Grammar

Place = tuple[int, int]
"""Where a number stands: 5 is (5, 0), 5b is (5, 2)."""

_COUNTED_RE = re.compile("(?P<number>[0-9]+|[IVXLC]+)(?P<suffix>[a-zđA-Z]?)")
_POINT_RE = re.compile("(?P<letter>[^0-9])(?P<suffix>[0-9]{0,2})")
_SMALL_ROMAN_RE = re.compile("[ivxl]+")


@dataclass(frozen=True)
class Manner:
    """One manner of counting."""

    read: Callable[[str], Place | None]
    """The place of a number; None for one of another manner."""
    write: Callable[[Place], str]
    """The number at a place; empty where there is none."""


def manner_of(numbers: Iterable[str], form: Form, grammar: Grammar) -> Manner | None:
    """The manner in which all these numbers are counted; None where there is no such one."""
    given = [compose(number) for number in numbers]
    for manner in _manners(form, grammar):
        if all(manner.read(number) for number in given):
            return manner
    return None


def restyled(number: str, like: str, form: Form, grammar: Grammar) -> str:
    """A number as it is written where another is written so; empty where that cannot be told."""
    own, other = (manner_of([one], form, grammar) for one in (number, like))
    place = own.read(compose(number)) if own else None
    return other.write(place) if other and place else ""


def _manners(form: Form, grammar: Grammar) -> Iterator[Manner]:
    suffixes = _suffixes(grammar)
    if form.kind.is_headed:
        yield _written_out(grammar)
    yield _counted(Counting.DIGITS, suffixes)
    if form.kind.is_headed:
        yield _counted(Counting.ROMAN, suffixes)
        yield _lettered("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    else:
        if form.letters.find("i") > 0:
            yield _small_roman()
        yield _lettered(form.letters)


def _suffixes(grammar: Grammar) -> str:
    """The letters after a number in their order: đ follows d where it is one of them."""
    letters = next((form.letters for form in grammar.forms if form.letters), "")
    return letters or "abcdefghijklmnopqrstuvwxyz"


def _counted(counting: Counting, suffixes: str) -> Manner:
    def read(number: str) -> Place | None:
        match = _COUNTED_RE.fullmatch(number)
        value = place_of(match["number"], counting) if match else 0
        if not match or not value or (counting is Counting.ROMAN) is match["number"].isdigit():
            return None
        suffix = suffixes.find(match["suffix"].lower()) + 1 if match["suffix"] else 0
        return (value, suffix) if suffix or not match["suffix"] else None

    def write(place: Place) -> str:
        value, suffix = place
        if value < 1 or suffix > len(suffixes):
            return ""
        number = roman_of(value) if counting is Counting.ROMAN else str(value)
        return number + (suffixes[suffix - 1] if suffix else "")

    return Manner(read, write)


def _written_out(grammar: Grammar) -> Manner:
    names: dict[int, str] = {}
    for name, value in grammar.ordinals.items():
        names.setdefault(value, name)

    def read(number: str) -> Place | None:
        value = grammar.ordinals.get(" ".join(number.lower().split()))
        return (value, 0) if value and number == number.lower() else None

    return Manner(read, lambda place: "" if place[1] else names.get(place[0], ""))


def _lettered(letters: str) -> Manner:
    """Points: after đ comes e, and đ1 was put between them."""

    def read(number: str) -> Place | None:
        match = _POINT_RE.fullmatch(number)
        at = letters.find(match["letter"]) if match else -1
        return (at + 1, int(match["suffix"] or 0)) if match and at >= 0 else None

    def write(place: Place) -> str:
        value, suffix = place
        return f"{letters[value - 1]}{suffix or ''}" if 0 < value <= len(letters) else ""

    return Manner(read, write)


def _small_roman() -> Manner:
    """`i)`, `ii)`: only where the first is one, since the letter i counts points, too."""

    def read(number: str) -> Place | None:
        is_one = len(number) > 1 and _SMALL_ROMAN_RE.fullmatch(number)
        value = place_of(number, Counting.ROMAN) if is_one or number == "i" else 0
        return (value, 0) if value else None

    return Manner(read, lambda place: "" if place[1] else roman_of(place[0]).lower())
