"""What a document is, in words that stay true; and how a day is written."""

from __future__ import annotations

import datetime

from quyche.labels import Labels
from quyche.language import dates
from quyche.texts.metadata import DocumentStatus, Metadata

_LAST_PADDED_MONTH = 2


def spelled_date(labels: Labels, place: str, date: datetime.date) -> str:
    """`…, ngày 15 tháng 12 năm 2015`.

    A day below 10 and January and February have a zero (Nghị định 30/2020).
    """
    blanks = {
        "day": f"{date.day:02}",
        "month": f"{date.month:02}" if date.month <= _LAST_PADDED_MONTH else date.month,
    }
    name = "document.place_and_date" if place else "document.date"
    return labels(name, place=place, year=date.year, **blanks)


def is_expired(metadata: Metadata, date: datetime.date | None) -> bool:
    """Whether a text that was in force no longer is on a day; never where no day is known."""
    return bool(
        metadata.status is DocumentStatus.ADOPTED
        and date
        and metadata.expires
        and metadata.expires < date
    )


def state_of(labels: Labels, metadata: Metadata, date: datetime.date | None = None) -> str:
    """What a document is, in a line: `Dự thảo lần 1, trình ngày 18-1-2021, chưa có hiệu lực`.

    In words that stay true, whatever comes later; on a day it is told whether its time is over.
    """
    if metadata.status is DocumentStatus.DRAFT:
        numbered = labels("document.draft", number=metadata.draft) if metadata.draft else ""
        day = dates.written(metadata.submitted)
        submitted = labels("document.submitted", date=day) if day else ""
        parts = [
            numbered or labels("document.draft_unnumbered"),
            submitted,
            labels("document.not_in_force"),
        ]
        return ", ".join(filter(None, parts))
    if is_expired(metadata, date):
        return _expired(labels, metadata)
    if metadata.status is DocumentStatus.ADOPTED and metadata.effective and metadata.expires:
        first, last = dates.written(metadata.effective), dates.written(metadata.expires)
        return labels("document.in_force_between", first=first, last=last)
    if metadata.status is DocumentStatus.ADOPTED and metadata.effective:
        return labels("document.in_force_from", date=dates.written(metadata.effective))
    if metadata.status is DocumentStatus.REPEALED and metadata.repealed:
        return _repealed(labels, metadata)
    return labels(f"document.{metadata.status or 'unknown'}")


def _repealed(labels: Labels, metadata: Metadata) -> str:
    date, by = dates.written(metadata.repealed), metadata.repealed_by
    if by:
        return labels("document.repealed_by", date=date, by=by)
    return labels("document.repealed_from", date=date)


def _expired(labels: Labels, metadata: Metadata) -> str:
    last = dates.written(metadata.expires)
    if metadata.effective is None:
        return labels("document.expired_since", last=last)
    return labels("document.expired", first=dates.written(metadata.effective), last=last)


def shown_status(metadata: Metadata, date: datetime.date | None) -> str:
    """The word for what it is in styles: what has expired does not look as if it were in force."""
    return "expired" if is_expired(metadata, date) else metadata.status
