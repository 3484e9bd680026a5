"""Papers as Word files: real styles and headings, literal numbers, the body in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from quyche.formats import office, paper_marks, word_notes, word_styles
from quyche.formats.office import RELATIONS, OfficePart, clean
from quyche.formats.sheets import SheetMark, SheetOrnament, SheetRun
from quyche.formats.signed_papers import PaperEnd, PaperParagraph, PaperRole, PaperTable
from quyche.formats.word_styles import KIND, SPACES, style_of, twentieths

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.formats.sheets import SheetHead
    from quyche.formats.signed_papers import PaperLayout, SignedPaper

_T = TypeVar("_T")
_WIDTH, _HEIGHT = 210, 297
_BOLD, _ITALIC, _UNDERLINED = "<w:b/>", "<w:i/>", '<w:u w:val="single"/>'
_MARKS = {SheetMark.BOLD: _BOLD, SheetMark.ITALIC: _ITALIC}
_RULED = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SIGNING = 70
"""Points that are left for a signature and a seal."""
_MANY_COLUMNS = 4
_LOWER = '<w:spacing w:before="80"/>'
_FRAME = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
_KEPT = "<w:keepNext/>"
_COUNTED_ANEW = '<w:pgNumType w:start="1"/>'
_NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'


def written(paper: SignedPaper) -> bytes:
    """The file; the same paper gives the same bytes."""
    beside = [word_notes.part(paper.notes)] if paper.notes else []
    return packed(paper, "".join(pieces(paper)), circulation_of(paper), foot_of(paper), beside)


def packed(
    paper: SignedPaper, body: str, circulation: str, foot: str, beside: Sequence[OfficePart] = ()
) -> bytes:
    """The file of a body that is written already, with what stands above and below its pages.

    What it refers to beside the parts of every paper is `rId5`, `rId6`… in the document.
    """
    parts = {
        "styles": ("styles.xml", "styles", word_styles.written(paper.layout, paper.locale)),
        "header2": ("header1.xml", "header", _around("hdr", _block(_NUMBER, "PageHead"))),
        "header1": ("header2.xml", "header", _around("hdr", circulation)),
        "footer": ("footer1.xml", "footer", _around("ftr", foot)),
    }
    section = _section(paper.layout, is_first=not _annexes(paper))
    document = OfficePart(
        "word/document.xml",
        f"{KIND}.document.main+xml",
        f"<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>",
        (
            *((f"{RELATIONS}/{kind}", file) for file, kind, _ in parts.values()),
            *((f"{RELATIONS}/{part.role}", part.name.removeprefix("word/")) for part in beside),
        ),
    )
    usual = (
        OfficePart(f"word/{file}", f"{KIND}.{kind}+xml", xml) for file, kind, xml in parts.values()
    )
    all_parts = [document, *usual, *beside]
    return office.written(paper.name, paper.head.issuer, paper.locale, all_parts, _told(paper))


def _told(paper: SignedPaper) -> dict[str, str]:
    """Which document it is and which text of it, so that it can be taken back."""
    if not paper.text_id:
        return {}
    head = paper.head
    star = "*" if head.ornament is SheetOrnament.STAR else ""
    left, right = (head.superior, head.issuer, star), (head.banner, head.motto)
    lines = (*left, *right, head.number, head.dated, paper.draft)
    return {
        paper_marks.DOCUMENT: paper.id,
        paper_marks.TEXT: paper.text_id,
        paper_marks.HEAD: paper_marks.head_id(lines),
    }


def _around(name: str, content: str) -> str:
    return f"<w:{name} {SPACES}>{content}</w:{name}>"


def circulation_of(paper: SignedPaper) -> str:
    """The paragraph above the first page."""
    frame = _FRAME if paper.layout.boxes_circulation else ""
    told = _run(paper.circulation, f"{_BOLD}<w:caps/>", paper.layout.circulation, frame)
    return _block(told, "PageHead", align="right")


def foot_of(paper: SignedPaper) -> str:
    """The paragraph below each page."""
    return _block(_run(paper.foot), "PageFoot")


def _section(layout: PaperLayout, *, is_first: bool) -> str:
    """The pages of the document, or of an annex, which are counted anew."""
    top, right, bottom, left = map(twentieths, layout.margins)
    edge = twentieths(10)
    heads = (
        '<w:headerReference w:type="first" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="first" r:id="rId4"/>'
    )
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>{heads}'
        f'<w:pgSz w:w="{twentieths(_WIDTH)}" w:h="{twentieths(_HEIGHT)}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{edge}" w:footer="{edge}" w:gutter="0"/>'
        f"{'' if is_first else _COUNTED_ANEW}{'<w:titlePg/>' if is_first else ''}</w:sectPr>"
    )


def _annexes(paper: SignedPaper) -> list[PaperParagraph]:
    """The headings of annexes whose pages are counted on their own."""
    if not paper.layout.counts_annexes:
        return []
    return [one for one in paper.body if isinstance(one, PaperParagraph) and one.begins_page]


def pieces(paper: SignedPaper) -> Iterator[str]:
    """The body: the head, the title, each of the paper's parts, and what ends it."""
    layout, annexes = paper.layout, _annexes(paper)
    width = twentieths(_WIDTH - layout.margins[1] - layout.margins[3])
    yield _letterhead(paper, width)
    yield "".join(_title(paper, width))
    for part, leads in paper.kept():
        if isinstance(part, PaperEnd):
            yield _end(part, layout, width)
        elif isinstance(part, PaperTable):
            yield _table(part, width, paper) + _block("", "Gap")
        elif part in annexes:
            section = _section(layout, is_first=part is annexes[0])
            closing = f'<w:p><w:pPr><w:pStyle w:val="Gap"/>{section}</w:pPr></w:p>'
            yield closing + _paragraph(part, paper, leads=leads, begins_page=False)
        else:
            yield _paragraph(part, paper, leads=leads, begins_page=part.begins_page)
    yield _block("", "Gap")


# The head


def _letterhead(paper: SignedPaper, width: int) -> str:
    """Who speaks, left, and for whom, right; below them the number, and the place and day."""
    left = 2 * width // 5 if paper.head.motto else width // 2
    widths = (left, width - left)
    head, layout = paper.head, paper.layout
    rows = [
        ("".join(_speaking(head, layout, left)), "".join(_spoken_for(head, layout))),
        (
            _centred(head.number, "", layout.number, more=_LOWER),
            _centred(head.dated, _ITALIC, layout.dated, more=_LOWER),
        ),
    ]
    if paper.draft:
        rows.append((_centred(paper.draft, _ITALIC, layout.draft), ""))
    return _columns(rows, widths)


def _speaking(head: SheetHead, layout: PaperLayout, width: int) -> Iterator[str]:
    capitals = "<w:caps/>" if layout.has_capitals else ""
    yield _centred(head.superior, capitals, layout.issuer)
    yield _centred(head.issuer, _BOLD + capitals, layout.issuer)
    if head.ornament is SheetOrnament.STAR:
        yield _centred("*", "", layout.issuer)
    elif head.ornament is SheetOrnament.RULE:
        yield _rule(width // 3)


def _spoken_for(head: SheetHead, layout: PaperLayout) -> Iterator[str]:
    ruled = _UNDERLINED if layout.is_banner_ruled else ""
    yield _centred(head.banner, f"{_BOLD}<w:caps/>", layout.banner, "" if head.motto else ruled)
    yield _centred(head.motto, _BOLD, layout.motto, ruled)


def _title(paper: SignedPaper, width: int) -> Iterator[str]:
    layout = paper.layout
    size = layout.title if paper.kind else layout.kind
    kind = _run(paper.kind, "<w:caps/>" if layout.has_capitals else "", layout.kind)
    gap = "<w:r><w:br/></w:r>"
    noted = "".join(word_notes.reference(paper, label) for label in paper.title_notes)
    content = f"{kind}{gap if paper.kind else ''}{_run(paper.title, '', size)}{noted}"
    yield _block(_marked(content, 0, paper.text_id), "Heading1")
    if layout.below_title == "rule":
        yield _rule(3 * width // 8)
    elif layout.below_title:
        yield _block(_run(layout.below_title), "Ornament")


def _rule(side: int) -> str:
    """A line that leaves so much free on both sides, in a paragraph as low as it can be."""
    line = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
    low = '<w:spacing w:line="120" w:lineRule="exact"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Cell"/>{line}{low}'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


def _centred(text: str, marks: str, size: float, line: str = "", more: str = "") -> str:
    """A paragraph in the middle; nothing for nothing."""
    content = _run(text, marks, size, line)
    return _block(content, "Cell", align="center", more=more) if text else ""


# The body


def _paragraph(
    paragraph: PaperParagraph, paper: SignedPaper, *, leads: bool, begins_page: bool
) -> str:
    layout = paper.layout
    is_divided = paragraph.role is PaperRole.DIVISION and paragraph.mark and paragraph.runs
    gap = "<w:r><w:br/></w:r>" if is_divided else _run(" ")
    mark = _run(paragraph.mark) if paragraph.mark else ""
    is_named = paragraph.role in {PaperRole.DIVISION, PaperRole.NUMERAL}
    capitals = "<w:caps/>" if is_named and layout.has_capitals else ""
    words = "".join(
        word_notes.reference(paper, run.note)
        if run.note
        else _run(run.text, _MARKS.get(run.mark, "") + capitals)
        for run in paragraph.runs
    )
    left = twentieths(layout.inner * paragraph.depth)
    return _block(
        _marked(mark + (gap if mark and words else "") + words, paragraph.line),
        style_of(paragraph),
        more=(_KEPT if leads else "") + ("<w:pageBreakBefore/>" if begins_page else ""),
        left=left,
    )


def _table(table: PaperTable, width: int, paper: SignedPaper) -> str:
    """A table with lines around all cells, its head on every page."""
    total = sum(table.shares)
    widths = [width * share // total for share in table.shares]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    size = 11 if len(widths) > _MANY_COLUMNS else 13
    rows = []
    for number, (row, line) in enumerate(_numbered(table.full_rows, table.lines)):
        marks = _BOLD if number == 0 else ""
        cells = [_words(runs, paper, marks=marks, size=size) for runs in row]
        rows.append(_row(cells, widths, line, is_head=number == 0))
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="85" w:type="dxa"/><w:tblBorders>{_RULED}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _words(
    runs: Iterable[SheetRun], paper: SignedPaper, *, marks: str = "", size: float = 0
) -> str:
    """Stretches in their marks, or in the same ones, and what refers to footnotes."""
    return "".join(
        word_notes.reference(paper, run.note)
        if run.note
        else _run(run.text, marks or _MARKS.get(run.mark, ""), size)
        for run in runs
    )


def _row(cells: Iterable[str], widths: Iterable[int], line: int, *, is_head: bool) -> str:
    """A row; its mark stands in its first cell."""
    align = "center" if is_head else ""
    written_cells = "".join(
        _cell(_block(content if at else _marked(content, line), "Cell", align=align), width)
        for at, (content, width) in enumerate(zip(cells, widths, strict=True))
    )
    head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_head else ""
    return f"<w:tr>{head}{written_cells}</w:tr>"


# The end


def _end(end: PaperEnd, layout: PaperLayout, width: int) -> str:
    left = 5 * width // 12
    sides = ("".join(_received(end, layout)), "".join(_signed(end, layout)))
    return _block("", "Gap", more=_KEPT) + _columns([sides], (left, width - left))


def _received(end: PaperEnd, layout: PaperLayout) -> Iterator[str]:
    for number, (line, at) in enumerate(_numbered(end.received, end.received_lines)):
        if number:
            content = _run(line, "", layout.received)
        elif layout.is_basis_italic:
            content = _run(line, _BOLD + _ITALIC, layout.received_heading)
        else:
            content = _run(line, "", layout.received_heading, _UNDERLINED)
        yield _block(_marked(content, at), "Cell")


def _signed(end: PaperEnd, layout: PaperLayout) -> Iterator[str]:
    signed = list(_numbered(end.signed, end.signed_lines))
    for number, (line, at) in enumerate(signed[: len(end.offices)]):
        is_bold = number == 0 or layout.is_position_bold
        content = _run(line, _BOLD if is_bold else "", layout.body)
        yield _block(_marked(content, at), "Cell", align="center")
    space = f'<w:spacing w:before="{20 * _SIGNING}"/>'
    lines = [(line, at, _BOLD, layout.body) for line, at in signed[len(end.offices) :]]
    notes = _numbered(end.notes, end.note_lines)
    lines += [(line, at, _ITALIC, 12) for line, at in notes]
    for number, (line, at, marks, size) in enumerate(lines):
        more = space if number == 0 else ""
        yield _block(_marked(_run(line, marks, size), at), "Cell", more=more, align="center")
    if not lines:
        yield _block("", "Cell", more=space)


# Elements


def _numbered(parts: Sequence[_T], lines: Sequence[int]) -> Iterator[tuple[_T, int]]:
    """Each part with the line of the file that it stands on; 0 where that is not known."""
    return zip(parts, (*lines, *[0] * (len(parts) - len(lines))), strict=True)


def _marked(content: str, line: int, text_id: str = "") -> str:
    """What a bookmark names, so that it is known again whatever becomes of it."""
    if not (line or text_id):
        return content
    name = paper_marks.of_text(text_id) if text_id else paper_marks.of_line(line)
    begins = f'<w:bookmarkStart w:id="{line}" w:name="{name}"/>'
    return f'{begins}{content}<w:bookmarkEnd w:id="{line}"/>'


def _columns(rows: Iterable[tuple[str, str]], widths: tuple[int, int]) -> str:
    """Two columns without lines, whose rows stay whole."""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    whole = "<w:trPr><w:cantSplit/></w:trPr>"
    shown = "".join(
        f"<w:tr>{whole}{_cell(left, widths[0])}{_cell(right, widths[1])}</w:tr>"
        for left, right in rows
    )
    wide = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    return f"<w:tbl><w:tblPr>{wide}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{shown}</w:tbl>"


def _cell(content: str, width: int) -> str:
    """A cell; there is at least one paragraph in it."""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{properties}{content or _block('', 'Cell')}</w:tc>"


def _block(content: str, style: str, *, align: str = "", left: int = 0, more: str = "") -> str:
    indented = f'<w:ind w:left="{left}"/>' if left else ""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    properties = f'<w:pStyle w:val="{style}"/>{more}{indented}{aligned}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _run(text: str, marks: str = "", size: float = 0, line: str = "") -> str:
    """A stretch of text; nothing for nothing."""
    if not text:
        return ""
    sized = f'<w:sz w:val="{round(2 * size)}"/>' if size else ""
    properties = f"<w:rPr>{marks}{sized}{line}</w:rPr>" if marks or sized or line else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{clean(text)}</w:t></w:r>'
