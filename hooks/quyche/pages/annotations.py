"""What a page says below an article or a task: whom it governs, what cites it, its fate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, group, leaf, opening, span
from quyche.pages.writer import PageWriter
from quyche.programmes import task_states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.governance.governance import Governing
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Provision

_MOST_CITING = 6  # provisions that are listed below an article without being asked for


NotesOf = Callable[[str], Iterable[str]]
"""What is said of an article or a task, by its anchor."""


def no_notes(_: str) -> Iterator[str]:
    """That nothing is known of any article beside what the documents say."""
    return iter(())


@dataclass(frozen=True)
class Annotator(PageWriter):
    """Writes what stands below the articles of one page."""

    notes: NotesOf = no_notes
    """What other editions and remarks say."""

    def below(self, article: Provision) -> Iterator[str]:
        """Whom an article or a task concerns, what cites it, and where to edit it."""
        yield opening("div", cls="q-about", data_search_exclude="true", data_q_site="true")
        yield from self._became(article)
        yield from self._governs(article)
        yield from self._cited(article)
        yield from self._concluded(article)
        yield from group(self.notes(article.anchor))
        yield from self._edit(article)
        yield closing()

    def _became(self, provision: Provision) -> Iterator[str]:
        """What became of a task, and the meetings that changed it."""
        task = self.reading.tasks.by_id.get(str(provision.address))
        if task is None:
            return
        if state := task_states.recorded(task, self.reading.tasks, self.reading.date):
            for said in task_states.told(task, self.reading.labels, self.reading.date):
                yield leaf("p", escape(said), cls=f"q-became q-is-{state.value}")
        meetings = (
            self.reading.corpus.meeting_on(change.by, change.date) for change in task.adjustments
        )
        for meeting in dict.fromkeys(filter(None, meetings)):
            link = self.link(meeting.title, self.relative(meeting.path))
            yield leaf("p", f"{self._name('progress.decided_at')} {link}", cls="q-decided")

    def _governs(self, article: Provision) -> Iterator[str]:
        governed = self.reading.governance.of_article(article)
        if governed:
            names = " · ".join(self._governed(governing) for governing in governed)
            yield leaf("p", f"{self._name('article.governs')} {names}", cls="q-governs")

    def _governed(self, governing: Governing) -> str:
        entry = self.reading.corpus.register.by_id[governing.target]
        name = self.link(entry.name, self.relative(entry.path))
        aspects = ", ".join(
            self.reading.labels(f"aspects.{aspect}") for aspect in governing.aspects
        )
        return name + (span("q-aspects", f" ({escape(aspects)})") if aspects else "")

    def _cited(self, article: Provision) -> Iterator[str]:
        """The provisions outside the article that cite it or a part of it; folded if many."""
        own = article.address.document
        found = sorted(
            (citing.source.document != own, citing.source.document, citing.line, citing.source)
            for provision in article.walk()
            for citing in self.reading.links.citing.get(str(provision.address), ())
            if not article.address.contains(citing.source) and citing.source.steps
        )
        sources = dict.fromkeys(source for *_, source in found)
        names = "; ".join(
            self._cited_in(document, list(in_document))
            for document, in_document in groupby(sources, lambda source: source.document)
        )
        if len(sources) > _MOST_CITING:
            yield opening("details", cls="q-cited")
            label = self.reading.labels("article.cited_at", count=len(sources))
            yield leaf("summary", escape(label), cls="q-label")
            yield leaf("p", names)
            yield closing()
        elif sources:
            yield leaf("p", f"{self._name('article.cited_by')} {names}", cls="q-cited")

    def _cited_in(self, document: str, sources: Sequence[Address]) -> str:
        """The citing provisions of one document, named where it is another than the page's."""
        text = self.reading.corpus.by_id[document]
        links = ", ".join(self.link(source.citation, self.href(source)) for source in sources)
        return links if text.path == self.path else f"{escape(text.metadata.short_title)}: {links}"

    def _concluded(self, article: Provision) -> Iterator[str]:
        """The conclusions that were carried out in the article or a part of it."""
        by_target = self.reading.conclusions.by_target
        found = dict.fromkeys(
            (self.reading.name_of(conclusion), self.minuted(conclusion))
            for provision in article.walk()
            for conclusion in by_target.get(str(provision.address), ())
        )
        if found:
            links = "; ".join(self.link(name, href) for name, href in found)
            yield leaf("p", f"{self._name('article.concluded')} {links}", cls="q-concluded")

    def _edit(self, article: Provision) -> Iterator[str]:
        if self.reading.settings.edit_url:
            url = self.reading.settings.edit_url.format(path=self.path, line=article.line)
            name = "article.edit" if article.kind is Kind.ARTICLE else "article.edit_task"
            yield leaf("p", self.link(self.reading.labels(name), url), cls="q-edit")

    def _name(self, label: str) -> str:
        """What a line is about, at its beginning."""
        return span("q-label", self._label(label))
