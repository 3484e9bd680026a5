"""One text made from another: what stays, what is deleted, what is inserted, word by word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from quyche import edges, subsequences
from quyche.words import Words, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sign(Enum):
    """What is done to a stretch of text. The value is the sign in JSON."""

    KEPT = "="
    DELETED = "-"
    INSERTED = "+"


_SWAPPED = {
    Sign.KEPT: Sign.KEPT,
    Sign.DELETED: Sign.INSERTED,
    Sign.INSERTED: Sign.DELETED,
}


@dataclass(frozen=True)
class Op:
    """One stretch of text and what is done to it."""

    sign: Sign
    text: str
    is_spelling: bool = False
    """Deleted and inserted again in another Unicode form, tone placement or spacing: no word is."""

    @property
    def words(self) -> int:
        """How many words it deletes or inserts; signs are none, nor is another spelling."""
        if self.sign is Sign.KEPT or self.is_spelling:
            return 0
        return sum(map(is_word, Words.of(self.text).tokens))

    @property
    def spellings(self) -> int:
        """How many words, signs and blanks it only spells otherwise."""
        return (len(Words.of(self.text).tokens) or 1) if self.is_spelling else 0


def operations(old: str, new: str) -> tuple[Op, ...]:
    """What makes the new text from the old one.

    What is kept and deleted is the old text, what is kept and inserted the new one, character for
    character. As few words and signs as possible are touched. The texts exchanged give the same
    with deletions and insertions exchanged. Of a change the deletion comes first.
    """
    if old == new:
        return (Op(Sign.KEPT, old),) if old else ()
    if (len(new), new) < (len(old), old):
        return tuple(_joined(_swapped(op) for op in _operations(new, old)))
    return tuple(_joined(_operations(old, new)))


def _swapped(op: Op) -> Op:
    return replace(op, sign=_SWAPPED[op.sign])


def _operations(old: str, new: str) -> Iterator[Op]:
    before, after = Words.of(old), Words.of(new)
    matched = edges.settle(subsequences.pairs(before.keys, after.keys), before, after)
    one = other = 0
    for left, right in (*matched, (len(before.tokens), len(after.tokens))):
        yield from _stretch(Sign.DELETED, before, one, left)
        yield from _stretch(Sign.INSERTED, after, other, right)
        is_changed = left > one or right > other
        yield from _gap(before.gaps[left], after.gaps[right], is_changed=is_changed)
        if left < len(before.tokens):
            yield from _same(before.tokens[left], after.tokens[right])
        one, other = left + 1, right + 1


def _stretch(sign: Sign, words: Words, start: int, end: int) -> Iterator[Op]:
    if start < end:
        gaps, tokens = words.gaps[start:end], words.tokens[start:end]
        yield Op(sign, "".join(gap + token for gap, token in zip(gaps, tokens, strict=True)))


def _gap(old: str, new: str, *, is_changed: bool) -> Iterator[Op]:
    """The blanks before two words that say the same; beside a change they are part of it."""
    if old == new:
        yield Op(Sign.KEPT, old)
        return
    yield Op(Sign.DELETED, old, is_spelling=not is_changed)
    yield Op(Sign.INSERTED, new, is_spelling=not is_changed)


def _same(old: str, new: str) -> Iterator[Op]:
    if old == new:
        yield Op(Sign.KEPT, old)
        return
    yield Op(Sign.DELETED, old, is_spelling=True)
    yield Op(Sign.INSERTED, new, is_spelling=True)


def _joined(ops: Iterable[Op]) -> Iterator[Op]:
    """Stretches of one kind as one, a deletion before the insertion beside it."""
    run: dict[tuple[Sign, bool], str] = {}
    kind: tuple[bool, bool] | None = None
    for op in ops:
        if not op.text:
            continue
        if kind != (op.sign is Sign.KEPT, op.is_spelling):
            yield from _run(run)
            run, kind = {}, (op.sign is Sign.KEPT, op.is_spelling)
        run[op.sign, op.is_spelling] = run.get((op.sign, op.is_spelling), "") + op.text
    yield from _run(run)


def _run(run: dict[tuple[Sign, bool], str]) -> Iterator[Op]:
    for sign in Sign:
        for is_spelling in (False, True):
            if text := run.get((sign, is_spelling)):
                yield Op(sign, text, is_spelling)
