"""What changed from one text of a document to another, provision by provision."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NotRequired, TypedDict

from quyche.comparing import footnotes
from quyche.comparing.changes import Change, ChangeJson, Mark, Status, Summary
from quyche.comparing.matching import pairings, reading_order
from quyche.comparing.operations import Sign, operations
from quyche.texts.provisions import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.matching.pairings import Group
    from quyche.comparing.matching.units import MatchedUnit
    from quyche.comparing.operations import Op
    from quyche.texts.provisions import Document, Provision


class ComparisonJson(TypedDict):
    """The shape behind `quyche compare --json`."""

    summary: dict[str, int]
    provisions: list[ChangeJson]
    outside: list[ChangeJson]
    footnotes: NotRequired[list[ChangeJson]]


@dataclass(frozen=True)
class Comparison:
    """What changed between two texts, and which provision of one is which of the other."""

    changes: tuple[Change, ...]
    """Every provision of both sides that carries text, in reading order of the new text.

    What was removed follows what stood before it.
    """
    outside: tuple[Change, ...]
    """What stands before the first provision, and after the last; its anchors are empty."""
    counterparts: Mapping[str, tuple[str, ...]]
    origins: Mapping[str, tuple[str, ...]]
    footnotes: tuple[Change, ...] = ()
    """What footnotes say, which is no text of a provision; their numbers stand for anchors."""

    def counterpart(self, anchor: str) -> tuple[str, ...]:
        """Where a provision of the old text stands in the new one.

        Where it is gone, that of the nearest provision around it; none where its article is gone.
        """
        return self.counterparts.get(anchor, ())

    def origin(self, anchor: str) -> tuple[str, ...]:
        """Where a provision of the new text stood in the old one, in the same way."""
        return self.origins.get(anchor, ())

    @property
    def _all(self) -> Iterator[Change]:
        yield from (*self.changes, *self.outside, *self.footnotes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed, spelling included."""
        return all(change.is_empty for change in self._all)

    @cached_property
    def summary(self) -> Summary:
        """The numbers: statuses and marks of provisions, words of the whole text."""
        return Summary.of(self.changes, self.outside)

    def as_json(self) -> ComparisonJson:
        """The comparison as data."""
        found: ComparisonJson = {
            "summary": self.summary.as_json(),
            "provisions": [change.as_json() for change in self.changes],
            "outside": [change.as_json() for change in self.outside],
        }
        if self.footnotes:
            found["footnotes"] = [change.as_json() for change in self.footnotes]
        return found


def compare(old: Document | None, new: Document | None) -> Comparison:
    """Compare two texts of a document; None is a text that is not there.

    Guaranteed: every provision is in one change only; what is kept and deleted is the old text,
    what is kept and inserted the new one, character for character; the same texts give the same
    result; exchanged they give the same with additions and removals exchanged, splits and merges.
    """
    groups = pairings.pair(old, new)
    changes = _Changes(groups)
    ordered = reading_order.ordered(groups, old, new)
    return Comparison(
        tuple(changes.of(group) for group in ordered if changes.has_text(group)),
        tuple(_outside(old, new)),
        _reached(old, {unit.anchor: group.news for group in groups for unit in group.olds}),
        _reached(new, {unit.anchor: group.olds for group in groups for unit in group.news}),
        footnotes.compared(old, new),
    )


class _Changes:
    """Makes a change of each group; the status of one depends on those inside it."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._by_anchor: dict[tuple[str, str], Group] = {}
        for group in groups:
            self._by_anchor.update({("old", unit.anchor): group for unit in group.olds})
            self._by_anchor.update({("new", unit.anchor): group for unit in group.news})
        self._ops: dict[int, tuple[Op, ...]] = {}

    @staticmethod
    def has_text(group: Group) -> bool:
        """Whether a provision carries text, its own or inside it."""
        return any(unit.keys for unit in (*group.olds, *group.news))

    def of(self, group: Group) -> Change:
        marks = set()
        if group.is_moved:
            marks.add(Mark.MOVED)
        if group.olds and group.news and not _numbers(group.olds) & _numbers(group.news):
            marks.add(Mark.RENUMBERED)
        return Change(
            tuple(unit.anchor for unit in group.olds),
            tuple(unit.anchor for unit in group.news),
            self._status(group),
            frozenset(marks),
            self._operations(group),
            group.certainty,
        )

    def _operations(self, group: Group) -> tuple[Op, ...]:
        if id(group) not in self._ops:
            self._ops[id(group)] = operations(_text(group.olds), _text(group.news))
        return self._ops[id(group)]

    def _status(self, group: Group) -> Status:
        if not group.news:
            return Status.REMOVED
        if not group.olds:
            return Status.ADDED
        if len(group.news) > 1:
            return Status.SPLIT
        if len(group.olds) > 1:
            return Status.MERGED
        return Status.UNCHANGED if self._is_unchanged(group) else Status.AMENDED

    def _is_unchanged(self, group: Group) -> bool:
        """Whether its words are the same, and what is inside is unchanged and in its place."""
        if any(not op.is_spelling and op.sign is not Sign.KEPT for op in self._operations(group)):
            return False
        inside = [
            *(
                self._by_anchor["old", child.anchor]
                for unit in group.olds
                for child in unit.children
            ),
            *(
                self._by_anchor["new", child.anchor]
                for unit in group.news
                for child in unit.children
            ),
        ]
        return not any(
            part.is_moved or self._status(part) is not Status.UNCHANGED for part in inside
        )


def _text(units: Iterable[MatchedUnit]) -> str:
    return "\n".join(unit.text for unit in units)


def _numbers(units: Iterable[MatchedUnit]) -> set[str]:
    return {unit.number[1] for unit in units}


def _outside(old: Document | None, new: Document | None) -> Iterator[Change]:
    """What stands before the first provision, then what stands after it and belongs to none."""
    for before, after in zip(_outer_texts(old), _outer_texts(new), strict=True):
        if before or after:
            ops = operations(before, after)
            is_same = all(op.is_spelling or op.sign is Sign.KEPT for op in ops)
            status = Status.UNCHANGED if is_same else Status.AMENDED
            yield Change(("",), ("",), status, frozenset(), ops)


def _outer_texts(document: Document | None) -> tuple[str, str]:
    content = document.content if document else ()
    blocks = [part for part in content if isinstance(part, Block)]
    first = next(
        (place for place, part in enumerate(content) if not isinstance(part, Block)), len(content)
    )
    return _joined(blocks[:first]), _joined(blocks[first:])


def _joined(blocks: Iterable[Block]) -> str:
    return "\n".join(block.text for block in blocks if block.text)


def _reached(
    document: Document | None, found: Mapping[str, Sequence[MatchedUnit]]
) -> dict[str, tuple[str, ...]]:
    """For each anchor the anchors on the other side, its own or those of what it stands in."""
    reached: dict[str, tuple[str, ...]] = {}

    def walk(provision: Provision, around: tuple[str, ...]) -> None:
        anchors = tuple(unit.anchor for unit in found.get(provision.anchor, ()))
        stands_alone = provision.kind.is_counted_through
        reached[provision.anchor] = anchors or (() if stands_alone else around)
        for child in provision.children:
            walk(child, reached[provision.anchor])

    for provision in document.provisions if document else ():
        walk(provision, ())
    return reached
