"""Where the provision that a remark speaks of stood, what became of it, and whether it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche import urls
from quyche.comparing.changes import Status
from quyche.comparing.comparers import Comparer
from quyche.corpus.written_places import provisions_in
from quyche.editions.edition_names import EditionName
from quyche.texts.addresses import Address, parse_anchor

if TYPE_CHECKING:
    from quyche.comparing.comparers import ComparedDocuments
    from quyche.comparing.comparison import Comparison
    from quyche.comparing.synopses import Synopsis, SynopsisBlock
    from quyche.corpus.texts import Text, TextOf
    from quyche.remarks.remarks import Remark
    from quyche.texts.provisions import Provision


def no_text(edition: str, document: str) -> None:
    """Where no edition is available."""
    del edition, document


def cited(written: str) -> str:
    """An address as it is cited, as far as that can be told without the text."""
    try:
        return Address("", parse_anchor(written)).citation
    except ValueError:
        return written


@dataclass(frozen=True)
class Compared:
    """Two texts of one document, and how one came from the other."""

    old: Text
    new: Text
    documents: ComparedDocuments

    @property
    def comparison(self) -> Comparison:
        """What changed."""
        return self.documents.comparison

    @property
    def synopsis(self) -> Synopsis:
        """The two beside each other."""
        return self.documents.synopsis

    def has_changed(self, olds: Iterable[str], news: Iterable[str]) -> bool:
        """Whether what has one of these anchors is not what it was, numbers aside."""
        before, after = frozenset(olds), frozenset(news)
        return any(
            change.status is not Status.UNCHANGED
            and (not before.isdisjoint(change.old) or not after.isdisjoint(change.new))
            for change in self.comparison.changes
        )

    def changed(self, olds: Iterable[str], news: Iterable[str]) -> tuple[SynopsisBlock, ...]:
        """The blocks that changed and hold one of these anchors on their side."""
        before, after = frozenset(olds), frozenset(news)
        return tuple(
            block
            for block in self.synopsis.blocks
            if block.is_changed
            and (
                any(place.anchor in before for place in block.old)
                or any(place.anchor in after for place in block.new)
            )
        )


@dataclass(frozen=True)
class Trace:
    """What is known of the place of one remark."""

    remark: Remark
    old: Text | None
    """The text that it speaks of, as far as that is available."""
    provisions: tuple[Provision, ...] = ()
    """What it speaks of; none for the whole document, or where the text has no such thing."""
    new: Text | None = None
    """The text in which it shows; None while nothing was taken in."""
    shown: tuple[Provision, ...] = ()
    """Where it shows there."""
    blocks: tuple[SynopsisBlock, ...] = ()
    """What changed in the articles there, in the comparison of both: first where it shows."""
    is_changed: bool = False
    """Whether just what the remark speaks of, or where it shows, is not what it was."""

    @property
    def provision(self) -> Provision | None:
        """The first of what it speaks of, where it is told among others."""
        return next(iter(self.provisions), None)

    @property
    def is_placed(self) -> bool:
        """Whether the text has what the remark speaks of; the whole document always is."""
        return self.old is not None and (not self.remark.address or bool(self.provisions))

    @property
    def cited(self) -> str:
        """What it speaks of, as it is cited; empty for the whole document."""
        told = ", ".join(one.address.citation for one in self.provisions)
        return told or cited(self.remark.address)

    @property
    def is_unchanged(self) -> bool:
        """Whether the text in which it shows says just what the one before it said there."""
        return self.new is not None and not self.is_changed


@dataclass(frozen=True)
class Tracer:
    """Follows remarks from the edition that they speak of to the one in which they show."""

    text_of: TextOf
    work_follows: bool = False
    """Whether what was taken in without saying where shows in the work that goes on."""
    comparer: Comparer = field(default_factory=Comparer, compare=False)

    def trace(self, remark: Remark) -> Trace:
        """What is known of one remark."""
        old = self.text_of(remark.edition, remark.document)
        spoken = provisions_in(old, remark.address) if old and remark.address else ()
        shown = remark.shown or (urls.WORK if self.work_follows and remark.is_accepted else "")
        new = self.text_of(shown, remark.document) if shown else None
        if old is None or new is None or (remark.address and not spoken):
            return Trace(remark, old, spoken)
        compared = self.compared(old, new)
        places = self._shown(remark, spoken, compared)
        blocks = self._changed(spoken, places, compared)
        is_changed = self._has_changed(remark, spoken, places, compared)
        return Trace(remark, old, spoken, new, places, blocks, is_changed)

    def compared(self, old: Text, new: Text) -> Compared:
        """How one text came from another, found once."""
        return Compared(old, new, self.comparer.of(old.document, new.document))

    def places(self, remark: Remark, text: Text) -> tuple[str, ...]:
        """Where in some later text of its document that stands what a remark speaks of or shows in.

        The anchors of articles and tasks; none for the whole document.
        """
        trace = self.trace(remark)
        found: list[str] = []
        if trace.old:
            found.extend(self._heads(trace.old, trace.provisions, text))
        if trace.new:
            found.extend(self._heads(trace.new, trace.shown, text))
        return tuple(dict.fromkeys(found))

    def _heads(self, text: Text, places: Iterable[Provision], later: Text) -> Iterator[str]:
        for place in places:
            yield from self.compared(text, later).comparison.counterpart(text.head_of(place).anchor)

    def heads(self, remark: Remark) -> tuple[str, ...]:
        """The anchors of the articles or tasks that a remark speaks of; none where it is none."""
        trace = self.trace(remark)
        found = (trace.old.head_of(one).anchor for one in trace.provisions) if trace.old else ()
        return tuple(dict.fromkeys(found))

    @staticmethod
    def _shown(
        remark: Remark, spoken: Iterable[Provision], compared: Compared
    ) -> tuple[Provision, ...]:
        if remark.at:
            return provisions_in(compared.new, remark.at)
        anchors = (
            anchor for one in spoken for anchor in compared.comparison.counterpart(one.anchor)
        )
        return tuple(compared.new.by_anchor[anchor] for anchor in dict.fromkeys(anchors))

    @staticmethod
    def _changed(
        spoken: Sequence[Provision], shown: Iterable[Provision], compared: Compared
    ) -> tuple[SynopsisBlock, ...]:
        """What changed in the articles that a remark speaks of and shows in; anywhere, for all."""
        places = [place.anchor for each in shown for place in compared.new.head_of(each).walk()]
        if not spoken and not places:
            return tuple(block for block in compared.synopsis.blocks if block.is_changed)
        heads = (compared.old.head_of(one) for one in spoken)
        olds = [place.anchor for head in heads for place in head.walk()]
        found = compared.changed(olds, places)
        return tuple(sorted(found, key=lambda block: not _holds(block, places)))

    @staticmethod
    def _has_changed(
        remark: Remark,
        spoken: Sequence[Provision],
        shown: Iterable[Provision],
        compared: Compared,
    ) -> bool:
        """Anything in what the remark speaks of; only where it shows, where that is said."""
        news = [place.anchor for each in shown for place in each.walk()]
        if not spoken and not news:
            return any(block.is_changed for block in compared.synopsis.blocks)
        olds = () if remark.at else spoken
        return compared.has_changed((place.anchor for one in olds for place in one.walk()), news)


def _holds(block: SynopsisBlock, anchors: Iterable[str]) -> bool:
    return not {place.anchor for place in block.new}.isdisjoint(anchors)


def of_round(remarks: Iterable[Remark], edition: str, newest: str) -> Iterator[Remark]:
    """The remarks on the drafts that led to an edition, or that the work goes on from.

    `newest` is the newest edition, which work that is no edition yet comes after.
    """
    name = newest if edition == urls.WORK else edition
    try:
        parsed = EditionName.parse(name)
    except ValueError:
        return
    if edition == urls.WORK and parsed.draft is None:
        return  # work on the next round, of which there is no draft yet
    for remark in remarks:
        try:
            spoken = EditionName.parse(remark.edition)
        except ValueError:
            continue
        is_round = (spoken.term, spoken.amendment) == (parsed.term, parsed.amendment)
        if is_round and spoken.draft is not None and spoken.order <= parsed.order:
            yield remark
