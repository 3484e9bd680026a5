"""What no line may break inside: a number with its word, a date, a span of years.

`Điều 22`, `khoản 3`, `điểm đ`, `Chương II`, `lần 2`, `10-QĐi/TW`, `2020-2025`, `18-1-2021`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quyche.language import structures
from quyche.language.markers import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 24
"""Characters; what is longer may have to break on a narrow screen."""
_OTHERS = ("lần", "lần thứ", "khóa", "quý", "draft", "No.")
"""Words before numbers that are of no provision."""
_DASH_RE = re.compile("[-–]")
_DIGIT_RE = re.compile("[0-9]")
_NUMBER_RE = re.compile(r"[0-9]|(?<!\w)(?:[IVXLC]+|\w)(?!\w)", re.IGNORECASE)
"""What is in each of them, a digit or a letter that counts, and in few other words."""


@cache
def _pattern() -> re.Pattern[str]:
    words = {word for grammar in structures.KNOWN for form in grammar.forms for word in form.words}
    return re.compile(
        rf"""
        (?<!\w)(?:{alternatives((words - {""}) | {*_OTHERS})})[ ]
        \(?(?:[0-9]+(?:[.][0-9]+)*\w?|[IVXLC]+|\w)(?:/[0-9]+)?\)?(?:\(\w+\))*(?!\w)
        | [0-9]{{1,2}}[ ][A-Z][a-z]{{2,8}}[ ][0-9]{{4}}(?!\w)  # a day in English
        | (?<!\w)(?P<joined>\w++(?:[-–/.]\w++)+)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def wholes(text: str) -> Iterator[tuple[int, int]]:
    """Where each of them begins and ends; none that no line would break anyway."""
    if not _NUMBER_RE.search(text):
        return
    for found in _pattern().finditer(text):
        joined = found["joined"]
        if joined and not (_DASH_RE.search(joined) and _DIGIT_RE.search(joined)):
            continue
        if found.end() - found.start() <= LONGEST:
            yield found.span()
