"""How a programme's tasks were changed inside its time, as the source records it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import Enum

from quyche.language import dates
from quyche.language.spelling import Searchable

# What may follow what was changed: why, or on whose word.
_WHY = r"(?:,?[ ](?:để|do|vì|theo|cho phù hợp).*)?"
_BRACKET_RE = re.compile(r"\s*\([^()]*\)\s*[.;]?\s*$")
_ADDED_RE = re.compile(
    rf"bổ sung(?:[ ](?:mới|nhiệm vụ|vào chương trình|trong năm|trong nhiệm kỳ|năm \d{{4}}))*{_WHY}"
)
_DROPPED_RE = re.compile(
    rf"(?:(?:đưa|rút)[ ](?:nhiệm vụ[ ])?ra khỏi chương trình|(?:bỏ|dừng)(?:[ ]nhiệm vụ)?"
    rf"|(?:dừng|thôi|không)[ ]thực hiện)(?:[ ]năm[ ]\d{{4}})?{_WHY}"
)
_TIME_RE = re.compile(
    rf"(?:chuyển|lùi|dời|điều chỉnh|đổi)(?:[ ]thời (?:gian|hạn)(?:[ ]thực hiện)?)?"
    rf"(?:[ ]từ[ ](?P<before>.+?))?[ ](?:sang|thành)[ ](?P<after>.+?){_WHY}"
)
_LEAD_RE = re.compile(
    rf"(?:chuyển|thay|đổi)[ ](?:cơ quan|đơn vị)[ ]chủ trì"
    rf"(?:[ ]từ)?[ ](?P<before>.+?)[ ](?:sang|thành|bằng)[ ](?P<after>.+?){_WHY}"
)
_BECAUSE = (
    r"(?:,?[ ](?:because|since|so[ ]that|as|in[ ]order[ ]to|following|in[ ]line[ ]with|at[ ]the)"
    r".*)?"
)
_ENGLISH_ADDED_RE = re.compile(
    r"(?:newly[ ])?added(?:[ ](?:to[ ]the[ ]programme|(?:in|during)[ ](?:the[ ](?:year|term)"
    rf"|\d{{4}})))*{_BECAUSE}"
)
_ENGLISH_DROPPED_RE = re.compile(
    rf"(?:(?:dropped|withdrawn|removed)(?:[ ]from[ ]the[ ]programme)?|cancelled|abandoned)"
    rf"(?:[ ](?:in|for)[ ]\d{{4}})?{_BECAUSE}"
)
_ENGLISH_TIME_RE = re.compile(
    rf"(?:(?:the[ ])?time[ ])?(?:moved|postponed|brought[ ]forward|put[ ]off|changed)"
    rf"(?:[ ]from[ ](?P<before>.+?))?[ ]to[ ](?P<after>.+?){_BECAUSE}"
)
_ENGLISH_LEAD_RE = re.compile(
    rf"(?:the[ ])?lead(?:ing[ ]body)?[ ](?:moved|changed|passed)"
    rf"(?:[ ]from[ ](?P<before>.+?))?[ ]to[ ](?P<after>.+?){_BECAUSE}"
)


class TaskChange(Enum):
    """What was changed of a task. The value names its label."""

    ADDED = "added"
    DROPPED = "dropped"
    TIME = "time"
    LEAD = "lead"
    OTHER = "other"
    """Something else, or not understood."""


@dataclass(frozen=True)
class Adjustment:
    """A change of a task inside the time of its programme, as the source records it."""

    text: str
    by: str
    """Who decided it, in the register; empty where the text does not say."""
    date: datetime.date | None
    change: TaskChange = TaskChange.OTHER
    before: str = ""
    """What its time or lead was, as written; empty where the text does not say."""
    after: str = ""
    """What its time or lead became, as written."""
    line: int = 0


def read(text: str, by: str, line: int) -> Adjustment:
    """What a text says was changed; what is not understood stays text.

    Sample texts: `Bổ sung trong năm (Ban Thường vụ Tỉnh ủy, ngày 20/8/2021)`, `Đưa ra khỏi chương
    trình`, `Chuyển thời gian từ quý III sang quý IV/2021`, `Chuyển cơ quan chủ trì từ … sang …`,
    `Added in 2021`, `Dropped from the programme`, `Moved from March to June 2021`.
    """
    said = _BRACKET_RE.sub("", " ".join(text.split())).rstrip(".; ")
    searchable = Searchable.of(said)
    key = searchable.key.casefold()
    own = key if len(key) == len(searchable.key) else searchable.key
    change, before, after = TaskChange.OTHER, "", ""
    if match := _LEAD_RE.fullmatch(own) or _ENGLISH_LEAD_RE.fullmatch(own):
        change, before, after = TaskChange.LEAD, *_parts(match, searchable)
    elif _ADDED_RE.fullmatch(own) or _ENGLISH_ADDED_RE.fullmatch(own):
        change = TaskChange.ADDED
    elif _DROPPED_RE.fullmatch(own) or _ENGLISH_DROPPED_RE.fullmatch(own):
        change = TaskChange.DROPPED
    elif (match := _TIME_RE.fullmatch(own) or _ENGLISH_TIME_RE.fullmatch(own)) and dates.read(
        match["after"]
    ):
        change, before, after = TaskChange.TIME, *_parts(match, searchable)
    return Adjustment(text, by, dates.day_in(text), change, before, after, line)


def _parts(match: re.Match[str], said: Searchable) -> tuple[str, str]:
    """What was and what is, in the letters of the source."""
    before = said.cut(*match.span("before")) if match["before"] else ""
    return before, said.cut(*match.span("after"))
