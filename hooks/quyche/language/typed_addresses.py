"""Addresses of provisions as people type them: `đ5 k2`, `12.2.đ`, `dieu hai muoi`, `Đ.14`.

`typed-addresses.js` reads the same in a browser: one table of examples holds both to each other.
Marks are needed nowhere; letters that are numbers keep theirs, for `điểm d` is not `điểm đ`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from quyche.language import typed_words
from quyche.language.kinds import Kind
from quyche.language.numbers import DOUBLE_D
from quyche.language.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.language.grammars import Grammar
    from quyche.language.typed_words import TypedWord, TypedWords

_LONGEST = 200
"""Letters of what was typed: no address is longer."""
_DEEPER = {
    Kind.ARTICLE: Kind.CLAUSE,
    Kind.TASK: Kind.CLAUSE,
    Kind.CLAUSE: Kind.POINT,
    Kind.POINT: Kind.SUBPOINT,
}
_SIGNS_RE = re.compile(r"[\s.,;:/()\[\]-]*")
_BEFORE_NUMBER_RE = re.compile(r"[\s.:#(\[-]*")
_TIGHT_RE = re.compile(r"[.(/]?")
_END_RE = re.compile(r"[\s.,;:)\]-]*")
_LONE = r"(?![^\W_])"
_NUMBER_END = rf"(?:[a-z\u0111]{_LONE})?"
_ARTICLE_RE = re.compile(rf"0*([1-9]\d{{0,3}}{_NUMBER_END})(?!\d)")
_DECIMAL_RE = re.compile(rf"0*([1-9]\d{{0,2}}(?:\.\d{{1,3}})+{_NUMBER_END})(?!\d)")
_CLAUSE_RE = re.compile(rf"0*([1-9]\d{{0,2}}(?:\.\d{{1,2}}(?!\d))*{_NUMBER_END})(?!\d)")
_HIGHER_RE = re.compile(rf"0*([1-9]\d{{0,2}}(?:\.\d{{1,3}})*{_NUMBER_END})(?!\d)")
_ROMAN_RE = re.compile(rf"([ivxlc]+){_LONE}")
_ONE_RE = re.compile(rf"([a-z\u0111]){_LONE}")
_POINT_RE = re.compile(rf"(dd|[a-z\u0111]\d{{0,2}}|[ivx]{{2,5}}){_LONE}")
_FEW_RE = re.compile(rf"([a-z\u0111]{{1,5}}|[1-9]\d{{0,2}}[a-z]?){_LONE}")
_SUBPOINT_RE = re.compile(rf"([ivx]{{1,5}}){_LONE}")
_ROMAN_NUMBER_RE = re.compile(r"(?=.)c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_WRITTEN_RE = re.compile(r"([a-z]+)(?:[\s-]+|(?=[^a-z])|$)")
_LIST_RE = re.compile(r"\d\s*[,;]\s*\d")


@dataclass(frozen=True)
class TypedStep:
    """One step of an address: what it is, and its number in small letters."""

    kind: Kind
    number: str
    is_deep: bool = False
    """Whether what stands in it is known by how deep it is, not by its number."""
    is_guess: bool = False


Steps = tuple[TypedStep, ...]


def read(typed: str, grammars: Sequence[Grammar]) -> Steps:
    """All of what was typed, from the highest step to the lowest.

    None where it is no address, or more than one.
    """
    reader, text = _reader(tuple(grammars)), _Typed.of(typed)
    for steps, end in reader.chains(text, 0, ()):
        address = _ordered(steps)
        if address and _END_RE.fullmatch(text.small, end):
            return address
    return ()


def spelled_out(typed: str, grammar: Grammar) -> str:
    """A text with every address in it as citations write it; its other words stay.

    `Đ.11 và Đ.12` becomes `Điều 11 và Điều 12`. In a list a number without a word is none of
    anything: `5, 6` may be two articles or a clause.
    """
    text, reader = _Typed.of(typed), _reader((grammar,))
    parts: list[str] = []
    position = 0
    for start, end, steps in _amid(text, reader):
        parts += (text.plain[position:start], _citation(steps, grammar))
        position = end
    if not parts and not _LIST_RE.search(text.plain) and (steps := read(typed, (grammar,))):
        return _citation(steps[::-1], grammar)
    return "".join((*parts, text.plain[position:]))


def has_any(typed: str, grammar: Grammar) -> bool:
    """Whether a step of an address stands somewhere in a text, with its word."""
    return next(_amid(_Typed.of(typed), _reader((grammar,))), None) is not None


def _citation(steps: Steps, grammar: Grammar) -> str:
    """The words of a citation, in the order in which the steps were typed if that is one."""
    ranks = [step.kind.rank for step in steps]
    in_order = steps if ranks == sorted(ranks) else sorted(steps, key=_depth)
    return " ".join(f"{grammar.form(step.kind).word} {_number(step)}" for step in in_order)


def _depth(step: TypedStep) -> int:
    return -step.kind.rank


def _number(step: TypedStep) -> str:
    is_letter = step.kind.rank >= Kind.POINT.rank or not _ROMAN_NUMBER_RE.fullmatch(step.number)
    return step.number if is_letter else step.number.upper()


def _amid(text: _Typed, reader: _Reader) -> Iterator[tuple[int, int, Steps]]:
    """Where addresses stand among other words, each the longest at its place."""
    start = 0
    while start < len(text.small):
        found = [
            (end, steps)
            for steps, end in reader.chains(text, start, (), is_amid=True)
            if _ordered(steps)
        ]
        if not found:
            start += 1
            continue
        end, steps = max(found, key=lambda one: one[0])
        yield start, end, steps
        start = end


@dataclass(frozen=True)
class _Typed:
    """What was typed, letter for letter in three ways."""

    plain: str
    small: str
    bare: str
    """Without marks."""

    @classmethod
    def of(cls, typed: str) -> _Typed:
        plain = " ".join(unicodedata.normalize("NFKC", typed).split())[:_LONGEST]
        small = "".join(each.lower()[:1] for each in plain)
        return cls(plain, small, "".join((fold(each) or each)[:1] for each in small))


@cache
def _reader(grammars: tuple[Grammar, ...]) -> _Reader:
    names = {grammar.name for grammar in grammars}
    return _Reader.of([table for table in typed_words.tables() if table["name"] in names])


@dataclass(frozen=True)
class _Word:
    kind: Kind
    name: str
    compounds: tuple[str, ...]
    is_short: bool
    is_deep: bool

    @classmethod
    def each(cls, word: TypedWord, *, is_deep: bool) -> Iterator[_Word]:
        compounds = tuple(word["compounds"])
        for name in word["words"]:
            bare = name.lower().removesuffix(".")
            yield cls(Kind(word["kind"]), bare, compounds, word["short"], is_deep)


@dataclass(frozen=True)
class _Reader:
    """Reads with the words of some structures."""

    words: tuple[_Word, ...]
    numerals: Mapping[str, int]
    multiples: Mapping[str, int]
    before: frozenset[str]
    inside: frozenset[str]
    between: frozenset[str]
    is_deep: bool

    @classmethod
    def of(cls, tables: Sequence[TypedWords]) -> _Reader:
        words = [
            each
            for table in tables
            for word in table["words"]
            for each in _Word.each(word, is_deep=table["byDepth"])
        ]
        words.sort(key=lambda word: (-len(word.name), word.is_short))
        multiples = {word: by for table in tables for word, by in table["multiples"].items()}
        numerals = {word: by for table in tables for word, by in table["numerals"].items()}
        return cls(
            tuple(words),
            {word: value for word, value in numerals.items() if word not in multiples},
            multiples,
            frozenset(word for table in tables for word in table["before"]),
            frozenset(word for table in tables for word in table["inside"]),
            frozenset(word for table in tables for word in table["between"]),
            all(table["byDepth"] for table in tables),
        )

    def chains(
        self, text: _Typed, start: int, steps: Steps, *, is_amid: bool = False
    ) -> Iterator[tuple[Steps, int]]:
        """All ways to read steps from a place on, the longest first.

        Among other words they begin with one, and numbers without one stand right behind another.
        """
        at = self._past(text, start) if steps else start
        tight = _TIGHT_RE.match(text.small, start)
        is_bare = not is_amid or (steps and tight and tight.group() and tight.end() == at)
        found = [*self._worded(text, at, steps, is_amid=is_amid)]
        found += self._bare(text, at, steps) if is_bare else ()
        for step, end in found:
            yield from self.chains(text, end, (*steps, step), is_amid=is_amid)
            if not text.small[end : end + 1].isalnum():
                yield (*steps, step), end

    def _past(self, text: _Typed, start: int) -> int:
        """Past what parts two steps: signs, and words such as `của`."""
        signs = _SIGNS_RE.match(text.small, start)
        at = signs.end() if signs else start
        word = re.compile(r"[a-z]+(?= )").match(text.bare, at)
        return word.end() + 1 if word and at > start and word.group() in self.between else at

    def _worded(
        self, text: _Typed, at: int, steps: Steps, *, is_amid: bool
    ) -> Iterator[tuple[TypedStep, int]]:
        """A step with its word, or what is short for it."""
        before = text.small[at - 1 : at] if at else ""
        last = re.search(r"([a-z]+) $", text.bare[:at])
        for word in self.words:
            end = at + len(word.name)
            if not word.name or not text.bare.startswith(word.name, at):
                continue
            is_tied = before.isdecimal() and not (word.is_short and steps)
            if text.small[end : end + 1].isalpha() or before.isalpha() or is_tied:
                continue
            if last and last[1] in word.compounds:
                continue
            signs = _BEFORE_NUMBER_RE.match(text.small, end)
            past = signs.end() if signs else end
            is_apart = past > end or text.small[end : end + 1].isdecimal()
            if not is_apart and "a" <= word.name[-1] <= "z":
                continue
            if is_amid and word.is_short and text.small[end:past] == " ":
                continue
            kind = _Wanted(word.kind, word.is_short, is_bare=False, is_deep=word.is_deep)
            for number, stop in self._numbers(text, past, kind):
                yield TypedStep(word.kind, number, word.is_deep), stop

    def _bare(self, text: _Typed, at: int, steps: Steps) -> Iterator[tuple[TypedStep, int]]:
        """A number without a word: an article at the beginning, then what stands in the last."""
        if at >= len(text.small):
            return
        if not steps:
            for number, end in self._numbers(text, at, _Wanted(Kind.ARTICLE, is_bare=True)):
                yield TypedStep(Kind.ARTICLE, number, self.is_deep), end
            for number, end in self._numbers(text, at, _Wanted(Kind.POINT, is_short=True)):
                if text.small.startswith(" ", end):  # "đ khoản 2 điều 12"
                    yield TypedStep(Kind.POINT, number, is_guess=True), end
            return
        last, before = steps[-1], text.small[at - 1]
        sign = text.small[at]
        deeper = _DEEPER.get(last.kind) if last.is_deep else _shaped(last.kind, sign)
        if deeper is None or before.isalpha():
            return
        wanted = _Wanted(deeper, is_bare=True, is_deep=last.is_deep)
        for number, end in self._numbers(text, at, wanted):
            if not (before == " " and re.match(r"[^\W\d]\d", number)):  # "đ5 đ6"
                yield TypedStep(deeper, number, last.is_deep), end

    def _numbers(self, text: _Typed, at: int, wanted: _Wanted) -> Iterator[tuple[str, int]]:
        """The numbers that a kind may have at a place, each with where it ends."""
        for pattern in wanted.patterns():
            found = pattern.match(text.small, at)
            if found and (pattern is not _ROMAN_RE or _ROMAN_NUMBER_RE.fullmatch(found[1])):
                yield DOUBLE_D if found[1] == "dd" else found[1], found.end()
        if wanted.may_be_written:
            yield from self._written(text, at)

    def _written(self, text: _Typed, start: int) -> Iterator[tuple[str, int]]:
        """A number that is written out, and where it ends: `hai mươi mốt`, `twenty-one`."""
        total = current = 0
        end, at, is_first = start, start, True
        while found := _WRITTEN_RE.match(text.bare, at):
            word, at = found[1], found.end()
            factor, value = self.multiples.get(word), self.numerals.get(word)
            is_ten = current == 0 or (current >= _TWENTY and current % 10 == 0)
            if factor is not None:
                if factor > _TEN:
                    total, current = (total + current or 1) * factor, 0
                else:
                    total, current = total + (current or 1) * factor, 0
                end = found.end(1)
            elif value is not None and is_ten and (current == 0 or value < _TEN):
                current += value
                end = found.end(1)
            elif not (is_first and word in self.before) and not (total and word in self.inside):
                break
            is_first = False
        if end > start:
            yield str(total + current), end


_TEN, _TWENTY = 10, 20


@dataclass(frozen=True)
class _Wanted:
    """For which kind a number is looked for, and how that is written."""

    kind: Kind
    is_short: bool = False
    is_bare: bool = False
    is_deep: bool = False

    @property
    def may_be_written(self) -> bool:
        """Whether it may be a number in words."""
        is_item = self.kind in {Kind.POINT, Kind.SUBPOINT}
        return not (is_item or self.is_bare or self.is_short)

    def patterns(self) -> Iterator[re.Pattern[str]]:
        """What the number may look like, the likeliest first."""
        if self.kind in {Kind.ARTICLE, Kind.TASK}:
            if self.is_deep and not self.is_bare:
                yield _DECIMAL_RE
            yield _ARTICLE_RE
            if self.may_be_written:
                yield _ROMAN_RE
        elif self.kind is Kind.CLAUSE:
            yield _CLAUSE_RE
            if self.is_deep:
                yield _FEW_RE
        elif self.kind is Kind.SUBPOINT:
            yield _FEW_RE if self.is_deep else _SUBPOINT_RE
        elif self.kind is Kind.POINT:
            yield _ONE_RE if self.is_short else _FEW_RE if self.is_deep else _POINT_RE
        else:
            yield from (_HIGHER_RE, _ROMAN_RE, *(() if self.is_short else (_ONE_RE,)))


def _shaped(kind: Kind, sign: str) -> Kind | None:
    """Clauses have digits and points letters, where nothing else says what they are."""
    if kind is Kind.POINT:
        return Kind.SUBPOINT
    if kind not in _DEEPER:
        return None
    if sign.isdecimal():
        return None if kind is Kind.CLAUSE else Kind.CLAUSE
    return Kind.POINT


def _ordered(steps: Steps) -> Steps:
    """From the highest step to the lowest; none where two are of one kind, or all is a guess."""
    address = sorted(steps, key=lambda step: step.kind.rank)
    ranks = {step.kind.rank for step in address}
    if len(ranks) < len(address) or (len(address) == 1 and address[0].is_guess):
        return ()
    return tuple(replace(step, is_deep=False, is_guess=False) for step in address)
