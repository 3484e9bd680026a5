"""The names of those who sign: their office stays, a person is no part of a regulation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.documents import places
from quyche.imports.documents.elements import Element, ElementKind
from quyche.language.spelling import compose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.documents.homes import Home
    from quyche.problems import Problem

_AFTER = frozenset({ElementKind.TITLE, ElementKind.ARTICLE, ElementKind.DIVISION})


@dataclass(frozen=True)
class SignedElements:
    """A document without the names of those who signed it."""

    elements: tuple[Element, ...]
    problems: tuple[Problem, ...]


def without_names(elements: Sequence[Element], path: str, home: Home | None) -> SignedElements:
    """Leave out the names that stand below an office at the end of a text, and say where.

    A name that the text had already onto which this one comes stays: somebody put it there. Of a
    file that is to stand nowhere nothing is left out.
    """
    if home is None:
        return SignedElements(tuple(elements), ())
    reader = _Reader(home.known)
    kept = tuple(each for element in elements for each in reader.kept(element))
    return SignedElements(kept, findings.done(path, "import-signer", reader.dropped))


class _Reader:
    def __init__(self, known: frozenset[str]) -> None:
        self.dropped: list[int] = []
        self._known = known
        self._is_closing = False
        self._is_signing = False

    def kept(self, element: Element) -> tuple[Element, ...]:
        """The element, without names; none where it was one."""
        if element.kind is ElementKind.CLOSING:
            self._is_closing, self._is_signing = True, False
        elif element.kind in _AFTER:
            self._is_closing = False
        if not self._is_closing:
            return (element,)
        if element.kind is ElementKind.TABLE:
            rows = tuple(
                tuple(self._cell(cell, element.line) for cell in row) for row in element.rows
            )
            return (replace(element, rows=rows),)
        if element.kind is not ElementKind.TEXT:
            return (element,)
        if self._is_name(element.text):
            self.dropped.append(element.line)
            return ()
        return (replace(element, text=self._without_name(element.text, element.line)),)

    def _without_name(self, text: str, line: int) -> str:
        """A line without the name at its end, where it says an office, or that it was signed."""
        before = places.before_person(text)
        if before is None or " ".join(compose(text).split()) in self._known:
            return text
        self._is_signing = True
        self.dropped.append(line)
        return before

    def _cell(self, cell: str, line: int) -> str:
        self._is_signing = False
        lines = cell.split("\n")
        left = [one for one in lines if not self._is_name(one)]
        if len(left) < len(lines):
            self.dropped.append(line)
        return "\n".join(self._without_name(one, line) for one in left)

    def _is_name(self, text: str) -> bool:
        if places.is_office(text):
            self._is_signing = True
            return False
        is_new = " ".join(compose(text).split()) not in self._known
        return self._is_signing and is_new and places.is_person(text)
