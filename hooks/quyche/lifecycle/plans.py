"""What a new edition would write: the ledger's entry and the documents' front matter, checked."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from quyche.checks.visibility import TURNED
from quyche.editions import ledgers
from quyche.editions.archives import Archive
from quyche.editions.ledger_edits import appended
from quyche.editions.ledgers import Edition
from quyche.errors import HistoryError, QuycheError
from quyche.file_writes import write_all
from quyche.lifecycle import transitions
from quyche.lifecycle.situations import Situation
from quyche.lifecycle.transitions import Transition
from quyche.problems import Problem, error, errors_among
from quyche.reading import folders
from quyche.remarks import edits, remark_files
from quyche.remarks.edits import UneditableError
from quyche.texts import frontmatter, metadata
from quyche.texts.frontmatter_edits import edited

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from quyche.labels import Labels
    from quyche.lifecycle.steps import Request
    from quyche.remarks.remarks import Remark

_ORDER = tuple(metadata.SCHEMAS["regulation"])
"""In which front matters are written."""


@dataclass(frozen=True)
class Rewrite:
    """One file with what is in it and what is to be."""

    path: str
    """Relative to the folder of documents."""
    old: bytes
    new: bytes


@dataclass(frozen=True)
class Moved:
    """One document that a step concerns."""

    path: str
    keys: tuple[tuple[str, str, str], ...]
    """The keys that change, each with what it says and what it is to say; empty for nothing."""
    has_new_text: bool
    """Whether its text is another than in the edition before."""


@dataclass(frozen=True)
class Remarked:
    """The remarks on one document of a step."""

    path: str
    shown: tuple[str, ...]
    """The ids of those that were taken in and show in the new edition."""
    unanswered: tuple[str, ...]
    """The ids of those that nobody has answered."""


@dataclass(frozen=True)
class Plan:
    """Everything a step writes."""

    edition: Edition
    folder: str
    """The folder of documents, relative to the top of the repository."""
    documents: tuple[Moved, ...]
    changed_beside: tuple[str, ...]
    """The paths of other documents whose text is not that of the edition before."""
    drafted_beside: tuple[str, ...]
    """The paths of other documents that were made drafts by hand."""
    joined: tuple[str, ...]
    """The paths of documents that go on with an open round though nobody named them."""
    left: tuple[str, ...]
    """The ids of documents of the round that the step leaves drafts, in no round any more."""
    corrected_meanwhile: tuple[tuple[str, str], ...]
    """Corrections of what the drafts are to replace: each edition's name and the document's id."""
    draft_to_restore: tuple[tuple[str, str], ...]
    """The paths of documents whose draft was put aside, with the object ids of their drafts."""
    remarks: tuple[Remarked, ...]
    """What becomes of the remarks on the documents."""
    files: tuple[Rewrite, ...]
    """The ledger comes last: without its entry what was written before can be done again."""
    turned: tuple[Problem, ...] = ()
    """The documents that turn internal with this edition, and what stays public of them."""


def plan(docs: Path, request: Request, labels: Labels) -> Plan:
    """What a step would write into a folder of documents; nothing is written yet.

    Raises HistoryError where the history, the ledger or what the documents say does not allow it,
    and UnreadableFileError where there is no such folder.
    """
    files = folders.files_in(docs)
    archive = Archive.open(docs)
    planner = _Planner(docs, archive, files, request)
    try:
        return planner.plan(labels)
    except HistoryError as fault:
        raise _seen_from_the_top(fault, archive.folder) from fault


def write(plan: Plan, docs: Path, labels: Labels) -> None:
    """Write all that a step writes, or raise QuycheError with every file as it was."""
    try:
        write_all({docs / file.path: file.new for file in plan.files})
    except OSError as fault:
        place = {"path": fault.filename, "reason": labels.reason(fault)}
        raise QuycheError(labels("lifecycle.unwritable", **place)) from fault


def _seen_from_the_top(fault: HistoryError, folder: str) -> HistoryError:
    """The same refusal with its files named from the top of the repository."""
    placed = {
        name: tuple(problem.at(str(PurePosixPath(folder) / problem.path)) for problem in value)
        if name == "problems" and isinstance(value, tuple)
        else value
        for name, value in fault.details.items()
    }
    return HistoryError(fault.rule, **placed)


@dataclass(frozen=True)
class _Planner:
    docs: Path
    archive: Archive
    files: Mapping[str, bytes]
    request: Request

    def plan(self, labels: Labels) -> Plan:
        self._refuse_changed_ledger()
        self._refuse_unreadable()
        situation = Situation.of(self.archive, self.request, _pages(self.files), labels)
        moving = self._moving(situation)
        rewritten = {one.revision.path: self._rewritten(one) for one in moving}
        edition = self._edition(situation, moving, rewritten, labels)
        ledger = self._ledger(edition)
        turned = self._refuse_faults(rewritten, ledger)
        remarks = tuple(self._remarks(situation, {one.revision.id for one in moving}))
        beside = transitions.drafted_beside(situation.revisions, situation.known, situation.now)
        return Plan(
            edition,
            self.archive.folder,
            tuple(map(_moved, moving)),
            tuple(_changed_beside(moving, situation)),
            tuple(revision.path for revision in beside),
            tuple(self._joined(moving)),
            situation.left,
            tuple(situation.corrected_meanwhile()),
            tuple(situation.put_aside()),
            remarks,
            (*self._rewrites(rewritten), *self._answers(remarks, edition.name), ledger),
            turned,
        )

    def _joined(self, moving: Iterable[Transition]) -> Iterator[str]:
        """New documents that a round takes in because they are drafts of its term."""
        if self.request.step.continues_round and not self.request.documents:
            yield from (one.revision.path for one in moving if one.was is None)

    def _remarks(self, situation: Situation, documents: Collection[str]) -> Iterator[Remarked]:
        """What becomes of the remarks on these documents."""
        found = remark_files.of_files(self.files)
        for document, remarks in found.on(documents).by_document.items():
            taken_in = (one for one in remarks if _shows_now(one, situation.goes_on_from))
            waiting = (one for one in remarks if one.answer is None)
            shown, unanswered = (tuple(one.id for one in some) for some in (taken_in, waiting))
            if shown or unanswered:
                yield Remarked(remark_files.path_of(document), shown, unanswered)

    def _answers(self, remarks: Iterable[Remarked], name: str) -> Iterator[Rewrite]:
        """The remarks that were taken in say that they show in the new edition."""
        for one in remarks:
            old = (self.docs / one.path).read_bytes()
            values = {remark: {"shown": name} for remark in one.shown}
            try:
                new = edits.completed(old.decode("utf-8"), values, one.path).encode("utf-8")
            except UneditableError as fault:
                raise HistoryError("remarks-uneditable", path=one.path, line=fault.line) from None
            if new != old:
                yield Rewrite(one.path, old, new)

    def _moving(self, situation: Situation) -> tuple[Transition, ...]:
        """The documents' ways through the step, each of which is possible."""
        moving = situation.moving()
        contradictions = (problem for one in moving for problem in one.problems())
        _refuse([*contradictions, *situation.unlisted()])
        self._refuse_same_text(situation, moving)
        return moving

    def _edition(
        self,
        situation: Situation,
        moving: tuple[Transition, ...],
        rewritten: Mapping[str, bytes],
        labels: Labels,
    ) -> Edition:
        name = situation.name
        terms = [str(one.changes().get("term") or one.revision.metadata.term) for one in moving]
        return Edition(
            name=str(name),
            title=self.request.title or situation.title(terms, labels),
            is_draft=name.draft is not None,
            date=self.request.date,
            meeting=moving[0].meeting,
            note=self.request.note,
            corrects=situation.corrects,
            documents=tuple((one.revision.id, self._text_id(one, rewritten)) for one in moving),
        )

    def _text_id(self, one: Transition, rewritten: Mapping[str, bytes]) -> str:
        """The id that the text of a document has once it is committed."""
        path = one.revision.path
        place = f"{self.archive.folder}/{path}"
        return self.archive.repository.object_id(rewritten[path], place)

    def _refuse_changed_ledger(self) -> None:
        """The ledger in the work tree says what the commit says: one edition at a time."""
        ledger, _ = ledgers.read_file(self.docs / ledgers.FILE)
        _refuse(ledgers.changed_entries(self.archive.ledger, ledger, ledgers.FILE))

    def _refuse_unreadable(self) -> None:
        """Everything can be read, and there is the meeting that was named.

        Where something cannot, all that is wrong is told: it has to be mended before the step.
        """
        reading = folders.in_folder(self.docs, files=self.files)
        documents = reading.corpus
        if errors_among((*documents.problems, *reading.all_remarks.problems)):
            _refuse(errors_among(reading.problems))
        found = self.request.meeting
        known = [meeting.id for meeting in documents.meetings]
        if found and found not in known:
            near = difflib.get_close_matches(found, known, 3) or known
            rule = "meeting-unknown" if near else "meeting-none"
            raise HistoryError(rule, found=found, known=", ".join(near))

    def _refuse_same_text(self, situation: Situation, moving: tuple[Transition, ...]) -> None:
        is_meant = self.request.allows_same_text or not self.request.step.needs_new_text
        if not is_meant and not any(map(_has_new_text, moving)):
            folder = PurePosixPath(self.archive.folder)
            paths = ", ".join(str(folder / one.revision.path) for one in moving)
            raise HistoryError("same-text", paths=paths, name=situation.equals)

    def _rewritten(self, one: Transition) -> bytes:
        path = one.revision.path
        source = self.files[path].decode("utf-8")
        told = one.revision.metadata
        changes = {
            key: value
            for key, value in one.changes().items()
            if value != (getattr(told, key) or None) or (value is None and key in told.lines)
        }
        try:
            return edited(source, changes, _ORDER).encode("utf-8")
        except ValueError:
            line = told.lines.get("status", 1)
            raise HistoryError(
                "problems", problems=(error(path, line, "front-uneditable"),)
            ) from None

    def _refuse_faults(
        self, rewritten: Mapping[str, bytes], ledger: Rewrite
    ) -> tuple[Problem, ...]:
        """No edition can be published with errors in what it is read from; what turns internal."""
        files = {**self.files, **rewritten, ledger.path: ledger.new}
        after = folders.in_folder(self.docs, files=files)
        found = errors_among(after.problems)
        _refuse([_as_on_disk(problem, self.files, rewritten) for problem in found])
        return tuple(problem for problem in after.problems if problem.rule == TURNED)

    def _rewrites(self, rewritten: Mapping[str, bytes]) -> Iterator[Rewrite]:
        for path, new in rewritten.items():
            if new != self.files[path]:
                yield Rewrite(path, self.files[path], new)

    def _ledger(self, edition: Edition) -> Rewrite:
        path = self.docs / ledgers.FILE
        old = path.read_bytes() if path.is_file() else b""
        try:
            new = appended(old.decode("utf-8"), edition).encode("utf-8")
        except ValueError:
            raise HistoryError("ledger-uneditable") from None
        return Rewrite(ledgers.FILE, old, new)


def _pages(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if path.endswith(".md")}


def _refuse(problems: Iterable[Problem]) -> None:
    if found := tuple(sorted(problems)):
        raise HistoryError("problems", problems=found)


def _as_on_disk(
    problem: Problem, files: Mapping[str, bytes], rewritten: Mapping[str, bytes]
) -> Problem:
    """A problem of a rewritten document with the line at which its file has it so far."""
    new = rewritten.get(problem.path)
    if new is None:
        return problem
    first = frontmatter.split(new.decode("utf-8"))[2]
    shift = new.count(b"\n") - files[problem.path].count(b"\n")
    line = problem.line - shift if problem.line >= first else problem.line
    return Problem(problem.path, line, problem.rule, problem.details, problem.severity)


def _has_new_text(one: Transition) -> bool:
    return one.was is None or one.was.body != one.revision.body


def _moved(one: Transition) -> Moved:
    told = one.revision.metadata
    keys = (
        (key, _shown(getattr(told, key)), _shown(value)) for key, value in one.changes().items()
    )
    changed = tuple((key, found, wanted) for key, found, wanted in keys if found != wanted)
    return Moved(one.revision.path, changed, _has_new_text(one))


def _shown(value: object) -> str:
    return str(value or "")


def _shows_now(remark: Remark, edition: str) -> bool:
    """Whether what was taken in can show in the new edition first: it was made on the last.

    What became of remarks on older drafts may show in one of those since, and is not guessed.
    """
    return remark.edition == edition and remark.is_accepted and not remark.shown


def _changed_beside(moving: Iterable[Transition], situation: Situation) -> Iterator[str]:
    concerned = {one.revision.id for one in moving}
    for name, revision in situation.now.items():
        was = situation.known.get(name)
        if name not in concerned and was and was.body != revision.body:
            yield revision.path
