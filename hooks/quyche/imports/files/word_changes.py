"""A Word file with all that was done to it: who inserted, deleted and moved what, and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from quyche.formats import paper_marks
from quyche.imports.files import limits, word_comments
from quyche.imports.files.word_comments import WordComment
from quyche.imports.files.word_numbers import read_numbers
from quyche.imports.files.word_text import CHARACTERS, TextReader
from quyche.imports.files.word_xml import (
    attribute,
    child,
    descend,
    is_on,
    open_parts,
    properties_of,
    tag,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

_LEAVES = frozenset({*CHARACTERS, "t", "delText", "sym", "oMath"})
"""What stands for signs; the mark of a note is none of the text."""
_RANGES = {
    "moveFromRangeStart": "moveFrom",
    "moveToRangeStart": "moveTo",
}
_LOST = ("notes", "pictures", "symbols", "hidden", "formulas", "boxes", "chunks")
"""What a file may have beside words, and a text cannot take from it."""


class ChangeKind(Enum):
    """What somebody did. The value is the word in data."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"

    @property
    def adds(self) -> bool:
        """Whether the text is there where it is taken, not where it is left."""
        return self in {ChangeKind.INSERTED, ChangeKind.MOVED_TO}


_KINDS = {
    "ins": ChangeKind.INSERTED,
    "del": ChangeKind.DELETED,
    "moveFrom": ChangeKind.MOVED_FROM,
    "moveTo": ChangeKind.MOVED_TO,
}


@dataclass(frozen=True)
class TrackedChange:
    """That somebody did something, with changes recorded."""

    kind: ChangeKind
    author: str
    date: str
    """As the file has it: `2021-02-01T08:30:00Z`; empty where it has none."""
    move: str = ""
    """What the two ends of a move are called alike."""


@dataclass(frozen=True)
class WordStretch:
    """A stretch of text to which the same was done."""

    text: str
    changes: tuple[TrackedChange, ...] = ()
    """What was inserted may have been deleted by somebody else."""
    lines: tuple[int, ...] = ()
    """The bookmarks it stands in, by the lines of the text that went out."""


@dataclass(frozen=True)
class WordCell:
    """Where in a table a paragraph stands, by the numbers of table, row and column."""

    table: int
    row: int
    column: int


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph with all that was ever in it."""

    number: int
    """Counted from 1 in reading order, as the importer counts."""
    stretches: tuple[WordStretch, ...]
    end: tuple[TrackedChange, ...] = ()
    """What was done to its end: a deleted one joins it to the next paragraph."""
    row: tuple[TrackedChange, ...] = ()
    """What was done to the row of the table that it stands in."""
    listed: str = ""
    """The automatic number before it, with the blank after it."""
    style: str = ""
    cell: WordCell | None = None
    is_title: bool = False
    comments: tuple[str, ...] = ()
    """The ids of the comments that begin in it."""

    @property
    def text(self) -> str:
        """All that was ever in it."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True)
class ReturnedWord:
    """What a file holds that came back."""

    document: str
    """The document that it says it is; empty where it says nothing."""
    text: str
    """The id of the text that went out, or its first letters; empty likewise."""
    head: str
    """The digest of what stood above its title."""
    paragraphs: tuple[WordParagraph, ...]
    comments: tuple[WordComment, ...] = ()
    lost: tuple[tuple[str, int, int], ...] = ()
    """What is in it that no text can take: what, how often, and in which paragraph first."""


def read(path: Path) -> ReturnedWord:
    """All of a Word file, with what was done to it.

    Raises UnreadableFileError for a file that is none.
    """
    with limits.naming(path), limits.deep():
        parts = open_parts(path)
        told = properties_of(path)
        reader = _Reader(parts)
        reader.read()
        return ReturnedWord(
            told.get(paper_marks.DOCUMENT, ""),
            told.get(paper_marks.TEXT, "") or reader.text_id,
            told.get(paper_marks.HEAD, ""),
            tuple(reader.found),
            word_comments.comments_in(parts),
            tuple((kind, len(at), at[0]) for kind, at in reader.lost.items()),
        )


class _Reader:
    """Goes through the body of a file once."""

    def __init__(self, parts: dict[str, _Element]) -> None:
        self.body = child(parts["document"], "body")
        self.numbers = read_numbers(parts.get("numbering"), parts.get("styles"))
        self.texts = _Texts(
            frozenset(attribute(one, "id") for one in descend(parts["document"], "bookmarkEnd"))
        )
        self.found: list[WordParagraph] = []
        self.lost: dict[str, list[int]] = {}
        self.text_id = ""
        self._number = 0
        self._tables = 0

    def read(self) -> None:
        if self.body is not None:
            self._inside(self.body, None, ())

    def _inside(
        self, element: _Element, cell: WordCell | None, row: tuple[TrackedChange, ...]
    ) -> None:
        for part in element:
            match tag(part):
                case "p":
                    self._paragraph(part, cell, row)
                case "tbl":
                    self._table(part, cell, row)
                case "altChunk":
                    self.lost.setdefault("chunks", []).append(self._number)
                case "sectPr" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr":
                    continue
                case name if self.texts.follows(part, name):
                    continue
                case _:
                    self._inside(part, cell, row)

    def _table(
        self, element: _Element, outer: WordCell | None, row: tuple[TrackedChange, ...]
    ) -> None:
        """What stands in a table in a table stands in the cell around it."""
        self._tables += 1
        table = self._tables
        for number, part in enumerate(_inner(element, "tr")):
            own = (*row, *_done(child(part, "trPr")))
            for column, cell in enumerate(_inner(part, "tc")):
                self._inside(cell, outer or WordCell(table, number, column), own)

    def _paragraph(
        self, element: _Element, cell: WordCell | None, row: tuple[TrackedChange, ...]
    ) -> None:
        self._number += 1
        properties = child(element, "pPr")
        before = self.texts.seen.copy(), len(self.texts.notes)
        self.texts.text(element)
        self._lose(before)
        style = attribute(child(properties, "pStyle"))
        end = _done(child(properties, "rPr"))
        is_gone = any(not change.kind.adds for change in end)
        self.found.append(
            WordParagraph(
                self._number,
                tuple(_joined(self.texts.pieces)),
                end,
                row,
                "" if is_gone else self.numbers.next(properties, style),
                style,
                cell,
                bool(self.texts.text_id),
                tuple(self.texts.comments),
            )
        )
        self.text_id = self.text_id or self.texts.text_id
        self.texts.forget()

    def _lose(self, before: tuple[Counter[str], int]) -> None:
        seen = self.texts.seen - before[0]
        seen["notes"] += len(self.texts.notes) - before[1]
        seen["boxes"] += len(self.texts.boxes)
        for kind in _LOST:
            self.lost.setdefault(kind, []).extend([self._number] * seen[kind])
            if not self.lost[kind]:
                del self.lost[kind]


class _Texts(TextReader):
    """Reads a paragraph with what was deleted, and keeps in mind what was done to each stretch."""

    def __init__(self, ended: frozenset[str]) -> None:
        super().__init__()
        self._ended = ended
        self.pieces: list[WordStretch] = []
        self.comments: list[str] = []
        self.text_id = ""
        self._changes: list[TrackedChange] = []
        self._open: dict[str, int] = {}
        self._moves: dict[str, str] = {}
        self._told: set[str] = set()

    def forget(self) -> None:
        """Forget the paragraph that was read, with the bookmarks that nothing ends."""
        self._open = {own: line for own, line in self._open.items() if own in self._ended}
        self.pieces, self.comments, self.text_id = [], [], ""

    def follows(self, element: _Element, name: str) -> bool:
        """Whether it is the beginning or the end of something that more than one stretch is in."""
        own = attribute(element, "id")
        if name == "bookmarkStart":
            line = paper_marks.line_in(attribute(element, "name"))
            if line is not None:  # one that was cut in two may begin twice
                self._open = {key: each for key, each in self._open.items() if each != line}
                self._open[own] = line
            self.text_id = self.text_id or paper_marks.text_in(attribute(element, "name"))
        elif name == "bookmarkEnd":
            self._open.pop(own, None)
        elif name in _RANGES:
            self._moves[_RANGES[name]] = attribute(element, "name")
        elif name in {"commentRangeStart", "commentReference"}:
            if own not in self._told:
                self.comments.append(own)
                self._told.add(own)
        else:
            return name in {"moveFromRangeEnd", "moveToRangeEnd", "commentRangeEnd"}
        return True

    def _part(self, element: _Element) -> list[str]:
        name = tag(element)
        if self.follows(element, name):
            return []
        if name in _KINDS:
            change = replace(_change(element, name), move=self._moves.get(name, ""))
            self._changes.append(change)
            self._inside(element)
            self._changes.pop()
            return []
        count = len(self.pieces)
        found = super()._part(element)
        if name == "r" and _is_hidden(element):
            del self.pieces[count:]
        return found

    def _shown(self, element: _Element, name: str) -> list[str]:
        if name not in _LEAVES:
            return super()._shown(element, name)
        is_deleted = name == "delText"
        shown = [text_of(element)] if is_deleted else super()._shown(element, name)
        lines = tuple(dict.fromkeys(self._open.values()))
        self.pieces.append(WordStretch("".join(shown), tuple(self._changes), lines))
        return shown


def _is_hidden(run: _Element) -> bool:
    return is_on(child(child(run, "rPr"), "vanish"))


def _joined(pieces: list[WordStretch]) -> Iterator[WordStretch]:
    """Runs to which the same was done as one: Word cuts them wherever it looks at spelling."""
    last: WordStretch | None = None
    for piece in pieces:
        if last and (last.changes, last.lines) == (piece.changes, piece.lines):
            last = replace(last, text=last.text + piece.text)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _change(element: _Element, name: str) -> TrackedChange:
    author, date = attribute(element, "author"), attribute(element, "date")
    return TrackedChange(_KINDS[name], " ".join(author.split()), date)


def _done(properties: _Element | None) -> tuple[TrackedChange, ...]:
    """What was done to the end of a paragraph, or to a row."""
    if properties is None:
        return ()
    return tuple(_change(part, tag(part)) for part in properties if tag(part) in _KINDS)


def _inner(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, not those of a table inside."""
    for part in element:
        if tag(part) == name:
            yield part
        elif tag(part) in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "del", "moveFrom"}:
            yield from _inner(part, name)
