"""How far a quotation reaches in an amending document; what stands in it is text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from quyche.imports.files.openings import Opening, start
from quyche.imports.files.paragraphs import Paragraph
from quyche.imports.files.positions import value
from quyche.language import quotations
from quyche.language.quotations import Closings
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quyche.imports.files.paragraphs import Piece

_CLOSING_RE = re.compile(r"[”\"][\s.;,:]*$")
_AMENDING_RE = re.compile(r"sửa đổi|bổ sung|thay thế|bãi bỏ|thay cụm từ|như sau", re.IGNORECASE)
_ANNOUNCED_RE = re.compile(r"(?:như sau|sau đây)\s*:\s*$")
_LONGEST = 600
"""Paragraphs; no quotation is longer."""

_Beginning = tuple[Opening, int | str]
"""What begins with a paragraph, and its number; the letter of a point."""


@dataclass(frozen=True)
class QuotedPlace:
    """The provision of the document itself in which a quotation stands."""

    article: int
    clause: int
    point: str

    def is_followed_by(self, beginning: _Beginning | None) -> bool:
        """Whether the document's own next article, clause or point begins so."""
        if beginning is None:
            return False
        opening, number = beginning
        if opening is Opening.ARTICLE:
            return number == self.article + 1
        if opening is Opening.CLAUSE:
            return number == self.clause + 1
        return isinstance(number, str) and number > self.point


@dataclass(frozen=True)
class Quotation:
    """How many paragraphs a quotation takes."""

    length: int
    is_closed: bool = True


class PieceQuotations:
    """The quotations among paragraphs; however many begin and never end, each is read once."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._texts = [piece.text if isinstance(piece, Paragraph) else "" for piece in pieces]

    def marked(self, index: int, place: QuotedPlace) -> Quotation | None:
        """The quotation that begins with this paragraph.

        One that never ends is taken to reach to the next provision of the document itself, and says
        so.
        """
        text = self._texts[index]
        is_provision = self._opens[index]
        if not is_provision and not (text[:1] in '“"' and text and _depth(text, text[0])):
            return None
        if closed := self._lengths[text.lstrip()[0]][index]:
            return Quotation(closed)
        if not is_provision:
            return None
        return Quotation(self._until_own(index, place), is_closed=False)

    def unmarked(self, index: int, place: QuotedPlace) -> Quotation | None:
        """Provisions announced as those of another document ("… như sau:"), without marks."""
        before = self._texts[index - 1] if index else ""
        if not (_ANNOUNCED_RE.search(before) and _AMENDING_RE.search(before)):
            return None
        if place.is_followed_by(_beginning(self._texts[index])):
            return None
        return Quotation(self._until_own(index, place), is_closed=False)

    def _until_own(self, index: int, place: QuotedPlace) -> int:
        wanted: list[_Beginning] = [
            (Opening.QUOTE, 0),
            (Opening.ARTICLE, place.article + 1),
            (Opening.CLAUSE, place.clause + 1),
            *(point for point in self._points if place.is_followed_by(point)),
        ]
        nearest = min((self._next(beginning, index) for beginning in wanted), default=_LONGEST)
        return nearest if nearest < _LONGEST else 1

    def _next(self, beginning: _Beginning, index: int) -> int:
        """How many paragraphs further the next stands that begins so."""
        places = self._beginnings.get(beginning, ())
        at = bisect_right(places, index)
        return places[at] - index if at < len(places) else _LONGEST

    @cached_property
    def _beginnings(self) -> Mapping[_Beginning, Sequence[int]]:
        """Where each beginning stands that could be one of the document's own, or a quotation."""
        found: dict[_Beginning, list[int]] = {}
        for index, text in enumerate(self._texts):
            own = (Opening.QUOTE, 0) if self._opens[index] else _beginning(text)
            if own:
                found.setdefault(own, []).append(index)
        return found

    @cached_property
    def _points(self) -> Sequence[_Beginning]:
        return [one for one in self._beginnings if one[0] is Opening.POINT]

    @cached_property
    def _opens(self) -> Sequence[bool]:
        return [quotations.opens(text, VN) for text in self._texts]

    @cached_property
    def _lengths(self) -> Mapping[str, Sequence[int]]:
        """For each mark and paragraph how many paragraphs a quotation takes that begins there."""
        return {mark: self._closed(mark) for mark in '“"'}

    def _closed(self, mark: str) -> Sequence[int]:
        lengths = [0] * len(self._texts)
        sides = 2 if mark == '"' else 1  # a straight mark opens and closes by turns
        depths = [0, *accumulate(_depth(text, mark) for text in self._texts)]
        if sides > 1:
            depths = [depth % sides for depth in depths]
        closings = [Closings() for _ in range(sides)]
        for index, text in reversed(list(enumerate(self._texts))):
            before, after = depths[index], depths[index + 1]
            if _CLOSING_RE.search(text):
                closings[after % sides].add(after, index)
            last = closings[before % sides].nearest(before)
            if last is not None and last - index < _LONGEST:
                lengths[index] = last - index + 1
            if self._opens[index] and text.lstrip()[0] == mark:
                closings = [Closings() for _ in range(sides)]
        return lengths


def _depth(text: str, mark: str) -> int:
    if mark == "“":
        return quotations.balance(text)
    return (text.count('"') + text.count("”") + text.count("“")) % 2


def _beginning(text: str) -> _Beginning | None:
    """What of the document's own a text could begin: an article, or what amends another."""
    begun = start(text)
    if begun.opening is Opening.ARTICLE:
        return begun.opening, value(begun.number)
    if not _AMENDING_RE.search(text):
        return None
    if begun.opening is Opening.CLAUSE:
        return begun.opening, value(begun.number)
    return (begun.opening, begun.number) if begun.opening is Opening.POINT else None
