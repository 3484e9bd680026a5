"""What makes a site, as one digest: our own files, Python, and every package beside them."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = Path(__file__).parent
_THEME = "overrides"
"""Beside the library in its own repository; within it once it is installed."""
_PACKAGES = (".dist-info", ".egg-info")


@cache
def digest() -> bytes:
    """Of the content of our files, and of the names and versions of all that is installed."""
    found = hashlib.blake2b(digest_size=20)
    for part in (sys.version, unicodedata.unidata_version, *_packages(), *_files()):
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.digest()


def _packages() -> Iterator[str]:
    """Folders that say what is installed, which are called by the version of it."""
    for place in dict.fromkeys(sys.path):
        folder = Path(place)
        if folder.is_dir():
            names = (one.name for one in os.scandir(folder))
            yield from sorted(name for name in names if name.endswith(_PACKAGES))


def _files() -> Iterator[str | bytes]:
    theme = _OURS.parent.parent / _THEME
    for top in (_OURS, theme):
        for path in sorted(_below(top)):
            yield path.relative_to(top).as_posix()
            yield path.read_bytes()


def _below(top: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(top):
        folders[:] = [one for one in folders if one != "__pycache__"]
        yield from (Path(folder, name) for name in files)
