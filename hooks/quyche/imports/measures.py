"""How wide the lines of a text are: what tells a line that was broken from one that ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.imports.furniture import Gap
from quyche.imports.openings import Opening, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.furniture import Line

_LEAST_SHARE = 0.12
"""The share of lines that go on in the middle of a sentence in any text with broken lines."""
_LONGEST = 140
_LEAST_SAMPLES = 25
_FIRST_LINES = frozenset({Opening.ARTICLE, Opening.CLAUSE, Opening.POINT, Opening.DASH})


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
    widths: tuple[tuple[Opening | None, Width], ...] = ()

    def width(self, line: Line) -> Width:
        """The widths for lines that begin like this one."""
        table = dict(self.widths)
        kind = start(line.text).opening
        return table.get(kind if kind in _FIRST_LINES else None, table[None])


def reach(before: Line, after: Line) -> int:
    """The length of a line together with the first word of the next."""
    word = after.text.split(maxsplit=1)[0]
    return len(before.text) + 1 + len(word)


def measure(lines: Sequence[Line]) -> Measures:
    """Learn the widths from the lines that certainly go on in the next one."""
    pairs = list(zip(lines, lines[1:], strict=False))
    running = [(before, after) for before, after in pairs if _goes_on(after)]
    lengths = sorted(len(line.text) for line in lines)
    if len(running) < _LEAST_SHARE * len(lines) or _quantile(lengths, 0.95) > _LONGEST:
        return Measures(is_broken=False)
    spaced = sum(after.gap is Gap.BLANK for _, after in running) > 0.3 * len(running)
    together = [(before, after) for before, after in running if after.gap is Gap.NONE or spaced]
    return _measured(together or running, spaced, _quantile(lengths, 0.985))


def _goes_on(after: Line) -> bool:
    return start(after.text).opening is Opening.LOWER and after.text.strip()[0].islower()


def _measured(running: Sequence[tuple[Line, Line]], spaced: bool, longest: int) -> Measures:
    reaches = sorted(reach(before, after) for before, after in running)
    low = _quantile(reaches, 0.02)
    if low > longest:
        return Measures(True, spaced, True, ((None, Width(low, low)),))
    widths = {None: Width(_quantile(reaches, 0.01), _quantile(reaches, 0.12))}
    for kind in sorted(_FIRST_LINES, key=lambda kind: kind.value):
        own = sorted(reach(*pair) for pair in running if start(pair[0].text).opening is kind)
        widths[kind] = _first_line_width(own, widths[None])
    return Measures(True, spaced, False, tuple(widths.items()))


def _first_line_width(own: Sequence[int], usual: Width) -> Width:
    """First lines are indented, and headings bold: fewer letters fit."""
    if len(own) < _LEAST_SAMPLES:
        return Width(usual.low - 8, usual.middle - 8)
    return Width(min(_quantile(own, 0.01), usual.low), min(_quantile(own, 0.12), usual.middle))


def _quantile(ordered: Sequence[int], share: float) -> int:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0
