"""Where a text stands in a document word for word, and which of its words differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.comparing.matching.words import Words
from quyche.comparing.operations import Sign, operations
from quyche.language.spelling import compose
from quyche.texts.digests import pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.comparing.operations import Op
    from quyche.corpus.texts import Text
    from quyche.texts.digests import ShownPiece

_BLANKS_RE = re.compile(r"\s+")
_BEFORE = 4  # words that are shown before a difference
_END = "\x1f"
"""Between two words where they are searched: no text that a reader sees holds it."""


@dataclass(frozen=True)
class WordChange:
    """Words of a document that another text has otherwise."""

    anchor: str
    """The provision they stand in; empty outside of all."""
    old: str
    """As the document has them; empty where the other text adds some."""
    new: str
    before: str = ""
    """The words before them, by which they are found."""
    is_spelling: bool = False
    """Whether only the form of letters, a tone's place or an unseen sign differs."""

    @property
    def kind(self) -> str:
        """What was done: `changed`, `left-out`, `added` or only `spelt` otherwise."""
        if self.is_spelling:
            return "spelt"
        if not self.old:
            return "added"
        return "changed" if self.new else "left-out"


@dataclass(frozen=True)
class Stream:
    """What a reader sees of a document, or of a provision of it, as one line."""

    pieces: tuple[ShownPiece, ...]

    @classmethod
    def of(cls, text: Text) -> Stream:
        """The whole of a document."""
        return cls(tuple(pieces_of(text.document, text.metadata.title)))

    def within(self, anchors: Iterable[str]) -> Stream:
        """Only what stands in these provisions."""
        wanted = frozenset(anchors)
        return Stream(tuple(piece for piece in self.pieces if piece.anchor in wanted))

    @cached_property
    def without_marks(self) -> Stream:
        """The same as if no number had been copied."""
        return Stream(tuple(piece for piece in self.pieces if not piece.is_mark))

    @cached_property
    def without_item_marks(self) -> Stream:
        """The same where a word processor gave the numbers of clauses, which it does not copy."""
        return Stream(tuple(one for one in self.pieces if not one.is_mark or " " in one.text))

    @property
    def copied_forms(self) -> tuple[Stream, ...]:
        """All that may come of it where it is copied: with all its numbers, some of them, none."""
        return self, self.without_item_marks, self.without_marks

    @cached_property
    def _shown(self) -> tuple[tuple[str, str], ...]:
        """Each stretch that says something on one line, with its anchor."""
        lines = ((piece.anchor, one_line(piece.text)) for piece in self.pieces)
        return tuple((anchor, line) for anchor, line in lines if line)

    @cached_property
    def text(self) -> str:
        """All of it."""
        return " ".join(line for _, line in self._shown)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each stretch begins."""
        starts, place = [], 0
        for _, line in self._shown:
            starts.append(place)
            place += len(line) + 1
        return tuple(starts)

    def anchor_at(self, place: int) -> str:
        """The provision that a character of the text stands in."""
        return self._shown[max(bisect_right(self._starts, place) - 1, 0)][0] if self._shown else ""

    # Standing in it word for word

    @cached_property
    def _searched(self) -> tuple[str, tuple[str, ...]]:
        """Its words as they are searched, and the anchor of each."""
        words: list[str] = []
        anchors: list[str] = []
        for anchor, line in self._shown:
            found = words_of(line)
            words.extend(found)
            anchors.extend(anchor for _ in found)
        return searched(words), tuple(anchors)

    def holds(self, wanted: str) -> tuple[tuple[str, ...], ...]:
        """The provisions in which these words (of `searched`) stand together, each time they do."""
        whole, anchors = self._searched
        found = []
        place = whole.find(wanted)
        while wanted != _END and place >= 0:
            first = whole.count(_END, 0, place + 1) - 1
            count = wanted.count(_END) - 1
            found.append(tuple(dict.fromkeys(anchors[first : first + count])))
            place = whole.find(wanted, place + 1)
        return tuple(found)

    # Differing from it

    def changes(self, other: str) -> tuple[WordChange, ...]:
        """What another text has otherwise; nothing where it has the same words, blanks aside."""
        return tuple(self._changes(operations(self.text, one_line(other))))

    def _changes(self, ops: Iterable[Op]) -> Iterator[WordChange]:
        place = 0
        for is_kept, run in groupby(ops, lambda op: op.sign is Sign.KEPT):
            done = list(run)
            old = "".join(op.text for op in done if op.sign is not Sign.INSERTED)
            new = "".join(op.text for op in done if op.sign is not Sign.DELETED)
            if not is_kept and _said(old) != _said(new):
                at = place + len(old) - len(old.lstrip())
                before = _last_words(self.text[:place])
                is_spelling = all(op.is_spelling for op in done)
                yield WordChange(self.anchor_at(at), old.strip(), new.strip(), before, is_spelling)
            place += len(old)


def one_line(text: str) -> str:
    """A text with one blank wherever it has some."""
    return _BLANKS_RE.sub(" ", text).strip()


def words_of(text: str) -> tuple[str, ...]:
    """The words and signs of a text, each letter in the form that it has in a composed text."""
    return Words.of(compose(text)).tokens


def searched(words: Iterable[str]) -> str:
    """Words as `Stream.holds` looks for them."""
    return _END + "".join(f"{word}{_END}" for word in words)


def _last_words(text: str) -> str:
    return " ".join(text.split()[-_BEFORE:])


def _said(text: str) -> tuple[tuple[str, ...], str]:
    """What a stretch says: its words, and the signs in it that nobody sees."""
    found = Words.of(text)
    return found.tokens, "".join("".join(found.gaps).split())
