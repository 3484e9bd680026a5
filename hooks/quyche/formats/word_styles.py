"""The styles of a paper in Word: what each kind of paragraph looks like, said once for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats.office import RELATIONS
from quyche.formats.signed_papers import PaperRole
from quyche.formats.word import KIND, MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.formats.signed_papers import PaperLayout, PaperParagraph

__all__ = ["KIND", "SPACES", "style_of", "twentieths", "written"]

SPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
_FONT = "Times New Roman"
_MM = 1440 / 25.4  # twentieths of a point, in which Word measures
_DEEPEST = 6
_STYLES = {
    PaperRole.BASIS: "Basis",
    PaperRole.TEXT: "BodyText",
    PaperRole.ITEM: "ListItem",
    PaperRole.QUOTE: "Quote",
    PaperRole.BREAK: "Gap",
}
_CENTRED = '<w:spacing w:before="240" w:after="120"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>'


def twentieths(millimetres: float) -> int:
    """A length as Word measures it."""
    return round(millimetres * _MM)


def style_of(paragraph: PaperParagraph) -> str:
    """The style of a paragraph; headings that look alike but stand deeper have one each."""
    if paragraph.role in _STYLES:
        return _STYLES[paragraph.role]
    prefix = "Heading" if paragraph.role is PaperRole.DIVISION else "HeadingText"
    return f"{prefix}{paragraph.level}"


def written(layout: PaperLayout, locale: str) -> str:
    """The part of a file that holds them."""
    size = round(2 * layout.body)
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{locale}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    return f"<w:styles {SPACES}>{defaults}{''.join(_styles(layout))}</w:styles>"


def _styles(layout: PaperLayout) -> Iterator[str]:
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
    )
    body = _body(layout)
    italic = "<w:i/>" if layout.is_basis_italic else ""
    yield _style("BodyText", "Body Text", body)
    yield _style("ListItem", "List Item", "", based="BodyText")
    yield _style("Basis", "Basis", "", italic, based="BodyText")
    yield _style("Quote", "Quote", "", based="BodyText")
    for level in range(1, _DEEPEST + 1):
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        kept = "<w:keepNext/><w:keepLines/>"
        yield _style(f"Heading{level}", f"heading {level}", kept + _CENTRED + outline, "<w:b/>")
        name, shown = f"HeadingText{level}", f"Heading Text {level}"
        above = body.replace('w:before="0"', 'w:before="80"')
        yield _style(name, shown, kept + above + outline, "<w:b/>", based=f"Heading{level}")
    yield _style("Cell", "Cell", "")
    yield _style("Gap", "Gap", '<w:spacing w:line="240" w:lineRule="exact"/>')
    yield _style("Ornament", "Ornament", '<w:spacing w:after="160"/><w:jc w:val="center"/>')
    number = f'<w:sz w:val="{round(2 * layout.page_number)}"/>'
    yield _style("PageHead", "header", '<w:jc w:val="center"/>', number)
    yield _style("PageFoot", "footer", '<w:jc w:val="center"/>', '<w:i/><w:sz w:val="18"/>')


def _body(layout: PaperLayout) -> str:
    after, line = round(20 * layout.between), round(20 * layout.line)
    return (
        f'<w:spacing w:before="0" w:after="{after}" w:line="{line}" '
        f'w:lineRule="exact"/><w:ind w:firstLine="{twentieths(layout.indent)}"/>'
        '<w:jc w:val="both"/>'
    )


def _style(name: str, shown: str, paragraph: str, letters: str = "", based: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )
