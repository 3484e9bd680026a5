"""What every text of a corpus points to: provisions, bodies and roles; and the reverse."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from quyche.corpus import codes, elsewhere
from quyche.corpus.damage import is_damage
from quyche.corpus.lookups import lookup, scopes
from quyche.kept import Kept
from quyche.language import citations
from quyche.language.cues import cues_of
from quyche.language.spans import Spans
from quyche.language.spelling import Searchable, compose, spelling
from quyche.register.names import LocalNames
from quyche.stores import Store
from quyche.texts.addresses import Address
from quyche.texts.provisions import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyche.corpus.texts import Corpus, Text
    from quyche.language.citations import Citation
    from quyche.language.units import Unit
    from quyche.texts.provisions import Provision


class CitationState(Enum):
    """What became of a citation."""

    RESOLVED = "resolved"
    EXTERNAL = "external"
    """It names a document that is not in this corpus."""
    WITHHELD = "withheld"
    """It names a document that is internal and was left out, where nobody may be led."""
    UNSURE = "unsure"
    """It is not here, and may be elsewhere: in an annex of a file of its own, in a document that
    the sentence names later."""
    DANGLING = "dangling"
    """It should be here, and is not."""


_TOLD = frozenset({CitationState.RESOLVED, CitationState.WITHHELD})
"""What is told of a whole document that is named by its number alone."""


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation at its place."""

    start: int
    end: int
    text: str
    source: Address
    """The provision in which it stands, or the document."""
    line: int
    target: Address | None
    state: CitationState


@dataclass(frozen=True, slots=True)
class Mention:
    """The name of a body or role at its place."""

    start: int
    end: int
    text: str
    source: Address
    line: int
    target: str
    """The id in the register."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A stretch of text, a heading or a block, with what it points to; spans do not overlap."""

    text: str
    source: Address
    line: int
    is_heading: bool
    citations: tuple[Citing, ...]
    mentions: tuple[Mention, ...]

    @property
    def spelled(self) -> Linked:
        """The spelling key of the text with the same links at their places in it.

        So patterns read a text in any Unicode form; itself where the text is its own key.
        """
        searchable = Searchable.of(self.text)
        if searchable.key is searchable.text:
            return self
        return replace(
            self,
            text=searchable.key,
            citations=tuple(_in_key(each, searchable) for each in self.citations),
            mentions=tuple(_in_key(each, searchable) for each in self.mentions),
        )


_Spanned = TypeVar("_Spanned", Citing, Mention)


def _in_key(spanned: _Spanned, searchable: Searchable) -> _Spanned:
    start, end = searchable.place(spanned.start), searchable.place(spanned.end)
    return replace(spanned, start=start, end=end)


@dataclass(frozen=True)
class Links:
    """All links of a corpus."""

    by_document: Mapping[str, tuple[Linked, ...]]

    @classmethod
    def of(cls, corpus: Corpus, texts: Iterable[Text] | None = None) -> Links:
        """Find and resolve everything that the texts of the corpus, or some of them, point to."""
        return Linker().of(corpus, corpus.texts if texts is None else texts)

    def __iter__(self) -> Iterator[Linked]:
        for linked in self.by_document.values():
            yield from linked

    @cached_property
    def _by_line(self) -> Mapping[str, Mapping[int, Linked]]:
        """By document and line, that of a heading below zero: a block may stand on the same."""
        found: dict[str, dict[int, Linked]] = defaultdict(dict)
        for one in self:
            found[one.source.document][-one.line if one.is_heading else one.line] = one
        return found

    def at(self, document: str, line: int, *, heading: bool = False) -> Linked | None:
        """What the block, or the heading, at that line of a document points to."""
        return self._by_line.get(document, {}).get(-line if heading else line)

    @cached_property
    def citing(self) -> Mapping[str, tuple[Citing, ...]]:
        """For every provision, spelled `document#anchor`, the citations of it, in reading order."""
        found: dict[str, list[Citing]] = defaultdict(list)
        for linked in self:
            for citing in linked.citations:
                if citing.target is not None:
                    found[str(citing.target)].append(citing)
        return {address: tuple(all_citing) for address, all_citing in found.items()}

    @cached_property
    def cited_from_elsewhere(self) -> Mapping[str, tuple[tuple[str, str, int], ...]]:
        """For every document the citations of it in others: of what, where, at which line."""
        found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for name, every in self.by_document.items():
            for linked in every:
                for citing in linked.citations:
                    if citing.target is not None and citing.target.document != name:
                        told = (str(citing.target), str(citing.source), citing.line)
                        found[citing.target.document].append(told)
        return {document: tuple(told) for document, told in found.items()}

    @cached_property
    def mentioning(self) -> Mapping[str, tuple[Mention, ...]]:
        """For every body and role, the places that name it, in reading order."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for linked in self:
            for mention in linked.mentions:
                found[mention.target].append(mention)
        return {entry: tuple(mentions) for entry, mentions in found.items()}


@dataclass(frozen=True)
class Linker:
    """Finds what texts point to, in each text once as long as what it can point to is the same.

    What a text points to depends on what it says and on the outline of the others alone.
    """

    store: Store = field(default_factory=Store)
    _known: Kept[tuple[str, ...], tuple[Linked, ...]] = field(default_factory=Kept)

    def of(self, corpus: Corpus, texts: Iterable[Text]) -> Links:
        """What texts, or the minutes of meetings, point to in the texts of a corpus."""
        return Links({text.id: self._linked(corpus, text) for text in texts})

    def _linked(self, corpus: Corpus, text: Text) -> tuple[Linked, ...]:
        key = corpus.told_of(text)
        return self._known.of(
            key, lambda: self.store.of("links", key, lambda: tuple(_Reader(corpus, text).run()))
        )

    def turn(self) -> None:
        """Begin another round of work: see `Kept`."""
        self._known.turn()


@dataclass(frozen=True)
class _Place:
    """Where a text stands: what `khoản này` means there."""

    address: Address
    is_amending: bool = False

    def this(self, text: Text, unit: Unit) -> Address | None:
        if text.grammar.levels and (unit.form.is_nested or not unit.kind.is_headed):
            return codes.this(text, self.address, unit)
        return self.address.of_kind(unit.kind)


class _Reader:
    """Goes through one text in reading order, learning the names that it defines for itself."""

    def __init__(self, corpus: Corpus, text: Text) -> None:
        self.corpus = corpus
        self.text = text
        self.cues = cues_of(text.grammar)
        self.names = LocalNames(corpus.register.names(text.metadata.date))

    def run(self) -> Iterator[Linked]:
        root = _Place(Address(self.text.id))
        for part in self.text.document.content:
            if isinstance(part, Block):
                yield from self._block(part, root)
            else:
                yield from self._provision(part, root)

    def _provision(self, provision: Provision, outer: _Place) -> Iterator[Linked]:
        amends = outer.is_amending or self._amends(provision)
        place = _Place(provision.address, amends)
        if provision.heading:
            yield self._linked(provision.heading, place, provision.line, (), heading=True)
        for part in provision.content:
            if isinstance(part, Block):
                yield from self._block(part, place)
            else:
                yield from self._provision(part, place)

    def _amends(self, provision: Provision) -> bool:
        """Whether it says how another document is changed."""
        key = Searchable.of(provision.heading or provision.text).key
        return bool(self.cues.amending.search(key))

    def _block(self, block: Block, place: _Place) -> Iterator[Linked]:
        """Quoted text speaks of another document; nothing in it is linked."""
        if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            yield self._linked(block.text, place, block.line, block.linked_spans)
        elif block.kind is BlockKind.TABLE:
            yield self._linked(block.text, place, block.line, ())

    def _linked(
        self,
        text: str,
        place: _Place,
        line: int,
        taken: Sequence[tuple[int, int]],
        *,
        heading: bool = False,
    ) -> Linked:
        if is_damage(text):
            return Linked(text, place.address, line, heading, (), ())
        searchable = Searchable.of(text)
        words = (
            searchable.span(*match.span()) for match in self.cues.words.finditer(searchable.key)
        )
        cited = tuple(self._cited(text, place, line, Spans.of([*taken, *words])))
        closed = [*taken, *((citing.start, citing.end) for citing in cited)]
        closed.extend(citations.document_numbers(text, self.text.grammar))
        other = Spans.of(closed)
        mentions = tuple(self._mentions(text, place, line, other))
        if self._learn(text, mentions):  # the rest of this text may use the new name already
            mentions = tuple(self._mentions(text, place, line, other))
        return Linked(text, place.address, line, heading, cited, mentions)

    # Names

    def _mentions(self, text: str, place: _Place, line: int, closed: Spans) -> Iterator[Mention]:
        for named in self.names.find(text):
            if not closed.overlap(named.start, named.end):
                yield Mention(
                    named.start,
                    named.end,
                    text[named.start : named.end],
                    place.address,
                    line,
                    named.id,
                )

    def _learn(self, text: str, mentions: Iterable[Mention]) -> bool:
        """A name that the text gives a body in brackets holds for the rest of the document."""
        searchable = Searchable.of(text)
        learned = {
            spelling(match["name"].strip()): mention.target
            for mention in mentions
            if (match := searchable.match(self.cues.definition, mention.end))
        }
        if learned:
            self.names.learn(learned)
        return bool(learned)

    # Citations

    def _cited(self, text: str, place: _Place, line: int, linked: Spans) -> Iterator[Citing]:
        found = citations.find(text, self.text.grammar)
        later = elsewhere.of_later_document(found, text)
        for at, citation in enumerate(found):
            if linked.overlap(citation.start, citation.end):
                continue
            citing = self._resolved(citation, text, place, line)
            if citing and citing.state is CitationState.DANGLING:
                here = (text, self.text, place.address)
                is_unsure = at in later or elsewhere.may_be_right(citation, *here)
                citing = replace(citing, state=CitationState.UNSURE) if is_unsure else citing
            if citing:
                yield citing

    def _resolved(self, citation: Citation, text: str, place: _Place, line: int) -> Citing | None:
        target, state, end = self._target(citation, text, place)
        if not citation.units and state not in _TOLD:
            return None  # the number of a document elsewhere
        start = citation.start
        return Citing(start, end, text[start:end], place.address, line, target, state)

    def _target(
        self, citation: Citation, text: str, place: _Place
    ) -> tuple[Address | None, CitationState, int]:
        if citation.number:
            if self.corpus.is_withheld(citation.number):
                return None, CitationState.WITHHELD, citation.end
            found = self.corpus.numbered(citation.number)
            if found is None or found is self.text:
                return None, CitationState.EXTERNAL, citation.end
            return Address(found.id), CitationState.RESOLVED, citation.end
        if citation.scope == "other":
            return self._in_other(citation, text, place)
        in_note = citation.is_this and not place.address.steps  # "Khoản này" below the text
        if not citation.scope and (in_note if citation.is_this else place.is_amending):
            return None, CitationState.EXTERNAL, citation.end
        target = self._in_this(citation, place)
        is_unsure = elsewhere.of_absent_kind(citation, self.text, place.address) or (
            citation.is_this and place.this(self.text, citation.units[-1]) is None
        )
        state = CitationState.UNSURE if is_unsure else CitationState.DANGLING
        return target, CitationState.RESOLVED if target else state, citation.end

    def _in_other(
        self, citation: Citation, text: str, place: _Place
    ) -> tuple[Address | None, CitationState, int]:
        """A provision of a named document: of this corpus, attached to this one, or elsewhere."""
        named = self.corpus.named_at(text, citation.name_at) or self._numbered_at(citation, text)
        if named is None or self.cues.dated.match(text, named[1]):
            return None, CitationState.EXTERNAL, citation.end
        other, end = named
        if other is None:
            return None, CitationState.WITHHELD, citation.end
        base = Address(other.id)
        if other is self.text and place.address.attachment:
            base = base.child(place.address.attachment)
        target = lookup(other, base, citation.units)
        between = compose(text[citation.end : citation.name_at])
        adjacent = between.strip(" \u00a0") in {"", *self.text.grammar.wording.between}
        return (
            target,
            CitationState.RESOLVED if target else CitationState.DANGLING,
            end if adjacent else citation.end,
        )

    def _numbered_at(self, citation: Citation, text: str) -> tuple[Text | None, int] | None:
        """The document whose number follows its type, as `named_at`: `Quy chế số 00-QC/TU`."""
        start = Searchable.of(text).match(self.cues.before_number, citation.name_at)
        numbers = citations.document_numbers(text, self.text.grammar)
        at = bisect_left(numbers, (start.end(), 0)) if start else len(numbers)
        if not start or at == len(numbers) or numbers[at][0] != start.end():
            return None
        first, last = numbers[at]
        number = text[first:last]
        found = self.corpus.numbered(number)
        return (found, last) if found or self.corpus.is_withheld(number) else None

    def _in_this(self, citation: Citation, place: _Place) -> Address | None:
        units, base = citation.units, elsewhere.base_of(citation, self.text, place.address)
        if citation.is_this:
            whole = place.this(self.text, units[-1])
            return lookup(self.text, whole, units[:-1]) if whole else None
        if citation.scope:
            root = Address(self.text.id)
            is_whole = elsewhere.names_another(citation, base)
            return lookup(self.text, base, units) or (
                lookup(self.text, root, units) if is_whole else None
            )
        for start in scopes(self.text, units[-1], place.address, base):
            if target := lookup(self.text, start, units):
                return target
        return None
