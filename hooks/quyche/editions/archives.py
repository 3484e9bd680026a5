"""Every edition as Git keeps it: its source commit, its files, its corpus."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import corpora
from quyche.editions import ledgers, revisions
from quyche.editions.document_files import documents_in, id_in, is_document
from quyche.editions.ledgers import Edition, Ledger
from quyche.errors import HistoryError
from quyche.git import Repository
from quyche.kept import Kept
from quyche.language import structures
from quyche.language.structures import USUAL
from quyche.projects import CONFIG
from quyche.settings import Settings
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.corpus.texts import Corpus, Text
    from quyche.language.grammars import Grammar

_BASES = ("origin/HEAD", "origin/main", "origin/master")


_ID_RE = re.compile(r"[0-9a-f]{7,64}")
"""Of a commit; the name of a branch would be another commit tomorrow."""


@dataclass(frozen=True)
class Archive:
    """The editions that a repository holds along the first parents of what is checked out."""

    repository: Repository
    folder: str
    """The folder of documents, relative to the top of the repository."""
    ledger: Ledger
    """As it is in the commit that is checked out."""
    commits: Mapping[str, str]
    """The source commit of each edition."""
    head: str
    """The commit that is checked out."""
    grammar: Grammar = USUAL
    """How its documents are written that do not say it."""
    store: Store = NOWHERE
    """What lasts longer than the process."""

    @classmethod
    def open(cls, docs: Path) -> Archive:
        """The archive that a folder of documents belongs to.

        Raises HistoryError where the history does not tell all: no repository, a shallow clone,
        a ledger that cannot be read, an entry that is not committed or whose commit is unknown;
        UnreadableFileError where there is no such folder.
        """
        corpora.refuse_missing(docs)
        archive = cls.committed(docs)
        _refuse_uncommitted(docs, archive)
        return archive

    @classmethod
    def committed(cls, docs: Path) -> Archive:
        """The same, whatever the work tree says otherwise than what is committed."""
        repository = Repository.containing(docs)
        if repository is None:
            raise HistoryError("no-repository", path=docs)
        if repository.is_shallow:
            raise HistoryError("shallow")
        head = repository.commit("HEAD")
        if head is None:
            raise HistoryError("no-commit", path=docs)
        return cls.at_commit(repository, _folder_in(repository, docs), head, grammar_for(docs))

    @classmethod
    def at_commit(
        cls, repository: Repository, folder: str, head: str, grammar: Grammar = USUAL
    ) -> Archive:
        """The same as if a commit were checked out; `folder` is relative to the repository's top.

        Raises HistoryError for a ledger that cannot be read, or an entry whose commit is unknown.
        """
        history = tuple(_ledgers(repository, folder, head))
        ledger = history[-1][1] if history else Ledger()
        commits = {
            edition.name: _source(repository, edition, history) for edition in ledger.editions
        }
        return cls(repository, folder, ledger, commits, head, grammar)

    def files(self, name: str) -> dict[str, bytes]:
        """The files of an edition, or of what is checked out, by their paths below the folder."""
        listed = self.tree(name)
        missing = [blob for blob in listed.values() if blob not in self._contents]
        self._contents.update(self.repository.read(missing))
        if not self._contents.keys() >= set(listed.values()):
            lost = [path for path, blob in listed.items() if blob not in self._contents]
            ids = ", ".join(self.missing(name) or lost)
            raise HistoryError("text-missing", name=name, ids=ids)
        return {path: self._contents[blob] for path, blob in listed.items()}

    def tree(self, name: str) -> dict[str, str]:
        """The ids of an edition's files by their paths.

        Where its entry names what moves, each of these documents has just the text it names, and
        every other one that of the edition before; in an adopted edition, the text adopted last
        of what is in draft in another round. What is no document is that of its commit.
        """
        if name not in self._trees:
            commit = self.commits.get(name, self.head)
            held = self.repository.files(commit, self.folder)
            edition = self.ledger.find(name)
            is_composed = edition and edition.documents
            self._trees[name] = self._composed(edition, held) if edition and is_composed else held
        return self._trees[name]

    def _composed(self, edition: Edition, held: Mapping[str, str]) -> dict[str, str]:
        moving = dict(edition.documents)
        kept = self._standing(edition)
        beside = {path: text for path, text in held.items() if not is_document(path)}
        ids = self._ids(kept) | self._ids(documents_in(held))
        places = {name: path for path, name in ids.items()}
        staying = {path: text for path, text in kept.items() if ids[path] not in moving}
        for document in moving:
            if document not in places:
                raise HistoryError("text-misplaced", name=edition.name, id=document)
        moved = {places[document]: text for document, text in moving.items()}
        return {**beside, **staying, **moved}

    def _standing(self, edition: Edition) -> dict[str, str]:
        """The documents as they stand in an edition that moves none of them."""
        before = self.ledger.before(edition.name)
        kept = documents_in(self.tree(before.name)) if before else {}
        if edition.is_draft or before is None:
            return kept
        adopted = self.ledger.until(before.name).in_force
        last = documents_in(self.tree(adopted.name)) if adopted else {}
        names = self._ids(last)
        by_id = {names[path]: (path, text) for path, text in last.items()}
        drafts = [path for path, text in kept.items() if self._is_draft(path, text)]
        ids = self._ids(kept)
        for path in drafts:
            where, text = by_id.get(ids[path], (path, ""))
            if text and not self._is_draft(where, text):
                del kept[path]
                kept[where] = text
        return kept

    def _is_draft(self, path: str, text: str) -> bool:
        """Whether the text of that object is a draft; a text that is lost is told elsewhere."""
        content = self.repository.read([text]).get(text, b"")
        revision = revisions.revision_of(path, content)
        return revision is not None and revision.is_draft

    def documents(self, name: str) -> dict[str, str]:
        """The ids of the texts of an edition's documents, by the ids of these."""
        tree = documents_in(self.tree(name))
        ids = self._ids(tree)
        return {ids[path]: text for path, text in tree.items()}

    def _ids(self, tree: Mapping[str, str]) -> dict[str, str]:
        """The id of the document in each file, by paths; of a text that is lost by its file."""
        missing = {text for text in tree.values() if text not in self._contents}
        self._contents.update(self.repository.read(sorted(missing)))
        return {path: id_in(path, self._contents.get(text, b"")) for path, text in tree.items()}

    def missing(self, name: str) -> tuple[str, ...]:
        """The documents of an edition whose texts this repository does not hold."""
        edition = self.ledger.find(name)
        named = dict(edition.documents) if edition else {}
        held = self.repository.read(named.values())
        return tuple(document for document, text in named.items() if text not in held)

    @cached_property
    def _trees(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """What was read before: editions share most of their files."""
        return {}

    def at(self, commit: str) -> Archive:
        """The same archive as if another commit were checked out."""
        return replace(self, head=commit)

    def corpus(self, name: str, *, internal: bool = False) -> Corpus:
        """The documents of an edition."""
        files = self.files(name)
        pages = {path: files[path] for path in sorted(files) if path.endswith(".md")}
        return corpora.build(pages, internal=internal, grammar=self.grammar, store=self.store)

    def past(
        self,
        work: Corpus,
        ledger: Ledger,
        *,
        internal: bool = True,
        known: KeptCorpora | None = None,
    ) -> Past:
        """What the editions of a ledger hold; those that nobody has committed yet are the work.

        Of what is known already nothing is read again.
        """
        names = tuple(edition.name for edition in ledger.editions)
        kept = Kept() if known is None else known

        @functools.cache
        def read(name: str) -> Corpus:
            key = (internal, self.grammar.name, tuple(sorted(self.tree(name).items())))
            return kept.of(key, lambda: self.corpus(name, internal=internal))

        return Past(names, lambda name: read(name) if name in self.commits else work)


def _unread(name: str) -> None:
    del name


@dataclass(frozen=True)
class Past:
    """The editions that documents may speak of, and what they hold."""

    names: tuple[str, ...] = ()
    documents: Callable[[str], Corpus | None] = _unread
    """What an edition holds; None where it cannot be read here."""

    def text(self, edition: str, document: str) -> Text | None:
        """What an edition has of a document; None where it has none, or cannot be read here."""
        held = self.documents(edition)
        return held.by_id.get(document) if held else None

    def withholds(self, edition: str, document: str) -> bool:
        """Whether an edition has a document that was internal then and was left out."""
        held = self.documents(edition) if edition in self.names else None
        return held is not None and document in held.withheld_ids


KeptCorpora = Kept[tuple[bool, str, tuple[tuple[str, str], ...]], "Corpus"]
"""Documents by whether those that are internal are among them, and the objects of their files."""


PastOf = Callable[["Corpus", Ledger], Past]
"""What earlier editions hold, for the documents of the work and its ledger."""


def past_of(  # noqa: PLR0913  # what of Git, and what is known of it
    docs: Path,
    work: Corpus,
    ledger: Ledger,
    *,
    internal: bool = True,
    known: KeptCorpora | None = None,
    store: Store = NOWHERE,
) -> Past:
    """The editions that the ledger in a folder of documents names, and the work under its name.

    What nobody has committed yet is what the folder holds. Nothing can be read of any edition
    where the history does not tell of them.
    """
    try:
        archive = replace(Archive.committed(docs), store=store)
        return archive.past(work, ledger, internal=internal, known=known)
    except HistoryError:
        return unread_past(work, ledger)


def past_at(  # noqa: PLR0913, PLR0917  # a place in Git, and what is known of it
    repository: Repository,
    folder: str,
    commit: str,
    work: Corpus,
    ledger: Ledger,
    grammar: Grammar = USUAL,
) -> Past:
    """The same where a commit is checked out and nothing else stands in the folder."""
    try:
        return Archive.at_commit(repository, folder, commit, grammar).past(work, ledger)
    except HistoryError:
        return unread_past(work, ledger)


def unread_past(work: Corpus, ledger: Ledger) -> Past:
    """The editions of a ledger by their names alone, and the work under its own."""
    names = tuple(edition.name for edition in ledger.editions)
    return Past(names, lambda name: work if name == urls.WORK else None)


def grammar_for(docs: Path) -> Grammar:
    """How the texts of a folder of documents are written that do not say it.

    Raises SettingsError where the settings beside that folder cannot be read.
    """
    return structures.named(Settings.of_file(docs.parent / CONFIG).structure)


def _folder_in(repository: Repository, docs: Path) -> str:
    return docs.resolve().relative_to(repository.path.resolve()).as_posix()


def _ledgers(repository: Repository, folder: str, head: str) -> Iterator[tuple[str, Ledger]]:
    """Every state of the ledger with the commit that made it, oldest first."""
    path = f"{folder}/{ledgers.FILE}"
    commits = repository.first_parents(head, path)
    contents = repository.read(f"{commit}:{path}" for commit in commits)
    sources = [
        contents.get(f"{commit}:{path}", b"").decode("utf-8", "replace") for commit in commits
    ]
    newest, problems = ledgers.read(sources[-1] if sources else "", path)
    if problems:
        raise HistoryError("ledger", problem=problems)
    for commit, source in zip(commits, sources, strict=True):
        beginning = _beginning(newest, sources[-1], source)
        ledger, faults = (beginning, ()) if beginning else ledgers.read(source, path)
        if not faults:  # what could not be read took no entry back
            yield commit, ledger


def _beginning(ledger: Ledger, whole: str, source: str) -> Ledger | None:
    """The ledger that an earlier source holds, where entries were only ever added below it.

    None where that is not so; reading each state of a long ledger anew would take ever longer.
    """
    if not whole.startswith(source) or whole[len(source) :][:1] not in {"", "\n", "-", "#"}:
        return None
    lines = len(source.splitlines())
    return Ledger(tuple(edition for edition in ledger.editions if edition.line <= lines))


def _refuse_uncommitted(docs: Path, archive: Archive) -> None:
    ledger, problems = ledgers.read_file(docs / ledgers.FILE)
    if problems:
        path = f"{docs.name}/{ledgers.FILE}"
        raise HistoryError("ledger", problem=tuple(problem.at(path) for problem in problems))
    known = {edition.name for edition in archive.ledger.editions}
    for edition in ledger.editions:
        if edition.name not in known:
            is_first = ledgers.FILE not in archive.repository.files(archive.head, archive.folder)
            rule = "uncommitted-first" if is_first else "uncommitted"
            raise HistoryError(rule, name=edition.name, line=edition.line)


def _source(
    repository: Repository, edition: Edition, history: tuple[tuple[str, Ledger], ...]
) -> str:
    """The commit an entry names, or the first one whose ledger holds the entry.

    An entry that was taken back and came again is that of the commit it came again with, and one
    whose texts were refreshed that of the commit that names them.
    """
    if edition.commit:
        named = repository.commit(edition.commit) if _ID_RE.fullmatch(edition.commit) else None
        if named is None:
            raise HistoryError("commit-unknown", name=edition.name, commit=edition.commit)
        return named
    holding = takewhile(
        lambda state: _holds(state[1], edition),
        reversed(history),
    )
    *_, (commit, _) = holding
    return commit


def _holds(ledger: Ledger, edition: Edition) -> bool:
    """Whether a ledger has the entry as it is, the texts that it names included."""
    found = ledger.find(edition.name)
    return found is not None and found.documents == edition.documents


def ledger_at(docs: Path, base: str = "") -> Ledger | None:
    """The ledger where the work on it began; None outside of a repository.

    That is where it parted from the base revision: by default the remote's main branch, or what
    is checked out where there is none. Raises HistoryError for a base that is unknown.
    """
    repository = Repository.containing(docs)
    head = repository.commit("HEAD") if repository else None
    if repository is None or head is None:
        return None
    if base and repository.commit(base) is None:
        raise HistoryError("base-unknown", base=base)
    against = next((name for name in (base, *_BASES) if name and repository.commit(name)), head)
    parted = repository.merge_base(head, against)
    if parted is None:
        raise HistoryError("base-unrelated", base=against)
    name = f"{parted}:{_folder_in(repository, docs)}/{ledgers.FILE}"
    source = repository.read([name]).get(name, b"").decode("utf-8", "replace")
    ledger, _ = ledgers.read(source, ledgers.FILE)
    return ledger
