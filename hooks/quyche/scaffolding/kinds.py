"""The kinds of organisations, and the bodies and roles that each starts with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True)
class StartingEntry:
    """One body or role of the register."""

    id: str
    name: str


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


@cache
def kinds() -> dict[str, OrganisationKind]:
    """All kinds by their ids."""
    source = resources.files("quyche.scaffolding").joinpath("kinds.yml").read_text("utf-8")
    return {
        name: OrganisationKind(
            id=name,
            name=kind["name"],
            system=kind["system"],
            bodies=_units(kind["bodies"]),
            roles=_units(kind["roles"]),
        )
        for name, kind in yaml.safe_load(source).items()
    }


def _units(named: dict[str, str]) -> tuple[StartingEntry, ...]:
    return tuple(StartingEntry(unit, name) for unit, name in named.items())
