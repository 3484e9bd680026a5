"""Everything that lies in a folder of documents, on disk or in Git, links never followed."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path
from typing import IO

from quyche.git import LINK, SUBMODULE, Repository


class ListedForm(Enum):
    """What lies at a path."""

    FILE = "file"
    LINK = "link"
    """To a file or a folder, be it there or not."""
    OTHER = "other"
    """A device or a pipe on disk, a repository in a repository in Git."""


def _nothing() -> IO[bytes]:
    return io.BytesIO()


@dataclass(frozen=True)
class Listed:
    """One thing in the folder that is no folder itself."""

    path: str
    """Below the folder of documents."""
    form: ListedForm = ListedForm.FILE
    open: Callable[[], IO[bytes]] = field(default=_nothing, compare=False)
    """What it holds, to be read and closed."""


Listing = tuple[Listed, ...]


def in_folder(folder: Path) -> Listing:
    """What lies on disk, in the order of paths; raises UnreadableFileError for no such folder."""
    return tuple(sorted(_walked(folder), key=lambda listed: listed.path))


def _walked(folder: Path) -> Iterator[Listed]:
    for top, folders, names in os.walk(folder, followlinks=False):
        linked = [name for name in folders if Path(top, name).is_symlink()]
        for name in (*linked, *names):
            path = Path(top, name)
            place = path.relative_to(folder).as_posix()
            yield Listed(place, _form_of(path), partial(_opened_on_disk, path))


def _opened_on_disk(path: Path) -> IO[bytes]:
    return path.open("rb")


def _form_of(path: Path) -> ListedForm:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return ListedForm.LINK
    return ListedForm.FILE if stat.S_ISREG(mode) else ListedForm.OTHER


def at_commit(repository: Repository, folder: str, commit: str) -> Listing:
    """What a commit holds below a folder."""
    return tuple(
        Listed(path, _IN_GIT.get(mode, ListedForm.FILE), partial(_opened, repository, name))
        for path, (mode, name) in repository.listing(commit, folder).items()
    )


_IN_GIT = {LINK: ListedForm.LINK, SUBMODULE: ListedForm.OTHER}
"""What is no file, by the mode it has in Git."""


def _opened(repository: Repository, name: str) -> IO[bytes]:
    return io.BytesIO(repository.read([name]).get(name, b""))
