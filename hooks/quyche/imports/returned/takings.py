"""Returned Word files taken over into the text that they went out from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing.comparison import compare
from quyche.corpus import corpora
from quyche.formats import paper_marks
from quyche.imports.returned import merging, titles, views
from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.asked import Asked, Held, Piece, Spot, changes_in
from quyche.imports.returned.assembling import Assembled, SourceText, assembled
from quyche.imports.returned.attribution import Attributed
from quyche.imports.returned.claims import ChangeClaim, ClaimKind, ClaimState, Decided, claims_of
from quyche.imports.returned.merging import TextFrame
from quyche.texts.addresses import Address, parse_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quyche.comparing.comparison import Comparison
    from quyche.corpus.texts import Text
    from quyche.imports.files.word_changes import ReturnedWord
    from quyche.imports.returned.selections import Selection


@dataclass(frozen=True)
class Copy:
    """A returned file, and the text that went out as it."""

    path: Path
    word: ReturnedWord
    base: SourceText
    title: str
    """The title of that text."""
    is_by_text: bool = False
    """Whether nothing in the file says which text it was."""
    office: str = ""
    """Whose remarks its comments are; empty for that of whoever wrote each."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody whose changes were recorded in it."""
        changes = changes_in(self.word.paragraphs)
        return tuple(dict.fromkeys(change.author for change in changes if change.author))


@dataclass(frozen=True)
class Taking:
    """What came of the files."""

    source: str
    """The text with all that was taken."""
    decided: tuple[Decided, ...]
    """Every change of every file, in the order of the text."""
    read: tuple[ReadCopy, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing stood in the way of anything."""
        blocked = {ClaimState.CONFLICT, ClaimState.REFUSED}
        is_free = all(one.state not in blocked for one in self.decided)
        return is_free and not any(copy.copy.word.lost for copy in self.read)


@dataclass(frozen=True)
class ReadCopy:
    """A file held against the text that went out as it."""

    number: int
    copy: Copy

    @cached_property
    def held(self) -> Held:
        """Its paragraphs beside those of the text."""
        return Held(self.copy.word, self.copy.base.units, self.copy.title)

    @cached_property
    def attributed(self) -> Attributed:
        """All that it asks for, with who did it."""
        return Attributed.of(self.held)

    def address_of(self, paragraph: int) -> Address | None:
        """The provision of the text that a paragraph of the file stands in; None outside of all.

        A new one stands in that which it comes behind.
        """
        unit = self.attributed.unit_of(paragraph)
        return None if unit is None else self.copy.base.units[unit].address

    def around_new(self, paragraph: int) -> tuple[Address, Address | None] | None:
        """For a paragraph of a new provision: its address in the file, and what it stands in.

        The latter is of the text that went out, and None where that is the whole of it. None for a
        paragraph that went out, and for a new one in a provision that did.
        """
        own = self.new.get(paragraph)
        if own is None or own.anchor not in self._added:
            return None
        around = self._compared.origin(own.anchor)
        return own, Address(own.document, parse_anchor(around[0])) if around else None

    @cached_property
    def _compared(self) -> Comparison:
        base = self.copy.base
        before = corpora.text_of(base.path, base.source.encode(), base.grammar)
        return compare(before.document, self.text.document)

    @cached_property
    def _added(self) -> frozenset[str]:
        changes = self._compared.changes
        return frozenset(anchor for one in changes if not one.old for anchor in one.new)

    @cached_property
    def _whole(self) -> Assembled:
        """The text that went out with all that the file asks for, as far as it can be written.

        A new line in a paragraph of the text is left out: what was changed in a paragraph is named
        by it, whichever line it is in.
        """
        full = self.attributed.full
        known = full.unit_of.keys()
        own = self._claims(full, self.attributed)
        claims = [
            replace(
                one, pieces=tuple(each for each in one.pieces if known.isdisjoint(each.numbers))
            )
            if one.kind is ClaimKind.INSERTED
            else one
            for one in own
        ]
        decisions = [
            Decided(one, ClaimState.TAKEN)
            for one in claims
            if one.pieces or one.kind is ClaimKind.DELETED
        ]
        return assembled(self.copy.base, decisions, full.heading_styles)

    @cached_property
    def text(self) -> Text:
        """The document as the file has it, in which what is new bears its own number."""
        base = self.copy.base
        return corpora.text_of(base.path, self._whole.source.encode(), base.grammar)

    @cached_property
    def new(self) -> Mapping[int, Address | None]:
        """Where each new paragraph of the file stands in the document as the file has it."""
        if not self.attributed.full.inserted:
            return {}
        return {
            number: address
            for at, one in enumerate(self._whole.decided)
            if one.claim.kind is ClaimKind.INSERTED and at in self._whole.addresses
            for piece, address in zip(one.claim.pieces, self._whole.addresses[at], strict=True)
            for number in piece.numbers
        }

    def place_of(self, paragraph: int) -> Address | None:
        """The provision by which a paragraph of the file is named; a new one by its own number."""
        return self.new[paragraph] if paragraph in self.new else self.address_of(paragraph)

    def claims(self, selection: Selection) -> Iterator[tuple[ChangeClaim, bool]]:
        """Each thing that it asks for, and whether it is taken as far as the selection goes.

        What is taken in part comes twice: as the part that is taken, and whole as what is left; of
        new paragraphs just those are left that are not taken.
        """
        full = self._claims(self.attributed.full, self.attributed)
        chosen = self.attributed.chosen(
            lambda change, number: selection.takes(
                change.author, self.place_of(self.attributed.origin_of(change, number))
            ),
            lambda unit: selection.takes("", self.copy.base.units[unit].address),
            lambda number: selection.takes("", self.place_of(number)),
        )
        taken = self._claims(chosen, self.attributed)
        outcomes = {(one.place, one.outcome) for one in taken}
        new = {
            piece
            for one in taken
            if one.kind is ClaimKind.INSERTED
            for _, piece in _told_pieces(one)
        }
        for claim in full:
            if (claim.place, claim.outcome) in outcomes:
                continue
            if claim.kind is not ClaimKind.INSERTED:
                yield claim, False
            elif rest := tuple(piece for piece, told in _told_pieces(claim) if told not in new):
                yield replace(claim, pieces=rest), False
        for claim in taken:
            yield claim, True
        yield from self._outside(selection)

    def _claims(self, proposal: Asked, told: Attributed) -> tuple[ChangeClaim, ...]:
        return claims_of(self.number, proposal, self.copy.base.units, told.doings)

    def _outside(self, selection: Selection) -> Iterator[tuple[ChangeClaim, bool]]:
        """What is asked for above the text."""
        view = self.held.view(views.everything)
        at = self.held.title_in(view)
        place = Spot(-1, is_before=True)
        if at >= 0 and not titles.is_same(view[at].texts[0], self.copy.title):
            own = Piece(view[at].texts, numbers=view[at].numbers)
            doings = self.attributed.doings_in(view[at].numbers)
            claim = ChangeClaim(
                self.number, ClaimKind.TITLE, place, (self.copy.title,), (own,), doings
            )
            yield claim, all(selection.takes(one.author, None) for one in doings)
        above = view[: max(at, 0)]
        told = self.copy.word.head
        if told and paper_marks.head_id(one.text.replace("\t", " ") for one in above) != told:
            pieces = tuple(Piece(one.texts, numbers=one.numbers) for one in above)
            doings = self.attributed.doings_in([number for one in above for number in one.numbers])
            yield ChangeClaim(self.number, ClaimKind.HEAD, Spot(-2), (), pieces, doings), False


def _told_pieces(claim: ChangeClaim) -> Iterator[tuple[Piece, tuple[str, tuple[int, ...]]]]:
    """Each piece, and by what it is known again."""
    for piece in claim.pieces:
        yield piece, (key_of(piece.texts), piece.numbers)


def read_copies(copies: Iterable[Copy]) -> tuple[ReadCopy, ...]:
    """The files in their order, each held against its text."""
    return tuple(ReadCopy(number, copy) for number, copy in enumerate(copies))


def taken_over(
    text: SourceText, title: str, named: str, read: Sequence[ReadCopy], selection: Selection
) -> Taking:
    """Take over what all files ask for and nothing speaks against.

    `title` is what its paper is called, `named` what its front matter says. Whatever nobody asked
    for stays character for character. What the text says otherwise by now,
    or another file, is taken of none of them.
    """
    left: list[Decided] = []
    placed: list[tuple[ChangeClaim, ClaimState | None, str]] = []
    for one in read:
        frame = TextFrame.of(one.copy.base.units, text.units)
        for claim, is_taken in one.claims(selection):
            if is_taken:
                placed.append(titles.placed(claim, title) or frame.placed(claim))
            else:
                left.append(Decided(claim, ClaimState.LEFT))
    done = assembled(text, merging.decided(placed), _heading_styles(read))
    told = [
        part
        for at, one in enumerate((*done.decided, *left))
        for part in _by_provision(one, read[one.claim.copy], done.addresses.get(at, ()))
    ]
    source, told = titles.with_title(done.source, named, told, text.path)
    ranks: dict[Address | None, int] = {}
    for part in sorted(told, key=lambda one: (one.claim.copy, one.claim.number)):
        ranks.setdefault(part.address, len(ranks))
    order = sorted(told, key=lambda one: (*_order(one), ranks[one.address], one.claim.copy))
    return Taking(source, tuple(order), tuple(read))


def _by_provision(
    one: Decided, read: ReadCopy, addresses: Sequence[Address | None]
) -> Iterator[Decided]:
    """What came of new paragraphs, for each provision that they are or stand in.

    `addresses` says where each stands now; what is not in the text goes by its number in the file.
    """
    claim = one.claim
    if claim.kind is not ClaimKind.INSERTED:
        yield replace(one, address=claim.address)
        return
    numbers = [piece.numbers[0] for piece in claim.pieces]
    is_standing = one.state is ClaimState.TAKEN and len(addresses) == len(numbers)
    places = [
        addresses[at] if is_standing and number in read.new else read.place_of(number)
        for at, number in enumerate(numbers)
    ]
    old = {unit.address for unit in read.copy.base.units}
    groups: list[tuple[Address | None, list[Piece]]] = []
    for piece, address in zip(claim.pieces, places, strict=True):
        head = groups[-1][0] if groups else None
        is_inside = head and address and head not in old and head.contains(address)
        if groups and (head == address or is_inside):
            groups[-1][1].append(piece)
        else:
            groups.append((address, [piece]))
    for address, pieces in groups:
        numbers = [number for piece in pieces for number in piece.numbers]
        own = replace(
            claim,
            pieces=tuple(pieces),
            doings=read.attributed.inserted_by(numbers),
            number=numbers[0],
        )
        yield replace(one, claim=own, address=address)


def _order(one: Decided) -> tuple[int, bool, bool]:
    place = one.claim.place
    return place.unit, not place.is_before, one.claim.kind is ClaimKind.INSERTED


def _heading_styles(read: Sequence[ReadCopy]) -> frozenset[str]:
    return frozenset(style for one in read for style in one.attributed.full.heading_styles)
