"""A Word file as it reads once some of what was done to it is taken, and the rest is left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.imports.files import openings
from quyche.imports.files.openings import Opening
from quyche.imports.returned.units import one_line
from quyche.language.spelling import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.imports.files.word_changes import (
        ReturnedWord,
        TrackedChange,
        WordCell,
        WordParagraph,
    )

_BLANKS_RE = re.compile(r"\s+")
_BEGINNINGS = frozenset(
    {Opening.ARTICLE, Opening.DIVISION, Opening.CLAUSE, Opening.POINT, Opening.DASH}
)
Taken = Callable[["TrackedChange", int], bool]
"""Whether a change is taken, in the paragraph of that number."""


def everything(change: TrackedChange, paragraph: int) -> bool:
    """Take all changes."""
    del change, paragraph
    return True


def nothing(change: TrackedChange, paragraph: int) -> bool:
    """Take none."""
    del change, paragraph
    return False


@dataclass(frozen=True)
class ViewParagraph:
    """A paragraph, or a row of a table, as somebody reads it."""

    texts: tuple[str, ...]
    """Its text, each blank one blank; that of each cell for a row."""
    lines: Counter[int] = field(compare=False)
    """How many of its letters stand in the bookmark of each line of the text that went out."""
    numbers: tuple[int, ...]
    """The paragraphs of the file of which something is in it."""
    style: str = ""
    cell: WordCell | None = None
    """For a paragraph in a table that is only there for the layout."""
    is_row: bool = False
    is_title: bool = False

    @property
    def text(self) -> str:
        """All of it; the cells of a row with tabs between them."""
        return "\t".join(self.texts)


def view_of(
    word: ReturnedWord,
    is_taken: Taken,
    is_table: Callable[[int], bool],
    is_known: Callable[[str], bool],
) -> tuple[ViewParagraph, ...]:
    """Every paragraph that says something, and every row of a real table, in reading order.

    `is_table` says of a table, by its number, whether it is none that is only there for the layout.
    A line within a paragraph that begins like a provision is one of its own, unless `is_known` says
    that the paragraph went out like this.
    """
    shown = (one for one in word.paragraphs if _stays(one.row, one.number, is_taken))
    found: list[ViewParagraph] = []
    for cell, group in groupby(shown, key=lambda one: one.cell):
        is_row = cell is not None and is_table(cell.table)
        for one in _paragraphs(list(group), is_taken, keeps_empty=is_row):
            found += [one] if is_row or one.is_title else _cut(one, is_known)
    joined = (
        _rowed(list(own), row)
        for row, own in groupby(found, key=lambda one: _row(one.cell, is_table))
    )
    whole = (replace(one, texts=_tidy(one.texts)) for part in joined for one in part)
    return tuple(one for one in whole if one.text.strip() or one.is_row)


def _tidy(texts: Iterable[str]) -> tuple[str, ...]:
    """Each stretch of blanks as one blank, which does not break a line where none of them does."""
    return tuple(compose(_BLANKS_RE.sub(_blank, text)).strip() for text in texts)


def _blank(found: re.Match[str]) -> str:
    return "\u00a0" if set(found.group()) == {"\u00a0"} else " "


def _cut(one: ViewParagraph, is_known: Callable[[str], bool]) -> Iterator[ViewParagraph]:
    """The paragraph, cut where a line in it begins like a provision, as the keys Shift+Enter do."""
    lines = [] if is_known(one_line(one.text)) else one.text.split("\n")
    begun: list[str] = []
    for line in lines or [one.text]:
        if begun and openings.start(line).opening in _BEGINNINGS:
            yield replace(one, texts=("\n".join(begun),))
            begun = []
        begun.append(line)
    yield replace(one, texts=("\n".join(begun),))


def _row(cell: WordCell | None, is_table: Callable[[int], bool]) -> tuple[int, int] | None:
    return (cell.table, cell.row) if cell and is_table(cell.table) else None


def _rowed(
    paragraphs: Sequence[ViewParagraph], row: tuple[int, int] | None
) -> Sequence[ViewParagraph]:
    """The paragraphs of a row as one; those that stand in none as they are."""
    if row is None:
        return paragraphs
    cells: dict[int, list[str]] = {}
    for one in paragraphs:
        assert one.cell is not None
        cells.setdefault(one.cell.column, []).append(one.text)
    texts = _tidy(" ".join(texts) for texts in cells.values())
    lines = sum((one.lines for one in paragraphs), Counter[int]())
    numbers = tuple(number for one in paragraphs for number in one.numbers)
    return (ViewParagraph(texts, lines, numbers, is_row=True),)


def _stays(changes: Iterable[TrackedChange], number: int, is_taken: Taken) -> bool:
    return all(change.kind.adds is is_taken(change, number) for change in changes)


def _paragraphs(
    group: Sequence[WordParagraph], is_taken: Taken, *, keeps_empty: bool
) -> Iterator[ViewParagraph]:
    """The paragraphs of one cell, or between tables: one whose end is gone goes on in the next."""
    open_ones: list[WordParagraph] = []
    for paragraph in group:
        open_ones.append(paragraph)
        if _stays(paragraph.end, paragraph.number, is_taken) or paragraph is group[-1]:
            shown = _paragraph(open_ones, is_taken)
            if shown.text.strip() or keeps_empty:
                yield shown
            open_ones = []


def _paragraph(parts: Sequence[WordParagraph], is_taken: Taken) -> ViewParagraph:
    text, lines = "", Counter[int]()
    said: dict[int, WordParagraph] = {}
    for part in parts:
        for stretch in part.stretches:
            if _stays(stretch.changes, part.number, is_taken):
                text += stretch.text
                if stretch.text.strip():
                    said[part.number] = part
                lines.update(dict.fromkeys(stretch.lines, len(stretch.text.strip())))
    head = next(iter(said.values()), parts[-1])
    return ViewParagraph(
        (head.listed + text,),
        +lines,
        tuple(said) or (parts[-1].number,),
        head.style,
        parts[-1].cell,
        is_title=any(part.is_title for part in parts),
    )
