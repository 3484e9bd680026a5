"""The files beside the pages of remarks: tables for Word, and counts for older pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quyche import urls
from quyche.exports import remark_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.pages.papers import Letterhead
    from quyche.pages.remark_pages import RemarkPages


def write_tables(remarking: RemarkPages, letterhead: Letterhead, pages: Path) -> None:
    """Write what the remarks of an edition have beside their pages."""
    labels = remarking.labels
    for path, page in remarking.papers():
        text = remarking.corpus.by_id[page.document]
        notice = (labels("document.sample"),) if text.metadata.is_sample else ()
        for part in page.rounds:
            content = remark_sheets.written(page, part, letterhead, notice, labels)
            (pages / urls.address_of(path) / part.word).write_bytes(content)
    counts = json.dumps(remarking.counts(), ensure_ascii=False, separators=(",", ":"))
    (pages / urls.REMARK_COUNTS).write_text(f"{counts}\n", encoding="utf-8")
