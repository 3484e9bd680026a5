"""Tasks that a programme writes as numbered sentences: `1. … (Giao A chủ trì trong quý II)`.

The sentence stays as it is written; what it says of who, with whom and when is read from it, and
what it does not say is a field that the task does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from quyche.language import time_lists
from quyche.language.dates import TimeKind
from quyche.language.kinds import Kind
from quyche.language.spelling import fold
from quyche.programmes.field_names import LABELS
from quyche.programmes.field_readings import TaskField
from quyche.programmes.spoken_fields import SpokenFields
from quyche.texts.addresses import Address, Step
from quyche.texts.provisions import BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quyche.corpus.links import Links
    from quyche.corpus.texts import Text
    from quyche.programmes.field_readings import WhenSaid
    from quyche.texts.provisions import Block

_AROUND_RE = re.compile(r"to chuc thuc hien|muc dich|yeu cau|quan di.m")
"""What the heading of a section says, without marks, that holds no tasks."""
_END_RE = re.compile(r"\s\(|\((?=[A-Z])|\n|;|\.(?=\s|[A-Z])")
"""What ends the words for what is to be done, also where a note stood between two sentences."""
_NUMBER_RE = re.compile(r"(?P<number>\d{1,2})\s?[-–.)/]\s*(?=\D)")
_LONGEST_LINE = 150
"""Letters of a line that others stand below; what is longer is a sentence."""
_LONGEST_TIME = 40
_STOPS = " :.)"
_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


@dataclass(frozen=True)
class SentenceTask:
    """A numbered sentence that is a task, with what was read from it."""

    address: Address
    mark: str
    """Its number as printed."""
    line: int
    title: str
    """Its first words, up to where it says who does it."""
    fields: tuple[TaskField, ...]
    section: str = ""
    """What the heading it stands under says."""
    is_provision: bool = True
    """Whether it is one of the text; not where its number stands there before it."""


@dataclass(frozen=True)
class _Sentence:
    """A numbered sentence, or another line beside such."""

    provision: Provision | None
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return self.blocks[0].text if self.blocks else ""

    @property
    def line(self) -> int:
        return self.provision.line if self.provision else self.blocks[0].line

    @property
    def number(self) -> str:
        if self.provision:
            return self.provision.number
        match = _NUMBER_RE.match(self.text)
        return match["number"] if match else ""


@dataclass(frozen=True)
class _Above:
    """The line that sentences stand below."""

    time: TaskField | None
    section: str
    address: Address


@dataclass(frozen=True)
class SentenceReader:
    """Reads the numbered sentences of one programme."""

    text: Text
    links: Links
    when: WhenSaid
    placed: Callable[[Address, str], Address]
    """Gives what is no provision an address below another by its number, as nothing else has."""

    def tasks(self) -> Iterator[SentenceTask]:
        """The tasks of a programme without headings of tasks, in reading order.

        The items of a section are tasks where one of them says who leads it: a section of aims or
        of how the programme is carried out has none, nor one that is called so.
        """
        document = self.text.document
        if any(provision.kind is Kind.TASK for provision in document.walk()):
            return
        yield from self._of(None, document.content)
        for holder in document.walk():
            if holder.kind is not Kind.ARTICLE and not _AROUND_RE.search(fold(holder.heading)):
                yield from self._of(holder, holder.content)

    def _of(
        self, holder: Provision | None, content: Sequence[Block | Provision]
    ) -> Iterator[SentenceTask]:
        is_sentence = holder is not None and holder.kind is Kind.CLAUSE
        if is_sentence and holder is not None and not _holds_others(holder):
            return
        address = holder.address if holder else Address(self.text.id)
        time = self._time_of(holder) if holder else None
        found = list(self._read(_sentences(content), _Above(time, section_of(holder), address)))
        if any(field.name == "lead" for task in found for field in task.fields):
            yield from found

    def _read(self, sentences: Sequence[_Sentence], around: _Above) -> Iterator[SentenceTask]:
        """The tasks among sentences; what stands above others is what these belong to."""
        above = around
        for sentence, after in zip_longest(sentences, sentences[1:]):
            begins = bool(after and after.number == "1" and not sentence.text.endswith("."))
            begins = begins or bool(after and not sentence.provision and is_time(sentence.text))
            if begins and self._is_above(sentence):
                above = self._above(sentence, around)
            elif sentence.number:
                yield self._task(sentence, above)

    def _is_above(self, sentence: _Sentence) -> bool:
        told = sentence.text
        is_short = 0 < len(told) <= _LONGEST_LINE
        return is_short and (told.endswith(":") or time_at(told, self.when) >= 0)

    def _above(self, sentence: _Sentence, around: _Above) -> _Above:
        said = _NUMBER_RE.sub("", sentence.text).rstrip(_STOPS)
        time = self._time_in(sentence.text, sentence.line)
        address = around.address
        if sentence.provision:
            address = sentence.provision.address
        elif month := _month(time):
            form = self.text.grammar.month
            address = address.child(Step(form, month, month.replace("-", "/")))
        return _Above(time, said, address)

    def _time_of(self, holder: Provision) -> TaskField | None:
        """When all below something is due that ends with a time: `Hội nghị tháng 3/2025`."""
        said = holder.heading or next((one.text for one in holder.blocks), "")
        return self._time_in(said, holder.line)

    def _time_in(self, told: str, line: int) -> TaskField | None:
        start = time_at(told, self.when)
        if start < 0:
            return None
        words = told[start:].rstrip(_STOPS)
        times = time_lists.read_all(words, self.when.term, self.when.year)
        return TaskField("time", LABELS["time"][0], words, line, times=times)

    def _when(self, above: _Above) -> WhenSaid:
        """The year of the line above, where it names one: `Năm 2026`."""
        times = above.time.times if above.time else ()
        first = times[0].first if len(times) == 1 and times[0].kind is TimeKind.YEAR else None
        return replace(self.when, year=first.year) if first else self.when

    def _task(self, sentence: _Sentence, above: _Above) -> SentenceTask:
        fields: dict[str, TaskField] = {}
        when = self._when(above)
        for block in sentence.blocks:
            linked = self.links.at(self.text.id, block.line) if block.kind in _SPOKEN else None
            for field in SpokenFields.of(linked, when).fields().values() if linked else ():
                fields.setdefault(field.name, field)
        if above.time and "time" not in fields:
            fields["time"] = above.time
        provision, told = sentence.provision, tuple(fields.values())
        if provision:
            title = _without_lead(title_of(sentence.text), fields.get("lead"))
            place = (provision.address, provision.mark, provision.line)
            return SentenceTask(*place, title, told, above.section)
        mark = _NUMBER_RE.match(sentence.text)
        number = mark.group().strip() if mark else ""
        title = title_of(sentence.text.removeprefix(number).strip())
        address = self.placed(above.address, sentence.number)
        return SentenceTask(
            address, number, sentence.line, title, told, above.section, is_provision=False
        )


def _month(time: TaskField | None) -> str:
    """The month that a line ends with, as an address has it: `3-2025`."""
    first = time.times[0] if time and len(time.times) == 1 else None
    if first is None or first.kind is not TimeKind.MONTH or time is None:
        return ""
    month = first.first.month if first.first else (first.months or (0, 0))[0]
    is_dated = bool(first.first and str(first.first.year) in time.text)
    return f"{month}-{first.first.year}" if is_dated and first.first else str(month)


def _sentences(content: Sequence[Block | Provision]) -> list[_Sentence]:
    """The sentences directly in something, and the lines that stand beside them.

    Where a number stands twice the second is a line of what is before it, and no part of that.
    """
    found: list[_Sentence] = []
    for part in content:
        if isinstance(part, Provision):
            if part.kind is Kind.CLAUSE and not _holds_others(part):
                found += _parted(part)
        elif part.kind in _LINES and part.text:
            found.append(_Sentence(None, (part,)))
    return found


def _parted(clause: Provision) -> Iterator[_Sentence]:
    """A clause without the numbered lines at its end, and these."""
    blocks = tuple(block for block in clause.blocks if block.text)
    lines = [block.kind in _LINES and bool(_NUMBER_RE.match(block.text)) for block in blocks]
    end = next((at for at, is_line in enumerate(lines) if at and is_line), len(blocks))
    if end > 1 and (_is_line_above(blocks[end - 1]) or is_time(blocks[end - 1].text)):
        end -= 1
    yield _Sentence(clause, blocks[:end])
    yield from (_Sentence(None, (block,)) for block in blocks[end:])


def _is_line_above(block: Block) -> bool:
    is_above = block.kind is BlockKind.HEADING or block.text.endswith(":")
    return is_above and len(block.text) <= _LONGEST_LINE


def _holds_others(item: Provision) -> bool:
    return any(child.kind is Kind.CLAUSE for child in item.children)


def section_of(holder: Provision | None) -> str:
    """What something is called that holds sentences: its heading, or its own words."""
    if holder is None:
        return ""
    said = holder.heading or next((block.text for block in holder.blocks if block.text), "")
    return said.rstrip(" .:")


def is_time(told: str) -> bool:
    """Whether a line says when and nothing else: `Quý II`, `Tháng 3/2026:`."""
    words = told.strip(_STOPS)
    return 0 < len(words) <= _LONGEST_TIME and bool(time_lists.read_all(words))


def time_at(told: str, when: WhenSaid) -> int:
    """Where the time begins that a line ends with; -1 for none."""
    words = told.rstrip(_STOPS)
    starts = [0, *(at + 1 for at, letter in enumerate(words) if letter in " (")]
    near = (at for at in starts if len(words) - at <= _LONGEST_LINE)
    return next((at for at in near if time_lists.read_all(words[at:], when.term, when.year)), -1)


def _without_lead(title: str, lead: TaskField | None) -> str:
    """A title without who leads, where that stands behind a dash: `Họp - Văn phòng chủ trì`."""
    for dash in (" - ", " – ") if lead else ():
        title = title.partition(f"{dash}{lead.text}")[0] if lead else title
    return title


def title_of(told: str) -> str:
    """What is to be done, the words before it is said who does it."""
    end = _END_RE.search(told, 1)
    return told[: end.start() if end else len(told)].rstrip(" .;:")
