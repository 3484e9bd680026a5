"""What a document is on its day: a draft, in force, or no longer; and how a day is written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from quyche import times
from quyche.corpus import Text
from quyche.inline_markdown import escape
from quyche.labels import Labels
from quyche.markdown_extension import closing, leaf, opening
from quyche.metadata import Metadata
from quyche.page_links import Linker

_LAST_PADDED_MONTH = 2


def written_date(date: datetime.date | None) -> str:
    """A date as Party documents write it short: `18-1-2021`; empty where there is none."""
    return times.written(date)


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
        metadata.status == "adopted" and date and metadata.expires and metadata.expires < date
    )


def state_of(labels: Labels, metadata: Metadata, date: datetime.date | None = None) -> str:
    """What a document is, in a line: `Dự thảo lần 1, trình ngày 18-1-2021, chưa có hiệu lực`.

    On a day it is told whether its time is over; without one, in words that stay true.
    """
    if metadata.status == "draft":
        numbered = labels("document.draft", number=metadata.draft) if metadata.draft else ""
        day = written_date(metadata.submitted)
        submitted = labels("document.submitted", date=day) if day else ""
        parts = [
            numbered or labels("document.draft_unnumbered"),
            submitted,
            labels("document.not_in_force"),
        ]
        return ", ".join(filter(None, parts))
    if is_expired(metadata, date):
        return _expired(labels, metadata)
    if metadata.status == "adopted" and metadata.effective and metadata.expires:
        first, last = written_date(metadata.effective), written_date(metadata.expires)
        return labels("document.in_force_between", first=first, last=last)
    if metadata.status == "adopted" and metadata.effective and _is_ahead(metadata):
        return labels("document.in_force_from", date=written_date(metadata.effective))
    if metadata.status == "adopted" and metadata.effective:
        return labels("document.in_force_since", date=written_date(metadata.effective))
    return labels(f"document.{metadata.status or 'unknown'}")


def _expired(labels: Labels, metadata: Metadata) -> str:
    last = written_date(metadata.expires)
    if metadata.effective is None:
        return labels("document.expired_since", last=last)
    return labels("document.expired", first=written_date(metadata.effective), last=last)


def lasting_state_of(labels: Labels, metadata: Metadata) -> str:
    """The same in words that stay true when another text takes its place: for paper, say."""
    if metadata.status == "adopted" and metadata.effective and not metadata.expires:
        return labels("document.in_force_from", date=written_date(metadata.effective))
    return state_of(labels, metadata)


def _is_ahead(metadata: Metadata) -> bool:
    """Whether the text takes effect after it was adopted: nobody knows when a page is read."""
    return bool(metadata.adopted and metadata.effective and metadata.effective > metadata.adopted)


def document_list(
    linker: Linker, texts: Iterable[Text], notes: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Documents by their titles, each a link, with what it is below.

    A note, by the id of the document, is Markdown and stands below that.
    """
    reading = linker.reading
    yield opening("ul", cls="q-documents")
    for text in texts:
        yield opening("li")
        title = linker.link(text.metadata.title, linker.relative(text.path))
        yield leaf("p", title, cls="q-title")
        state = escape(state_of(reading.labels, text.metadata, reading.date))
        yield leaf("p", state, cls=f"q-state q-{shown_status(text.metadata, reading.date)}")
        if notes and text.id in notes:
            yield leaf("p", notes[text.id], cls="q-part")
        yield closing()
    yield closing()


def shown_status(metadata: Metadata, date: datetime.date | None) -> str:
    """The word for what it is in styles: what has expired does not look as if it were in force."""
    return "expired" if is_expired(metadata, date) else metadata.status
