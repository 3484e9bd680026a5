"""A Python-Markdown extension: our elements with their anchors, and nothing a document could run.

The renderer writes elements in a notation of private-use characters that no keyboard has; raw HTML
is switched off, so whatever somebody types into a document is text. Works under any site builder
that uses Python-Markdown.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from quyche.markup.targets import is_elsewhere, is_harmless, is_mail
from quyche.markup.unbroken import Unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown import Markdown

OPEN, CLOSE, LEAF, TEXT, SPAN, SPAN_TEXT, SPAN_END = (chr(0xE000 + offset) for offset in range(7))
STRONG, STRONG_END, EMPHASIS, EMPHASIS_END = (chr(0xE007 + offset) for offset in range(4))
LINK, LINK_TEXT, LINK_END = (chr(0xE00B + offset) for offset in range(3))
_LESS = chr(0xE00E)
NOTE, NOTE_END = chr(0xE00F), chr(0xE010)
_RESERVED = f"{OPEN}-{NOTE_END}"
_RESERVED_RE = re.compile(f"[{_RESERVED}]")
_AFTER_ALL = -100
"""The priority of what looks at links: after those who resolve escapes and entities in them."""
_BEFORE_HTML, _AFTER_HTML = 22, 20.5
"""Around those who look for HTML in the source: it is text, and what is odd in it stops them."""
GROUP, UNCHECKED = "quyche-group", "quyche-link"
"""What elements of ours are called until everybody else has gone through the page."""
_LINKS = {"a", UNCHECKED}
APART = {"q-part", "q-chapter", "q-attachment", "q-section", "q-subsection"}
"""What has its number on a line of its own, above its name."""
_HREF_RE = re.compile(rf"[^\s<>\"\\`{_RESERVED}]+")
_ALIGNED_RE = re.compile(r"text-align: (left|center|right);")
_LINE_BREAK_RE = re.compile(r"[\r\n]+")
_KEPT = 8192  # descriptions of elements, most of which stand in every document
_NAMES = 256  # of tags and attributes that are looked at once: there are fewer
_TAG_RE = re.compile(
    r"blockquote|caption|dd|details|div|dl|dt|h[1-6]|hr|li|ol|p|section|span|summary"
    rf"|table|tbody|td|th|thead|tr|ul|{GROUP}"
)
_ATTRIBUTE_RE = re.compile(r"id|class|scope|tabindex|colspan|rowspan|(?:aria|data)-[a-z-]+")

_as_json = json.JSONEncoder(separators=(",", ":")).encode
"""One writer for all: hundreds of thousands of elements stand on the pages of a large site."""
_NOTE_ATTRIBUTES = {"id", "href", "title", "aria-label"}


def opening(tag: str, **attributes: str) -> str:
    """The beginning of an element that holds others; `cls` is its class."""
    return OPEN + _described(tag, tuple(attributes.items()))


def closing() -> str:
    """The end of the element that was opened last."""
    return CLOSE


def leaf(tag: str, text: str, **attributes: str) -> str:
    """An element that holds one line of inline Markdown."""
    described = _described(tag, tuple(attributes.items()))
    line = _LINE_BREAK_RE.sub(" ", text) if "\n" in text or "\r" in text else text
    return f"{LEAF}{described}{TEXT}{line}"


def group(parts: Iterable[str]) -> Iterator[str]:
    """Elements that stand in the page one right after the other, with nothing around them."""
    yield opening(GROUP)
    yield from parts
    yield CLOSE


def span(cls: str, text: str) -> str:
    """A stretch of inline Markdown, with a class or without one."""
    return f"{SPAN}{cls}{SPAN_TEXT}{text}{SPAN_END}"


def unchecked_link(href: str, text: str) -> str:
    """A link around inline Markdown, to what the site builder does not know and cannot check.

    Raises ValueError where it would not become one: no link can hold another.
    """
    if not _HREF_RE.fullmatch(href):
        raise ValueError(f"not the address of a link: {href!r} (expected e.g. '../17/a/b/')")
    if LINK in text:
        raise ValueError(f"a link inside the link to {href}")
    return f"{LINK}{href}{LINK_TEXT}{text}{LINK_END}"


def note_mark(label: str, **attributes: str) -> str:
    """What refers to a footnote: its number, and the attributes of the link there, if it is one."""
    return f"{NOTE}{_as_json([label, _named(attributes)])}{NOTE_END}"


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


@lru_cache(_KEPT)
def _described(tag: str, attributes: tuple[tuple[str, str], ...]) -> str:
    return _as_json([tag, _named(dict(attributes))])


def _named(attributes: Mapping[str, str]) -> dict[str, str]:
    named = {
        name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value
    }
    if "cls" in named:
        named["class"] = named.pop("cls")
    return named


class ProvisionExtension(Extension):
    """Reads our notation, takes raw HTML for text and drops links to scripts."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # upstream's name
        """Register the parts and take out what would pass HTML through."""
        md.preprocessors.deregister("html_block")
        for sign, other, priority in (("<", _LESS, _BEFORE_HTML), (_LESS, "<", _AFTER_HTML)):
            md.preprocessors.register(_Signs(sign, other), f"quyche-{priority}", priority)
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.register(_ElementProcessor(md.parser), "quyche-element", 200)
        md.block_level_elements.append(GROUP)
        md.inlinePatterns.register(
            _SpanProcessor(f"{SPAN}([^{SPAN_TEXT}]*){SPAN_TEXT}([^{SPAN_END}]*){SPAN_END}", md),
            "quyche-span",
            175,
        )
        md.inlinePatterns.register(
            _LinkProcessor(f"{LINK}([^{LINK_TEXT}]*){LINK_TEXT}([^{LINK_END}]*){LINK_END}", md),
            "quyche-link",
            174.5,  # of what stands in a span, too, and around what is in a style
        )
        marks = _NoteProcessor(f"{NOTE}([^{NOTE_END}]*){NOTE_END}", md)
        md.inlinePatterns.register(marks, "quyche-note", 200)  # no sign in it is markup
        for tag, first, last in (("strong", STRONG, STRONG_END), ("em", EMPHASIS, EMPHASIS_END)):
            processor = _StyleProcessor(f"{first}([^{last}]*){last}", md, tag)
            md.inlinePatterns.register(processor, f"quyche-{tag}", 174)  # inside spans and links
        md.treeprocessors.register(_SafeLinks(md), "quyche-links", _AFTER_ALL)
        md.treeprocessors.register(_AlignedCells(md), "quyche-cells", _AFTER_ALL)
        md.treeprocessors.register(_OwnElements(md), "quyche-elements", _AFTER_ALL - 1)
        md.treeprocessors.register(_Stops(md), "quyche-stops", _AFTER_ALL - 1.5)
        md.treeprocessors.register(Unbroken(md), "quyche-unbroken", _AFTER_ALL - 2)


def makeExtension(**settings: str) -> ProvisionExtension:  # noqa: N802  # upstream's name
    """What Python-Markdown calls to load the extension."""
    return ProvisionExtension(**settings)


class _Signs(Preprocessor):
    """Writes one sign for another."""

    def __init__(self, sign: str, other: str) -> None:
        super().__init__()
        self.sign, self.other = sign, other

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace(self.sign, self.other) for line in lines]


class _ElementProcessor(BlockProcessor):
    """Builds elements from our notation, however deep, in one pass."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:  # noqa: ARG002  # the signature is upstream's
        return block[:1] in {OPEN, LEAF} and element_of(block) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        stack = [parent]
        while blocks:
            block = blocks.pop(0)
            element = element_of(block)
            if block.startswith(CLOSE):
                stack.pop()
            elif element is None:
                self.parser.parseBlocks(stack[-1], [block])
            else:
                stack[-1].append(element)
                stack.extend([element] if block.startswith(OPEN) else [])
            if len(stack) == 1:
                return


def element_of(block: str) -> ElementTree.Element | None:
    """The element that a block begins; None where it is no notation of ours, but typed text."""
    if block[:1] not in {OPEN, LEAF}:
        return None
    description, _, text = block[1:].partition(TEXT)
    try:
        described = json.loads(description)
    except (ValueError, RecursionError):
        return None
    match described:
        case [str(tag), dict(attributes)] if _is_ours(tag, attributes):
            element = ElementTree.Element(tag, attributes)
            element.text = text
            return element
    return None


def _is_ours(tag: str, attributes: Mapping[str, object]) -> bool:
    """Whether it could be an element of ours: with nothing that a browser runs or fetches.

    A link that stands alone has its target and nothing else, which is looked at as any other is.
    """
    if tag in _LINKS:
        return attributes.keys() == {"href"} and isinstance(attributes["href"], str)
    return _is_tag(tag) and all(
        isinstance(value, str) and _is_attribute(name) for name, value in attributes.items()
    )


@lru_cache(_NAMES)
def _is_tag(tag: str) -> bool:
    return bool(_TAG_RE.fullmatch(tag))


@lru_cache(_NAMES)
def _is_attribute(name: str) -> bool:
    return bool(_ATTRIBUTE_RE.fullmatch(name))


class _SpanProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  # upstream's type lists what older patterns return
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the signature is upstream's
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("span", {"class": m.group(1)} if m.group(1) else {})
        element.text = m.group(2)
        return element, m.start(0), m.end(0)


class _LinkProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802  # upstream's type lists what older patterns return
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the signature is upstream's
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element(UNCHECKED, {"href": m.group(1)})
        element.text = m.group(2)
        return element, m.start(0), m.end(0)


class _NoteProcessor(InlineProcessor):
    """What refers to a footnote; the text of a document goes on around it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # upstream's type lists what older patterns return
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002  # the signature is upstream's
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        label, attributes = _note_of(m.group(1))
        if not label:
            return None, None, None
        outside = {"class": "q-mark", "data-q-site": "true", "data-search-exclude": "true"}
        element = ElementTree.Element("sup", outside)
        inner = ElementTree.SubElement(element, "a", attributes) if attributes else element
        inner.text = AtomicString(f"[{label}]")
        return element, m.start(0), m.end(0)


def _note_of(description: str) -> tuple[str, dict[str, str]]:
    """A footnote's number and its link; no number where it is no notation of ours."""
    try:
        described = json.loads(description)
    except (ValueError, RecursionError):
        return "", {}
    match described:
        case [str(label), dict(attributes)] if all(
            name in _NOTE_ATTRIBUTES and isinstance(value, str)
            for name, value in attributes.items()
        ):
            return label, attributes
    return "", {}


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


def safe_link(href: str) -> dict[str, str]:
    """The attributes of a link there, which hands over no window and no address to another site.

    None where it is no address of the web, of mail or of this site.
    """
    if not is_harmless(href):
        return {}
    is_other = is_elsewhere(href) and not is_mail(href)
    return {"href": href} | ({"rel": "noopener noreferrer"} if is_other else {})


class _SafeLinks(Treeprocessor):
    """What is no address of the web, of mail or of this site loses its target.

    An image has to lie on this site, too.
    """

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            href, src = element.attrib.pop("href", None), element.get("src")
            element.attrib.update({} if href is None else safe_link(href))
            if src is not None and is_elsewhere(src):
                del element.attrib["src"]


class _AlignedCells(Treeprocessor):
    """Where the text of a table's cell stands is said by a class: no element has a style."""

    def run(self, root: ElementTree.Element) -> None:
        for cell in root.iter():
            aligned = _ALIGNED_RE.fullmatch(cell.attrib.pop("style", ""))
            if aligned:
                cell.set("class", f"q-{aligned[1]}")


class _OwnElements(Treeprocessor):
    """What stood under a name of ours becomes what it is, once all others have seen the page."""

    def run(self, root: ElementTree.Element) -> None:
        for element in list(root.iter()):
            if element.tag == UNCHECKED:
                element.tag = "a"
            elif element.tag == GROUP:
                _unwrap(element)


class _Stops(Treeprocessor):
    """The stop after a number that has a line of its own above its name is an element, too."""

    def run(self, root: ElementTree.Element) -> None:
        for section in root.iter("section"):
            heading = section[0] if section.get("class") in APART and len(section) else None
            if heading is not None and len(heading) and (heading[0].tail or len(heading) > 1):
                number = heading[0]
                if "q-named" in number.get("class", "") and len(number):
                    _set_stop_apart(number[0])


def _set_stop_apart(link: ElementTree.Element) -> None:
    text = link.text or ""
    if text.endswith(".") and not len(link):
        link.text = text[:-1]
        ElementTree.SubElement(link, "span", {"class": "q-stop"}).text = "."


def _unwrap(group: ElementTree.Element) -> None:
    """Write only what is in the element, without the line breaks that were put between."""
    for element in group.iter():
        element.text = element.text if element.text != "\n" else None
        if element is not group:
            element.tail = element.tail if element.tail != "\n" else None
    group.tag = None  # type: ignore[assignment]  # what has no name is written without its tags
