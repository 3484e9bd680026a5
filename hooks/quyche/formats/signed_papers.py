"""A whole document as it is laid out to be signed, as no format has it yet.

Whoever makes a paper gives it all its words, its numbers among them; whoever writes one decides how
each part looks, by the measures that the paper brings.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import zip_longest

from quyche.formats.sheets import SheetHead, SheetRun


class PaperRole(Enum):
    """What a paragraph is to its paper. The value is what formats call it."""

    BASIS = "basis"
    """What it is issued by."""
    DIVISION = "division"
    """A part, chapter, section or annex: its number with its word, and below that its name."""
    NUMERAL = "numeral"
    """A division that is named by a number alone, and its name on the same line."""
    ARTICLE = "article"
    """The number and the name of an article or a task."""
    TEXT = "text"
    ITEM = "item"
    """A dash item, or another without a number of its own."""
    QUOTE = "quote"
    """Text of another document."""
    HEADING = "heading"
    """A heading that is no provision."""
    BREAK = "break"
    """A gap where the text says that something ends."""


@dataclass(frozen=True)
class PaperParagraph:
    """A paragraph; its number, as it was adopted, stands before its text."""

    role: PaperRole
    runs: tuple[SheetRun, ...]
    mark: str = ""
    """`1.`, `a)`, `Điều 5.`"""
    level: int = 0
    """How deep a heading stands, 1 above all; 0 for what is none."""
    depth: int = 0
    """How deep an item stands in other ones."""
    begins_page: bool = False
    """Whether it stands at the head of a page: an annex."""
    line: int = 0
    """Where it stands in the file of its text; 0 for nowhere."""
    anchor: str = ""
    """The provision it is part of; empty outside of all."""

    @property
    def text(self) -> str:
        """Its words, the number first."""
        return " ".join(filter(None, (self.mark, "".join(run.text for run in self.runs))))


@dataclass(frozen=True)
class PaperTable:
    """A table of the text; its first row is its head."""

    rows: tuple[tuple[tuple[SheetRun, ...], ...], ...]
    lines: tuple[int, ...] = ()
    """Where each row stands in the file of its text."""
    anchor: str = ""
    """The provision it is part of; empty outside of all."""

    @property
    def text(self) -> str:
        """Its words, a line for each row."""
        return "\n".join(
            "\t".join("".join(r.text for r in cell) for cell in row) for row in self.rows
        )

    @property
    def columns(self) -> int:
        """How many columns its longest row has."""
        return max(map(len, self.rows), default=0)

    @property
    def full_rows(self) -> tuple[tuple[tuple[SheetRun, ...], ...], ...]:
        """Its rows, each with as many cells as the longest."""
        return tuple((*row, *(((),) * (self.columns - len(row)))) for row in self.rows)

    @property
    def shares(self) -> tuple[int, ...]:
        """How much of the width each column needs, by its longest word and cell."""
        return tuple(self._share(column) for column in range(self.columns))

    def _share(self, column: int) -> int:
        cells = ["".join(run.text for run in row[column]) for row in self.rows if column < len(row)]
        longest_word = max((len(word) for cell in cells for word in cell.split()), default=1)
        longest = max(map(len, cells), default=1)
        return max(longest_word, min(longest, 40)) + 4


PaperBlock = PaperParagraph | PaperTable


@dataclass(frozen=True)
class PaperEnd:
    """What stands below the body: who signs, right, and who receives it, left."""

    signed: tuple[str, ...] = ()
    """`T/M BAN CHẤP HÀNH`, `BÍ THƯ`, the name; a line each."""
    notes: tuple[str, ...] = ()
    """What else the text says there."""
    received: tuple[str, ...] = ()
    """`Nơi nhận:` and whom it names; a line each."""
    signed_lines: tuple[int, ...] = ()
    note_lines: tuple[int, ...] = ()
    received_lines: tuple[int, ...] = ()
    """Where each of these stands in the file of its text."""

    @property
    def names(self) -> tuple[str, ...]:
        """Those who sign: what stands below the last line in capitals, or the last line of all."""
        capital = [number for number, line in enumerate(self.signed, 1) if line == line.upper()]
        return self.signed[capital[-1] if capital else max(len(self.signed) - 1, 1) :]

    @property
    def offices(self) -> tuple[str, ...]:
        """For whom they sign, and as what; a line each."""
        return self.signed[: len(self.signed) - len(self.names)]


@dataclass(frozen=True)
class PaperNote:
    """What a footnote says."""

    label: str
    """Its number, as the text has it."""
    paragraphs: tuple[str, ...]
    number: int = 0
    """What a file calls it: no more than a key."""

    @property
    def text(self) -> str:
        """All of it, a paragraph a line."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True)
class PaperLayout:
    """The measures of a paper, as the rules of its issuer have them; sizes in points."""

    banner: float
    motto: float
    issuer: float
    number: float
    dated: float
    kind: float
    """Of the name of its type."""
    title: float
    body: float
    received_heading: float
    received: float
    draft: float
    circulation: float
    """Of the words that say for whom alone it is."""
    page_number: float
    line: float
    """From one line to the next."""
    between: float = 6
    """Between two paragraphs."""
    indent: float = 10
    """How far the first line of a paragraph stands in, in millimetres."""
    inner: float = 0
    """How much further in an item stands for each one that it stands in, in millimetres."""
    margins: tuple[float, float, float, float] = (20, 15, 20, 30)
    """Top, right, bottom, left, in millimetres."""
    has_capitals: bool = True
    """Whether who speaks, the type and the names of divisions stand in capitals."""
    is_basis_italic: bool = False
    below_title: str = ""
    """What stands below the title: dashes; a rule where it is `rule`."""
    is_banner_ruled: bool = False
    """Whether a rule stands below for whom; where there is a motto, below that."""
    boxes_circulation: bool = False
    """Whether those words stand in a frame."""
    counts_annexes: bool = False
    """Whether the pages of each annex are counted from 1."""
    is_position_bold: bool = True
    """Whether the office of who signs is in bold type, as is for whom they sign."""


@dataclass(frozen=True)
class SignedPaper:
    """A document, ready to be printed."""

    id: str
    """That of its document."""
    head: SheetHead
    kind: str
    """What kind of document its title begins with: `Quy chế`; empty where it names none."""
    title: str
    """The rest of its title, or all of it."""
    body: tuple[PaperBlock, ...]
    """All blocks in reading order; ends may stand between them."""
    ends: tuple[tuple[int, PaperEnd], ...]
    """What stands after so many blocks of the body."""
    layout: PaperLayout
    day: datetime.date | None = None
    """The day of its text, where one is known."""
    draft: str = ""
    """`Dự thảo lần 2`; empty for what is none."""
    circulation: str = ""
    """For whom alone it is, above the head of the first page."""
    foot: str = ""
    """What stands at the foot of each page."""
    language: str = "vi"
    locale: str = "vi-VN"
    text_id: str = ""
    """The Git id of the text that it was made of; empty for none."""
    notes: tuple[PaperNote, ...] = ()
    """Its footnotes in the order in which it refers to them; some programs number them so."""
    title_notes: tuple[str, ...] = ()
    """The numbers of those that the title refers to, and that nothing else does."""

    def numbered(self, known: dict[tuple[str, str], int]) -> SignedPaper:
        """The same with a number for each footnote: that of the same one in another paper."""
        notes = tuple(
            replace(note, number=known.setdefault((note.label, note.text), len(known) + 1))
            for note in self.notes
        )
        return replace(self, notes=notes)

    def note(self, label: str) -> PaperNote | None:
        """The footnote of a number."""
        return next((note for note in self.notes if note.label == label), None)

    @property
    def name(self) -> str:
        """What its file is called: its title, or its id where it has none."""
        return f"{self.kind} {self.title}".strip() or self.id

    @cached_property
    def parts(self) -> tuple[PaperBlock | PaperEnd, ...]:
        """The body with the ends in their places."""
        ends = dict(self.ends)
        found: list[PaperBlock | PaperEnd] = []
        for position in range(len(self.body) + 1):
            if position in ends:
                found.append(ends[position])
            if position < len(self.body):
                found.append(self.body[position])
        return tuple(found)

    def kept(self) -> Iterator[tuple[PaperBlock | PaperEnd, bool]]:
        """Each part, and whether it stays on the page of the next one.

        What leads to a list does, and so does what stands above whoever signs: nobody signs a page
        that says nothing.
        """
        for part, after in zip_longest(self.parts, self.parts[1:]):
            is_words = isinstance(part, PaperParagraph)
            leads = isinstance(part, PaperParagraph) and part.text.endswith(":")
            yield part, leads or (is_words and isinstance(after, PaperEnd))
