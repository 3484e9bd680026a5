"""What the words on both sides of a line break tell about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.imports.files.openings import Opening, start
from quyche.imports.files.paragraphs import without_last_notes

if TYPE_CHECKING:
    from collections.abc import Iterable

_BRACKETS_RE = re.compile(r"\([^()]*\)$")
_ENDED_RE = re.compile(r"[.;:!?…][\"”’»)\]]*[.;:,]*$|[”\"]$|\./\.?$")
_LISTING_RE = re.compile(r"[:;][\"”’)]*$")
# A connecting word or a comma at the end
_ASKING_RE = re.compile(
    r"""(?:
        (?:^|[\s(])
        (?:của|và|hoặc|hay|với|từ|đến|tới|các|những|về|trong|ở|là|bởi|bằng|cho|do|như|tại|theo
        |thuộc|mọi|mỗi|từng|khi|nếu|thì|mà|để|cùng|giữa|đối|thay\ thế|kèm|trừ|ban\ hành
        |mục\ [IVX]+|khoản|điểm|[Đđ]iều|[Mm]ục|[Cc]hương|Phần)
        | [,(–-]
    )$""",
    re.VERBOSE,
)
# "khoản", "điểm", "tại khoản 2", "ngày 01 tháng", "các khoản 1," at the end
_COUNTING_RE = re.compile(
    r"""(?:
        (?:^|[\s(])
        (?:các|khoản|điểm|điều|mục|chương|phần|số|từ|đến|và|hoặc|tại|theo|của|ngày|tháng|năm|quý
        |bảng|biểu|mẫu|phụ\ lục|(?:khoản|điều|mục|chương)\ [\dIVX]+[a-zđ]?|điểm\ [a-zđ])
        | [,(–-]
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_RECEIVED_RE = re.compile(r"\s*Nơi nhận")
_END = 200
"""Letters within which the end of a sentence shows; nobody closes more quotations at once."""
_HYPHENATED_RE = re.compile(r"\w-$")
_RULE_RE = re.compile(r"[_–—=*~•─━+\s-]+")
_WORD_RE = re.compile(r"\w+")


def says_who_receives(text: str) -> bool:
    """Whether a line begins the list of those who receive a document."""
    return bool(_RECEIVED_RE.match(text))


def is_ended(text: str) -> bool:
    """Whether the text ends as a sentence or a member of a list does."""
    text = without_last_notes(text)
    brackets = _BRACKETS_RE.search(text, max(text.rfind("("), 0))
    return bool(brackets or _ENDED_RE.search(text, max(len(text) - _END, 0)))


def is_listing(text: str) -> bool:
    """Whether the text ends with a colon or semicolon."""
    return bool(_LISTING_RE.search(without_last_notes(text)))


def is_asking(text: str) -> bool:
    """Whether the text ends with a word that asks for another, whatever it is."""
    return bool(_ASKING_RE.search(without_last_notes(text)))


def is_counting(text: str) -> bool:
    """Whether the text ends with words that ask for a number or a letter."""
    return bool(_COUNTING_RE.search(without_last_notes(text)))


def is_parted(text: str) -> bool:
    """Whether the text ends inside a word with a hyphen: `22/2023/QĐ-`."""
    return bool(_HYPHENATED_RE.search(text[-3:]))


def is_heading(text: str) -> bool:
    """Whether the text begins with an article or a chapter, its own or a quoted one."""
    return start(text.lstrip(' "“')).opening in {Opening.ARTICLE, Opening.DIVISION}


def is_rule(text: str) -> bool:
    """Whether the line is drawn, not written."""
    return bool(_RULE_RE.fullmatch(text))


def is_in_brackets(text: str) -> bool:
    """Whether the text is a remark in brackets that are still open."""
    return opens_brackets(text) and opened_brackets(text) > 0


def opens_brackets(text: str) -> bool:
    """Whether the text begins with a bracket."""
    return text.lstrip().startswith("(")


def opened_brackets(text: str) -> int:
    """How many brackets the text opens more than it closes."""
    return text.count("(") - text.count(")")


@dataclass(frozen=True)
class Habits:
    """How a text writes words with a capital letter in the middle of a sentence."""

    _names: frozenset[tuple[str, ...]]
    _neighbours: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Habits:
        """The habits of a text, learnt from its lines."""
        names: set[tuple[str, ...]] = set()
        neighbours: set[tuple[str, str]] = set()
        for text in texts:
            words = text.split()
            for at, (before, word) in enumerate(pairwise(words), start=1):
                if word[:1].isupper():
                    neighbours.add((before, _first(word)))
                    if before[-1].islower() and at + 1 < len(words):
                        names.add(_two_words(f"{word} {words[at + 1]}"))
        return cls(frozenset(names), frozenset(neighbours))

    def is_name(self, text: str) -> bool:
        """Whether the words that begin the text are a name, not the beginning of a sentence."""
        return _two_words(text) in self._names

    def are_neighbours(self, before: str, after: str) -> bool:
        """Whether the words on both sides of a break stand side by side elsewhere."""
        return (before.rsplit(maxsplit=1)[-1], _first(after)) in self._neighbours


def _first(text: str) -> str:
    match = _WORD_RE.search(text)
    return match.group() if match else ""


def _two_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD_RE.findall(text[:80])[:2])
