"""What is written otherwise where numbers change, and what is left for somebody to look at."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WORDS = 40
"""Characters that are shown on either side."""


class LeftReason(StrEnum):
    """Why something is left as it is. The value names its label."""

    AMBIGUOUS = "ambiguous"
    """Its words may mean the old number or the new one."""
    GONE = "gone"
    """What it cited is not there any more."""
    SEVERAL = "several"
    """What it cited is in several provisions now."""
    SHAPE = "shape"
    """What it cited stands at another depth now, or its number is written in a way of its own."""
    UNCOUNTED = "uncounted"
    """Headings whose numbers are of no manner in which the next one can be told."""
    LINK = "link"
    """A link of a page to what bears another number now."""


class EditKind(StrEnum):
    """What is written otherwise. The value names its label."""

    NUMBER = "number"
    CITATION = "citation"
    KEY = "key"


@dataclass(frozen=True, order=True)
class NumberEdit:
    """A stretch of a file that is written otherwise."""

    path: str
    start: int
    end: int
    old: str
    new: str
    kind: EditKind
    line: int
    target: str = ""
    """How what a citation leads to is cited then."""
    is_guess: bool = False
    """Whether the provision may be another one than the one whose number it continues."""


@dataclass(frozen=True, order=True)
class LeftOver:
    """What somebody has to look at."""

    path: str
    line: int
    text: str
    reason: LeftReason
    candidates: tuple[str, ...] = ()
    """How what it may mean, or what became of that, is cited then."""


@dataclass(frozen=True)
class ShownEdit:
    """An edit with the words around it."""

    edit: NumberEdit
    before: str
    after: str


@dataclass(frozen=True)
class RenumberPlan:
    """What is to be written, and what is left, by file and place."""

    heads: tuple[NumberEdit, ...]
    """The numbers of provisions, at their places in the files as they are."""
    others: tuple[NumberEdit, ...]
    """All else, at their places in the files with those numbers."""
    left: tuple[LeftOver, ...]
    sources: Mapping[str, str]
    """The files as they are, by their paths."""
    ordered: Mapping[str, str]
    """The same with the new numbers of provisions."""

    @property
    def edits(self) -> tuple[ShownEdit, ...]:
        """Everything that is written otherwise, by file and line, with the words around it."""
        found = (*_shown(self.heads, self.sources), *_shown(self.others, self.ordered))
        return tuple(sorted(found, key=lambda one: (one.edit.path, one.edit.line, one.edit.start)))

    def files(self) -> dict[str, bytes]:
        """The files that are written otherwise, as they are then."""
        paths = {edit.path for edit in (*self.heads, *self.others)}
        return {
            path: source.encode()
            for path, source in self.applied(self.ordered, self.others).items()
            if path in paths
        }

    @staticmethod
    def applied(sources: Mapping[str, str], edits: Iterable[NumberEdit]) -> dict[str, str]:
        """The files with these stretches written otherwise, each once."""
        by_path: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        for edit in edits:
            by_path[edit.path].add((edit.start, edit.end, edit.new))
        found = dict(sources)
        for path, places in by_path.items():
            text = found[path]
            for start, end, new in sorted(places, reverse=True):
                text = text[:start] + new + text[end:]
            found[path] = text
        return found


def _shown(edits: Iterable[NumberEdit], sources: Mapping[str, str]) -> Iterator[ShownEdit]:
    for edit in edits:
        text = sources[edit.path]
        first = text.rfind("\n", 0, edit.start) + 1
        last = text.find("\n", edit.end)
        line = text[edit.end : last if last >= 0 else len(text)]
        yield ShownEdit(edit, _last_words(text[first : edit.start]), _first_words(line))


def _last_words(text: str) -> str:
    return text if len(text) <= _WORDS else "…" + text[-_WORDS:].partition(" ")[2]


def _first_words(text: str) -> str:
    return text.rstrip("\r") if len(text) <= _WORDS else text[:_WORDS].rpartition(" ")[0] + "…"
