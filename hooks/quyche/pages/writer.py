"""Links from one page to another, relative to it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.markup.markdown import escape

if TYPE_CHECKING:
    from quyche.meetings.conclusions import Conclusion
    from quyche.reading.reading import Reading
    from quyche.texts.addresses import Address


@dataclass(frozen=True)
class Linker:
    """Writes the links of one page, so that the site builder can check them."""

    reading: Reading
    path: str
    """The page's own file, relative to the folder of documents."""

    def href(self, address: Address) -> str:
        """The link from this page to a provision or a document."""
        path = self.reading.corpus.by_id[address.document].path
        page = "" if path == self.path else self.relative(path)
        return f"{page}#{address.anchor}" if address.steps else page or "#"

    def minuted(self, conclusion: Conclusion) -> str:
        """The link from this page to a conclusion in the minutes of its meeting."""
        return f"{self.relative(conclusion.meeting.path)}#{conclusion.address.anchor}"

    def relative(self, path: str) -> str:
        """The link from this page to another file."""
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")

    def link(self, text: str, href: str) -> str:
        """An inline link."""
        return f"[{escape(text)}]({href})"


@dataclass(frozen=True)
class PageWriter(Linker):
    """Writes what a page shows, with links relative to that page."""

    def _label(self, name: str, **blanks: object) -> str:
        return escape(self.reading.labels(name, **blanks))
