"""A document as a tree of provisions that keeps every character of its source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN
from quyche.markup.runs import Run, note_labels, plain, runs, without_styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.language.grammars import Grammar
    from quyche.texts.addresses import Address


_BLANKS = " \t\r\n"
_CELL_BAR_RE = re.compile(r"(?<!\\)\|")


class BlockKind(Enum):
    """What a stretch of text between provisions is."""

    __hash__ = object.__hash__  # each is one thing; an enum's own goes through its name

    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A list item without a number of its own (`- …`, `(i) …`); the dash belongs to its text."""
    QUOTE = "quote"
    """Text quoted by an amending document; whatever stands in it is no provision."""
    TABLE = "table"
    TITLE = "title"
    """The document's or an attachment's own title."""
    HEADING = "heading"
    """A heading that is no provision."""
    BREAK = "break"
    """A line `---`, which closes the open provision."""
    NOTE = "note"
    """What a footnote says (`[^8]: …`): outside of the text of what it stands in."""
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that belongs to one provision, or to the document."""

    kind: BlockKind
    source: str
    """The characters of the file, with the blank lines that follow."""
    text: str
    """What a reader sees: no markup, line breaks of a paragraph as blanks.

    A table has a line for a row, with tabs between its cells.
    """
    line: int
    indent: int = 0

    @classmethod
    def of(cls, kind: BlockKind, source: str, line: int, indent: int = 0) -> Block:
        """The block that these characters of a file make."""
        return cls(kind, source, _text(kind, source), line, indent)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of its source that hold something, without the blanks around them."""
        return _lines(self.source)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a table in inline markup, row by row."""
        return tuple(cells(line) for line in self.lines if not _is_rule(line))

    @property
    def numbered_rows(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The same with the line of the file that each row stands on."""
        numbered = self._numbered_lines()
        return tuple((number, cells(line)) for number, line in numbered if not _is_rule(line))

    @property
    def quoted(self) -> tuple[tuple[int, str], ...]:
        """The lines of a quotation as a reader sees them, with where each stands in the file."""
        shown = ((number, _quoted(line)) for number, line in self._numbered_lines())
        return tuple((number, text) for number, text in shown if text)

    @property
    def quoted_runs(self) -> tuple[tuple[int, tuple[Run, ...]], ...]:
        """The same lines with the footnotes that they refer to."""
        bare = ((number, line.lstrip("> \t")) for number, line in self._numbered_lines())
        return tuple((number, without_styles(line)) for number, line in bare if line)

    @property
    def note_labels(self) -> tuple[tuple[int, str], ...]:
        """The footnotes that it refers to, with the line it begins on, or the row or line of one.

        What a footnote says refers to none here.
        """
        if "[^" not in self.source or self.kind is BlockKind.NOTE:
            return ()
        match self.kind:
            case BlockKind.TABLE:
                said = [(line, cell) for line, row in self.numbered_rows for cell in row]
            case BlockKind.QUOTE:
                said = [(line, text.lstrip("> \t")) for line, text in self._numbered_lines()]
            case BlockKind.TITLE | BlockKind.HEADING:
                said = [(self.line, " ".join(self.lines).lstrip("# \t"))]
            case _:
                said = [(self.line, " ".join(self.lines))]
        return tuple((line, label) for line, text in said for label in note_labels(text))

    def _numbered_lines(self) -> Iterator[tuple[int, str]]:
        stripped = (line.strip(_BLANKS) for line in self.source.split("\n"))
        return ((number, line) for number, line in enumerate(stripped, self.line) if line)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text of a paragraph or an item, stretch by stretch; together they are `text`."""
        return runs(" ".join(self.lines))

    @property
    def linked_spans(self) -> list[tuple[int, int]]:
        """Where in its text an author has set a link already."""
        spans, position = [], 0
        for run in self.runs if "](" in self.source else ():
            if run.href:
                spans.append((position, position + len(run.text)))
            position += len(run.text)
        return spans

    @property
    def heading_runs(self) -> tuple[Run, ...]:
        """The text of a title or a heading with the footnotes that it refers to."""
        return without_styles(" ".join(self.lines).lstrip("# \t"))


def _lines(source: str) -> tuple[str, ...]:
    stripped = (line.strip(_BLANKS) for line in source.split("\n"))
    return tuple(line for line in stripped if line)


def _text(kind: BlockKind, source: str) -> str:
    """What a reader sees of a block."""
    lines = _lines(source)
    match kind:
        case BlockKind.TABLE:
            rows = (cells(line) for line in lines if not _is_rule(line))
            return "\n".join("\t".join(plain(cell) for cell in row) for row in rows)
        case BlockKind.QUOTE:
            return "\n".join(filter(None, map(_quoted, lines)))
        case BlockKind.TITLE | BlockKind.HEADING:
            return plain(" ".join(lines).lstrip("# \t"))
        case BlockKind.BREAK | BlockKind.NOTE:
            return ""
    return plain(" ".join(lines))


def _quoted(line: str) -> str:
    return plain(line.lstrip("> \t"))


def _is_rule(row: str) -> bool:
    """Whether the row of a table is the line below its head: `|---|:-:|`."""
    return "-" in row and not row.strip("| \t:-")


def cells(row: str) -> tuple[str, ...]:
    """The cells of one row of a pipe table, in inline markup."""
    inner = row.removeprefix("|").removesuffix("|")
    return tuple(cell.strip(_BLANKS).replace("\\|", "|") for cell in _CELL_BAR_RE.split(inner))


def cell_spans(row: str) -> Iterator[tuple[int, int]]:
    """Where the cells of one row of a pipe table begin and end in it; none for its rule."""
    if _is_rule(row):
        return
    start, stop = int(row.startswith("|")), len(row) - int(len(row) > 1 and row.endswith("|"))
    bars = [bar.start() for bar in _CELL_BAR_RE.finditer(row) if start <= bar.start() < stop]
    for begin, end in zip((start, *(bar + 1 for bar in bars)), (*bars, stop), strict=True):
        inner = row[begin:end]
        blanks = len(inner) - len(inner.lstrip(_BLANKS))
        yield begin + blanks, begin + blanks + len(inner.strip(_BLANKS))


@dataclass(frozen=True, slots=True)
class Provision:
    """Any addressable part of a document."""

    kind: Kind
    number: str
    """Exactly as adopted: `4a`, `II`, `đ`, `1.2`."""
    mark: str
    """The number as it is printed, with its word and punctuation: `Điều 5.`, `a)`."""
    heading: str
    address: Address
    line: int
    head: str
    """The characters of the file that hold the number and the heading."""
    content: tuple[Block | Provision, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    """What an author set on the heading, e.g. `governs`."""
    indent: int = field(default=0, compare=False)
    heading_notes: tuple[tuple[int, str], ...] = ()
    """The footnotes that the heading refers to, and before which of its letters."""

    @property
    def anchor(self) -> str:
        """Its anchor in the document's page."""
        return self.address.anchor

    @property
    def children(self) -> tuple[Provision, ...]:
        """The provisions directly inside it."""
        return tuple(part for part in self.content if isinstance(part, Provision))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its own text, without that of the provisions inside it."""
        return tuple(part for part in self.content if isinstance(part, Block))

    @property
    def text(self) -> str:
        """Its own text without its number and heading, one paragraph a line."""
        return "\n".join(block.text for block in self.blocks if block.text)

    @property
    def source(self) -> str:
        """The characters of the file it was read from."""
        return self.head + "".join(part.source for part in self.content)

    @property
    def heading_runs(self) -> tuple[Run, ...]:
        """The heading with the footnotes that it refers to."""
        found, position = list[Run](), 0
        for place, label in self.heading_notes:
            found += [Run(self.heading[position:place]), Run("", note=label)]
            position = place
        found.append(Run(self.heading[position:]))
        return tuple(run for run in found if run.text or run.note)

    def attribute(self, name: str) -> str | None:
        """What the author set on the heading under that name."""
        return dict(self.attributes).get(name)

    def walk(self) -> Iterator[Provision]:
        """Itself and all provisions inside it, in reading order."""
        yield self
        for part in self.content:
            if isinstance(part, Provision):
                yield from part.walk()


@dataclass(frozen=True)
class Document:
    """One file, parsed: joining its parts gives the file back, character for character."""

    id: str
    path: str
    """Relative to the folder of documents, with slashes."""
    front: str
    """The front matter with its fences and a byte order mark, as written, where there is any."""
    title: str
    content: tuple[Block | Provision, ...]
    grammar: Grammar = field(default=VN, repr=False)
    """How it is written."""

    @cached_property
    def source(self) -> str:
        """The characters of the file."""
        return self.front + "".join(part.source for part in self.content)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text that belongs to no provision: bases, signature."""
        return tuple(part for part in self.content if isinstance(part, Block))

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The provisions at the top of the tree."""
        return tuple(part for part in self.content if isinstance(part, Provision))

    def walk(self) -> Iterator[Provision]:
        """All provisions, in reading order."""
        for part in self.content:
            if isinstance(part, Provision):
                yield from part.walk()

    def heads(self) -> Mapping[str, str]:
        """For each provision the one with a heading that it stands in, or itself, by anchors.

        The outermost it stands in where none has a heading.
        """
        return dict(_heads(self.provisions))

    def articles(self) -> Iterator[Provision]:
        """All articles, those of attachments included, in reading order."""
        return (provision for provision in self.walk() if provision.kind is Kind.ARTICLE)


def _heads(provisions: Iterable[Provision], head: str = "") -> Iterator[tuple[str, str]]:
    for provision in provisions:
        own = head if head and not provision.kind.is_headed else provision.anchor
        yield provision.anchor, own
        yield from _heads(provision.children, own)
