"""The table of a comparison as a sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.comparing.operations import runs
from quyche.formats.sheets import (
    Sheet,
    SheetCell,
    SheetColumn,
    SheetParagraph,
    SheetRole,
    SheetRow,
    SheetRowKind,
    SheetTable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.comparing.tables import (
        ComparisonCell,
        ComparisonParagraph,
        ComparisonRow,
        ConcordanceEntry,
    )
    from quyche.labels import Labels
    from quyche.pages.papers import Paper

_WIDTHS = (4300, 4300, 3200, 2487)  # together what the margins of a page leave
_CONCORDANCE = {"old_number": 2600, "new_number": 2600, "heading": 6490, "status": 2600}
"""The columns of the concordance, with their widths."""
_ROLES = {"point": SheetRole.INNER}


def sheet_of(paper: Paper, labels: Labels) -> Sheet:
    """All of the paper: what changed and why, and where every article went."""
    notes = tuple(map(_note, _notes(paper, labels)))
    changes = _changes(paper, labels)
    return Sheet(
        title=paper.title,
        subject=paper.subject,
        tables=(replace(changes, rows=changes.rows + notes), _concordance(paper, labels)),
        above=tuple(_above(paper, labels)),
        head=paper.head,
        name=f"{paper.title}: {paper.subject}",
        author=paper.author,
        foot=paper.foot,
        locale=labels.locale,
    )


def brief_sheet_of(paper: Paper, labels: Labels) -> Sheet:
    """What changed and why, and nothing else: for a comment or a text editor."""
    sure = tuple(replace(row, is_unsure=False) for row in paper.table.rows)
    bare = replace(paper, table=replace(paper.table, rows=sure))
    return Sheet(paper.title, paper.subject, (_changes(bare, labels),))


def _above(paper: Paper, labels: Labels) -> Iterator[SheetParagraph]:
    for notice in paper.notices:
        yield SheetParagraph.of(notice, SheetRole.NOTICE)
    for reason in paper.table.reasons:
        yield SheetParagraph.of(labels("table.general_reason", reason=reason))
    yield SheetParagraph.of(labels("table.legend"), SheetRole.LEGEND)


# What changed


def _changes(paper: Paper, labels: Labels) -> SheetTable:
    columns = (
        SheetColumn(column.heading, width, column.detail)
        for column, width in zip(paper.columns, _WIDTHS, strict=True)
    )
    rows = (_row(row, labels) for row in paper.table.rows)
    unreasoned = paper.table.unreasoned
    said = (_note(labels(unreasoned)),) if unreasoned else ()
    return SheetTable(tuple(columns), (*rows, *said), name="rows")


def _note(text: str) -> SheetRow:
    return SheetRow((SheetCell.of(text),), SheetRowKind.NOTE)


def _row(row: ComparisonRow, labels: Labels) -> SheetRow:
    doubts = [labels("table.unsure")] if row.is_unsure else []
    cells = (
        _side(row.old, labels("table.not_there"), labels),
        _side(row.new, labels("table.dropped"), labels),
        SheetCell.of(*row.sentences, *doubts),
        SheetCell.of(*row.reasons),
    )
    return SheetRow(cells, is_long=row.is_long)


def _side(cell: ComparisonCell | None, instead: str, labels: Labels) -> SheetCell:
    if cell is None:
        return SheetCell.of(instead, role=SheetRole.ABSENT)
    name = SheetParagraph(runs(cell.heading), SheetRole.NAME, cell.mark)
    inside = (_paragraph(one, labels) for one in cell.paragraphs)
    return SheetCell((*((name,) if cell.mark or cell.heading else ()), *inside))


def _paragraph(paragraph: ComparisonParagraph, labels: Labels) -> SheetParagraph:
    if paragraph.same:
        text = labels("table.unchanged", what=paragraph.same)
        return SheetParagraph.of(text, SheetRole.OMITTED)
    role = _ROLES.get(paragraph.kind, SheetRole.TEXT)
    return SheetParagraph(runs(paragraph.ops), role, paragraph.mark)


def _notes(paper: Paper, labels: Labels) -> Iterator[str]:
    """What has no row of its own."""
    table = paper.table
    if not table.rows:
        yield labels("table.nothing")
    if table.renumbered:
        pairs = (labels("amendment.pair", old=old, new=new) for old, new in table.renumbered)
        yield labels("table.renumbered", pairs=", ".join(pairs))
    if table.same:
        yield labels("table.same", numbers=", ".join(table.same))


# Where every article went


def _concordance(paper: Paper, labels: Labels) -> SheetTable:
    columns = (SheetColumn(labels(f"table.{name}"), width) for name, width in _CONCORDANCE.items())
    rows = map(_entry, paper.table.concordance)
    return SheetTable(tuple(columns), tuple(rows), labels("table.concordance"))


def _entry(entry: ConcordanceEntry) -> SheetRow:
    texts = (entry.old or "–", entry.new or "–", entry.heading, entry.status)
    return SheetRow(tuple(SheetCell.of(text, role=SheetRole.VALUE) for text in texts))
