"""Line breaks that an author set inside a paragraph of a Word or HTML file."""

from __future__ import annotations

import re

_ENDED = (".", ";", ":", "!", "?", "”", '"')
_ITEM_RE = re.compile(r"[a-zđ]\d?[.)]\s")


def stretches(text: str) -> list[str]:
    """The lines of a paragraph; a break in the middle of a sentence parts nothing."""
    found: list[str] = []
    for piece in text.split("\n"):
        line = piece.strip()
        goes_on = line[:1].islower() and not _ITEM_RE.match(line)
        if found and goes_on and found[-1] and not found[-1].endswith(_ENDED):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found
