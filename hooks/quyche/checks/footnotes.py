"""Footnotes that are referred to and told nowhere, told and never referred to, or told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.problems import error, warning
from quyche.texts import notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Text
    from quyche.problems import Problem


def footnote_problems(text: Text) -> Iterator[Problem]:
    """What is wrong with the footnotes of one document."""
    if "[^" not in text.document.source:
        return
    told: dict[str, int] = {}
    for note in notes.notes(text.document):
        if note.label in told:
            first = told[note.label]
            yield error(text.path, note.line, "footnote-twice", found=note.label, first=first)
        elif not note.text:
            yield error(text.path, note.line, "footnote-empty", found=note.label)
        told.setdefault(note.label, note.line)
    references = notes.references(text.document)
    for reference in references:
        if reference.label not in told:
            yield error(text.path, reference.line, "footnote-untold", found=reference.label)
    known = {reference.label for reference in references}
    for label, line in told.items():
        if label not in known:
            yield warning(text.path, line, "footnote-unused", found=label)
