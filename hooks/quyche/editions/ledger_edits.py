"""How the ledger gains an entry, or an entry the texts it names; the rest stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml

from quyche.editions import ledgers
from quyche.texts.yaml_edits import newline_of, written

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from quyche.editions.ledgers import Edition

    Documents = tuple[tuple[str, str], ...]

_ITEM_RE = re.compile(r"^(?P<indent> *)- ", re.MULTILINE)
_QUOTED = ("name", "title", "note", "corrects")


def appended(source: str, edition: Edition) -> str:
    """The ledger with one more entry at its end, below a blank line.

    What was there is kept, character for character. Raises ValueError where reading the result does
    not give the editions it held and that one.
    """
    newline = newline_of(source)
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
        "corrects": edition.corrects,
    }
    mark = "- "
    for key, value in fields.items():
        if value:
            quote = '"' if key in _QUOTED else None
            yield f"{mark}{key}: {written(value, quote)}"
            mark = "  "
    yield from (f"  {line}" for line in _texts(edition.documents))


def _texts(documents: Documents) -> Iterator[str]:
    """Which text of each document moves; quoted, for YAML could take an id for a number."""
    if documents:
        yield "documents:"
        yield from (f'  {name}: "{text}"' for name, text in documents)


def with_texts(source: str, name: str, documents: Documents) -> str:
    """The ledger in which an entry names these texts, whatever it named before.

    All else is kept, character for character. Raises ValueError where reading the result does not
    give the editions it held, that one with these texts.
    """
    newline = newline_of(source)
    lines = source.splitlines(keepends=True)
    first, last, indent = _place_of_texts(source, name)
    if lines[first - 1 : first] and not lines[first - 1].endswith(("\n", "\r")):
        lines[first - 1] += newline
    lines[first:last] = [f"{' ' * indent}{line}{newline}" for line in _texts(documents)]
    result = "".join(lines)
    before, _ = ledgers.read(source, ledgers.FILE)
    after, problems = ledgers.read(result, ledgers.FILE)
    wanted = [
        replace(edition, documents=documents) if edition.name == name else edition
        for edition in before.editions
    ]
    if problems or list(after.editions) != wanted:
        raise ValueError(f"the texts of {name} cannot be set: {problems}")
    return result


def _place_of_texts(source: str, name: str) -> tuple[int, int, int]:
    """The lines at which an entry names its texts, the first of them and after the last.

    Where it names none, the place after its last line; and the columns before its keys.
    """
    ledger = yaml.compose(source, Loader=yaml.SafeLoader)
    for entry in ledger.value if isinstance(ledger, yaml.SequenceNode) else ():
        if not isinstance(entry, yaml.MappingNode) or entry.flow_style:
            continue
        keys = {key.value: (key, value) for key, value in entry.value}
        if keys["name"][1].value != name:
            continue
        key, value = keys.get("documents") or entry.value[-1]
        end = value.end_mark.line + (value.end_mark.column > 0)
        return (key.start_mark.line if "documents" in keys else end), end, key.start_mark.column
    raise ValueError(f"no entry {name}")
