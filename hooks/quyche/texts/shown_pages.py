"""A page of the site as somebody saved it: what it says it is, and what a reader sees on it."""

from __future__ import annotations

import email
import json
import plistlib
import re
from dataclasses import dataclass
from email.policy import HTTP
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree, html

from quyche.formats.html import STYLE
from quyche.texts.digests import OURS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from email.message import Message

_Element = etree._Element  # noqa: SLF001  # its only name in the library

_BLOCKS = frozenset(
    """
    address article aside blockquote br dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6
    header hr legend li main nav ol option p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - names without quotation marks are easier to read
)
_UNSHOWN = frozenset({"script", "style", "noscript", "template", "svg", "head"})
_SITE = frozenset(
    """
    q-standing q-state q-notice q-particulars q-clarity q-plan q-filters q-drawing q-correction
    q-about q-columns q-follow
    """.split()  # noqa: SIM905 - names without quotation marks are easier to read
)
"""The classes of the elements in which a document's page speaks of it."""
_TOOLS = "q-tools"
_ADDED = frozenset(
    """
    q-tools q-card q-look q-now q-open q-remarks q-redline q-arrived q-later q-live
    q-chosen q-choose q-keep q-offered
    """.split()  # noqa: SIM905 - names without quotation marks are easier to read
)
"""The classes of what scripts add to a page that is open."""
_REPLACED = "q-superseded"
"""The class of a state in which a script wrote what came later."""
_MOVING = frozenset({"form", "q-state"})
"""What scripts fill in or write anew, by its element or class; a state is held to Git."""
_OWN_SCRIPTS = frozenset({"quyche.js", "before-paint.js", "checking.js", "choosing.js", "own.js"})
_OWN_SHEETS = frozenset(
    {"quyche.css", "tables.css", "overviews.css", "reading-tools.css", "searching.css"}
    | {"proposing.css"}
)
_DATA = frozenset({"application/json", "application/ld+json"})
_QUOTED = r"\"(?:[^\"\\]|\\.)*\""
_SPACED_RE = re.compile(rf"({_QUOTED})|\s+|;(?=\s*\}})")
"""What a browser writes otherwise in a style, and what it must leave as it is."""
# '@page{size:A4 landscape;@bottom-center{content:"…" "…"}}', '.q-paper td:nth-child(1)::before{…}'
_OWN_RULE = (
    rf"(?:@page\{{(?:size:A4(?:landscape)?;?)?(?:@bottom-center\{{content:(?:{_QUOTED})*\}})?\}}"
    rf"|\.q-[a-z-]+(?:ins|del|td:nth-child\(\d\)(?::not\(\[colspan\]\))?)::before"
    rf"\{{content:(?:{_QUOTED})*\}}"
    # where a drawing has what, and how long bars are
    r"|\.q-months\{--months:\d+\}|\.q-at-\d+-\d+\{grid-column:[\d/span]+\}"
    r"|\.q-nowi\{margin-left:\d+%\}|\.q-wide-\d+\{width:\d+%\}|\.q-share-\d+\{flex-grow:\d+\})"
)
_CHARSET = '@charset"utf-8";'
_OWN_STYLE_RE = re.compile(
    rf"(?:{_OWN_RULE}|@mediaprint\{{{_OWN_RULE}*\}})*",
    re.IGNORECASE,
)
_STYLE_RE = re.compile(r"\s*text-align\s*:\s*\w+\s*;?\s*")
_OFFLINE_STYLE_RE = re.compile(
    r"@page\{size:A4 (?:landscape)?;margin:[\w ]+;"
    r"(?:@bottom-center\{content:\"[^\"\\]*\";font-size:10pt\})?\}"
)
_BLANKS_RE = re.compile(r"\s+")
_MHTML_RE = re.compile(rb"(?:from|mime-version|snapshot-content-location):", re.IGNORECASE)
_LONGEST_TOOLS = 400  # characters of the name of a provision and the labels of what it offers


@dataclass(frozen=True)
class Claim:
    """What a page says it is."""

    edition: str
    page: str
    """Its address below the start of the edition."""
    document: str
    """The id of the document that it shows; empty for any other page."""


@dataclass(frozen=True)
class ShownPage:
    """A page, whatever a browser made of it when it saved it."""

    root: _Element
    styles: Mapping[str, str]
    """The styles that an archive keeps beside the page, by their addresses."""
    address: str = ""
    """Where it was saved from, as far as its archive tells."""

    @classmethod
    def of(cls, content: bytes) -> ShownPage | None:
        """The page in a file: HTML, or one of the archives in which browsers keep a page.

        None for a file that is none of these.
        """
        try:
            page, styles, address = _unpacked(content)
            source = page.decode("utf-8-sig")
            return cls(_tree(source), styles, address) if "<" in source else None
        except (ValueError, LookupError, etree.LxmlError, plistlib.InvalidFileException):
            return None

    @cached_property
    def claim(self) -> Claim | None:
        """Which page of which edition it says it is; None where it says nothing."""
        for script in self.root.iter("script"):
            if script.get("id") == "q-edition":
                try:
                    told = json.loads(script.text or "")
                    return Claim(str(told["name"]), str(told["page"]), str(told["document"]))
                except (ValueError, KeyError, TypeError):
                    return None
        return None

    @property
    def is_of_site(self) -> bool:
        """Whether it looks like a page of an edition, not like one out of a conference file."""
        if self.claim or self.edition_title:
            return True
        is_alone = any((style.text or "").startswith(STYLE) for style in self.root.iter("style"))
        return self.document_text is not None and not is_alone

    @property
    def document_text(self) -> str | None:
        """All that it shows of its document, a line break between any two blocks.

        None where it shows none. What the site says beside the document is left out, and so are
        the tools that a script put there.
        """
        shown = self._shown_document
        return None if shown is None else "".join(_text(shown, _is_of_site))

    @cached_property
    def _shown_document(self) -> _Element | None:
        return next((one for one in self.root.iter("div") if "q-document" in _classes(one)), None)

    @property
    def edition_title(self) -> str:
        """The title of the edition as the bar above the page has it."""
        bars = (one for one in self.root.iter("aside") if "q-edition" in _classes(one))
        titles = (one for bar in bars for one in bar.iter() if "q-title" in _classes(one))
        return (
            _one_line("".join(found.itertext()))
            if (found := next(titles, None)) is not None
            else ""
        )

    def part(self, name: str) -> str:
        """What the first element of that class says, on one line; empty where there is none."""
        found = (one for one in self.root.iter() if name in _classes(one))
        element = next(found, None)
        return "" if element is None else _one_line("".join(_text(element, _is_added)))

    def is_told_today(self, name: str) -> bool:
        """Whether a script wrote there what is so today, in the place of what was published."""
        found = (_classes(one) for one in self.root.iter() if name in _classes(one))
        return _REPLACED in next(found, [])

    @property
    def title(self) -> str:
        """What the window says."""
        found = next(self.root.iter("title"), None)
        return "" if found is None else _one_line(found.text or "")

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that its article says, line by line; what scripts added is left out."""
        article = next(self.root.iter("article"), None)
        if article is None:
            article = self.root
        lines = "".join(_text(article, _is_moving)).split("\n")
        return tuple(filter(None, map(_one_line, lines)))

    @property
    def hidden(self) -> tuple[str, ...]:
        """The stretches of its document that are styled or hidden, which no page of ours does."""
        shown = self._shown_document
        if shown is None:
            return ()
        return tuple(
            _one_line("".join(element.itertext()))
            for element in shown.iter()
            if isinstance(element.tag, str) and _is_disguised(element)
        )

    @cached_property
    def own_styles(self) -> frozenset[str]:
        """The styles that it has of its own, as browsers may write them otherwise."""
        written = [style.text or "" for style in self.root.iter("style")]
        return frozenset(map(_unspaced, (*written, *self.styles.values())))

    @property
    def foreign(self) -> tuple[str, ...]:
        """The scripts and styles that no page of ours has: they could hide or exchange text."""
        return tuple(self._foreign())

    def _foreign(self) -> Iterator[str]:
        for script in self.root.iter("script"):
            source = script.get("src")
            name = (source or "").partition("?")[0].rpartition("/")[2]
            is_own = name in _OWN_SCRIPTS if source else script.get("type") in _DATA
            if not is_own:
                yield source or _one_line(script.text or "")
        for style in self.root.iter("style"):
            if not _is_own_style(style.text or ""):
                yield _one_line(style.text or "")
        for link in self.root.iter("link"):
            href = link.get("href") or ""
            if "stylesheet" in (link.get("rel") or "") and not self._is_own_sheet(href):
                yield href

    def _is_own_sheet(self, href: str) -> bool:
        if href.startswith("cid:"):
            return _is_own_style(self.styles.get(href, href))
        return href.partition("?")[0].rpartition("/")[2] in _OWN_SHEETS


def _is_own_style(source: str) -> bool:
    if source.startswith(STYLE):
        return bool(_OFFLINE_STYLE_RE.fullmatch(source.removeprefix(STYLE).strip()))
    return bool(_OWN_STYLE_RE.fullmatch(_unspaced(source)))


def _unspaced(source: str) -> str:
    bare = _SPACED_RE.sub(lambda found: found[1] or "", source).removeprefix(_CHARSET)
    return bare.replace("a4landscape", "A4landscape")


def _tree(source: str) -> _Element:
    return html.document_fromstring(source)


_Unpacked = tuple[bytes, "Mapping[str, str]", str]
"""A page, the styles beside it by their addresses, and the address of the page."""


def _unpacked(content: bytes) -> _Unpacked:
    """The page in an archive as Chrome (MHTML) and Safari (webarchive) write it, or the page."""
    if content.startswith(b"bplist"):
        kept = plistlib.loads(content)["WebMainResource"]
        return bytes(kept["WebResourceData"]), {}, str(kept.get("WebResourceURL", ""))
    if not _MHTML_RE.match(content.lstrip()):
        return content, {}, ""
    message = email.message_from_bytes(content, policy=HTTP)
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = (_payload(part) for part in parts if part.get_content_type() == "text/html")
    styles = {
        str(part["Content-Location"]): _payload(part).decode("utf-8", "replace")
        for part in parts
        if part.get_content_type() == "text/css"
    }
    return next(pages, b""), styles, str(message["Snapshot-Content-Location"] or "")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _classes(element: _Element) -> list[str]:
    return (element.get("class") or "").split() if isinstance(element.tag, str) else []


def _text(element: _Element, is_left_out: Callable[[_Element], bool]) -> Iterator[str]:
    """What an element says, a line break before and after each block."""
    if not isinstance(element.tag, str) or element.tag in _UNSHOWN or is_left_out(element):
        return
    edge = "\n" if element.tag in _BLOCKS else ""
    yield edge
    yield element.text or ""
    for child in element:
        yield from _text(child, is_left_out)
        yield child.tail or ""
    yield edge


def _is_of_site(element: _Element) -> bool:
    """Whether the site speaks there, or a script offers its tools, as they themselves do."""
    if OURS in element.attrib:
        return not _SITE.isdisjoint(_classes(element))
    return _TOOLS in _classes(element) and _are_tools(element)


def _are_tools(element: _Element) -> bool:
    """Whether it has the name of the provision and buttons, or links, and no other text."""
    own = [element.text, *(child.tail for child in element)]
    names = [child for child in element if child.tag == "span"]
    around = next((one for one in element.iterancestors() if one.get("data-cite")), None)
    headed = element.getprevious() if around is None else around
    cited = headed.get("data-cite") if headed is not None else None
    return (
        not "".join(filter(None, own)).strip()
        and len(names) == 1
        and bool(cited)
        and "".join(names[0].itertext()).startswith(cited or "")
        and all(child.tag in {"span", "button", "a"} for child in element)
        and len("".join(element.itertext())) < _LONGEST_TOOLS
    )


def _is_added(element: _Element) -> bool:
    """Whether a script put it there."""
    return not _ADDED.isdisjoint(_classes(element))


def _is_moving(element: _Element) -> bool:
    return _is_added(element) or not _MOVING.isdisjoint({element.tag, *_classes(element)})


def _is_disguised(element: _Element) -> bool:
    """Whether its look was set on it alone; tools stand where the reader is."""
    if _TOOLS in _classes(element) or any(_is_of_site(one) for one in _with_ancestors(element)):
        return False
    style = element.get("style")
    return "hidden" in element.attrib or bool(style and not _STYLE_RE.fullmatch(style))


def _with_ancestors(element: _Element) -> Iterator[_Element]:
    yield element
    yield from element.iterancestors()


def _one_line(text: str) -> str:
    return _BLANKS_RE.sub(" ", text).strip()
