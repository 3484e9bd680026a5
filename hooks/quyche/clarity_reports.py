"""How many tasks of a programme are clear, what the others lack, and whose powers are in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from quyche import power_checks
from quyche.corpus import Text
from quyche.reading.reading import Reading
from quyche.task_checks import Clarity


@dataclass(frozen=True)
class Lack:
    """A task that is not clear."""

    mark: str
    anchor: str
    missing: str
    """What it does not say, in words."""


@dataclass(frozen=True)
class Doubt:
    """A task whose deciding body is not the one that the regulations name."""

    mark: str
    anchor: str
    said: str


@dataclass(frozen=True)
class ClarityReport:
    """What a page says of the tasks of its programme."""

    summary: str
    wanted: str
    """What a task must say, in words."""
    source: str
    lacks: tuple[Lack, ...]


def report_of(reading: Reading, text: Text) -> ClarityReport | None:
    """The report of a programme; None where nothing is set, or it has no tasks."""
    clarity = Clarity.of(reading.settings)
    tasks = reading.tasks.by_document.get(text.id, ())
    if not tasks or not clarity.wanted:
        return None
    lacks = tuple(
        Lack(task.mark.rstrip("."), task.address.anchor, _in_words(reading, missing))
        for task in tasks
        if (missing := clarity.missing(task))
    )
    clear, total = len(tasks) - len(lacks), len(tasks)
    label = clarity.label or reading.labels("task.clear")
    return ClarityReport(
        reading.labels("task.clarity", clear=clear, total=total, label=label),
        _in_words(reading, clarity.wanted),
        reading.settings.clear_task_source,
        lacks,
    )


def conflicts_of(reading: Reading, text: Text) -> tuple[Doubt, ...]:
    """The tasks of a programme decided by somebody whom the regulations do not let decide."""
    tasks = reading.tasks.by_document.get(text.id, ())
    found = power_checks.conflicts(reading.corpus, tasks, reading.powers)
    return tuple(
        Doubt(
            conflict.task.mark.rstrip("."),
            conflict.task.address.anchor,
            reading.labels(
                "task.power_other" if conflict.basis else "task.power_none",
                name=", ".join(conflict.names),
                basis="; ".join(citing.text for citing in conflict.basis),
                allowed=", ".join(conflict.allowed),
            ),
        )
        for conflict in found
    )


def _in_words(reading: Reading, aspects: tuple[str, ...]) -> str:
    return ", ".join(reading.labels(f"clear.{aspect}") for aspect in aspects)
