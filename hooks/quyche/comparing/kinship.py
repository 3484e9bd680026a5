"""Whether two texts are states of one document, or two documents that somebody put side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.matching.likeness import alike
from quyche.comparing.matching.words import Words, is_word
from quyche.comparing.operations import Sign
from quyche.texts import frontmatter, metadata

if TYPE_CHECKING:
    from quyche.comparing.comparison import Comparison
    from quyche.texts.provisions import Document

_LEAST_KEPT = 0.15
"""Of the words of both, what two states of one document have in common at least.

Of public laws, one written anew keeps a third of its words, one amended nearly all; two laws share
a hundredth, a law and one that amends it a ninth.
"""
_TITLES_ALIKE = 0.6
_TELLING = ("kind", "issuer")
"""Keys of a front matter that stay the same for a document."""


def are_two_documents(comparison: Comparison, old: Document, new: Document) -> bool:
    """Whether the two are surely no states of one document.

    They are of different kinds, somebody else issued them, or hardly a word of them is the same and
    they are called otherwise.
    """
    olds, news = _told(old), _told(new)
    if any(olds[key] and news[key] and olds[key] != news[key] for key in _TELLING):
        return True
    are_called_alike = alike(_words(old.title), _words(new.title)) >= _TITLES_ALIKE
    return not are_called_alike and _kept(comparison) < _LEAST_KEPT


def _told(document: Document) -> dict[str, str]:
    front, _ = frontmatter.read(document.front, document.path, metadata.SCHEMAS)
    return {key: front.text(key) for key in _TELLING}


def _words(text: str) -> tuple[str, ...]:
    return tuple(key.casefold() for key in Words.of(text).keys if is_word(key))


def _kept(comparison: Comparison) -> float:
    """How much of the words of both is in both."""
    summary = comparison.summary
    changes = (*comparison.changes, *comparison.outside)
    kept = sum(len(_words(op.text)) for one in changes for op in one.ops if op.sign is Sign.KEPT)
    changed = summary.words_inserted + summary.words_deleted
    return 2 * kept / (2 * kept + changed) if kept + changed else 1.0
