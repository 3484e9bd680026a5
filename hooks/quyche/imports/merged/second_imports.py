"""A second import from the file that comes to what is to be written, and what is told of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing import comparison, synopses, tables
from quyche.corpus import corpora
from quyche.errors import QuycheError, UnreadableFileError
from quyche.imports.merged import fronts
from quyche.imports.merged.merging import merged, shared_part
from quyche.imports.returned.desks import Target
from quyche.texts import frontmatter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from quyche.comparing.comparison import Comparison
    from quyche.comparing.synopses import Synopsis
    from quyche.comparing.tables import ComparisonTable
    from quyche.corpus.texts import Text
    from quyche.imports.documents.conversion import Converted
    from quyche.imports.merged.fronts import HeadDifference
    from quyche.imports.merged.merging import Merged
    from quyche.labels import Labels

_LEAST_SHARED = 0.2
"""How much of a text must be there word for word that bears another title."""


def target_of(path: Path, structure: str = "") -> Target | None:
    """The document that is there; None where nothing is, or nothing with a front matter.

    Raises QuycheError where something is that begins as a document does and is none.
    """
    if not path.is_file():
        return None
    content = path.read_bytes()
    source, unreadable = corpora.decode(content, str(path))
    is_plain = not unreadable and not frontmatter.split(source)[0]
    if is_plain and not frontmatter.misread(source, str(path)):
        return None
    try:
        target = Target.of(path, structure)
    except UnreadableFileError as fault:
        raise QuycheError("merge.no_document", path=path) from fault
    if not target.text.metadata.kind:
        raise QuycheError("merge.no_document", path=path)
    return target


@dataclass(frozen=True)
class SecondImport:
    """A text that came onto a document; nothing is written."""

    target: Target
    converted: Converted
    body: Merged
    differences: tuple[HeadDifference, ...]

    @classmethod
    def of(cls, target: Target, converted: Converted) -> SecondImport:
        """Find what came.

        Raises QuycheError where the file is that of another document.
        """
        text = target.text
        old = target.content.decode()
        path, title = target.path.name, text.metadata.title
        body = merged(old, converted.source, path, text.grammar, title)
        differences = fronts.differences(converted.told, text)
        if any(one.key == "title" for one in differences):
            shared = shared_part(old, converted.source, path, text.grammar)
            if shared < _LEAST_SHARED:
                raise QuycheError("merge.other_text", path=target.path, shared=round(100 * shared))
        return cls(target, converted, body, differences)

    def written(self, taken: Collection[HeadDifference]) -> str:
        """The source that is to be written, with those keys of its head taken over."""
        return fronts.with_taken(self.body.source, self.target.text, taken)

    @cached_property
    def _new(self) -> Text:
        text = self.target.text
        return corpora.text_of(text.path, self.body.source.encode(), text.grammar)

    @cached_property
    def _compared(self) -> Comparison:
        return comparison.compare(self.target.text.document, self._new.document)

    @cached_property
    def synopsis(self) -> Synopsis:
        """The text that was there and the one that is, beside each other."""
        old, new = self.target.text.document, self._new.document
        return synopses.synopsis(self._compared, old, new)

    @property
    def moved_reasons(self) -> tuple[tuple[str, str], ...]:
        """The reasons of our head whose provision bears another number now, with that number.

        It is empty for a provision that is gone.
        """
        named = (anchor for anchor, _ in self.target.text.metadata.reasons)
        now = ((anchor, self._compared.counterpart(anchor)) for anchor in named)
        return tuple((anchor, ", ".join(found)) for anchor, found in now if anchor not in found)

    def table(self, labels: Labels) -> ComparisonTable:
        """What changed, article by article, in sentences."""
        texts = self.target.text.document, self._new.document
        return tables.table(self.synopsis, texts, labels, {})

    @property
    def counts(self) -> Mapping[str, int]:
        """How many articles or tasks came, went, were changed or stayed."""
        return Counter(self.synopsis.counts)
