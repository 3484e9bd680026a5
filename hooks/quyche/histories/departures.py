"""How the work departed from the newest editions, and the citations that were left behind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.corpus.links import CitationState, Links
from quyche.histories.citations_left import Affected, CitationOutcome, affected_citations
from quyche.histories.tracks import Tracks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quyche.comparing.comparers import Comparer
    from quyche.corpus.links import Citing
    from quyche.corpus.texts import Corpus, Text

_TWICE = "--"
"""What anchors tell provisions apart by that bear one number."""


@dataclass(frozen=True)
class Departure:
    """The work, held against what it came from."""

    base: Corpus
    work: Corpus
    links: Links
    """What the work points to."""
    comparer: Comparer
    linked: Callable[[Iterable[Text]], Links]
    """Reads what texts that it came from pointed to."""

    @cached_property
    def tracks(self) -> Tracks:
        """Where the provisions of what it came from are now."""
        compared = {
            text.id: self.comparer.of(text.document, now.document).comparison
            for text in self.base.texts
            if (now := self.work.by_id.get(text.id)) and now.document.source != text.document.source
        }
        return Tracks(compared, self.base.by_id)

    @cached_property
    def misled(self) -> tuple[Affected, ...]:
        """The citations whose words stayed and that no longer lead to what they led to.

        What may be meant otherwise is not among them, nor what leads to a number that stands twice:
        that has none yet. Nothing is read of the base where no number
        changed, and only what may cite what changed where one did.
        """
        if not self.tracks.moved():
            return ()
        base, head = self.base_links, self._citing
        found = affected_citations(base, head, self.tracks, self.work.by_id)
        return tuple(
            one
            for one in found
            if one.outcome is not CitationOutcome.AMENDED
            and not any(_TWICE in address.anchor for address in one.now)
        )

    @cached_property
    def base_links(self) -> Links:
        """What the texts that may cite what moved pointed to."""
        known = self._citing.by_document
        return self.linked(text for text in self.base.texts if text.id in known)

    @cached_property
    def _citing(self) -> Links:
        moved = self.tracks.moved()
        return Links(
            {
                text.id: self.links.by_document.get(text.id, ())
                for text in self.work.texts
                if text.id in moved or self._may_cite(text, moved)
            }
        )

    def _may_cite(self, text: Text, moved: frozenset[str]) -> bool:
        return any(
            citing.state is CitationState.DANGLING
            or (citing.target and citing.target.document in moved)
            for citing in self._citings(text)
        )

    def _citings(self, text: Text) -> Iterator[Citing]:
        for linked in self.links.by_document.get(text.id, ()):
            yield from linked.citations
