"""Numbers that are out of order or missing, where they alone do not tell what they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.language.grammars import Counting
from quyche.language.kinds import Kind
from quyche.language.numbers import components, number_key, place_of
from quyche.problems import Problem, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.texts.provisions import Provision

_Value = tuple[int, ...]
_LETTERED = 0
"""What the value of a lone letter begins with: A to Z after 1 to 12 are counted anew."""


def problems(path: str, sequences: Iterable[Sequence[Provision]]) -> Iterator[Problem]:
    """Numbers that do not follow those before them.

    Codes with letters (`3d)` after `3a)`) may leave some out: they stay with their rules for ever,
    and those of rules that went do not come again.
    """
    for siblings in sequences:
        values = _values([provision.number for provision in siblings])
        for at, (value, provision) in enumerate(zip(values, siblings, strict=True)):
            before = values[at - 1] if at else ()
            shown = siblings[at - 1].mark if at else ""
            if value and "--" not in provision.anchor:
                yield from _problems(path, provision, value, before, shown)


def _problems(
    path: str, provision: Provision, value: _Value, before: _Value, shown: str
) -> Iterator[Problem]:
    found = provision.mark
    has_code = any(map(str.isalpha, provision.number)) and len(components(provision.number)) > 1
    if before and value and (before[0] == _LETTERED) != (value[0] == _LETTERED):
        before, shown = (), ""
    if not shown:
        if value[-1] > 1 and not (has_code or (provision.kind.is_headed and len(value) > 1)):
            yield warning(path, provision.line, "number-first", found=found)
    elif before and value <= before:
        yield error(path, provision.line, "number-order", found=found, before=shown)
    elif before and not has_code and not is_next(before, value):
        yield warning(path, provision.line, "number-gap", found=found, before=shown)


def _values(numbers: Sequence[str]) -> list[_Value]:
    """What numbers that are counted together are worth; nothing for those that nobody can tell.

    `i` is the first of roman numbers, or the letter after `h`: what stands beside it tells.
    """
    is_roman = all(place_of(number, Counting.ROMAN) for number in numbers) and numbers[:1] != ["l"]
    lettered = [place_of(number, Counting.LETTERS) for number in numbers]
    if is_roman and (not all(lettered) or numbers[0].lower() == "i"):
        return [(place_of(number, Counting.ROMAN),) for number in numbers]
    if all(lettered):
        return [(value,) for value in lettered]
    return [_value(number) for number in numbers]


def _value(number: str) -> _Value:
    """The numbers of a code; letters beside digits count, too, so that 4A comes after 4."""
    if place := place_of(number, Counting.ROMAN) if number.isupper() and len(number) > 1 else 0:
        return (place,)
    found = components(number)
    if not any(map(str.isdigit, number)):
        key = number_key(Kind.ARTICLE, number)
        return (int(key),) if key.isdigit() else (_LETTERED, place_of(number, Counting.LETTERS))
    return tuple(int(one) if one.isdigit() else place_of(one, Counting.LETTERS) for one in found)


def is_next(before: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether no number is missing between them: 5 or 4a after 4, 5.1 after 4, 1.3 after 1.2."""
    same = next(
        (at for at, (one, other) in enumerate(zip(before, value, strict=False)) if one != other),
        min(len(before), len(value)),
    )
    if same == len(before) or same == len(value):
        return all(number == 1 for number in value[same:])
    return value[same] == before[same] + 1 and all(number == 1 for number in value[same + 1 :])
