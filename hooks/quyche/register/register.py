"""The register: the bodies and roles that provisions govern, with every name they go by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.language.spelling import SortKey, sort_key, spelling
from quyche.problems import Problem, error
from quyche.register.entries import ASPECTS, Entry
from quyche.register.names import Names

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True)
class Register:
    """All bodies and roles of one edition."""

    entries: tuple[Entry, ...] = ()
    language: str = "vi"
    """By whose alphabet names are sorted."""

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Every entry under its id."""
        return {entry.id: entry for entry in self.entries}

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The bodies, or the roles, in the order the organisation gave them, then by name."""
        return tuple(entry for entry in self._in_order if entry.kind == kind)

    @cached_property
    def _in_order(self) -> tuple[Entry, ...]:
        return tuple(sorted(self.entries, key=self._order))

    def _order(self, entry: Entry) -> tuple[int, SortKey]:
        return entry.order or 999, sort_key(entry.name, self.language)

    def system_of(self, entry_id: str) -> str:
        """Whose rules the papers of a body or role follow: its own, or those of what it belongs to.

        The body it belongs to, and all above that, is asked before those it is a member of. Empty
        where none of them says, and for what the register does not know.
        """
        return self._system_above(entry_id, frozenset())

    def _system_above(self, entry_id: str, below: frozenset[str]) -> str:
        entry = self.by_id.get(entry_id)
        if entry is None or entry_id in below:
            return ""
        above = (self._system_above(body, below | {entry_id}) for body in entry.bodies)
        return entry.system or next(filter(None, above), "")

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
