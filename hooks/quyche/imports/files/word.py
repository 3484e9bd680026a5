"""Word files to paragraphs and tables, with the numbers that Word shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.files.paragraphs import Paragraph, Table, stretches, with_gaps
from quyche.imports.files.repairs import Repairer
from quyche.imports.files.word_numbers import read_numbers
from quyche.imports.files.word_text import TextReader
from quyche.imports.files.word_xml import attribute, child, descend, number, open_parts, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lxml.etree import _Element

    from quyche.imports.files.paragraphs import Piece
    from quyche.problems import Problem

_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_LOSSES = {"pictures": "import-pictures", "chunks": "import-chunks", "symbols": "import-symbols"}
_CHANGES = {
    "deleted": "import-deleted",
    "inserted": "import-inserted",
    "hidden": "import-hidden",
    "formulas": "import-formulas",
}


def read(path: Path) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    """The paragraphs and tables of a Word file, footnotes last, and what was repaired and left out.

    Raises UnreadableFileError for a file that is none.
    """
    reader = _Reader(open_parts(path))
    pieces = tuple(reader.read())
    return pieces, tuple(reader.problems(str(path)))


class _Reader:
    """Goes through the parts of a Word file; counts its paragraphs from 1."""

    def __init__(self, parts: dict[str, _Element]) -> None:
        self.parts = parts
        self.repair = Repairer()
        self.texts = TextReader()
        self.numbers = read_numbers(parts.get("numbering"), parts.get("styles"))
        self.line = 0
        self._pending = ""
        self._centred = _centred_styles(parts.get("styles"))
        self._lines: dict[str, list[int]] = {}

    def read(self) -> Iterator[Piece]:
        """All pieces in reading order."""
        body = child(self.parts["document"], "body")
        if body is not None:
            yield from with_gaps(self._pieces(body))
        yield from self._notes()

    def _pieces(self, element: _Element) -> Iterator[Piece]:
        for part in element:
            match tag(part):
                case "p":
                    yield from self._paragraph(part)
                case "tbl":
                    yield from self._table(part)
                case "del" | "moveFrom" | "sectPr" | "sdtPr" | "sdtEndPr":
                    continue
                case "altChunk":
                    self._note("chunks")
                case _:
                    yield from self._pieces(part)

    def _paragraph(self, element: _Element) -> Iterator[Piece]:
        self.line += 1
        line, properties = self.line, child(element, "pPr")
        before = self.texts.seen.copy()
        text = self.texts.text(element)
        boxes = self.texts.boxes
        for kind in self.texts.seen - before:
            self._note(kind)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None:
            self._pending += text
            return
        text, self._pending = self._pending + text, ""
        style = attribute(child(properties, "pStyle"))
        is_centred = self._is_centred(properties, style)
        shown = self.numbers.next(properties, style)
        for index, stretch in enumerate(stretches(text)):
            whole = self.repair((shown if index == 0 else "") + stretch, line)
            yield Paragraph(" ".join(whole.split()), line, is_centred=is_centred)
        for box in boxes:
            yield from self._pieces(box)

    def _is_centred(self, properties: _Element | None, style: str) -> bool:
        own = child(properties, "jc")
        return attribute(own) == "center" if own is not None else style in self._centred

    def _note(self, kind: str) -> None:
        self._lines.setdefault(kind, []).append(self.line)

    # Tables

    def _table(self, element: _Element) -> Iterator[Piece]:
        line = self.line + 1
        rows = [self._row(row) for row in _inside(element, "tr") if not _is_deleted(row)]
        width = max((len(row) for row in rows), default=0)
        filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
        if any(cell for row in filled for cell in row):
            yield Table(filled, line)

    def _row(self, row: _Element) -> tuple[str, ...]:
        skipped = number(child(child(row, "trPr"), "gridBefore"), 0) or 0
        cells = [""] * skipped
        for cell in _inside(row, "tc"):
            cells.append(self._cell(cell))
            span = number(child(child(cell, "tcPr"), "gridSpan"), 1) or 1
            cells.extend([""] * (span - 1))
        return tuple(cells)

    def _cell(self, cell: _Element) -> str:
        lines: list[str] = []
        for piece in self._pieces(cell):
            if isinstance(piece, Paragraph):
                lines.append(piece.text)
            else:
                lines.extend(text for row in piece.rows for text in row)
        return "\n".join(line for line in lines if line)

    # Notes

    def _notes(self) -> Iterator[Piece]:
        """Footnotes and endnotes in the order of their marks; a note may itself carry a mark."""
        index = 0
        while index < len(self.texts.notes):
            part, wanted = self.texts.notes[index]
            index += 1
            text = self._note_text(part, wanted)
            self.line += 1
            self._note("notes")
            yield Paragraph(" ".join(f"[{index}] {text}".split()), self.line, is_note=True)

    def _note_text(self, part: str, wanted: str) -> str:
        root = self.parts.get(part)
        for note in [] if root is None else root:
            if attribute(note, "id") == wanted and attribute(note, "type") not in _NO_NOTES:
                return " ".join(
                    piece.text for piece in self._pieces(note) if isinstance(piece, Paragraph)
                )
        return ""

    # What somebody should know

    def problems(self, path: str) -> Iterator[Problem]:
        """What was repaired, left out, or cannot be said."""
        yield from self.repair.problems(path)
        for kind, rule in _CHANGES.items():
            yield from findings.done(path, rule, self._lines.get(kind, []))
        for kind, rule in _LOSSES.items():
            for line in self._lines.get(kind, [])[:1]:
                count = len(self._lines[kind])
                yield findings.lost(path, line, rule, count=count)
        yield from findings.done(path, "import-notes", self._lines.get("notes", []))
        yield from self._furniture(path)

    def _furniture(self, path: str) -> Iterator[Problem]:
        """Headers, footers and comments are no text of the document."""
        headers = [
            text
            for name, root in sorted(self.parts.items())
            if name.startswith(("header", "footer"))
            for text in [" ".join("".join(part.text or "" for part in descend(root, "t")).split())]
            if text and not text.isdigit()
        ]
        if headers:
            found = "; ".join(dict.fromkeys(headers))[:120]
            yield findings.unsure(path, 1, "import-page-headers", count=len(headers), found=found)
        comments = self.parts.get("comments")
        count = 0 if comments is None else sum(1 for _ in descend(comments, "comment"))
        if count:
            yield findings.unsure(path, 1, "import-comments", count=count)


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, not those of a table inside."""
    for part in element:
        if tag(part) == name:
            yield part
        elif tag(part) in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _inside(part, name)


def _is_deleted(row: _Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _centred_styles(styles: _Element | None) -> frozenset[str]:
    if styles is None:
        return frozenset()
    elements = {attribute(style, "styleId"): style for style in descend(styles, "style")}
    return frozenset(name for name in elements if _style_is_centred(elements, name))


def _style_is_centred(elements: dict[str, _Element], name: str) -> bool:
    seen: Sequence[str] = []
    while name in elements and name not in seen:
        seen = [*seen, name]
        own = child(child(elements[name], "pPr"), "jc")
        if own is not None:
            return attribute(own) == "center"
        name = attribute(child(elements[name], "basedOn"))
    return False
