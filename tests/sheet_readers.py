"""Reads the words of a sheet back, in reading order, from each format it is written in."""

import io
from collections.abc import Callable, Iterator, Mapping

import docx
import pypdf
from lxml import html as lxml_html
from markdown import markdown as rendered

from quyche.formats import html, markdown, pdf_sheets, word
from quyche.formats.html import HtmlFrame
from quyche.formats.sheets import Sheet, SheetCell, SheetTable

FRAME = HtmlFrame("Trang", "vi", foot="Chân trang")
_INLINE = {"b", "i", "em", "strong", "ins", "del", "span"}
_UNSEEN = "\u200b"
"""What keeps a text from calling somebody on GitHub."""


def words_of(sheet: Sheet) -> list[str]:
    """The words that whoever made the sheet gave it; capitals are a matter of the format."""
    return _words(_blocks(sheet))


def words_in_word(sheet: Sheet) -> list[str]:
    body = docx.Document(io.BytesIO(word.written(sheet))).element.body
    blocks = ["".join(block.xpath(".//w:t/text()")) for block in body.iter(f"{{{_MAIN}}}p")]
    if sheet.head and sheet.head.has_star:
        blocks.remove("*")  # an ornament below who speaks
    return _words(blocks)


def words_in_html(sheet: Sheet) -> list[str]:
    (main,) = lxml_html.document_fromstring(html.sheet_page(sheet, FRAME)).xpath("//main")
    return _words(_texts(main))


def words_in_markdown(sheet: Sheet) -> list[str]:
    page = rendered(markdown.written(sheet), extensions=["tables"])
    return _words(_texts(lxml_html.fragment_fromstring(page, create_parent="main")))


def words_in_pdf(sheet: Sheet) -> list[str]:
    """What its pages say, without what stands above and below each and the heads repeated there."""
    heads = [
        _words([f"{one.heading} {one.detail}" for one in table.columns]) for table in sheet.tables
    ]
    pages = pypdf.PdfReader(io.BytesIO(pdf_sheets.written(sheet))).pages
    found: list[str] = []
    for number, page in enumerate(pages, 1):
        lines = [line for line in page.extract_text().split("\n") if line.strip() != sheet.foot]
        words = _words(lines[1:] if number > 1 else lines)
        places = [_place(head, words) for head in heads if number > 1]
        for head, place in zip(heads, places, strict=False):
            if place is not None and head in [
                found[one : one + len(head)] for one in range(len(found))
            ]:
                del words[place : place + len(head)]
        found += words
    if sheet.head and sheet.head.has_star:
        found.remove("*")
    return found


def _place(head: list[str], words: list[str]) -> int | None:
    places = range(len(words) - len(head) + 1)
    return next((one for one in places if words[one : one + len(head)] == head), None)


WORDS_IN: Mapping[str, Callable[[Sheet], list[str]]] = {
    "word": words_in_word,
    "html": words_in_html,
    "markdown": words_in_markdown,
}
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _words(blocks: Iterator[str] | list[str]) -> list[str]:
    return " ".join(blocks).replace(_UNSEEN, "").casefold().split()


def _texts(element: lxml_html.HtmlElement) -> Iterator[str]:
    """The text of an element; where one ends that is no part of a line, so does a word."""
    parts = [element.text or ""]
    for child in element:
        gap = "" if child.tag in _INLINE else " "
        parts += [gap, *_texts(child), gap, child.tail or ""]
    yield "".join(parts)


def _blocks(sheet: Sheet) -> Iterator[str]:
    if sheet.head:
        yield from (sheet.head.issuer, sheet.head.number)
        yield from (sheet.head.banner, sheet.head.motto, sheet.head.dated)
    yield from (sheet.title, sheet.subject)
    yield from _in_cell(SheetCell(sheet.above))
    for table in sheet.tables:
        yield from _in_table(table)


def _in_table(table: SheetTable) -> Iterator[str]:
    yield table.heading
    for column in table.columns:
        yield from (column.heading, column.detail)
    for row in table.rows:
        for cell in row.cells:
            yield from _in_cell(cell)


def _in_cell(cell: SheetCell) -> Iterator[str]:
    for one in cell.paragraphs:
        yield f"{one.number} {''.join(run.text for run in one.runs)}"
