"""What was read of a corpus, for tests that need more of an edition than its documents."""

import datetime

from quyche.corpus.texts import Corpus
from quyche.editions.archives import Past
from quyche.editions.ledgers import Edition, Ledger
from quyche.problems import Problem
from quyche.reading.reading import Reading
from quyche.settings import Settings


def reading_of(
    documents: Corpus,
    *,
    settings: Settings | None = None,
    date: datetime.date | None = None,
    past: Past | None = None,
) -> Reading:
    """The work on these documents; `date` is the day of the newest edition before it."""
    newest = (Edition("1", "Bản một", is_draft=False, date=date),) if date else ()
    return Reading(
        documents, settings=settings or Settings(), ledger=Ledger(newest), past=past or Past()
    )


def problems_in(documents: Corpus, past: Past | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with these documents."""
    return reading_of(documents, past=past).problems
