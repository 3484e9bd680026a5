"""What a page that is no document says, section by section, taken from its HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import groupby

from quyche.searching.plain_lines import plain_line
from quyche.searching.search_units import SearchRecord

_HEADINGS = frozenset({"h1", "h2", "h3"})
_UNSEEN = frozenset({"script", "style", "svg", "template"})
_INLINE = frozenset({"abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sup"})

_MARKS = frozenset({"footnote-ref", "footnote-backref", "headerlink"})
"""The classes of links that are signs beside a text, no words of it."""


def sections_of(html: str) -> tuple[SearchRecord, ...]:
    """A record for the page, then one for each of its sections that has an anchor."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = reader.sections or [_Section("")]
    return tuple(_record(section, at) for at, section in enumerate(found) if section.is_worth(at))


class _Section:
    def __init__(self, anchor: str) -> None:
        self.anchor = anchor
        self.heading = ""
        self.text = ""

    def is_worth(self, at: int) -> bool:
        return at == 0 or bool(self.heading or self.text.strip())


def _record(section: _Section, at: int) -> SearchRecord:
    lines = (" ".join(line.split()) for line in section.text.split("\n"))
    text = "\n".join(line for line, _ in groupby(filter(None, lines)))
    anchor, kind = ("", "page") if at == 0 else (section.anchor, "section")
    return SearchRecord(anchor, kind, "", " ".join(section.heading.split()), text)


class _Reader(HTMLParser):
    """Collects the text of each section; the first heading of a page is that of the page.

    What is shown as a sample of Markdown is told as it would be read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sections = [_Section("")]
        self._unseen = 0
        self._in_heading = ""
        self._in_mark = False
        self._sample: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "pre":
            self._sample = ""
        elif tag == "a":
            self._in_mark = not _MARKS.isdisjoint((dict(attrs).get("class") or "").split())
        elif tag in _HEADINGS:
            self._begin(dict(attrs).get("id") or "")
            self._in_heading = tag
        elif tag not in _INLINE:
            self.sections[-1].text += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag == "pre":
            lines = (plain_line(line) for line in (self._sample or "").split("\n"))
            self.sections[-1].text += "\n".join(("", *lines, ""))
            self._sample = None
        elif tag == "a":
            self._in_mark = False
        elif tag == self._in_heading:
            self._in_heading = ""
        elif tag not in _INLINE:
            self.sections[-1].text += "\n"

    def handle_data(self, data: str) -> None:
        if self._unseen or self._in_mark:
            return
        if self._sample is not None:
            self._sample += data
        elif self._in_heading:
            self.sections[-1].heading += data
        else:
            self.sections[-1].text += data

    def _begin(self, anchor: str) -> None:
        first = self.sections[0]
        is_first = len(self.sections) == 1 and not first.heading and not first.text.strip()
        if not is_first:
            self.sections.append(_Section(anchor))
