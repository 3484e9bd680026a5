"""Whose changes are taken, and where: what `--accept` and `--reject` name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.corpus.written_places import provisions_in, words_beside
from quyche.errors import QuycheError
from quyche.language.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quyche.corpus.texts import Text
    from quyche.texts.addresses import Address

NOT_RECORDED = "untracked"
"""What names the changes of which nobody knows who made them."""
_AT = "@"
"""What stands between an author and a place, where only what is of both is meant."""


@dataclass(frozen=True)
class ChangeChoice:
    """Some changes: those of an author, those in a provision, or those of an author in one."""

    author: str | None = None
    """Folded; empty for what was not recorded."""
    address: Address | None = None

    def names(self, author: str, address: Address | None) -> bool:
        """Whether a change is among them."""
        is_theirs = self.author is None or fold(author) == self.author
        if self.address is None:
            return is_theirs
        return is_theirs and address is not None and self.address.contains(address)


@dataclass(frozen=True)
class Selection:
    """Everything, unless some is accepted; and of that all but what is rejected."""

    accepted: tuple[ChangeChoice, ...] = ()
    rejected: tuple[ChangeChoice, ...] = ()

    @classmethod
    def of(
        cls,
        accept: Iterable[str],
        reject: Iterable[str],
        authors: Sequence[str],
        texts: Sequence[Text],
    ) -> Selection:
        """Read what was named.

        Raises QuycheError for what is neither an author of the files nor a provision of one of the
        texts: the one of now, and those that the files would have.
        """
        return cls(
            tuple(_choice(name, authors, texts) for name in accept),
            tuple(_choice(name, authors, texts) for name in reject),
        )

    def takes(self, author: str, address: Address | None) -> bool:
        """Whether a change is taken; an empty author is nobody known."""
        if any(choice.names(author, address) for choice in self.rejected):
            return False
        return not self.accepted or any(choice.names(author, address) for choice in self.accepted)


def _choice(name: str, authors: Sequence[str], texts: Sequence[Text]) -> ChangeChoice:
    author = _author(name, authors)
    if author is not None:
        return ChangeChoice(author)
    who, at, where = name.rpartition(_AT)
    author, place = _author(who.strip(), authors), _place(where.strip(), texts)
    if place is None or (at and author is None):
        known = difflib.get_close_matches(name, authors, 5) or [*authors, NOT_RECORDED]
        raise QuycheError("returned.no_choice", found=name, known=", ".join(known))
    return ChangeChoice(author, place)


def _author(name: str, authors: Sequence[str]) -> str | None:
    """Who is meant, folded; None for nobody, and empty for what was not recorded."""
    if name == NOT_RECORDED:
        return ""
    return fold(name) if fold(name) in set(map(fold, authors)) else None


def _place(name: str, texts: Sequence[Text]) -> Address | None:
    meant = (provisions_in(text, name) for text in texts if not words_beside(text, name))
    found = [own[0].address for own in meant if len(own) == 1]
    # Where clauses bear no numbers, one that is named is its whole article.
    return max(found, key=lambda one: len(one.steps), default=None)
