"""Headings and typed lines that nobody else has to see, as pieces of their page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.markup import notation
from quyche.markup.contents import Heading
from quyche.markup.written_lines import LineLink, NotOurs, Piece, attribute, whole, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LABEL = "data-toc-label"
# A line of text or a heading, with no sign in it of which Markdown or an extension makes anything.
_TYPED_RE = re.compile(
    r"(?:(?P<marks>\#{1,6})[ ](?=[\w“(])|(?=[^\W\d_]))(?P<text>[^\\`*_{}\[\]\#!<>&\t\r\n\f\v"
    r"\x02\x03\x1c-\x1e\x85\u2028\u2029\ue000-\uf8ff]*(?<=\S))"
)


@dataclass(frozen=True)
class OwnHeading:
    """What begins a heading: its anchor is known once its whole page is."""

    told: Heading
    attributes: Mapping[str, str]

    def start(self, anchor: str) -> str:
        """The HTML that begins it."""
        named = sorted({**self.attributes, "id": anchor}.items())
        inside = "".join(f' {name}="{attribute(value)}"' for name, value in named)
        return f"<h{self.told.level}{inside}>"


OwnPiece = Piece | OwnHeading


def heading_of(block: str, section: str, *, is_in_document: bool) -> tuple[OwnPiece, ...]:
    """A heading of ours; nothing where it takes somebody else.

    `section` is the class of the section that it begins.
    """
    element = notation.element_of(block)
    if element is None or _LABEL in element.attrib:
        return ()
    try:
        inside = written(element.text or "", is_in_document=is_in_document)
        shown = _with_stop_apart(inside) if section in notation.APART else inside
    except NotOurs:
        return ()
    if any(isinstance(piece, LineLink) and not piece.tag for piece in inside):
        return ()  # a table of contents leaves footnotes out
    return tuple(_heading(int(element.tag[1]), element.attrib, inside, shown))


def _heading(
    level: int, attributes: Mapping[str, str], inside: Iterable[Piece], shown: Iterable[Piece]
) -> Iterator[OwnPiece]:
    said = "".join(piece if isinstance(piece, str) else piece.inside for piece in inside)
    yield OwnHeading(Heading(level, attributes.get("id", ""), said), attributes)
    yield from shown
    yield f"</h{level}>\n"


def _with_stop_apart(inside: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a heading whose number has a line of its own: see `notation.APART`."""
    if not any(isinstance(piece, str) and "q-named" in piece for piece in inside):
        return inside
    match inside:
        case ['<span class="q-number q-named">', LineLink(), "</span>"]:
            return inside
        case ['<span class="q-number q-named">', LineLink() as number, "</span>", *name]:
            return (inside[0], _stopped(number), inside[2], *name)
    raise NotOurs  # a number as we write none


def _stopped(number: LineLink) -> LineLink:
    """A number whose stop is an element."""
    if not number.plain.endswith(".") or "<" in number.plain:
        return number
    text, stop = number.plain[:-1], '<span class="q-stop">.</span>'
    return replace(number, inside=whole(html.unescape(text)) + stop, plain=text + stop)


def typed_of(blocks: Iterable[str]) -> tuple[OwnPiece, ...]:
    """Lines that somebody typed outside of all elements; nothing where they may be more."""
    pieces: list[OwnPiece] = []
    for block in filter(str.strip, blocks):
        found = _TYPED_RE.fullmatch(block.strip("\n"))
        if found is None:
            return ()
        text = whole(found["text"])
        if found["marks"]:
            pieces += _heading(len(found["marks"]), {}, [text], [text])
        else:
            pieces.append(f"<p>{text}</p>\n")
    return tuple(pieces)
