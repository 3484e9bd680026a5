"""Whom a provision governs, and how: read from titles of articles and subjects of clauses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from quyche.governance import languages
from quyche.governance.subjects import has_verb, heading_aspects, subjects
from quyche.language.kinds import Kind
from quyche.register.entries import ASPECTS, Aspect
from quyche.stores import NOWHERE, Store
from quyche.texts.addresses import Address
from quyche.texts.provisions import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.corpus.links import Linked, Links, Mention
    from quyche.corpus.texts import Corpus, Text
    from quyche.governance.phrases import Phrases
    from quyche.texts.provisions import Provision


@dataclass(frozen=True, slots=True)
class Governing:
    """A provision governs a body or role."""

    target: str
    """The id in the register."""
    aspects: tuple[Aspect, ...]
    provision: Address
    line: int


@dataclass(frozen=True)
class Governance:
    """Who is governed by what, over a corpus."""

    by_provision: Mapping[str, tuple[Governing, ...]]
    """By `document#anchor`: whom a provision governs by its own heading and text."""
    unknown: tuple[tuple[Address, int, str], ...]
    """Ids that an author set on a heading and the register does not have, with the line."""

    @classmethod
    def of(cls, corpus: Corpus, links: Links, store: Store = NOWHERE) -> Governance:
        """Read it from all texts of a corpus; what one of them says is kept in the store."""
        found: dict[str, tuple[Governing, ...]] = {}
        unknown: _Unknown = []
        for text in corpus.texts:
            read = partial(_read, corpus, links, text)
            governed, lacking = store.of("governed", corpus.told_of(text), read)
            found.update(governed)
            unknown += lacking
        return cls(found, tuple(unknown))

    def of_article(self, article: Provision) -> tuple[Governing, ...]:
        """Whom an article governs, by its title and all inside it, one entry each."""
        joined: dict[str, list[Aspect]] = {}
        for provision in article.walk():
            for governing in self.by_provision.get(str(provision.address), ()):
                joined.setdefault(governing.target, []).extend(governing.aspects)
        return tuple(
            Governing(target, _in_order(aspects), article.address, article.line)
            for target, aspects in joined.items()
        )

    @cached_property
    def of_target(self) -> Mapping[str, tuple[Governing, ...]]:
        """For every body and role, what governs it, in reading order."""
        found: dict[str, list[Governing]] = defaultdict(list)
        for governings in self.by_provision.values():
            for governing in governings:
                found[governing.target].append(governing)
        return {target: tuple(governings) for target, governings in found.items()}


_Unknown = list[tuple[Address, int, str]]


def _read(
    corpus: Corpus, links: Links, text: Text
) -> tuple[dict[str, tuple[Governing, ...]], _Unknown]:
    unknown: _Unknown = []
    reader = _Reader(corpus, links, unknown, languages.of(text.grammar))
    for provision in text.document.provisions:
        reader.read(provision, ())
    return reader.found, unknown


class _Reader:
    """Goes through the provisions of one text."""

    def __init__(
        self,
        corpus: Corpus,
        links: Links,
        unknown: list[tuple[Address, int, str]],
        said: Phrases,
    ) -> None:
        self.said = said
        self.corpus = corpus
        self.links = links
        self.unknown = unknown
        self.found: dict[str, tuple[Governing, ...]] = {}

    def read(self, provision: Provision, inherited: tuple[Aspect, ...]) -> None:
        """Read a provision and those in it.

        A title without an aspect has that of the title above.
        """
        aspects = heading_aspects(provision.heading, self.said) or inherited
        governed = self._by_author(provision, aspects)
        if governed is None:
            governed = [*self._by_heading(provision, aspects), *self._by_subjects(provision)]
        if governed:
            self.found[str(provision.address)] = _joined(governed)
        for child in provision.children:
            self.read(child, aspects)

    def _by_author(
        self, provision: Provision, aspects: tuple[Aspect, ...]
    ) -> list[Governing] | None:
        """What the author set on the heading holds instead of what its words say."""
        ids = provision.attribute("governs")
        if ids is None:
            return None
        for entry in ids.split():
            if entry not in self.corpus.register.by_id:
                self.unknown.append((provision.address, provision.line, entry))
        known = [entry for entry in ids.split() if entry in self.corpus.register.by_id]
        return [Governing(entry, aspects, provision.address, provision.line) for entry in known]

    def _by_heading(self, provision: Provision, aspects: tuple[Aspect, ...]) -> Iterator[Governing]:
        if provision.kind is not Kind.ARTICLE:
            return
        linked = self.links.at(provision.address.document, provision.line, heading=True)
        if linked is None or _is_sentence(linked.text):
            yield from _by_sentences(linked, provision, self.said)
            return
        for mention in _governed_in_title(linked.spelled, self.said):
            yield Governing(mention.target, aspects, provision.address, provision.line)

    def _by_subjects(self, provision: Provision) -> Iterator[Governing]:
        if provision.kind is Kind.TASK:
            return
        for block in provision.blocks:
            if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
                linked = self.links.at(provision.address.document, block.line)
                yield from _by_sentences(linked, provision, self.said)


def _by_sentences(
    linked: Linked | None, provision: Provision, said: Phrases
) -> Iterator[Governing]:
    """Whom the sentences of a stretch of text have as their subject."""
    for subject in subjects(linked, said) if linked else ():
        yield Governing(
            subject.mention.target, subject.aspects, provision.address, subject.mention.line
        )


def _is_sentence(heading: str) -> bool:
    """Whether the heading is the text of an untitled article: it ends as a sentence does."""
    return heading.rstrip().endswith((".", ";", ":"))


def _governed_in_title(linked: Linked, said: Phrases) -> Sequence[Mention]:
    """The names in a title whose duties, meetings or relations it announces."""
    text = linked.text
    if relation := said.relation.search(text):
        return [mention for mention in linked.mentions if mention.start >= relation.end()]
    about = said.about.search(text)
    named = [m for m in linked.mentions if not about or m.end <= about.start()]
    if of := said.of.search(text):
        found = [mention for mention in named if mention.start >= of.end()]
        return found if found or not said.article else _leading(text, named, said)
    return named if named and _is_governed(text, named[0], said) else ()


def _leading(text: str, named: Sequence[Mention], said: Phrases) -> Sequence[Mention]:
    """The name with which a title begins: `Secretary of the Club`."""
    is_first = bool(named) and text[: named[0].start].strip().lower() in {"", said.article}
    return named[:1] if is_first else ()


def _is_governed(text: str, mention: Mention, said: Phrases) -> bool:
    """Whether a title without "của" is about the name, its meeting or what it does."""
    before = text[: mention.start]
    is_first = before.strip().lower() in {"", said.article}
    is_meeting = bool(said.meeting.search(before))
    return is_first or is_meeting or has_verb(text, mention.end, said)


def _joined(governed: Iterable[Governing]) -> tuple[Governing, ...]:
    by_target: dict[str, list[Governing]] = {}
    for governing in governed:
        by_target.setdefault(governing.target, []).append(governing)
    return tuple(
        Governing(
            target,
            _in_order(aspect for governing in all_governing for aspect in governing.aspects),
            all_governing[0].provision,
            all_governing[0].line,
        )
        for target, all_governing in by_target.items()
    )


def _in_order(aspects: Iterable[Aspect]) -> tuple[Aspect, ...]:
    chosen = set(aspects)
    return tuple(aspect for aspect in ASPECTS if aspect in chosen)
