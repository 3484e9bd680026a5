"""What an import repaired, left out or was unsure of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.problems import Problem, Severity, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHOWN_LINES = 8


def done(path: str, rule: str, lines: Sequence[int], **details: object) -> tuple[Problem, ...]:
    """One finding for the same thing on many lines; none where there is no line."""
    if not lines:
        return ()
    count = {"count": len(lines), "lines": _few(lines)}
    return (warning(path, lines[0], rule, **count, **details),)


def unsure(path: str, line: int, rule: str, **details: object) -> Problem:
    """A decision somebody should look at."""
    return warning(path, line, rule, **details)


def lost(path: str, line: int, rule: str, **details: object) -> Problem:
    """Something that the output cannot say."""
    return error(path, line, rule, **details)


def has_losses(problems: Iterable[Problem]) -> bool:
    """Whether anything is missing from the output."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _few(lines: Sequence[int]) -> str:
    unique = list(dict.fromkeys(lines))
    shown = ", ".join(map(str, unique[:_SHOWN_LINES]))
    return shown + (", …" if len(unique) > _SHOWN_LINES else "")
