"""What a text says about itself: title, number, dates, for the front matter."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from quyche.imports.documents.elements import ElementKind

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
_EFFECTIVE_RE = re.compile(
    r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Quy chế|Quy định|Pháp lệnh|Chỉ thị"
    rf"|Hướng dẫn)\s+này\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ\s+{_DAY}"
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
    if effective := _date(_EFFECTIVE_RE, (element.text for element in elements)):
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


def _day(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # "ngày 31 tháng 02"
        return None
