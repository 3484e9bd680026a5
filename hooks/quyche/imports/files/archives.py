"""The parts of a packed file: how many there may be, and how large they may become."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quyche.imports.files import limits
from quyche.imports.files.limits import BeyondLimitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What the standards of office files permit; another may take any memory to unpack."""
_ENCRYPTED = 0x1
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(ValueError, NotImplementedError, RuntimeError),
)
"""What unpacking raises, as the library does not say."""


def parts_of(source: bytes, is_wanted: Callable[[str], bool]) -> Mapping[str, bytes]:
    """The wanted parts of an archive by their names, each unpacked and true to its checksum.

    Raises BeyondLimitError for an archive with too much in it, or with what no office file has.
    """
    with _readable(), zipfile.ZipFile(io.BytesIO(source)) as archive:
        entries = archive.infolist()
        wanted = [entry for entry in entries if is_wanted(entry.filename)]
        _check(entries, wanted)
        return {entry.filename: archive.read(entry) for entry in wanted}


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _BROKEN as fault:
        raise BeyondLimitError("kinds.cut_archive") from fault


def _check(entries: list[zipfile.ZipInfo], wanted: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.MOST_ENTRIES:
        raise BeyondLimitError("entries", found=len(entries), most=limits.MOST_ENTRIES)
    names = Counter(entry.filename for entry in wanted)
    if twice := [name for name, count in names.items() if count > 1]:
        raise BeyondLimitError("part_twice", found=twice[0])
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise BeyondLimitError("kinds.encrypted")
    for entry in wanted:
        _check_part(entry)
    _check_unpacked(sum(entry.file_size for entry in wanted))


def _check_part(entry: zipfile.ZipInfo) -> None:
    if entry.compress_type not in _METHODS:
        raise BeyondLimitError("method", found=entry.filename)
    is_large = entry.file_size > limits.LEAST_SUSPECT_BYTES
    if is_large and entry.file_size > limits.MOST_RATIO * max(entry.compress_size, 1):
        ratio = entry.file_size // max(entry.compress_size, 1)
        raise BeyondLimitError("ratio", found=entry.filename, ratio=ratio, most=limits.MOST_RATIO)


def _check_unpacked(size: int) -> None:
    if size > limits.MOST_UNPACKED_BYTES:
        million = 1_000_000
        most = limits.MOST_UNPACKED_BYTES // million
        raise BeyondLimitError("unpacked", found=size // million, most=most)
