"""Where what a reader sees of a document stands among the characters of its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.markup.runs import places, plain
from quyche.texts.provisions import Block, BlockKind, Provision, cell_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.texts.provisions import Document

_BLANKS = " \t\r\n"


@dataclass(frozen=True)
class SourcePlaces:
    """The places of the texts of one document, each asked for by its line."""

    document: Document

    def span(self, line: int, text: str, start: int, end: int, *, heading: bool) -> range | None:
        """Where a stretch of the block, or of the heading, at a line stands in the file.

        None where the file does not have it in one piece as it is read.
        """
        known = self._headings if heading else self._blocks
        for source, offset in known.get(line, ()):
            found = _places_of(source, text, offset)
            if found and end > start:
                held = self.document.source[found[start] : found[end - 1] + 1]
                if held == text[start:end]:
                    return range(found[start], found[end - 1] + 1)
        return None

    def number(self, provision: Provision) -> range | None:
        """Where the number of a provision stands in the file; None where that is not to be told."""
        offset = self._offsets.get(provision.anchor, -1)
        at = provision.head.find(provision.mark) if offset >= 0 else -1
        within = provision.mark.rfind(provision.number)
        if at < 0 or within < 0 or not provision.number:
            return None
        start = offset + at + within
        return range(start, start + len(provision.number))

    @cached_property
    def _parts(self) -> tuple[tuple[Block | Provision, int], ...]:
        return tuple(_parts(self.document.content, len(self.document.front)))

    @cached_property
    def _offsets(self) -> Mapping[str, int]:
        return {part.anchor: at for part, at in self._parts if isinstance(part, Provision)}

    @cached_property
    def _headings(self) -> Mapping[int, list[tuple[Block, int]]]:
        found: dict[int, list[tuple[Block, int]]] = {}
        for part, at in self._parts:
            if isinstance(part, Provision):
                block = Block(BlockKind.PARAGRAPH, part.head, part.heading, part.line)
                found.setdefault(part.line, []).append((block, at))
        return found

    @cached_property
    def _blocks(self) -> Mapping[int, list[tuple[Block, int]]]:
        found: dict[int, list[tuple[Block, int]]] = {}
        for part, at in self._parts:
            if isinstance(part, Block):
                found.setdefault(part.line, []).append((part, at))
        return found


def _parts(
    content: Iterable[Block | Provision], offset: int
) -> Iterator[tuple[Block | Provision, int]]:
    """Every block and provision with the place of its first character in the file."""
    for part in content:
        yield part, offset
        if isinstance(part, Provision):
            yield from _parts(part.content, offset + len(part.head))
        offset += len(part.source)


def _places_of(block: Block, text: str, offset: int) -> list[int]:
    """The place in the file of each character of a text; none where the block has it not."""
    if block.kind is BlockKind.TABLE:
        read, found = _of_table(block.source)
    else:
        joined, at = _joined(block.source)
        read, found = plain(joined), [at[place] for place in places(joined)]
    begin = read.find(text)
    if begin < 0 or len(read) != len(found):
        return []
    return [offset + place for place in found[begin : begin + len(text)]]


def _joined(source: str) -> tuple[str, list[int]]:
    """The lines of a source as one, and the place in it of each of the characters."""
    lines: list[str] = []
    found: list[int] = []
    for line, start in _lines(source):
        if lines:
            found.append(start - 1)
        lines.append(line)
        found.extend(range(start, start + len(line)))
    return " ".join(lines), found


def _lines(source: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in source.split("\n"):
        if stripped := line.strip(_BLANKS):
            yield stripped, start + line.index(stripped[0])
        start += len(line) + 1


def _of_table(source: str) -> tuple[str, list[int]]:
    """What a reader sees of a table, cell by cell, and the places of its characters."""
    read, found = "", list[int]()
    for line, start in _lines(source):
        cells = list(cell_spans(line))
        if not cells:
            continue
        for number, (begin, end) in enumerate(cells):
            if read:
                read += "\t" if number else "\n"
                found.append(start + begin)
            cell = line[begin:end]
            read += plain(cell)
            found.extend(places(cell, start + begin))
    return read, found
