"""What stands above a page: notices, and the head of a document with its number and state."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import comment_pages, comparison_pages, corpus, urls
from quyche.states import lasting_state_of, shown_status, spelled_date, state_of, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus import Text
    from quyche.libraries import Library

_SUMMING_UP = {
    urls.HOME,
    urls.STRUCTURE,
    urls.MATRIX,
    urls.AGENDA,
    urls.HISTORY,
    urls.ALL_MEETINGS,
    urls.ALL_COMPARISONS,
}
"""The pages that tell of all documents."""


@dataclass(frozen=True)
class Head:
    """What the head of a document's page shows; every part is text ready to print."""

    issuer: str
    number: str
    dated: str
    """Place and date of adoption, or which draft it is."""
    state: str
    status: str
    print_notice: str
    """What stands at the foot of each printed sheet."""
    facts: tuple[tuple[str, str, str], ...]
    """Name, value and link of each line of the small table; the link may be empty."""
    edit_url: str
    cite_as: str
    """How a citation names the document."""


def head_of(library: Library, text: Text) -> Head:
    """What the page of that document shows above it."""
    metadata, labels, settings = text.metadata, library.labels, library.settings
    issuer = library.corpus.register.by_id.get(metadata.issuer)
    return Head(
        issuer=issuer.name if issuer else settings.organisation,
        number=labels("document.number", number=metadata.number) if metadata.number else "",
        dated=_place_and_date(library, text) or _draft(library, text),
        state=state_of(library.labels, metadata, library.date),
        status=shown_status(metadata, library.date),
        print_notice=_print_notice(library, text),
        facts=tuple(_facts(library, text)),
        edit_url=settings.edit_url.format(path=text.path, line=1) if settings.edit_url else "",
        cite_as=metadata.short_title,
    )


def _draft(library: Library, text: Text) -> str:
    """`Dự thảo lần 1`; empty for what is no draft."""
    if text.metadata.status != "draft":
        return ""
    if number := text.metadata.draft:
        return library.labels("document.draft", number=number)
    return library.labels("document.draft_unnumbered")


def _print_notice(library: Library, text: Text) -> str:
    sample = library.labels("document.sample_short") if text.metadata.is_sample else ""
    return " · ".join(filter(None, [lasting_state_of(library.labels, text.metadata), sample]))


def _place_and_date(library: Library, text: Text) -> str:
    """`…, ngày 15 tháng 12 năm 2015`; empty for what is not adopted."""
    date = text.metadata.adopted
    return spelled_date(library.labels, library.settings.place, date) if date else ""


def _facts(library: Library, text: Text) -> Iterator[tuple[str, str, str]]:
    metadata, register = text.metadata, library.corpus.register.by_id
    if metadata.term:
        yield library.labels("document.term"), metadata.term, ""
    if entry := register.get(metadata.drafter):
        yield library.labels("document.drafter"), entry.name, _url(text.path, entry.path)
    if meeting := library.corpus.meetings_by_id.get(metadata.meeting):
        yield library.labels("document.meeting"), meeting.title, _url(text.path, meeting.path)
    if metadata.replaces:
        yield library.labels("document.replaces"), metadata.replaces, ""
    if metadata.expires:
        yield library.labels("register.valid_to"), written_date(metadata.expires), ""


def _url(page: str, target: str) -> str:
    """The address of a page as seen from another, for templates: pages are folders."""
    return posixpath.relpath(urls.address_of(target), urls.address_of(page)) + "/"


def notices_of(library: Library, path: str) -> tuple[str, ...]:
    """What a page says of itself before anything else."""
    text = library.corpus.by_path.get(path)
    return tuple(_document_notices(library, text) if text else _notices(library, path))


def _document_notices(library: Library, text: Text) -> Iterator[str]:
    """That a document is no official text, or not for everybody."""
    if text.metadata.is_sample:
        yield library.labels("document.sample")
    if text.metadata.is_internal:
        yield library.labels("document.internal")


def _notices(library: Library, path: str) -> Iterator[str]:
    """That a page quotes or sums up documents that are no official texts."""
    folder = corpus.FOLDERS.get(path.partition("/")[0])
    is_list = comparison_pages.is_one(path) or comment_pages.is_one(path)
    quotes = path in _SUMMING_UP or folder in {"body", "role"} or is_list
    quoted = quotes and any(text.metadata.is_sample for text in library.corpus.texts)
    meetings = library.corpus.meetings
    if quoted or any(meeting.path == path and meeting.is_sample for meeting in meetings):
        yield library.labels("document.sample_page")
