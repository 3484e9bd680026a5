"""Where a body or role is governed, and where it is only named, in the order of pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        texts = sorted(reading.corpus.by_id.values(), key=lambda text: not text.is_regulation)
        of_texts, every = [reading.places[text.id] for text in texts], reading.places.values()
        return cls(
            entry,
            tuple(one for own in of_texts for one in own.governing.get(entry.id, ())),
            tuple(address for own in every for address in own.naming.get(entry.id, ())),
        )

    @cached_property
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
