"""What was done to the words of a paragraph, as phrases that can be quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.comparing.matching.words import Words, is_word
from quyche.comparing.operations import Op, Sign
from quyche.language.spelling import read_in, read_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_REWRITTEN = 0.4  # of the words at most are kept in what was written anew
_FEW_WORDS = 8  # in so short a text every change is told
_FEW_PHRASE = 12  # words; so long a phrase alone is still told
_SHORT = 3  # words; so short a phrase says more with the word before it
_LONGEST_QUOTE = 24  # words; of a longer one the beginning and the end are quoted
_QUOTED_ENDS = 8  # words at either end
_LONGEST_LIST = 600  # characters; so costs do not grow with what stands before
_SENTENCE_ENDS = " \t\n,;.:"
# "Điều", "khoản 2, 3 và", right before a number that changed: a citation
_CITING_RE = re.compile(
    r"(?:^|[\s(])(?P<word>điều|khoản|điểm|chương|mục|tiểu mục|phần)\s+"
    r"(?:(?:[0-9]+[a-zđ]?|[IVXLC]+|[a-zđ])(?:\s*[,;]\s*|\s+(?:và|hoặc|đến)\s+))*\Z",
    re.IGNORECASE,
)
_CITED_RE = re.compile(r"(?:[0-9]+(?:\.[0-9]+)*[a-zđ]?|[IVXLC]+[a-zđ]?|[a-zđ])\Z")
_BEFORE_RE = re.compile(r"(?:^|[^\w])(?P<word>[\w/]+)(?P<gap>[ \u00a0])\Z")
_AFTER_RE = re.compile(r"(?P<gap>[ \u00a0])(?P<word>[\w/]+)")


@dataclass(frozen=True)
class Edit:
    """One stretch of words that was put in the place of another; either may be empty."""

    old: str
    new: str
    is_citation: bool = False
    """Whether only the number of a citation is another one."""


def is_rewritten(ops: Sequence[Op]) -> bool:
    """Whether most of the words are others."""
    kept = sum(words_in(op.text) for op in ops if op.sign is Sign.KEPT or op.is_spelling)
    deleted = sum(op.words for op in ops if op.sign is Sign.DELETED)
    inserted = sum(op.words for op in ops if op.sign is Sign.INSERTED)
    if not deleted or not inserted:
        return False
    if max(deleted, inserted) <= _FEW_PHRASE and len(edits(ops)) == 1:
        return False
    whole = max(kept + deleted, kept + inserted)
    return whole > _FEW_WORDS and kept < _REWRITTEN * whole


def side(ops: Iterable[Op], sign: Sign) -> str:
    """One of the two texts: that with deletions, or that with insertions."""
    return "".join(op.text for op in ops if op.sign in {Sign.KEPT, sign}).strip()


def edits(ops: Sequence[Op]) -> tuple[Edit, ...]:
    """What was done to the words of one paragraph."""
    told = [op for op in ops if not (op.is_spelling and op.sign is Sign.DELETED)]
    kept = [Op(Sign.KEPT, op.text) if op.is_spelling else op for op in told]
    return tuple(_found_edits(kept))


def _found_edits(ops: Sequence[Op]) -> Iterator[Edit]:
    position = 0
    before = kept = ""  # the new text so far, and what stays right before an edit
    while position < len(ops):
        op = ops[position]
        position += 1
        if op.sign is Sign.KEPT:
            before, kept = before + op.text, op.text
            continue
        old, new = (op.text, "") if op.sign is Sign.DELETED else ("", op.text)
        if old and position < len(ops) and ops[position].sign is Sign.INSERTED:
            new = ops[position].text
            position += 1
        after = (
            ops[position].text if position < len(ops) and ops[position].sign is Sign.KEPT else ""
        )
        if old.strip() or new.strip():
            yield _edit(old, new, (before, kept), after)
        before, kept = before + new, ""


def _edit(old: str, new: str, before: tuple[str, str], after: str) -> Edit:
    """An edit with the word beside it where a single word would say too little.

    Before it stands the new text so far, and as the end of that what stays in both texts.
    """
    so_far, kept = _end(before[0]), before[1]
    bare_old, bare_new = old.strip(), new.strip()
    cited = read_in(_CITING_RE, so_far)
    if cited and _CITED_RE.match(bare_old) and _CITED_RE.match(bare_new):
        beside = so_far[cited.start("word") :]
        is_next = beside.rstrip() == cited["word"] and kept.endswith(beside)
        word = beside if is_next else ""
        return Edit(word + bare_old, word + bare_new, is_citation=True)
    is_trimmed = (_trimmed(bare_old), _trimmed(bare_new)) != (bare_old, bare_new)
    bare_old, bare_new = _trimmed(bare_old), _trimmed(bare_new)
    if (
        bare_old
        and bare_new
        and not is_trimmed
        and min(words_in(bare_old), words_in(bare_new)) <= _SHORT
    ):
        return _widened(bare_old, bare_new, kept, after)
    return Edit(bare_old, bare_new)


def _end(text: str) -> str:
    """The last words of a text, more than any list of citations has."""
    end = text[-_LONGEST_LIST:]
    return text if end == text else end[end.find(" ") + 1 :]


def _widened(old: str, new: str, kept: str, after: str) -> Edit:
    is_number = old.isdigit() and new.isdigit()
    if is_number and (right := read_start(_AFTER_RE, after)):
        return Edit(f"{old}{right.group()}", f"{new}{right.group()}")
    if old[0].isdigit() and words_in(old) > 1:
        return Edit(old, new)
    if left := read_in(_BEFORE_RE, kept):
        beside = left["word"] + left["gap"]
        return Edit(beside + old, beside + new)
    return Edit(old, new)


def _trimmed(text: str) -> str:
    """Without the signs around it, unless there is nothing else."""
    return text.strip(_SENTENCE_ENDS) or text


def quoted(text: str) -> str:
    """A phrase in quotation marks; of a long one the beginning and the end."""
    words = Words.of(text)
    if sum(map(is_word, words.tokens)) <= _LONGEST_QUOTE:
        return f"“{text}”"
    first = "".join(_joined(words, 0, _QUOTED_ENDS)).strip(_SENTENCE_ENDS)
    count = len(words.tokens)
    last = "".join(_joined(words, count - _QUOTED_ENDS, count)).strip(_SENTENCE_ENDS)
    return f"“{first} […] {last}”"


def _joined(words: Words, start: int, end: int) -> Iterator[str]:
    for gap, token in zip(words.gaps[start:end], words.tokens[start:end], strict=True):
        yield gap + token


def words_in(text: str) -> int:
    """How many words a text has."""
    return sum(map(is_word, Words.of(text).tokens))
