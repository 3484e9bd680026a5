"""What a remark says of a person that no page may show: numbers to call, mail, identity cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATTERNS = (
    # "0912 345 678", "+84 24 3825 1234"
    re.compile(r"(?<![\w./-])(?:\+?84[ .-]?|0)[1-9](?:[ .-]?\d){7,9}(?![\w/]|[.-]\d)"),
    # an address of mail
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    # an identity card
    re.compile(r"(?<![\w./-])0\d{11}(?![\w/]|[.-]\d)"),
)
_SHOWN = 3  # letters by which whoever has the source finds it there


def personal_in(text: str) -> Iterator[str]:
    """How everything of the kind begins; the whole of it would be told once more."""
    for pattern in _PATTERNS:
        yield from (f"{found[0][:_SHOWN]}…" for found in pattern.finditer(text))
