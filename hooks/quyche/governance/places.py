"""Where each document governs a body or role, and where it only names one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from quyche.register.entries import ASPECTS
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.corpus.links import Links
    from quyche.corpus.texts import Corpus, Text
    from quyche.governance.governance import Governance, Governing
    from quyche.register.entries import Aspect
    from quyche.texts.addresses import Address


@dataclass(frozen=True)
class Places:
    """The places of one document, by the id of the body or role."""

    governing: Mapping[str, tuple[Governing, ...]]
    """Without the clauses of an article that governs it as a whole; by what they are about."""
    naming: Mapping[str, tuple[Address, ...]]
    """Where nothing governs it, in reading order."""


def places_of(
    corpus: Corpus, links: Links, governance: Governance, store: Store = NOWHERE
) -> Mapping[str, Places]:
    """Those of every document, by its id; each document's are kept in the store."""
    by_document: dict[str, dict[str, list[Governing]]] = defaultdict(lambda: defaultdict(list))
    for target, governings in governance.of_target.items():
        for governing in governings:
            by_document[governing.provision.document][target].append(governing)
    return {
        text.id: store.of(
            "places", corpus.told_of(text), partial(_read, text, links, by_document[text.id])
        )
        for text in corpus.by_id.values()
    }


def _read(text: Text, links: Links, governed: Mapping[str, Sequence[Governing]]) -> Places:
    places = {
        target: frozenset(one.provision for one in governings)
        for target, governings in governed.items()
    }
    governing = {
        target: tuple(
            sorted(
                (one for one in own if places[target].isdisjoint(_containing(one.provision))),
                key=lambda one: _aspects_key(one.aspects),
            )
        )
        for target, own in governed.items()
    }
    naming: dict[str, dict[Address, None]] = defaultdict(dict)
    for linked in links.by_document[text.id]:
        around = (linked.source, *_containing(linked.source))
        for mention in linked.mentions:
            if places.get(mention.target, frozenset()).isdisjoint(around):
                naming[mention.target][mention.source] = None
    return Places(governing, {target: tuple(own) for target, own in naming.items()})


def _aspects_key(aspects: Sequence[Aspect]) -> tuple[int, ...]:
    return tuple(ASPECTS.index(aspect) for aspect in aspects) or (len(ASPECTS),)


def _containing(address: Address) -> Iterator[Address]:
    """The addresses that contain it, without itself and the document."""
    return (around for around in address.around() if around != address)
