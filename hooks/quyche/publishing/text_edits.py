"""What makes one text of another, in few bytes: what is kept, left out and put in, in order.

Places are counted in units of UTF-16, as JavaScript counts them, which applies the same edits.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Edits = tuple[int | str, ...]
"""Threes: how many units are kept, how many of the next are left out, and what stands there."""
_LEAST = 6  # units that are kept between two edits: fewer cost more than to write them again
_MOST = 60  # lines on either side within which words are compared
_WORD_RE = re.compile(r"\w+|\W")


def between(older: str, newer: str) -> Edits:
    """The edits that make the newer text of the older one."""
    return of_parts([(older, newer)])


def of_parts(pairs: Iterable[tuple[str, str]]) -> Edits:
    """The same of texts that are cut into parts, each of which became one: long ones are quick."""
    parts = _joined(part for old, new in pairs for part in _of_texts(old, new))
    return tuple(part for kept, left, put in parts for part in (_units(kept), _units(left), put))


def edited(older: str, edits: Sequence[int | str]) -> str:
    """The text that comes of an older one; raises ValueError for edits that are not of it."""
    units, at, found = older.encode("utf-16-le"), 0, bytearray()
    for kept, left, put in zip(edits[::3], edits[1::3], edits[2::3], strict=True):
        if not isinstance(kept, int) or not isinstance(left, int) or not isinstance(put, str):
            raise ValueError(f"no edit: {kept!r}, {left!r}, {put!r}")  # noqa: TRY004  # of a file
        found += units[at : at + 2 * kept] + put.encode("utf-16-le")
        at += 2 * (kept + left)
    if at != len(units):
        raise ValueError(f"edits of a text of {at // 2} units; found {len(units) // 2}")
    return found.decode("utf-16-le")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


_Part = tuple[str, str, str]
"""What is kept, what of the older text is left out after it, and what stands there instead."""


def _of_texts(older: str, newer: str) -> Iterator[_Part]:
    if older == newer:
        return iter([(older, "", "")])
    return _of_lines(older.splitlines(keepends=True), newer.splitlines(keepends=True))


def _of_lines(older: Sequence[str], newer: Sequence[str]) -> Iterator[_Part]:
    for old, new, is_same in _blocks(older, newer):
        if is_same:
            yield "".join(old), "", ""
        elif max(len(old), len(new)) > _MOST:
            yield "", "".join(old), "".join(new)
        else:
            yield from _of_words("".join(old), "".join(new))


def _of_words(older: str, newer: str) -> Iterator[_Part]:
    for old, new, is_same in _blocks(_WORD_RE.findall(older), _WORD_RE.findall(newer)):
        yield ("".join(old), "", "") if is_same else ("", "".join(old), "".join(new))


def _blocks(
    older: Sequence[str], newer: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str], bool]]:
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        yield older[from_old:to_old], newer[from_new:to_new], kind == "equal"


def _joined(parts: Iterable[_Part]) -> Iterator[_Part]:
    """The same edits, those that stand close together being one."""
    kept, left, put = "", "", ""
    for more, gone, new in parts:
        if (left or put) and len(more) >= _LEAST:
            yield kept, left, put
            kept, left, put = more, "", ""
        elif left or put:
            left, put = left + more, put + more
        else:
            kept += more
        left, put = left + gone, put + new
    if kept or left or put:
        yield kept, left, put
