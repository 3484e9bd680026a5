"""The letters of a piece of HTML: what a reader sees, however it is marked up and laid out."""

from __future__ import annotations

from markupsafe import Markup

_SHOWN = 60  # characters of what is said otherwise: enough to find it


def letters(html: str) -> str:
    """All that it says, blanks aside."""
    return "".join(Markup(html).striptags().split())  # noqa: S704  # taken apart, shown nowhere


def first_change(own: str, other: str) -> str:
    """Where one says anything else than another, in the words of the other; empty if nowhere."""
    if own == other:
        return ""
    ours, theirs = letters(own), letters(other)
    if ours == theirs:
        return ""
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((at for at, (one, two) in pairs if one != two), min(len(ours), len(theirs)))
    return theirs[at : at + _SHOWN] or ours[at : at + _SHOWN]


def holds(page: str, part: str) -> bool:
    """Whether a page says all of a part of it, in one piece."""
    return part in page or letters(part) in letters(page)


def first_lost(part: str, page: str) -> str:
    """The beginning of what is no longer said in one piece."""
    wanted, said = letters(part), letters(page)
    low, high = 0, len(wanted)
    while low < high:  # the longest beginning that is still there
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in said else (low, middle - 1)
    return wanted[low : low + _SHOWN]
