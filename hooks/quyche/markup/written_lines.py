"""Lines of inline Markdown as HTML at once, where they hold nothing but escapes and our notation.

Python-Markdown tries some twenty patterns on every stretch of text, and most of what we write has
none of them in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from quyche.language.wholes import LONGEST, wholes
from quyche.markup import notation
from quyche.markup.unbroken import CLASS, LONG

_KEPT = 2048  # lines: numbers and names stand in pages again and again
_OWN = "\ue000-\uf8ff"
_LETTER = rf"[^\\`*_{{}}\[\]\#!<>&\t\r\n\x02\x03{_OWN}]"
_LETTERS_RE = re.compile(f"{_LETTER}+")
_TOKEN_RE = re.compile(
    rf"""
    (?P<text>(?:{_LETTER}+
        | \\[\\`*_{{}}\[\]\#!] | &(?:amp|lt|gt);)+)
    | (?P<link>\[)
    | \]\((?P<to>[^\s()<>"'\\`*\[\]{_OWN}]+)\)
    | {notation.SPAN}(?P<span>[^{_OWN}]*){notation.SPAN_TEXT}
    | {notation.LINK}(?P<unchecked>[^{_OWN}]+){notation.LINK_TEXT}
    | (?P<note>{notation.NOTE}[^{_OWN}]*{notation.NOTE_END})
    | (?P<strong>{notation.STRONG}) | (?P<em>{notation.EMPHASIS})
    | (?P<end>[{notation.SPAN_END}{notation.LINK_END}{notation.STRONG_END}{notation.EMPHASIS_END}])
    """,
    re.VERBOSE,
)
_ENDS = {
    "span": notation.SPAN_END,
    "unchecked": notation.LINK_END,
    "strong": notation.STRONG_END,
    "em": notation.EMPHASIS_END,
    "link": "",
}
_WRITTEN_RE = re.compile(r"\\(.)|&(amp|lt|gt);")
_AMPERSAND_RE = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_LINKS = {"link", "unchecked"}


class NotOurs(Exception):  # noqa: N818  # nothing went wrong
    """A line holds what somebody else has to read."""


@dataclass(frozen=True, slots=True)
class LineLink:
    """A link in a line, or what refers to a footnote: what it becomes depends on its page."""

    to: str
    """Where it leads, as its page says it; all that refers to a footnote, in our notation."""
    tag: str = ""
    """The element that it is until others have seen the page; none for footnotes."""
    inside: str = ""
    """The HTML in it, numbers and dates kept whole."""
    plain: str = ""
    """The same without elements around those, where the link as a whole is kept."""
    is_kept: bool = False
    """Whether it is one where it leads to a place on its page, as short ones do in documents."""
    is_in_document: bool = False

    def html(self, attributes: str) -> str:
        """The link with these attributes, as they are written in HTML."""
        is_here = self.is_in_document and ' href="#' in attributes
        if is_here and self.is_kept:
            return f"<a{attributes}>{self.plain}</a>"
        cls = f' class="{LONG}"' if is_here else ""
        return f"<a{cls}{attributes}>{self.inside}</a>"


Piece = str | LineLink
"""HTML, or a link that becomes some."""


@dataclass
class _Open:
    """An element that has begun."""

    kind: str
    start: str = ""
    inside: list[Piece] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """A text stands in it."""
        self.inside.append(whole(text))
        self.plain.append(_escaped(text))
        self.length += len(text)


@lru_cache(_KEPT)
def written(line: str, *, is_in_document: bool) -> tuple[Piece, ...]:
    """The HTML of a line, as Python-Markdown with our extension alone would write it.

    Raises NotOurs where anything in it might be Markdown of others.
    """
    if _LETTERS_RE.fullmatch(line):
        return (whole(line),)
    stack, at = [_Open("")], 0
    for found in _TOKEN_RE.finditer(line):
        if found.start() != at:
            raise NotOurs
        at = found.end()
        _take(stack, found, is_in_document=is_in_document)
    if at < len(line) or len(stack) > 1:
        raise NotOurs
    return tuple(stack[0].inside)


def _take(stack: list[_Open], found: re.Match[str], *, is_in_document: bool) -> None:
    kind, top = found.lastgroup or "", stack[-1]
    if kind == "text":
        top.add(_unescaped(found[0]))
    elif kind == "to":
        _close(stack, "link", found["to"], is_in_document=is_in_document)
    elif kind == "end":
        if _ENDS.get(top.kind) != found[0]:
            raise NotOurs
        _close(stack, top.kind, top.start, is_in_document=is_in_document)
    elif kind == "note":
        if len(stack) > 1:
            raise NotOurs
        top.inside.append(LineLink(found[0]))
    else:
        if any(one.kind == kind or {one.kind, kind} <= _LINKS for one in stack):
            raise NotOurs  # where one ends is not for us to say
        stack.append(_Open(kind, found["span"] or found["unchecked"] or ""))


def _close(stack: list[_Open], kind: str, to: str, *, is_in_document: bool) -> None:
    """The element that began last ends."""
    closed = stack.pop()
    if closed.kind != kind:
        raise NotOurs
    around = stack[-1]
    around.length += closed.length
    if kind in _LINKS:
        around.inside.append(_link(closed, to, is_in_document=is_in_document))
        return
    cls = f' class="{attribute(closed.start)}"' if closed.start else ""
    start, end = (f"<{kind}{cls}>", f"</{kind}>")
    around.inside += [start, *closed.inside, end]
    around.plain += [start, *closed.plain, end]


def _link(closed: _Open, to: str, *, is_in_document: bool) -> LineLink:
    inside = "".join(piece for piece in closed.inside if isinstance(piece, str))
    is_short = closed.length <= LONGEST
    tag = "a" if closed.kind == "link" else notation.UNCHECKED
    return LineLink(to, tag, inside, "".join(closed.plain), is_short, is_in_document)


def _unescaped(text: str) -> str:
    if "\\" not in text and "&" not in text:
        return text
    return _WRITTEN_RE.sub(lambda found: found[1] or _ENTITIES[found[2]], text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """The value of an attribute as HTML."""
    said = _AMPERSAND_RE.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
    return said.replace('"', "&quot;")


@lru_cache(4 * _KEPT)
def whole(text: str) -> str:
    """A text as HTML with its numbers and dates kept whole."""
    said, at = "", 0
    for start, end in wholes(text):
        kept = f'<span class="{CLASS}">{_escaped(text[start:end])}</span>'
        said, at = f"{said}{_escaped(text[at:start])}{kept}", end
    return said + _escaped(text[at:])
