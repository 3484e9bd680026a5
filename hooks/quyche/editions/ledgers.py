"""The ledger of editions: what was published when, oldest first."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quyche import schemas, urls, yaml_faults
from quyche.editions.edition_names import EditionName
from quyche.problems import Problem, error
from quyche.texts import yaml_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = urls.LEDGER
"""The ledger's name in the folder of documents."""
_ENTRY = schemas.definition(schemas.EDITIONS, "edition")
_KEYS: Mapping[str, schemas.Shape] = _ENTRY["properties"]
_REQUIRED: tuple[str, ...] = tuple(_ENTRY["required"])
_KINDS: tuple[str, ...] = tuple(_KEYS["kind"]["enum"])
_OBJECT_RE = re.compile(_KEYS["documents"]["additionalProperties"]["pattern"])
_TEXTS = frozenset(key for key, part in _KEYS.items() if "boolean" in part.get("type", ()))
"""The keys whose values are texts as they are typed: YAML takes `yes` for one of another type."""


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
    corrects: str = ""
    """The name of the edition of which it mends a mistake of writing; empty for all others."""
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

    @property
    def round(self) -> str:
        """The name of its round: `17.1` of `17.1-du-thao-2`."""
        return str(EditionName.parse(self.name).round)

    def moves(self, document: str) -> bool:
        """Whether it may bring another text of a document: one of before moves all of them."""
        return not self.documents or any(document == name for name, _ in self.documents)


@dataclass(frozen=True)
class Round:
    """Texts that move together, from a first draft until they are adopted."""

    name: str
    editions: tuple[Edition, ...]
    """Its drafts and what ended it, oldest first; without corrections."""

    @property
    def newest(self) -> Edition:
        """The last of its editions."""
        return self.editions[-1]

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents that its entries name."""
        return frozenset(name for edition in self.editions for name, _ in edition.documents)


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
        """The newest draft of a round that is open."""
        drafts = {one.newest.name for one in self.open_rounds}
        return next((one for one in reversed(self.editions) if one.name in drafts), None)

    @property
    def rounds(self) -> tuple[Round, ...]:
        """All rounds, in the order in which they began."""
        found: dict[str, list[Edition]] = {}
        for edition in self.editions:
            if not edition.corrects:
                found.setdefault(edition.round, []).append(edition)
        return tuple(Round(name, tuple(editions)) for name, editions in found.items())

    @property
    def open_rounds(self) -> tuple[Round, ...]:
        """The rounds of which the drafts are not yet adopted, nor settled in another way."""
        return tuple(one for one in self.rounds if self._is_open(one))

    def _is_open(self, one: Round) -> bool:
        """Whether nothing adopted since the newest draft of a round has all its documents."""
        if not one.newest.is_draft:
            return False
        since = self.editions[self.editions.index(one.newest) + 1 :]
        adopted = [each for each in since if not each.is_draft and not each.corrects]
        if any(not each.documents for each in adopted):  # there was one round at a time then
            return False
        settled = {name for each in adopted for name, _ in each.documents}
        return not one.documents or not settled >= one.documents

    @property
    def newest(self) -> Edition | None:
        """The edition published last."""
        return self.editions[-1] if self.editions else None

    def __getitem__(self, name: str) -> Edition:
        return next(edition for edition in self.editions if edition.name == name)

    def find(self, name: str) -> Edition | None:
        """The edition of that name; None where there is none."""
        return next((edition for edition in self.editions if edition.name == name), None)

    def called(self, name: str) -> Edition | None:
        """The edition of that name or alias; None where there is none."""
        aliases = {urls.IN_FORCE: self.in_force, urls.DRAFT: self.draft}
        return aliases.get(name) or self.find(name)

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
        entries = yaml_numbers.load(source) or []
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        found = yaml_faults.of(fault, source)
        return Ledger(), (error(path, found.line, "ledger-yaml", **found.details()),)
    if not isinstance(entries, list):
        return Ledger(), (error(path, 1, "ledger-yaml", found=entries),)
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
        corrects=str(entry.get("corrects") or ""),
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
        *_type_faults(entry),
        *_name_faults(entry, before),
        *_date_faults(entry, before),
        *_document_faults(entry.get("documents")),
    ]


def _type_faults(entry: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """That a list, a mapping or nothing at all stands where a text has to."""
    for key, value in entry.items():
        is_missing = value is None and key in _REQUIRED
        if key in _TEXTS and (is_missing or isinstance(value, dict | list)):
            yield "ledger-type", {"key": key, "found": value, "type": "text"}


def _name_faults(
    entry: dict[str, object], before: list[Edition]
) -> Iterator[tuple[str, dict[str, object]]]:
    """That a name is no name, stands twice, comes too late or says another kind than the entry."""
    name, kind = str(entry["name"]), entry["kind"]
    if kind not in _KINDS:
        yield "ledger-kind", {"found": kind}
    try:
        parsed = EditionName.parse(name)
    except ValueError:
        yield "ledger-name", {"found": name}
        return
    if any(edition.name == name for edition in before):
        yield "ledger-twice", {"found": name}
    elif later := _later_than(parsed, before):
        yield "ledger-order", {"found": name, "before": later}
    if kind != ("draft" if parsed.draft else "adopted") and kind in _KINDS:
        yield "ledger-kind-of-name", {"found": kind, "name": name}
    yield from _correction_faults(parsed, entry.get("corrects"), before)


def _later_than(name: EditionName, before: list[Edition]) -> str:
    """An entry before that should come after: of the same round, or of a term long begun.

    Rounds move at their own paces: a new one has a number above those that its term has.
    """
    parsed = [EditionName.parse(edition.name) for edition in before]
    same = [one for one in parsed if one.round == name.round]
    if same:
        return str(same[-1]) if same[-1].order > name.order else ""
    begun = [one for one in parsed if one.term == name.term] or parsed
    highest = max(begun, key=lambda one: (one.term, one.amendment), default=None)
    is_late = highest and (highest.term, highest.amendment) > (name.term, name.amendment)
    return str(highest) if is_late else ""


def _correction_faults(
    name: EditionName, corrects: object, before: list[Edition]
) -> Iterator[tuple[str, dict[str, object]]]:
    """That a correction does not say what it corrects, or what says so is none."""
    expected = str(name.round) if name.correction else ""
    if str(corrects or "") != expected:
        found = corrects or ""
        yield "ledger-corrects", {"name": str(name), "found": found, "expected": expected or "—"}
    elif expected and not any(edition.name == expected for edition in before):
        yield "ledger-corrects-unknown", {"name": str(name), "found": expected}


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
