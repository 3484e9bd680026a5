"""The files beside the pages of remarks: tables for Word, and counts for older pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quyche import urls
from quyche.exports import remark_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.pages.papers import Letterhead
    from quyche.pages.remark_pages import CommentPages


def write_tables(commenting: CommentPages, letterhead: Letterhead, pages: Path) -> None:
    """Write what the remarks of an edition have beside their pages."""
    labels = commenting.labels
    for path, page in commenting.papers():
        text = commenting.corpus.by_id[page.document]
        notice = (labels("document.sample"),) if text.metadata.is_sample else ()
        for part in page.rounds:
            content = remark_sheets.written(page, part, letterhead, notice, labels)
            (pages / urls.address_of(path) / part.word).write_bytes(content)
    counts = json.dumps(commenting.counts(), ensure_ascii=False, separators=(",", ":"))
    (pages / urls.REMARK_COUNTS).write_text(f"{counts}\n", encoding="utf-8")
