"""Provisions by the numbers that lead to them, where an item goes by any word or by none.

`Section 5(2)(a)`, `paragraph (a) of section 5(2)` and `Rule 5.2.a` are one way: 5, 2, a.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quyche.language.numbers import components, number_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.corpus.texts import Text
    from quyche.language.citations import Unit
    from quyche.language.grammars import Form
    from quyche.language.kinds import Kind
    from quyche.texts.addresses import Address

_Way = tuple[str, "Form | None", tuple[str, ...]]
"""In what it is counted, by what word, and the numbers that lead to it."""


def below(text: Text, base: Address, unit: Unit) -> Address | None:
    """The provision that a unit names directly below a base; None where there is none."""
    ways = _of_heading(text, base, unit) if unit.form.is_nested else _of_item(text, base, unit)
    found = (text.by_way.get(way) for way in ways)
    return next((address for address in found if address), None)


def this(text: Text, here: Address, unit: Unit) -> Address | None:
    """What `this Section`, `this Rule` or `this paragraph` is at a place."""
    around = [text.by_anchor[one.anchor] for one in here.around() if one.anchor in text.by_anchor]
    alike = [one for one in around if one.kind.is_headed is unit.kind.is_headed]
    if unit.kind.is_headed:
        alike = [one for one in alike if one.address.steps[-1].form.is_nested]
    own = (one for one in alike if one.address.steps[-1].form is unit.form)
    found = next(own, None) or next(iter(alike), None)
    return found.address if found else None


def ways(text: Text) -> Mapping[_Way, Address]:
    """Every provision by the way that leads to it."""
    found: dict[_Way, Address] = {}
    for provision in text.document.walk():
        found.setdefault(_way(provision.address), provision.address)
    return found


def _way(address: Address) -> _Way:
    steps = address.steps
    nested = [at for at, step in enumerate(steps) if step.form.is_nested]
    headed = [at + 1 for at, step in enumerate(steps) if step.kind.is_headed]
    start = nested[-1] if nested else max(headed, default=0)
    scope = "-".join(step.anchor for step in steps[:start])
    numbers = tuple(one for step in steps[start:] for one in _split(step.key))
    return scope, steps[start].form if nested else None, numbers


def _split(key: str) -> tuple[str, ...]:
    number, twin, count = key.partition("--")
    *outer, last = number.split("-")
    return (*outer, last + twin + count)


def _of_heading(text: Text, base: Address, unit: Unit) -> Iterator[_Way]:
    """By its own word; by another only where no heading of the text has its own."""
    used = text.forms
    forms = [unit.form] if unit.form in used else [form for form in used if form.is_nested]
    for form in forms:
        for numbers in _numbers(unit):
            yield base.anchor, form, numbers


def _of_item(text: Text, base: Address, unit: Unit) -> Iterator[_Way]:
    """Below its base, or by all numbers of what it stands in: `paragraph 3.1` in section 3."""
    scope, form, around = _way(base) if base.steps else ("", None, ())
    is_apart = bool(base.steps) and not form
    for numbers in _numbers(unit):
        yield base.anchor if is_apart else scope, form, (*(() if is_apart else around), *numbers)
        if len(numbers) > 1:
            yield from ((scope, other, numbers) for other in text.forms if other.is_nested)


@cache
def _readings(kind: Kind, number: str) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys((_split(number_key(kind, number)), components(number))))


def _numbers(unit: Unit) -> tuple[tuple[str, ...], ...]:
    """The ways to read a number: 4A is one that was put after 4, or item A of 4."""
    return _readings(unit.kind, unit.number)
