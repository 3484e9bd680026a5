"""Where meetings and what they concluded are listed: for all, for a body, for who has to do it."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from quyche import urls
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.meetings.conclusions import ROLES
from quyche.pages import conclusions
from quyche.pages.conclusions import ConclusionOutcome
from quyche.pages.documents import page
from quyche.pages.writer import PageWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.meetings.conclusions import Conclusion
    from quyche.register.entries import Entry
    from quyche.texts.metadata import Meeting

_NEVER = datetime.date.max
MOST_MEETINGS = 3
"""How many meetings the home page names."""


class MeetingLists(PageWriter):
    """Writes lists of meetings and conclusions on one page, with links relative to it."""

    def index(self) -> str:
        """All meetings by year, newest first."""
        meetings = self._newest_first(self.reading.corpus.meetings)
        intro = "meetings.intro" if meetings else "meetings.none"
        parts = [leaf("h1", self._label("meetings.title")), leaf("p", self._label(intro))]
        for year, in_year in groupby(meetings, _year):
            parts.append(leaf("h2", year or self._label("meetings.undated")))
            parts.extend(self._list(in_year))
        return page(parts)

    def latest(self) -> Iterator[str]:
        """The newest meetings, on the home page; those to come are among them."""
        meetings = self._newest_first(self.reading.corpus.meetings)
        if not meetings:
            return
        yield leaf("h3", self._label("meetings.latest"))
        yield opening("div", data_search_exclude="true")
        yield from self._list(meetings[:MOST_MEETINGS])
        yield closing()
        way = self.link(self.reading.labels("nav.meetings"), self.relative(urls.ALL_MEETINGS))
        yield leaf("p", way, cls="q-more")

    def of_body(self, entry: Entry) -> Iterator[str]:
        """The meetings of a body, newest first."""
        own = [meeting for meeting in self.reading.corpus.meetings if meeting.body == entry.id]
        if own:
            yield leaf("h2", self._label("meetings.of_body"), id="hoi-nghi")
            yield opening("div", data_search_exclude="true")
            yield from self._list(self._newest_first(own))
            yield closing()

    def _newest_first(self, meetings: Iterable[Meeting]) -> list[Meeting]:
        return sorted(meetings, key=lambda meeting: (str(meeting.date), meeting.id), reverse=True)

    def _list(self, meetings: Iterable[Meeting]) -> Iterator[str]:
        register = self.reading.corpus.register.by_id
        yield opening("ul", cls="q-documents")
        for meeting in meetings:
            yield opening("li")
            title = self.link(meeting.title, self.relative(meeting.path))
            yield leaf("p", title, cls="q-title")
            body = register.get(meeting.body)
            told = (
                self.reading.labels.day(meeting.date),
                body.name if body else "",
                self._count(meeting),
            )
            yield leaf("p", escape(" · ".join(filter(None, told))), cls="q-part")
            yield closing()
        yield closing()

    def _count(self, meeting: Meeting) -> str:
        """How many conclusions there are, and how many of them were carried out."""
        found = self.reading.conclusions.by_meeting.get(meeting.id, ())
        done = sum(1 for conclusion in found if self._outcome(conclusion) is ConclusionOutcome.DONE)
        if not found:
            return self.reading.labels("meetings.no_conclusions")
        name = "meetings.concluded_done" if done else "meetings.concluded"
        return self.reading.labels(name, count=len(found), done=done)

    def _outcome(self, conclusion: Conclusion) -> ConclusionOutcome:
        return conclusions.outcome_of(conclusion, self.reading)

    # For one body or role

    def of_entry(self, entry: Entry) -> Iterator[str]:
        """What meetings asked a body or role to lead, or to work along with.

        What is due first comes first, what is over is folded, the newest first.
        """
        found = self.reading.conclusions.by_entry.get(entry.id, ())
        if not found:
            return
        ended = [each for each in reversed(found) if self._outcome(each).is_ended]
        coming = [each for each in found if each not in ended]
        yield leaf("h3", self._label("meetings.asked"))
        if coming:
            yield from self._all_asked(entry, sorted(coming, key=_due))
        else:
            yield leaf("p", self._label("meetings.all_done"), cls="q-none")
        if ended:
            is_all_done = all(self._outcome(each) is ConclusionOutcome.DONE for each in ended)
            name = "meetings.past" if is_all_done else "meetings.ended"
            yield opening("details", cls="q-over")
            yield leaf("summary", self._label(name, count=len(ended)))
            yield from self._all_asked(entry, ended)
            yield closing()

    def _all_asked(self, entry: Entry, found: Iterable[Conclusion]) -> Iterator[str]:
        yield opening("ul", cls="q-agenda")
        for conclusion in found:
            yield from self._asked(entry, conclusion)
        yield closing()

    def _asked(self, entry: Entry, conclusion: Conclusion) -> Iterator[str]:
        asked = conclusion.asked
        yield opening("li")
        when = asked.text("time") or self.reading.labels("task.no_time")
        yield leaf("p", escape(when), cls="q-when")
        yield leaf("p", self.link(asked.title, self.minuted(conclusion)))
        roles = ", ".join(
            self._label(f"task.role.{role.value}") for role in ROLES if entry.id in asked.ids(role)
        )
        done = escape(conclusions.told(conclusion, self.reading))
        name = self.reading.name_of(conclusion)
        yield leaf("p", " · ".join([span("q-role", roles), escape(name), done]), cls="q-part")
        is_open = not self._outcome(conclusion).is_ended
        if is_open and conclusions.deadline_is_past(conclusion, self.reading):
            late = self._label("meetings.overdue")
            yield leaf("p", late, cls="q-part q-became q-is-not-reported")
        yield closing()


def _due(conclusion: Conclusion) -> tuple[datetime.date, datetime.date]:
    """The last day of its time, then the first; what has none comes last."""
    days = conclusion.asked.days
    return (days.last, days.first) if days else (_NEVER, _NEVER)


def _year(meeting: Meeting) -> str:
    return str(meeting.date.year) if meeting.date else ""
