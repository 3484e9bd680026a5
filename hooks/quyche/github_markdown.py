"""Text of documents in Markdown for GitHub: none of it is markup, a link, or calls anybody."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from quyche.operations import Op, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CUT = "[…]"
"""What stands for text that was left out."""
LONGEST_KEPT = 160
"""Characters of a stretch that stays; what is longer is cut in its middle."""
LONGEST_CHANGED = 800
"""Characters of a stretch that is deleted or inserted; what is longer is cut at its end."""
_BROKEN = "\u200b"
# GitHub looks for these in what Markdown made of a text, where an escaped character is one like
# any other; only what stands between keeps "@everyone", "#1", ":tada:", "www.", "GH-1" and the ids
# of commits from becoming links.
_CALLING_RE = re.compile(
    r"""
    @ | \#(?=\w) | :(?=\S)
    | (?i: (?<![^\W_])(?:gh|cve|ghsa)-(?=\w) | www(?=\.) )
    | (?<![^\W_])[0-9a-f]{4}(?=[0-9a-f]{3,36}(?![^\W_]))
    """,
    re.VERBOSE,
)
_SPECIAL_RE = re.compile(r"[\\`*_\[\]#|~<>&]")
_STARTING_RE = re.compile(r"\A(?P<before> ?\d+(?=[.)])| ?(?=[+=-]))(?P<sign>.)")
# What no reader sees or what turns the direction of a line; a tab is a blank.
_CONTROL_RE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_WORD_RE = re.compile(r"\s+|\S+")
_NEAR = 40
"""How far before the longest length a text may be cut between two words."""
_CLOSING = frozenset(".,;:!?)/”")
_OPENING = frozenset("(/“")
_LONGEST = 3000
"""Characters after which no more of a provision is shown."""
_MATHS = "<span>$</span>"  # between two dollar signs GitHub sees a formula


def escaped(text: str) -> str:
    """The text on one line, to be read on GitHub exactly as it stands, wherever it is put."""
    seen = _CONTROL_RE.sub("\ufffd", re.sub(r"\s+", " ", text))
    plain = _SPECIAL_RE.sub(_as_entity, quiet(seen))
    plain = _STARTING_RE.sub(lambda match: f"{match['before']}&#{ord(match['sign'])};", plain)
    return plain.replace("$", _MATHS)


def _as_entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def quiet(text: str) -> str:
    """The text with something unseen in all that GitHub would make a link of, or call somebody."""
    return _CALLING_RE.sub(lambda match: f"{match.group()}{_BROKEN}", text)


def redline(ops: Sequence[Op]) -> list[str]:
    """The paragraphs of a text with ~~what is deleted~~ and **what is inserted**.

    Markup stands where it is markup whatever the text: a changed part of a word, or a changed sign
    beside one, is shown with that word. What stays is told of where something beside it changed.
    """
    shown: list[str] = []
    left_out = escaped(CUT)
    for paragraph in map(list, _paragraphs(ops)):
        text = "".join(_first(_shown(paragraph))).strip()
        if shown and all(op.sign is Sign.KEPT for op in paragraph if op.text):
            text = left_out if text and shown[-1] != left_out else ""
        shown += [text] if text else []
    return list(_first(shown))


@dataclass(frozen=True)
class _Stretch:
    """A part of a paragraph: the same on both sides, or not."""

    old: str
    new: str
    is_kept: bool = False

    @property
    def sides(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.old, self.new)))

    def is_apart_from(self, other: _Stretch) -> bool:
        """Whether markup can stand between this and the next: no word goes on there."""
        ends = {side[-1] for side in self.sides}
        starts = {side[0] for side in other.sides}
        if all(map(str.isspace, ends)) or all(map(str.isspace, starts)):
            return True
        if other.is_kept:
            return starts <= _CLOSING and all(map(str.isalnum, ends))
        return self.is_kept and ends <= _OPENING and all(map(str.isalnum, starts))


def _paragraphs(ops: Iterable[Op]) -> Iterator[list[Op]]:
    """The operations of each paragraph; one ends where a line does, on whichever side."""
    paragraph: list[Op] = []
    for op in ops:
        first, *rest = op.text.split("\n")
        paragraph.append(Op(op.sign, first))
        for line in rest:
            yield paragraph
            paragraph = [Op(op.sign, line)]
    yield paragraph


def _shown(ops: Iterable[Op]) -> Iterator[str]:
    stretches = list(_stretches(ops))
    for place, stretch in enumerate(stretches):
        if stretch.is_kept:
            text = shortened(stretch.old, LONGEST_KEPT, has_end=place < len(stretches) - 1)
            before, after = (" " * edge.isspace() for edge in (text[:1], text[-1:]))
            yield f"{before}{escaped(text.strip())}{after}"
        else:
            sides = zip(("~~", "**"), (stretch.old, stretch.new), strict=True)
            parts = [_marked(mark, side.strip()) for mark, side in sides if side.strip()]
            first = " " * any(side[0].isspace() for side in stretch.sides)
            last = " " * any(side[-1].isspace() for side in stretch.sides)
            yield f"{first}{' '.join(parts)}{last}" if parts else " "


def _first(parts: Iterable[str]) -> Iterator[str]:
    """The parts, each whole, until they are long enough for one provision of many."""
    room = _LONGEST
    for part in parts:
        if room < 0:
            yield f" {escaped(CUT)}"
            return
        yield part
        room -= len(part)


def _marked(mark: str, text: str) -> str:
    return f"{mark}{escaped(shortened(text, LONGEST_CHANGED))}{mark}"


def _stretches(ops: Iterable[Op]) -> Iterator[_Stretch]:
    """What stays and what changes, in turns; neither begins or ends inside a word."""
    words = list(_words(ops))
    glued = [0]
    for one, other in pairwise(words):
        glued.append(glued[-1] + one.is_apart_from(other))
    numbered = zip(glued, words, strict=True) if words else ()
    whole = [
        _joined([word for _, word in group])
        for _, group in groupby(numbered, key=lambda item: item[0])
    ]
    for _, group in groupby(whole, key=lambda stretch: stretch.is_kept):
        yield _joined(list(group))


def _words(ops: Iterable[Op]) -> Iterator[_Stretch]:
    """Each word and each blank that stays, and each change as a whole."""
    written = (op for op in ops if op.text)
    for is_kept, group in groupby(written, key=lambda op: op.sign is Sign.KEPT):
        run = list(group)
        old = "".join(op.text for op in run if op.sign is not Sign.INSERTED)
        new = "".join(op.text for op in run if op.sign is not Sign.DELETED)
        if is_kept:
            yield from (_Stretch(word, word, is_kept=True) for word in _WORD_RE.findall(old))
        else:
            yield _Stretch(old, new)


def _joined(stretches: Sequence[_Stretch]) -> _Stretch:
    return _Stretch(
        "".join(stretch.old for stretch in stretches),
        "".join(stretch.new for stretch in stretches),
        all(stretch.is_kept for stretch in stretches),
    )


def shortened(text: str, most: int, *, has_end: bool = False) -> str:
    """The text, or its beginning (and its end), with a mark for what was left out."""
    if len(text) <= most + len(CUT) + 2:
        return text
    if not has_end:
        return f"{text[: _place_to_cut(text, most)].rstrip()} {CUT}"
    first = _place_to_cut(text, most // 2)
    last = _place_to_cut(text, len(text) - most // 2)
    return f"{text[:first].rstrip()} {CUT} {text[last:].lstrip()}"


def _place_to_cut(text: str, place: int) -> int:
    """A place near that one between two words, or at least between two letters."""
    blank = text.rfind(" ", place - _NEAR, place + 1)
    if blank > 0:
        return blank
    cut = place
    while cut > place - _NEAR and (unicodedata.category(text[cut])[0] in "MC"):
        cut -= 1
    return max(cut, 1)
