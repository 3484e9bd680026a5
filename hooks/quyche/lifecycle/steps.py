"""What may follow what: the steps of documents' life, whom each concerns, what it is called."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from quyche.editions import ledgers
from quyche.editions.edition_names import EditionName
from quyche.editions.ledgers import Ledger
from quyche.errors import HistoryError
from quyche.problems import error
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.editions.history import Snapshot
    from quyche.editions.revisions import Revision
    from quyche.labels import Labels

_PART_RE = re.compile(r"\s+·\s+")
_ROMAN_RE = re.compile(r"C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN = {"C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}


class LifecycleStep(Enum):
    """What happened to the documents. The value names the command and labels."""

    DRAFT = "draft"
    """The next draft was submitted in the round that is open."""
    ADOPT = "adopt"
    """The drafts of the round were adopted, which ends it."""
    AMEND = "amend"
    """A first draft was submitted that amends what is in force."""
    TERM = "term"
    """A first draft was submitted for a new term."""


@dataclass(frozen=True)
class Request:
    """One step as it is asked for."""

    step: LifecycleStep
    date: datetime.date
    """The day of the event."""
    documents: tuple[str, ...] = ()
    """Ids; none for all drafts of the round."""
    meeting: str = ""
    note: str = ""
    title: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """The numbers that documents were adopted with."""
    effective: datetime.date | None = None
    term: str = ""
    """As front matters of the new term say it: `XVIII (2025-2030)`."""
    term_number: int = 0
    """As the editions of the new term are named: 18."""
    allows_same_text: bool = False


def following(ledger: Ledger, request: Request) -> EditionName:
    """The name of the edition that the step makes.

    Raises HistoryError where it may not follow the newest one.
    """
    newest = ledger.newest
    _refuse_impossible_dates(ledger, request)
    if newest is None:
        if request.step is LifecycleStep.TERM:
            return EditionName(request.term_number, draft=1)
        raise HistoryError("no-edition")
    at = EditionName.parse(newest.name)
    if request.step in {LifecycleStep.DRAFT, LifecycleStep.ADOPT}:
        if at.draft is None:
            raise HistoryError("no-round", name=newest.name)
        return replace(at, draft=at.draft + 1 if request.step is LifecycleStep.DRAFT else None)
    if at.draft is not None:
        raise HistoryError("open-round", name=newest.name)
    if request.step is LifecycleStep.AMEND:
        return EditionName(at.term, at.amendment + 1, 1)
    return _new_term(ledger, at, request)


def _refuse_impossible_dates(ledger: Ledger, request: Request) -> None:
    newest, date = ledger.newest, request.date
    if newest and date < newest.date:
        found = error(
            ledgers.FILE, newest.line, "ledger-date-order", found=date, before=newest.date
        )
        raise HistoryError("problems", problems=(found,))
    if request.effective and request.effective < date:
        raise HistoryError("effective-before", effective=request.effective, date=date)


def _new_term(ledger: Ledger, at: EditionName, request: Request) -> EditionName:
    name = EditionName(request.term_number, draft=1)
    newest = ledger.editions[-1]
    if name.term <= at.term:
        known = any(edition.name == str(name) for edition in ledger.editions)
        rule = "ledger-twice" if known else "ledger-order"
        found = error(ledgers.FILE, newest.line, rule, found=name, before=newest.name)
        raise HistoryError("problems", problems=(found,))
    return name


def refuse_other_numeral(request: Request) -> None:
    """Raise HistoryError where the Roman numeral of a new term is not the number in its name."""
    value = _roman(first_word(request.term))
    if request.step is LifecycleStep.TERM and value not in {0, request.term_number}:
        raise HistoryError(
            "term-number", term=request.term, expected=value, found=request.term_number
        )


def _roman(numeral: str) -> int:
    """The value of a Roman numeral below 400; 0 for any other word."""
    if not _ROMAN_RE.fullmatch(numeral):
        return 0
    return sum(_ROMAN[sign] for sign in re.findall("XC|XL|IX|IV|[CLXVI]", numeral))


# The documents a step concerns


def concerned(request: Request, before: Snapshot | None, now: Snapshot) -> tuple[Revision, ...]:
    """The documents of a step as the work tree has them, in the order asked for.

    Raises HistoryError for one that is not there, and where there is none.
    """
    known = now.documents
    for name in (*request.documents, *request.numbers):
        if name not in known:
            near = difflib.get_close_matches(name, known, 3, 0.5) or sorted(known)
            raise HistoryError("document-unknown", id=name, known=", ".join(near))
    found = request.documents or tuple(_of_round(before, now))
    if not found:
        raise HistoryError("no-drafts")
    for name in request.numbers.keys() - set(found):
        raise HistoryError("number-of-other", id=name, known=", ".join(found))
    return tuple(known[name] for name in found)


def _of_round(before: Snapshot | None, now: Snapshot) -> Iterator[str]:
    """The drafts of the round that is open: those its newest edition has, and new ones beside."""
    drafts = _drafts(before)
    terms = {first_word(term) for term in terms_of_round(before)}
    for name, revision in now.documents.items():
        was = drafts.get(name)
        is_draft = revision.metadata.status is DocumentStatus.DRAFT
        term = was.metadata.term if was else revision.metadata.term
        if (was or is_draft) and first_word(term) in terms:
            yield name


def _drafts(snapshot: Snapshot | None) -> dict[str, Revision]:
    documents = snapshot.documents if snapshot else {}
    return {
        name: revision
        for name, revision in documents.items()
        if revision.metadata.status is DocumentStatus.DRAFT
    }


def terms_of_round(before: Snapshot | None) -> set[str]:
    """The terms of its newest edition's drafts.

    Only the one that gave the edition its number, where it can be told.
    """
    terms = {revision.metadata.term for revision in _drafts(before).values()}
    number = EditionName.parse(before.edition.name).term if before and before.edition else 0
    return {term for term in terms if _roman(first_word(term)) == number} or terms


# What it is called


def title(ledger: Ledger, name: EditionName, terms: Iterable[str], labels: Labels) -> str:
    """What an edition of documents of these terms is called.

    For instance `Khóa XVII · Sửa đổi lần 1 · Dự thảo lần 2`.
    """
    parts = [
        _term_title(ledger, name, terms, labels),
        labels("lifecycle.amendment", number=name.amendment) if name.amendment else "",
        labels("lifecycle.draft", number=name.draft) if name.draft else "",
    ]
    return " · ".join(filter(None, parts))


def _term_title(ledger: Ledger, name: EditionName, terms: Iterable[str], labels: Labels) -> str:
    """The term as the documents name it, or as an earlier edition of the term is called."""
    words = set(map(first_word, terms)) - {""}
    if len(words) == 1:
        return labels("lifecycle.term", term=words.pop())
    for edition in reversed(ledger.editions):
        if EditionName.parse(edition.name).term == name.term:
            return _PART_RE.split(edition.title)[0]
    return labels("lifecycle.term", term=name.term)


def first_word(text: str) -> str:
    """A term's numeral: `XVII` of `XVII (2020-2025)`."""
    return next(iter(text.split()), "")
