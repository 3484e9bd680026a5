"""Returned files from their paths to what is to be written: the text, and the remarks beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.corpus import corpora
from quyche.errors import QuycheError
from quyche.imports import findings
from quyche.imports.remarks import writing
from quyche.imports.remarks.intake import Intake, intake_of
from quyche.imports.returned import desks, margins
from quyche.imports.returned.selections import Selection
from quyche.imports.returned.takings import Taking, taken_over
from quyche.problems import error
from quyche.remarks.remarks import Remarks
from quyche.terminals import WorkStage
from quyche.texts.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quyche.imports.returned.desks import Target
    from quyche.labels import Labels
    from quyche.problems import Problem


@dataclass(frozen=True)
class ReturnWish:
    """What somebody asks for."""

    paths: Sequence[Path]
    accept: Sequence[str] = ()
    reject: Sequence[str] = ()
    offices: Sequence[str] = ()
    """Whose remarks the comments of each file are; none, or one for each file."""
    by_text: bool = False
    """Whether a file that does not say which text it was may be held against the text of now."""


@dataclass(frozen=True)
class Returning:
    """What came of it."""

    taking: Taking
    remarks: Mapping[Path, bytes]
    """The files of remarks that change."""
    intake: Intake | None
    """The comments in the margins; None where there are none, or nowhere to keep them."""
    problems: tuple[Problem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all was taken that was asked for."""
        has_lost = self.intake is not None and findings.has_losses(self.intake.problems)
        return self.taking.is_whole and not has_lost


def returning(
    wish: ReturnWish, target: Target, labels: Labels, told: Callable[[WorkStage], None]
) -> Returning:
    """Read the files and take over what can be; nothing is written.

    Raises QuycheError where a file cannot be used, or is not what it was taken for.
    """
    desks.refuse_doubles(wish.paths)
    if wish.offices and len(wish.offices) != len(wish.paths):
        counts = {"found": len(wish.offices), "expected": len(wish.paths)}
        raise QuycheError("returned.offices", **counts)
    copies = []
    for number, path in enumerate(wish.paths, 1):
        told(WorkStage(number, len(wish.paths), labels("working.reading", path=path)))
        copy = desks.copy_of(path, target, may_be_unmarked=wish.by_text)
        copies.append(replace(copy, office=wish.offices[number - 1] if wish.offices else ""))
    authors = dict.fromkeys(author for copy in copies for author in copy.authors)
    selection = Selection.of(wish.accept, wish.reject, list(authors), target.text)
    text = target.text
    taking = taken_over(target.current, text.title, text.metadata.title, copies, selection)
    intake, remarks = _remarks(taking, target, labels)
    return Returning(taking, remarks, intake, tuple(_problems(taking, target, labels)))


def _problems(taking: Taking, target: Target, labels: Labels) -> Iterator[Problem]:
    """What is wrong with the text that was not before, and what no text can take from a file."""
    grammar, path = target.text.grammar, target.path.name
    before = parse(target.content.decode(), path, grammar).problems
    known = {(one.rule, one.details) for one in before}
    for problem in parse(taking.source, path, grammar).problems:
        if (problem.rule, problem.details) not in known:
            yield problem.at(str(target.path))
    for copy in taking.read:
        repairs = copy.attributed.full.repairs
        for rule in dict.fromkeys(rule for rule, _ in repairs):
            lines = [number for own, number in repairs if own == rule]
            yield from findings.done(str(copy.copy.path), rule, lines)
        for kind, count, paragraph in copy.copy.word.lost:
            where = str(copy.copy.path), paragraph
            named = labels(f"returned.lost.{kind}")
            yield error(*where, "returned-lost", named=named, count=count)


def _remarks(
    taking: Taking, target: Target, labels: Labels
) -> tuple[Intake | None, dict[Path, bytes]]:
    """The comments as remarks, and the file of remarks with them."""
    docs = corpora.folder_of(target.path)
    if docs is None or not any(copy.copy.word.comments for copy in taking.read):
        return None, {}
    context = writing.context_in(docs, labels, target.text.id)
    intake = Intake()
    for copy in taking.read:
        text, document = copy.copy.word.text, target.text.id
        edition = margins.edition_of(text, document, context.editions, context.text_of)
        found = margins.remarks_in(copy, document, edition, labels)
        known = Remarks((*context.known, *intake.new))
        came = intake_of(found, replace(context, known=known), str(copy.copy.path))
        intake = _joined(intake, came, document)
    contents = writing.contents_of(intake, docs, labels)
    return intake, {path: text.encode() for path, text in contents.items()}


def _joined(one: Intake, other: Intake, document: str) -> Intake:
    """What two files bring; what the second adds to a new remark of the first is left out."""
    new = {remark.id for remark in one.new}
    own = other.answers.get(document, {})
    added = {name: values for name, values in own.items() if name not in new}
    answers = {**one.answers.get(document, {}), **added}
    return Intake(
        (*one.new, *other.new),
        {document: answers} if answers else {},
        one.known + other.known,
        (*one.problems, *other.problems),
    )
