"""The words of a text with their punctuation, as tokens that compare by what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quyche.language.spelling import spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

# Marks of an NFD text belong to the letter before them, and a soft hyphen or a joiner to its word.
_JOINED = "\u0300-\u036f\u00ad\u200c\u200d"
_GAPS = r"\s\u200b\u2060\ufeff"
# "Điều", "2021", "......", "“"
_TOKEN = rf"\w[\w{_JOINED}]*|(?P<sign>[^\w{_GAPS}])(?P=sign)*"
_TOKEN_RE = re.compile(rf"(?P<gap>[{_GAPS}]*)(?P<token>{_TOKEN}|\Z)")
_ALONE_RE = re.compile(_TOKEN)
_UNSEEN_RE = re.compile("[\u00ad\u200c\u200d]")
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ"})


@dataclass(frozen=True)
class Words:
    """A text cut into tokens; joining gaps and tokens gives it back, character for character."""

    gaps: tuple[str, ...]
    """What stands before each token, and after the last one: one more than there are tokens."""
    tokens: tuple[str, ...]
    keys: tuple[str, ...]
    """For each token what it says: equal for two spellings of the same word."""

    @classmethod
    def of(cls, text: str) -> Words:
        """The tokens of a text: words, numbers, signs; a sign that is repeated is one token."""
        found = _TOKEN_RE.findall(text)
        while len(found) > 1 and not found[-2][1]:
            found.pop()
        gaps, tokens, _ = zip(*found, strict=True)
        return cls(gaps, tokens[:-1], tuple(map(_key, tokens[:-1])))


@lru_cache(maxsize=65536)
def _key(token: str) -> str:
    return spelling(_UNSEEN_RE.sub("", token)).translate(_LOOKALIKES)


def tokens_in(text: str) -> Iterator[str]:
    """The tokens of a text where nobody asks what stands between them, or what they say."""
    return (match[0] for match in _ALONE_RE.finditer(text))


def is_word(token: str) -> bool:
    """Whether a token or its key is a word or a number, not a sign."""
    return token[:1].isalnum() or token[:1] == "_"
