"""Citations that lead nowhere, names of who was not there, bodies and roles nobody rules of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.corpus.links import CitationState
from quyche.problems import Problem, error, warning
from quyche.register.entries import ASPECTS
from quyche.texts.metadata import DocumentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.corpus.links import Citing, Linked, Links
    from quyche.corpus.texts import Corpus
    from quyche.governance.governance import Governance

# A word of two letters or more: no number and no letter of a point
_WORD_RE = re.compile(r"[^\W\d_]{2}")
_BETWEEN = 6  # characters between two numbers of a list: ", và "


def link_problems(corpus: Corpus, links: Links, told: Iterable[Citing] = ()) -> Iterator[Problem]:
    """Citations that lead nowhere, and names of who was not there then.

    Those that are `told` otherwise are left out.
    """
    known = set(map(id, told))
    for linked in links:
        path = corpus.by_id[linked.source.document].path
        for citing in linked.citations:
            if citing.state is CitationState.DANGLING and id(citing) not in known:
                yield error(path, citing.line, "citation-dangling", found=_written(linked, citing))
            elif citing.state is CitationState.UNSURE:
                yield warning(path, citing.line, "citation-unsure", found=_written(linked, citing))
        yield from _outlived(
            linked.source.document, linked.line, {m.target for m in linked.mentions}, corpus
        )


def _written(linked: Linked, citing: Citing) -> str:
    """A citation as it is written: a number of a list with the word that counts it.

    `điều 5, 7 và 9`, where the last of them leads nowhere.
    """
    start = citing.start
    for before in reversed([one for one in linked.citations if one.end <= start]):
        if _WORD_RE.match(linked.text, start) or start - before.end > _BETWEEN:
            break
        start = before.start
    return linked.text[start : citing.end]


def _outlived(
    document: str, line: int, targets: Iterable[str], corpus: Corpus
) -> Iterator[Problem]:
    """Bodies that did not exist on the day of the text."""
    metadata = corpus.by_id[document].metadata
    for target in targets:
        entry = corpus.register.by_id[target]
        if not entry.is_valid_at(metadata.date):
            path = corpus.by_id[document].path
            yield warning(path, line, "name-not-valid", name=entry.name, date=metadata.date)


def governance_problems(corpus: Corpus, governance: Governance) -> Iterator[Problem]:
    """Whom provisions are set to govern and nobody knows, and what nobody rules of whom."""
    for address, line, entry in governance.unknown:
        path = corpus.by_id[address.document].path
        yield error(path, line, "register-id-unknown", id=entry, key="governs")
    yield from missing_aspects(corpus, governance)


def missing_aspects(corpus: Corpus, governance: Governance) -> Iterator[Problem]:
    """Bodies and roles that the rules must give an aspect, and do not.

    Nothing while there are no regulations.
    """
    if not any(text.metadata.kind == DocumentKind.REGULATION for text in corpus.texts):
        return
    for entry in corpus.register.entries:
        given = {
            aspect
            for governing in governance.of_target.get(entry.id, ())
            for aspect in governing.aspects
        }
        for aspect in entry.expects:
            if aspect in ASPECTS and aspect not in given:
                line = entry.lines.get("expects", 1)
                yield warning(entry.path, line, "aspect-missing", name=entry.name, aspect=aspect)
