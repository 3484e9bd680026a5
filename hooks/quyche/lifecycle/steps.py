"""What may follow what in the life of documents: the name of the next edition and its documents."""

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
from quyche.errors import HistoryError
from quyche.lifecycle import rounds
from quyche.problems import error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.editions.ledgers import Ledger
    from quyche.editions.revisions import Revision
    from quyche.lifecycle.rounds import OpenRound

_ROMAN_RE = re.compile(r"C{0,3}(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN = {"C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}


class LifecycleStep(Enum):
    """What happened to the documents. The value names the command and labels."""

    NEW = "new"
    """A first draft was submitted of a text that was never in force; or a text that was adopted
    before there was a ledger enters it."""
    DRAFT = "draft"
    """The next draft was submitted in a round that is open."""
    ADOPT = "adopt"
    """The drafts of a round were adopted, which ends it."""
    AMEND = "amend"
    """A first draft was submitted that amends what is in force."""
    REPEAL = "repeal"
    """What was in force no longer is, and nothing took its place."""
    CORRECT = "correct"
    """A mistake of writing was mended in a text that is in force."""
    TERM = "term"
    """A first draft was submitted for a new term."""

    @property
    def continues_round(self) -> bool:
        """Whether it is about a round that is open."""
        return self in {LifecycleStep.DRAFT, LifecycleStep.ADOPT}

    @property
    def needs_new_text(self) -> bool:
        """Whether it is pointless where no text is new."""
        return self not in {LifecycleStep.ADOPT, LifecycleStep.REPEAL}


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
    """As the editions of the term are named: 18; 0 where nothing is said of it."""
    by: str = ""
    """What repeals the documents."""
    allows_same_text: bool = False
    enters_adopted: bool = False
    """Whether the documents were adopted before there was a ledger."""


# What the edition is called


def following(
    ledger: Ledger, request: Request, opened: OpenRound | None, revisions: Sequence[Revision]
) -> EditionName:
    """The name of the edition that the step makes; for a correction, of what it corrects.

    `opened` is the round that it goes on with. Raises HistoryError where it may not follow.
    """
    if opened:
        at = EditionName.parse(opened.newest.name)
        is_draft = request.step is LifecycleStep.DRAFT
        return replace(at, draft=(at.draft or 0) + 1 if is_draft else None)
    if request.step is LifecycleStep.TERM:
        return _new_term(ledger, request)
    is_adopted = request.step is LifecycleStep.REPEAL or request.enters_adopted
    draft = None if is_adopted else 1
    return replace(_next_round(ledger, _term(ledger, request, revisions)), draft=draft)


def correction_of(ledger: Ledger, corrected: str) -> EditionName:
    """The name of the next correction of an edition."""
    name = EditionName.parse(corrected).round
    known = (EditionName.parse(edition.name) for edition in ledger.editions)
    numbers = [one.correction or 0 for one in known if one.round == name]
    return replace(name, correction=max(numbers, default=0) + 1)


def _next_round(ledger: Ledger, term: int) -> EditionName:
    """Rounds are numbered within their term; the first has no number."""
    known = (EditionName.parse(edition.name) for edition in ledger.editions)
    numbers = [name.amendment for name in known if name.term == term]
    return EditionName(term, max(numbers) + 1 if numbers else 0)


def _term(ledger: Ledger, request: Request, revisions: Sequence[Revision]) -> int:
    """The term that a new round belongs to.

    That which is asked for; else that of the text in force, or of the newest draft before anything
    is; in an empty ledger that which the documents name.
    """
    if request.term_number:
        return request.term_number
    if edition := ledger.in_force or ledger.newest:
        return EditionName.parse(edition.name).term
    named = {_roman(first_word(one.metadata.term)) for one in revisions} - {0}
    if len(named) == 1:
        return named.pop()
    raise HistoryError("term-unknown")


def refuse_impossible_dates(ledger: Ledger, request: Request) -> None:
    """Raise HistoryError for a day before that of the newest edition, or in force too early."""
    newest, date = ledger.newest, request.date
    if newest and date < newest.date:
        found = error(
            ledgers.FILE, newest.line, "ledger-date-order", found=date, before=newest.date
        )
        raise HistoryError("problems", problems=(found,))
    is_of_this_day = not request.enters_adopted  # what enters may be in force for long
    if is_of_this_day and request.effective and request.effective < date:
        rule = "repeal-before" if request.step is LifecycleStep.REPEAL else "effective-before"
        raise HistoryError(rule, effective=request.effective, date=date)


def _new_term(ledger: Ledger, request: Request) -> EditionName:
    name = EditionName(request.term_number, draft=1)
    newest = ledger.newest
    if newest and name.term <= max(EditionName.parse(one.name).term for one in ledger.editions):
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


def concerned(
    request: Request,
    opened: OpenRound | None,
    known: Mapping[str, Revision],
    now: Mapping[str, Revision],
    others: Iterable[OpenRound],
) -> tuple[Revision, ...]:
    """The documents of a step as the work tree has them, in the order asked for.

    `known` is what each goes on from, `now` what the work tree has; `others` are the open rounds
    beside the step's own. Raises HistoryError for one that is not there, and where there is none.
    """
    for name in (*request.documents, *request.numbers):
        if name not in now:
            near = difflib.get_close_matches(name, now, 3, 0.5) or sorted(now)
            rule = "document-unknown" if near else "document-none"
            raise HistoryError(rule, id=name, known=", ".join(near))
    found = request.documents or tuple(_of_round(opened, known, now, tuple(others)))
    if not found:
        raise HistoryError("no-drafts")
    for name in request.numbers.keys() - set(found):
        raise HistoryError("number-of-other", id=name, known=", ".join(found))
    return tuple(now[name] for name in found)


def _of_round(
    opened: OpenRound | None,
    known: Mapping[str, Revision],
    now: Mapping[str, Revision],
    others: Sequence[OpenRound],
) -> Iterator[str]:
    """The drafts of a round: those it has, and new ones of its term beside."""
    own = opened.documents if opened else ()
    terms = {first_word(term) for term in terms_of_round(opened, known)}
    for name, revision in now.items():
        was = known.get(name)
        is_new = was is None and revision.is_draft and not rounds.holding(others, name)
        if name in own or (is_new and first_word(revision.metadata.term) in terms):
            yield name


def terms_of_round(opened: OpenRound | None, known: Mapping[str, Revision]) -> set[str]:
    """The terms of the drafts of a round.

    Only the one that gave its editions their number, where it can be told.
    """
    if opened is None:
        return set()
    terms = {known[name].metadata.term for name in opened.documents if name in known}
    number = EditionName.parse(opened.newest.name).term
    return {term for term in terms if _roman(first_word(term)) == number} or terms


def refuse_of_open_rounds(request: Request, opened: Sequence[OpenRound]) -> None:
    """Raise HistoryError for a document of a first draft that has one in an open round."""
    if request.step in {LifecycleStep.NEW, LifecycleStep.AMEND, LifecycleStep.TERM}:
        for name in request.documents:
            if held := rounds.holding(opened, name):
                raise HistoryError("in-round", id=name, round=held.newest.name)


def first_word(text: str) -> str:
    """A term's numeral: `XVII` of `XVII (2020-2025)`."""
    return next(iter(text.split()), "")
