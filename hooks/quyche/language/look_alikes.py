"""Letters of another alphabet that nobody tells from ours: the Cyrillic Т and У of "QĐ/ТУ"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = (
    "\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04ae\u04bb\u0501\u051b\u051d"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
    "\uff21-\uff3a\uff41-\uff5a"
)
"""Cyrillic, Greek and wide letters that look like Latin ones."""
_WORD_RE = re.compile(r"[^\W_]+(?:[/.-][^\W_]+)*")
_LETTER_RE = re.compile(f"[{_LETTERS}]")
_OTHER_RE = re.compile("[\u0370-\u03ff\u0400-\u052f]")


def look_alikes(text: str) -> Iterator[tuple[str, str]]:
    """Each word with such a letter, and the letter.

    A word in which letters of that alphabet stand that look like none of ours is foreign, and no
    more.
    """
    if not _LETTER_RE.search(text):
        return
    for match in _WORD_RE.finditer(text):
        word = match.group()
        letter = _LETTER_RE.search(word)
        if letter and not _OTHER_RE.search(_LETTER_RE.sub("", word)):
            yield word, letter.group()
