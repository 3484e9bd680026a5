"""A text that somebody copied, held to the texts of all editions: where it stands word for word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing.located import Stream, searched, words_of
from quyche.comparing.matching.likeness import alike
from quyche.texts.addresses import citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.comparing.located import WordChange
    from quyche.corpus.texts import Text
    from quyche.publishing.copies import Editions
    from quyche.texts.provisions import Provision

_MOST_ASKED = 12  # of the provisions that share most words, those held to the text word by word
_LEAST_ALIKE = 0.3
_WORD_RE = re.compile(r"\w")


@dataclass(frozen=True)
class PastedPlace:
    """Where a text stands: in one document, in some editions, at some provisions."""

    document: str
    """Its id."""
    title: str
    editions: tuple[str, ...]
    """Those that have the same document word for word there, newest first."""
    places: tuple[str, ...]
    """Each time it stands there: `khoản 2 Điều 5`, or `khoản 2 Điều 5 – khoản 4 Điều 5`."""


@dataclass(frozen=True)
class Nearest:
    """The provision that is most like a text which stands nowhere."""

    document: str
    title: str
    editions: tuple[str, ...]
    anchor: str
    place: str
    changes: tuple[WordChange, ...]
    """From what the provision says to what the text says."""


@dataclass(frozen=True)
class _Revision:
    """One distinct text of a document, and the editions that have it, newest first."""

    text: Text
    editions: tuple[str, ...]

    @cached_property
    def stream(self) -> Stream:
        return Stream.of(self.text)

    def place(self, anchors: Sequence[str]) -> str:
        """Where these provisions are, in words; the title of the document is in none."""
        cited = [self._cited(anchor) for anchor in anchors if anchor]
        if not cited:
            return ""
        common = self._around(anchors)
        return common or (cited[0] if len(cited) == 1 else f"{cited[0]} – {cited[-1]}")

    def _around(self, anchors: Sequence[str]) -> str:
        """The provision that begins with the first of them and holds all the others."""
        first = self.text.by_anchor.get(anchors[0])
        inside = {one.anchor for one in first.walk()} if first else set()
        return self._cited(anchors[0]) if inside.issuperset(anchors) else ""

    def _cited(self, anchor: str) -> str:
        return citation(self.text.by_anchor[anchor].address.steps)


@dataclass(frozen=True)
class PastedText:
    """A text that somebody copied, with or without the number of the provision."""

    source: str
    editions: Editions

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing that could be looked for."""
        return not _WORD_RE.search(self.source)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return words_of(self.source)

    def standings(self) -> tuple[PastedPlace, ...]:
        """Where it stands word for word, what the newest editions have first."""
        found: dict[tuple[str, str, tuple[str, ...]], tuple[str, ...]] = {}
        for place in self._standings(searched(self._words)):
            key = (place.document, place.title, place.places)
            found[key] = (*found.get(key, ()), *place.editions)
        return tuple(
            PastedPlace(document, title, editions, places)
            for (document, title, places), editions in found.items()
        )

    def _standings(self, wanted: str) -> Iterator[PastedPlace]:
        for revision in self._revisions:
            held = (form.holds(wanted) for form in revision.stream.copied_forms)
            if found := next(filter(None, held), ()):
                text = revision.text
                places = tuple(dict.fromkeys(map(revision.place, found)))
                title = text.metadata.short_title
                yield PastedPlace(text.id, title, revision.editions, places)

    @cached_property
    def _revisions(self) -> tuple[_Revision, ...]:
        texts: dict[tuple[str, str], list[str]] = {}
        known: dict[tuple[str, str], Text] = {}
        for edition in self.editions.newest_first:
            for text in self.editions.corpus(edition.name).texts:
                key = (text.id, Stream.of(text).text)
                texts.setdefault(key, []).append(edition.name)
                known.setdefault(key, text)
        return tuple(_Revision(known[key], tuple(names)) for key, names in texts.items())

    # Where it stands nowhere

    def nearest(self) -> Nearest | None:
        """The provision that is most like it; of equally like ones that of the newest edition."""
        best: tuple[float, Nearest] | None = None
        for revision, provision in self._likely():
            for stream in _forms(revision.stream, provision):
                likeness = alike(words_of(stream.text), self._words)
                if likeness >= _LEAST_ALIKE and (best is None or likeness > best[0]):
                    best = (likeness, self._found(revision, provision, stream))
        return best[1] if best else None

    def _found(self, revision: _Revision, provision: Provision, stream: Stream) -> Nearest:
        return Nearest(
            revision.text.id,
            revision.text.metadata.short_title,
            revision.editions,
            provision.anchor,
            citation(provision.address.steps),
            stream.changes(self.source),
        )

    def _likely(self) -> list[tuple[_Revision, Provision]]:
        """The provisions that have most words in common with it, whatever their order."""
        wanted = Counter(self._words)
        rated = []
        for revision in self._revisions:
            counted = _counted(revision)
            for provision in revision.text.document.walk():
                own = counted[provision.anchor]
                total = own.total() + wanted.total()
                rated.append(((own & wanted).total() / total, revision, provision))
        rated.sort(key=lambda row: -row[0])
        return [(revision, provision) for _, revision, provision in rated[:_MOST_ASKED]]


def _counted(revision: _Revision) -> dict[str, Counter[str]]:
    """How often each word stands in each provision, with all that is inside it."""
    counted: dict[str, Counter[str]] = {}
    for piece in revision.stream.pieces:
        counted.setdefault(piece.anchor, Counter()).update(words_of(piece.text))

    def add(provision: Provision) -> Counter[str]:
        own = counted.setdefault(provision.anchor, Counter())
        for child in provision.children:
            own.update(add(child))
        return own

    for provision in revision.text.document.provisions:
        add(provision)
    return counted


def _forms(stream: Stream, provision: Provision) -> tuple[Stream, ...]:
    """A provision with its number, without it, and without any number inside it."""
    whole = stream.within(one.anchor for one in provision.walk())
    bare = Stream(whole.pieces[1:]) if whole.pieces[:1] and whole.pieces[0].is_mark else whole
    return whole, bare, *whole.copied_forms[1:]
