"""What stayed as it was between two changes, in few words: `Khoản 2 đến điểm b khoản 3`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quyche.texts.addresses import citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.comparing.synopses import SynopsisBlock, SynopsisPlace
    from quyche.labels import Labels
    from quyche.texts.addresses import Step
    from quyche.texts.provisions import Provision


def run_name(
    known: Mapping[str, Provision],
    places: Sequence[SynopsisPlace],
    heads: Sequence[SynopsisPlace],
    labels: Labels,
) -> str:
    """The first and the last of neighbours inside these heads, with what they stand in.

    `Khoản 2`, `Khoản 1 đến điểm b khoản 2`, `Điểm a đến điểm c khoản 1`.
    """
    first, last = (_inner(known, place, heads) for place in (places[0], places[-1]))
    own = first[-1:] if _cited(first[:-1]) == _cited(last[:-1]) else first
    names = {"first": citation(own), "last": citation(last)}
    told = names["last"] if _cited(first) == _cited(last) else labels("table.run", **names)
    return f"{told[:1].upper()}{told[1:]}"


def blocks_name(blocks: Sequence[SynopsisBlock], labels: Labels) -> str:
    """What these blocks are, in their order: `Chương II, Điều 4 đến Điều 9`.

    With the old numbers of articles before the new ones where these are others.
    """
    named = [block for block in blocks if block.new and block.new[0].number]
    told = [
        one
        for is_counted, run in groupby(named, key=lambda block: block.is_counted)
        for one in (_articles(list(run), labels) if is_counted else _heads(run))
    ]
    return ", ".join(told) or labels("compare.outside")


def _heads(blocks: Iterator[SynopsisBlock]) -> Iterator[str]:
    return (block.new[0].number for block in blocks)


def _articles(blocks: Sequence[SynopsisBlock], labels: Labels) -> Iterator[str]:
    ends = (blocks[0], blocks[-1])
    old, new = (
        _ends([getattr(block, side)[0].number for block in ends if getattr(block, side)], labels)
        for side in ("old", "new")
    )
    yield f"{old} → {new}" if old and old != new else new


def _ends(numbers: Sequence[str], labels: Labels) -> str:
    if len(set(numbers)) < 2:  # noqa: PLR2004  # one number, or none
        return "".join(numbers[:1])
    return labels("table.run", first=numbers[0], last=numbers[-1])


def _inner(
    known: Mapping[str, Provision], place: SynopsisPlace, heads: Sequence[SynopsisPlace]
) -> list[Step]:
    """`điểm a`, `khoản 2`; and its article where there are several."""
    steps = known[place.anchor].address.steps
    inner = [step for at, step in enumerate(steps) if _is_item(known, steps[: at + 1])]
    around = [] if len(heads) == 1 else list(steps[: -len(inner)][-1:])
    return [*around, *inner]


def _is_item(known: Mapping[str, Provision], steps: Sequence[Step]) -> bool:
    """Whether what these steps lead to has no heading, whatever it is called: section 3.1."""
    named = known.get("-".join(step.anchor for step in steps))
    return not (named or steps[-1]).kind.is_headed


def _cited(steps: Sequence[Step]) -> list[str]:
    """Steps with their numbers as written, which equal steps may differ in."""
    return [step.citation for step in steps]
