"""What a document is, in words that stay true; and how a day is written."""

from __future__ import annotations

import datetime

from quyche.labels import Labels
from quyche.texts.metadata import DocumentStatus, Metadata


def spelled_date(labels: Labels, place: str, date: datetime.date) -> str:
    """`…, ngày 15 tháng 12 năm 2015`, `…, 15 December 2015`."""
    name = "document.place_and_date" if place else "document.date"
    month = labels(f"dates.spelled-{date.month}")
    return labels(name, place=place, day=date.day, month=month, year=date.year)


def is_expired(metadata: Metadata, date: datetime.date | None) -> bool:
    """Whether a text that was in force no longer is on a day; never where no day is known."""
    return bool(
        metadata.status is DocumentStatus.ADOPTED
        and date
        and metadata.expires
        and metadata.expires < date
    )


def state_of(labels: Labels, metadata: Metadata, date: datetime.date | None = None) -> str:
    """What a document is, in a line: `Dự thảo lần 1, trình ngày 18/1/2021, chưa có hiệu lực`.

    In words that stay true, whatever comes later; on a day it is told whether its time is over.
    """
    if metadata.status is DocumentStatus.DRAFT:
        numbered = labels("document.draft", number=metadata.draft) if metadata.draft else ""
        day = labels.day(metadata.submitted)
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
        first, last = labels.day(metadata.effective), labels.day(metadata.expires)
        return labels("document.in_force_between", first=first, last=last)
    if metadata.status is DocumentStatus.ADOPTED and metadata.effective:
        return labels("document.in_force_from", date=labels.day(metadata.effective))
    if metadata.status is DocumentStatus.REPEALED and metadata.repealed:
        return _repealed(labels, metadata)
    return labels(f"document.{metadata.status or 'unknown'}")


def _repealed(labels: Labels, metadata: Metadata) -> str:
    date, by = labels.day(metadata.repealed), metadata.repealed_by
    if by:
        return labels("document.repealed_by", date=date, by=by)
    return labels("document.repealed_from", date=date)


def _expired(labels: Labels, metadata: Metadata) -> str:
    last = labels.day(metadata.expires)
    if metadata.effective is None:
        return labels("document.expired_since", last=last)
    return labels("document.expired", first=labels.day(metadata.effective), last=last)


def shown_status(metadata: Metadata, date: datetime.date | None) -> str:
    """The word for what it is in styles: what has expired does not look as if it were in force."""
    return "expired" if is_expired(metadata, date) else metadata.status
