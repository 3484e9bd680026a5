"""What is wrong with remarks and answers, held against the editions that they speak of."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.comparing.comparers import Comparer
from quyche.corpus.written_places import provisions_in
from quyche.problems import error, warning
from quyche.remarks.remarks import Answer
from quyche.remarks.traces import Tracer

if TYPE_CHECKING:
    from quyche.corpus.texts import Corpus, TextOf
    from quyche.editions.ledgers import Ledger
    from quyche.problems import Problem
    from quyche.remarks.remarks import Remark, Remarks

_ID_RE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def remark_problems(
    remarks: Remarks,
    corpus: Corpus,
    ledger: Ledger,
    text_of: TextOf,
    comparer: Comparer | None = None,
) -> Iterator[Problem]:
    """Every problem of the remarks.

    `text_of` gives the texts of editions as far as they are available: of one that is not, nothing
    is said but what the ledger tells.
    """
    yield from remarks.problems
    checker = _Checker(corpus, ledger, Tracer(text_of, comparer=comparer or Comparer()))
    for remark in remarks:
        yield from checker.problems(remark)


@dataclass(frozen=True)
class _Checker:
    corpus: Corpus
    ledger: Ledger
    tracer: Tracer

    def problems(self, remark: Remark) -> Iterator[Problem]:
        names = [edition.name for edition in self.ledger.editions]
        yield from self._people(remark)
        if remark.edition not in names:
            near = _near(remark.edition, names)
            found = remark.edition
            yield error(remark.path, remark.line, "comment-edition", found=found, known=near)
            return
        yield from self._date(remark)
        yield from self._place(remark)
        yield from self._answer(remark, names)

    def _people(self, remark: Remark) -> Iterator[Problem]:
        """Whoever is named by an id must be there; who is not of the register is named in words."""
        known = self.corpus.register.by_id
        if remark.sender not in known and _ID_RE.fullmatch(remark.sender):
            near = _near(remark.sender, known)
            found = remark.sender
            yield error(remark.path, remark.line, "comment-sender", found=found, known=near)
        meeting, _, conclusion = remark.meeting.partition("#")
        minutes = next((one for one in self.corpus.minutes if one.id == meeting), None)
        if meeting and minutes is None:
            yield error(remark.path, remark.line, "meeting-unknown", found=meeting)
        elif minutes and conclusion and conclusion not in minutes.by_anchor:
            near = _near(conclusion, minutes.by_anchor)
            yield _wrong(remark, "comment-conclusion", found=conclusion, known=near)

    def _date(self, remark: Remark) -> Iterator[Problem]:
        """Nobody remarks on what is not there yet."""
        date = self.ledger[remark.edition].date
        if remark.date and remark.date < date:
            yield _doubted(remark, "comment-early", found=remark.date, date=date)

    def _place(self, remark: Remark) -> Iterator[Problem]:
        """That the edition has what the remark speaks of."""
        text = self.tracer.text_of(remark.edition, remark.document)
        if text is None:
            if self._is_at_hand(remark.edition):
                yield _wrong(remark, "comment-document", found=remark.document)
            return
        if remark.address and not provisions_in(text, remark.address):
            near = _near(remark.address, text.by_anchor)
            yield _wrong(remark, "comment-address", found=remark.address, known=near)

    def _is_at_hand(self, edition: str) -> bool:
        """Whether anything of that edition can be read."""
        return any(self.tracer.text_of(edition, text.id) for text in self.corpus.texts)

    def _answer(self, remark: Remark, names: list[str]) -> Iterator[Problem]:
        later = names[names.index(remark.edition) + 1 :]
        following = self._following(later, remark.document)
        if not remark.is_accepted and (found := remark.shown or remark.at):
            yield _doubted(remark, "comment-shown-for-nothing", found=found)
        if remark.answer is None:
            if following:
                yield _doubted(remark, "comment-unanswered", edition=following)
            return
        if remark.answer is not Answer.ACCEPTED and not remark.explanation:
            yield _doubted(remark, "comment-unexplained")
        if remark.shown and remark.shown not in later:
            yield _wrong(remark, "comment-shown", found=remark.shown, known=", ".join(later))
        elif remark.is_accepted and not remark.shown and following:
            yield _doubted(remark, "comment-nowhere", edition=following)
        elif remark.is_accepted and (remark.shown or remark.at):
            yield from self._changed(remark)

    def _following(self, later: Iterable[str], document: str) -> str:
        """The next edition that moves a document; one of another round leaves it where it was."""
        moving = (name for name in later if self.ledger[name].moves(document))
        return next((name for name in moving if self._has(name, document)), "")

    def _has(self, edition: str, document: str) -> bool:
        """Whether an edition has a document; one that is not available may have it."""
        return self.tracer.text_of(edition, document) is not None or not self._is_at_hand(edition)

    def _changed(self, remark: Remark) -> Iterator[Problem]:
        shown = remark.shown or urls.WORK
        new = self.tracer.text_of(shown, remark.document)
        if new and remark.at and not provisions_in(new, remark.at):
            yield _wrong(remark, "comment-at", found=remark.at, edition=shown)
        elif (trace := self.tracer.trace(remark)).is_placed and trace.is_unchanged:
            found = remark.at or trace.cited
            yield _doubted(
                remark,
                "comment-unchanged",
                found=found or remark.document,
                older=remark.edition,
                newer=remark.shown,
            )


def unanswered(remarks: Iterable[Remark], document: str, edition: str) -> tuple[Remark, ...]:
    """The remarks on a document as an edition has it that nobody has answered yet."""
    return tuple(
        one
        for one in remarks
        if one.document == document and one.edition == edition and one.answer is None
    )


def _wrong(remark: Remark, rule: str, **details: object) -> Problem:
    return error(remark.path, remark.line, rule, id=remark.id, **details)


def _doubted(remark: Remark, rule: str, **details: object) -> Problem:
    return warning(remark.path, remark.line, rule, id=remark.id, **details)


def _near(found: str, known: Iterable[str]) -> str:
    listed = list(known)
    return ", ".join(difflib.get_close_matches(found, listed, 3) or listed[:8]) or "–"
