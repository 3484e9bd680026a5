"""The blocks of a page, parted into what is written already and what others may have to see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown.util import BLOCK_LEVEL_ELEMENTS

from quyche.markup import notation
from quyche.markup.own_parts import OwnPiece, heading_of, typed_of
from quyche.markup.written_lines import LineLink, NotOurs, Piece, attribute, written

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK = "data-q-part"
CONTROL_RE = re.compile("[\x02\x03\t\r]")
_HEADING_RE = re.compile(r"<(h[1-6])[ >].*</\1>", re.DOTALL)
_WRAPPED_RE = re.compile(r"<div[^>]*>\n?(.*)</div>\s*", re.DOTALL)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_DOCUMENT = "q-document"
_KEPT = 16_384  # descriptions of elements, most of which stand in every document


@dataclass(frozen=True)
class DividedPart:
    """What somebody else writes, in its place on the page."""

    is_heading: bool
    is_wrapped: bool
    is_first: bool
    """Whether nothing stands before it in the element around."""
    own: tuple[OwnPiece, ...]
    """The same where nobody else has to see it, as it stands there; empty where somebody has."""

    def filled(self, html: str) -> str:
        """What stands there; raises NotOurs where that cannot be told from what is around it."""
        wanted = _HEADING_RE if self.is_heading else _WRAPPED_RE
        found = wanted.search(html) if self.is_heading or self.is_wrapped else None
        if found is None and (self.is_heading or self.is_wrapped):
            raise NotOurs
        inner = (found[0 if self.is_heading else 1] if found else html).strip("\n")
        if not inner:
            raise NotOurs  # something else stands first
        return f"\n{inner}\n" if self.is_first else f"{inner}\n"


Link = tuple[str, str]
"""The tag of a link and where it leads, which is all that its attributes depend on."""


def named(link: LineLink) -> Link:
    """What a link becomes is known by."""
    return link.tag, link.to


@dataclass(slots=True)
class _Element:
    """One that has begun."""

    tag: str = ""
    cls: str = ""
    is_in_document: bool = False
    is_in_group: bool = False
    has_child: bool = False

    @property
    def line(self) -> str:
        """What stands between elements in it."""
        return "" if self.is_in_group else "\n"


@dataclass
class Division:
    """Goes through the blocks of a page."""

    pieces: list[Piece | DividedPart] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """Markdown of the parts."""
    marks: int = 0
    """How many of them begin with a mark in it."""
    others: int = 0
    """How many of them somebody else has to see."""
    ids: set[str] = field(default_factory=set)
    """Anchors of what is written already."""
    headed: set[str] = field(default_factory=set)
    """Anchors of headings, in the parts."""
    links: dict[Link, None] = field(default_factory=dict)
    """Links in what is written already, each once."""
    linked_headings: dict[Link, None] = field(default_factory=dict)
    """Those in headings."""
    stack: list[_Element] = field(default_factory=lambda: [_Element(has_child=True)])
    typed: list[str] = field(default_factory=list)
    """What somebody typed, up to where the page is read."""

    @classmethod
    def of(cls, markdown: str) -> Division:
        """The whole page; raises NotOurs where it cannot be divided."""
        division = cls()
        for block in markdown.strip("\n").split("\n\n"):
            division._block(block)
        division._end_typed()
        if len(division.stack) > 1:
            raise NotOurs
        return division

    @property
    def is_own(self) -> bool:
        """Whether nobody else has to see any part of the page."""
        return bool(self.pieces) and not self.others

    def _block(self, block: str) -> None:
        sign = block[:1]
        if sign not in {notation.OPEN, notation.LEAF, notation.CLOSE}:
            self.typed.append(block)
            return
        if self.typed:
            self._end_typed()
        if sign == notation.CLOSE:
            self._close(block)
        elif sign == notation.OPEN:
            self._open(block)
        else:
            self._leaf(block)

    def _open(self, block: str) -> None:
        tag, start, cls, anchor = _described(block[1:])
        around = self.stack[-1]
        if tag == notation.GROUP:
            self._begin(around)
            start = ""
        elif tag in BLOCK_LEVEL_ELEMENTS:
            self._begin(around)
        else:
            raise NotOurs
        self.pieces.append(start)
        self._identify(anchor)
        self.stack.append(
            _Element(
                tag,
                cls,
                around.is_in_document or _DOCUMENT in cls.split(),
                around.is_in_group or tag == notation.GROUP,
                has_child=tag == notation.GROUP,
            )
        )

    def _close(self, block: str) -> None:
        if block != notation.CLOSE or not self.stack[1:]:
            raise NotOurs
        closed, around = self.stack.pop(), self.stack[-1]
        end = "" if closed.tag == notation.GROUP else f"</{closed.tag}>"
        self.pieces.append(end + around.line)

    def _leaf(self, block: str) -> None:
        description, found, text = block[1:].partition(notation.TEXT)
        tag, start, _, anchor = _described(description)
        around = self.stack[-1]
        if not found or tag not in BLOCK_LEVEL_ELEMENTS:
            raise NotOurs
        if tag in _HEADINGS:
            self._heading(block)
            self.headed |= {anchor} - {""}
            return
        if "q-named" in text:
            raise NotOurs  # numbers that are named stand in headings
        self._begin(around)
        self._identify(anchor)
        self.pieces.append(start)
        inside = written(text, is_in_document=around.is_in_document)
        _note_links(inside, self.links)
        self.pieces += inside
        self.pieces.append(around.line if tag == "hr" else f"</{tag}>{around.line}")

    def _heading(self, block: str) -> None:
        """Somebody else may have to make the table of contents of it."""
        around = self.stack[-1]
        is_leading = not around.has_child and around.tag == "section"
        cls = around.cls if is_leading else ""
        inner = [notation.opening("section", cls=cls), block, notation.CLOSE] if cls else [block]
        own = heading_of(block, cls, is_in_document=around.is_in_document)
        self._part(inner, own, is_heading=True)
        _note_links(own, self.linked_headings)

    def _end_typed(self) -> None:
        """What somebody typed is read as it is."""
        blocks, self.typed = self.typed, []
        if not any(block.strip() for block in blocks):
            return
        if any(sign in block for block in blocks for sign in _SIGNS):
            raise NotOurs  # inside of something that somebody else reads
        self._part(blocks, () if self.stack[1:] else typed_of(blocks), is_heading=False)

    def _part(self, blocks: list[str], own: tuple[OwnPiece, ...], *, is_heading: bool) -> None:
        around = self.stack[-1]
        if around.is_in_group:
            raise NotOurs
        is_wrapped = len(self.stack) > 1
        is_very_first = not self.pieces and not is_wrapped
        if not is_very_first:
            self.rest.append(marked(self.marks))
            self.marks += 1
        cls = _DOCUMENT if around.is_in_document else ""
        start, end = (
            ([notation.opening("div", cls=cls)], [notation.CLOSE]) if is_wrapped else ([], [])
        )
        self.rest += [*start, *blocks, *end]
        is_first = not around.has_child
        own = ("\n", *own) if own and is_first else own
        self.pieces.append(DividedPart(is_heading, is_wrapped, is_first, own))
        self.others += not own
        around.has_child = True

    def _begin(self, around: _Element) -> None:
        """Something stands in an element, on a line of its own."""
        if not around.has_child:
            self.pieces.append(around.line)
            around.has_child = True

    def _identify(self, anchor: str) -> None:
        if anchor:
            self.ids.add(anchor)


def marked(number: int) -> str:
    """What stands where the parts that others have to see are parted."""
    return notation.leaf("hr", "", **{MARK.replace("-", "_"): str(number)})


def _note_links(pieces: Iterable[OwnPiece], links: dict[Link, None]) -> None:
    """Add the links among pieces, each once, in their order."""
    for piece in pieces:
        if isinstance(piece, LineLink):
            links[named(piece)] = None


_SIGNS = (notation.OPEN, notation.CLOSE, notation.LEAF, notation.TEXT)


@lru_cache(_KEPT)
def _described(description: str) -> tuple[str, str, str, str]:
    """An element's tag, the HTML that begins it, its class and its anchor.

    Raises NotOurs for what describes none of our elements.
    """
    element = notation.element_of(notation.OPEN + description)
    if element is None or any(CONTROL_RE.search(value) for value in element.attrib.values()):
        raise NotOurs
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in sorted(element.items()))
    ends = " />" if element.tag == "hr" else ">"
    return (
        element.tag,
        f"<{element.tag}{attributes}{ends}",
        element.get("class", ""),
        element.get("id", ""),
    )
