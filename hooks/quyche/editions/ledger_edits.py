"""How an entry is added to the ledger while all that is written there stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.editions import ledgers
from quyche.texts.frontmatter_edits import written

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from quyche.editions.ledgers import Edition

_ITEM_RE = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)
_QUOTED = ("name", "title", "note")


def appended(source: str, edition: Edition) -> str:
    """The ledger with one more entry at its end, below a blank line.

    What was there is kept, character for character. Raises ValueError where reading the result does
    not give the editions it held and that one.
    """
    newline = "\r\n" if "\r\n" in source else "\n"
    item = _ITEM_RE.search(source)
    indent = item["indent"] if item else ""
    entry = "".join(f"{indent}{line}{newline}" for line in _lines(edition))
    result = source + _gap(source, newline) + entry
    before, _ = ledgers.read(source, ledgers.FILE)
    after, problems = ledgers.read(result, ledgers.FILE)
    if problems or after.editions != (*before.editions, edition):
        raise ValueError(f"no entry can be added: {problems}")
    return result


def _gap(source: str, newline: str) -> str:
    """What is missing of a line's end and a blank line."""
    if not source.strip("\ufeff"):
        return ""
    lines = source.splitlines()
    is_ended = source.endswith(("\n", "\r"))
    is_blank = is_ended and not lines[-1].strip()
    return newline * (2 - is_ended - is_blank)


def _lines(edition: Edition) -> Iterator[str]:
    fields: dict[str, str | datetime.date] = {
        "name": edition.name,
        "title": edition.title,
        "kind": edition.kind,
        "date": edition.date,
        "meeting": edition.meeting,
        "note": edition.note,
    }
    mark = "- "
    for key, value in fields.items():
        if value:
            quote = '"' if key in _QUOTED else None
            yield f"{mark}{key}: {written(value, quote)}"
            mark = "  "
