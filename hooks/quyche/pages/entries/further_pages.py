"""Lists that are longer than a page may be: what does not fit stands on further pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from quyche import urls
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.documents import page
from quyche.pages.entries.document_rules import RuleLists
from quyche.pages.writer import PageWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.pages.entries.entry_places import EntryPlaces
    from quyche.register.entries import Entry

MOST_LINES = 200
"""How many lines one further page has."""
_FIRST = 2  # the first further page is the second one of its list
_AROUND = 2  # pages before and after the one at hand that are named

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

    def documents(
        self, entry: Entry, found: Sequence[tuple[Text, EntryPlaces]], count: int, here: int
    ) -> str:
        """One further page of documents that govern or name a body or role."""
        lists = RuleLists(self.reading, self.path)
        return page(
            [
                leaf("h1", self._title(entry, here)),
                *self.ways(count, here),
                *lists.documents(found),
                *self.ways(count, here),
            ]
        )

    def _title(self, entry: Entry, here: int) -> str:
        name = self.link(entry.name, self.relative(entry.path))
        return f"{name}: {self._label('further.page', number=here)}"


def numbered(count: int) -> range:
    """The numbers of so many further pages."""
    return range(_FIRST, _FIRST + count)
