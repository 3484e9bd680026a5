"""Who decides a task, against whom the regulations let decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quyche.corpus.texts import Corpus
from quyche.problems import Problem, warning
from quyche.programmes.powers import Powers, conflicts
from quyche.programmes.tasks import Task


def power_problems(corpus: Corpus, tasks: Iterable[Task], powers: Powers) -> Iterator[Problem]:
    """Every such conflict, at the line that says who decides."""
    for conflict in conflicts(corpus, tasks, powers):
        mark, path = conflict.task.place, conflict.task.path
        names = ", ".join(conflict.names)
        if not conflict.basis:
            yield warning(path, conflict.line, "task-power-none", found=mark, name=names)
            continue
        yield warning(
            path,
            conflict.line,
            "task-power-other",
            found=mark,
            name=names,
            basis="; ".join(citing.text for citing in conflict.basis),
            allowed=", ".join(conflict.allowed),
        )
