"""Calendar files (iCalendar, RFC 5545): whole days, the same bytes for the same events."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST_LINE = 75  # octets, without the line break (§3.1)
_DAY = datetime.timedelta(days=1)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class CalendarEvent:
    """Something on whole days, the last included."""

    uid: str
    """The same wherever and whenever the event is written, so that a newer one replaces it."""
    first: datetime.date
    last: datetime.date
    summary: str
    description: str = ""
    url: str = ""
    is_settled: bool = True
    """Whether it holds, or is only drafted."""
    is_dropped: bool = False
    """Whether it will not be; written nevertheless, so that who has it already loses it."""
    is_yearly: bool = False
    until: datetime.date | None = None
    """The day after which it does not come back."""


def write(
    name: str, events: Iterable[CalendarEvent], stamp: datetime.date, language: str = "vi"
) -> bytes:
    """A calendar of that name; `stamp` is the day on which it was so."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Quyche//Quyche//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: CalendarEvent, stamp: datetime.date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_date(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_date(event.first)}"
    yield f"DTEND;VALUE=DATE:{_date(event.last + _DAY)}"
    if event.is_yearly:
        until = f";UNTIL={_date(event.until)}" if event.until else ""
        yield f"RRULE:FREQ=YEARLY{until}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{_status(event)}"
    yield "TRANSP:TRANSPARENT"  # whoever has half a year for a task is not busy all the time
    yield "END:VEVENT"


def _status(event: CalendarEvent) -> str:
    if event.is_dropped:
        return "CANCELLED"
    return "CONFIRMED" if event.is_settled else "TENTATIVE"


def _date(day: datetime.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(value: str) -> str:
    """A value of type TEXT (§3.3.11); control characters cannot stand in one."""
    kept = "".join(sign for sign in value if sign >= " " or sign in "\n\t")
    return kept.replace("\x7f", "").translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, each but the first after a blank (§3.1).

    No character is cut in two.
    """
    part, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > _LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + length
    yield part
