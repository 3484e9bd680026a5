"""Numbers as rules write them, and how an anchor spells each: roman, in words, with letters."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.language import structures
from quyche.language.grammars import Counting
from quyche.language.spelling import compose, slug

if TYPE_CHECKING:
    from quyche.language.kinds import Kind


_ROMAN_RE = re.compile(
    r"(?=[IVXLC])(?P<tens>X[CL]|L?X{0,3})(?P<ones>I[XV]|V?I{0,3})(?P<suffix>[a-zđ]?)"
)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


_ROMAN_PARTS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")),
    (1, "I"),
)
"""What roman numerals are put together from, from large to small."""


_COMPONENT_RE = re.compile("[0-9]+|[a-z]+")
_COUNTED_RE = re.compile("(?P<digits>[0-9]+)(?P<suffix>[a-z]*)")
_BESIDE_LETTER_RE = re.compile("(?<=[0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])")


DOUBLE_D = "đ"
"""The letter that is typed `dd`, as anchors have it."""
_LONE_LETTERS = frozenset("CDLM")
"""Section letters that would also be roman numerals nobody reaches."""


def number_key(kind: Kind, number: str) -> str:
    """The number as an anchor spells it, in whatever language and Unicode form it is written.

    >>> number_key(Kind.CHAPTER, "II"), number_key(Kind.POINT, "đ"), number_key(Kind.CLAUSE, "1.1")
    ('2', 'dd', '1-1')
    """
    number = compose(number)
    if kind.is_headed:
        if ordinal := _ordinal(number):
            return ordinal
        if number not in _LONE_LETTERS and (roman := _ROMAN_RE.fullmatch(number)):
            return f"{_roman_value(roman)}{_letters(roman['suffix'])}"
    return slug(_letters(number))


def plain_number(key: str, letters: str) -> str:
    """The number of a key in a language that counts by these letters, as far as a key tells it.

    >>> plain_number("1-1", "abcdđ"), plain_number("dd--2", "abcdđ"), plain_number("dd", "abcd")
    ('1.1', 'đ', 'dd')
    """
    number = key.partition("--")[0]
    if "đ" in letters:
        return number.replace("-", ".").replace("dd", "đ")
    return _BESIDE_LETTER_RE.sub("", number).replace("-", ".")


def components(number: str) -> tuple[str, ...]:
    """The numbers that a code is made of.

    >>> components("3a1"), components("4.3.a"), components("3.1")
    (('3', 'a', '1'), ('4', '3', 'a'), ('3', '1'))
    """
    return tuple(_COMPONENT_RE.findall(compose(number).lower()))


def code_in(number: str, around: tuple[str, ...]) -> tuple[str, ...]:
    """The code of a number that begins with that of what it stands in; empty for any other.

    >>> code_in("3a1", ("3",)), code_in("31", ("3",)), code_in("4A.2", ("4a",))
    (('3', 'a', '1'), (), ('4a', '2'))
    """
    match = _code_pattern(around).match(compose(number).lower()) if around else None
    inner = tuple(_COMPONENT_RE.findall(number.lower()[match.end() :])) if match else ()
    return (*around, *inner) if inner else ()


@cache
def _code_pattern(around: tuple[str, ...]) -> re.Pattern[str]:
    """The code of what something stands in, at the beginning of its number."""
    begun = "".join(
        f"{re.escape(one)}{_between(one, after)}" for one, after in pairwise((*around, ""))
    )
    goes_on = "[0-9]" if around[-1][-1].isdigit() else "[a-z]"
    return re.compile(rf"{begun}(?!{goes_on})")


def _between(one: str, after: str) -> str:
    """What parts two numbers of a code: two of one kind need a full stop."""
    is_alike = bool(after) and one[-1].isdigit() == after[0].isdigit()
    return r"\." if is_alike else r"\.?"


def place_of(number: str, counting: Counting) -> int:
    """Where a number stands in what it is counted by, from 1; 0 for one that is none of it.

    >>> place_of("iv", Counting.ROMAN), place_of("d", Counting.LETTERS)
    (4, 4)
    """
    match counting:
        case Counting.DIGITS:
            found = _COUNTED_RE.fullmatch(number.lower())
            return int(found["digits"]) if found else 0
        case Counting.ROMAN:
            roman = _ROMAN_RE.fullmatch(number.upper())
            return _roman_value(roman) if roman and not roman["suffix"] else 0
        case Counting.LETTERS | Counting.CAPITALS if len(set(number)) == 1 and number.isalpha():
            return ord(number[0].lower()) - ord("a") + 1 + 26 * (len(number) - 1)
    return 0


def _letters(number: str) -> str:
    return number.replace("đ", "dd").replace("Đ", "dd")


def _ordinal(number: str) -> str:
    """The value of a number that is written out, `thứ nhất`; empty where it is none."""
    name = " ".join(number.lower().split())
    return str(structures.ordinals(structures.KNOWN).get(name, ""))


def _roman_value(match: re.Match[str]) -> int:
    digits = [_ROMAN[letter] for letter in match["tens"] + match["ones"]]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def roman_of(value: int) -> str:
    """A number in roman numerals.

    >>> roman_of(4), roman_of(49)
    ('IV', 'XLIX')
    """
    found = ""
    for worth, letters in _ROMAN_PARTS:
        count, value = divmod(value, worth)
        found += letters * count
    return found
