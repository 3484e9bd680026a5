"""Returned Word files taken over into the text that they went out from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.formats import paper_marks
from quyche.imports.returned import merging, titles, views
from quyche.imports.returned.asked import Asked, Held, Piece, Spot, changes_in
from quyche.imports.returned.assembling import SourceText, assembled
from quyche.imports.returned.attribution import Attributed
from quyche.imports.returned.claims import ChangeClaim, ClaimKind, ClaimState, Decided, claims_of
from quyche.imports.returned.merging import TextFrame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quyche.imports.files.word_changes import ReturnedWord
    from quyche.imports.returned.selections import Selection
    from quyche.texts.addresses import Address


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
        """The provision that a paragraph of the file stands in; None outside of all."""
        unit = self.attributed.unit_of(paragraph)
        return None if unit is None else self.copy.base.units[unit].address

    def claims(self, selection: Selection) -> Iterator[tuple[ChangeClaim, bool]]:
        """Each thing that it asks for, and whether it is taken as far as the selection goes.

        What is taken in part comes twice: as the part that is taken, and whole as what is left.
        """
        full = self._claims(self.attributed.full, self.attributed)
        chosen = self.attributed.chosen(
            lambda change, number: selection.takes(
                change.author, self.address_of(self.attributed.origin_of(change, number))
            ),
            lambda unit: selection.takes("", self.copy.base.units[unit].address),
        )
        taken = self._claims(chosen, self.attributed)
        outcomes = {(one.place, one.outcome) for one in taken}
        for claim in full:
            if (claim.place, claim.outcome) not in outcomes:
                yield claim, False
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


def taken_over(
    text: SourceText, title: str, named: str, copies: Sequence[Copy], selection: Selection
) -> Taking:
    """Take over what all files ask for and nothing speaks against.

    `title` is what its paper is called, `named` what its front matter says. Whatever nobody asked
    for stays character for character. What the text says otherwise by now,
    or another file, is taken of none of them.
    """
    read = tuple(ReadCopy(number, copy) for number, copy in enumerate(copies))
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
        replace(one, address=one.address or one.claim.address) for one in (*done.decided, *left)
    ]
    source, told = titles.with_title(done.source, named, told, text.path)
    order = sorted(told, key=lambda one: (*_order(one), one.claim.copy))
    return Taking(source, tuple(order), read)


def _order(one: Decided) -> tuple[int, bool]:
    place = one.claim.place
    return place.unit, not place.is_before


def _heading_styles(read: Sequence[ReadCopy]) -> frozenset[str]:
    return frozenset(style for one in read for style in one.attributed.full.heading_styles)
