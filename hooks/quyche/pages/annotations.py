"""What a page says below an article or a task.

Whom it governs, what cites it, which conclusions it carries out, what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.writer import Linker
from quyche.programmes import task_states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.governance.governance import Governing
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Provision

_MOST_CITING = 6  # provisions that are listed below an article without being asked for


@dataclass(frozen=True)
class Annotator(Linker):
    """Writes what stands below the articles of one page."""

    def below(self, article: Provision) -> Iterator[str]:
        """Whom an article or a task concerns, what cites it, and where to edit it."""
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
            yield leaf("p", f"{self._label('progress.decided_at')} {link}", cls="q-decided")

    def _governs(self, article: Provision) -> Iterator[str]:
        governed = self.reading.governance.of_article(article)
        if governed:
            names = " · ".join(self._governed(governing) for governing in governed)
            yield leaf("p", f"{self._label('article.governs')} {names}", cls="q-governs")

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
            yield leaf("p", f"{self._label('article.cited_by')} {names}", cls="q-cited")

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
            yield leaf("p", f"{self._label('article.concluded')} {links}", cls="q-concluded")

    def _edit(self, article: Provision) -> Iterator[str]:
        if self.reading.settings.edit_url:
            url = self.reading.settings.edit_url.format(path=self.path, line=article.line)
            name = "article.edit" if article.kind is Kind.ARTICLE else "article.edit_task"
            yield leaf("p", self.link(self.reading.labels(name), url), cls="q-edit")

    def _label(self, name: str) -> str:
        return span("q-label", escape(self.reading.labels(name)))
