"""Which edition has the files of a document: each text is given out once, at one address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.editions.records import Carrier
from quyche.texts.states import is_expired

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.editions.history import History, Snapshot
    from quyche.editions.records import EditionRecord
    from quyche.editions.revisions import Revision


def carriers_of(history: History, records: Mapping[str, EditionRecord]) -> dict[str, Carrier]:
    """The older editions that have files of what the newest one holds, by the ids of documents.

    Those files are of the same text, and say the same of its state. `records` is what is written
    down of the editions before it: one that was published before there were such files has none.
    """
    if not history.snapshots:
        return {}
    newest = history.snapshots[-1]
    older = [(one, records[one.name]) for one in history.before(newest) if one.name in records]
    found = {
        document: next(_having(newest, revision, reversed(older)), None)
        for document, revision in newest.documents.items()
    }
    return {document: carrier for document, carrier in found.items() if carrier}


def _having(
    newest: Snapshot, revision: Revision, older: Iterator[tuple[Snapshot, EditionRecord]]
) -> Iterator[Carrier]:
    for snapshot, record in older:
        held, formats = snapshot.documents.get(revision.id), record.files.get(revision.id)
        own = (revision.path, revision.source)
        is_same = held is not None and (held.path, held.source) == own
        is_fit = _is_over(snapshot, revision) == _is_over(newest, revision)
        if formats and is_same and is_fit and not _is_misnamed(snapshot, newest, revision):
            yield Carrier(snapshot.name, formats)


def _is_over(snapshot: Snapshot, revision: Revision) -> bool:
    """Whether the time of the text is over in an edition, which its files say."""
    return is_expired(revision.metadata, snapshot.edition.date if snapshot.edition else None)


def _is_misnamed(snapshot: Snapshot, newest: Snapshot, revision: Revision) -> bool:
    """Whether the name of a file would call a text in force by the draft of another one."""
    editions = (snapshot.edition, newest.edition)
    was_draft, is_draft = (one is None or one.is_draft for one in editions)
    return was_draft and not is_draft and not revision.is_draft
