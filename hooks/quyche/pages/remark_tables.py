"""The table of remarks and answers: by article, by who made them, with what became of each."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from quyche import urls
from quyche.histories.compared_places import ComparedPlaces
from quyche.remarks.remarks import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.history import Snapshot, Standing
    from quyche.editions.ledgers import Edition
    from quyche.labels import Labels
    from quyche.remarks.remarks import Remark
    from quyche.remarks.traces import Trace, Tracer
    from quyche.texts.provisions import Provision

OPEN = "open"
"""What stands for the answer of a remark that has none."""
_ANSWERS = (*(answer.value for answer in Answer), OPEN)
_QUOTED_RE = re.compile(r"[“\"](?P<text>[^“”\"]+)[”\"]")
_PARAGRAPH_RE = re.compile(r"\n\s*")


@dataclass(frozen=True)
class RemarkLink:
    """A name, and where it leads; nowhere where the address is empty."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Share:
    """How many remarks got one kind of answer."""

    answer: str
    label: str
    count: int


@dataclass(frozen=True)
class RemarkRow:
    """One remark; every part is text ready to print."""

    id: str
    anchor: str
    place: RemarkLink
    """What it speaks of, in the edition that it speaks of."""
    sender: RemarkLink
    date: str
    meeting: RemarkLink
    remark: tuple[str, ...]
    proposal: tuple[str, ...]
    answer: str
    """`taken-in`, `in-part`, `not` or `open`."""
    answer_label: str
    explanation: tuple[str, ...]
    shown: tuple[RemarkLink, ...]
    """Where it shows, in the edition where it does."""
    edition: str
    """The title of that edition; empty where nothing was taken in yet."""
    comparison: str
    """Where the change is compared."""


@dataclass(frozen=True)
class RemarkGroup:
    """The remarks on one article, or on the whole document."""

    anchor: str
    place: RemarkLink
    heading: str
    rows: tuple[RemarkRow, ...]


@dataclass(frozen=True)
class RemarkRound:
    """The remarks on one edition."""

    name: str
    title: str
    date: str
    text: RemarkLink
    """The document in that edition."""
    meeting: RemarkLink
    shares: tuple[Share, ...]
    groups: tuple[RemarkGroup, ...]

    @property
    def rows(self) -> tuple[RemarkRow, ...]:
        """All of them, in reading order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def word(self) -> str:
        """The name of its table as a Word file."""
        return urls.remarks_as_word(self.name)


@dataclass(frozen=True)
class Sender:
    """Somebody who made remarks, and what became of them."""

    name: RemarkLink
    shares: tuple[Share, ...]
    rows: tuple[RemarkRow, ...]
    part: int
    """How many in a hundred of what the one with the most made."""

    @property
    def count(self) -> int:
        """How many remarks."""
        return len(self.rows)


@dataclass(frozen=True)
class RemarkPage:
    """Everything about the remarks on one document."""

    document: str
    title: str
    text: RemarkLink
    summary: str
    shares: tuple[Share, ...]
    rounds: tuple[RemarkRound, ...]
    """Newest first."""
    senders: tuple[Sender, ...]
    """Those with the most remarks first."""

    @property
    def spreads(self) -> tuple[tuple[tuple[Share, ...], int], ...]:
        """How answers are spread in each bar of the page, and how long that is; 0 for the whole."""
        rounds = ((each.shares, 0) for each in self.rounds)
        return ((self.shares, 0), *rounds, *((one.shares, one.part) for one in self.senders))


@dataclass(frozen=True)
class TableWriter:
    """Writes what there is to be said of the remarks on one document."""

    remarks: Sequence[Remark]
    text: Text
    tracer: Tracer
    standing: Standing
    corpus: Corpus
    labels: Labels
    base: str
    """The way to the start of the edition."""

    def page(self) -> RemarkPage:
        """All of it."""
        rounds = tuple(self._rounds())
        rows = [row for each in rounds for row in each.rows]
        senders = len({row.sender.text for row in rows})
        return RemarkPage(
            document=self.text.id,
            title=self.text.metadata.short_title,
            text=RemarkLink(
                self.text.title, posixpath.join(self.base, urls.address_of(self.text.path))
            ),
            summary=self.labels("remark.summary", count=len(rows), senders=senders),
            shares=shares(self.labels, (row.answer for row in rows)),
            rounds=rounds,
            senders=tuple(self._senders(rows)),
        )

    @cached_property
    def _traces(self) -> Mapping[str, Trace]:
        return {one.id: self.tracer.trace(one) for one in self.remarks}

    def _rounds(self) -> Iterator[RemarkRound]:
        """The remarks on each edition, the newest edition first."""
        names = list(self._editions)
        order = {name: place for place, name in enumerate(names)}
        by_edition = sorted(self.remarks, key=lambda one: -order.get(one.edition, len(names)))
        for name, group in groupby(by_edition, key=lambda one: one.edition):
            yield self._round(name, list(group))

    @cached_property
    def _compared(self) -> ComparedPlaces:
        return ComparedPlaces(self.standing.history)

    @cached_property
    def _editions(self) -> Mapping[str, Snapshot]:
        snapshots = self.standing.history.snapshots
        return {snapshot.name: snapshot for snapshot in snapshots}

    def _round(self, name: str, remarks: Sequence[Remark]) -> RemarkRound:
        edition = self._edition(name)
        ordered = sorted(remarks, key=self._order)
        heads = groupby(ordered, key=self._head)
        return RemarkRound(
            name=name,
            title=edition.title if edition else name,
            date=self.labels.day(edition.date) if edition else "",
            text=RemarkLink(self.text.metadata.short_title, self._href(name)),
            meeting=self._meeting(edition.meeting if edition else ""),
            shares=shares(self.labels, map(answer_of, ordered)),
            groups=tuple(self._group(name, list(group)) for _, group in heads),
        )

    def _edition(self, name: str) -> Edition | None:
        snapshot = self._editions.get(name)
        return snapshot.edition if snapshot else None

    def _order(self, remark: Remark) -> int:
        """Where a remark stands: that on the whole document first, then as the text goes on."""
        trace = self._traces[remark.id]
        if trace.old is None or trace.provision is None:
            return -1
        return list(trace.old.by_anchor).index(trace.provision.anchor)

    def _head(self, remark: Remark) -> str:
        """The article that a remark speaks of, or the words that say what it speaks of."""
        trace = self._traces[remark.id]
        if trace.old and trace.provision:
            return trace.old.head_of(trace.provision).anchor
        return remark.address

    def _group(self, name: str, remarks: Sequence[Remark]) -> RemarkGroup:
        trace = self._traces[remarks[0].id]
        provision = trace.old.head_of(trace.provision) if trace.old and trace.provision else None
        cited = provision.address.citation if provision else trace.cited
        return RemarkGroup(
            anchor=f"{name}-{provision.anchor}" if provision else "",
            place=RemarkLink(
                cited or self.labels("remark.whole"),
                self._href(name, provision) if provision else "",
            ),
            heading=provision.heading if provision else "",
            rows=tuple(self._row(remark) for remark in remarks),
        )

    def _row(self, remark: Remark) -> RemarkRow:
        trace = self._traces[remark.id]
        answer = answer_of(remark)
        shown = remark.shown or (urls.WORK if trace.is_changed else "")
        place = self._href(remark.edition, trace.provision) if trace.is_placed else ""
        return RemarkRow(
            id=remark.id,
            anchor=remark.anchor,
            place=RemarkLink(trace.cited or self.labels("remark.whole"), place),
            sender=self._sender(remark.sender),
            date=self.labels.day(remark.date),
            meeting=self._conclusion(remark.meeting),
            remark=_paragraphs(remark.remark),
            proposal=tuple(map(_unquoted, _paragraphs(remark.proposal))),
            answer=answer,
            answer_label=self.labels(f"remark.answer.{answer}"),
            explanation=_paragraphs(remark.explanation),
            shown=tuple(
                RemarkLink(place.address.citation, self._href(shown, place))
                for place in (trace.shown if shown else ())
            ),
            edition=self._title(shown) if shown else "",
            comparison=self._comparison(trace, shown),
        )

    def _title(self, name: str) -> str:
        edition = self._edition(name)
        if edition is None and name == urls.WORK:
            return self.labels("edition.work")
        return edition.title if edition else name

    def _sender(self, sender: str) -> RemarkLink:
        entry = self.corpus.register.by_id.get(sender)
        if entry is None:
            return RemarkLink(sender)
        return RemarkLink(entry.name, posixpath.join(self.base, urls.address_of(entry.path)))

    def _meeting(self, name: str) -> RemarkLink:
        """A meeting by its title; nothing where this edition does not have it."""
        meeting = self.corpus.meetings_by_id.get(name)
        if meeting is None:
            return RemarkLink("")
        return RemarkLink(meeting.title, posixpath.join(self.base, urls.address_of(meeting.path)))

    def _conclusion(self, named: str) -> RemarkLink:
        """What a remark goes back to: a meeting by its day, or one of its conclusions."""
        name, _, anchor = named.partition("#")
        meeting = self.corpus.meetings_by_id.get(name)
        if meeting is None:
            return RemarkLink("")
        date = self.labels.day(meeting.date)
        href = posixpath.join(self.base, urls.address_of(meeting.path))
        conclusion = self.corpus.minutes_by_path[meeting.path].by_anchor.get(anchor)
        if conclusion is None:
            return RemarkLink(self.labels("remark.meeting", date=date), href)
        cited = conclusion.address.citation
        name = f"{cited[:1].lower()}{cited[1:]}"
        return RemarkLink(
            self.labels("remark.conclusion", name=name, date=date), f"{href}#{anchor}"
        )

    def _href(self, edition: str, provision: Provision | None = None) -> str:
        """A provision in an edition; nowhere where the edition is not published beside this one."""
        snapshot = self._editions.get(edition)
        revision = snapshot.documents.get(self.text.id) if snapshot else None
        if revision is None or not self.standing.is_published:
            return ""
        page = posixpath.join(self.base, "..", edition, urls.address_of(revision.path))
        return f"{page}#{provision.anchor}" if provision else page

    def _comparison(self, trace: Trace, shown: str) -> str:
        """Where what changed is compared, in the edition in which it shows."""
        if not shown or not trace.blocks or not self.standing.is_published:
            return ""
        newer = self._editions.get(shown)
        place = newer and self._compared.place(newer, self.text.id, trace.remark.edition)
        if not place:
            return ""
        page = posixpath.join(self.base, "..", place.address)
        is_shown = place.is_whole and (trace.provision or trace.shown)
        return f"{page}#{trace.blocks[0].id}" if is_shown else page

    def _senders(self, rows: Iterable[RemarkRow]) -> Iterator[Sender]:
        """Everybody who made remarks, those with the most first."""
        found: dict[RemarkLink, list[RemarkRow]] = {}
        for row in rows:
            found.setdefault(row.sender, []).append(row)
        most = max(map(len, found.values()), default=1)
        for sender, own in sorted(found.items(), key=lambda item: -len(item[1])):
            answers = shares(self.labels, (row.answer for row in own))
            yield Sender(sender, answers, tuple(own), round(100 * len(own) / most))


def shares(labels: Labels, answers: Iterable[str]) -> tuple[Share, ...]:
    """How answers are spread; what nobody got is left out."""
    counts = Counter(answers)
    return tuple(
        Share(answer, labels(f"remark.answer.{answer}"), counts[answer])
        for answer in _ANSWERS
        if counts[answer]
    )


def answer_of(remark: Remark) -> str:
    """The answer as data has it, or that there is none."""
    return remark.answer.value if remark.answer else OPEN


def _unquoted(text: str) -> str:
    """A wording without the quotation marks around all of it: the page sets its own."""
    match = _QUOTED_RE.fullmatch(text)
    return match["text"] if match else text


def _paragraphs(text: str) -> tuple[str, ...]:
    parted = (" ".join(part.split()) for part in _PARAGRAPH_RE.split(text))
    return tuple(part for part in parted if part)
