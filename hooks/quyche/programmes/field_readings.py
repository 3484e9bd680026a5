"""What one line below a task says: who has which part in it, by when, on what basis.

Nothing of the text is changed, and what is not understood stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from quyche.corpus.links import Citing, Linked
from quyche.corpus.texts import Corpus
from quyche.language import time_lists
from quyche.language.dates import Days, Time
from quyche.language.spelling import fold, read_start, read_whole
from quyche.programmes import progress
from quyche.programmes.field_names import FIELD_RE, LABELS, NAMES
from quyche.programmes.progress import Progress
from quyche.texts.provisions import Block, BlockKind

_PART_RE = re.compile(r"[^;]+")
# What may stand between the names of a list without being one.
_BETWEEN_RE = re.compile(
    r"(?:[\s,.;]|\[\d{1,3}\]|(?<!\w)(?:và|cùng|với|các|đồng chí|and|with|the)(?!\w))*",
    re.IGNORECASE,
)
_SIGNS = " \u00a0,.;\n"
_JOINT_RE = re.compile(rf"^(?:[{_SIGNS}]|(?:và|cùng|với|and|with|the)(?!\w))+", re.IGNORECASE)


class Role(Enum):
    """What somebody has to do with a task. The value names its label."""

    LEAD = "lead"
    PRESIDING = "presiding"
    COORDINATING = "coordinating"
    DECIDING = "deciding"
    OBJECT = "object"


class TaskForm(Enum):
    """What kind of task it is; inspection and supervision are two things."""

    WORK = "work"
    INSPECTION = "inspection"
    SUPERVISION = "supervision"

    @property
    def slug(self) -> str:
        """What the address of a page calls it."""
        return _SLUGS[self]


_SLUGS = {
    TaskForm.WORK: "cong-viec",
    TaskForm.INSPECTION: "kiem-tra",
    TaskForm.SUPERVISION: "giam-sat",
}

_WITH_PARTIES = {role.value for role in Role} | {"team"}
FORMS = {
    "kiem tra": TaskForm.INSPECTION,
    "giam sat": TaskForm.SUPERVISION,
    "inspection": TaskForm.INSPECTION,
    "supervision": TaskForm.SUPERVISION,
}
"""The kinds by the words that a text begins with, without marks."""


@dataclass(frozen=True)
class Party:
    """Somebody named in a field."""

    text: str
    """As written."""
    id: str
    """In the register; empty where nobody of it is meant, as far as is known."""


@dataclass(frozen=True)
class TaskField:
    """One line below the heading of a task."""

    name: str
    """Which field it is; empty where its label is none that is known."""
    label: str
    text: str
    """What stands after the label."""
    line: int
    parties: tuple[Party, ...] = ()
    citations: tuple[Citing, ...] = ()
    times: tuple[Time, ...] = ()
    unclear: tuple[str, ...] = ()
    """What of it was not understood."""
    progress: Progress | None = None
    """What it records, where it is a record of progress."""

    @property
    def parts(self) -> tuple[str, ...]:
        """What semicolons part."""
        return tuple(match.group().strip() for match in _PART_RE.finditer(self.text))


def read_field(
    block: Block,
    linked: Linked | None,
    term: Days | None,
    corpus: Corpus,
    names: Mapping[str, str] = NAMES,
) -> TaskField | None:
    """The field that an item is; None for a paragraph, a table and the like.

    `names` says which field a label means, by how the label is spelled without marks.
    """
    if block.kind is not BlockKind.ITEM or linked is None:
        return None
    match = read_whole(FIELD_RE, block.text)
    if not match:
        return TaskField("", "", block.text, block.line, unclear=(block.text,))
    label, value = match["label"].strip(), match["value"].strip()
    name = names.get(fold(label), "")
    start = match.start("value")
    field = _Reader(name, linked, start, start + len(match["value"]), term)
    return TaskField(
        name,
        label,
        value,
        block.line,
        tuple(field.parties()),
        tuple(citing for citing in linked.citations if citing.start >= start),
        tuple(field.times()),
        tuple(field.unclear(label)),
        _progress(block, linked, start, corpus) if name == "progress" and value else None,
    )


@dataclass(frozen=True)
class WhenSaid:
    """What a time is read by that does not say all of itself: the term and year of its text."""

    term: Days | None = None
    year: int = 0
    """0 where the text names none, or several."""


def field_of_words(  # noqa: PLR0913, PLR0917  # a stretch of a text, and what it is read by
    name: str, linked: Linked, start: int, end: int, when: WhenSaid, label: str = "", line: int = 0
) -> TaskField:
    """The field that a stretch of a text is; its label is what such a field is called most.

    A stop that ends it is none of its words.
    """
    label = label or LABELS[name][0]
    said = linked.text[start:end]
    end = start + len(said.rstrip(_SIGNS))
    start += len(said) - len(said.lstrip(_SIGNS))
    field = _Reader(name, linked, start, max(start, end), when.term, when.year)
    return TaskField(
        name,
        label,
        linked.text[start:end],
        line or linked.line,
        tuple(field.parties()),
        tuple(citing for citing in linked.citations if start <= citing.start < end),
        tuple(field.times()),
        tuple(field.unclear(label)),
    )


def _progress(block: Block, linked: Linked, start: int, corpus: Corpus) -> Progress:
    source = progress.Source(linked.text, start, block.line, linked.citations, block.runs)
    return progress.read(source, corpus)


@dataclass(frozen=True)
class _Reader:
    """Reads what stands after the label of one field."""

    name: str
    linked: Linked
    start: int
    end: int
    term: Days | None
    year: int = 0

    def _parts(self) -> Iterator[re.Match[str]]:
        return _PART_RE.finditer(self.linked.text, self.start, self.end)

    def parties(self) -> Iterator[Party]:
        """Who is named; what else stands in the list, as text."""
        if self.name in _WITH_PARTIES:
            for part in self._parts():
                yield from self._parties_in(part.start(), part.end())
        elif self.name == "adjustment":
            yield from self._mentioned(self.start, self.end)

    def _mentioned(self, start: int, end: int) -> Iterator[Party]:
        """Only whoever decided stands in brackets, at the end: what was changed names others."""
        bracket = self.linked.text.rfind("(", start, end)
        for mention in self.linked.mentions:
            if start <= bracket < mention.start and mention.end <= end:
                yield Party(mention.text, mention.target)

    def _parties_in(self, start: int, end: int) -> Iterator[Party]:
        position = start
        for mention in self.linked.mentions:
            if start <= mention.start and mention.end <= end:
                yield from self._unknown(position, mention.start)
                yield Party(mention.text, mention.target)
                position = mention.end
        yield from self._unknown(position, end)

    def _unknown(self, start: int, end: int) -> Iterator[Party]:
        between = self.linked.text[start:end]
        if not read_whole(_BETWEEN_RE, between):
            joint = read_start(_JOINT_RE, between)
            yield Party(between[joint.end() if joint else 0 :].rstrip(_SIGNS), "")

    def times(self) -> Iterator[Time]:
        """When it is due."""
        if self.name == "time":
            for part in self._parts():
                yield from self._times_of(part.group())

    def _times_of(self, part: str) -> tuple[Time, ...]:
        return time_lists.read_all(part, self.term, self.year)

    def unclear(self, label: str) -> Iterator[str]:
        """What of it was not understood."""
        value = self.linked.text[self.start : self.end].strip()
        if not self.name:
            yield label
        elif self.name == "time":
            for part in self._parts():
                if part.group().strip() and not self._times_of(part.group()):
                    yield part.group().strip()
        elif self.name == "form" and not fold(value).startswith(tuple(FORMS)):
            yield value
        else:
            yield from (party.text for party in self.parties() if not party.id)
