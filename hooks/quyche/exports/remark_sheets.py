"""The table of remarks and answers as a Word file, in the columns that offices use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats import word
from quyche.formats.word import BOLD, ITALIC, SIZE, SMALL, Sheets, block, letterhead, row, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.labels import Labels
    from quyche.pages.papers import Letterhead
    from quyche.pages.remark_tables import Group, Link, RemarkPage, Round, Row, Share

_WIDTHS = (750, 2000, 2600, 4437, 4500)  # together what the margins of a sheet leave
COLUMNS = ("number", "place", "sender", "remark", "answer")
"""The names of the columns."""
_LONG = 600  # characters of a cell; a longer row may go on on the next sheet


def written(
    page: RemarkPage, part: Round, head: Letterhead, notices: Sequence[str], labels: Labels
) -> bytes:
    """The file of the remarks on one edition; the same content always gives the same bytes."""
    title = f"{labels('remark.table')}: {page.title}"
    foot = " · ".join((part.title, *notices[:1]))
    parts = tuple(_parts(page, part, head, notices, labels))
    return word.written(Sheets(title, head.organisation, foot, parts))


def _parts(
    page: RemarkPage, part: Round, head: Letterhead, notices: Sequence[str], labels: Labels
) -> Iterator[str]:
    if head.organisation:
        yield letterhead(head.organisation, labels("document.party"), head.place)
        yield block("")
    yield block(run(labels("remark.table").upper(), BOLD, size=SIZE + 1), align="center")
    subject = labels("remark.subject", document=page.title, edition=part.title, date=part.date)
    yield block(run(subject, BOLD), align="center")
    for notice in notices:
        yield block(run(notice, ITALIC, size=SMALL), align="center")
    yield block(run(told(part.shares, labels)), align="center")
    yield block("")
    yield word.table(_WIDTHS, list(_rows(part, labels)))
    yield block("")


def told(shares: Sequence[Share], labels: Labels) -> str:
    """The numbers in a line: `12 ý kiến: 8 tiếp thu, 4 không tiếp thu`."""
    count = sum(share.count for share in shares)
    answers = ", ".join(f"{share.count} {share.label.lower()}" for share in shares)
    return labels("remark.note", count=count, answers=answers)


def _rows(part: Round, labels: Labels) -> Iterator[str]:
    names = [block(run(labels(f"remark.column.{name}"), BOLD), align="center") for name in COLUMNS]
    yield row(names, _WIDTHS, is_head=True)
    for group in part.groups:
        yield word.wide_row(block(run(_name(group), BOLD), more=word.KEPT_WITH_NEXT), _WIDTHS)
        for each in group.rows:
            yield _row(each, labels)


def _name(group: Group) -> str:
    return ". ".join(filter(None, (group.place.text, group.heading)))


def _row(each: Row, labels: Labels) -> str:
    proposal = [labels("remark.proposes", wording=text) for text in each.proposal]
    shown = where(each, labels)
    columns = (
        block(run(each.id), align="center"),
        block(run(each.place.text)),
        _blocks([each.sender.text, each.date]),
        _blocks([*each.remark, *proposal]),
        block(run(each.answer_label, BOLD)) + _blocks([*each.explanation, shown]),
    )
    longest = max(sum(map(len, texts)) for texts in (each.remark + each.proposal, each.explanation))
    return row(columns, _WIDTHS, is_long=longest > _LONG)


def where(each: Row, labels: Labels) -> str:
    """`Thể hiện ở khoản 2 Điều 7, Dự thảo lần 2`; empty where nothing shows yet."""
    if not each.edition:
        return ""
    return labels("remark.shown", places=listed(each.shown), edition=each.edition).strip()


def listed(places: Sequence[Link]) -> str:
    """Some addresses in a line."""
    return ", ".join(place.text for place in places)


def _blocks(texts: Sequence[str]) -> str:
    return "".join(block(run(text)) for text in texts if text)
