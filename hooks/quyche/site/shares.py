"""A build in several jobs: each does a share of the slow work, the last one makes the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import made_by, stored_values, stores
from quyche.errors import RefusedError
from quyche.stored_values import ForeignValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quyche.stores import Store

_SEALED_AS = "share"


@dataclass(frozen=True)
class Shard:
    """One of so many: `2/8`."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Raises ValueError for what is none."""
        number, slash, of = text.partition("/")
        share = cls(int(number), int(of)) if slash else cls(0, 0)
        if not 1 <= share.number <= share.of:
            raise ValueError(text)
        return share

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def has(self, place: int) -> bool:
        """Whether what stands at a place of a list is in it; every place is in just one."""
        return place % self.of == self.number - 1


@dataclass(frozen=True)
class Pack:
    """The finished work of one share, as one file."""

    share: Shard
    sources: str
    """A digest of all that the site is made of."""
    entries: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, share: Shard, sources: str, store: Store) -> Pack:
        """All that a build used or made in a store."""
        found = ((name, store.content(name)) for name in store.used)
        return cls(share, sources, tuple((name, content) for name, content in found if content))

    def write(self, path: Path) -> None:
        """Write it as one file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stores.sealed(_SEALED_AS, stored_values.dumped(self)))

    @classmethod
    def read(cls, path: Path) -> Pack:
        """Raises RefusedError for a file that is none, or not whole."""
        content = stores.unsealed(_SEALED_AS, path.read_bytes())
        try:
            found = stored_values.loaded(content or b"")
        except ForeignValueError:
            found = None
        if not isinstance(found, Pack):
            raise RefusedError("command.share_damaged", path=path)
        return found

    def put(self, store: Store) -> None:
        """Let builds with a store find what is in it."""
        for name, content in self.entries:
            store.put_content(name, content)


def sources_of(config_file: Path, docs: Path) -> str:
    """A digest of all that every share of a site is made of: files, settings, our own code."""
    files = sorted(path for path in docs.rglob("*") if path.is_file())
    told = (part for path in files for part in (str(path.relative_to(docs)), path.read_bytes()))
    return stores.digest_of(made_by.digest(), config_file.read_bytes(), *told)


def whole(paths: Sequence[Path], sources: str) -> tuple[Pack, ...]:
    """The packs in these files, where they are all shares of these sources.

    Raises RefusedError where one is damaged, lost, or made of anything else.
    """
    packs = tuple(_made_of(path, sources) for path in paths)
    counts = sorted({pack.share.of for pack in packs})
    if len(counts) != 1:
        raise RefusedError("command.share_counts", found=", ".join(map(str, counts)) or "0")
    held = {pack.share.number for pack in packs}
    lost = [str(Shard(number, counts[0])) for number in _numbers(counts[0]) if number not in held]
    if lost:
        raise RefusedError("command.share_lost", found=", ".join(lost))
    return packs


def some(paths: Iterable[Path], sources: str) -> tuple[Pack, ...]:
    """The packs in these files, though there may be more; refuses as `whole` does."""
    return tuple(_made_of(path, sources) for path in paths)


def _made_of(path: Path, sources: str) -> Pack:
    pack = Pack.read(path)
    if pack.sources != sources:
        raise RefusedError("command.share_other", path=path, share=pack.share)
    return pack


def _numbers(count: int) -> range:
    return range(1, count + 1)
