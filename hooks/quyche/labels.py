"""Everything the product says to its users, in the language of the organisation.

A text has blanks, `{name}`, and words that go with a count, `{count|article|articles}`: the first
with one, the last with every other number. A language without such forms writes but one.
"""

from __future__ import annotations

import datetime
import errno
import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import label_files, own_labels, stores, yaml_faults
from quyche.errors import QuycheError, SettingsError
from quyche.problems import Problem, Severity
from quyche.yaml_faults import YamlFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def languages() -> tuple[str, ...]:
    """The languages that there are labels in."""
    files = resources.files("quyche").joinpath("labels").iterdir()
    return tuple(sorted(file.name.removesuffix(".yml") for file in files if _is_labels(file.name)))


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
            known = ", ".join(languages())
            raise SettingsError("settings.language", file="mkdocs.yml", found=language, known=known)
        return cls(dict(_flatten(label_files.read(file.read_text(encoding="utf-8")), "")))

    @cached_property
    def digest(self) -> str:
        """Of all of them."""
        return stores.digest_of(repr(sorted(self.texts.items())))

    def with_own(self, file: str) -> Labels:
        """These labels with those of an organisation in their place; the same for no file.

        Raises SettingsError as `own_labels.read` does.
        """
        return Labels({**self.texts, **own_labels.read(Path(file), self.texts)}) if file else self

    def __call__(self, name: str, /, **blanks: object) -> str:
        """The text under that name with its blanks filled; an unknown name is a fault of ours."""
        text = self.texts[name]
        if not blanks:
            return text
        return (
            self._counted(text, blanks).format(**blanks) if "|" in text else text.format(**blanks)
        )

    def _counted(self, text: str, blanks: Mapping[str, object]) -> str:
        """The text with each word in the form that goes with its count."""

        def form(match: re.Match[str]) -> str:
            forms = match["forms"].split("|")
            return forms[0] if str(blanks[match["name"]]) == "1" else forms[-1]

        return _FORMS_RE.sub(form, text)

    @property
    def language(self) -> str:
        """Which language they are in, as HTML and Word name it: `vi`, `en`."""
        return self.texts["language"]

    @property
    def locale(self) -> str:
        """The language with its country, as office programs name it: `vi-VN`."""
        return self.texts["locale"]

    def day(self, day: datetime.date | None) -> str:
        """A day as pages write it: `18/1/2021`, `18 January 2021`; empty where there is none."""
        return self._day("dates.day", day)

    def cited_day(self, day: datetime.date | None) -> str:
        """A day as a citation of a text names it: `18/1/2021`; empty where there is none."""
        return self._day("dates.cited", day)

    def _day(self, name: str, day: datetime.date | None) -> str:
        if day is None:
            return ""
        return self(name, day=day.day, month=self.month(day.month), year=day.year)

    def month(self, number: int) -> str:
        """A month as it stands in a date: `1`, `January`."""
        return self(f"dates.month-{number}")

    def below(self, name: str) -> dict[str, str]:
        """All texts below a name, under what is left of theirs."""
        return dict(self._groups.get(name, {}))

    @cached_property
    def _groups(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, text in self.texts.items():
            for dot in re.finditer(r"\.", key):
                found.setdefault(key[: dot.start()], {})[key[dot.end() :]] = text
        return found

    def found(self, problem: Problem) -> str:
        """What is wrong."""
        return self(f"problems.{problem.rule}.found", **self._details(problem))

    def rule_of(self, problem: Problem) -> str:
        """What is wrong by its rule alone, with a mark for all that a document says."""
        blanks = dict.fromkeys(("found", *dict(problem.details)), "…")
        return self(f"problems.{problem.rule}.found", **blanks)

    def expected(self, problem: Problem) -> str:
        """What should stand there, or what to do."""
        return self(f"problems.{problem.rule}.expected", **self._details(problem))

    def _details(self, problem: Problem) -> dict[str, str]:
        """The details; what has a name of its own by that, what would flood the message short."""
        told = {name: self._detail(name, value) for name, value in problem.details}
        if "fault" in told:
            told["found"] = yaml_faults.worded(self.texts, **told)
        return told

    def _detail(self, name: str, value: str) -> str:
        if name in _DAYS:
            return self.day(datetime.date.fromisoformat(value))
        return self._named(name, value) if name in _NAMED else _shortened(value)

    def _named(self, name: str, value: str) -> str:
        kind, _, choices = value.partition(": ")
        return self(f"{_NAMED[name]}.{kind.replace(' ', '_')}", choices=choices)

    def line(self, problem: Problem) -> str:
        """One line as checks print it: `path:line: what is wrong; what was expected`.

        What is wrong with a file as a whole has no line.
        """
        note = self("check.warning") if problem.severity is Severity.WARNING else ""
        message = f"{self.found(problem)}; {self.expected(problem)}"
        path = _UNPRINTABLE_RE.sub(" ", problem.path)  # Git allows a name to hold lines
        return f"{path}{f':{problem.line}' if problem.line else ''}: {note}{message}"

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

    def told(self, fault: QuycheError) -> str:
        """What stops a command, and what to do."""
        if fault.said not in self.texts:
            return fault.said  # worded already, or by Git
        details = {name: self._worded(value) for name, value in fault.details.items()}
        return self(fault.said, **details)

    def _worded(self, value: object) -> object:  # noqa: PLR0911  # one return a type
        """A detail of a refusal; a problem as its line, several below each other."""
        if isinstance(value, Problem):
            return self.line(value)
        if isinstance(value, QuycheError):
            return str(value) if value.is_quotation else self.told(value)
        if isinstance(value, OSError):
            return self.reason(value)
        if isinstance(value, YamlFault):
            return value.told(self.texts)
        if isinstance(value, json.JSONDecodeError):
            return self("command.place", line=value.lineno, column=value.colno)
        if isinstance(value, tuple):
            return "\n".join(str(self._worded(item)) for item in value)
        return value


_FORMS_RE = re.compile(r"\{(?P<name>\w+)\|(?P<forms>[^{}]*)\}")
_NAMED = {"aspect": "aspects", "clear": "clear", "type": "types"}
"""The details that stand for a label, and below which name."""
_DAYS = frozenset({"day", "day_before", "edition_day"})
"""The details that are days, as data has them."""
_LONGEST_DETAIL = 120
_UNPRINTABLE_RE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def _shortened(value: str) -> str:
    """The value on one line, fit to be printed."""
    shown = value if len(value) <= _LONGEST_DETAIL else f"{value[:_LONGEST_DETAIL]}…"
    return _UNPRINTABLE_RE.sub(" ", shown)


def _is_labels(name: str) -> bool:
    return name.endswith(".yml")


def _flatten(tree: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)
