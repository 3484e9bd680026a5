"""The kinds of provisions in any language, and how deep each stands."""

from __future__ import annotations

from enum import Enum
from functools import cached_property


class Kind(Enum):
    """What a provision is. The value is the word in data and JSON."""

    __hash__ = object.__hash__  # each is one thing; an enum's own goes through its name

    ATTACHMENT = "attachment"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    TASK = "task"
    CLAUSE = "clause"
    POINT = "point"
    SUBPOINT = "subpoint"

    @cached_property
    def rank(self) -> int:
        """How deep it stands: a provision belongs to the nearest one before it of a lower rank."""
        return _RANKS[self]

    @cached_property
    def is_headed(self) -> bool:
        """Whether it begins with a heading of its own, not with a marker in the text."""
        return self.rank < Kind.CLAUSE.rank

    @cached_property
    def is_counted_through(self) -> bool:
        """Whether its numbers go on through chapters, so that its address names none of them."""
        return self in _COUNTED_THROUGH

    @property
    def eid(self) -> str:
        """What an Akoma Ntoso eId calls it."""
        return _EIDS[self]


_RANKS = {kind: rank for rank, kind in enumerate(Kind)} | {Kind.TASK: 5}


_COUNTED_THROUGH = frozenset({Kind.ARTICLE, Kind.TASK})


# Akoma Ntoso 3.0 naming convention §5: abbreviations of element names in eIds; a clause is a
# `paragraph` there.
_EIDS = {
    Kind.ATTACHMENT: "att",
    Kind.PART: "part",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.SUBSECTION: "subsec",
    Kind.ARTICLE: "art",
    Kind.TASK: "item",
    Kind.CLAUSE: "para",
    Kind.POINT: "point",
    Kind.SUBPOINT: "subpara",
}
