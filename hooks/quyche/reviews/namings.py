"""What became of bodies and roles themselves: renamed, merged, ended, or called otherwise in texts.

Where a name is replaced in the texts and the register does not know the new one, nobody lost a
duty: the register is what has to be completed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quyche.comparing.operations import Sign
from quyche.language.spelling import CAPITALS, spelling
from quyche.register.names import Names
from quyche.texts.addresses import Address, parse_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.changes import Change
    from quyche.comparing.comparison import Comparison
    from quyche.comparing.operations import Op
    from quyche.corpus.texts import Corpus, Text
    from quyche.register.entries import Entry
    from quyche.register.register import Register

_LONGEST = 12  # words of a name
_SEVERAL = 2
_GOES_ON_RE = re.compile(rf"\s[{CAPITALS}]")
_NAME_RE = re.compile(rf"[{CAPITALS}][^.;:,\n()“”\"]*")


class NamingKind(StrEnum):
    """What became of a body or role. The value is the word in data."""

    UNKNOWN = "unknown"
    """The texts call it by a name that the register does not have."""
    RENAMED = "renamed"
    """The register calls it otherwise."""
    REFILED = "refiled"
    """Its file, which is its id, is called otherwise."""
    MERGED = "merged"
    ENDED = "ended"
    GONE = "gone"
    """The register no longer has it, and the texts still name it."""


@dataclass(frozen=True)
class Naming:
    """What became of one body or role, or of several that became one."""

    kind: NamingKind
    olds: tuple[Entry, ...]
    new: Entry | None
    """What it is in the register now; none where that does not know it, or it is no more."""
    name: str
    """What it is called now; empty where it is no more."""
    changed: tuple[Address, ...] = ()
    """Where the texts had its name and have the new one, before the proposal."""
    left: tuple[Address, ...] = ()
    """Where the texts still have its old name, after it."""
    is_forgotten: bool = False
    """Whether the register has some name no longer that the texts still have."""


def _places(corpus: Corpus, entries: Iterable[Entry], names: Iterable[str]) -> tuple[Address, ...]:
    """Where a text that is not over has one of these names of entries of any side."""
    wanted = set(map(spelling, names))
    known = Names.of((*entries, *corpus.register.entries))
    texts = (text for text in corpus.texts if not text.metadata.status.is_over)
    return tuple(dict.fromkeys(one for text in texts for one in _naming(text, known, wanted)))


def _naming(text: Text, known: Names, wanted: set[str]) -> Iterator[Address]:
    for provision in text.document.walk():
        own = f"{provision.heading}\n{provision.text}"
        if any(spelling(own[one.start : one.end]) in wanted for one in known.find(own)):
            yield provision.address


def namings(
    base: Corpus, head: Corpus, comparisons: Mapping[str, tuple[Text, Comparison]]
) -> tuple[Naming, ...]:
    """Everything that became of bodies and roles, in the order of the register of the base.

    `comparisons` has every document that is on both sides and changed, as it was.
    """
    teller = _Teller(base, head, became(base.register, head.register))
    told = [*teller.of_register(), *_unknown(base, head, comparisons)]
    order = {entry.id: place for place, entry in enumerate(base.register.entries)}
    return tuple(sorted(told, key=lambda one: order[one.olds[0].id]))


def became(base: Register, head: Register) -> dict[str, str]:
    """The ids of entries that are now another one, each with the id of that.

    One that is gone became what bears its name now; one that is there, what it names as successor.
    """
    found = {}
    for entry in base.entries:
        now = head.by_id.get(entry.id)
        if now is None:
            heirs = (one for one in head.entries if _bears(one, entry.name))
            heir = next(heirs, None)
            if heir and not _bears(base.by_id.get(heir.id), entry.name):
                found[entry.id] = heir.id
        elif now.successor and not entry.successor and now.successor in head.by_id:
            found[entry.id] = now.successor
    return found


def _bears(entry: Entry | None, name: str) -> bool:
    return entry is not None and spelling(name) in set(map(spelling, entry.names))


@dataclass(frozen=True)
class _Teller:
    base: Corpus
    head: Corpus
    became: Mapping[str, str]

    def of_register(self) -> Iterator[Naming]:
        """What the register itself says."""
        heirs: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.base.register.entries:
            now = self.head.register.by_id.get(entry.id)
            if entry.id in self.became:
                heirs[self.became[entry.id]].append(entry)
            elif now is None:
                yield from self._gone(entry)
            else:
                yield from self._still(entry, now)
        for name, olds in heirs.items():
            yield self._heir(olds, self.head.register.by_id[name])

    def _heir(self, olds: Sequence[Entry], heir: Entry) -> Naming:
        is_new = heir.id not in self.base.register.by_id
        kind = NamingKind.MERGED
        if len(olds) == 1 and is_new:
            is_same = spelling(olds[0].name) == spelling(heir.name)
            kind = NamingKind.REFILED if is_same else NamingKind.RENAMED
        if kind is NamingKind.REFILED:
            return Naming(kind, tuple(olds), heir, heir.name)
        return self._renamed(kind, olds, heir)

    def _renamed(self, kind: NamingKind, olds: Sequence[Entry], now: Entry) -> Naming:
        known = self.head.register.entries
        lost = [
            name for old in olds for name in old.names if not any(_bears(e, name) for e in known)
        ]
        left = self._left(olds, now)
        is_forgotten = bool(left and lost and _places(self.head, olds, lost))
        return Naming(kind, tuple(olds), now, now.name, (), left, is_forgotten)

    def _gone(self, entry: Entry) -> Iterator[Naming]:
        if left := self._left([entry], None):
            yield Naming(NamingKind.GONE, (entry,), None, "", left=left)

    def _still(self, entry: Entry, now: Entry) -> Iterator[Naming]:
        if spelling(entry.name) != spelling(now.name):
            yield self._renamed(NamingKind.RENAMED, [entry], now)
        elif now.valid_to and not entry.valid_to:
            left = self._left([entry], None)
            yield Naming(NamingKind.ENDED, (entry,), now, "", left=left)

    def _left(self, olds: Sequence[Entry], now: Entry | None) -> tuple[Address, ...]:
        """Where the texts still have a name that is none of the new ones, aliases aside."""
        kept = {spelling(now.name)} if now else set()
        names = [name for old in olds for name in old.names if spelling(name) not in kept]
        return _places(self.head, olds, names)


# Names that only the texts have


def _unknown(
    base: Corpus, head: Corpus, comparisons: Mapping[str, tuple[Text, Comparison]]
) -> Iterator[Naming]:
    """Entries whose name the texts replaced, half of the times at least, by one that is none."""
    finder, known = base.register.names(), head.register.names()
    replaced: dict[str, dict[str, dict[Address, None]]] = defaultdict(lambda: defaultdict(dict))
    spelled: dict[str, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for old, compared in comparisons.values():
        dated = finder.at(old.metadata.date)
        for change in compared.changes:
            for entry_id, name in _replacements(change, dated):
                if not known.find(name):
                    key = spelling(name)
                    spelled.setdefault(key, name)
                    counts[entry_id, key] += 1
                    replaced[entry_id][key].update(dict.fromkeys(_addresses(old.id, change)))
    for entry_id, names in replaced.items():
        entry = base.register.by_id[entry_id]
        left = _places(head, [entry], entry.names)
        done = sum(counts[entry_id, name] for name in names)
        key = max(names, key=lambda name: counts[entry_id, name])
        if entry_id in head.register.by_id and done >= max(len(left), _SEVERAL if left else 1):
            changed = tuple(dict.fromkeys(one for each in names.values() for one in each))
            yield Naming(NamingKind.UNKNOWN, (entry,), None, spelled[key], changed, left)


def _addresses(document: str, change: Change) -> Iterator[Address]:
    for anchor in change.old:
        yield Address(document, parse_anchor(anchor)) if anchor else Address(document)


def _replacements(change: Change, names: Names) -> Iterator[tuple[str, str]]:
    """Whom a text named, by id, and what stands in the place of the name now."""
    if not change.old or not change.new:
        return
    old = "".join(op.text for op in change.ops if op.sign is not Sign.INSERTED)
    for named in names.find(old):
        name = _standing(change.ops, named.start, named.end)
        if name != old[named.start : named.end] and _may_be_name(name):
            yield named.id, name


def _may_be_name(text: str) -> bool:
    """Whether it may be one: several words, or letters that are short for some."""
    count = len(text.split())
    is_long = count > 1 or text.isupper()
    return is_long and count <= _LONGEST and _NAME_RE.fullmatch(text) is not None


def _standing(ops: Iterable[Op], start: int, end: int) -> str:
    """What stands in the new text in the place of a stretch of the old one.

    What is inserted at either end belongs to it where the letters beside it were deleted, or where
    it goes on with a capital. Empty where more than the stretch was replaced at once, of which
    nobody knows which words are its own.
    """
    kept: list[str] = []
    place = 0
    is_touched = False
    for op in ops:
        if op.sign is Sign.INSERTED:
            goes_on = place == end and _GOES_ON_RE.match(op.text)
            if start < place < end or is_touched or goes_on:
                kept.append(op.text)
            is_touched = False
            continue
        first, last = max(start, place), min(end, place + len(op.text))
        is_touched = op.sign is Sign.DELETED and first < last
        if is_touched and (place < start or place + len(op.text) > end):
            return ""
        if first < last and not is_touched:
            kept.append(op.text[first - place : last - place])
        place += len(op.text)
    return "".join(kept).strip()
