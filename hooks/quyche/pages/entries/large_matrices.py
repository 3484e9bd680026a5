"""Who is governed how, where documents are many: in how many places, and by which documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus.texts import Text
from quyche.governance.matrices import rows_of
from quyche.markup.notation import closing, leaf, opening
from quyche.pages.documents import page
from quyche.pages.entries import further_pages
from quyche.pages.entries.further_pages import FurtherPages
from quyche.pages.register import MatrixTables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.governance.matrices import MatrixCell, MatrixRow


class LargeMatrix(MatrixTables):
    """Writes the pages of the matrix of a large collection, with links relative to its own."""

    def first(self) -> str:
        """The first page: who is governed how often, then the documents that do it."""
        lines = self._lines()
        count = len(further_pages.parts(lines)) - 1
        return page(
            [
                leaf("h1", self._label("matrix.title")),
                leaf("p", self._label("matrix.intro")),
                leaf("p", self._label("matrix.counts")),
                *self._shown(lines[: further_pages.MOST_LINES]),
                *self._ways(count, 1),
            ]
        )

    def further(self) -> list[Sequence[MatrixRow | Text]]:
        """The lines of each further page."""
        return further_pages.parts(self._lines())[1:]

    def continued(self, lines: Sequence[MatrixRow | Text], count: int, number: int) -> str:
        """One of so many further pages, with these lines."""
        title = f"{self._label('matrix.title')}: {self._label('further.page', number=number)}"
        ways = list(self._ways(count, number))
        return page([leaf("h1", title), *ways, *self._shown(lines), *ways])

    def _ways(self, count: int, here: int) -> Iterator[str]:
        return FurtherPages(self.reading, self.path, urls.MATRIX).ways(count, here)

    def _lines(self) -> list[MatrixRow | Text]:
        """Everybody, then every document that governs or names anybody: regulations first."""
        reading = self.reading
        rows = rows_of(reading.corpus.register, reading.governance)
        governing = reading.governance.of_target.values()
        named = reading.links.mentioning.values()
        having = {one.provision.document for own in governing for one in own}
        having |= {one.source.document for own in named for one in own}
        texts = sorted(reading.corpus.texts, key=lambda text: not text.is_regulation)
        return [*rows, *(text for text in texts if text.id in having)]

    def _shown(self, lines: Iterable[MatrixRow | Text]) -> Iterator[str]:
        rows: list[MatrixRow] = []
        texts: list[Text] = []
        for line in lines:
            if isinstance(line, Text):
                texts.append(line)
            else:
                rows.append(line)
        if rows:
            yield from self.rows(rows)
        if texts:
            yield leaf("h2", self._label("matrix.by_document"), id="theo-van-ban")
            yield opening("ul", cls="q-places")
            for text in texts:
                to = self.relative(urls.rules_of(text.id))
                yield leaf("li", self.link(text.metadata.short_title, to))
            yield closing()

    def cell(self, row: MatrixRow, cell: MatrixCell) -> str:
        """How many places there are, leading to the page that begins with them."""
        to = f"{self.relative(row.entry.path)}#quy-dinh"
        return self.link(str(len(cell.places)), to)
