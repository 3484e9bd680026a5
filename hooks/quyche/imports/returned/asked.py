"""What a returned file proposes for each paragraph of the text that went out, and who did it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quyche.imports.returned import alignment, spelling_repairs, views
from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.units import UnitKind, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from quyche.imports.files.word_changes import (
        ReturnedWord,
        TrackedChange,
        WordCell,
        WordParagraph,
    )
    from quyche.imports.returned.alignment import Alignment
    from quyche.imports.returned.units import PaperUnit
    from quyche.imports.returned.views import Taken, ViewParagraph

_ORNAMENT_RE = re.compile(r"[-–—_*\s]{3,}")


@dataclass(frozen=True, order=True)
class Spot:
    """A place between paragraphs, named by the unit before it, or by the one behind it."""

    unit: int
    is_before: bool = False


@dataclass(frozen=True)
class Piece:
    """A paragraph that is to stand somewhere."""

    texts: tuple[str, ...]
    moved: int | None = None
    """The unit that it was elsewhere; None for a new one."""
    style: str = field(default="", compare=False)
    is_row: bool = False
    numbers: tuple[int, ...] = field(default=(), compare=False)
    """The paragraphs of the file that it is made of."""

    @property
    def text(self) -> str:
        """All of it; the cells of a row with tabs between them."""
        return "\t".join(self.texts)


@dataclass(frozen=True)
class Asked:
    """A view of a file, held against the text that went out."""

    changed: Mapping[int, Piece]
    """What stands in the place of a unit."""
    deleted: frozenset[int]
    """The units that are gone; those that moved are not."""
    inserted: Mapping[Spot, tuple[Piece, ...]]
    """What stands between units."""
    heading_styles: frozenset[str]
    """The styles of paragraphs that are headings of provisions."""
    unit_of: Mapping[int, int]
    """Which unit each paragraph of the file belongs to, by its number."""
    repairs: tuple[tuple[str, int], ...] = ()
    """What was repaired in new words, and in which paragraph."""

    @property
    def moved(self) -> frozenset[int]:
        """The units that stand elsewhere."""
        pieces = (piece for own in self.inserted.values() for piece in own)
        return frozenset(piece.moved for piece in pieces if piece.moved is not None)

    @property
    def is_empty(self) -> bool:
        """Whether it leaves all as it is."""
        return not (self.changed or self.deleted or self.inserted)


@dataclass(frozen=True)
class Held:
    """A returned file, and the text that it is held against."""

    word: ReturnedWord
    units: Sequence[PaperUnit]
    title: str

    def view(self, is_taken: Taken) -> tuple[ViewParagraph, ...]:
        """The paragraphs as they read with some changes taken."""
        known = frozenset(key_of(unit.texts) for unit in self.units)
        return views.view_of(
            self.word, is_taken, self._is_table(), lambda text: key_of([text]) in known
        )

    def body(self, view: Sequence[ViewParagraph]) -> Sequence[ViewParagraph]:
        """What stands below the title, and below the dashes under it."""
        at = self.title_in(view)
        rest = view[at + 1 :]
        is_ornament = bool(rest) and _ORNAMENT_RE.fullmatch(rest[0].text)
        return rest[1:] if is_ornament else rest

    def title_in(self, view: Sequence[ViewParagraph]) -> int:
        """Where the title stands in a view; -1 where it is not there."""
        marked = [at for at, one in enumerate(view) if one.is_title]
        said = [at for at, one in enumerate(view) if key_of(one.texts) == key_of([self.title])]
        return next(iter((*marked, *said)), -1)

    def proposal(self, is_taken: Taken) -> Asked:
        """What the file proposes with some changes taken."""
        body = self.body(self.view(is_taken))
        return _proposed(self.units, body, alignment.aligned(self.units, body))

    def shared(self) -> float:
        """How much of the text is in the file word for word, between 0 and 1."""
        keys = {key_of(one.texts) for one in self.body(self.view(views.nothing))}
        found = sum(key_of(unit.texts) in keys for unit in self.units)
        return found / max(len(self.units), 1)

    def _is_table(self) -> Callable[[int], bool]:
        """Which tables are those of the text: head and end of a paper stand in some, too."""
        rows = {unit.line for unit in self.units if unit.kind is UnitKind.ROW}
        others = {unit.line for unit in self.units} - rows
        said = {key_of(unit.texts) for unit in self.units if unit.kind is not UnitKind.ROW}
        title = next((one.number for one in self.word.paragraphs if one.is_title), 0)
        lines: dict[int, set[int]] = defaultdict(set)
        layouts: set[int] = set()
        for one in self.word.paragraphs:
            if one.cell:
                table = one.cell.table
                lines[table].update(line for part in one.stretches for line in part.lines)
                if one.number < title or key_of([one_line(one.text)]) in said:
                    layouts.add(table)

        def is_table(table: int) -> bool:
            if lines[table] & rows:
                return True
            return not (lines[table] & others or table in layouts)

        return is_table


def _proposed(units: Sequence[PaperUnit], body: Sequence[ViewParagraph], pairs: Alignment) -> Asked:
    repairs: list[tuple[str, int]] = []

    def pieces(one: ViewParagraph, unit: int | None) -> Piece:
        texts, rules = spelling_repairs.repaired(
            one.texts, () if unit is None else units[unit].texts
        )
        repairs.extend((rule, one.numbers[0]) for rule in rules)
        return Piece(texts, None, one.style, one.is_row, one.numbers)

    changed: dict[int, Piece] = {}
    for place, unit in pairs.unit_of.items():
        one = body[place]
        if place not in pairs.moved and key_of(one.texts) != key_of(units[unit].texts):
            changed[unit] = pieces(one, unit)
    kinds = {UnitKind.HEADING: set[str](), UnitKind.BLOCK: set[str](), UnitKind.ITEM: set[str]()}
    for place, unit in pairs.unit_of.items():
        kinds.setdefault(units[unit].kind, set()).add(body[place].style)
    others = set().union(*(own for kind, own in kinds.items() if kind is not UnitKind.HEADING))
    return Asked(
        changed,
        frozenset(range(len(units))) - frozenset(pairs.unit_of.values()),
        _inserted(body, pairs, pieces),
        frozenset(kinds[UnitKind.HEADING] - others),
        {number: unit for place, unit in pairs.unit_of.items() for number in body[place].numbers},
        tuple(repairs),
    )


def _inserted(
    body: Sequence[ViewParagraph],
    pairs: Alignment,
    pieces: Callable[[ViewParagraph, int | None], Piece],
) -> dict[Spot, tuple[Piece, ...]]:
    fixed = {place: unit for place, unit in pairs.unit_of.items() if place not in pairs.moved}
    anchors = _Anchors.of(body, fixed)
    found: dict[Spot, list[Piece]] = defaultdict(list)
    for place, one in enumerate(body):
        if place not in fixed:
            moved = pairs.unit_of.get(place)
            piece = replace(pieces(one, moved), moved=moved)
            found[anchors.spot(place, one.cell)].append(piece)
    return {gap: tuple(own) for gap, own in found.items()}


@dataclass(frozen=True)
class _Anchors:
    """The paragraphs that stayed where they were, by which others are placed."""

    unit_of: Mapping[int, int]
    by_cell: Mapping[WordCell | None, Sequence[int]]
    all: Sequence[int]

    @classmethod
    def of(cls, body: Sequence[ViewParagraph], fixed: Mapping[int, int]) -> _Anchors:
        by_cell: dict[WordCell | None, list[int]] = defaultdict(list)
        for place in sorted(fixed):
            by_cell[body[place].cell].append(place)
        return cls(fixed, by_cell, sorted(fixed))

    def spot(self, place: int, cell: WordCell | None) -> Spot:
        """Behind the nearest before it in its cell, else before the nearest behind it there."""
        own = self.by_cell.get(cell, ())
        at = bisect_left(own, place)
        if at:
            return Spot(self.unit_of[own[at - 1]])
        if own:
            return Spot(self.unit_of[own[0]], is_before=True)
        earlier = bisect_left(self.all, place)
        if earlier:
            return Spot(self.unit_of[self.all[earlier - 1]])
        return Spot(0, is_before=True)


# Who did it


@dataclass(frozen=True, order=True)
class Doing:
    """What somebody did in a place; nobody knows who did what was not recorded."""

    author: str
    date: str
    kind: str
    """The word of a ChangeKind; empty for what was not recorded."""

    @property
    def is_recorded(self) -> bool:
        """Whether it was done with changes recorded."""
        return bool(self.kind)


NOT_RECORDED = Doing("", "", "")


def doings(changes: Iterable[TrackedChange]) -> tuple[Doing, ...]:
    """What was recorded, each thing once for each of its days, in the order of the file."""
    found = (Doing(one.author, one.date[:10], one.kind.value) for one in changes)
    return tuple(dict.fromkeys(found))


def changes_in(paragraphs: Iterable[WordParagraph]) -> Iterator[TrackedChange]:
    """All that was recorded in some paragraphs, at their ends and for their rows."""
    for paragraph in paragraphs:
        for stretch in paragraph.stretches:
            if stretch.text.strip():
                yield from stretch.changes
        yield from paragraph.end
        yield from paragraph.row
