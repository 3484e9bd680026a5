"""Everything the product says to its users, in the language of the organisation."""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import own_labels
from quyche.errors import HistoryError, SettingsError
from quyche.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Labels:
    """Texts under dotted names; a blank is written `{name}`."""

    texts: Mapping[str, str]

    @classmethod
    @cache
    def load(cls, language: str) -> Labels:
        """The labels of a language that the library has a file for.

        Raises SettingsError for any other.
        """
        file = resources.files("quyche").joinpath("labels", f"{language}.yml")
        if not file.is_file():
            raise SettingsError(f"extra.quyche.language: no labels for {language!r}; expected vi")
        import yaml  # noqa: PLC0415  # not where a review is posted, by a Python that has nothing else

        tree = yaml.safe_load(file.read_text(encoding="utf-8"))
        return cls(dict(_flatten(tree, "")))

    def with_own(self, file: str) -> Labels:
        """These labels with those of an organisation in their place; the same for no file.

        Raises SettingsError as `own_labels.read` does.
        """
        return Labels({**self.texts, **own_labels.read(Path(file), self.texts)}) if file else self

    def __call__(self, name: str, /, **blanks: object) -> str:
        """The text under that name with its blanks filled; an unknown name is a fault of ours."""
        return self.texts[name].format(**blanks) if blanks else self.texts[name]

    def below(self, name: str) -> dict[str, str]:
        """All texts below a name, under what is left of theirs."""
        prefix = f"{name}."
        return {
            key.removeprefix(prefix): text
            for key, text in self.texts.items()
            if key.startswith(prefix)
        }

    def found(self, problem: Problem) -> str:
        """What is wrong."""
        return self(f"problems.{problem.rule}.found", **self._details(problem))

    def rule_of(self, problem: Problem) -> str:
        """What is wrong by its rule alone, with a mark for all that a document says."""
        blanks = {name: "…" for name, _ in problem.details}
        return self(f"problems.{problem.rule}.found", **blanks)

    def expected(self, problem: Problem) -> str:
        """What should stand there, or what to do."""
        return self(f"problems.{problem.rule}.expected", **self._details(problem))

    def _details(self, problem: Problem) -> dict[str, str]:
        """The details; what has a name of its own by that, what would flood the message short."""
        return {
            name: self._named(name, value) if name in _NAMED else _shortened(value)
            for name, value in problem.details
        }

    def _named(self, name: str, value: str) -> str:
        kind, _, choices = value.partition(": ")
        return self(f"{_NAMED[name]}.{kind.replace(' ', '_')}", choices=choices)

    def line(self, problem: Problem) -> str:
        """One line as checks print it: `path:line: what is wrong; what was expected`."""
        note = self("check.warning") if problem.severity is Severity.WARNING else ""
        message = f"{self.found(problem)}; {self.expected(problem)}"
        path = _UNPRINTABLE_RE.sub(" ", problem.path)  # Git allows a name to hold lines
        return f"{path}:{problem.line}: {note}{message}"

    def row(self, problem: Problem) -> dict[str, str | int]:
        """A problem as commands give it as data."""
        return {
            "path": problem.path,
            "line": problem.line,
            "severity": problem.severity.value,
            "rule": problem.rule,
            "found": self.found(problem),
            "expected": self.expected(problem),
        }

    def reason(self, fault: OSError) -> str:
        """Why the system could not read or write something, in its own words for rare causes."""
        name = errno.errorcode.get(fault.errno or 0, "")
        is_known = f"command.reasons.{name}" in self.texts
        said = self(f"command.reasons.{name}") if is_known else fault.strerror or str(fault)
        return " ".join(said.split())

    def refusal(self, fault: HistoryError) -> str:
        """What the history does not allow, and what to do."""
        details = {name: self._worded(value) for name, value in fault.details.items()}
        return self(f"refused.{fault.rule}", **details)

    def _worded(self, value: object) -> object:
        """A detail of a refusal; a problem as its line, several below each other."""
        if isinstance(value, Problem):
            return self.line(value)
        if isinstance(value, tuple):
            return "\n".join(str(self._worded(item)) for item in value)
        return value


_NAMED = {"aspect": "aspects", "clear": "clear", "type": "types"}
"""The details that stand for a label, and below which name."""
_LONGEST_DETAIL = 120
_UNPRINTABLE_RE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def _shortened(value: str) -> str:
    """The value on one line, fit to be printed."""
    shown = value if len(value) <= _LONGEST_DETAIL else f"{value[:_LONGEST_DETAIL]}…"
    return _UNPRINTABLE_RE.sub(" ", shown)


def _flatten(tree: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
