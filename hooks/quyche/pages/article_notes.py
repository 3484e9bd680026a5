"""What a page says of each article: when it last changed, and how many remarks there were on it.

In HTML, since it leads to other editions.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche import urls
from quyche.language.dates import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quyche.editions.history import Standing
    from quyche.editions.records import ArticleHistory, Event
    from quyche.labels import Labels
    from quyche.pages.remark_pages import Note

_PLACE_RE = re.compile(r'<p data-q-history="(?P<anchor>[\w-]+)"></p>')
_REMARKS = Markup('<p class="q-remarks"><a href="{href}">{text}</a></p>')
_ONE = Markup('<p class="q-changes">{text}</p>')
_MANY = Markup('<details class="q-changes"><summary>{text}</summary><ol>{events}</ol></details>')
_EVENT = Markup('<li><a href="{href}">{edition}</a> <span>{said}</span></li>')
_FIRST = Markup("<li>{edition} <span>{said}</span></li>")


@dataclass(frozen=True)
class ArticleNotes:
    """Writes the notes of one page."""

    standing: Standing
    labels: Labels
    document: str
    base: str
    """The way from the page to the start of its edition."""
    remarks: Mapping[str, Sequence[Note]] = field(default_factory=dict)
    """What to say of the remarks on articles, by their anchors."""

    @property
    def root(self) -> str:
        """The way from the page to the root of the site."""
        return posixpath.join(self.base, "..")

    def filled(self, page: str) -> str:
        """The page's HTML with the note of each article where there is one to be made."""
        known = self.standing.articles.get(self.document, {})
        return _PLACE_RE.sub(
            lambda match: self._note(known, match["anchor"]) + self._remarks(match["anchor"]), page
        )

    def _remarks(self, anchor: str) -> str:
        return "".join(map(self._remarked, self.remarks.get(anchor, ())))

    def _remarked(self, note: Note) -> str:
        page = posixpath.join(self.base, urls.address_of(note.page))
        return str(_REMARKS.format(href=f"{page}#{note.anchor}", text=note.text))

    def _note(self, known: ArticleHistory, anchor: str) -> str:
        events = known.get(anchor, [])
        if not events or not self.standing.is_published:
            return ""
        newest = events[0]
        rule = "since" if not newest["older"] else newest["status"]
        title, date = self._edition(newest)
        edition = f"{title} ({date})" if date else title  # work in progress has no day
        text = self.labels(f"article.changed.{rule}", edition=edition)
        if len(events) == 1 and not newest["older"]:
            return str(_ONE.format(text=text))
        return str(_MANY.format(text=text, events=self._list(events)))

    def _list(self, events: Sequence[Event]) -> Markup:
        return Markup("").join(map(self._event, events))

    def _event(self, event: Event) -> Markup:
        title, date = self._edition(event)
        status = self.labels(f"compare.{event['status']}")
        if event["guess"]:
            status = f"{self.labels('comparison.unsure')} {status}"
        said = " · ".join(filter(None, (date, status)))
        if not event["older"]:
            return _FIRST.format(edition=title, said=said)
        page = posixpath.join(
            self.root, event["edition"], urls.COMPARISONS, self.document, event["older"]
        )
        href = f"{page}/#{event['block']}"
        return _EVENT.format(href=href, edition=title, said=said)

    def _edition(self, event: Event) -> tuple[str, str]:
        """The title and the date of the edition of an event."""
        for snapshot in self.standing.history.snapshots:
            if snapshot.edition and snapshot.edition.name == event["edition"]:
                return snapshot.edition.title, written(snapshot.edition.date)
        return self.labels("edition.work"), ""
