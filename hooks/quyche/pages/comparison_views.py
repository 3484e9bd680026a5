"""What a page of a comparison shows, and the drawing of both texts on it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.comparing.parts import ChangeGroup, Part, listed_changes, numbers_of, parts_of
from quyche.comparing.sentences import ChangeSentences
from quyche.comparing.synopses import Synopsis, SynopsisBlock
from quyche.comparing.task_sentences import TaskOutcome
from quyche.labels import Labels
from quyche.language.kinds import Kind
from quyche.pages.papers import notices_of
from quyche.texts.provisions import Document
from quyche.texts.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.comparing.synopses import Synopsis
    from quyche.corpus.texts import Text
    from quyche.editions.ledgers import Edition
    from quyche.histories.pairs import Pair
    from quyche.labels import Labels


_WIDTH = 1000  # of the drawing, whatever the screen


@dataclass(frozen=True)
class Tick:
    """An article in the drawing of both texts."""

    x: float
    title: str
    status: str
    href: str


@dataclass(frozen=True)
class Thread:
    """The line in the drawing between an article and what became of it."""

    above: float
    below: float
    status: str


@dataclass(frozen=True)
class Strip:
    """All articles of both texts, and how they hang together."""

    above: tuple[Tick, ...]
    below: tuple[Tick, ...]
    threads: tuple[Thread, ...]
    size: float
    """How wide an article is."""


def strip_of(found: Synopsis) -> Strip:
    """The drawing of a synopsis."""
    counted = [block for block in found.blocks if block.is_counted]
    order = {anchor: place for place, anchor in enumerate(found.old_order)}
    olds = [(place, block) for block in counted for place in block.old]
    olds.sort(key=lambda item: order[item[0].anchor])
    news = [(place, block) for block in counted for place in block.new]
    size = _WIDTH / max(len(olds), len(news), 1)
    above, below = tuple(_ticks(olds, size)), tuple(_ticks(news, size))
    at_old = {place.anchor: tick.x for (place, _), tick in zip(olds, above, strict=True)}
    at_new = {place.anchor: tick.x for (place, _), tick in zip(news, below, strict=True)}
    threads = (
        Thread(at_old[start.anchor], at_new[end.anchor], _drawn(block))
        for block in counted
        for start in block.old
        for end in block.new
    )
    return Strip(above, below, tuple(threads), size)


def _ticks(items: Sequence[tuple[object, SynopsisBlock]], size: float) -> Iterator[Tick]:
    for position, (_, block) in enumerate(items):
        x = round((position + 0.5) * size, 1)
        yield Tick(x, numbers_of(block), _drawn(block), f"#{block.id}")


def _drawn(block: SynopsisBlock) -> str:
    if block.is_moved:
        return "moved"
    return block.status if block.is_changed else "unchanged"


@dataclass(frozen=True)
class TaskLine:
    """A task that changed, where that is shown, and how, in sentences."""

    number: str
    block: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class TaskComparison:
    """What became of the tasks of a programme."""

    counts: tuple[tuple[str, int], ...]
    """What happened, in words, to how many; a task to which two things happened is in both."""
    lines: tuple[TaskLine, ...]


def compared(found: Synopsis, old: Document, new: Document, labels: Labels) -> TaskComparison:
    """What became of each task; nothing where there are none."""
    sentences = ChangeSentences.of(found.blocks, old, new, labels)
    tasks = [block for block in found.blocks if block.kind == Kind.TASK.value and block.is_changed]
    happened = Counter(
        outcome for block in tasks for outcome in sentences.tasks.told(block).changes
    )
    return TaskComparison(
        tuple(
            (labels(f"task_change.{outcome.value}"), happened[outcome])
            for outcome in TaskOutcome
            if happened[outcome]
        ),
        tuple(_lines(tasks, sentences)),
    )


def _lines(tasks: list[SynopsisBlock], sentences: ChangeSentences) -> Iterator[TaskLine]:
    for block in tasks:
        places = block.new or block.old
        number = ", ".join(place.number for place in places)
        yield TaskLine(number, block.id, sentences.sentences(block))


_SUMMED = ("amended", "added", "removed", "split", "merged", "moved", "renumbered", "same")
"""What a summary counts, in the order it is said."""


@dataclass(frozen=True)
class Side:
    """One of the two texts."""

    edition: str
    date: str
    state: str
    title: str
    href: str
    """Its page."""


@dataclass(frozen=True)
class EffectPlace:
    """A change that concerns somebody: how, where it is cited, and where it is shown."""

    label: str
    citation: str
    href: str


@dataclass(frozen=True)
class Concerned:
    """Somebody, or some document, and the changes that concern it."""

    title: str
    href: str
    places: tuple[EffectPlace, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """What the page of one comparison shows."""

    title: str
    older: Side
    newer: Side
    notices: tuple[str, ...]
    """That the texts are samples, or internal."""
    summary: str
    numbers: tuple[tuple[str, int], ...]
    strip: Strip
    synopsis: Synopsis
    parts: tuple[Part, ...]
    listed: tuple[ChangeGroup, ...]
    concerned: tuple[Concerned, ...]
    """Whom it concerns."""
    tasks: TaskComparison
    """What became of the tasks of a programme."""


@dataclass(frozen=True)
class Choice:
    """A comparison that a reader may want."""

    label: str
    date: str
    href: str
    is_same: bool
    """Whether the two texts are one."""
    is_in_force: bool
    """Whether its text was in force before that of this edition, or is beside its draft."""
    is_previous: bool
    """Whether the text of this edition goes on from that one."""
    anchor: str = ""
    """Where a list of comparisons shows it."""


@dataclass(frozen=True)
class ComparedDocument:
    """A document with what it can be compared with."""

    title: str
    href: str
    """The page that lists them all."""
    choices: tuple[Choice, ...]
    is_linked: bool = False
    """Whether only that page has all of them."""


def citations_of(places: Iterable[EffectPlace]) -> str:
    """The changes in a line: `Sửa: khoản 1 Điều 12; Thêm: Điều 24`."""
    by_label: dict[str, list[str]] = {}
    for place in places:
        by_label.setdefault(place.label, []).append(place.citation)
    return "; ".join(f"{label} {', '.join(cited)}" for label, cited in by_label.items())


def comparison_page(
    pair: Pair, newer: Edition | None, labels: Labels, base: str, concerned: tuple[Concerned, ...]
) -> ComparisonPage:
    """The page of a pair; `base` is the way from it to the start of its edition."""
    found = pair.synopsis
    root = posixpath.join(base, "..", pair.older.name)
    return ComparisonPage(
        title=pair.new.metadata.short_title,
        older=_side(pair.old, pair.older, labels, root),
        newer=_side(pair.new, newer, labels, base),
        notices=notices_of(pair, labels),
        summary=summary_of(found, labels),
        numbers=tuple(_numbers(pair, labels)),
        strip=strip_of(found),
        synopsis=found,
        parts=parts_of(found, pair.old.document, pair.new.document, labels),
        listed=listed_changes(found, labels),
        concerned=concerned,
        tasks=compared(found, pair.old.document, pair.new.document, labels),
    )


def _side(text: Text, edition: Edition | None, labels: Labels, base: str) -> Side:
    return Side(
        edition=edition.title if edition else labels("edition.work"),
        date=labels.day(edition.date) if edition else "",
        state=state_of(labels, text.metadata),
        title=text.metadata.title,
        href=posixpath.join(base, urls.address_of(text.path)),
    )


def summary_of(found: Synopsis, labels: Labels) -> str:
    """How many articles changed, and how: `Sửa 15 điều; bỏ 1 điều; 2 điều giữ nguyên.`."""
    counts = found.counts
    kinds = {block.kind for block in found.blocks if block.is_counted}
    unit = "comparison.tasks" if kinds == {"task"} else "comparison.articles"
    said = [
        labels(f"comparison.said.{name}", count=counts[name], unit=labels(unit, count=counts[name]))
        for name in _SUMMED
        if counts[name]
    ]
    sentence = "; ".join(said)
    return f"{sentence[:1].upper()}{sentence[1:]}." if said else labels("comparison.nothing")


def _numbers(pair: Pair, labels: Labels) -> Iterator[tuple[str, int]]:
    summary = pair.compared.summary
    inserted, deleted, spelling = summary.words_inserted, summary.words_deleted, summary.spelling
    yield labels("comparison.words_inserted", count=inserted), inserted
    yield labels("comparison.words_deleted", count=deleted), deleted
    if spelling:
        yield labels("comparison.spelling", count=spelling), spelling
