"""A text that comes, written into the source of the one that is there.

What says the same stays byte for byte: how its lines are broken, which footnotes it refers to, what
an author set on its heading. What stands between provisions and no paper shows stays as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quyche.imports.merged.notes import MergedNotes
from quyche.imports.merged.pairing import paired, says_same
from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.assembling import SourceText
from quyche.imports.returned.rewriting import UnfitError, rewritten
from quyche.imports.returned.units import UnitKind
from quyche.texts.parser import parse
from quyche.texts.provisions import BlockKind
from quyche.texts.unseen import placed_blocks, unseen
from quyche.texts.yaml_edits import newline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from quyche.imports.returned.units import PaperUnit
    from quyche.language.grammars import Grammar
    from quyche.texts.provisions import Document

_BREAK_RE = re.compile(r"^ {0,3}-{3,}[ \t]*$", re.MULTILINE)
_MOST_TRIES = 12
"""Articles that may stand as they came before all of the text does."""
_HASHES_RE = re.compile(r"#+")


@dataclass(frozen=True)
class Merged:
    """The source with what came."""

    source: str
    left_out: tuple[str, ...]
    """What stands above the title of the text that came, where ours has nothing like it."""
    lost_notes: tuple[str, ...]
    """Our footnotes that nothing refers to any more."""
    relaid: tuple[str, ...]
    """Where a paragraph that changed lost its layout, for the new words do not fit into it."""
    is_rewritten: bool
    """Whether the layout could not be kept, and the body stands as it was converted."""


def shared_part(old: str, new: str, path: str, grammar: Grammar) -> float:
    """How much of the text that comes stands in the other word for word, between 0 and 1."""
    olds, news = (SourceText.of(source, path, grammar).units for source in (old, new))
    known = {key_of(unit.texts) for unit in olds}
    letters = sum(len(unit.text) for unit in news)
    shared = sum(len(unit.text) for unit in news if key_of(unit.texts) in known)
    return shared / letters if letters else 0.0


def merged(old: str, new: str, path: str, grammar: Grammar, title: str = "") -> Merged:
    """The old source with what the new one says; its front matter and its title stay.

    `title` is how the text is called that bears no title above its first line.

    Guaranteed: read again, it has the paragraphs of the new text in that order and no others, and
    each that was there already as it stood there.
    """
    texts = tuple(SourceText.of(source, path, grammar) for source in (old, new))
    documents = tuple(parse(source, path, grammar).document for source in (old, new))
    above, ours = _parted(texts[0], documents[0])
    named = documents[0].title or title
    writer = _Writer(ours, texts[1], documents[0], documents[1], named)
    source = writer.written()
    for _ in range(_MOST_TRIES):
        found = _says(source, path, grammar)[len(above) :]
        place = _unlike(found, writer.expected)
        if place is None:
            break
        writer.give_up(place)
        source = writer.written()
    else:
        writer.is_rewritten = True
        source = writer.plainly()
    return Merged(
        source,
        tuple(writer.said_above({_letters(unit.text) for unit in above})),
        tuple(writer.notes.lost(source)),
        tuple(writer.relaid),
        writer.is_rewritten,
    )


def _unlike(found: Sequence[_Said], wanted: Sequence[AbstractSet[_Said]]) -> int | None:
    """The first place at which something else is read than may be; None where there is none."""
    pairs = enumerate(zip(found, wanted, strict=False))
    shorter = None if len(found) == len(wanted) else min(len(found), len(wanted))
    return next((at for at, (one, other) in pairs if one not in other), shorter)


def _parted(old: SourceText, document: Document) -> tuple[Sequence[PaperUnit], SourceText]:
    """What stands above our title, which is ours, and the text below it."""
    titles = (at for at, block in placed_blocks(document) if block.kind is BlockKind.TITLE)
    title = next(titles, 0)
    above = tuple(unit for unit in old.units if unit.address is None and unit.start < title)
    return above, replace(old, units=old.units[len(above) :])


def _says(source: str, path: str, grammar: Grammar) -> list[_Said]:
    return [_said(unit) for unit in SourceText.of(source, path, grammar).units]


_Said = tuple[UnitKind, object, str]


def _said(unit: PaperUnit) -> _Said:
    return unit.kind, unit.provision, key_of(unit.texts)


@dataclass
class _Writer:
    """Goes through the new text and writes each of its paragraphs as it is to stand."""

    old: SourceText
    new: SourceText
    old_document: Document
    new_document: Document
    title: str
    expected: list[AbstractSet[_Said]] = field(default_factory=list)
    """For each paragraph what a reader may find: as it was read there, or as it came."""
    relaid: dict[str, None] = field(default_factory=dict)
    is_rewritten: bool = False

    def __post_init__(self) -> None:
        documents = self.old_document, self.new_document
        self.old_of = dict(paired(self.old, self.new, documents))
        self.above = _above_title(self.new, self.new_document, self.title, self.old_of)
        self.wanted = [at for at in range(len(self.new.units)) if at not in self.above]
        self.notes = MergedNotes(*documents)
        self.unseen = self._unseen()
        self.newline = newline_of(self.old.source)

    def said_above(self, known: AbstractSet[str]) -> Iterator[str]:
        """What stands above the title and is nothing that we have; our title is."""
        ours = {*known, _letters(self.title)}
        texts = (self.new.units[at].text for at in sorted(self.above))
        yield from (text for text in texts if _letters(text) not in ours)

    def _unseen(self) -> Mapping[int, list[str]]:
        """What of the old text no paper shows, by the paragraph it stands behind; -1 for none."""
        found = defaultdict[int, list[str]](list)
        for position, block in unseen(self.old_document):
            before = [at for at, unit in enumerate(self.old.units) if unit.start <= position]
            found[before[-1] if before else -1].append(block.source)
        return found

    def written(self) -> str:
        """The whole source."""
        units = self.old.units
        out = self.old.source[: units[0].start] if units else self._head()
        was: int | None = -1
        before: int | None = None
        for at in self.wanted:
            now = self.old_of.get(at)
            follows = was is not None and now == was + 1
            if was is not None and follows:
                out += self._tail(was) if was >= 0 else ""
            else:
                out = self._joined(out, was, before, at)
            out += self._body(at)
            was, before = now, at
        is_last = was is not None and was == len(units) - 1
        if is_last and was is not None and was >= 0:
            out += self._tail(was)
        else:
            out = out.rstrip() + self.newline + self._kept(was, len(units))
        return self.notes.with_notes(out, self.newline)

    def give_up(self, place: int) -> None:
        """Write the article around this paragraph as it came: it cannot stand as it stood."""
        units = [self.new.units[at] for at in self.wanted]
        heads = [at for at, unit in enumerate(units) if unit.kind is UnitKind.HEADING]
        at = min(place, len(units) - 1)
        first = max((head for head in heads if head <= max(at - 1, 0)), default=0)
        last = min((head for head in heads if head > at), default=len(units))
        for own in range(first, last):
            if units[own].kind is not UnitKind.HEADING:
                self.old_of.pop(self.wanted[own], None)
                self._relay(units[own])
        self.expected.clear()

    def _relay(self, unit: PaperUnit) -> None:
        """Note where a paragraph has the layout of the file that came."""
        self.relaid[unit.address.citation if unit.address else ""] = None

    def _head(self) -> str:
        return self.old.source.rstrip() + self.newline * 2

    def _tail(self, at: int) -> str:
        """What stands between a paragraph and the next."""
        units = self.old.units
        end = units[at + 1].start if at + 1 < len(units) else len(self.old.source)
        return self.old.source[units[at].body_end : end]

    def _joined(self, out: str, was: int | None, before: int | None, at: int) -> str:
        """What is written so far up to the next paragraph, which did not stand there before."""
        units = self.new.units
        gap = ""
        if before is not None:
            gap = self.new.source[units[before].body_end : units[at].start]
        has_break = bool(_BREAK_RE.search(gap))
        kept = self._kept(was, self.old_of.get(at))
        count = 2 if kept or has_break else max(gap.count("\n"), 1)
        if before is None or self._stands_loose(at):
            count = 2
        out = out.rstrip("\n\r \t") + self.newline * min(count, 2) + kept
        if has_break:
            out = out.rstrip() + self.newline * 2 + "---" + self.newline * 2
        return out

    def _kept(self, was: int | None, until: int | None) -> str:
        """What no paper shows and stood behind this paragraph, or behind those that are gone."""
        if was is None:
            return ""
        taken = set(self.old_of.values())
        pieces = list(self.unseen.get(was, ())) if was >= 0 else []
        at = was + 1
        while at < len(self.old.units) and at not in taken and at != until:
            pieces += self.unseen.get(at, ())
            at += 1
        return "".join(piece.rstrip() + self.newline * 2 for piece in pieces)

    def _stands_loose(self, at: int) -> bool:
        """Whether a blank line stands before paragraphs of its kind in the old text."""
        unit = self.new.units[at]
        if unit.kind is not UnitKind.ITEM:
            return unit.kind is UnitKind.HEADING
        counts = Counter(
            self._tail(place - 1).count("\n") > 1
            for place, one in enumerate(self.old.units)
            if place
            and one.provision is unit.provision
            and self.old.units[place - 1].kind is UnitKind.ITEM
        )
        return counts[True] > counts[False]

    def _body(self, at: int) -> str:
        """A paragraph as it is to stand, which is noted as what a reader is to find."""
        new = self.new.units[at]
        was = self.old_of.get(at)
        old = None if was is None else self.old.units[was]
        if old and says_same(old, new) and self.notes.are_kept(old, new):
            self.expected.append({_said(old), (new.kind, new.provision, key_of(old.texts))})
            return old.source[old.start : old.body_end]
        self.expected.append({_said(new)})
        if old and old.kind is new.kind and self.notes.are_kept(old, new):
            try:
                return rewritten(old.source, old, new.texts)
            except UnfitError:  # it stands as it came, and that is told
                self._relay(old)
        source = new.source[new.start : new.body_end].replace("\n", self.newline)
        body = self.notes.relabelled(source)
        return self._levelled(body, new) if new.kind is UnitKind.HEADING else body

    def _levelled(self, body: str, unit: PaperUnit) -> str:
        """A heading with as many hashes as others of its kind have."""
        counts = Counter(one.level for one in self.old.units if one.provision is unit.provision)
        level = counts.most_common(1)[0][0] if counts else unit.level
        return _HASHES_RE.sub("#" * level, body, count=1) if level else body

    def plainly(self) -> str:
        """Our head and title above the body as it was converted."""
        first = self.new.units[self.wanted[0]].start if self.wanted else len(self.new.source)
        units = self.old.units
        head = self.old.source[: units[0].start] if units else self._head()
        return head + self.new.source[first:].replace("\n", self.newline)


def _above_title(
    new: SourceText, new_document: Document, named: str, old_of: Mapping[int, int]
) -> frozenset[int]:
    """What stands above the title and is nothing that we have: the head that it was printed with.

    A line that says our title is no part of the text either.
    """
    ours = _letters(named)
    title = next(
        (at for at, block in placed_blocks(new_document) if block.kind is BlockKind.TITLE), 0
    )
    outer = _outer(new.units)
    said = [at for at in outer if ours and _letters(new.units[at].text) == ours]
    if said and not title:
        title = new.units[said[0]].start + 1
    return frozenset(
        at for at in outer if new.units[at].start < title and at not in old_of
    ) | frozenset(said)


def _outer(units: Sequence[PaperUnit]) -> list[int]:
    """What stands before the first provision."""
    found = []
    for at, unit in enumerate(units):
        if unit.address is not None:
            break
        found.append(at)
    return found


def _letters(text: str) -> str:
    return " ".join(key_of([text]).casefold().split())
