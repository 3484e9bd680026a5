"""The files beside the pages of comparisons and of remarks: data, tables, ways to other pages."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from quyche import schemas, urls
from quyche.comparing.tables import concordance_rows
from quyche.exports import comparison_sheets, other_changes, remark_sheets
from quyche.formats import spreadsheets, word
from quyche.formats.html import redirect

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.histories.pairs import Pair, Pointer
    from quyche.labels import Labels
    from quyche.pages.comparisons import ComparisonPages
    from quyche.pages.papers import Paper
    from quyche.pages.remark_pages import RemarkPages
    from quyche.register.letterheads import Letterhead


def write_comparisons(comparing: ComparisonPages, pages: Path) -> None:
    """Write what the comparisons of an edition have beside their pages."""
    labels = comparing.labels
    for pair in comparing.pairs.pairs:
        folder = pages / urls.COMPARISONS / pair.new.id / pair.older.name
        folder.mkdir(parents=True, exist_ok=True)
        text = schemas.as_json("compare", pair.compared.as_json(), separators=(",", ":"))
        (folder / urls.CHANGES).write_text(text, encoding="utf-8")
    for path, paper in comparing.papers.items():
        folder = pages / urls.address_of(path)
        folder.mkdir(parents=True, exist_ok=True)
        sheet = comparison_sheets.sheet_of(paper, labels)
        (folder / urls.TABLE_AS_WORD).write_bytes(word.written(sheet))
        write_concordance(paper, folder, labels)
    _write_others(comparing, pages)
    for pointer in comparing.pairs.pointers:
        folder = pages / urls.COMPARISONS / pointer.document / pointer.older
        _lead(folder, _way(pointer), labels)
        has_table = pointer.place is not None and pointer.place.is_whole
        table = f"{urls.TABLE}/" if has_table else ""
        _lead(folder / urls.TABLE, f"../{_way(pointer)}{table}", labels)


def _write_others(comparing: ComparisonPages, pages: Path) -> None:
    """For each document what a script shows of the comparisons that have no page."""
    by_document: dict[str, list[Pair]] = {}
    for pair in comparing.pairs.others:
        by_document.setdefault(pair.new.id, []).append(pair)
    for document, pairs in by_document.items():
        folder = pages / urls.COMPARISONS / document
        folder.mkdir(parents=True, exist_ok=True)
        told = other_changes.of_pairs(pairs, comparing.labels)
        text = schemas.as_json("other-changes", told, separators=(",", ":"))
        (folder / urls.OTHER_CHANGES).write_text(text, encoding="utf-8")


def write_concordance(paper: Paper, folder: Path, labels: Labels) -> None:
    """For a spreadsheet; as a workbook too where a list with commas cannot keep the texts."""
    rows = concordance_rows(paper.table.concordance, labels)
    (folder / urls.CONCORDANCE).write_bytes(spreadsheets.as_csv(rows))
    if not paper.table.is_kept_by_csv:
        name = f"{labels('table.concordance')}: {paper.subject}"
        written = spreadsheets.as_workbook(name, paper.author, labels.locale, rows)
        (folder / urls.CONCORDANCE_AS_WORKBOOK).write_bytes(written)


def _lead(folder: Path, href: str, labels: Labels) -> None:
    """A page that leads to where the pair is compared."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / urls.INDEX_PAGE).write_text(redirect(href, labels), encoding="utf-8")


def _way(pointer: Pointer) -> str:
    """From the page of a pair to where it is compared; to the list where the texts are one."""
    if pointer.place is None:
        return "../"
    return posixpath.join("..", "..", "..", "..", pointer.place.address)


def write_remarks(remarking: RemarkPages, letterhead: Letterhead, pages: Path) -> None:
    """Write what the remarks of an edition have beside their pages."""
    labels = remarking.labels
    for path, page in remarking.papers():
        text = remarking.corpus.by_id[page.document]
        notices = (labels("document.sample"),) if text.metadata.is_sample else ()
        head = letterhead.of_answers(text.metadata, labels)
        for part in page.rounds:
            sheet = remark_sheets.sheet_of(page, part, head, notices, labels)
            folder = pages / urls.address_of(path)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / part.word).write_bytes(word.written(sheet))
    counts = schemas.as_json("remark-counts", remarking.counts(), separators=(",", ":"))
    pages.mkdir(parents=True, exist_ok=True)
    (pages / urls.REMARK_COUNTS).write_text(counts, encoding="utf-8")
