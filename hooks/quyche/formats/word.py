"""Sheets as Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats import office
from quyche.formats.office import RELATIONS, OfficePart, clean
from quyche.formats.sheets import SheetMark, SheetOrnament, SheetRole, SheetRowKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.formats.sheets import (
        Sheet,
        SheetCell,
        SheetColumn,
        SheetHead,
        SheetParagraph,
        SheetRow,
        SheetTable,
    )

_SIZE = 13
"""Points, as Party documents are set."""
_SMALL = 11
_BOLD, _ITALIC, _STRUCK, _UNDERLINED = "<w:b/>", "<w:i/>", "<w:strike/>", '<w:u w:val="single"/>'
"""How a stretch of text may be marked; they are joined in this order, which is the schema's."""
_MARKED = {
    SheetMark.KEPT: "",
    SheetMark.INSERTED: _BOLD + _UNDERLINED,
    SheetMark.DELETED: _STRUCK,
    SheetMark.BOLD: _BOLD,
    SheetMark.ITALIC: _ITALIC,
}
"""How changes are told apart, also on paper without colour."""
_ALL_OF = {
    SheetRole.NAME: _BOLD,
    SheetRole.ABSENT: _ITALIC,
    SheetRole.UNKNOWN: _ITALIC,
    SheetRole.OMITTED: _ITALIC,
    SheetRole.NOTICE: _ITALIC,
    SheetRole.LEGEND: _ITALIC,
}
"""How all of a paragraph is marked."""
_CENTRED = {SheetRole.NOTICE, SheetRole.LEGEND, SheetRole.TOTAL}
_SET_SMALL = {SheetRole.NOTICE, SheetRole.LEGEND}
_INDENT = 170
_KEPT_WITH_NEXT = "<w:keepNext/>"
_FONT = "Times New Roman"
_MM = 1440 / 25.4  # twentieths of a point, in which Word measures
_SHORT, _LONG = 210, 297
"""The sides of a page, in millimetres, as its margins."""
_MARGINS = {"top": 20, "right": 15, "bottom": 20, "left": 30, "header": 10, "footer": 10}
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'


def written(sheet: Sheet) -> bytes:
    """The file, with a number at the head of each page; the same sheet gives the same bytes."""
    beside = {
        "styles": ("styles.xml", _styles(sheet.locale)),
        "header": ("header1.xml", _header()),
        "footer": ("footer1.xml", _footer(sheet.foot)),
    }
    related = tuple((f"{RELATIONS}/{kind}", file) for kind, (file, _) in beside.items())
    parts = [
        OfficePart("word/document.xml", f"{KIND}.document.main+xml", _document(sheet), related),
        *(
            OfficePart(f"word/{file}", f"{KIND}.{kind}+xml", content)
            for kind, (file, content) in beside.items()
        ),
    ]
    return office.written(sheet.name, sheet.author, sheet.locale, parts)


def _styles(locale: str) -> str:
    return (
        f"<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
        f'<w:sz w:val="{2 * _SIZE}"/><w:szCs w:val="{2 * _SIZE}"/><w:lang w:val="{locale}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style></w:styles>"
    )


def _header() -> str:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    return f"<w:hdr {_SPACES}>{_block(number, align='center')}</w:hdr>"


def _footer(text: str) -> str:
    return f"<w:ftr {_SPACES}>{_block(_run(text, size=_SMALL - 2), align='center')}</w:ftr>"


def _document(sheet: Sheet) -> str:
    width, height = map(_twentieths, _size(sheet))
    turned = ' w:orient="landscape"' if sheet.is_wide else ""
    margins = " ".join(f'w:{side}="{_twentieths(size)}"' for side, size in _MARGINS.items())
    section = (
        '<w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="first" r:id="rId3"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:gutter="0"/><w:titlePg/>'
    )
    body = "".join(_body(sheet))
    section = f"<w:sectPr>{section}</w:sectPr>"
    return f"<w:document {_SPACES}><w:body>{body}{section}</w:body></w:document>"


def _size(sheet: Sheet) -> tuple[int, int]:
    return (_LONG, _SHORT) if sheet.is_wide else (_SHORT, _LONG)


def _twentieths(millimetres: float) -> int:
    return round(millimetres * _MM)


def _body(sheet: Sheet) -> Iterator[str]:
    if sheet.head:
        width, _ = _size(sheet)
        between = width - _MARGINS["left"] - _MARGINS["right"]
        yield _letterhead(sheet.head, _twentieths(between))
        yield _block("")
    yield _block(_run(sheet.title.upper(), _BOLD, size=_SIZE + 1), align="center")
    yield _block(_run(sheet.subject, _BOLD), align="center")
    yield from map(_paragraph, sheet.above)
    yield _block("")
    for table in sheet.tables:
        if table.heading:
            heading = _run(table.heading, _BOLD)
            yield _block(heading, align="center", more=_KEPT_WITH_NEXT)
        yield _table(table)
        yield _block("")


def _letterhead(head: SheetHead, width: int) -> str:
    """Who speaks, left, and for whom, where and when, right."""
    left = 2 * width // 5 if head.motto else width // 2  # what a motto belongs to is long
    widths = (left, width - left if head.motto else left)
    sides = ("".join(_speaking(head, left)), "".join(_spoken_for(head)))
    cells = "".join(_cell(text, each) for text, each in zip(sides, widths, strict=True))
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    wide = f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    properties = f"<w:tblPr>{wide}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    return f"<w:tbl>{properties}<w:tr>{cells}</w:tr></w:tbl>"


def _speaking(head: SheetHead, width: int) -> Iterator[str]:
    if head.superior:
        yield _block(_run(head.superior.upper()), align="center")
    yield _block(_run(head.issuer.upper(), _BOLD), align="center")
    if head.ornament is SheetOrnament.STAR:
        yield _block(_run("*"), align="center")
    elif head.ornament is SheetOrnament.RULE:
        yield _rule(width)
    if head.number:
        yield _block(_run(head.number), align="center")


def _spoken_for(head: SheetHead) -> Iterator[str]:
    """The last of the lines that say for whom is underlined."""
    if head.banner:
        marks = _BOLD if head.motto else _BOLD + _UNDERLINED
        yield _block(_run(head.banner.upper(), marks), align="center")
    if head.motto:
        yield _block(_run(head.motto, _BOLD + _UNDERLINED), align="center")
    yield _block(_run(head.dated, _ITALIC), align="center")


def _rule(width: int) -> str:
    """A line as long as a third of what it stands in, in a paragraph as low as it can be."""
    line = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
    low = '<w:spacing w:line="120" w:lineRule="exact"/>'
    side = width // 3
    return f'<w:p><w:pPr>{line}{low}<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'


# Tables

_RULED = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDED = (
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)


def _table(table: SheetTable) -> str:
    """A table with lines around all cells, its head on every page."""
    widths = [column.width for column in table.columns]
    total = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
    ruled = f'{total}<w:tblBorders>{_RULED}</w:tblBorders><w:tblLayout w:type="fixed"/>{_PADDED}'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join((_head_row(table.columns), *(_row(row, table.columns) for row in table.rows)))
    return f"<w:tbl><w:tblPr>{ruled}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _head_row(columns: Sequence[SheetColumn]) -> str:
    cells = "".join(_cell(_head(column), column.width) for column in columns)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head(column: SheetColumn) -> str:
    heading = _block(_run(column.heading, _BOLD), align="center")
    detail = _block(_run(column.detail, _ITALIC, size=_SMALL), align="center")
    return heading + (detail if column.detail else "")


def _row(row: SheetRow, columns: Sequence[SheetColumn]) -> str:
    if row.kind is not SheetRowKind.PLAIN:
        return f"<w:tr>{_wide_cell(row, columns)}</w:tr>"
    pairs = zip(row.cells, columns, strict=True)
    cells = "".join(_cell(_content(cell, column), column.width) for cell, column in pairs)
    whole = "" if row.is_long else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{cells}</w:tr>"


def _wide_cell(row: SheetRow, columns: Sequence[SheetColumn]) -> str:
    """The one cell of a row; one that names the rows below stays with them."""
    is_group = row.kind is SheetRowKind.GROUP
    marks, more = (_BOLD, _KEPT_WITH_NEXT) if is_group else (_ITALIC, "")
    (cell,) = row.cells
    blocks = (_block(_text(one, marks), more=more) for one in cell.paragraphs)
    width = sum(column.width for column in columns)
    return _cell("".join(blocks), width, span=len(columns))


def _content(cell: SheetCell, column: SheetColumn) -> str:
    align = "center" if column.is_centred else ""
    return "".join(_paragraph(one, align) for one in cell.paragraphs)


def _cell(content: str, width: int, span: int = 1) -> str:
    """A cell; there is at least one paragraph in it."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>'
    return f"<w:tc>{properties}{content or _block('')}</w:tc>"


# Paragraphs


def _paragraph(paragraph: SheetParagraph, align: str = "") -> str:
    role = paragraph.role
    size = _SMALL if role in _SET_SMALL else 0
    return _block(
        _text(paragraph, _ALL_OF.get(role, ""), size),
        align="center" if role in _CENTRED else align,
        left=_INDENT if role is SheetRole.INNER else 0,
    )


def _text(paragraph: SheetParagraph, marks: str, size: int = 0) -> str:
    """The number and the stretches of a paragraph; a mark of all of it is not made twice."""
    number = [_run(f"{paragraph.number} ", marks, size)] if paragraph.number else []
    runs = (_run(one.text, _joined(marks, _MARKED[one.mark]), size) for one in paragraph.runs)
    return "".join((*number, *runs))


def _joined(one: str, other: str) -> str:
    marks = (_BOLD, _ITALIC, _STRUCK, _UNDERLINED)
    return "".join(mark for mark in marks if mark in one + other)


def _block(content: str, *, align: str = "", left: int = 0, more: str = "") -> str:
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    indented = f'<w:ind w:left="{left}"/>' if left else ""
    return f"<w:p><w:pPr>{more}{indented}{aligned}</w:pPr>{content}</w:p>"


def _run(text: str, marks: str = "", size: int = 0) -> str:
    """A stretch of text; its size stands before the line under it, which is the schema's order."""
    sized = f'<w:sz w:val="{2 * size}"/>' if size else ""
    other = marks.replace(_UNDERLINED, "")
    line = _UNDERLINED if other != marks else ""
    properties = f"<w:rPr>{other}{sized}{line}</w:rPr>" if marks or size else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{clean(text)}</w:t></w:r>'
