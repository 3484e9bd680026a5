"""Citations in a text: which words name a provision or a document, and what they say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quyche.language.grammars import NOTHING
from quyche.language.kinds import Kind
from quyche.language.markers import alternatives
from quyche.language.spans import Spans
from quyche.language.spelling import CAPITALS, Searchable
from quyche.language.units import Unit, groups, holders_in, path_from, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.language.grammars import Form, Grammar

_BLANK = "[ \u00a0]"
_LONGEST_SENTENCE = 300
"""Characters before a number among which a bracket may have been opened."""
_FIRST_NUMBER_RE = re.compile("[0-9]+")
_SEMICOLON_RE = re.compile(rf"{_BLANK}*;{_BLANK}*")
_INNER = frozenset({Kind.CLAUSE, Kind.POINT})
# "-1"
_HYPHENED_RE = re.compile(r"[-–](?P<number>[0-9]+)(?![\w%]|[.,/–-]\d)")


@dataclass(frozen=True)
class _Patterns:
    """What one grammar's table says, ready to be held against a text."""

    forms: Mapping[str, Form]
    clause: Form | None
    """What other words may stand for; none where an item goes by any of its words."""
    word: re.Pattern[str]
    compound: re.Pattern[str]
    """"thời điểm a", "tài khoản 1", "danh mục 2", "thành phần 3" name no provision."""
    numbers: Mapping[Form, re.Pattern[str]]
    chained: tuple[tuple[Form, re.Pattern[str]], ...]
    separator: re.Pattern[str]
    after: re.Pattern[str]
    """What may follow a number in a list, or a point's letter: other words would be what it counts
    or belongs to ("khoản 2, 3 tháng một lần", "điểm y tế")."""
    joint: re.Pattern[str]
    joins: re.Pattern[str]
    """What parts a provision from a larger one after it that it does not stand in."""
    descent: re.Pattern[str]
    """What parts a provision from a smaller one after it."""
    this: re.Pattern[str]
    document: re.Pattern[str]
    document_number: re.Pattern[str]


@cache
def _patterns(grammar: Grammar) -> _Patterns:
    cited, wording = (*grammar.annex_forms, *grammar.forms), grammar.wording
    joins, ands = alternatives(wording.joins), alternatives(wording.ands)
    leads = alternatives((*wording.joins, *wording.leads))
    return _Patterns(
        forms={word.lower(): form for form in cited for word in form.words},
        clause=None if grammar.levels else grammar.form(Kind.CLAUSE),
        word=_word_pattern(cited, wording.before),
        compound=_compound_pattern(cited),
        numbers={form: _number_pattern(form, wording.counted) for form in cited},
        chained=tuple(
            (form, re.compile(form.chained, re.VERBOSE)) for form in cited if form.chained
        ),
        separator=re.compile(
            rf"{_BLANK}*(?:,|(?<={_BLANK})(?:{joins})){_BLANK}+(?:(?:{ands}){_BLANK}+)?"
            rf"|{_BLANK}*[–-]{_BLANK}*"
        ),
        after=_after_pattern(cited, (*wording.joins, *wording.leads, *wording.follows)),
        joint=re.compile(
            rf"{_BLANK}*(?:,{_BLANK}*)?(?:(?:{leads}){_BLANK}+)?(?:{wording.all_of}{_BLANK}+)?"
        ),
        joins=re.compile(rf"(?<!\w)(?:{joins})(?!\w)" if wording.descends else NOTHING),
        descent=re.compile(rf"{_BLANK}*,?{_BLANK}*" if wording.descends else NOTHING),
        this=re.compile(rf"(?:{wording.this})(?!\w)"),
        document=re.compile(rf"{_BLANK}*(?:,{_BLANK}*)?(?:{wording.document})", re.VERBOSE),
        document_number=re.compile(wording.document_number, re.VERBOSE),
    )


def _word_pattern(forms: Sequence[Form], before: str) -> re.Pattern[str]:
    """A word before a number, or one whose `this` stands before it."""
    words = alternatives(word for form in forms if not form.is_cased for word in form.words)
    cased = alternatives(form.word for form in forms if form.is_cased)
    either = rf"{words}|(?-i:{cased})"
    numbered = rf"(?P<word>{either}){_BLANK}+(?=[\w(])"
    this = rf"|(?:{before}){_BLANK}+(?P<this>{either})(?!\w)" if before != NOTHING else ""
    return re.compile(rf"(?<!\w)(?:{numbered}{this})", re.IGNORECASE)


def _compound_pattern(forms: Sequence[Form]) -> re.Pattern[str]:
    words = (
        rf"(?:{alternatives(form.compounds)})[ ](?:{alternatives([form.word])})"
        for form in forms
        if form.compounds
    )
    return re.compile(rf"(?:{'|'.join(words) or NOTHING})$", re.IGNORECASE)


def _number_pattern(form: Form, counted: Sequence[str]) -> re.Pattern[str]:
    quantity = rf"(?!{_BLANK}*(?:%|(?:{alternatives(counted)})(?!\w)))"
    return re.compile(rf"(?:{form.number})(?![\w%]|[.,/]\d){quantity}", re.VERBOSE)


def _after_pattern(forms: Sequence[Form], words: Sequence[str]) -> re.Pattern[str]:
    named = {
        case(word[0]) + word[1:]
        for form in forms
        for word in form.words
        for case in (str.lower, str.upper)
    }
    return re.compile(
        rf"""{_BLANK}*(?:$|[,;.:)\]”"?!–\n-]
          | (?:{alternatives({*words, *named})})(?!\w)
          | [{CAPITALS}])""",
        re.VERBOSE,
    )


@dataclass(frozen=True)
class Citation:
    """Words of a text that name one provision, or a document by its number."""

    start: int
    end: int
    text: str
    units: tuple[Unit, ...]
    """From small to large; empty where only a document is named."""
    document: str = ""
    """The type of document named after it (`Quy chế`, `Luật`); empty where none is."""
    scope: str = ""
    """`this` document, what is `attached` to it, or some `other` by its name."""
    name_at: int = 0
    """Where the name of an other document begins in the text."""
    number: str = ""
    """The number of the document, where only that is named."""

    @property
    def is_this(self) -> bool:
        """Whether it speaks of the provision in which it stands (`khoản này`)."""
        return bool(self.units) and not self.units[-1].number


def find(text: str, grammar: Grammar) -> tuple[Citation, ...]:
    """Every citation in a text, in reading order; a list gives one for each number.

    Sample texts (Nghị định 78/2025/NĐ-CP, Điều 68, and looser forms met in Party documents):
    `điểm a khoản 2 Điều 5`, `Điểm a, Khoản 2, Điều 11`, `các Khoản 1, 5, 6, 12, Điều 3`,
    `điểm 2, Điều 30`, `mục 4 Điều 8`, `khoản này`, `Điều 3 Quy chế này`,
    `khoản 1 Điều 8 và Điều 10 của Luật …`.
    """
    searchable, patterns = Searchable.of(text), _patterns(grammar)
    numbers = _numbers_in(searchable.key, grammar)
    found = [
        citation
        for group in groups(_units(searchable.key, numbers, patterns), grammar.levels)
        for citation in _of_group(searchable.key, group, patterns)
    ]
    found.extend(
        Citation(start, end, "", (), number=searchable.key[start:end]) for start, end in numbers
    )
    found.sort(key=lambda citation: citation.start)
    return tuple(_placed(citation, searchable, text) for citation in found)


@lru_cache(maxsize=32)  # a paragraph is asked about for each of its citations
def document_numbers(text: str, grammar: Grammar) -> tuple[tuple[int, int], ...]:
    """Where numbers of documents stand: `191/2026/NĐ-CP`; no name inside one means a body."""
    searchable = Searchable.of(text)
    numbers = _numbers_in(searchable.key, grammar)
    return tuple(searchable.span(*each) for each in numbers)


@lru_cache(maxsize=32)  # likewise
def _numbers_in(key: str, grammar: Grammar) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _patterns(grammar).document_number.finditer(key))


def _placed(citation: Citation, searchable: Searchable, text: str) -> Citation:
    start, end = searchable.span(citation.start, citation.end)
    name_at = searchable.offsets[citation.name_at]
    return replace(citation, start=start, end=end, text=text[start:end], name_at=name_at)


def _units(key: str, numbers: Sequence[tuple[int, int]], patterns: _Patterns) -> Iterator[Unit]:
    """Every number that is counted by the word of a provision, in reading order."""
    end, taken, last = -1, Spans.of(numbers), None
    for word in patterns.word.finditer(key):
        if word.start() < end or patterns.compound.search(
            key[max(0, word.start() - 8) : word.end(word.lastgroup or 0)]
        ):
            continue
        joined = end >= 0 and bool(patterns.joint.fullmatch(key, end, word.start()))
        if joined and last and patterns.joins.search(key, end, word.start()):
            joined = not stands_in(last, _form_of(word, patterns) or last)
        joined = joined or _goes_on(key, end, word, patterns, last)
        may_descend = end >= 0 and bool(patterns.descent.fullmatch(key, end, word.start()))
        for unit in _numbered(key, word, patterns, joined=joined):
            if not taken.overlap(unit.start, unit.end):
                is_first = may_descend and unit.start == word.start()
                yield replace(unit, may_descend=True) if is_first else unit
                end, last = unit.end, unit.form


def _goes_on(
    key: str, end: int, word: re.Match[str], patterns: _Patterns, last: Form | None
) -> bool:
    """Whether a list goes on behind a semicolon: `điểm a khoản 1; điểm b khoản 2 Điều 5`."""
    form = _form_of(word, patterns)
    if last is None or form is None or not _SEMICOLON_RE.fullmatch(key, end, word.start()):
        return False
    is_inner = last.kind in _INNER and form.kind in _INNER
    return is_inner and form.kind.rank >= last.kind.rank and patterns.clause is not None


def _numbered(
    key: str, word: re.Match[str], patterns: _Patterns, *, joined: bool
) -> Iterator[Unit]:
    """The units that one word counts: one, or those of a list."""
    is_this = word.lastgroup == "this"
    form = _form_of(word, patterns)
    if form is None:  # "İ" and "ı" match an i, and are none
        return
    start, position = word.start(), word.end()
    this = patterns.this.match(key, position)
    if this or is_this:
        yield Unit(form, "", start, this.end() if this else position, joined)
        return
    is_joined = False
    while number := patterns.numbers[form].match(key, position):
        is_word_like = form.kind is Kind.POINT and not form.chained
        is_counting = start == number.start() and not is_joined
        if (is_word_like or is_counting) and not patterns.after.match(key, number.end()):
            return
        unit = _hyphened(key, Unit(form, _bare(number), start, number.end(), joined))
        unit = _bracketed(key, unit)
        units = tuple(_chained(key, unit, patterns)) if patterns.chained else (unit,)
        yield from units
        separator = patterns.separator.match(key, units[-1].end)
        if not separator:
            return
        start = position = separator.end()
        is_joined = bool(patterns.joins.search(separator.group()))
        joined = True


def _form_of(word: re.Match[str], patterns: _Patterns) -> Form | None:
    own = word["this" if word.lastgroup == "this" else "word"]
    return patterns.forms.get(own.lower().replace("\u00a0", " "))


def _hyphened(key: str, unit: Unit) -> Unit:
    """A unit with what is written to its number by a hyphen and cannot be the end of a range.

    `Điều 5-7` is three articles, `Điều 5-1` one, whose number is written so.
    """
    first, second = _FIRST_NUMBER_RE.match(unit.number), _HYPHENED_RE.match(key, unit.end)
    if not first or not second or int(second["number"]) > int(first[0]):
        return unit
    return replace(unit, number=unit.number + second[0], end=second.end())


def _bracketed(key: str, unit: Unit) -> Unit:
    """A code with the bracket that closes it, `Rule 3a1)`, where none was opened before."""
    has_letter = unit.form.is_nested and any(map(str.isalpha, unit.number[1:]))
    if not has_letter or not key.startswith(")", unit.end):
        return unit
    opened = 0
    for sign in key[max(0, unit.start - _LONGEST_SENTENCE) : unit.end]:
        opened = max(0, opened + (sign == "(") - (sign == ")"))
    return unit if opened else replace(unit, end=unit.end + 1)


def _chained(key: str, unit: Unit, patterns: _Patterns) -> Iterator[Unit]:
    """A unit after those whose numbers stand right behind its own: `Article 5(2)(a)`.

    All of them take the same stretch of the text, so that the smallest is what is cited.
    """
    inner: list[tuple[Form, str]] = []
    end, outer = unit.end, unit.form
    for form, pattern in patterns.chained:
        if form.kind.rank > outer.kind.rank and (match := pattern.match(key, end)):
            inner.append((form, _bare(match)))
            end, outer = match.end(), form
    deepest, pattern = patterns.chained[-1]
    while inner and outer is deepest and (match := pattern.match(key, end)):
        inner.append((deepest, _bare(match)))
        end = match.end()
    joined = unit.joined
    for form, number in reversed(inner):
        yield Unit(form, number, unit.start, end, joined)
        joined = True
    yield replace(unit, end=end, joined=joined)


def _bare(number: re.Match[str]) -> str:
    return number.group().strip("()")


def _of_group(key: str, group: Sequence[Unit], patterns: _Patterns) -> Iterator[Citation]:
    """One citation for every number that is not merely where a smaller one before it stands."""
    named = patterns.document.match(key, group[-1].end)
    holders = holders_in(group)
    position = 0
    while position < len(group):
        indices = path_from(group, holders, position)
        count = next((i for i, index in enumerate(indices) if index != position + i), len(indices))
        path = tuple(group[index] for index in indices)
        position += count
        speaks_of = named if path[-1].number else None
        units = tuple(_as_clause(unit, path, patterns.clause) for unit in path)
        yield _citation(units, path[count - 1].end, speaks_of, group[-1])


def _citation(
    units: tuple[Unit, ...], end: int, named: re.Match[str] | None, last: Unit
) -> Citation:
    if named is None:
        return Citation(units[0].start, end, "", units)
    scope = next(name for name in ("this", "attached", "other") if named[name])
    reaches = end == last.end and scope != "other"
    return Citation(
        units[0].start,
        named.end() if reaches else end,
        "",
        units,
        named[scope],
        scope,
        named.start(scope),
    )


def _as_clause(unit: Unit, path: Sequence[Unit], clause: Form | None) -> Unit:
    """Clauses go by other names: `mục 4 Điều 8`, `điểm 2, Điều 30`, `điểm 1.3 khoản 1`.

    `mục II Điều 1` is a section of a scheme that the article approves.
    """
    if clause is None or not unit.number[:1].isdigit():
        return unit
    larger = path[path.index(unit) + 1 :] if unit in path else ()
    section = unit.kind is Kind.SECTION and any(other.kind is Kind.ARTICLE for other in larger)
    return replace(unit, form=clause) if section or unit.kind is Kind.POINT else unit
