"""The pages about all bodies and roles: their structure, and who is governed how."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quyche.governance.matrices import rows_of
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.documents import page
from quyche.pages.writer import PageWriter
from quyche.register.entries import ASPECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.governance.matrices import MatrixCell, MatrixRow
    from quyche.register.entries import Entry
    from quyche.texts.addresses import Address

MOST_ROWS = 50
"""How many rows the matrix shows without being asked for."""

Ruled = tuple[str, "MatrixRow"]
"""A row of the matrix, below the id of the document that rules so; none for who has no rule."""


class MatrixTables(PageWriter):
    """Writes tables of who is governed how: a row for each body and role."""

    def _entry_link(self, entry: Entry) -> str:
        return self.link(entry.name, self.relative(entry.path))

    def rows(self, rows: Iterable[MatrixRow]) -> Iterator[str]:
        """A table with these rows."""
        yield opening("div", cls="q-scroll", tabindex="0")
        yield opening("table", cls="q-matrix")
        yield from self._head()
        yield opening("tbody")
        for row in rows:
            yield from self._row(row)
        yield closing()
        yield closing()
        yield closing()

    def _head(self) -> Iterator[str]:
        yield opening("thead")
        yield opening("tr")
        yield leaf("th", self._label("matrix.who"), scope="col")
        yield from (leaf("th", self._label(f"aspects.{aspect}"), scope="col") for aspect in ASPECTS)
        yield closing()
        yield closing()

    def _row(self, row: MatrixRow) -> Iterator[str]:
        yield opening("tr")
        yield leaf("th", self._entry_link(row.entry), scope="row")
        for cell in row.cells:
            label = self.reading.labels(f"aspects.{cell.aspect}")
            if cell.places:
                yield leaf("td", self.cell(row, cell), data_label=label)
            elif cell.is_missing:
                yield leaf("td", self._label("matrix.missing"), cls="q-missing", data_label=label)
            else:
                yield leaf("td", self._label("matrix.nothing"), cls="q-none", data_label=label)
        yield closing()

    def cell(self, row: MatrixRow, cell: MatrixCell) -> str:
        """The places that govern how a body or role is."""
        del row  # all of them are here
        return "; ".join(map(self._place, cell.places))

    def _place(self, source: Address) -> str:
        text = self.reading.corpus.by_id[source.document]
        return self.link(source.citation or text.metadata.short_title, self.href(source))


class Pages(MatrixTables):
    """Writes what a page about the register shows, with links relative to that page."""

    # All bodies and roles

    def structure(self) -> str:
        """All bodies and roles as a tree."""
        register = self.reading.corpus.register
        roots = [entry for entry in register.of_kind("body") if not entry.parent]
        return page(
            [
                leaf("h1", self._label("structure.title")),
                leaf("p", self._label("structure.intro")),
                opening("ul", cls="q-tree"),
                *(part for root in roots for part in self._branch(root, frozenset())),
                *self._without_body(),
                closing(),
            ]
        )

    def _branch(self, entry: Entry, above: frozenset[str]) -> Iterator[str]:
        """A body with its roles and the bodies below it.

        A circle of bodies ends where it closes.
        """
        register = self.reading.corpus.register
        yield opening("li", cls=f"q-{entry.kind}")
        yield leaf("p", self._entry_link(entry) + self._lifetime(entry))
        roles = register.members(entry.id)
        parts = [part for part in register.parts(entry.id) if part.id not in above | {entry.id}]
        if roles or parts:
            yield opening("ul")
            for role in roles:
                yield opening("li", cls="q-role")
                yield leaf("p", self._entry_link(role) + self._lifetime(role))
                yield closing()
            for part in parts:
                yield from self._branch(part, above | {entry.id})
            yield closing()
        yield closing()

    def _without_body(self) -> Iterator[str]:
        for role in self.reading.corpus.register.of_kind("role"):
            if not role.bodies:
                yield opening("li", cls="q-role")
                yield leaf("p", self._entry_link(role) + self._lifetime(role))
                yield closing()

    def _lifetime(self, entry: Entry) -> str:
        if entry.valid_to:
            note = self._label("register.ended", date=self.reading.labels.day(entry.valid_to))
        elif entry.valid_from:
            note = self._label("register.future", date=self.reading.labels.day(entry.valid_from))
        else:
            return ""
        return " " + span("q-lifetime", note)

    # Who is governed how

    def matrix(self) -> str:
        """Who is governed how: a row for each body and role, a column for each aspect.

        A table for each document, so that none is named again in every cell.
        """
        return page(
            [
                leaf("h1", self._label("matrix.title")),
                leaf("p", self._label("matrix.intro")),
                *self._tables(self.ruled(), MOST_ROWS),
            ]
        )

    def ruled(self) -> list[Ruled]:
        """Every row with its document: regulations first, last who has no rule at all."""
        rows = list(rows_of(self.reading.corpus.register, self.reading.governance))
        found: dict[str, list[MatrixRow]] = {}
        for row in rows:
            for document, own in row.by_document().items():
                found.setdefault(document, []).append(own)
        texts = sorted(self.reading.corpus.texts, key=lambda text: not text.is_regulation)
        unruled = [("", row) for row in rows if not row.places]
        return [*((text.id, row) for text in texts for row in found.get(text.id, ())), *unruled]

    def _tables(self, ruled: Iterable[Ruled], left: int) -> Iterator[str]:
        """All tables; what is more than a reader looks through is folded in each."""
        for document, group in groupby(ruled, lambda one: one[0]):
            own = [row for _, row in group]
            yield from self._table(*self._named(document), own, left)
            left = max(0, left - len(own))

    def _named(self, document: str) -> tuple[str, str]:
        """The title of a document's table, and its anchor."""
        if not document:
            return self._label("matrix.unruled"), "chua-quy-dinh"
        text = self.reading.corpus.by_id[document]
        title = self.link(text.metadata.short_title, self.relative(text.path))
        return title, text.path.removesuffix(".md").replace("/", "-")

    def _table(
        self, title: str, anchor: str, rows: Sequence[MatrixRow], most: int
    ) -> Iterator[str]:
        yield leaf("h2", title, id=anchor)
        if rows[:most]:
            yield from self.rows(rows[:most])
        if rest := rows[most:]:
            yield opening("details", cls="q-over")
            yield leaf("summary", self._label("matrix.more", count=len(rest)))
            yield from self.rows(rest)
            yield closing()
