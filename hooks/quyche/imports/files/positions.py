"""Where in the order of numbers a text has come while it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.language.grammars import Counting
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key, place_of
from quyche.texts import orders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyche.imports.files.openings import Start

_ARTICLE_RANK = Kind.ARTICLE.rank
_MISREAD = str.maketrans({"l": "1", "I": "1", "O": "0", "Ï": "I"})


def value(number: str) -> int:
    """The number without its letter: 4 for `4a`, 0 for none."""
    match = re.match(r"\d+", number)
    return int(match.group()) if match else 0


def as_meant(number: str) -> str:
    """A number whose letters a scanner took for digits, or the other way round: `l2` is 12."""
    return number.translate(_MISREAD)


@dataclass
class Position:
    """What is open, and which numbers it already has."""

    article: int = 0
    has_heading: bool = False
    """Whether any heading is open, so that numbers count."""
    is_closed: bool = False
    """Whether it is over, so that no number counts before another heading."""
    clause: str = ""
    point: str = ""
    subpoint: str = ""
    sections: dict[bool, int] = field(default_factory=dict)
    """The last section with a roman number (True) and the last with a letter (False).

    The first of them is that in which the others stand.
    """
    scheme: int = 0
    """The article in which these sections stand; 0 where articles stand in sections."""
    _articles: set[str] = field(default_factory=set)
    _divisions: set[tuple[str, ...]] = field(default_factory=set)
    _path: tuple[str, ...] = ()
    _clauses: set[str] = field(default_factory=set)
    _points: set[str] = field(default_factory=set)
    _around: tuple[str, ...] = ()
    """The path of the section in which others stand."""

    @property
    def depth(self) -> int:
        """What new text continues: an article (0), a clause or its only point (1), a point (2)."""
        return bool(self.clause) + bool(self.point) + bool(self.subpoint)

    def open_heading(self) -> None:
        """A heading begins: clauses and points are counted anew."""
        self.has_heading = True
        self.clause = self.point = self.subpoint = ""
        self._clauses, self._points = set(), set()

    def close(self) -> None:
        """What follows stands in no provision."""
        self.open_heading()
        self.has_heading, self.is_closed = False, True

    def has_article(self, number: str) -> bool:
        """Whether an article of that number was there already."""
        return number in self._articles

    def is_next_article(self, number: str) -> bool:
        """Whether an article of that number may come now: `5` or `4a` after 4."""
        return value(number) == self.article + 1 or (
            value(number) == self.article and not number.isdigit()
        )

    def has_articles(self) -> bool:
        """Whether any article was there."""
        return bool(self._articles)

    def open_article(self, number: str) -> None:
        """An article begins."""
        self._articles.add(number)
        self.article = value(as_meant(number)) or self.article + 1
        if self.scheme:
            self.scheme, self.sections, self._around = 0, {}, ()
        self.open_heading()

    def is_inner_section(self, *, is_roman: bool) -> bool:
        """Whether a section so counted stands in one that is counted otherwise."""
        return next(iter(self.sections), is_roman) != is_roman

    def open_section(self, begun: Start, number: int, *, is_roman: bool) -> None:
        """A section without its word begins."""
        if self.is_inner_section(is_roman=is_roman):
            self.open_division(begun, self._around)
            self.sections[is_roman] = number
        else:
            self.open_division(begun)
            self._around, self.sections = self._path, {is_roman: number}

    def is_new_section(self, begun: Start, *, is_roman: bool) -> bool:
        """Whether no such section was there in the same place."""
        around = self._around if self.is_inner_section(is_roman=is_roman) else ()
        return self._division_path(begun, around) not in self._divisions

    def is_new_division(self, begun: Start) -> bool:
        """Whether no chapter or section of that number was there in the same place."""
        return self._division_path(begun) not in self._divisions

    def open_division(self, begun: Start, around: tuple[str, ...] = ()) -> None:
        """A part, chapter or section begins, in one of its like where that is told."""
        self._path = self._division_path(begun, around)
        self._divisions.add(self._path)
        self.open_heading()

    def _division_path(self, begun: Start, around: tuple[str, ...] = ()) -> tuple[str, ...]:
        assert begun.form, "no division begins without its word"
        rank = begun.form.kind.rank
        above = around or tuple(step for step in self._path if int(step[0]) < rank)
        if self.scheme and not around:
            above = (*above, f"{_ARTICLE_RANK}{self.scheme}")
        return (*above, f"{rank}{number_key(begun.form.kind, begun.number)}")

    def open_clause(self, number: str) -> bool:
        """A clause begins, unless the article has one of that number."""
        key = number_key(Kind.CLAUSE, number)
        if key in self._clauses:
            return False
        self._clauses.add(key)
        self.clause, self.point, self.subpoint, self._points = number, "", "", set()
        return True

    def open_point(self, number: str) -> bool:
        """A point begins, unless the clause has one of that letter."""
        key = number_key(Kind.POINT, number)
        if key in self._points:
            return False
        self._points.add(key)
        self.point, self.subpoint = number, ""
        return True

    def is_due_subpoint(self, number: str) -> bool:
        """Whether a roman number goes on below the point that is open, or begins there."""
        roman = place_of(number, Counting.ROMAN)
        return bool(self.point and roman) and roman == 1 + place_of(self.subpoint, Counting.ROMAN)

    def is_due_decimal(self, number: str, following: Iterable[str]) -> bool:
        """Whether `1.2` without a second full stop is the clause that comes next.

        `following` are the numbers of what may be clauses after it.
        """
        return orders.is_due(number, self.clause, following)
