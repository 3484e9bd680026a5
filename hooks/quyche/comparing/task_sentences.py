"""What became of a task from one text to another: its time, its lead, what was recorded of it.

Only what is certain is told here; the rest is left to those who tell of words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from quyche.comparing import phrases
from quyche.comparing.changes import Status
from quyche.comparing.operations import Op, Sign
from quyche.comparing.synopses import SynopsisBlock, SynopsisLine
from quyche.labels import Labels
from quyche.language import dates
from quyche.language.dates import Time
from quyche.language.kinds import Kind
from quyche.language.spelling import fold
from quyche.programmes import adjustments
from quyche.programmes.adjustments import TaskChange as Adjusted
from quyche.programmes.field_names import Labelled, labelled
from quyche.texts.provisions import Provision


class TaskOutcome(Enum):
    """What became of a task. The value names its label."""

    ADDED = "added"
    DROPPED = "dropped"
    TIME = "time"
    LEAD = "lead"
    RECORDED = "recorded"
    """Only how it was adjusted, or how far it has come, was written down."""
    OTHER = "other"


_REPLACED: Mapping[str, TaskOutcome] = {"time": TaskOutcome.TIME, "lead": TaskOutcome.LEAD}
"""The fields of which a task has one, and what it means when they say something else."""
_RECORDS = ("adjustment", "progress")
"""The fields to which lines are added."""


@dataclass(frozen=True)
class Told:
    """What is said of a task, and what of its block is left to tell."""

    changes: frozenset[TaskOutcome]
    sentences: tuple[str, ...]
    rest: SynopsisBlock


@dataclass(frozen=True)
class _Said:
    """One sentence, and the paragraphs that it tells of."""

    sentence: str
    paragraphs: tuple[int, ...]
    change: TaskOutcome | None = None


@dataclass(frozen=True)
class TaskSentences:
    """Says what became of the tasks of two texts."""

    labels: Labels
    olds: Mapping[str, Provision]
    news: Mapping[str, Provision]

    def told(self, block: SynopsisBlock) -> Told:
        """What became of a task; nothing of a block that is none, or that is several."""
        if block.kind != Kind.TASK.value:
            return Told(frozenset(), (), block)
        if block.status in {Status.ADDED, Status.REMOVED}:
            is_new = block.status == Status.ADDED
            return Told(
                frozenset({TaskOutcome.ADDED if is_new else TaskOutcome.DROPPED}), (), block
            )
        if len(block.old) != 1 or len(block.new) != 1 or not block.lines:
            return Told(frozenset({TaskOutcome.OTHER} if block.is_changed else ()), (), block)
        old, new = self.olds[block.old[0].anchor], self.news[block.new[0].anchor]
        found = tuple(self._said(block.lines[0], _fields(old), _fields(new)))
        rest = _without(block, {place for said in found for place in said.paragraphs})
        changes = {said.change for said in found if said.change}
        if block.is_changed and not changes:
            changes.add(TaskOutcome.OTHER if _is_left(rest) else TaskOutcome.RECORDED)
        return Told(frozenset(changes), tuple(said.sentence for said in found), rest)

    def _said(
        self, line: SynopsisLine, olds: Sequence[Labelled], news: Sequence[Labelled]
    ) -> Iterator[_Said]:
        for name, change in _REPLACED.items():
            was = [field for field in olds if field.name == name]
            now = [field for field in news if field.name == name]
            if len(was) <= 1 and len(now) <= 1 and _differ(name, was, now):
                yield from self._replaced(name, change, line, (*was, None)[0], (*now, None)[0])
        for name in _RECORDS:
            known = {field.text for field in olds}
            for field in news:
                if field.name == name and field.text not in known:
                    yield from self._recorded(name, line, field)

    def _replaced(
        self,
        name: str,
        change: TaskOutcome,
        line: SynopsisLine,
        was: Labelled | None,
        now: Labelled | None,
    ) -> Iterator[_Said]:
        places = _places(line, was.text if was else "", now.text if now else "")
        old, new = was.value if was else "", now.value if now else ""
        if not places or not (old or new):
            return
        form = name if old and new else f"{name}_gained" if new else f"{name}_lost"
        sentence = self._text(form, old=phrases.quoted(old), new=phrases.quoted(new))
        yield _Said(sentence, places, change)

    def _recorded(self, name: str, line: SynopsisLine, field: Labelled) -> Iterator[_Said]:
        places = _places(line, "", field.text)
        if not places:
            return
        is_end = name == "adjustment" and _drops(field)
        sentence = self._text(name, new=phrases.quoted(field.value))
        yield _Said(sentence, places, TaskOutcome.DROPPED if is_end else None)

    def _text(self, name: str, **blanks: str) -> str:
        said = self.labels(f"amendment.task.{name}", **blanks)
        return f"{said[:1].upper()}{said[1:]}."


def _is_left(block: SynopsisBlock) -> bool:
    """Whether anything is left to tell of a block of which something was told."""
    return (
        block.is_moved
        or phrases.is_edited(block.heading)
        or any(phrases.is_edited(ops) for line in block.lines for ops in line.paragraphs)
    )


def _fields(provision: Provision) -> tuple[Labelled, ...]:
    return tuple(field for block in provision.blocks if (field := labelled(block)))


def _drops(field: Labelled) -> bool:
    return adjustments.read(field.value, "", 0).change is Adjusted.DROPPED


def _differ(name: str, was: Sequence[Labelled], now: Sequence[Labelled]) -> bool:
    """Whether they mean something else; another spelling or order means the same."""
    if name == "time":
        return [_times(field) for field in was] != [_times(field) for field in now]
    return [_parties(field) for field in was] != [_parties(field) for field in now]


def _times(field: Labelled) -> tuple[Time | str, ...]:
    """What it says about when; what is not understood as it is written."""
    parts = (part.strip() for part in field.value.split(";"))
    read = ((part, dates.read(part)) for part in parts)
    return tuple(replace(time, text="") if time else fold(part) for part, time in read)


def _parties(field: Labelled) -> frozenset[str]:
    return frozenset(fold(part).strip(" .,") for part in field.value.split(";"))


def _places(line: SynopsisLine, old: str, new: str) -> tuple[int, ...]:
    """The paragraph that was one line and is the other; none where the words fall otherwise."""
    return tuple(
        place
        for place, ops in enumerate(line.paragraphs)
        if phrases.side(ops, Sign.DELETED) == old and phrases.side(ops, Sign.INSERTED) == new
    )[:1]


def _without(block: SynopsisBlock, told: set[int]) -> SynopsisBlock:
    """The block without paragraphs of its own text of which everything is told."""
    own, *others = block.lines
    left: Iterable[tuple[Op, ...]] = (
        ops for place, ops in enumerate(own.paragraphs) if place not in told
    )
    return replace(block, lines=(replace(own, paragraphs=tuple(left)), *others))
