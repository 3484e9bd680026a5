"""Characters that no text should hold: unseen ones, look-alikes, decomposed letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.corpus.damage import LONGEST_TEXT, is_damage
from quyche.formats.printable import first_unprintable
from quyche.language.look_alikes import look_alikes
from quyche.language.spelling import compose, is_composed
from quyche.problems import Problem, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator


_ETH_RE = re.compile("[Ðð]")


# What no reader sees, what turns the direction of a line, and what stands for a lost character.
_INVISIBLE_RE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff]"
)


def character_problems(source: str, path: str) -> Iterator[Problem]:
    """Lines that are too long to be a law's, and characters that have no place in it."""
    for number, line in enumerate(source.split("\n"), start=1):
        if is_damage(line):
            found = len(compose(line))
            yield error(path, number, "line-long", found=found, most=LONGEST_TEXT)
        if line.isascii() and not _INVISIBLE_RE.search(line):
            continue
        yield from _letters(line.removeprefix("\ufeff") if number == 1 else line, number, path)


def _letters(line: str, number: int, path: str) -> Iterator[Problem]:
    if not is_composed(line):
        yield warning(path, number, "not-composed")
    if match := _ETH_RE.search(line):
        yield error(path, number, "eth", found=_word_at(line, match.start()))
    for word, letter in look_alikes(line):
        yield warning(path, number, "letter-foreign", found=word, code=f"U+{ord(letter):04X}")
    if match := _INVISIBLE_RE.search(line):
        found = f"U+{ord(match.group()):04X}"
        yield error(path, number, "invisible", found=found, column=match.start() + 1)
    elif match := first_unprintable(line):
        sign, code = match.group(), f"U+{ord(match.group()):04X}"
        column = match.start() + 1
        yield warning(path, number, "unprintable", found=sign, code=code, column=column)


def _word_at(line: str, position: int) -> str:
    match = re.search(r"\S+", line[line.rfind(" ", 0, position) + 1 :])
    return match.group() if match else ""
