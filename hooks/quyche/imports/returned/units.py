"""A text as its paper has it: each paragraph, with the characters that it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.markup.runs import Letter, StyledStretch, plain, stretches
from quyche.texts.provisions import Block, BlockKind, Provision, cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.language.kinds import Kind
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Document

_BLANKS = " \t\r\n"
_HEADING_RE = re.compile(
    r"""
    [ ]{0,3}\#{1,6}[ \t\u00a0]+
    (?P<text>.*?)
    (?:[ \t]*\{(?:[ \t]*[\w-]+="[^"{}]*")+[ \t]*\})?
    (?:[ \t]+\#+)?
    [ \t\r\n]*
    """,
    re.VERBOSE | re.DOTALL,
)
_QUOTE_RE = re.compile(r"[> \t]*")
_LINE_RE = re.compile(r"[^\n]*\n|[^\n]+")
_BULLET_RE = re.compile(r"[-*+•][ \t\u00a0]+(?=\S)")
_BAR_RE = re.compile(r"(?<!\\)\|")


class UnitKind(Enum):
    """What a paragraph of a paper stands for in a text."""

    HEADING = "heading"
    """That of a provision."""
    ITEM = "item"
    """A clause or a point: its number and what follows on its line."""
    BLOCK = "block"
    """Text between provisions."""
    QUOTE = "quote"
    ROW = "row"


@dataclass(frozen=True)
class PaperUnit:
    """One paragraph of a paper, or one row of a table."""

    kind: UnitKind
    line: int
    start: int
    """Where it begins in the source."""
    body_end: int
    """Where its last character stands that is no blank."""
    end: int
    """Where the next one begins, or what stands between them."""
    spans: tuple[tuple[int, int], ...]
    """Where what a reader sees of it stands in the source; one for each cell of a row."""
    texts: tuple[str, ...]
    """What a reader sees of it, each blank one blank."""
    address: Address | None
    """The provision that it stands in."""
    provision: Kind | None = None
    """What it begins: a clause, an article; None for text inside one."""
    level: int = 0
    """How many hashes its heading has."""
    indent: str = ""
    block: BlockKind | None = None
    is_head: bool = False
    """Whether it is the first row of a table, with the line below."""
    source: str = field(default="", repr=False, compare=False)
    """All characters of the file."""

    @cached_property
    def fields(self) -> tuple[tuple[StyledStretch, ...], ...]:
        """What a reader sees of it, with the characters of the source; one for each span."""
        is_cell = self.kind is UnitKind.ROW
        return tuple(_field(self.source, *span, is_cell=is_cell) for span in self.spans)

    @property
    def text(self) -> str:
        """All of it; the cells of a row with tabs between them."""
        return "\t".join(self.texts)

    @property
    def anchor(self) -> str:
        """Of the provision that it stands in; empty outside of all."""
        return self.address.anchor if self.address else ""

    @property
    def can_change(self) -> bool:
        """Whether its source shows just what its paper does, so that it can be written anew."""
        shown = tuple(one_line("".join(_texts(one))) for one in self.fields)
        return shown == self.texts


def one_line(text: str) -> str:
    """The text with every stretch of blanks as one, whatever kind of blank it is."""
    return " ".join(text.split())


def units_of(document: Document) -> tuple[PaperUnit, ...]:
    """Every paragraph that a paper of the document has below its title, as the file has them.

    Whatever of the source stands in none of them is a blank, a break, or the title.
    """
    reader = _Reader(document.source)
    reader.read(document.content, len(document.front), None)
    return tuple(reader.found)


def _texts(seen: Iterable[StyledStretch]) -> Iterator[str]:
    return (letter.text for stretch in seen for letter in stretch.letters)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[PaperUnit] = []

    def read(
        self, content: Sequence[Block | Provision], position: int, address: Address | None
    ) -> int:
        for part in content:
            if isinstance(part, Block):
                self._block(part, position, address)
                position += len(part.source)
            elif part.kind.is_headed:
                self._heading(part, position)
                position = self.read(part.content, position + len(part.head), part.address)
            else:
                position = self._item(part, position)
        return position

    def _heading(self, provision: Provision, start: int) -> None:
        match = _HEADING_RE.fullmatch(provision.head)
        begin, end = match.span("text") if match else (0, len(provision.head))
        text = one_line(f"{provision.mark} {provision.heading}")
        bare = provision.head.lstrip(" ")
        level = len(bare) - len(bare.lstrip("#"))
        self._add(
            *(UnitKind.HEADING, provision.line, start, provision.head, (begin, end), text),
            address=provision.address,
            provision=provision.kind,
            level=level if match else 0,
        )

    def _item(self, provision: Provision, start: int, before: str = "", marks: str = "") -> int:
        """A clause or point with the first of its text, or with its first point's number."""
        head, marks = before + provision.head, f"{marks} {provision.mark}"
        content = list(provision.content)
        first = content[0] if content else None
        if isinstance(first, Provision) and first.line == provision.line:
            position = self._item(first, start, head, marks)
            return self.read(content[1:], position, provision.address)
        text, used = marks, 0
        if isinstance(first, Block) and first.kind is BlockKind.PARAGRAPH:
            head, text, used = head + first.source, f"{marks} {first.text}", 1
        self._add(
            *(UnitKind.ITEM, provision.line, start, head, _behind_bullet(head), one_line(text)),
            address=provision.address,
            provision=provision.kind,
        )
        return self.read(content[used:], start + len(head), provision.address)

    def _block(self, block: Block, start: int, address: Address | None) -> None:
        if block.kind is BlockKind.TABLE:
            self._table(block, start, address)
        elif block.kind is BlockKind.QUOTE:
            self._quote(block, start, address)
        elif block.text and block.kind not in {BlockKind.TITLE, BlockKind.BREAK}:
            inner = _inner(block.source)
            if block.kind is BlockKind.HEADING and (match := _HEADING_RE.fullmatch(block.source)):
                inner = match.span("text")
            self._add(
                *(UnitKind.BLOCK, block.line, start, block.source, inner, one_line(block.text)),
                address=address,
                block=block.kind,
            )

    def _quote(self, block: Block, start: int, address: Address | None) -> None:
        position = start
        for number, line in enumerate(_LINE_RE.findall(block.source), block.line):
            begin = _QUOTE_RE.match(line).end()  # type: ignore[union-attr]  # it matches nothing, too
            inner = (begin, max(begin, len(line.rstrip(_BLANKS))))
            text = one_line(plain(line[slice(*inner)]))
            if text:
                told = (UnitKind.QUOTE, number, position, line, inner, text)
                self._add(*told, address=address, block=block.kind)
            position += len(line)

    def _table(self, block: Block, start: int, address: Address | None) -> None:
        """The rows; the line below the head belongs to it."""
        position = start
        wanted = {line for line, _ in block.numbered_rows}
        first = min(wanted, default=0)
        for number, line in enumerate(_LINE_RE.findall(block.source), block.line):
            if number in wanted:
                self._row(number, position, line, address, is_head=number == first)
            elif self.found and self.found[-1].is_head and line.strip(_BLANKS):
                own = self.found[-1]
                body = position + len(line.rstrip(_BLANKS))
                self.found[-1] = replace(own, body_end=body, end=position + len(line))
            elif self.found and self.found[-1].end == position:
                self.found[-1] = replace(self.found[-1], end=position + len(line))
            position += len(line)

    def _row(
        self, number: int, start: int, line: str, address: Address | None, *, is_head: bool
    ) -> None:
        bare = line.strip(_BLANKS)
        begin = start + len(line) - len(line.lstrip(_BLANKS))
        spans = _cell_spans(bare)
        shifted = tuple((begin + left, begin + right) for left, right in spans)
        texts = tuple(one_line(plain(cell)) for cell in cells(bare))
        self.found.append(
            PaperUnit(
                *(UnitKind.ROW, number, start, begin + len(bare), start + len(line)),
                *(shifted, texts, address),
                indent=line[: begin - start],
                block=BlockKind.TABLE,
                is_head=is_head,
                source=self.source,
            )
        )

    def _add(  # noqa: PLR0913, PLR0917  # what every unit has
        self,
        kind: UnitKind,
        line: int,
        start: int,
        source: str,
        inner: tuple[int, int],
        text: str,
        *,
        address: Address | None,
        provision: Kind | None = None,
        level: int = 0,
        block: BlockKind | None = None,
    ) -> None:
        begin, end = start + inner[0], start + inner[1]
        self.found.append(
            PaperUnit(
                *(kind, line, start, start + len(source.rstrip(_BLANKS)), start + len(source)),
                *(((begin, end),), (text,), address, provision, level),
                indent=source[: len(source) - len(source.lstrip(" \t"))],
                block=block,
                source=self.source,
            )
        )


def _behind_bullet(source: str) -> tuple[int, int]:
    """Where an item begins that is one of a list in Markdown, too: `* 3.1 First.`."""
    begin, end = _inner(source)
    bullet = _BULLET_RE.match(source, begin)
    return (bullet.end() if bullet else begin), end


def _inner(source: str) -> tuple[int, int]:
    begin = len(source) - len(source.lstrip(_BLANKS))
    return begin, max(begin, len(source.rstrip(_BLANKS)))


def _field(
    source: str, start: int, end: int, *, is_cell: bool = False
) -> tuple[StyledStretch, ...]:
    """What a reader sees of a part of the source: its lines are one, without what is around them.

    A line end with the blanks around it is one letter, which is a blank.
    """
    joined, places = "", list[tuple[int, int]]()
    position = start
    for line in _LINE_RE.findall(source[start:end]):
        bare = line.strip(_BLANKS)
        begin = position + len(line) - len(line.lstrip(_BLANKS))
        if bare and joined:
            joined += " "
            places.append((places[-1][1], begin))
        joined += bare
        places += [(at, at + 1) for at in range(begin, begin + len(bare))]
        position += len(line)
    if is_cell:
        joined, places = _without_escaped_bars(joined, places)
    return tuple(
        replace(
            stretch,
            letters=tuple(
                Letter(letter.text, places[letter.start][0], places[letter.end - 1][1])
                for letter in stretch.letters
            ),
        )
        for stretch in stretches(joined)
    )


def _without_escaped_bars(
    joined: str, places: Sequence[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """A bar in a cell has a backslash before it, which is no part of the text."""
    text, kept = "", list[tuple[int, int]]()
    at = 0
    while at < len(joined):
        is_bar = joined.startswith("\\|", at)
        text += joined[at + is_bar]
        kept.append((places[at][0], places[at + is_bar][1]))
        at += 1 + is_bar
    return text, kept


def _cell_spans(row: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row stand in it, without the blanks around them."""
    begin, end = int(row.startswith("|")), len(row) - int(row.endswith("|"))
    bars = [match.start() for match in _BAR_RE.finditer(row, begin, max(begin, end))]
    spans = []
    for left, right in zip((begin, *(bar + 1 for bar in bars)), (*bars, end), strict=True):
        cell = row[left : max(left, right)]
        first = left + len(cell) - len(cell.lstrip(_BLANKS))
        spans.append((first, max(first, left + len(cell.rstrip(_BLANKS)))))
    return tuple(spans)
