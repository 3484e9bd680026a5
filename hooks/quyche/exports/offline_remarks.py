"""The table of remarks and answers as a page that needs no other file and no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche.exports.remark_sheets import COLUMNS, told, where
from quyche.formats import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.formats.html import Frame
    from quyche.labels import Labels
    from quyche.pages.remark_tables import Group, RemarkPage, Round, Row

_CELL = Markup('<td data-label="{}">{}</td>')


def remarks_page(page: RemarkPage, part: Round, labels: Labels, frame: Frame) -> bytes:
    """The remarks on one edition, the same as the page of the site has them."""
    subject = labels("remark.subject", document=page.title, edition=part.title, date=part.date)
    heads = Markup("").join(
        Markup('<th scope="col">{}</th>').format(labels(f"remark.column.{name}"))
        for name in COLUMNS
    )
    rows = Markup("\n").join(row for group in part.groups for row in _rows(group, labels))
    return html.page(
        frame,
        [
            Markup("<h1>{}<br>{}</h1>").format(labels("remark.table"), subject),
            Markup("<p>{}</p>").format(told(part.shares, labels)),
            Markup(
                '<table class="remarks"><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table>'
            ).format(heads, rows),
        ],
    )


def _rows(group: Group, labels: Labels) -> Iterator[Markup]:
    name = ". ".join(filter(None, (group.place.text, group.heading)))
    yield Markup('<tr><th colspan="{}" scope="rowgroup">{}</th></tr>').format(len(COLUMNS), name)
    for row in group.rows:
        cells = zip(COLUMNS, _cells(row, labels), strict=True)
        yield Markup("<tr>{}</tr>").format(
            Markup("").join(
                _CELL.format(labels(f"remark.column.{name}"), content) for name, content in cells
            )
        )


def _cells(row: Row, labels: Labels) -> tuple[Markup, ...]:
    proposed = (labels("remark.proposes", wording=text) for text in row.proposal)
    answer = Markup("<p><b>{}</b></p>").format(row.answer_label)
    return (
        Markup("{}").format(row.id),
        html.paragraphs([row.place.text]),
        html.paragraphs([row.sender.text, row.date]),
        html.paragraphs([*row.remark, *proposed]),
        answer + html.paragraphs([*row.explanation, where(row, labels)]),
    )
