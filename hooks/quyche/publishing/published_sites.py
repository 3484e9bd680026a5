"""A published site on disk: the editions it lists, and what it says of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.records import EditionRecord
from quyche.errors import UnreadableFileError
from quyche.publishing import carried_pages, manifests

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from quyche.git import Repository
    from quyche.publishing.manifests import Files

_SITEMAP_OF = "Sitemap: "


@dataclass(frozen=True)
class PublishedSite:
    """A published site on disk."""

    folder: Path

    def versions(self) -> dict[str, tuple[str, ...]]:
        """The editions it lists, with their aliases; raises UnreadableFileError for no list."""
        path = self.folder / urls.VERSIONS
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            return {row["version"]: tuple(row["aliases"]) for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise UnreadableFileError("verify.no_site", path=path) from fault

    def record(self, name: str) -> EditionRecord | None:
        """What the site says of an edition; None where it cannot be read, or is of another."""
        try:
            record = EditionRecord.from_json((self.folder / name / urls.RECORD).read_bytes())
        except (OSError, ValueError, TypeError):
            return None
        return record if record.name == name else None

    def work_commit(self, repository: Repository) -> str | None:
        """What the work that goes on was published from.

        Empty where that was not committed, None where it is not told or not known.
        """
        record = self.record(urls.WORK)
        written = record.commit if record else None
        return repository.commit(written) if written else written

    def has_manifest(self, name: str) -> bool:
        """Whether there is one for an edition, be it right or wrong."""
        return (self.folder / name / urls.MANIFEST).is_file()

    def manifest(self, name: str) -> Files | None:
        """The digests of an edition's files as published; None where none are told."""
        path = self.folder / name / urls.MANIFEST
        return manifests.read(path.read_bytes()) if path.is_file() else None

    def carried(self, name: str) -> Files:
        """The pages of an edition that older pages make whole, with these."""
        return manifests.carried_in(self.content(f"{name}/{urls.MANIFEST}") or b"")

    def content(self, path: str) -> bytes | None:
        """A file; None where there is none."""
        file = self.folder / path
        return file.read_bytes() if file.is_file() else None

    def page(self, path: str) -> bytes | None:
        """A page as readers see it, whatever it is made of; None where there is none to see."""
        content = self.content(path)
        return None if content is None else carried_pages.whole(path, content, self._read)

    def _read(self, paths: Iterable[str]) -> dict[str, bytes]:
        found = ((path, self.content(path)) for path in paths)
        return {path: content for path, content in found if content is not None}

    def paths(self, below: str = "") -> frozenset[str]:
        """The paths of all files below a folder, relative to the site."""
        found = (path for path in (self.folder / below).rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in found)

    @property
    def address(self) -> str:
        """Where it says that it is to be found; empty where it does not."""
        told = (self.content(urls.ROBOTS) or b"").decode("utf-8", "replace").splitlines()
        found = (line.removeprefix(_SITEMAP_OF) for line in told if line.startswith(_SITEMAP_OF))
        return next(found, "").removesuffix(urls.SITEMAP)
