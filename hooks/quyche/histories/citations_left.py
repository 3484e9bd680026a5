"""Citations whose words stayed while what they name went elsewhere, or changed.

Base is how the documents were, head how they are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from quyche.texts.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.links import Citing, Links
    from quyche.histories.tracks import Tracks


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
