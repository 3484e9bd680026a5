"""Citations that were right in the newest edition, and lead elsewhere now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.corpus.links import CitationState
from quyche.problems import Problem, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.corpus.texts import Corpus
    from quyche.histories.citations_left import Affected
    from quyche.texts.addresses import Address

RULES = ("citation-left", "citation-left-gone")
"""Of a citation of what has another number now, and of one of what is gone."""


def left_problems(corpus: Corpus, misled: Iterable[Affected]) -> Iterator[Problem]:
    """One problem for each, with the number that what it cited has now.

    An error for a citation that leads nowhere; what it leads to instead may be meant, elsewhere.
    """
    for one in misled:
        made = error if one.citing.state is CitationState.DANGLING else warning
        path, line = corpus.by_id[one.citing.source.document].path, one.citing.line
        now = "; ".join(_shown(address, corpus) for address in one.now)
        rule = RULES[0] if now else RULES[1]
        told = {"now": now} if now else {}
        yield made(path, line, rule, found=one.citing.text, was=one.was.citation, **told)


def _shown(address: Address, corpus: Corpus) -> str:
    found = corpus.provision(address)
    return found.address.citation if found else address.citation
