"""Takes any copy that somebody holds, and has it held to what Git and the published site have."""

from __future__ import annotations

import functools
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche.errors import UnreadableFileError
from quyche.publishing.copies import Editions
from quyche.publishing.download_copies import DownloadCopy
from quyche.publishing.page_copies import PageCopy
from quyche.publishing.pasted_texts import PastedText
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.publishing import BRANCH
from quyche.publishing.workshops import Workshop
from quyche.site import builds
from quyche.texts.shown_pages import ShownPage

if TYPE_CHECKING:
    from quyche.editions.archives import Archive
    from quyche.labels import Labels
    from quyche.publishing.copies import VerifiedCopy

_BRANCHES = (BRANCH, f"origin/{BRANCH}")
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
        page = None if content.startswith(b"PK") else ShownPage.of(content)
        if not content.startswith(b"PK") and page is None:
            raise UnreadableFileError(self.labels("verify.no_copy", path=path))
        if page and (page.is_of_site):
            settings = builds.site_settings(self.config)
            return PageCopy(str(path), page, self._editions, settings).verified()
        with tempfile.TemporaryDirectory(prefix="quyche-") as folder:
            workshop = Workshop(self.archive, self.config, Path(folder))
            made = functools.cache(workshop.downloads)
            editions = self._editions
            return DownloadCopy(str(path), content, editions, made, self.labels).verified()

    def pasted(self, source: str) -> PastedText:
        """A text that somebody copied."""
        return PastedText(source, self._editions)

    @property
    def _editions(self) -> Editions:
        internal = builds.shows_internal(self.config)
        return Editions(self.archive, internal, self._published)

    def _published(self, path: str) -> bytes | None:
        if self.site:
            return PublishedSite(self.site).content(path)
        names = [f"{branch}:{path}" for branch in _BRANCHES]
        held = self.archive.repository.read(names)
        return next((held[name] for name in names if name in held), None)
