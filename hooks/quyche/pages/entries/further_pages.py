"""Lists that are longer than a page may be: what does not fit stands on further pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, TypeVar

from quyche import urls
from quyche.language.spelling import beginning
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.documents import page
from quyche.pages.writer import PageWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.register.entries import Entry
    from quyche.texts.addresses import Address

MOST_LINES = 200
"""How many places one further page names."""
_FIRST = 2  # the first further page is the second one of its list
_AROUND = 2  # pages before and after the one at hand that are named
_MOST_LETTERS = 100  # of what a provision says: enough to know it by

_T = TypeVar("_T")


def parts(items: Sequence[_T], most: int = MOST_LINES) -> list[Sequence[_T]]:
    """The items of each further page."""
    return [items[at : at + most] for at in range(0, len(items), most)]


@dataclass(frozen=True)
class FurtherPages(PageWriter):
    """Writes what leads from page to page, and pages of places, with links relative to its own."""

    start: str = ""
    """The page on which the list begins."""

    def ways(self, count: int, here: int = 1) -> Iterator[str]:
        """The way to the other pages of a list that has so many further ones."""
        if not count:
            return
        last = count + 1
        near = {1, last, *range(here - _AROUND, here + _AROUND + 1)}
        yield opening("div", cls="q-pages", data_search_exclude="true")
        shown = [number for number in range(1, last + 1) if number in near]
        ways = [
            f"{'' if before == number - 1 else '… '}{self._way(number, here)}"
            for before, number in pairwise([0, *shown])
        ]
        yield leaf("p", " ".join((self._label("further.pages"), *ways)))
        yield closing()

    def _way(self, number: int, here: int) -> str:
        if number == here:
            return span("q-here", str(number))
        path = self.start if number == 1 else urls.further(self.start, number)
        return self.link(str(number), self.relative(path))

    def places(self, entry: Entry, sources: Sequence[Address], count: int, here: int) -> str:
        """One further page of places that govern or name a body or role."""
        reading = self.reading
        names = dict.fromkeys(source.document for source in sources)
        texts = (reading.corpus.by_id[name].told for name in names)
        own = (self.path, self.start, repr(entry), repr(sources), str(count), str(here))
        return reading.memory.store.of(
            "further",
            (reading.labels.digest, *own, *texts),
            partial(self._places, entry, sources, count, here),
        )

    def _places(self, entry: Entry, sources: Sequence[Address], count: int, here: int) -> str:
        return page(
            [
                leaf("h1", self._title(entry, here)),
                *self.ways(count, here),
                *self._lines(sources),
                *self.ways(count, here),
            ]
        )

    def _title(self, entry: Entry, here: int) -> str:
        name = self.link(entry.name, self.relative(entry.path))
        return f"{name}: {self._label('further.page', number=here)}"

    def _lines(self, sources: Sequence[Address]) -> Iterator[str]:
        for document, own in groupby(sources, lambda source: source.document):
            text = self.reading.corpus.by_id[document]
            yield leaf("h2", self.link(text.metadata.short_title, self.relative(text.path)))
            yield opening("ul", cls="q-places")
            yield from (leaf("li", self._line(source)) for source in own)
            yield closing()

    def _line(self, source: Address) -> str:
        text = self.reading.corpus.by_id[source.document]
        provision = text.by_anchor.get(source.anchor)
        cited = source.citation or text.metadata.short_title
        said = (provision.heading or beginning(provision.text, _MOST_LETTERS)) if provision else ""
        return f"{self.link(cited, self.href(source))} {escape(said)}".rstrip()


def numbered(count: int) -> range:
    """The numbers of so many further pages."""
    return range(_FIRST, _FIRST + count)
