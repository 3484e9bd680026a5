"""What changed documents mean for others: citations left behind, who gains and who loses.

Base is how the documents were, head how they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from quyche.comparing.changes import Status
from quyche.register.entries import ASPECTS
from quyche.texts.addresses import Address, parse_anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.changes import Change
    from quyche.comparing.comparison import Comparison
    from quyche.corpus.links import Citing, Links
    from quyche.governance.governance import Governance, Governing
    from quyche.register.entries import Entry
    from quyche.register.register import Register


class Tracks:
    """Where every provision of one side is on the other."""

    def __init__(self, comparisons: Mapping[str, Comparison], base: Iterable[str]) -> None:
        """`comparisons` has every document that changed, `base` the ids of those that were."""
        self._comparisons = comparisons
        self._base = frozenset(base)
        self._now: dict[Address, Change] = {}
        self._before: dict[Address, Change] = {}
        for document, compared in comparisons.items():
            for change in compared.changes:
                self._now.update({_address(document, anchor): change for anchor in change.old})
                self._before.update({_address(document, anchor): change for anchor in change.new})

    def now(self, address: Address) -> tuple[Address, ...]:
        """Where a provision of the base is in the head; none where it is gone."""
        compared = self._comparisons.get(address.document)
        if compared is None:
            return (address,)
        if not address.steps:
            return (address,)
        change = self._now.get(address)
        anchors = change.new if change else compared.counterpart(address.anchor)
        return tuple(_address(address.document, anchor) for anchor in anchors)

    def before(self, address: Address) -> tuple[Address, ...]:
        """Where a provision of the head was in the base; none where it is new."""
        compared = self._comparisons.get(address.document)
        if compared is None:
            return (address,)
        if not address.steps:
            return (address,) if address.document in self._base else ()
        change = self._before.get(address)
        anchors = change.old if change else compared.origin(address.anchor)
        return tuple(_address(address.document, anchor) for anchor in anchors)

    def is_amended(self, address: Address) -> bool:
        """Whether the text of a provision of the head, or of what is inside it, is another one."""
        change = self._before.get(address)
        return change is not None and change.status is not Status.UNCHANGED


def _address(document: str, anchor: str) -> Address:
    return Address(document, parse_anchor(anchor))


class CitationOutcome(Enum):
    """What became of what a citation names. The value is the word in JSON and in labels."""

    REMOVED = "removed"
    ELSEWHERE = "elsewhere"
    """It has another number, and the citation still names the one it had."""
    AMENDED = "amended"


@dataclass(frozen=True)
class Affected:
    """A citation of the head whose words are as they were, and what they name is not."""

    citing: Citing
    outcome: CitationOutcome
    was: Address
    """What it led to in the base."""
    now: tuple[Address, ...]
    """Where that is in the head."""


def affected_citations(
    base: Links, head: Links, tracks: Tracks, known: Iterable[str]
) -> Iterator[Affected]:
    """The citations that a change elsewhere touched, in reading order.

    `known` has the ids of the documents that the head has.
    """
    documents = frozenset(known)
    written = _by_source(base)
    for source, citings in _by_source(head).items():
        were = [was for place in tracks.before(source) for was in written.get(place, ())]
        for citing, target in _unaltered(citings, were, tracks):
            if found := _affected(citing, target, tracks, documents):
                yield found


def _by_source(links: Links) -> dict[Address, list[Citing]]:
    found: dict[Address, list[Citing]] = defaultdict(list)
    for linked in links:
        for citing in linked.citations:
            found[citing.source].append(citing)
    return found


def _unaltered(
    citings: Sequence[Citing], were: Sequence[Citing], tracks: Tracks
) -> Iterator[tuple[Citing, Address]]:
    """The citations of a provision whose words were there before, with what they led to.

    Where others beside them were brought up to date, "Điều 31" may be what "Điều 32" was: what
    any of them has to lead to now is right.
    """
    is_same = [citing.text for citing in citings] == [was.text for was in were]
    expected = {place for was in were if was.target for place in tracks.now(was.target)}
    left = list(were)
    for citing in citings:
        was = next((one for one in left if one.text == citing.text), None)
        if was is None:
            continue
        left.remove(was)
        if was.target is None:
            continue
        is_right = citing.target in expected and citing.target not in tracks.now(was.target)
        if is_same or not is_right:
            yield citing, was.target


def _affected(
    citing: Citing, was: Address, tracks: Tracks, documents: frozenset[str]
) -> Affected | None:
    if was.document not in documents:
        return Affected(citing, CitationOutcome.REMOVED, was, ())
    now = tracks.now(was)
    if citing.target not in now:
        outcome = CitationOutcome.ELSEWHERE if now else CitationOutcome.REMOVED
        return Affected(citing, outcome, was, now)
    if any(map(tracks.is_amended, now)) and not _is_inside(citing.source, now):
        return Affected(citing, CitationOutcome.AMENDED, was, now)
    return None


def _is_inside(source: Address, targets: Iterable[Address]) -> bool:
    """Whether a citation names what it stands in: "Điều này"."""
    return any(target.contains(source) for target in targets)


@dataclass(frozen=True)
class Governed:
    """A provision and how it governs a body or role: in no special way where there is no aspect."""

    provision: Address
    aspects: tuple[str, ...]


@dataclass(frozen=True)
class Balance:
    """What a body or role gains and loses."""

    entry: Entry
    is_new: bool
    """Whether the register of the base does not have it."""
    is_gone: bool
    gained: tuple[Governed, ...]
    """Provisions of the head."""
    lost: tuple[Governed, ...]
    """Provisions of the base."""


def balances(
    base: tuple[Register, Governance], head: tuple[Register, Governance], tracks: Tracks
) -> Iterator[Balance]:
    """Every body and role that gains or loses something, in the order of the register.

    A provision that governs whom it governed, and how, is neither, whatever its number.
    """
    before, after = base[0].by_id, head[0].by_id
    for name, entry in {**after, **before}.items():
        olds, news = base[1].of_target.get(name, ()), head[1].of_target.get(name, ())
        gained = tuple(_surplus(news, olds, tracks.now))
        lost = tuple(_surplus(olds, news, tracks.before))
        is_new, is_gone = name not in before, name not in after
        if gained or lost or is_new or is_gone:
            yield Balance(after.get(name, entry), is_new, is_gone, gained, lost)


def _surplus(
    ours: Sequence[Governing],
    theirs: Sequence[Governing],
    moved: Callable[[Address], tuple[Address, ...]],
) -> Iterator[Governed]:
    """What one side has that the other has not; `moved` says where theirs are with us."""
    known: dict[Address, set[str]] = {}
    for governing in theirs:
        for address in moved(governing.provision):
            known.setdefault(address, set()).update(governing.aspects)
    for governing in ours:
        has = known.get(governing.provision)
        aspects = tuple(
            aspect
            for aspect in ASPECTS
            if aspect in governing.aspects and aspect not in (has or ())
        )
        if aspects or has is None:
            yield Governed(governing.provision, aspects)
