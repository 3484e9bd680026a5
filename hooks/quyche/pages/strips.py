"""The drawing of two texts: all articles of both in a row, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.comparing.parts import numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.comparing.synopses import Synopsis, SynopsisBlock

_WIDTH = 1000  # of the drawing, whatever the screen


@dataclass(frozen=True)
class Tick:
    """An article in the drawing of both texts."""

    x: float
    title: str
    status: str
    href: str


@dataclass(frozen=True)
class Thread:
    """The line in the drawing between an article and what became of it."""

    above: float
    below: float
    status: str


@dataclass(frozen=True)
class Strip:
    """All articles of both texts, and how they hang together."""

    above: tuple[Tick, ...]
    below: tuple[Tick, ...]
    threads: tuple[Thread, ...]
    size: float
    """How wide an article is."""


def strip_of(found: Synopsis) -> Strip:
    """The drawing of a synopsis."""
    counted = [block for block in found.blocks if block.is_counted]
    order = {anchor: place for place, anchor in enumerate(found.old_order)}
    olds = [(place, block) for block in counted for place in block.old]
    olds.sort(key=lambda item: order[item[0].anchor])
    news = [(place, block) for block in counted for place in block.new]
    size = _WIDTH / max(len(olds), len(news), 1)
    above, below = tuple(_ticks(olds, size)), tuple(_ticks(news, size))
    at_old = {place.anchor: tick.x for (place, _), tick in zip(olds, above, strict=True)}
    at_new = {place.anchor: tick.x for (place, _), tick in zip(news, below, strict=True)}
    threads = (
        Thread(at_old[start.anchor], at_new[end.anchor], _drawn(block))
        for block in counted
        for start in block.old
        for end in block.new
    )
    return Strip(above, below, tuple(threads), size)


def _ticks(items: Sequence[tuple[object, SynopsisBlock]], size: float) -> Iterator[Tick]:
    for position, (_, block) in enumerate(items):
        x = round((position + 0.5) * size, 1)
        yield Tick(x, numbers_of(block), _drawn(block), f"#{block.id}")


def _drawn(block: SynopsisBlock) -> str:
    if block.is_moved:
        return "moved"
    return block.status if block.is_changed else "unchanged"
