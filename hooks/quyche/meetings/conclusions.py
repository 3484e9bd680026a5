"""What meetings concluded: who does what by when, and where that is carried out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from quyche.comparing.comparers import Comparer
from quyche.corpus.links import CitationState, Linker, Links
from quyche.editions.archives import Past
from quyche.language import dates
from quyche.language.spelling import fold, read_all
from quyche.programmes import field_names
from quyche.programmes.field_readings import Role, TaskForm, read_field
from quyche.programmes.tasks import Task
from quyche.texts import minutes

if TYPE_CHECKING:
    from quyche.comparing.changes import Change
    from quyche.comparing.comparison import Comparison
    from quyche.corpus.links import Citing
    from quyche.corpus.texts import Corpus, Text
    from quyche.programmes.field_readings import TaskField
    from quyche.texts.addresses import Address
    from quyche.texts.metadata import Meeting
    from quyche.texts.provisions import Block, Provision

_TAKEN = ("lead", "coordinating", "time", "product", "note")


def labels_in(language: str) -> Mapping[str, tuple[str, ...]]:
    """What minutes call each field of a conclusion, the usual label first."""
    known = field_names.in_language(language)
    return {**{name: known[name] for name in _TAKEN}, "done": _DONE[language]}


_DONE = {
    "vi": ("thực hiện", "đã thực hiện", "đã thực hiện ở", "nơi thực hiện"),
    "en": ("carried out", "carried out in", "done", "done in"),
}
LABELS = labels_in("vi")
ENGLISH_LABELS = labels_in("en")
_NAMES = {
    fold(label): name
    for known in (LABELS, ENGLISH_LABELS)
    for name, labels in known.items()
    for label in labels
}
# "phiên bản 17.1-du-thao-1", "edition 1"
_EDITION_RE = re.compile(
    r"(?<!\w)(?:phiên bản|edition)[ \u00a0]+(?P<name>\d+(?:[.-]\w+)*)", re.IGNORECASE
)
_Key = TypeVar("_Key")
_Item = TypeVar("_Item")
ROLES = (Role.LEAD, Role.COORDINATING)
"""What a conclusion can ask of somebody."""


@dataclass(frozen=True)
class Done:
    """Words that name where a conclusion is carried out, be it done there or under way."""

    line: int
    start: int
    """In the text of that line."""
    end: int
    text: str
    edition: str
    """In which edition; empty for the documents as they are now."""
    target: Address | None = None
    """A provision, a task or a document of it; None for the edition itself, or what is unknown."""
    is_edition: bool = False
    is_unread: bool = False
    """Whether nothing can be said of it: its edition cannot be read here, or it is internal."""
    now: tuple[Address, ...] = ()
    """What the target is in the documents of today; nothing where that would be a guess."""


@dataclass(frozen=True)
class Conclusion:
    """One numbered item below the heading of a meeting's conclusions."""

    meeting: Meeting
    provision: Provision
    asked: Task
    """What it asks for, read like a task."""
    done: tuple[Done, ...]

    @property
    def address(self) -> Address:
        """Its permanent address: `2021-01-18-ban-thuong-vu#ket-luan-2`."""
        return self.provision.address

    @property
    def has_fields(self) -> bool:
        """Whether it says any of who, when and where."""
        return any(field.name for field in self.asked.fields)


@dataclass(frozen=True)
class Conclusions:
    """All conclusions of a corpus, those of the earliest meeting first."""

    all: tuple[Conclusion, ...] = ()

    @classmethod
    def of(
        cls,
        corpus: Corpus,
        links: Links,
        past: Past | None = None,
        comparer: Comparer | None = None,
        linker: Linker | None = None,
    ) -> Conclusions:
        """Read the conclusions of every meeting; `links` are those of the minutes."""
        reader = _Reader(corpus, links, past or Past(), comparer or Comparer(), linker or Linker())
        found = sorted(reader.all(), key=lambda found: (str(found.meeting.date), found.meeting.id))
        return cls(tuple(found))

    def __iter__(self) -> Iterator[Conclusion]:
        return iter(self.all)

    @cached_property
    def by_meeting(self) -> Mapping[str, tuple[Conclusion, ...]]:
        """The conclusions of each meeting, by its id."""
        return _grouped((found.meeting.id, found) for found in self.all)

    @cached_property
    def by_line(self) -> Mapping[tuple[str, int], tuple[Done, ...]]:
        """What each line of a meeting's file names, by the meeting's id and the line."""
        return _grouped(
            ((found.meeting.id, done.line), done) for found in self.all for done in found.done
        )

    @cached_property
    def by_target(self) -> Mapping[str, tuple[Conclusion, ...]]:
        """For each provision or task of today, `document#anchor`, what was carried out there."""
        return _grouped(
            (str(address), found)
            for found in self.all
            for done in found.done
            for address in done.now
        )

    @cached_property
    def by_edition(self) -> Mapping[str, tuple[Conclusion, ...]]:
        """For each edition, by its name, what was carried out in it."""
        return _grouped(
            (done.edition, found) for found in self.all for done in found.done if done.edition
        )

    @cached_property
    def by_entry(self) -> Mapping[str, tuple[Conclusion, ...]]:
        """For each body and role what it has to lead or to work along with."""
        return _grouped(
            (entry, found)
            for found in self.all
            for role in ROLES
            for entry in found.asked.ids(role)
        )


def _grouped(pairs: Iterable[tuple[_Key, _Item]]) -> Mapping[_Key, tuple[_Item, ...]]:
    """Each item once under its key, in the order they come."""
    found: dict[_Key, list[_Item]] = {}
    for key, item in pairs:
        items = found.setdefault(key, [])
        if item not in items:
            items.append(item)
    return {key: tuple(items) for key, items in found.items()}


@dataclass(frozen=True)
class _Reader:
    """Reads the conclusions of one corpus."""

    corpus: Corpus
    links: Links
    past: Past
    comparer: Comparer
    linker: Linker
    _linked: dict[str, Links | None] = field(default_factory=dict)

    def all(self) -> Iterator[Conclusion]:
        texts = {text.id: text for text in self.corpus.minutes}
        for meeting in self.corpus.meetings:
            for item in minutes.conclusions(texts[meeting.id].document):
                yield self._conclusion(meeting, item, texts[meeting.id])

    def _conclusion(self, meeting: Meeting, item: Provision, text: Text) -> Conclusion:
        term = dates.term_of(meeting.term)
        read = (
            (
                block,
                read_field(block, self.links.at(text.id, block.line), term, self.corpus, _NAMES),
            )
            for block in item.blocks
        )
        fields = [(block, found) for block, found in read if found and found.label]
        return Conclusion(
            meeting,
            item,
            Task(
                item.address,
                item.mark,
                next((block.text for block in item.blocks), ""),
                item.line,
                meeting.path,
                TaskForm.WORK,
                tuple(found for _, found in fields),
            ),
            tuple(
                done
                for block, found in fields
                if found.name == "done"
                for done in self._done(text, block, found)
            ),
        )

    def _done(self, text: Text, block: Block, told: TaskField) -> Iterator[Done]:
        """An edition holds for what is named after it, up to the next one."""
        named = list(read_all(_EDITION_RE, block.text))
        first = len(block.text) - len(told.text)
        starts = [first, *(match.start() for match in named)]
        ends = [*starts[1:], len(block.text)]
        for match, start, end in zip((None, *named), starts, ends, strict=True):
            edition = match["name"] if match else ""
            if match:
                span = (match.start(), match.end(), match.group())
                yield Done(block.line, *span, edition, is_edition=True)
            for citing in self._cited(text, block, edition):
                if start <= citing.start < end:
                    yield self._carried_out(block, citing, edition)

    def _carried_out(self, block: Block, citing: Citing, edition: str) -> Done:
        is_withheld = citing.state is CitationState.WITHHELD
        is_unread = is_withheld or (bool(edition) and self._links_in(edition) is None)
        target = None if is_unread else citing.target
        now = tuple(self._now(target, edition)) if target else ()
        span = (citing.start, citing.end, citing.text)
        return Done(block.line, *span, edition, target, is_unread=is_unread, now=now)

    def _cited(self, text: Text, block: Block, edition: str) -> tuple[Citing, ...]:
        links = self._links_in(edition) if edition else self.links
        linked = (links or self.links).at(text.id, block.line)
        return linked.citations if linked else ()

    def _links_in(self, edition: str) -> Links | None:
        """What the minutes point to among the documents of an edition."""
        if edition not in self._linked:
            documents = self.past.documents(edition) if edition in self.past.names else None
            minutes_of = self.corpus.minutes
            self._linked[edition] = self.linker.of(documents, minutes_of) if documents else None
        return self._linked[edition]

    def _now(self, address: Address, edition: str) -> Iterator[Address]:
        """What a provision of an edition is today; nothing where that would be a guess."""
        text = self.corpus.by_id.get(address.document)
        if text is None:
            return
        if not edition or not address.steps:
            yield address
            return
        compared = self._comparison(edition, text)
        if compared is None:
            yield from (one.address for one in [self.corpus.provision(address)] if one)
        elif not any(address.anchor in change.old for change in _lost(compared)):
            for anchor in compared.counterpart(address.anchor):
                yield text.by_anchor[anchor].address

    def _comparison(self, edition: str, text: Text) -> Comparison | None:
        """How a document changed since an edition; None where it did not."""
        old = (self.past.text(edition, text.id) or text).document
        if old.source == text.document.source:
            return None
        return self.comparer.of(old, text.document).comparison


def _lost(compared: Comparison) -> Iterator[Change]:
    """The changes after which nobody can say where a provision is now."""
    return (change for change in compared.changes if change.is_guess or not change.new)
