"""The minutes of a meeting: what is numbered below their headings has a permanent address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quyche.language import markers
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key
from quyche.language.spelling import slug
from quyche.language.vietnamese import VN
from quyche.texts import parser
from quyche.texts.addresses import Address, Step
from quyche.texts.provisions import Block, BlockKind, Document, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.language.grammars import Grammar
    from quyche.language.markers import Marker

_SECTION_LEVEL = 2
_BLANKS = " \t\r\n"


def read(source: str, path: str, grammar: Grammar = VN) -> Document:
    """Read a meeting's file.

    Guaranteed for every text: joining the parts gives the file back, character for character, and
    no anchor stands twice. `2. …` below `## Kết luận` is the provision `ket-luan-2`; what is
    indented below it belongs to it.
    """
    document = parser.parse(source, path, grammar, may_count_alone=False).document
    reader = _Reader(document.id, grammar)
    return replace(document, content=tuple(reader.parts(document.content)))


def section_of(provision: Provision) -> str:
    """The section in which a numbered item stands, as anchors spell it."""
    key = provision.address.steps[-1].key.partition("--")[0]
    return key.removesuffix(f"-{number_key(provision.kind, provision.number)}")


def conclusions(document: Document) -> tuple[Provision, ...]:
    """The conclusions, in reading order."""
    section = section_of_conclusions(document)
    return tuple(
        item for item in document.provisions if _is_item(item) and section_of(item) == section
    )


def section_of_conclusions(document: Document) -> str:
    """The section whose numbered items are conclusions, as anchors spell its heading."""
    return slug(document.grammar.conclusions)


def numbered(document: Document) -> Iterator[tuple[Provision, ...]]:
    """The numbered items, section by section."""
    by_section: dict[str, list[Provision]] = {}
    for item in filter(_is_item, document.provisions):
        by_section.setdefault(section_of(item), []).append(item)
    return (tuple(items) for items in by_section.values())


def _is_item(provision: Provision) -> bool:
    return provision.kind is Kind.CLAUSE


@dataclass(eq=False)
class _Item:
    """A numbered item while what belongs to it is still added."""

    address: Address
    marker: Marker
    line: int
    head: str
    content: list[Block] = field(default_factory=list)

    def frozen(self) -> Provision:
        marker, content = self.marker, tuple(self.content)
        return Provision(
            marker.kind, marker.number, marker.mark, "", self.address, self.line, self.head, content
        )


class _Reader:
    """Goes through the blocks of a document in reading order."""

    def __init__(self, document: str, grammar: Grammar) -> None:
        self.document = document
        self.grammar = grammar
        self.heading = ""
        self.item: _Item | None = None
        self._keys: set[str] = set()

    def parts(self, content: Iterable[Block | Provision]) -> Iterator[Block | Provision]:
        """The same text with its numbered items as provisions."""
        for part in content:
            if self.item and isinstance(part, Block) and _is_inside(part):
                self.item.content.append(part)
                continue
            yield from self._closed()
            if isinstance(part, Provision):
                yield part
            else:
                yield from self._outside(part)
        yield from self._closed()

    def _outside(self, block: Block) -> Iterator[Block]:
        if block.kind is BlockKind.HEADING and _level(block) <= _SECTION_LEVEL:
            self.heading = block.text
        marker = markers.item(block.source, self.grammar) if block.kind is BlockKind.ITEM else None
        if marker and marker.kind is Kind.CLAUSE and self.heading:
            self.item = self._begun(block, marker)
        else:
            yield block

    def _begun(self, block: Block, marker: Marker) -> _Item:
        rest = marker.rest if marker.rest.strip(_BLANKS) else ""
        head = block.source.removesuffix(rest) if rest else block.source
        item = _Item(self._address(marker), marker, block.line, head)
        if rest:
            item.content.append(Block.of(BlockKind.PARAGRAPH, rest, block.line, block.indent + 1))
        return item

    def _closed(self) -> Iterator[Provision]:
        if self.item:
            yield self.item.frozen()
        self.item = None

    def _address(self, marker: Marker) -> Address:
        """A number that stands twice gets an anchor of its own."""
        wanted = f"{slug(self.heading)}-{number_key(marker.kind, marker.number)}"
        key, count = wanted, 2
        while key in self._keys:
            key, count = f"{wanted}--{count}", count + 1
        self._keys.add(key)
        name = f"{self.heading} {marker.number}"
        return Address(self.document, (Step.attached(key, name),))


def _is_inside(block: Block) -> bool:
    return block.indent > 0 or block.kind is BlockKind.BLANK


def _level(block: Block) -> int:
    return len(block.source.lstrip()) - len(block.source.lstrip().lstrip("#"))
