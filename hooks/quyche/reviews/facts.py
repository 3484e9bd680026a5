"""What a proposal changes: documents, what hangs on them, the ledger, and what is wrong then."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quyche.checks import citations_left
from quyche.comparing.changes import Status
from quyche.comparing.comparison import Comparison, compare
from quyche.corpus import corpora, listings
from quyche.corpus.links import CitationState
from quyche.corpus.texts import Corpus, Text
from quyche.editions import ledgers
from quyche.editions.ledgers import Edition, Ledger
from quyche.errors import HistoryError
from quyche.histories.citations_left import Affected, CitationOutcome, affected_citations
from quyche.histories.tracks import Tracks
from quyche.language.spelling import spelling
from quyche.problems import Problem, Severity, errors_among
from quyche.reading import folders
from quyche.reading.reading import Reading
from quyche.reviews.consequences import Balance, balances
from quyche.reviews.namings import Naming, namings
from quyche.reviews.unclear_tasks import UnclearTask, unclear_tasks
from quyche.settings import Settings
from quyche.texts import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.git import Repository


@dataclass(frozen=True)
class ProposalSide:
    """What one commit holds."""

    commit: str
    files: Mapping[str, bytes]
    """What an edition is read from, by paths below the folder of documents."""
    tree: Mapping[str, str]
    """The id of every file, by its path in the repository."""
    reading: Reading
    """All documents, those that are internal included: who reads the review has the file."""

    @property
    def corpus(self) -> Corpus:
        """The documents."""
        return self.reading.corpus

    @property
    def ledger(self) -> Ledger:
        """The editions."""
        return self.reading.ledger


@dataclass(frozen=True)
class Setting:
    """A key of a front matter whose value changed; an empty value is none."""

    key: str
    old: str
    new: str


@dataclass(frozen=True)
class Reviewed:
    """A document that is changed, new or gone."""

    old: Text | None
    new: Text | None
    compared: Comparison
    settings: tuple[Setting, ...]

    @property
    def text(self) -> Text:
        """The document as it is, or as it was where it is gone."""
        text = self.new or self.old
        assert text, "it is on one of the sides"
        return text

    @property
    def change(self) -> str:
        """What became of it, in a word: `new`, `dropped`, `amended`, `settings` or `moved`."""
        if not self.old or not self.new:
            return "new" if self.new else "dropped"
        if not self.compared.is_empty:
            return "amended"
        return "moved" if self.old.path != self.new.path and not self.settings else "settings"


@dataclass(frozen=True)
class OtherFile:
    """A file that is no document: an entry of the register, a page, a program."""

    path: str
    """In the repository."""
    change: str
    """`added`, `removed` or `amended`."""


@dataclass(frozen=True)
class Collision:
    """One article, or whatever else has a heading, that another proposal touches as well."""

    proposal: str
    """The number of the other one, or its ref where that tells none."""
    document: str
    head: str
    """The anchor of the article where both parted, or of a new one; empty for outside of all."""
    shared: tuple[str, ...]
    """What in it both touch, by anchors; nothing where they touch different parts of it."""


@dataclass(frozen=True)
class Review:
    """What a proposal changes, from where it parted to its end."""

    folder: str
    """Of the documents, in the repository."""
    old: ProposalSide
    """Where it parted from the branch it is proposed for."""
    new: ProposalSide
    target: str = ""
    """The commit of that branch."""
    collisions: tuple[Collision, ...] = ()
    """What other open proposals touch of what it touches, as far as they are known."""

    @cached_property
    def documents(self) -> tuple[Reviewed, ...]:
        """The documents that differ, in the order of their paths; those that are gone come last."""
        return tuple(_documents(self.old, self.new))

    def was_called(self, reviewed: Reviewed) -> Text | None:
        """The document that a new one seems to be, in a file that was renamed; None for no such.

        It is gone, has the same title, and more of its words than not.
        """
        gone = [one.old for one in self.documents if one.old and not one.new]
        if reviewed.old or not reviewed.new:
            return None
        new = reviewed.new
        titled = [old for old in gone if spelling(old.title) == spelling(new.title)]
        return next((old for old in titled if _is_mostly(old, new)), None)

    @cached_property
    def _tracks(self) -> Tracks:
        compared = {reviewed.text.id: reviewed.compared for reviewed in self.documents}
        return Tracks(compared, self.old.corpus.by_id)

    @cached_property
    def citations(self) -> tuple[Affected, ...]:
        """The citations whose words stayed and whose target did not."""
        known = self.new.corpus.by_id
        before, after = self.old.reading.links, self.new.reading.links
        return tuple(affected_citations(before, after, self._tracks, known))

    @cached_property
    def balances(self) -> tuple[Balance, ...]:
        """The bodies and roles that gain or lose something."""
        sides = (self.old.reading, self.new.reading)
        base, head = ((side.corpus.register, side.governance) for side in sides)
        return tuple(balances(base, head, self._tracks, self.namings))

    @cached_property
    def namings(self) -> tuple[Naming, ...]:
        """The bodies and roles that are called otherwise, became others, or are no more."""
        compared = {one.text.id: (one.old, one.compared) for one in self.documents if one.new}
        known = {name: (old, how) for name, (old, how) in compared.items() if old}
        return namings(self.old.corpus, self.new.corpus, known)

    @cached_property
    def unclear(self) -> tuple[UnclearTask, ...]:
        """The tasks that became less clear, and new ones that are not clear."""
        old, new = self.old.reading, self.new.reading
        return tuple(unclear_tasks(old.tasks, new.tasks, self._tracks, new.clarity))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong and was not before; paths are those in the repository."""
        found = [one for one in _new_problems(self.old, self.new) if not self._is_cited(one)]
        return tuple(problem.at(f"{self.folder}/{problem.path}") for problem in found)

    def _is_cited(self, problem: Problem) -> bool:
        """Whether it is only said by the check as well that a citation was left behind."""
        is_error = problem.severity is Severity.ERROR
        return (
            problem.rule in citations_left.RULES
            and not is_error
            and ((problem.path, problem.line) in self._misled_lines)
        )

    @cached_property
    def _misled_lines(self) -> frozenset[tuple[str, int]]:
        by_id = self.new.corpus.by_id
        citings = [one.citing for one in self.misled]
        return frozenset((by_id[one.source.document].path, one.line) for one in citings)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the proposal from being merged."""
        return errors_among(self.problems)

    @property
    def misled(self) -> tuple[Affected, ...]:
        """The citations that no longer lead to what they led to."""
        return tuple(one for one in self.citations if one.outcome is not CitationOutcome.AMENDED)

    @property
    def faults(self) -> int:
        """How many things have to be mended; a citation that leads nowhere is an error already."""
        astray = [one for one in self.misled if one.citing.state is not CitationState.DANGLING]
        return len(self.errors) + len(astray)

    @property
    def is_fine(self) -> bool:
        """Whether nothing has to be mended."""
        return not self.faults

    @property
    def published(self) -> Edition | None:
        """The newest edition that was published before."""
        return self.old.ledger.newest

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What the ledger holds and did not hold before."""
        known = self.old.ledger.names
        return tuple(one for one in self.new.ledger.editions if one.name not in known)

    @property
    def repinned(self) -> tuple[Edition, ...]:
        """Entries of the ledger that name another commit as their source than before."""
        commits = {edition.name: edition.commit for edition in self.old.ledger.editions}
        now = self.new.ledger.editions
        return tuple(one for one in now if commits.get(one.name, one.commit) != one.commit)

    @cached_property
    def others(self) -> tuple[OtherFile, ...]:
        """The files that differ and are neither documents nor the ledger."""
        return tuple(_others(self.old, self.new, self.folder))


def review(
    repository: Repository, folder: str, base: str, head: str, settings: Settings | None = None
) -> Review:
    """What was done from where two revisions parted to the second; read from Git alone.

    `folder` is that of the documents, in the repository. Raises HistoryError for a revision that
    is unknown, and for a shallow clone, which does not tell where they parted.
    """
    start, end = (_commit(repository, revision) for revision in (base, head))
    if repository.is_shallow:
        raise HistoryError("shallow")
    parted = repository.merge_base(start, end) or start  # a base that was written anew from nothing
    known = settings or Settings()
    old = _side(repository, folder, parted, known, None)
    return Review(folder, old, _side(repository, folder, end, known, old.ledger), start)


def _commit(repository: Repository, revision: str) -> str:
    commit = repository.commit(revision)
    if commit is None:
        raise HistoryError("base-unknown", base=revision)
    return commit


def _side(
    repository: Repository, folder: str, commit: str, settings: Settings, base: Ledger | None
) -> ProposalSide:
    files = folders.files_at(repository, folder, commit)
    past = folders.past_at(repository, folder, commit, settings)
    tree = repository.tree(commit)
    reading = Reading.of(
        files,
        settings=settings,
        base=base,
        past=past,
        text_id=lambda path: tree.get(f"{folder}/{path}", ""),
        held=repository.held,
        listing=listings.at_commit(repository, folder, commit),
    )
    return ProposalSide(commit, files, tree, reading)


def _is_mostly(old: Text, new: Text) -> bool:
    summary = compare(old.document, new.document).summary
    kept = summary.statuses[Status.UNCHANGED] + summary.statuses[Status.AMENDED]
    return kept > summary.statuses[Status.ADDED] + summary.statuses[Status.REMOVED]


def _documents(old: ProposalSide, new: ProposalSide) -> Iterator[Reviewed]:
    before, after = old.corpus.by_id, new.corpus.by_id
    for name, text in after.items():
        was = before.get(name)
        if was is None or was.path != text.path or was.document.source != text.document.source:
            yield _reviewed(was, text)
    for name, text in before.items():
        if name not in after:
            yield _reviewed(text, None)


def _reviewed(old: Text | None, new: Text | None) -> Reviewed:
    compared = compare(old.document if old else None, new.document if new else None)
    return Reviewed(old, new, compared, tuple(_settings(old, new)) if old and new else ())


def _settings(old: Text, new: Text) -> Iterator[Setting]:
    before, after = _values(old), _values(new)
    for key in {**after, **before}:
        if before.get(key, "") != after.get(key, ""):
            yield Setting(key, before.get(key, ""), after.get(key, ""))


def _values(text: Text) -> dict[str, str]:
    values, _ = frontmatter.read(text.document.front, text.path, corpora.SCHEMAS)
    return {
        key: ", ".join(value) if isinstance(value, tuple) else str(value)
        for key, value in values.values.items()
    }


def _new_problems(old: ProposalSide, new: ProposalSide) -> Iterator[Problem]:
    """What is wrong more often than it was; lines that were there before are the last blamed."""
    known = Counter(map(_fault, old.reading.problems))
    found: dict[object, list[Problem]] = defaultdict(list)
    for problem in new.reading.problems:
        found[_fault(problem)].append(problem)
    for fault, alike in found.items():
        if len(alike) > known[fault]:
            written = set(_lines(old, alike[0].path))
            now = _lines(new, alike[0].path)
            alike.sort(key=lambda problem: _line(now, problem.line) in written)
            yield from sorted(alike[: len(alike) - known[fault]])


def _fault(problem: Problem) -> object:
    """What makes two problems the same one, wherever its line went, or its file."""
    return PurePosixPath(problem.path).stem, problem.rule, problem.details


def _lines(side: ProposalSide, path: str) -> Sequence[str]:
    return side.files.get(path, b"").decode("utf-8", "replace").split("\n")


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _others(old: ProposalSide, new: ProposalSide, folder: str) -> Iterator[OtherFile]:
    shown = {f"{folder}/{path}" for path in _known(old.corpus.texts, new.corpus.texts)}
    for path in sorted({*old.tree, *new.tree} - shown):
        was, now = old.tree.get(path), new.tree.get(path)
        if was != now:
            yield OtherFile(path, "amended" if was and now else "added" if now else "removed")


def _known(*texts: Iterable[Text]) -> Iterator[str]:
    yield ledgers.FILE
    for side in texts:
        yield from (text.path for text in side)
