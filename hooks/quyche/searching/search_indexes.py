"""All that the search of an edition needs to begin: its pages, their words by groups, its names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quyche import schemas, urls
from quyche.language.kinds import Kind
from quyche.searching.search_segments import Segment, Segments
from quyche.searching.search_terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Corpus
    from quyche.editions.history import Standing
    from quyche.reading.reading import Reading
    from quyche.searching.search_segments import Page
    from quyche.searching.search_units import SearchUnit


@dataclass(frozen=True)
class SearchIndex:
    """The search of one edition: what is loaded first, and the files that this leads to."""

    reading: Reading
    standing: Standing
    units: tuple[SearchUnit, ...]
    others: tuple[tuple[str, str], ...]
    """Addresses and titles of pages that are found by their names alone."""
    before: tuple[Segment, ...] = ()
    """The groups of the edition that this one follows, where that has a search of this kind."""
    kept: frozenset[str] = frozenset()
    """The names of the files that lie beside the editions already."""

    @cached_property
    def segments(self) -> Segments:
        """Its words."""
        return Segments.of(self.units, self.before, self.reading.memory.store)

    @property
    def files(self) -> Mapping[str, str]:
        """What it brings beside its own file, by names without ending; each for ever the same."""
        pieces = {unit.piece: unit.content for unit in self.units}
        found = {**pieces, **self.segments.written}
        return {name: content for name, content in found.items() if name not in self.kept}

    @property
    def content(self) -> str:
        """Its own file."""
        numbers = {(unit.address, unit.piece): at for at, unit in enumerate(self.units)}
        edition, labels = self.standing.edition, self.reading.labels
        told = {
            "edition": self.standing.name,
            "title": edition.title if edition else labels("edition.work"),
            "kind": edition.kind if edition else "work",
            "own": sorted(self.files) if not edition else [],
            "units": [unit.row for unit in self.units],
            "segments": [_told(segment, numbers) for segment in self.segments.all],
            "names": [list(name) for name in _names(self.reading)],
            "others": [list(page) for page in self.others],
            "synonyms": _synonyms(labels("search_words.synonyms")),
            "optional": labels("search_words.optional").split(),
            "optional_marked": labels("search_words.optional_marked").split(),
            "day": labels("search_words.day"),
            "how": _folded(labels("search_words.how").split(";")),
            "aspects": _folded(labels("search_words.aspects").split(";")),
            "structures": [grammar.name for grammar in self.reading.grammars],
            "article": _article(self.reading),
            "governed": "records",
        }
        return schemas.as_json("search-index", told, separators=(",", ":"))


def governed(governing: Mapping[str, Mapping[str, Sequence[str]]], documents: Corpus) -> str:
    """The file of all places that govern a body or role, where documents are few.

    `governing` are anchors by the page of that body or role, below the ids of documents.
    """
    found: dict[str, dict[str, Sequence[str]]] = {}
    for name, by_page in governing.items():
        address = urls.address_of(documents.by_id[name].path)
        for page, anchors in by_page.items():
            found.setdefault(page, {})[address] = anchors
    return schemas.as_json("search-governed", found, separators=(",", ":"))


def segments_in(content: str) -> tuple[Segment, ...]:
    """The groups of an edition, as its file tells them; raises ValueError for another file."""
    try:
        told: dict[str, Any] = json.loads(content)
        pages = [(unit[0], unit[-1]) for unit in told["units"]]
        return tuple(
            Segment(
                tuple(pages[at] if at >= 0 else None for at in segment["units"]),
                tuple(segment["words"]),
                tuple(segment["files"]),
                segment["vocabulary"],
            )
            for segment in told["segments"]
        )
    except (KeyError, TypeError, IndexError) as fault:
        raise ValueError(f"not the index of a search: {fault}") from fault


def _told(segment: Segment, numbers: Mapping[Page, int]) -> Mapping[str, object]:
    return {
        "units": [numbers[page] if page else -1 for page in segment.pages],
        "words": segment.words,
        "files": segment.files,
        "vocabulary": segment.vocabulary,
    }


def files_of(content: str) -> frozenset[str]:
    """The names of the files beside the editions that an index leads to; none of another file."""
    try:
        told: dict[str, Any] = json.loads(content)
        segments = told["segments"]
        words = (name for one in segments for name in (*one["files"], one["vocabulary"]))
        return frozenset((*(unit[-1] for unit in told["units"]), *words)) - {*told["own"]}
    except (ValueError, KeyError, TypeError, IndexError):
        return frozenset()


def _names(reading: Reading) -> Iterator[tuple[str, ...]]:
    for entry in reading.corpus.register.entries:
        yield (urls.address_of(entry.path), entry.kind, *entry.names)


def _synonyms(told: str) -> Sequence[Sequence[str]]:
    """What means the same: `họp = hội nghị`, parted by semicolons."""
    rows = ([name.strip() for name in line.split("=")] for line in told.split(";"))
    return [row for row in rows if len(row) > 1]


def _folded(names: Iterable[str]) -> Sequence[str]:
    return [" ".join(terms) for name in names if (terms := terms_of(name))]


def _article(reading: Reading) -> str:
    """The word of an article, folded; empty where the texts call them by several."""
    words = {" ".join(terms_of(each.form(Kind.ARTICLE).word)) for each in reading.grammars}
    return words.pop() if len(words) == 1 else ""
