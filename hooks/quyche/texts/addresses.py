"""The address of a provision: one object, three spellings (anchor, citation, Akoma Ntoso eId)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quyche.language import structures
from quyche.language.grammars import ATTACHED, NOTHING
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key, plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.language.grammars import Form, Grammar

_KEPT = 4096  # steps by their numbers, which are the same in every document


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address.

    Two steps are equal when word and key are, however the number is written.
    """

    form: Form
    key: str
    """The number as an anchor spells it: `2` for `II`, `dd` for `đ`, `1-2` for `1.2`."""
    number: str = field(default="", compare=False)
    """The number as adopted."""

    @classmethod
    def of(cls, form: Form, number: str) -> Step:
        """The step for a number as adopted."""
        return _step(form, number)

    @classmethod
    def attached(cls, key: str, name: str = "") -> Step:
        """The step for what is attached to a document: an annex, a regulation."""
        return cls(ATTACHED, key, name)

    @classmethod
    def annex(cls, form: Form, number: str, name: str = "") -> Step:
        """The step for an annex by its number, which may be none: `phu-luc-1`, `phu-luc`."""
        key = number_key(form.kind, number)
        return cls.attached(f"{form.slug}-{key}" if key else form.slug, name)

    @property
    def kind(self) -> Kind:
        """What stands there."""
        return self.form.kind

    @property
    def shown(self) -> str:
        """The number as adopted; for a step that was read from an anchor, as far as that tells."""
        return self.number or plain_number(self.key, self.form.letters)

    @property
    def anchor(self) -> str:
        """E.g. `dieu-5`; an attachment is spelled by its key alone."""
        slug = self.form.slug
        return f"{slug}-{self.key}" if slug else self.key

    @property
    def citation(self) -> str:
        """E.g. `khoản 2`."""
        return _cited(self.form, self.shown)

    @property
    def eid(self) -> str:
        """E.g. `para_2`."""
        return f"{self.kind.eid}_{self.key}"

    def around(self) -> Iterator[Step]:
        """Itself and the steps beside it that its number says it lies in, from the inside out.

        Clause 1.2.3 lies in clause 1.2 and that in clause 1; whether article 5.1 stands in article
        5 or beside it, the structure says.
        """
        yield self
        if self.kind is Kind.CLAUSE or self.form.is_nested:
            numbers = self.key.partition("--")[0].split("-")
            for length in range(len(numbers) - 1, 0, -1):
                yield Step(self.form, "-".join(numbers[:length]))


@lru_cache(_KEPT)
def _step(form: Form, number: str) -> Step:
    return Step(form, number_key(form.kind, number), number)


@lru_cache(_KEPT)
def _cited(form: Form, number: str) -> str:
    return form.cited.format(word=form.word, number=number).strip()


@dataclass(frozen=True, slots=True)
class Address:
    """A document and the path of numbers in it; no step means the document itself.

    >>> str(Address.parse("quy-che-lam-viec#dieu-5-khoan-2-diem-dd"))
    'quy-che-lam-viec#dieu-5-khoan-2-diem-dd'
    """

    document: str
    steps: tuple[Step, ...] = ()
    _spelled: str = field(default="", init=False, repr=False, compare=False)
    """Itself as a text, once somebody asked for that."""

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `document#anchor`; the anchor may be missing.

        Raises ValueError for an anchor that no provision could have.
        """
        document, _, anchor = text.partition("#")
        return cls(document, parse_anchor(anchor) if anchor else ())

    def __str__(self) -> str:
        if not self._spelled:
            anchor = "-".join([step.anchor for step in self.steps])
            spelled = f"{self.document}#{anchor}" if self.steps else self.document
            object.__setattr__(self, "_spelled", spelled)
        return self._spelled

    def __hash__(self) -> int:
        return hash(str(self))  # equal addresses are spelled alike

    @property
    def anchor(self) -> str:
        """E.g. `dieu-5-khoan-2-diem-dd`."""
        return str(self)[len(self.document) + 1 :]

    @property
    def citation(self) -> str:
        """As its language cites: `điểm đ khoản 2 Điều 5`."""
        return citation(self.steps)

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
        if self.document != other.document or len(self.steps) > len(other.steps):
            return False
        return self in other.around()

    def inside(self, head: Address) -> tuple[Step, ...]:
        """The steps that name it inside another; its own for a number that has those of the other.

        `khoản 2` and `điểm a` in article 5, but section 3.1.2 and point (a) in section 3.1.
        """
        length = len(head.steps)
        is_below = self.steps[:length] == head.steps
        return self.steps[length:] if is_below else self.steps[max(length - 1, 0) :]

    def of_kind(self, kind: Kind) -> Address | None:
        """The nearest around it of that kind, or itself; None where there is none."""
        return next((around for around in self.around() if around.steps[-1].kind is kind), None)

    @property
    def attachment(self) -> Step | None:
        """The annex or attached regulation it stands in."""
        first = self.steps[0] if self.steps else None
        return first if first and first.kind is Kind.ATTACHMENT else None


def citation(steps: Iterable[Step]) -> str:
    """How steps from large to small are cited together: `điểm đ khoản 2 Điều 5`."""
    cited, around = "", None
    for step in steps:
        own = step.citation
        if own and around:
            within = _within(step.form, around.kind)
            cited = within.format(own=own, around=cited, number=step.shown)
        else:
            cited = own or cited
        around = step if cited else None
    return cited


def _within(form: Form, around: Kind) -> str:
    is_inside = around.is_counted_through or not around.is_headed
    return form.within if is_inside or not form.apart else form.apart


def anchors_around(anchor: str) -> Iterator[str]:
    """An anchor and those of all that it lies in, from the inside out.

    >>> list(anchors_around("dieu-5-1-khoan-2"))
    ['dieu-5-1-khoan-2', 'dieu-5-1']
    """
    return (around.anchor for around in Address("", parse_anchor(anchor)).around())


def parse_anchor(anchor: str) -> tuple[Step, ...]:
    """Read an anchor such as `phu-luc-1-dieu-2`, whatever the structure of its document.

    Raises ValueError where no provision could have it.
    """
    forms = structures.forms_by_slug(structures.KNOWN)
    matches = list(_step_pattern(structures.KNOWN).finditer(anchor))
    prefix = anchor[: matches[0].start()].removesuffix("-") if matches else anchor
    steps = [Step(forms[match["form"]], match["key"]) for match in matches]
    if prefix:
        steps.insert(0, Step.attached(prefix))
    if not steps or "-".join(step.anchor for step in steps) != anchor:
        raise ValueError(f"not an anchor: {anchor!r} (expected e.g. 'dieu-5-khoan-2-diem-dd')")
    return tuple(steps)


@cache
def _step_pattern(known: tuple[Grammar, ...]) -> re.Pattern[str]:
    """One step: `dieu-4a`, `khoan-1-1`, `diem-dd`, `muc-iix`, `dieu-5--2`, `rule-3-a-1`."""
    forms = structures.forms_by_slug(known)
    lettered = {form for grammar in known for form in grammar.levels}
    letters = "|".join(
        f"(?<={name}-)"
        for name, form in forms.items()
        if form.kind is Kind.POINT or form in lettered
    )
    coded = "|".join(f"(?<={name}-)" for name, form in forms.items() if form.is_nested) or NOTHING
    return re.compile(
        rf"""
        (?:^|(?<=-))
        (?P<form>{"|".join(sorted(forms, key=len, reverse=True))})
        -(?P<key>
            (?:(?:{coded})(?:[0-9]+[a-z]*|[a-z])(?:-(?:[0-9]+[a-z]*|[a-z]{{1,2}}|[ivx]{{3,5}}))+
              |(?:{coded})[0-9]+(?:[a-z][0-9]+)+[a-z]?
              |[0-9]+[a-z]*(?:-[0-9]+[a-z]*)*|[a-z]|[ivxlc]{{2,}}[a-z]{{0,2}}
              |(?:{letters})[a-z]{{1,2}}[0-9]*)
            (?:--[0-9]+)?
        )
        (?=-|$)
        """,
        re.VERBOSE,
    )
