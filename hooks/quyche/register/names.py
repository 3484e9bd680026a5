"""The names that bodies and roles go by, and where a text has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quyche.language.spelling import CAPITALS, Searchable, spelling
from quyche.register.entries import Entry

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping


# A name that goes on is another, longer name: "Ban Thường vụ Huyện ủy", "Bí thư chi bộ".
_WORD_RE = re.compile(r"(?<![\w/-])\w+")


_END_RE = re.compile(r"(?!\w|[/-]\w)")


_LONGER_RE = re.compile(
    rf"[ \u00a0](?:[{CAPITALS}]\w*|(?:cấp|huyện|thị|thành|quận|đảng|khu|xã)[ \u00a0](?:ủy|đoàn|bộ)"
    r"|chi[ \u00a0]bộ)(?!\w)"
)


@dataclass(frozen=True)
class Named:
    """A name of the register found in a text."""

    start: int
    end: int
    id: str


@dataclass(frozen=True)
class Names:
    """A set of names, and whom each means."""

    forms: Mapping[str, tuple[tuple[str, str], ...]]
    """By first word: every way to write a name, longest first, and the name's key."""
    owners: Mapping[str, tuple[Entry, ...]]
    """By spelling key; more than one where a name passed from one body to another."""
    date: datetime.date | None = None
    locals: Mapping[str, str] = field(default_factory=dict)
    """Names that a document defines for itself, by spelling key."""

    @classmethod
    def of(cls, entries: Iterable[Entry], local: Mapping[str, str] | None = None) -> Names:
        """The names of these entries."""
        owners: dict[str, tuple[Entry, ...]] = {}
        blockers: set[str] = set()
        for entry in entries:
            for key in dict.fromkeys(spelling(name) for name in entry.names):
                owners[key] = (*owners.get(key, ()), entry)
            blockers.update(spelling(name) for name in entry.not_in)
        defined = dict(local or {})
        return cls(_forms({*owners, *blockers, *defined}), owners, None, defined)

    def at(self, date: datetime.date | None) -> Names:
        """The same names, where one has had several owners meaning the owner of that date."""
        return replace(self, date=date)

    def with_local(self, local: Mapping[str, str]) -> Names:
        """The same names and those that a document defines for itself."""
        merged = {**self.locals, **local}
        return replace(self, forms=_forms({*_keys(self.forms), *merged}), locals=merged)

    def find(self, text: str) -> tuple[Named, ...]:
        """Every name in the text, the longest at its place, never inside a longer name."""
        searchable = Searchable.of(text)
        key = searchable.key.replace("\u00a0", " ")
        found, end = [], 0
        for word in _WORD_RE.finditer(key):
            if word.start() < end:
                continue
            form, name = self._form_at(key, word)
            end = word.start() + len(form)
            owner = self._owner(name)
            if owner and (form.isupper() or not _LONGER_RE.match(key, end)):
                found.append(Named(*searchable.span(word.start(), end), owner))
        return tuple(found)

    def _form_at(self, key: str, word: re.Match[str]) -> tuple[str, str]:
        """The longest name that stands at this word, and its key; both empty where none does."""
        start = word.start()
        for form, name in self.forms.get(word.group(), ()):
            if key.startswith(form, start) and _END_RE.match(key, start + len(form)):
                return form, name
        return "", ""

    def _owner(self, name: str) -> str:
        if name in self.locals:
            return self.locals[name]
        owners = self.owners.get(name, ())
        valid = (entry for entry in owners if entry.is_valid_at(self.date))
        chosen = next(valid, owners[0] if owners else None)
        return chosen.id if chosen else ""


def _forms(names: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    forms: dict[str, set[tuple[str, str]]] = {}
    for name in names:
        for form in _ways_to_write(name):
            if word := _WORD_RE.match(form):
                forms.setdefault(word.group(), set()).add((form, name))
    return {word: tuple(sorted(found, key=_longest_first)) for word, found in forms.items()}


def _keys(forms: Mapping[str, tuple[tuple[str, str], ...]]) -> Iterator[str]:
    return (name for written in forms.values() for _, name in written)


def _longest_first(form: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return -len(form[0]), form


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
