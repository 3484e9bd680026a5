"""Text typed for the fonts of before Unicode: TCVN3 ("§iÒu") and VNI ("Ñieàu")."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TCVN3 = dict(
    zip(
        "¡¢§£¤¥¦¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂĐÊÔƠƯăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_VNI_TONES = {
    "a": "ùá øà ûả õã ïạ ââ áấ àầ åẩ ãẫ äậ êă éắ èằ úẳ üẵ ëặ",
    "e": "ùé øè ûẻ õẽ ïẹ âê áế àề åể ãễ äệ",
    "o": "ùó øò ûỏ õõ ïọ âô áố àồ åổ ãỗ äộ",
    "u": "ùú øù ûủ õũ ïụ",
    "y": "ùý øỳ ûỷ õỹ",
    "ô": "ùớ øờ ûở õỡ ïợ",
    "ö": "ùứ øừ ûử õữ ïự",
}
_VNI_LETTERS = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}
_WORDS = frozenset(
    """
    định của và các được những với này trong về cho không người nhiệm trách quyết ngày tháng năm
    tổ chức thực hiện nước nhà hội số tại đảng bộ tỉnh ủy việc làm cấp từ đến cứ hoặc đối
    """.split()  # noqa: SIM905 - words without quotation marks are easier to read
)
_MARKED = frozenset(word for word in _WORDS if not word.isascii())
_WORD_RE = re.compile(r"[^\W\d_]+")
_CAPITALS = "[A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ\u1ea0-\u1ef9]"
_BESIDE_RE = re.compile(
    rf"(?<={_CAPITALS}{{2}} )[A-ZĂÂĐÊÔƠƯ][^\W\d_]+|[A-ZĂÂĐÊÔƠƯ][^\W\d_]+(?= {_CAPITALS}{{2}})"
)
_UNICODE_RE = re.compile(
    "[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]"
)
# "n−íc": what becomes of a soft hyphen on the way through other programs
_MINUS_RE = re.compile(
    r"(?<=[^\W\d_])\u2212(?=[^\W\d_])|(?<=\u00ae)\u2212|\u2212(?=[\u00ea-\u00ee])"
)
_RAISED_RE = re.compile("[\u0080-\u00ff]")
_FEW, _SHARE = 3, 0.05
"""Words of ours that a text must hold once it is read so, and their share of all words."""
_SAMPLE = 200_000


class OldEncoding(Enum):
    """How a text was typed. The value is what people call it."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"

    def decoded(self, text: str) -> str:
        """The text in Unicode; what has letters of ours already is left alone."""
        if _UNICODE_RE.search(text) or not _RAISED_RE.search(text):
            return text
        if self is OldEncoding.VNI:
            return _vni_pattern().sub(lambda match: _vni()[match.group()], text)
        whole = _MINUS_RE.sub("ư", text)
        decoded = "".join(_TCVN3.get(char, char) for char in whole)
        return _BESIDE_RE.sub(_among_capitals, _WORD_RE.sub(_in_capitals, decoded))


def encoding_of(text: str) -> OldEncoding | None:
    """How a text was typed, where it was not in Unicode: told by the words that it then holds."""
    sample = text[:_SAMPLE]
    lines = [line for line in sample.split("\n") if _RAISED_RE.search(line)]
    typed = "\n".join(line for line in lines if not _UNICODE_RE.search(line))
    if not typed:
        return None
    total = len(_WORD_RE.findall(typed))
    plain = _hits(typed)
    scores = {each: _hits(each.decoded(typed)) for each in OldEncoding}
    best = max(scores, key=lambda each: scores[each])
    is_clear = scores[best] > plain and scores[best] >= max(_FEW, _SHARE * total)
    return best if is_clear else None


def of_bytes(source: bytes) -> str | None:
    """The text of a file that is no UTF-8, where it was typed in such a way; None elsewhere.

    Not decoded yet, so that all that is read goes the same way.
    """
    western = source.decode("latin-1")
    return western if encoding_of(western) else None


def _hits(text: str) -> int:
    return sum(word in _MARKED for word in _WORD_RE.findall(text.lower()))


@cache
def _vni() -> Mapping[str, str]:
    """What each letter or pair of letters stands for, small and in capitals."""
    small = {
        base + pair[0]: pair[1] for base, pairs in _VNI_TONES.items() for pair in pairs.split()
    }
    small |= _VNI_LETTERS
    capital = {key.upper(): letter.upper() for key, letter in small.items()}
    mixed = {key[0].upper() + key[1:]: one.upper() for key, one in small.items() if len(key) > 1}
    return {**mixed, **capital, **small}


@cache
def _vni_pattern() -> re.Pattern[str]:
    longest_first = sorted(_vni(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def _in_capitals(match: re.Match[str]) -> str:
    """A word set in capitals: that encoding has no capitals with tones, its fonts have."""
    word = match.group()
    plain = [char for char in word[1:] if char.isascii()]
    return word.upper() if plain and all(map(str.isupper, plain)) else word


def _among_capitals(match: re.Match[str]) -> str:
    """A word that only its neighbours tell to be set in capitals: the first of "Tổ CHỨC"."""
    word = match.group()
    return word.upper() if not any(char.isascii() for char in word[1:]) else word
