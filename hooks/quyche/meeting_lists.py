"""Where meetings and what they concluded are listed: for all, for a body, for who has to do it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quyche.conclusions import ROLES
from quyche.inline_markdown import escape
from quyche.markdown_extension import closing, leaf, opening, span
from quyche.page_writers import PageWriter
from quyche.rendering import page
from quyche.states import written_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.conclusions import Conclusion
    from quyche.metadata import Meeting
    from quyche.register import Entry

INDEX = "hoi-nghi/index.md"
"""The page of all meetings."""


class MeetingLists(PageWriter):
    """Writes lists of meetings and conclusions on one page, with links relative to it."""

    def index(self) -> str:
        """All meetings by year, newest first."""
        meetings = self._newest_first(self.library.corpus.meetings)
        intro = "meetings.intro" if meetings else "meetings.none"
        parts = [leaf("h1", self._label("meetings.title")), leaf("p", self._label(intro))]
        for year, in_year in groupby(meetings, _year):
            parts.append(leaf("h2", year or self._label("meetings.undated")))
            parts.extend(self._list(in_year))
        return page(parts)

    def of_body(self, entry: Entry) -> Iterator[str]:
        """The meetings of a body, newest first."""
        own = [meeting for meeting in self.library.corpus.meetings if meeting.body == entry.id]
        if own:
            yield leaf("h2", self._label("meetings.of_body"), id="hoi-nghi")
            yield opening("div", data_search_exclude="true")
            yield from self._list(self._newest_first(own))
            yield closing()

    def _newest_first(self, meetings: Iterable[Meeting]) -> list[Meeting]:
        return sorted(meetings, key=lambda meeting: (str(meeting.date), meeting.id), reverse=True)

    def _list(self, meetings: Iterable[Meeting]) -> Iterator[str]:
        register = self.library.corpus.register.by_id
        yield opening("ul", cls="q-documents")
        for meeting in meetings:
            yield opening("li")
            title = self.link(meeting.title, self.relative(meeting.path))
            yield leaf("p", title, cls="q-title")
            body = register.get(meeting.body)
            told = (written_date(meeting.date), body.name if body else "", self._count(meeting))
            yield leaf("p", escape(" · ".join(filter(None, told))), cls="q-part")
            yield closing()
        yield closing()

    def _count(self, meeting: Meeting) -> str:
        """How many conclusions there are, and of how many it is recorded where they were done."""
        found = self.library.conclusions.by_meeting.get(meeting.id, ())
        done = sum(1 for conclusion in found if conclusion.done)
        if not found:
            return self.library.labels("meetings.no_conclusions")
        name = "meetings.concluded_done" if done else "meetings.concluded"
        return self.library.labels(name, count=len(found), done=done)

    # For one body or role

    def of_entry(self, entry: Entry) -> Iterator[str]:
        """What meetings asked a body or role to lead, or to work along with; newest first.

        What is recorded as done is folded.
        """
        found = self.library.conclusions.by_entry.get(entry.id, ())
        if not found:
            return
        done = [conclusion for conclusion in reversed(found) if conclusion.asked.named("done")]
        yield leaf("h3", self._label("meetings.asked"))
        open_ = [conclusion for conclusion in reversed(found) if conclusion not in done]
        if open_:
            yield from self._all_asked(entry, open_)
        else:
            yield leaf("p", self._label("meetings.all_done"), cls="q-none")
        if done:
            yield opening("details", cls="q-over")
            yield leaf("summary", self._label("meetings.past", count=len(done)))
            yield from self._all_asked(entry, done)
            yield closing()

    def _all_asked(self, entry: Entry, found: Iterable[Conclusion]) -> Iterator[str]:
        yield opening("ul", cls="q-agenda")
        for conclusion in found:
            yield from self._asked(entry, conclusion)
        yield closing()

    def _asked(self, entry: Entry, conclusion: Conclusion) -> Iterator[str]:
        asked = conclusion.asked
        yield opening("li")
        when = asked.text("time") or self.library.labels("task.no_time")
        yield leaf("p", escape(when), cls="q-when")
        yield leaf("p", self.link(asked.title, self.minuted(conclusion)))
        roles = ", ".join(
            self._label(f"task.role.{role.value}") for role in ROLES if entry.id in asked.ids(role)
        )
        told = asked.text("done")
        done = (
            self._label("meetings.done", where=told) if told else self._label("meetings.not_done")
        )
        name = self.library.name_of(conclusion)
        yield leaf("p", " · ".join([span("q-role", roles), escape(name), done]), cls="q-part")
        yield closing()


def _year(meeting: Meeting) -> str:
    return str(meeting.date.year) if meeting.date else ""
