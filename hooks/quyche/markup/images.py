"""Images that a page would fetch from another host, which learns who reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from quyche.markup.notation import reserved_as_text
from quyche.markup.targets import is_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree

_BEGIN = "!["
_INLINE_RE = re.compile(r"!\[(?:\\.|[^\[\]\\])*\]\(\s*<?(?P<src>[^()<>\s]+)")
_BEFORE_LINKS_ARE_LOOKED_AT = -99


def remote_images(page: str) -> Iterator[tuple[int, str]]:
    """The line (1-based) and the address of each such image of a page in Markdown."""
    if _BEGIN not in page:
        return
    position = 0
    for src in _sources(page):
        found = page.find(src, position)
        at = found if found >= 0 else max(page.find(src), 0) or page.find(_BEGIN, position)
        position = max(at, position)
        yield page.count("\n", 0, max(at, 0)) + 1, src


def _sources(page: str) -> list[str]:
    """The addresses of the images as Markdown finds them, in their order."""
    converter: Markdown = Markdown(
        extensions=["quyche.markup.notation", "tables", "pymdownx.superfences"]
    )
    collector = _Collector(converter)
    converter.treeprocessors.register(collector, "quyche-images", _BEFORE_LINKS_ARE_LOOKED_AT)
    converter.convert(reserved_as_text(page))
    return collector.found


class _Collector(Treeprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.found: list[str] = []

    def run(self, root: ElementTree.Element) -> None:
        sources = (image.get("src", "") for image in root.iter("img"))
        self.found += [src.replace(AMP_SUBSTITUTE, "&") for src in sources if is_elsewhere(src)]


def remote_images_in_text(text: str) -> Iterator[tuple[int, str]]:
    """The same of a document, which shows no images but may be read where they are shown."""
    return (found for found in images_in_text(text) if is_elsewhere(found[1]))


def images_in_text(text: str) -> Iterator[tuple[int, str]]:
    """The line (1-based) and the address of whatever a document has written as an image."""
    for match in _INLINE_RE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match["src"]
