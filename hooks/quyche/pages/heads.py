"""What stands above a page: notices, and the head of a document with its number and state."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import corpora
from quyche.pages import comparisons, remark_pages
from quyche.pages.edition_links import today_of
from quyche.register.letterheads import Letterhead
from quyche.texts.metadata import DocumentStatus
from quyche.texts.states import shown_status, spelled_date, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.formats.sheets import SheetHead
    from quyche.labels import Labels
    from quyche.reading.reading import Reading
    from quyche.texts.metadata import Metadata

_SUMMING_UP = {urls.HOME, *urls.OVERVIEWS} - {urls.CHECKING}
"""The pages that tell of all documents."""


@dataclass(frozen=True)
class Head:
    """What the head of a document's page shows; every part is text ready to print."""

    letter: SheetHead
    """Who issues it and for whom, its number, place and date of adoption, or which draft it is."""
    state: str
    status: str
    draft: str
    """Which draft it is, in few words; empty for what is none."""
    window: str
    """What a window calls a draft, so that it is like no other one; empty for what is none."""
    print_notice: str
    """What stands at the foot of each printed sheet."""
    facts: tuple[tuple[str, str, str], ...]
    """Name, value and link of each line of the small table; the link may be empty."""
    edit_url: str
    cite_as: str
    """How a copied citation names the document."""
    name: str
    """What the document is called where it is clear which text of it is meant."""
    first: str
    """The first and the last day in force, as data; empty where the text names none."""
    last: str


def head_of(reading: Reading, text: Text, standing: Standing) -> Head:
    """What the page of that document shows above it."""
    metadata, labels, settings = text.metadata, reading.labels, reading.settings
    letterhead = Letterhead.of(settings, reading.corpus.register)
    dated = _place_and_date(reading, text, letterhead) or _shown_draft(reading, text, standing)
    is_draft = metadata.status is DocumentStatus.DRAFT
    cite_as = _cited_as(labels, metadata, standing, text.id)
    return Head(
        letter=letterhead.of_text(metadata, reading.date, dated, labels),
        state=_state(reading, text, standing),
        status=shown_status(metadata, reading.date),
        draft=_draft(reading, text),
        window=cite_as if is_draft else "",
        print_notice=_print_notice(reading, text, standing),
        facts=tuple(_facts(reading, text)),
        edit_url=settings.edit_url.format(path=text.path, line=1) if settings.edit_url else "",
        cite_as=cite_as,
        name=metadata.short_title,
        first=str(metadata.effective or ""),
        last=str(metadata.expires or ""),
    )


def _draft(reading: Reading, text: Text) -> str:
    """`Dự thảo lần 1`; empty for what is no draft."""
    if text.metadata.status is not DocumentStatus.DRAFT:
        return ""
    if number := text.metadata.draft:
        return reading.labels("document.draft", number=number)
    return reading.labels("document.draft_unnumbered")


def _shown_draft(reading: Reading, text: Text, standing: Standing) -> str:
    """The same with the word that tells the draft of an amendment from that of a new text."""
    draft = _draft(reading, text)
    is_amending = draft and _is_amending(text.metadata, standing, text.id)
    return reading.labels("document.draft_amending", draft=draft) if is_amending else draft


def _state(reading: Reading, text: Text, standing: Standing) -> str:
    """`Dự thảo lần 2 (sửa đổi), trình ngày 15/8/2023, chưa có hiệu lực`."""
    state = state_of(reading.labels, text.metadata, reading.date)
    draft = _draft(reading, text)
    return f"{_shown_draft(reading, text, standing)}{state.removeprefix(draft)}"


def _print_notice(reading: Reading, text: Text, standing: Standing) -> str:
    sample = reading.labels("document.sample_short") if text.metadata.is_sample else ""
    state = _state(reading, text, standing)
    return " · ".join(filter(None, [state, today_of(standing, reading.labels), sample]))


def _place_and_date(reading: Reading, text: Text, letterhead: Letterhead) -> str:
    """`…, ngày 15 tháng 12 năm 2015`; empty for what is not adopted."""
    date = text.metadata.adopted
    place = letterhead.place_of(text.metadata)
    return spelled_date(reading.labels, place, date) if date else ""


def _facts(reading: Reading, text: Text) -> Iterator[tuple[str, str, str]]:
    metadata, register = text.metadata, reading.corpus.register.by_id
    if metadata.term:
        yield reading.labels("document.term"), metadata.term, ""
    if entry := register.get(metadata.drafter):
        yield reading.labels("document.drafter"), entry.name, _url(text.path, entry.path)
    if meeting := reading.corpus.meetings_by_id.get(metadata.meeting):
        yield reading.labels("document.meeting"), meeting.title, _url(text.path, meeting.path)
    if metadata.replaces:
        yield reading.labels("document.replaces"), metadata.replaces, ""
    if metadata.expires:
        yield reading.labels("register.valid_to"), reading.labels.day(metadata.expires), ""


def _url(page: str, target: str) -> str:
    """The address of a page as seen from another, for templates: pages are folders."""
    return posixpath.relpath(urls.address_of(target), urls.address_of(page)) + "/"


# How a copied citation names it, so that it says which text it was


def _cited_as(labels: Labels, metadata: Metadata, standing: Standing, document: str) -> str:
    """`Dự thảo lần 2 (15/8/2023) sửa đổi Quy chế …`, `Quy chế … số 00-QC/TU ngày 15/3/2021`."""
    if metadata.status is DocumentStatus.DRAFT:
        name = _cited_draft(labels, metadata, standing, document)
    else:
        name = _cited_adopted(labels, metadata)
    return name if standing.edition else labels("document.cited.work", cited=name)


def _cited_draft(labels: Labels, metadata: Metadata, standing: Standing, document: str) -> str:
    number = metadata.draft
    draft = labels("document.draft", number=number) if number else ""
    edition = standing.edition
    day = labels.cited_day(metadata.submitted or (edition.date if edition else None))
    rule = "amending" if _is_amending(metadata, standing, document) else "draft"
    draft = draft or labels("document.draft_unnumbered")
    name = labels(f"document.cited.{rule}", draft=draft, date=day, title=metadata.short_title)
    return name.replace(" ()", "")


def _cited_adopted(labels: Labels, metadata: Metadata) -> str:
    title, day = metadata.short_title, labels.cited_day(metadata.adopted)
    if metadata.number and day:
        return labels("document.cited.numbered", title=title, number=metadata.number, date=day)
    return labels("document.cited.dated", title=title, date=day) if day else title


def _is_amending(metadata: Metadata, standing: Standing, document: str) -> bool:
    """Whether the draft is of a text that was adopted before in the same term."""
    held = (snapshot.documents.get(document) for snapshot in standing.history.snapshots)
    adopted = (revision for revision in held if revision and revision.is_adopted)
    return any(revision.metadata.term == metadata.term for revision in adopted)


def notices_of(reading: Reading, path: str) -> tuple[str, ...]:
    """What a page says of itself before anything else."""
    text = reading.corpus.by_path.get(path)
    return tuple(_document_notices(reading, text) if text else _notices(reading, path))


def _document_notices(reading: Reading, text: Text) -> Iterator[str]:
    """That a document is no official text, or not for everybody."""
    if text.metadata.is_sample:
        yield reading.labels("document.sample")
    if text.metadata.is_internal:
        yield reading.labels("document.internal")


def _notices(reading: Reading, path: str) -> Iterator[str]:
    """That a page quotes or sums up documents that are no official texts."""
    folder = corpora.FOLDERS.get(path.partition("/")[0])
    is_list = comparisons.is_one(path) or remark_pages.is_one(path)
    quotes = path in _SUMMING_UP or folder in {"body", "role"} or is_list
    quoted = quotes and any(text.metadata.is_sample for text in reading.corpus.texts)
    meetings = reading.corpus.meetings
    if quoted or any(meeting.path == path and meeting.is_sample for meeting in meetings):
        yield reading.labels("document.sample_page")
