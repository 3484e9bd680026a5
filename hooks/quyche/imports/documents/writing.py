"""The parts of a document to the source format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from quyche.imports.documents.elements import ElementKind
from quyche.language import markers
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN
from quyche.markup.runs import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.imports.documents.elements import Element

_INDENTS = (0, 4, 6)
"""Of what continues an article, a clause, a point: deeper than its marker, no code on GitHub."""
_POINT_INDENT = 4
_HEADED = frozenset({ElementKind.TITLE, ElementKind.DIVISION, ElementKind.ARTICLE})
_NUMBERED = frozenset({ElementKind.CLAUSE, ElementKind.POINT})
_LINES = _NUMBERED | {ElementKind.ITEM}
"""What may stand directly below the line before it."""
_BARE_ARTICLE_RE = re.compile(rf"({VN.form(Kind.ARTICLE).word} \d+[{VN.suffixes}]?)(?=[.:])")
_SPECIAL_START_RE = re.compile(r"[#|]")


@dataclass(frozen=True)
class Written:
    """A file in the source format, and where it came from."""

    source: str
    origins: tuple[int, ...]
    """For each of its lines, the line it stands for in the file that was imported; 0 for none."""


def write(front: Mapping[str, object], elements: Sequence[Element]) -> Written:
    """The whole file: front matter and body."""
    head = yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=10_000)
    pieces = [(f"---\n{head}---\n", 0), *_body(elements)]
    origins = (origin for piece, origin in pieces for _ in range(piece.count("\n")))
    return Written("".join(piece for piece, _ in pieces), tuple(origins))


def _body(elements: Sequence[Element]) -> Iterator[tuple[str, int]]:
    before: Element | None = None
    for element in elements:
        yield _separator(before, element), 0
        yield _source(element) + "\n", element.line
        before = element


def _separator(before: Element | None, element: Element) -> str:
    if before is None:
        return ""
    if before.kind is ElementKind.QUOTE and element.kind is ElementKind.QUOTE:
        return " " * _indent(element) + ">\n"
    is_below = element.kind in _LINES and before.kind in _LINES | {ElementKind.TEXT}
    is_new_list = element.kind in _NUMBERED and before.kind is ElementKind.TEXT
    return "" if is_below and not is_new_list else "\n"


def _source(element: Element) -> str:
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
            return blanks + _literal(text)
        case _:
            return blanks + _SPECIAL_START_RE.sub(r"\\\g<0>", text[:1]) + text[1:]


def _indent(element: Element) -> int:
    if element.kind in _NUMBERED:
        return _POINT_INDENT if element.depth else 0
    return _INDENTS[element.depth]


def _literal(text: str) -> str:
    """A paragraph that begins like a provision and is none."""
    text = _SPECIAL_START_RE.sub(r"\\\g<0>", text[:1]) + text[1:]
    text = _BARE_ARTICLE_RE.sub(r"\1\\", text, count=1) if _BARE_ARTICLE_RE.match(text) else text
    marker = markers.item(text, VN)
    if marker is None:
        return text
    at = len(marker.mark) - 1
    return text[:at] + "\\" + text[at:]


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for index, row in enumerate(rows):
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |"
        if index == 0:
            yield "|" + " --- |" * len(row)


def _cell(text: str) -> str:
    text = escape(" ".join(text.split())).replace("|", "\\|")
    return f"\\{text}" if text and not any(char.isalnum() for char in text) else text
