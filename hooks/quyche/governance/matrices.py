"""Who is governed how: a row for each body and role, a cell for each aspect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from quyche.register.entries import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.governance.governance import Governance, Governing
    from quyche.register.entries import Aspect, Entry
    from quyche.register.register import Register
    from quyche.texts.addresses import Address


@dataclass(frozen=True)
class MatrixCell:
    """How one of the aspects of a body or role is governed."""

    aspect: Aspect
    places: tuple[Address, ...]
    """The provisions that do it, by document; a clause only where its article does not."""
    is_missing: bool
    """Whether the rules must say something of it, and do not."""

    def by_document(self) -> Mapping[str, tuple[Address, ...]]:
        """Its places, apart for each document."""
        found: dict[str, list[Address]] = {}
        for place in self.places:
            found.setdefault(place.document, []).append(place)
        return {document: tuple(places) for document, places in found.items()}


@dataclass(frozen=True)
class MatrixRow:
    """How a body or role is governed."""

    entry: Entry
    cells: tuple[MatrixCell, ...]
    """In the order of the aspects."""

    @property
    def places(self) -> tuple[Address, ...]:
        """All provisions that govern it."""
        return tuple(place for cell in self.cells for place in cell.places)

    def by_document(self) -> Mapping[str, MatrixRow]:
        """How it is governed by each document; what is missing is so wherever it might stand."""
        parted = [cell.by_document() for cell in self.cells]
        documents = dict.fromkeys(place.document for place in self.places)
        return {
            document: replace(
                self,
                cells=tuple(
                    replace(cell, places=places.get(document, ()))
                    for cell, places in zip(self.cells, parted, strict=True)
                ),
            )
            for document in documents
        }


def rows_of(register: Register, governance: Governance) -> Iterator[MatrixRow]:
    """Everybody who is governed by something, or must be; bodies first."""
    for entry in (*register.of_kind("body"), *register.of_kind("role")):
        governings = governance.of_target.get(entry.id, ())
        if entry.expects or governings:
            cells = tuple(_cell(entry, aspect, governings) for aspect in ASPECTS)
            yield MatrixRow(entry, cells)


def _cell(entry: Entry, aspect: Aspect, governings: Sequence[Governing]) -> MatrixCell:
    own = [governing.provision for governing in governings if aspect in governing.aspects]
    whole = set(own)
    places = tuple(place for place in own if not whole.intersection(_containing(place)))
    return MatrixCell(aspect, places, is_missing=not own and aspect in entry.expects)


def _containing(address: Address) -> Iterator[Address]:
    """The addresses around it, of which the first is itself."""
    return islice(address.around(), 1, None)
