"""How a provision begins: the patterns of headings, clause numbers and point letters.

They are read in any Unicode form, and handed on as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quyche.language.kinds import Kind
from quyche.language.numbers import ORDINALS
from quyche.language.spelling import compose, read_start, read_whole

_KINDS = {
    "phần": Kind.PART,
    "chương": Kind.CHAPTER,
    "mục": Kind.SECTION,
    "tiểu mục": Kind.SUBSECTION,
    "điều": Kind.ARTICLE,
    "nhiệm vụ": Kind.TASK,
}
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of points in their order.

The Vietnamese alphabet without ă â ê ô ơ ư, and no f j w z.
"""

_BLANK = "[ \u00a0]"
_NAMES = "|".join(sorted(ORDINALS, key=len, reverse=True)).replace(" ", _BLANK)
# "Điều 5. Tên", "Điều 4a:", "CHƯƠNG II QUY ĐỊNH CHUNG", "Phần thứ nhất", "Mục 1", "Tiểu mục 2. Tên"
_HEADING_RE = re.compile(
    rf"""
    (?P<word>Phần|Chương|Tiểu[ \u00a0]mục|Mục|Điều|Nhiệm[ \u00a0]vụ)
    [\s\u00a0]+
    (?P<number>
        thứ{_BLANK}(?:{_NAMES})(?!\w)
      | (?-i:[IVXLC]{{1,12}}[a-zđ]?)(?!\w)
      | [0-9]{{1,5}}(?:\.[0-9]{{1,3}})*[a-zđ]?(?!\w)
      | (?-i:[A-Z])(?!\w)
    )
    (?P<mark>[\s\u00a0]*(?:[.:)/–-]+|(?=\s|$)))
    [\s\u00a0]*
    (?P<rest>.*)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# "I- QUY ĐỊNH CHUNG", "II. Nhiệm vụ", "A. Phần chung"
_ROMAN_SECTION_RE = re.compile(
    r"(?P<number>[IVXLC]{1,12}|[A-HK])(?P<mark>[\s\u00a0]*[.)/–-])[\s\u00a0]*(?P<rest>.*)",
    re.DOTALL,
)
# "Phụ lục 1. Mẫu", "PHỤ LỤC II", "Phụ lục", "QUY CHẾ Làm việc của …"
_ANNEX_RE = re.compile(
    r"(?P<word>Phụ[ \u00a0]lục)"
    r"(?:[\s\u00a0]+(?P<number>(?-i:[IVXLC]{1,12}[a-z]?|[A-Z])|[0-9]{1,5}[a-zđ]?)(?!\w))?"
    r"(?P<mark>[\s\u00a0]*[.:–-]?)[\s\u00a0]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "1. ", "1- ", "1/ ", "1.1. ", "4a. ", "2) "
_CLAUSE_RE = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2})*[a-zđ]?)"
    r"(?P<mark>[\u00a0 ]?[.)/–-])"
    r"(?=[\s\u00a0]|$)"
    r"(?P<space>[ \t\u00a0]*)"
)
# "a) ", "đ) ", "a. ", "a1) "
_POINT_RE = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?P<number>[a-zđăâêôơư][0-9]{0,2})(?P<mark>[\u00a0 ]?[.)/]|-)"
    r"(?=[\s\u00a0]|$)"
    r"(?P<space>[ \t\u00a0]*)"
)
# "- ", "+ ", "* ", "– ", "(i) ", "(1) "
_DASH_RE = re.compile(
    r"(?P<indent>[ \t\u00a0]*)(?P<mark>[-–—+*•]|\([ivx]{1,5}\)|\([0-9]{1,2}\))(?=\s)[ \t]*"
)


@dataclass(frozen=True)
class Marker:
    """What stands at the beginning of a provision."""

    kind: Kind
    number: str
    """As written: `II`, `thứ nhất`, `4a`, `đ`, `1.1`."""
    mark: str
    """As written: the number with what surrounds it, e.g. `Điều 5.` or `a)`."""
    rest: str
    """The text after it."""
    indent: int = 0
    """Columns before it; a tab counts as four."""


def heading(text: str) -> Marker | None:
    """What a heading begins: `Điều 5. Tên` is article 5.

    None for a heading that is no provision.
    """
    match = read_whole(_HEADING_RE, text)
    kind = _KINDS.get(" ".join(compose(match["word"]).lower().split())) if match else None
    if match and kind:
        mark = text[: match.end("mark")].rstrip()
        return Marker(kind, match["number"], mark, match["rest"].strip())
    if roman := read_whole(_ROMAN_SECTION_RE, text):
        mark = text[: roman.end("mark")]
        return Marker(Kind.SECTION, roman["number"], mark, roman["rest"].strip())
    return None


def annex(text: str) -> Marker | None:
    """What `Phụ lục 1. Mẫu` begins; None for any other text."""
    if match := read_whole(_ANNEX_RE, text):
        mark = text[: match.end("mark")].rstrip()
        return Marker(Kind.ATTACHMENT, match["number"] or "", mark, match["rest"].strip())
    return None


def item(line: str) -> Marker | None:
    """What a line of text begins.

    A clause (`1.`, `1-`, `1/`, `1.1.`) or a point (`a)`, `đ)`, `a.`).
    """
    for kind, pattern in ((Kind.CLAUSE, _CLAUSE_RE), (Kind.POINT, _POINT_RE)):
        if match := read_start(pattern, line):
            mark = match["number"] + match["mark"]
            rest = line[match.end() :]
            return Marker(kind, match["number"], mark, rest, columns(match["indent"]))
    return None


def is_dash_item(line: str) -> bool:
    """Whether the line is an item of a list without numbers of its own: `- `, `+ `, `(i) `."""
    return bool(_DASH_RE.match(line))


def columns(blanks: str) -> int:
    """How wide the blanks at the beginning of a line are; a tab counts as four."""
    return sum(4 if blank == "\t" else 1 for blank in blanks)


@lru_cache(maxsize=1024)
def point_position(letter: str) -> int:
    """Where a point's letter stands in the order of points, -1 for a letter that is not used."""
    return POINT_LETTERS.find(compose(letter)[:1])
