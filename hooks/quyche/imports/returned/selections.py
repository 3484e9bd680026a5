"""Whose changes are taken, and where: what `--accept` and `--reject` name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.corpus.written_places import provisions_in
from quyche.errors import QuycheError
from quyche.language.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quyche.corpus.texts import Text
    from quyche.texts.addresses import Address

NOT_RECORDED = "untracked"
"""What names the changes of which nobody knows who made them."""


@dataclass(frozen=True)
class ChangeChoice:
    """Some changes: those of an author, those in a provision, or those that were not recorded."""

    author: str | None = None
    """Folded; empty for what was not recorded."""
    address: Address | None = None

    def names(self, author: str, address: Address | None) -> bool:
        """Whether a change is among them."""
        if self.author is not None:
            return fold(author) == self.author
        return address is not None and self.address is not None and self.address.contains(address)


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
    if name == NOT_RECORDED:
        return ChangeChoice(author="")
    if fold(name) in set(map(fold, authors)):
        return ChangeChoice(author=fold(name))
    found = [
        own[0].address for own in (provisions_in(text, name) for text in texts) if len(own) == 1
    ]
    if found:  # where clauses bear no numbers, one that is named is its whole article
        return ChangeChoice(address=max(found, key=lambda one: len(one.steps)))
    known = difflib.get_close_matches(name, authors, 5) or [*authors, NOT_RECORDED]
    raise QuycheError("returned.no_choice", found=name, known=", ".join(known))
