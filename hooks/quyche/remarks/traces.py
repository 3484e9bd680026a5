"""Where the provision that a remark speaks of stood, what became of it, and whether it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    provision: Provision | None
    """What it speaks of; None for the whole document, or where the text has no such thing."""
    new: Text | None = None
    """The text in which it shows; None while nothing was taken in."""
    shown: tuple[Provision, ...] = ()
    """Where it shows there."""
    blocks: tuple[SynopsisBlock, ...] = ()
    """What changed in the articles there, in the comparison of both: first where it shows."""
    is_changed: bool = False
    """Whether just what the remark speaks of, or where it shows, is not what it was."""

    @property
    def is_placed(self) -> bool:
        """Whether the text has what the remark speaks of; the whole document always is."""
        return self.old is not None and (not self.remark.address or self.provision is not None)

    @property
    def cited(self) -> str:
        """What it speaks of, as it is cited; empty for the whole document."""
        if self.provision:
            return self.provision.address.citation
        return cited(self.remark.address)

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
        provision = self._provision(old, remark.address)
        shown = remark.shown or (urls.WORK if self.work_follows and remark.is_accepted else "")
        new = self.text_of(shown, remark.document) if shown else None
        if old is None or new is None or (remark.address and provision is None):
            return Trace(remark, old, provision)
        compared = self.compared(old, new)
        places = self._shown(remark, provision, compared)
        blocks = self._changed(provision, places, compared)
        is_changed = self._has_changed(remark, provision, places, compared)
        return Trace(remark, old, provision, new, places, blocks, is_changed)

    def compared(self, old: Text, new: Text) -> Compared:
        """How one text came from another, found once."""
        return Compared(old, new, self.comparer.of(old.document, new.document))

    def places(self, remark: Remark, text: Text) -> tuple[str, ...]:
        """Where in some later text of its document that stands what a remark speaks of or shows in.

        The anchors of articles and tasks; none for the whole document.
        """
        trace = self.trace(remark)
        found: list[str] = []
        if trace.old and trace.provision:
            found.extend(self._heads(trace.old, (trace.provision,), text))
        if trace.new:
            found.extend(self._heads(trace.new, trace.shown, text))
        return tuple(dict.fromkeys(found))

    def _heads(self, text: Text, places: Iterable[Provision], later: Text) -> Iterator[str]:
        for place in places:
            yield from self.compared(text, later).comparison.counterpart(text.head_of(place).anchor)

    def head(self, remark: Remark) -> str:
        """The anchor of the article or task that a remark speaks of; empty where it is none."""
        trace = self.trace(remark)
        return trace.old.head_of(trace.provision).anchor if trace.old and trace.provision else ""

    @staticmethod
    def _provision(text: Text | None, written: str) -> Provision | None:
        found = provisions_in(text, written) if text and written else ()
        return found[0] if len(found) == 1 else None

    def _shown(
        self, remark: Remark, provision: Provision | None, compared: Compared
    ) -> tuple[Provision, ...]:
        if remark.at:
            return provisions_in(compared.new, remark.at)
        if provision is None:
            return ()
        anchors = compared.comparison.counterpart(provision.anchor)
        return tuple(compared.new.by_anchor[anchor] for anchor in anchors)

    @staticmethod
    def _changed(
        provision: Provision | None, shown: Iterable[Provision], compared: Compared
    ) -> tuple[SynopsisBlock, ...]:
        """What changed in the articles that a remark speaks of and shows in; anywhere, for all."""
        places = [place.anchor for each in shown for place in compared.new.head_of(each).walk()]
        if provision is None and not places:
            return tuple(block for block in compared.synopsis.blocks if block.is_changed)
        head = compared.old.head_of(provision).walk() if provision else ()
        found = compared.changed((place.anchor for place in head), places)
        return tuple(sorted(found, key=lambda block: not _holds(block, places)))

    @staticmethod
    def _has_changed(
        remark: Remark,
        provision: Provision | None,
        shown: Iterable[Provision],
        compared: Compared,
    ) -> bool:
        """Anything in what the remark speaks of; only where it shows, where that is said."""
        news = [place.anchor for each in shown for place in each.walk()]
        if provision is None and not news:
            return any(block.is_changed for block in compared.synopsis.blocks)
        olds = () if remark.at or provision is None else provision.walk()
        return compared.has_changed((place.anchor for place in olds), news)


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
