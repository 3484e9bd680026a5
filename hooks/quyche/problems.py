"""What is wrong with a document: values that a check returns and an edge reports."""

from __future__ import annotations

import reprlib
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(Enum):
    """How bad a problem is."""

    ERROR = "error"
    """The text cannot be published like this."""
    WARNING = "warning"
    """Possibly meant so; somebody should look."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of a document, at one line (1-based; 0 speaks of the whole file).

    `rule` names the kind of fault; its wording lives in the labels under `problems.<rule>`, with
    `details` filling the blanks.
    """

    path: str
    line: int
    rule: str
    details: tuple[tuple[str, str], ...] = ()
    severity: Severity = field(default=Severity.ERROR, compare=False)

    def at(self, path: str) -> Problem:
        """The same problem with its file named from elsewhere."""
        return replace(self, path=path)


def error(path: str, line: int, rule: str, **details: object) -> Problem:
    """A fault that keeps a text from being published."""
    return Problem(path, line, rule, _details(details))


def warning(path: str, line: int, rule: str, **details: object) -> Problem:
    """A thing that may be right, but that somebody should look at."""
    return Problem(path, line, rule, _details(details), Severity.WARNING)


def errors_among(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that keep a text from being published."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _details(details: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _shown(value)) for name, value in details.items())


def _shown(value: object) -> str:
    """A value as a message shows it: one that holds others cut short, however deep it nests."""
    if isinstance(value, dict | list | tuple | set):
        return reprlib.repr(value)[:60]
    return "" if value is None else str(value)
