"""Which numbers the provisions of a text bear once it is put into order after a change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language import countings
from quyche.language.kinds import Kind
from quyche.language.spelling import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.comparison import Comparison
    from quyche.language.countings import Manner, Place
    from quyche.language.grammars import Grammar
    from quyche.texts.provisions import Document, Provision


@dataclass(frozen=True)
class NewNumbers:
    """The numbers that change, and what could not be put into order."""

    numbers: Mapping[str, str]
    """The new number of a provision, by its anchor as the text is now."""
    left: tuple[Provision, ...]
    """The first of each row of provisions in which something came, went or moved, and whose
    numbers are of no manner in which the next one can be told."""
    guessed: frozenset[str]
    """The anchors of which nobody is sure which provision of the old text they were."""


def numbering(old: Document, new: Document, compared: Comparison, *, letters: bool) -> NewNumbers:
    """How a text is numbered that came from another one.

    What stood beside each other and still does keeps the distance of its numbers, so that a gap
    which was adopted stays; what was put between, or moved, counts as the next one. With `letters`
    everything keeps the number it had, and what was put between or moved becomes 5a after 5. Where
    nothing came, went or moved, numbers stay as they are written.
    """
    came_from = {anchor: one.old for one in compared.changes for anchor in one.new}
    before = {(row.parent, row.word): row for row in _rows(old)}
    numbers: dict[str, str] = {}
    left: list[Provision] = []
    for row in _rows(new):
        parents = came_from.get(row.parent, compared.origin(row.parent)) or (row.parent,)
        was = before.get((parents[0], row.word)) if len(parents) == 1 else None
        numbered = _Numbered(row, was, came_from) if was else None
        if not numbered or numbered.is_untouched:
            continue
        manner = _manner(row, was, new.grammar)
        given = numbered.numbers(manner, letters=letters) if manner else None
        if given is None or _counts_inside(row, given):
            left.append(row.provisions[0])
        else:
            numbers.update(given)
    unsure = frozenset(anchor for one in compared.changes if one.is_guess for anchor in one.new)
    return NewNumbers(numbers, tuple(left), unsure)


@dataclass(frozen=True)
class _Row:
    """Provisions that are counted together."""

    parent: str
    """The anchor of what they are counted in; empty for the document."""
    word: str
    provisions: tuple[Provision, ...]


def _rows(document: Document) -> Iterator[_Row]:
    """Articles through chapters, everything else in what it stands in."""
    found: dict[tuple[str, str], list[Provision]] = defaultdict(list)

    def walk(children: Iterable[Provision], parent: str) -> None:
        for child in children:
            *outer, last = child.address.steps
            is_through = child.kind.is_headed and last.kind.is_counted_through
            around = "-".join(step.anchor for step in outer) if is_through else parent
            if child.kind is not Kind.ATTACHMENT:
                found[around, last.form.slug].append(child)
            walk(child.children, child.anchor)

    walk(document.provisions, "")
    for (parent, word), provisions in found.items():
        yield _Row(parent, word, tuple(provisions))


def _manner(row: _Row, was: _Row | None, grammar: Grammar) -> Manner | None:
    known = (*row.provisions, *(was.provisions if was else ()))
    form = row.provisions[0].address.steps[-1].form
    return countings.manner_of((one.number for one in known), form, grammar)


def _counts_inside(row: _Row, given: Mapping[str, str]) -> bool:
    """Whether a number that changes is part of those of what stands inside: 3.1 in 3."""
    return any(
        inner.number.startswith(f"{one.number}.")
        for one in row.provisions
        if one.anchor in given
        for inner in one.walk()
    )


class _Numbered:
    """A row and which of its provisions were which of the row that it came from."""

    def __init__(self, row: _Row, was: _Row, came_from: Mapping[str, tuple[str, ...]]) -> None:
        self.row = row
        self.was = was
        index = {one.anchor: place for place, one in enumerate(was.provisions)}
        origins = [came_from.get(one.anchor, ()) for one in row.provisions]
        self.spans = [
            _span([index[anchor] for anchor in each if anchor in index]) for each in origins
        ]
        self._take_once()

    def _take_once(self) -> None:
        """The first part of what was split is what it was; the others came after it."""
        taken: set[int] = set()
        for place, (first, last) in enumerate(self.spans):
            if first in taken:
                self.spans[place] = (-1, last)
            taken.add(first)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing came, went or moved."""
        return self.spans == [(place, place) for place in range(len(self.was.provisions))]

    def numbers(self, manner: Manner, *, letters: bool) -> dict[str, str] | None:
        """The numbers that change; None where one cannot be told."""
        old = [manner.read(compose(one.number)) for one in self.was.provisions]
        now = [manner.read(compose(one.number)) for one in self.row.provisions]
        places = self._lettered(old) if letters else self._counted(old, now)
        written = [manner.write(place) for place in places]
        if not all(written) or len(set(written)) < len(written) or len(places) < len(now):
            return None
        return {
            one.anchor: number
            for one, number in zip(self.row.provisions, written, strict=True)
            if compose(one.number) != number
        }

    def _counted(self, old: Sequence[Place | None], now: Sequence[Place | None]) -> list[Place]:
        found: list[Place] = []
        before = -1
        for (first, last), own in zip(self.spans, now, strict=True):
            was = old[first] if first >= 0 else None
            if not found:
                found.append(was if was and first == 0 else (old[0] or (1, 0)))
            elif was and 0 <= before == first - 1:
                found.append(_as_far(found[-1], old[before] or was, was))
            else:
                found.append(_next(found[-1], was or own))
            before = last
        return found

    def _lettered(self, old: Sequence[Place | None]) -> list[Place]:
        kept = _rising([first for first, _ in self.spans])
        found: list[Place] = []
        for place, (first, _) in enumerate(self.spans):
            was = old[first] if place in kept else None
            if was:
                found.append(was)
            elif found:
                found.append((found[-1][0], found[-1][1] + 1))
            else:
                return []
        return found


def _span(found: Sequence[int]) -> tuple[int, int]:
    return (min(found), max(found)) if found else (-1, -1)


def _as_far(base: Place, earlier: Place, was: Place) -> Place:
    """As far from a number as one was from another."""
    if was[0] == earlier[0]:
        return base[0], base[1] + was[1] - earlier[1]
    return base[0] + was[0] - earlier[0], was[1]


def _next(base: Place, written: Place | None) -> Place:
    """The number after another: 5a after 5 for what is written with a letter."""
    if written and written[1]:
        return base[0], base[1] + 1
    return base[0] + 1, 0


def _rising(values: Sequence[int]) -> frozenset[int]:
    """The places of the most values that rise from one to the next; -1 is none of them."""
    best: list[tuple[int, int]] = []  # length and the place before, by place
    for place, value in enumerate(values):
        before = [at for at in range(place) if -1 < values[at] < value] if value >= 0 else []
        at = max(before, key=lambda one: best[one][0], default=-1)
        best.append(((best[at][0] + 1 if at >= 0 else 1) if value >= 0 else 0, at))
    place = max(range(len(values)), key=lambda one: best[one][0], default=-1)
    found = []
    while place >= 0 and best[place][0]:
        found.append(place)
        place = best[place][1]
    return frozenset(found)
