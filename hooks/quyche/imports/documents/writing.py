"""The parts of a document to the source format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import yaml

from quyche.imports.documents import footnotes
from quyche.imports.documents.elements import ElementKind
from quyche.language import markers
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN
from quyche.markup.runs import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.imports.documents.elements import Element
    from quyche.language.grammars import Grammar

_POINT_INDENT = 4
_HEADED = frozenset({ElementKind.TITLE, ElementKind.DIVISION, ElementKind.ARTICLE})
_NUMBERED = frozenset({ElementKind.CLAUSE, ElementKind.POINT})
_LINES = _NUMBERED | {ElementKind.ITEM}
"""What may stand directly below the line before it."""
_SPECIAL_START_RE = re.compile(r"[#|]")


@dataclass(frozen=True)
class Written:
    """A file in the source format, and where it came from."""

    source: str
    origins: tuple[int, ...]
    """For each of its lines, the line it stands for in the file that was imported; 0 for none."""


def write(
    front: Mapping[str, object], elements: Sequence[Element], grammar: Grammar = VN
) -> Written:
    """The whole file: front matter and body."""
    head = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=10_000)
    pieces = [(f"---\n{head}---\n", 0), *_body(elements, grammar)]
    origins = (origin for piece, origin in pieces for _ in range(piece.count("\n")))
    return Written("".join(piece for piece, _ in pieces), tuple(origins))


def _body(elements: Sequence[Element], grammar: Grammar) -> Iterator[tuple[str, int]]:
    before: Element | None = None
    labels = footnotes.labels_of(elements)
    for element in elements:
        yield _separator(before, element), 0
        is_note = element.kind is ElementKind.NOTE
        source = footnotes.source(element) if is_note else _source(element, grammar)
        yield footnotes.written(source, labels) + "\n", element.line
        before = element


def _separator(before: Element | None, element: Element) -> str:
    if before is None:
        return ""
    if before.kind is ElementKind.QUOTE and element.kind is ElementKind.QUOTE:
        return " " * _indent(element) + ">\n"
    is_below = element.kind in _LINES and before.kind in _LINES | {ElementKind.TEXT}
    is_new_list = element.kind in _NUMBERED and before.kind is ElementKind.TEXT
    return "" if is_below and not is_new_list else "\n"


def _source(element: Element, grammar: Grammar) -> str:
    text = element.text if set(element.text) == {"_"} else escape(element.text)
    blanks = " " * _indent(element)
    match element.kind:
        case ElementKind.TITLE | ElementKind.DIVISION | ElementKind.ARTICLE:
            return f"{'#' * element.level} {text}"
        case ElementKind.QUOTE:
            return f"{blanks}> {text}"
        case ElementKind.TABLE:
            return "\n".join(blanks + row for row in _table(element.rows))
        case ElementKind.CLOSING:
            return "---"
        case ElementKind.TEXT if not element.is_loose:
            return blanks + _literal(text, grammar)
        case _:
            return blanks + _SPECIAL_START_RE.sub(r"\\\g<0>", text[:1]) + text[1:]


def _indent(element: Element) -> int:
    if element.kind in _NUMBERED:
        return _POINT_INDENT * element.depth
    return _behind(element.depth)


def _behind(depth: int) -> int:
    """Of what continues an article, a clause, a point: deeper than its marker, no code."""
    return 4 * depth if depth < 2 else _POINT_INDENT * (depth - 1) + 2  # noqa: PLR2004  # a point


@cache
def _bare_article_pattern(grammar: Grammar) -> re.Pattern[str]:
    """`Điều 5` before a full stop, as a paragraph may begin that is no heading."""
    articles = (form for form in grammar.headed if form.kind is Kind.ARTICLE)
    words = markers.alternatives(word for form in articles for word in form.words)
    return re.compile(rf"((?:{words}) \d+[{grammar.suffixes}]?)(?=[.:])")


def _literal(text: str, grammar: Grammar) -> str:
    """A paragraph that begins like a provision and is none."""
    text = _SPECIAL_START_RE.sub(r"\\\g<0>", text[:1]) + text[1:]
    bare = _bare_article_pattern(grammar)
    text = bare.sub(r"\1\\", text, count=1) if bare.match(text) else text
    found = (each for each in markers.items(text, grammar) if not each.is_by_order)
    marker = next(found, None)
    if marker is None:
        return text
    inside = marker.mark.find(".") if grammar.levels else -1
    at = inside if inside >= 0 else len(marker.mark) - 1
    return text[:at] + "\\" + text[at:]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for index, row in enumerate(rows):
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |"
        if index == 0:
            yield "|" + " --- |" * len(row)


def _cell(text: str) -> str:
    text = escape(" ".join(text.split())).replace("|", "\\|")
    return f"\\{text}" if text and not any(char.isalnum() for char in text) else text
