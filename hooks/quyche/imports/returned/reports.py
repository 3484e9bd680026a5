"""What is told when files came back: who changed what, provision by provision, and what is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quyche import schemas, terminals
from quyche.comparing.operations import Sign, operations
from quyche.imports.returned.asked import Doing
from quyche.imports.returned.claims import ClaimKind, ClaimState
from quyche.imports.returned.merging import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.imports.returned.claims import Decided
    from quyche.imports.returned.returning import Returning
    from quyche.imports.returned.takings import Taking
    from quyche.labels import Labels

TRAILER, DOCUMENT_TRAILER = "Sua-doi", "Van-ban"
"""Beside `Ly-do` and `Dieu` in the message of a commit: who changed what on which day."""
_AROUND = 40
"""Letters that are shown before and behind what changed."""
_MARKS = {Sign.DELETED: ("[-", "-]"), Sign.INSERTED: ("{+", "+}"), Sign.KEPT: ("", "")}
"""As `git diff --word-diff` marks words, and `compare.py`."""


@dataclass(frozen=True)
class ReturnReport:
    """What came of returned files."""

    came: Returning
    output: Path
    document: str
    files: tuple[Path, ...]
    """What was written."""
    is_trial: bool

    @property
    def taking(self) -> Taking:
        """What was asked for, and what became of it."""
        return self.came.taking

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each state, by their names as data."""
        found = Counter(one.state for one in self.taking.decided)
        return {state.value: found[state] for state in ClaimState}

    @property
    def trailers(self) -> tuple[str, ...]:
        """Lines for the message of the commit: who changed what, as far as it was recorded."""
        places: dict[tuple[str, str], dict[str, None]] = {}
        for one in self.taking.decided:
            if one.state is ClaimState.TAKEN:
                for doing in one.claim.doings:
                    if doing.is_recorded:
                        own = places.setdefault((doing.author.replace(";", ","), doing.date), {})
                        own[_cited(one)] = None
        lines = [
            f"{TRAILER}: {'; '.join((author, date, ', '.join(filter(None, cited))))}"
            for (author, date), cited in places.items()
        ]
        return (*lines, f"{DOCUMENT_TRAILER}: {self.document}") if lines else ()

    # As text

    def as_text(self, labels: Labels) -> str:
        """A paragraph for each place in which something was changed, then what was written."""
        return "".join(f"{line}\n" for line in self._lines(labels))

    def _lines(self, labels: Labels) -> Iterator[str]:
        for one in self.taking.read:
            if one.copy.is_by_text:
                yield labels("returned.by_text", path=one.copy.path)
        for place, group in groupby(self.taking.decided, key=lambda one: _place(one, labels)):
            yield place
            for alike in _alike(list(group)):
                yield from self._change(alike, labels)
        yield from (terminals.line_of(problem, labels) for problem in self.came.problems)
        yield labels("returned.counts", **self.counts)
        if self.trailers:
            yield labels("returned.trailers")
            yield from (f"  {line}" for line in self.trailers)
        yield from self._remarks(labels)
        rule = "returned.would" if self.is_trial else "returned.written"
        yield from (labels(rule, path=path) for path in self.files)
        if not self.files:
            yield labels("returned.untouched", path=self.output)

    def _change(self, alike: Sequence[Decided], labels: Labels) -> Iterator[str]:
        first = alike[0]
        kind = labels(f"returned.kinds.{first.claim.kind.value}")
        state = labels(f"returned.states.{first.state.value}")
        who = "; ".join(self._who(alike, labels))
        yield f"  {labels('returned.change', kind=kind, who=who, state=state)}"
        yield from (f"    {line}" for line in _shown(first))
        for copy, text in first.against:
            if copy == REPOSITORY:  # what another file says stands beside it
                where = labels("returned.repository", path=self.output)
                said = text or labels("returned.gone")
                yield f"    {labels('returned.against', where=where, text=said)}"

    def _who(self, alike: Sequence[Decided], labels: Labels) -> Iterator[str]:
        is_alone = len(self.taking.read) == 1
        for one in alike:
            told = ", ".join(dict.fromkeys(_name(doing, labels) for doing in one.claim.doings))
            path = self.taking.read[one.claim.copy].copy.path.name
            yield told if is_alone else labels("returned.by", path=path, who=told)

    def _remarks(self, labels: Labels) -> Iterator[str]:
        intake = self.came.intake
        if intake is None:
            count = sum(len(one.copy.word.comments) for one in self.taking.read)
            if count:
                yield labels("returned.remark.nowhere", count=count)
            return
        yield from (terminals.line_of(problem, labels) for problem in intake.problems)
        if intake.new or intake.known:
            counts = {"new": len(intake.new), "known": intake.known}
            yield labels("returned.remark.counts", **counts)

    # As data

    def as_json(self, labels: Labels) -> str:
        """The same as data."""
        intake = self.came.intake
        report = {
            "output": str(self.output),
            "trial": self.is_trial,
            "files": [str(path) for path in self.files],
            "copies": [
                {"path": str(one.copy.path), "by_text": one.copy.is_by_text}
                for one in self.taking.read
            ],
            "counts": self.counts,
            "changes": [self._row(one) for one in self.taking.decided],
            "trailers": list(self.trailers),
            "remarks": {
                "new": len(intake.new) if intake else 0,
                "known": intake.known if intake else 0,
            },
            "problems": [
                labels.row(problem)
                for problem in (*self.came.problems, *(intake.problems if intake else ()))
            ],
        }
        return schemas.as_json("convert-onto", report)

    def _row(self, one: Decided) -> dict[str, Any]:
        claim = one.claim
        return {
            "copy": str(self.taking.read[claim.copy].copy.path),
            "paragraph": claim.number,
            "address": one.address.anchor if one.address else "",
            "kind": claim.kind.value,
            "state": one.state.value,
            "old": "\t".join(claim.old),
            "new": claim.new,
            "who": [
                {"author": doing.author, "date": doing.date, "kind": doing.kind}
                for doing in claim.doings
            ],
            "against": [
                {
                    "copy": "" if copy == REPOSITORY else str(self.taking.read[copy].copy.path),
                    "text": text,
                }
                for copy, text in one.against
            ],
        }


def _alike(group: Sequence[Decided]) -> list[list[Decided]]:
    """What several files ask for alike, with the same end."""
    found: dict[object, list[Decided]] = {}
    for one in group:
        found.setdefault((one.claim.place, one.claim.outcome, one.state), []).append(one)
    return list(found.values())


def _cited(one: Decided) -> str:
    return one.address.citation if one.address else ""


def _place(one: Decided, labels: Labels) -> str:
    if one.claim.kind in {ClaimKind.TITLE, ClaimKind.HEAD}:
        return labels(f"returned.places.{one.claim.kind.value}")
    return _cited(one) or labels("returned.places.outside")


def _name(doing: Doing, labels: Labels) -> str:
    if not doing.is_recorded:
        return labels("returned.nobody")
    author = doing.author or labels("returned.unnamed")
    return labels("returned.somebody", author=author, date=doing.date) if doing.date else author


def _shown(one: Decided) -> Iterator[str]:
    """What was there and what is asked for, a line for each paragraph, with its changes marked."""
    claim = one.claim
    old = " | ".join(claim.old)
    new = [" | ".join(piece.texts) for piece in claim.pieces]
    if claim.kind in {ClaimKind.CHANGED, ClaimKind.MOVED, ClaimKind.TITLE} and new:
        yield "".join(_marked(old, new[0]))
    elif claim.kind is ClaimKind.DELETED:
        yield f"[-{old}-]"
    else:
        yield from (f"{{+{text}+}}" for text in new)


def _marked(old: str, new: str) -> Iterable[str]:
    ops = operations(old, new)
    for place, op in enumerate(ops):
        before, behind = _MARKS[op.sign]
        text = op.text
        if op.sign is Sign.KEPT and len(text) > 2 * _AROUND:
            head = "" if place == 0 else text[:_AROUND]
            tail = "" if place == len(ops) - 1 else text[-_AROUND:]
            text = f"{head}…{tail}"
        yield f"{before}{text}{behind}"
