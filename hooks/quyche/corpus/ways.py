"""The numbers that lead to a provision, whatever words stand between them: 5, 2, a."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyche.language.grammars import Form
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Document

Way = tuple[str, "Form | None", tuple[str, ...]]
"""In what it is counted, by what word, and the numbers that lead to it."""


def ways(document: Document) -> Mapping[Way, Address]:
    """Every provision of a document by the way that leads to it."""
    found: dict[Way, Address] = {}
    for provision in document.walk():
        found.setdefault(way_of(provision.address), provision.address)
    return found


def way_of(address: Address) -> Way:
    """From what its numbers are counted in: the last that bears all those around it, if any."""
    steps = address.steps
    nested = [at for at, step in enumerate(steps) if step.form.is_nested]
    headed = [at + 1 for at, step in enumerate(steps) if step.kind.is_headed]
    start = nested[-1] if nested else max(headed, default=0)
    scope = "-".join(step.anchor for step in steps[:start])
    numbers = tuple(one for step in steps[start:] for one in split_key(step.key))
    return scope, steps[start].form if nested else None, numbers


def split_key(key: str) -> tuple[str, ...]:
    """The numbers of a key; the count of one that stands twice stays with the last."""
    number, twin, count = key.partition("--")
    *outer, last = number.split("-")
    return (*outer, last + twin + count)
