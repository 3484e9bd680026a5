"""Why a document was changed, as its drafters said: in commits, and in its front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quyche import urls
from quyche.language.kinds import Kind
from quyche.language.markers import alternatives
from quyche.language.numbers import number_key
from quyche.language.spelling import compose, fold
from quyche.texts.addresses import citation
from quyche.texts.document_ids import stem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.comparing.comparison import Comparison
    from quyche.corpus.texts import Text
    from quyche.editions.archives import Archive
    from quyche.editions.history import History, Snapshot
    from quyche.git import Message
    from quyche.histories.pairs import Pair, Pairs, Reader
    from quyche.language.grammars import Grammar

REASON, ARTICLE, DOCUMENT = "ly-do", "dieu", "van-ban"
"""The keys of the trailers: why, which article, which document (by the name of its file)."""
_UNSEEN_RE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]+"
)
# "14", "4a", "14 và 15", "Điều 14, 15", "khoản 2 Điều 14": what follows the word
_RANGE_RE = re.compile(r"\b([0-9]{1,4})\s*[-–]\s*([0-9]{1,4})\b")
_LONGEST_RANGE = 100


@dataclass(frozen=True)
class Reason:
    """What one commit gave as the reason for what it did to some articles."""

    text: str
    articles: tuple[str, ...]
    """As the commit names them; none where it speaks of all it did."""
    documents: frozenset[str]
    """The documents it is about, by their ids or by how their files were called then."""
    editions: frozenset[str]
    """The editions that came after it, and urls.WORK where it is checked out."""


@dataclass(frozen=True)
class Given:
    """The reasons that the commits of a repository give, oldest first."""

    reasons: tuple[Reason, ...] = ()

    @classmethod
    def of(cls, archive: Archive) -> Given:
        """All that the editions' history says."""
        sources = {**archive.commits, urls.WORK: archive.head}
        repository = archive.repository
        keys = (REASON, ARTICLE, DOCUMENT)
        messages = tuple(repository.messages(dict.fromkeys(sources.values()), keys))
        speaking = [message for message in messages if _groups(message)]
        reached = _reached(messages, sources)
        silent = [message for message in speaking if not _says(message, DOCUMENT)]
        touched = repository.touched(silent)
        prefix = f"{archive.folder}/" if archive.folder != "." else ""
        return cls(
            tuple(
                reason
                for message in reversed(speaking)
                for reason in _reasons(
                    message,
                    _documents(touched.get(message.commit, ()), prefix),
                    reached[message.commit],
                )
            )
        )

    def between(self, older: str, newer: str, names: frozenset[str]) -> Iterator[Reason]:
        """The reasons for what became of a document, of any of its names, between two editions."""
        for reason in self.reasons:
            is_between = newer in reason.editions and older not in reason.editions
            if is_between and names & reason.documents:
                yield reason


def _says(message: Message, key: str) -> bool:
    return any(name.lower() == key for name, _ in message.trailers)


def _reached(messages: Iterable[Message], sources: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """For each commit the editions whose source it is or comes before: children stand first."""
    names = list(sources)
    marks: dict[str, int] = {}
    for place, commit in enumerate(sources.values()):
        marks[commit] = marks.get(commit, 0) | 1 << place
    for message in messages:
        own = marks.get(message.commit, 0)
        for parent in message.parents:
            marks[parent] = marks.get(parent, 0) | own
    told: dict[int, frozenset[str]] = {}
    for mark in set(marks.values()):
        told[mark] = frozenset(name for place, name in enumerate(names) if mark >> place & 1)
    return {commit: told[mark] for commit, mark in marks.items()}


def _reasons(
    message: Message, touched: frozenset[str], reached: frozenset[str]
) -> Iterator[Reason]:
    for text, articles, named in _groups(message):
        yield Reason(text, articles, frozenset(named) or touched, reached)


def _documents(paths: Iterable[str], prefix: str) -> frozenset[str]:
    """The ids of the documents among the files of a commit."""
    ours = (PurePosixPath(path) for path in paths if path.startswith(prefix))
    return frozenset(path.stem for path in ours if path.suffix == ".md")


def _groups(message: Message) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each reason of a message with the articles and the documents it is about.

    The articles stand right before it, or right after where the message begins with a reason; a
    document stays the same until another is named.
    """
    given = ((key.lower(), value) for key, value in message.trailers)
    said = [(key, value) for key, value in given if value.strip()]  # a template's lines left empty
    documents = [PurePosixPath(value).stem for key, value in said if key == DOCUMENT]
    is_turned = next((key for key, _ in said if key != DOCUMENT), "") == REASON
    if is_turned:
        said = [(key, value) for key, value in reversed(said) if key != DOCUMENT]
    groups: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    articles: list[str] = []
    last = ""
    for key, value in said:
        if key == REASON and (text := shown(value)):
            groups.append((text, tuple(articles), tuple(documents)))
        elif key == ARTICLE:
            articles = [*([] if last == REASON else articles), value]
        elif key == DOCUMENT:
            documents = [*(documents if last == DOCUMENT else []), PurePosixPath(value).stem]
            articles = [] if last == REASON else articles
        last = key
    return groups[::-1] if is_turned else groups


def shown(text: str) -> str:
    """A reason as it may be shown: on one line, nothing in it that is not seen."""
    return compose(" ".join(_UNSEEN_RE.sub(" ", text).split()))


# Whose reason it is


def with_reasons(pairs: Pairs, given: Given, history: History, read: Reader) -> Pairs:
    """The same pairs, each with the reasons for what changed."""
    return replace(
        pairs,
        pairs=tuple(
            replace(pair, reasons=_Finder(pair, pairs, given, history, read).found)
            for pair in pairs.pairs
        ),
    )


@dataclass(frozen=True)
class _Finder:
    """Finds what the reasons of a pair are about, through all the numbers an article had."""

    pair: Pair
    pairs: Pairs
    given: Given
    history: History
    read: Reader

    @property
    def found(self) -> dict[str, tuple[str, ...]]:
        by_block: dict[str, dict[str, None]] = {}
        for block, text in (*self._of_front_matter(), *self._of_commits()):
            by_block.setdefault(block, {})[text] = None
        return {block: tuple(texts) for block, texts in by_block.items()}

    def _of_front_matter(self) -> Iterator[tuple[str, str]]:
        """What the newer front matter says and the older did not: that is about later changes."""
        known = set(self.pair.old.metadata.reasons)
        for anchor, text in self.pair.new.metadata.reasons:
            provision = self.pair.new.by_anchor.get(anchor)
            if provision is None or (anchor, text) in known or not shown(text):
                continue
            head = self.pair.new.head_of(provision)
            inside = provision.address.inside(head.address)
            place = citation(inside)
            told = f"{place[:1].upper()}{place[1:]}: {shown(text)}" if place else shown(text)
            if block := self._by_new.get(head.anchor):
                yield block, told

    def _of_commits(self) -> Iterator[tuple[str, str]]:
        newest = self.history.snapshots[-1].name
        for reason in self.given.between(self.pair.older.name, newest, self._names):
            if not reason.articles:
                yield "", reason.text
            for article in reason.articles:
                for block in self._blocks(reason, article):
                    yield block, reason.text

    @cached_property
    def _names(self) -> frozenset[str]:
        """What the document is and was called: its id, and its file in each edition."""
        document = self.pair.new.id
        held = (one.documents.get(document) for one in self.history.snapshots)
        return frozenset({document, *(stem_of(one.path) for one in held if one)})

    @cached_property
    def _by_new(self) -> Mapping[str, str]:
        blocks = self.pair.synopsis.blocks
        return {place.anchor: one.id for one in blocks if one.is_changed for place in one.new}

    @cached_property
    def _by_old(self) -> Mapping[str, str]:
        blocks = self.pair.synopsis.blocks
        return {place.anchor: one.id for one in blocks if one.is_changed for place in one.old}

    def _blocks(self, reason: Reason, article: str) -> tuple[str, ...]:
        """The rows that an article of a commit belongs to.

        Its number is that of the edition right after the commit, or else of the one before it:
        the first of them in which an article of that number has changed.
        """
        after, before = self._around(reason)
        for snapshot in (after, before):
            if snapshot and (blocks := self._changed(snapshot, article)):
                return blocks
        gone = {one.id for one in self.pair.synopsis.blocks if not one.new}
        by_number = (self._by_old.get(anchor, "") for anchor in anchors(self.pair.old, article))
        return tuple(block for block in by_number if block in gone)

    def _around(self, reason: Reason) -> tuple[Snapshot | None, Snapshot | None]:
        before = None
        for snapshot in self.history.snapshots:
            if self.pair.new.id not in snapshot.documents:
                continue
            if snapshot.name in reason.editions:
                return snapshot, before
            before = snapshot
        return None, before

    def _changed(self, snapshot: Snapshot, article: str) -> tuple[str, ...]:
        """What has changed and had, or has, that number in an edition."""
        if snapshot.edition == self.pair.older:
            found = (self._by_old.get(anchor) for anchor in anchors(self.pair.old, article))
            return tuple(block for block in found if block)
        body = snapshot.documents[self.pair.new.id].body
        if body == self.history.snapshots[-1].documents[self.pair.new.id].body:
            reached: Iterable[str] = anchors(self.pair.new, article)
        else:
            text = self.read(snapshot, snapshot.documents[self.pair.new.id])
            compared = self._compared(body)
            first = anchors(text, article)
            reached = (
                [new for old in first for new in compared.counterpart(old)] if compared else []
            )
        found = (self._by_new.get(anchor) for anchor in reached)
        return tuple(block for block in found if block)

    def _compared(self, body: str) -> Comparison | None:
        """How the newest text came from one of an edition in between."""
        bodies = {
            snapshot.edition.name: snapshot.documents[self.pair.new.id].body
            for snapshot in self.history.snapshots
            if snapshot.edition and self.pair.new.id in snapshot.documents
        }
        for pair in self.pairs.pairs:
            if pair.new.id == self.pair.new.id and bodies.get(pair.older.name) == body:
                return pair.compared
        return None


def anchors(text: Text, given: str) -> tuple[str, ...]:
    """The articles or tasks that a drafter means: `14`, `14 và 15`, `Điều 4a`, `khoản 2 Điều 14`.

    An anchor of the text means what it stands in. A number that two annexes have means neither.
    """
    if named := text.by_anchor.get(given.strip().lstrip("#")):
        return (text.head_of(named).anchor,)
    found = []
    for number in _numbers(given, text.grammar):
        named_so = [
            provision
            for provision in text.document.walk()
            if provision.kind.is_counted_through
            and provision.address.steps[-1].key == number_key(provision.kind, number)
        ]
        own = [provision for provision in named_so if not provision.address.attachment]
        (*others,) = own or named_so
        found += [provision.anchor for provision in others] if len(others) == 1 else []
    return tuple(dict.fromkeys(found))


def _numbers(given: str, grammar: Grammar) -> Iterator[str]:
    """The numbers of articles in what a trailer says."""
    text = compose(given)
    folded = fold(text)
    if len(folded) != len(text):
        return
    words = _words(grammar)
    starts = [match.end() for match in words.article.finditer(folded)]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=False)]
    for part in parts or [text]:
        other = words.inner.search(fold(part))
        listed = part[: other.start()] if other else part
        for first, last in _RANGE_RE.findall(listed):
            if int(first) < int(last) <= int(first) + _LONGEST_RANGE:
                yield from map(str, range(int(first), int(last) + 1))
        yield from (match.group().lower() for match in words.number.finditer(listed))


@dataclass(frozen=True)
class _Words:
    """The words before numbers as people type them in a hurry."""

    article: re.Pattern[str]
    inner: re.Pattern[str]
    """Of what stands in an article."""
    number: re.Pattern[str]


@cache
def _words(grammar: Grammar) -> _Words:
    articles = (
        fold(word) for form in grammar.forms if form.kind is Kind.ARTICLE for word in form.words
    )
    inner = (fold(word) for form in grammar.forms if not form.kind.is_headed for word in form.words)
    number = rf"\b[0-9]{{1,4}}(?:\.[0-9]{{1,4}}){{0,3}}[{grammar.suffixes}]{{0,2}}\b"
    return _Words(
        re.compile(rf"\b(?:{alternatives(articles)})\b"),
        re.compile(rf"\b(?:{alternatives(inner)})\b"),
        re.compile(number, re.IGNORECASE),
    )
