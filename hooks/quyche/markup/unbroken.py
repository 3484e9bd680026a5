"""Keeps numbers and dates on one line, by elements around them: no letter becomes another one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from markupsafe import Markup, escape

from quyche.language.wholes import LONGEST, wholes

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASS = "q-nb"
LONG = "q-wraps"
"""What a link of a document is that is too long to stand on one line, as short ones do."""
_ELSEWHERE_RE = HTML_PLACEHOLDER_RE
"""An entity, which Python-Markdown keeps elsewhere until a page is written."""
_VERBATIM = {"code", "pre"}


def unbroken(text: object) -> Markup:
    """A text for a page with its numbers and dates kept whole; markup stays as it is."""
    if isinstance(text, Markup):
        return text
    said = str(text)
    pieces = (_piece(said[start:end], is_whole=is_whole) for start, end, is_whole in cut(said))
    return Markup("").join(pieces)


def _piece(text: str, *, is_whole: bool) -> Markup:
    return Markup('<span class="{}">{}</span>').format(CLASS, text) if is_whole else escape(text)


def cut(text: str) -> Iterator[tuple[int, int, bool]]:
    """All of a text in stretches, and whether each has to stay whole."""
    places = list(wholes(text))
    for (_, before), (start, end) in pairwise([(0, 0), *places]):
        if start > before:
            yield before, start, False
        yield start, end, True
    last = places[-1][1] if places else 0
    if last < len(text):
        yield last, len(text), False


class Unbroken(Treeprocessor):
    """Does the same in the text of a page.

    A short link to a place in a document is kept whole by its style: there are hundreds of them.
    """

    def run(self, root: ElementTree.Element) -> None:
        """Go through all elements."""
        self._inside(root, is_document=False)

    def _inside(self, element: ElementTree.Element, *, is_document: bool) -> None:
        if element.tag in _VERBATIM or self._is_kept(element, is_document=is_document):
            return
        is_document |= "q-document" in element.get("class", "").split()
        children = list(element)
        for child in children:
            self._inside(child, is_document=is_document)
        self._write(element, children)

    @staticmethod
    def _is_kept(element: ElementTree.Element, *, is_document: bool) -> bool:
        if element.tag != "a" or not is_document or element.get("href", "")[:1] != "#":
            return False
        said = _ELSEWHERE_RE.sub("&", "".join(element.itertext()))
        is_short = len(said) <= LONGEST
        if not is_short and not element.get("class"):
            element.set("class", LONG)
        return is_short

    @staticmethod
    def _write(element: ElementTree.Element, children: list[ElementTree.Element]) -> None:
        """The texts of an element and between its children, with elements around what is whole."""
        at = 0
        for before in (None, *children):
            at += before is not None
            text = (element.text if before is None else before.tail) or ""
            stretches = list(cut(text)) if text.strip() else []
            if not any(is_whole for *_, is_whole in stretches):
                continue
            last = before
            _set(element, last, "")
            for start, end, is_whole in stretches:
                if not is_whole:
                    _set(element, last, text[start:end])
                    continue
                last = ElementTree.Element("span", {"class": CLASS})
                last.text = text[start:end]
                element.insert(at, last)
                at += 1


def _set(element: ElementTree.Element, before: ElementTree.Element | None, text: str) -> None:
    """Write what follows a child of an element, or what stands before its first one."""
    if before is None:
        element.text = text
    else:
        before.tail = text
