"""Provisions by the numbers that lead to them, where an item goes by any word or by none.

`Section 5(2)(a)`, `paragraph (a) of section 5(2)` and `Rule 5.2.a` are one way: 5, 2, a.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quyche.corpus.ways import split_key, way_of
from quyche.language.numbers import components, number_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Text
    from quyche.corpus.ways import Way
    from quyche.language.kinds import Kind
    from quyche.language.units import Unit
    from quyche.texts.addresses import Address


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


def _of_heading(text: Text, base: Address, unit: Unit) -> Iterator[Way]:
    """By its own word; by another only where no heading of the text has its own."""
    used = text.forms
    forms = [unit.form] if unit.form in used else [form for form in used if form.is_nested]
    for form in forms:
        for numbers in _numbers(unit):
            yield base.anchor, form, numbers


def _of_item(text: Text, base: Address, unit: Unit) -> Iterator[Way]:
    """Below its base, or by all numbers of what it stands in: `paragraph 3.1` in section 3."""
    scope, form, around = way_of(base) if base.steps else ("", None, ())
    is_apart = bool(base.steps) and not form
    for numbers in _numbers(unit):
        yield base.anchor if is_apart else scope, form, (*(() if is_apart else around), *numbers)
        if len(numbers) > 1:
            yield from ((scope, other, numbers) for other in text.forms if other.is_nested)


@cache
def _readings(kind: Kind, number: str) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys((split_key(number_key(kind, number)), components(number))))


def _numbers(unit: Unit) -> tuple[tuple[str, ...], ...]:
    """The ways to read a number: 4A is one that was put after 4, or item A of 4."""
    return _readings(unit.kind, unit.number)
