"""The names that bodies and roles go by, and where a text has them."""

from __future__ import annotations

import re
from bisect import insort
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quyche.language.grammars import NOTHING
from quyche.language.spelling import CAPITALS, Searchable, spelling
from quyche.register.entries import Entry

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping


# A name that goes on is another, longer name: "Ban Thường vụ Huyện ủy", "Bí thư chi bộ".
_WORD_RE = re.compile(r"(?<![\w/-])\w+")


_END_RE = re.compile(r"(?!\w|[/-]\w)")


_LONGER_RE = re.compile(
    rf"[ \u00a0](?:[{CAPITALS}]\w*|(?:cấp|huyện|thị|thành|quận|đảng|khu|xã)[ \u00a0](?:ủy|đoàn|bộ)"
    r"|chi[ \u00a0]bộ)(?!\w)"
)

_KEPT = 64  # sets of words: the register's at a date, and what a text adds to it


@dataclass(frozen=True)
class Named:
    """A name of the register found in a text."""

    start: int
    end: int
    id: str


class _Forms:
    """Every way to write some names: by first word, by length, and then the name's key."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, dict[int, dict[str, str]]] = {}
        self._lengths: dict[str, list[int]] = {}
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        """Add more names; of two that are written alike the first in order counts."""
        for name in names:
            for form in _ways_to_write(name):
                if word := _WORD_RE.match(form):
                    self._add(word.group(), form, name)

    def _add(self, word: str, form: str, name: str) -> None:
        by_length = self._by_word.setdefault(word, {})
        if len(form) not in by_length:
            insort(self._lengths.setdefault(word, []), -len(form))
        written = by_length.setdefault(len(form), {})
        written[form] = min(name, written.get(form, name))

    @property
    def words(self) -> Iterable[str]:
        """The words that names begin with."""
        return self._lengths

    def at(self, key: str, word: re.Match[str]) -> tuple[str, str]:
        """The longest name that stands at this word, and its key; both empty where none does."""
        start = word.start()
        for length in self._lengths.get(word.group(), ()):
            form = key[start : start - length]
            name = self._by_word[word.group()][-length].get(form)
            if name is not None and _END_RE.match(key, start - length):
                return form, name
        return "", ""


@dataclass(frozen=True)
class Names:
    """A set of names, and whom each means."""

    forms: _Forms
    owners: Mapping[str, tuple[Entry, ...]]
    """By spelling key; more than one where a name passed from one body to another."""
    date: datetime.date | None = None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Names:
        """The names of these entries."""
        owners: dict[str, tuple[Entry, ...]] = {}
        blockers: set[str] = set()
        for entry in entries:
            for key in dict.fromkeys(spelling(name) for name in entry.names):
                owners[key] = (*owners.get(key, ()), entry)
            blockers.update(spelling(name) for name in entry.not_in)
        return cls(_Forms({*owners, *blockers}), owners)

    def at(self, date: datetime.date | None) -> Names:
        """The same names, where one has had several owners meaning the owner of that date."""
        return replace(self, date=date)

    def find(self, text: str) -> tuple[Named, ...]:
        """Every name in the text, the longest at its place, never inside a longer name."""
        return LocalNames(self).find(text)

    def owner(self, name: str) -> str:
        """The id of whom a name means, by its spelling key; empty where it means nobody."""
        owners = self.owners.get(name, ())
        valid = (entry for entry in owners if entry.is_valid_at(self.date))
        chosen = next(valid, owners[0] if owners else None)
        return chosen.id if chosen else ""


@lru_cache(_KEPT)
def _beginning(words: frozenset[str]) -> re.Pattern[str]:
    """A word that some name begins with, as few words of a text do."""
    either = "|".join(map(re.escape, sorted(words))) or NOTHING
    return re.compile(rf"(?<![\w/-])(?:{either})(?!\w)")


class LocalNames:
    """Names, and those that a document defines for itself as it goes on."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._own: dict[str, str] = {}
        self._forms = _Forms(())
        self._word_re = _beginning(frozenset(names.forms.words))

    def learn(self, names: Mapping[str, str]) -> None:
        """Take over names that the document defines, by spelling key, each with whom it means."""
        self._own.update(names)
        self._forms.add(names)
        self._word_re = _beginning(frozenset((*self._names.forms.words, *self._forms.words)))

    def find(self, text: str) -> tuple[Named, ...]:
        """Every name in the text, the longest at its place, never inside a longer name."""
        searchable = Searchable.of(text)
        key = searchable.key.replace("\u00a0", " ")
        found, end = [], 0
        for word in self._word_re.finditer(key):
            if word.start() < end:
                continue
            form, name = self._at(key, word)
            if not form:
                continue
            end = word.start() + len(form)
            owner = self._own.get(name) or self._names.owner(name)
            if owner and (form.isupper() or not _LONGER_RE.match(key, end)):
                found.append(Named(*searchable.span(word.start(), end), owner))
        return tuple(found)

    def _at(self, key: str, word: re.Match[str]) -> tuple[str, str]:
        of_register, own = self._names.forms.at(key, word), self._forms.at(key, word)
        if len(of_register[0]) != len(own[0]):
            return max(of_register, own, key=lambda found: len(found[0]))
        return min(of_register, own)


def _ways_to_write(name: str) -> set[str]:
    """As registered.

    In a sentence with a small first letter, where the name still shows that it is one; in capitals.
    """
    forms = {name}
    if any(letter.isupper() for letter in name[1:]):
        forms.add(name[:1].lower() + name[1:])
        forms.add(name[:1].upper() + name[1:])
    if " " in name:
        forms.add(name.upper())
    return forms
