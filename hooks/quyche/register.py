"""The register: the bodies and roles that provisions govern, with every name they go by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.frontmatter import Field, FrontMatter
from quyche.problems import Problem, error
from quyche.text import CAPITALS, Searchable, sort_key, spelling

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

ASPECTS = ("duties", "powers", "responsibilities", "meetings", "relations")
"""How a provision can govern: nhiệm vụ, quyền hạn, trách nhiệm, chế độ họp, quan hệ công tác."""

_COMMON = {
    "kind": Field("text", required=True),
    "name": Field("text", required=True),
    "aliases": Field("texts"),
    "not_in": Field("texts"),
    "short": Field("text"),
    "parent": Field("text"),
    "valid_from": Field("date"),
    "valid_to": Field("date"),
    "merged_into": Field("text"),
    "renamed_to": Field("text"),
    "formed_by": Field("text"),
    "order": Field("number"),
    "expects": Field("texts"),
    "source": Field("text"),
    "title": Field("text"),
}
SCHEMAS: Mapping[str, Mapping[str, Field]] = {
    "body": _COMMON,
    "role": _COMMON | {"member_of": Field("texts")},
}
# A name that goes on is another, longer name: "Ban Thường vụ Huyện ủy", "Bí thư chi bộ".
_WORD_RE = re.compile(r"(?<![\w/-])\w+")
_END_RE = re.compile(r"(?!\w|[/-]\w)")
_LONGER_RE = re.compile(
    rf"[ \u00a0](?:[{CAPITALS}]\w*|(?:cấp|huyện|thị|thành|quận|đảng|khu|xã)[ \u00a0](?:ủy|đoàn|bộ)"
    r"|chi[ \u00a0]bộ)(?!\w)"
)


@dataclass(frozen=True)
class Entry:
    """A body or a role."""

    id: str
    kind: str
    """`body` or `role`."""
    name: str
    path: str
    """Relative to the folder of documents."""
    aliases: tuple[str, ...] = ()
    """Other names of it, its official abbreviation included."""
    not_in: tuple[str, ...] = ()
    """Longer names in which one of its names stands without meaning it."""
    parent: str = ""
    """The body it belongs to."""
    member_of: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    successor: str = ""
    """What it was merged into, or is called now."""
    formed_by: str = ""
    order: int = 0
    expects: tuple[str, ...] = ()
    """The aspects that the rules must give it."""
    source: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, hash=False)

    @classmethod
    def of(cls, front: FrontMatter, entry_id: str, path: str) -> Entry:
        """The entry that a file's front matter describes."""
        short = (front.text("short"),) if front.text("short") else ()
        return cls(
            id=entry_id,
            kind=front.text("kind"),
            name=front.text("name"),
            path=path,
            aliases=tuple(dict.fromkeys(front.texts("aliases") + short)),
            not_in=front.texts("not_in"),
            parent=front.text("parent"),
            member_of=front.texts("member_of"),
            valid_from=front.date("valid_from"),
            valid_to=front.date("valid_to"),
            successor=front.text("merged_into") or front.text("renamed_to"),
            formed_by=front.text("formed_by"),
            order=front.number("order") or 0,
            expects=front.texts("expects"),
            source=front.text("source"),
            lines=front.lines,
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.name, *self.aliases)

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies it stands in, its own first."""
        return tuple(dict.fromkeys(filter(None, (self.parent, *self.member_of))))

    def is_valid_at(self, date: datetime.date | None) -> bool:
        """Whether it existed at that date; an unknown date says nothing against it."""
        if date is None:
            return True
        after_start = self.valid_from is None or self.valid_from <= date
        return after_start and (self.valid_to is None or date <= self.valid_to)

    def overlaps(self, other: Entry) -> bool:
        """Whether both existed at the same time."""
        starts_before = (
            not (self.valid_from and other.valid_to) or self.valid_from <= other.valid_to
        )
        ends_after = not (self.valid_to and other.valid_from) or self.valid_to >= other.valid_from
        return starts_before and ends_after


@dataclass(frozen=True)
class Named:
    """A name of the register found in a text."""

    start: int
    end: int
    id: str


@dataclass(frozen=True)
class Register:
    """All bodies and roles of one edition."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Every entry under its id."""
        return {entry.id: entry for entry in self.entries}

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The bodies, or the roles, in the order the organisation gave them."""
        chosen = (entry for entry in self.entries if entry.kind == kind)
        return tuple(sorted(chosen, key=lambda entry: (entry.order or 999, sort_key(entry.name))))

    def members(self, body: str) -> tuple[Entry, ...]:
        """The roles in a body."""
        return tuple(entry for entry in self.of_kind("role") if body in entry.bodies)

    def parts(self, body: str) -> tuple[Entry, ...]:
        """The bodies that belong to a body."""
        return tuple(entry for entry in self.of_kind("body") if entry.parent == body)

    @cached_property
    def _finder(self) -> Names:
        return Names.of(self.entries)

    def names(self, date: datetime.date | None = None) -> Names:
        """The names to look for in a text of that date."""
        return self._finder.at(date)

    def problems(self) -> Iterator[Problem]:
        """References to entries that do not exist, unknown aspects, names claimed twice."""
        for entry in self.entries:
            yield from self._reference_problems(entry)
        yield from _claimed_twice(self.entries)

    def _reference_problems(self, entry: Entry) -> Iterator[Problem]:
        references = {
            "parent": entry.parent,
            "formed_by": entry.formed_by,
            "merged_into": entry.successor,
        }
        for key, target in references.items():
            if target and target not in self.by_id:
                line = entry.lines.get(key) or entry.lines.get("renamed_to", 1)
                yield error(entry.path, line, "register-id-unknown", id=target, key=key)
        for target in entry.member_of:
            if target not in self.by_id:
                line = entry.lines.get("member_of", 1)
                yield error(entry.path, line, "register-id-unknown", id=target, key="member_of")
        for aspect in entry.expects:
            if aspect not in ASPECTS:
                known = ", ".join(ASPECTS)
                line = entry.lines.get("expects", 1)
                yield error(entry.path, line, "aspect-unknown", found=aspect, known=known)


def _claimed_twice(entries: Iterable[Entry]) -> Iterator[Problem]:
    claims: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in dict.fromkeys(spelling(name) for name in entry.names):
            for other in claims.setdefault(name, []):
                if entry.overlaps(other):
                    line = entry.lines.get("aliases" if name != spelling(entry.name) else "name", 1)
                    yield error(
                        entry.path, line, "alias-twice", name=name, other=other.id, place=other.path
                    )
            claims[name].append(entry)


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


def _keys(forms: Mapping[str, tuple[tuple[str, str], ...]]) -> Iterator[str]:
    return (name for written in forms.values() for _, name in written)


def _forms(names: Iterable[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    forms: dict[str, set[tuple[str, str]]] = {}
    for name in names:
        for form in _ways_to_write(name):
            if word := _WORD_RE.match(form):
                forms.setdefault(word.group(), set()).add((form, name))
    return {word: tuple(sorted(found, key=_longest_first)) for word, found in forms.items()}


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
