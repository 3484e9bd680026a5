"""The files beside the pages of comparisons: data, tables, and ways to pairs compared elsewhere."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from quyche import urls
from quyche.comparing.tables import concordance_csv
from quyche.exports import word_tables
from quyche.formats.html import redirect

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.histories.pairs import Pointer
    from quyche.labels import Labels
    from quyche.pages.comparisons import ComparisonPages


def write_beside(comparing: ComparisonPages, pages: Path) -> None:
    """Write what the comparisons of an edition have beside their pages."""
    labels = comparing.labels
    for pair in comparing.pairs.pairs:
        folder = pages / urls.COMPARISONS / pair.new.id / pair.older.name
        text = json.dumps(pair.compared.as_json(), ensure_ascii=False, separators=(",", ":"))
        (folder / urls.CHANGES).write_text(f"{text}\n", encoding="utf-8")
    for path, paper in comparing.papers.items():
        folder = pages / urls.address_of(path)
        (folder / urls.TABLE_AS_WORD).write_bytes(word_tables.written(paper, labels))
        listed = concordance_csv(paper.table.concordance, labels)
        (folder / urls.CONCORDANCE).write_bytes(listed)
    for pointer in comparing.pairs.pointers:
        folder = pages / urls.COMPARISONS / pointer.document / pointer.older
        _lead(folder, _way(pointer), labels)
        if pointer.at:
            _lead(folder / urls.TABLE, f"../{_way(pointer)}{urls.TABLE}/", labels)


def _lead(folder: Path, href: str, labels: Labels) -> None:
    """A page that leads to where the pair is compared."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / urls.INDEX_PAGE).write_text(redirect(href, labels), encoding="utf-8")


def _way(pointer: Pointer) -> str:
    """From the page of a pair to where it is compared; to the list where the texts are one."""
    if not pointer.at:
        return "../"
    there = posixpath.join("..", "..", "..", "..", pointer.at, urls.COMPARISONS, pointer.document)
    return f"{there}/{pointer.against}/"
