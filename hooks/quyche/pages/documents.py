"""A document as Markdown: literal numbers, an anchor each, links on names and citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.corpus.links import Links
from quyche.language.kinds import Kind
from quyche.language.spelling import read_start
from quyche.markup.markdown import escape, with_links
from quyche.markup.notation import EMPHASIS, STRONG, closing, leaf, opening, span
from quyche.markup.runs import Run, runs
from quyche.pages.annotations import Annotator, no_notes
from quyche.pages.writer import DetachedLinks, LinkPolicy, PageWriter, SiteLinks
from quyche.programmes import tables, task_states
from quyche.texts.metadata import DocumentKind
from quyche.texts.provisions import Block, BlockKind, Provision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.corpus.links import Citing, Linked, Mention
    from quyche.corpus.texts import Text
    from quyche.markup.markdown import Destination
    from quyche.pages.annotations import NotesOf
    from quyche.programmes.tables import Column
    from quyche.programmes.tasks import Task
    from quyche.reading.reading import Reading

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


def nothing(_: Provision) -> Iterator[str]:
    """What is added to a provision where a page adds nothing."""
    return iter(())


def _as_anywhere(_: Block) -> None:
    """How a page writes a block that it does not write in its own way."""


@dataclass(frozen=True)
class Additions:
    """What a page adds to the text that it shows, and what it writes in its own way."""

    below_headed: Callable[[Provision], Iterable[str]] = nothing
    """What stands below an article or a task."""
    below_item: Callable[[Provision], Iterable[str]] = nothing
    """What stands below the text of a numbered item, such as a clause."""
    instead_of: Callable[[Block], Iterable[str] | None] = _as_anywhere
    """What stands in place of a block; None for one that is written as anywhere."""


@dataclass(frozen=True)
class Renderer:
    """Writes the Markdown of provisions: numbers as written, links where the policy says."""

    reading: Reading
    links: LinkPolicy = field(default_factory=DetachedLinks)
    document_id: str = ""
    """The document whose page it is; empty where provisions are quoted."""
    pointing: Links = field(default_factory=lambda: Links({}))
    """What the text points to; nothing where it is quoted."""
    additions: Additions = field(default_factory=Additions)
    prefix: str = ""
    """What every anchor begins with, where one page holds several documents."""

    def document(self, text: Text) -> str:
        """The whole document: every character of its text, every number as adopted."""
        parts = self._parts(text.document.content, is_inside=False)
        start = [opening("div", cls=f"q-document q-{text.metadata.kind}")]
        if not text.document.title:
            start.append(leaf("h1", escape(text.metadata.title)))
        return _joined([*start, *parts, closing()])

    def provision(self, provision: Provision) -> list[str]:
        """One provision as quoted on another page, without anchors: none may stand twice."""
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
            yield from self.additions.below_headed(provision)
        yield closing()

    def _heading(self, provision: Provision, level: int) -> str:
        linked = self.pointing.at(provision.address.document, provision.line, heading=True)
        heading = (Run(provision.heading),) if provision.heading else ()
        title = inline(heading, linked, self.links)
        anchor = f"{self.prefix}{provision.anchor}"
        permalink = f"[{escape(provision.mark)}](#{anchor})"
        is_named = " " in provision.mark  # "Chương I." may stand on a line of its own, "I." may not
        cls = "q-number q-named" if is_named else "q-number"
        number = span(cls, permalink) if provision.mark else ""
        return leaf(
            f"h{level}",
            " ".join(filter(None, (number, title))),
            id=anchor,
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
        yield from self.additions.below_headed(provision)
        yield closing()
        yield closing()

    def _item(self, provision: Provision, *, with_anchor: bool) -> Iterator[str]:
        """A clause or point: its number as written, beside its text."""
        number = escape(provision.mark)
        if with_anchor:
            anchor = f"{self.prefix}{provision.anchor}"
            yield opening(
                "div",
                cls=_class_of(provision),
                id=anchor,
                data_cite=provision.address.citation,
            )
            yield leaf("p", f"[{number}](#{anchor})", cls="q-number")
        else:
            yield opening("div", cls=_class_of(provision))
            yield leaf("p", number, cls="q-number")
        yield opening("div", cls="q-text")
        if with_anchor:
            yield from self._parts(provision.content, is_inside=True)
            yield from self.additions.below_item(provision)
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

    # Text

    def _block(self, block: Block) -> Iterator[str]:
        own = self.additions.instead_of(block)
        return iter(self._written(block) if own is None else own)

    def _written(self, block: Block) -> Iterator[str]:
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
        text = self.reading.corpus.by_id.get(self.document_id)
        return text is not None and text.metadata.kind == DocumentKind.PROGRAMME

    def _table(self, block: Block) -> Iterator[str]:
        yield opening("div", cls="q-scroll", tabindex="0")
        yield opening("table")
        yield from self._rows("thead", "th", block.rows[:1])
        yield from self._rows("tbody", "td", block.rows[1:])
        yield closing()
        yield closing()

    def _rows(self, part: str, tag: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """A part of a table: a browser adds it where it is not written."""
        if not rows:
            return
        yield opening(part)
        for row in rows:
            yield opening("tr")
            yield from (leaf(tag, inline(runs(cell), None, self.links)) for cell in row)
            yield closing()
        yield closing()

    def _text(self, block: Block) -> str:
        return inline(block.runs, self.pointing.at(self.document_id, block.line), self.links)


def document_markdown(reading: Reading, text: Text, notes: NotesOf = no_notes) -> str:
    """The page of a document on the site; `notes` are what is known of an article elsewhere."""
    page = PageWriter(reading, text.path)
    is_known = reading.corpus.by_id.get(text.id) is text  # two files of one name are an error
    return Renderer(
        reading,
        SiteLinks(page),
        text.id,
        reading.links if is_known else Links({}),
        Additions(below_headed=Annotator(reading, text.path, notes).below),
    ).document(text)


def inline(text: Iterable[Run], linked: Linked | None, links: LinkPolicy) -> str:
    """Runs of text as inline Markdown, with links on what the text points to."""
    shown = [replace(run, href=links.written(run.href)) if run.href else run for run in text]
    return "".join(with_links(shown, _spans(linked, links) if linked else []))


def _spans(linked: Linked, links: LinkPolicy) -> list[tuple[int, int, Destination]]:
    """The places of a text that are links, in their order."""
    leading: list[tuple[Citing | Mention, Destination | None]] = [
        (citing, links.provision(citing.target)) for citing in linked.citations if citing.target
    ]
    leading += [(mention, links.entry(mention.target)) for mention in linked.mentions]
    spans = [(place.start, place.end, there) for place, there in leading if there]
    return sorted(spans, key=lambda span: span[:2])


def _class_of(provision: Provision) -> str:
    """What a page calls an item; a point in a point looks like any other."""
    kind = Kind.POINT if provision.kind is Kind.SUBPOINT else provision.kind
    return f"q-{kind.value}"


def page(parts: Iterable[str]) -> str:
    """The Markdown of a page from its elements."""
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"
