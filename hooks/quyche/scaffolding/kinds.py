"""The kinds of organisations, and the bodies and roles that each starts with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True)
class StartingEntry:
    """One body or role of the register."""

    id: str
    name: str
    is_under_first: bool = True
    """Whether it belongs to the body that issues."""


@dataclass(frozen=True)
class OrganisationKind:
    """One kind of organisation."""

    id: str
    name: str
    """What one of this kind is called for which no name is given."""
    system: str
    """Whose rules of presentation its texts follow."""
    bodies: tuple[StartingEntry, ...]
    """The first issues texts, the last drafts and keeps them."""
    roles: tuple[StartingEntry, ...]
    """The first presides."""
    levels: tuple[str, ...] = ()
    """What a place of this kind may be called; the first is the one in these names."""

    def named(self, name: str) -> OrganisationKind:
        """The same kind for an organisation: its place is called as its name calls it."""
        told = [re.escape(level) for level in sorted(self.levels, key=len, reverse=True)]
        found = re.search(rf"(?<!\w)({'|'.join(told)})(?!\w)", name.lower()) if told else None
        if found is None or found[1] == self.levels[0]:
            return self
        usual = re.compile(rf"(?<!\w){re.escape(self.levels[0])}(?!\w)")

        def called(units: tuple[StartingEntry, ...]) -> tuple[StartingEntry, ...]:
            return tuple(replace(unit, name=usual.sub(found[1], unit.name)) for unit in units)

        return replace(self, bodies=called(self.bodies), roles=called(self.roles))

    def in_language(self, language: str) -> OrganisationKind:
        """The same kind, with everything called as in a language."""
        return kinds(language)[self.id]


@cache
def kinds(language: str = "vi") -> dict[str, OrganisationKind]:
    """All kinds by their ids, with what everything is called in a language."""
    name = "kinds.yml" if language == "vi" else f"kinds-{language}.yml"
    source = resources.files("quyche.scaffolding").joinpath(name).read_text("utf-8")
    return {
        name: OrganisationKind(
            id=name,
            name=kind["name"],
            system=kind["system"],
            bodies=_units(kind["bodies"], kind.get("beside", ())),
            roles=_units(kind["roles"]),
            levels=tuple(kind.get("levels", ())),
        )
        for name, kind in yaml.safe_load(source).items()
    }


def _units(named: dict[str, str], beside: Collection[str] = ()) -> tuple[StartingEntry, ...]:
    """The entries; those `beside` the first do not belong to it."""
    return tuple(StartingEntry(unit, name, unit not in beside) for unit, name in named.items())
