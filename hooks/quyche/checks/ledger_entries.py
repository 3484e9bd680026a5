"""What is wrong with the ledger, by what it was and by what the documents are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.editions.ledgers import FILE as LEDGER
from quyche.editions.ledgers import changed_entries
from quyche.problems import Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.corpus.texts import Corpus
    from quyche.editions.ledgers import Edition, Ledger


def ledger_problems(corpus: Corpus, ledger: Ledger, base: Ledger) -> Iterator[Problem]:
    """What the ledger says otherwise than where the work on it began, and what it adds wrongly."""
    yield from changed_entries(base, ledger, LEDGER)
    added = (edition for edition in ledger.editions if edition.name not in base.names)
    yield from entry_problems(corpus, added)


def entry_problems(corpus: Corpus, added: Iterable[Edition]) -> Iterator[Problem]:
    """That an entry which is new in the ledger is not what the documents are.

    What is adopted must not leave a draft behind, and a draft must have one; only the newest can
    be held to that, the others were what the documents are no longer.
    """
    new = list(added)
    for edition in new:
        if edition.meeting and edition.meeting not in corpus.meetings_by_id:
            yield error(LEDGER, edition.line, "meeting-unknown", found=edition.meeting)
    drafts = [text for text in corpus.texts if text.metadata.status == "draft"]
    for edition in new[-1:]:
        if not edition.is_draft:
            for text in drafts:
                line, name, path = edition.line, edition.name, text.path
                yield error(LEDGER, line, "ledger-draft-left", name=name, document=path)
        elif not drafts:
            yield error(LEDGER, edition.line, "ledger-no-draft", name=edition.name)
