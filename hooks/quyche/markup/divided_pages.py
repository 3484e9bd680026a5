"""Pages of which most is notation of ours: written at once, but for what others have to see.

Headings, typed text and links go through Python-Markdown and the site builder as they always do,
on a page that holds nothing else; what they become is put where it belongs. The page is the same,
to the character, as if all of it had gone that way, for a fraction of the time.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown.util import BLOCK_LEVEL_ELEMENTS

from quyche.markup import notation
from quyche.markup.written_lines import LineLink, NotOurs, Piece, attribute, written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_MARK = "data-q-part"
_MARK_RE = re.compile(rf'<hr {_MARK}="([0-9]+)" />\n?')
_HEADING_RE = re.compile(r"<(h[1-6])[ >].*</\1>", re.DOTALL)
_WRAPPED_RE = re.compile(r"<div[^>]*>\n?(.*)</div>\s*", re.DOTALL)
_LINK_RE = re.compile(r"<a((?: [^>]*)?)></a>|<p>(.*)</p>\n?|\n")
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_DOCUMENT = "q-document"
_CONTROL_RE = re.compile("[\x02\x03\t\r]")
_KEPT = 16_384  # descriptions of elements, most of which stand in every document


@dataclass(frozen=True)
class _Part:
    """What somebody else writes, in its place on the page."""

    is_heading: bool
    is_wrapped: bool
    is_first: bool
    """Whether nothing stands before it in the element around."""

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


@dataclass(frozen=True)
class DividedPage:
    """A page in what is written already and what is not."""

    rest: str
    """Markdown of what others have to see."""
    ids: frozenset[str]
    """The anchors of what is written already."""
    _places: frozenset[str]
    """All anchors that links of the page may lead to without being looked at."""
    _pieces: tuple[Piece | _Part, ...]
    _links: tuple[_Link, ...]
    """Those that the rest ends with."""

    @classmethod
    def of(cls, markdown: str) -> DividedPage | None:
        """The parts of a page; None where it has to be written as a whole."""
        if _MARK in markdown or _CONTROL_RE.search(markdown):
            return None
        try:
            return _Division().of(markdown)
        except NotOurs:
            return None

    def joined(self, html: str, anchors: Collection[str]) -> str | None:
        """The HTML of the page from that of the rest, which has these anchors.

        None where it has to be written as a whole after all.
        """
        before, *others = _MARK_RE.split(html)
        numbers, parts = others[::2], others[1::2]
        if numbers != [str(at) for at in range(len(numbers))] or not self.ids.isdisjoint(anchors):
            return None
        linked = parts.pop() if self._links else ""
        if before.strip():
            parts.insert(0, before)
        try:
            return "".join(self._filled(parts, self._linked(linked))).strip()
        except NotOurs:
            return None

    def _linked(self, html: str) -> Mapping[_Link, str]:
        """The attributes of each link, or all that refers to a footnote, as HTML."""
        found = list(_LINK_RE.finditer(html))
        if "".join(each[0] for each in found) != html:
            raise NotOurs
        became = [each[1] or each[2] or "" for each in found if each[0] != "\n"]
        if len(became) != len(self._links):
            raise NotOurs
        return dict(zip(self._links, became, strict=True))

    def _filled(self, parts: list[str], links: Mapping[_Link, str]) -> Iterator[str]:
        waiting = deque(parts)
        for piece in self._pieces:
            match piece:
                case str():
                    yield piece
                case LineLink():
                    yield self._link(piece, links)
                case _Part():
                    if not waiting:
                        raise NotOurs
                    yield piece.filled(waiting.popleft())
        if waiting:
            raise NotOurs

    def _link(self, link: LineLink, links: Mapping[_Link, str]) -> str:
        if not link.tag:
            return links[_named(link)]
        is_here = _is_here(link.to, self._places)
        return link.html(f' href="{link.to}"' if is_here else links[_named(link)])


_Link = tuple[str, str]
"""The tag of a link and where it leads, which is all that its attributes depend on."""


def _named(link: LineLink) -> _Link:
    return link.tag, link.to


def _is_here(to: str, places: Collection[str]) -> bool:
    """Whether a link leads to a place that the page surely has."""
    return to[:1] == "#" and to[1:] in places


def _shown(link: _Link) -> str:
    """A link alone, for others to see where it leads."""
    tag, to = link
    return notation.leaf(tag, "", href=to) if tag else notation.leaf("p", to)


@dataclass
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
class _Division:
    """Goes through the blocks of a page."""

    pieces: list[Piece | _Part] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    headed: set[str] = field(default_factory=set)
    links: dict[_Link, None] = field(default_factory=dict)
    stack: list[_Element] = field(default_factory=lambda: [_Element(has_child=True)])
    typed: list[str] = field(default_factory=list)
    marks: int = 0

    def of(self, markdown: str) -> DividedPage:
        """The whole page; raises NotOurs where it cannot be divided."""
        for block in markdown.strip("\n").split("\n\n"):
            self._block(block)
        self._end_typed()
        if len(self.stack) > 1:
            raise NotOurs
        places = frozenset(self.ids | self.headed)
        links = tuple(link for link in self.links if not _is_here(link[1], places))
        ending = (self._marked(), *map(_shown, links)) if links else ()
        rest = "\n\n".join((*self.rest, *ending)) + "\n"
        return DividedPage(rest, frozenset(self.ids), places, tuple(self.pieces), links)

    def _block(self, block: str) -> None:
        sign = block[:1]
        if sign not in {notation.OPEN, notation.LEAF, notation.CLOSE}:
            self.typed.append(block)
            return
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
        self._begin(around)
        self._identify(anchor)
        self.pieces.append(start)
        inside = written(text, is_in_document=around.is_in_document)
        self.links.update((_named(piece), None) for piece in inside if isinstance(piece, LineLink))
        self.pieces += inside
        self.pieces.append(around.line if tag == "hr" else f"</{tag}>{around.line}")

    def _heading(self, block: str) -> None:
        """Somebody else makes the table of contents of it."""
        around = self.stack[-1]
        is_leading = not around.has_child and around.tag == "section"
        cls = around.cls if is_leading else ""
        inner = [notation.opening("section", cls=cls), block, notation.CLOSE] if cls else [block]
        self._part(inner, is_heading=True)

    def _end_typed(self) -> None:
        """What somebody typed is read as it is."""
        blocks, self.typed = self.typed, []
        if not any(block.strip() for block in blocks):
            return
        if any(sign in block for block in blocks for sign in _SIGNS):
            raise NotOurs  # inside of something that somebody else reads
        self._part(blocks, is_heading=False)

    def _part(self, blocks: list[str], *, is_heading: bool) -> None:
        around = self.stack[-1]
        if around.is_in_group:
            raise NotOurs
        is_wrapped = len(self.stack) > 1
        is_very_first = not self.pieces and not is_wrapped
        if not is_very_first:
            self.rest.append(self._marked())
        cls = _DOCUMENT if around.is_in_document else ""
        start, end = (
            ([notation.opening("div", cls=cls)], [notation.CLOSE]) if is_wrapped else ([], [])
        )
        self.rest += [*start, *blocks, *end]
        self.pieces.append(_Part(is_heading, is_wrapped, is_first=not around.has_child))
        around.has_child = True

    def _begin(self, around: _Element) -> None:
        """Something stands in an element, on a line of its own."""
        if not around.has_child:
            self.pieces.append(around.line)
            around.has_child = True

    def _identify(self, anchor: str) -> None:
        if anchor:
            self.ids.add(anchor)

    def _marked(self) -> str:
        self.marks += 1
        return notation.leaf("hr", "", **{_MARK.replace("-", "_"): str(self.marks - 1)})


_SIGNS = (notation.OPEN, notation.CLOSE, notation.LEAF, notation.TEXT)


@lru_cache(_KEPT)
def _described(description: str) -> tuple[str, str, str, str]:
    """An element's tag, the HTML that begins it, its class and its anchor.

    Raises NotOurs for what describes none of our elements.
    """
    element = notation.element_of(notation.OPEN + description)
    if element is None or any(_CONTROL_RE.search(value) for value in element.attrib.values()):
        raise NotOurs
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in sorted(element.items()))
    ends = " />" if element.tag == "hr" else ">"
    return (
        element.tag,
        f"<{element.tag}{attributes}{ends}",
        element.get("class", ""),
        element.get("id", ""),
    )
