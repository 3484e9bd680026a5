"""The tasks of a programme, a body or a role as calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from quyche import urls
from quyche.formats import calendars
from quyche.formats.calendars import CalendarEvent
from quyche.language.dates import TimeKind
from quyche.programmes.progress import TaskState
from quyche.programmes.tasks import Task, days_of
from quyche.reading.reading import Reading
from quyche.texts.metadata import DocumentStatus

_NO_HOST = "localhost"


@dataclass(frozen=True)
class TaskCalendars:
    """Writes the calendars of one edition."""

    reading: Reading
    site_url: str = ""
    """The address of the edition, with a slash at its end; empty where there is none."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of the calendar of each programme, body and role with dated tasks."""
        tasks = self.reading.tasks
        for text in self.reading.corpus.texts:
            title = text.metadata.short_title
            yield from self._file(text.path, title, tasks.by_document.get(text.id, ()))
        for entry in self.reading.corpus.register.entries:
            yield from self._file(entry.path, entry.name, tasks.by_entry.get(entry.id, ()))

    def _file(self, page: str, name: str, tasks: Iterable[Task]) -> Iterator[tuple[str, bytes]]:
        events = [event for task in tasks for event in self._events(task)]
        if events and self.reading.date:
            language = self.reading.labels.language
            content = calendars.write(name, events, self.reading.date, language)
            yield urls.calendar_of(page), content

    def _events(self, task: Task) -> Iterator[CalendarEvent]:
        """One event for each time of a task that has days."""
        document = self.reading.corpus.by_id[task.address.document]
        spans = [(time, days) for time in task.times if (days := days_of(task, time))]
        for number, (time, days) in enumerate(spans, start=1):
            is_yearly = time.kind is TimeKind.RECURRING
            yield CalendarEvent(
                uid=self._uid(task, number),
                first=days.first,
                last=days.last,
                summary=task.title or task.place,
                description=self._description(task, document.metadata.short_title),
                url=self._url(task),
                is_settled=document.metadata.status is DocumentStatus.ADOPTED,
                is_dropped=task.state is TaskState.DROPPED,
                is_yearly=is_yearly,
                until=task.until if is_yearly else None,
            )

    def _uid(self, task: Task, number: int) -> str:
        """Of the document and the task's anchor, the same in all editions of a site."""
        host = urlsplit(self.site_url).hostname or _NO_HOST
        second = f".{number}" if number > 1 else ""
        return f"{task.address.document}.{task.address.anchor}{second}@{host}"

    def _url(self, task: Task) -> str:
        page = f"{self.site_url}{urls.address_of(task.path)}"
        return f"{page}#{task.address.anchor}" if self.site_url else ""

    def _description(self, task: Task, document: str) -> str:
        """What the programme says of it, line by line as written."""
        fields = (f"{field.label}: {field.text}" for field in task.fields if field.name)
        return "\n".join([f"{document} · {task.place.rstrip('.')}", *fields])
