"""Documents that are internal now, some public once: no edition built since speaks of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions import history, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyche.editions.archives import Archive
    from quyche.editions.history import Snapshot
    from quyche.editions.records import DocumentRecord, EditionRecord


def withdrawn(snapshots: Iterable[Snapshot]) -> frozenset[str]:
    """The ids of the documents that were left out as internal where they last stood."""
    is_internal: dict[str, bool] = {}
    for snapshot in snapshots:
        is_internal |= dict.fromkeys(snapshot.documents, False)
        is_internal |= dict.fromkeys(snapshot.withheld, True)
    return frozenset(document for document, withheld in is_internal.items() if withheld)


def unspoken(snapshots: Sequence[Snapshot]) -> tuple[Snapshot, ...]:
    """The same history as the newest of these snapshots may tell it: without what is internal now.

    The newest says of all of them that they are withheld.
    """
    gone = withdrawn(snapshots)
    told = [_without(snapshot, gone) for snapshot in snapshots]
    return (*told[:-1], *(replace(newest, withheld=gone) for newest in told[-1:]))


def _without(snapshot: Snapshot, gone: frozenset[str]) -> Snapshot:
    kept = {name: held for name, held in snapshot.documents.items() if name not in gone}
    paths = {held.path for name, held in snapshot.documents.items() if name in gone}
    return replace(snapshot, documents=kept, pages=snapshot.pages - paths)


def of_site(archive: Archive, work: Mapping[str, bytes], *, internal: bool) -> frozenset[str]:
    """The ids of what is internal by the newest that is known: all editions, and then the work.

    None where what is internal is published as well.
    """
    editions = history.of_archive(archive, urls.WORK, internal=internal).snapshots
    pages = {path: content for path, content in work.items() if path.endswith(".md")}
    return withdrawn((*editions, history.snapshot_of(pages, None, internal=internal)))


def silent(record: EditionRecord, withheld: frozenset[str]) -> EditionRecord:
    """What may be told today of an edition that was published while some documents were public.

    What it changed for somebody is not told where that names one of them.
    """
    gone = [document for document in record.documents if document.id in withheld]
    if not gone and withheld.isdisjoint(record.moves):
        return record
    return replace(
        record,
        moves=records.named(record.moves, withheld),
        documents=tuple(document for document in record.documents if document not in gone),
        pages=tuple(page for page in record.pages if not is_page_of(page, gone)),
        concerns=tuple(
            replace(concern, summary=record.title)
            if any(document.title in concern.summary for document in gone)
            else concern
            for concern in record.concerns
        ),
    )


def is_page_of(page: str, documents: Iterable[DocumentRecord]) -> bool:
    """Whether the address of a page is that of one of these documents, or of what is about it."""
    return any(
        page.startswith(start)
        for document in documents
        for start in (
            urls.address_of(document.path),
            f"{urls.COMPARISONS}/{document.id}/",
            urls.address_of(urls.rules_of(document.id)),
            f"{urls.REMARKS}/{document.id}/",
        )
    )
