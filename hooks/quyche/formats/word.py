"""Word files, written part by part; the same content always gives the same bytes.

There is no template: one of those weighs more than all that is written with it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZE = 13
"""Points, as Party documents are set."""
SMALL = 11
WIDTH = 14287
"""What the margins of a landscape sheet leave, in twentieths of a point."""
BOLD, ITALIC, STRUCK, UNDERLINED = "<w:b/>", "<w:i/>", "<w:strike/>", '<w:u w:val="single"/>'
"""How a stretch of text may be marked; they are joined in this order, which is the schema's."""
KEPT_WITH_NEXT = "<w:keepNext/>"
_FONT = "Times New Roman"
_MM = 1440 / 25.4  # twentieths of a point, in which Word measures
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name
_DATED = "2000-01-01T00:00:00Z"
# What XML cannot hold, and what turns the direction of a line.
_FORBIDDEN_RE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"'


@dataclass(frozen=True)
class Sheets:
    """What a file says: landscape sheets with a number at their head."""

    title: str
    """Of the file, not on a sheet."""
    issuer: str
    foot: str
    """What stands at the foot of each sheet."""
    parts: tuple[str, ...]
    """Paragraphs and tables, as the functions below make them."""


def written(sheets: Sheets) -> bytes:
    """The file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in _files(sheets):
            info = zipfile.ZipInfo(name, _ZIPPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, f"{_XML}{content}".encode(), compresslevel=9)
    return file.getvalue()


def _files(sheets: Sheets) -> Iterator[tuple[str, str]]:
    yield "[Content_Types].xml", _content_types()
    yield (
        "_rels/.rels",
        _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
    )
    yield "docProps/core.xml", _properties(sheets)
    yield "word/document.xml", _document(sheets)
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
    yield "word/header1.xml", f"<w:hdr {_SPACES}>{block(number, align='center')}</w:hdr>"
    foot = block(run(sheets.foot, size=SMALL - 2), align="center")
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


def _properties(sheets: Sheets) -> str:
    title, issuer = escape(_clean(sheets.title)), escape(_clean(sheets.issuer))
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
    f'<w:sz w:val="{2 * SIZE}"/><w:szCs w:val="{2 * SIZE}"/><w:lang w:val="vi-VN"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style></w:styles>"
)


def _document(sheets: Sheets) -> str:
    margins = {"top": 20, "right": 15, "bottom": 20, "left": 30, "header": 10, "footer": 10}
    told = " ".join(f'w:{side}="{round(width * _MM)}"' for side, width in margins.items())
    section = (
        '<w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="first" r:id="rId3"/>'
        f'<w:pgSz w:w="{round(297 * _MM)}" w:h="{round(210 * _MM)}" w:orient="landscape"/>'
        f'<w:pgMar {told} w:gutter="0"/><w:titlePg/>'
    )
    body = "".join(sheets.parts)
    section = f"<w:sectPr>{section}</w:sectPr>"
    return f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>"


# What can stand in it


def letterhead(issuer: str, party: str, dated: str) -> str:
    """Who speaks, left, and for whom, where and when, right."""
    left = block(run(issuer.upper(), BOLD), align="center") + block(run("*"), align="center")
    right = block(run(party.upper(), BOLD + UNDERLINED), align="center")
    right += block(run(dated, ITALIC), align="center")
    half = WIDTH // 2
    cells = "".join(cell(text, half) for text in (left, right))
    grid = f'<w:gridCol w:w="{half}"/>' * 2
    wide = f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    properties = f"<w:tblPr>{wide}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{properties}<w:tr>{cells}</w:tr></w:tbl>"


_RULED = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDED = (
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)


def table(widths: Sequence[int], rows: Sequence[str]) -> str:
    """A table with lines around all cells."""
    width = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    ruled = f'{width}<w:tblBorders>{_RULED}</w:tblBorders><w:tblLayout w:type="fixed"/>{_PADDED}'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inside = "".join(rows)
    return f"<w:tbl><w:tblPr>{ruled}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inside}</w:tbl>"


def row(
    contents: Sequence[str], widths: Sequence[int], *, is_head: bool = False, is_long: bool = False
) -> str:
    """A row of these cells; a head stands on every sheet, and only a long row may be broken."""
    cells = "".join(cell(text, width) for text, width in zip(contents, widths, strict=True))
    head = "<w:tblHeader/>" if is_head else ""
    whole = "" if is_long else f"<w:trPr><w:cantSplit/>{head}</w:trPr>"
    return f"<w:tr>{whole}{cells}</w:tr>"


def wide_row(content: str, widths: Sequence[int]) -> str:
    """A row of one cell."""
    return f"<w:tr>{cell(content, sum(widths), span=len(widths))}</w:tr>"


def cell(content: str, width: int, span: int = 1) -> str:
    """A cell; there is at least one paragraph in it."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{content}</w:tc>'


def block(runs: str, *, align: str = "", left: int = 0, more: str = "") -> str:
    """A paragraph."""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    indented = f'<w:ind w:left="{left}"/>' if left else ""
    properties = more + indented + aligned
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text: str, marks: str = "", size: int = 0) -> str:
    """A stretch of text."""
    sized = f'<w:sz w:val="{2 * size}"/>' if size else ""
    other = marks.replace(UNDERLINED, "")
    line = UNDERLINED if other != marks else ""
    properties = f"<w:rPr>{other}{sized}{line}</w:rPr>" if marks or size else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>'


def _clean(text: str) -> str:
    """The text as XML can hold it."""
    return _FORBIDDEN_RE.sub("", text)
