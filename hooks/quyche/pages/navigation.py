"""The order in which pages are listed beside each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche import urls
from quyche.pages import remark_pages
from quyche.texts.metadata import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.reading.reading import Reading


def navigation(reading: Reading, pages: Sequence[str]) -> Iterator[dict[str, object]]:
    """Documents by their short titles, bodies and roles in their order, then the other pages."""
    labels, documents = reading.labels, reading.corpus
    yield {labels("nav.home"): urls.HOME}
    for kind in DocumentKind:
        texts = [text for text in documents.texts if text.metadata.kind == kind]
        if texts:
            yield {
                labels(f"nav.{kind}"): [{text.metadata.short_title: text.path} for text in texts]
            }
    if reading.tasks.all:
        yield {labels("nav.agenda"): urls.AGENDA}
    if documents.meetings:
        newest_first = sorted(
            documents.meetings, key=lambda meeting: str(meeting.date), reverse=True
        )
        listed = [{meeting.title: meeting.path} for meeting in newest_first]
        yield {labels("nav.meeting"): [{labels("nav.meetings"): urls.ALL_MEETINGS}, *listed]}
    if remarked := [page for page in pages if remark_pages.is_one(page)]:
        yield {labels("nav.remarks"): list(_remarks_navigation(reading, remarked))}
    yield {labels("nav.register"): list(_register_navigation(reading))}
    yield {labels("nav.history"): urls.HISTORY}
    yield {labels("nav.comparison"): urls.ALL_COMPARISONS}
    yield from _other_pages(reading, pages)


def _register_navigation(reading: Reading) -> Iterator[dict[str, object]]:
    labels, register = reading.labels, reading.corpus.register
    yield {labels("nav.structure"): urls.STRUCTURE}
    yield {labels("nav.matrix"): urls.MATRIX}
    for kind in ("role", "body"):
        if entries := register.of_kind(kind):
            yield {labels(f"nav.{kind}"): [{entry.name: entry.path} for entry in entries]}


def _remarks_navigation(reading: Reading, pages: Sequence[str]) -> Iterator[dict[str, str]]:
    yield {reading.labels("nav.all_remarks"): urls.ALL_REMARKS}
    for text in reading.corpus.texts:
        if (page := remark_pages.page_of(text.id)) in pages:
            yield {text.metadata.short_title: page}


def _other_pages(reading: Reading, pages: Sequence[str]) -> Iterator[dict[str, object]]:
    labels = reading.labels
    guides = [path for path in pages if path.startswith(f"{urls.GUIDES}/")]
    yield {labels("nav.guide"): [*guides, {labels("nav.checking"): urls.CHECKING}]}
    if urls.ABOUT in pages:
        yield {labels("nav.about"): urls.ABOUT}
