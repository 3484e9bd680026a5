"""Lists for spreadsheets, none of whose cells is ever a formula.

A list with separators has no kinds of cells: whatever opens it guesses, and in some countries parts
it elsewhere. So a sign is set before all that could be taken for a formula there. The same list as
a workbook says of each cell that it is a text, and keeps that text to the letter.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import TYPE_CHECKING

from quyche.formats import office
from quyche.formats.office import RELATIONS, OfficePart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIGNS = frozenset("=+-@|%\u2212")
"""What begins a formula, a command or a number, once widths and forms of letters are set aside."""
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
_UNSEEN_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_QUOTES = frozenset("'\"`´‘’‚‛“”„‟«»‹›")
_MARK = "'"
_PARTS_RE = re.compile(r"([;,])")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ESCAPED_RE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TEXT, _HEAD = 1, 2  # styles of cells, below


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows with commas, and a mark that they are UTF-8; each cell on one line, and inert."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(map(inert, row) for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8", "replace")


def is_kept_by_csv(rows: Iterable[Sequence[str]]) -> bool:
    """Whether a list with commas says every cell to the letter."""
    return all(inert(cell) == cell for row in rows for cell in row)


def inert(text: str) -> str:
    """The text on one line, with an apostrophe before whatever could be taken for a formula.

    That is also what follows a comma or a semicolon: where that parts cells, it begins one.
    """
    parts = _PARTS_RE.split(" ".join(text.split()))
    return "".join(f"{_MARK}{part}" if _is_suspect(part) else part for part in parts)


def _is_suspect(text: str) -> bool:
    """Whether the first thing seen of a text, quotation marks aside, begins a formula."""
    for letter in unicodedata.normalize("NFKC", text):
        is_unseen = unicodedata.category(letter) in _UNSEEN or letter in _UNSEEN_LETTERS
        if not is_unseen and letter not in _QUOTES:
            return letter in _SIGNS
    return False


def as_workbook(name: str, author: str, locale: str, rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as a workbook of one sheet: every cell a text, the first row its head.

    The same rows give the same bytes.
    """
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet, styles = "worksheets/sheet1.xml", "styles.xml"
    related = ((f"{RELATIONS}/worksheet", sheet), (f"{RELATIONS}/styles", styles))
    parts = (
        OfficePart("xl/workbook.xml", f"{_KIND}.sheet.main+xml", book, related),
        OfficePart(f"xl/{sheet}", f"{_KIND}.worksheet+xml", _sheet(rows)),
        OfficePart(f"xl/{styles}", f"{_KIND}.styles+xml", _STYLES),
    )
    return office.written(name, author, locale, parts)


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, rows), default=1)
    lines = "".join(
        f'<row r="{at}">{"".join(_cell(text, _HEAD if at == 1 else _TEXT) for text in row)}</row>'
        for at, row in enumerate(rows, 1)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><cols><col min="1" max="{width}" width="28" customWidth="1"/>'
        f"</cols><sheetData>{lines}</sheetData></worksheet>"
    )


def _cell(text: str, style: int) -> str:
    """A text; `_x0041_` would be read as a letter that XML cannot hold, were it not escaped."""
    shown = office.clean(_ESCAPED_RE.sub("_x005F_", text))
    content = f'<is><t xml:space="preserve">{shown}</t></is>'
    return f'<c t="inlineStr" s="{style}">{content}</c>'


# Number format 49 is "text", and `quotePrefix` says so of the cell: it stays one when it is edited.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0" quotePrefix="1" '
        'applyNumberFormat="1" applyFont="1" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        for font in (0, 1)
    )
    + "</cellXfs></styleSheet>"
)
