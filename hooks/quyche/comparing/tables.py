"""The table that staff must show with a draft: what is in force, the draft, what changed, why."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from itertools import groupby, product
from typing import TYPE_CHECKING

from quyche.comparing.changes import Status
from quyche.comparing.kept_runs import run_name
from quyche.comparing.operations import Op, Sign
from quyche.comparing.sentences import ChangeSentences
from quyche.formats import spreadsheets
from quyche.texts.addresses import anchors_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.comparing.synopses import Synopsis, SynopsisBlock, SynopsisLine, SynopsisPlace
    from quyche.labels import Labels
    from quyche.texts.provisions import Document, Provision

_LINE = 32  # characters that fit into a line of a column, on paper
_LONG_ROW = 8  # lines; a longer row may go on on the next sheet


@dataclass(frozen=True)
class ComparisonParagraph:
    """One paragraph of a cell."""

    kind: str
    """`clause`, `point`, or `text`."""
    mark: str
    """The number as it is printed: `2.`, `đ)`; empty before a further paragraph."""
    ops: tuple[Op, ...]
    """What stays, and what is deleted or inserted, whichever side this is."""
    same: str = ""
    """What it stands for, since that did not change: `Khoản 2 đến khoản 4`."""


@dataclass(frozen=True)
class ComparisonCell:
    """An article in one of the texts."""

    mark: str
    """`Điều 5.`"""
    heading: tuple[Op, ...]
    paragraphs: tuple[ComparisonParagraph, ...]


@dataclass(frozen=True)
class ComparisonRow:
    """An article, a chapter's heading or the text outside them, that changed."""

    id: str
    old: ComparisonCell | None
    new: ComparisonCell | None
    sentences: tuple[str, ...]
    reasons: tuple[str, ...]
    is_unsure: bool
    is_long: bool


@dataclass(frozen=True)
class ConcordanceEntry:
    """One line of the concordance: an article of either text, and what became of it."""

    old: str
    new: str
    heading: str
    status: str


@dataclass(frozen=True)
class ComparisonTable:
    """All that changed, row by row, and where every article went."""

    rows: tuple[ComparisonRow, ...]
    renumbered: tuple[tuple[str, str], ...]
    """What only bears another number, with both."""
    same: tuple[str, ...]
    """What did not change at all."""
    concordance: tuple[ConcordanceEntry, ...]
    reasons: tuple[str, ...] = ()
    """Why there are any changes."""

    @property
    def unreasoned(self) -> str:
        """The label that says which reasons nobody gave; empty where all are given."""
        if all(row.reasons for row in self.rows):
            return ""
        has_some = self.reasons or any(row.reasons for row in self.rows)
        return "table.no_reason" if has_some else "table.no_reasons"

    @property
    def is_kept_by_csv(self) -> bool:
        """Whether a list with commas says the concordance to the letter."""
        return spreadsheets.is_kept_by_csv(map(astuple, self.concordance))


def table(
    synopsis: Synopsis,
    texts: tuple[Document, Document],
    labels: Labels,
    reasons: Mapping[str, tuple[str, ...]],
) -> ComparisonTable:
    """The table of two texts, the older first; reasons by the ids of blocks."""
    old, new = texts
    told = ChangeSentences.of(synopsis.blocks, old, new, labels)
    cells = _Cells(synopsis, old, new, labels)
    rows = tuple(
        _row(cells, block, told.sentences(block), reasons.get(block.id, ()))
        for block in synopsis.blocks
        if block.is_changed
    )
    unchanged = [block for block in synopsis.blocks if not block.is_changed and block.old]
    return ComparisonTable(
        rows=rows,
        renumbered=tuple(
            (block.old[0].number, block.new[0].number) for block in unchanged if block.is_renumbered
        ),
        same=tuple(
            block.new[0].number
            for block in unchanged
            if block.is_counted and not block.is_renumbered
        ),
        concordance=tuple(_concordance(synopsis, old, new, labels)),
        reasons=reasons.get("", ()),
    )


def _row(
    cells: _Cells, block: SynopsisBlock, sentences: tuple[str, ...], reasons: tuple[str, ...]
) -> ComparisonRow:
    old, new = cells.old(block), cells.new(block)
    said = max(map(_lines_of, (sentences, reasons)))
    is_long = max(_height(old), _height(new), said) > _LONG_ROW
    return ComparisonRow(block.id, old, new, sentences, reasons, block.is_guess, is_long)


def _height(cell: ComparisonCell | None) -> int:
    """How many lines a cell takes on paper, about."""
    if cell is None:
        return 1
    paragraphs = (cell.heading, *(paragraph.ops for paragraph in cell.paragraphs))
    return _lines_of("".join(op.text for op in ops) for ops in paragraphs)


def _lines_of(texts: Iterable[str]) -> int:
    return sum(1 + len(text) // _LINE for text in texts)


class _Cells:
    """Puts each line into the article it stands in, on either side, in the order it has there."""

    def __init__(self, synopsis: Synopsis, old: Document, new: Document, labels: Labels) -> None:
        self.labels = labels
        self.olds = {provision.anchor: provision for provision in old.walk()}
        self.news = {provision.anchor: provision for provision in new.walk()}
        self.old_lines: dict[str, list[tuple[SynopsisPlace, SynopsisLine]]] = {}
        self.new_lines: dict[str, list[tuple[SynopsisPlace, SynopsisLine]]] = {}
        old_heads, new_heads = old.heads(), new.heads()
        for line in (line for block in synopsis.blocks for line in block.lines):
            for place in line.old[:1]:
                self.old_lines.setdefault(old_heads[place.anchor], []).append((place, line))
            for place in line.new[:1] if line.kind != "text" else ():
                self.new_lines.setdefault(new_heads[place.anchor], []).append((place, line))
        changed = [line for block in synopsis.blocks for line in block.lines if line.is_changed]
        self.touched_olds = _around(place.anchor for line in changed for place in line.old)
        self.touched_news = _around(place.anchor for line in changed for place in line.new)
        order = {anchor: place for place, anchor in enumerate(synopsis.old_order)}
        for lines in self.old_lines.values():
            lines.sort(key=lambda item: order[item[0].anchor])

    def old(self, block: SynopsisBlock) -> ComparisonCell | None:
        """What the row shows of the older text."""
        if not block.old and not _is_outside(block):
            return None
        lines = [line for place in block.old for line in self.old_lines.get(place.anchor, ())]
        return self._cell(block, block.old, lines, Sign.DELETED)

    def new(self, block: SynopsisBlock) -> ComparisonCell | None:
        """What the row shows of the newer text."""
        if not block.new:
            return None
        lines = [line for place in block.new for line in self.new_lines.get(place.anchor, ())]
        return self._cell(block, () if _is_outside(block) else block.new, lines, Sign.INSERTED)

    def _cell(
        self,
        block: SynopsisBlock,
        places: Sequence[SynopsisPlace],
        lines: Sequence[tuple[SynopsisPlace, SynopsisLine]],
        sign: Sign,
    ) -> ComparisonCell | None:
        known = self.olds if sign is Sign.DELETED else self.news
        own = [line for line in block.lines if line.kind == "text"]
        paragraphs = [
            *(one for line in own for one in _paragraphs(line, "", sign)),
            *self._inside(places, lines, sign),
        ]
        heading = tuple(_of_side(block.heading, sign))
        if not paragraphs and not heading and not places:
            return None
        marks = [known[place.anchor].mark for place in places]
        return ComparisonCell(", ".join(marks), heading, tuple(paragraphs))

    def _inside(
        self,
        heads: Sequence[SynopsisPlace],
        lines: Sequence[tuple[SynopsisPlace, SynopsisLine]],
        sign: Sign,
    ) -> Iterator[ComparisonParagraph]:
        """Clauses and points; those without a change inside them in few words."""
        known = self.olds if sign is Sign.DELETED else self.news
        for is_shown, run in groupby(lines, lambda item: self._is_touched(item[1])):
            if is_shown:
                for place, line in run:
                    yield from _paragraphs(line, self._mark(line, place, known, sign), sign)
            else:
                kept = [place for place, _ in run]
                yield ComparisonParagraph("text", "", (), run_name(known, kept, heads, self.labels))

    def _is_touched(self, line: SynopsisLine) -> bool:
        """Whether it changed, or something that stands, or stood, inside it."""
        return any(place.anchor in self.touched_olds for place in line.old) or any(
            place.anchor in self.touched_news for place in line.new
        )

    @staticmethod
    def _mark(
        line: SynopsisLine, place: SynopsisPlace, known: Mapping[str, Provision], sign: Sign
    ) -> str:
        places = (line.old if sign is Sign.DELETED else line.new) or (place,)
        return " ".join(known[one.anchor].mark for one in places)


def _is_outside(block: SynopsisBlock) -> bool:
    return not block.old and bool(block.new) and not block.new[0].number and block.kind == "text"


def _paragraphs(line: SynopsisLine, mark: str, sign: Sign) -> Iterator[ComparisonParagraph]:
    for ops in line.paragraphs:
        side = tuple(_of_side(ops, sign))
        if side:
            yield ComparisonParagraph(line.kind, mark, side)
            mark = ""
    if mark and not any(line.paragraphs):
        yield ComparisonParagraph(line.kind, mark, ())


def _of_side(ops: Iterable[Op], sign: Sign) -> Iterator[Op]:
    """What one side has of it; another spelling is no change of words."""
    for op in ops:
        if op.sign in {Sign.KEPT, sign}:
            yield replace(op, sign=Sign.KEPT) if op.is_spelling else op


def _around(anchors: Iterable[str]) -> set[str]:
    """Anchors with those of all they stand in."""
    return {around for anchor in anchors for around in anchors_around(anchor)}


# The concordance


def _concordance(
    synopsis: Synopsis, old: Document, new: Document, labels: Labels
) -> Iterator[ConcordanceEntry]:
    olds = {provision.anchor: provision for provision in old.walk()}
    news = {provision.anchor: provision for provision in new.walk()}
    for block in synopsis.blocks:
        if not block.is_counted:
            continue
        status = _status(block, labels)
        before = [olds[place.anchor] for place in block.old]
        after = [news[place.anchor] for place in block.new]
        for one, other in product(before or (None,), after or (None,)):
            shown = other or one
            yield ConcordanceEntry(
                _named(one), _named(other), shown.heading if shown else "", status
            )


def _named(provision: Provision | None) -> str:
    """`Điều 2 (Phụ lục 1)`; empty for none."""
    if provision is None:
        return ""
    number = provision.address.steps[-1].citation
    attachment = provision.address.attachment
    return f"{number} ({attachment.citation})" if attachment else number


def _status(block: SynopsisBlock, labels: Labels) -> str:
    names = []
    if block.status != Status.UNCHANGED or not (block.is_renumbered or block.is_moved):
        names.append(labels(f"compare.{block.status}"))
    if block.is_moved:
        names.append(labels("compare.moved"))
    if block.is_renumbered and block.status in {Status.UNCHANGED, Status.AMENDED}:
        names.append(labels("compare.renumbered"))
    return ", ".join(names)


def concordance_rows(
    entries: Iterable[ConcordanceEntry], labels: Labels
) -> tuple[tuple[str, ...], ...]:
    """The concordance for a spreadsheet, below its head."""
    names = ("old_number", "new_number", "heading", "status")
    head = tuple(labels(f"table.{name}") for name in names)
    return (head, *((one.old, one.new, one.heading, one.status) for one in entries))
