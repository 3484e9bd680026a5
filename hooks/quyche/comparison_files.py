"""The files beside the pages of comparisons: their data, and ways to pairs compared elsewhere."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from quyche.comparison_pages import FOLDER
from quyche.roots import redirect

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.labels import Labels
    from quyche.pairs import Pairs, Pointer

FILE = "changes.json"
"""The data of a comparison, beside its page."""


def write_beside(pairs: Pairs, pages: Path, labels: Labels) -> None:
    """Write what the comparisons of an edition have beside their pages."""
    for pair in pairs.pairs:
        folder = pages / FOLDER / pair.new.id / pair.older.name
        text = json.dumps(pair.compared.as_json(), ensure_ascii=False, separators=(",", ":"))
        (folder / FILE).write_text(f"{text}\n", encoding="utf-8")
    for pointer in pairs.pointers:
        folder = pages / FOLDER / pointer.document / pointer.older
        folder.mkdir(parents=True, exist_ok=True)
        page = redirect(_way(pointer), labels)
        (folder / "index.html").write_text(page, encoding="utf-8")


def _way(pointer: Pointer) -> str:
    """From the page of a pair to where it is compared; to the list where the texts are one."""
    if not pointer.at:
        return f"../?giong={pointer.older}"
    there = posixpath.join("..", "..", "..", "..", pointer.at, FOLDER, pointer.document)
    return f"{there}/{pointer.against}/"
