"""What every kind of file becomes first: a list of paragraphs and tables in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence


_NUMBERED, _LETTERED = 0xF0000, 0xF0E00
_SIGNS = "\U000f0000-\U000f0fff"
_SIGN_RE = re.compile(f"[{_SIGNS}]")
_SIGNS_AROUND_RE = re.compile(f"^[{_SIGNS}]+ ?| ?[{_SIGNS}]+(?= )| ?[{_SIGNS}]")


def note_sign(label: str) -> str:
    """One letter that stands in a text for what refers to a footnote, or before what it says.

    No keyboard has it. Empty for a label that has none.
    """
    if label.isascii() and label.isdecimal() and int(label) < _LETTERED - _NUMBERED:
        return chr(_NUMBERED + int(label))
    if len(label) == 1 and ord(label) < 0x200 and label not in "[]\\^" and not label.isspace():  # noqa: PLR2004
        return chr(_LETTERED + ord(label))
    return ""


def note_label(sign: str) -> str:
    """The footnote that a letter stands for; empty where it is any other."""
    code = ord(sign) if sign else 0
    if _LETTERED <= code < _LETTERED + 0x200:
        return chr(code - _LETTERED)
    return str(code - _NUMBERED) if _NUMBERED <= code < _LETTERED else ""


def with_labels(text: str, labels: Collection[str], written: Callable[[str], str]) -> str:
    """The text with each of these footnotes written so."""

    def label(match: re.Match[str]) -> str:
        found = note_label(match.group())
        return written(found) if found in labels else match.group()

    return _SIGN_RE.sub(label, text)


def without_notes(text: str) -> str:
    """The text without what refers to footnotes."""
    return _SIGNS_AROUND_RE.sub("", text)


def without_last_notes(text: str) -> str:
    """The text without what refers to footnotes at its end."""
    while text and note_label(text[-1]):
        text = text[:-1]
    return text


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a text, without line breaks and without markup."""

    text: str
    line: int
    """Where it begins: the line of a text file, the paragraph of a Word or HTML file."""
    is_note: bool = False
    """A footnote: it belongs below the text, wherever the page had room for it."""
    after_gap: bool = False
    """Whether a blank line or a rule stands before it."""
    is_centred: bool = False


@dataclass(frozen=True)
class Table:
    """A table; every row has the same number of cells."""

    rows: tuple[tuple[str, ...], ...]
    """The text of each cell, its paragraphs parted by line breaks."""
    line: int
    merged: frozenset[tuple[int, int]] = frozenset()
    """The places, row and column from 0, into which a cell above them reaches down."""


Piece = Paragraph | Table


@dataclass(frozen=True)
class SpanningCell:
    """A cell that may reach over columns to its right and rows below it."""

    text: str
    columns: int = 1
    rows: int = 1


def placed(
    rows: Sequence[Sequence[SpanningCell]],
) -> tuple[list[tuple[str, ...]], frozenset[tuple[int, int]]]:
    """The text of every place of a table, and the places into which a cell above reaches.

    Its text stands in the first place of a cell, as browsers have it; the others are empty.
    """
    found: list[tuple[str, ...]] = []
    merged = set[tuple[int, int]]()
    reaching: dict[int, int] = {}
    for number, row in enumerate(rows):
        texts: list[str] = []
        width = max(reaching, default=-1) + 1
        below: dict[int, int] = {}
        for cell in row:
            _pass_over(texts, reaching)
            below.update(dict.fromkeys(range(len(texts), len(texts) + cell.columns), cell.rows - 1))
            texts += [cell.text, *[""] * (cell.columns - 1)]
        _pass_over(texts, reaching)
        merged.update((number, place) for place in reaching)
        left = {place: count - 1 for place, count in reaching.items()}
        reaching = {place: count for place, count in (left | below).items() if count > 0}
        found.append((*texts, *[""] * (width - len(texts))))
    return found, frozenset(merged)


def _pass_over(texts: list[str], reaching: Collection[int]) -> None:
    while len(texts) in reaching:
        texts.append("")


def with_gaps(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without empty paragraphs; what follows one knows that it stood there."""
    is_after_gap = False
    for piece in pieces:
        if isinstance(piece, Table):
            yield piece
            is_after_gap = True
        elif piece.text:
            yield replace(piece, after_gap=True) if is_after_gap else piece
            is_after_gap = False
        else:
            is_after_gap = True


_ENDED = (".", ";", ":", "!", "?", "”", '"')


_ITEM_RE = re.compile(r"[a-zđ]\d?[.)]\s")


def stretches(text: str) -> list[str]:
    """The lines of a paragraph; a break in the middle of a sentence parts nothing."""
    found: list[str] = []
    for piece in text.split("\n"):
        line = piece.strip()
        goes_on = line[:1].islower() and not _ITEM_RE.match(line)
        if found and goes_on and found[-1] and not found[-1].endswith(_ENDED):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found
