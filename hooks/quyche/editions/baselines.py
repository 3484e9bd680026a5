"""What the work came from: of each document the text that the newest edition brought of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.corpus.texts import Corpus
from quyche.errors import HistoryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Text
    from quyche.editions.archives import Past
    from quyche.editions.ledgers import Ledger


def baseline(work: Corpus, ledger: Ledger, past: Past) -> Corpus:
    """The texts that the documents of the work had in the newest edition that moved each.

    What no edition has, or none that can be read here, is not among them. An edition that nobody
    has committed yet is the work itself, so that the one before it is asked.
    """
    found = (_text(text.id, work, ledger, past) for text in work.texts)
    return Corpus(tuple(filter(None, found)), work.register)


def _text(document: str, work: Corpus, ledger: Ledger, past: Past) -> Text | None:
    return next(_texts(document, work, ledger, past), None)


def _texts(document: str, work: Corpus, ledger: Ledger, past: Past) -> Iterator[Text]:
    for edition in reversed(ledger.editions):
        if not edition.moves(document):
            continue
        try:
            held = past.documents(edition.name)
        except HistoryError:  # a text is lost, which is told at its entry
            return
        if held is None or held is work:
            continue
        if document in held.by_id:
            yield held.by_id[document]
        elif not edition.documents:  # it held all there was, and older ones tell of what was gone
            return
