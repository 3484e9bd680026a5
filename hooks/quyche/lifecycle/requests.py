"""A step as people ask for it on one line: days, documents, numbers, terms; and what is refused."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from quyche.errors import HistoryError, QuycheError
from quyche.language.spelling import compose
from quyche.lifecycle.steps import LifecycleStep
from quyche.texts import parser

if TYPE_CHECKING:
    from quyche.labels import Labels
    from quyche.lifecycle.steps import Request

_HIGHEST_TERM = 999
_DAY_RE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")


def day(text: str, labels: Labels) -> datetime.date:
    """A day as it stands in front matters; raises QuycheError for anything else."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        rule = "no_such_day" if _DAY_RE.fullmatch(text) else "wrong_date"
        raise QuycheError(labels(f"lifecycle.{rule}", found=text)) from None


def document(text: str) -> str:
    """The id of a document that is given by its id or its path."""
    return parser.document_id(text.replace("\\", "/"))


def numbered(text: str, labels: Labels) -> tuple[str, str]:
    """A document and the number it was given, `document=number`; raises QuycheError."""
    name, _, number = text.partition("=")
    if not name.strip() or not number.strip():
        raise QuycheError(labels("lifecycle.wrong_number", found=text))
    return document(name.strip()), line(number)


def line(text: str) -> str:
    """A text as documents have it: on one line, in Unicode form NFC."""
    return " ".join(compose(text).split())


def filled(text: str, labels: Labels) -> str:
    """The same; raises QuycheError for a blank one."""
    if not text.strip():
        raise QuycheError(labels("lifecycle.blank"))
    return line(text)


def term_number(text: str, labels: Labels) -> int:
    """The number that editions of a term are named by; raises QuycheError."""
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= _HIGHEST_TERM:
        raise QuycheError(labels("lifecycle.wrong_term", found=text))
    return number


def refuse_without_note(request: Request) -> None:
    """A correction says what was wrong and what is right."""
    if request.step is LifecycleStep.CORRECT and not request.note:
        raise HistoryError("no-note")


def refuse_day_of_draft(request: Request) -> None:
    """A draft is in force from no day on; a new text is one unless it enters adopted."""
    if request.step is LifecycleStep.NEW and request.effective and not request.enters_adopted:
        raise HistoryError("effective-of-draft")


def refuse_future(date: datetime.date) -> None:
    """A slip in a date cannot be mended: nothing earlier may ever follow it."""
    if date > datetime.date.today():  # noqa: DTZ011  # the day where the clerk is
        raise HistoryError("future", date=date)
