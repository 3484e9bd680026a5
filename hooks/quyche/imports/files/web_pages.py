"""HTML pages to paragraphs and tables, with the numbers that a browser shows."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree, html

from quyche.imports import findings
from quyche.imports.files import footnotes, kinds, limits, page_frames, plain_text
from quyche.imports.files.limits import BeyondLimitError
from quyche.imports.files.paragraphs import (
    Paragraph,
    SpanningCell,
    Table,
    placed,
    stretches,
    with_gaps,
)
from quyche.imports.files.repairs import Repairer
from quyche.imports.files.word_numbers import formatted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml.html import HtmlElement

    from quyche.imports.files.page_frames import LeftOut
    from quyche.imports.files.paragraphs import Piece
    from quyche.problems import Problem

_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary
    table ul
    """.split()  # noqa: SIM905 - names without quotation marks are easier to read
)
_SKIPPED = frozenset(
    """
    script style noscript template nav head svg button select input textarea iframe
    """.split()  # noqa: SIM905 - the same
)
_CHARSET_RE = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?(?P<name>[\w-]+)", re.IGNORECASE)
_NO_ENCODINGS = frozenset(
    {
        *("idna", "punycode", "undefined", "utf-7", "utf_7", "utf7", "unicode_escape"),
        *("unicode-escape", "raw_unicode_escape", "raw-unicode-escape"),
    }
)
"""What Python can decode and no browser would."""
_HIDDEN_RE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_CENTRED_RE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_RAISED = frozenset({"sup", "sub"})
_TARGET_RE = re.compile(r"https?:|mailto:|[\w./]", re.IGNORECASE)
_STRUCK = frozenset({"del", "s", "strike"})
_STRUCK_RE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_CELLS = frozenset({"td", "th"})
_ROW_GROUPS = frozenset({"tr", "thead", "tbody", "tfoot"})
_NO_TABLE_PARTS = frozenset({"caption", "table", "col", "colgroup"}) | _SKIPPED
_SHOWN, _FEW = 40, 6
"""Letters of what was left out that are told, and of how many parts."""
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}


def read(path: Path) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    """The paragraphs and tables of a page, and what was repaired and left out.

    Raises UnreadableFileError for bytes that are no text in the encoding they name, and for a page
    of which a part would be lost.
    """
    with limits.naming(path), limits.deep():
        roots = _roots(_decoded(kinds.opened(path, kinds.PAGES)))
        left_out = [each for root in roots for each in _stripped(root)]
        reader = _Reader("\n".join(map(_typed, roots)))
        pieces = tuple(with_gaps(piece for root in roots for piece in reader.whole(root)))
        problems = (*_frame(left_out, str(path)), *reader.problems(str(path)))
        return footnotes.in_pieces(pieces), problems


def _stripped(root: HtmlElement) -> tuple[LeftOut, ...]:
    return page_frames.strip(root) if isinstance(root.tag, str) else ()


def _typed(root: HtmlElement) -> str:
    return "\n".join(root.itertext()) if isinstance(root.tag, str) else ""


def _frame(left_out: Sequence[LeftOut], path: str) -> Iterator[Problem]:
    """What stood around the text, in one line: how many parts, and how the first ones begin."""
    if left_out:
        shown = "; ".join(f"“{each.text[:_SHOWN].strip()}”" for each in left_out[:_FEW])
        lines = [each.line for each in left_out]
        yield from findings.done(path, "import-page-frame", lines, words=shown)


def _roots(text: str) -> list[HtmlElement]:
    """The root of a page, and what stands behind its end, which a browser shows all the same."""
    if not text.strip():
        return []
    parser = html.HTMLParser(huge_tree=True)
    try:
        root = html.document_fromstring(text, parser)
    except etree.ParserError:
        return []  # nothing but comments
    except etree.XMLSyntaxError as fault:
        raise BeyondLimitError("page_cut", line=fault.lineno) from fault
    if fatal := parser.error_log.filter_from_fatals():
        is_deep = "depth" in fatal[0].message
        raise _too_deep() if is_deep else BeyondLimitError("page_cut", line=fatal[0].line)
    roots = [root, *root.itersiblings()]
    if any(map(_is_too_deep, roots)):
        raise _too_deep()
    return roots


def _too_deep() -> BeyondLimitError:
    return BeyondLimitError("depth", most=limits.MOST_PAGE_DEPTH)


def _is_too_deep(root: HtmlElement) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limits.MOST_PAGE_DEPTH:
            return True
    return False


def _decoded(source: bytes) -> str:
    """The text of a page; an unnamed encoding is UTF-8, never a guess."""
    named = _encoding(source)
    try:
        text = source.decode(named)
    except (ValueError, LookupError) as fault:
        byte = fault.start + 1 if isinstance(fault, UnicodeDecodeError) else 1
        raise BeyondLimitError("encoding", found=named, byte=byte) from fault
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)  # lxml refuses a declaration in decoded text


def _encoding(source: bytes) -> str:
    if source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    match = _CHARSET_RE.search(source[:4096])
    named = match["name"].decode().lower() if match else "utf-8"
    if named in _NO_ENCODINGS:
        raise BeyondLimitError("encoding", found=named, byte=1)
    return "utf-8-sig" if named in {"utf-8", "utf8"} else named


class _Reader:
    """Goes through the elements of a page; lines are those of its source."""

    def __init__(self, text: str) -> None:
        self.repair = Repairer(text)
        self._found: dict[str, list[int]] = {}
        self._cells = 0

    def problems(self, path: str) -> Iterator[Problem]:
        """What was repaired and left out."""
        yield from self.repair.problems(path)
        for rule in sorted(self._found):
            lines = self._found[rule]
            if rule == "import-pictures":
                yield findings.lost(path, lines[0], rule, count=len(lines))
            else:
                yield from findings.done(path, rule, lines)

    def whole(self, root: HtmlElement) -> Iterator[Piece]:
        """The pieces of a page, or of what stands behind its end."""
        return self.pieces(root, is_centred=False) if isinstance(root.tag, str) else iter(())

    def pieces(self, element: HtmlElement, *, is_centred: bool) -> Iterator[Piece]:
        """The pieces inside an element: runs of inline text are paragraphs of their own."""
        is_centred = is_centred or _is_centred(element)
        held: list[str] = [element.text or ""]
        line = _line(element)
        for part in element:
            if _is_block(part):
                yield from self._paragraphs("".join(held), line, is_centred=is_centred)
                held, line = [], _line(part)
                yield from self._block(part, is_centred=is_centred)
            else:
                line = line if "".join(held).strip() else _line(part)
                held.append(self._inline(part))
            held.append(part.tail or "")
        yield from self._paragraphs("".join(held), line, is_centred=is_centred)

    def _block(self, element: HtmlElement, *, is_centred: bool) -> Iterator[Piece]:
        if self._is_left_out(element):
            return
        match element.tag:
            case "table":
                yield from self._table(element)
            case "ol" | "ul" | "menu":
                yield from self._list(element)
            case "pre":
                yield from self._preformatted(element)
            case "hr":
                yield Paragraph("", _line(element))
            case _:
                yield from self.pieces(element, is_centred=is_centred)

    def _is_left_out(self, element: HtmlElement) -> bool:
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            return True
        if element.tag in _STRUCK or _STRUCK_RE.search(element.get("style", "")):
            self._note("import-deleted" if element.tag == "del" else "import-struck", element)
            return True
        if _HIDDEN_RE.search(element.get("style", "")) or element.get("hidden") is not None:
            if element.text_content().strip():
                self._note("import-hidden", element)
            return True
        return False

    def _inline(self, element: HtmlElement) -> str:
        """The text of an element inside a paragraph; a line break in it is kept."""
        if element.tag == "br":
            return "\v"
        if element.tag == "img":
            self._note("import-pictures", element)
            return ""
        if self._is_left_out(element):
            return ""
        if element.tag == "a" and _TARGET_RE.match(element.get("href", "")):
            self._note("import-link-targets", element)
        if element.tag in _RAISED and (element.text or "").strip():
            self._note("import-raised", element)
        inside = (self._inline(part) + (part.tail or "") for part in element)
        return (element.text or "") + "".join(inside)

    def _paragraphs(self, text: str, line: int, *, is_centred: bool) -> Iterator[Paragraph]:
        """The paragraphs of a run of text; source line breaks are blanks, an empty run is none."""
        if not text.strip(" \t\r\n\f"):
            return
        flowed = re.sub(r"[ \t\r\n\f]+", " ", text).replace("\v", "\n")
        for stretch in stretches(flowed):
            repaired = " ".join(self.repair(stretch, line).split())
            yield Paragraph(repaired, line, is_centred=is_centred)

    def _preformatted(self, element: HtmlElement) -> Iterator[Piece]:
        line = _line(element)
        pieces, _ = plain_text.read(element.text_content(), "")
        for piece in pieces:
            yield replace(piece, line=line + piece.line - 1)

    def _list(self, element: HtmlElement) -> Iterator[Piece]:
        value = limits.counted(element.get("start", "1"), 1)
        style = _FORMATS.get(element.get("type", "1"), "decimal")
        for item in element:
            if item.tag != "li":
                yield from self._block(item, is_centred=False) if _is_block(item) else ()
                continue
            value = limits.counted(item.get("value", ""), value)
            mark = f"{formatted(value, style)}." if element.tag == "ol" else "-"
            if element.tag == "ol":
                self._note("import-list-numbers", item)
            yield from _marked(mark, list(self.pieces(item, is_centred=False)), _line(item))
            value += 1

    def _table(self, element: HtmlElement) -> Iterator[Piece]:
        """What stands in a table outside of its cells, as a browser has it, and the table."""
        strays: list[Piece] = []
        rows = self._rows(element, strays)
        texts, merged = placed(rows)
        filled = limits.filled(texts, self._cells)
        self._cells += sum(map(len, filled))
        yield from strays
        if any(cell for row in filled for cell in row):
            yield Table(filled, _line(element), merged)

    def _rows(self, element: HtmlElement, strays: list[Piece]) -> list[tuple[SpanningCell, ...]]:
        """The rows of a table or of a part of one; cells without a row are a row together."""
        rows: list[tuple[SpanningCell, ...]] = []
        loose: list[SpanningCell] = []
        for part in self._parts(element, strays):
            if part.tag in _CELLS:
                self._add_cell(loose, part)
                continue
            rows.extend([tuple(loose)] if loose else [])
            loose = []
            if part.tag == "tr":
                cells: list[SpanningCell] = []
                for cell in self._parts(part, strays):
                    self._add_cell(cells, cell)
                rows.append(tuple(cells))
            else:
                rows.extend(self._rows(part, strays))
        return [*rows, tuple(loose)] if loose else rows

    def _parts(self, element: HtmlElement, strays: list[Piece]) -> Iterator[HtmlElement]:
        """The rows and cells in an element, and what holds such; the rest of it goes astray."""
        is_row = element.tag == "tr"
        strays.extend(self._paragraphs(element.text or "", _line(element), is_centred=False))
        for part in element:
            if part.tag in _CELLS or (not is_row and _holds_rows(part)):
                yield part
            elif _is_block(part) or part.tag == "caption":
                strays.extend(self._block(part, is_centred=False))
            else:
                text = self._inline(part)
                strays.extend(self._paragraphs(text, _line(part), is_centred=False))
            strays.extend(self._paragraphs(part.tail or "", _line(part), is_centred=False))

    def _add_cell(self, cells: list[SpanningCell], cell: HtmlElement) -> None:
        columns = limits.counted(cell.get("colspan", "1"), 1)
        rows = limits.counted(cell.get("rowspan", "1"), 1)
        cells.append(SpanningCell(self._cell(cell), max(columns, 1), max(rows, 1)))
        limits.check_cells(self._cells + sum(each.columns for each in cells))

    def _cell(self, cell: HtmlElement) -> str:
        lines: list[str] = []
        for piece in self.pieces(cell, is_centred=False):
            if isinstance(piece, Paragraph):
                lines.append(piece.text)
            else:
                self._note("import-inner-tables", cell)
                lines.extend(text for row in piece.rows for text in row)
        return "\n".join(filter(None, lines))

    def _note(self, rule: str, element: HtmlElement) -> None:
        self._found.setdefault(rule, []).append(_line(element))


def _marked(mark: str, pieces: list[Piece], line: int) -> Iterator[Piece]:
    """The pieces of a list item, its mark before the first text."""
    first = next((piece for piece in pieces if isinstance(piece, Paragraph) and piece.text), None)
    if first is None:
        yield Paragraph(mark, line)
    for piece in pieces:
        is_first = piece is first and isinstance(piece, Paragraph)
        yield Paragraph(f"{mark} {first.text}", first.line) if first and is_first else piece


def _is_block(element: HtmlElement) -> bool:
    """Whether an element stands on lines of its own, or holds one that does."""
    if not isinstance(element.tag, str):
        return False
    return element.tag in _BLOCKS or any(part.tag in _BLOCKS for part in element.iterdescendants())


def _is_centred(element: HtmlElement) -> bool:
    centred = element.tag == "center" or element.get("align", "").lower() == "center"
    return centred or bool(_CENTRED_RE.search(element.get("style", "")))


def _holds_rows(element: HtmlElement) -> bool:
    """Whether an element is a row, or is between a table and its rows or cells."""
    if not isinstance(element.tag, str) or element.tag in _NO_TABLE_PARTS:
        return False
    inside = (each.tag for each in element.iter("tr", "td", "th", "table"))
    return element.tag in _ROW_GROUPS or next(inside, "table") != "table"


def _line(element: HtmlElement) -> int:
    return element.sourceline or 1
