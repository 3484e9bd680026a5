"""Where the links of a page lead, as MkDocs has it: each file that they lead to is found once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure import pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

_PATH_RE = re.compile(r"[\w.][\w./-]*")
_ANCHOR_RE = re.compile(r"[\w-]+")


class LinkTargets:
    """Asks MkDocs about the links of one page, which has hundreds to other places of a file."""

    def __init__(self, file: File, files: Files, config: MkDocsConfig) -> None:
        self._links = pages._RelativePathTreeprocessor(file, files, config)  # noqa: SLF001  # nothing else tells where a link leads
        self._found: dict[str, tuple[File, str]] = {}

    @property
    def to_anchors(self) -> dict[File, dict[str, str]]:
        """The anchors in files that they lead to."""
        return self._links.links_to_anchors

    def leading(self, href: str) -> str:
        """Where one leads; MkDocs complains of it where it leads nowhere."""
        path, _, anchor = href.partition("#")
        if path not in self._found or not _ANCHOR_RE.fullmatch(anchor):
            led = self._links.path_to_url(href)
            self._keep(path, anchor, led)
            return led
        file, way = self._found[path]
        self.to_anchors.setdefault(file, {}).setdefault(anchor, href)
        return f"{way}#{anchor}"

    def _keep(self, path: str, anchor: str, led: str) -> None:
        """Keep the way to a file that there is nothing to say of."""
        if not _PATH_RE.fullmatch(path) or not _ANCHOR_RE.fullmatch(anchor):
            return
        href = f"{path}#{anchor}"
        known = (file for file, told in self.to_anchors.items() if told.get(anchor) == href)
        file = next(known, None)
        if file and not file.inclusion.is_excluded():  # type: ignore[no-untyped-call]  # upstream's
            self._found[path] = file, led.removesuffix(f"#{anchor}")
