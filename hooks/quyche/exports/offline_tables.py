"""The table of a comparison as a page that needs no other file and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche.comparing.operations import Op, Sign
from quyche.formats import html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyche.comparing.tables import Cell, Row
    from quyche.formats.html import Frame
    from quyche.labels import Labels
    from quyche.pages.papers import Paper


def table_page(paper: Paper, labels: Labels, frame: Frame) -> bytes:
    """The table of a comparison, the same as the page of the site has it."""
    head = Markup(
        '<div class="head"><div><p><b>{}</b></p></div>'
        "<div><p><b>{}</b></p><p><i>{}</i></p></div></div>"
    )
    return html.page(
        frame,
        [
            head.format(paper.issuer, paper.party, paper.dated),
            Markup("<h1>{}<br>{}</h1>").format(paper.title, paper.subject),
            *map(html.notice, paper.notices),
            *(
                Markup("<p>{}</p>").format(labels("table.general_reason", reason=reason))
                for reason in paper.table.reasons
            ),
            Markup('<p class="note">{}</p>').format(labels("table.legend")),
            _table(paper, labels),
            Markup("<h2>{}</h2>").format(labels("table.concordance")),
            _concordance(paper, labels),
        ],
    )


def _table(paper: Paper, labels: Labels) -> Markup:
    heads = Markup("").join(
        Markup('<th scope="col">{}<small>{}</small></th>').format(column.heading, column.detail)
        for column in paper.columns
    )
    rows = [_row(row, paper, labels) for row in paper.table.rows]
    if not rows:
        rows = [_wide(labels("table.nothing"))]
    if paper.table.renumbered:
        pairs = (labels("amendment.pair", old=old, new=new) for old, new in paper.table.renumbered)
        rows.append(_wide(labels("table.renumbered", pairs=", ".join(pairs))))
    if paper.table.same:
        rows.append(_wide(labels("table.same", numbers=", ".join(paper.table.same))))
    return Markup(
        '<table class="rows"><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table>'
    ).format(heads, Markup("\n").join(rows))


def _wide(text: str) -> Markup:
    return Markup('<tr class="long"><td colspan="4">{}</td></tr>').format(text)


def _row(row: Row, paper: Paper, labels: Labels) -> Markup:
    unsure = [labels("table.unsure")] if row.is_unsure else []
    cells = (
        _side(row.old, labels("table.not_there"), labels),
        _side(row.new, labels("table.dropped"), labels),
        html.paragraphs((*row.sentences, *unsure)),
        html.paragraphs(row.reasons) or _none(labels("table.no_reason")),
    )
    told = Markup("").join(
        Markup('<td data-label="{}">{}</td>').format(column.heading, cell)
        for column, cell in zip(paper.columns, cells, strict=True)
    )
    long = Markup(' class="long"') if row.is_long else Markup("")
    return Markup("<tr{}>{}</tr>").format(long, told)


def _none(text: str) -> Markup:
    return Markup('<p class="q-none">{}</p>').format(text)


def _side(cell: Cell | None, instead: str, labels: Labels) -> Markup:
    if cell is None:
        return _none(instead)
    parts = []
    if cell.mark or cell.heading:
        parts.append(Markup("<p><b>{} {}</b></p>").format(cell.mark, _redline(cell.heading)))
    for one in cell.paragraphs:
        same = labels("table.unchanged", what=one.same) if one.same else ""
        gap = " " if one.mark else ""
        parts.append(
            Markup("<p>{}{}{}{}</p>").format(
                one.mark, gap, _redline(one.ops), Markup("<small>{}</small>").format(same)
            )
            if same
            else Markup("<p>{}{}{}</p>").format(one.mark, gap, _redline(one.ops))
        )
    return Markup("").join(parts)


_MARKED = {
    Sign.KEPT: Markup("{}"),
    Sign.DELETED: Markup("<del>{}</del>"),
    Sign.INSERTED: Markup("<ins>{}</ins>"),
}


def _redline(ops: Iterable[Op]) -> Markup:
    return Markup("").join(_MARKED[op.sign].format(op.text) for op in ops)


def _concordance(paper: Paper, labels: Labels) -> Markup:
    names = ("old_number", "new_number", "heading", "status")
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(labels(f"table.{name}")) for name in names
    )
    rows = Markup("\n").join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            entry.old or "–", entry.new or "–", entry.heading, entry.status
        )
        for entry in paper.table.concordance
    )
    return Markup(
        '<div class="scroll"><table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div>'
    ).format(heads, rows)
