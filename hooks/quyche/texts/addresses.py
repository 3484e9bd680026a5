"""The address of a provision: one object, three spellings (anchor, citation, Akoma Ntoso eId)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.language.numbers import number_key
from quyche.language.spelling import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


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
}
_PATH_KINDS = [kind for kind in Kind if kind is not Kind.ATTACHMENT]
_SLUGS = {kind: slug(kind.word) for kind in _PATH_KINDS}
_KINDS_BY_SLUG = {name: kind for kind, name in _SLUGS.items()}
WORDS_BY_SLUG: Mapping[str, str] = {name: kind.word for name, kind in _KINDS_BY_SLUG.items()}
"""The words of citations by what anchors call them: `khoan` is `khoản`."""
# Anchors: "dieu-5-khoan-2-diem-dd", "chuong-2-muc-1", "quy-che-dieu-4a", "dieu-5-khoan-1-1",
# "dieu-5--2".
_STEP_RE = re.compile(
    r"""
    (?:^|(?<=-))
    (?P<kind>tieu-muc|nhiem-vu|phan|chuong|muc|dieu|khoan|diem)
    -(?P<key>
        (?:[0-9]+[a-z]*(?:-[0-9]+[a-z]*)*|[a-z]|[ivxlc]{2,}[a-z]{0,2}|(?<=diem-)[a-z]{1,2}[0-9]*)
        (?:--[0-9]+)?
    )
    (?=-|$)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Step:
    """One step of an address.

    Two steps are equal when kind and key are, however the number is written.
    """

    kind: Kind
    key: str
    """The number as an anchor spells it: `2` for `II`, `dd` for `đ`, `1-2` for `1.2`."""
    number: str = field(default="", compare=False)
    """The number as adopted."""

    @classmethod
    def of(cls, kind: Kind, number: str) -> Step:
        """The step for a number as adopted."""
        return cls(kind, number_key(kind, number), number)

    @property
    def anchor(self) -> str:
        """E.g. `dieu-5`; an attachment is spelled by its key alone."""
        return self.key if self.kind is Kind.ATTACHMENT else f"{_SLUGS[self.kind]}-{self.key}"

    @property
    def citation(self) -> str:
        """E.g. `khoản 2`."""
        number = self.number or _plain_number(self)
        return f"{self.kind.word} {number}".strip()

    @property
    def eid(self) -> str:
        """E.g. `para_2`."""
        return f"{_EIDS[self.kind]}_{self.key}"

    def around(self) -> Iterator[Step]:
        """Itself and the steps beside it that its number says it lies in, from the inside out.

        Clause 1.2.3 lies in clause 1.2 and that in clause 1; article 5.1 stands beside article 5.
        """
        yield self
        if self.kind is Kind.CLAUSE:
            numbers = self.key.partition("--")[0].split("-")
            for length in range(len(numbers) - 1, 0, -1):
                yield Step(self.kind, "-".join(numbers[:length]))


@dataclass(frozen=True)
class Address:
    """A document and the path of numbers in it; no step means the document itself.

    >>> str(Address.parse("quy-che-lam-viec#dieu-5-khoan-2-diem-dd"))
    'quy-che-lam-viec#dieu-5-khoan-2-diem-dd'
    """

    document: str
    steps: tuple[Step, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `document#anchor`; the anchor may be missing.

        Raises ValueError for an anchor that no provision could have.
        """
        document, _, anchor = text.partition("#")
        return cls(document, parse_anchor(anchor) if anchor else ())

    def __str__(self) -> str:
        return f"{self.document}#{self.anchor}" if self.steps else self.document

    @cached_property
    def anchor(self) -> str:
        """E.g. `dieu-5-khoan-2-diem-dd`."""
        return "-".join(step.anchor for step in self.steps)

    @property
    def citation(self) -> str:
        """From small to large, as Vietnamese law cites: `điểm đ khoản 2 Điều 5`."""
        return " ".join(step.citation for step in reversed(self.steps))

    @property
    def eid(self) -> str:
        """The Akoma Ntoso eId: `art_5__para_2__point_dd`."""
        return "__".join(step.eid for step in self.steps)

    def child(self, step: Step) -> Address:
        """The address one step further down."""
        return Address(self.document, (*self.steps, step))

    def around(self) -> Iterator[Address]:
        """Itself and all that its numbers say it lies in, from the inside out, not the document.

        Articles are counted through chapters, so that only the tree knows in which one they stand.
        """
        for length in range(len(self.steps), 0, -1):
            *outer, last = self.steps[:length]
            for step in last.around():
                yield Address(self.document, (*outer, step))

    def contains(self, other: Address) -> bool:
        """Whether another address is this one or lies in it, as its numbers say."""
        if not self.steps:
            return self.document == other.document
        return self in other.around()

    def of_kind(self, kind: Kind) -> Address | None:
        """The nearest around it of that kind, or itself; None where there is none."""
        return next((around for around in self.around() if around.steps[-1].kind is kind), None)

    @property
    def attachment(self) -> Step | None:
        """The annex or attached regulation it stands in."""
        first = self.steps[0] if self.steps else None
        return first if first and first.kind is Kind.ATTACHMENT else None


def anchors_around(anchor: str) -> Iterator[str]:
    """An anchor and those of all that it lies in, from the inside out.

    >>> list(anchors_around("dieu-5-1-khoan-2"))
    ['dieu-5-1-khoan-2', 'dieu-5-1']
    """
    return (around.anchor for around in Address("", parse_anchor(anchor)).around())


def parse_anchor(anchor: str) -> tuple[Step, ...]:
    """Read an anchor such as `phu-luc-1-dieu-2`.

    Raises ValueError where no provision could have it.
    """
    matches = list(_STEP_RE.finditer(anchor))
    prefix = anchor[: matches[0].start()].removesuffix("-") if matches else anchor
    steps = [Step(_KINDS_BY_SLUG[match["kind"]], match["key"]) for match in matches]
    if prefix:
        steps.insert(0, Step(Kind.ATTACHMENT, prefix))
    if not steps or "-".join(step.anchor for step in steps) != anchor:
        raise ValueError(f"not an anchor: {anchor!r} (expected e.g. 'dieu-5-khoan-2-diem-dd')")
    return tuple(steps)


def _plain_number(step: Step) -> str:
    """The number of a step that was read from an anchor, as far as the anchor tells."""
    return step.key.partition("--")[0].replace("dd", "đ").replace("-", ".")
