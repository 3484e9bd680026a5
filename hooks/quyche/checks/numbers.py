"""Numbers that are out of order, missing, or no number that provisions bear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.checks import level_numbers
from quyche.checks.level_numbers import is_next
from quyche.language.grammars import Counting
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key, place_of
from quyche.language.spelling import compose
from quyche.problems import Problem, error, warning
from quyche.texts.provisions import Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.language.grammars import Form


_NUMBER_RE = re.compile(r"(?P<values>[0-9]+(?:-[0-9]+)*)(?P<suffix>[a-z]*)")


def number_problems(text: Text) -> Iterator[Problem]:
    """Numbers of a document that do not follow those before them."""
    if text.grammar.levels:
        yield from level_numbers.problems(text.path, _sequences(text))
        return
    for siblings in _sequences(text):
        for before, provision in zip((None, *siblings), siblings, strict=False):
            yield from problems_after(before, provision, text.path)


def _sequences(text: Text) -> Iterator[Sequence[Provision]]:
    """Provisions that are counted together: articles through chapters, others in their parent."""
    counted: dict[tuple[str, Form | Kind], list[Provision]] = {}
    for provision in text.document.walk():
        *outer, last = provision.address.steps
        if provision.kind.is_headed and last.kind.is_counted_through:
            around = "-".join(step.anchor for step in outer)
            word = last.form if text.grammar.levels else provision.kind
            counted.setdefault((around, word), []).append(provision)
        yield from _inside(provision.children)
    yield from _inside(text.document.provisions)
    yield from counted.values()


def _inside(children: Iterable[Provision]) -> Iterator[Sequence[Provision]]:
    by_kind: dict[Kind, list[Provision]] = {}
    for child in children:
        last = child.address.steps[-1]
        is_through = child.kind.is_headed and last.kind.is_counted_through
        if not (is_through or child.kind is Kind.ATTACHMENT):
            by_kind.setdefault(child.kind, []).append(child)
    yield from by_kind.values()


def problems_after(before: Provision | None, provision: Provision, path: str) -> Iterator[Problem]:
    """What is wrong with a number that stands after another, or first."""
    form = provision.address.steps[-1].form
    if provision.kind is Kind.POINT and form.position(provision.number) < 0:
        found, known = provision.number, " ".join(form.letters)
        yield error(path, provision.line, "point-letter", found=found, known=known)
        return
    value = _value(provision)
    if value is None or "--" in provision.anchor:
        return
    if before is None:
        if value[0][-1] > 1:
            yield warning(path, provision.line, "number-first", found=provision.mark)
        return
    last, found, expected = _value(before), provision.mark, before.mark
    if last and value <= last:
        yield error(path, provision.line, "number-order", found=found, before=expected)
    elif last and not is_next(last[0], value[0]):
        yield warning(path, provision.line, "number-gap", found=found, before=expected)


def _value(provision: Provision) -> tuple[tuple[int, ...], str] | None:
    """Where a number stands among its like, with its suffix; None where it cannot be told."""
    if provision.kind is Kind.SUBPOINT:
        return (place_of(provision.number, Counting.ROMAN),), ""
    if provision.kind is Kind.POINT:
        position = provision.address.steps[-1].form.position(provision.number) + 1
        return (position,), compose(provision.number)[1:].rjust(2, "0")
    match = _NUMBER_RE.fullmatch(number_key(provision.kind, provision.number))
    values = match["values"].split("-") if match else ()
    return (tuple(map(int, values)), match["suffix"]) if match else None
