"""Which characters are repaired: Unicode form, look-alikes, blanks, invisible signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.language import old_encodings
from quyche.language.look_alikes import look_alikes
from quyche.language.spelling import compose, is_composed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyche.problems import Problem

_LOOKALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
_REPAIRS = (
    ("import-lookalikes", re.compile("[ÐðƉɖ]"), lambda match: _LOOKALIKES[match.group()]),
    ("import-spaces", re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]"), lambda _: " "),
    ("import-soft-hyphens", re.compile("\u00ad"), lambda _: ""),
    ("import-controls", re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]"), lambda _: ""),
)
_INVISIBLE_RE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064]")
_ODD_RE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xa0\xad\u00d0\u00f0\u0189\u0256\u2000-\u206f\u3000\ufeff\ufffe\uffff]"
)


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as we write it, and the names of the repairs that took; its lines stay its lines."""
    rules = []
    if not is_composed(text):
        text = compose(text)
        rules.append("import-composed")
    if not _ODD_RE.search(text):
        return text, tuple(rules)
    for rule, pattern, replacement in _REPAIRS:
        text, count = pattern.subn(replacement, text)
        if count:
            rules.append(rule)
    if _INVISIBLE_RE.search(text):
        rules.append("import-invisible")
    return text, tuple(rules)


_SHOWN = 6
"""Words with letters of another alphabet that are told."""


class Repairer:
    """Repairs one text after another and remembers where."""

    def __init__(self, text: str = "") -> None:
        """The whole of a text tells whether it was typed before Unicode."""
        self._encoding = old_encodings.encoding_of(text)
        self._lines: dict[str, list[int]] = {}
        self._foreign: dict[str, list[int]] = {}

    def __call__(self, text: str, line: int) -> str:
        """The repaired text of one line or paragraph."""
        if self._encoding and (decoded := self._encoding.decoded(text)) != text:
            text = decoded
            self._lines.setdefault("import-old-encoding", []).append(line)
        repaired, rules = repair(text)
        for word, letter in () if text.isascii() else look_alikes(repaired):
            self._foreign.setdefault(f"{word} (U+{ord(letter):04X})", []).append(line)
        for rule in rules:
            self._lines.setdefault(rule, []).append(line)
        return repaired

    def problems(self, path: str) -> Iterable[Problem]:
        """One finding for each kind of repair."""
        named = {"name": self._encoding.value} if self._encoding else {}
        for rule in sorted(self._lines):
            details = named if rule == "import-old-encoding" else {}
            yield from findings.done(path, rule, self._lines[rule], **details)
        if self._foreign:
            lines = sorted({line for found in self._foreign.values() for line in found})
            words = "; ".join(list(self._foreign)[:_SHOWN])
            yield from findings.done(path, "import-foreign-letters", lines, words=words)
