"""The table of a comparison as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.operations import Sign
from quyche.formats import word
from quyche.formats.word import (
    BOLD,
    ITALIC,
    KEPT_WITH_NEXT,
    SIZE,
    SMALL,
    STRUCK,
    UNDERLINED,
    Sheets,
    block,
    letterhead,
    run,
    wide_row,
)
from quyche.formats.word import row as row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.comparing.operations import Op
    from quyche.comparing.tables import Cell, Paragraph, Row
    from quyche.labels import Labels
    from quyche.pages.papers import Paper

_WIDTHS = (4300, 4300, 3200, 2487)  # together what the margins of a sheet leave
_MARKED = {Sign.KEPT: "", Sign.DELETED: STRUCK, Sign.INSERTED: BOLD + UNDERLINED}
"""How changes are told apart, also on paper without colour."""


def written(paper: Paper, labels: Labels) -> bytes:
    """The file; the same paper always gives the same bytes."""
    title = f"{paper.title}: {paper.subject}"
    return word.written(Sheets(title, paper.issuer, paper.foot, tuple(_parts(paper, labels))))


def _parts(paper: Paper, labels: Labels) -> Iterator[str]:
    if paper.issuer:
        yield letterhead(paper.issuer, paper.party, paper.dated)
        yield block("")
    yield block(run(paper.title, BOLD, size=SIZE + 1), align="center")
    yield block(run(paper.subject, BOLD), align="center")
    for notice in (*paper.notices, labels("table.legend")):
        yield block(run(notice, ITALIC, size=SMALL), align="center")
    for reason in paper.table.reasons:
        yield block(run(labels("table.general_reason", reason=reason)))
    yield block("")
    yield _table(paper, labels)
    yield block("")
    yield block(run(labels("table.concordance"), BOLD), align="center", more=KEPT_WITH_NEXT)
    yield _concordance(paper, labels)
    yield block("")


def _table(paper: Paper, labels: Labels) -> str:
    rows = [_head_row(paper)]
    rows += [_row(row, labels) for row in paper.table.rows]
    rows += [wide_row(block(run(text, ITALIC)), _WIDTHS) for text in _last_rows(paper, labels)]
    return word.table(_WIDTHS, rows)


def _head_row(paper: Paper) -> str:
    cells = []
    for column in paper.columns:
        text = block(run(column.heading, BOLD), align="center")
        detail = block(run(column.detail, ITALIC, size=SMALL), align="center")
        cells.append(text + (detail if column.detail else ""))
    return row_of(cells, _WIDTHS, is_head=True)


def _row(row: Row, labels: Labels) -> str:
    changes = [labels("table.unsure")] if row.is_unsure else []
    columns = (
        _side(row.old, labels("table.not_there"), labels),
        _side(row.new, labels("table.dropped"), labels),
        "".join(block(run(sentence)) for sentence in (*row.sentences, *changes)),
        "".join(block(run(reason)) for reason in row.reasons)
        or block(run(labels("table.no_reason"), ITALIC)),
    )
    return row_of(columns, _WIDTHS, is_long=row.is_long)


def _side(cell: Cell | None, instead: str, labels: Labels) -> str:
    if cell is None:
        return block(run(instead, ITALIC))
    heading = run(f"{cell.mark} ", BOLD) if cell.mark else ""
    heading += _runs(cell.heading, BOLD)
    paragraphs = "".join(_paragraph(one, labels) for one in cell.paragraphs)
    return (block(heading) if heading else "") + paragraphs or block("")


def _paragraph(paragraph: Paragraph, labels: Labels) -> str:
    mark = run(f"{paragraph.mark} ") if paragraph.mark else ""
    if paragraph.same:
        return block(run(labels("table.unchanged", what=paragraph.same), ITALIC))
    left = 170 if paragraph.kind == "point" else 0
    return block(mark + _runs(paragraph.ops), left=left)


def _runs(ops: Sequence[Op], more: str = "") -> str:
    """Bold is said once, whether the text is bold or was inserted; the order is the schema's."""
    return "".join(
        run(op.text, _MARKED[op.sign] if more in _MARKED[op.sign] else more + _MARKED[op.sign])
        for op in ops
    )


def _last_rows(paper: Paper, labels: Labels) -> Iterator[str]:
    if paper.table.renumbered:
        pairs = (labels("amendment.pair", old=old, new=new) for old, new in paper.table.renumbered)
        yield labels("table.renumbered", pairs=", ".join(pairs))
    if paper.table.same:
        yield labels("table.same", numbers=", ".join(paper.table.same))


def _concordance(paper: Paper, labels: Labels) -> str:
    widths = (2600, 2600, 6490, 2600)
    names = ("old_number", "new_number", "heading", "status")
    head = [block(run(labels(f"table.{name}"), BOLD), align="center") for name in names]
    rows = [row_of(head, widths, is_head=True)]
    for entry in paper.table.concordance:
        texts = (entry.old or "–", entry.new or "–", entry.heading, entry.status)
        rows.append(row_of([block(run(text)) for text in texts], widths))
    return word.table(widths, rows)
