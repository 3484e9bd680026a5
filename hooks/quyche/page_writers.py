"""What every writer of pages has: the documents, the page it writes for, their labels."""

from __future__ import annotations

from dataclasses import dataclass

from quyche.inline_markdown import escape
from quyche.page_links import Linker


@dataclass(frozen=True)
class PageWriter(Linker):
    """Writes what a page shows, with links relative to that page."""

    def _label(self, name: str, **blanks: object) -> str:
        return escape(self.reading.labels(name, **blanks))
