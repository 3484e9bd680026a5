"""Comparisons of texts, each made once however many ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing import comparison, synopses
from quyche.kept import Kept
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from quyche.comparing.comparison import Comparison
    from quyche.comparing.synopses import Synopsis
    from quyche.texts.provisions import Document

_Name = tuple[str, str]  # the path of a document, which names it, and the characters of its file


@dataclass(frozen=True)
class ComparedDocuments:
    """How one text came from another, and the two beside each other."""

    old: Document
    new: Document
    comparison: Comparison

    @cached_property
    def synopsis(self) -> Synopsis:
        """The two beside each other."""
        return synopses.synopsis(self.comparison, self.old, self.new)


@dataclass(frozen=True)
class Comparer:
    """Compares the texts of documents, by what they hold: the same two give the same result."""

    store: Store = NOWHERE
    _known: Kept[tuple[_Name, _Name], ComparedDocuments] = field(default_factory=Kept)

    def of(self, old: Document, new: Document) -> ComparedDocuments:
        """How one text came from another."""
        key = ((old.path, old.source), (new.path, new.source))
        return self._known.of(key, lambda: ComparedDocuments(old, new, self._compared(old, new)))

    def _compared(self, old: Document, new: Document) -> Comparison:
        told = (old.path, old.grammar.name, old.source, new.path, new.grammar.name, new.source)
        return self.store.of("compared", told, lambda: comparison.compare(old, new))

    def turn(self) -> None:
        """Begin another round of work: see `Kept`."""
        self._known.turn()
