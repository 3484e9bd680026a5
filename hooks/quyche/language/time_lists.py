"""Several times said together, and times of a year that stands elsewhere: `tháng 3, 6, 9`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quyche.language import dates
from quyche.language.dates import Time, TimeKind
from quyche.language.spelling import Searchable, fold, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.language.dates import Days

# All of these read a text without marks, as `fold` has it.
_JOINT_RE = re.compile(r"\s*(?:[,;&+]|(?<!\w)(?:va|and)(?!\w))\s*")
_UNIT_RE = re.compile(r"(?:cac )?(?P<unit>thang|quy) (?P<rest>.+)")
_YEAR = r"(?P<year>[ ]?[/-][ ]?\d{4}|,?[ ](?:nam[ ])?\d{4}|[ ](?:hang|moi)[ ]nam)(?!\d)"
_YEAR_RE = re.compile(_YEAR)
_BARE_RE = re.compile(rf"(?:0?[1-9]|1[0-2]|iv|i{{1,3}})(?:{_YEAR})?")
_RANGE_RE = re.compile(
    r"(?:tu )?(?P<unit>thang|quy) (?P<first>\w{1,3}(?:/\d{4})?)[ ]?(?:[-–]|den(?: het)?)[ ]?"
    r"(?:(?:thang|quy) )?(?P<last>\w{1,3})(?P<year>(?:[ ]?/[ ]?|,?[ ]nam[ ])\d{4})?"
)
_SPAN_RE = re.compile(r"tu (?P<first>.+?) den (?:het )?(?P<last>.+)")
_WHOLE_RE = re.compile(r"ca nam|nam")
_SHORT_DAY_RE = re.compile(r"(?:.* )?(?:ngay )?\d{1,2}(?:[/.-]| thang )\d{1,2}")
_PREPOSITION_RE = re.compile(
    r"(?:vao|trong|khoang|du kien|hoan thanh(?: trong)?) (?:trong )?(?=\w+ |nam$)"
)
# "tuần 2 tháng 5", "cuối quý II": somewhere in that month or quarter
_WITHIN_RE = re.compile(
    r"(?:(?:cac |trong )?tuan (?:thu )?(?:[1-5]|i{1,3}|iv|nhat|hai|ba|tu|dau|cuoi)(?: cua)?"
    r"|dau|giua|cuoi),? (?=(?:thang|quy) )"
)
_ALWAYS_RE = re.compile(r"thuong xuyen(?:,? (?:lien tuc|trong nam|ca nam|hang nam))?")
_TITLE_YEAR_RE = re.compile(r"(?<!\d)20\d{2}(?!\d)")
_LONGEST = 120
"""Characters of a time; what is longer is a sentence about something else."""


def read_all(text: str, term: Days | None = None, year: int = 0) -> tuple[Time, ...]:
    """What a text says about when, each time that it names; none where any of it is not understood.

    `year` is that of the programme it stands in, for what names none: 0 where it has none.

    >>> [time.months for time in read_all("tháng 3, 6 và tháng 9")]
    [(3, 3), (6, 6), (9, 9)]
    >>> [str(time.last) for time in read_all("quý III và quý IV/2026")]
    ['2026-09-30', '2026-12-31']
    """
    if len(text) > _LONGEST:
        one = dates.read(text, term)
        return (one,) if one else ()
    said = text.strip()
    return tuple(replace(time, text=said) for time in _read(_key(text), term, year))


def _key(text: str) -> str:
    return " ".join(spelling(text).casefold().split()).strip(".;, ")


@lru_cache(maxsize=1024)
def _read(key: str, term: Days | None, year: int) -> tuple[Time, ...]:
    one = _one(key, term, year)
    return (one,) if one else _listed(key, term, year)


def _one(key: str, term: Days | None, year: int) -> Time | None:
    """A single time, with the year told where it has none and months of which year it is."""
    key = _without_preposition(key)
    if _ALWAYS_RE.fullmatch(fold(key)):
        return Time(key, TimeKind.ALWAYS)
    found = dates.read(key, term) or _range(key, term)
    if found is None and _WHOLE_RE.fullmatch(fold(key)):
        found = Time(key, TimeKind.YEAR, months=(1, 12))
    if not year or not _lacks_year(found, key):
        return found
    return _in_year(key, term, year) or found


def _without_preposition(key: str) -> str:
    for pattern in (_PREPOSITION_RE, _WITHIN_RE):
        match = pattern.match(fold(key))
        key = key[match.end() :] if match else key
    return key


def _lacks_year(found: Time | None, key: str) -> bool:
    if found:
        is_dated = found.last is not None or found.months is None
        return not is_dated and found.kind is not TimeKind.RECURRING
    folded = fold(key)
    return bool(_SHORT_DAY_RE.fullmatch(folded) or _SPAN_RE.fullmatch(folded))


def _in_year(key: str, term: Days | None, year: int) -> Time | None:
    """The same in a year: a span has it at its end, and at its beginning where it is a day's."""
    whole = Searchable.folded(key).fullmatch(_SPAN_RE)
    for mark in dates.YEAR_MARKS:
        written = f"{key}{mark}{year}"
        first = f"{whole['first']}{mark}{year}" if whole else ""
        spans = dates.SPAN.format(first=first, last=f"{whole['last']}{mark}{year}") if whole else ""
        for said in filter(None, (written, spans)):
            if dated := dates.read(said, term) or _range(said, term):
                return dated
    return None


def _range(key: str, term: Days | None) -> Time | None:
    """`quý I - quý II/2026`, `tháng 3 đến tháng 6`."""
    match = Searchable.folded(key).fullmatch(_RANGE_RE)
    if match is None:
        return None
    unit = match["unit"]
    first, last = f"{unit} {match['first']}", f"{unit} {match['last']}{match['year'] or ''}"
    if match["year"]:
        return dates.read(dates.SPAN.format(first=first, last=last), term)
    begins, ends = dates.read(first, term), dates.read(last, term)
    if not (begins and ends and begins.months and ends.months):
        return None
    months = (begins.months[0], ends.months[1])
    return Time(key, TimeKind.SPAN, months=months) if months[0] <= months[1] else None


def _listed(key: str, term: Days | None, year: int) -> tuple[Time, ...]:
    """The times of a list: a unit holds for the numbers after it, a year for those before."""
    parts = _parted(_without_preposition(key))
    if len(parts) < 2:  # noqa: PLR2004  # no list
        return ()
    found = [_one(part, term, year) for part in _with_year(_with_unit(parts))]
    return tuple(time for time in found if time) if all(found) else ()


def _parted(key: str) -> list[str]:
    joints = [match.span() for match in _JOINT_RE.finditer(fold(key))]
    starts = (0, *(end for _, end in joints))
    ends = (*(start for start, _ in joints), len(key))
    return [key[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def _with_unit(parts: Iterable[str]) -> Iterator[str]:
    unit = ""
    for part in parts:
        match = Searchable.folded(part).fullmatch(_UNIT_RE)
        unit = match["unit"] if match else unit
        if match:
            yield f"{unit} {match['rest']}"
        else:
            yield f"{unit} {part}" if unit and _BARE_RE.fullmatch(fold(part)) else part


def _with_year(parts: Iterable[str]) -> Iterator[str]:
    year, completed = "", list[str]()
    for part in reversed(list(parts)):
        is_numbered = bool(_UNIT_RE.fullmatch(fold(part)))
        match = _YEAR_RE.search(fold(part)) if is_numbered else None
        year = part[match.start("year") : match.end("year")] if match else year
        completed.append(part if match or not is_numbered else f"{part}{year}")
    return reversed(completed)


def year_of(title: str) -> int:
    """The one year that a title names, that of what it is the title of; 0 for none or several.

    >>> year_of("Chương trình kiểm tra năm 2026"), year_of("Nhiệm kỳ 2025 - 2030")
    (2026, 0)
    """
    years = set(_TITLE_YEAR_RE.findall(title))
    return int(years.pop()) if len(years) == 1 else 0
