"""The table of a comparison as a Word file; the same paper always gives the same bytes.

The file is written part by part, without a template: one of those weighs more than all tables.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from typing import TYPE_CHECKING

from quyche.operations import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.comparison_papers import Paper
    from quyche.comparison_tables import Cell, Paragraph, Row
    from quyche.labels import Labels
    from quyche.operations import Op

_FONT = "Times New Roman"
_SIZE = 13  # points, as Party documents are set
_SMALL = 11
_MM = 1440 / 25.4  # twentieths of a point, in which Word measures
_WIDTHS = (4300, 4300, 3200, 2487)  # together what the margins of a sheet leave
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name
_DATED = "2000-01-01T00:00:00Z"
# What XML cannot hold, and what turns the direction of a line.
_FORBIDDEN_RE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_MARKED = {
    Sign.KEPT: "",
    Sign.DELETED: "<w:strike/>",
    Sign.INSERTED: '<w:b/><w:u w:val="single"/>',
}
"""How changes are told apart, also on paper without colour."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'


def written(paper: Paper, labels: Labels) -> bytes:
    """The file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in _files(paper, labels):
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, f"{_XML}{content}".encode(), compresslevel=9)
    return file.getvalue()


def _files(paper: Paper, labels: Labels) -> Iterator[tuple[str, str]]:
    yield "[Content_Types].xml", _content_types()
    yield (
        "_rels/.rels",
        _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
    )
    yield "docProps/core.xml", _properties(paper)
    yield "word/document.xml", _document(paper, labels)
    yield (
        "word/_rels/document.xml.rels",
        _relations(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/header", "header1.xml"),
            (f"{_OFFICE}/footer", "footer1.xml"),
        ),
    )
    yield "word/styles.xml", _STYLES
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    yield "word/header1.xml", f"<w:hdr {_SPACES}>{_block(number, align='center')}</w:hdr>"
    foot = _block(_run(paper.foot, size=_SMALL - 2), align="center")
    yield "word/footer1.xml", f"<w:ftr {_SPACES}>{foot}</w:ftr>"


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/word/header1.xml": f"{_TYPE}.header+xml",
        "/word/footer1.xml": f"{_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    told = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    related = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{related}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{told}</Types>"
    )


def _relations(*targets: tuple[str, str]) -> str:
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'


def _properties(paper: Paper) -> str:
    title, issuer = escape(_clean(f"{paper.title}: {paper.subject}")), escape(_clean(paper.issuer))
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_DATED}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{issuer}</dc:creator>"
        f"<dc:language>vi-VN</dc:language>{times}</cp:coreProperties>"
    )


_STYLES = (
    f"<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
    f'<w:sz w:val="{2 * _SIZE}"/><w:szCs w:val="{2 * _SIZE}"/><w:lang w:val="vi-VN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style></w:styles>"
)


def _document(paper: Paper, labels: Labels) -> str:
    margins = {"top": 20, "right": 15, "bottom": 20, "left": 30, "header": 10, "footer": 10}
    told = " ".join(f'w:{side}="{round(width * _MM)}"' for side, width in margins.items())
    section = (
        '<w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="first" r:id="rId3"/>'
        f'<w:pgSz w:w="{round(297 * _MM)}" w:h="{round(210 * _MM)}" w:orient="landscape"/>'
        f'<w:pgMar {told} w:gutter="0"/><w:titlePg/>'
    )
    body = "".join(_parts(paper, labels))
    section = f"<w:sectPr>{section}</w:sectPr>"
    return f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>"


# What stands in it


def _parts(paper: Paper, labels: Labels) -> Iterator[str]:
    if paper.issuer:
        yield _letterhead(paper)
        yield _block("")
    yield _block(_run(paper.title, "<w:b/>", size=_SIZE + 1), align="center")
    yield _block(_run(paper.subject, "<w:b/>"), align="center")
    for notice in (*paper.notices, labels("table.legend")):
        yield _block(_run(notice, "<w:i/>", size=_SMALL), align="center")
    for reason in paper.table.reasons:
        yield _block(_run(labels("table.general_reason", reason=reason)))
    yield _block("")
    yield _table(paper, labels)
    yield _block("")
    yield _block(_run(labels("table.concordance"), "<w:b/>"), align="center", more="<w:keepNext/>")
    yield _concordance(paper, labels)
    yield _block("")


def _letterhead(paper: Paper) -> str:
    left = _block(_run(paper.issuer.upper(), "<w:b/>"), align="center") + _block(
        _run("*"), align="center"
    )
    right = _block(_run(paper.party.upper(), '<w:b/><w:u w:val="single"/>'), align="center")
    right += _block(_run(paper.dated, "<w:i/>"), align="center")
    half = sum(_WIDTHS) // 2
    cells = "".join(_cell(text, half) for text in (left, right))
    grid = f'<w:gridCol w:w="{half}"/>' * 2
    properties = f"<w:tblPr>{_WIDE}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{properties}<w:tr>{cells}</w:tr></w:tbl>"


_WIDE = f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
_RULED = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDED = (
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)


def _ruled(widths: Sequence[int], rows: str) -> str:
    width = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    ruled = f'{width}<w:tblBorders>{_RULED}</w:tblBorders><w:tblLayout w:type="fixed"/>{_PADDED}'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{ruled}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _table(paper: Paper, labels: Labels) -> str:
    rows = [_head_row(paper)]
    rows += [_row(row, labels) for row in paper.table.rows]
    rows += [_wide_row(text) for text in _last_rows(paper, labels)]
    return _ruled(_WIDTHS, "".join(rows))


def _head_row(paper: Paper) -> str:
    cells = []
    for column, width in zip(paper.columns, _WIDTHS, strict=True):
        text = _block(_run(column.heading, "<w:b/>"), align="center")
        detail = _block(_run(column.detail, "<w:i/>", size=_SMALL), align="center")
        cells.append(_cell(text + (detail if column.detail else ""), width))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: Row, labels: Labels) -> str:
    changes = [labels("table.unsure")] if row.is_unsure else []
    columns = (
        _side(row.old, labels("table.not_there"), labels),
        _side(row.new, labels("table.dropped"), labels),
        "".join(_block(_run(sentence)) for sentence in (*row.sentences, *changes)),
        "".join(_block(_run(reason)) for reason in row.reasons)
        or _block(_run(labels("table.no_reason"), "<w:i/>")),
    )
    cells = "".join(_cell(text, width) for text, width in zip(columns, _WIDTHS, strict=True))
    whole = "" if row.is_long else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{cells}</w:tr>"


def _side(cell: Cell | None, instead: str, labels: Labels) -> str:
    if cell is None:
        return _block(_run(instead, "<w:i/>"))
    heading = _run(f"{cell.mark} ", "<w:b/>") if cell.mark else ""
    heading += _runs(cell.heading, "<w:b/>")
    paragraphs = "".join(_paragraph(one, labels) for one in cell.paragraphs)
    return (_block(heading) if heading else "") + paragraphs or _block("")


def _paragraph(paragraph: Paragraph, labels: Labels) -> str:
    mark = _run(f"{paragraph.mark} ") if paragraph.mark else ""
    if paragraph.same:
        return _block(_run(labels("table.unchanged", what=paragraph.same), "<w:i/>"))
    left = 170 if paragraph.kind == "point" else 0
    return _block(mark + _runs(paragraph.ops), left=left)


def _runs(ops: Sequence[Op], more: str = "") -> str:
    """Bold is said once, whether the text is bold or was inserted; the order is the schema's."""
    return "".join(
        _run(op.text, _MARKED[op.sign] if more in _MARKED[op.sign] else more + _MARKED[op.sign])
        for op in ops
    )


def _last_rows(paper: Paper, labels: Labels) -> Iterator[str]:
    if paper.table.renumbered:
        pairs = (labels("amendment.pair", old=old, new=new) for old, new in paper.table.renumbered)
        yield labels("table.renumbered", pairs=", ".join(pairs))
    if paper.table.same:
        yield labels("table.same", numbers=", ".join(paper.table.same))


def _wide_row(text: str) -> str:
    return f"<w:tr>{_cell(_block(_run(text, '<w:i/>')), sum(_WIDTHS), span=len(_WIDTHS))}</w:tr>"


def _concordance(paper: Paper, labels: Labels) -> str:
    widths = (2600, 2600, 6490, 2600)
    names = ("old_number", "new_number", "heading", "status")
    head = "".join(
        _cell(_block(_run(labels(f"table.{name}"), "<w:b/>"), align="center"), width)
        for name, width in zip(names, widths, strict=True)
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    for entry in paper.table.concordance:
        texts = (entry.old or "–", entry.new or "–", entry.heading, entry.status)
        cells = "".join(
            _cell(_block(_run(text)), width) for text, width in zip(texts, widths, strict=True)
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return _ruled(widths, "".join(rows))


# Its parts as XML


def _cell(content: str, width: int, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{content}</w:tc>'


def _block(runs: str, *, align: str = "", left: int = 0, more: str = "") -> str:
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    indented = f'<w:ind w:left="{left}"/>' if left else ""
    properties = more + indented + aligned
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _run(text: str, marks: str = "", size: int = 0) -> str:
    sized = f'<w:sz w:val="{2 * size}"/>' if size else ""
    underlined = marks.replace('<w:u w:val="single"/>', "")
    line = '<w:u w:val="single"/>' if underlined != marks else ""
    properties = f"<w:rPr>{underlined}{sized}{line}</w:rPr>" if marks or size else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>'


def _clean(text: str) -> str:
    """The text as XML can hold it."""
    return _FORBIDDEN_RE.sub("", text)
