"""A document as Markdown for the page.

Literal numbers, an anchor for every provision, links on names and citations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.corpus.links import Linked
from quyche.language.kinds import Kind
from quyche.language.spelling import read_start
from quyche.markup.markdown import escape, with_links
from quyche.markup.notation import EMPHASIS, STRONG, closing, leaf, opening, span
from quyche.markup.runs import Run, runs
from quyche.pages.annotations import Annotator
from quyche.pages.writer import Linker
from quyche.programmes import tables, task_states
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.programmes.tables import Column
    from quyche.programmes.tasks import Task

# "- Chủ trì: Ban Tổ chức Tỉnh ủy", as inline Markdown
_FIELD_RE = re.compile(
    rf"(?P<name>[-–] [^:;,.()\[\]{STRONG}{EMPHASIS}]{{2,40}}:) (?P<value>.+)", re.DOTALL
)
_TOP_LEVEL = 2  # of a heading, whatever it heads: right below the title
_LEVELS = {
    Kind.ATTACHMENT: 2,
    Kind.PART: 2,
    Kind.CHAPTER: 2,
    Kind.SECTION: 3,
    Kind.SUBSECTION: 3,
    Kind.ARTICLE: 3,
    Kind.TASK: 3,
}


@dataclass(frozen=True)
class Renderer(Linker):
    """Writes the Markdown of one page."""

    def document(self, text: Text) -> str:
        """The whole document: every character of its text, every number as adopted."""
        parts = self._parts(text.document.content, is_inside=False)
        start = [opening("div", cls=f"q-document q-{text.metadata.kind}")]
        if not text.document.title:
            start.append(leaf("h1", escape(text.metadata.title)))
        return _joined([*start, *parts, closing()])

    def provision(self, provision: Provision) -> list[str]:
        """One provision as quoted on another page.

        Without anchors, so that none stands twice on a site's page.
        """
        start = opening("blockquote", cls="q-quoted", data_search_exclude="true")
        return [start, *self._quoted(provision), closing()]

    def parts(self, content: Iterable[Block | Provision]) -> Iterator[str]:
        """Parts of a document, one after the other."""
        return self._parts(content, is_inside=False)

    # Provisions

    def _parts(self, parts: Iterable[Block | Provision], *, is_inside: bool) -> Iterator[str]:
        for is_task, group in groupby(parts, self._is_task):
            if is_task:
                level = _LEVELS[Kind.TASK] if is_inside else _TOP_LEVEL
                yield from self._task_table(
                    [part for part in group if isinstance(part, Provision)], level
                )
                continue
            for part in group:
                if isinstance(part, Block):
                    yield from self._block(part)
                elif part.kind.is_headed:
                    yield from self._headed(part, is_inside=is_inside)
                else:
                    yield from self._item(part, with_anchor=True)

    def _headed(self, provision: Provision, *, is_inside: bool) -> Iterator[str]:
        """A chapter, section, article or task."""
        yield opening("section", cls=f"q-{provision.kind.value}")
        yield self._heading(provision, _LEVELS[provision.kind] if is_inside else _TOP_LEVEL)
        yield from self._parts(provision.content, is_inside=True)
        if provision.kind.is_counted_through:
            yield from self._about(provision)
        yield closing()

    def _heading(self, provision: Provision, level: int) -> str:
        linked = self._linked(provision.address.document, provision.line, heading=True)
        title = self.inline((Run(provision.heading),), linked) if provision.heading else ""
        permalink = self.link(provision.mark, f"#{provision.anchor}")
        is_named = " " in provision.mark  # "Chương I." may stand on a line of its own, "I." may not
        cls = "q-number q-named" if is_named else "q-number"
        number = span(cls, permalink) if provision.mark else ""
        return leaf(
            f"h{level}",
            " ".join(filter(None, (number, title))),
            id=provision.anchor,
            data_cite=provision.address.citation,
        )

    # Tasks

    def _is_task(self, part: Block | Provision) -> bool:
        return isinstance(part, Provision) and str(part.address) in self.reading.tasks.by_id

    def _task_table(self, provisions: Sequence[Provision], level: int) -> Iterator[str]:
        """Tasks that follow each other, as the official table; a row reads as a list, too.

        No `table`: a heading cannot stand in a row, and a search takes what follows the cell of a
        heading for what is above it.
        """
        tasks = self.reading.tasks
        address = provisions[0].address
        columns = tables.columns(tasks.by_document[address.document], address.steps[-1].form.word)
        yield opening("div", cls="q-tasks")
        yield opening("div", cls="q-columns", data_q_site="true", data_search_exclude="true")
        yield opening("div")
        for column in columns:
            yield leaf("p", escape(column.label), cls=f"q-of-{column.name}")
        yield closing()
        yield closing()
        for provision in provisions:
            yield from self._task(provision, tasks.by_id[str(provision.address)], columns, level)
        yield closing()

    def _task(
        self, provision: Provision, task: Task, columns: Sequence[Column], level: int
    ) -> Iterator[str]:
        """A row: the heading is its first cell, so that all else belongs to it for a search."""
        state = task_states.recorded(task, self.reading.tasks, self.reading.date)
        yield opening(
            "section",
            cls="q-task",
            data_who=" ".join(tables.everybody(task)),
            data_quarters=" ".join(tables.quarters(task)),
            data_form=task.form.slug,
            data_state=state.slug if state else "",
        )
        yield self._heading(provision, level)
        *cells, last = tables.cells(provision, task, columns)
        for cell in cells:
            yield opening("div", cls="q-cell q-plain" if cell.is_plain else "q-cell")
            yield from self._parts(cell.parts, is_inside=True)
            yield closing()
        yield opening("div", cls="q-cell")
        yield opening("div", cls="q-plain" if last.is_plain else "")
        yield from self._parts(last.parts, is_inside=True)
        yield closing()
        yield from self._about(provision)
        yield closing()
        yield closing()

    def _item(self, provision: Provision, *, with_anchor: bool) -> Iterator[str]:
        """A clause or point: its number as written, beside its text."""
        number = escape(provision.mark)
        if with_anchor:
            yield opening(
                "div",
                cls=f"q-{provision.kind.value}",
                id=provision.anchor,
                data_cite=provision.address.citation,
            )
            yield leaf("p", f"[{number}](#{provision.anchor})", cls="q-number")
        else:
            yield opening("div", cls=f"q-{provision.kind.value}")
            yield leaf("p", number, cls="q-number")
        yield opening("div", cls="q-text")
        if with_anchor:
            yield from self._parts(provision.content, is_inside=True)
        else:
            yield from self._quoted_parts(provision)
        yield closing()
        yield closing()

    def _quoted(self, provision: Provision) -> Iterator[str]:
        if not provision.kind.is_headed:
            yield from self._item(provision, with_anchor=False)
            return
        yield from self._quoted_parts(provision)

    def _quoted_parts(self, provision: Provision) -> Iterator[str]:
        for part in provision.content:
            if isinstance(part, Block):
                yield from self._block(part)
            else:
                yield from self._quoted(part)

    def _about(self, provision: Provision) -> Iterator[str]:
        """What the page says below an article or a task."""
        return Annotator(self.reading, self.path).below(provision)

    # Text

    def _block(self, block: Block) -> Iterator[str]:
        match block.kind:
            case BlockKind.PARAGRAPH:
                yield leaf("p", self._text(block))
            case BlockKind.ITEM:
                yield self._list_item(block)
            case BlockKind.HEADING:
                yield leaf("p", escape(block.text), cls="q-heading")
            case BlockKind.TITLE:
                yield leaf("h1", escape(block.text))
            case BlockKind.BREAK:
                yield leaf("hr", "", cls="q-end")
            case BlockKind.QUOTE:
                yield opening("blockquote", cls="q-quote")
                yield from (leaf("p", escape(line)) for line in block.text.split("\n"))
                yield closing()
            case BlockKind.TABLE:
                yield from self._table(block)

    def _list_item(self, block: Block) -> str:
        """A dash item; in a programme it may be a field with its name: `- Chủ trì: Ban Tổ chức`."""
        text = self._text(block)
        field = read_start(_FIELD_RE, text) if self._is_programme else None
        if field is None:
            return leaf("p", text, cls="q-item")
        name, value = span("q-name", field["name"]), span("q-value", field["value"])
        return leaf("p", f"{name} {value}", cls="q-field")

    @property
    def _is_programme(self) -> bool:
        text = self.reading.corpus.by_path.get(self.path)
        return text is not None and text.metadata.kind == "programme"

    def _table(self, block: Block) -> Iterator[str]:
        yield opening("div", cls="q-scroll", tabindex="0")
        yield opening("table")
        for position, row in enumerate(block.rows):
            yield opening("tr")
            tag = "th" if position == 0 else "td"
            yield from (leaf(tag, self.inline(self._cell(cell), None)) for cell in row)
            yield closing()
        yield closing()
        yield closing()

    def _cell(self, cell: str) -> tuple[Run, ...]:
        is_home = self.path in self.reading.corpus.by_path
        return runs(cell) if is_home else _away_from_home(runs(cell))

    def _text(self, block: Block) -> str:
        document = self.reading.corpus.by_path.get(self.path)
        if document is None:
            return self.inline(_away_from_home(block.runs), None)
        return self.inline(block.runs, self._linked(document.id, block.line))

    def _linked(self, document: str, line: int, *, heading: bool = False) -> Linked | None:
        """What a text points to; on a page that quotes it nothing is linked but its address."""
        if document not in self.reading.corpus.by_id or self._is_elsewhere(document):
            return None
        return self.reading.links.at(document, line, heading=heading)

    def _is_elsewhere(self, document: str) -> bool:
        return self.reading.corpus.by_id[document].path != self.path

    def inline(self, text: Sequence[Run], linked: Linked | None) -> str:
        """Runs of text as inline Markdown, with links on what the text points to."""
        spans = self._spans(linked) if linked else []
        return "".join(with_links(text, spans))

    def _spans(self, linked: Linked) -> list[tuple[int, int, str]]:
        targets = [
            (citing.start, citing.end, self.href(citing.target))
            for citing in linked.citations
            if citing.target is not None
        ]
        entries = self.reading.corpus.register.by_id
        targets.extend(
            (mention.start, mention.end, self.relative(entries[mention.target].path))
            for mention in linked.mentions
        )
        return sorted(targets)


def page(parts: Iterable[str]) -> str:
    """The Markdown of a page from its elements."""
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _away_from_home(text: Iterable[Run]) -> tuple[Run, ...]:
    """The runs as another page quotes them: a link to a place seen from their own page is none."""
    return tuple(run if ":" in run.href else replace(run, href="") for run in text)
