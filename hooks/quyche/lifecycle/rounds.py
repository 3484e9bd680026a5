"""The rounds that are open: which documents are in draft in each, and which one a step is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.editions import history
from quyche.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.editions.archives import Archive
    from quyche.editions.ledgers import Edition, Ledger, Round
    from quyche.labels import Labels


@dataclass(frozen=True)
class OpenRound:
    """A round whose drafts wait for their adoption."""

    name: str
    newest: Edition
    """Its newest draft."""
    documents: tuple[str, ...]
    """The ids of those in draft, in order."""


def open_rounds(archive: Archive) -> tuple[OpenRound, ...]:
    """The open rounds of an archive, in the order in which they began."""
    return tuple(_opened(archive, one) for one in archive.ledger.open_rounds)


def _opened(archive: Archive, one: Round) -> OpenRound:
    settled = set(_adopted_since(archive.ledger, one.newest))
    documents = {name for edition in one.editions for name in _drafted(archive, edition)}
    return OpenRound(one.name, one.newest, tuple(sorted(documents - settled)))


def _drafted(archive: Archive, edition: Edition) -> Iterator[str]:
    """The documents that an edition moves; all its drafts where its entry names none."""
    if edition.documents:
        yield from (name for name, _ in edition.documents)
        return
    for name, revision in history.of_edition(archive, edition, internal=True).documents.items():
        if revision.is_draft:
            yield name


def _adopted_since(ledger: Ledger, newest: Edition) -> Iterator[str]:
    for edition in ledger.editions[ledger.editions.index(newest) + 1 :]:
        if not edition.is_draft and not edition.corrects:
            yield from (name for name, _ in edition.documents)


def holding(rounds: Iterable[OpenRound], document: str) -> OpenRound | None:
    """The open round that a document is in."""
    return next((one for one in rounds if document in one.documents), None)


def chosen(
    rounds: Sequence[OpenRound], documents: Sequence[str], newest: str, labels: Labels
) -> OpenRound:
    """The round that documents mean, or the only one; `newest` is the newest edition's name.

    Raises HistoryError where there is no such round, or where it could be more than one.
    """
    if not rounds:
        raise HistoryError("no-round", name=newest)
    meant = {one.name: one for name in documents if (one := holding(rounds, name))}
    if len(meant) == 1 or (not meant and len(rounds) == 1):
        return next(iter(meant.values()), rounds[0])
    rule = "several-rounds" if meant else "which-round"
    raise HistoryError(rule, rounds="\n".join(_told(one, labels) for one in rounds))


def _told(one: OpenRound, labels: Labels) -> str:
    ids = ", ".join(one.documents)
    return labels("lifecycle.open_round", name=one.newest.name, title=one.newest.title, ids=ids)
