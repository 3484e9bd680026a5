"""Redlines as Word files with tracked changes: what is refused leaves no trace, nor what is taken.

Both papers are written as they always are and then laid over each other, so that whatever stands
in a paper is tracked, and nothing is there that is in neither of them.
"""

from __future__ import annotations

import datetime
import sys
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from quyche.formats import word_notes, word_papers, xml_trees
from quyche.formats.office import OfficePart, clean
from quyche.formats.redlined_papers import StyledText, tracked
from quyche.formats.sheets import SheetMark
from quyche.formats.signed_papers import PaperEnd, PaperParagraph
from quyche.formats.word_blocks import TrackedBlock, closed, ends_of, in_cell, laid, named, rows_of
from quyche.formats.word_styles import KIND, SPACES
from quyche.formats.xml_trees import XmlElement, inner_name, outer_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.formats.redlined_papers import Differ, RedlinedPaper, TrackedText
    from quyche.formats.signed_papers import SignedPaper

_ELEMENTS = {SheetMark.INSERTED: "ins", SheetMark.DELETED: "del"}
_UNDATED = datetime.date(2000, 1, 1)  # a change wants a day
_FIRST_SIGN = 0xF0000
"""Where the letters begin that stand for elements in a line while it is compared."""


def written(redlined: RedlinedPaper) -> bytes:
    """The file; the same redline gives the same bytes."""
    old, new = _laid_out_alike(redlined)
    written_plainly = (piece for paper in (old, new) for piece in word_papers.pieces(paper))
    letters = frozenset().union(*written_plainly)
    changes = _Changes(redlined.author, redlined.day or _UNDATED, redlined.differ, letters)
    body = changes.blocks(list(closed(_laid_body(redlined, old, new))))
    around = [
        changes.blocks(laid(_read(write(old)), _read(write(new))))
        for write in (word_papers.circulation_of, word_papers.foot_of)
    ]
    paper = replace(new, kind="", title=redlined.name, text_id="")  # it is no text to take back
    beside = [changes.comments()] if changes.notes else []
    if notes := (*old.notes, *new.notes):
        beside.append(word_notes.part(notes))
    return word_papers.packed(paper, body, around[0], around[1], beside)


def _laid_out_alike(redlined: RedlinedPaper) -> tuple[SignedPaper, SignedPaper]:
    """Both by the rules of the new one.

    Annexes have pages of their own counting only where both papers have the same ones: what ends
    a section cannot be tracked.
    """
    pairs = [(part.old, part.new) for part in redlined.parts]
    is_same = all(_begins_page(old) == _begins_page(new) for old, new in pairs)
    layout = redlined.new.layout
    layout = replace(layout, counts_annexes=layout.counts_annexes and is_same)
    numbers: dict[tuple[str, str], int] = {}
    old, new = (paper.numbered(numbers) for paper in (redlined.old, redlined.new))
    return replace(old, layout=layout), replace(new, layout=layout)


def _begins_page(part: object) -> bool:
    return isinstance(part, PaperParagraph) and part.begins_page


def _laid_body(
    redlined: RedlinedPaper, old: SignedPaper, new: SignedPaper
) -> Iterator[TrackedBlock]:
    olds, news = (list(map(_read, word_papers.pieces(paper))) for paper in (old, new))
    yield from laid(olds[0], news[0], is_frame=True)
    yield from laid(olds[1], news[1])
    ones, others = iter(olds[2:-1]), iter(news[2:-1])
    for part in redlined.parts:
        one, other = (next(ones) if part.old else []), (next(others) if part.new else [])
        first, *rest = laid(one, other, is_frame=isinstance(part.new or part.old, PaperEnd))
        yield replace(first, note=part.note)
        yield from rest
    yield from laid(olds[-1], news[-1])


def _read(piece: str) -> list[XmlElement]:
    return list(xml_trees.read(f"<w:body {SPACES}>{piece}</w:body>"))


@dataclass
class _Changes:
    """Writes what is tracked; each change has a number of its own in the file."""

    author: str
    day: datetime.date
    differ: Differ
    letters: frozenset[str]
    """All that the papers have; none of them stands for an element."""
    notes: list[str] = field(default_factory=list)
    _count: int = 0
    _is_late: bool = False
    _signs: dict[str, str] = field(default_factory=dict)

    def _recorded(self) -> str:
        """Which change it is, whose and of when."""
        self._count += 1
        return (
            f'w:id="{self._count}" w:author="{clean(self.author)}" '
            f'w:date="{self.day.isoformat()}T12:{"3" if self._is_late else "0"}0:00Z"'
        )

    def _mark(self, change: SheetMark) -> str:
        """Says of a row or of the end of a paragraph what is done to it."""
        if change is SheetMark.KEPT:
            return ""
        return f"<w:{_ELEMENTS[change]} {self._recorded()}/>"

    # Paragraphs and tables

    def blocks(self, blocks: Sequence[TrackedBlock], *, is_cell: bool = False) -> str:
        """All blocks of a body or a cell."""
        ends, written = ends_of(blocks, is_cell=is_cell), []
        for block, (end, properties) in zip(blocks, ends, strict=True):
            if block.is_table:
                written.append(self._table(block))
            else:
                written.append(self._paragraph(block, end, properties))
        return "".join(written)

    def _paragraph(self, block: TrackedBlock, end: SheetMark, properties: str) -> str:
        if end is not SheetMark.KEPT:
            place = properties.find("<w:sectPr")
            place = place if place >= 0 else properties.rindex("</w:pPr>")
            mark = f"<w:rPr>{self._mark(end)}</w:rPr>"
            properties = properties[:place] + mark + properties[place:]
        pieces = tracked(self._line(block.old), self._line(block.new), self.differ)
        runs = "".join(map(self._run, pieces))
        if block.note:
            runs = self._noted(runs, block.note, block.change)
        if end is SheetMark.KEPT:
            # LibreOffice joins changes of one time across the end that is between them.
            self._is_late = not self._is_late
        return f"<w:p>{properties}{runs}</w:p>"

    def _table(self, block: TrackedBlock) -> str:
        above = block.properties("tblPr") + block.properties("tblGrid")
        rows = "".join(map(self._row, rows_of(block)))
        return f"<w:tbl>{above}{rows}</w:tbl>"

    def _row(self, row: TrackedBlock) -> str:
        inner = "".join(outer_xml(child) for one in named(row.known, "trPr") for child in one)
        inner += self._mark(row.change)
        properties = f"<w:trPr>{inner}</w:trPr>" if inner else ""
        cells = (TrackedBlock(*pair) for pair in zip_longest(*row.inner("tc")))
        return f"<w:tr>{properties}{''.join(map(self._cell, cells))}</w:tr>"

    def _cell(self, cell: TrackedBlock) -> str:
        inside = self.blocks(in_cell(*cell.inner("p")), is_cell=True)
        return f"<w:tc>{cell.properties('tcPr')}{inside}</w:tc>"

    # Letters

    def _line(self, paragraph: XmlElement | None) -> list[StyledText]:
        """What a paragraph says; what is no letter, such as the end of a line, is a sign."""
        pieces = []
        for run in () if paragraph is None else named(paragraph, "r"):
            style = "".join(outer_xml(child) for one in named(run, "rPr") for child in one)
            for child in run:
                if inner_name(child) == "t":
                    pieces.append(StyledText(child.text or "", style))
                elif inner_name(child) != "rPr":
                    pieces.append(StyledText(self._sign(outer_xml(child)), style))
        return pieces

    def _sign(self, element: str) -> str:
        if element not in self._signs:
            free = (chr(code) for code in range(_FIRST_SIGN, sys.maxunicode))
            used = self.letters.union(self._signs.values())
            self._signs[element] = next(sign for sign in free if sign not in used)
        return self._signs[element]

    def _run(self, piece: TrackedText) -> str:
        style = piece.style
        if style != piece.was:
            was = f"<w:rPr>{piece.was}</w:rPr>"
            style += f"<w:rPrChange {self._recorded()}>{was}</w:rPrChange>"
        properties = f"<w:rPr>{style}</w:rPr>" if style else ""
        run = f"<w:r>{properties}{self._content(piece)}</w:r>"
        if piece.change is SheetMark.KEPT:
            return run
        name = _ELEMENTS[piece.change]
        return f"<w:{name} {self._recorded()}>{run}</w:{name}>"

    def _content(self, piece: TrackedText) -> str:
        name = "delText" if piece.change is SheetMark.DELETED else "t"
        elements = {sign: element for element, sign in self._signs.items()}
        content, text = "", ""
        for letter in piece.text:
            if letter in elements:
                content += _text(name, text) + elements[letter]
                text = ""
            else:
                text += letter
        return content + _text(name, text)

    # Comments

    def _noted(self, runs: str, note: str, change: SheetMark) -> str:
        """A comment on all of a paragraph, which goes where that goes."""
        number = len(self.notes)
        self.notes.append(note)
        sign = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        if change is not SheetMark.KEPT:
            name = _ELEMENTS[change]
            sign = f"<w:{name} {self._recorded()}>{sign}</w:{name}>"
        start, end = (f'<w:commentRange{one} w:id="{number}"/>' for one in ("Start", "End"))
        return f"{start}{runs}{end}{sign}"

    def comments(self) -> OfficePart:
        """What is said beside the paragraphs."""
        date = f"{self.day.isoformat()}T12:00:00Z"
        told = "".join(
            f'<w:comment w:id="{number}" w:author="{clean(self.author)}" w:date="{date}">'
            f"<w:p><w:r>{_text('t', note)}</w:r></w:p></w:comment>"
            for number, note in enumerate(self.notes)
        )
        content = f"<w:comments {SPACES}>{told}</w:comments>"
        return OfficePart("word/comments.xml", f"{KIND}.comments+xml", content)


def _text(name: str, text: str) -> str:
    return f'<w:{name} xml:space="preserve">{clean(text)}</w:{name}>' if text else ""
