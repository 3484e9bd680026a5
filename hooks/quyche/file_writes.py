"""How several files are written: all of them whole, or none."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write these files in this order, or leave every one as it was.

    Each is written beside its place first and then put there in one go, so that even where the
    machine stops in between no file is half written. Raises OSError where that cannot be done,
    with the file as it is named here.
    """
    targets = {path.resolve(): content for path, content in contents.items()}
    named = {path.resolve(): path for path in contents}
    new: dict[Path, Path] = {}
    old: dict[Path, Path | None] = {}
    placed: list[Path] = []
    try:
        for path, content in targets.items():
            with _naming(named[path]):
                old[path] = _beside(path, path.read_bytes()) if path.exists() else None
                new[path] = _beside(path, content)
        for path, written in new.items():
            placed.append(path)
            with _naming(named[path]):
                written.replace(path)
    except BaseException:
        for path in placed:
            _restore(path, old[path])
        raise
    finally:
        for written in filter(None, [*new.values(), *old.values()]):
            written.unlink(missing_ok=True)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What goes wrong names this file, not the one that is written beside it."""
    try:
        yield
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from fault


def _beside(path: Path, content: bytes) -> Path:
    """A file in the same folder with this content and the same rights."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written


def _restore(path: Path, old: Path | None) -> None:
    if old is None:
        path.unlink(missing_ok=True)
    else:
        old.replace(path)
