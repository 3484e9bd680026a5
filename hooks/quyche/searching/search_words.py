"""Which pages have which words: files by the beginning of words, of which a query loads a few."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from quyche import schemas
from quyche.searching.search_terms import terms_of
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.searching.search_units import SearchUnit

_MOST_LETTERS = 40_000
"""About as many letters a file has; a word that stands with very many others has a longer one."""

Posting = tuple[tuple[int, ...], tuple[int, ...]]
"""The pages that have a word in a heading, then those that have it in their text alone.

Each page by its number, as the distance from the one before it.
"""


@dataclass(frozen=True)
class UnitTerms:
    """The words of one page, and its pairs of words that follow each other: `thuong vu`."""

    headings: frozenset[str]
    texts: frozenset[str]
    """Those that no heading has."""

    @classmethod
    def of(cls, unit: SearchUnit, store: Store = NOWHERE) -> UnitTerms:
        """The words of all its records; they are kept in the store."""
        told = (unit.piece, repr((unit.number, unit.title, unit.term, unit.aliases)))
        return store.of("words", told, partial(cls._read, unit))

    @classmethod
    def _read(cls, unit: SearchUnit) -> UnitTerms:
        headings, texts = {*_with_pairs(terms_of(unit.number))}, set[str]()
        for name in (f"{unit.title} {unit.term}", *unit.aliases):
            headings.update(_with_pairs(terms_of(name)))
        for record in unit.records:
            headings.update(_with_pairs(terms_of(f"{record.label} {record.heading}")))
            texts.update(_with_pairs(terms_of(record.text)))
        return cls(frozenset(headings), frozenset(texts - headings))


def _with_pairs(terms: Sequence[str]) -> Iterator[str]:
    yield from terms
    yield from (f"{one} {other}" for one, other in pairwise(terms))


@dataclass(frozen=True)
class WordFile:
    """The words of a stretch of the alphabet."""

    first: str
    """The word that the stretch begins at."""
    content: str


def word_files(units: Iterable[UnitTerms]) -> tuple[WordFile, ...]:
    """The files of all words of these pages, which are numbered in their order."""
    return tuple(_files(_postings(units)))


def vocabulary(units: Iterable[UnitTerms]) -> str:
    """The file of all words of these pages, without pairs."""
    terms = (term for unit in units for term in unit.headings | unit.texts)
    words = sorted({term for term in terms if " " not in term})
    return schemas.as_json("search-vocabulary", {"words": words}, separators=(",", ":"))


def _postings(units: Iterable[UnitTerms]) -> Mapping[str, Posting]:
    found: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, unit in enumerate(units):
        for place, terms in enumerate((unit.headings, unit.texts)):
            for term in terms:
                found[term][place].append(number)
    return {term: (_distances(own[0]), _distances(own[1])) for term, own in sorted(found.items())}


def _distances(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(after - before for before, after in pairwise((0, *numbers)))


def _files(postings: Mapping[str, Posting]) -> Iterator[WordFile]:
    first, held, length = "", dict[str, Posting](), 0
    for word, terms in groupby(postings, lambda term: term.partition(" ")[0]):
        own = {term: postings[term] for term in terms}
        letters = sum(len(term) + 8 + 2 * len(each[0] + each[1]) for term, each in own.items())
        if held and length + letters > _MOST_LETTERS:
            yield WordFile(first, _content(held))
            held, length = {}, 0
        first = first if held else word
        held |= own
        length += letters
    if held:
        yield WordFile(first, _content(held))


def _content(postings: Mapping[str, Posting]) -> str:
    return schemas.as_json("search-words", {"words": postings}, separators=(",", ":"))
