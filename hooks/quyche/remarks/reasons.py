"""Why a text was changed, as far as remarks that were taken in are the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.editions.history import History
    from quyche.histories.pairs import Pair, Pairs
    from quyche.remarks.remarks import Remark, Remarks
    from quyche.remarks.traces import Tracer

Tell = Callable[["Remark"], str]
"""The reason that a remark is, in words."""


def with_remarks(
    pairs: Pairs, remarks: Remarks, tracer: Tracer, history: History, tell: Tell
) -> Pairs:
    """The same pairs, each with the remarks that were taken in between its two texts as reasons."""
    names = [snapshot.name for snapshot in history.snapshots]
    finder = _Finder(remarks, tracer, names, tell)
    return replace(pairs, pairs=tuple(map(finder.completed, pairs.pairs)))


@dataclass(frozen=True)
class _Finder:
    remarks: Remarks
    tracer: Tracer
    names: Sequence[str]
    """Of the editions, oldest first, that of the texts available last."""
    tell: Tell

    def completed(self, pair: Pair) -> Pair:
        found = {block: dict.fromkeys(reasons) for block, reasons in pair.reasons.items()}
        for remark in self._between(pair):
            for block in self._blocks(pair, remark):
                found.setdefault(block, {})[self.tell(remark)] = None
        return replace(pair, reasons={block: tuple(told) for block, told in found.items()})

    def _between(self, pair: Pair) -> Iterator[Remark]:
        """The remarks that show in the newer text and did not in the older one."""
        since = self.names.index(pair.older.name)
        for remark in self.remarks.by_document.get(pair.new.id, ()):
            shown = remark.shown or (urls.WORK if self.tracer.work_follows else "")
            is_known = remark.is_accepted and shown in self.names
            if is_known and self.names.index(shown) > since:
                yield remark

    def _blocks(self, pair: Pair, remark: Remark) -> Iterable[str]:
        """What changed where the remark shows; where nothing is left of that, where it was."""
        changed = [block for block in pair.synopsis.blocks if block.is_changed]
        places = frozenset(self.tracer.places(remark, pair.new))
        found = [one.id for one in changed if any(place.anchor in places for place in one.new)]
        if found or remark.edition != pair.older.name:
            return found
        heads = frozenset(self.tracer.heads(remark))
        return [one.id for one in changed if any(place.anchor in heads for place in one.old)]
