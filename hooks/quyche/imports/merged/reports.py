"""What is told of a second import: the head key by key, the text article by article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quyche.comparing.operations import Sign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quyche.comparing.tables import ComparisonCell, ComparisonRow
    from quyche.imports.merged.fronts import HeadDifference
    from quyche.imports.merged.second_imports import SecondImport
    from quyche.labels import Labels

_COUNTS = ("amended", "added", "removed", "split", "merged", "moved", "renumbered", "same")


@dataclass(frozen=True)
class MergeReport:
    """What came of a second import."""

    came: SecondImport
    taken: Collection[HeadDifference]

    def lines(self, labels: Labels) -> Iterator[str]:
        """What a terminal shows, a line each."""
        yield from self._head(labels)
        body = self.came.body
        if body.left_out:
            said = " / ".join(body.left_out)
            yield labels("merge.left_out", count=len(body.left_out), said=said)
        table = self.came.table(labels)
        yield from (line for row in table.rows for line in self._row(row, labels))
        yield from (labels("merge.renumbered", old=old, new=new) for old, new in table.renumbered)
        for anchor, now in self.came.moved_reasons:
            yield labels("merge.reason", anchor=anchor, now=now or labels("merge.nowhere"))
        if body.lost_notes:
            yield labels("merge.lost_notes", names=", ".join(body.lost_notes))
        if body.relaid:
            places = ", ".join(place or labels("merge.outside") for place in body.relaid)
            yield labels("merge.relaid", places=places)
        if body.is_rewritten:
            yield labels("merge.rewritten")
        counts = self._counts()
        if any(counts.values()) or not table.rows:  # else no articles and no tasks changed
            yield labels("merge.counts", **counts)

    def _counts(self) -> dict[str, int]:
        return {name: self.came.counts[name] for name in _COUNTS}

    def _head(self, labels: Labels) -> Iterator[str]:
        for one in self.came.differences:
            rule = "merge.taken" if one in self.taken else "merge.kept"
            yield labels(rule, **difference_words(one, labels))

    def _row(self, row: ComparisonRow, labels: Labels) -> Iterator[str]:
        name = _name(row.new or row.old, labels)
        told = " ".join(row.sentences) or labels("merge.changed")
        told = told.replace("\t", " | ")  # the cells of a row
        unsure = labels("merge.unsure") if row.is_unsure else ""
        yield labels("merge.article", name=name, told=told, unsure=unsure).rstrip()

    def as_json(self, labels: Labels) -> dict[str, Any]:
        """The same as data."""
        table = self.came.table(labels)
        return {
            "head": [
                {
                    "key": one.key,
                    "old": one.old,
                    "new": str(one.new),
                    "words": one.words,
                    "taken": one in self.taken,
                }
                for one in self.came.differences
            ],
            "left_out": list(self.came.body.left_out),
            "lost_notes": list(self.came.body.lost_notes),
            "relaid": list(self.came.body.relaid),
            "rewritten": self.came.body.is_rewritten,
            "counts": self._counts(),
            "articles": [
                {"name": _name(row.new or row.old, labels), "sentences": list(row.sentences)}
                for row in table.rows
            ],
            "renumbered": [{"old": old, "new": new} for old, new in table.renumbered],
        }


def difference_words(one: HeadDifference, labels: Labels) -> dict[str, object]:
    """What a line about a key is filled with."""
    return {
        "key": one.key,
        "old": one.old or labels("merge.nothing"),
        "new": one.new,
        "words": one.words,
        "line": one.line,
    }


def _name(cell: ComparisonCell | None, labels: Labels) -> str:
    if cell is None or not cell.mark:
        return labels("merge.outside")
    heading = "".join(op.text for op in cell.heading if op.sign is not Sign.DELETED)
    return f"{cell.mark} {heading}".strip()
