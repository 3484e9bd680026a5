"""How a provision begins: the patterns of headings, clause numbers and point letters.

They are read in any Unicode form, and handed on as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quyche.language.grammars import NOTHING
from quyche.language.kinds import Kind
from quyche.language.spelling import compose, read_start, read_whole, reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.language.grammars import Beginning, Form, Grammar

_BLANK = "[ \u00a0]"
# "- ", "+ ", "* ", "– ", "(i) ", "(1) "
_DASH_RE = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?P<mark>[-–—+*•]|\([ivx]{1,5}\)|\([0-9]{1,2}\))(?=\s)[ \t]*"
)


# All that an item may begin with, to leave other lines alone
_ITEM_LIKE_RE = re.compile(r"[ \t\u00a0]*(?:[-*+•][ \t\u00a0]+)?\(?[^\W_]")


@dataclass(frozen=True)
class Marker:
    """What stands at the beginning of a provision."""

    form: Form
    number: str
    """As written: `II`, `thứ nhất`, `4a`, `đ`, `1.1`."""
    mark: str
    """As written: the number with what surrounds it, e.g. `Điều 5.` or `a)`."""
    rest: str
    """The text after it."""
    indent: int = 0
    """Columns before it; a tab counts as four."""
    beginning: Beginning | None = None
    """In which of the shapes of its language it is written, where no word stands before it."""
    is_listed: bool = False
    """Whether it is an item of a list in Markdown as well."""

    @property
    def kind(self) -> Kind:
        """What begins."""
        return self.form.kind

    @property
    def is_by_order(self) -> bool:
        """Whether only the numbers before and after it tell that anything begins."""
        return self.beginning is not None and self.beginning.is_by_order


@dataclass(frozen=True)
class _Patterns:
    """What one grammar's table says, ready to be held against a text."""

    forms: Mapping[str, Form]
    heading: re.Pattern[str]
    bare_headings: tuple[tuple[Beginning, re.Pattern[str]], ...]
    annexes: Mapping[str, Form]
    annex: re.Pattern[str]
    items: tuple[tuple[Beginning, re.Pattern[str]], ...]
    bare_article: re.Pattern[str]


@cache
def _patterns(grammar: Grammar) -> _Patterns:
    return _Patterns(
        {word.lower(): form for form in grammar.headed for word in form.words},
        _heading_pattern(grammar),
        tuple((each, _bare_heading_pattern(each)) for each in grammar.headings),
        {word.lower(): form for form in grammar.annex_forms for word in form.words},
        _annex_pattern(grammar),
        tuple((each, _item_pattern(each, grammar)) for each in grammar.items),
        _bare_article_pattern(grammar),
    )


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these words, their blanks of either kind; the longest first."""
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return "|".join(longest_first).replace(r"\ ", _BLANK) or NOTHING


def _heading_pattern(grammar: Grammar) -> re.Pattern[str]:
    """`Điều 5. Tên`, `Điều 4a:`, `CHƯƠNG II QUY ĐỊNH CHUNG`, `Phần thứ nhất`, `Tiểu mục 2. Tên`."""
    return re.compile(
        rf"""
        (?P<word>{alternatives(word for form in grammar.headed for word in form.words)})
        [\s\u00a0]+
        (?P<number>
            (?:{alternatives(grammar.ordinals)})(?!\w)
          | (?-i:[IVXLC]{{1,12}}[{grammar.suffixes}]?)(?!\w)
          | (?-i:{grammar.heading_number})(?!\w)
          | [0-9]{{1,5}}(?:\.[0-9]{{1,3}})*[{grammar.suffixes}]?(?!\w)
          | (?-i:[A-Z])(?!\w)
        )
        (?P<mark>[\s\u00a0]*(?:[{grammar.heading_marks}]+|(?=\s|$)))
        [\s\u00a0]*
        (?P<rest>.*)
        """,
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def _bare_heading_pattern(beginning: Beginning) -> re.Pattern[str]:
    return re.compile(
        rf"{beginning.before}(?P<number>{beginning.number})(?P<mark>{beginning.mark})"
        r"[\s\u00a0]*(?P<rest>.*)",
        re.VERBOSE | re.DOTALL,
    )


def _annex_pattern(grammar: Grammar) -> re.Pattern[str]:
    """`Phụ lục 1. Mẫu`, `PHỤ LỤC II`, `Phụ lục`."""
    return re.compile(
        rf"""
        (?P<word>{alternatives(word for form in grammar.annex_forms for word in form.words)})
        (?:
            [\s\u00a0]+
            (?P<number>(?-i:[IVXLC]{{1,12}}[a-z]?|[A-Z])|[0-9]{{1,5}}[{grammar.suffixes}]?)(?!\w)
        )?
        (?P<mark>[\s\u00a0]*[.:–{"—" if grammar.levels else ""}-]?)
        [\s\u00a0]*
        (?P<rest>.*)
        """,
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def _item_pattern(beginning: Beginning, grammar: Grammar) -> re.Pattern[str]:
    """Where items nest by their numbers, they may be those of a list in Markdown as well."""
    bullet = r"(?:[-*+•][ \t\u00a0]+)?" if grammar.levels else ""
    return re.compile(
        rf"""
        (?P<indent>[ \t\u00a0]*)(?P<bullet>{bullet})
        (?P<before>{beginning.before})(?P<number>{beginning.number})(?P<mark>{beginning.mark})
        (?=[\s\u00a0]|$|\[\^)
        (?P<space>[ \t\u00a0]*)
        """,
        re.VERBOSE,
    )


def _bare_article_pattern(grammar: Grammar) -> re.Pattern[str]:
    """`Điều 5. Tên điều`, `**Điều 5.** Tên điều`."""
    articles = (form for form in grammar.headed if form.kind is Kind.ARTICLE)
    words = (word for form in articles for word in form.words)
    return re.compile(
        rf"""
        [*_]{{0,3}}
        (?:{alternatives(words)}){_BLANK}\d+[{grammar.suffixes}]?
        [.:][*_]{{0,3}}(?={_BLANK}|$)
        """,
        re.VERBOSE,
    )


def heading(text: str, grammar: Grammar) -> Marker | None:
    """What a heading begins: `Điều 5. Tên` is article 5.

    None for a heading that is no provision.
    """
    patterns = _patterns(grammar)
    match = read_whole(patterns.heading, text)
    form = patterns.forms.get(" ".join(compose(match["word"]).lower().split())) if match else None
    if match and form:
        mark = text[: match.end("mark")].rstrip()
        return Marker(form, match["number"], mark, match["rest"].strip())
    for bare, pattern in patterns.bare_headings:
        if match := read_whole(pattern, text):
            mark = text[: match.end("mark")]
            rest = match["rest"].strip()
            return Marker(bare.form, match["number"], mark, rest, beginning=bare)
    return None


def annex(text: str, grammar: Grammar) -> Marker | None:
    """What `Phụ lục 1. Mẫu` begins; None for any other text."""
    if match := read_whole(_patterns(grammar).annex, text):
        mark, rest = text[: match.end("mark")].rstrip(), match["rest"].strip()
        patterns = _patterns(grammar)
        form = patterns.annexes.get(" ".join(compose(match["word"]).lower().split()), grammar.annex)
        if grammar.levels and rest and not match["number"] and mark.endswith(match["word"]):
            return None  # "Schedule of meetings"
        return Marker(form, match["number"] or "", mark, rest)
    return None


def item(line: str, grammar: Grammar) -> Marker | None:
    """What a line begins: a clause (`1.`, `1-`, `1/`, `1.1.`) or a point (`a)`, `đ)`, `a.`)."""
    return next((each for each in _items(line, grammar) if not each.is_by_order), None)


def items(line: str, grammar: Grammar) -> tuple[Marker, ...]:
    """All that a line may begin: `(i)` is counted by letters, or by roman numbers.

    Which of them it is only what stands before it can tell.
    """
    return tuple(_items(line, grammar)) if _ITEM_LIKE_RE.match(line) else ()


def _items(line: str, grammar: Grammar) -> Iterator[Marker]:
    read = reader(line)
    for beginning, pattern in _patterns(grammar).items:
        if match := read(pattern):
            number, rest = match["number"], line[match.end() :]
            mark, indent = match["before"] + number + match["mark"], columns(match["indent"])
            is_listed = bool(match["bullet"])
            yield Marker(beginning.form, number, mark, rest, indent, beginning, is_listed)


def is_bare_article(line: str, grammar: Grammar) -> bool:
    """Whether somebody meant the line as the heading of an article: `**Điều 5.** Tên điều`."""
    return bool(read_start(_patterns(grammar).bare_article, line))


def is_dash_item(line: str) -> bool:
    """Whether the line is an item of a list without numbers of its own: `- `, `+ `, `(i) `."""
    return bool(_DASH_RE.match(line))


def columns(blanks: str) -> int:
    """How wide the blanks at the beginning of a line are; a tab counts as four."""
    return sum(4 if blank == "\t" else 1 for blank in blanks)
