"""A provision as what is compared: all its words, with those of the provisions inside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from quyche.comparing.matching.words import Words, is_word
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.texts.provisions import Document, Provision


@dataclass(frozen=True, eq=False)
class MatchedUnit:
    """One provision and the words of everything inside it down to the next heading."""

    provision: Provision
    children: tuple[MatchedUnit, ...]
    """Its clauses and points; what has a heading of its own stands for itself."""

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.provision.kind

    @cached_property
    def anchor(self) -> str:
        """Its anchor in its document."""
        return self.provision.anchor

    @cached_property
    def number(self) -> tuple[str, str]:
        """Its number as a key, within its attachment."""
        attachment = self.provision.address.attachment
        own = _number_key(self.kind, self.provision.number)
        return (attachment.key if attachment and self.kind is not Kind.ATTACHMENT else "", own)

    @cached_property
    def text(self) -> str:
        """Its own heading and text, without its number and without what is inside it."""
        return "\n".join(filter(None, (self.provision.heading, self.provision.text)))

    @cached_property
    def heading(self) -> tuple[str, ...]:
        """The words of its heading."""
        return tuple(filter(is_word, Words.of(self.provision.heading).keys))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All words and signs inside it."""
        own = Words.of(self.text).keys
        return (*own, *(key for child in self.children for key in child.keys))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words inside it."""
        return tuple(filter(is_word, self.keys))

    @cached_property
    def body(self) -> tuple[str, ...]:
        """All words below its heading; those of the heading where there are no others."""
        return self.words[len(self.heading) :] or self.words

    def walk(self) -> Iterator[MatchedUnit]:
        """Itself and the clauses and points inside it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


_number_key = cache(number_key)


def unit(provision: Provision) -> MatchedUnit:
    """The unit of a provision."""
    inside = (child for child in provision.children if not child.kind.is_headed)
    return MatchedUnit(provision, tuple(unit(child) for child in inside))


def outer_units(document: Document) -> Iterator[MatchedUnit]:
    """The units of all provisions with a heading, or in no other, in reading order."""
    for outermost in document.provisions:
        for provision in outermost.walk():
            if provision.kind.is_headed or provision is outermost:
                yield unit(provision)
