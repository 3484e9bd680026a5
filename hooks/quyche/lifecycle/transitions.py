"""What a step of its life changes in a document's front matter, and what there contradicts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.editions.edition_names import EditionName
from quyche.lifecycle.steps import LifecycleStep, Request, first_word, terms_of_round
from quyche.problems import Problem, error
from quyche.texts.metadata import DocumentStatus
from quyche.texts.yaml_edits import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.editions.history import Snapshot
    from quyche.editions.revisions import Revision

Changes = dict[str, Scalar | None]
"""What keys of a front matter are to say; None for one that goes."""
_ADOPTION = ("number", "adopted", "effective", "expires")
"""What only a text that was adopted says of itself."""
_LIVING = ("draft", "adopted")


@dataclass(frozen=True)
class Transition:
    """One document going through a step."""

    request: Request
    name: EditionName
    """Of the edition that the step makes."""
    was: Revision | None
    """As the newest edition has it."""
    revision: Revision
    """As the work tree has it, possibly edited by hand already."""
    meeting: str
    """Where it was heard, as far as that is known."""
    term: str
    """Of the round, where all its drafts say the same."""

    @property
    def _was_draft(self) -> bool:
        return self.was is not None and self.was.metadata.status is DocumentStatus.DRAFT

    def changes(self) -> Changes:
        """What its front matter is to say afterwards."""
        if self.request.step is LifecycleStep.ADOPT:
            return self._adopted()
        drafted: Changes = {
            "status": "draft",
            "draft": self._draft_number(),
            "submitted": self.request.date,
            **self._meeting(),
        }
        goes: Changes = dict.fromkeys(("adopted",) if self._continues else _ADOPTION)
        return {**self._term(), **drafted, **goes}

    @property
    def _continues(self) -> bool:
        return self._was_draft and self.request.step is LifecycleStep.DRAFT

    def _adopted(self) -> Changes:
        told = self.revision.metadata
        number = self.request.numbers.get(self.revision.id) or told.number
        return {
            "status": "adopted",
            "draft": None,
            "submitted": None,
            "number": number,
            "adopted": self.request.date,
            "effective": self.request.effective or told.effective or self.request.date,
            **self._meeting(),
        }

    def _draft_number(self) -> int:
        """One more than it was; a document new to the round may have caught up by hand."""
        if self.request.step is not LifecycleStep.DRAFT:
            return 1
        if self.was and self._was_draft:
            return (self.was.metadata.draft or (self.name.draft or 1) - 1) + 1
        found = self.revision.metadata.draft or 1
        return found if 1 <= found <= (self.name.draft or 1) else 1

    def _meeting(self) -> Changes:
        """The meeting of the step; that of the step before is no longer true."""
        was = self.was.metadata.meeting if self.was else ""
        found = self.revision.metadata.meeting
        return {"meeting": self.meeting or (found if found != was else "") or None}

    def _term(self) -> Changes:
        if self.request.step is LifecycleStep.TERM:
            return {"term": self.request.term}
        joins = self.request.step is LifecycleStep.DRAFT and not self._was_draft
        return {"term": self.term} if joins and self.term else {}

    def problems(self) -> Iterator[Problem]:
        """Where its front matter says what the step cannot bring about."""
        told, path = self.revision.metadata, self.revision.path
        if told.status not in _LIVING:
            line, found = told.lines.get("status", 1), told.status
            yield error(path, line, "edition-status", found=found)
            return
        wanted = self.changes()
        for key, value in wanted.items():
            yield from self._contradiction(key, value)
        if self.request.step is LifecycleStep.ADOPT:
            yield from self._adoption_problems(wanted)

    def _contradiction(self, key: str, value: Scalar | None) -> Iterator[Problem]:
        """A key that says neither what it said in the newest edition nor what it is to say."""
        found = getattr(self.revision.metadata, key) or None
        before = getattr(self.was.metadata, key) if self.was else None
        if found is None or found in {value, before}:
            return
        path, line = self.revision.path, self.revision.metadata.lines.get(key, 1)
        if value is None:
            yield error(path, line, "edition-key-goes", key=key, found=found)
        else:
            yield error(path, line, "edition-contradicts", key=key, found=found, wanted=value)

    def _adoption_problems(self, wanted: Changes) -> Iterator[Problem]:
        told, path = self.revision.metadata, self.revision.path
        if not wanted["number"]:
            line = told.lines.get("status", 1)
            yield error(path, line, "edition-without-number", id=self.revision.id)
        if told.effective and not self.request.effective and told.effective < self.request.date:
            line, date = told.lines.get("effective", 1), self.request.date
            yield error(path, line, "edition-effective", found=told.effective, date=date)


def of(
    request: Request, name: EditionName, revisions: Sequence[Revision], before: Snapshot | None
) -> tuple[Transition, ...]:
    """Each document's way through the step."""
    known = before.documents if before else {}
    meeting = request.meeting or _meeting_by_hand(revisions, before)
    terms = terms_of_round(before)
    term = next(iter(terms)) if len(terms) == 1 else ""
    return tuple(
        Transition(request, name, known.get(revision.id), revision, meeting, term)
        for revision in revisions
    )


def _meeting_by_hand(revisions: Sequence[Revision], before: Snapshot | None) -> str:
    """The meeting that all the documents name already, where none did so before."""
    known = before.documents if before else {}
    named = {
        ""
        if was and was.metadata.meeting == revision.metadata.meeting
        else revision.metadata.meeting
        for revision in revisions
        for was in [known.get(revision.id)]
    }
    return next(iter(named)) if len(named) == 1 else ""


def unlisted(
    revisions: Sequence[Revision], before: Snapshot | None, now: Snapshot
) -> Iterator[Problem]:
    """Documents that somebody made drafts of by hand and that the step leaves out.

    Those of another term than the round's are none of its business.
    """
    known = before.documents if before else {}
    terms = {first_word(term) for term in terms_of_round(before)}
    for name in now.documents.keys() - {revision.id for revision in revisions}:
        told, was = now.documents[name].metadata, known.get(name)
        state = (was.metadata.status, was.metadata.draft) if was else ("", None)
        is_other = bool(terms) and first_word(told.term) not in terms
        if (
            told.status is DocumentStatus.DRAFT
            and state != (told.status, told.draft)
            and not is_other
        ):
            path, line = now.documents[name].path, told.lines.get("status", 1)
            yield error(path, line, "edition-unlisted", id=name)
