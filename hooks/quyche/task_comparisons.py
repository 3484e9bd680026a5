"""Two texts of a programme beside each other, task by task and in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quyche.addresses import Kind
from quyche.change_sentences import ChangeSentences
from quyche.labels import Labels
from quyche.provisions import Document
from quyche.synopses import Block, Synopsis
from quyche.task_sentences import Outcome


@dataclass(frozen=True)
class Line:
    """A task that changed, where that is shown, and how, in sentences."""

    number: str
    block: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class TaskComparison:
    """What became of the tasks of a programme."""

    counts: tuple[tuple[str, int], ...]
    """What happened, in words, to how many; a task to which two things happened is in both."""
    lines: tuple[Line, ...]


def compared(found: Synopsis, old: Document, new: Document, labels: Labels) -> TaskComparison:
    """What became of each task; nothing where there are none."""
    sentences = ChangeSentences.of(found.blocks, old, new, labels)
    tasks = [block for block in found.blocks if block.kind == Kind.TASK.value and block.is_changed]
    happened = Counter(
        outcome for block in tasks for outcome in sentences.tasks.told(block).changes
    )
    return TaskComparison(
        tuple(
            (labels(f"task_change.{outcome.value}"), happened[outcome])
            for outcome in Outcome
            if happened[outcome]
        ),
        tuple(_lines(tasks, sentences)),
    )


def _lines(tasks: list[Block], sentences: ChangeSentences) -> Iterator[Line]:
    for block in tasks:
        places = block.new or block.old
        number = ", ".join(place.number for place in places)
        yield Line(number, block.id, sentences.sentences(block))
