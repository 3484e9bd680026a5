"""How wide the lines of a text are: what tells a line that was broken from one that ended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.imports.files.furniture import Gap
from quyche.imports.files.openings import Opening, is_upper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.furniture import PrintedLine

_LEAST_SHARE = 0.12
"""The share of lines that go on in the middle of a sentence in any text with broken lines."""
_LONGEST = 140
_TORN_SHARE = 0.1
_LEAST_SAMPLES = 25
_INDENT = 8
"""Letters that an indent and bold type cost."""
_FEW = 8
"""Samples that tell something, and among which one may be odd."""
_SPACED_SHARE = 0.3
_FIRST_LINES = (Opening.ARTICLE, Opening.CLAUSE, Opening.POINT, Opening.DASH)


@dataclass(frozen=True)
class Width:
    """Lengths that a line reaches together with the word that comes after it."""

    low: int
    """Below it, the word would have fitted: the line ended on purpose."""
    middle: int
    """Below it, the word may have fitted."""


@dataclass(frozen=True)
class Measures:
    """The widths of one text."""

    is_broken: bool
    """Whether the text has lines broken in the middle of a sentence at all."""
    is_spaced: bool = False
    """Whether blank lines stand inside paragraphs, too."""
    is_exact: bool = False
    """Whether every line was filled as far as a fixed number of characters allows."""
    is_indented: bool = False
    """Whether paragraphs, and only they, begin with an indent."""
    usual: Width = Width(0, 0)
    firsts: tuple[tuple[Opening, Width], ...] = ()
    """The widths of lines that begin an article, a clause and so on."""

    def width(self, line: PrintedLine) -> Width:
        """The widths for lines that begin like this one."""
        return dict(self.firsts).get(line.start.opening, self.usual)


def reach(before: PrintedLine, after: PrintedLine) -> int:
    """The length of a line together with the first word of the next."""
    word = after.text.split(maxsplit=1)[0]
    return len(before.text) + 1 + len(word)


def measure(lines: Sequence[PrintedLine]) -> Measures:
    """Learn the widths from the lines that certainly go on in the next one."""
    running = [
        (before, after)
        for before, after in pairwise(lines)
        if _goes_on(after) and not is_upper(before.text)  # a title goes on in small letters
    ]
    lengths = sorted(len(line.text) for line in lines)
    if (
        not running
        or len(running) < _LEAST_SHARE * len(lines)
        or _quantile(lengths, 0.95) > _LONGEST
    ):
        return Measures(is_broken=False)
    apart = sum(after.gap is Gap.BLANK for _, after in running)
    is_spaced = apart > _SPACED_SHARE * len(running)
    together = [pair for pair in running if pair[1].gap is Gap.NONE or is_spaced]
    measured = _measured(together or running, lengths)
    return replace(measured, is_spaced=is_spaced, is_indented=_is_indented(lines, running))


def _is_indented(
    lines: Sequence[PrintedLine], running: Sequence[tuple[PrintedLine, PrintedLine]]
) -> bool:
    firsts = [line for line in lines if line.start.opening in _FIRST_LINES]
    indented = sum(has_indent(line) for line in firsts)
    torn = sum(has_indent(after) for _, after in running)
    return indented * 2 > len(firsts) and torn < len(running) * _TORN_SHARE


def has_indent(line: PrintedLine) -> bool:
    """Whether a line begins further right than the text around it may by chance."""
    return line.text.startswith("  ")


def _goes_on(after: PrintedLine) -> bool:
    return after.start.opening is Opening.LOWER and after.text.strip()[0].islower()


def _measured(
    running: Sequence[tuple[PrintedLine, PrintedLine]], lengths: Sequence[int]
) -> Measures:
    reaches = sorted(reach(before, after) for before, after in running)
    is_many = len(reaches) >= _FEW
    low = reaches[int(len(reaches) * 0.02) + is_many]
    if is_many and low > _quantile(lengths, 0.985):
        filled = 1 + max(length for length in lengths if length < low)
        return Measures(is_broken=True, is_exact=True, usual=Width(filled, filled))
    usual = Width(reaches[int(len(reaches) * 0.01) + is_many], _quantile(reaches, 0.12))
    own: dict[Opening, list[int]] = {kind: [] for kind in _FIRST_LINES}
    for before, after in running:
        if (kind := before.start.opening) in own:
            own[kind].append(reach(before, after))
    firsts = tuple((kind, _first_width(sorted(own[kind]), usual)) for kind in _FIRST_LINES)
    return Measures(is_broken=True, usual=usual, firsts=firsts)


def _first_width(own: Sequence[int], usual: Width) -> Width:
    """The width of first lines, which are indented, and in headings bold: fewer letters fit."""
    if len(own) < _LEAST_SAMPLES:
        return Width(usual.low - _INDENT, usual.middle - _INDENT)
    return Width(min(_quantile(own, 0.01), usual.low), min(_quantile(own, 0.12), usual.middle))


def _quantile(ordered: Sequence[int], share: float) -> int:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0
