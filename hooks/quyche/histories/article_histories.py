"""Every edition in which the text of an article changed, whatever its number was then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from quyche.comparing.changes import Status
from quyche.editions.records import ArticleEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.editions.history import History
    from quyche.editions.records import ArticleHistory, Histories
    from quyche.histories.pairs import Pair, Pairs, Reader
    from quyche.texts.provisions import Document


HistoriesOf = Callable[[str], "Mapping[str, ArticleHistory]"]
"""The histories that an edition was published with, by its name; none for an empty one."""


def extended(before: HistoriesOf, history: History, pairs: Pairs, read: Reader) -> Histories:
    """The histories in the newest of a history's snapshots, from those its texts go on from.

    A document whose text stayed keeps its histories; those of one that is gone are kept for the
    day it comes back.
    """
    *older, newest = history.snapshots
    steps = pairs.steps(history)
    last = before(older[-1].name if older else "")
    named = newest.documents.keys() | newest.withheld  # of what is internal now nothing is told
    found: Histories = {known: told for known, told in last.items() if known not in named}
    for document, revision in newest.documents.items():
        source = history.came_from(newest, document)
        told = (before(source.name) if source else {}).get(document) or last.get(document, {})
        if source and source.documents[document].body == revision.body:
            found[document] = told
        elif document in steps:
            found[document] = _after(told, newest.name, steps[document])
        else:
            found[document] = _first(newest.name, read(newest, revision).document)
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
