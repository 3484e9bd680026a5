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


def write(folder: Path, carried: Mapping[str, str] | None = None) -> None:
    """Write the manifest of an edition beside its pages.

    It is `{"files": {path: sha256}, "carried": {path: path in the site}}`: those of its pages that
    a page of an older edition makes whole, each with that page.
    """
    (folder / urls.MANIFEST).write_text(as_json(of(folder), carried), encoding="utf-8")


def of(folder: Path) -> Files:
    """The digests of all that a folder holds; the manifest itself aside."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in files
        if path != folder / urls.MANIFEST
    }


def as_json(files: Mapping[str, str], carried: Mapping[str, str] | None = None) -> str:
    """The manifest as its file holds it; the same files always give the same bytes."""
    told = {"files": files, **({"carried": carried} if carried else {})}
    return schemas.as_json("manifest", told, indent=0, sort_keys=True)


def read(content: bytes) -> Files | None:
    """The digests that a manifest holds; None where it is none."""
    try:
        files = json.loads(content)["files"]
        return {str(path): str(value) for path, value in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def carried_in(content: bytes) -> Files:
    """The pages of an edition that older pages make whole, with these; none in older manifests."""
    try:
        return {str(path): str(source) for path, source in json.loads(content)["carried"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def differing(expected: Mapping[str, str], found: Mapping[str, str]) -> tuple[str, ...]:
    """The paths that are missing, changed or added, in order; the manifest itself aside."""
    paths = (expected.keys() | found.keys()) - {urls.MANIFEST}
    return tuple(path for path in sorted(paths) if expected.get(path) != found.get(path))
