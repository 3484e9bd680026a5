"""Footnotes on a page: what refers to them, and what they say at its foot, led to both ways."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.markup.notation import closing, leaf, note_mark, opening
from quyche.texts import notes
from quyche.texts.notes import anchor_of, anchor_of_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from quyche.labels import Labels
    from quyche.markup.runs import Run
    from quyche.texts.notes import Footnote
    from quyche.texts.provisions import Document


@dataclass(frozen=True)
class FootnoteMarks:
    """Writes what refers to footnotes; where a page tells none of them, numbers alone."""

    told: Mapping[str, Footnote] = field(default_factory=dict)
    """The footnotes at the foot of the page, by their numbers."""
    labels: Labels | None = None
    prefix: str = ""
    """What every anchor begins with, where one page holds several documents."""
    _counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, document: Document, labels: Labels, prefix: str = "") -> FootnoteMarks:
        """The marks on the page of a document; of a number that is told twice the first counts."""
        told = {note.label: note for note in reversed(notes.notes(document))}
        return cls(told, labels, prefix)

    def mark(self, label: str) -> str:
        """What refers to a footnote: a link to it that shows what it says when pointed at."""
        note = self.told.get(label)
        if note is None or self.labels is None:
            return note_mark(label)
        self._counts[label] += 1
        return note_mark(
            label,
            id=f"{self.prefix}{anchor_of_reference(label, self._counts[label])}",
            href=f"#{self.prefix}{note.anchor}",
            title=" ".join(note.text.split()),
            aria_label=self.labels("document.footnote", number=label),
        )

    def foot(self, document: Document, written: Callable[[Sequence[Run]], str]) -> Iterator[str]:
        """All that the footnotes of a document say, each with the way back to its place."""
        found = notes.notes(document)
        if not found or self.labels is None:
            return
        name = self.labels("document.footnotes")
        yield opening("section", cls="q-notes", aria_label=name, data_search_exclude="true")
        yield leaf("p", name, cls="q-heading", data_q_site="true")
        seen: set[str] = set()
        for note in found:
            is_first = note.label not in seen
            seen.add(note.label)
            yield from self._told(note, written, is_first=is_first)
        yield closing()

    def _told(
        self, note: Footnote, written: Callable[[Sequence[Run]], str], *, is_first: bool
    ) -> Iterator[str]:
        """One of them; only the first of a number can be led to."""
        anchor = f"{self.prefix}{anchor_of(note.label)}" if is_first else ""
        yield opening("div", cls="q-point q-note", id=anchor)
        yield leaf("p", self._back(note.label), cls="q-number")
        yield opening("div", cls="q-text")
        yield from (leaf("p", written(paragraph)) for paragraph in note.paragraphs)
        yield closing()
        yield closing()

    def _back(self, label: str) -> str:
        if not self._counts[label] or self.labels is None:
            return note_mark(label)
        name = self.labels("document.footnote_back", number=label)
        href = f"#{self.prefix}{anchor_of_reference(label, 1)}"
        return note_mark(label, href=href, aria_label=name)
