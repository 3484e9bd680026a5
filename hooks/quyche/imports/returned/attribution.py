"""Who did what in a returned file, and what it asks for without some of that."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.comparing.operations import Sign, operations
from quyche.imports.returned import views
from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.asked import (
    NOT_RECORDED,
    Asked,
    Doing,
    Held,
    Piece,
    Spot,
    changes_in,
    doings,
)
from quyche.imports.returned.claims import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quyche.imports.files.word_changes import TrackedChange, WordParagraph
    from quyche.imports.returned.views import Taken


@dataclass(frozen=True)
class Attributed:
    """A file held against its text: all that it asks for, and what was done unrecorded."""

    held: Held
    full: Asked
    """With all that was recorded."""
    unrecorded: Asked
    """With none of it: what is left was not recorded."""

    @classmethod
    def of(cls, held: Held) -> Attributed:
        """Hold a file against its text both ways."""
        return cls(held, held.proposal(views.everything), held.proposal(views.nothing))

    @cached_property
    def _by_number(self) -> Mapping[int, WordParagraph]:
        return {one.number: one for one in self.held.word.paragraphs}

    @cached_property
    def _numbers_of(self) -> Mapping[int, tuple[int, ...]]:
        """The paragraphs of the file that have to do with each unit."""
        found: dict[int, list[int]] = defaultdict(list)
        for proposal in (self.unrecorded, self.full):
            for number, unit in proposal.unit_of.items():
                if number not in found[unit]:
                    found[unit].append(number)
        return {unit: tuple(sorted(own)) for unit, own in found.items()}

    @cached_property
    def _units(self) -> Mapping[int, int]:
        return {**self.full.unit_of, **self.unrecorded.unit_of}

    @cached_property
    def _origins(self) -> Mapping[str, int]:
        """Where each thing that moved was taken from, by what its two ends are called."""
        return {
            change.move: one.number
            for one in reversed(self.held.word.paragraphs)
            for change in changes_in([one])
            if change.move and not change.kind.adds
        }

    def origin_of(self, change: TrackedChange, paragraph: int) -> int:
        """The paragraph that decides about a change: for what moved, the one it was taken from."""
        return self._origins.get(change.move, paragraph) if change.move else paragraph

    def unit_of(self, paragraph: int) -> int | None:
        """The unit that a paragraph of the file is or, if it is new, stands behind."""
        while paragraph > 0 and paragraph not in self._units:
            paragraph -= 1
        return self._units.get(paragraph)

    def doings_in(self, numbers: Iterable[int]) -> tuple[Doing, ...]:
        """What was recorded in some paragraphs; that nobody knows, where nothing was."""
        own = (self._by_number[number] for number in numbers)
        return doings(changes_in(own)) or (NOT_RECORDED,)

    @cached_property
    def doings(self) -> Mapping[tuple[ClaimKind, Spot], tuple[Doing, ...]]:
        """Who did what the file asks for, for each kind and place."""
        return dict(self._doings())

    def _doings(self) -> Iterator[tuple[tuple[ClaimKind, Spot], tuple[Doing, ...]]]:
        for unit in self.full.changed:
            is_open = unit in self.unrecorded.changed or unit in self.unrecorded.deleted
            told = self._told(self._numbers_of[unit], is_open=is_open)
            yield (ClaimKind.CHANGED, Spot(unit)), told
        for unit in self.full.deleted:
            is_open = unit in self.unrecorded.deleted
            told = self._deleted(self._numbers_of.get(unit, ()))
            yield (ClaimKind.DELETED, Spot(unit)), told if not is_open else (NOT_RECORDED,)
        moved = self.unrecorded.moved
        for gap, pieces in self.full.inserted.items():
            new = [number for piece in pieces if piece.moved is None for number in piece.numbers]
            yield (ClaimKind.INSERTED, gap), self._inserted(new)
            for piece in pieces:
                if piece.moved is not None:
                    told = self._told(piece.numbers, is_open=piece.moved in moved)
                    yield (ClaimKind.MOVED, Spot(piece.moved)), told

    def _told(self, numbers: Iterable[int], *, is_open: bool) -> tuple[Doing, ...]:
        found = doings(changes_in(self._by_number[number] for number in numbers))
        return (*found, NOT_RECORDED) if is_open or not found else found

    def _deleted(self, numbers: Iterable[int]) -> tuple[Doing, ...]:
        """Who deleted a paragraph, or the end of the one before it."""
        own = [self._by_number[number] for number in numbers]
        before = [self._by_number.get(one.number - 1) for one in own]
        ends = [change for one in before if one for change in one.end]
        changes = (one for one in (*changes_in(own), *ends) if not one.kind.adds)
        return doings(changes) or (NOT_RECORDED,)

    def _inserted(self, numbers: list[int]) -> tuple[Doing, ...]:
        """Who wrote new paragraphs, or ended the one before them."""
        own = [self._by_number[number] for number in numbers]
        before = [self._by_number[one - 1].end for one in numbers if one - 1 in self._by_number]
        changes = [*changes_in(own), *(change for end in before for change in end)]
        found = doings(change for change in changes if change.kind.adds)
        unrecorded = {
            number
            for pieces in self.unrecorded.inserted.values()
            for piece in pieces
            for number in piece.numbers
        }
        return (*found, NOT_RECORDED) if not found or unrecorded & set(numbers) else found

    # Without some of it

    def chosen(self, is_taken: Taken, takes_unrecorded: Callable[[int], bool]) -> Asked:
        """What the file asks for with some changes taken; `takes_unrecorded` speaks of a unit."""
        proposal = self.held.proposal(is_taken)
        open_ones = self.unrecorded
        left = {unit for unit in open_ones.changed if not takes_unrecorded(unit)}
        changed = dict(proposal.changed)
        for unit in left & changed.keys():
            old = self.held.units[unit].texts
            piece = _without(changed[unit], open_ones.changed[unit], old)
            changed[unit] = piece
            if key_of(piece.texts) == key_of(old):
                del changed[unit]
        kept = {unit for unit in open_ones.deleted if not takes_unrecorded(unit)}
        stayed = {unit for unit in open_ones.moved if not takes_unrecorded(unit)}
        return replace(
            proposal,
            changed=changed,
            deleted=proposal.deleted - kept,
            inserted=self._chosen_between(proposal, stayed, takes_unrecorded),
        )

    def _chosen_between(
        self, proposal: Asked, stayed: set[int], takes_unrecorded: Callable[[int], bool]
    ) -> dict[Spot, tuple[Piece, ...]]:
        left = {
            (gap, key_of(piece.texts))
            for gap, pieces in self.unrecorded.inserted.items()
            for piece in pieces
            if not takes_unrecorded(gap.unit)
        }
        found = {
            gap: tuple(
                piece
                for piece in pieces
                if piece.moved not in stayed and (gap, key_of(piece.texts)) not in left
            )
            for gap, pieces in proposal.inserted.items()
        }
        return {gap: pieces for gap, pieces in found.items() if pieces}


def _without(whole: Piece, unrecorded: Piece, old: tuple[str, ...]) -> Piece:
    """A paragraph without what was not recorded in it.

    Where one cannot be told from the other, nothing of it is taken.
    """
    if not len(whole.texts) == len(unrecorded.texts) == len(old):
        return replace(whole, texts=old)
    texts = []
    for one, other, before in zip(whole.texts, unrecorded.texts, old, strict=True):
        text = _merged(other, one, before)
        if text is None:
            return replace(whole, texts=old)
        texts.append(text)
    return replace(whole, texts=tuple(texts))


def _merged(base: str, one: str, other: str) -> str | None:
    """A text with what two others changed of it; None where they changed the same."""
    edits = sorted({*_edits(base, one), *_edits(base, other)})
    for (_, end, _), (start, _, _) in pairwise(edits):
        if start < end or start == end:
            return None
    result, position = "", 0
    for start, end, text in edits:
        result += base[position:start] + text
        position = end
    return " ".join((result + base[position:]).split())


def _edits(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What of the old text is replaced by what."""
    at, start, text, is_open = 0, 0, "", False
    for op in operations(old, new):
        if op.sign is Sign.KEPT:
            if is_open:
                yield start, at, text
            is_open = False
            at += len(op.text)
            continue
        if not is_open:
            start, text, is_open = at, "", True
        if op.sign is Sign.DELETED:
            at += len(op.text)
        else:
            text += op.text
    if is_open:
        yield start, at, text
