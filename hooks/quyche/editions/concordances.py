"""Which provision of one edition is which of the next, as pages need it to stay at an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from quyche.comparing import comparison
from quyche.texts.addresses import anchors_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.corpus.texts import Corpus, Text


class Renumbering(TypedDict):
    """How the anchors of one document changed.

    An anchor that neither it nor a part it lies in is named keeps its name; where a part is named,
    what lies in it goes with it.
    """

    moved: dict[str, list[str]]
    """The new anchors of an old one."""
    lost: dict[str, list[str]]
    """Where to go for an old anchor that is gone: what is around it, or nothing."""
    added: list[str]
    """New anchors that nothing led to."""
    unsure: list[str]
    """Old anchors whose new one is a guess."""


Concordance = dict[str, Renumbering]
"""By the ids of documents; one that is not named kept all its anchors, or is new or gone."""


def between(older: Corpus, newer: Corpus) -> Concordance:
    """How anchors changed in the documents that both editions have."""
    return dict(_changed(older, newer))


def _changed(older: Corpus, newer: Corpus) -> Iterator[tuple[str, Renumbering]]:
    for name, new in newer.by_id.items():
        old = older.by_id.get(name)
        if old is None or old.document.source == new.document.source:
            continue
        renumbering = _renumbering(old, new)
        if any(renumbering.values()):
            yield name, renumbering


def _renumbering(old: Text, new: Text) -> Renumbering:
    compared = comparison.compare(old.document, new.document)
    pairs = {anchor: list(change.new) for change in compared.changes for anchor in change.old}
    merged = {anchor for change in compared.changes if len(change.old) > 1 for anchor in change.old}
    known: dict[str, list[str]] = {}
    for anchor in old.by_anchor:
        targets = pairs.get(anchor) or list(compared.counterpart(anchor))
        if targets != implied(anchor, known) or anchor in merged:  # read backwards, all are needed
            known[anchor] = targets
    return {
        "moved": {anchor: targets for anchor, targets in known.items() if pairs.get(anchor)},
        "lost": {anchor: targets for anchor, targets in known.items() if not pairs.get(anchor)},
        "added": list(_outermost(change.new for change in compared.changes if not change.old)),
        "unsure": [
            anchor for change in compared.changes if change.is_guess for anchor in change.old
        ],
    }


def _outermost(groups: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The anchors that lie in none of those before them."""
    found: set[str] = set()
    for anchor in (anchor for group in groups for anchor in group):
        if not any(part in found for part in anchors_around(anchor)):
            found.add(anchor)
            yield anchor


def implied(anchor: str, moved: Mapping[str, list[str]]) -> list[str]:
    """Where an anchor leads by what is known of the parts it lies in.

    The pages' script reads the file by the same rule.
    """
    within = next((part for part in anchors_around(anchor) if part in moved), None)
    if within is None:
        return [anchor]
    return [f"{target}{anchor.removeprefix(within)}" for target in moved[within]]
