"""Numbers as rules write them, and how an anchor spells each: roman, in words, with letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.language import structures
from quyche.language.spelling import compose, slug

if TYPE_CHECKING:
    from quyche.language.kinds import Kind


_ROMAN_RE = re.compile(
    r"(?=[IVXLC])(?P<tens>X[CL]|L?X{0,3})(?P<ones>I[XV]|V?I{0,3})(?P<suffix>[a-zđ]?)"
)


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


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
    number = key.partition("--")[0].replace("-", ".")
    return number.replace("dd", "đ") if "đ" in letters else number


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
