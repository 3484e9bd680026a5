"""What a search may build on: the words of the edition before, and the files that lie there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quyche.searching.search_segments import Segment


@dataclass(frozen=True)
class SearchBefore:
    """What was published before an edition; nothing where it stands alone."""

    segments: tuple[Segment, ...] = ()
    """The groups of words of the edition before."""
    kept: frozenset[str] = frozenset()
    """The names of the files that lie beside the editions."""
