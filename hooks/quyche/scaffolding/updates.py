"""A newer product in an organisation's repository, whose own changes stay.

Beside the product the repository keeps each file as the product made it. Held against that, a file
is as it was made and is replaced, or was changed and takes in what is new (three-way, as Git
merges), or was deleted and stays so. Where both sides changed the same lines the organisation's
file stays and the new one is put aside: no mark of a conflict ever stands in a file that runs.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import yaml

from quyche import file_writes, projects
from quyche.errors import HistoryError, RefusedError
from quyche.git import GitError, Repository
from quyche.scaffolding import answers as kept_answers
from quyche.scaffolding import beginnings, products
from quyche.scaffolding.files import files, is_managed
from quyche.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.labels import Labels
    from quyche.scaffolding.answers import Answers
    from quyche.scaffolding.organisations import Organisation
    from quyche.scaffolding.products import Wheel

_MADE = f"{products.FOLDER}/made"
"""Where each file is kept as the product made it last."""
_ASIDE = f"{products.FOLDER}/new"
"""Where a new file waits for somebody who takes over what is in it."""


_LISTS = frozenset({".gitignore"})
"""What is a list of lines, of which both sides may add some at one place."""


_DATA = (".yml", ".json", ".code-snippets")
"""How the names of files end that are data; what YAML reads is more than JSON, not less."""


class Fate(StrEnum):
    """What becomes of one file."""

    ADDED = "added"
    REPLACED = "replaced"
    MERGED = "merged"
    REMOVED = "removed"
    CONFLICT = "conflict"
    """Both changed the same: the organisation's stays, the new one is put aside."""
    KEPT = "kept"
    """The product has it no more, the organisation has changed it."""
    DELETED = "deleted"
    """The product changed it, the organisation had deleted it."""
    WAITING = "waiting"
    """Put aside by an earlier update, and still there."""


@dataclass(frozen=True)
class Update:
    """What an update does; nothing has been written yet."""

    folder: Path
    fates: tuple[tuple[str, Fate], ...]
    """Of the files of which something is to be said, by their paths."""
    contents: Mapping[str, bytes]
    """What is written, by paths from the top."""
    removed: tuple[str, ...]
    is_derived: bool
    """Whether the repository had kept no answers, so that its first commit told them."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing waits for somebody."""
        return not any(fate in {Fate.CONFLICT, Fate.WAITING} for _, fate in self.fates)

    @property
    def does_nothing(self) -> bool:
        """Whether no file changes."""
        return not self.contents and not self.removed

    def write(self) -> None:
        """Do it."""
        for path in self.contents:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        file_writes.write_all({self.folder / path: self.contents[path] for path in self.contents})
        for path in self.removed:
            (self.folder / path).unlink()


def made(organisation: Organisation, product: Wheel, labels: Labels) -> dict[str, bytes]:
    """What a repository keeps from its beginning, so that it can be updated."""
    everything = files(organisation, labels)
    answers = kept_answers.Answers(organisation, product.version)
    kept = {kept_at(path): everything[path] for path in everything if is_managed(path)}
    return {kept_answers.FILE: kept_answers.written(answers, labels), **kept}


def plan(folder: Path, product: Wheel | None, labels: Labels) -> Update:
    """What an update would do; without a product it brings the files of the one that runs.

    Raises RefusedError for an older product than the one there, and for a repository that
    `quyche new` did not make.
    """
    repository = _repository(folder)
    kept = kept_answers.read(repository.path, labels)
    answers = kept or beginnings.answers(repository, labels)
    carried = sorted(folder.glob(f"{products.FOLDER}/quyche-*.whl"))
    version = product.version if product else _newest(carried, answers)
    if products.version(version) < products.version(_newest(carried, answers)):
        there = _newest(carried, answers)
        raise RefusedError(labels("update.older", found=version, there=there))
    base = _made(repository.path) if kept else beginnings.made(repository)
    whole = files(answers.organisation, labels)
    new = {path: content for path, content in whole.items() if is_managed(path)}
    merge = _Merge(repository.path, base, new)
    contents, removed = merge.work()
    contents[kept_answers.FILE] = kept_answers.written(replace(answers, product=version), labels)
    if product:
        contents[f"{products.FOLDER}/{product.name}"] = product.content
        names = (path.name for path in carried if path.name != product.name)
        removed += [f"{products.FOLDER}/{name}" for name in names]
    changed = {path: contents[path] for path in contents if _has(folder, path) != contents[path]}
    return Update(folder, tuple(merge.fates), changed, tuple(removed), is_derived=kept is None)


def _newest(carried: list[Path], answers: Answers) -> str:
    """The version that is there: of the product that is carried, or of which the files are."""
    names = [products.version_of(path.name) for path in carried]
    return max((*names, answers.product), key=products.version)


def other_host(folder: Path, labels: Labels) -> tuple[str, str] | None:
    """The host that the settings name and the one that was answered, where they differ.

    Files are those of the one that was answered: the settings alone change none.
    """
    kept = kept_answers.read(folder, labels)
    told = Settings.of_file(folder / projects.CONFIG).host
    if kept is None or not told or told == kept.organisation.host:
        return None
    return told, kept.organisation.host


def refuse_unfinished(folder: Path, labels: Labels) -> None:
    """Refuse work that is not committed: there would be no way back from an update."""
    listed = _repository(folder).run("status", "--porcelain", "--untracked-files=all").splitlines()
    if listed:
        raise RefusedError(labels("update.dirty", path=listed[0][3:], count=len(listed)))


def _repository(folder: Path) -> Repository:
    repository = Repository.containing(folder)
    if repository is None or repository.path.resolve() != folder.resolve():
        raise HistoryError("no-repository", path=folder)
    return repository


def kept_at(path: str) -> str:
    """Where a file is kept; Git takes nothing there for a file of its own."""
    return f"{_MADE}/{_shown(path)}"


def aside_of(path: str) -> str:
    """Where a file is put aside."""
    return f"{_ASIDE}/{_shown(path)}"


def _shown(path: str) -> str:
    parts = PurePosixPath(path).parts
    return "/".join(f"dot-{part[1:]}" if part.startswith(".") else part for part in parts)


def _made(folder: Path) -> dict[str, bytes]:
    top = folder / _MADE
    listed = (path for path in sorted(top.rglob("*")) if path.is_file() and not path.is_symlink())
    return {_hidden(path.relative_to(top)): path.read_bytes() for path in listed}


def _hidden(path: Path) -> str:
    return "/".join(
        f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part for part in path.parts
    )


def _has(folder: Path, path: str) -> bytes | None:
    """What a file holds; None where there is none, or what is there is no file of this folder."""
    place = folder / path
    return place.read_bytes() if place.is_file() and not _is_linked(folder, path) else None


def _is_linked(folder: Path, path: str) -> bool:
    place = folder / path
    around = (place, *(one for one in place.parents if one.is_relative_to(folder)))
    return any(one.is_symlink() for one in around if one != folder)


def _plain(content: bytes) -> bytes:
    """A text whose lines end as ours do."""
    return content.replace(b"\r\n", b"\n")


class _Merge:
    """What becomes of every file, and what is written for it."""

    def __init__(self, folder: Path, base: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
        self.folder, self.base, self.new = folder, base, new
        self.fates: list[tuple[str, Fate]] = []
        self.contents: dict[str, bytes] = {}
        self.removed: list[str] = []

    def work(self) -> tuple[dict[str, bytes], list[str]]:
        for path in sorted(self.base.keys() | self.new.keys()):
            if fate := self._fate(path):
                self.fates.append((path, fate))
            self._keep(path)
        return self.contents, self.removed

    def _keep(self, path: str) -> None:
        """The next update is held against what is new now."""
        if path in self.new:
            self.contents[kept_at(path)] = self.new[path]
        elif _has(self.folder, kept_at(path)) is not None:
            self.removed.append(kept_at(path))

    def _fate(self, path: str) -> Fate | None:
        base, new = self.base.get(path), self.new.get(path)
        aside = aside_of(path)
        waits = _has(self.folder, aside) is not None
        if waits and (new is None or _has(self.folder, path) == new):  # taken over
            self.removed.append(aside)
            waits = False
        elif waits and new is not None:
            self.contents[aside] = new
        if base == new:
            return Fate.WAITING if waits else None
        fate = self._changed(path, base, new)
        if fate is Fate.CONFLICT and new is not None:
            self.contents[aside] = new
        return Fate.WAITING if waits and fate is not Fate.CONFLICT else fate

    def _changed(self, path: str, base: bytes | None, new: bytes | None) -> Fate | None:
        """What becomes of a file that the product changed."""
        place = self.folder / path
        if not place.exists() and not place.is_symlink():
            return self._absent(path, base, new)
        own = _has(self.folder, path)  # nothing where a link or a folder stands
        if own is not None and base is not None and _plain(own) == _plain(base):
            return self._replaced(path, new)
        if new is None:
            return Fate.KEPT
        if own is not None and _plain(own) == _plain(new):
            return None
        merged = None if own is None or base is None else merge(path, own, base, new)
        if merged is None:
            return Fate.CONFLICT
        self.contents[path] = merged
        return Fate.MERGED

    def _absent(self, path: str, base: bytes | None, new: bytes | None) -> Fate | None:
        if new is None:
            return None
        if base is not None:
            return Fate.DELETED
        if _is_linked(self.folder, path):
            return Fate.CONFLICT
        self.contents[path] = new
        return Fate.ADDED

    def _replaced(self, path: str, new: bytes | None) -> Fate:
        if new is None:
            self.removed.append(path)
            return Fate.REMOVED
        self.contents[path] = new
        return Fate.REPLACED


def merge(path: str, own: bytes, base: bytes, new: bytes) -> bytes | None:
    """A file with both sides' changes; None where they touch each other or it is none any more."""
    with tempfile.TemporaryDirectory() as place:
        sides = {"own": own, "base": base, "new": new}
        for name, content in sides.items():
            (Path(place) / name).write_bytes(_plain(content))
        try:
            how = ("--union",) if path in _LISTS else ()
            said = Repository(Path(place)).run("merge-file", "-p", "--quiet", *how, *sides)
        except GitError:
            return None
    merged = said.encode("utf-8", "surrogateescape")
    was_data = path.endswith(_DATA) and _is_yaml(new)
    return merged if not was_data or _is_yaml(merged) else None


def _is_yaml(content: bytes) -> bool:
    """Whether it can be read, with no name twice at one place."""
    try:
        nodes = list(_nodes(yaml.compose(content, yaml.SafeLoader)))
    except (yaml.YAMLError, ValueError):
        return False
    keys = ([key.value for key, _ in node.value] for node in nodes)
    return all(len(names) == len(set(map(str, names))) for names in keys)


def _nodes(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _nodes(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _nodes(value)
