"""The tables about documents by the names of their pages: who is responsible, what was remarked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.errors import HistoryError, UnreadableFileError
from quyche.exports import remark_sheets
from quyche.formats import pdf_sheets, word
from quyche.formats.sheets import (
    Sheet,
    SheetCell,
    SheetColumn,
    SheetParagraph,
    SheetRole,
    SheetRow,
    SheetTable,
)
from quyche.governance.matrices import rows_of
from quyche.pages.remark_tables import TableWriter
from quyche.register.entries import ASPECTS
from quyche.register.letterheads import Letterhead
from quyche.remarks.traces import Tracer

if TYPE_CHECKING:
    from quyche.corpus.texts import Text
    from quyche.exports.named_texts import NamedTexts
    from quyche.governance.matrices import MatrixCell
    from quyche.reading.reading import Reading

WRITERS: Mapping[str, Callable[[Sheet], bytes]] = {
    "pdf": pdf_sheets.written,
    "docx": word.written,
}
"""How a table is written, by the name of a format."""
_MATRIX = Path(urls.MATRIX).stem
_WHO, _ASPECT = 2787, 2300  # together what the margins of a page leave


def sheet_named(named: NamedTexts, name: str, edition: str = "") -> Sheet | None:
    """The table whose page has that address, `bang-trach-nhiem` or `gop-y/ID`; None for no table.

    `edition` is the one that it stands in; for remarks the one that they are on, by default the
    last that has some.

    Raises UnreadableFileError for a document or an edition without any, with what there is.
    """
    if Path(name).exists():
        return None
    if name == _MATRIX:
        return matrix_sheet(named.reading_of(edition))
    folder, _, document = name.partition("/")
    return _remarks(named, document, edition) if folder == urls.REMARKS and document else None


def matrix_sheet(reading: Reading) -> Sheet:
    """Who is governed how in an edition, or in the work."""
    labels = reading.labels
    columns = (
        SheetColumn(labels("matrix.who"), _WHO),
        *(SheetColumn(_upper(labels(f"aspects.{aspect}")), _ASPECT) for aspect in ASPECTS),
    )
    rows = (
        SheetRow(
            (
                SheetCell.of(row.entry.name, role=SheetRole.NAME),
                *(_cell(cell, reading) for cell in row.cells),
            )
        )
        for row in rows_of(reading.corpus.register, reading.governance)
    )
    edition = reading.edition.title if reading.edition else labels("edition.work")
    organisation = reading.settings.organisation
    return Sheet(
        title=labels("matrix.title"),
        subject=organisation,
        tables=(SheetTable(columns, tuple(rows), name="matrix"),),
        above=(SheetParagraph.of(labels("matrix.intro"), SheetRole.LEGEND),),
        name=": ".join(filter(None, (labels("matrix.title"), organisation))),
        author=organisation,
        foot=edition,
        locale=labels.locale,
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(cell: MatrixCell, reading: Reading) -> SheetCell:
    labels = reading.labels
    if not cell.places:
        if cell.is_missing:
            return SheetCell.of(labels("matrix.missing"), role=SheetRole.UNKNOWN)
        return SheetCell.of(labels("matrix.nothing"), role=SheetRole.VALUE)
    by_document = groupby(cell.places, lambda place: place.document)
    told = []
    for document, places in by_document:
        title = reading.corpus.by_id[document].metadata.short_title
        told.append(f"{title}: {'; '.join(place.citation or title for place in places)}")
    return SheetCell.of(*told)


def _remarks(named: NamedTexts, document: str, edition: str) -> Sheet:
    exported = named.of(document)
    reading, text, labels = exported.reading, exported.text, exported.labels
    remarks = reading.remarks.by_document.get(text.id, ())
    told = (exported.standing, reading.corpus, labels, "")
    page = TableWriter(remarks, text, Tracer(_texts(named)), *told).page()
    known = [part.name for part in page.rounds]
    parts = [part for part in page.rounds if edition in {"", part.name}]
    if not parts:
        raise UnreadableFileError(
            "export.no_remarks", id=document, edition=edition or "…", known=", ".join(known) or "–"
        )
    head = Letterhead.of(reading.settings, reading.corpus.register)
    notices = (labels("document.sample"),) if text.metadata.is_sample else ()
    answers = head.of_answers(text.metadata, labels)
    return remark_sheets.sheet_of(page, parts[0], answers, notices, labels)


def _texts(named: NamedTexts) -> Callable[[str, str], Text | None]:
    """Where a remark is followed through the editions; None where one has no such text."""

    @cache
    def reading(edition: str) -> Reading | None:
        try:
            return named.reading_of(edition)
        except (UnreadableFileError, HistoryError):
            return None

    def text_of(edition: str, document: str) -> Text | None:
        found = reading(edition)
        return found.corpus.by_id.get(document) if found else None

    return text_of
