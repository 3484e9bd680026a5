"""A programme's plan set against what was done, as far as it records that."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from quyche import task_states, times, urls
from quyche.addresses import Address
from quyche.adjustments import Change
from quyche.corpus import Corpus, Text
from quyche.markup import is_safe_href
from quyche.progress import Product
from quyche.reading.reading import Reading
from quyche.tasks import Task

_FOREIGN = ("https://", "http://")


@dataclass(frozen=True)
class Count:
    """How many tasks have come so far."""

    state: str
    label: str
    number: int


@dataclass(frozen=True)
class Line:
    """One task: when it was planned, what became of it, and what came out of it."""

    mark: str
    title: str
    anchor: str
    time: str
    first_time: str
    """What its time was at first, where it was moved; empty otherwise."""
    state: str
    said: tuple[str, ...]
    products: tuple[tuple[str, str], ...]
    """Each with where it leads; that may be empty."""


@dataclass(frozen=True)
class PlanReport:
    """What the page of a programme says about its progress."""

    date: str
    total: int
    counts: tuple[Count, ...]
    lines: tuple[Line, ...]


def plan_of(reading: Reading, text: Text, base: str) -> PlanReport | None:
    """The report of a programme; None where it records no progress.

    `base` is the way from its page to the start of the edition.
    """
    if text.id not in reading.tasks.recording:
        return None
    tasks = reading.tasks.by_document[text.id]
    found = task_states.counts(tasks, reading.date)
    return PlanReport(
        times.written(reading.date),
        len(tasks),
        tuple(
            Count(state.value, reading.labels(f"progress.{state.value}"), number)
            for state, number in found.items()
        ),
        tuple(_line(reading, text, task, base) for task in tasks),
    )


def _line(reading: Reading, text: Text, task: Task, base: str) -> Line:
    return Line(
        task.mark.rstrip("."),
        task.title,
        task.address.anchor,
        task.text("time") or reading.labels("task.no_time"),
        _first_time(task),
        task_states.state_on(task, reading.date).value,
        task_states.told(task, reading.labels, reading.date),
        tuple(
            (product.text, _href(reading.corpus, text, product, base))
            for record in task.progress
            for product in record.products
        ),
    )


def _first_time(task: Task) -> str:
    moved = (change for change in task.adjustments if change.change is Change.TIME)
    return next((change.before for change in moved), "")


def _href(corpus: Corpus, text: Text, product: Product, base: str) -> str:
    """Where a product leads; nowhere rather than to a page that is not there."""
    if product.target:
        return _page(corpus, product.target, base)
    if product.href.startswith(_FOREIGN):
        return product.href if is_safe_href(product.href) else ""
    path, _, anchor = product.href.partition("#")
    named = corpus.by_path.get(_below(text.path, path)) if path else None
    if named is None:
        return ""
    return _page(corpus, Address(named.id), base) + (f"#{anchor}" if anchor else "")


def _below(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), href))


def _page(corpus: Corpus, address: Address, base: str) -> str:
    page = posixpath.join(base, urls.address_of(corpus.by_id[address.document].path))
    return f"{page}#{address.anchor}" if address.steps else page
