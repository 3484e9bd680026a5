"""What a document is on its day: a draft, in force, or no longer; and how a day is written."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

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


def state_of(labels: Labels, metadata: Metadata) -> str:
    """What a document is, in a line: `Dự thảo lần 1, trình ngày 18-1-2021, chưa có hiệu lực`."""
    if metadata.status == "draft":
        numbered = labels("document.draft", number=metadata.draft) if metadata.draft else ""
        date = written_date(metadata.submitted)
        submitted = labels("document.submitted", date=date) if date else ""
        parts = [
            numbered or labels("document.draft_unnumbered"),
            submitted,
            labels("document.not_in_force"),
        ]
        return ", ".join(filter(None, parts))
    if metadata.status == "adopted" and metadata.effective and metadata.expires:
        first, last = written_date(metadata.effective), written_date(metadata.expires)
        return labels("document.in_force_between", first=first, last=last)
    if metadata.status == "adopted" and metadata.effective and _is_ahead(metadata):
        return labels("document.in_force_from", date=written_date(metadata.effective))
    if metadata.status == "adopted" and metadata.effective:
        return labels("document.in_force_since", date=written_date(metadata.effective))
    return labels(f"document.{metadata.status or 'unknown'}")


def lasting_state_of(labels: Labels, metadata: Metadata) -> str:
    """The same in words that stay true when another text takes its place: for paper, say."""
    if metadata.status == "adopted" and metadata.effective and not metadata.expires:
        return labels("document.in_force_from", date=written_date(metadata.effective))
    return state_of(labels, metadata)


def _is_ahead(metadata: Metadata) -> bool:
    """Whether the text takes effect after it was adopted: nobody knows when a page is read."""
    return bool(metadata.adopted and metadata.effective and metadata.effective > metadata.adopted)


def document_list(linker: Linker, texts: Iterable[Text]) -> Iterator[str]:
    """Documents by their titles, each a link, with what it is below."""
    yield opening("ul", cls="q-documents")
    for text in texts:
        yield opening("li")
        title = linker.link(text.metadata.title, linker.relative(text.path))
        yield leaf("p", title, cls="q-title")
        state = escape(state_of(linker.library.labels, text.metadata))
        yield leaf("p", state, cls=f"q-state q-{text.metadata.status}")
        yield closing()
    yield closing()
