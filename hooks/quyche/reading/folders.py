"""Readings of what stands in a folder, and of what a commit holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quyche.corpus import corpora, listings
from quyche.corpus.listings import ListedForm
from quyche.editions import archives
from quyche.errors import HistoryError
from quyche.git import Repository
from quyche.language import structures
from quyche.projects import CONFIG
from quyche.reading.memories import Memory
from quyche.reading.reading import Reading, is_read
from quyche.settings import Settings


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of an edition below a folder, by their paths relative to it; no link is followed.

    Raises UnreadableFileError where the folder is missing.
    """
    corpora.refuse_missing(folder)
    found = (listed for listed in listings.in_folder(folder) if listed.form is ListedForm.FILE)
    paths = [listed.path for listed in found if is_read(listed.path)]
    return {path: (folder / path).read_bytes() for path in paths}


def settings_for(folder: Path) -> Settings:
    """The settings of the site that a folder of documents belongs to."""
    return Settings.of_file(folder.parent / CONFIG)


def in_folder(  # noqa: PLR0913  # each by its name
    folder: Path,
    *,
    files: Mapping[str, bytes] | None = None,
    settings: Settings | None = None,
    base: str | None = "",
    internal: bool = True,
    assume: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> Reading:
    """The work in a folder of documents; with other files as if they stood there.

    Held against the ledger where it parted from a revision, by default the remote's main branch;
    against none where `base` is None. Raises HistoryError for a base that is unknown.
    """
    held = files_in(folder) if files is None else files
    kept = memory or Memory()
    return Reading.of(
        held,
        settings=settings or settings_for(folder),
        base=None if base is None else archives.ledger_at(folder, base),
        past=lambda documents, ledger: archives.past_of(
            folder, documents, ledger, internal=internal, known=kept.past, store=kept.store
        ),
        text_id=lambda path: _text_id(folder, path, held),
        held=lambda texts: _held(Repository.containing(folder), texts),
        internal=internal,
        assume=assume,
        listing=listings.in_folder(folder),
        memory=kept,
    )


def _text_id(folder: Path, path: str, files: Mapping[str, bytes]) -> str:
    repository = Repository.containing(folder)
    if repository is None or path not in files:
        return ""
    place = (folder / path).resolve().relative_to(repository.path.resolve()).as_posix()
    return repository.object_id(files[path], place)


def _held(repository: Repository | None, texts: Iterable[str]) -> frozenset[str]:
    return repository.held(texts) if repository else frozenset(texts)


def past_at(
    repository: Repository, folder: str, commit: str, settings: Settings
) -> archives.PastOf:
    """What the editions hold along the first parents of a commit."""
    grammar = structures.named(settings.structure)
    return lambda work, ledger: archives.past_at(repository, folder, commit, work, ledger, grammar)


def files_at(repository: Repository, folder: str, commit: str) -> dict[str, bytes]:
    """The files of an edition that a commit holds; `folder` is that of the documents there."""
    tree = {path: blob for path, blob in repository.files(commit, folder).items() if is_read(path)}
    contents = repository.read(tree.values())
    for path, blob in tree.items():
        if blob not in contents:
            raise HistoryError("git-object", path=f"{commit[:12]}:{folder}/{path}", id=blob)
    return {path: contents[blob] for path, blob in tree.items()}
