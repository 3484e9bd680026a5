"""Which paragraph of a returned file is which of the text that went out."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.comparing.matching import subsequences
from quyche.imports.returned.units import UnitKind
from quyche.language.spelling import compose

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from quyche.imports.returned.units import PaperUnit
    from quyche.imports.returned.views import ViewParagraph

_ALIKE = 0.5
"""How much two paragraphs have in common that stand in the same place and are one."""
_MUCH_ALIKE = 0.8
"""The same, of one that stands elsewhere."""
_MOST_PAIRS = 250_000
"""How many pairs are looked at; where there are more, another text has come back."""
_MOST_TIMES = 20
"""How many times as long one may be as the other that it is compared with word by word."""
_OPENING = 8
"""Letters by which the beginning of a paragraph is known that was cut in two."""
_LONG = 24
"""Letters from which on the same words elsewhere are the same paragraph, and no coincidence."""


@dataclass(frozen=True)
class Alignment:
    """The pairs, and which of them stand elsewhere than before."""

    unit_of: Mapping[int, int]
    """The unit that each paragraph is, by their places."""
    moved: frozenset[int]
    """The paragraphs that left the order of their neighbours."""


def key_of(texts: Iterable[str]) -> str:
    """What paragraphs have in common that differ in nothing but blanks and Unicode forms.

    Empty cells at the end of a row are no part of it.
    """
    return compose("\t".join(texts).rstrip("\t").replace("\u00a0", " "))


def aligned(units: Sequence[PaperUnit], paragraphs: Sequence[ViewParagraph]) -> Alignment:
    """Pair paragraphs with units: by the same words, by bookmarks, by likeness in the same place.

    The units come in the order of the file, which differs from that of the paper in its end alone.
    """
    matcher = _Matcher(units, paragraphs)
    matcher.match()
    return Alignment(matcher.unit_of, _moved(matcher.unit_of, paragraphs))


def _moved(unit_of: Mapping[int, int], paragraphs: Sequence[ViewParagraph]) -> frozenset[int]:
    """Those not in the longest run of pairs in order; a cell of the layout has its own."""
    found: set[int] = set()
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place in sorted(unit_of):
        groups[paragraphs[place].cell].append(place)
    for own in groups.values():
        kept = _rising([unit_of[place] for place in own])
        found |= {place for at, place in enumerate(own) if at not in kept}
    return frozenset(found)


def _rising(values: Sequence[int]) -> frozenset[int]:
    """The places of the longest rising run."""
    wanted = sorted(values)
    return frozenset(left for left, _ in subsequences.pairs(list(values), wanted))


class _Matcher:
    def __init__(self, units: Sequence[PaperUnit], paragraphs: Sequence[ViewParagraph]) -> None:
        self.units, self.paragraphs = units, paragraphs
        self.unit_of: dict[int, int] = {}
        self._paragraph_of: dict[int, int] = {}
        self._by_line = {unit.line: place for place, unit in enumerate(units)}
        self._keys = [key_of(unit.texts) for unit in units]
        self._texts = [key_of(one.texts) for one in paragraphs]

    def match(self) -> None:
        marked = list(self._marked())
        for place, unit in marked:
            if self._texts[place] == self._keys[unit]:
                self._pair(place, unit)
        self._in_order()
        self._elsewhere()
        self._by_bookmarks(marked)
        self._between()

    def _marked(self) -> list[tuple[int, int]]:
        return [
            (place, self._by_line[line])
            for place, one in enumerate(self.paragraphs)
            for line in one.lines
            if line in self._by_line and self._fits(place, self._by_line[line])
        ]

    def _fits(self, place: int, unit: int) -> bool:
        return self.paragraphs[place].is_row is (self.units[unit].kind is UnitKind.ROW)

    def _pair(self, place: int, unit: int) -> None:
        if place not in self.unit_of and unit not in self._paragraph_of:
            self.unit_of[place], self._paragraph_of[unit] = unit, place

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """The places and units that are open between two pairs in order."""
        pairs = sorted(self.unit_of.items())
        kept = _rising([unit for _, unit in pairs])
        fixed = [pair for at, pair in enumerate(pairs) if at in kept]
        ends = [*fixed, (len(self.paragraphs), len(self.units))]
        found, before = [], (-1, -1)
        for place, unit in ends:
            places = [at for at in range(before[0] + 1, place) if at not in self.unit_of]
            units = [at for at in range(before[1] + 1, unit) if at not in self._paragraph_of]
            if places and units:
                found.append((places, units))
            before = place, unit
        return found

    def _in_order(self) -> None:
        """The same words between the same neighbours."""
        for places, units in self._gaps():
            left = [self._texts[place] for place in places]
            right = [self._keys[unit] for unit in units]
            for one, other in subsequences.pairs(left, right):
                self._pair(places[one], units[other])

    def _elsewhere(self) -> None:
        """The same words in another place, where no other paragraph has them."""
        open_units: dict[str, list[int]] = defaultdict(list)
        for unit, key in enumerate(self._keys):
            if unit not in self._paragraph_of and len(key) >= _LONG:
                open_units[key].append(unit)
        for place, text in enumerate(self._texts):
            if place not in self.unit_of and len(open_units.get(text, ())) == 1:
                self._pair(place, open_units[text][0])

    def _by_bookmarks(self, marked: Sequence[tuple[int, int]]) -> None:
        """What stands in the bookmark; of one cut in two the beginning, else the most alike."""
        rated = [
            (-_rated(self._texts[place], self._keys[unit]), place, unit)
            for place, unit in marked
            if place not in self.unit_of and unit not in self._paragraph_of
        ]
        for _, place, unit in sorted(rated):
            self._pair(place, unit)

    def _between(self) -> None:
        """What is much alike between the same neighbours; what is very much so elsewhere."""
        for places, units in self._gaps():
            self._most_alike(places, units, _ALIKE)
        places = [at for at in range(len(self.paragraphs)) if at not in self.unit_of]
        units = [at for at in range(len(self.units)) if at not in self._paragraph_of]
        self._most_alike(places, units, _MUCH_ALIKE)

    def _most_alike(self, places: Sequence[int], units: Sequence[int], least: float) -> None:
        rated = []
        for place in places if len(places) * len(units) <= _MOST_PAIRS else ():
            for unit in units:
                likeness = _likeness(self._texts[place], self._keys[unit], least)
                if likeness >= least and self._fits(place, unit):
                    rated.append((-likeness, place, unit))
        for _, place, unit in sorted(rated):
            self._pair(place, unit)


def most_alike(
    ones: Sequence[PaperUnit],
    others: Sequence[PaperUnit],
    places: Sequence[int],
    units: Sequence[int],
    least: float,
) -> dict[int, int]:
    """Pairs of units of two texts among these places, the most alike first."""
    rated = []
    for place in places if len(places) * len(units) <= _MOST_PAIRS else ():
        for unit in units:
            texts = key_of(ones[place].texts), key_of(others[unit].texts)
            likeness = _likeness(*texts, least)
            if likeness >= least and ones[place].kind is others[unit].kind:
                rated.append((-likeness, place, unit))
    found: dict[int, int] = {}
    for _, place, unit in sorted(rated):
        if place not in found and unit not in found.values():
            found[place] = unit
    return found


def _rated(text: str, unit: str) -> float:
    """How well a paragraph stands for a unit in whose bookmark it is."""
    begins = len(text) >= _OPENING and unit.startswith(text)
    return 1 if begins else _likeness(text, unit)


def _likeness(one: str, other: str, least: float = 0) -> float:
    """How much two texts have in common, word by word, between 0 and 1."""
    if max(len(one), len(other)) > _MOST_TIMES * min(len(one), len(other)) + _LONG:
        return 0
    words = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return 0 if words.real_quick_ratio() < least or words.quick_ratio() < least else words.ratio()
