"""Footnotes of a printed text: where they are told, and the numbers in the text that mean them.

Paper loses what sets the number of a footnote apart: "1.2 Bảo hiểm" is clause 1 with footnote 2,
"biểu thống kê1" ends with a footnote. What is told below tells which numbers these are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.imports.files.cues import is_counting, is_ended
from quyche.imports.files.furniture import Gap, PrintedLine
from quyche.imports.files.paragraphs import Paragraph, note_sign
from quyche.language.kinds import Kind
from quyche.language.quotations import balance
from quyche.language.spelling import CAPITALS
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.imports.files.paragraphs import Piece

# "1 Luật số 32/2013/QH13 …", "2Khoản này …", "[8] Điều này …" below a page
_TOLD_RE = re.compile(
    r"\s*(?:\[(?P<bracketed>\d{1,3})\]|(?P<number>\d{1,3}))(?P<gap>\s*)(?=[“\"(]?(?P<first>[^\W\d_]))"
)
# "Điều 2.4 (được bãi bỏ)", "3.9 Ban hành …", "c)17 Người …"
_GLUED = (
    rf"\s*(?:(?:{VN.form(Kind.ARTICLE).word} )?\d{{1,3}}[a-zđ]?\.|[a-zđ]\))"
    r"(?P<note>\d{1,3})(?=\s*[^\W\d_]|\s*[(“\"]|\s*$)"
)
# "Điều 2-4 Tên", "2-3 Không áp dụng …", "b-7 Người …"; "2-3 ngày một lần" counts days
_DASHED = (
    rf"\s*(?:(?:{VN.form(Kind.ARTICLE).word} )?\d{{1,3}}[a-zđ]?|[a-zđ])[–-]"
    rf"(?P<note>\d{{1,3}})(?=\s*[{CAPITALS}(“\"])"
)
# "biểu thống kê1", "theo quy định;3 và", "Xây dựng chiến lược,8 kế hoạch"
_AFTER = r"(?<=[^\W\d_])[.,;:”\")]{0,3}(?P<note>\d{1,3})(?![\w%°]|[/.,-]\w)"
_PLACE_RES = (
    re.compile(r"\[(?P<note>\d{1,3})\]"),
    re.compile(f"^{_GLUED}"),
    re.compile(f"^{_DASHED}"),
    re.compile(_AFTER),
)
_MARK_RE = re.compile("|".join(one.split("(?P<note>", maxsplit=1)[0] for one in (_GLUED, _DASHED)))
# "32/2013/QH13", "m2", "CO2", "A1": no word of a text
_CODE_RE = re.compile(r"\S*[/\\@_]\S*|(?:k|c|d|m)?m|[A-Z]{1,2}|[A-Z]{2,}[a-z]?")
_ARTICLE_RE = re.compile(rf"\s*{VN.form(Kind.ARTICLE).word} \d", re.IGNORECASE)
_DECIMAL_RE = re.compile(r"\s*(?P<clause>\d{1,3})\.(?P<inner>\d{1,3})(?=\s)")
_FARTHEST = 5
"""How many footnotes may be missing before a number is taken for one of the text."""


@dataclass(frozen=True)
class FootnoteLines:
    """The lines of a text, and those of its footnotes, each with signs for the numbers found."""

    body: tuple[PrintedLine, ...]
    notes: tuple[PrintedLine, ...]
    referred: tuple[int, ...] = ()
    """The lines on which footnotes are referred to."""
    unplaced: tuple[tuple[int, str], ...] = ()
    """The lines on which footnotes are told that nothing refers to, and their numbers."""


@dataclass(frozen=True, order=True)
class _Place:
    """A number that may mean a footnote."""

    index: int
    start: int
    end: int


@dataclass
class _Seeker:
    """Goes through the lines once, page by page, as the footnotes are counted."""

    lines: Sequence[PrintedLine]
    told: dict[int, str] = field(default_factory=dict)
    """The lines that begin a footnote."""
    inside: set[int] = field(default_factory=set)
    """All lines of footnotes."""
    places: dict[str, _Place] = field(default_factory=dict)
    last: int = 0
    """The number of the footnote told last."""
    at: _Place = field(default_factory=lambda: _Place(0, 0, 0))
    """Where one was referred to last."""
    opened: int = 0
    """How many quotations the footnote told last opens more than it closes."""

    @cached_property
    def pages(self) -> Sequence[range]:
        """The lines of each page."""
        found, begin = [], 0
        for index in range(1, len(self.lines) + 1):
            if index == len(self.lines) or self.lines[index].page != self.lines[begin].page:
                found.append(range(begin, index))
                begin = index
        return found

    def seek(self) -> None:
        """Find all footnotes."""
        is_paged = len(self.pages) > 1
        for page in self.pages:
            if any(self.lines[index].is_note for index in page):
                self._below_rule(page)
            else:
                self._without_rule(page, is_paged=is_paged)

    def _below_rule(self, page: range) -> None:
        """A page on which a drawn line parts the footnotes from the text."""
        for index in page:
            if self.lines[index].is_note:
                self._take(index, page, is_strict=False)

    def _without_rule(self, page: range, *, is_paged: bool) -> None:
        """A page whose footnotes only their numbers tell, from a gap to the end of the page."""
        begun = self._continued(page) if self.inside and is_paged else None
        is_inside = begun is not None
        for index in range(begun if begun is not None else page.start, page.stop):
            line = self.lines[index]
            is_apart = is_inside or (line.gap is Gap.BLANK and not self._is_asked_for(index))
            if is_apart and self._tells(index, page, is_strict=True):
                is_inside = True
            elif is_inside and not is_paged and self._is_over(index):
                is_inside = False
            if is_inside:
                self._take(index, page, is_strict=True)

    def _is_over(self, index: int) -> bool:
        """Whether nothing tells that a footnote goes on behind a gap."""
        announces = self.lines[index - 1].text.rstrip().endswith(":")
        return self.lines[index].gap is Gap.BLANK and self.opened <= 0 and not announces

    def _is_asked_for(self, index: int) -> bool:
        """Whether the line before asks for the number that begins one: "tại khoản"."""
        return index > 0 and is_counting(self.lines[index - 1].text)

    def _continued(self, page: range) -> int | None:
        """Where on a page a footnote goes on that was not finished on the one before."""
        blocks = [index for index in page if self.lines[index].gap is Gap.BLANK]
        for index in reversed(blocks):
            text = [self.lines[at].text for at in self._up_to_told(index, page)]
            if not text:
                continue
            if self.opened > 0 and self.opened + sum(map(balance, text)) <= 0:
                return index
            is_torn = not self.opened and not self._is_ended and text[0].strip()[:1].islower()
            if is_torn and is_ended(self.lines[index - 1].text.rstrip("0123456789")):
                return index
        return None

    def _up_to_told(self, index: int, page: range) -> Iterator[int]:
        for at in range(index, page.stop):
            if at > index and self._tells(at, page, is_strict=True):
                return
            yield at

    @property
    def _is_ended(self) -> bool:
        return is_ended(self.lines[max(self.inside)].text)

    # One line of a footnote

    def _take(self, index: int, page: range, *, is_strict: bool) -> None:
        text = self.lines[index].text
        number = self._tells(index, page, is_strict=is_strict)
        if number:
            self.last, self.opened = int(number), 0
            self.told[index] = number
            if found := self._reference(number, index, page):
                self.places[number] = self.at = found
        self.opened += balance(text)
        self.inside.add(index)

    def _tells(self, index: int, page: range, *, is_strict: bool) -> str:
        """The number of the footnote that begins on a line; empty for none."""
        match = _TOLD_RE.match(self.lines[index].text)
        if not match:
            return ""
        number = match["bracketed"] or match["number"]
        is_next = int(number) == self.last + 1
        if not self.last < int(number) <= self.last + _FARTHEST + (100 if not self.told else 0):
            return ""
        is_among = self.opened <= 0 and index - 1 in self.inside and match["first"].isupper()
        is_sure = bool(match["bracketed"] or is_next) if not is_strict else is_next and is_among
        if not is_sure and match["first"].islower() and (is_strict or not is_next):
            return ""
        if is_sure or self._reference(number, index, page):
            return number
        return ""

    # What refers to a footnote

    def _reference(self, number: str, before: int, page: range) -> _Place | None:
        """The number in the text above a line that means this footnote: on its page, or before."""
        places = self._places.get(number, ())
        for first in (max(_Place(page.start, 0, 0), self.at), self.at):
            for at in range(bisect_left(places, first), len(places)):
                if places[at].index >= before:
                    break
                index = places[at].index
                if index not in self.inside and not self.lines[index].is_note:
                    return places[at]
        return None

    @cached_property
    def _places(self) -> Mapping[str, Sequence[_Place]]:
        """Every number that may mean a footnote, in the order of the text."""
        found: dict[str, list[_Place]] = {}
        decimals = _decimals(self.lines)
        for index, line in enumerate(self.lines):
            spans = {
                match.span("note"): match
                for each in _PLACE_RES
                for match in each.finditer(line.text)
            }
            for span, match in sorted(spans.items()):
                is_mark = match.re is not _PLACE_RES[-1] and index not in decimals
                if is_mark or (match.re is _PLACE_RES[-1] and _is_word(line.text, span[0])):
                    found.setdefault(match["note"], []).append(_Place(index, *span))
        return found


def _decimals(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """The lines that begin with `1.1` and `1.2` in one article: these are clauses in a clause."""
    article = 0
    found: dict[tuple[int, str], dict[str, int]] = {}
    for index, line in enumerate(lines):
        if _ARTICLE_RE.match(line.text):
            article += 1
        if match := _DECIMAL_RE.match(line.text):
            found.setdefault((article, match["clause"]), {})[match["inner"]] = index
    return frozenset(
        index for inner in found.values() if len(inner) > 1 for index in inner.values()
    )


def _is_word(text: str, at: int) -> bool:
    """Whether what a number is glued to is a word, no unit and no code."""
    before = text[:at]
    if not before[-1:].isalpha():
        return True
    token = before.split()[-1].strip('.,;:”")“(') if before.split() else ""
    is_set_in_capitals = text == text.upper()
    return not _CODE_RE.fullmatch(token) or (is_set_in_capitals and "/" not in token)


def parted(lines: Sequence[PrintedLine]) -> FootnoteLines:
    """The lines of a text with its footnotes apart, and signs where they are referred to."""
    seeker = _Seeker(lines)
    seeker.seek()
    signed = {index: line.text for index, line in enumerate(lines)}
    for number, place in sorted(seeker.places.items(), key=lambda one: one[1].start, reverse=True):
        signed[place.index] = _signed(signed[place.index], place, number)
    for index, number in seeker.told.items():
        match = _TOLD_RE.match(signed[index])
        if match:
            signed[index] = note_sign(number) + signed[index][match.end() :]
    marked = [
        replace(line, text=signed[index], is_note=index in seeker.inside or line.is_note)
        for index, line in enumerate(lines)
    ]
    lost = [(lines[at].number, n) for at, n in seeker.told.items() if n not in seeker.places]
    return FootnoteLines(
        tuple(line for line in marked if not line.is_note),
        tuple(line for line in marked if line.is_note),
        tuple(sorted(lines[place.index].number for place in seeker.places.values())),
        tuple(lost),
    )


def in_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Paragraphs that are whole already, with the footnotes that are typed among them apart.

    The same where footnotes stand apart already.
    """
    lines = [
        PrintedLine(piece.text, index, Gap.BLANK)
        for index, piece in enumerate(pieces)
        if isinstance(piece, Paragraph)
    ]
    if any(isinstance(piece, Paragraph) and piece.is_note for piece in pieces):
        return tuple(pieces)
    found = parted(lines)
    if not found.referred:
        return tuple(pieces)
    known = {line.number: line for line in (*found.body, *found.notes)}
    changed = (
        replace(piece, text=known[index].text, is_note=known[index].is_note)
        if isinstance(piece, Paragraph)
        else piece
        for index, piece in enumerate(pieces)
    )
    return tuple(sorted(changed, key=lambda one: isinstance(one, Paragraph) and one.is_note))


def _signed(text: str, place: _Place, number: str) -> str:
    """The text with a sign for the number; behind that of a provision with a blank before it."""
    before, after = text[: place.start], text[place.end :]
    if before.endswith("[") and after.startswith("]"):
        before, after = before[:-1].rstrip(" "), after[1:]
    if _MARK_RE.fullmatch(before):
        return f"{before} {note_sign(number)} {after.lstrip()}".rstrip()
    return f"{before}{note_sign(number)}{after}"
