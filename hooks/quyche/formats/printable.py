"""Which signs a paper can be printed with: those of the letters that are kept with the product."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


def first_unprintable(text: str) -> re.Match[str] | None:
    """Where the first sign stands that no such letter is for; None where all can be printed.

    Signs that nobody sees are not meant: they are left out when a paper is set.
    """
    return _unprintable().search(text)


@cache
def _unprintable() -> re.Pattern[str]:
    """`letters.txt` has the signs that all four fonts have, in ranges of their numbers."""
    listed = (resources.files("quyche") / "formats" / "fonts" / "letters.txt").read_text("ascii")
    bounds = (each.partition("-") for each in listed.split())
    ranges = "".join(f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in bounds)
    unseen = "\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    return re.compile(f"[^{unseen}{ranges}]")
