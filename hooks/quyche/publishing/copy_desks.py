"""Takes any copy that somebody holds, and has it held to what Git and the published site have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import hosts
from quyche.errors import UnreadableFileError
from quyche.exports.named_texts import NamedTexts
from quyche.publishing import carried_pages, temporary_folders
from quyche.publishing.copies import Editions
from quyche.publishing.download_copies import DownloadCopy
from quyche.publishing.page_copies import PageCopy
from quyche.publishing.pasted_texts import PastedText
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.rendition_copies import RenditionCopy
from quyche.publishing.workshops import Workshop
from quyche.site import builds
from quyche.texts.shown_pages import ShownPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quyche.editions.archives import Archive
    from quyche.labels import Labels
    from quyche.publishing.copies import VerifiedCopy
    from quyche.settings import Settings

_BRANCHES = tuple(
    place
    for branch in dict.fromkeys(host.branch for host in hosts.HOSTS.values())
    for place in (branch, f"origin/{branch}")
)
"""Where a repository has the published site, if anywhere."""


@dataclass(frozen=True)
class CopyDesk:
    """Where copies are held to the editions of a repository."""

    archive: Archive
    config: Path
    labels: Labels
    site: Path | None = None
    """The folder of a published site; None for the branch of the repository."""

    def verified(self, path: Path) -> VerifiedCopy:
        """What a saved page or a downloaded file is, and what of it is otherwise.

        Raises UnreadableFileError for a file that cannot be read, or is nothing of that kind.
        """
        content = path.read_bytes()
        if found := RenditionCopy(str(path), content, self._editions, self._named.of).verified():
            return found
        page = None if content.startswith(b"PK") else ShownPage.of(content)
        if not content.startswith(b"PK") and page is None:
            raise UnreadableFileError(self.labels("verify.no_copy", path=path))
        if page and (page.is_of_site):
            return PageCopy(str(path), page, self._editions, self._settings).verified()
        asked = (str(path), content, self._editions, self._downloads, self.labels)
        return DownloadCopy(*asked).verified()

    def _downloads(self, edition: str) -> Mapping[str, bytes]:
        """The files beside the pages of an edition, made anew from Git once."""
        if edition not in self._made:
            with temporary_folders.opened() as folder:
                made = Workshop(self.archive, self.config, folder).downloads(edition)
                files = (path for path in made.rglob("*") if path.is_file())
                self._made[edition] = {
                    path.relative_to(made).as_posix(): path.read_bytes() for path in files
                }
        return self._made[edition]

    @cached_property
    def _made(self) -> dict[str, dict[str, bytes]]:
        return {}

    def pasted(self, source: str) -> PastedText:
        """A text that somebody copied."""
        return PastedText(source, self._editions)

    @cached_property
    def _named(self) -> NamedTexts:
        return NamedTexts(self.archive.repository.path / self.archive.folder, self.labels)

    @cached_property
    def _settings(self) -> Settings:
        return builds.site_settings(self.config)

    @cached_property
    def _editions(self) -> Editions:
        return Editions(self.archive, self._settings.internal, self._published)

    def _published(self, path: str) -> bytes | None:
        if self.site:
            return PublishedSite(self.site).page(path)
        content = self._read([path]).get(path)
        return None if content is None else carried_pages.whole(path, content, self._read)

    def _read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Files of the published branch by their paths; what is not there is left out."""
        names = {f"{branch}:{path}": path for path in paths for branch in reversed(_BRANCHES)}
        held = self.archive.repository.read(names)
        return {path: held[name] for name, path in names.items() if name in held}
