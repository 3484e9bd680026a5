"""Reads the words of a paper back, in reading order, from each format that it is written in."""

import io
import re
from collections.abc import Iterator

import docx
import pypdf
from docx.document import Document as WordFile
from docx.table import Table
from docx.text.paragraph import Paragraph

from quyche.formats import pdf, word_papers
from quyche.formats.signed_papers import SignedPaper
from quyche.texts.provisions import Block, Document, Provision

_WORD_RE = re.compile(r"\w+|[^\w\s]")


def words(text: str) -> list[str]:
    """Words and signs one by one, so that it is all the same where a line ends; small letters."""
    return _WORD_RE.findall(text.casefold())


def words_of_text(document: Document) -> list[str]:
    """The words of a document after its title, as a reader of its file sees them."""
    return words(" ".join(_texts(document.content)))


def _texts(content: tuple[Block | Provision, ...]) -> Iterator[str]:
    for part in content:
        if isinstance(part, Provision):
            yield from (part.mark, part.heading)
            yield from _texts(part.content)
        elif part.kind.value != "title":
            yield part.text


def open_pdf(paper: SignedPaper) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.written(paper)))


def text_in_pdf(paper: SignedPaper) -> str:
    """What its pages say, without what stands above and below each."""
    kept = []
    for number, page in enumerate(open_pdf(paper).pages, 1):
        lines = [line for line in page.extract_text().split("\n") if line.strip() != paper.foot]
        kept += lines[1:] if number > 1 else lines  # the first is the number of the page
    return "\n".join(kept)


def open_word(paper: SignedPaper) -> WordFile:
    return docx.Document(io.BytesIO(word_papers.written(paper)))


def text_in_word(paper: SignedPaper) -> str:
    return "\n".join(_word_texts(open_word(paper)))


def _word_texts(file: WordFile) -> Iterator[str]:
    for block in file.iter_inner_content():
        yield from _block_texts(block)


def _block_texts(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        for cell in row.cells:
            yield "\n".join(paragraph.text for paragraph in cell.paragraphs)


def fonts_in(file: pypdf.PdfReader) -> set[str]:
    """The families of letters on its pages."""
    found: set[str] = set()
    for page in file.pages:
        fonts = page["/Resources"].get_object()["/Font"]  # type: ignore[index]
        found |= {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    return {name.partition("+")[2].partition("-")[0] for name in found}
