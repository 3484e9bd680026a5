"""Vietnamese text: Unicode forms, tone placement, folding for search, dictionary order.

Nothing here changes a document's text: every function returns a form to compare or sort by.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# The vowel pairs whose tone mark is set on the first letter in one school and on the second in
# the other ("hòa"/"hoà", "ủy"/"uỷ"). The older placement is our key; `qu` is a consonant, so
# "quý" has one form only.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LATE_TONE_RE = re.compile(
    rf"(?<![qQ])(?P<first>[oOuU])(?P<second>[aAeEyY])(?P<tone>[{_TONES}])(?!\w)"
)
# The Vietnamese alphabet, and f j w z where foreign names have them.
_ORDER = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Dictionary order of tones: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
CAPITALS = "A-Z" + "".join(letter for letter in map(chr, range(0x00C0, 0x1EFA)) if letter.isupper())
"""The capital letters of Vietnamese, and those between, for a character class of a pattern."""
_SYLLABLE_RE = re.compile(r"[^\W\d_]+")
_SORT_UNIT_RE = re.compile(r"\d+|[^\W\d_]+|[\W_]")


def compose(text: str) -> str:
    """The text in Unicode form NFC."""
    return unicodedata.normalize("NFC", text)


def is_composed(text: str) -> bool:
    """Whether the text is in Unicode form NFC already."""
    return unicodedata.is_normalized("NFC", text)


def spelling(text: str) -> str:
    """A key that is equal for two spellings of the same words: Unicode form, tone placement.

    The key of an NFC text has the same length as the text: positions in one hold in the other.
    """
    return _composed_spelling(compose(text))


def _composed_spelling(text: str) -> str:
    return _SYLLABLE_RE.sub(lambda match: _spelling_of(match.group()), text)


@lru_cache(maxsize=16384)
def _spelling_of(syllable: str) -> str:
    """The syllable with its tone on the first vowel: "uỷ" becomes "ủy", "hoà" becomes "hòa"."""
    if syllable.isascii():
        return syllable
    marked = "".join(_tone_last(char) for char in syllable)
    key = compose(_LATE_TONE_RE.sub(r"\g<first>\g<tone>\g<second>", marked))
    return key if len(key) == len(syllable) else syllable  # not so in other languages


def _tone_last(char: str) -> str:
    """A letter with its tone taken apart, its other marks kept: "ế" becomes "ê" and the tone."""
    marks = unicodedata.normalize("NFD", char)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return compose("".join(mark for mark in marks if mark not in _TONES)) + tones


def fold(text: str) -> str:
    """The text as people type it in a hurry: lower case, no marks, `đ` as `d`."""
    marks = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


def slug(text: str) -> str:
    """An ASCII name for a URL or an anchor: "Điều lệ Đảng" becomes `dieu-le-dang`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def anchor_of_heading(heading: str, separator: str) -> str:
    """The anchor of a heading that is no provision, as Python-Markdown asks for it."""
    return slug(heading).replace("-", separator)


SortKey = tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]
"""For every syllable, number or sign: which of them it is, its letters, its tones."""


def sort_key(text: str) -> SortKey:
    """Dictionary order, syllable by syllable: signs, numbers by value, letters and then tones."""
    return tuple(_sort_unit(unit) for unit in _SORT_UNIT_RE.findall(compose(text).lower()))


def _sort_unit(unit: str) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    if unit.isdecimal():
        digits = unit.lstrip("0")
        return 1, (len(digits), *(int(digit) for digit in digits)), ()
    if not unit[0].isalnum():
        return 0, (ord(unit),), ()
    parted = [_tone_last(letter) for letter in unit]
    return 2, tuple(map(_letter_order, parted)), tuple(map(_tone_order, parted))


def _letter_order(parted: str) -> int:
    """Where a letter stands in the alphabet; those of other languages come after it."""
    position = _ORDER.find(parted[:1])
    return position if position >= 0 else len(_ORDER) + ord(parted[:1])


def _tone_order(parted: str) -> int:
    return _TONE_ORDER.get(parted[-1], 0)


@dataclass(frozen=True)
class Searchable:
    """A text beside its spelling key: names are found in the key and placed in the text."""

    key: str
    offsets: tuple[int, ...]
    """For every position of the key, and for its end, the position in the text."""

    @classmethod
    def of(cls, text: str) -> Searchable:
        """The searchable form of a text in any Unicode form."""
        if is_composed(text):
            return cls(spelling(text), tuple(range(len(text) + 1)))
        offsets: list[int] = []
        composed: list[str] = []
        for start, cluster in _clusters(text):
            letters = compose(cluster)
            composed.append(letters)
            offsets.extend([start] * len(letters))
        return cls(_composed_spelling("".join(composed)), (*offsets, len(text)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the key stands in the text."""
        return self.offsets[start], self.offsets[end]


def _clusters(text: str) -> list[tuple[int, str]]:
    """Each base letter with the marks that follow it, and where it starts."""
    clusters: list[tuple[int, str]] = []
    for position, char in enumerate(text):
        if clusters and unicodedata.combining(char):
            start, cluster = clusters[-1]
            clusters[-1] = (start, cluster + char)
        else:
            clusters.append((position, char))
    return clusters
