"""Where a document quotes provisions of another: in an amending law they are text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from quyche.language import markers
from quyche.language.spelling import read_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.language.grammars import Grammar

# “Điều 5a. …, "1. …, “a) …, “Chương II …
_OPENING_RE = re.compile(r"[ \t\u00a0]*(?P<quote>[“\"])[ \t\u00a0]*(?P<inner>\S.*)", re.DOTALL)
_BLANKS = " \t\u00a0\r"
_HEADING_RE = re.compile(r" {0,3}#{1,6}[ \t]")


class Closings:
    """What may close a quotation, told from the end of a text to its beginning.

    Depths are those after it, counted from anywhere. What is further away and closes no more than
    a nearer one is forgotten.
    """

    def __init__(self) -> None:
        self._found: list[tuple[int, int]] = []

    def add(self, depth: int, position: int) -> None:
        """Take one in, before all that were added."""
        while self._found and self._found[-1][0] >= depth:
            self._found.pop()
        self._found.append((depth, position))

    def nearest(self, depth: int) -> int | None:
        """The position of the next that closes what was opened at a depth; None where none does."""
        found = bisect_right(self._found, depth, key=itemgetter(0))
        return self._found[found - 1][1] if found else None


class Quotations:
    """The quotations of a text, by its lines.

    A quotation begins with an opening mark before a number or an article, and ends with the line
    that ends in its closing mark. One that never ends before the next heading is none.
    """

    def __init__(self, lines: Sequence[str], grammar: Grammar) -> None:
        self._lines = lines
        self._grammar = grammar

    def length(self, position: int) -> int:
        """How many lines the quotation that begins at this line takes; 0 where none begins."""
        return self._lengths[position] if opens(self._lines[position], self._grammar) else 0

    @cached_property
    def _lengths(self) -> Sequence[int]:
        """For each line how many lines a quotation would take that began there.

        Found from the end, so that the cost does not grow with how many begin and never end.
        """
        lengths = [0] * len(self._lines)
        open_before = [0, *accumulate(balance(line) for line in self._lines)]
        closings = Closings()
        for position in reversed(range(len(self._lines))):
            line = self._lines[position].rstrip("\n")
            if _closes(line):
                closings.add(open_before[position + 1], position)
            last = closings.nearest(open_before[position])
            lengths[position] = 0 if last is None else last - position + 1
            if _HEADING_RE.match(line):
                closings = Closings()
        return lengths


def _closes(line: str) -> bool:
    """Whether the line ends in a closing mark, however its sentence goes on."""
    return line.rstrip(_BLANKS).rstrip(".;,:").rstrip(_BLANKS).endswith(("”", '"'))


def opens(line: str, grammar: Grammar) -> bool:
    """Whether the line begins to quote a provision."""
    match = _OPENING_RE.match(line)
    if not match:
        return False
    is_headed = bool(read_start(_provision_pattern(grammar), match["inner"]))
    return is_headed or bool(markers.item(match["inner"], grammar))


@cache
def _provision_pattern(grammar: Grammar) -> re.Pattern[str]:
    words = [form.word for form in (*grammar.headed, grammar.annex)]
    shown = markers.alternatives({*words, *map(str.upper, words)})
    return re.compile(rf"(?:{shown})[\s\u00a0]+[\dIVX]")


def balance(line: str) -> int:
    """How many more quotations the line opens than it closes; straight marks tell nothing."""
    return line.count("“") - line.count("”")
