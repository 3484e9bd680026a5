"""What a text says about itself: title, number, dates, for the front matter."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from quyche.imports.documents.elements import ElementKind
from quyche.language.spelling import compose
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quyche.imports.documents.elements import Element

# "Số: 191/2026/NĐ-CP", "Luật số: 63/2025/QH15", "Số 36-HD/VPTW"
_NUMBER_RE = re.compile(
    r"(?:^|/\s)(?:[^\W\d]+\s+){0,2}[Ss]ố\s*:?\s*(?P<number>\d[\w.]*(?:\s?[/-]\s?[\wĐđ&]+)*[/-]\s?[A-ZĐ][\w/Đ&-]*)"
)
_LONGEST_LINE = 200
_DAY = r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
_PLACE_RE = re.compile(rf"(?:^|\s)[^\W\d_][^,;.]{{1,40}},\s*{_DAY}\s*$")
_PASSED_RE = re.compile(rf"thông qua\s+{_DAY}")
# "15/3/2024", "15-3-2024"
_SHORT_DAY = r"ngày\s+(?P<d>\d{1,2})(?P<mark>[/-])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4})(?![/\d-])"
_TYPES = (
    r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Quy chế|Quy định|Pháp lệnh|Chỉ thị"
    r"|Hướng dẫn|Quy trình|Nội quy|Điều lệ|Kết luận|Kế hoạch|Hương ước)"
)
# "Quyết định này có hiệu lực", or a paragraph that begins "Có hiệu lực", "Quyết định có hiệu lực"
_EFFECTIVE = (
    rf"(?:{_TYPES}\s+này\s+|^(?:\d+[.-]\s+)?(?:{_TYPES}\s+)?)"
    r"[Cc]ó\s+hiệu\s+lực(?:\s+thi\s+hành)?"
)
_FROM = r"(?:\s+kể)?\s+từ\s+(?:(?:00|0)\s*giờ(?:\s*(?:00|0)\s*phút)?,?\s+)?"
_EFFECTIVE_RE = re.compile(rf"{_EFFECTIVE}{_FROM}(?:{_DAY}|{_SHORT_DAY})")
# "kể từ ngày ký", "sau 45 ngày kể từ ngày ký ban hành"; nothing where another day follows
_SIGNED_RE = re.compile(
    rf"{_EFFECTIVE}(?:\s+thi\s+hành)?(?:\s+sau\s+(?P<days>\d{{1,3}})\s+ngày,?)?"
    r"(?:\s+kể)?\s+từ\s+ngày\s+ký(?:\s+ban\s+hành)?\s*(?:[.;,]|$|\s+(?:và|thay)\b)"
)
DRAFT_RE = re.compile(
    r"\W*(?:BẢN\s+)?DỰ THẢO(?:\s+LẦN\s+(?:THỨ\s+)?(?P<draft>\d+))?.{0,25}$", re.IGNORECASE
)
_WITH_RE = re.compile(
    r"kèm theo\s+(?P<title>(?:Nghị định|Quyết định|Nghị quyết|Thông tư)\s+số\s+(?P<number>[\w/-]+))"
    rf"(?:\s+{_DAY})?",
    re.IGNORECASE,
)


def particulars(elements: Sequence[Element], kind: str, title: str) -> dict[str, object]:
    """The front matter as far as the text tells; nothing is guessed."""
    head, tail = head_of(elements), _tail(elements)
    found: dict[str, object] = {"kind": kind}
    own = title or title_of(elements)
    parent = None if own else _parent(elements)
    if name := own or (parent and " ".join(parent["title"].split())):
        found["title"] = name
    adopted = _date(_PLACE_RE, head) or _date(_PASSED_RE, tail) or _date(_PLACE_RE, tail)
    if parent and parent["day"]:
        adopted = _day(parent)
    draft = next((match for text in head if (match := DRAFT_RE.match(text))), None)
    if draft:
        found["status"] = "draft"
        if draft["draft"]:
            found["draft"] = int(draft["draft"])
    elif adopted:
        found["status"] = "adopted"
    if number := _number(head) or _number(tail) or (parent and parent["number"]):
        found["number"] = number
    if adopted and not draft:
        found["adopted"] = adopted
    signed = None if draft or parent else adopted
    texts = [element.text for element in elements if element.kind is not ElementKind.QUOTE]
    if effective := _effective(texts, signed):
        found["effective"] = effective
    return found


def _parent(elements: Sequence[Element]) -> re.Match[str] | None:
    """What an attached regulation says about the document it is attached to."""
    attached = (match for element in elements if (match := _WITH_RE.search(element.text)))
    return next(attached, None)


def title_of(elements: Sequence[Element]) -> str:
    """The title, which stands before any article; a later one is that of an attachment."""
    for element in elements:
        if element.kind is ElementKind.ARTICLE:
            return ""
        if element.kind is ElementKind.TITLE:
            return _once(element.text)
    return ""


def _once(title: str) -> str:
    """A title without the kind of document above it, where it begins with the same words.

    >>> _once("QUY CHẾ Quy chế làm việc")
    'Quy chế làm việc'
    """
    words = title.split()
    for count in (1, 2, 3):
        if title.lower().split()[:count] == title.lower().split()[count : 2 * count]:
            return " ".join(words[count:])
    return _in_sentence(title)


def _in_sentence(title: str) -> str:
    """A title whose kind alone is in capitals as a sentence has it; all in capitals it stays.

    >>> _in_sentence("CHƯƠNG TRÌNH kiểm tra năm 2026"), _in_sentence("QUY CHẾ LÀM VIỆC")
    ('Chương trình kiểm tra năm 2026', 'QUY CHẾ LÀM VIỆC')
    """
    kinds = (one for one in VN.types if compose(title).lower().startswith(f"{one} "))
    kind = title[: len(next(kinds, ""))]
    goes_on = title[len(kind) :].lstrip()
    if kind and kind.isupper() and goes_on[:1].islower():
        return f"{kind.capitalize()}{title[len(kind) :]}"
    return title


def head_of(elements: Sequence[Element]) -> list[str]:
    """What stands before the first provision, cells of tables each for itself."""
    texts = []
    for element in elements:
        if element.kind in {ElementKind.ARTICLE, ElementKind.DIVISION, ElementKind.CLAUSE}:
            break
        texts.append(element.text)
        texts.extend(cell for row in element.rows for cell in row)
    return texts


def _tail(elements: Sequence[Element]) -> list[str]:
    texts: list[str] = []
    is_open = False
    for element in elements:
        if element.kind is ElementKind.CLOSING:
            is_open = True
        elif element.kind in {ElementKind.TITLE, ElementKind.ARTICLE} and is_open:
            break
        if is_open:
            texts.append(element.text)
            texts.extend(cell for row in element.rows for cell in row)
    return texts


def _number(texts: Iterable[str]) -> str:
    for text in texts:
        if len(text) < _LONGEST_LINE and (match := _NUMBER_RE.search(text)):
            return re.sub(r"\s", "", match["number"])
    return ""


def _date(pattern: re.Pattern[str], texts: Iterable[str]) -> datetime.date | None:
    for text in texts:
        if (match := pattern.search(text)) and (day := _day(match)):
            return day
    return None


def _effective(texts: Sequence[str], signed: datetime.date | None) -> datetime.date | None:
    """The day from which a text is in force: told, or counted from the day it was signed."""
    if told := _date(_EFFECTIVE_RE, texts):
        return told
    counted = (match for text in texts if (match := _SIGNED_RE.search(text)))
    if signed and (match := next(counted, None)):
        return signed + datetime.timedelta(days=int(match["days"] or 0))
    return None


def _day(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    told = [parts.get(long) or parts.get(long[0]) for long in ("year", "month", "day")]
    try:
        return datetime.date(*(int(part or 0) for part in told))
    except ValueError:  # "ngày 31 tháng 02"
        return None
