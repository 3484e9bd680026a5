"""The words of a text with their punctuation, as tokens that compare by what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quyche.language.spelling import spelling

# Marks of an NFD text belong to the letter before them, and a soft hyphen or a joiner to its word.
_JOINED = "\u0300-\u036f\u00ad\u200c\u200d"
_GAPS = r"\s\u200b\u2060\ufeff"
# "Điều", "2021", "......", "“"
_TOKEN_RE = re.compile(
    rf"(?P<gap>[{_GAPS}]*)(?P<token>\w[\w{_JOINED}]*|(?P<sign>[^\w{_GAPS}])(?P=sign)*|\Z)"
)
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
        found = [(match["gap"], match["token"]) for match in _TOKEN_RE.finditer(text)]
        while len(found) > 1 and not found[-2][1]:
            found.pop()
        gaps = tuple(gap for gap, _ in found)
        tokens = tuple(token for _, token in found[:-1])
        return cls(gaps, tokens, tuple(map(_key, tokens)))


@lru_cache(maxsize=65536)
def _key(token: str) -> str:
    return spelling(_UNSEEN_RE.sub("", token)).translate(_LOOKALIKES)


def is_word(token: str) -> bool:
    """Whether a token or its key is a word or a number, not a sign."""
    return token[:1].isalnum() or token[:1] == "_"
