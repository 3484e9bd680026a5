"""The text of a document as its source has it and as its page shows it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree, html

from quyche.texts import notes
from quyche.texts.provisions import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.texts.provisions import Document, Provision

OURS = "data-q-site"
"""The attribute of elements in which the site speaks of a document, not the document itself."""
_BLANK_RE = re.compile(r"\s+")


def source_text(document: Document, title: str) -> str:
    """Everything a reader should see of a document, in order: numbers, headings and text.

    `title` is what the front matter calls it, shown where the text has no title of its own. Blanks
    are left out, since a page may break lines where it likes; nothing else is.
    """
    return _without_blanks("".join(piece.text for piece in pieces_of(document, title)))


@dataclass(frozen=True)
class ShownPiece:
    """A stretch of what a reader sees of a document, and the provision it stands in."""

    anchor: str
    """Empty outside of all provisions."""
    text: str
    is_mark: bool = False
    """Whether it is the number of the provision, as it is printed."""


def pieces_of(document: Document, title: str) -> Iterator[ShownPiece]:
    """Everything a reader should see of a document, in order; `title` as above."""
    if not document.title:
        yield ShownPiece("", title)
    yield from _shown("", document.content)
    for note in notes.notes(document):
        yield from (ShownPiece("", line) for line in note.text.split("\n"))


def _shown(anchor: str, parts: Iterable[Block | Provision]) -> Iterator[ShownPiece]:
    for part in parts:
        if isinstance(part, Block):
            yield ShownPiece(anchor, part.text)
        else:
            yield ShownPiece(part.anchor, part.mark, is_mark=True)
            yield ShownPiece(part.anchor, part.heading)
            yield from _shown(part.anchor, part.content)


def page_text(page: bytes) -> str | None:
    """What a page shows of its document, written the same way; None where it shows none."""
    try:
        tree = html.document_fromstring(page.decode("utf-8"))
    except (UnicodeDecodeError, etree.LxmlError, ValueError):  # it is no page at all
        return None
    found = tree.xpath("//*[contains(concat(' ', @class, ' '), ' q-document ')]")
    if not isinstance(found, list) or not found:
        return None
    return _without_blanks("".join(_text_of(found[0])))


def _text_of(element: object) -> Iterator[str]:
    if not isinstance(element, etree._Element):  # noqa: SLF001  # its only name in the library
        return
    if isinstance(element.tag, str) and OURS not in element.attrib:
        yield element.text or ""
        for child in element:
            yield from _text_of(child)
            yield child.tail or ""


def _without_blanks(text: str) -> str:
    return _BLANK_RE.sub("", text)


def digest(content: str | bytes) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
