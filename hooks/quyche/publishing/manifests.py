"""The digest of every file of a published edition, and whether what is published still has it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quyche import schemas, urls
from quyche.texts.digests import digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Files = dict[str, str]
"""The SHA-256 of each file, by its path in the folder of the edition."""


def write(folder: Path) -> None:
    """Write the manifest of an edition beside its pages: `{"files": {path: sha256}}`."""
    (folder / urls.MANIFEST).write_text(as_json(of(folder)), encoding="utf-8")


def of(folder: Path) -> Files:
    """The digests of all that a folder holds; the manifest itself aside."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in files
        if path != folder / urls.MANIFEST
    }


def as_json(files: Mapping[str, str]) -> str:
    """The manifest as its file holds it; the same files always give the same bytes."""
    return schemas.as_json("manifest", {"files": files}, indent=0, sort_keys=True)


def read(content: bytes) -> Files | None:
    """The digests that a manifest holds; None where it is none."""
    try:
        files = json.loads(content)["files"]
        return {str(path): str(value) for path, value in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def differing(expected: Mapping[str, str], found: Mapping[str, str]) -> tuple[str, ...]:
    """The paths that are missing, changed or added, in order; the manifest itself aside."""
    paths = (expected.keys() | found.keys()) - {urls.MANIFEST}
    return tuple(path for path in sorted(paths) if expected.get(path) != found.get(path))
