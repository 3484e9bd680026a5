"""Tasks that a programme writes as numbered sentences: `1. … (Giao A chủ trì trong quý II)`.

The sentence stays as it is written; what it says of who, with whom and when is read from it, and
what it does not say is a field that the task does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.language import time_lists
from quyche.language.kinds import Kind
from quyche.language.spelling import fold
from quyche.programmes.field_readings import TaskField, WhenSaid, field_of_words
from quyche.programmes.spoken_fields import SpokenFields
from quyche.texts.provisions import BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.links import Linked, Links
    from quyche.corpus.texts import Text
    from quyche.texts.provisions import Block

_AROUND_RE = re.compile(r"to chuc thuc hien|muc dich|yeu cau|quan di.m")
"""What the heading of a section says, without marks, that holds no tasks."""
_END_RE = re.compile(r"\s\(|\((?=[A-Z])|\n|;|\.(?=\s|[A-Z])")
"""What ends the words for what is to be done, also where a note stood between two sentences."""
_STOPS = " :.)"
_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


@dataclass(frozen=True)
class SentenceTask:
    """A numbered sentence that is a task, with what was read from it."""

    provision: Provision
    title: str
    """Its first words, up to where it says who does it."""
    fields: tuple[TaskField, ...]
    section: str = ""
    """What the heading it stands under says."""


def sentence_tasks(text: Text, links: Links, when: WhenSaid) -> Iterator[SentenceTask]:
    """The tasks of a programme without headings of tasks, in reading order.

    The items of a section are tasks where one of them says who leads it: a section of aims or of
    how the programme is carried out has none, nor one that is called so.
    """
    if any(provision.kind is Kind.TASK for provision in text.document.walk()):
        return
    for holder, items in _lists(text):
        if holder and _AROUND_RE.search(fold(holder.heading)):
            continue
        time = _time_of(holder, links, text, when) if holder else None
        read = [_read(item, text, links, when, time) for item in items]
        if any(field.name == "lead" for task in read for field in task.fields):
            section = section_of(holder)
            yield from (replace(task, section=section) for task in read)


def section_of(holder: Provision | None) -> str:
    """What something is called that holds sentences: its heading, or its own words."""
    if holder is None:
        return ""
    said = holder.heading or next((block.text for block in holder.blocks if block.text), "")
    return said.rstrip(" .:")


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


def _time_of(holder: Provision, links: Links, text: Text, when: WhenSaid) -> TaskField | None:
    """When all below something is due that ends with a time: `Hội nghị tháng 3/2025`."""
    line = holder.line if holder.heading else next((one.line for one in holder.blocks), 0)
    linked = links.at(text.id, line, heading=bool(holder.heading))
    start = time_at(linked.text, when) if linked else -1
    if linked is None or start < 0:
        return None
    return field_of_words("time", linked, start, len(linked.text.rstrip(_STOPS)), when)


def time_at(told: str, when: WhenSaid) -> int:
    """Where the time begins that a line ends with; -1 for none."""
    words = told.rstrip(_STOPS)
    starts = [0, *(at + 1 for at, letter in enumerate(words) if letter in " (")]
    return next((at for at in starts if time_lists.read_all(words[at:], when.term, when.year)), -1)


def _read(
    item: Provision, text: Text, links: Links, when: WhenSaid, heading: TaskField | None
) -> SentenceTask:
    spoken = [
        (block, linked)
        for block in item.blocks
        if block.kind in _SPOKEN and (linked := links.at(text.id, block.line))
    ]
    fields: dict[str, TaskField] = {}
    for _, linked in spoken:
        for field in SpokenFields.of(linked, when).fields().values():
            fields.setdefault(field.name, field)
    if heading and "time" not in fields:
        fields["time"] = heading
    return SentenceTask(item, _title(spoken), tuple(fields.values()))


def _title(spoken: list[tuple[Block, Linked]]) -> str:
    """How a task is called in lists: what is to be done, in its own words."""
    first = spoken[0][1].text if spoken else ""
    return title_of(first)


def title_of(told: str) -> str:
    """What is to be done, the words before it is said who does it."""
    end = _END_RE.search(told, 1)
    return told[: end.start() if end else len(told)].rstrip(" .;:")
