"""Folders to work in for a while, also cleared away after a run that was killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import stat
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "quyche-"
LOCK = "in-use"
"""The file in each folder that is locked for as long as the process lives that works there."""
STALE = 6 * 3600.0
"""How old, in seconds, a folder is at least that is cleared away: no run takes as long."""
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def opened(parent: Path | None = None) -> Iterator[Path]:
    """An empty folder, below the parent or where the system has such folders; gone afterwards.

    What runs left behind there that were killed long ago is cleared away first.
    """
    clear(parent or Path(tempfile.gettempdir()))
    made: list[Path] = []
    try:
        with _deferred():
            made.append(Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent)))
        (folder,) = made
        with (folder / LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the system gives it up, however the process ends
            (folder / "work").mkdir()
            yield folder / "work"
    finally:
        with _deferred():
            for folder in made:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _deferred() -> Iterator[None]:
    """Ctrl+C waits until a folder is there, or gone, whole."""
    was = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(was):
        yield
        return
    came: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, was)
        if came:
            was(signal.SIGINT, None)


def clear(parent: Path) -> None:
    """Delete the folders in which nobody works any more; what cannot be deleted stays."""
    for folder in parent.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            _clear(folder)


def _clear(folder: Path) -> None:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or _is_young(found):
        return
    try:
        lock = os.open(folder / LOCK, _READ)
    except FileNotFoundError:
        folder.rmdir()  # which only an empty one lets us do: killed before it was locked
        return
    try:
        if not _is_young(os.fstat(lock)):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails where somebody works there
            shutil.rmtree(folder)
    finally:
        os.close(lock)


def _is_young(found: os.stat_result) -> bool:
    return time.time() - found.st_mtime < STALE
