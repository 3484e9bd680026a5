"""When something is due, as English documents say it, in the words that are read as days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTHS = {
    **{name: number for number, name in enumerate(_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_NAMES, 1)},
    "sept": 9,
}
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_COUNTS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "once": 1,
    "twice": 2,
    "a": 1,
}
_UNITS = {"hour": "giờ", "day": "ngày", "week": "tuần", "month": "tháng", "year": "năm"}
_EVERY: dict[str, str] = {
    **{name: _UNITS[name] for name in ("day", "week", "month", "year")},
    "quarter": "quý",
    "daily": "ngày",
    "weekly": "tuần",
    "monthly": "tháng",
    "quarterly": "quý",
    "yearly": "năm",
    "annually": "năm",
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_COUNTS)})"
_ORDINAL = "|".join(_ORDER)
_YEAR = r"(?P<year>\d{4})"
_OF_YEAR = rf"(?:/|,?[ ](?:of[ ])?){_YEAR}"
DAY = rf"(?:on )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? {_YEAR}"
"""A whole day as a pattern for what is in small letters: `15 March 2021`, `the 1st of May 2021`."""
_DAY_IN_RE = re.compile(rf"(?<!\w){DAY}(?!\w)")
ANY_DAY = re.sub(r"\?P<\w+>", "?:", DAY)
"""The same without names of its parts, to stand in other patterns more than once."""
_ALWAYS_RE = re.compile(
    r"(?:at any time|at all times|all the time|continuous(?:ly)?|ongoing|throughout the year)"
)
_TERM_RE = re.compile(
    r"(?:(?:the )?whole|throughout the|during the|the) term(?P<more>(?: [ivxlc]+)?(?: [\d –-]+)?)"
)


def in_known_words(key: str) -> str:
    """The same time as `dates` reads it; empty for what is not understood.

    Sample texts, in small letters: `march 2021`, `the second quarter of 2021`, `q2 2021`, `first
    half of 2021`, `in 2022`, `by 15 march 2021`, `before the end of june 2021`, `from march to june
    2021`, `every quarter`, `twice a year`, `every december`, `within 30 working days of receipt`.
    """
    if _ALWAYS_RE.fullmatch(key):
        return "thường xuyên"
    if match := _TERM_RE.fullmatch(key):
        return f"toàn khóa{match['more']}"
    return next(filter(None, (read(key) for read in _READERS)), "")


def day_in(key: str) -> tuple[str, str, str] | None:
    """The year, month and day of the first whole day in a text in small letters."""
    match = _DAY_IN_RE.search(key)
    return (match["year"], str(_MONTHS[match["month"]]), match["day"]) if match else None


def _of_days(key: str) -> str:
    """A day, a month, a quarter, half a year, a year."""
    found = ((said, pattern.fullmatch(key)) for pattern, said in _SPANS)
    return next((said(match) for said, match in found if match), "")


def _day(match: re.Match[str]) -> str:
    return f"{match['day']}/{_MONTHS[match['month']]}/{match['year']}"


def _month(match: re.Match[str]) -> str:
    return _with_year(f"tháng {_MONTHS[match['month']]}", match)


def _quarter(match: re.Match[str]) -> str:
    return _with_year(f"quý {match['number'] or _ORDER[match['order']]}", match)


def _half(match: re.Match[str]) -> str:
    number = int(match["number"] or _ORDER[match["order"]])
    return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {match['year']}"


def _year(match: re.Match[str]) -> str:
    return f"năm {match['year']}"


def _with_year(said: str, match: re.Match[str]) -> str:
    return f"{said}/{match['year']}" if match["year"] else said


_IN = r"(?:in |during )?(?:the )?"
_SPANS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(DAY), _day),
    (re.compile(rf"(?:on )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"), _day),
    (re.compile(rf"{_IN}{_MONTH}(?:{_OF_YEAR})?"), _month),
    (
        re.compile(
            rf"{_IN}(?:(?P<order>{_ORDINAL}) quarter|(?:quarter |q)(?P<number>[1-4]))"
            rf"(?:{_OF_YEAR})?"
        ),
        _quarter,
    ),
    (
        re.compile(rf"{_IN}(?:(?P<order>first|second) half|h(?P<number>[12])){_OF_YEAR}"),
        _half,
    ),
    (re.compile(rf"(?:(?:in|during) (?:the year )?|(?:the )?year ){_YEAR}"), _year),
)
_BEFORE_RE = re.compile(r"before (?P<inner>.+)")
_UNTIL_RE = re.compile(
    r"(?:by|(?:not|no) later than|at the latest(?: by| on| in)?|until|up to)"
    r" (?:the end of )?(?P<inner>.+)"
)
_SPAN_RE = re.compile(
    r"(?:(?:from )?(?P<first>.+?) (?:to|until|[–-])|between (?P<between>.+?) and)"
    r" (?:the end of )?(?P<last>.+)"
)
_YEARLY_RE = re.compile(
    r"(?:(?P<inner>.+?) (?:of )?(?:every|each) year|(?:every|each) (?:year in )?(?P<after>.+))"
)
_EVERY_RE = re.compile(
    r"(?:(?:once )?(?:every|each) |once (?:a|per) )(?P<unit>day|week|month|quarter|year)"
    r"|(?P<adverb>daily|weekly|monthly|quarterly|yearly|annually)"
)
_TIMES_RE = re.compile(
    rf"(?:at least )?(?P<often>{_NUMBER})(?: times)? (?:a|an|per|each|every)"
    r" (?P<unit>week|month|quarter|year)"
)
_EACH_RE = re.compile(rf"(?:once )?every (?P<count>{_NUMBER}) (?P<unit>day|week|month|year)s")
_EVENT_RE = re.compile(
    rf"(?:within |not later than |no later than )?(?P<count>{_NUMBER}) (?P<working>working )?"
    r"(?P<unit>hour|day|week|month)s? (?P<where>of|after|from|before) (?P<event>.+)"
)


def _deadline(key: str) -> str:
    for pattern, word in ((_BEFORE_RE, "trước"), (_UNTIL_RE, "đến hết")):
        match = pattern.fullmatch(key)
        if inner := _of_days(match["inner"]) if match else "":
            return f"{word} {inner}"
    return ""


def _span(key: str) -> str:
    match = _SPAN_RE.fullmatch(key)
    if not match:
        return ""
    first, last = _of_days(match["first"] or match["between"]), _of_days(match["last"])
    return f"từ {first} đến {last}" if first and last else ""


def _recurring(key: str) -> str:
    if match := _EVERY_RE.fullmatch(key):
        return f"mỗi {_EVERY[match['unit'] or match['adverb']]}"
    if match := _TIMES_RE.fullmatch(key):
        return f"mỗi {_EVERY[match['unit']]} {_count(match['often'])} lần"
    if match := _EACH_RE.fullmatch(key):
        return f"{_count(match['count'])} {_UNITS[match['unit']]} một lần"
    match = _YEARLY_RE.fullmatch(key)
    inner = _of_days(match["inner"] or match["after"]) if match else ""
    return f"{inner} hằng năm" if inner else ""


def _from_event(key: str) -> str:
    match = _EVENT_RE.fullmatch(key)
    if not match:
        return ""
    working = " làm việc" if match["working"] else ""
    where = "trước" if match["where"] == "before" else "sau"
    return f"{_count(match['count'])} {_UNITS[match['unit']]}{working} {where} {match['event']}"


def _count(written: str) -> int:
    return _COUNTS.get(written) or int(written)


_READERS = (_of_days, _deadline, _span, _recurring, _from_event)
