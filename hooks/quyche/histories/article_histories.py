"""Every edition in which the text of an article changed, whatever its number was then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.changes import Status
from quyche.editions.records import ArticleEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.editions.history import Snapshot
    from quyche.editions.records import ArticleHistory, Histories
    from quyche.histories.pairs import Pair, Reader
    from quyche.texts.provisions import Document


def extended(
    before: Mapping[str, ArticleHistory],
    name: str,
    snapshots: tuple[Snapshot, ...],
    pairs: Iterable[Pair],
    read: Reader,
) -> Histories:
    """The histories in the newest of these snapshots, from those in the one before it.

    `name` is that of the newest edition. A document whose text stayed keeps its histories; those
    of one that is gone are kept for the day it comes back.
    """
    *older, newest = snapshots
    latest: dict[str, Pair] = {}
    for pair in pairs:
        latest.setdefault(pair.new.id, pair)
    named = newest.documents.keys() | newest.withheld  # of what is internal now nothing is told
    found: Histories = {known: told for known, told in before.items() if known not in named}
    for document, revision in newest.documents.items():
        had = (each.documents[document] for each in reversed(older) if document in each.documents)
        was = next(had, None)
        if was and was.body == revision.body:
            found[document] = before.get(document, {})
        elif document in latest:
            found[document] = _after(before.get(document, {}), name, latest[document])
        else:
            found[document] = _first(name, read(newest, revision).document)
    return found


def _first(name: str, document: Document) -> ArticleHistory:
    """Where a document begins, every article of it is new."""
    event = ArticleEvent(edition=name, older="", block="", status=Status.ADDED, guess=False)
    headed = (provision for provision in document.walk() if provision.kind.is_counted_through)
    return {provision.anchor: [event] for provision in headed}


def _after(before: ArticleHistory, name: str, pair: Pair) -> ArticleHistory:
    """The histories of a new text: each article goes on with those that it came from."""
    found: ArticleHistory = {}
    for block in pair.synopsis.blocks:
        if not block.is_counted:
            continue
        inherited = [event for place in block.old for event in before.get(place.anchor, [])]
        own = ArticleEvent(
            edition=name,
            older=pair.older.name,
            block=block.id,
            status=block.status,
            guess=block.is_guess,
        )
        events = [own, *inherited] if block.status != Status.UNCHANGED else inherited
        for place in block.new:
            found[place.anchor] = list(_once(events))
    return found


def _once(events: Iterable[ArticleEvent]) -> Iterator[ArticleEvent]:
    """Each event once: articles that were merged may have been split from one."""
    seen: list[ArticleEvent] = []
    for event in events:
        if event not in seen:
            seen.append(event)
            yield event
