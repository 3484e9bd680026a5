"""The one gate through which HTML comes to a page: what is not on the list does not pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import zip_longest

import nh3

from quyche.markup.targets import is_elsewhere

_TAGS = {
    *("a", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "li", "ol", "p", "pre", "section"),
    *("span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "ul"),
}
_ATTRIBUTES = {
    "*": {"class", "id", "tabindex", "title"},
    "a": {"href", "rel"},
    "img": {"alt", "src"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SCHEMES = {"http", "https", "mailto"}
_OWN_PREFIXES = {"aria-", "data-"}
_FRAME = ("q-", "__")
"""How the names begin of what stands around the text of a page."""
_LOOKED_AT_RE = re.compile(r"(?i)<\s*img|id\s*=\s*[\"']?\s*(?:q-|__|&)")
"""Where an attribute may have to go for its value; most pages have none, and hundreds of others."""
_WHOLE_RE = re.compile(r"<html><head></head><body>(.*)</body></html>", re.DOTALL)
_SHOWN = 80  # characters of what did not pass: enough to find it


@dataclass(frozen=True)
class Passed:
    """What came through."""

    html: str
    """Safe whatever was given."""
    refused: str = ""
    """Where the first thing stood that did not pass, or that a browser would read otherwise."""


def passed(content: str) -> Passed:
    """The HTML of a page's text, with nothing in it that runs, asks another host or breaks out.

    Documents hold no HTML at all, so whatever is refused came from an extension of Markdown, or
    from a plugin of the site builder. Some of those make a whole document of the text of a page.
    """
    whole = _WHOLE_RE.fullmatch(content)
    content = whole[1] if whole else content
    clean = nh3.clean(
        content,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept if _LOOKED_AT_RE.search(content) else None,
        generic_attribute_prefixes=_OWN_PREFIXES,
        link_rel=None,
        url_schemes=_SCHEMES,
    )
    if _canonical(content) == clean:
        return Passed(clean)
    given, kept = _Events.of(content), _Events.of(clean)
    if given.found == kept.found:
        return Passed(clean)
    return Passed(clean, given.first_besides(kept))


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute; None to leave it out."""
    is_fetched = tag == "img" and attribute == "src"
    is_taken = attribute == "id" and value.startswith(_FRAME)
    return None if is_taken or (is_fetched and is_elsewhere(value)) else value


def _canonical(content: str) -> str:
    """Python-Markdown's way of writing HTML turned into that of the other side."""
    return content.replace(" />", ">").replace("&quot;", '"').replace("\u00a0", "&nbsp;")


class _Events(HTMLParser):
    """What stands in HTML, one thing after the other, however it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, content: str) -> _Events:
        """All of it; text that comes in pieces is joined."""
        events = cls()
        events.feed(content)
        events.close()
        return events

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"<{tag}{''.join(f' {name}={value!r}' for name, value in attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")

    def first_besides(self, other: _Events) -> str:
        """The first thing that does not stand in the other one in the same place."""
        pairs = zip_longest(self.found, other.found, fillvalue="")
        return next((one or beside for one, beside in pairs if one != beside), "")[:_SHOWN]
