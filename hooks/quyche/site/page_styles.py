"""What a page adds to the stylesheets of the site, because it holds for that page alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats.policies import css_string
from quyche.pages.comparison_views import ComparisonPage
from quyche.pages.frames import Frame
from quyche.pages.heads import Head
from quyche.pages.papers import Paper
from quyche.pages.remark_tables import RemarkPage
from quyche.pages.timelines import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.labels import Labels
    from quyche.pages.remark_tables import Share

_SIGNS = (("ins", "inserted"), ("del", "deleted"))
_REMARK_COLUMNS = ("number", "place", "sender", "remark", "answer")


def style_of(shown: Mapping[str, object], labels: Labels) -> str:
    """What a page needs that shows this, by the names that templates have for it."""
    frame = shown.get("frame")
    match shown:
        case {"head": Head() as head, "drawing": Timeline() | None as drawing}:
            foot = _foot(head.print_notice, frame)
            return _document(foot, drawing, is_wide=bool(shown.get("filters")))
        case {"paper": Paper() as paper}:
            return _paper(paper, _foot(paper.foot, frame), labels)
        case {"comparison": ComparisonPage() as comparison}:
            sides = f"{comparison.older.edition} → {comparison.newer.edition}"
            return f"@page{{@bottom-center{{content:{css_string(_foot(sides, frame))}}}}}"
        case {"remarks": RemarkPage() as page}:
            return _remarks(page, labels)
        case {"all_remarks": [*pages]}:
            return _bars(page for page in pages if isinstance(page, RemarkPage))
    return ""


def _foot(said: str, frame: object) -> str:
    """What each sheet says at its foot, with the edition and the address of its page."""
    if not isinstance(frame, Frame):
        return said
    edition = frame.title if frame.name and frame.title not in said else ""
    return " · ".join(filter(None, (said, edition, frame.address)))


def _document(foot_text: str, drawing: Timeline | None, *, is_wide: bool) -> str:
    """Of a document: what each printed sheet says at its foot, and where its drawing has what.

    No sheet may pass for a text in force.
    """
    size = "size:A4 landscape;" if is_wide else ""
    foot = f"@bottom-center{{content:{css_string(foot_text)}}}"
    placed = _placed(drawing) if drawing else ()
    return "".join((f"@media print{{@page{{{size}{foot}}}}}", *placed))


def _placed(drawing: Timeline) -> Iterator[str]:
    """The stretches of a drawing, each by the class that names it."""
    yield f".q-months{{--months:{drawing.months}}}"
    for stretch in drawing.stretches:
        yield f".{stretch.place}{{grid-column:{stretch.column}}}"
    if drawing.today:
        yield f".q-now i{{margin-left:{drawing.part}}}"


def _paper(paper: Paper, foot: str, labels: Labels) -> str:
    """Of a table for a meeting: its sheets, and what would else stand at every word and cell."""
    page = f"@page{{size:A4 landscape;@bottom-center{{content:{css_string(foot)}}}}}"
    signs = (
        f".q-paper {sign}::before{{content:{css_string(labels(f'comparison.{name}') + ' ')}}}"
        for sign, name in _SIGNS
    )
    names = (column.heading for column in paper.columns)
    return "".join((page, *signs, *_headed(".q-paper td:nth-child({}):not([colspan])", names)))


def _remarks(page: RemarkPage, labels: Labels) -> str:
    """Of a table of remarks: the same, and how long its bars are."""
    names = (labels(f"remark.column.{name}") for name in _REMARK_COLUMNS)
    headed = _headed(".q-remarked td:nth-child({})", names)
    return "".join(("@page{size:A4 landscape}", *headed, _bars([page])))


def _bars(pages: Iterable[RemarkPage]) -> str:
    """How long the bars are that show how answers are spread."""
    spreads = (spread for page in pages for spread in page.spreads)
    return "".join(dict.fromkeys(rule for shares, part in spreads for rule in _bar(shares, part)))


def _bar(shares: Iterable[Share], part: int) -> Iterator[str]:
    if part:
        yield f".q-wide-{part}{{width:{part}%}}"
    for share in shares:
        yield f".q-share-{share.count}{{flex-grow:{share.count}}}"


def _headed(cells: str, headings: Iterable[str]) -> Iterator[str]:
    """The head of each column at its cells, for where a row is folded."""
    for number, heading in enumerate(headings, start=1):
        yield f"{cells.format(number)}::before{{content:{css_string(heading)}}}"
