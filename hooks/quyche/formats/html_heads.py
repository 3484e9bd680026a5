"""The head of a paper in HTML: who speaks, and for whom, where and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche.formats.sheets import SheetOrnament

if TYPE_CHECKING:
    from quyche.formats.sheets import SheetHead

_HEAD = Markup('<div class="{}"><div>{}</div><div>{}</div></div>')
_SUPERIOR = Markup("<p>{}</p>")
_FIRST = Markup("<p><b>{}</b></p>")
_NUMBER = Markup("<p>{}</p>")
_MOTTO = Markup('<p><strong class="motto">{}</strong></p>')
_DATED = Markup("<p><i>{}</i></p>")
_STYLE = (
    ".head div+div{flex-basis:25rem}.head b{text-wrap:balance}"
    ".motto{display:inline-block;border-bottom:1px solid}"
    '.rule div:first-child b::after{content:"";display:block;width:30%;'
    "margin:.125rem auto;border-bottom:1px solid}\n"
)


def head_of_page(head: SheetHead) -> Markup:
    """Who speaks, with the number of what is said, beside for whom, where and when."""
    is_ruled = head.ornament is SheetOrnament.RULE
    speaking = _lines((_SUPERIOR, head.superior), (_FIRST, head.issuer), (_NUMBER, head.number))
    spoken_for = _lines((_FIRST, head.banner), (_MOTTO, head.motto), (_DATED, head.dated))
    return _HEAD.format("head rule" if is_ruled else "head", speaking, spoken_for)


def style_of_head(head: SheetHead | None) -> str:
    """What a page needs for a head that has more parts than the style of all pages knows."""
    if head and (head.motto or head.ornament is SheetOrnament.RULE):
        return _STYLE
    return ""


def _lines(*lines: tuple[Markup, str]) -> Markup:
    """Those of the lines that say something."""
    return Markup("").join(line.format(text) for line, text in lines if text)
