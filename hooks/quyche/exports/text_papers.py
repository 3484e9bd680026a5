"""A document as a paper: every word of its text, in the order and with the numbers it has there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from quyche.formats import paper_marks
from quyche.formats.sheets import SheetMark, SheetRun
from quyche.formats.signed_papers import (
    PaperBlock,
    PaperEnd,
    PaperNote,
    PaperParagraph,
    PaperRole,
    PaperTable,
    SignedPaper,
)
from quyche.language.kinds import Kind
from quyche.language.spelling import spelling
from quyche.markup.runs import Run, runs
from quyche.register.layouts import layout_of
from quyche.register.letterheads import Letterhead
from quyche.texts import notes
from quyche.texts.metadata import DocumentStatus
from quyche.texts.provisions import Block, BlockKind, Provision
from quyche.texts.signatures import Ending, ending
from quyche.texts.states import spelled_date, state_of

if TYPE_CHECKING:
    import datetime

    from quyche.corpus.texts import Text
    from quyche.exports.exported_texts import ExportedText
    from quyche.labels import Labels
    from quyche.language.grammars import Grammar
    from quyche.texts.metadata import Metadata

_DEEPEST = 6  # a heading stands in no format deeper
_APART = {BlockKind.BLANK, BlockKind.TITLE, BlockKind.NOTE}
_UNSHOWN = {BlockKind.BLANK, BlockKind.NOTE}
_ROLES = {BlockKind.ITEM: PaperRole.ITEM, BlockKind.HEADING: PaperRole.HEADING}


def paper_of(exported: ExportedText) -> SignedPaper:
    """The paper of a document in an edition, or in the work."""
    reading = exported.reading
    letterhead = Letterhead.of(reading.settings, reading.corpus.register)
    return text_paper(exported.text, letterhead, reading.date, exported.labels)


def text_paper(
    text: Text, letterhead: Letterhead, date: datetime.date | None, labels: Labels
) -> SignedPaper:
    """The paper of a text; `date` is the day of the edition that it stands in, where it has one.

    Whoever signs it and whoever receives it stand there as the text says it; nothing is made up.
    """
    metadata = text.metadata
    dated = _dated(metadata, letterhead.place_of(metadata), labels)
    kind, title = title_parts(text.title, text.grammar)
    parts = tuple(_parts(text.document.content, text.grammar))
    referred = [run.note for part in parts for run in _runs_of(part) if run.note]
    told = {note.label: note for note in reversed(notes.notes(text.document))}
    apart = tuple(label for label in reversed(told) if label not in referred)
    paper = SignedPaper(
        id=text.id,
        head=letterhead.of_text(metadata, date, dated, labels),
        kind=kind,
        title=title,
        body=tuple(part for part in parts if not isinstance(part, PaperEnd)),
        ends=tuple(_ends(parts)),
        layout=layout_of(letterhead.system_of(metadata)),
        day=metadata.date or date,
        draft=_draft(metadata, labels),
        circulation=labels("document.internal") if metadata.is_internal else "",
        foot=_foot(metadata, date, labels),
        language=labels.language,
        locale=labels.locale,
        text_id=paper_marks.text_id(text.document.source.encode()),
        notes=tuple(
            PaperNote(label, tuple(told[label].text.split("\n")))
            for label in dict.fromkeys((*apart, *referred))
            if label in told
        ),
        title_notes=apart,
    )
    return paper.numbered({})


def _runs_of(part: PaperBlock | PaperEnd) -> Iterator[SheetRun]:
    if isinstance(part, PaperParagraph):
        yield from part.runs
    elif isinstance(part, PaperTable):
        yield from (run for row in part.rows for cell in row for run in cell)


def _dated(metadata: Metadata, place: str, labels: Labels) -> str:
    """The place and day of adoption; what is not adopted has a gap for its day."""
    if metadata.adopted:
        return spelled_date(labels, place, metadata.adopted)
    return labels("paper.undated", place=place) if place else ""


def _draft(metadata: Metadata, labels: Labels) -> str:
    if metadata.status is not DocumentStatus.DRAFT:
        return ""
    if metadata.draft:
        return labels("document.draft", number=metadata.draft)
    return labels("document.draft_unnumbered")


def _foot(metadata: Metadata, date: datetime.date | None, labels: Labels) -> str:
    """What a reader of any page must know: that it is a sample, a draft, or no longer in force."""
    state = state_of(labels, metadata, date)
    adopted = replace(metadata, status=DocumentStatus.ADOPTED, expires=None)
    is_in_force = state == state_of(labels, adopted, date)
    is_told = metadata.status is not DocumentStatus.UNKNOWN and not is_in_force
    sample = labels("document.sample_short") if metadata.is_sample else ""
    return " · ".join(filter(None, (state if is_told else "", sample)))


def title_parts(title: str, grammar: Grammar) -> tuple[str, str]:
    """The name of its type and the rest; all of it is the rest where it names no type."""
    plain = spelling(title).lower()
    named = [one for one in grammar.types if plain.startswith(f"{spelling(one)} ")]
    if not named:
        return "", title
    rest = title.split(None, len(max(named, key=len).split()))[-1]
    return title.removesuffix(rest).strip(), rest


# The body

_Part = PaperBlock | PaperEnd


def _ends(parts: Sequence[_Part]) -> Iterator[tuple[int, PaperEnd]]:
    """Each end with the number of blocks before it."""
    count = 0
    for part in parts:
        if isinstance(part, PaperEnd):
            yield count, part
        else:
            count += 1


def _parts(content: Sequence[Block | Provision], grammar: Grammar) -> Iterator[_Part]:
    """The document, with whoever signs set apart; annexes may follow."""
    is_before = True
    for position, group in enumerate(_divided(content)):
        opening = list(takewhile(lambda part: isinstance(part, Block), group)) if position else []
        end, used = _end([part for part in opening if isinstance(part, Block)])
        if end:
            yield end
        elif position and group:
            yield PaperParagraph(PaperRole.BREAK, ())
        for part in group[used if end else 0 :]:
            is_before = is_before and isinstance(part, Block)
            yield from _written(part, 2, grammar, may_be_basis=is_before)


def _divided(content: Sequence[Block | Provision]) -> Iterator[list[Block | Provision]]:
    """The parts before and after each break; what follows a provision after one is a group, too."""
    group: list[Block | Provision] = []
    for part in content:
        if isinstance(part, Block) and part.kind is BlockKind.BREAK:
            yield group
            group = []
        elif isinstance(part, Block) and part.kind in _APART:
            continue
        else:
            group.append(part)
    yield group


def _written(
    part: Block | Provision, level: int, grammar: Grammar, *, may_be_basis: bool = False
) -> Iterator[PaperBlock]:
    if isinstance(part, Provision):
        yield from _anchored(_provision(part, level, grammar), part)
    elif may_be_basis and _is_basis(part, grammar):
        yield PaperParagraph(PaperRole.BASIS, _runs(part.runs), line=part.line)
    else:
        yield from _block(part, 0, level)


def _anchored(blocks: Iterable[PaperBlock], provision: Provision) -> Iterator[PaperBlock]:
    """Each with the provision it is part of; those of a provision inside have theirs already."""
    for block in blocks:
        yield block if block.anchor else replace(block, anchor=provision.anchor)


def _is_basis(block: Block, grammar: Grammar) -> bool:
    """Whether it says what the text is issued by."""
    words = spelling(block.text).lower().lstrip("-–+• ")
    return any(words.startswith(f"{spelling(one)} ") for one in grammar.bases)


def _provision(provision: Provision, level: int, grammar: Grammar) -> Iterator[PaperBlock]:
    if not provision.kind.is_headed:
        yield from _item(provision, 0, level)
        return
    yield from _heading(provision, min(level, _DEEPEST))
    for part in provision.content:
        yield from _written(part, level + 1, grammar)


def _heading(provision: Provision, level: int) -> Iterator[PaperParagraph]:
    """What stands above a chapter, an article, an annex."""
    name = _runs(provision.heading_runs)
    role = PaperRole.DIVISION
    if provision.kind.is_counted_through:
        role = PaperRole.ARTICLE
    elif provision.mark and " " not in provision.mark:
        role = PaperRole.NUMERAL
    is_annex = provision.kind is Kind.ATTACHMENT
    mark, line = provision.mark, provision.line
    yield PaperParagraph(role, name, mark, level, begins_page=is_annex, line=line)


def _item(
    provision: Provision, depth: int, level: int, before: Sequence[str] = ()
) -> Iterator[PaperBlock]:
    """A clause or point; its number stands before its first words, or its first point's number."""
    marks, line = (*before, provision.mark), provision.line
    parts = [part for part in provision.content if _is_shown(part)]
    first, rest = (parts[0], parts[1:]) if parts else (None, [])
    if isinstance(first, Provision) and first.line == provision.line:
        yield from _anchored(_item(first, depth, level, marks), first)
    elif isinstance(first, Block) and first.kind is BlockKind.PARAGRAPH:
        mark = " ".join(marks)
        yield PaperParagraph(PaperRole.TEXT, _runs(first.runs), mark, depth=depth, line=line)
    else:
        yield PaperParagraph(PaperRole.TEXT, (), " ".join(marks), depth=depth, line=line)
        rest = parts
    for part in rest:
        if isinstance(part, Block):
            yield from _block(part, depth, level)
        else:
            yield from _anchored(_item(part, depth + 1, level), part)


def _is_shown(part: Block | Provision) -> bool:
    return isinstance(part, Provision) or part.kind not in _UNSHOWN


def _block(block: Block, depth: int, level: int) -> Iterator[PaperBlock]:
    if block.kind is BlockKind.TABLE:
        rows = tuple(tuple(_runs(runs(cell)) for cell in row) for row in block.rows)
        yield PaperTable(rows, tuple(line for line, _ in block.numbered_rows))
    elif block.kind is BlockKind.QUOTE:
        for line, found in block.quoted_runs:
            yield PaperParagraph(PaperRole.QUOTE, _runs(found), depth=depth, line=line)
    elif block.kind is BlockKind.HEADING:
        level = min(level, _DEEPEST)
        name = _runs(block.heading_runs)
        yield PaperParagraph(PaperRole.HEADING, name, level=level, line=block.line)
    elif block.text:
        role = _ROLES.get(block.kind, PaperRole.TEXT)
        yield PaperParagraph(role, _runs(block.runs), depth=depth, line=block.line)


def _runs(found: Iterable[Run]) -> tuple[SheetRun, ...]:
    """The text with what is bold or italic; a link is its words."""
    marked = [(_mark(run), run.note, run.text) for run in found]
    return tuple(
        SheetRun("".join(text for _, _, text in group), mark, note)
        for (mark, note), group in groupby(marked, key=lambda one: one[:2])
    )


def _mark(run: Run) -> SheetMark:
    if run.strong:
        return SheetMark.BOLD
    return SheetMark.ITALIC if run.emphasis else SheetMark.KEPT


# Who signs


def _end(blocks: Sequence[Block]) -> tuple[PaperEnd | None, int]:
    """What stands below a break where it is who signs and who receives; how many blocks that is."""
    found = ending(blocks)
    if found is None:
        return None, 0
    return _signed(found), found.count


def _signed(end: Ending) -> PaperEnd:
    return PaperEnd(
        signed=tuple(block.text for block in end.signed),
        notes=tuple(block.text for block in end.notes),
        received=tuple(block.text for block in end.received),
        signed_lines=tuple(block.line for block in end.signed),
        note_lines=tuple(block.line for block in end.notes),
        received_lines=tuple(block.line for block in end.received),
    )
