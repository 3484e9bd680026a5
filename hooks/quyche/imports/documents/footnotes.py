"""What the footnotes of a foreign text say, as parts of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.imports.documents.elements import Element, ElementKind
from quyche.imports.files.paragraphs import note_label, with_labels, without_notes
from quyche.markup.runs import escape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from quyche.imports.files.paragraphs import Paragraph


def told(notes: Iterable[Paragraph]) -> Iterator[Element]:
    """The footnotes in their order; what belongs to none stands before them, after a line."""
    loose: list[Element] = []
    found: list[Element] = []
    seen: set[str] = set()
    for note in notes:
        label = note_label(note.text[:1])
        if label and label not in seen:
            seen.add(label)
            found.append(Element(ElementKind.NOTE, note.text, note.line))
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{note.text}")
        else:
            loose.append(Element(ElementKind.TEXT, note.text, note.line, is_loose=True))
    if loose:
        yield Element(ElementKind.CLOSING)
    yield from (*loose, *found)


def labels_of(elements: Iterable[Element]) -> frozenset[str]:
    """The footnotes that are told among these."""
    return frozenset(
        note_label(element.text[0]) for element in elements if element.kind is ElementKind.NOTE
    )


def without(elements: Iterable[Element]) -> tuple[Element, ...]:
    """The same without footnotes, and without what refers to them."""
    return tuple(
        replace(
            element,
            text=without_notes(element.text),
            rows=tuple(tuple(map(without_notes, row)) for row in element.rows),
        )
        for element in elements
        if element.kind is not ElementKind.NOTE
    )


def unreferred(front: Mapping[str, object]) -> dict[str, object]:
    """The front matter without what refers to footnotes."""
    return {
        key: without_notes(value) if isinstance(value, str) else value
        for key, value in front.items()
    }


def written(text: str, labels: Collection[str]) -> str:
    """Escaped text with what refers to footnotes as the source format has it."""
    return with_labels(text, labels, lambda label: f"[^{label}]")


def source(note: Element) -> str:
    """What a footnote says as the source format has it: each paragraph but the first set in."""
    paragraphs = map(escape, note.text[1:].split("\n"))
    return f"[^{note_label(note.text[0])}]: " + "\n\n    ".join(paragraphs)
