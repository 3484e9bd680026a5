"""What is wrong with remarks and answers, held against the editions that they speak of."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus.lookups import provisions_in
from quyche.problems import error, warning
from quyche.remarks.remarks import Answer
from quyche.remarks.traces import Tracer

if TYPE_CHECKING:
    from quyche.corpus.texts import Corpus, TextOf
    from quyche.editions.ledgers import Ledger
    from quyche.problems import Problem
    from quyche.remarks.remarks import Comment, Comments

_ID_RE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def remark_problems(
    comments: Comments, corpus: Corpus, ledger: Ledger, text_of: TextOf
) -> Iterator[Problem]:
    """Every problem of the remarks.

    `text_of` gives the texts of editions as far as they are at hand: of one that is not, nothing
    is said but what the ledger tells.
    """
    yield from comments.problems
    checker = _Checker(corpus, ledger, Tracer(text_of))
    for comment in comments:
        yield from checker.problems(comment)


@dataclass(frozen=True)
class _Checker:
    corpus: Corpus
    ledger: Ledger
    tracer: Tracer

    def problems(self, comment: Comment) -> Iterator[Problem]:
        names = [edition.name for edition in self.ledger.editions]
        yield from self._people(comment)
        if comment.edition not in names:
            near = _near(comment.edition, names)
            found = comment.edition
            yield error(comment.path, comment.line, "comment-edition", found=found, known=near)
            return
        yield from self._date(comment)
        yield from self._place(comment)
        yield from self._answer(comment, names)

    def _people(self, comment: Comment) -> Iterator[Problem]:
        """Whoever is named by an id must be there; who is not of the register is named in words."""
        known = self.corpus.register.by_id
        if comment.sender not in known and _ID_RE.fullmatch(comment.sender):
            near = _near(comment.sender, known)
            found = comment.sender
            yield error(comment.path, comment.line, "comment-sender", found=found, known=near)
        meeting, _, conclusion = comment.meeting.partition("#")
        minutes = next((one for one in self.corpus.minutes if one.id == meeting), None)
        if meeting and minutes is None:
            yield error(comment.path, comment.line, "meeting-unknown", found=meeting)
        elif minutes and conclusion and conclusion not in minutes.by_anchor:
            near = _near(conclusion, minutes.by_anchor)
            yield _told(comment, "comment-conclusion", found=conclusion, known=near)

    def _date(self, comment: Comment) -> Iterator[Problem]:
        """Nobody remarks on what is not there yet."""
        date = self.ledger[comment.edition].date
        if comment.date and comment.date < date:
            yield _doubted(comment, "comment-early", found=comment.date, date=date)

    def _place(self, comment: Comment) -> Iterator[Problem]:
        """That the edition has what the remark speaks of."""
        text = self.tracer.text_of(comment.edition, comment.document)
        if text is None:
            if self._is_at_hand(comment.edition):
                yield _told(comment, "comment-document", found=comment.document)
            return
        if comment.address and len(found := provisions_in(text, comment.address)) != 1:
            rule = "comment-places" if found else "comment-address"
            near = _near(comment.address, text.by_anchor)
            yield _told(comment, rule, found=comment.address, known=near)

    def _is_at_hand(self, edition: str) -> bool:
        """Whether anything of that edition can be read."""
        return any(self.tracer.text_of(edition, text.id) for text in self.corpus.texts)

    def _answer(self, comment: Comment, names: list[str]) -> Iterator[Problem]:
        later = names[names.index(comment.edition) + 1 :]
        following = next((name for name in later if self._has(name, comment.document)), "")
        if not comment.is_taken_in and (found := comment.shown or comment.at):
            yield _doubted(comment, "comment-shown-for-nothing", found=found)
        if comment.answer is None:
            if following:
                yield _doubted(comment, "comment-unanswered", edition=following)
            return
        if comment.answer is not Answer.TAKEN_IN and not comment.explanation:
            yield _doubted(comment, "comment-unexplained")
        if comment.shown and comment.shown not in later:
            yield _told(comment, "comment-shown", found=comment.shown, known=", ".join(later))
        elif comment.is_taken_in and not comment.shown and following:
            yield _doubted(comment, "comment-nowhere", edition=following)
        elif comment.is_taken_in and (comment.shown or comment.at):
            yield from self._changed(comment)

    def _has(self, edition: str, document: str) -> bool:
        """Whether an edition has a document; one that is not at hand may have it."""
        return self.tracer.text_of(edition, document) is not None or not self._is_at_hand(edition)

    def _changed(self, comment: Comment) -> Iterator[Problem]:
        shown = comment.shown or urls.WORK
        new = self.tracer.text_of(shown, comment.document)
        if new and comment.at and not provisions_in(new, comment.at):
            yield _told(comment, "comment-at", found=comment.at, edition=shown)
        elif (trace := self.tracer.trace(comment)).is_placed and trace.is_unchanged:
            found = comment.at or trace.cited
            yield _doubted(
                comment,
                "comment-unchanged",
                found=found or comment.document,
                older=comment.edition,
                newer=comment.shown,
            )


def unanswered(comments: Iterable[Comment], document: str, edition: str) -> tuple[Comment, ...]:
    """The remarks on a document as an edition has it that nobody has answered yet."""
    return tuple(
        one
        for one in comments
        if one.document == document and one.edition == edition and one.answer is None
    )


def _told(comment: Comment, rule: str, **details: object) -> Problem:
    return error(comment.path, comment.line, rule, id=comment.id, **details)


def _doubted(comment: Comment, rule: str, **details: object) -> Problem:
    return warning(comment.path, comment.line, rule, id=comment.id, **details)


def _near(found: str, known: Iterable[str]) -> str:
    listed = list(known)
    return ", ".join(difflib.get_close_matches(found, listed, 3) or listed[:8])
