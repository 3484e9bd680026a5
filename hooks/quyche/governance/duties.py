"""What rules ask of somebody again and again, or within so many days."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from operator import itemgetter

from quyche.corpus.links import Linked, Links, Mention
from quyche.corpus.texts import Corpus, Text
from quyche.governance import languages
from quyche.governance.governance import Governance
from quyche.governance.phrases import Phrases
from quyche.governance.subjects import has_verb, subjects
from quyche.language.spelling import Searchable
from quyche.stores import NOWHERE, Store
from quyche.texts.addresses import Address
from quyche.texts.metadata import DocumentKind

_CLAUSE_END_RE = re.compile(r"[;\n]|\.(?=\s|$)")
_DASHES = "-–+•"
_SIGNS = f" \u00a0{_DASHES}"


@dataclass(frozen=True)
class Duty:
    """A clause of a rule that says how often, or within how many days."""

    entry: str
    """Who has the duty, in the register."""
    provision: Address
    line: int
    text: str
    """The clause, as written."""
    time: str
    """What it says about when, as written."""


@dataclass(frozen=True)
class Duties:
    """All such duties of the regulations of a corpus, in reading order."""

    all: tuple[Duty, ...] = ()

    @classmethod
    def of(
        cls, corpus: Corpus, links: Links, governance: Governance, store: Store = NOWHERE
    ) -> Duties:
        """Read them from every regulation; those of one of them are kept in the store."""
        return cls(
            tuple(
                duty
                for text in corpus.texts
                if text.metadata.kind == DocumentKind.REGULATION
                for duty in store.of(
                    "duties", corpus.told_of(text), partial(_read, text, links, governance)
                )
            )
        )

    @cached_property
    def by_entry(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties of each body and role that has any."""
        found: dict[str, list[Duty]] = {}
        for duty in self.all:
            found.setdefault(duty.entry, []).append(duty)
        return {entry: tuple(duties) for entry, duties in found.items()}


def _read(text: Text, links: Links, governance: Governance) -> tuple[Duty, ...]:
    return tuple(
        duty
        for linked in links.by_document[text.id]
        if not linked.is_heading
        for duty in _in(linked, governance, languages.of(text.grammar))
    )


def _in(linked: Linked, governance: Governance, said: Phrases) -> Iterator[Duty]:
    written, spelled = Searchable.of(linked.text), linked.spelled
    matches = list(said.time.finditer(spelled.text))
    named = [subject.mention for subject in subjects(spelled, said)] if matches else []
    clauses = _Clauses(spelled.text)
    for match in matches:
        start, end = clauses.around(*match.span())
        if match["every"] and not _is_adverb(spelled, match, start, said):
            continue
        found = _who(clauses, named, start, match.start(), end)
        for entry in found or _governed_around(linked.source, governance):
            yield Duty(
                entry,
                linked.source,
                linked.line,
                written.cut(start, end).strip(" \u00a0,-–+•"),
                written.cut(*match.span()),
            )


class _Clauses:
    """The clauses of a text, between the signs that end one."""

    def __init__(self, text: str) -> None:
        self._ends = [found.span() for found in _CLAUSE_END_RE.finditer(text)]
        self._length = len(text)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Where the clause around a stretch begins and ends."""
        before = bisect_right(self._ends, start, key=itemgetter(1))
        after = bisect_left(self._ends, end, key=itemgetter(0))
        first = self._ends[before - 1][1] if before else 0
        return first, self._ends[after][0] if after < len(self._ends) else self._length


def _is_adverb(linked: Linked, match: re.Match[str], start: int, said: Phrases) -> bool:
    """Whether "hằng năm" says when something is done, not which one: "chương trình hằng năm"."""
    text, at = linked.text, match.start()
    begins = _back(text, start, at, lambda sign: sign in _SIGNS) == start
    if begins and text.startswith(",", match.end()):
        return True
    named = _back(text, start, at, str.isspace)
    if _is_lead(text, start, named, said) and has_verb(text, match.end(), said):
        return True
    return any(named <= mention.end <= at for mention in linked.mentions)


def _is_lead(text: str, start: int, end: int, said: Phrases) -> bool:
    """Whether a clause, or a part of it, begins there, be it with a dash."""
    if end > start and text[end - 1] in _DASHES:
        end = _back(text, start, end - 1, str.isspace)
    return end == start or bool(said.parted.search(text[max(start, end - 3) : end]))


def _back(text: str, start: int, end: int, skips: Callable[[str], bool]) -> int:
    """Where what ends there begins, when signs of a kind are left out."""
    while end > start and skips(text[end - 1]):
        end -= 1
    return end


def _who(
    clauses: _Clauses, named: Sequence[Mention], start: int, position: int, end: int
) -> Sequence[str]:
    """Whose duty it is by the sentence: the last subject before it, else one in the same clause."""
    before = [mention for mention in named if mention.end <= position]
    if before:
        start, end = clauses.around(before[-1].start, before[-1].end)
    chosen = [mention for mention in before or named if start <= mention.start < end]
    return tuple(dict.fromkeys(mention.target for mention in chosen))


def _governed_around(address: Address, governance: Governance) -> Sequence[str]:
    """Whom the nearest provision around governs."""
    for around in address.around():
        if governings := governance.by_provision.get(str(around)):
            return tuple(dict.fromkeys(governing.target for governing in governings))
    return ()
