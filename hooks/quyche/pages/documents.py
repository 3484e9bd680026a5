"""A document as Markdown: literal numbers, an anchor each, links on names and citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.corpus.definitions import Definitions
from quyche.corpus.links import Links
from quyche.language.kinds import Kind
from quyche.language.spelling import read_start
from quyche.markup.markdown import escape
from quyche.markup.notation import EMPHASIS, STRONG, closing, leaf, opening, span
from quyche.markup.runs import Run, runs
from quyche.pages.annotations import Annotator, no_notes
from quyche.pages.footnotes import FootnoteMarks
from quyche.pages.programmes import chosen_by
from quyche.pages.writer import DetachedLinks, LinkPolicy, PageWriter, SiteLinks, inline
from quyche.programmes import tables, task_states
from quyche.texts.metadata import DocumentKind
from quyche.texts.provisions import Block, BlockKind, Provision
from quyche.texts.signatures import Ending, ending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.corpus.links import Linked
    from quyche.corpus.texts import Text
    from quyche.pages.annotations import NotesOf
    from quyche.programmes.tables import Column
    from quyche.programmes.tasks import Task
    from quyche.reading.reading import Reading

# "- Chủ trì: Ban Tổ chức Tỉnh ủy", as inline Markdown
_FIELD_RE = re.compile(
    rf"(?P<name>[-–] [^:;,.()\[\]{STRONG}{EMPHASIS}]{{2,40}}:) (?P<value>.+)", re.DOTALL
)
_DEEPEST = 3  # of the elements: contents go no deeper, whatever the level of what they name
_TITLE_LEVEL = 1  # of the heading of the whole document
_OUTERMOST = {Kind.ATTACHMENT, Kind.PART, Kind.CHAPTER}
_UNSAID = {BlockKind.BLANK, BlockKind.TITLE, BlockKind.NOTE}
_INSIDE_LEVEL = 2  # of what stands around an item, whatever it is


def _level(kind: Kind, around: int) -> int:
    """The level of a heading inside of what has another: no article is level with its section."""
    return _TITLE_LEVEL + 1 if kind in _OUTERMOST else around + 1


def nothing(_: Provision) -> Iterator[str]:
    """What is added to a provision where a page adds nothing."""
    return iter(())


def _blocks_below(content: Iterable[Block | Provision]) -> Iterator[tuple[int, Block]]:
    """What is said below a break up to the next one or a provision, with how far it reaches."""
    for count, part in enumerate(content, 1):
        if not isinstance(part, Block) or part.kind is BlockKind.BREAK:
            return
        if part.kind not in _UNSAID:
            yield count, part


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
    defined: Definitions = field(default_factory=Definitions)
    """What the text defines; nothing where it is quoted."""
    marks: FootnoteMarks = field(default_factory=FootnoteMarks)
    """What refers to footnotes; they stand where they are told, but on the page of a document."""
    prefix: str = ""
    """What every anchor begins with, where one page holds several documents."""

    def document(self, text: Text) -> str:
        """The whole document: every character of its text, every number as adopted.

        What its footnotes say stands at the foot.
        """
        marks = FootnoteMarks.of(text.document, self.reading.labels, self.prefix)
        start = [opening("div", cls=f"q-document q-{text.metadata.kind}")]
        if not text.document.title:
            start.append(leaf("h1", escape(text.metadata.title)))
        parts = list(replace(self, marks=marks).whole(text.document.content))
        foot = marks.foot(text.document, lambda line: inline(line, None, self.links, marks.mark))
        return _joined([*start, *parts, *foot, closing()])

    def whole(self, content: Sequence[Block | Provision]) -> Iterator[str]:
        """All parts; those who sign and receive the text, below a break, stay together."""
        start = 0
        for at, part in enumerate(content, 1):
            if at < start or not (isinstance(part, Block) and part.kind is BlockKind.BREAK):
                continue
            said = list(_blocks_below(content[at:]))
            if end := ending([block for _, block in said]):
                yield from self._parts(content[start:at], _TITLE_LEVEL)
                yield from self._ending((block for _, block in said[: end.count]), end)
                start = at + said[end.count - 1][0]
        yield from self._parts(content[start:], _TITLE_LEVEL)

    def _ending(self, blocks: Iterable[Block], end: Ending) -> Iterator[str]:
        yield opening("div", cls="q-ending")
        for block in blocks:
            cls = "q-received" if block in end.received else "q-signed"
            if block in end.signed and block.text == block.text.upper():
                cls += " q-office"
            yield leaf("p", self._text(block), cls=cls)
        yield closing()

    def provision(self, provision: Provision) -> list[str]:
        """One provision as quoted on another page, without anchors: none may stand twice."""
        start = opening("blockquote", cls="q-quoted", data_search_exclude="true")
        return [start, *self._quoted(provision), closing()]

    def parts(self, content: Iterable[Block | Provision]) -> Iterator[str]:
        """Parts of a document, one after the other."""
        return self._parts(content, _TITLE_LEVEL)

    # Provisions

    def _parts(self, parts: Iterable[Block | Provision], around: int) -> Iterator[str]:
        """Parts of what has a heading of that level."""
        for is_task, group in groupby(parts, self._is_task):
            if is_task:
                level = _level(Kind.TASK, around)
                yield from self._task_table(
                    [part for part in group if isinstance(part, Provision)], level
                )
                continue
            for part in group:
                if isinstance(part, Block):
                    yield from self._block(part)
                elif part.kind.is_headed:
                    yield from self._headed(part, around)
                else:
                    yield from self._item(part, with_anchor=True)

    def _headed(self, provision: Provision, around: int) -> Iterator[str]:
        """A chapter, section, article or task."""
        level = _level(provision.kind, around)
        yield opening("section", cls=f"q-{provision.kind.value}")
        yield self._heading(provision, level)
        yield from self._parts(provision.content, level)
        if provision.kind.is_counted_through:
            yield from self.additions.below_headed(provision)
        yield closing()

    def _heading(self, provision: Provision, level: int) -> str:
        linked = self.pointing.at(provision.address.document, provision.line, heading=True)
        title = self._inline(provision.heading_runs, linked)
        anchor = f"{self.prefix}{provision.anchor}"
        permalink = f"[{escape(provision.mark)}](#{anchor})"
        is_named = " " in provision.mark  # "Chương I." may stand on a line of its own, "I." may not
        cls = "q-number q-named" if is_named else "q-number"
        number = span(cls, permalink) if provision.mark else ""
        return leaf(
            f"h{min(level, _DEEPEST)}",
            " ".join(filter(None, (number, title))),
            id=anchor,
            data_cite=provision.address.citation,
            aria_level=str(level) if level > _DEEPEST else "",
            data_toc_label=_without_notes(provision),
        )

    # Tasks

    def _is_task(self, part: Block | Provision) -> bool:
        """Whether a part is a task with a heading; a sentence is written as any other."""
        if not isinstance(part, Provision) or part.kind is not Kind.TASK:
            return False
        return str(part.address) in self.reading.tasks.by_id

    def _task_table(self, provisions: Sequence[Provision], level: int) -> Iterator[str]:
        """Tasks that follow each other, as the official table; a row reads as a list, too.

        What the site says of a task has a column of its own after those of the text.

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
        if self.additions.below_headed is not nothing:
            yield leaf("p", escape(self.reading.labels("task.site_notes")), cls="q-of-site")
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
        yield opening("section", **chosen_by(task, state))
        yield self._heading(provision, level)
        for cell in tables.cells(provision, task, columns):
            yield opening("div", cls="q-cell q-plain" if cell.is_plain else "q-cell")
            yield from self._parts(cell.parts, level)
            yield closing()
        yield from self.additions.below_headed(provision)
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
            yield from self._parts(provision.content, _INSIDE_LEVEL)
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
                task = self.reading.tasks.by_row.get((self.document_id, block.line))
                anchor = f"{self.prefix}{task.address.anchor}" if task else ""
                yield leaf("p", self._text(block), id=anchor)
            case BlockKind.ITEM:
                yield self._list_item(block)
            case BlockKind.HEADING:
                yield leaf("p", self._inline(block.heading_runs), cls="q-heading")
            case BlockKind.TITLE:
                yield leaf("h1", self._inline(block.heading_runs))
            case BlockKind.BREAK:
                yield leaf("hr", "", cls="q-end")
            case BlockKind.QUOTE:
                yield opening("blockquote", cls="q-quote")
                yield from (leaf("p", self._inline(line)) for _, line in block.quoted_runs)
                yield closing()
            case BlockKind.TABLE:
                yield from self._table(block)
            case BlockKind.NOTE if not self.marks.told:
                told = runs(" ".join(block.lines))
                yield leaf("p", self._inline(told), data_search_exclude="true")

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
        rows = block.numbered_rows
        yield opening("div", cls="q-scroll", tabindex="0")
        has_tasks = any((self.document_id, line) in self.reading.tasks.by_row for line, _ in rows)
        yield opening("table", cls="q-of-tasks") if has_tasks else opening("table")
        yield from self._rows("thead", "th", rows[:1])
        yield from self._rows("tbody", "td", rows[1:])
        yield closing()
        yield closing()

    def _rows(
        self, part: str, tag: str, rows: Sequence[tuple[int, Sequence[str]]]
    ) -> Iterator[str]:
        """A part of a table: a browser adds it where it is not written."""
        if not rows:
            return
        yield opening(part)
        for line, row in rows:
            yield self._row(line)
            yield from (leaf(tag, self._inline(runs(cell))) for cell in row)
            yield closing()
        yield closing()

    def _row(self, line: int) -> str:
        """The beginning of a row; one that is a task has its address, and what to choose it by."""
        task = self.reading.tasks.by_row.get((self.document_id, line))
        if task is None:
            return opening("tr")
        state = task_states.recorded(task, self.reading.tasks, self.reading.date)
        return opening(
            "tr",
            id=f"{self.prefix}{task.address.anchor}",
            data_cite=task.place,
            **chosen_by(task, state),
        )

    def _text(self, block: Block) -> str:
        linked = self.pointing.at(self.document_id, block.line)
        uses = self.defined.uses(block.text, block.line)
        return inline(block.runs, linked, self.links, self.marks.mark, uses)

    def _inline(self, text: Iterable[Run], linked: Linked | None = None) -> str:
        return inline(text, linked, self.links, self.marks.mark)


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
        Definitions.of(text.document),
    ).document(text)


def _without_notes(provision: Provision) -> str:
    """How a table of contents calls a provision whose heading refers to footnotes."""
    named = f"{provision.mark} {provision.heading}".strip()
    return escape(named) if provision.heading_notes else ""


def _class_of(provision: Provision) -> str:
    """What a page calls an item; a point in a point looks like any other."""
    kind = Kind.POINT if provision.kind is Kind.SUBPOINT else provision.kind
    return f"q-{kind.value}"


def page(parts: Iterable[str]) -> str:
    """The Markdown of a page from its elements."""
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"
