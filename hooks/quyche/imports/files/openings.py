"""How a line or paragraph may begin a provision, before it is known whether it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from quyche.language import markers
from quyche.language.kinds import Kind


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


# "Điều 5. Tên", "Điều 5", "Điều 4a: Tên", "ĐIỀU 5 - TÊN"
_ARTICLE_RE = re.compile(
    r"\s*(?:Điều|ĐIỀU)\s+(?P<number>\d{1,3}[a-zđ]{0,2}|[lIO]\d?(?=\s*[.:]))(?P<mark>\s*[.:](?=\D|$)|\s+[-–](?=\s)|(?=\s*$))"
    r"\s*(?P<rest>.*)",
    re.DOTALL,
)
# "Điều 5 Phạm vi điều chỉnh": only a heading where the place is right
_UNMARKED_ARTICLE_RE = re.compile(
    r"\s*(?:Điều|ĐIỀU)\s+(?P<number>\d{1,3}[a-zđ]?)\s+"
    r"(?P<rest>(?!Luật\b|Bộ luật|Nghị|Quy\b|Quyết|Hiến|Thông|Pháp|Điều)[^\W\d_a-zđ].*)",
    re.DOTALL,
)
# "Chương II", "MỤC 1. TÊN", "Phần thứ nhất", "PHỤ LỤC I", "Tiểu mục 2"
_DIVISION_RE = re.compile(
    r"""\s*(?P<word>Phần|PHẦN|Chương|CHƯƠNG|Tiểu\ mục|TIỂU\ MỤC|Mục|MỤC|Phụ\ lục|PHỤ\ LỤC)
    (?:\s+(?P<number>(?:thứ|THỨ)\ \w+|[IVXLCÏ]+[a-z]?(?!\w)|\d{1,2}[a-z]?(?!\w|[/-])|[A-H](?!\w)))?
    (?P<mark>\s*[.:](?=\s|$)|\s+[-–](?=\s)|(?=\s|$))\s*(?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)
# "II- NHIỆM VỤ VÀ QUYỀN HẠN", "A. PHẦN CHUNG"
_SECTION_RE = re.compile(
    r"\s*(?P<number>[IVX]{1,5}|[A-H])(?P<mark>\s?[.)/–-])\s*(?P<rest>[^\W\d_].*)", re.DOTALL
)
_TASK_RE = re.compile(r"\s*Nhiệm vụ \d{1,3}[a-z]?\s*[.:]\s")
_QUOTE_RE = re.compile(r"\s*[“\"]")
_CAPITAL_RE = re.compile(r"\s*[\"“(\[]?(?P<letter>[^\W\d_])")


@dataclass(frozen=True)
class Start:
    """How a text begins."""

    opening: Opening
    word: str = ""
    number: str = ""
    mark: str = ""
    rest: str = ""


def start(text: str) -> Start:
    """What the first words of a line or paragraph look like."""
    return _article(text) or _division(text) or _item(text) or _plain(text)


def _article(text: str) -> Start | None:
    match = _ARTICLE_RE.fullmatch(text)
    if not match:
        return None
    return Start(Opening.ARTICLE, "Điều", match["number"], match["mark"].strip(), match["rest"])


def unmarked_article(text: str) -> Start | None:
    """An article whose number has no full stop; only the order can tell that it is one."""
    match = _UNMARKED_ARTICLE_RE.fullmatch(text)
    return Start(Opening.ARTICLE, "Điều", match["number"], "", match["rest"]) if match else None


def section(text: str) -> Start | None:
    """A section without the word "Mục": a roman number or a capital letter before a title."""
    match = _SECTION_RE.fullmatch(text)
    if not match:
        return None
    return Start(Opening.DIVISION, "Mục", match["number"], match["mark"].strip(), match["rest"])


def task(text: str) -> bool:
    """Whether a task of a programme begins: "Nhiệm vụ 3. …"."""
    return bool(_TASK_RE.match(text))


def _division(text: str) -> Start | None:
    match = _DIVISION_RE.fullmatch(text)
    if not match:
        return None
    rest = match["rest"]
    is_annex = match["word"].lower() == "phụ lục"
    if not match["number"] and not (is_annex and not rest):
        return None
    if rest and not match["mark"] and not is_upper(rest):
        return None
    return Start(
        Opening.DIVISION,
        match["word"].capitalize(),
        match["number"] or "",
        match["mark"].strip(),
        rest,
    )


def _item(text: str) -> Start | None:
    if marker := markers.item(text):
        kind = Opening.CLAUSE if marker.kind is Kind.CLAUSE else Opening.POINT
        return Start(kind, "", marker.number, marker.mark, marker.rest)
    return Start(Opening.DASH) if markers.is_dash_item(text) else None


def _plain(text: str) -> Start:
    quote = _QUOTE_RE.match(text)
    if quote and start(text[quote.end() :]).opening not in {Opening.UPPER, Opening.LOWER}:
        return Start(Opening.QUOTE)
    match = _CAPITAL_RE.match(text)
    is_capital = bool(match) and match is not None and match["letter"].isupper()
    return Start(Opening.UPPER if is_capital else Opening.LOWER)


def is_upper(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and all(not char.islower() for char in letters)
