"""What a page says of each article: when it last changed, and how many remarks there were on it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche import urls
from quyche.markup.markdown import Destination, escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.edition_links import EditionLinks, way_to_start

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.editions.records import ArticleEvent, ArticleHistory
    from quyche.labels import Labels
    from quyche.pages.remark_pages import Note


@dataclass(frozen=True)
class ArticleNotes:
    """Writes the notes of one page."""

    standing: Standing
    labels: Labels
    text: Text
    """The document of the page."""
    remarks: Mapping[str, Sequence[Note]] = field(default_factory=dict)
    """What to say of the remarks on articles, by their anchors."""

    def of(self, anchor: str) -> Iterator[str]:
        """What there is to say of an article: nothing of one that nothing is known of."""
        if self.standing.is_published:
            yield from self._changes(self._known.get(anchor, []))
        for note in self.remarks.get(anchor, ()):
            yield leaf("p", self._remark(note), cls="q-remarks")

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say of any article."""
        return not self.remarks and not (self.standing.is_published and self._known)

    @property
    def _known(self) -> ArticleHistory:
        return self.standing.articles.get(self.text.id, {})

    def _remark(self, note: Note) -> str:
        href = f"{way_to_start(self.text.path)}{urls.address_of(note.page)}#{note.anchor}"
        return Destination(href, is_checked=False).around(escape(note.text))

    def _changes(self, events: Sequence[ArticleEvent]) -> Iterator[str]:
        if not events:
            return
        summary = escape(self._summary(events[0]))
        if len(events) == 1 and not events[0]["older"]:
            yield leaf("p", summary, cls="q-changes")
            return
        yield opening("details", cls="q-changes")
        yield leaf("summary", summary)
        yield opening("ol")
        yield from (leaf("li", self._event(event)) for event in events)
        yield closing()
        yield closing()

    def _summary(self, newest: ArticleEvent) -> str:
        rule = "since" if not newest["older"] else newest["status"]
        title, date = self._edition(newest)
        edition = f"{title} ({date})" if date else title  # work in progress has no day
        return self.labels(f"article.changed.{rule}", edition=edition)

    def _event(self, event: ArticleEvent) -> str:
        title, date = self._edition(event)
        status = self.labels(f"compare.{event['status']}")
        if event["guess"]:
            status = f"{self.labels('comparison.unsure')} {status}"
        what = span("", escape(" · ".join(filter(None, (date, status)))))
        if not event["older"]:
            return f"{escape(title)} {what}"
        pair = posixpath.join(event["edition"], urls.COMPARISONS, self.text.id, event["older"])
        change = f"{pair}/#{event['block']}"
        editions = EditionLinks.of(self.text.path, self.standing)
        return f"{editions.link(change, escape(title))} {what}"

    def _edition(self, event: ArticleEvent) -> tuple[str, str]:
        """The title and the date of the edition of an event."""
        for snapshot in self.standing.history.snapshots:
            if snapshot.edition and snapshot.edition.name == event["edition"]:
                return snapshot.edition.title, self.labels.day(snapshot.edition.date)
        return self.labels("edition.work"), ""
