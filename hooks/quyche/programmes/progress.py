"""What became of a task, as its programme records it: line by line, oldest first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from quyche.corpus.links import Citing
from quyche.corpus.texts import Corpus
from quyche.language import dates
from quyche.language.english_times import ANY_DAY
from quyche.language.spelling import Searchable, read_whole
from quyche.markup.runs import Run
from quyche.texts.addresses import Address

# "Năm 2021: hoàn thành ngày …": which turn of a task that comes back every year
_TURN_RE = re.compile(r"\s*(?:năm|year|in) (?P<year>\d{4})\s*[:,–-]\s*")
_PRODUCT_RE = re.compile(
    r"(?:^|[;,.])\s*(?:(?:các )?sản phẩm(?:\s*:|\s+là)?|(?:the )?(?:products?|outputs?)\s*:)\s*"
)
_PART_RE = re.compile(r"[^;]+")
_DAY = r"(?:(?:ngày )?\d{1,2}(?:[/.-]| tháng )\d{1,2}(?:[/.-]| năm )\d{4})"
_DONE = r"(?:đã )?(?:hoàn thành|thực hiện xong|làm xong|xong|hoàn tất)(?: nhiệm vụ| toàn bộ)*"
# "Hoàn thành ngày 15/3/2021", "Đã hoàn thành (ngày 15/3/2021)", "Hoàn thành"
_DONE_RE = re.compile(
    rf"{_DONE}(?:,?(?: vào)? {_DAY}|,? ?\((?:[^()]*[ ,])?{_DAY}\)"
    r"|(?: trong| vào)? (?:tháng|quý|năm) \w+(?:(?:/| năm )\d{4})?)?"
)
_IS = r"(?:(?:it |this )?(?:is|was|has been) )?"
_DONE_IN_ENGLISH = rf"{_IS}(?:completed|finished|done|carried out)(?: in full)?"
# "Completed on 15 March 2021", "Finished (15 March 2021)", "Done in March 2021"
_DONE_IN_ENGLISH_RE = re.compile(
    rf"{_DONE_IN_ENGLISH}(?:,? {ANY_DAY}|,? ?\((?:[^()]*[ ,])?{ANY_DAY}\)"
    r"|,? (?:in|during) [\w ]*\d{4})?"
)
_NEARLY_DONE_RE = re.compile(rf"(?:{_DONE}|{_DONE_IN_ENGLISH})(?!\w)")
_DROPPED_RE = re.compile(
    r"(?:(?:đã )?(?:đưa|rút) ra khỏi chương trình|(?:đã )?(?:dừng|thôi) thực hiện|không thực hiện"
    rf"|(?:đã )?bỏ khỏi chương trình|{_IS}(?:dropped|withdrawn|abandoned|cancelled)"
    r"|(?:not|no longer) to be (?:done|carried out))(?!\w)"
)
_NOT_BEGUN_RE = re.compile(
    r"(?:chưa (?:thực hiện|triển khai|tiến hành|bắt đầu|làm|đến (?:hạn|thời gian))|dự kiến"
    rf"|{_IS}not (?:yet )?(?:begun|started|carried out|done|due)|planned)(?!\w)"
)
_AFTER_NAME_RE = re.compile(r"\s*(?:[(,].*|(?:số|ngày|no\.|of|on)[ ].*)?", re.IGNORECASE)
_SIGNS = " \u00a0.;,\n"


class TaskState(Enum):
    """How far a task has come. The value is the word in styles and names its label."""

    DONE = "done"
    UNDER_WAY = "under-way"
    """Something was reported, and not that it is over."""
    NOT_BEGUN = "not-begun"
    """It was reported that nothing was done yet."""
    PLANNED = "planned"
    """Nothing was reported, and its time is not over, or has no end."""
    NOT_REPORTED = "not-reported"
    """Nothing was reported, and its time is over on the day of the edition."""
    DROPPED = "dropped"

    @property
    def slug(self) -> str:
        """What the address of a page calls it."""
        return _SLUGS[self]


_SLUGS = {
    TaskState.DONE: "hoan-thanh",
    TaskState.UNDER_WAY: "dang-thuc-hien",
    TaskState.NOT_BEGUN: "chua-thuc-hien",
    TaskState.PLANNED: "chua-bao-cao",
    TaskState.NOT_REPORTED: "qua-han",
    TaskState.DROPPED: "dua-ra",
}


@dataclass(frozen=True)
class Product:
    """What came out of a task, as its record names it."""

    text: str
    target: Address | None = None
    """The document or provision of the corpus that it is."""
    href: str = ""
    """Where an author's own link leads."""


@dataclass(frozen=True)
class Progress:
    """One record of how far a task had come."""

    text: str
    line: int
    state: TaskState
    date: datetime.date | None
    """The day it speaks of."""
    products: tuple[Product, ...] = ()
    year: int | None = None
    """Which turn it speaks of, where the task comes back every year."""
    is_unclear: bool = False
    """Whether it speaks of an end, and of more than that: `Hoàn thành dự thảo`."""


@dataclass(frozen=True)
class Source:
    """The text of one record, and what it points to."""

    text: str
    """Of the whole line, so that positions are those of its citations."""
    start: int
    """Where the record begins in it, after its label."""
    line: int
    citations: Sequence[Citing] = ()
    runs: Sequence[Run] = ()


def read(source: Source, corpus: Corpus) -> Progress:
    """What a record says; one that speaks of no end and no beginning says "under way".

    Sample texts: `Hoàn thành ngày 15/3/2021; sản phẩm: Quy chế làm việc`, `Đã trình Ban Thường vụ
    Tỉnh ủy (ngày 20/8/2021)`, `Năm 2021: hoàn thành ngày 28/12/2021`, `Đưa ra khỏi chương trình`,
    `Completed on 15 March 2021; product: Rowing rules`, `Year 2021: not started`.
    """
    text = source.text[source.start :]
    searchable = Searchable.of(text)
    key = searchable.key.casefold()
    if len(key) != len(searchable.key):  # positions would not be those of the text
        return Progress(text.strip(), source.line, TaskState.UNDER_WAY, None, is_unclear=True)
    turn = _TURN_RE.match(key)
    first = turn.end() if turn else 0
    product = _PRODUCT_RE.search(key, first)
    said = key[first : product.start() if product else len(key)]
    state, is_unclear = _state(" ".join(said.split()).strip(_SIGNS))
    return Progress(
        text.strip(),
        source.line,
        state,
        dates.day_in(said),
        tuple(_products(source, corpus, searchable.offsets[product.end()])) if product else (),
        int(turn["year"]) if turn else None,
        is_unclear,
    )


def _state(said: str) -> tuple[TaskState, bool]:
    """What it says, and whether that is unclear."""
    if _DONE_RE.fullmatch(said) or _DONE_IN_ENGLISH_RE.fullmatch(said):
        return TaskState.DONE, False
    if _DROPPED_RE.match(said):
        return TaskState.DROPPED, False
    if _NOT_BEGUN_RE.match(said):
        return TaskState.NOT_BEGUN, False
    return TaskState.UNDER_WAY, bool(_NEARLY_DONE_RE.match(said))


def _products(source: Source, corpus: Corpus, start: int) -> Iterator[Product]:
    """What stands after `sản phẩm:`, parted by semicolons, each with what it leads to."""
    for part in _PART_RE.finditer(source.text, source.start + start):
        text = part.group().strip(_SIGNS)
        if not text:
            continue
        place = source.text.index(text, part.start())
        end = place + len(text)
        cited = (each.target for each in source.citations if place <= each.start < end)
        target = next(filter(None, cited), None) or _named(corpus, source.text, place, end)
        yield Product(text, target, _href(source.runs, place, end))


def _named(corpus: Corpus, text: str, place: int, end: int) -> Address | None:
    """The document whose name a product is; not one whose name it only begins with."""
    found = corpus.named_at(text, place)
    if not found or not found[0] or not read_whole(_AFTER_NAME_RE, text[found[1] : end]):
        return None
    return Address(found[0].id)


def _href(runs: Sequence[Run], start: int, end: int) -> str:
    """Where the first link leads that an author set inside a stretch."""
    position = 0
    for run in runs:
        if run.href and position < end and start < position + len(run.text):
            return run.href
        position += len(run.text)
    return ""
