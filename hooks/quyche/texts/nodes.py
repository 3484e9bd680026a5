"""A tree of provisions while it is still being read."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.texts.addresses import Address
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from quyche.language.grammars import Beginning, Form


@dataclass(eq=False)
class OpenBlock:
    """A block while lines are still added to it."""

    kind: BlockKind
    line: int
    indent: int
    sources: list[str]

    def frozen(self) -> Block:
        """The block as it stays."""
        return Block.of(self.kind, "".join(self.sources), self.line, self.indent)


@dataclass(eq=False)
class OpenProvision:
    """A provision, or the document, while its content is still added to it."""

    address: Address
    kind: Kind | None = None
    number: str = ""
    mark: str = ""
    heading: str = ""
    heading_notes: tuple[tuple[int, str], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    line: int = 1
    indent: int = -1
    level: int = 0
    """How many hashes its heading has; 0 for an item."""
    code: tuple[str, ...] = ()
    """The numbers with which that of anything inside it may begin."""
    beginning: Beginning | None = None
    """The shape in which an item is written."""
    heads: list[str] = field(default_factory=list)
    content: list[OpenBlock | OpenProvision] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """How deep it stands; the document stands above all."""
        return self.kind.rank if self.kind else -1

    @property
    def is_counted_through(self) -> bool:
        """Whether it is counted through chapters, as articles are."""
        return self.kind is not None and self.kind.is_counted_through

    @property
    def form(self) -> Form:
        """By what word it is called."""
        return self.address.steps[-1].form

    @property
    def is_headed(self) -> bool:
        """Whether it begins with a heading, as a document does."""
        return self.kind is None or self.kind.is_headed

    def parts(self) -> tuple[Block | Provision, ...]:
        """What it holds, in order, as it stays."""
        return tuple(part.frozen() for part in self.content)

    def frozen(self) -> Provision:
        """The provision as it stays."""
        assert self.kind is not None, "the document itself is no provision"
        return Provision(
            self.kind,
            sys.intern(self.number),  # the same ones stand in every document
            sys.intern(self.mark),
            self.heading,
            self.address,
            self.line,
            "".join(self.heads),
            self.parts(),
            self.attributes,
            max(self.indent, 0),
            self.heading_notes,
        )


def is_note(part: OpenBlock | OpenProvision) -> bool:
    """Whether it is what a footnote says, which stands nowhere in the text."""
    return isinstance(part, OpenBlock) and part.kind is BlockKind.NOTE
