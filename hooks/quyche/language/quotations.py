"""Where a document quotes provisions of another: in an amending law they are text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property
from itertools import accumulate
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

        Found from the end, so that the cost does not grow with how many begin and never end: of the
        lines that may close one, only those count that no nearer line closes before them.
        """
        lengths = [0] * len(self._lines)
        open_before = [0, *accumulate(balance(line) for line in self._lines)]
        closing: list[tuple[int, int]] = []
        for position in reversed(range(len(self._lines))):
            line = self._lines[position].rstrip("\n")
            if _closes(line):
                depth = open_before[position + 1]
                while closing and closing[-1][0] >= depth:
                    closing.pop()
                closing.append((depth, position))
            found = bisect_right(closing, (open_before[position], len(self._lines))) - 1
            lengths[position] = closing[found][1] - position + 1 if found >= 0 else 0
            if _HEADING_RE.match(line):
                closing.clear()
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
