"""Word files to paragraphs and tables, with the numbers that Word shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.files import footnotes, limits
from quyche.imports.files.limits import BeyondLimitError
from quyche.imports.files.paragraphs import (
    Paragraph,
    Table,
    note_sign,
    stretches,
    with_gaps,
)
from quyche.imports.files.repairs import Repairer
from quyche.imports.files.word_numbers import read_numbers
from quyche.imports.files.word_text import TextReader
from quyche.imports.files.word_xml import (
    attribute,
    child,
    descend,
    number,
    open_parts,
    tag,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from quyche.imports.files.paragraphs import Piece
    from quyche.problems import Problem

_NOTE_PARTS = ("footnotes", "endnotes")
_NO_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_LOSSES = {"pictures": "import-pictures", "chunks": "import-chunks", "symbols": "import-symbols"}
_CHANGES = {
    "deleted": "import-deleted",
    "inserted": "import-inserted",
    "hidden": "import-hidden",
    "struck": "import-struck",
    "raised": "import-raised",
    "links": "import-link-targets",
    "inner tables": "import-inner-tables",
    "formulas": "import-formulas",
}


def read(path: Path, *, is_source: bool = True) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    """The paragraphs and tables of a Word file, footnotes last, and what was repaired and left out.

    What is no source of a text keeps struck-out words and the numbers of notes as words.
    Raises UnreadableFileError for a file that is none, or of which a part would be lost.
    """
    with limits.naming(path), limits.deep():
        reader = _Reader(open_parts(path), is_source=is_source)
        found = tuple(reader.read())
        pieces = footnotes.in_pieces(found) if is_source else found
        return pieces, tuple(reader.problems(str(path)))


class _Reader:
    """Goes through the parts of a Word file; counts its paragraphs from 1."""

    def __init__(self, parts: dict[str, _Element], *, is_source: bool) -> None:
        self.parts = parts
        self.repair = Repairer(_typed(parts["document"]))
        self.texts = TextReader(is_source)
        self.numbers = read_numbers(parts.get("numbering"), parts.get("styles"))
        self.line = 0
        self._pending: list[str] = []
        self._room = limits.MOST_CHARACTERS
        self._cells = 0
        self._notes_of = {part: _by_id(parts.get(part)) for part in _NOTE_PARTS}
        self._centred = _centred_styles(parts.get("styles"))
        self._lines: dict[str, list[int]] = {}

    def read(self) -> Iterator[Piece]:
        """All pieces in reading order."""
        body = child(self.parts["document"], "body")
        if body is not None:
            yield from with_gaps(self._pieces(body))
        yield from self._notes()
        if self.texts.loses_text():
            raise BeyondLimitError("open_field")

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
            self._pending.append(text)
            return
        text, self._pending = "".join([*self._pending, text]), []
        style = attribute(child(properties, "pStyle"))
        is_centred = self._is_centred(properties, style)
        shown = self.numbers.next(properties, style)
        for index, stretch in enumerate(stretches(text)):
            whole = self.repair((shown if index == 0 else "") + stretch, line)
            self._take(len(whole))
            yield Paragraph(" ".join(whole.split()), line, is_centred=is_centred)
        for box in boxes:
            yield from self._pieces(box)

    def _take(self, count: int) -> None:
        """Lists before each paragraph and notes at each mark may say more than the file holds."""
        self._room -= count
        if self._room < 0:
            raise BeyondLimitError("characters", most=limits.MOST_CHARACTERS)

    def _is_centred(self, properties: _Element | None, style: str) -> bool:
        own = child(properties, "jc")
        return attribute(own) == "center" if own is not None else style in self._centred

    def _note(self, kind: str) -> None:
        self._lines.setdefault(kind, []).append(self.line)

    # Tables

    def _table(self, element: _Element) -> Iterator[Piece]:
        line = self.line + 1
        kept = [row for row in _inside(element, "tr") if not _is_deleted(row)]
        merged = set[tuple[int, int]]()
        rows = [self._row(row, at, merged) for at, row in enumerate(kept)]
        filled = limits.filled(rows, self._cells)
        self._cells += sum(map(len, filled))
        if any(cell for row in filled for cell in row):
            yield Table(filled, line, frozenset(merged))

    def _row(self, row: _Element, at: int, merged: set[tuple[int, int]]) -> tuple[str, ...]:
        skipped = number(child(child(row, "trPr"), "gridBefore"), 0)
        cells = [""] * skipped
        for cell in _inside(row, "tc"):
            properties = child(cell, "tcPr")
            reach = child(properties, "vMerge")
            if reach is not None and attribute(reach) != "restart":
                merged.add((at, len(cells)))
            cells.append(self._cell(cell))
            cells.extend([""] * (number(child(properties, "gridSpan"), 1) - 1))
            limits.check_cells(self._cells + len(cells))
        return tuple(cells)

    def _cell(self, cell: _Element) -> str:
        lines: list[str] = []
        for piece in self._pieces(cell):
            if isinstance(piece, Paragraph):
                lines.append(piece.text)
            else:
                self._note("inner tables")
                lines.extend(text for row in piece.rows for text in row)
        return "\n".join(line for line in lines if line)

    # Notes

    def _notes(self) -> Iterator[Piece]:
        """Footnotes and endnotes in the order of their marks; a note may itself carry a mark."""
        index, told = 0, set[tuple[str, str]]()
        in_text = len(self.texts.notes)
        while index < len(self.texts.notes):
            part, wanted, label, is_typed = self.texts.notes[index]
            if index >= in_text and (part, wanted) in told:
                raise BeyondLimitError("note_in_itself", found=wanted)
            told.add((part, wanted))
            index += 1
            text = self._note_text(part, wanted)
            self.line += 1
            self._note("notes")
            mark = note_sign(label) if self.texts.is_source else f"[{label}] "
            words = " ".join(text.split())
            words = words.removeprefix(label).lstrip(" .") if is_typed else words
            yield Paragraph(mark + words, self.line, is_note=True)

    def _note_text(self, part: str, wanted: str) -> str:
        note = self._notes_of[part].get(wanted)
        pieces = () if note is None else self._pieces(note)
        return " ".join(piece.text for piece in pieces if isinstance(piece, Paragraph))

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
            for text in [" ".join("".join(map(text_of, descend(root, "t"))).split())]
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


def _by_id(notes: _Element | None) -> dict[str, _Element]:
    """The notes of a part; the first of several that are called the same."""
    found: dict[str, _Element] = {}
    for note in [] if notes is None else notes:
        if attribute(note, "type") not in _NO_NOTES:
            found.setdefault(attribute(note, "id"), note)
    return found


def _centred_styles(styles: _Element | None) -> frozenset[str]:
    if styles is None:
        return frozenset()
    elements = {attribute(style, "styleId"): style for style in descend(styles, "style")}
    known: dict[str, bool] = {}
    for name in elements:
        _settle(elements, name, known)
    return frozenset(name for name in elements if known[name])


def _settle(elements: dict[str, _Element], name: str, known: dict[str, bool]) -> None:
    """Find out whether a style is centred, and all those it is based on; each is looked at once."""
    way: dict[str, None] = {}
    is_centred = False
    while name in elements and name not in way:
        if name in known:
            is_centred = known[name]
            break
        way[name] = None
        own = child(child(elements[name], "pPr"), "jc")
        if own is not None:
            is_centred = attribute(own) == "center"
            break
        name = attribute(child(elements[name], "basedOn"))
    known.update(dict.fromkeys(way, is_centred))


def _typed(document: _Element) -> str:
    """What somebody typed, a line for each paragraph."""
    return "\n".join("".join(map(text_of, descend(one, "t"))) for one in descend(document, "p"))
