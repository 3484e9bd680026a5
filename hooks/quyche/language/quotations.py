"""Where a document quotes provisions of another: in an amending law they are text."""

from __future__ import annotations

import re
from functools import cache
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


def length(lines: Sequence[str], position: int, grammar: Grammar) -> int:
    """How many lines the quotation that begins at this line takes; 0 where none begins.

    A quotation begins with an opening mark before a number or an article, and ends with the line
    that ends in its closing mark. One that never ends before the next heading is none.
    """
    if not opens(lines[position], grammar):
        return 0
    depth = 0
    for count, line in enumerate(lines[position:], start=1):
        text = line.rstrip("\n")
        if count > 1 and _HEADING_RE.match(text):
            return 0
        depth += balance(text)
        if depth <= 0 and _closes(text):
            return count
    return 0


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
