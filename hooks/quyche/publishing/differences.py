"""Where two texts that should be the same begin to differ."""

from __future__ import annotations

from itertools import zip_longest

_AROUND = 24  # characters shown before and after the first difference


def difference(found: str, wanted: str) -> tuple[str, str]:
    """Both texts around the first character in which they differ."""
    pairs = enumerate(zip_longest(found, wanted))
    place = next((at for at, (one, other) in pairs if one != other), len(found))
    around = slice(max(place - _AROUND, 0), place + _AROUND)
    return found[around], wanted[around]
