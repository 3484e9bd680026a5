"""Finished work kept between runs, by the digest of all that it was made of; files and no more.

An entry is written beside its place and put there in one go. One that is damaged, cut short or
forged is as good as none: its digest does not fit, or it holds what is none of our values.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quyche import made_by, stored_values
from quyche.stored_values import ForeignValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Part = str | bytes

VARIABLE, SIZE_VARIABLE = "QUYCHE_STORE", "QUYCHE_STORE_MB"
"""The variables of the environment that say where it lies, or that there is none; how large."""
OFF = ("off", "0", "no")
USUAL_SIZE = 2_000_000_000
"""Bytes that a store may take where nothing else is said."""
_SIGN = b"quyche store 1\n"
_DIGEST = 20
_QUICK = 1  # of zlib: what takes longest is never to be the writing of entries
_FRESH = 3600.0  # seconds in which a use of an entry need not be noted again
_LEFT = 0.8  # of the size, once what was used longest ago had to go
_TEMPORARY = ".new"
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Store:
    """Entries by kind and key; one without a folder keeps nothing, and everything is made."""

    folder: Path | None = None
    size: int = USUAL_SIZE
    """Bytes that it may take; what was used longest ago goes first."""
    _used: dict[str, None] = field(default_factory=dict, compare=False, repr=False)
    _written: list[int] = field(default_factory=list, compare=False, repr=False)

    @classmethod
    def usual(cls, project: Path) -> Store:
        """Where the environment says, or among the user's caches.

        In the build folder of a project where that cannot be written; nowhere where the
        environment says that there is none.
        """
        said = os.environ.get(VARIABLE, "").strip()
        if said.lower() in OFF:
            return cls()
        size = _size(os.environ.get(SIZE_VARIABLE, ""))
        home = os.environ.get("XDG_CACHE_HOME", "")
        caches = Path(home) if Path(home).is_absolute() else Path("~/.cache").expanduser()
        places = (Path(said),) if said else (caches / "quyche", project / "build" / "store")
        return next((cls(place, size) for place in places if _is_writable(place)), cls())

    @cached_property
    def _made_by(self) -> bytes:
        return made_by.digest()

    def name_of(self, kind: str, key: Iterable[Part]) -> str:
        """What an entry is called: by its kind and all that it is made of, our own code first."""
        return f"{kind}-{digest_of(self._made_by, kind, *key)}"

    def of(self, kind: str, key: Iterable[Part], make: Callable[[], _Value]) -> _Value:
        """The value for a key; made, and kept, only where it is not there."""
        if self.folder is None:
            return make()
        name = self.name_of(kind, key)
        found = self.value(name)
        if found is not None:
            return found  # type: ignore[return-value]  # what was put under its name
        made = make()
        self.put(name, made)
        return made

    def value(self, name: str) -> object | None:
        """The value under a name; None where there is none that can be used."""
        content = self.content(name)
        if content is None:
            return None
        try:
            return stored_values.loaded(zlib.decompress(content))
        except (zlib.error, ForeignValueError):
            return None

    def put(self, name: str, value: object) -> None:
        """Keep a value; nothing where it is none of those that can be kept."""
        if self.folder is None:
            return
        try:
            content = stored_values.dumped(value)
        except ForeignValueError:
            return
        self.put_content(name, zlib.compress(content, _QUICK))

    # What entries are made of

    def content(self, name: str) -> bytes | None:
        """The bytes of an entry, whole; None where there is none, or a damaged one."""
        if self.folder is None:
            return None
        place = self._place(self.folder, name)
        with contextlib.suppress(OSError):
            content = unsealed(name, place.read_bytes())
            if content is not None:
                self._used[name] = None
                _note_use(place)
            return content
        return None

    def put_content(self, name: str, content: bytes) -> None:
        """Keep bytes as an entry; what cannot be written is not kept."""
        if self.folder is None:
            return
        place = self._place(self.folder, name)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, sealed(name, content))
            self._used[name] = None
            self._written.append(len(content))
            if sum(self._written) > self.size // 4:
                self.trim()

    @property
    def used(self) -> tuple[str, ...]:
        """The names of all entries that this run read or wrote, in order."""
        return tuple(sorted(self._used))

    def trim(self) -> None:
        """Let go what was used longest ago, where more lies there than may."""
        if self.folder is None or not self._written:
            return
        self._written.clear()
        entries = sorted(_entries(self.folder))
        total = sum(size for _, size, _ in entries)
        if total <= self.size:
            return
        for _, size, path in entries:
            if total <= self.size * _LEFT:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size

    @staticmethod
    def _place(folder: Path, name: str) -> Path:
        kind, _, digest = name.rpartition("-")
        return folder / kind / digest[:2] / digest[2:]


NOWHERE = Store()
"""Keeps nothing."""


def digest_of(*parts: Part) -> str:
    """One digest of several texts or bytes; no two lists of them have the same."""
    digest = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def sealed(name: str, content: bytes) -> bytes:
    """Bytes with what tells whether they are whole and lie under their own name."""
    return b"".join((_SIGN, bytes.fromhex(digest_of(name, content)), content))


def unsealed(name: str, entry: bytes) -> bytes | None:
    """The bytes that were sealed; None where they are not what they were."""
    start = len(_SIGN) + _DIGEST
    content = entry[start:]
    return content if entry[:start] == sealed(name, content)[:start] else None


def _size(said: str) -> int:
    return int(said) * 1_000_000 if said.strip().isdigit() else USUAL_SIZE


def _is_writable(folder: Path) -> bool:
    """Whether entries can be put there, which may be a place that is still to be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _write(place: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, suffix=_TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _note_use(place: Path) -> None:
    now = time.time()
    if now - place.stat().st_mtime > _FRESH:
        os.utime(place, (now, now))


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When each was used last, how large it is, and where it lies; what was left half done too."""
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            told = path.stat()
            if path.is_file() and not _is_being_written(path, told.st_mtime):
                yield told.st_mtime, told.st_size, path


def _is_being_written(path: Path, since: float) -> bool:
    return path.suffix == _TEMPORARY and time.time() - since < _FRESH
