"""Redlines as Word files with tracked changes: what is refused leaves no trace, nor what is taken.

Both papers are written as they always are and then laid over each other, so that whatever stands
in a paper is tracked, and nothing is there that is in neither of them.
"""

from __future__ import annotations

import datetime
import re
import sys
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from quyche.formats import word_papers, xml_trees
from quyche.formats.office import OfficePart, clean
from quyche.formats.redlined_papers import StyledText, laid_together, tracked
from quyche.formats.sheets import SheetMark
from quyche.formats.signed_papers import PaperEnd, PaperParagraph
from quyche.formats.word_styles import KIND, SPACES
from quyche.formats.xml_trees import XmlElement, inner_name, outer_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.formats.redlined_papers import Differ, RedlinedPaper, TrackedText
    from quyche.formats.signed_papers import SignedPaper

_ELEMENTS = {SheetMark.INSERTED: "ins", SheetMark.DELETED: "del"}
_PLAIN_RE = re.compile(r'(?<=<w:pStyle w:val=")(?:ListItem|Quote)(?=")')
"""Styles that look as that of the body."""
_UNSEEN_RE = re.compile("<w:keepNext/>")
_UNDATED = datetime.date(2000, 1, 1)  # a change wants a day
_FIRST_SIGN = 0xF0000
"""Where the letters begin that stand for elements in a line while it is compared."""


def written(redlined: RedlinedPaper) -> bytes:
    """The file; the same redline gives the same bytes."""
    old, new = _laid_out_alike(redlined)
    written_plainly = (piece for paper in (old, new) for piece in word_papers.pieces(paper))
    letters = frozenset().union(*written_plainly)
    changes = _Changes(redlined.author, redlined.day or _UNDATED, redlined.differ, letters)
    body = changes.blocks(list(_closed(_laid_body(redlined, old, new))))
    around = [
        changes.blocks(_laid(_read(write(old)), _read(write(new))))
        for write in (word_papers.circulation_of, word_papers.foot_of)
    ]
    named = replace(new, kind="", title=redlined.name, text_id="")  # it is no text to take back
    comments = [changes.comments()] if changes.notes else []
    return word_papers.packed(named, body, around[0], around[1], comments)


def _laid_out_alike(redlined: RedlinedPaper) -> tuple[SignedPaper, SignedPaper]:
    """Both by the rules of the new one.

    Annexes have pages of their own counting only where both papers have the same ones: what ends
    a section cannot be tracked.
    """
    pairs = [(part.old, part.new) for part in redlined.parts]
    is_same = all(_begins_page(old) == _begins_page(new) for old, new in pairs)
    layout = redlined.new.layout
    layout = replace(layout, counts_annexes=layout.counts_annexes and is_same)
    return replace(redlined.old, layout=layout), replace(redlined.new, layout=layout)


def _begins_page(part: object) -> bool:
    return isinstance(part, PaperParagraph) and part.begins_page


def _laid_body(redlined: RedlinedPaper, old: SignedPaper, new: SignedPaper) -> Iterator[_Block]:
    olds, news = (list(map(_read, word_papers.pieces(paper))) for paper in (old, new))
    yield from _laid(olds[0], news[0], is_frame=True)
    yield from _laid(olds[1], news[1])
    ones, others = iter(olds[2:-1]), iter(news[2:-1])
    for part in redlined.parts:
        one, other = (next(ones) if part.old else []), (next(others) if part.new else [])
        first, *rest = _laid(one, other, is_frame=isinstance(part.new or part.old, PaperEnd))
        yield replace(first, note=part.note)
        yield from rest
    yield from _laid(olds[-1], news[-1])


def _read(piece: str) -> list[XmlElement]:
    return list(xml_trees.read(f"<w:body {SPACES}>{piece}</w:body>"))


def _named(node: XmlElement, name: str) -> list[XmlElement]:
    return [child for child in node if inner_name(child) == name]


def _words(node: XmlElement) -> str:
    """The words of a paragraph, a row or a table."""
    if inner_name(node) == "p":
        return "".join(text for text in node.itertext())
    return "\t".join(filter(None, (_words(child) for child in node)))


@dataclass(frozen=True)
class _Block:
    """A paragraph, a table, a row or a cell: of one paper, or the same one of both."""

    old: XmlElement | None
    new: XmlElement | None
    is_frame: bool = False
    """Whether it is a table whose rows are those of their places, not of their words."""
    note: str = ""

    @property
    def known(self) -> XmlElement:
        """Itself as the newer paper has it, if that has it."""
        known = self.new if self.new is not None else self.old
        assert known is not None
        return known

    @property
    def change(self) -> SheetMark:
        """What is done to it."""
        if self.old is None:
            return SheetMark.INSERTED
        return SheetMark.DELETED if self.new is None else SheetMark.KEPT

    @property
    def is_table(self) -> bool:
        """Whether it is one."""
        return inner_name(self.known) == "tbl"

    def inner(self, name: str) -> tuple[list[XmlElement], list[XmlElement]]:
        """Its elements of that name, as each of the papers has them."""
        sides = [[] if one is None else _named(one, name) for one in (self.old, self.new)]
        return sides[0], sides[1]

    def properties(self, name: str) -> str:
        """What is said of it in elements of that name."""
        return "".join(map(outer_xml, _named(self.known, name)))


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

    def blocks(self, blocks: Sequence[_Block], *, is_cell: bool = False) -> str:
        """All blocks of a body or a cell."""
        ends, written = _ends(blocks, is_cell=is_cell), []
        for block, (end, properties) in zip(blocks, ends, strict=True):
            if block.is_table:
                written.append(self._table(block))
            else:
                written.append(self._paragraph(block, end, properties))
        return "".join(written)

    def _paragraph(self, block: _Block, end: SheetMark, properties: str) -> str:
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

    def _table(self, block: _Block) -> str:
        above = block.properties("tblPr") + block.properties("tblGrid")
        rows = "".join(map(self._row, _rows(block)))
        return f"<w:tbl>{above}{rows}</w:tbl>"

    def _row(self, row: _Block) -> str:
        inner = "".join(outer_xml(child) for one in _named(row.known, "trPr") for child in one)
        inner += self._mark(row.change)
        properties = f"<w:trPr>{inner}</w:trPr>" if inner else ""
        cells = (_Block(*pair) for pair in zip_longest(*row.inner("tc")))
        return f"<w:tr>{properties}{''.join(map(self._cell, cells))}</w:tr>"

    def _cell(self, cell: _Block) -> str:
        inside = self.blocks(_in_cell(*cell.inner("p")), is_cell=True)
        return f"<w:tc>{cell.properties('tcPr')}{inside}</w:tc>"

    # Letters

    def _line(self, paragraph: XmlElement | None) -> list[StyledText]:
        """What a paragraph says; what is no letter, such as the end of a line, is a sign."""
        pieces = []
        for run in () if paragraph is None else _named(paragraph, "r"):
            style = "".join(outer_xml(child) for one in _named(run, "rPr") for child in one)
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


# What is which


def _laid(
    olds: Sequence[XmlElement], news: Sequence[XmlElement], *, is_frame: bool = False
) -> list[_Block]:
    """Two stretches of a body that are the same one, or the only one there is.

    Where they have as many blocks of the same kinds, each is that of its place. A table of other
    columns is another one.
    """
    if [*map(_kind, olds)] == [*map(_kind, news)]:
        return [_Block(*pair, is_frame=is_frame) for pair in zip(olds, news, strict=True)]
    if any(_columns(one) for one in olds) and any(_columns(one) for one in news):
        return [*(_Block(one, None) for one in olds), *(_Block(None, one) for one in news)]
    return _by_words(olds, news)


def _kind(block: XmlElement) -> tuple[str, int]:
    return inner_name(block), _columns(block)


def _columns(block: XmlElement) -> int:
    return sum(len(grid) for grid in _named(block, "tblGrid"))


def _by_words(olds: Sequence[XmlElement], news: Sequence[XmlElement]) -> list[_Block]:
    laid: list[_Block] = []
    for one, other in laid_together([*map(_words, olds)], [*map(_words, news)]):
        old = None if one is None else olds[one]
        new = None if other is None else news[other]
        if old is None or new is None or old.tag == new.tag:
            laid.append(_Block(old, new))
        else:
            laid += [_Block(old, None), _Block(None, new)]
    return laid


def _rows(table: _Block) -> list[_Block]:
    olds, news = table.inner("tr")
    if table.is_frame:
        return [_Block(*pair) for pair in zip_longest(olds, news)]
    return _by_words(olds, news)


def _in_cell(olds: Sequence[XmlElement], news: Sequence[XmlElement]) -> list[_Block]:
    """The paragraphs of a cell; no cell ends with some of the old paper and some of the new."""
    laid = _by_words(olds, news)
    last = max(
        (place for place, one in enumerate(laid) if one.old is not None and one.new is not None),
        default=-1,
    )
    is_mixed = len({one.change for one in laid[last + 1 :]}) > 1
    if olds and news and (last < 0 or is_mixed):
        return [*_by_words(olds[:-1], news[:-1]), _Block(olds[-1], news[-1])]
    return laid


def _closed(blocks: Iterable[_Block]) -> Iterator[_Block]:
    """The same where what is gone and what is added before a table end with one paragraph.

    One of the two says nothing; both ends could not be made one with what is before them.
    """
    waiting: list[_Block] = []
    for block in blocks:
        if block.change is not SheetMark.KEPT and not block.is_table:
            waiting.append(block)
            continue
        yield from _with_one_end(waiting) if block.is_table else waiting
        yield block
        waiting = []
    yield from waiting


def _with_one_end(blocks: list[_Block]) -> list[_Block]:
    gone = [block for block in blocks if block.new is None]
    come = [block for block in blocks if block.old is None]
    if not (gone and come) or (_words(gone[-1].known) and _words(come[-1].known)):
        return blocks
    both = _Block(gone[-1].old, come[-1].new, note=come[-1].note or gone[-1].note)
    return [one for one in blocks if one not in (gone[-1], come[-1])] + [both]


def _ends(blocks: Sequence[_Block], *, is_cell: bool) -> list[tuple[SheetMark, str]]:
    """What is done to the end of each paragraph, and how it is set.

    A paragraph cannot become one with a table, and nothing is done to the end of the last one of a
    cell: what is gone or added before those is so with the end of the paragraph before it, where
    that leaves neither set as the other.
    """
    ends = [block.change for block in blocks]
    looks = ["" if block.is_table else outer_xml(_seen(block)[0]) for block in blocks]
    for place, block in enumerate(blocks):
        is_last = place + 1 == len(blocks)
        before = _before(blocks, place)
        if block.is_table or before < 0 or not (is_cell if is_last else blocks[place + 1].is_table):
            continue
        if not _words(block.known) and not is_cell:
            looks[place] = looks[before]
        if is_cell or _look(looks[place]) == _look(looks[before]):
            ends[before], ends[place] = block.change, SheetMark.KEPT
    return list(zip(ends, looks, strict=True))


def _look(properties: str) -> str:
    """How a paragraph is set, without what nobody sees of that."""
    return _UNSEEN_RE.sub("", _PLAIN_RE.sub("BodyText", properties))


def _seen(block: _Block) -> XmlElement:
    """A paragraph as the newer paper has it, or as the old one if only that says something."""
    is_gone = block.old is not None and _words(block.old) and not _words(block.known)
    return block.old if is_gone and block.old is not None else block.known


def _before(blocks: Sequence[_Block], place: int) -> int:
    """The paragraph of both papers before those that are gone, or added; -1 where there is none."""
    change = blocks[place].change
    if change is SheetMark.KEPT:
        return -1
    while place >= 0 and blocks[place].change is change and not blocks[place].is_table:
        place -= 1
    is_there = place >= 0 and blocks[place].change is SheetMark.KEPT
    return place if is_there and not blocks[place].is_table else -1
