"""The numbers of a citation, and which of them stand in which: `điểm a khoản 2 Điều 5`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.language.grammars import Form


_ROMAN_RE = re.compile("[ivxIVX]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One number, with the word that it is counted by."""

    form: Form
    number: str
    """As written; empty for `này`."""
    start: int
    end: int
    joined: bool
    """Whether only a comma, `và` and the like part it from the unit before."""
    may_descend: bool = False
    """Whether it may stand in what comes before it: `section 5, paragraph (b)`."""

    @property
    def kind(self) -> Kind:
        """What it counts."""
        return self.form.kind


def groups(units: Iterable[Unit], levels: Sequence[Form] = ()) -> Iterator[list[Unit]]:
    """Units that hang together: `khoản 1, khoản 2 Điều 6` is one group.

    `levels` are what items are by how deep they stand, where their words do not tell.
    """
    group: list[Unit] = []
    for unit in units:
        if group and not unit.joined:
            yield _deepened(_ascending(group), levels)
            group = []
        group.append(unit)
    if group:
        yield _deepened(_ascending(group), levels)


def _deepened(group: list[Unit], levels: Sequence[Form]) -> list[Unit]:
    """The same with what stands in an item one level further down than that.

    `paragraph (b) of section 5(2)` is a point, whatever its word.
    """
    found: list[Unit] = []
    inner: Form | None = None
    spans = Counter((unit.start, unit.end) for unit in group)
    for unit in reversed(group):
        is_alone = spans[unit.start, unit.end] == 1
        if is_alone and inner in levels and not unit.kind.is_headed:
            depth = min(levels.index(inner) + 1, len(levels) - 1)
            found.append(replace(unit, form=levels[depth]))
            continue
        inner = None if is_alone else unit.form
        found.append(unit)
    return found[::-1]


def _ascending(group: list[Unit]) -> list[Unit]:
    """The same with what follows what it stands in before that: both take the whole stretch."""
    if not any(unit.may_descend for unit in group):
        return group
    merged: list[list[Unit]] = []
    for _, chained in groupby(group, lambda unit: (unit.start, unit.end)):
        units = list(chained)
        is_inner = units[-1].may_descend and bool(units[-1].number)
        if merged and is_inner and stands_in(units[-1].form, merged[-1][0].form):
            outer = merged.pop()
            start, end = outer[0].start, units[-1].end
            units = [replace(unit, start=start, end=end) for unit in (*units, *outer)]
        merged.append(units)
    return [unit for units in merged for unit in units]


def holders_in(group: Sequence[Unit]) -> list[int | None]:
    """For every unit the next larger one after it."""
    holders: list[int | None] = []
    nearest: dict[Form, int] = {}
    for index in reversed(range(len(group))):
        form = group[index].form
        larger = (at for other, at in nearest.items() if stands_in(form, other))
        is_inner = _is_in_its_like(group[index : index + 2])
        holders.append(index + 1 if is_inner else min(larger, default=None))
        nearest[form] = index
    return holders[::-1]


def _is_in_its_like(units: Sequence[Unit]) -> bool:
    """Whether a roman number stands in a letter of the same word: `điểm ii điểm a`, `Mục I Mục A`.

    Nothing but one blank parts them; `điểm a, điểm b` is a list.
    """
    if len(units) == 1 or units[0].form is not units[1].form:
        return False
    inner, outer = units
    is_nested = inner.kind in {Kind.POINT, Kind.SECTION} and inner.end + 1 == outer.start
    numbers = [_ROMAN_RE.fullmatch(unit.number) is not None for unit in units]
    return is_nested and outer.number.isalpha() and numbers == [True, False]


def path_from(group: Sequence[Unit], holders: Sequence[int | None], position: int) -> list[int]:
    """The unit and those it stands in, from small to large, up to a `này`."""
    path = [position]
    while group[path[-1]].number and (holder := holders[path[-1]]) is not None:
        path.append(holder)
    return path


def stands_in(form: Form, larger: Form) -> bool:
    """Whether a citation may name the one inside the other.

    `mục 4 Điều 8` calls a clause a section; `Section 2 of Article III` is a part of an article.
    """
    if larger.kind is Kind.ARTICLE and form.kind is Kind.SECTION:
        return True
    is_part = larger.kind is form.kind and larger.is_through and form is not larger
    return larger.kind.rank < form.kind.rank or is_part
