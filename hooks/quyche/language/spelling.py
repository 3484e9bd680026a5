"""Vietnamese text: Unicode forms, tone placement, folding for search, dictionary order.

Nothing here changes a document's text: every function returns a form to compare or sort by.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse, pairwise
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# The vowel pairs whose tone mark is set on the first letter in one school and on the second in
# the other ("hòa"/"hoà", "ủy"/"uỷ"). The older placement is our key; `qu` is a consonant, so
# "quý" has one form only.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LATE_TONE_RE = re.compile(
    rf"(?<![qQ])(?P<first>[oOuU])(?P<second>[aAeEyY])(?P<tone>[{_TONES}])(?!\w)"
)
# The same as one letter each: a text in which none stands is its own key.
_LATE_RE = re.compile("(?<![qQ])[oOuU][àáãảạèéẽẻẹỳýỹỷỵÀÁÃẢẠÈÉẼẺẸỲÝỸỶỴ](?![^\\W\\d_])")
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
    if not _LATE_RE.search(text):
        return text
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
    if text.isascii():
        return text.lower()
    marks = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    return "".join(filterfalse(unicodedata.combining, marks))


def slug(text: str) -> str:
    """An ASCII name for a URL or an anchor: "Điều lệ Đảng" becomes `dieu-le-dang`."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def anchor_of_heading(heading: str, separator: str) -> str:
    """The anchor of a heading that is no provision, as Python-Markdown asks for it.

    What stands around a text has names that begin with `q-`; no heading takes one of them.
    """
    found = slug(heading)
    free = f"doan-{found}" if found.startswith("q-") else found
    return free.replace("-", separator)


SortKey = tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]
"""For every syllable, number or sign: which of them it is, its letters, its tones."""


def sort_key(text: str, language: str = "vi") -> SortKey:
    """Dictionary order of a language, word by word: signs, numbers by value, letters, then marks.

    In Vietnamese a word is a syllable, its letters are those of the Vietnamese alphabet, and its
    marks are the tones. Elsewhere a letter with marks stands beside the letter without.
    """
    order = _VIETNAMESE if language == "vi" else _LATIN
    return tuple(_sort_unit(unit, *order) for unit in _SORT_UNIT_RE.findall(compose(text).lower()))


def _sort_unit(
    unit: str, letter_of: Callable[[str], int], marks_of: Callable[[str], int]
) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    if unit.isdecimal():
        digits = unit.lstrip("0")
        return 1, (len(digits), *(int(digit) for digit in digits)), ()
    if not unit[0].isalnum():
        return 0, (ord(unit),), ()
    return 2, tuple(map(letter_of, unit)), tuple(map(marks_of, unit))


def _letter_order(letter: str) -> int:
    """Where a letter stands in the alphabet; those of other languages come after it."""
    bare = _tone_last(letter)[:1]
    position = _ORDER.find(bare)
    return position if position >= 0 else len(_ORDER) + ord(bare)


def _tone_order(letter: str) -> int:
    return _TONE_ORDER.get(_tone_last(letter)[-1], 0)


def _bare_order(letter: str) -> int:
    return ord(fold(letter)[:1] or letter)


def _marks_order(letter: str) -> int:
    return ord(letter) if fold(letter) != letter else 0


_VIETNAMESE = (_letter_order, _tone_order)
_LATIN = (_bare_order, _marks_order)


class FoundSpelling(Protocol):
    """What a pattern found in a text: positions and letters are those of the text as written."""

    def __getitem__(self, group: int | str, /) -> str | Any: ...

    def group(self) -> str | Any:
        """All of it."""

    def span(self, group: int | str = 0, /) -> tuple[int, int]:
        """Where it stands."""

    def start(self, group: int | str = 0, /) -> int:
        """Where it begins."""

    def end(self, group: int | str = 0, /) -> int:
        """Where it ends."""


def read_start(pattern: re.Pattern[str], text: str) -> FoundSpelling | None:
    """What the text begins with, in whatever Unicode form it is written."""
    return pattern.match(text) if is_composed(text) else _composed(text).match(pattern)


def reader(text: str) -> Callable[[re.Pattern[str]], FoundSpelling | None]:
    """What the text begins with, asked of one pattern after the other."""
    if is_composed(text):
        return lambda pattern: pattern.match(text)
    return _composed(text).match


def read_whole(pattern: re.Pattern[str], text: str) -> FoundSpelling | None:
    """What the whole text is, in whatever Unicode form it is written."""
    return pattern.fullmatch(text) if is_composed(text) else _composed(text).fullmatch(pattern)


def read_all(pattern: re.Pattern[str], text: str) -> Iterator[FoundSpelling]:
    """All that stands in the text, in whatever Unicode form it is written."""
    return pattern.finditer(text) if is_composed(text) else _composed(text).finditer(pattern)


def read_in(pattern: re.Pattern[str], text: str) -> FoundSpelling | None:
    """The first that stands in the text, in whatever Unicode form it is written."""
    return next(read_all(pattern, text), None)


@dataclass(frozen=True)
class Searchable:
    """A text beside a key of it: what is found in the key is placed in the text."""

    text: str
    key: str
    """The text itself where that is its key."""
    offsets: Sequence[int]
    """For every position of the key, and for its end, the position in the text."""

    @classmethod
    def of(cls, text: str) -> Searchable:
        """A text in any Unicode form beside its spelling key."""
        return _spelled(text)

    @classmethod
    def folded(cls, text: str) -> Searchable:
        """A text in any Unicode form beside how people type it in a hurry."""
        return _folded(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the key stands in the text."""
        return self.offsets[start], self.offsets[end]

    def cut(self, start: int, end: int) -> str:
        """A stretch of the key as it is written."""
        return self.text[self.offsets[start] : self.offsets[end]]

    def place(self, position: int) -> int:
        """Where a position of the text stands in the key."""
        is_same = isinstance(self.offsets, range)
        return position if is_same else bisect_left(self.offsets, position)

    def match(self, pattern: re.Pattern[str], position: int = 0) -> FoundSpelling | None:
        """What stands at a position of the text."""
        return self._found(pattern.match(self.key, self.place(position)))

    def fullmatch(self, pattern: re.Pattern[str]) -> FoundSpelling | None:
        """What the whole text is."""
        return self._found(pattern.fullmatch(self.key))

    def finditer(self, pattern: re.Pattern[str]) -> Iterator[FoundSpelling]:
        """All that stands in the text."""
        return (_Placed(match, self) for match in pattern.finditer(self.key))

    def _found(self, match: re.Match[str] | None) -> FoundSpelling | None:
        return _Placed(match, self) if match and self.key is not self.text else match


@dataclass(frozen=True)
class _Placed:
    """What was found in a key, placed in the text."""

    match: re.Match[str]
    searchable: Searchable

    def __getitem__(self, group: int | str, /) -> str | Any:
        start, end = self.span(group)
        return None if start < 0 else self.searchable.text[start:end]

    def group(self) -> str | Any:
        return self[0]

    def span(self, group: int | str = 0, /) -> tuple[int, int]:
        start, end = self.match.span(group)
        return (start, end) if start < 0 else self.searchable.span(start, end)

    def start(self, group: int | str = 0, /) -> int:
        return self.span(group)[0]

    def end(self, group: int | str = 0, /) -> int:
        return self.span(group)[1]


@lru_cache(maxsize=32)  # a text is looked through for one thing after another
def _spelled(text: str) -> Searchable:
    if is_composed(text):
        key = _composed_spelling(text)
        return Searchable(text, text if key == text else key, range(len(text) + 1))
    composed = _composed(text)
    return Searchable(text, _composed_spelling(composed.key), composed.offsets)


@lru_cache(maxsize=32)
def _composed(text: str) -> Searchable:
    """A text that is not composed, beside the text that is."""
    return _lettered(text, compose)


@lru_cache(maxsize=32)
def _folded(text: str) -> Searchable:
    key = fold(text)
    if is_composed(text) and len(key) == len(text):
        return Searchable(text, key, range(len(text) + 1))
    return _lettered(text, fold)


def _lettered(text: str, letters_of: Callable[[str], str]) -> Searchable:
    """A key that is made of one letter with its marks after the other."""
    starts = [at for at, char in enumerate(text) if not at or not unicodedata.combining(char)]
    offsets: list[int] = []
    key: list[str] = []
    for start, end in pairwise((*starts, len(text))):
        cluster = text[start:end]
        letters = letters_of(cluster)
        key.append(letters)
        same = letters == cluster
        offsets.extend(range(start, end) if same else [start] * len(letters))
    return Searchable(text, "".join(key), (*offsets, len(text)))


def beginning(text: str, most: int) -> str:
    """The text on one line; of a longer one its first words, with a mark for what was left out."""
    said = " ".join(text.split())
    return said if len(said) <= most else f"{said[:most].rpartition(' ')[0].rstrip(' ,;:.')}…"
