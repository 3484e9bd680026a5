"""The kinds of provisions, and how deep each stands."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a provision is. The value is the word in data and JSON."""

    ATTACHMENT = "attachment"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    TASK = "task"
    CLAUSE = "clause"
    POINT = "point"

    @property
    def rank(self) -> int:
        """How deep it stands: a provision belongs to the nearest one before it of a lower rank."""
        return _RANKS[self]

    @property
    def word(self) -> str:
        """The word that a citation uses before the number."""
        return _WORDS[self]

    @property
    def is_headed(self) -> bool:
        """Whether it begins with a heading of its own, not with a marker in the text."""
        return self.rank < Kind.CLAUSE.rank


_RANKS = {kind: rank for rank, kind in enumerate(Kind)} | {Kind.TASK: 5}


_WORDS = {
    Kind.ATTACHMENT: "",
    Kind.PART: "Phần",
    Kind.CHAPTER: "Chương",
    Kind.SECTION: "Mục",
    Kind.SUBSECTION: "Tiểu mục",
    Kind.ARTICLE: "Điều",
    Kind.TASK: "Nhiệm vụ",
    Kind.CLAUSE: "khoản",
    Kind.POINT: "điểm",
}
