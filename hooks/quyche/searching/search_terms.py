"""The words that a search goes by: without marks and case, as people type in a hurry."""

from __future__ import annotations

import re

from quyche.language.spelling import fold

_WORD_RE = re.compile(r"[^\W_]+")


def terms_of(text: str) -> list[str]:
    """The words of a text in their order, folded: `Ban Thường vụ` is `ban`, `thuong`, `vu`.

    The script of the site takes a query apart in the same way.
    """
    return _WORD_RE.findall(fold(text))
