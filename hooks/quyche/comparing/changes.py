"""What became of one provision, and the numbers of what became of many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypedDict

from quyche.comparing.operations import Op, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_SURE = 0.7


class Status(StrEnum):
    """What became of a provision: exactly one of these. The value is the word in JSON."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"


class Mark(StrEnum):
    """What happened to a provision beside its text. The value is the word in JSON."""

    RENUMBERED = "renumbered"
    MOVED = "moved"


class ChangeJson(TypedDict, total=False):
    """One entry; `certainty` is left out where nothing was guessed."""

    old: str | list[str] | None
    new: str | list[str] | None
    status: str
    marks: list[str]
    ops: list[list[str]]
    certainty: float


@dataclass(frozen=True)
class Change:
    """What became of one provision, or of several that were split or merged."""

    old: tuple[str, ...]
    """Its anchors in the old text: none for an added provision, several for merged ones."""
    new: tuple[str, ...]
    """Its anchors in the new text: none for a removed provision, several for a split one."""
    status: Status
    """Of its own text and of the clauses and points inside it."""
    marks: frozenset[Mark]
    ops: tuple[Op, ...]
    """Its own heading and text without its number; several provisions as lines of one text."""
    certainty: float | None = None
    """How sure it is that these are the same provisions; None where nothing was guessed."""

    @property
    def is_guess(self) -> bool:
        """Whether a reader should be told that these may not be the same provisions."""
        return self.certainty is not None and self.certainty < _SURE

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed, spelling included."""
        is_same = self.status is Status.UNCHANGED and not self.marks
        return is_same and all(op.sign is Sign.KEPT for op in self.ops)

    @property
    def spellings(self) -> int:
        """How many words, signs and blanks are only spelled otherwise."""
        signs = (Sign.DELETED, Sign.INSERTED)
        return max(sum(op.spellings for op in self.ops if op.sign is sign) for sign in signs)

    def as_json(self) -> ChangeJson:
        """The entry as data."""
        entry: ChangeJson = {
            "old": _anchors(self.old),
            "new": _anchors(self.new),
            "status": self.status.value,
            "marks": sorted(mark.value for mark in self.marks),
            "ops": [[op.sign.value, op.text] for op in self.ops],
        }
        if self.certainty is not None:
            entry["certainty"] = self.certainty
        return entry


def _anchors(anchors: Sequence[str]) -> str | list[str] | None:
    if len(anchors) > 1:
        return list(anchors)
    return anchors[0] if anchors else None


@dataclass(frozen=True)
class Summary:
    """How many provisions and words changed."""

    statuses: Mapping[Status, int]
    marks: Mapping[Mark, int]
    words_inserted: int
    words_deleted: int
    spelling: int
    """Words and blanks that are only spelled otherwise."""

    @classmethod
    def of(cls, changes: Iterable[Change], outside: Iterable[Change]) -> Summary:
        """Statuses and marks of provisions; words of the text outside any provision as well."""
        counted = list(changes)
        ops = [op for change in (*counted, *outside) for op in change.ops]
        return cls(
            Counter(change.status for change in counted),
            Counter(mark for change in counted for mark in change.marks),
            sum(op.words for op in ops if op.sign is Sign.INSERTED),
            sum(op.words for op in ops if op.sign is Sign.DELETED),
            sum(change.spellings for change in (*counted, *outside)),
        )

    def as_json(self) -> dict[str, int]:
        """The numbers under their names."""
        return {
            **{status.value: self.statuses[status] for status in Status},
            **{mark.value: self.marks[mark] for mark in Mark},
            "words_inserted": self.words_inserted,
            "words_deleted": self.words_deleted,
            "spelling": self.spelling,
        }
