"""The numbers within the words of a citation, each at its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language import citations
from quyche.language.spelling import Searchable, compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.language.citations import Citation
    from quyche.language.grammars import Grammar
    from quyche.language.units import Unit


@dataclass(frozen=True)
class CitedNumber:
    """A number of a citation."""

    unit: Unit
    start: int
    end: int
    """Where it stands in the text."""


def numbers_at(text: str, start: int, grammar: Grammar) -> tuple[CitedNumber, ...] | None:
    """The numbers of the citation that begins at a place of a text, from small to large.

    None where no citation begins there, or one of its numbers is not to be found in its words.
    """
    found = [one for one in citations.find(text, grammar) if one.start == start and one.units]
    if len(found) != 1:
        return None
    numbers = tuple(_numbers(found[0], text))
    return numbers if len(numbers) == sum(bool(one.number) for one in found[0].units) else None


def _numbers(citation: Citation, text: str) -> Iterator[CitedNumber]:
    """From small to large; those that stand right behind each other are read from the left."""
    searchable = Searchable.of(text)
    found: list[CitedNumber] = []
    cursor = {(unit.start, unit.end): unit.start for unit in citation.units}
    alike = [(unit.start, unit.end) for unit in citation.units]
    for unit in reversed(citation.units):
        stretch = unit.start, unit.end
        if not unit.number:
            continue
        if alike.count(stretch) > 1:
            at = searchable.key.find(unit.number, cursor[stretch], unit.end)
            cursor[stretch] = at + len(unit.number)
        else:
            at = searchable.key.rfind(unit.number, unit.start, unit.end)
        if at < 0:
            continue
        first, last = searchable.span(at, at + len(unit.number))
        if compose(text[first:last]).lower() == compose(unit.number).lower():
            found.append(CitedNumber(unit, first, last))
    yield from reversed(found)
