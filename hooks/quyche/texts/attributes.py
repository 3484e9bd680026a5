"""What an author sets on a heading: `{governs="bi-thu"}` at its end."""

from __future__ import annotations

import re

KNOWN = ("governs",)
_BLANKS = " \t\r\n"
_ATTRIBUTES_RE = re.compile(r'\{(?P<pairs>(?:[ \t]*[\w-]+="[^"{}]*")+)[ \t]*\}')
_PAIR_RE = re.compile(r'([\w-]+)="([^"{}]*)"')


def split(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text of a heading, and the attributes that stand at its end by their names."""
    start = text.rfind("{")
    match = _ATTRIBUTES_RE.fullmatch(text, start) if start >= 0 else None
    if not match:
        return text, ()
    return text[:start].rstrip(_BLANKS), tuple(_PAIR_RE.findall(match["pairs"]))


def without(text: str) -> str:
    """The text of a heading wherever attributes stand in it."""
    return _ATTRIBUTES_RE.sub("", text)
