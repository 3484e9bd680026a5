"""What a text says about itself, each with the words that say it and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.imports.documents.elements import ElementKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.imports.documents.elements import Element

_LONGEST = 160
"""Letters of the words that are shown; of longer ones the beginning."""


@dataclass(frozen=True)
class ToldKey:
    """One key of the front matter as the text says it."""

    key: str
    value: object
    """None where the words say something that is no value."""
    words: str
    line: int
    is_counted: bool = False
    """Whether the value was counted from another one: "sau 45 ngày kể từ ngày ký"."""

    @property
    def shown(self) -> str:
        """Its words as a message has them."""
        words = " ".join(self.words.split())
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


@dataclass(frozen=True)
class ToldLine:
    """A line of a text, or a cell of a table."""

    text: str
    line: int


def lines_of(element: Element) -> Iterator[ToldLine]:
    """Its own line and each of its cells."""
    yield ToldLine(element.text, element.line)
    yield from (ToldLine(cell, element.line) for row in element.rows for cell in row)


def head_of(elements: Sequence[Element]) -> list[ToldLine]:
    """What stands before the first provision, cells of tables each for itself."""
    found: list[ToldLine] = []
    for element in elements:
        if element.kind in {ElementKind.ARTICLE, ElementKind.DIVISION, ElementKind.CLAUSE}:
            break
        found.extend(lines_of(element))
    return found
