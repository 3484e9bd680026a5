"""How a changed paragraph is written into the source, and a new one: nothing else is touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from quyche.comparing.operations import Sign, operations
from quyche.imports.files import openings
from quyche.imports.files.openings import Opening
from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.units import PaperUnit, UnitKind
from quyche.language import markers
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN
from quyche.markup.runs import StyledStretch, escape
from quyche.texts.provisions import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.comparing.operations import Op
    from quyche.language.grammars import Grammar
    from quyche.markup.runs import Letter

_ARTICLE_LEVEL = 3
_DIVISION_LEVEL = 2
_POINT_INDENT = 4


class UnfitError(ValueError):
    """A paragraph that the source format cannot take like this."""


# A changed paragraph


@dataclass(frozen=True)
class _Written:
    """A letter as it is to stand in the source, and the stretch whose style it has."""

    source: str
    stretch: StyledStretch | None
    is_blank: bool


def rewritten(source: str, unit: PaperUnit, texts: Sequence[str]) -> str:
    """The body of a unit with another text; what stays of it stays as it is written.

    Raises UnfitError where its source does not show just what its paper does, or where a row
    would have another number of cells.
    """
    wanted = list(texts)
    while len(wanted) > len(unit.texts) and not wanted[-1]:
        del wanted[-1]
    if not unit.can_change or len(wanted) > len(unit.texts):
        raise UnfitError
    result, position = "", unit.start
    for field, old, new in zip_longest(unit.fields, unit.texts, wanted, fillvalue=""):
        assert isinstance(field, tuple) or not field
        if key_of([old]) == key_of([new]):
            continue
        begin, end = _span(unit, field or ())
        written = _field(source, field or (), old, new, unit)
        if unit.kind in {UnitKind.ITEM, UnitKind.BLOCK} and unit.block is not BlockKind.HEADING:
            written = _literal(written)
        result += source[position:begin] + written
        position = end
    return result + source[position : unit.body_end]


def _span(unit: PaperUnit, field: Sequence[StyledStretch]) -> tuple[int, int]:
    """Where a field stands in the source, with what opens and closes its styles."""
    if not field:
        raise UnfitError
    first, last = field[0], field[-1]
    begin = first.letters[0].start - len(first.opening)
    end = last.letters[-1].end + len(last.closing)
    if not unit.start <= begin <= end <= unit.body_end:
        raise UnfitError
    return begin, end


def _field(source: str, field: Sequence[StyledStretch], old: str, new: str, unit: PaperUnit) -> str:
    letters = list(_visible(field))
    if len(letters) != len(old):
        raise UnfitError
    return _source_of(list(_applied(source, letters, old, new, unit)))


def _visible(field: Sequence[StyledStretch]) -> Iterator[tuple[list[Letter], StyledStretch]]:
    """The letters that stand for each letter of the text: a stretch of blanks is one."""
    flat = [(letter, stretch) for stretch in field for letter in stretch.letters]
    for is_blank, group in groupby(flat, key=lambda one: not one[0].text.strip()):
        own = list(group)
        if is_blank:
            yield [letter for letter, _ in own], own[0][1]
        else:
            yield from (([letter], stretch) for letter, stretch in own)


def _applied(
    source: str,
    letters: Sequence[tuple[list[Letter], StyledStretch]],
    old: str,
    new: str,
    unit: PaperUnit,
) -> Iterator[_Written]:
    at, deleted = 0, list[StyledStretch]()
    is_cell = unit.kind is UnitKind.ROW
    for op in _respelled(operations(old, new)):
        length = len(op.text)
        if op.sign is Sign.INSERTED:
            style = _style_of(letters, at, deleted)
            yield from (_new(letter, style, is_cell=is_cell) for letter in op.text)
        elif op.sign is Sign.KEPT:
            for own, stretch in letters[at : at + length]:
                text = "".join(source[one.start : one.end] for one in own)
                yield _Written(text, stretch, not own[0].text.strip())
            at += length
        else:
            deleted = [stretch for _, stretch in letters[at : at + length]]
            at += length
            continue
        deleted = []


def _respelled(ops: Sequence[Op]) -> Iterator[Op]:
    """The operations, without those that only write the same letters in another Unicode form."""
    before: Op | None = None
    for op in ops:
        is_pair = before and before.is_spelling and op.is_spelling
        if before and is_pair and key_of([before.text]) == key_of([op.text]):
            yield replace(before, sign=Sign.KEPT)
            before = None
            continue
        if before:
            yield before
        before = op
    if before:
        yield before


def _style_of(
    letters: Sequence[tuple[list[Letter], StyledStretch]], at: int, deleted: Sequence[StyledStretch]
) -> StyledStretch | None:
    """The style of what it stands in the place of, or of the letters on both sides."""
    if deleted:
        return deleted[0] if all(one is deleted[0] for one in deleted) else None
    if 0 < at < len(letters) and letters[at - 1][1] is letters[at][1]:
        return letters[at][1]
    return None


def _new(letter: str, stretch: StyledStretch | None, *, is_cell: bool) -> _Written:
    written = f"\\{letter}" if is_cell and letter == "|" else escape(letter)
    return _Written(written, stretch, not letter.strip())


def _source_of(written: Sequence[_Written]) -> str:
    """Letters with what opens and closes their styles; blanks at the ends of a style outside."""
    result = ""
    for _, group in groupby(written, key=lambda one: id(_styled(one))):
        own = list(group)
        stretch = _styled(own[0])
        text = "".join(one.source for one in own)
        if stretch is None or not text.strip():
            result += text
            continue
        bare = text.strip()
        begin = text.index(bare)
        end = begin + len(bare)
        result += text[:begin] + stretch.opening + bare + stretch.closing + text[end:]
    return result


def _styled(one: _Written) -> StyledStretch | None:
    return one.stretch if one.stretch and one.stretch.opening else None


# A new paragraph


@dataclass(frozen=True)
class NewParagraph:
    """What a new paragraph is written as."""

    body: str
    like: PaperUnit
    """What it is to those that come after it."""

    @property
    def is_tight(self) -> bool:
        """Whether it may stand right below another of its kind."""
        return self.like.kind in {UnitKind.ITEM, UnitKind.ROW} or (
            self.like.block is BlockKind.ITEM
        )


def written_after(
    texts: Sequence[str],
    near: Sequence[PaperUnit],
    grammar: Grammar,
    *,
    is_heading: bool,
    is_row: bool,
) -> NewParagraph:
    """A paragraph that is to stand behind the last of these units; the others come before it.

    Raises UnfitError for a row outside of any table.
    """
    before = near[-1] if near else _NOTHING
    text, own = texts[0], _literal(escape(texts[0]))
    if is_row:
        return _new_paragraph(_row(texts, before), UnitKind.ROW, before, BlockKind.TABLE)
    if found := _heading(text, near, grammar, is_heading=is_heading):
        level, kind = found
        like = _new_paragraph(f"{'#' * level} {own}", UnitKind.HEADING, _NOTHING, None)
        return replace(like, like=replace(like.like, provision=kind, level=level))
    if before.kind is UnitKind.QUOTE and _is_quoted(text):
        return _new_paragraph(f"{before.indent}> {own}", UnitKind.QUOTE, before, BlockKind.QUOTE)
    if (markers_found := markers.items(text, grammar)) and any(one.level for one in near):
        kind = markers_found[0].kind
        like_one = next((one for one in reversed(near) if one.provision is kind), None)
        indent = like_one.indent if like_one else " " * (_POINT_INDENT * (kind is Kind.POINT))
        unit = replace(before, indent=indent, provision=kind)
        return _new_paragraph(indent + own, UnitKind.ITEM, unit, None)
    if markers.is_dash_item(text):
        is_listed = before.block is BlockKind.ITEM
        indent = before.indent if is_listed else _inside(before)
        unit = replace(before, indent=indent)
        return _new_paragraph(indent + own, UnitKind.BLOCK, unit, BlockKind.ITEM)
    unit = replace(before, indent=_inside(before))
    return _new_paragraph(unit.indent + own, UnitKind.BLOCK, unit, BlockKind.PARAGRAPH)


_NOTHING = PaperUnit(UnitKind.HEADING, 0, 0, 0, 0, (), (), None)
"""What a first paragraph stands behind."""


def _new_paragraph(
    body: str, kind: UnitKind, like: PaperUnit, block: BlockKind | None
) -> NewParagraph:
    provision = like.provision if kind is UnitKind.ITEM else None
    unit = replace(like, kind=kind, block=block, provision=provision, level=0, is_head=False)
    return NewParagraph(body, unit)


def _row(texts: Sequence[str], before: PaperUnit) -> str:
    if before.kind is not UnitKind.ROW or len(texts) > len(before.texts):
        raise UnfitError
    filled = (*texts, *[""] * (len(before.texts) - len(texts)))
    cells = (escape(text).replace("|", "\\|") for text in filled)
    return f"{before.indent}| {' | '.join(cells)} |"


def _heading(
    text: str, near: Sequence[PaperUnit], grammar: Grammar, *, is_heading: bool
) -> tuple[int, Kind] | None:
    """How many hashes a heading gets, and what it begins; None for what is no heading.

    It gets as many as the nearest one of its kind.
    """
    marker = markers.heading(text, grammar) or markers.annex(text, grammar)
    begins = {Opening.ARTICLE, Opening.DIVISION}
    is_like = grammar is VN and openings.start(text).opening in begins
    if marker is None or not (is_heading or is_like):
        return None
    usual = _ARTICLE_LEVEL if marker.kind is Kind.ARTICLE else _DIVISION_LEVEL
    alike = (one.level for one in reversed(near) if one.provision is marker.kind and one.level)
    return next(alike, usual), marker.kind


def _is_quoted(text: str) -> bool:
    return text.startswith(("“", '"'))


def _inside(before: PaperUnit) -> str:
    """How far a paragraph stands in that goes on with a clause or a point."""
    if before.kind is UnitKind.HEADING:
        return ""
    if before.kind is not UnitKind.ITEM:
        return before.indent
    width = markers.columns(before.indent)
    return " " * (width + (2 if width else 4))


def _literal(source: str) -> str:
    """A paragraph whose first sign would begin something else."""
    return f"\\{source}" if source.startswith(("#", "|", ">", "---", "```")) else source
