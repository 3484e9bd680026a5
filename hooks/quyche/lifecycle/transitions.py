"""What a step of its life changes in a document's front matter, and what there contradicts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.editions.edition_names import EditionName
from quyche.language import structures
from quyche.lifecycle.steps import LifecycleStep, Request
from quyche.problems import Problem, error
from quyche.texts.metadata import DocumentStatus
from quyche.texts.yaml_edits import Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from quyche.editions.revisions import Revision

Changes = dict[str, Scalar | None]
"""What keys of a front matter are to say; None for one that goes."""
_ADOPTION = ("number", "adopted", "effective", "expires", "repealed", "repealed_by")
"""What only a text that was adopted says of itself."""
_STANDING = ("status", "number", "adopted", "effective", "expires", "term")
"""What a correction leaves as it is."""
_LIVING = {
    LifecycleStep.REPEAL: (DocumentStatus.ADOPTED, DocumentStatus.REPEALED),
    LifecycleStep.CORRECT: (DocumentStatus.ADOPTED,),
}
_LIVING_ELSE = (DocumentStatus.DRAFT, DocumentStatus.ADOPTED)
_OF_WHAT_IS_IN_FORCE = {LifecycleStep.AMEND, LifecycleStep.REPEAL, LifecycleStep.CORRECT}


@dataclass(frozen=True)
class Transition:
    """One document going through a step."""

    request: Request
    name: EditionName
    """Of the edition that the step makes."""
    was: Revision | None
    """As the edition has it that its text goes on from."""
    revision: Revision
    """As the work tree has it, possibly edited by hand already."""
    meeting: str
    """Where it was heard, as far as that is known."""
    term: str
    """Of the round, where all its drafts say the same."""

    @property
    def _was_draft(self) -> bool:
        return self.was is not None and self.was.is_draft

    def changes(self) -> Changes:
        """What its front matter is to say afterwards."""
        if self.request.step is LifecycleStep.CORRECT:
            return {}
        if self.request.step is LifecycleStep.REPEAL:
            return self._repealed()
        if self.request.enters_adopted:
            return self._entered()
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
        return {
            "status": "adopted",
            "draft": None,
            "submitted": None,
            "number": self._number(),
            "adopted": self.request.date,
            "effective": self.request.effective or told.effective or self.request.date,
            **self._meeting(),
        }

    def _number(self) -> str:
        return self.request.numbers.get(self.revision.id) or self.revision.metadata.number

    def _entered(self) -> Changes:
        """A text that was adopted before there was a ledger keeps its own number and dates."""
        effective = {"effective": day} if (day := self.request.effective) else {}
        draft = {"draft": None, "submitted": None}
        return {"status": "adopted", **draft, "number": self._number(), **effective}

    def _repealed(self) -> Changes:
        return {
            "status": "repealed",
            "repealed": self.request.effective or self.request.date,
            "repealed_by": self.request.by,
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
        living = _LIVING.get(self.request.step, _LIVING_ELSE)
        if told.status not in living:
            line, found = told.lines.get("status", 1), told.status
            known = ", ".join(living)
            yield error(path, line, "edition-status", found=found, known=known)
            return
        if beginning := tuple(self._beginning_problems()):
            yield from beginning
            return
        wanted = self.changes()
        for key, value in wanted.items():
            yield from self._contradiction(key, value)
        if self.request.step is LifecycleStep.ADOPT or self.request.enters_adopted:
            yield from self._adoption_problems(wanted)
        if self.request.step in _LIVING:
            yield from self._standing_problems()

    def _beginning_problems(self) -> Iterator[Problem]:
        """A text in force is amended, one that never was is new: each has its own step."""
        step = self.request.step
        was_in_force = self.was is not None and not self._was_draft
        stands = self.was is not None and self.was.is_adopted
        if step is LifecycleStep.NEW and was_in_force:
            yield _of_status(self.revision, "edition-not-new")
        if step in _OF_WHAT_IS_IN_FORCE and not stands:
            yield not_in_force(self.revision)
        if step is LifecycleStep.ADOPT and self.was is None and self.revision.is_draft:
            yield _of_status(self.revision, "edition-not-submitted")

    def _contradiction(self, key: str, value: Scalar | None) -> Iterator[Problem]:
        """A key that says neither what it said in the edition before nor what it is to say."""
        found = getattr(self.revision.metadata, key) or None
        before = getattr(self.was.metadata, key) if self.was else None
        if found is None or found in {value, before}:
            return
        path, line = self.revision.path, self.revision.metadata.lines.get(key, 1)
        if self.request.enters_adopted and key == "status":
            yield error(path, line, "edition-enters-draft", found=found)
        elif value is None:
            yield error(path, line, "edition-key-goes", key=key, found=found)
        else:
            yield error(path, line, "edition-contradicts", key=key, found=found, wanted=value)

    def _adoption_problems(self, wanted: Changes) -> Iterator[Problem]:
        told, path = self.revision.metadata, self.revision.path
        line = told.lines.get("status", 1)
        if not wanted["number"] and structures.bears_number(self.revision.title):
            yield error(path, line, "edition-without-number", id=self.revision.id)
        if self.request.enters_adopted:
            for key in ("adopted", "effective"):
                if (wanted.get(key) or getattr(told, key)) is None:
                    yield error(path, line, "edition-without-day", key=key)
            if told.adopted and self.request.date < told.adopted:
                line, date = told.lines.get("adopted", 1), self.request.date
                yield error(path, line, "edition-before-adoption", found=date, date=told.adopted)
            return
        if told.effective and not self.request.effective and told.effective < self.request.date:
            line, date = told.lines.get("effective", 1), self.request.date
            yield error(path, line, "edition-effective", found=told.effective, date=date)

    def _standing_problems(self) -> Iterator[Problem]:
        """A correction or a repeal changes nothing of what was adopted, and when."""
        if self.was is None:
            return
        told, path = self.revision.metadata, self.revision.path
        for key in _STANDING:
            found, was = getattr(told, key), getattr(self.was.metadata, key)
            is_step = key == "status" and self.request.step is LifecycleStep.REPEAL
            if found != was and not is_step:
                line = told.lines.get(key, 1)
                yield error(
                    path, line, "edition-standing", key=key, found=found or "—", was=was or "—"
                )
        if self.request.step is LifecycleStep.REPEAL and self.was.body != self.revision.body:
            yield error(path, 1, "edition-repeals-other", id=self.revision.id)


def not_in_force(revision: Revision) -> Problem:
    """That a document was never adopted, where a step is about what is in force."""
    return _of_status(revision, "edition-not-in-force")


def _of_status(revision: Revision, rule: str) -> Problem:
    line = revision.metadata.lines.get("status", 1)
    return error(revision.path, line, rule, id=revision.id)


def of(
    request: Request,
    name: EditionName,
    revisions: Sequence[Revision],
    known: Mapping[str, Revision],
    terms: Collection[str],
) -> tuple[Transition, ...]:
    """Each document's way through the step; `known` is what each goes on from."""
    meeting = request.meeting or _meeting_by_hand(revisions, known)
    term = next(iter(terms)) if len(terms) == 1 else ""
    return tuple(
        Transition(request, name, known.get(revision.id), revision, meeting, term)
        for revision in revisions
    )


def _meeting_by_hand(revisions: Sequence[Revision], known: Mapping[str, Revision]) -> str:
    """The meeting that all the documents name already, where none did so before."""
    named = {
        ""
        if was and was.metadata.meeting == revision.metadata.meeting
        else revision.metadata.meeting
        for revision in revisions
        for was in [known.get(revision.id)]
    }
    return next(iter(named)) if len(named) == 1 else ""


def drafted_beside(
    revisions: Sequence[Revision], known: Mapping[str, Revision], now: Mapping[str, Revision]
) -> Iterator[Revision]:
    """Documents that somebody made drafts of by hand and that the step leaves out."""
    for name in sorted(now.keys() - {revision.id for revision in revisions}):
        told, was = now[name].metadata, known.get(name)
        state = (was.metadata.status, was.metadata.draft) if was else ("", None)
        if now[name].is_draft and state != (told.status, told.draft):
            yield now[name]
