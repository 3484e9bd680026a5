"""The ledger of editions: what was published when, oldest first."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quyche import urls
from quyche.problems import Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = urls.LEDGER
"""The ledger's name in the folder of documents."""
_NAME_RE = re.compile(
    r"(?P<term>[1-9]\d{0,2})(?:\.(?P<amendment>[1-9]\d{0,2}))?(?:-du-thao-(?P<draft>[1-9]\d{0,2}))?"
)
_ADOPTED_LAST = 1000  # more than any draft's number: the adopted text ends a round of drafts
_KEYS = ("name", "title", "kind", "date", "meeting", "note", "documents", "commit")
_OBJECT_RE = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_REQUIRED = ("name", "title", "kind", "date")


@dataclass(frozen=True)
class EditionName:
    """The name of an edition, `<term>[.<amendment>][-du-thao-<n>]`, taken apart.

    >>> str(EditionName.parse("17.1-du-thao-2"))
    '17.1-du-thao-2'
    """

    term: int
    amendment: int = 0
    draft: int | None = None

    @classmethod
    def parse(cls, name: str) -> EditionName:
        """Read a name; raises ValueError for what is none."""
        match = _NAME_RE.fullmatch(name)
        if not match:
            raise ValueError(f"not an edition: {name!r} (expected e.g. '17-du-thao-2')")
        draft = match["draft"]
        return cls(int(match["term"]), int(match["amendment"] or 0), int(draft) if draft else None)

    def __str__(self) -> str:
        amendment = f".{self.amendment}" if self.amendment else ""
        draft = f"-du-thao-{self.draft}" if self.draft else ""
        return f"{self.term}{amendment}{draft}"

    @property
    def order(self) -> tuple[int, int, int]:
        """Where it stands among others: the drafts of a text before the text as adopted."""
        return self.term, self.amendment, self.draft or _ADOPTED_LAST


@dataclass(frozen=True)
class Edition:
    """One published state of the whole site."""

    name: str
    """URL segment and version."""
    title: str
    is_draft: bool
    date: datetime.date
    """The day of the event, never taken from Git."""
    meeting: str = ""
    note: str = ""
    documents: tuple[tuple[str, str], ...] = ()
    """What moves in it: the id of each document with the Git object id of its text.

    None for an entry of before there was such a thing: its texts are those of its commit.
    """
    commit: str = field(default="", compare=False)
    """Where its text is, if not where its entry came; may be said later to mend an edition."""
    line: int = field(default=1, compare=False)
    """Where its entry stands in the ledger."""

    @property
    def kind(self) -> str:
        """As the ledger spells it."""
        return "draft" if self.is_draft else "adopted"


@dataclass(frozen=True)
class Ledger:
    """All editions, oldest first."""

    editions: tuple[Edition, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all editions, oldest first."""
        return tuple(edition.name for edition in self.editions)

    @property
    def in_force(self) -> Edition | None:
        """The newest adopted edition."""
        return next((edition for edition in reversed(self.editions) if not edition.is_draft), None)

    @property
    def draft(self) -> Edition | None:
        """The newest edition, where it is a draft."""
        return self.newest if self.newest and self.newest.is_draft else None

    @property
    def newest(self) -> Edition | None:
        """The edition published last."""
        return self.editions[-1] if self.editions else None

    def __getitem__(self, name: str) -> Edition:
        return next(edition for edition in self.editions if edition.name == name)

    def find(self, name: str) -> Edition | None:
        """The edition of that name; None where there is none."""
        return next((edition for edition in self.editions if edition.name == name), None)

    def before(self, name: str) -> Edition | None:
        """The edition published before one; None for the first."""
        older = self.until(name).editions[:-1] if name in self.names else self.editions
        return older[-1] if older else None

    def until(self, name: str) -> Ledger:
        """The ledger as it was when that edition was the newest; all of it for any other name."""
        names = [edition.name for edition in self.editions]
        return Ledger(self.editions[: names.index(name) + 1]) if name in names else self


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
            editions.append(_edition(entry, line))
    return Ledger(tuple(editions)), tuple(problems)


def _edition(entry: dict[str, object], line: int) -> Edition:
    date = entry["date"]
    assert isinstance(date, datetime.date), "checked before"
    return Edition(
        name=str(entry["name"]),
        title=str(entry["title"]),
        is_draft=entry["kind"] == "draft",
        date=date,
        meeting=str(entry.get("meeting") or ""),
        note=str(entry.get("note") or ""),
        documents=_documents(entry),
        commit=str(entry.get("commit") or ""),
        line=line,
    )


def _documents(entry: dict[str, object]) -> tuple[tuple[str, str], ...]:
    named = entry.get("documents")
    pairs = named.items() if isinstance(named, dict) else ()
    return tuple((str(name), str(text)) for name, text in pairs)


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
    return [
        *_name_faults(entry, before),
        *_date_faults(entry, before),
        *_document_faults(entry.get("documents")),
    ]


def _name_faults(
    entry: dict[str, object], before: list[Edition]
) -> Iterator[tuple[str, dict[str, object]]]:
    """That a name is no name, stands twice, comes too late or says another kind than the entry."""
    name, kind = str(entry["name"]), entry["kind"]
    if kind not in ("draft", "adopted"):
        yield "ledger-kind", {"found": kind}
    try:
        parsed = EditionName.parse(name)
    except ValueError:
        yield "ledger-name", {"found": name}
        return
    if any(edition.name == name for edition in before):
        yield "ledger-twice", {"found": name}
    elif before and parsed.order < EditionName.parse(before[-1].name).order:
        yield "ledger-order", {"found": name, "before": before[-1].name}
    if kind == ("adopted" if parsed.draft else "draft"):
        yield "ledger-kind-of-name", {"found": kind, "name": name}


def _date_faults(
    entry: dict[str, object], before: list[Edition]
) -> Iterator[tuple[str, dict[str, object]]]:
    date = entry["date"]
    if type(date) is not datetime.date:  # a moment is a date too, but no day
        yield "ledger-date", {"found": date}
    elif before and date < before[-1].date:
        yield "ledger-date-order", {"found": date, "before": before[-1].date}


def _document_faults(documents: object) -> Iterator[tuple[str, dict[str, object]]]:
    """That what moves is not given as ids of documents with ids of their texts."""
    if documents is None:
        return
    if not isinstance(documents, dict) or not documents:
        yield "ledger-documents", {"found": documents}
        return
    for name, text in documents.items():
        if not _OBJECT_RE.fullmatch(str(text)):
            yield "ledger-documents", {"found": f"{name}: {text}"}


def changed_entries(older: Ledger, newer: Ledger, path: str) -> tuple[Problem, ...]:
    """The entries of an older ledger that a newer one changed, dropped or put elsewhere.

    The ledger is append-only: what it once said about an edition stands on published pages.
    """
    pairs = zip_longest(older.editions, newer.editions[: len(older.editions)])
    return tuple(
        error(path, (now or was).line, "ledger-changed", name=was.name)
        for was, now in pairs
        if was != now
    )
