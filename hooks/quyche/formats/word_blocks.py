"""Paragraphs, tables, rows and cells of two Word files: which is which, and where each ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from quyche.formats.redlined_papers import laid_together
from quyche.formats.sheets import SheetMark
from quyche.formats.xml_trees import XmlElement, inner_name, outer_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PLAIN_RE = re.compile(r'(?<=<w:pStyle w:val=")(?:ListItem|Quote)(?=")')
"""Styles that look as that of the body."""
_UNSEEN_RE = re.compile("<w:keepNext/>")


@dataclass(frozen=True)
class TrackedBlock:
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
        sides = [[] if one is None else named(one, name) for one in (self.old, self.new)]
        return sides[0], sides[1]

    def properties(self, name: str) -> str:
        """What is said of it in elements of that name."""
        return "".join(map(outer_xml, named(self.known, name)))


def named(node: XmlElement, name: str) -> list[XmlElement]:
    """The elements of that name directly in another."""
    return [child for child in node if inner_name(child) == name]


def words_of(node: XmlElement) -> str:
    """The words of a paragraph, a row or a table."""
    if inner_name(node) == "p":
        return "".join(text for text in node.itertext())
    return "\t".join(filter(None, (words_of(child) for child in node)))


def laid(
    olds: Sequence[XmlElement], news: Sequence[XmlElement], *, is_frame: bool = False
) -> list[TrackedBlock]:
    """Two stretches of a body that are the same one, or the only one there is.

    Where they have as many blocks of the same kinds, each is that of its place. A table of other
    columns is another one.
    """
    if [*map(_kind, olds)] == [*map(_kind, news)]:
        return [TrackedBlock(*pair, is_frame=is_frame) for pair in zip(olds, news, strict=True)]
    if any(_columns(one) for one in olds) and any(_columns(one) for one in news):
        return [
            *(TrackedBlock(one, None) for one in olds),
            *(TrackedBlock(None, one) for one in news),
        ]
    return _by_words(olds, news)


def _kind(block: XmlElement) -> tuple[str, int]:
    return inner_name(block), _columns(block)


def _columns(block: XmlElement) -> int:
    return sum(len(grid) for grid in named(block, "tblGrid"))


def _by_words(olds: Sequence[XmlElement], news: Sequence[XmlElement]) -> list[TrackedBlock]:
    found: list[TrackedBlock] = []
    for one, other in laid_together([*map(words_of, olds)], [*map(words_of, news)]):
        old = None if one is None else olds[one]
        new = None if other is None else news[other]
        if old is None or new is None or old.tag == new.tag:
            found.append(TrackedBlock(old, new))
        else:
            found += [TrackedBlock(old, None), TrackedBlock(None, new)]
    return found


def rows_of(table: TrackedBlock) -> list[TrackedBlock]:
    """The rows of a table, which has the same columns in both papers."""
    olds, news = table.inner("tr")
    if table.is_frame:
        return [TrackedBlock(*pair) for pair in zip_longest(olds, news)]
    return _by_words(olds, news)


def in_cell(olds: Sequence[XmlElement], news: Sequence[XmlElement]) -> list[TrackedBlock]:
    """The paragraphs of a cell; no cell ends with some of the old paper and some of the new."""
    found = _by_words(olds, news)
    last = max(
        (place for place, one in enumerate(found) if one.old is not None and one.new is not None),
        default=-1,
    )
    is_mixed = len({one.change for one in found[last + 1 :]}) > 1
    if olds and news and (last < 0 or is_mixed):
        return [*_by_words(olds[:-1], news[:-1]), TrackedBlock(olds[-1], news[-1])]
    return found


def closed(blocks: Iterable[TrackedBlock]) -> Iterator[TrackedBlock]:
    """The same where what is gone and what is added before a table end with one paragraph.

    One of the two says nothing; both ends could not be made one with what is before them.
    """
    waiting: list[TrackedBlock] = []
    for block in blocks:
        if block.change is not SheetMark.KEPT and not block.is_table:
            waiting.append(block)
            continue
        yield from _with_one_end(waiting) if block.is_table else waiting
        yield block
        waiting = []
    yield from waiting


def _with_one_end(blocks: list[TrackedBlock]) -> list[TrackedBlock]:
    gone = [block for block in blocks if block.new is None]
    come = [block for block in blocks if block.old is None]
    if not (gone and come) or (words_of(gone[-1].known) and words_of(come[-1].known)):
        return blocks
    both = TrackedBlock(gone[-1].old, come[-1].new, note=come[-1].note or gone[-1].note)
    return [one for one in blocks if one not in (gone[-1], come[-1])] + [both]


def ends_of(blocks: Sequence[TrackedBlock], *, is_cell: bool) -> list[tuple[SheetMark, str]]:
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
        if not words_of(block.known) and not is_cell:
            looks[place] = looks[before]
        if is_cell or _look(looks[place]) == _look(looks[before]):
            ends[before], ends[place] = block.change, SheetMark.KEPT
    return list(zip(ends, looks, strict=True))


def _look(properties: str) -> str:
    """How a paragraph is set, without what nobody sees of that."""
    return _UNSEEN_RE.sub("", _PLAIN_RE.sub("BodyText", properties))


def _seen(block: TrackedBlock) -> XmlElement:
    """A paragraph as the newer paper has it, or as the old one if only that says something."""
    is_gone = block.old is not None and words_of(block.old) and not words_of(block.known)
    return block.old if is_gone and block.old is not None else block.known


def _before(blocks: Sequence[TrackedBlock], place: int) -> int:
    """The paragraph of both papers before those that are gone, or added; -1 where there is none."""
    change = blocks[place].change
    if change is SheetMark.KEPT:
        return -1
    while place >= 0 and blocks[place].change is change and not blocks[place].is_table:
        place -= 1
    is_there = place >= 0 and blocks[place].change is SheetMark.KEPT
    return place if is_there and not blocks[place].is_table else -1
