"""A redline as GitHub shows it in a comment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from quyche.comparing.operations import runs
from quyche.formats.github import CUT, LONGEST_CHANGED, LONGEST_KEPT, escaped, shortened
from quyche.formats.sheets import SheetMark, SheetRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.comparing.operations import Op

_WORD_RE = re.compile(r"\s+|\S+")


_CLOSING = frozenset(".,;:!?)/”")


_OPENING = frozenset("(/“")


_LONGEST = 3000
"""Characters after which no more of a provision is shown."""


def redline(ops: Sequence[Op]) -> list[str]:
    """The paragraphs of a text with ~~what is deleted~~ and **what is inserted**.

    Markup stands where it is markup whatever the text: a changed part of a word, or a changed sign
    beside one, is shown with that word. What stays is told of where something beside it changed.
    """
    shown: list[str] = []
    left_out = escaped(CUT)
    for paragraph in _paragraphs(runs(ops)):
        text = "".join(_first(_shown(paragraph))).strip()
        if shown and all(run.mark is SheetMark.KEPT for run in paragraph if run.text):
            text = left_out if text and shown[-1] != left_out else ""
        shown += [text] if text else []
    return list(_first(shown))


@dataclass(frozen=True)
class _Stretch:
    """A part of a paragraph: the same on both sides, or not."""

    old: str
    new: str
    is_kept: bool = False

    @property
    def sides(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.old, self.new)))

    def is_apart_from(self, other: _Stretch) -> bool:
        """Whether markup can stand between this and the next: no word goes on there."""
        ends = {side[-1] for side in self.sides}
        starts = {side[0] for side in other.sides}
        if all(map(str.isspace, ends)) or all(map(str.isspace, starts)):
            return True
        if other.is_kept:
            return starts <= _CLOSING and all(map(str.isalnum, ends))
        return self.is_kept and ends <= _OPENING and all(map(str.isalnum, starts))


def _paragraphs(text: Iterable[SheetRun]) -> Iterator[list[SheetRun]]:
    """The runs of each paragraph; one ends where a line does, on whichever side."""
    paragraph: list[SheetRun] = []
    for run in text:
        first, *rest = run.text.split("\n")
        paragraph.append(SheetRun(first, run.mark))
        for line in rest:
            yield paragraph
            paragraph = [SheetRun(line, run.mark)]
    yield paragraph


def _shown(paragraph: Iterable[SheetRun]) -> Iterator[str]:
    stretches = list(_stretches(paragraph))
    for place, stretch in enumerate(stretches):
        if stretch.is_kept:
            text = shortened(stretch.old, LONGEST_KEPT, has_end=place < len(stretches) - 1)
            before, after = (" " * edge.isspace() for edge in (text[:1], text[-1:]))
            yield f"{before}{escaped(text.strip())}{after}"
        else:
            sides = zip(("~~", "**"), (stretch.old, stretch.new), strict=True)
            parts = [_marked(mark, side.strip()) for mark, side in sides if side.strip()]
            first = " " * any(side[0].isspace() for side in stretch.sides)
            last = " " * any(side[-1].isspace() for side in stretch.sides)
            yield f"{first}{' '.join(parts)}{last}" if parts else " "


def _first(parts: Iterable[str]) -> Iterator[str]:
    """The parts, each whole, until they are long enough for one provision of many."""
    room = _LONGEST
    for part in parts:
        if room < 0:
            yield f" {escaped(CUT)}"
            return
        yield part
        room -= len(part)


def _marked(mark: str, text: str) -> str:
    return f"{mark}{escaped(shortened(text, LONGEST_CHANGED))}{mark}"


def _stretches(paragraph: Iterable[SheetRun]) -> Iterator[_Stretch]:
    """What stays and what changes, in turns; neither begins or ends inside a word."""
    words = list(_words(paragraph))
    glued = [0]
    for one, other in pairwise(words):
        glued.append(glued[-1] + one.is_apart_from(other))
    numbered = zip(glued, words, strict=True) if words else ()
    whole = [
        _joined([word for _, word in group])
        for _, group in groupby(numbered, key=lambda item: item[0])
    ]
    for _, group in groupby(whole, key=lambda stretch: stretch.is_kept):
        yield _joined(list(group))


def _words(paragraph: Iterable[SheetRun]) -> Iterator[_Stretch]:
    """Each word and each blank that stays, and each change as a whole."""
    written = (run for run in paragraph if run.text)
    for is_kept, group in groupby(written, key=lambda run: run.mark is SheetMark.KEPT):
        beside = list(group)
        old = "".join(run.text for run in beside if run.mark is not SheetMark.INSERTED)
        new = "".join(run.text for run in beside if run.mark is not SheetMark.DELETED)
        if is_kept:
            yield from (_Stretch(word, word, is_kept=True) for word in _WORD_RE.findall(old))
        else:
            yield _Stretch(old, new)


def _joined(stretches: Sequence[_Stretch]) -> _Stretch:
    return _Stretch(
        "".join(stretch.old for stretch in stretches),
        "".join(stretch.new for stretch in stretches),
        all(stretch.is_kept for stretch in stretches),
    )
