"""When something is due, as documents say it: a month, a quarter, every year, after an event."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, replace
from enum import Enum

from quyche.language import english_times
from quyche.language.spelling import spelling

SPAN = "từ {first} đến {last}"
"""How a time is written that reaches from one to another."""
YEAR_MARKS = ("/", " năm ", " ")
"""What may stand between a time and its year."""
_DAY = datetime.timedelta(days=1)
_MONTHS_OF_QUARTER = 3
_LAST_YEAR = 2999  # what is later is a slip of the pen, and no calendar takes it
_UNITS = {
    "giờ": "hour",
    "ngày": "day",
    "tuần": "week",
    "tháng": "month",
    "quý": "quarter",
    "năm": "year",
}
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "chín": 9}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_NUMBERS)})"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_IN_YEAR = r"(?:[ ]?[/-][ ]?|,?[ ]năm[ ])(?P<year>\d{4})"
_MONTH_RE = re.compile(rf"tháng (?P<month>0?[1-9]|1[0-2])(?:{_IN_YEAR})?")
_QUARTER_RE = re.compile(rf"quý (?P<quarter>iv|i{{1,3}}|[1-4])(?:{_IN_YEAR})?")
_HALF_RE = re.compile(r"(?:6|sáu) tháng (?P<half>đầu|cuối) năm(?: (?P<year>\d{4}))?")
_YEAR_RE = re.compile(r"(?:cả )?năm (?P<year>\d{4})")
_DAY_RE = re.compile(
    r"(?:ngày )?(?P<day>\d{1,2})(?:[/.-]| tháng )(?P<month>\d{1,2})(?:[/.-]| năm )(?P<year>\d{4})"
)
_TERM_RE = re.compile(r"(?:toàn khóa|(?:cả|toàn) nhiệm kỳ|nhiệm kỳ)(?: [ivxlc]+)?(?: [\d –-]+)?")
_SPAN_RE = re.compile(r"từ (?P<first>.+?) đến (?:hết )?(?P<last>.+)")
_BEFORE_RE = re.compile(r"(?:hoàn thành |xong )?trước (?P<inner>.+)")
_UNTIL_RE = re.compile(
    r"(?:chậm nhất(?: là)?(?: vào| trong)?|đến hết|muộn nhất(?: là)?) (?P<inner>.+)"
)
_YEARLY_RE = re.compile(r"(?P<inner>.+?) (?:hằng|hàng|mỗi) năm")
_EVERY_RE = re.compile(r"(?:định kỳ )?(?:hằng|hàng|mỗi) (?P<unit>ngày|tuần|tháng|quý|năm)")
_TIMES_RE = re.compile(
    rf"(?:ít nhất )?(?:mỗi )?(?P<unit>tuần|tháng|quý|năm) (?P<often>{_NUMBER}) lần"
)
_EACH_RE = re.compile(
    rf"(?:định kỳ )?(?:mỗi )?(?P<count>{_NUMBER}) (?P<unit>ngày|tuần|tháng|năm)(?: một lần)?"
)
_EVENT_RE = re.compile(
    rf"""(?:(?:trong[ ])?(?:thời[ ]hạn|vòng)[ ]|chậm[ ]nhất[ ](?:là[ ])?|sau[ ])?
    (?P<count>{_NUMBER})[ ](?P<unit>giờ|ngày|tuần|tháng)(?P<working>[ ]làm[ ]việc)?
    (?:,)?[ ](?:kể[ ]từ|tính[ ]từ|từ|sau|trước)[ ](?P<event>.+)""",
    re.VERBOSE,
)
_YEARS_RE = re.compile(r"(?<!\d)(?P<first>\d{4})[ ]?[-–][ ]?(?P<last>\d{4})(?!\d)")


class TimeKind(Enum):
    """How exactly a text says when. The value is the word in data."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    TERM = "term"
    SPAN = "span"
    DEADLINE = "deadline"
    """Not later than some day; when to begin is not said."""
    ALWAYS = "always"
    """*Thường xuyên*: at any time."""
    RECURRING = "recurring"
    FROM_EVENT = "from-event"
    """So many days after or before something whose day nobody knows yet."""


@dataclass(frozen=True)
class Days:
    """A first and a last day; both belong to it."""

    first: datetime.date
    last: datetime.date

    def overlaps(self, other: Days) -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: Days) -> bool:
        """Whether the other lies inside."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True)
class Time:
    """When something is due; days only as far as the text gives them."""

    text: str
    """As written."""
    kind: TimeKind
    first: datetime.date | None = None
    last: datetime.date | None = None
    months: tuple[int, int] | None = None
    """The first and last month, where the year is not said or is each year."""
    unit: str = ""
    """What recurs every so often, or a deadline is counted in: `day`, `month`, `year` …"""
    count: int = 0
    """Every so many units, or so many units from the event."""
    often: int = 1
    """How many times in such a unit."""
    is_working: bool = False
    """Whether only working days count."""
    event: str = ""
    """What a deadline is counted from, as written."""

    @property
    def days(self) -> Days | None:
        """The days, where the text gives the last one."""
        if self.last is None:
            return None
        return Days(self.first or self.last, self.last)

    def next_days(self, since: datetime.date, until: datetime.date | None = None) -> Days | None:
        """The days that are not over on a day; for what is yearly, those of its next year.

        None where they are over, or no day is given.
        """
        found = self.days
        if self.kind is TimeKind.RECURRING and self.months:
            this_year = _months(*self.months, since.year)
            over = this_year.last < since
            found = _months(*self.months, since.year + 1) if over else this_year
        if found is None or found.last < since or (until and found.first > until):
            return None
        return found


def term_of(text: str) -> Days | None:
    """The years of a term as days: `XVII (2020-2025)`."""
    match = _YEARS_RE.search(text)
    if not match or not _is_year(match["first"]) or not _is_year(match["last"]):
        return None
    first, last = int(match["first"]), int(match["last"])
    return Days(_months(1, 12, first).first, _months(1, 12, last).last) if first <= last else None


def read(text: str, term: Days | None = None) -> Time | None:
    """What a text says about when; None where it is not understood.

    Sample texts: `Tháng 3/2021`, `quý II năm 2021`, `6 tháng đầu năm 2021`, `Năm 2022`,
    `Toàn khóa`, `Thường xuyên`, `Quý IV hằng năm`, `mỗi tháng một lần`, `trước ngày 15/12/2021`,
    `từ tháng 3 đến tháng 6/2021`, `30 ngày làm việc kể từ ngày nhận báo cáo`.
    """
    key = " ".join(spelling(text).casefold().split()).rstrip(".;, ").removeprefix("trong ")
    found = _read(key, term) or _read(english_times.in_known_words(key), term)
    return replace(found, text=text.strip()) if found else None


def _read(key: str, term: Days | None) -> Time | None:
    for reader in (_of_days, _deadline, _span, _recurring, _from_event):
        if found := reader(key):
            return found
    if _TERM_RE.fullmatch(key):
        years = term_of(key) or term
        return Time(key, TimeKind.TERM, *((years.first, years.last) if years else ()))
    return None


def _of_days(key: str) -> Time | None:
    """A day, a month, a quarter, half a year or a year; without a year only its months."""
    if match := _DAY_RE.fullmatch(key):
        day = _day(match["year"], match["month"], match["day"])
        return Time(key, TimeKind.DAY, day, day) if day else None
    for kind, pattern in (
        (TimeKind.MONTH, _MONTH_RE),
        (TimeKind.QUARTER, _QUARTER_RE),
        (TimeKind.HALF, _HALF_RE),
        (TimeKind.YEAR, _YEAR_RE),
    ):
        if match := pattern.fullmatch(key):
            return _dated(key, kind, match)
    return None


def _dated(key: str, kind: TimeKind, match: re.Match[str]) -> Time | None:
    first, last = _months_named(kind, match)
    if not match["year"]:
        return Time(key, kind, months=(first, last))
    if not _is_year(match["year"]):
        return None
    days = _months(first, last, int(match["year"]))
    return Time(key, kind, days.first, days.last)


def _months_named(kind: TimeKind, match: re.Match[str]) -> tuple[int, int]:
    match kind:
        case TimeKind.MONTH:
            return int(match["month"]), int(match["month"])
        case TimeKind.QUARTER:
            quarter = _ROMAN.get(match["quarter"]) or int(match["quarter"])
            last = quarter * _MONTHS_OF_QUARTER
            return last - _MONTHS_OF_QUARTER + 1, last
        case TimeKind.HALF:
            return (1, 6) if match["half"] == "đầu" else (7, 12)
        case _:
            return 1, 12


def _deadline(key: str) -> Time | None:
    """`trước ngày 15/12/2021` ends the day before, `chậm nhất` and `đến hết` with the day named."""
    for pattern, gap in ((_BEFORE_RE, _DAY), (_UNTIL_RE, None)):
        match = pattern.fullmatch(key)
        inner = _of_days(match["inner"]) if match else None
        if inner and inner.first and inner.last:
            last = inner.first - gap if gap else inner.last
            return Time(key, TimeKind.DEADLINE, None, last)
    return None


def _span(key: str) -> Time | None:
    """From one time to another; a year that both share may be said once, at the end."""
    match = _SPAN_RE.fullmatch(key)
    if not match:
        return None
    last = _of_days(match["last"])
    if last is None or last.last is None:
        return None
    first = _of_days(match["first"])
    if first and first.months:
        first = _of_days(f"{match['first']}/{last.last.year}")
    if first is None or first.first is None or first.first > last.last:
        return None
    return Time(key, TimeKind.SPAN, first.first, last.last)


def _recurring(key: str) -> Time | None:
    if key == "thường xuyên":
        return Time(key, TimeKind.ALWAYS)
    if match := _EVERY_RE.fullmatch(key):
        return Time(key, TimeKind.RECURRING, unit=_UNITS[match["unit"]], count=1)
    if match := _TIMES_RE.fullmatch(key):
        often = _number(match["often"])
        return Time(key, TimeKind.RECURRING, unit=_UNITS[match["unit"]], count=1, often=often)
    if (match := _EACH_RE.fullmatch(key)) and ("định kỳ" in key or "một lần" in key):
        count = _number(match["count"])
        return Time(key, TimeKind.RECURRING, unit=_UNITS[match["unit"]], count=count)
    match = _YEARLY_RE.fullmatch(key)
    inner = _of_days(match["inner"]) if match else None
    if inner and inner.months:
        return Time(key, TimeKind.RECURRING, months=inner.months, unit="year", count=1)
    return None


def _from_event(key: str) -> Time | None:
    match = _EVENT_RE.fullmatch(key)
    if not match:
        return None
    return Time(
        key,
        TimeKind.FROM_EVENT,
        unit=_UNITS[match["unit"]],
        count=_number(match["count"]),
        is_working=bool(match["working"]),
        event=match["event"],
    )


def day_in(text: str) -> datetime.date | None:
    """The first whole day that a text names; None where it names none.

    Sample texts: `ngày 20/8/2021`, `on 20 August 2021`.
    """
    key = spelling(text).casefold()
    if match := _DAY_RE.search(key):
        return _day(match["year"], match["month"], match["day"])
    found = english_times.day_in(key)
    return _day(*found) if found else None


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day)) if _is_year(year) else None
    except ValueError:
        return None


def _is_year(year: str) -> bool:
    return datetime.MINYEAR < int(year) <= _LAST_YEAR


def _months(first: int, last: int, year: int) -> Days:
    """From the first day of a month to the last day of another of the same year."""
    end = calendar.monthrange(year, last)[1]
    return Days(datetime.date(year, first, 1), datetime.date(year, last, end))
