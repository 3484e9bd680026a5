"""Where a copy goes of what a conversion overwrites: never where a site is built from."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from quyche.corpus import corpora
from quyche.editions import ledgers

FOLDER = "build/ban-cu"
"""Beside a folder of documents: what nobody publishes and Git leaves alone."""
_SETTINGS = "mkdocs.yml"
"""What stands beside a folder of documents."""


def place_for(target: Path, content: bytes) -> Path:
    """A file for the copy of a target with this content, which holds no other copy yet.

    In a folder of its own where the target is among the documents of a site, all files of which
    may be published; else beside the target.
    """
    docs = _docs_around(target)
    inside = target.resolve()
    wanted = docs.parent / FOLDER / inside.relative_to(docs) if docs else target
    named = (
        wanted.with_name(f"{wanted.name}{f'.{number}' if number > 1 else ''}.bak")
        for number in count(1)
    )
    return next(path for path in named if not path.is_file() or path.read_bytes() == content)


def _docs_around(target: Path) -> Path | None:
    """The folder of documents that a file lies in; None for a file from elsewhere."""
    known = corpora.folder_of(target)
    if known:
        return known
    parents = target.resolve().parents
    return next((folder for folder in parents if _is_of_documents(folder)), None)


def _is_of_documents(folder: Path) -> bool:
    return (folder.parent / _SETTINGS).is_file() or (folder / ledgers.FILE).is_file()
