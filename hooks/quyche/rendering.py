"""A document as Markdown for the page.

Literal numbers, an anchor for every provision, links on names and citations.
"""

from __future__ import annotations

import datetime
import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from quyche import task_states, task_tables
from quyche.addresses import Address, Kind
from quyche.archives import Past
from quyche.comments import Comments
from quyche.conclusions import Conclusions
from quyche.duties import Duties
from quyche.inline_markdown import escape, with_links
from quyche.links import Citing, Linked, Links
from quyche.markdown_extension import (
    EMPHASIS,
    STRONG,
    closing,
    leaf,
    opening,
    span,
)
from quyche.markup import Run, runs
from quyche.power_checks import Powers
from quyche.provisions import Block, BlockKind, Provision
from quyche.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.conclusions import Conclusion
    from quyche.corpus import Corpus, Text
    from quyche.governance import Governance, Governing
    from quyche.labels import Labels
    from quyche.settings import Settings
    from quyche.task_tables import Column
    from quyche.tasks import Task

# "- Chủ trì: Ban Tổ chức Tỉnh ủy", as inline Markdown
_FIELD_RE = re.compile(
    rf"(?P<name>[-–] [^:;,.()\[\]{STRONG}{EMPHASIS}]{{2,40}}:) (?P<value>.+)", re.DOTALL
)
_MOST_CITING = 6  # provisions that are listed below an article without being asked for
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
class Library:
    """Everything a page may need: the corpus and what was read from it."""

    corpus: Corpus
    links: Links
    governance: Governance
    labels: Labels
    settings: Settings
    date: datetime.date | None = None
    """The day of the edition, from which on something is still to come."""

    past: Past = field(default_factory=Past)
    """The editions that conclusions may name."""

    comments: Comments = field(default_factory=Comments)
    """The remarks on its documents."""

    @cached_property
    def minutes(self) -> Links:
        """What the minutes of its meetings point to."""
        return Links.of_minutes(self.corpus, self.corpus.minutes)

    @cached_property
    def conclusions(self) -> Conclusions:
        """What its meetings concluded."""
        return Conclusions.of(self.corpus, self.minutes, self.past)

    def name_of(self, conclusion: Conclusion) -> str:
        """How a text speaks of it: `kết luận 2, hội nghị Ban Thường vụ Tỉnh ủy ngày 18-1-2021`."""
        meeting = conclusion.meeting
        body = self.corpus.register.by_id.get(meeting.body)
        name = conclusion.address.citation
        name = f"{name[:1].lower()}{name[1:]}"
        if not body or not meeting.date:
            return f"{name}, {meeting.title}"
        date = f"{meeting.date.day}-{meeting.date.month}-{meeting.date.year}"
        return self.labels("article.conclusion", name=name, body=body.name, date=date)

    @cached_property
    def tasks(self) -> Tasks:
        """The tasks of its programmes."""
        return Tasks.of(self.corpus, self.links)

    @cached_property
    def powers(self) -> Powers:
        """Whom its regulations let decide."""
        return Powers.of(self.corpus, self.links, self.governance)

    @cached_property
    def duties(self) -> Duties:
        """What its regulations ask for again and again."""
        return Duties.of(self.corpus, self.links, self.governance)


@dataclass(frozen=True)
class Renderer:
    """Writes the Markdown of one page.

    Links are relative to it, so that the site builder can check them.
    """

    library: Library
    path: str
    """The page's own file, relative to the folder of documents."""

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
        if provision.kind in {Kind.ARTICLE, Kind.TASK}:
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
        return isinstance(part, Provision) and str(part.address) in self.library.tasks.by_id

    def _task_table(self, provisions: Sequence[Provision], level: int) -> Iterator[str]:
        """Tasks that follow each other, as the official table; a row reads as a list, too.

        No `table`: a heading cannot stand in a row, and a search takes what follows the cell of a
        heading for what is above it.
        """
        tasks = self.library.tasks
        columns = task_tables.columns(tasks.by_document[provisions[0].address.document])
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
        yield opening(
            "section",
            cls="q-task",
            data_who=" ".join(task_tables.everybody(task)),
            data_quarters=" ".join(task_tables.quarters(task)),
            data_form=task.form.value,
            data_state=self._state(task),
        )
        yield self._heading(provision, level)
        *cells, last = task_tables.cells(provision, task, columns)
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

    def _state(self, task: Task) -> str:
        """How far a task has come, where its programme records that."""
        if task.address.document not in self.library.tasks.recording:
            return ""
        return task_states.state_on(task, self.library.date).value

    def _became(self, provision: Provision) -> Iterator[str]:
        """What became of a task, and the meetings that changed it."""
        task = self.library.tasks.by_id.get(str(provision.address))
        if task is None:
            return
        if state := self._state(task):
            for said in task_states.told(task, self.library.labels, self.library.date):
                yield leaf("p", escape(said), cls=f"q-became q-is-{state}")
        meetings = (
            self.library.corpus.meeting_on(change.by, change.date) for change in task.adjustments
        )
        for meeting in dict.fromkeys(filter(None, meetings)):
            link = self.link(meeting.title, self.relative(meeting.path))
            yield leaf("p", f"{self._label('progress.decided_at')} {link}", cls="q-decided")

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
        field = _FIELD_RE.match(text) if self._is_programme else None
        if field is None:
            return leaf("p", text, cls="q-item")
        name, value = span("q-name", field["name"]), span("q-value", field["value"])
        return leaf("p", f"{name} {value}", cls="q-field")

    @property
    def _is_programme(self) -> bool:
        text = self.library.corpus.by_path.get(self.path)
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
        is_home = self.path in self.library.corpus.by_path
        return runs(cell) if is_home else _away_from_home(runs(cell))

    def _text(self, block: Block) -> str:
        document = self.library.corpus.by_path.get(self.path)
        if document is None:
            return self.inline(_away_from_home(block.runs), None)
        return self.inline(block.runs, self._linked(document.id, block.line))

    def _linked(self, document: str, line: int, *, heading: bool = False) -> Linked | None:
        """What a text points to; on a page that quotes it nothing is linked but its address."""
        if document not in self.library.corpus.by_id or self._is_elsewhere(document):
            return None
        return self.library.links.at(document, line, heading=heading)

    def _is_elsewhere(self, document: str) -> bool:
        return self.library.corpus.by_id[document].path != self.path

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
        entries = self.library.corpus.register.by_id
        targets.extend(
            (mention.start, mention.end, self.relative(entries[mention.target].path))
            for mention in linked.mentions
        )
        return sorted(targets)

    # Links

    def href(self, address: Address) -> str:
        """The link from this page to a provision or a document."""
        path = self.library.corpus.by_id[address.document].path
        page = "" if path == self.path else self.relative(path)
        return f"{page}#{address.anchor}" if address.steps else page or "#"

    def relative(self, path: str) -> str:
        """The link from this page to another file."""
        return posixpath.relpath(path, posixpath.dirname(self.path) or ".")

    def link(self, text: str, href: str) -> str:
        """An inline link."""
        return f"[{escape(text)}]({href})"

    # About an article

    def _about(self, article: Provision) -> Iterator[str]:
        """Whom an article governs, what cites it, and where to edit it."""
        lines = [
            *self._became(article),
            *self._governs(article),
            *self._cited(article),
            *self._concluded(article),
            leaf("p", "", data_q_history=article.anchor),  # filled by who knows of other editions
            *self._edit(article),
        ]
        if lines:
            yield opening("div", cls="q-about", data_search_exclude="true", data_q_site="true")
            yield from lines
            yield closing()

    def _governs(self, article: Provision) -> Iterator[str]:
        governed = self.library.governance.of_article(article)
        if governed:
            names = " · ".join(self._governed(governing) for governing in governed)
            yield leaf("p", f"{self._label('article.governs')} {names}", cls="q-governs")

    def _governed(self, governing: Governing) -> str:
        entry = self.library.corpus.register.by_id[governing.target]
        name = self.link(entry.name, self.relative(entry.path))
        aspects = ", ".join(
            self.library.labels(f"aspects.{aspect}") for aspect in governing.aspects
        )
        return name + (span("q-aspects", f" ({escape(aspects)})") if aspects else "")

    def _cited(self, article: Provision) -> Iterator[str]:
        """The provisions outside the article that cite it or a part of it; folded if many."""
        own = article.address.document
        found = sorted(
            (citing.source.document != own, citing.source.document, citing.line, citing.source)
            for provision in article.walk()
            for citing in self.library.links.citing.get(str(provision.address), ())
            if not _inside(citing, article) and citing.source.steps
        )
        sources = dict.fromkeys(source for *_, source in found)
        names = "; ".join(
            self._cited_in(document, list(in_document))
            for document, in_document in groupby(sources, lambda source: source.document)
        )
        if len(sources) > _MOST_CITING:
            yield opening("details", cls="q-cited")
            label = self.library.labels("article.cited_at", count=len(sources))
            yield leaf("summary", escape(label), cls="q-label")
            yield leaf("p", names)
            yield closing()
        elif sources:
            yield leaf("p", f"{self._label('article.cited_by')} {names}", cls="q-cited")

    def _cited_in(self, document: str, sources: Sequence[Address]) -> str:
        """The citing provisions of one document, named where it is another than the page's."""
        text = self.library.corpus.by_id[document]
        links = ", ".join(self.link(source.citation, self.href(source)) for source in sources)
        return links if text.path == self.path else f"{escape(text.metadata.short_title)}: {links}"

    def _concluded(self, article: Provision) -> Iterator[str]:
        """The conclusions that were carried out in the article or a part of it."""
        by_target = self.library.conclusions.by_target
        found = dict.fromkeys(
            (self.library.name_of(conclusion), self._minuted(conclusion))
            for provision in article.walk()
            for conclusion in by_target.get(str(provision.address), ())
        )
        if found:
            links = "; ".join(self.link(name, href) for name, href in found)
            yield leaf("p", f"{self._label('article.concluded')} {links}", cls="q-concluded")

    def _minuted(self, conclusion: Conclusion) -> str:
        return f"{self.relative(conclusion.meeting.path)}#{conclusion.address.anchor}"

    def _edit(self, article: Provision) -> Iterator[str]:
        if self.library.settings.edit_url:
            url = self.library.settings.edit_url.format(path=self.path, line=article.line)
            name = "article.edit" if article.kind is Kind.ARTICLE else "article.edit_task"
            yield leaf("p", self.link(self.library.labels(name), url), cls="q-edit")

    def _label(self, name: str) -> str:
        return span("q-label", escape(self.library.labels(name)))


def page(parts: Iterable[str]) -> str:
    """The Markdown of a page from its elements."""
    return _joined(parts)


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _inside(citing: Citing, article: Provision) -> bool:
    steps = article.address.steps
    return (
        citing.source.document == article.address.document
        and citing.source.steps[: len(steps)] == steps
    )


def _away_from_home(text: Iterable[Run]) -> tuple[Run, ...]:
    """The runs as another page quotes them: a link to a place seen from their own page is none."""
    return tuple(run if ":" in run.href else replace(run, href="") for run in text)
