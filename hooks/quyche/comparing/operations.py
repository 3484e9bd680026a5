"""One text made from another: what stays, what is deleted, what is inserted, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.comparing.matching import edges, subsequences
from quyche.comparing.matching.words import Words, is_word, tokens_in
from quyche.formats.sheets import SheetMark, SheetRun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sign(Enum):
    """What is done to a stretch of text. The value is the sign in JSON."""

    KEPT = "="
    DELETED = "-"
    INSERTED = "+"


_MIRRORED = {
    Sign.KEPT: Sign.KEPT,
    Sign.DELETED: Sign.INSERTED,
    Sign.INSERTED: Sign.DELETED,
}

_MARKS = {
    Sign.KEPT: SheetMark.KEPT,
    Sign.DELETED: SheetMark.DELETED,
    Sign.INSERTED: SheetMark.INSERTED,
}

_KEPT_ENDS = 45  # characters at either end of what is kept say where a change stands
_LONG_KEPT = 130  # characters; shorter texts are not shortened by a mark for what is left out

_Piece = tuple[Sign, bool, str]
"""What is done, whether only to the spelling, and to what."""


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
        return sum(map(is_word, tokens_in(self.text)))

    @property
    def parts(self) -> tuple[str, str, str]:
        """Its text in three: of a long one that is kept the middle can be left out."""
        if self.sign is not Sign.KEPT or len(self.text) < _LONG_KEPT:
            return self.text, "", ""
        first = self.text.rfind(" ", 0, _KEPT_ENDS) + 1 or _KEPT_ENDS
        last = self.text.find(" ", len(self.text) - _KEPT_ENDS) + 1 or len(self.text) - _KEPT_ENDS
        return self.text[:first], self.text[first:last], self.text[last:]

    @property
    def spellings(self) -> int:
        """How many words, signs and blanks it only spells otherwise."""
        return (sum(1 for _ in tokens_in(self.text)) or 1) if self.is_spelling else 0


def operations(old: str, new: str) -> tuple[Op, ...]:
    """What makes the new text from the old one.

    What is kept and deleted is the old text, what is kept and inserted the new one, character for
    character. As few words and signs as possible are touched. The texts exchanged give the same
    with deletions and insertions exchanged. Of a change the deletion comes first.
    """
    if old == new:
        return (Op(Sign.KEPT, old),) if old else ()
    if (len(new), new) < (len(old), old):
        mirrored = ((_MIRRORED[sign], spelt, text) for sign, spelt, text in _pieces(new, old))
        return tuple(_joined(mirrored))
    return tuple(_joined(_pieces(old, new)))


def runs(ops: Iterable[Op]) -> tuple[SheetRun, ...]:
    """The operations as every format writes them: stretches of text and how each is marked."""
    return tuple(SheetRun(op.text, _MARKS[op.sign]) for op in ops)


def _pieces(old: str, new: str) -> Iterator[_Piece]:
    before, after = Words.of(old), Words.of(new)
    matched = edges.settle(subsequences.pairs(before.keys, after.keys), before, after)
    one = other = 0
    for left, right in (*matched, (len(before.tokens), len(after.tokens))):
        is_changed = left > one or right > other
        if left > one and right > other and before.gaps[one] == after.gaps[other]:
            yield Sign.KEPT, False, before.gaps[one]
            yield Sign.DELETED, False, _stretch(before, one, left)[len(before.gaps[one]) :]
            yield Sign.INSERTED, False, _stretch(after, other, right)[len(after.gaps[other]) :]
        elif is_changed:
            yield Sign.DELETED, False, _stretch(before, one, left)
            yield Sign.INSERTED, False, _stretch(after, other, right)
        # Blanks beside a change are part of it.
        yield from _same(before.gaps[left], after.gaps[right], is_spelling=not is_changed)
        if left < len(before.tokens):
            yield from _same(before.tokens[left], after.tokens[right], is_spelling=True)
        one, other = left + 1, right + 1


def _stretch(words: Words, start: int, end: int) -> str:
    gaps, tokens = words.gaps[start:end], words.tokens[start:end]
    return "".join(gap + token for gap, token in zip(gaps, tokens, strict=True))


def _same(old: str, new: str, *, is_spelling: bool) -> Iterator[_Piece]:
    """Two words that say the same, or what stands before them."""
    if old == new:
        yield Sign.KEPT, False, old
    else:
        yield Sign.DELETED, is_spelling, old
        yield Sign.INSERTED, is_spelling, new


def _joined(pieces: Iterable[_Piece]) -> Iterator[Op]:
    """Stretches of one kind as one, a deletion before the insertion beside it."""
    some = (piece for piece in pieces if piece[2])
    for (is_kept, is_spelling), run in groupby(some, _kind):
        if is_kept:
            yield Op(Sign.KEPT, "".join([text for _, _, text in run]), is_spelling)
            continue
        texts = list(run)
        for sign in (Sign.DELETED, Sign.INSERTED):
            if text := "".join([text for one, _, text in texts if one is sign]):
                yield Op(sign, text, is_spelling)


def _kind(piece: _Piece) -> tuple[bool, bool]:
    return piece[0] is Sign.KEPT, piece[1]
