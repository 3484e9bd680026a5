"""Where an insertion or a deletion begins, when several places give the same texts.

From "a b, c." to "a b, c. a d, c." either "a d, c. " or ". a d, c" was inserted: we take the one
that a person would have typed, which begins and ends with a line, a sentence or a part of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.comparing.matching.subsequences import Pair
    from quyche.comparing.matching.words import Words

_SENTENCE = 3
_PART = 2


def settle(pairs: Sequence[Pair], old: Words, new: Words) -> list[Pair]:
    """The same number of pairs, of the same words, with each change where it reads best."""
    inserted = _settled(pairs, new)
    mirrored = _settled([(right, left) for left, right in inserted], old)
    return [(left, right) for right, left in mirrored]


def _settled(pairs: Sequence[Pair], words: Words) -> list[Pair]:
    """Slide each stretch of the second text that lies between two neighbours of the first one."""
    found = list(pairs)
    for place in range(1, len(found)):
        (before, start), (after, end) = found[place - 1], found[place]
        if after == before + 1 and end > start + 1:
            _slide(found, place, words)
    return found


def _slide(pairs: list[Pair], place: int, words: Words) -> None:
    start, end = pairs[place - 1][1] + 1, pairs[place][1]
    least = -_reach(pairs, place, words, -1)
    most = _reach(pairs, place, words, 1)
    best = max(range(least, most + 1), key=lambda by: (_grade(words, start + by, end + by), by))
    for step in range(best):
        pairs[place + step] = (pairs[place + step][0], start + step)
    for step in range(-best):
        pairs[place - 1 - step] = (pairs[place - 1 - step][0], end - 1 - step)


def _reach(pairs: Sequence[Pair], place: int, words: Words, step: int) -> int:
    """How far the stretch before that pair can go without meeting another change."""
    start, end = pairs[place - 1][1] + 1, pairs[place][1]
    first, other = (start, end) if step > 0 else (end - 1, start - 1)
    at = place if step > 0 else place - 1
    reach = 0
    while (
        0 < at + step * reach < len(pairs) - 1
        and pairs[at + step * reach] == (pairs[at][0] + step * reach, other + step * reach)
        and _same(words, first + step * reach, other + step * reach)
    ):
        reach += 1
    return reach


def _same(words: Words, one: int, other: int) -> bool:
    is_same = words.tokens[one] == words.tokens[other]
    return is_same and words.gaps[one] == words.gaps[other]


def _grade(words: Words, start: int, end: int) -> int:
    """How well a stretch begins and ends."""
    return _border(words, start) + _border(words, end)


def _border(words: Words, at: int) -> int:
    if "\n" in words.gaps[at]:
        return _SENTENCE + 1
    before = words.tokens[at - 1] if at else "."
    if before in {".", ";", ":", "?", "!"}:
        return _SENTENCE
    return _PART if before in {",", "(", "“"} else 0
