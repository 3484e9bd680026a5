"""Which paragraph of a text that comes is which of the text that is there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quyche.comparing import comparison
from quyche.comparing.matching import subsequences
from quyche.imports.returned.alignment import key_of, most_alike
from quyche.imports.returned.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quyche.imports.returned.assembling import SourceText
    from quyche.imports.returned.units import PaperUnit
    from quyche.texts.provisions import Document

_ALIKE = 0.5
"""How much two paragraphs of one provision have in common that are the same paragraph."""
_SIGNS = ".:-–—"
_OF_NUMBER = 3
"""Words among which the number of a heading is: "Điều thứ nhất", "Chương I"."""
_LONG = 24
"""Letters from which on the same words elsewhere are no coincidence."""


def says_same(old: PaperUnit, new: PaperUnit) -> bool:
    """Whether a paragraph that comes says what is there, so that this stays as it is written.

    A heading may come in capitals, and with another sign behind its number or none.
    """
    if key_of(old.texts) == key_of(new.texts):
        return True
    if not old.kind is new.kind is UnitKind.HEADING or old.provision is not new.provision:
        return False
    ours, theirs = _heading_words(old), _heading_words(new)
    return len(ours) == len(theirs) and all(map(_is_same_word, ours, theirs))


def _heading_words(unit: PaperUnit) -> list[str]:
    """The words of a heading, the first of them without signs behind them."""
    words = [word for word in key_of(unit.texts).split() if word not in _SIGNS]
    return [*(word.rstrip(_SIGNS) for word in words[:_OF_NUMBER]), *words[_OF_NUMBER:]]


def _is_same_word(ours: str, theirs: str) -> bool:
    return ours == theirs or (theirs.isupper() and ours.upper() == theirs)


def _key(unit: PaperUnit) -> str:
    """What units may have in common that say the same."""
    is_heading = unit.kind is UnitKind.HEADING
    return " ".join(_heading_words(unit)).upper() if is_heading else key_of(unit.texts)


def paired(
    old: SourceText, new: SourceText, documents: tuple[Document, Document]
) -> Mapping[int, int]:
    """For paragraphs of the new text their counterparts in the old, by places among the units.

    First what says the same in the same order, then what begins provisions that the comparison
    takes for one, then what is alike inside of such, and last the same words in another place.
    """
    pairer = _Pairer(old.units, new.units)
    pairer.same_in_order()
    pairer.by_provisions(*documents)
    pairer.elsewhere()
    return pairer.old_of


class _Pairer:
    def __init__(self, olds: Sequence[PaperUnit], news: Sequence[PaperUnit]) -> None:
        self.olds, self.news = olds, news
        self.old_of: dict[int, int] = {}
        self._taken: set[int] = set()

    def _pair(self, new: int, old: int) -> None:
        if new not in self.old_of and old not in self._taken:
            self.old_of[new] = old
            self._taken.add(old)

    def same_in_order(self) -> None:
        """The same words between the same neighbours."""
        keys = (list(map(_key, units)) for units in (self.olds, self.news))
        for old, new in subsequences.pairs(*keys):
            if says_same(self.olds[old], self.news[new]):
                self._pair(new, old)

    def by_provisions(self, old: Document, new: Document) -> None:
        """What begins the same provision, and what is alike inside of it."""
        compared = comparison.compare(old, new)
        origins = {
            anchor: change.old[0]
            for change in compared.changes
            if change.old
            for anchor in change.new[:1]
        }
        beginnings, insides = _by_anchor(self.olds)
        own_beginnings, own_insides = _by_anchor(self.news)
        for anchor, at in own_beginnings.items():
            was = beginnings.get(origins.get(anchor, ""))
            if was is not None and self.olds[was].kind is self.news[at].kind:
                self._pair(at, was)
        for anchor, places in own_insides.items():
            origin = origins.get(anchor) if anchor else ""
            if origin is not None:
                self._inside(insides.get(origin, ()), places)

    def _inside(self, olds: Sequence[int], news: Sequence[int]) -> None:
        left = [at for at in olds if at not in self._taken]
        right = [at for at in news if at not in self.old_of]
        keys = [key_of(self.olds[at].texts) for at in left]
        own = [key_of(self.news[at].texts) for at in right]
        for one, other in subsequences.pairs(keys, own):
            self._pair(right[other], left[one])
        left = [at for at in left if at not in self._taken]
        right = [at for at in right if at not in self.old_of]
        for one, other in most_alike(self.olds, self.news, left, right, _ALIKE).items():
            self._pair(other, one)

    def elsewhere(self) -> None:
        """The same words in another place, where nothing else has them."""
        open_olds: dict[str, list[int]] = defaultdict(list)
        for at, unit in enumerate(self.olds):
            if at not in self._taken:
                open_olds[key_of(unit.texts)].append(at)
        for at, unit in enumerate(self.news):
            key = key_of(unit.texts)
            if at not in self.old_of and len(key) >= _LONG and len(open_olds[key]) == 1:
                self._pair(at, open_olds[key][0])


def _by_anchor(
    units: Sequence[PaperUnit],
) -> tuple[Mapping[str, int], Mapping[str, Sequence[int]]]:
    """The paragraph that begins each provision, and the others that stand directly inside it."""
    beginnings: dict[str, int] = {}
    insides: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        if unit.provision is not None and unit.anchor not in beginnings:
            beginnings[unit.anchor] = at
        else:
            insides[unit.anchor].append(at)
    return beginnings, insides
