"""What was done to the words of a paragraph, as phrases that can be quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from quyche.comparing.matching.words import Words, is_word
from quyche.comparing.operations import Op, Sign
from quyche.language.markers import alternatives
from quyche.language.spelling import read_in, read_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.language.grammars import Grammar

_REWRITTEN = 0.4  # of the words at most are kept in what was written anew
_FEW_WORDS = 8  # in so short a text every change is told
_FEW_PHRASE = 12  # words; so long a phrase alone is still told
_SHORT = 3  # words; so short a phrase says more with the word before it
_FAR = 2  # words; beyond them what lacks a word of its own is told apart from its neighbour
_LONGEST_QUOTE = 24  # words; of a longer one the beginning and the end are quoted
_QUOTED_ENDS = 8  # words at either end
_LONGEST_LIST = 600  # characters; so costs do not grow with what stands before
_SENTENCE_ENDS = " \t\n,;.:"
_BEFORE_RE = re.compile(r"(?:^|[^\w])(?P<word>[\w/]+)(?P<gap>[ \u00a0])\Z")
_AFTER_RE = re.compile(r"(?P<gap>[ \u00a0])(?P<word>[\w/]+)")
# "nhiệm kỳ ", "điểm b" right before a change; " thường kỳ" right after it
_LEFT_RE = re.compile(r"(?:^|[^\w/-])(?P<words>(?:[\w/-]+[ \u00a0])?[\w/-]+[ \u00a0]?)\Z")
_RIGHT_RE = re.compile(r"[ \u00a0]?[\w/-]+")
# "2015" and "/TW" of "2015-2020" and "10-QĐi/TW": what has no blank in it is quoted whole
_GLUED_LEFT_RE = re.compile(r"(?P<words>[\w/–-]*\w[/–-])\Z")
_GLUED_RIGHT_RE = re.compile(r"[/–-]\w[\w/–-]*")
_BREAK_RE = re.compile(r"[.;:,]")


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
    if max(deleted, inserted) <= _FEW_PHRASE and len(_stretches(ops)) == 1:
        return False
    whole = max(kept + deleted, kept + inserted)
    return whole > _FEW_WORDS and kept < _REWRITTEN * whole


def kept_words(ops: Iterable[Op]) -> tuple[int, int]:
    """How many words stay, and how many there are now."""
    told = list(ops)
    kept = sum(words_in(op.text) for op in told if op.sign is Sign.KEPT)
    spelt = sum(words_in(op.text) for op in told if op.is_spelling and op.sign is Sign.INSERTED)
    inserted = sum(op.words for op in told if op.sign is Sign.INSERTED)
    return kept + spelt, kept + spelt + inserted


def side(ops: Iterable[Op], sign: Sign) -> str:
    """One of the two texts: that with deletions, or that with insertions."""
    return "".join(op.text for op in ops if op.sign in {Sign.KEPT, sign}).strip()


def edits(ops: Sequence[Op], grammar: Grammar) -> tuple[Edit, ...]:
    """What was done to the words of one paragraph, in a text that cites as a grammar has it."""
    return tuple(_edit(stretch, _patterns(grammar)) for stretch in _merged(_stretches(ops)))


def is_edited(ops: Sequence[Op]) -> bool:
    """Whether anything was done to the words of one paragraph."""
    return bool(_stretches(ops))


@dataclass(frozen=True)
class _Stretch:
    """Words that were put in the place of others, and what stands beside them."""

    old: str
    new: str
    so_far: str
    """The new text before it."""
    kept: str
    """The end of that which stays in both texts."""
    after: str

    @property
    def is_poor(self) -> bool:
        """Whether it only adds or takes out one word, which says little alone."""
        sides = (self.old, self.new)
        return not all(map(words_in, sides)) and max(map(words_in, sides)) == 1

    @property
    def is_list(self) -> bool:
        """Whether it begins with the sign that goes on from what stands before it."""
        sides = (self.old, self.new)
        return all(map(words_in, sides)) and any(side.lstrip()[:1] in {",", ";"} for side in sides)

    @property
    def start(self) -> str:
        """The first letter of what changed; a blank where there is none on one side."""
        return (self.old[:1] or " ") + (self.new[:1] or " ")

    @property
    def end(self) -> str:
        """The last one."""
        return (self.old[-1:] or " ") + (self.new[-1:] or " ")


def _stretches(ops: Sequence[Op]) -> tuple[_Stretch, ...]:
    told = [op for op in ops if not (op.is_spelling and op.sign is Sign.DELETED)]
    kept = [Op(Sign.KEPT, op.text) if op.is_spelling else op for op in told]
    return tuple(_changed(kept))


def _changed(ops: Sequence[Op]) -> Iterator[_Stretch]:
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
            yield _Stretch(old, new, before, kept, after)
        before, kept = before + new, ""


def _merged(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """The same, those as one that say something only together: parts of a number, of a list."""
    open_one: _Stretch | None = None
    for stretch in stretches:
        if open_one and _belong_together(open_one, stretch):
            between = stretch.kept
            open_one = replace(
                open_one,
                old=f"{open_one.old}{between}{stretch.old}",
                new=f"{open_one.new}{between}{stretch.new}",
                after=stretch.after,
            )
            continue
        if open_one:
            yield open_one
        open_one = stretch
    if open_one:
        yield open_one


def _belong_together(first: _Stretch, second: _Stretch) -> bool:
    between = second.kept
    if not between or _BREAK_RE.search(between):
        return False
    is_near = words_in(between) <= _FAR and (first.is_poor or second.is_poor)
    return is_near or not any(map(str.isspace, between + first.end + second.start))


@dataclass(frozen=True)
class _Patterns:
    """How one grammar's citations look where their numbers change."""

    citing: re.Pattern[str]
    """"Điều", "khoản 2, 3 và", right before a number."""
    cited: re.Pattern[str]
    listed: re.Pattern[str]
    """All of "điểm b, c và d"."""


@cache
def _patterns(grammar: Grammar) -> _Patterns:
    words = alternatives(word for form in grammar.forms if not form.is_cased for word in form.words)
    joins, suffixes = alternatives(grammar.wording.joins), grammar.suffixes
    number = rf"[0-9]+[{suffixes}]?|[IVXLC]+|[{suffixes}]"
    return _Patterns(
        re.compile(
            rf"(?:^|[\s(])(?P<word>{words})\s+"
            rf"(?:(?:{number})(?:\s*[,;]\s*|\s+(?:{joins})\s+))*(?P<begun>(?:[0-9]+\.)*)\Z",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:[0-9]+(?:\.[0-9]+)*[{suffixes}]?|[IVXLC]+[{suffixes}]?|[{suffixes}])\Z"),
        re.compile(
            rf"(?:{words})\s+(?:{number})(?:(?:\s*[,;]\s*|\s+(?:{joins})\s+)(?:{number}))*\Z",
            re.IGNORECASE,
        ),
    )


def _edit(stretch: _Stretch, patterns: _Patterns) -> Edit:
    """An edit with the word beside it where a single word would say too little."""
    so_far = _end(stretch.so_far)
    bare_old, bare_new = stretch.old.strip(), stretch.new.strip()
    cited = read_in(patterns.citing, so_far)
    if cited and patterns.cited.match(bare_old) and patterns.cited.match(bare_new):
        beside = so_far[cited.start("word") :]
        is_first = beside.removesuffix(cited["begun"]).rstrip() == cited["word"]
        is_next = is_first and stretch.kept.endswith(beside)
        word = beside if is_next else cited["begun"]
        return Edit(word + bare_old, word + bare_new, is_citation=True)
    if whole := _whole(bare_old, bare_new):
        return whole
    if stretch.is_poor or stretch.is_list:
        return _in_context(stretch, patterns)
    if glued := _glued(stretch):
        return glued
    is_trimmed = (_trimmed(bare_old), _trimmed(bare_new)) != (bare_old, bare_new)
    bare_old, bare_new = _trimmed(bare_old), _trimmed(bare_new)
    if (
        bare_old
        and bare_new
        and not is_trimmed
        and min(words_in(bare_old), words_in(bare_new)) <= _SHORT
    ):
        return _widened(bare_old, bare_new, stretch.kept, stretch.after)
    return Edit(bare_old, bare_new)


def _whole(old: str, new: str) -> Edit | None:
    """What is one phrase that came or went where one text ends with all of the other."""
    if new and old.endswith(f" {new}"):
        return Edit(_trimmed(old.removesuffix(new).strip()), "")
    if old and new.endswith(f" {old}"):
        return Edit("", _trimmed(new.removesuffix(old).strip()))
    return None


def _in_context(stretch: _Stretch, patterns: _Patterns) -> Edit:
    """A change that lacks a word of its own, with those around it."""
    left = _LEFT_RE.search(_end(stretch.kept))
    before = left["words"] if left else ""
    old, new = before + stretch.old, before + stretch.new
    if all(read_start(patterns.listed, text.strip()) for text in (old, new)):
        return Edit(old.strip(), new.strip(), is_citation=True)
    if right := read_start(_RIGHT_RE, stretch.after):
        old, new = old + right.group(), new + right.group()
    return Edit(_trimmed(old.strip()), _trimmed(new.strip()))


def _glued(stretch: _Stretch) -> Edit | None:
    """A change inside a number such as `2015-2020`, with all of it; None for others."""
    old, new = stretch.old.strip(), stretch.new.strip()
    left = _GLUED_LEFT_RE.search(_end(stretch.kept)) if stretch.start.strip() else None
    right = read_start(_GLUED_RIGHT_RE, stretch.after) if stretch.end.strip() else None
    if not (old and new) or not (left or right):
        return None
    before, after = left["words"] if left else "", right.group() if right else ""
    return Edit(f"{before}{old}{after}", f"{before}{new}{after}")


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
