"""What a task must say to be clear, and what it does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quyche.programmes.tasks import Task
from quyche.settings import Settings

_SAID_BY: Mapping[str, tuple[str, ...]] = {
    "who": ("lead",),
    "what": ("theme", "title"),
    "with": ("coordinating",),
    "when": ("time",),
    "result": ("product",),
    "authority": ("deciding",),
    "basis": ("basis",),
}
"""The fields that say what can make a task clear."""


@dataclass(frozen=True)
class Clarity:
    """What a task must say to be clear, as an organisation sets it."""

    wanted: tuple[str, ...] = ()
    """Some of `settings.CLEAR`."""
    label: str = ""
    """What the organisation calls it: `5 rõ`."""

    @classmethod
    def of(cls, settings: Settings) -> Clarity:
        """As it is set."""
        return cls(settings.clear_task, settings.clear_task_label)

    def missing(self, task: Task) -> tuple[str, ...]:
        """What a task does not say."""
        return tuple(aspect for aspect in self.wanted if not _says(task, aspect))


def _says(task: Task, aspect: str) -> bool:
    return any(task.title if name == "title" else task.text(name) for name in _SAID_BY[aspect])
