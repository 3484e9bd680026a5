"""What a stretch of running text says of who does something, with whom, who decides and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language import time_lists
from quyche.language.dates import TimeKind
from quyche.language.spelling import Searchable, fold
from quyche.programmes.field_names import BEGINNINGS_OF_TIMES, BODIES, NAMES, SENTENCES, WORKING
from quyche.programmes.field_readings import TaskField, WhenSaid, field_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.corpus.links import Linked
    from quyche.language.dates import Time
    from quyche.language.spelling import FoundSpelling

# "; phối hợp: Văn phòng, Ban Tuyên giáo"
_LABELLED_RE = re.compile(
    r"(?:^|[(;.,\n]\s*|\s[-–+]\s+|^[-–+]\s*)(?P<label>[^\W\d][^:;,.()\n]{1,38}?)\s*:\s*"
    r"(?P<value>(?:(?!\.(?:\s|$)|\s[-–+]\s)[^;()\n])+)"
)
_NOTE_RE = re.compile(r"\[\d{1,3}\]")
_BRACKET_RE = re.compile(r"\((?P<value>[^()]*)\)")
_DASH_RE = re.compile(r"\s[-–—]\s+")
_WORD_ENDS_RE = re.compile(r"(?<=\w)(?=[\s,.;]|$)")


@dataclass(frozen=True)
class SpokenFields:
    """Reads one stretch of a text; the text itself stays as it is."""

    linked: Linked
    when: WhenSaid
    start: int
    end: int
    line: int = 0
    """Of the file, where that is not the first of the text."""

    @classmethod
    def of(cls, linked: Linked, when: WhenSaid) -> SpokenFields:
        """Of a whole paragraph."""
        return cls(linked, when, 0, len(linked.text))

    def fields(self) -> dict[str, TaskField]:
        """What it says, each under its name; nothing for what it does not say."""
        found = {name: self._field(name, span, label) for name, label, span in self._labelled()}
        spans = dict(self._spoken())
        if "lead" not in spans and (span := self._working()):
            spans["lead"] = span
        for name, span in spans.items():
            found.setdefault(name, self._field(name, span))
        if "time" not in found and (span := self._time(spans.get("lead"))):
            found["time"] = self._field("time", span)
        return found

    def _field(self, name: str, span: tuple[int, int], label: str = "") -> TaskField:
        return field_of_words(name, self.linked, *span, self.when, label, self.line)

    @property
    def _inside(self) -> Searchable:
        """The stretch, in which the numbers of notes are as good as blanks: `[1]Văn phòng`."""
        said = self.linked.text[self.start : self.end]
        return Searchable.of(_NOTE_RE.sub(lambda note: " " * len(note.group()), said))

    def _found(self, pattern: re.Pattern[str]) -> Iterator[FoundSpelling]:
        """What stands in the stretch, which begins and ends a text for the pattern."""
        return self._inside.finditer(pattern)

    def _at(self, found: FoundSpelling, group: str = "value") -> tuple[int, int]:
        start, end = found.span(group)
        return start + self.start, end + self.start

    def _labelled(self) -> Iterator[tuple[str, str, tuple[int, int]]]:
        """Fields that stand after their label, the first of each name."""
        seen = set[str]()
        for found in self._found(_LABELLED_RE):
            label = str(found["label"])
            name = NAMES.get(fold(label), "")
            if name and name not in seen and found["value"].strip():
                seen.add(name)
                yield name, label, self._at(found)

    def _spoken(self) -> Iterator[tuple[str, tuple[int, int]]]:
        for name, patterns in SENTENCES.items():
            found = (self._at(one) for pattern in patterns for one in self._found(pattern))
            only = self._names_only if name == "lead" else self._without_time
            spans = map(only, found)
            if span := next((span for span in spans if span[0] < span[1]), None):
                yield name, span

    def _working(self) -> tuple[int, int] | None:
        """Who does it, said without the words for leading: only somebody of the register."""
        spans = (self._at(found) for pattern in WORKING for found in self._found(pattern))
        for span in map(self._names_only, spans):
            read = self._field("lead", span)
            if read.parties and not read.unclear:
                return span
        return None

    def _mentions(self, start: int, end: int) -> bool:
        return any(start <= each.start and each.end <= end for each in self.linked.mentions)

    def _begins_name(self, start: int) -> bool:
        return any(each.start == start for each in self.linked.mentions)

    def _names_only(self, span: tuple[int, int]) -> tuple[int, int]:
        """Without what stands before the names: `trong quý II, Văn phòng`."""
        start, end = span
        while (comma := self.linked.text.find(",", start, end)) >= 0:
            first = self.linked.text[start:comma].strip()
            is_name = first[:1].isupper() or self._mentions(start, comma)
            if is_name and not time_lists.read_all(first):
                break
            start = comma + 1
        return self._after_dash(start, end), end

    def _after_dash(self, start: int, end: int) -> int:
        """Where names begin after what is to be done: `Nghe báo cáo - Văn phòng`.

        A dash inside a name is one: `Ban Kinh tế - Xã hội`.
        """
        said = self.linked.text[start:end]
        is_named = BODIES.match(fold(said.lstrip())) or self._begins_name(start)
        for dash in () if is_named else _DASH_RE.finditer(said):
            if BODIES.match(fold(said[dash.end() :])):
                return start + dash.end()
        return start

    def _without_time(self, span: tuple[int, int]) -> tuple[int, int]:
        """Without when it is due, which may follow the names: `các ban, tháng 01`."""
        start, end = span
        comma = self.linked.text.rfind(",", start, end)
        is_time = comma > start and time_lists.read_all(self.linked.text[comma + 1 : end])
        return (start, comma) if is_time else span

    # When

    def _time(self, lead: tuple[int, int] | None) -> tuple[int, int] | None:
        """When it is due: what is told beside who leads it, else what is told to be its time."""
        candidates = list(self._times())
        begin, finish = self._around(lead) if lead else (0, 0)
        beside = [span for span, _, _ in candidates if begin <= span[0] < finish]
        if beside:
            return beside[0]
        due = (span for span, is_told, times in candidates if self._is_due(times, is_told=is_told))
        return next(due, None)

    def _is_due(self, times: Sequence[Time], *, is_told: bool) -> bool:
        """Whether a time anywhere in the sentence is when it is due, not what it speaks of."""
        if any(time.kind in {TimeKind.RECURRING, TimeKind.ALWAYS} for time in times):
            return True
        lasts = [time.last.year for time in times if time.last]
        return is_told and not (lasts and max(lasts) < self.when.year)

    def _around(self, lead: tuple[int, int]) -> tuple[int, int]:
        """The brackets in which somebody is told to lead, or the text from there on."""
        for bracket in self._found(_BRACKET_RE):
            start, end = self._at(bracket)
            if start <= lead[0] < end:
                return start, end
        return lead[0], self.end

    def _times(self) -> Iterator[tuple[tuple[int, int], bool, tuple[Time, ...]]]:
        position = -1
        inside = self._inside
        while found := BEGINNINGS_OF_TIMES.search(inside.key, position + 1):
            position = found.start("value")
            for end in self._ends(found["value"]):
                span = inside.span(position, position + end)
                said = self.linked.text[self.start + span[0] : self.start + span[1]]
                if times := time_lists.read_all(said, self.when.term, self.when.year):
                    place = (self.start + span[0], self.start + span[1])
                    yield place, bool(found["told"]), times
                    position += end
                    break

    @staticmethod
    def _ends(said: str) -> list[int]:
        """Where words of it end, the last first."""
        return [match.end() for match in _WORD_ENDS_RE.finditer(said)][::-1]
