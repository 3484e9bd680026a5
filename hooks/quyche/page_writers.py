"""What every writer of pages has: the documents, the page it writes for, their labels."""

from __future__ import annotations

from dataclasses import dataclass

from quyche.inline_markdown import escape
from quyche.libraries import Library
from quyche.rendering import Renderer


@dataclass(frozen=True)
class PageWriter:
    """Writes what a page shows, with links relative to that page."""

    library: Library
    path: str

    @property
    def _renderer(self) -> Renderer:
        return Renderer(self.library, self.path)

    def _label(self, name: str, **blanks: object) -> str:
        return escape(self.library.labels(name, **blanks))
