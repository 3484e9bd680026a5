"""The words of an edition in a few groups of pages: an edition writes groups of what it changed.

The groups of the edition before go on as long as most of their pages do. A group is joined to the
new one when it is not at least twice as large as all that came after it, so that there are never
more of them than the logarithm of the number of pages, and no page is written more often than
that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quyche.searching.search_units import name_of
from quyche.searching.search_words import UnitTerms, vocabulary, word_files
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from quyche.searching.search_units import SearchUnit

_LARGER = 2

Page = tuple[str, str]
"""The address of a page and the name of the file of its records."""


@dataclass(frozen=True)
class Segment:
    """A group of pages with the files of their words."""

    pages: tuple[Page | None, ...]
    """In the order by which the files number them; None for one that is gone since."""
    words: tuple[str, ...]
    """The word that each file begins at."""
    files: tuple[str, ...]
    """The names of the files, without their ending."""
    vocabulary: str
    """The name of the file of all its words, for one that was typed wrong."""

    @property
    def live(self) -> int:
        """How many of its pages are still there."""
        return sum(page is not None for page in self.pages)

    def kept(self, current: frozenset[Page]) -> Segment:
        """The same group where only these pages are still there."""
        pages = tuple(page if page in current else None for page in self.pages)
        return replace(self, pages=pages)


@dataclass(frozen=True)
class Segments:
    """The groups of an edition, the oldest first."""

    all: tuple[Segment, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    """The files of words that came with this edition, by their names."""

    @classmethod
    def of(
        cls,
        units: Sequence[SearchUnit],
        before: Sequence[Segment] = (),
        store: Store = NOWHERE,
    ) -> Segments:
        """The groups of these pages, after those of the edition before."""
        by_page = {(unit.address, unit.piece): unit for unit in units}
        current = frozenset(by_page)
        older = [segment.kept(current) for segment in before]
        old = [one for one in older if 2 * one.live >= len(one.pages)]
        held = {page for segment in old for page in segment.pages if page}
        fresh = [page for page in by_page if page not in held]
        while old and fresh and old[-1].live <= _LARGER * len(fresh):
            fresh = [page for page in (*old.pop().pages, *fresh) if page]
        if not fresh:
            return cls(tuple(old))
        own, written = _written(fresh, [UnitTerms.of(by_page[page], store) for page in fresh])
        return cls((*old, own), written)


def _written(pages: Sequence[Page], terms: Sequence[UnitTerms]) -> tuple[Segment, dict[str, str]]:
    """The group of these pages, which have these words, and its files by their names."""
    files, words = word_files(terms), vocabulary(terms)
    names = tuple(name_of(file.content) for file in files)
    contents = {name: file.content for name, file in zip(names, files, strict=True)}
    firsts = tuple(file.first for file in files)
    own = Segment(tuple(pages), firsts, names, name_of(words))
    return own, {**contents, own.vocabulary: words}
