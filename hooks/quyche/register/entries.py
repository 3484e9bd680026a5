"""The entries of the register: a body or a role, as its file describes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from quyche import schemas
from quyche.texts.frontmatter import Field, FrontMatter

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping


class Aspect(StrEnum):
    """How a provision can govern. The value is the word in data."""

    DUTIES = "duties"
    POWERS = "powers"
    RESPONSIBILITIES = "responsibilities"
    MEETINGS = "meetings"
    RELATIONS = "relations"


ASPECTS: tuple[Aspect, ...] = tuple(Aspect)
"""In the order in which they are shown."""


SCHEMAS: Mapping[str, Mapping[str, Field]] = {
    kind: Field.each(schemas.of_kind(kind)) for kind in ("body", "role")
}


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
    system: str = ""
    """Whose rules its papers are presented by; where empty, those of what it belongs to."""
    superior: str = ""
    """What its papers name above it, as printed."""
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
            system=front.text("system"),
            superior=front.text("superior"),
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
