"""Every page of an edition: what makes it, by which template, whether it is listed and searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from quyche import urls
from quyche.histories.pairs import Pairs
from quyche.markup.markdown import escape
from quyche.pages.agendas import TaskPages
from quyche.pages.article_notes import ArticleNotes
from quyche.pages.comparisons import ComparisonPages
from quyche.pages.documents import document_markdown
from quyche.pages.edition_links import today_of
from quyche.pages.entries import further_pages
from quyche.pages.entries.document_rules import DocumentRules
from quyche.pages.entries.entry_changes import EntryChanges
from quyche.pages.entries.entry_pages import EntryPages
from quyche.pages.entries.entry_places import EntryPlaces, is_large
from quyche.pages.entries.further_pages import FurtherPages
from quyche.pages.entries.large_matrices import LargeMatrix
from quyche.pages.frames import Framing
from quyche.pages.home import HomePage
from quyche.pages.meeting_lists import MeetingLists
from quyche.pages.meetings import MeetingPages
from quyche.pages.register import Pages
from quyche.pages.remark_pages import RemarkPages
from quyche.pages.writer import PageWriter
from quyche.register.letterheads import Letterhead
from quyche.remarks.traces import Tracer, no_text

if TYPE_CHECKING:
    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.reading.reading import Reading
    from quyche.register.entries import Entry
    from quyche.texts.metadata import Meeting

# "# Quy chế", or "Quy chế" above "===="
_TITLE_RE = re.compile(r"\s*(?:#(?!#)[^\n]*|[^\s#][^\n]*\n=+[ \t]*(?=\n|\Z))")


@dataclass(frozen=True)
class RegisteredPage:
    """One page, by its file relative to the folder of documents."""

    path: str
    template: str = ""
    """The template that shows it; empty for the usual one."""
    title: str = ""
    """The title of a page that nobody writes; empty for any other."""
    write: Callable[[str], str] = str
    """Makes its Markdown of what was written in its file."""
    is_listed: bool = True
    """Whether it stands in the navigation."""
    is_searched: bool = True

    @property
    def is_generated(self) -> bool:
        """Whether nobody writes it."""
        return bool(self.title)


@dataclass(frozen=True)
class Overview:
    """A page that nobody writes and that every edition has."""

    path: str
    label: str
    """Names it in the navigation and in its title."""
    write: Callable[[Reading, str], str] | None = None
    """Makes its Markdown; None where its template shows all."""
    template: str = ""
    has_content: Callable[[Reading], bool] = bool
    """Whether there is anything on it, so that it is listed."""


def _matrix(reading: Reading, path: str) -> str:
    known = (reading, path)
    return LargeMatrix(*known).first() if is_large(reading) else Pages(*known).matrix()


OVERVIEWS = (
    Overview(
        urls.AGENDA,
        "nav.agenda",
        lambda reading, path: TaskPages(reading, path).agenda(),
        template="overview.html",
        has_content=lambda reading: bool(reading.tasks.all),
    ),
    Overview(
        urls.STRUCTURE,
        "nav.structure",
        lambda *page: Pages(*page).structure(),
        template="overview.html",
    ),
    Overview(
        urls.MATRIX,
        "nav.matrix",
        _matrix,
        template="overview.html",
    ),
    Overview(
        urls.ALL_MEETINGS,
        "nav.meetings",
        lambda *page: MeetingLists(*page).index(),
        template="meetings.html",
        has_content=lambda reading: bool(reading.corpus.meetings),
    ),
    Overview(urls.HISTORY, "nav.history", template="history.html"),
    Overview(urls.ALL_COMPARISONS, "nav.comparison", template="all_comparisons.html"),
    Overview(urls.CHECKING, "nav.checking", template="checking.html"),
)


@dataclass(frozen=True)
class EditionPages:
    """The pages of one edition, and what they are made from."""

    reading: Reading
    standing: Standing
    pairs: Pairs = field(default_factory=Pairs)
    """What is compared in this edition."""
    tracer: Tracer = field(default_factory=lambda: Tracer(no_text))
    """Follows remarks through the editions that can be read."""

    @cached_property
    def framing(self) -> Framing:
        """What frames them."""
        return Framing(self.standing, self.reading.labels, self.reading.grammars)

    @cached_property
    def remarking(self) -> RemarkPages:
        """The pages of the remarks on its documents."""
        reading = self.reading
        known = (self.tracer, self.standing, reading.corpus, reading.labels)
        return RemarkPages(reading.remarks, *known)

    @cached_property
    def comparing(self) -> ComparisonPages:
        """The pages of its comparisons."""
        reading, register = self.reading, self.reading.corpus.register
        today = today_of(self.standing, reading.labels)
        letterhead = Letterhead.of(reading.settings, register, today)
        known = (self.standing, reading.labels, register, reading.governed)
        return ComparisonPages(self.pairs, *known, letterhead)

    @cached_property
    def by_path(self) -> Mapping[str, RegisteredPage]:
        """Every page that is made or shown in a way of its own."""
        found: dict[str, RegisteredPage] = {}
        for page in (*self._written(), *self._overviews(), *self._comparisons(), *self._remarks()):
            found.setdefault(page.path, page)
        return found

    def _written(self) -> Iterator[RegisteredPage]:
        """Pages that somebody wrote, or wrote the beginning of."""
        documents = self.reading.corpus
        for text in documents.by_path.values():
            yield RegisteredPage(text.path, "document.html", write=partial(self._document, text))
        for entry in documents.register.entries:
            yield RegisteredPage(entry.path, "entry.html", write=partial(self._entry, entry))
            yield from self._further(entry)
        for meeting in documents.meetings:
            yield RegisteredPage(
                meeting.path, "meeting.html", write=partial(self._meeting, meeting)
            )
        yield RegisteredPage(urls.HOME, "home.html", write=self._home)

    def _document(self, text: Text, written: str) -> str:
        del written  # the text was parsed, and is rendered whole
        remarks = self.remarking.notes(text)
        notes = ArticleNotes(self.standing, self.reading.labels, text, remarks)
        return _kept_markdown(self.reading, text, notes)

    def _entry(self, entry: Entry, written: str) -> str:
        here = (self.reading, entry.path)
        changes = EntryChanges(*here, self.standing, self.comparing).of_entry(entry)
        own = EntryPages(*here, self._places[entry.id]).page(
            entry, _without_title(written), changes
        )
        return f"# {escape(entry.name)}\n\n{own}"

    def _further(self, entry: Entry) -> Iterator[RegisteredPage]:
        """The pages of what does not fit on that of a body or role."""
        every = EntryPages(self.reading, entry.path, self._places[entry.id]).further(entry)
        for number, found in zip(further_pages.numbered(len(every)), every, strict=True):
            path = urls.further(entry.path, number)
            pages = FurtherPages(self.reading, path, entry.path)
            write = partial(_unwritten, partial(pages.documents, entry, found, len(every), number))
            yield self._continued(path, entry.name, number, write)

    def _continued(
        self, path: str, name: str, number: int, write: Callable[[str], str]
    ) -> RegisteredPage:
        title = f"{name}: {self.reading.labels('further.page', number=number)}"
        return RegisteredPage(
            path, "overview.html", title, write, is_listed=False, is_searched=False
        )

    def _meeting(self, meeting: Meeting, written: str) -> str:
        del written
        return MeetingPages(self.reading, meeting.path, self.standing).page(meeting)

    def _home(self, written: str) -> str:
        title, rest = _titled(written)
        own = HomePage(self.reading, urls.HOME, self.standing).markdown(rest)
        return f"{title}\n\n{own}"

    def _overviews(self) -> Iterator[RegisteredPage]:
        for overview in OVERVIEWS:
            yield RegisteredPage(
                overview.path,
                overview.template,
                self.reading.labels(overview.label),
                partial(self._overview, overview),
                is_listed=overview.has_content(self.reading),
            )

        yield from self._matrix_continued()

    def _matrix_continued(self) -> Iterator[RegisteredPage]:
        """Where documents are many: what does not fit on the page of the matrix, and each."""
        if not is_large(self.reading):
            return
        title = self.reading.labels("matrix.title")
        every = LargeMatrix(self.reading, urls.MATRIX).further()
        for number, own in zip(further_pages.numbered(len(every)), every, strict=True):
            path = urls.further(urls.MATRIX, number)
            make = partial(LargeMatrix(self.reading, path).continued, own, len(every), number)
            yield self._continued(path, title, number, partial(_unwritten, make))
        for name, places in self._places_by_document.items():
            text, path = self.reading.corpus.by_id[name], urls.rules_of(name)
            make = partial(DocumentRules(self.reading, path).page, text, places)
            named = f"{title}: {text.metadata.short_title}"
            write = partial(_unwritten, make)
            yield RegisteredPage(
                path, "overview.html", named, write, is_listed=False, is_searched=False
            )

    @cached_property
    def _places(self) -> Mapping[str, EntryPlaces]:
        """Where each body and role is governed and named."""
        entries = self.reading.corpus.register.entries
        return {entry.id: EntryPlaces.of(self.reading, entry) for entry in entries}

    @cached_property
    def _places_by_document(self) -> Mapping[str, list[EntryPlaces]]:
        """Whom each document governs or names, and where."""
        found: dict[str, list[EntryPlaces]] = {}
        for entry in self.reading.corpus.register.entries:
            for name, places in self._places[entry.id].by_document.items():
                found.setdefault(name, []).append(places)
        return found

    def _overview(self, overview: Overview, written: str) -> str:
        return overview.write(self.reading, overview.path) if overview.write else written

    def _comparisons(self) -> Iterator[RegisteredPage]:
        for path, template, title in self.comparing.registered():
            yield RegisteredPage(path, template, title, is_listed=False, is_searched=False)

    def _remarks(self) -> Iterator[RegisteredPage]:
        for path, template, title in self.remarking.registered():
            yield RegisteredPage(path, template, title, is_searched=False)


def _kept_markdown(reading: Reading, text: Text, notes: ArticleNotes) -> str:
    """What `document_markdown` writes.

    That of a document with tasks is made every time: what became of one depends on all others.
    """
    make = partial(document_markdown, reading, text, notes.of)
    if reading.tasks.by_document.get(text.id):
        return make()
    return reading.memory.store.of("page", tuple(_told_of(reading, text, notes)), make)


def _told_of(reading: Reading, text: Text, notes: ArticleNotes) -> Iterator[str]:
    """All that the page shows: the text with what it points to, and what others say of it."""
    yield from reading.corpus.told_of(text)
    yield reading.labels.digest
    yield repr(reading.settings)
    yield repr(sorted(reading.links.cited_from_elsewhere.get(text.id, ())))
    yield repr(sorted(_concluded(reading, text)))
    yield repr(tuple(_noted(text, notes)))


def _concluded(reading: Reading, text: Text) -> Iterator[tuple[str, str, str]]:
    page = PageWriter(reading, text.path)
    for place, concluded in reading.conclusions.by_target.items():
        if place.partition("#")[0] == text.id:
            for at, one in enumerate(concluded):
                yield f"{place} {at:06}", reading.name_of(one), page.minuted(one)


def _noted(text: Text, notes: ArticleNotes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is known of each article elsewhere, as the page says it."""
    if notes.is_silent:
        return
    for provision in text.document.walk():
        if provision.kind.is_headed:
            yield provision.anchor, tuple(notes.of(provision.anchor))


def _unwritten(make: Callable[[], str], written: str) -> str:
    del written  # nobody writes it
    return make()


def _titled(written: str) -> tuple[str, str]:
    """The title that a text begins with, as it was written, and what follows it."""
    found = _TITLE_RE.match(written)
    return (found.group(), written[found.end() :]) if found else ("", written)


def _without_title(written: str) -> str:
    """The text of a register entry; its title is its name."""
    first, _, rest = written.lstrip().partition("\n")
    return rest if first.startswith("# ") else written
