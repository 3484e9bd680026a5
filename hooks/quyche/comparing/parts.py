"""The parts of a comparison as its page shows them: changes whole, all else by its name."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.comparing.changes import Status
from quyche.comparing.kept_runs import blocks_name, run_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.comparing.synopses import Synopsis, SynopsisBlock, SynopsisLine
    from quyche.labels import Labels
    from quyche.texts.provisions import Document, Provision

_WHOLE = {Status.ADDED, Status.REMOVED}
_LISTED = (*(status for status in Status if status is not Status.UNCHANGED), "moved")
"""What a list of changes tells apart, in its order."""


@dataclass(frozen=True)
class LineRun:
    """Lines of an article that follow each other, all of them changed or none."""

    name: str
    """What did not change; empty where something did."""
    lines: tuple[SynopsisLine, ...]


@dataclass(frozen=True)
class ShownBlock:
    """A block that changed."""

    block: SynopsisBlock
    runs: tuple[LineRun, ...]
    is_whole: bool
    """Whether all of it came or went: its head says so for what is in it."""


@dataclass(frozen=True)
class Part:
    """Blocks that follow each other, all of them changed or none."""

    name: str
    """Those that did not change; empty for others."""
    kept: tuple[SynopsisBlock, ...]
    shown: tuple[ShownBlock, ...]


@dataclass(frozen=True)
class ListedChange:
    """An entry of the list of all changes."""

    name: str
    """`Điều 5`, `Điều 8 → Điều 17`."""
    said: str
    """What became of it, in words."""
    href: str
    is_moved: bool


@dataclass(frozen=True)
class ChangeGroup:
    """All that changed in one way."""

    status: str
    changes: tuple[ListedChange, ...]


def parts_of(found: Synopsis, old: Document, new: Document, labels: Labels) -> tuple[Part, ...]:
    """All blocks in reading order, those without a change under one name."""
    sides = (
        {provision.anchor: provision for provision in old.walk()},
        {provision.anchor: provision for provision in new.walk()},
    )
    return tuple(
        Part("", (), tuple(_shown(block, sides, labels) for block in blocks))
        if is_changed
        else Part(blocks_name(blocks, labels), blocks, ())
        for is_changed, blocks in found.runs
    )


def _shown(
    block: SynopsisBlock,
    sides: tuple[Mapping[str, Provision], Mapping[str, Provision]],
    labels: Labels,
) -> ShownBlock:
    runs = groupby(block.lines, key=lambda line: line.is_changed)
    named = (
        LineRun("" if is_changed else _name(block, kept, sides, labels), kept)
        for is_changed, lines in runs
        for kept in [tuple(lines)]
    )
    return ShownBlock(block, tuple(named), block.status in _WHOLE)


def _name(
    block: SynopsisBlock,
    lines: Sequence[SynopsisLine],
    sides: tuple[Mapping[str, Provision], Mapping[str, Provision]],
    labels: Labels,
) -> str:
    """What these lines of a block are; its own text is the opening of what follows."""
    olds, news = sides
    numbered = [line for line in lines if line.new]
    if not numbered:
        opening = labels("amendment.opening" if len(block.lines) > 1 else "comparison.own_text")
        return f"{opening[:1].upper()}{opening[1:]}"
    heads = block.new or block.old
    known = news if block.new else olds
    return run_name(known, [line.new[0] for line in numbered], heads, labels)


def listed_changes(found: Synopsis, labels: Labels) -> tuple[ChangeGroup, ...]:
    """All that changed, by how it did; each in reading order."""
    by_status: dict[str, list[ListedChange]] = {}
    for block in found.blocks:
        if block.is_changed:
            status = "moved" if block.status == Status.UNCHANGED else str(block.status)
            by_status.setdefault(status, []).append(_listed(block, status, labels))
    return tuple(
        ChangeGroup(status, tuple(by_status[status])) for status in _LISTED if status in by_status
    )


def _listed(block: SynopsisBlock, status: str, labels: Labels) -> ListedChange:
    is_moved = block.is_moved and status != "moved"
    return ListedChange(
        name=numbers_of(block) or labels("compare.outside"),
        said=labels(f"compare.{status}"),
        href=f"#{block.id}",
        is_moved=is_moved,
    )


def numbers_of(block: SynopsisBlock) -> str:
    """`Điều 5`, `Điều 16, Điều 17 → Điều 16`; empty for what has no number."""
    return " → ".join(filter(None, dict.fromkeys(_sides(block))))


def _sides(block: SynopsisBlock) -> Iterator[str]:
    for places in (block.old, block.new):
        yield ", ".join(place.number for place in places)
