"""The branch that is published: whole editions, added with mike; the only module that knows it."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mike import commands
from mike.git_utils import Commit, FileInfo
from mike.git_utils import GitError as MikeError

from quyche import urls
from quyche.editions.records import EditionRecord
from quyche.errors import HistoryError
from quyche.git import INHERITED, GitError
from quyche.offline import browser_copies
from quyche.publishing import carried_pages, manifests
from quyche.publishing.carried_pages import PagesBefore
from quyche.publishing.roots import Roots
from quyche.searching.search_before import SearchBefore
from quyche.searching.search_indexes import segments_in
from quyche.texts.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.editions.ledgers import Edition
    from quyche.git import Repository
    from quyche.labels import Labels

_PUBLISHED = "Publish "
"""How the message of the commit begins that adds an edition."""
_LISTED = "List "
"""How the message of the commit begins that ends each publishing of an edition."""
_NOBODY = ("Quyche", "quyche@localhost")
"""Who publishes where Git knows no name."""


@dataclass(frozen=True)
class Parcel:
    """An edition ready to be published."""

    record: EditionRecord
    folder: Path
    """Its pages, small where an older edition has them."""
    whole: Path
    """Those pages as readers see them."""
    shared: Path
    """What it shares with others, at the place below this folder that its record names."""
    site_url: str
    withheld: frozenset[str] = frozenset()
    """The ids of documents of which nothing that speaks of all editions may speak."""


@dataclass(frozen=True)
class Branch:
    """A branch in a repository of our own, where nobody else sees what is half done."""

    stage: Repository
    name: str

    @property
    def tip(self) -> str:
        """The id of its newest commit; empty where there is no such branch yet."""
        return self.stage.commit(f"refs/heads/{self.name}") or ""

    @property
    def tree(self) -> str:
        """The id of all that it holds; empty where there is no such branch yet."""
        return self.stage.object(f"refs/heads/{self.name}^{{tree}}") or ""

    def records(self) -> dict[str, EditionRecord]:
        """The records of all editions on it, by their names."""
        tree = self.tree
        if not tree:
            return {}
        listed = self.stage.run("ls-tree", "-d", "-z", "--name-only", tree)
        names = [name for name in listed.split("\0") if name]
        found = self.stage.read(f"{tree}:{name}/{urls.RECORD}" for name in names)
        kept = {name: _record(name, content) for name, content in found.items()}
        own = (one for name, one in kept.items() if _folder_of(name) == one.name)
        return {record.name: record for record in own}

    def search_before(self, edition: str) -> SearchBefore:
        """What a search may build on that follows this edition; nothing where it has none."""
        tree = self.tree
        if not tree:
            return SearchBefore()
        held = self.stage.tree(tree, urls.SEARCH)
        name = f"{tree}:{edition}/{urls.SEARCH_INDEX}"
        content = self.stage.read([name] if edition else []).get(name)
        try:
            segments = segments_in(content.decode()) if content else ()
        except ValueError:  # made by another release
            segments = ()
        return SearchBefore(segments, frozenset(path.removesuffix(".json") for path in held))

    def pages_before(self, older: Sequence[Edition]) -> PagesBefore:
        """What the pages of an edition may be made of: older ones, the oldest first, hold it.

        The one it follows is looked at, and what was in force.
        """
        adopted = [edition for edition in older if not edition.is_draft]
        likely = dict.fromkeys(edition.name for edition in (*older[-1:], *adopted[-1:]))
        titles = {edition.name: edition.title for edition in older}
        return PagesBefore(tuple(likely), titles, self._read)

    def _read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Files by their paths; what is not there is left out."""
        tree = self.tree
        if not tree:
            return {}
        found = self.stage.read(f"{tree}:{path}" for path in paths)
        return {name.partition(":")[2]: content for name, content in found.items()}

    def restore(self) -> tuple[str, ...]:
        """Put back what somebody changed or took away since the branch was published on last.

        The names at its top that were, each a folder or a file; what somebody added beside them
        stays. Nothing where the branch's history no longer tells what was published.
        """
        expected = self._as_published()
        now = self.stage.entries(self.tip) if self.tip else {}
        damaged = tuple(name for name, entry in expected.items() if now.get(name) != entry)
        if damaged:
            message = f"Restore {' '.join(damaged)}"
            self.stage.rewrite(self.name, {**now, **expected}, message, _committer(self.stage))
        return damaged

    def _as_published(self) -> dict[str, str]:
        """What stood at the top after the newest commit that ended a publishing.

        Such a commit follows the one that published the same edition; no message that somebody
        writes by hand makes a commit one of ours.
        """
        commits = list(self.stage.subjects(self.tip)) if self.tip else []
        for (commit, subject), (_, before) in pairwise(commits):
            name = subject.removeprefix(_LISTED)
            if name != subject and before.startswith(f"{_PUBLISHED}{name} from "):
                return self.stage.entries(commit)
        return {}

    def broken(self) -> dict[str, tuple[str, ...]]:
        """The editions whose files are not those of their manifests, with the paths that differ.

        None where the branch's history tells what was published.
        """
        if self._as_published():
            return {}  # it was restored to that
        found = {name: self._differing(name) for name in self.records()}
        return {name: paths for name, paths in found.items() if paths}

    def _differing(self, name: str) -> tuple[str, ...]:
        held = self.stage.tree(f"{self.tree}", name)
        contents = self.stage.read(held.values())
        digests = {path: digest(contents[blob]) for path, blob in held.items()}
        expected = manifests.read(contents.get(held.get(urls.MANIFEST, ""), b""))
        return () if expected is None else manifests.differing(expected, digests)

    def add(self, parcel: Parcel, labels: Labels) -> None:
        """Add an edition, or render it anew, and bring up to date what speaks of all of them.

        Raises GitError where that cannot be written; the branch is then to be fetched again.
        """
        record = parcel.record
        records = {**self.records(), record.name: record}
        roots = Roots.of(records, parcel.site_url, labels, parcel.withheld)
        with _inside(self.stage):
            try:
                self._deploy(parcel, roots.aliases_of(record.name))
                self._finish(parcel, roots)
            except (OSError, MikeError) as fault:
                raise GitError(f"{record.name}: {' '.join(str(fault).split())}") from fault

    def _deploy(self, parcel: Parcel, aliases: tuple[str, ...]) -> None:
        record = parcel.record
        with commands.deploy(
            {"site_dir": str(parcel.folder), "use_directory_urls": True},
            record.name,
            record.title,
            list(aliases),
            update_aliases=True,
            alias_type=commands.AliasType.copy,
            branch=self.name,
            message=f"{_PUBLISHED}{record.name} from {record.commit}",
            allow_empty=True,
            set_props=[("status", record.kind), ("date", record.date)],
        ):
            pass  # it is built already

    def _finish(self, parcel: Parcel, roots: Roots) -> None:
        """What mike does not know: the shared files, and the files that speak of all editions."""
        moved = dict(self._moved_aliases(roots))
        with Commit(self.name, f"{_LISTED}{parcel.record.name}", allow_empty=True) as commit:
            if roots.draft is None:
                commit.delete_files([urls.DRAFT])
            commit.delete_files([*moved, *roots.withdrawn()])
            for alias, pages in moved.items():
                for place, content in pages.items():
                    commit.add_file(FileInfo(f"{alias}/{place}", content))
            for name, beside in self._beside(parcel, roots):
                commit.add_file(FileInfo(name, beside))

    def _beside(self, parcel: Parcel, roots: Roots) -> Iterator[tuple[str, bytes | str]]:
        """The files beside all editions, and the whole pages of an alias, by their paths."""
        for path, content in _files_in(parcel.whole):
            for alias in roots.aliases_of(parcel.record.name):  # no reader there needs a script
                yield f"{alias}/{path}", content
        yield from _files_in(parcel.shared)
        yield from roots.files()
        page = self._page_for_lost(roots)
        if page is not None:
            yield urls.LOST, page
        if roots.in_force:
            listed = self._offline_list(roots.in_force, parcel)
            yield f"{urls.OFFLINE}/{urls.OFFLINE_LIST}", listed

    def _moved_aliases(self, roots: Roots) -> Iterator[tuple[str, dict[str, bytes]]]:
        """The aliases that go to an edition published before, with its files by their paths.

        When a round is adopted, the newest open draft may be an older one of another round.
        """
        names = (name for pair in roots.aliases for name in pair)
        kept = self.stage.at(self.tree, (f"{name}/{urls.RECORD}" for name in names))
        for alias, owner in roots.aliases:
            record, own = (kept.get(f"{name}/{urls.RECORD}") for name in (alias, owner))
            if own and record != own:
                yield alias, self._whole(owner)

    def _whole(self, name: str) -> dict[str, bytes]:
        """The files of an edition by their paths, its pages as readers see them."""
        held = self.stage.tree(self.tree, name)
        contents = self.stage.read(held.values())
        files = {path: contents[blob] for path, blob in held.items()}
        for path in manifests.carried_in(files.get(urls.MANIFEST, b"")):
            shown = carried_pages.whole(f"{name}/{path}", files[path], self._read)
            if shown is None:
                raise HistoryError("damaged", name=name, branch=self.name, paths=path)
            files[path] = shown
        return files

    def _offline_list(self, record: EditionRecord, parcel: Parcel) -> str:
        """What a browser keeps of the edition in force; what the parcel adds is there by then."""
        sizes = dict(self._sizes(*browser_copies.beside(record)))
        own = (path for path in parcel.shared.rglob("*") if path.is_file())
        sizes |= {path.relative_to(parcel.shared).as_posix(): path.stat().st_size for path in own}
        search, manifest = (f"{record.name}/{name}" for name in (urls.SEARCH_INDEX, urls.MANIFEST))
        read = self._read((search, manifest))
        carried = manifests.carried_in(read.get(manifest, b"")).values()
        sizes |= dict(self._sizes(*carried)) if carried else {}
        index = read.get(search, b"").decode("utf-8", "replace")
        return browser_copies.list_of(record, sizes, index, carried)

    def _sizes(self, *places: str) -> Iterator[tuple[str, int]]:
        """The path and the size in bytes of each of some files, and of those below folders."""
        listed = self.stage.run("ls-tree", "-r", "-l", "-z", self.tree, "--", *places)
        for entry in filter(None, listed.split("\0")):
            described, _, path = entry.partition("\t")
            yield path, int(described.split()[3])

    def _page_for_lost(self, roots: Roots) -> bytes | None:
        """What to show for an address that leads nowhere: as the edition in force has it."""
        name = f"{self.tree}:{roots.lost_page}"
        page = self.stage.read([name]).get(name)
        return None if page is None else roots.as_lost(page)


def _files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All files below a folder, by their paths from there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _folder_of(name: str) -> str:
    """The folder of a record's file: an alias of an edition holds its record, too."""
    return name.partition(":")[2].partition("/")[0]


def _record(name: str, content: bytes) -> EditionRecord:
    try:
        return EditionRecord.from_json(content)
    except ValueError as fault:
        _, _, path = name.partition(":")
        raise HistoryError("record-broken", path=path, reason=fault) from fault


@contextlib.contextmanager
def _inside(stage: Repository) -> Iterator[None]:
    """Mike runs Git in the current folder and asks the environment who it is."""
    name, email = _committer(stage)
    chosen: dict[str, str | None] = dict.fromkeys(INHERITED)
    chosen |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}
    before = {variable: os.environ.get(variable) for variable in chosen}
    try:
        _set(chosen)
        with contextlib.chdir(stage.path):
            yield
    finally:
        _set(before)


def _committer(stage: Repository) -> tuple[str, str]:
    try:
        told = stage.run("var", "GIT_COMMITTER_IDENT")
    except GitError:
        return _NOBODY
    name, _, rest = told.partition(" <")
    return name, rest.partition(">")[0]


def _set(variables: dict[str, str | None]) -> None:
    for variable, value in variables.items():
        if value is None:
            os.environ.pop(variable, None)
        else:
            os.environ[variable] = value
