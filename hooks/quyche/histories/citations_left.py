"""Citations whose words stayed while what they name went elsewhere, or changed.

Base is how the documents were, head how they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from quyche.texts.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.links import Citing, Links
    from quyche.histories.tracks import Tracking


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


@dataclass(frozen=True)
class Traced:
    """A citation of the head, and what its words led to in the base."""

    citing: Citing
    was: Address | None
    """None where the words were not there before."""
    is_counted: bool
    """Whether the same words stand in its provision as often as before."""
    is_mended: bool
    """Whether it leads to where another citation of the provision, which is not there any more,
    has to lead now: then it may be that one, brought up to date."""
    is_settled: bool
    """Whether that is sure: all that its provision cited is cited in it now, or it has new words
    and leads to where one has to lead whose words are gone."""


def traced_citations(base: Links, head: Links, tracks: Tracking) -> Iterator[Traced]:
    """Every citation of the head, in reading order, with what it was in the base."""
    written = _by_source(base)
    for source, citings in _by_source(head).items():
        were = [was for place in tracks.before(source) for was in written.get(place, ())]
        yield from _traced(citings, were, tracks)


def affected_citations(
    base: Links, head: Links, tracks: Tracking, known: Iterable[str]
) -> Iterator[Affected]:
    """The citations that a change elsewhere touched, in reading order.

    `known` has the ids of the documents that the head has. Where others beside them were brought
    up to date, "Điều 31" may be what "Điều 32" was: what any of them has to lead to now is right.
    """
    documents = frozenset(known)
    for traced in traced_citations(base, head, tracks):
        if traced.was is None or traced.is_mended:
            continue
        if found := affected(traced.citing, traced.was, tracks, documents):
            yield found


def _by_source(links: Links) -> dict[Address, list[Citing]]:
    found: dict[Address, list[Citing]] = defaultdict(list)
    for linked in links:
        for citing in linked.citations:
            found[citing.source].append(citing)
    return found


def _traced(
    citings: Sequence[Citing], were: Sequence[Citing], tracks: Tracking
) -> Iterator[Traced]:
    before, after = (Counter(one.text for one in side) for side in (were, citings))
    is_same = [citing.text for citing in citings] == [was.text for was in were]
    expected = {place for was in were if was.target for place in tracks.now(was.target)}
    is_complete = expected <= {citing.target for citing in citings}
    pairs, lost = _paired(citings, were)
    waiting = {place for was in lost if was.target for place in tracks.now(was.target)}
    for citing, was in pairs:
        target = was.target if was else None
        now = tracks.now(target) if target else ()
        is_mended = not is_same and citing.target in expected and citing.target not in now
        is_counted = after[citing.text] == before[citing.text]
        is_settled = is_complete or (citing.target in waiting and not before[citing.text])
        yield Traced(citing, target, is_counted, is_mended, is_settled)


def _paired(
    citings: Sequence[Citing], were: Sequence[Citing]
) -> tuple[list[tuple[Citing, Citing | None]], list[Citing]]:
    """Each citation with one of the same words that was there before, and those without such."""
    pairs: list[tuple[Citing, Citing | None]] = []
    left = list(were)
    for citing in citings:
        was = next((one for one in left if one.text == citing.text), None)
        if was is not None:
            left.remove(was)
        pairs.append((citing, was))
    return pairs, left


def affected(
    citing: Citing, was: Address, tracks: Tracking, documents: frozenset[str]
) -> Affected | None:
    """What became of what a citation led to; None where it still leads there, unchanged."""
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
