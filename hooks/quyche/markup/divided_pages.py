"""Pages of which most is notation of ours: written at once, but for what others have to see.

Where nothing else stands on a page, the site builder is asked where its links lead, and that is
all. Otherwise headings, typed text and links go through Python-Markdown and the site builder as
they always do, on a page that holds nothing else; what they become is put where it belongs. The
page is the same, to the character, as if all of it had gone that way, for a fraction of the time.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quyche.markup import notation
from quyche.markup.divisions import CONTROL_RE, MARK, DividedPart, Division, marked, named
from quyche.markup.own_parts import OwnHeading
from quyche.markup.written_lines import LineLink, NotOurs, attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from quyche.markup.contents import Contents
    from quyche.markup.divisions import Link
    from quyche.markup.own_parts import OwnPiece

_MARK_RE = re.compile(rf'<hr {MARK}="([0-9]+)" />\n?')
_LINK_RE = re.compile(r"<a((?: [^>]*)?)></a>|<p>(.*)</p>\n?|\n")


@dataclass(frozen=True)
class WholePage:
    """A page that needed nobody else."""

    html: str
    anchors: frozenset[str]
    contents: list[Any]
    """Its table of contents, as the extension leaves it for the site builder."""
    title: str | None
    """What its heading says, where it begins with one of the first level."""


@dataclass(frozen=True)
class DividedPage:
    """A page in what is written already and what is not."""

    _division: Division

    @classmethod
    def of(cls, markdown: str) -> DividedPage | None:
        """The parts of a page; None where it has to be written as a whole."""
        if MARK in markdown or CONTROL_RE.search(markdown):
            return None
        try:
            return cls(Division.of(markdown))
        except NotOurs:
            return None

    @property
    def ids(self) -> frozenset[str]:
        """The anchors of what is written already."""
        return frozenset(self._division.ids)

    @cached_property
    def rest(self) -> str:
        """Markdown of what others have to see; it ends with links."""
        blocks, links = self._division.rest, self._links
        ending = (marked(self._division.marks), *map(_shown, links)) if links else ()
        return "\n\n".join((*blocks, *ending)) + "\n"

    @cached_property
    def _places(self) -> frozenset[str]:
        """All anchors that links of the page may lead to without being looked at."""
        return frozenset(self._division.ids | self._division.headed)

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        return self._leading_away(self._division.links)

    def _leading_away(self, links: Iterable[Link]) -> tuple[Link, ...]:
        return tuple(link for link in links if not _is_here(link[1], self._places))

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

    def alone(self, contents: Contents, leading: Callable[[str], str]) -> WholePage | None:
        """The page where nobody else has to see any of it; None where somebody has.

        `leading` says of a link where the site builder has it lead.
        """
        links = dict.fromkeys((*self._leading_away(self._division.linked_headings), *self._links))
        if not self._division.is_own or not all(tag for tag, _ in links):
            return None
        pieces = list(self._owned())
        headings = [one.told for one in pieces if isinstance(one, OwnHeading)]
        anchors = list(contents.anchors(headings, self.ids))
        became = {link: _attributes(*link, leading) for link in links}
        html = "".join(self._written(pieces, iter(anchors), became)).strip()
        told = contents.of(zip(headings, anchors, strict=True))
        return WholePage(html, self.ids.union(anchors), told, _title_of(pieces[0]))

    def _owned(self) -> Iterator[OwnPiece]:
        """All pieces of a page that needs nobody else."""
        for piece in self._division.pieces:
            if isinstance(piece, DividedPart):
                yield from piece.own
            else:
                yield piece

    def _written(
        self, pieces: Iterable[OwnPiece], anchors: Iterator[str], links: Mapping[Link, str]
    ) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield piece
            elif isinstance(piece, LineLink):
                yield self._link(piece, links)
            else:
                yield piece.start(next(anchors))

    def _linked(self, html: str) -> Mapping[Link, str]:
        """The attributes of each link, or all that refers to a footnote, as HTML."""
        found = list(_LINK_RE.finditer(html))
        if "".join(each[0] for each in found) != html:
            raise NotOurs
        became = [each[1] or each[2] or "" for each in found if each[0] != "\n"]
        if len(became) != len(self._links):
            raise NotOurs
        return dict(zip(self._links, became, strict=True))

    def _filled(self, parts: list[str], links: Mapping[Link, str]) -> Iterator[str]:
        waiting = deque(parts)
        for piece in self._division.pieces:
            match piece:
                case str():
                    yield piece
                case LineLink():
                    yield self._link(piece, links)
                case DividedPart():
                    if not waiting:
                        raise NotOurs
                    yield piece.filled(waiting.popleft())
        if waiting:
            raise NotOurs

    def _link(self, link: LineLink, links: Mapping[Link, str]) -> str:
        if not link.tag:
            return links[named(link)]
        is_here = _is_here(link.to, self._places)
        return link.html(f' href="{link.to}"' if is_here else links[named(link)])


def _title_of(first: OwnPiece) -> str | None:
    """What a page is called that begins with this."""
    return first.told.name if isinstance(first, OwnHeading) and first.told.level == 1 else None


def _is_here(to: str, places: Collection[str]) -> bool:
    """Whether a link leads to a place that the page surely has."""
    return to[:1] == "#" and to[1:] in places


def _attributes(tag: str, to: str, leading: Callable[[str], str]) -> str:
    """The attributes of a link, as HTML."""
    attributes = notation.safe_link(leading(to) if tag == "a" else to)
    return "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items())


def _shown(link: Link) -> str:
    """A link alone, for others to see where it leads."""
    tag, to = link
    return notation.leaf(tag, "", href=to) if tag else notation.leaf("p", to)
