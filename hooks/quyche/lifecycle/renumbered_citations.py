"""The citations of what bears another number now, with the words that lead to it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.histories.citations_left import CitationOutcome, affected, traced_citations
from quyche.language import countings
from quyche.language.cited_numbers import numbers_at
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key
from quyche.language.spelling import compose
from quyche.lifecycle.number_edits import EditKind, LeftOver, LeftReason, NumberEdit
from quyche.texts.source_places import SourcePlaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quyche.corpus.links import Citing, Linked, Links
    from quyche.corpus.texts import Text
    from quyche.histories.citations_left import Traced
    from quyche.histories.departures import Departure
    from quyche.histories.tracks import RenumberedTracks
    from quyche.language.cited_numbers import CitedNumber
    from quyche.reading.reading import Reading
    from quyche.texts.addresses import Address


@dataclass(frozen=True)
class CitedEdit:
    """A citation that is written otherwise."""

    citing: Citing
    linked: Linked
    """The paragraph or heading in which it stands."""
    path: str
    now: Address
    """What it has to lead to."""
    edits: tuple[NumberEdit, ...]

    def as_left(self, reason: LeftReason = LeftReason.SHAPE) -> LeftOver:
        """That it is left after all."""
        told = (self.now.citation,)
        return LeftOver(self.path, self.citing.line, self.citing.text, reason, told)


@dataclass(frozen=True)
class RenumberedCitations:
    """Finds what has to be written otherwise where provisions have their new numbers already."""

    was: Departure
    ordered: Reading
    tracks: RenumberedTracks
    document: str
    """Only what led to this one is looked at."""

    def found(self) -> tuple[list[CitedEdit], list[LeftOver]]:
        """The citations that are written otherwise, and those that are left as they are."""
        edits: list[CitedEdit] = []
        left: list[LeftOver] = []
        for traced in traced_citations(self._base_links, self.ordered.links, self.tracks):
            told = self._judged(traced)
            if isinstance(told, CitedEdit):
                edits.append(told)
            elif told is not None:
                left.append(told)
        return _agreeing(edits, left)

    @cached_property
    def _base_links(self) -> Links:
        return self.was.linked(self.was.base.texts)

    @cached_property
    def _linked(self) -> Mapping[int, Linked]:
        links = self.ordered.links
        return {id(citing): linked for linked in links for citing in linked.citations}

    @cached_property
    def _places(self) -> dict[str, SourcePlaces]:
        return {text.id: SourcePlaces(text.document) for text in self.ordered.corpus.texts}

    def _judged(self, traced: Traced) -> CitedEdit | LeftOver | None:
        citing, was = traced.citing, traced.was
        if traced.is_mended and traced.is_settled:
            return None
        if was is None:
            return self._of_new(citing)
        known = frozenset(self.ordered.corpus.by_id)
        found = affected(citing, was, self.tracks, known)
        is_ours = was.document == self.document
        if not is_ours or found is None or found.outcome is CitationOutcome.AMENDED:
            return None
        if traced.is_mended or not traced.is_counted:
            return self._left(citing, LeftReason.AMBIGUOUS, self._meant(citing, found.now))
        if len(found.now) == 1:
            return self._rewritten(citing, was, found.now[0])
        reason = LeftReason.SEVERAL if found.now else LeftReason.GONE
        return self._left(citing, reason, found.now)

    def _of_new(self, citing: Citing) -> LeftOver | None:
        """Whoever wrote it since may have meant the old numbers or the new ones."""
        target = citing.target
        if target is None or target.document != self.document:
            return None
        was = self.was.base.provision(target)
        now = self.tracks.now(target) if was else (target,)
        if target in now or not self._names_it(citing, target, now):
            return None
        return self._left(citing, LeftReason.AMBIGUOUS, self._meant(citing, now))

    def _names_it(self, citing: Citing, target: Address, now: Iterable[Address]) -> bool:
        """Whether the numbers that are written are those that changed: not in `khoản này`."""
        numbers = self._numbers(citing)
        count = len(numbers) if numbers is not None else len(target.steps)
        own = target.steps[-count:] if count else ()
        return any((one.steps[-count:] if count else ()) != own for one in now) or (
            bool(count) and not tuple(now)
        )

    def _meant(self, citing: Citing, now: Iterable[Address]) -> tuple[Address, ...]:
        return (*((citing.target,) if citing.target else ()), *now)

    def _left(self, citing: Citing, reason: LeftReason, meant: Iterable[Address]) -> LeftOver:
        path = self.ordered.corpus.by_id[citing.source.document].path
        told = tuple(dict.fromkeys(self._shown(one) for one in meant))
        return LeftOver(path, citing.line, citing.text, reason, told)

    def _shown(self, address: Address) -> str:
        found = self.ordered.corpus.provision(address)
        return found.address.citation if found else address.citation

    def _text(self, citing: Citing) -> Text:
        return self.ordered.corpus.by_id[citing.source.document]

    def _numbers(self, citing: Citing) -> tuple[CitedNumber, ...] | None:
        linked = self._linked[id(citing)]
        return numbers_at(linked.text, citing.start, self._text(citing).grammar)

    # Writing

    def _rewritten(self, citing: Citing, was: Address, now: Address) -> CitedEdit | LeftOver:
        numbers, linked, text = self._numbers(citing), self._linked[id(citing)], self._text(citing)
        told = [self._renamed(one, was, now, text) for one in numbers or ()]
        changed = [(one, new) for one, new in zip(numbers or (), told, strict=True) if new]
        shape = self._left(citing, LeftReason.SHAPE, (now,))
        if None in told or not changed:
            return shape
        edits = []
        for one, new in changed:
            span = self._places[text.id].span(
                citing.line, linked.text, one.start, one.end, heading=linked.is_heading
            )
            if span is None:
                return shape
            more = (EditKind.CITATION, citing.line, self._shown(now))
            old = linked.text[one.start : one.end]
            edits.append(NumberEdit(text.path, span.start, span.stop, old, new, *more))
        return CitedEdit(citing, linked, text.path, now, tuple(edits))

    def _renamed(self, one: CitedNumber, was: Address, now: Address, text: Text) -> str | None:
        """How a number is written then; empty where it stays, None where nobody can tell."""
        unit = one.unit
        if unit.kind is Kind.ATTACHMENT:
            return ""
        key = number_key(unit.kind, unit.number)
        pairs = (two for two in self._pairs(was, now) if two[0].is_named(unit.kind, key))
        old, new = next(pairs, (None, None))
        if old is None or new is None:
            return None
        written = new.number
        if compose(old.number) != compose(unit.number):
            written = countings.restyled(written, unit.number, unit.form, text.grammar)
        return "" if written and compose(written) == compose(unit.number) else written or None

    def _pairs(self, was: Address, now: Address) -> Iterator[tuple[_Numbered, _Numbered]]:
        """A provision and all around it, from the inside, with what each of them is now."""
        olds = _around(self.was.base.by_id[was.document], was)
        news = _around(self.ordered.corpus.by_id[now.document], now)
        return (pair for pair in zip(olds, news, strict=False) if pair[0].kind is pair[1].kind)


@dataclass(frozen=True)
class _Numbered:
    kind: Kind
    key: str
    number: str

    def is_named(self, kind: Kind, key: str) -> bool:
        """Whether a citation means it; what is no heading goes by several words."""
        is_alike = kind is self.kind or not (kind.is_headed or self.kind.is_headed)
        return is_alike and key == self.key


def _around(text: Text, address: Address) -> Iterator[_Numbered]:
    """A provision and all it stands in, from the inside, chapters included."""
    found = text.by_anchor.get(address.anchor)
    while found is not None:
        last = found.address.steps[-1]
        yield _Numbered(found.kind, last.key.partition("--")[0], found.number)
        found = text.parents.get(found.anchor)


def _agreeing(
    edits: list[CitedEdit], left: list[LeftOver]
) -> tuple[list[CitedEdit], list[LeftOver]]:
    """Those that agree on how each number is written; a number may belong to several citations.

    A citation that is left keeps the numbers that it shares.
    """
    wanted: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in edits:
        for edit in one.edits:
            wanted[edit.path, edit.start].add(edit.new)
    kept, parted = [], list(left)
    for one in edits:
        if all(len(wanted[edit.path, edit.start]) == 1 for edit in one.edits):
            kept.append(one)
        else:
            parted.append(one.as_left(LeftReason.SEVERAL))
    return kept, parted
