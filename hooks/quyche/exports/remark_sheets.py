"""The table of remarks and answers as a sheet, in the columns that offices use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats.sheets import (
    Sheet,
    SheetCell,
    SheetColumn,
    SheetMark,
    SheetParagraph,
    SheetRole,
    SheetRow,
    SheetRowKind,
    SheetTable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.formats.sheets import SheetHead
    from quyche.labels import Labels
    from quyche.pages.remark_tables import RemarkGroup, RemarkPage, RemarkRound, RemarkRow, Share

_COLUMNS = {"number": 750, "place": 2000, "sender": 2600, "remark": 4437, "answer": 4500}
"""The columns and their widths, together what the margins of a page leave."""
_LONG = 600  # characters of a cell; a longer row may go on on the next page


def sheet_of(
    page: RemarkPage,
    part: RemarkRound,
    head: SheetHead | None,
    notices: Sequence[str],
    labels: Labels,
) -> Sheet:
    """The remarks on one edition."""
    return Sheet(
        title=labels("remark.table"),
        subject=labels("remark.subject", document=page.title, edition=part.title, date=part.date),
        tables=(_table(part, labels),),
        above=(
            *(SheetParagraph.of(notice, SheetRole.NOTICE) for notice in notices),
            SheetParagraph.of(_total(part.shares, labels), SheetRole.TOTAL),
        ),
        head=head,
        name=f"{labels('remark.table')}: {page.title}",
        author=head.issuer if head else "",
        foot=" · ".join((part.title, *notices[:1])),
        locale=labels.locale,
    )


def _total(shares: Sequence[Share], labels: Labels) -> str:
    """The numbers in a line: `12 ý kiến: 8 tiếp thu, 4 không tiếp thu`."""
    count = sum(share.count for share in shares)
    answers = ", ".join(f"{share.count} {share.label.lower()}" for share in shares)
    return labels("remark.note", count=count, answers=answers)


def _table(part: RemarkRound, labels: Labels) -> SheetTable:
    columns = (
        SheetColumn(labels(f"remark.column.{name}"), width, is_centred=name == "number")
        for name, width in _COLUMNS.items()
    )
    rows = (row for group in part.groups for row in _rows(group, labels))
    return SheetTable(tuple(columns), tuple(rows), name="remarks")


def _rows(group: RemarkGroup, labels: Labels) -> Iterator[SheetRow]:
    name = ". ".join(filter(None, (group.place.text, group.heading)))
    yield SheetRow((SheetCell.of(name),), SheetRowKind.GROUP)
    for row in group.rows:
        yield _row(row, labels)


def _row(row: RemarkRow, labels: Labels) -> SheetRow:
    proposed = (labels("remark.proposes", wording=text) for text in row.proposal)
    answer = SheetParagraph.of(row.answer_label, mark=SheetMark.BOLD)
    explained = SheetCell.of(*row.explanation, _where(row, labels))
    cells = (
        SheetCell.of(row.id, role=SheetRole.VALUE),
        SheetCell.of(row.place.text),
        SheetCell.of(row.sender.text, row.date),
        SheetCell.of(*row.remark, *proposed),
        SheetCell((answer, *explained.paragraphs)),
    )
    longest = max(sum(map(len, texts)) for texts in (row.remark + row.proposal, row.explanation))
    return SheetRow(cells, is_long=longest > _LONG)


def _where(row: RemarkRow, labels: Labels) -> str:
    """`Thể hiện ở khoản 2 Điều 7, Dự thảo lần 2`; empty where nothing shows yet."""
    if not row.edition:
        return ""
    places = ", ".join(place.text for place in row.shown)
    return labels("remark.shown", places=places, edition=row.edition).strip()
