"""The footnotes of a text: `[^8]: …` tells one, `[^8]` refers to it; no provision's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language import markers
from quyche.markup.runs import NOTE_LABEL, Run, runs
from quyche.texts.headings import heading
from quyche.texts.provisions import Block, BlockKind, Document, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.language.grammars import Grammar

_TOLD_RE = re.compile(rf" {{0,3}}\[\^(?P<label>{NOTE_LABEL})\]:(?=[ \t\r\n]|$)[ \t]*")
_BREAK_RE = re.compile(r" {0,3}(?:-[ \t]*){3,}")
_BLANKS = " \t\r\n"
_INNER_INDENT = 4
"""Columns from which a line below a footnote belongs to it, blank lines or not, as on GitHub."""


@dataclass(frozen=True)
class Footnote:
    """What a footnote says."""

    label: str
    """Its number as it is printed."""
    paragraphs: tuple[tuple[Run, ...], ...]
    line: int

    @property
    def text(self) -> str:
        """What it says without markup, a paragraph a line."""
        return "\n".join("".join(run.text for run in each) for each in self.paragraphs)

    @property
    def anchor(self) -> str:
        """Where it stands on a page."""
        return anchor_of(self.label)


@dataclass(frozen=True)
class FootnoteReference:
    """A place of a text that a footnote speaks of."""

    label: str
    line: int
    anchor: str
    """The provision it stands in; empty outside of all."""


def anchor_of(label: str) -> str:
    """Where a footnote stands on a page; no provision has such an anchor."""
    return f"chu-thich-{_slug(label)}"


def anchor_of_reference(label: str, count: int) -> str:
    """Where a footnote is referred to, for the first time or again."""
    return f"dan-chu-thich-{_slug(label)}" + (f"--{count}" if count > 1 else "")


def _slug(label: str) -> str:
    """The label as part of an anchor; what cannot stand in one is told by its code."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char == "-") else f"_{ord(char):x}"
        for char in label
    )


def lengths(lines: Sequence[str], grammar: Grammar) -> Mapping[int, int]:
    """Where footnotes are told among the lines of a text, and how many lines each takes."""
    found: dict[int, int] = {}
    position = 0
    while position < len(lines):
        length = _length(lines, position, grammar) if _TOLD_RE.match(lines[position]) else 0
        if length:
            found[position] = length
        position += max(length, 1)
    return found


def without(lines: Sequence[str], told: Mapping[int, int]) -> Sequence[str]:
    """The lines with blank ones in the place of footnotes, of which nothing is the text's own."""
    if not told:
        return lines
    own = list(lines)
    for position, length in told.items():
        own[position : position + length] = ["\n"] * length
    return own


def _length(lines: Sequence[str], position: int, grammar: Grammar) -> int:
    """Up to the line that is no more of the footnote; blank lines after it are its own."""
    last, is_after_blank = position, False
    for place in range(position + 1, len(lines)):
        line = lines[place]
        if not line.strip(_BLANKS):
            is_after_blank = True
        elif _is_inside(line) or not (is_after_blank or _begins(line, grammar)):
            last, is_after_blank = place, False
        else:
            break
    while last + 1 < len(lines) and not lines[last + 1].strip(_BLANKS):
        last += 1
    return last + 1 - position


def _is_inside(line: str) -> bool:
    return markers.columns(line[: len(line) - len(line.lstrip(" \t"))]) >= _INNER_INDENT


def _begins(line: str, grammar: Grammar) -> bool:
    """Whether a line begins something else than going on with the paragraph before it."""
    bare = line.rstrip("\r\n")
    return bool(
        _TOLD_RE.match(bare)
        or heading(bare)
        or _BREAK_RE.fullmatch(bare)
        or bare.lstrip(_BLANKS).startswith((">", "|"))
        or markers.items(bare, grammar)
        or markers.is_dash_item(bare)
        or markers.is_bare_article(bare, grammar)
    )


def notes(document: Document) -> tuple[Footnote, ...]:
    """The footnotes of a document in the order in which it tells them."""
    return tuple(
        _note(part)
        for part, _ in _parts(document.content, "")
        if isinstance(part, Block) and part.kind is BlockKind.NOTE
    )


def _note(block: Block) -> Footnote:
    match = _TOLD_RE.match(block.source)
    assert match is not None, "a block of this kind begins so"
    paragraphs: list[list[str]] = [[]]
    for raw in block.source[match.end() :].split("\n"):
        line = raw.strip(_BLANKS)
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    told = tuple(runs(" ".join(lines)) for lines in paragraphs if lines)
    return Footnote(match["label"], told, block.line)


def references(document: Document) -> tuple[FootnoteReference, ...]:
    """Where a document refers to footnotes, in reading order, those told inside others last."""
    return tuple(_references(document))


def _references(document: Document) -> Iterator[FootnoteReference]:
    for part, anchor in _parts(document.content, ""):
        if isinstance(part, Provision):
            for _, label in part.heading_notes:
                yield FootnoteReference(label, part.line, part.anchor)
        else:
            for line, label in part.note_labels:
                yield FootnoteReference(label, line, anchor)
    for note in notes(document):
        for paragraph in note.paragraphs:
            yield from (FootnoteReference(run.note, note.line, "") for run in paragraph if run.note)


def _parts(
    content: Iterable[Block | Provision], anchor: str
) -> Iterator[tuple[Block | Provision, str]]:
    for part in content:
        yield part, anchor
        if isinstance(part, Provision):
            yield from _parts(part.content, part.anchor)
