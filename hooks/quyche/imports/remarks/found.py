"""What every source of remarks becomes first: one remark with its places and people as written."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from quyche.language.spelling import fold
from quyche.remarks.remarks import Answer

# How an answer begins, the more particular first.
_ANSWERS: tuple[tuple[str, Answer], ...] = (
    (r"(?:da |xin )?tiep thu[ ,(]*(?:mot|1) (?:phan|so)", Answer.IN_PART),
    (r"(?:xin )?(?:khong|chua) tiep thu", Answer.NOT),
    (r"(?:xin |de nghi )?(?:bao luu|giu nguyen|giu nhu)", Answer.NOT),
    (r"(?:da |xin )?tiep thu", Answer.ACCEPTED),
)
# What makes it doubtful whether all was taken in that an answer begins with.
_DOUBT_RE = re.compile(
    r"(?<!\w)(?:(?:khong|chua) tiep thu|(?:mot|1) phan|nghien cuu|nhung|tuy nhien|khong sua)(?!\w)"
)
_HOURS_AHEAD = datetime.timedelta(hours=7)  # of Vietnam, where a day begins before that of UTC
_DATE_RE = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})")


@dataclass(frozen=True)
class FoundRemark:
    """One remark as a source has it; what it does not say is empty."""

    line: int
    """Where it stands: the row of a table, or the number of an issue."""
    remark: str
    place: str = ""
    sender: str = ""
    date: datetime.date | None = None
    proposal: str = ""
    quoted: str = ""
    """What it says the text is that it speaks of."""
    answer: str = ""
    """What the drafters wrote, in their words."""
    document: str = ""
    """As written: an id, or a title."""
    edition: str = ""
    source: str = ""
    """What tells it from all others of its source for ever; empty where nothing does."""
    carried: tuple[str, ...] = ()
    """What of its place and its sender stands only in a row above."""
    is_left_empty: bool = False
    """Whether its place is empty where others are joined with those above: it speaks of all."""


def answer_in(text: str) -> Answer | None:
    """What the words of an answer begin with; None where that is no answer we know."""
    folded = fold(" ".join(text.split())).strip(" .:-–+*")
    for pattern, answer in _ANSWERS:
        if match := re.match(rf"{pattern}(?!\w)", folded):
            is_doubtful = _DOUBT_RE.search(folded, match.end())
            return None if answer is Answer.ACCEPTED and is_doubtful else answer
    return None


def date_in(text: str) -> datetime.date | None:
    """The one day that a text gives: `25/1/2021`, `2021-01-25`."""
    if match := _DATE_RE.search(text):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", text.strip()):
        year, month, day = (int(part) for part in text.strip()[:10].split("-"))
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def day_of(moment: str) -> datetime.date | None:
    """The day in Vietnam of a moment as the interface gives it: `2021-01-25T18:04:05Z`."""
    try:
        return (datetime.datetime.fromisoformat(moment) + _HOURS_AHEAD).date()
    except ValueError:
        return None
