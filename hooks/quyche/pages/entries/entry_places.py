"""Where a body or role is governed, and where it is only named, in the order of pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.register.entries import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.corpus.texts import Text
    from quyche.governance.governance import Governing
    from quyche.reading.reading import Reading
    from quyche.register.entries import Entry
    from quyche.texts.addresses import Address

MOST_DOCUMENTS, MOST_ROWS = 12, 200
"""A collection of no more documents and rows of the matrix is shown on pages of its bodies."""
MOST_OF_RULES, MOST_OF_MENTIONS = 200, 500
"""So is it if nobody in it is governed or named in more places."""


@dataclass(frozen=True)
class EntryPlaces:
    """What there is on one body or role."""

    entry: Entry
    governing: tuple[Governing, ...]
    """Without the clauses of an article that governs it; regulations first, then by aspects."""
    naming: tuple[Address, ...]

    @classmethod
    def of(cls, reading: Reading, entry: Entry) -> EntryPlaces:
        """All places of an edition."""
        governings = reading.governance.of_target.get(entry.id, ())
        found = tuple(_outermost(reading, governings))
        return cls(entry, found, tuple(_naming(reading, entry, governings)))

    def by_document(self) -> Mapping[str, EntryPlaces]:
        """The same apart for each document, in the order of the page."""
        governing: dict[str, list[Governing]] = {}
        for one in self.governing:
            governing.setdefault(one.provision.document, []).append(one)
        naming: dict[str, list[Address]] = {}
        for address in self.naming:
            naming.setdefault(address.document, []).append(address)
        return {
            name: EntryPlaces(
                self.entry, tuple(governing.get(name, ())), tuple(naming.get(name, ()))
            )
            for name in dict.fromkeys((*governing, *naming))
        }


def is_large(reading: Reading) -> bool:
    """Whether pages of bodies and roles list by their first words what governs these.

    What does not fit stands by document, then, on a page for each.
    """
    if len(reading.corpus.texts) > MOST_DOCUMENTS:
        return True
    governing = reading.governance.of_target.values()
    rows = sum(len({one.provision.document for one in own}) for own in governing)
    named = reading.links.mentioning.values()
    return (
        rows > MOST_ROWS
        or any(len(own) > MOST_OF_RULES for own in governing)
        or any(len(own) > MOST_OF_MENTIONS for own in named)
    )


def by_text(
    reading: Reading, governings: Iterable[Governing]
) -> list[tuple[Text, list[Governing]]]:
    """What governs somebody, apart for each document where it stands together."""
    groups = groupby(governings, lambda governing: governing.provision.document)
    return [(reading.corpus.by_id[name], list(own)) for name, own in groups]


def _outermost(reading: Reading, governings: Sequence[Governing]) -> Iterator[Governing]:
    whole = {governing.provision for governing in governings}
    outermost = [
        governing
        for governing in governings
        if not any(outer in whole for outer in _containing(governing.provision))
    ]
    ordered = sorted(by_text(reading, outermost), key=lambda pair: not pair[0].is_regulation)
    for _, own in ordered:
        yield from sorted(own, key=lambda governing: _aspects_key(governing.aspects))


def _naming(reading: Reading, entry: Entry, governings: Sequence[Governing]) -> Iterator[Address]:
    governed = {governing.provision for governing in governings}
    sources = (mention.source for mention in reading.links.mentioning.get(entry.id, ()))
    for source in dict.fromkeys(sources):
        if not governed.intersection((source, *_containing(source))):
            yield source


def _aspects_key(aspects: Sequence[str]) -> tuple[int, ...]:
    return tuple(ASPECTS.index(aspect) for aspect in aspects) or (len(ASPECTS),)


def _containing(address: Address) -> Iterator[Address]:
    """The addresses that contain it, without itself and the document."""
    return (around for around in address.around() if around != address)
