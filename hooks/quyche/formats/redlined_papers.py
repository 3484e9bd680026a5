"""Two papers laid over each other: what of the old one is gone, and what of the new one is added.

Whoever makes it says which part of one is which of the other; whoever writes it shows both, so that
the old paper is there word for word where every change is refused, and the new one where all are
taken.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise, takewhile

from quyche.formats.sheets import SheetMark, SheetRun
from quyche.formats.signed_papers import PaperBlock, PaperEnd, SignedPaper

Differ = Callable[[str, str], Sequence[SheetRun]]
"""What is kept, deleted and inserted where one text is made another."""
Laid = tuple[int | None, int | None]
"""The place of something among the old ones, and among the new ones; one of them may have none."""
_ALIKE = 0.4
_MOST_TRIED = 250_000  # pairs of paragraphs; more of them are laid together as they come


@dataclass(frozen=True)
class RedlinedPart:
    """A part of either paper, or one of the old paper with what became of it."""

    old: PaperBlock | PaperEnd | None
    new: PaperBlock | PaperEnd | None
    note: str = ""
    """What became of its provision beside its words: where it came from, where it went."""


@dataclass(frozen=True)
class RedlinedPaper:
    """Two papers as one."""

    old: SignedPaper
    new: SignedPaper
    parts: tuple[RedlinedPart, ...]
    """Without those that are missing the old paper's parts, or the new one's, in their order."""
    differ: Differ = field(repr=False)
    author: str
    """In whose name the changes are recorded."""
    name: str
    """What its file is called."""
    legend: str
    """How to read it, where a format has no way of its own to show changes."""
    day: datetime.date | None = None
    """The day of the newer text, where one is known."""


@dataclass(frozen=True)
class StyledText:
    """A stretch of text and how it looks, in whatever way a format says that."""

    text: str
    style: str = ""


@dataclass(frozen=True)
class TrackedText:
    """A stretch of text that is kept, deleted or inserted."""

    text: str
    change: SheetMark
    style: str
    was: str = ""
    """How it looked before; the same as `style` unless it is kept and looks otherwise now."""


def tracked(
    old: Sequence[StyledText], new: Sequence[StyledText], differ: Differ
) -> Iterator[TrackedText]:
    """What makes one line of the other: all of both, character for character."""
    olds, news = _Letters(old), _Letters(new)
    for run in differ(olds.text, news.text):
        if run.mark is SheetMark.DELETED:
            for piece in olds.take(len(run.text)):
                yield TrackedText(piece.text, run.mark, piece.style, piece.style)
        elif run.mark is SheetMark.INSERTED:
            for piece in news.take(len(run.text)):
                yield TrackedText(piece.text, run.mark, piece.style, piece.style)
        else:
            yield from _kept(olds.take(len(run.text)), news.take(len(run.text)))


def _kept(olds: Sequence[StyledText], news: Sequence[StyledText]) -> Iterator[TrackedText]:
    """Text of both, cut where it begins to look otherwise in one of them."""
    text = "".join(piece.text for piece in news)
    starts = sorted({*_starts(olds), *_starts(news)})
    for start, end in pairwise((*starts, len(text))):
        style, was = _style_at(news, start), _style_at(olds, start)
        yield TrackedText(text[start:end], SheetMark.KEPT, style, was)


def _starts(pieces: Sequence[StyledText]) -> Iterator[int]:
    place = 0
    for piece in pieces:
        yield place
        place += len(piece.text)


def _style_at(pieces: Sequence[StyledText], place: int) -> str:
    before = takewhile(lambda one: one[0] <= place, zip(_starts(pieces), pieces, strict=True))
    return [piece.style for _, piece in before][-1]


class _Letters:
    """A line from which so many characters are taken after each other."""

    def __init__(self, pieces: Sequence[StyledText]) -> None:
        self.text = "".join(piece.text for piece in pieces)
        self._rest = [piece for piece in pieces if piece.text]

    def take(self, count: int) -> list[StyledText]:
        taken = []
        while count:
            first = self._rest.pop(0)
            taken.append(StyledText(first.text[:count], first.style))
            if rest := first.text[count:]:
                self._rest.insert(0, StyledText(rest, first.style))
            count -= len(taken[-1].text)
        return taken


# What is which


def laid_together(olds: Sequence[str], news: Sequence[str]) -> Iterator[Laid]:
    """Which text of a list is which of another one, both in their order.

    The same texts first, then those between them that are alike; of a place where one is gone and
    another added the one that is gone comes first.
    """
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(first, last), range(begin, end), strict=True)
        else:
            between = _alike(olds[first:last], news[begin:end])
            yield from ((_moved(one, first), _moved(other, begin)) for one, other in between)


def _moved(place: int | None, by: int) -> int | None:
    return None if place is None else place + by


def _alike(olds: Sequence[str], news: Sequence[str]) -> Iterator[Laid]:
    """The pairs that have most in common together, without crossing; the others on their own."""
    position = begin = 0
    for one, other in [*_best_pairs(olds, news), (len(olds), len(news))]:
        yield from ((place, None) for place in range(position, one))
        yield from ((None, place) for place in range(begin, other))
        if one < len(olds):
            yield one, other
        position, begin = one + 1, other + 1


def _best_pairs(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    if len(olds) * len(news) > _MOST_TRIED:
        return []
    old_words, new_words = ([Counter(text.split()) for text in texts] for texts in (olds, news))
    scores = [[_likeness(one, other) for other in new_words] for one in old_words]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for one in reversed(range(len(olds))):
        for other in reversed(range(len(news))):
            paired = scores[one][other] + best[one + 1][other + 1] if scores[one][other] else 0.0
            best[one][other] = max(paired, best[one + 1][other], best[one][other + 1])
    found, one, other = [], 0, 0
    while one < len(olds) and other < len(news):
        if scores[one][other] and best[one][other] == scores[one][other] + best[one + 1][other + 1]:
            found.append((one, other))
            one, other = one + 1, other + 1
        elif best[one][other] == best[one + 1][other]:
            one += 1
        else:
            other += 1
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """From 0 to 1: how many of their words two texts have in common; 0 for too few."""
    total = one.total() + other.total()
    alike = 2 * (one & other).total() / total if total else 0.0
    return alike if alike >= _ALIKE else 0.0
