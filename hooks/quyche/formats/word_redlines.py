"""Redlines as Word files with tracked changes: what is refused leaves no trace, nor what is taken.

Both papers are written as they always are and then laid over each other, so that whatever stands
in a paper is tracked, and nothing is there that is in neither of them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from quyche.formats import word_papers, xml_trees
from quyche.formats.office import OfficePart, clean
from quyche.formats.redlined_papers import StyledText, laid_together, tracked
from quyche.formats.sheets import SheetMark
from quyche.formats.signed_papers import PaperParagraph
from quyche.formats.word_styles import KIND, SPACES
from quyche.formats.xml_trees import XmlElement, inner_name, outer_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.formats.redlined_papers import Differ, Laid, RedlinedPaper, TrackedText
    from quyche.formats.signed_papers import SignedPaper

_ELEMENTS = {SheetMark.INSERTED: "ins", SheetMark.DELETED: "del"}
_UNDATED = datetime.date(2000, 1, 1)  # a change wants a day
_FIRST_SIGN = 0xF0000
"""What stands for an element in a line while it is compared; no text has such a letter."""


def written(redlined: RedlinedPaper) -> bytes:
    """The file; the same redline gives the same bytes."""
    old, new = _laid_out_alike(redlined)
    changes = _Changes(redlined.author, redlined.day or _UNDATED, redlined.differ)
    body = "".join(_body(redlined, old, new, changes))
    around = [
        changes.blocks(_read(write(old)), _read(write(new)))
        for write in (word_papers.circulation_of, word_papers.foot_of)
    ]
    named = replace(new, kind="", title=redlined.name)
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


def _body(
    redlined: RedlinedPaper, old: SignedPaper, new: SignedPaper, changes: _Changes
) -> Iterator[str]:
    olds, news = (list(word_papers.pieces(paper)) for paper in (old, new))
    yield changes.blocks(_read(olds[0]), _read(news[0]), by_place=True)
    yield changes.blocks(_read(olds[1]), _read(news[1]))
    ones, others = iter(olds[2:-1]), iter(news[2:-1])
    for part in redlined.parts:
        one = _read(next(ones)) if part.old else []
        other = _read(next(others)) if part.new else []
        yield changes.blocks(one, other, note=part.note)
    yield news[-1]


def _read(piece: str) -> list[XmlElement]:
    return list(xml_trees.read(f"<w:body {SPACES}>{piece}</w:body>"))


def _named(node: XmlElement, name: str) -> list[XmlElement]:
    return [child for child in node if inner_name(child) == name]


def _words(node: XmlElement) -> str:
    """The words of a paragraph, a row or a table."""
    if inner_name(node) == "p":
        return "".join(text for text in node.itertext())
    return "\t".join(filter(None, (_words(child) for child in node)))


@dataclass
class _Changes:
    """Writes what is tracked; each change has a number of its own in the file."""

    author: str
    day: datetime.date
    differ: Differ
    notes: list[str] = field(default_factory=list)
    _count: int = 0
    _signs: dict[str, str] = field(default_factory=dict)

    def _recorded(self) -> str:
        """Which change it is, whose and of when."""
        self._count += 1
        return (
            f'w:id="{self._count}" w:author="{clean(self.author)}" '
            f'w:date="{self.day.isoformat()}T12:00:00Z"'
        )

    def _mark(self, change: SheetMark) -> str:
        """Says of a row or of the end of a paragraph what is done to it."""
        if change is SheetMark.KEPT:
            return ""
        return f"<w:{_ELEMENTS[change]} {self._recorded()}/>"

    # Paragraphs and tables

    def blocks(
        self,
        olds: Sequence[XmlElement],
        news: Sequence[XmlElement],
        *,
        by_place: bool = False,
        note: str = "",
    ) -> str:
        """Two stretches of a body that are the same one, or the only one there is.

        Where they have as many parts of the same kinds, each is that of its place, and the rows
        of tables are, too, where it is said. A table of other columns is another one.
        """
        if _are_same_kinds(olds, news):
            laid: list[Laid] = [(place, place) for place in range(len(olds))]
        elif olds and news and _has_table(olds) and _has_table(news):
            laid = [*((place, None) for place in range(len(olds)))]
            laid += [(None, place) for place in range(len(news))]
        else:
            laid = _laid(olds, news)
        written = []
        for one, other in laid:
            old = None if one is None else olds[one]
            new = None if other is None else news[other]
            written.append(self._block(old, new, by_place=by_place, note=note))
            note = ""
        return "".join(written)

    def _block(
        self, old: XmlElement | None, new: XmlElement | None, *, by_place: bool, note: str
    ) -> str:
        known = new if new is not None else old
        assert known is not None
        if inner_name(known) == "p":
            return self._paragraph(old, new, _change(old, new), note)
        return self._table(old, new, by_place=by_place)

    def _paragraph(
        self, old: XmlElement | None, new: XmlElement | None, end: SheetMark, note: str = ""
    ) -> str:
        """A paragraph; `end` is what is done to its end, which makes two paragraphs one."""
        known = new if new is not None else old
        assert known is not None
        properties = outer_xml(known[0])
        if end is not SheetMark.KEPT:
            place = properties.find("<w:sectPr")
            place = place if place >= 0 else properties.rindex("</w:pPr>")
            mark = f"<w:rPr>{self._mark(end)}</w:rPr>"
            properties = properties[:place] + mark + properties[place:]
        pieces = tracked(self._line(old), self._line(new), self.differ)
        runs = "".join(map(self._run, pieces))
        if note:
            runs = self._noted(runs, note, _change(old, new))
        return f"<w:p>{properties}{runs}</w:p>"

    def _table(self, old: XmlElement | None, new: XmlElement | None, *, by_place: bool) -> str:
        """A table; both have the same columns."""
        olds, news = ([] if one is None else _named(one, "tr") for one in (old, new))
        laid = _by_place(olds, news) if by_place else _laid(olds, news)
        known = new if new is not None else old
        assert known is not None
        rows = "".join(
            self._row(
                None if one is None else olds[one],
                None if other is None else news[other],
            )
            for one, other in laid
        )
        above = "".join(map(outer_xml, (*_named(known, "tblPr"), *_named(known, "tblGrid"))))
        return f"<w:tbl>{above}{rows}</w:tbl>"

    def _row(self, old: XmlElement | None, new: XmlElement | None) -> str:
        known = new if new is not None else old
        assert known is not None
        change = _change(old, new)
        inner = "".join(outer_xml(child) for one in _named(known, "trPr") for child in one)
        inner += self._mark(change)
        properties = f"<w:trPr>{inner}</w:trPr>" if inner else ""
        olds, news = ([] if one is None else _named(one, "tc") for one in (old, new))
        cells = "".join(self._cell(one, other) for one, other in zip_longest(olds, news))
        return f"<w:tr>{properties}{cells}</w:tr>"

    def _cell(self, old: XmlElement | None, new: XmlElement | None) -> str:
        known = new if new is not None else old
        assert known is not None
        properties = "".join(map(outer_xml, _named(known, "tcPr")))
        olds, news = ([] if one is None else _named(one, "p") for one in (old, new))
        laid, ends = _in_cell(olds, news)
        inside = "".join(
            self._paragraph(
                None if one is None else olds[one],
                None if other is None else news[other],
                end,
            )
            for (one, other), end in zip(laid, ends, strict=True)
        )
        return f"<w:tc>{properties}{inside}</w:tc>"

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
        return self._signs.setdefault(element, chr(_FIRST_SIGN + len(self._signs)))

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
        date = f'{self.day.isoformat()}T12:00:00Z'
        told = "".join(
            f'<w:comment w:id="{number}" w:author="{clean(self.author)}" w:date="{date}">'
            f"<w:p><w:r>{_text('t', note)}</w:r></w:p></w:comment>"
            for number, note in enumerate(self.notes)
        )
        content = f"<w:comments {SPACES}>{told}</w:comments>"
        return OfficePart("word/comments.xml", f"{KIND}.comments+xml", content)


def _text(name: str, text: str) -> str:
    return f'<w:{name} xml:space="preserve">{clean(text)}</w:{name}>' if text else ""


def _change(old: object, new: object) -> SheetMark:
    if old is None:
        return SheetMark.INSERTED
    return SheetMark.DELETED if new is None else SheetMark.KEPT


def _are_same_kinds(olds: Sequence[XmlElement], news: Sequence[XmlElement]) -> bool:
    return [*map(_kind, olds)] == [*map(_kind, news)]


def _kind(block: XmlElement) -> tuple[str, int]:
    return inner_name(block), _columns(block)


def _has_table(blocks: Sequence[XmlElement]) -> bool:
    return any(inner_name(block) == "tbl" for block in blocks)


def _columns(table: XmlElement) -> int:
    return sum(len(grid) for grid in _named(table, "tblGrid"))


def _laid(olds: Sequence[XmlElement], news: Sequence[XmlElement]) -> list[Laid]:
    """By their words; a table is never a paragraph."""
    laid: list[Laid] = []
    for one, other in laid_together([*map(_words, olds)], [*map(_words, news)]):
        if one is None or other is None or olds[one].tag == news[other].tag:
            laid.append((one, other))
        else:
            laid += [(one, None), (None, other)]
    return laid


def _by_place(olds: Sequence[XmlElement], news: Sequence[XmlElement]) -> list[Laid]:
    return list(zip_longest(range(len(olds)), range(len(news))))


def _in_cell(
    olds: Sequence[XmlElement], news: Sequence[XmlElement]
) -> tuple[list[Laid], list[SheetMark]]:
    """The paragraphs of a cell, and what is done to the end of each.

    The end of a cell is the end of its last paragraph, and nothing is ever done to that: what is
    gone or added at the end of a cell is so with the end of the paragraph before it.
    """
    laid = _laid(olds, news)
    last = max((place for place, pair in enumerate(laid) if None not in pair), default=-1)
    signs = {_change(*pair) for pair in laid[last + 1 :]}
    if olds and news and (last < 0 or len(signs) > 1):
        laid = [*_laid(olds[:-1], news[:-1]), (len(olds) - 1, len(news) - 1)]
        signs = set()
        last = len(laid) - 1
    ends = [_change(*pair) for pair in laid]
    if olds and news and signs:
        ends[last], ends[-1] = ends[-1], SheetMark.KEPT
    return laid, ends
