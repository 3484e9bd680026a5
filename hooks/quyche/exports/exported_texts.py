"""One text of a document with all that a file made of it says beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.pages.heads import head_of

if TYPE_CHECKING:
    from quyche.corpus.links import Linked
    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.editions.ledgers import Edition
    from quyche.labels import Labels
    from quyche.pages.heads import Head
    from quyche.reading.reading import Reading
    from quyche.texts.metadata import Metadata
    from quyche.texts.provisions import Document


@dataclass(frozen=True)
class ExportedText:
    """What every format of a document is written of."""

    reading: Reading
    """The edition that it stands in, or the work."""
    text: Text
    standing: Standing
    """Where that edition stands among the others; its history tells of this document."""

    @property
    def document(self) -> Document:
        """Its words, as a tree."""
        return self.text.document

    @property
    def metadata(self) -> Metadata:
        """What its front matter says."""
        return self.text.metadata

    @property
    def edition(self) -> Edition | None:
        """The edition; None for the work."""
        return self.reading.edition

    @cached_property
    def source(self) -> Edition | None:
        """The edition that brought the text, which the others since then keep; None for the work.

        The edition itself where its history is not known.
        """
        if self.edition is None:
            return None
        changes = self.standing.history.of_document(self.text.id)
        brought = [snapshot.edition for snapshot, _ in changes if snapshot.edition]
        return brought[-1] if brought else self.edition

    @property
    def labels(self) -> Labels:
        """The words of the site in its language."""
        return self.reading.labels

    @cached_property
    def head(self) -> Head:
        """What stands above it: the letterhead (`head.letter`), its state, which draft it is."""
        return head_of(self.reading, self.text, self.standing)

    @property
    def links(self) -> tuple[Linked, ...]:
        """What its paragraphs and headings point to, in reading order."""
        return self.reading.links.by_document[self.text.id]
