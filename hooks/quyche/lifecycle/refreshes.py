"""New entries of the ledger take the texts that their documents have now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.editions import ledgers
from quyche.editions.archives import Archive
from quyche.editions.ledger_edits import with_texts
from quyche.errors import HistoryError, QuycheError
from quyche.file_writes import write_all
from quyche.reading import folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quyche.editions.ledgers import Edition, Ledger
    from quyche.labels import Labels
    from quyche.reading.reading import Reading


@dataclass(frozen=True)
class Refreshed:
    """An entry that names other texts than before."""

    name: str
    documents: tuple[str, ...]
    """The ids of the documents of which it names another text now."""


@dataclass(frozen=True)
class Refresh:
    """What would be written; the same where nothing is to be."""

    old: bytes
    new: bytes
    entries: tuple[Refreshed, ...]


def refresh(docs: Path, base: str = "") -> Refresh:
    """The ledger of a folder with new entries naming the texts of now.

    New is what the ledger did not hold where the work parted from a revision, by default the
    remote's main branch. An entry that names no text gets all that are not those of the edition
    before. Raises HistoryError for a ledger that cannot be read or written, and for a base that
    is unknown.
    """
    reading = folders.in_folder(docs, base=base)
    if reading.ledger_problems:
        raise HistoryError("problems", problems=reading.ledger_problems)
    old = (docs / ledgers.FILE).read_bytes()
    source, entries = old.decode("utf-8"), list(_entries(docs, reading))
    for edition, documents in entries:
        try:
            source = with_texts(source, edition.name, tuple(documents.items()))
        except ValueError:
            raise HistoryError("ledger-uneditable") from None
    changed = (_refreshed(edition, documents) for edition, documents in entries)
    return Refresh(old, source.encode(), tuple(one for one in changed if one.documents))


def write(refresh: Refresh, docs: Path, labels: Labels) -> None:
    """Write the ledger, or raise QuycheError with it as it was."""
    if refresh.new == refresh.old:
        return
    try:
        write_all({docs / ledgers.FILE: refresh.new})
    except OSError as fault:
        place = {"path": fault.filename, "reason": labels.reason(fault)}
        raise QuycheError(labels("lifecycle.unwritable", **place)) from fault


def _entries(docs: Path, reading: Reading) -> Iterator[tuple[Edition, dict[str, str]]]:
    """Each new entry with what it is to name; an older one of them keeps what a later one names."""
    known = reading.base.names if reading.base else ()
    new = [edition for edition in reading.ledger.editions if edition.name not in known]
    last = {name: edition.name for edition in new for name, _ in edition.documents}
    for edition in new:
        named = dict(edition.documents) or _moved(docs, reading, edition)
        yield (
            edition,
            {
                name: _text(reading, name) if last.get(name, edition.name) == edition.name else text
                for name, text in named.items()
            },
        )


def _text(reading: Reading, name: str) -> str:
    document = reading.corpus.by_id.get(name)
    if document is None:
        rule = "document-unknown" if reading.corpus.by_id else "document-none"
        raise HistoryError(rule, id=name, known=", ".join(reading.corpus.by_id))
    return reading.text_id(document.path)


def _moved(docs: Path, reading: Reading, edition: Edition) -> dict[str, str]:
    """The documents whose text is not that of the edition before."""
    older = _older(docs, reading.ledger, edition)
    texts = {name: reading.text_id(text.path) for name, text in reading.corpus.by_id.items()}
    return {name: text for name, text in texts.items() if older.get(name) != text}


def _older(docs: Path, ledger: Ledger, edition: Edition) -> Mapping[str, str]:
    before = ledger.before(edition.name)
    if before is None:
        return {}
    return Archive.committed(docs).documents(before.name)


def _refreshed(edition: Edition, documents: Mapping[str, str]) -> Refreshed:
    was = dict(edition.documents)
    changed = tuple(name for name, text in documents.items() if was.get(name) != text)
    return Refreshed(edition.name, changed)
