"""A Python-Markdown extension: our elements with their anchors, and nothing a document could run.

The renderer writes elements in a notation of private-use characters that no keyboard has; raw HTML
is switched off, so whatever somebody types into a document is text. Works under any site builder
that uses Python-Markdown.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from quyche.markup.runs import is_safe_href

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

OPEN, CLOSE, LEAF, TEXT, SPAN, SPAN_TEXT, SPAN_END = (chr(0xE000 + offset) for offset in range(7))
STRONG, STRONG_END, EMPHASIS, EMPHASIS_END = (chr(0xE007 + offset) for offset in range(4))
_RESERVED_RE = re.compile(f"[{OPEN}-{EMPHASIS_END}]")
_AFTER_ALL = -100
"""The priority of what looks at links: after those who resolve escapes and entities in them."""
_SKIPPED_RE = re.compile(r"[\x00-\x20\x7f-\xa0\s]+")
_SCHEME_RE = re.compile(r"[^/?#]*:")
_LINE_BREAK_RE = re.compile(r"[\r\n]+")
_TAG_RE = re.compile(
    r"blockquote|caption|dd|details|div|dl|dt|h[1-6]|hr|li|ol|p|section|span|summary"
    r"|table|tbody|td|th|thead|tr|ul"
)
_ATTRIBUTE_RE = re.compile(r"id|class|scope|tabindex|colspan|rowspan|(?:aria|data)-[a-z-]+")


def opening(tag: str, **attributes: str) -> str:
    """The beginning of an element that holds others; `cls` is its class."""
    return OPEN + _described(tag, attributes)


def closing() -> str:
    """The end of the element that was opened last."""
    return CLOSE


def leaf(tag: str, text: str, **attributes: str) -> str:
    """An element that holds one line of inline Markdown."""
    return f"{LEAF}{_described(tag, attributes)}{TEXT}{_LINE_BREAK_RE.sub(' ', text)}"


def span(cls: str, text: str) -> str:
    """A stretch of inline Markdown with a class."""
    return f"{SPAN}{cls}{SPAN_TEXT}{text}{SPAN_END}"


def strong(text: str) -> str:
    """Inline Markdown in bold; stars of Markdown would run together where stretches meet."""
    return f"{STRONG}{text}{STRONG_END}"


def emphasis(text: str) -> str:
    """Inline Markdown in italics."""
    return f"{EMPHASIS}{text}{EMPHASIS_END}"


def reserved_as_text(text: str) -> str:
    """The text with the characters of our notation written so that they are characters again.

    Whatever somebody wrote goes through here before it is joined with elements of ours.
    """
    return _RESERVED_RE.sub(lambda match: f"&#x{ord(match.group()):X};", text)


def _described(tag: str, attributes: Mapping[str, str]) -> str:
    named = {
        name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value
    }
    if "cls" in named:
        named["class"] = named.pop("cls")
    return json.dumps([tag, named], separators=(",", ":"))


class ProvisionExtension(Extension):
    """Reads our notation, takes raw HTML for text and drops links to scripts."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # upstream's name
        """Register the parts and take out what would pass HTML through."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.register(_ElementProcessor(md.parser), "quyche-element", 200)
        md.inlinePatterns.register(
            _SpanProcessor(f"{SPAN}([^{SPAN_TEXT}]*){SPAN_TEXT}([^{SPAN_END}]*){SPAN_END}", md),
            "quyche-span",
            175,
        )
        for tag, first, last in (("strong", STRONG, STRONG_END), ("em", EMPHASIS, EMPHASIS_END)):
            processor = _StyleProcessor(f"{first}([^{last}]*){last}", md, tag)
            md.inlinePatterns.register(processor, f"quyche-{tag}", 174)  # inside spans and links
        md.treeprocessors.register(_SafeLinks(md), "quyche-links", _AFTER_ALL)


def makeExtension(**settings: str) -> ProvisionExtension:  # noqa: N802  # upstream's name
    """What Python-Markdown calls to load the extension."""
    return ProvisionExtension(**settings)


class _ElementProcessor(BlockProcessor):
    """Builds elements from our notation, however deep, in one pass."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:  # noqa: ARG002  # the signature is upstream's
        return block[:1] in {OPEN, LEAF} and _element_of(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        stack = [parent]
        while blocks:
            block = blocks.pop(0)
            element = _element_of(block)
            if block.startswith(CLOSE):
                stack.pop()
            elif element is None:
                self.parser.parseBlocks(stack[-1], [block])
            else:
                stack[-1].append(element)
                stack.extend([element] if block.startswith(OPEN) else [])
            if len(stack) == 1:
                return


def _element_of(block: str) -> ElementTree.Element | None:
    """The element that a block begins; None where it is no notation of ours, but typed text."""
    if block[:1] not in {OPEN, LEAF}:
        return None
    description, _, text = block[1:].partition(TEXT)
    try:
        described = json.loads(description)
    except (ValueError, RecursionError):
        return None
    match described:
        case [str(tag), dict(attributes)] if _TAG_RE.fullmatch(tag) and _are_ours(attributes):
            element = ElementTree.Element(tag, attributes)
            element.text = text
            return element
    return None


def _are_ours(attributes: Mapping[str, object]) -> bool:
    """Whether an element of ours could have these: nothing a browser runs or fetches."""
    return all(
        _ATTRIBUTE_RE.fullmatch(name) and isinstance(value, str)
        for name, value in attributes.items()
    )


class _SpanProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  # upstream's type lists what older patterns return
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the signature is upstream's
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("span", {"class": m.group(1)})
        element.text = m.group(2)
        return element, m.start(0), m.end(0)


class _StyleProcessor(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, tag: str) -> None:
        super().__init__(pattern, md)
        self.tag = tag

    def handleMatch(  # type: ignore[override]  # noqa: N802  # upstream's type lists what older patterns return
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the signature is upstream's
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element(self.tag)
        element.text = m.group(1)
        return element, m.start(0), m.end(0)


class _SafeLinks(Treeprocessor):
    """A link that is no address of the web, of mail or of this site loses its target."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                value = element.get(name)
                if value is not None and not _is_harmless(value):
                    del element.attrib[name]


def _is_harmless(href: str) -> bool:
    """Whether a browser would take the address for one of the web, of mail or of this site.

    A browser resolves entities and skips blanks and control characters before it reads the scheme.
    """
    read = html.unescape(href.replace(AMP_SUBSTITUTE, "&"))
    read = _SKIPPED_RE.sub("", read)
    return not _SCHEME_RE.match(read) or is_safe_href(read)
