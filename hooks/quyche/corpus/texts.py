"""All documents of one edition, parsed, with the register they are linked to."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import stores
from quyche.corpus import ways
from quyche.language import citations
from quyche.language.kinds import Kind
from quyche.language.spelling import Searchable, fold, spelling
from quyche.problems import Problem
from quyche.register.register import Register
from quyche.texts import notes, parser
from quyche.texts.addresses import Address
from quyche.texts.metadata import DocumentKind, Meeting, Metadata
from quyche.texts.provisions import BlockKind

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.ways import Way
    from quyche.language.grammars import Form, Grammar
    from quyche.texts.provisions import Document, Provision

_WORD_RE = re.compile(r"\w")


@dataclass(frozen=True)
class Text:
    """A regulation or programme: its parsed document and what its front matter says."""

    document: Document
    metadata: Metadata

    @property
    def id(self) -> str:
        """The document's id, stable across editions and terms."""
        return self.document.id

    @property
    def path(self) -> str:
        """Relative to the folder of documents."""
        return self.document.path

    @property
    def title(self) -> str:
        """The title on its page: the heading of the text, or what the front matter calls it."""
        return self.document.title or self.metadata.title

    @property
    def is_regulation(self) -> bool:
        """Whether it is made of provisions; a programme is made of tasks."""
        return self.metadata.kind == DocumentKind.REGULATION

    @property
    def grammar(self) -> Grammar:
        """How it is written."""
        return self.document.grammar

    @cached_property
    def told(self) -> str:
        """A digest of all that it was read from."""
        return stores.digest_of(self.path, self.grammar.name, self.document.source)

    @cached_property
    def by_anchor(self) -> Mapping[str, Provision]:
        """Every provision under its anchor."""
        return {provision.anchor: provision for provision in self.document.walk()}

    @cached_property
    def parents(self) -> Mapping[str, Provision]:
        """What each provision stands in, by its anchor; chapters hold articles."""
        return {
            child.anchor: provision
            for provision in self.document.walk()
            for child in provision.children
        }

    @cached_property
    def by_way(self) -> Mapping[Way, Address]:
        """Every provision by the numbers that lead to it, where an item goes by any word."""
        return ways.ways(self.document)

    @cached_property
    def forms(self) -> frozenset[Form]:
        """The words of its headings."""
        headed = (provision for provision in self.document.walk() if provision.kind.is_headed)
        return frozenset(provision.address.steps[-1].form for provision in headed)

    def head_of(self, provision: Provision) -> Provision:
        """The provision with a heading that another stands in, or the outermost around it."""
        every = (self.by_anchor.get(address.anchor) for address in provision.address.around())
        around = [one for one in every if one]
        return next((one for one in around if one.kind.is_headed), around[-1])

    @cached_property
    def by_last_step(self) -> Mapping[tuple[str, str, Form, str], Sequence[Provision]]:
        """Provisions with a heading under what they stand in, attachment, word and number key.

        `chương 2` wherever its part is: under the document itself, whose anchor is empty, and under
        the anchors of all that they stand in.
        """
        found: dict[tuple[str, str, Form, str], list[Provision]] = defaultdict(list)
        for provision in self.document.walk():
            if not provision.kind.is_headed:
                continue
            attachment = provision.address.attachment
            last = provision.address.steps[-1]
            own = (attachment.key if attachment else "", last.form, last.key)
            for anchor in ("", *(around.anchor for around in provision.address.around())):
                found[anchor, *own].append(provision)
        return dict(found)

    @cached_property
    def amended(self) -> frozenset[str]:
        """The anchors of articles at which a footnote names another document, by its number."""
        told = {
            note.label
            for note in notes.notes(self.document)
            if citations.document_numbers(note.text, self.grammar)
        }
        said = (one for one in notes.references(self.document) if one.label in told and one.anchor)
        around = (self.by_anchor[one.anchor].address.of_kind(Kind.ARTICLE) for one in said)
        return frozenset(article.anchor for article in around if article)

    @cached_property
    def unnumbered(self) -> Mapping[str, int]:
        """For each article whose clauses bear no numbers how many paragraphs it has, by anchors."""
        return {
            article.anchor: sum(block.kind is BlockKind.PARAGRAPH for block in article.blocks)
            for article in self.document.articles()
            if not any(child.kind is Kind.CLAUSE for child in article.children)
        }


TextOf = Callable[[str, str], Text | None]
"""The text that an edition (or the work) has of a document, by their names.

None where it has none, or is not available.
"""


@dataclass(frozen=True)
class PageHead:
    """What the front matter of any page may tell whoever shows it."""

    title: str = ""
    description: str = ""


@dataclass(frozen=True)
class Corpus:
    """All documents of one edition."""

    texts: tuple[Text, ...] = ()
    register: Register = field(default_factory=Register)
    meetings: tuple[Meeting, ...] = ()
    minutes: tuple[Text, ...] = ()
    """What each meeting's file says, below its front matter."""
    problems: tuple[Problem, ...] = ()
    """What was found wrong while reading."""
    withheld: frozenset[str] = frozenset()
    """The paths of the documents that are internal and were left out.

    So are other files of which nobody can tell what they are.
    """
    withheld_names: frozenset[str] = frozenset()
    """How texts may call those, as `named_at` and `numbered` seek it: they mean no other."""
    heads: Mapping[str, PageHead] = field(default_factory=dict, compare=False, hash=False)
    """What each file with front matter says of its page, by its path."""
    withheld_as: frozenset[str] = frozenset()
    """The ids of those that were left out, where files name theirs."""

    def without(self, documents: frozenset[str]) -> Corpus:
        """The same with the documents of these ids left out, as those that are internal."""
        left_out = [text for text in self.texts if text.id in documents]
        return replace(
            self,
            texts=tuple(text for text in self.texts if text.id not in documents),
            withheld=self.withheld | {text.path for text in left_out},
            withheld_as=self.withheld_as | {text.id for text in left_out},
            withheld_names=self.withheld_names | names_withheld(left_out),
        )

    @property
    def withheld_ids(self) -> frozenset[str]:
        """The ids of the documents that are internal and were left out."""
        return self.withheld_as | {parser.document_id(path) for path in self.withheld}

    def sorted_as_in(self, language: str) -> Corpus:
        """The same, with names sorted by the alphabet of a language."""
        if language == self.register.language:
            return self
        return replace(self, register=replace(self.register, language=language))

    @cached_property
    def outline(self) -> str:
        """A digest of all that citations and names in any text can lead to.

        Two corpora with the same one differ at most in what their provisions say.
        """
        told = (
            self.register,
            sorted(self.withheld_names),
            *(
                (text.path, text.metadata, text.document.title, text.grammar.name, _numbers(text))
                for text in self.texts
            ),
        )
        return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()

    def told_of(self, text: Text) -> tuple[str, ...]:
        """All that decides what a text of it, or the minutes of a meeting, point to.

        Where two files have one name, what is known by it is that of the last.
        """
        return (self.outline, text.told, self.by_id.get(text.id, text).told)

    @cached_property
    def by_id(self) -> Mapping[str, Text]:
        """Every text under its id."""
        return {text.id: text for text in self.texts}

    @cached_property
    def by_path(self) -> Mapping[str, Text]:
        """Every text under its path."""
        return {text.path: text for text in self.texts}

    @cached_property
    def minutes_by_path(self) -> Mapping[str, Text]:
        """What each meeting's file says, under its path."""
        return {text.path: text for text in self.minutes}

    @cached_property
    def meetings_by_id(self) -> Mapping[str, Meeting]:
        """Every meeting under its id."""
        return {meeting.id: meeting for meeting in self.meetings}

    @cached_property
    def meetings_by_path(self) -> Mapping[str, Meeting]:
        """Every meeting under the path of its file."""
        return {meeting.path: meeting for meeting in self.meetings}

    @cached_property
    def _by_name(self) -> Mapping[str, Text | None]:
        """Every name, folded; those of documents that were left out lead to none."""
        names: dict[str, Text | None] = {}
        for text in self.texts:
            for name in _names_of(text):
                names.setdefault(fold(name), text)
        return {**dict.fromkeys(self.withheld_names), **names}

    @cached_property
    def by_number(self) -> Mapping[str, Text]:
        """Every text under its number, blanks aside."""
        numbered = ((text.metadata.number, text) for text in self.texts)
        aliased = ((alias, text) for text in self.texts for alias in text.metadata.aliases)
        return {_number_key(number): text for number, text in (*aliased, *numbered) if number}

    def numbered(self, number: str) -> Text | None:
        """The text of that number, e.g. `00-QC/TU`."""
        return self.by_number.get(_number_key(number))

    def is_withheld(self, number: str) -> bool:
        """Whether a number is that of a document that was left out."""
        return _number_key(number) in self.withheld_names and not self.numbered(number)

    def named_at(self, text: str, position: int) -> tuple[Text | None, int] | None:
        """The document whose title or other name stands at that place of a text, and its end.

        None instead of a document that is internal and was left out: its name means no other, even
        where it begins with that of another.
        """
        searchable = Searchable.folded(text)
        folded, start = searchable.key, searchable.place(position)
        for length in self._name_lengths:
            end = start + length
            name = folded[start:end]
            is_name = end <= len(folded) and name in self._by_name
            if is_name and not _WORD_RE.match(folded, end):
                return self._by_name[name], searchable.offsets[end]
        return None

    @cached_property
    def _name_lengths(self) -> Sequence[int]:
        """How long names of documents are, the longest first."""
        return sorted({len(name) for name in self._by_name if name}, reverse=True)

    def meeting_on(self, body: str, date: datetime.date | None) -> Meeting | None:
        """The meeting of a body on a day; None where there is none, or more than one."""
        found = [each for each in self.meetings if each.body == body and each.date == date]
        return found[0] if body and date and len(found) == 1 else None

    def provision(self, address: Address) -> Provision | None:
        """The provision at an address.

        None where there is none, or the address is a whole document.
        """
        text = self.by_id.get(address.document)
        return text.by_anchor.get(address.anchor) if text else None


def _numbers(text: Text) -> tuple[object, ...]:
    """Every provision as others may name it, and how many paragraphs stand in its articles."""
    provisions = text.document.walk()
    named = ((one.anchor, one.kind.value, one.number, one.mark, one.heading) for one in provisions)
    return *named, *text.unnumbered.items()


def names_withheld(texts: Iterable[Text]) -> frozenset[str]:
    """What a corpus must know of documents that it does not hold: their names and numbers."""
    return frozenset(
        name
        for text in texts
        for name in (*map(fold, _names_of(text)), *map(_number_key, _numbers_of(text)))
    )


def _names_of(text: Text) -> Iterator[str]:
    metadata = text.metadata
    yield from filter(None, (metadata.title, metadata.short_title, text.title, *metadata.aliases))


def _numbers_of(text: Text) -> Iterator[str]:
    yield from filter(None, (text.metadata.number, *text.metadata.aliases))


def _number_key(number: str) -> str:
    return spelling(re.sub(r"[\s\u00a0]", "", number)).casefold()
