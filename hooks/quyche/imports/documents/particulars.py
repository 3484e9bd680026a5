"""What a text says about itself: title, number, dates, for the front matter."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from quyche.imports.documents.elements import ElementKind
from quyche.imports.documents.told import ToldKey, ToldLine, head_of, lines_of
from quyche.language.kinds import Kind
from quyche.language.spelling import CAPITALS, compose
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.imports.documents.elements import Element

# "Số: 191/2026/NĐ-CP", "Luật số: 63/2025/QH15", "Số 36-HD/VPTW", "Số: 05/2026/NQ - HĐND"; with what
# a head has beside it, since "Quyết định số 12/2020/QĐ-UBND ngày …" is another document
_NUMBER_RE = re.compile(
    r"(?:^|/\s)(?:[^\W\d]+\s+){0,2}(?:[Ss]ố|SỐ)\s*:?\s*"
    r"(?P<number>\d[\w.]*(?:\s?[/-]\s?[\wĐđ&]+)*(?:\s?/\s?|-\s?|\s-\s(?=[A-ZĐ]{2}))[A-ZĐ][\w/Đ&-]*)"
    r"(?!\w)(?=\s*$|\s+[/|*]|\s*(?:;|[_–—-]{2,}|CỘNG\s+H|ĐẢNG\s+CỘNG|[ĐđDd]ộc\s+lập|ĐỘC\s+LẬP"
    r"|[^\W\d_][^,;.\d]{1,40},\s*ngày\s))"
)
_COPY_RE = re.compile(r"/(?:SY|SL|TrS|TS)\b")
"""The number of a copy: of who certified it, not of the text."""
_LONGEST_LINE = 300
_LONG = r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
_DAY = rf"ngày\s+{_LONG}"
# "15/3/2024", "15-3-2024", "15.3.2024"
_SHORT = r"(?P<d>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<m>\d{1,2})\s?(?P=mark)\s?(?P<y>\d{4})(?![/\d-])"
_SHORT_DAY = rf"(?:ngày\s+)?{_SHORT}"
_ANY_DAY = rf"(?:{_DAY}|{_SHORT_DAY})"
_PLACE_RE = re.compile(
    rf"(?:^|\s)(?:[^\W\d_][^,;.]{{1,40}}|…|\.{{3,}}),\s*(?:{_DAY}|ngày\s+{_SHORT})\s*$"
)
_PASSED_RE = re.compile(rf"thông qua\s+(?:{_DAY}|ngày\s+{_SHORT})")
_TYPES = (
    r"(?:Luật|Bộ luật|Nghị định|Nghị quyết|Quyết định|Thông tư(?:\s+liên\s+tịch)?|Quy chế|Quy định"
    r"|Pháp lệnh|Chỉ thị|Hướng dẫn|Quy trình|Nội quy|Điều lệ|Kết luận|Kế hoạch|Hương ước|Quy ước"
    r"|Chương trình|Đề án|Phương án|Văn bản)"
)
_BEGUN = rf"^(?:{VN.form(Kind.ARTICLE).word}\s+\d+[.:–-]\s*)?(?:\d+[.)/-]\s+|[-+•]\s*)?"
# "Quyết định này có hiệu lực", or a paragraph that begins "Có hiệu lực", "Quyết định có hiệu lực";
# not "khoản 2 Điều 5 của Luật này có hiệu lực", "trước ngày Luật này có hiệu lực"
_SUBJECT = (
    rf"(?:(?<!của )(?<!ngày )(?<!khi )(?<!tại )(?<!theo )(?<!trong )"
    rf"(?<![\dIVX] ){_TYPES}\s+này\s+"
    rf"|(?<!ngày ){_TYPES}\s+này\s[^.;]{{3,300}}?(?:,|\svà)\s+"
    rf"|{_BEGUN}(?:{_TYPES}\s+)?"
    # "Điều lệ Hội gồm 8 chương, 25 điều, có hiệu lực"
    rf"|{_BEGUN}{_TYPES}\s[^.;]{{0,80}}?(?:gồm|có)\s+\d[^.;]{{3,300}}?(?:,|\svà)\s+)"
)
_EFFECTIVE = (
    rf"{_SUBJECT}(?:chính\s+thức\s+)?"
    r"[Cc]ó\s+(?:hiệu\s+lực|giá\s+trị)(?:\s+(?:pháp\s+lý|thi\s+hành|áp\s+dụng|thực\s+hiện))?"
)
_APPLIES = (
    rf"(?<!của )(?<![\dIVX] ){_TYPES}\s+này\s+(?:được\s+)?(?:áp\s+dụng|thi\s+hành|thực\s+hiện)"
)
_FROM = (
    r",?(?:\s+kể)?\s+từ\s+(?:(?:lúc\s+)?(?:00|0)\s*(?:giờ|h)(?:\s*(?:00|0)\s*(?:phút)?)?,?\s+)?"
    r"(?:(?=ngày\s|\d))"
)
_EFFECTIVE_RE = re.compile(rf"(?:{_EFFECTIVE}|{_APPLIES}){_FROM}{_ANY_DAY}")
# What is told before the words for the effect: "Từ ngày 15/3/2024, Quyết định này có hiệu lực"
_THEN = rf",?\s+{_TYPES}\s+này\s+(?:chính\s+thức\s+|mới\s+|sẽ\s+)?có\s+(?:hiệu\s+lực|giá\s+trị)"
_THEN_LATER = _THEN.removeprefix(r",?\s+")
_AT_FIRST = rf"(?:{_BEGUN}|[.;]\s+)"
_HOUR = r"(?:(?:lúc\s+)?(?:00|0)\s*(?:giờ|h)(?:\s*(?:00|0)\s*(?:phút)?)?,?\s+)?"
_SIGNING = r"(?:được\s+)?(?:ký(?:\s*,?\s*(?:và\s+)?ban\s+hành)?|ban\s+hành)"
_EFFECTIVE_AFTER_RE = re.compile(rf"{_AT_FIRST}(?:[Kk]ể\s+t|[Tt])ừ\s+{_HOUR}{_ANY_DAY}{_THEN}")
_SIGNED_BEFORE_RE = re.compile(
    rf"{_AT_FIRST}(?:[Ss]au\s+(?P<days>\d{{1,3}})(?:\s*\([^)]*\))?\s+ngày,?\s+)?"
    rf"(?:[Kk]ể\s+t|[Tt])ừ\s+ngày\s+{_SIGNING}{_THEN}"
)
_UNDATED_BEFORE_RE = re.compile(
    rf"{_AT_FIRST}(?:[Ss]au|[Kk]hi|[Kk]ể\s+từ|[Tt]ừ|[Nn]gay)\s[^.;]{{3,120}}?,\s+{_THEN_LATER}"
)
# "kể từ ngày ký", "sau 45 ngày kể từ ngày ký ban hành"; nothing where another day follows
_SIGNED_RE = re.compile(
    rf"(?:{_EFFECTIVE}|{_APPLIES})(?:\s+thi\s+hành)?"
    r"(?:\s+sau\s+(?P<days>\d{1,3})(?:\s*\([^)]*\))?\s+ngày,?)?"
    rf",?(?:\s+kể)?\s+từ\s+ngày\s+{_SIGNING}"
    r"\s*(?:[.;,]|$|\s+(?:và|thay|đến|cho\s+đến)\b)"
)
# What is said of the effect, day or no day: "khi được Hội nghị thông qua"
_UNDATED_RE = re.compile(
    rf"{_EFFECTIVE},?\s+(?:(?:kể\s+)?từ|sau|khi|ngay|theo|cùng)\b[^.;]{{0,120}}"
)
# "được Hội đồng nhân dân xã thông qua ngày 20/12/2025 và có hiệu lực từ ngày thông qua"
_PASSED_EFFECTIVE_RE = re.compile(
    rf"thông qua\s+(?:{_DAY}|ngày\s+{_SHORT})(?:,|\s+và)\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?"
    r"(?:\s+kể)?\s+từ\s+ngày\s+(?:được\s+)?thông\s+qua"
)
_REPLACED = (
    rf"{_TYPES}(?![^\W\d_])(?!\s+này)"
    r"(?:[^.;\d]|\d(?:[.]\d)?|[.](?=\S)(?!\w*$)){4,300}?"
)
_REPLACES_RE = re.compile(
    rf"(?:{_TYPES}\s+này|[Cc]ó\s+hiệu\s+lực|^)[^.;]{{0,160}}?(?:;\s+)?(?:và\s+)?\b[Tt]hay\s+thế\s+(?:cho\s+)?"
    rf"(?P<what>(?:các\s+)?{_REPLACED})"
    r"(?=\s*(?:[.;](?:\s|$)|$|,\s*(?:trừ|đồng\s+thời|bãi\s+bỏ)\b|,?\s+(?:và\s+)?có\s+hiệu\s+lực|\s+và\s+(?:các\s+|những\s+)?(?:bãi\s+bỏ|quy\s+định\s+trước|văn\s+bản\s+trước)"
    r"|\s+(?:kể\s+từ|hết\s+hiệu\s+lực)))"
)
_EFFECT_WORDS = ("hiệu lực", "hiệu  lực", "giá trị", " này ")
_REPLACE_WORDS = ("thay thế", "Thay thế", "thay  thế")
DRAFT_RE = re.compile(
    r"\W*(?:BẢN\s+)?DỰ THẢO(?:\s+LẦN\s+(?:THỨ\s+)?(?P<draft>\d+))?.{0,25}$"
    rf"|(?-i:\W*DỰ THẢO\s[{CAPITALS}\W\d]{{0,80}}$)",
    re.IGNORECASE,
)
# "(Ngày 12/9/2025)", "Dự thảo ngày 12/9/2025"
SUBMITTED_RE = re.compile(
    rf"\W*(?:(?:BẢN\s+)?DỰ THẢO\b.{{0,20}}?\W)?(?:trình\s+)?ngày\s+(?:{_SHORT}|{_LONG})\W*",
    re.IGNORECASE,
)
_WITH_RE = re.compile(
    r"^\W*(?:Ban hành\s+)?kèm theo\s+"
    r"(?P<title>(?:Nghị định|Quyết định|Nghị quyết|Thông tư)\s+số\s+(?P<number>[\w/-]+))"
    rf"(?:\s+{_DAY})?",
    re.IGNORECASE,
)


def particulars(elements: Sequence[Element], kind: str, title: str) -> tuple[ToldKey, ...]:
    """The front matter as far as the text tells, each key with its words; nothing is guessed."""
    return tuple(_Reader(elements, kind, title).told())


class _Reader:
    def __init__(self, elements: Sequence[Element], kind: str, title: str) -> None:
        self.kind, self.title = kind, title
        self.elements = elements
        self.head, self.tail = head_of(elements), _tail(elements)
        self.draft = next(
            ((match, one) for one in self.head if (match := DRAFT_RE.match(one.text))), None
        )
        self.parent = None if title or title_of(elements) else _parent(elements)

    def told(self) -> Iterator[ToldKey]:
        yield ToldKey("kind", self.kind, "", 0)
        adopted = self._adopted()
        yield from self._title()
        yield from self._status(adopted)
        yield from self._number()
        if adopted and not self.draft:
            yield adopted
        effective = self._effective(adopted)
        if effective:
            yield effective
        yield from self._replaces()

    def _title(self) -> Iterator[ToldKey]:
        if self.title:
            yield ToldKey("title", self.title, "", 0)
        elif own := title_line(self.elements):
            yield ToldKey("title", _once(own.text), own.text, own.line)
        elif self.parent:
            match, one = self.parent
            yield ToldKey("title", " ".join(match["title"].split()), match[0], one.line)

    def _adopted(self) -> ToldKey | None:
        if self.parent and (day := _day(self.parent[0])):
            return ToldKey("adopted", day, self.parent[0][0], self.parent[1].line)
        return (
            _dated("adopted", _PLACE_RE, self.head)
            or _dated("adopted", _PASSED_RE, self.tail)
            or _dated("adopted", _PLACE_RE, self.tail)
        )

    def _status(self, adopted: ToldKey | None) -> Iterator[ToldKey]:
        if self.draft:
            match, one = self.draft
            yield ToldKey("status", "draft", one.text, one.line)
            if match["draft"]:
                yield ToldKey("draft", int(match["draft"]), one.text, one.line)
            yield from self._submitted()
        elif adopted:
            yield ToldKey("status", "adopted", adopted.words, adopted.line)

    def _submitted(self) -> Iterator[ToldKey]:
        for one in self.head:
            if (match := SUBMITTED_RE.fullmatch(one.text)) and (day := _day(match)):
                yield ToldKey("submitted", day, one.text, one.line)
                return

    def _number(self) -> Iterator[ToldKey]:
        found = _number_in(self.head) or _number_in(self.tail)
        if found is None and self.parent:
            match, one = self.parent
            found = ToldKey("number", match["number"], match[0], one.line)
        if found:
            yield found

    def _effective(self, adopted: ToldKey | None) -> ToldKey | None:
        """The day from which it is in force: told, or counted from the day it was signed."""
        lines = [
            ToldLine(element.text, element.line)
            for element in self.elements
            if element.kind is not ElementKind.QUOTE and _may_say(element.text, _EFFECT_WORDS)
        ]
        for pattern in (_EFFECTIVE_RE, _EFFECTIVE_AFTER_RE, _PASSED_EFFECTIVE_RE):
            if told := _dated("effective", pattern, lines):
                return told
        signed = None if self.draft or self.parent else adopted
        for one in lines:
            match = _SIGNED_RE.search(one.text) or _SIGNED_BEFORE_RE.search(one.text)
            if match and signed and isinstance(signed.value, datetime.date):
                days = int(match["days"] or 0)
                value = signed.value + datetime.timedelta(days=days)
                return ToldKey("effective", value, match[0], one.line, is_counted=True)
        found = ((match, one) for one in lines if (match := _undated(one.text)))
        match_and_line = None if self.draft else next(found, None)
        if match_and_line:
            return ToldKey("effective", None, match_and_line[0][0], match_and_line[1].line)
        return None

    def _replaces(self) -> Iterator[ToldKey]:
        for element in self.elements:
            if element.kind is ElementKind.QUOTE or not _may_say(element.text, _REPLACE_WORDS):
                continue
            if match := _REPLACES_RE.search(element.text):
                what = " ".join(match["what"].split())
                yield ToldKey("replaces", what, match[0], element.line)
                return


def _undated(text: str) -> re.Match[str] | None:
    """Where a text says of its effect what is no day."""
    return _UNDATED_RE.search(text) or _UNDATED_BEFORE_RE.search(text)


def _may_say(text: str, words: Sequence[str]) -> bool:
    """Whether a text has one of these words, without which no pattern need be tried on it."""
    return any(word in text for word in words)


def _parent(elements: Sequence[Element]) -> tuple[re.Match[str], ToldLine] | None:
    """What an attached regulation says about the document it is attached to."""
    attached = (
        (match, ToldLine(element.text, element.line))
        for element in elements
        if (match := _WITH_RE.search(element.text))
    )
    return next(attached, None)


def title_line(elements: Sequence[Element]) -> Element | None:
    """The title, which stands before any article; a later one is that of an attachment."""
    for element in elements:
        if element.kind is ElementKind.ARTICLE:
            return None
        if element.kind is ElementKind.TITLE:
            return element
    return None


def title_of(elements: Sequence[Element]) -> str:
    """What the title says, once."""
    found = title_line(elements)
    return _once(found.text) if found else ""


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


def _tail(elements: Sequence[Element]) -> list[ToldLine]:
    found: list[ToldLine] = []
    is_open = False
    for element in elements:
        if element.kind is ElementKind.CLOSING:
            is_open = True
        elif element.kind in {ElementKind.TITLE, ElementKind.ARTICLE} and is_open:
            break
        if is_open:
            found.extend(lines_of(element))
    return found


def _number_in(lines: Iterable[ToldLine]) -> ToldKey | None:
    for one in lines:
        for text in one.text.split("\n"):
            match = _NUMBER_RE.search(text) if len(text) < _LONGEST_LINE else None
            if match and not _COPY_RE.search(match["number"]):
                number = re.sub(r"\s", "", match["number"])
                return ToldKey("number", number, match[0].lstrip("/ "), one.line)
    return None


def _dated(key: str, pattern: re.Pattern[str], lines: Iterable[ToldLine]) -> ToldKey | None:
    for one in lines:
        if (match := pattern.search(one.text)) and (day := _day(match)):
            return ToldKey(key, day, match[0], one.line)
    return None


def _day(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    told = [parts.get(long) or parts.get(long[0]) for long in ("year", "month", "day")]
    try:
        return datetime.date(*(int(part or 0) for part in told))
    except ValueError:  # "ngày 31 tháng 02"
        return None
