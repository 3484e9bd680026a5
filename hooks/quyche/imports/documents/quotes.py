"""How far a quotation reaches in an amending document; what stands in it is text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quyche.imports.files.openings import Opening, start
from quyche.imports.files.paragraphs import Paragraph
from quyche.imports.files.positions import value
from quyche.language import quotations
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.paragraphs import Piece

_CLOSING_RE = re.compile(r"[”\"][\s.;,:]*$")
_AMENDING_RE = re.compile(r"sửa đổi|bổ sung|thay thế|bãi bỏ|thay cụm từ|như sau", re.IGNORECASE)
_ANNOUNCED_RE = re.compile(r"(?:như sau|sau đây)\s*:\s*$")
_LONGEST = 600
"""Paragraphs; no quotation is longer."""


@dataclass(frozen=True)
class QuotedPlace:
    """The provision of the document itself in which a quotation stands."""

    article: int
    clause: int
    point: str

    def is_followed_by(self, text: str) -> bool:
        """Whether the text begins the document's own next article, clause or point."""
        begun = start(text)
        if begun.opening is Opening.ARTICLE:
            return value(begun.number) == self.article + 1
        if not _AMENDING_RE.search(text):
            return False
        if begun.opening is Opening.CLAUSE:
            return value(begun.number) == self.clause + 1
        return begun.opening is Opening.POINT and begun.number > self.point


@dataclass(frozen=True)
class Quotation:
    """How many paragraphs a quotation takes."""

    length: int
    is_closed: bool = True


def quotation(pieces: Sequence[Piece], index: int, place: QuotedPlace) -> Quotation | None:
    """The quotation that begins with this paragraph.

    One that never ends is taken to reach to the next provision of the document itself, and says so.
    """
    text = _text(pieces[index])
    is_provision = _opens(text)
    if not is_provision and not (text[:1] in '“"' and text and _depth(text, text[0])):
        return None
    if closed := _closed(pieces, index):
        return Quotation(closed)
    if not is_provision:
        return None
    return Quotation(_until_own(pieces, index, place), is_closed=False)


def unmarked(pieces: Sequence[Piece], index: int, place: QuotedPlace) -> Quotation | None:
    """Provisions announced as those of another document ("… như sau:"), without quotation marks."""
    before = _text(pieces[index - 1]) if index else ""
    if not (_ANNOUNCED_RE.search(before) and _AMENDING_RE.search(before)):
        return None
    if place.is_followed_by(_text(pieces[index])):
        return None
    return Quotation(_until_own(pieces, index, place), is_closed=False)


def _closed(pieces: Sequence[Piece], index: int) -> int:
    mark = _text(pieces[index]).lstrip()[0]
    depth = 0
    for count, piece in enumerate(pieces[index : index + _LONGEST], start=1):
        text = _text(piece)
        if count > 1 and _opens(text) and text.lstrip()[0] == mark:
            return 0
        depth = depth + _depth(text, mark) if mark == "“" else (depth + _depth(text, mark)) % 2
        if depth <= 0 and _CLOSING_RE.search(text):
            return count
    return 0


def _depth(text: str, mark: str) -> int:
    if mark == "“":
        return quotations.balance(text)
    return (text.count('"') + text.count("”") + text.count("“")) % 2


def _until_own(pieces: Sequence[Piece], index: int, place: QuotedPlace) -> int:
    for count, piece in enumerate(pieces[index + 1 : index + _LONGEST], start=1):
        text = _text(piece)
        if place.is_followed_by(text) or _opens(text):
            return count
    return 1


@lru_cache(maxsize=2 * _LONGEST)
def _opens(text: str) -> bool:
    """Whether a text quotes a provision; each is looked at once for every quotation before it."""
    return quotations.opens(text, VN)


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, Paragraph) else ""
