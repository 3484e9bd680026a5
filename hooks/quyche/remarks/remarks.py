"""Remarks on drafts and the answers to them, as `gop-y/<document>.yml` holds them.

A remark speaks of a provision as one edition has it; its answer says what became of it since.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from quyche.problems import Problem


class Answer(Enum):
    """What the drafter did with a remark. The value is the word in data."""

    ACCEPTED = "taken-in"
    IN_PART = "in-part"
    NOT = "not"


@dataclass(frozen=True)
class Remark:
    """One remark, and the answer to it."""

    id: str
    """Within its document."""
    document: str
    edition: str
    """Which one it speaks of."""
    address: str
    """What it speaks of there: an anchor, or a citation; empty for the whole document."""
    sender: str
    """A body or role of the register, or the name of somebody else."""
    date: datetime.date | None
    meeting: str
    """Where it was made: a meeting, or one of its conclusions (`<meeting>#ket-luan-2`)."""
    remark: str
    proposal: str
    """The wording it proposes."""
    answer: Answer | None
    explanation: str
    shown: str
    """The edition in which what was taken in is to be seen."""
    at: str
    """Where it is to be seen there, if elsewhere than in what the provision became."""
    source: str
    """Where it was imported from; empty for what was written by hand."""
    path: str
    line: int

    @property
    def anchor(self) -> str:
        """What names it on its page."""
        return f"y-kien-{self.id}"

    @property
    def is_accepted(self) -> bool:
        """Whether the text was changed for it, as far as the answer says."""
        return self.answer in {Answer.ACCEPTED, Answer.IN_PART}


@dataclass(frozen=True)
class Remarks:
    """All remarks of a folder of documents, in the order of the files."""

    all: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What was found wrong while reading; a remark that cannot be used is left out."""

    def __iter__(self) -> Iterator[Remark]:
        return iter(self.all)

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Remark, ...]]:
        """The remarks on each document that has any."""
        found: dict[str, list[Remark]] = {}
        for remark in self.all:
            found.setdefault(remark.document, []).append(remark)
        return {document: tuple(remarks) for document, remarks in found.items()}

    @cached_property
    def by_meeting(self) -> Mapping[str, tuple[Remark, ...]]:
        """The remarks that go back to a meeting or a conclusion, by how they name it."""
        found: dict[str, list[Remark]] = {}
        for remark in self.all:
            if remark.meeting:
                found.setdefault(remark.meeting, []).append(remark)
        return {meeting: tuple(remarks) for meeting, remarks in found.items()}

    def count_on(self, document: str, edition: str) -> int:
        """How many remarks speak of a document as an edition has it."""
        own = self.by_document.get(document, ())
        return sum(remark.edition == edition for remark in own)

    def without(self, is_left_out: Callable[[Remark], bool]) -> Remarks:
        """The same without some of them: a remark is as internal as the text it speaks of."""
        return Remarks(tuple(one for one in self.all if not is_left_out(one)), self.problems)

    def on(self, documents: Iterable[str]) -> Remarks:
        """Only the remarks on these documents."""
        kept = frozenset(documents)
        return Remarks(tuple(one for one in self.all if one.document in kept), self.problems)
