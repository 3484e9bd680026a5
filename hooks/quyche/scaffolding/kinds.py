"""The kinds of organisations, and the bodies and roles that each starts with."""

from __future__ import annotations

from dataclasses import dataclass
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
        )
        for name, kind in yaml.safe_load(source).items()
    }


def _units(named: dict[str, str], beside: Collection[str] = ()) -> tuple[StartingEntry, ...]:
    """The entries; those `beside` the first do not belong to it."""
    return tuple(StartingEntry(unit, name, unit not in beside) for unit, name in named.items())
