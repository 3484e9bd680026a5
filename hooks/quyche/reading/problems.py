"""Everything that can be wrong with an edition, asked of each check once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.checks import (
    documents,
    ledger_entries,
    links,
    meetings,
    powers,
    programmes,
    progress,
    remarks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.problems import Problem
    from quyche.reading.reading import Reading


def problems_of(reading: Reading) -> tuple[Problem, ...]:
    """Every problem of an edition, by file and line, each once."""
    found = {*_of_texts(reading), *_of_programmes(reading), *_beside_texts(reading)}
    return tuple(sorted(found))


def _of_texts(reading: Reading) -> Iterator[Problem]:
    corpus = reading.corpus
    yield from corpus.problems
    yield from documents.text_problems(corpus)
    yield from links.link_problems(corpus, reading.links)
    yield from links.governance_problems(corpus, reading.governance)


def _of_programmes(reading: Reading) -> Iterator[Problem]:
    corpus, tasks = reading.corpus, reading.tasks
    yield from programmes.check(corpus, tasks, reading.clarity)
    yield from progress.check(tasks, reading.last_known_day)
    yield from powers.check(corpus, tasks, reading.powers)


def _beside_texts(reading: Reading) -> Iterator[Problem]:
    """Of meetings, remarks and the ledger."""
    corpus, ledger = reading.corpus, reading.ledger
    yield from meetings.meeting_problems(corpus)
    yield from meetings.minutes_problems(corpus, reading.conclusions, reading.past)
    yield from remarks.check(reading.all_remarks, corpus, ledger, reading.text)
    yield from reading.ledger_problems
    if reading.base and not reading.ledger_problems:  # what they left out was not taken away
        yield from ledger_entries.ledger_problems(corpus, ledger, reading.base)
