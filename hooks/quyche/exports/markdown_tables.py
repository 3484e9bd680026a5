"""The table of a comparison as Markdown, for a comment or a text editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.operations import Sign
from quyche.formats.github import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.comparing.operations import Op
    from quyche.comparing.tables import Cell
    from quyche.labels import Labels
    from quyche.pages.papers import Paper

_TAGS = {
    Sign.KEPT: ("", ""),
    Sign.DELETED: ("<del>", "</del>"),
    Sign.INSERTED: ("<ins>", "</ins>"),
}


def written(paper: Paper, labels: Labels) -> str:
    """The whole table; nothing in the texts is taken for markup."""
    lines = [f"# {escaped(paper.title)}", "", escaped(paper.subject), ""]
    lines += _line(escaped(column.heading) for column in paper.columns)
    lines += _line("---" for _ in paper.columns)
    for row in paper.table.rows:
        lines += _line(
            (
                _cell(row.old, labels("table.not_there"), labels),
                _cell(row.new, labels("table.dropped"), labels),
                "<br>".join(map(escaped, row.sentences)),
                "<br>".join(map(escaped, row.reasons)) or labels("table.no_reason"),
            )
        )
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> list[str]:
    return [f"| {' | '.join(cells)} |"]


def _cell(cell: Cell | None, instead: str, labels: Labels) -> str:
    return "<br>".join(_paragraphs(cell, labels)) if cell else f"*{instead}*"


def _paragraphs(cell: Cell, labels: Labels) -> Iterator[str]:
    if cell.mark or cell.heading:
        yield f"**{escaped(cell.mark)}** {_marked(cell.heading)}".strip()
    for one in cell.paragraphs:
        same = escaped(labels("table.unchanged", what=one.same)) if one.same else ""
        yield f"{escaped(one.mark)} {_marked(one.ops)}{same}".strip()


def _marked(ops: Sequence[Op]) -> str:
    pairs = ((op, _TAGS[op.sign]) for op in ops)
    return "".join(f"{before}{escaped(op.text)}{after}" for op, (before, after) in pairs)
