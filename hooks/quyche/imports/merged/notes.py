"""The footnotes of two texts that become one: ours stay, and those that come have a free number."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from quyche.imports.returned.alignment import key_of
from quyche.markup.runs import NOTE_LABEL
from quyche.texts import notes
from quyche.texts.provisions import BlockKind
from quyche.texts.unseen import placed_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.imports.returned.units import PaperUnit
    from quyche.texts.provisions import Document

_MARK_RE = re.compile(rf"\[\^(?P<label>{NOTE_LABEL})\](?!:)")
_TOLD_RE = re.compile(rf"^ {{0,3}}\[\^(?P<label>{NOTE_LABEL})\]:", re.MULTILINE)


class MergedNotes:
    """Which footnote of the text that comes is which of ours."""

    def __init__(self, old: Document, new: Document) -> None:
        self._olds = _told(old)
        self._news = _told(new)
        self._sources = _sources(new)
        self._old_sources = _sources(old)
        self._label_of: dict[str, str] = {}
        self._reworded: dict[str, str] = {}

    def are_kept(self, old: PaperUnit, new: PaperUnit) -> bool:
        """Whether what a paragraph of ours refers to is what the one that comes does.

        Where that refers to nothing, our footnotes are our own, and stay.
        """
        theirs, ours = _marks(new), _marks(old)
        if not theirs:
            return True
        if len(theirs) != len(ours):
            return False
        if not all(mark in self._olds for mark in ours):
            return False
        for mark, own in zip(theirs, ours, strict=True):
            self._label_of.setdefault(mark, own)
            if self._news.get(mark) != self._olds[own]:
                self._reworded[own] = mark
        return True

    def relabelled(self, body: str) -> str:
        """A paragraph that comes with the numbers that its footnotes have among ours."""
        return _MARK_RE.sub(lambda match: f"[^{self._label(match['label'])}]", body)

    def _label(self, label: str) -> str:
        if label not in self._label_of:
            self._label_of[label] = self._free(label)
        return self._label_of[label]

    def _free(self, label: str) -> str:
        same = [own for own, told in self._olds.items() if told == self._news.get(label)]
        if same:
            return same[0] if label not in same else label
        taken = {*self._olds, *self._label_of.values()}
        numbers = (str(number) for number in count(1))
        return label if label not in taken else next(one for one in numbers if one not in taken)

    def with_notes(self, source: str, newline: str) -> str:
        """The source with what its footnotes say: those that came, those that were reworded."""
        for own, mark in self._reworded.items():
            was, now = self._old_sources[own], self._as(mark, own, newline)
            source = source.replace(was.rstrip(), now, 1)
        told = {match["label"] for match in _TOLD_RE.finditer(source)}
        for label in dict.fromkeys(match["label"] for match in _MARK_RE.finditer(source)):
            if label in told:
                continue
            came = next((one for one, own in self._label_of.items() if own == label), "")
            if came in self._sources:
                piece = self._as(came, label, newline)
            elif label in self._old_sources:
                piece = self._old_sources[label].rstrip()
            else:
                continue
            source = source.rstrip() + newline * 2 + piece + newline
        return source

    def _as(self, mark: str, label: str, newline: str) -> str:
        piece = _TOLD_RE.sub(f"[^{label}]:", self._sources[mark].rstrip(), count=1)
        return piece.replace("\n", newline)

    def lost(self, source: str) -> Iterator[str]:
        """Our footnotes that the text no longer refers to, or has no more."""
        referred = {match["label"] for match in _MARK_RE.finditer(source)}
        told = {match["label"] for match in _TOLD_RE.finditer(source)}
        was = {match["label"] for match in _MARK_RE.finditer(self._old_source)}
        yield from (label for label in self._olds if label in was - referred or label not in told)

    @property
    def _old_source(self) -> str:
        return "".join(f"[^{label}]" for label in self._olds)


def _told(document: Document) -> Mapping[str, str]:
    return {one.label: key_of([" ".join(one.text.split())]) for one in notes.notes(document)}


def _sources(document: Document) -> Mapping[str, str]:
    """What is written for each footnote, by its label."""
    found: dict[str, str] = {}
    for _, block in placed_blocks(document):
        if block.kind is BlockKind.NOTE and (match := _TOLD_RE.match(block.source)):
            found.setdefault(match["label"], block.source)
    return found


def _marks(unit: PaperUnit) -> list[str]:
    return [match["label"] for match in _MARK_RE.finditer(unit.source[unit.start : unit.body_end])]
