"""Tasks that a programme writes as numbered sentences: `1. … (Giao A chủ trì trong quý II)`.

The sentence stays as it is written; what it says of who, with whom and when is read from it, and
what it does not say is a field that the task does not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language import dates
from quyche.language.kinds import Kind
from quyche.programmes.field_names import SENTENCES
from quyche.programmes.field_readings import TaskField, field_of_words
from quyche.texts.provisions import BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.links import Linked, Links
    from quyche.corpus.texts import Text
    from quyche.language.dates import Days
    from quyche.texts.provisions import Block

_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


@dataclass(frozen=True)
class SentenceTask:
    """A numbered sentence that is a task, with what was read from it."""

    provision: Provision
    title: str
    """Its first words, up to where it says who does it."""
    fields: tuple[TaskField, ...]


def sentence_tasks(text: Text, links: Links, term: Days | None) -> Iterator[SentenceTask]:
    """The tasks of a programme without headings of tasks, in reading order.

    The items of a section are tasks where one of them says who leads it: a section of aims or of
    how the programme is carried out has none.
    """
    if any(provision.kind is Kind.TASK for provision in text.document.walk()):
        return
    for holder, items in _lists(text):
        time = _time_of(holder, links, text, term) if holder else None
        read = [_read(item, text, links, term, time) for item in items]
        if any(field.name == "lead" for task in read for field in task.fields):
            yield from read


def _lists(text: Text) -> Iterator[tuple[Provision | None, tuple[Provision, ...]]]:
    """What holds numbered sentences directly, None for the document itself, and these.

    A sentence that holds others is what they belong to, as a heading is.
    """
    every = [one for one in text.document.walk() if one.kind is not Kind.ARTICLE]
    holders = [(None, text.document.provisions), *((holder, holder.children) for holder in every)]
    for holder, children in holders:
        items = [child for child in children if child.kind is Kind.CLAUSE]
        told = tuple(item for item in items if not _holds_others(item))
        if told:
            yield holder, told


def _holds_others(item: Provision) -> bool:
    return any(child.kind is Kind.CLAUSE for child in item.children)


def _time_of(holder: Provision, links: Links, text: Text, term: Days | None) -> TaskField | None:
    """When all below something is due that ends with a time: `Hội nghị tháng 3/2025`."""
    line = holder.line if holder.heading else next((one.line for one in holder.blocks), 0)
    linked = links.at(text.id, line, heading=bool(holder.heading))
    start = _time_at(linked.text, term) if linked else -1
    if linked is None or start < 0:
        return None
    return field_of_words("time", linked, start, len(linked.text.rstrip(" :.")), term)


def _time_at(told: str, term: Days | None) -> int:
    """Where the time begins that a line ends with; -1 for none."""
    words = told.rstrip(" :.")
    starts = [0, *(at + 1 for at, letter in enumerate(words) if letter == " ")]
    return next((at for at in starts if dates.read(words[at:], term)), -1)


def _read(
    item: Provision, text: Text, links: Links, term: Days | None, heading: TaskField | None
) -> SentenceTask:
    spoken = [
        (block, linked)
        for block in item.blocks
        if block.kind in _SPOKEN and (linked := links.at(text.id, block.line))
    ]
    fields: dict[str, TaskField] = {}
    for _, linked in spoken:
        for field in _fields(linked, term):
            fields.setdefault(field.name, field)
    if heading and "time" not in fields:
        fields["time"] = heading
    return SentenceTask(item, _title(spoken), tuple(fields.values()))


def _fields(linked: Linked, term: Days | None) -> Iterator[TaskField]:
    for name, pattern in SENTENCES.items():
        if found := pattern.search(linked.text):
            field = field_of_words(name, linked, *found.span("value"), term)
            if name != "time" or field.times:
                yield field


def _title(spoken: list[tuple[Block, Linked]]) -> str:
    """How a task is called in lists: what is to be done, in its own words."""
    first = spoken[0][1].text if spoken else ""
    ends = [first.find(sign) for sign in (" (", "\n", ". ", ";")]
    end = min((at for at in ends if at > 0), default=len(first))
    return first[:end].rstrip(" .;:")
