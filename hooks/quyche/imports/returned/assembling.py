"""The source with what was decided, and the proof that it says just that."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.asked import Spot
from quyche.imports.returned.claims import ClaimKind, ClaimState
from quyche.imports.returned.rewriting import UnfitError, rewritten, written_after
from quyche.imports.returned.units import UnitKind, units_of
from quyche.language import markers
from quyche.texts.parser import parse
from quyche.texts.yaml_edits import newline_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyche.imports.returned.asked import Piece
    from quyche.imports.returned.claims import Decided
    from quyche.imports.returned.units import PaperUnit
    from quyche.language.grammars import Grammar

_BLANKS = " \t\r\n"
_NEAREST = 3
"""Paragraphs of a kind by which it is known how the next one stands."""


@dataclass(frozen=True)
class SourceText:
    """A source and what its paper shows."""

    source: str
    path: str
    grammar: Grammar
    units: tuple[PaperUnit, ...]

    @classmethod
    def of(cls, source: str, path: str, grammar: Grammar) -> SourceText:
        """Read a source."""
        return cls(source, path, grammar, units_of(parse(source, path, grammar).document))


@dataclass(frozen=True)
class Assembled:
    """A text with what could be taken, and what became of each claim."""

    source: str
    decided: tuple[Decided, ...]


def assembled(
    text: SourceText, decisions: Sequence[Decided], heading_styles: frozenset[str]
) -> Assembled:
    """Write all that was decided to be taken; what cannot be written is refused, and told so.

    Guaranteed: read again, the result has the paragraphs of before where nothing was taken, those
    asked for where something was, in that order, and nothing else.
    """
    wanted = [at for at, one in enumerate(decisions) if one.state is ClaimState.TAKEN]
    fitting: set[int] = set()

    def told() -> list[Decided]:
        return [
            replace(one, state=ClaimState.REFUSED) if at in wanted and at not in fitting else one
            for at, one in enumerate(decisions)
        ]

    def add(some: Sequence[int]) -> Assembled | None:
        """Take as many of them as fit, with those that were found to fit before."""
        fitting.update(some)
        try:
            return _written(text, told(), heading_styles)
        except UnfitError:
            fitting.difference_update(some)
        half = len(some) // 2
        for part in (some[:half], some[half:]) if half else ():
            add(part)
        return None

    return add(wanted) or _written(text, told(), heading_styles)


@dataclass
class _Writer:
    """What was written so far."""

    newline: str
    out: str = ""
    expected: list[str] = field(default_factory=list)
    claims: list[int | None] = field(default_factory=list)
    """For each paragraph which claim brought it."""
    near: list[PaperUnit] = field(default_factory=list)
    owed: int = 0
    """How many line ends must stand before what comes next."""

    def keep(self, source: str) -> None:
        """Go on with what stands in the source."""
        if source and self.owed:
            self.end_lines(self.owed)
            self.owed = 0
        self.out += source

    def end_lines(self, count: int) -> None:
        """See to it that so many line ends stand here."""
        if not self.out:
            return
        tail = self.out[len(self.out.rstrip(_BLANKS)) :]
        self.out += self.newline * max(count - tail.count("\n"), 0)

    def say(self, text: str, claim: int | None, like: PaperUnit) -> None:
        """Note what a reader is to find here."""
        self.expected.append(text)
        self.claims.append(claim)
        self.near.append(like)


def _written(
    text: SourceText, decisions: Sequence[Decided], heading_styles: frozenset[str]
) -> Assembled:
    changed, gone, gaps = _by_place(decisions)
    writer = _Writer(newline_of(text.source))
    position = 0
    for at, unit in enumerate(text.units):
        writer.keep(text.source[position : unit.start])
        _insert(writer, text, gaps.get(Spot(at, is_before=True), ()), None, heading_styles)
        rows: Sequence[_Placed] = gaps.get(Spot(at), ())
        if at in gone:
            _drop(writer, text, unit, unit.is_head and _has_rows_left(text.units, at, gone))
        else:
            _keep(writer, text, unit, changed.get(at))
            rows = _insert_rows(writer, text, unit, rows)
        _insert(writer, text, rows, unit, heading_styles)
        position = unit.end
    if not text.units:
        gap = gaps.get(Spot(0, is_before=True), ())
        writer.keep(text.source)
        _insert(writer, text, gap, None, heading_styles)
    else:
        writer.keep(text.source[position:])
    return _proved(writer, text, decisions)


_Placed = tuple["Piece", int]


def _by_place(
    decisions: Iterable[Decided],
) -> tuple[Mapping[int, _Placed], frozenset[int], Mapping[Spot, list[_Placed]]]:
    """What stands in the place of each unit, which are gone, and what comes into each gap."""
    changed: dict[int, _Placed] = {}
    gone: set[int] = set()
    gaps: dict[Spot, dict[tuple[str, ...], _Placed]] = defaultdict(dict)
    for number, one in enumerate(decisions):
        claim = one.claim
        if one.state is not ClaimState.TAKEN:
            continue
        if claim.kind is ClaimKind.CHANGED:
            changed.setdefault(claim.place.unit, (claim.pieces[0], number))
        elif claim.kind in {ClaimKind.DELETED, ClaimKind.MOVED}:
            gone.add(claim.place.unit)
        gap = claim.place if claim.kind is ClaimKind.INSERTED else claim.target
        if gap is not None:
            for piece in claim.pieces:
                gaps[gap].setdefault((key_of(piece.texts), str(piece.numbers)), (piece, number))
    placed = {
        gap: sorted(_once(decisions, own.values()), key=lambda one: one[0].numbers)
        for gap, own in gaps.items()
    }
    return changed, frozenset(gone), placed


def _once(decisions: Iterable[Decided], placed: Iterable[_Placed]) -> list[_Placed]:
    """What several files agree on comes in from the first of them alone."""
    own = list(placed)
    claims = [one.claim for one in decisions]
    outcomes: dict[object, int] = {}
    for number in dict.fromkeys(number for _, number in own):
        outcomes.setdefault(claims[number].outcome, number)
    first = frozenset(outcomes.values())
    return [(piece, number) for piece, number in own if number in first]


def _has_rows_left(units: Sequence[PaperUnit], at: int, gone: frozenset[int]) -> bool:
    """Whether a table would lose its head and keep rows."""
    for later in range(at + 1, len(units)):
        if units[later].kind is not UnitKind.ROW or units[later].is_head:
            return False
        if later not in gone:
            return True
    return False


def _drop(writer: _Writer, text: SourceText, unit: PaperUnit, is_refused: bool) -> None:  # noqa: FBT001
    if is_refused:
        raise UnfitError
    tail = text.source[unit.body_end : unit.end]
    writer.owed = max(writer.owed, tail.count("\n"))


def _keep(writer: _Writer, text: SourceText, unit: PaperUnit, placed: _Placed | None) -> None:
    if placed is None:
        writer.keep(text.source[unit.start : unit.end])
        writer.say(key_of(unit.texts), None, unit)
        return
    piece, number = placed
    tail = text.source[unit.body_end : unit.end]
    stands_alone = _is_listed(unit.text, text.grammar) and not _is_listed(piece.text, text.grammar)
    writer.owed = max(writer.owed, 2 if stands_alone else 0)
    writer.keep(rewritten(text.source, unit, piece.texts) + tail)
    writer.owed = 2 if stands_alone else 0
    writer.say(key_of(piece.texts), number, unit)


def _is_listed(line: str, grammar: Grammar) -> bool:
    """Whether it begins as what may stand right below another line."""
    return bool(markers.items(line, grammar)) or markers.is_dash_item(line)


def _insert_rows(
    writer: _Writer, text: SourceText, unit: PaperUnit, pieces: Sequence[_Placed]
) -> Sequence[_Placed]:
    """Put the rows of the same table right below it; what is left comes behind its blank lines."""
    rows = []
    for one in pieces:
        if not one[0].is_row or unit.kind is not UnitKind.ROW:
            break
        rows.append(one)
    if not rows:
        return pieces
    tail = text.source[unit.body_end : unit.end]
    writer.out = writer.out[: len(writer.out) - len(tail)] if tail else writer.out
    for piece, number in rows:
        body, like = _body(writer, text, piece, frozenset())
        writer.out += writer.newline + body
        writer.say(key_of(piece.texts), number, like)
    writer.out += tail
    return pieces[len(rows) :]


def _insert(
    writer: _Writer,
    text: SourceText,
    pieces: Sequence[_Placed],
    after: PaperUnit | None,
    heading_styles: frozenset[str],
) -> None:
    for piece, number in pieces:
        before = writer.near[-1] if writer.near else None
        body, like = _body(writer, text, piece, heading_styles)
        is_tight = _is_tight(like) and before is not None and _is_tight(before)
        is_loose = not is_tight or _stands_loose(text, writer.near, like)
        writer.end_lines(2 if is_loose else 1)
        writer.out += body + writer.newline * (2 if is_loose and after is not None else 1)
        writer.owed = 2 if is_loose else 1
        writer.say(key_of(piece.texts), number, like)


def _body(
    writer: _Writer, text: SourceText, piece: Piece, heading_styles: frozenset[str]
) -> tuple[str, PaperUnit]:
    """The source of a piece: as it stood elsewhere, or new."""
    if piece.moved is not None:
        unit = text.units[piece.moved]
        if key_of(unit.texts) == key_of(piece.texts):
            return text.source[unit.start : unit.body_end], unit
        return rewritten(text.source, unit, piece.texts), unit
    found = written_after(
        piece.texts,
        writer.near,
        text.grammar,
        is_heading=piece.style in heading_styles,
        is_row=piece.is_row,
    )
    return found.body, found.like


def _is_tight(unit: PaperUnit) -> bool:
    return unit.kind in {UnitKind.ITEM, UnitKind.ROW}


def _stands_loose(text: SourceText, near: Sequence[PaperUnit], like: PaperUnit) -> bool:
    """Whether blank lines stand between paragraphs of its kind."""
    alike = (
        one for one in reversed(near) if one.provision is like.provision and one.end > one.start
    )
    tails = (text.source[one.body_end : one.end].count("\n") for one in islice(alike, _NEAREST))
    return any(count > 1 for count in tails)


def _proved(writer: _Writer, text: SourceText, decisions: Sequence[Decided]) -> Assembled:
    """Read it again; raises UnfitError where it says anything else than was decided."""
    after = SourceText.of(writer.out, text.path, text.grammar)
    found = [key_of(unit.texts) for unit in after.units]
    if found != writer.expected or not _keeps_structure(text, after, writer.claims):
        raise UnfitError
    now = {claim: unit.address for claim, unit in zip(writer.claims, after.units, strict=True)}
    told = tuple(
        replace(one, address=now.get(number) if _is_new(one) else one.claim.address)
        for number, one in enumerate(decisions)
    )
    return Assembled(writer.out, told)


def _is_new(one: Decided) -> bool:
    return one.claim.kind is ClaimKind.INSERTED


def _keeps_structure(text: SourceText, after: SourceText, claims: Sequence[int | None]) -> bool:
    """Whether what was not touched is still what it was: a clause, a row, text."""
    before = [(unit.kind, unit.provision, key_of(unit.texts)) for unit in text.units]
    stay = [
        (unit.kind, unit.provision, key_of(unit.texts))
        for unit, claim in zip(after.units, claims, strict=True)
        if claim is None
    ]
    rest = iter(before)
    return all(one in rest for one in stay)
