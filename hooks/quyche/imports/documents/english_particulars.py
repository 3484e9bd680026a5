"""What an English text says about itself in its head: number, dates, which draft it is."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from quyche.imports.documents.particulars import title_line, title_of
from quyche.imports.documents.told import ToldKey, ToldLine, head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.imports.documents.elements import Element

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_YEAR = r"(?P<year>\d{4})"
_DAYS = (
    rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
)
# "No. 7 of 2026", "By-law No. 12/2026", "Number: KC-12/2026"; a line that says nothing else
_NUMBER_RE = re.compile(
    r"(?:[^\W\d][\w’'-]*\s+){0,4}(?:No\.?|Number)\s*:?\s*"
    r"(?P<number>(?:[A-Z]{1,6}[-/])?\d{1,5}(?:[./-]\d{1,4}|\s+of\s+\d{4})?)\.?",
    re.IGNORECASE,
)
# "Adopted by the Board on 5 March 2026", "Approved at the general meeting of 5 March 2026"
_ADOPTED = r"(?:adopted|approved|passed|made|enacted)\b[^.;]{0,120}?\b(?:on|of)\s+"
_EFFECTIVE = (
    r"(?:(?:this|these|the)\s+(?:\S+\s+){1,4}?)?"
    r"(?:(?:shall\s+|will\s+)?(?:comes?|enters?)\s+into\s+(?:force|effect)(?:\s+on)?"
    r"|(?:in\s+force|effective|with\s+effect)\s+(?:from|on|as\s+of)|in\s+force:|effective:)\s+"
)
_DRAFT_RE = re.compile(
    r"\W*(?:(?P<nth>first|second|third|fourth|fifth)\s+draft"
    r"|draft(?:\s+(?:no\.?\s*|number\s+)?(?P<draft>\d{1,3}))?)\W*",
    re.IGNORECASE,
)
_NTH = ("first", "second", "third", "fourth", "fifth")


def particulars(elements: Sequence[Element], kind: str, title: str) -> tuple[ToldKey, ...]:
    """The front matter as far as the text tells, each key with its words; nothing is guessed."""
    return tuple(_told(elements, kind, title))


def _told(elements: Sequence[Element], kind: str, title: str) -> Iterator[ToldKey]:
    head = head_of(elements)
    yield ToldKey("kind", kind, "", 0)
    own = title_line(elements)
    if title:
        yield ToldKey("title", title, "", 0)
    elif own:
        yield ToldKey("title", title_of(elements), own.text, own.line)
    drafts = ((match, one) for one in head if (match := _DRAFT_RE.fullmatch(one.text)))
    draft = next(drafts, None)
    adopted = _day("adopted", _ADOPTED, head)
    if draft:
        match, one = draft
        yield ToldKey("status", "draft", one.text, one.line)
        if number := match["draft"] or _counted(match["nth"]):
            yield ToldKey("draft", int(number), one.text, one.line)
    elif adopted:
        yield ToldKey("status", "adopted", adopted.words, adopted.line)
    numbers = ((match, one) for one in head if (match := _NUMBER_RE.fullmatch(one.text)))
    if found := next(numbers, None):
        yield ToldKey("number", " ".join(found[0]["number"].split()), found[1].text, found[1].line)
    if adopted and not draft:
        yield adopted
    everywhere = [ToldLine(element.text, element.line) for element in elements]
    said_first = _day("effective", _EFFECTIVE, head)
    if effective := said_first or _day("effective", rf"\S*\s*{_EFFECTIVE}", everywhere):
        yield effective


def _counted(nth: str | None) -> int:
    return _NTH.index(nth.lower()) + 1 if nth else 0


def _day(key: str, before: str, lines: Iterable[ToldLine]) -> ToldKey | None:
    """The day of the first line that is those words and a day, and nothing else."""
    patterns = [re.compile(rf"{before}{day}\W*", re.IGNORECASE) for day in _DAYS]
    for one in lines:
        for pattern in patterns:
            match = pattern.fullmatch(one.text)
            if match and (day := _made(match["year"], match["month"].lower(), match["day"])):
                return ToldKey(key, day, one.text, one.line)
    return None


def _made(year: str, month: str, day: str) -> datetime.date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError:  # "31 February"
        return None
