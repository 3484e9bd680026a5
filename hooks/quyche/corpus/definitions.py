"""The words that a text defines in an article of its own, and where else it uses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from quyche.language.spelling import Searchable, spelling
from quyche.texts.provisions import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.language.grammars import Grammar
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Document, Provision

_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


@dataclass(frozen=True)
class Definition:
    """A term, and the provision that says what it means."""

    term: str
    address: Address
    line: int
    """Of the block that says so: in it, the term leads nowhere."""


@dataclass(frozen=True)
class Use:
    """A defined term at its place in a block."""

    start: int
    end: int
    definition: Definition


@dataclass(frozen=True)
class Definitions:
    """All that a document defines."""

    found: tuple[Definition, ...] = ()

    @classmethod
    def of(cls, document: Document) -> Definitions:
        """The terms of articles whose heading says that they define words, each once.

        What is defined twice is left out: nothing says which of both a use means.
        """
        heading, defines = _patterns(document.grammar)
        found = [
            Definition(term, provision.address, block.line)
            for article in document.articles()
            if heading.fullmatch(spelling(article.heading).strip())
            for provision, block in _blocks(article)
            if (term := _term(block.text, defines, document.grammar))
        ]
        terms = [_key(definition.term) for definition in found]
        return cls(tuple(one for one in found if terms.count(_key(one.term)) == 1))

    def uses(self, text: str, line: int) -> Iterator[Use]:
        """The first use of each term in a block, the block that defines it aside."""
        if self._pattern is None:
            return
        seen = set()
        for match in Searchable.of(text).finditer(self._pattern):
            definition = self._by_key[_key(match.group())]
            is_same = definition.term == spelling(match.group())
            is_word = " " in definition.term or is_same
            if definition.line != line and definition.term not in seen and is_word:
                seen.add(definition.term)
                yield Use(*match.span(), definition)

    @cached_property
    def _by_key(self) -> Mapping[str, Definition]:
        return {_key(definition.term): definition for definition in self.found}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """Any of the terms as whole words, the longest first, small or capital."""
        if not self.found:
            return None
        terms = sorted((definition.term for definition in self.found), key=len, reverse=True)
        any_of = "|".join(re.escape(term) for term in terms)
        return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)", re.IGNORECASE)


@cache
def _patterns(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    wording = grammar.wording
    return (
        re.compile(wording.defining, re.VERBOSE | re.IGNORECASE),
        re.compile(wording.defines, re.VERBOSE),
    )


def _blocks(provision: Provision) -> Iterator[tuple[Provision, Block]]:
    for part in provision.content:
        if not isinstance(part, Block):
            yield from _blocks(part)
        elif part.kind in _SPOKEN:
            yield provision, part


def _term(text: str, defines: re.Pattern[str], grammar: Grammar) -> str:
    """The term that a block defines; empty for none, or for one that could be part of a word."""
    match = defines.match(spelling(text))
    term = match["name"].strip() if match else ""
    return "" if grammar.wording.has_syllables and " " not in term else term


def _key(term: str) -> str:
    return spelling(term).lower()
