"""How a line or paragraph may begin a provision, before it is known whether it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from quyche.language import markers
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from quyche.language.grammars import Form
    from quyche.language.markers import Marker


class Opening(Enum):
    """What the first words look like."""

    ARTICLE = "article"
    DIVISION = "division"
    """A part, chapter, section or annex."""
    CLAUSE = "clause"
    POINT = "point"
    DASH = "dash"
    QUOTE = "quote"
    """A quotation mark before a provision."""
    UPPER = "upper"
    """A capital letter: a sentence, a name."""
    LOWER = "lower"
    """Anything else: most likely it goes on with what stands before it."""


_ARTICLE = VN.form(Kind.ARTICLE)
_DIVISIONS = (*(form for form in VN.headed if not form.kind.is_counted_through), VN.annex)


def _written(*forms: Form) -> str:
    """A pattern for words as they stand in a sentence, or set in capitals."""
    return markers.alternatives(case for form in forms for case in (form.word, form.word.upper()))


# "Điều 5. Tên", "Điều 5", "Điều 4a: Tên", "ĐIỀU 5 - TÊN"
_ARTICLE_RE = re.compile(
    rf"\s*(?:{_written(_ARTICLE)})\s+"
    r"(?P<number>\d{1,4}[a-zđ]{0,2}|[lIO]\d?(?=\s*[.:]))(?P<mark>\s*[.:](?=\D|$)|\s*[-–](?=\s)|(?=\s*$))"
    r"\s*(?P<rest>.*)",
    re.DOTALL,
)
# "Điều 5 Phạm vi điều chỉnh": only a heading where the place is right
_UNMARKED_ARTICLE_RE = re.compile(
    rf"\s*(?:{_written(_ARTICLE)})\s+"
    r"(?P<number>\d{1,4}[a-zđ]?)\s+"
    rf"(?P<rest>(?!Luật\b|Bộ luật|Nghị|Quy\b|Quyết|Hiến|Thông|Pháp|{_ARTICLE.word})[^\W\d_a-zđ].*)",
    re.DOTALL,
)
# "Chương II", "Chương II- TÊN", "MỤC 1. TÊN", "Phần thứ nhất", "PHỤ LỤC I", "Tiểu mục 2"
_DIVISION_RE = re.compile(
    rf"\s*(?P<word>{_written(*_DIVISIONS)})"
    r"""
    (?:\s+(?P<number>(?:thứ|THỨ)\ \w+|[IVXLCÏ]+[a-z]?(?!\w)|\d{1,2}[a-z]?(?!\w|/|-\S)|[A-H](?!\w)))?
    (?P<mark>\s*[.:](?=\s|$)|\s*[-–](?=\s)|(?=\s|$))\s*(?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)
# "II- NHIỆM VỤ VÀ QUYỀN HẠN", "A. PHẦN CHUNG"
_SECTION_RE = re.compile(
    r"\s*(?P<number>[IVX]{1,5}|[A-H])(?P<mark>\s?[.)/–-])\s*(?P<rest>[^\W\d_].*)", re.DOTALL
)
_TASK_RE = re.compile(rf"\s*{VN.form(Kind.TASK).word} \d{{1,3}}[a-z]?\s*[.:]\s")
_QUOTES_RE = re.compile(r"(?:\s*[“\"])+")
_COMMA = rf"(?:\d{{1,2}}|[{VN.form(Kind.POINT).letters}]),\s+(?=[^\W\d_])"
_COMMA_RE = re.compile(_COMMA)
_CAPITAL_RE = re.compile(rf"\s*(?:{_COMMA})?[\"“(\[]?(?P<letter>[^\W\d_])")
"""Of a sentence, behind "1," or "a," as well, by which nothing is counted."""


@dataclass(frozen=True)
class Start:
    """How a text begins."""

    opening: Opening
    form: Form | None = None
    """The word of an article or a division."""
    number: str = ""
    mark: str = ""
    rest: str = ""


def start(text: str) -> Start:
    """What the first words of a line or paragraph look like."""
    return _marked(text) or _plain(text)


def _marked(text: str) -> Start | None:
    return _article(text) or _division(text) or _item(text)


def _article(text: str) -> Start | None:
    match = _ARTICLE_RE.fullmatch(text)
    if not match:
        return None
    return Start(Opening.ARTICLE, _ARTICLE, match["number"], match["mark"].strip(), match["rest"])


def unmarked_article(text: str) -> Start | None:
    """An article whose number has no full stop; only the order can tell that it is one."""
    match = _UNMARKED_ARTICLE_RE.fullmatch(text)
    return Start(Opening.ARTICLE, _ARTICLE, match["number"], "", match["rest"]) if match else None


def section(text: str) -> Start | None:
    """A section without its word: a roman number or a capital letter before a title."""
    match = _SECTION_RE.fullmatch(text)
    if not match:
        return None
    mark, rest = match["mark"].strip(), match["rest"]
    return Start(Opening.DIVISION, VN.form(Kind.SECTION), match["number"], mark, rest)


def task(text: str) -> bool:
    """Whether a task of a programme begins: "Nhiệm vụ 3. …"."""
    return bool(_TASK_RE.match(text))


def _division(text: str) -> Start | None:
    match = _DIVISION_RE.fullmatch(text)
    if not match:
        return None
    rest = match["rest"]
    word = " ".join(match["word"].lower().split())
    form = next(each for each in _DIVISIONS if each.word.lower() == word)
    if not match["number"] and not (form is VN.annex and not rest):
        return None
    if rest and not match["mark"] and not is_upper(rest):
        return None
    return Start(Opening.DIVISION, form, match["number"] or "", match["mark"].strip(), rest)


def _item(text: str) -> Start | None:
    found = markers.items(text, VN)
    if marker := next((each for each in found if not _is_decimal(each)), None):
        return _begun(marker)
    return Start(Opening.DASH) if markers.is_dash_item(text) else None


def decimal(text: str) -> Start | None:
    """A clause such as `1.1 Tên`; only those before and after it can tell that it is one."""
    found = (each for each in markers.items(text, VN) if _is_decimal(each))
    return next(map(_begun, found), None)


def _is_decimal(marker: Marker) -> bool:
    return marker.is_by_order and marker.kind is Kind.CLAUSE


def _begun(marker: Marker) -> Start:
    kind = Opening.CLAUSE if marker.kind is Kind.CLAUSE else Opening.POINT
    return Start(kind, marker.form, marker.number, marker.mark, marker.rest)


def _plain(text: str) -> Start:
    quotes = _QUOTES_RE.match(text)
    if quotes and _marked(text[quotes.end() :]):
        return Start(Opening.QUOTE)
    match = _CAPITAL_RE.match(text)
    is_capital = bool(match) and match is not None and match["letter"].isupper()
    return Start(Opening.UPPER if is_capital else Opening.LOWER)


def counts_by_comma(text: str) -> bool:
    """Whether a sentence begins with a number and a comma: "1, Bán đúng chỗ"."""
    match = _COMMA_RE.match(text)
    return match is not None and text[match.end()].isupper()


def is_upper(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    if any(char.islower() and char.isalpha() for char in text):
        return False
    return sum(map(str.isalpha, text)) > 1
