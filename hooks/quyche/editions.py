"""The ledger of editions: what was published when, oldest first."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from quyche.problems import Problem, error

_NAME_RE = re.compile(r"\d{1,3}(?:\.\d{1,3})?(?:-du-thao-\d{1,3})?")
_KEYS = ("name", "title", "kind", "date", "meeting", "note", "commit")
_REQUIRED = ("name", "title", "kind", "date")


@dataclass(frozen=True)
class Edition:
    """One published state of the whole site."""

    name: str
    """URL segment and version: `<term>[.<amendment>][-du-thao-<n>]`."""
    title: str
    is_draft: bool
    date: datetime.date
    """The day of the event, never taken from Git."""
    meeting: str = ""
    note: str = ""
    commit: str = ""


@dataclass(frozen=True)
class Ledger:
    """All editions, oldest first."""

    editions: tuple[Edition, ...] = ()

    @property
    def in_force(self) -> Edition | None:
        """The newest adopted edition."""
        return next((edition for edition in reversed(self.editions) if not edition.is_draft), None)

    @property
    def draft(self) -> Edition | None:
        """The newest edition, where it is a draft."""
        newest = self.editions[-1] if self.editions else None
        return newest if newest and newest.is_draft else None


def read_file(path: Path) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read the ledger of a folder of documents; no ledger is an empty one."""
    return read(path.read_text("utf-8"), path.name) if path.is_file() else (Ledger(), ())


def read(source: str, path: str) -> tuple[Ledger, tuple[Problem, ...]]:
    """Read the ledger; an entry that cannot be used is left out and reported with its line."""
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        entries = yaml.safe_load(source) or []
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        found = str(getattr(fault, "problem", None) or fault)
        return Ledger(), (error(path, mark.line + 1 if mark else 1, "ledger-yaml", found=found),)
    if not isinstance(entries, list):
        return Ledger(), (error(path, 1, "ledger-yaml", found=type(entries).__name__),)
    lines = [item.start_mark.line + 1 for item in node.value] if node else []
    return _read_entries(entries, lines, path)


def _read_entries(
    entries: list[object], lines: list[int], path: str
) -> tuple[Ledger, tuple[Problem, ...]]:
    editions: list[Edition] = []
    problems: list[Problem] = []
    for entry, line in zip(entries, lines, strict=True):
        faults = [error(path, line, rule, **details) for rule, details in _faults(entry, editions)]
        problems.extend(faults)
        if not faults and isinstance(entry, dict):
            editions.append(_edition(entry))
    return Ledger(tuple(editions)), tuple(problems)


def _edition(entry: dict[str, object]) -> Edition:
    date = entry["date"]
    assert isinstance(date, datetime.date), "checked before"
    return Edition(
        name=str(entry["name"]),
        title=str(entry["title"]),
        is_draft=entry["kind"] == "draft",
        date=date,
        meeting=str(entry.get("meeting") or ""),
        note=str(entry.get("note") or ""),
        commit=str(entry.get("commit") or ""),
    )


def _faults(entry: object, before: list[Edition]) -> list[tuple[str, dict[str, object]]]:
    if not isinstance(entry, dict):
        return [("ledger-yaml", {"found": entry})]
    known = ", ".join(_KEYS)
    faults: list[tuple[str, dict[str, object]]] = [
        ("ledger-key", {"key": key, "known": known}) for key in entry if key not in _KEYS
    ]
    faults.extend(("ledger-missing", {"key": key}) for key in _REQUIRED if key not in entry)
    if faults:
        return faults
    name = str(entry["name"])
    if not _NAME_RE.fullmatch(name):
        faults.append(("ledger-name", {"found": name}))
    if any(edition.name == name for edition in before):
        faults.append(("ledger-twice", {"found": name}))
    if entry["kind"] not in ("draft", "adopted"):
        faults.append(("ledger-kind", {"found": entry["kind"]}))
    if type(entry["date"]) is not datetime.date:  # a moment is a date too, but no day
        faults.append(("ledger-date", {"found": entry["date"]}))
    return faults
