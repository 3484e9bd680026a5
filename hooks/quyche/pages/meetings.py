"""The page of a meeting: who met, which papers it had, what it concluded, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus.texts import Corpus
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening
from quyche.meetings.editions import bundled_in, edition_of_day, editions_of
from quyche.pages import remark_pages
from quyche.pages.annotations import Annotator
from quyche.pages.documents import page
from quyche.pages.edition_links import EditionLinks, page_of
from quyche.pages.minutes import MinutesWriter, pointing_then
from quyche.pages.writer import EarlierDayLinks, PageWriter, SiteLinks
from quyche.texts.provisions import Block, BlockKind
from quyche.texts.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.editions.history import Snapshot, Standing
    from quyche.register.entries import Entry
    from quyche.texts.metadata import Meeting, Metadata


@dataclass(frozen=True)
class MeetingPages(PageWriter):
    """Writes the page of a meeting, with links relative to it."""

    standing: Standing

    def page(self, meeting: Meeting) -> str:
        """What is known of the meeting, its papers, then its minutes as they were written."""
        document = self.reading.corpus.minutes_by_path[meeting.path].document
        title = escape(document.title or meeting.title)
        content = [
            part
            for part in document.content
            if not (isinstance(part, Block) and part.kind is BlockKind.TITLE)
        ]
        first = next(
            (
                at
                for at, part in enumerate(content)
                if isinstance(part, Block) and _is_heading(part)
            ),
            len(content),
        )
        minutes = self._minutes(meeting).renderer
        return page(
            [
                opening("div", cls="q-document q-meeting"),
                leaf("h1", title),
                *self._facts(meeting),
                *minutes.parts(content[:first]),
                *self._papers(meeting),
                *minutes.parts(content[first:]),
                closing(),
            ]
        )

    def _minutes(self, meeting: Meeting) -> MinutesWriter:
        """Its minutes, which speak of the documents of their day, whatever changed since."""
        reading, name = self.reading, self.standing.name
        site = SiteLinks(self, self._editions, own=name, known=self._known)
        minutes = MinutesWriter(
            reading,
            reading.corpus.minutes_by_path[meeting.path],
            links=site,
            pointing=reading.minutes,
            remarks=reading.remarks.by_meeting,
            below_headed=Annotator(reading, self.path).below,
        )
        day = edition_of_day(meeting, self.standing)
        if day == name:
            return minutes
        documents = reading.past.documents(day) or Corpus()
        links = EarlierDayLinks(site, day, documents)
        pointing = pointing_then(
            minutes.minutes,
            reading.minutes,
            reading.memory.linker.of(documents, [minutes.minutes]),
        )
        return replace(minutes, links=links, pointing=pointing)

    @property
    def _known(self) -> frozenset[str]:
        """The names of the editions that are known."""
        editions = (snapshot.edition for snapshot in self.standing.history.snapshots)
        return frozenset(edition.name for edition in editions if edition)

    @property
    def _editions(self) -> EditionLinks:
        return EditionLinks.of(self.path, self.standing)

    # What is known of it

    def _facts(self, meeting: Meeting) -> Iterator[str]:
        rows = [row for row in self._rows(meeting) if row[1]]
        yield opening("dl", cls="q-facts", data_search_exclude="true")
        for name, value in rows:
            is_action = name == "bundle" and bool(bundled_in(meeting, self.standing))
            cls = "q-action" if is_action else ""
            yield leaf("dt", self._label(f"meeting.{name}"), cls=cls)
            yield leaf("dd", value, cls=cls)
        yield closing()

    def _rows(self, meeting: Meeting) -> Iterator[tuple[str, str]]:
        number = meeting.ordinal
        yield "body", self._entry(meeting.body)
        yield "ordinal", self._label("meeting.nth", number=number) if number else ""
        yield "term", escape(meeting.term)
        yield "date", escape(self.reading.labels.day(meeting.date))
        yield "chair", self._entry(meeting.chair)
        yield "editions", ", ".join(self._edition(snapshot) for snapshot in self._of(meeting))

        yield "bundle", self._bundle(meeting)

    def _bundle(self, meeting: Meeting) -> str:
        """The way to its conference file; that there is none, where nobody keeps its papers."""
        if not meeting.papers or not self.standing.is_published:
            return ""
        edition = bundled_in(meeting, self.standing)
        if not edition:
            return self._label("meeting.no_bundle")
        path = f"{page_of(edition, meeting.path)}{urls.CONFERENCE_FILE}"
        link = self._editions.link(path, self._label("meeting.download"))
        return f"{link} {self._label('meeting.unpack')}"

    def _entry(self, name: str) -> str:
        entry: Entry | None = self.reading.corpus.register.by_id.get(name)
        return self.link(entry.name, self.relative(entry.path)) if entry else ""

    def _of(self, meeting: Meeting) -> tuple[Snapshot, ...]:
        """The editions that came of it, as far as they are known."""
        return editions_of(meeting, self.standing)

    def _edition(self, snapshot: Snapshot) -> str:
        assert snapshot.edition is not None, "work on the next edition has no meeting"
        name, title = snapshot.edition.name, snapshot.edition.title
        if name == self.standing.name:
            return self.link(title, self.relative(urls.HOME))
        return self._editions.link(page_of(name, urls.HOME), escape(title))

    # Its papers

    def _papers(self, meeting: Meeting) -> Iterator[str]:
        papers = [part for paper in meeting.papers for part in self._paper(meeting, paper)]
        if papers:
            yield leaf("h2", self._label("meeting.papers"), id="van-ban")
            yield opening("ul", cls="q-documents", data_search_exclude="true")
            yield from papers
            yield closing()

    def _paper(self, meeting: Meeting, paper: str) -> Iterator[str]:
        """A document as it was laid before the meeting, where an edition keeps it."""
        kept = next((found for found in self._of(meeting) if paper in found.documents), None)
        text = self.reading.corpus.by_id.get(paper)
        here = self.relative(text.path) if text else ""
        if kept is None or kept.name == self.standing.name:
            if text:
                state = state_of(self.reading.labels, text.metadata)
                title = self.link(text.metadata.title, here)
                told = [
                    *(self._same(kept, paper) if kept else ()),
                    *self._remarks(paper, self.standing.name),
                ]
                ways = self._compared(kept, paper) if kept else []
                yield from self._row(title, state, text.metadata, told, ways)
            return
        revision = kept.documents[paper]
        there = page_of(kept.name, revision.path)
        title = self._editions.link(there, escape(revision.metadata.title))
        told = [*self._same(kept, paper), *self._remarks(paper, kept.name)]
        ways = self._compared(kept, paper)
        if here:
            ways.append(self.link(self.reading.labels("meeting.here"), here))
        state = state_of(self.reading.labels, revision.metadata)
        yield from self._row(title, state, revision.metadata, told, ways)

    def _row(
        self, title: str, state: str, metadata: Metadata, told: list[str], ways: list[str]
    ) -> Iterator[str]:
        """A paper with what is told of it, and the ways on, which paper does without."""
        yield opening("li")
        yield leaf("p", title, cls="q-title")
        yield leaf("p", escape(state), cls=f"q-state q-{metadata.status}")
        if told:
            yield leaf("p", " · ".join(told), cls="q-part")
        if ways:
            yield leaf("p", " · ".join(ways), cls="q-part q-action")
        yield closing()

    def _compared(self, kept: Snapshot, paper: str) -> list[str]:
        """The ways to what a paper changed against the edition before that has it."""
        was = self._before(kept, paper)
        if was is None or was.edition is None or _is_same(was, kept, paper):
            return []
        label = self._label("comparison.with_previous", edition=was.edition.title)
        pair = f"{kept.name}/{urls.COMPARISONS}/{paper}/{was.edition.name}/"
        table = self._editions.link(f"{pair}{urls.TABLE}/", self._label("table.see"))
        return [self._editions.link(pair, label), table]

    def _same(self, kept: Snapshot, paper: str) -> Iterator[str]:
        """That a paper is what the edition before that has it said already."""
        was = self._before(kept, paper)
        if was and was.edition and _is_same(was, kept, paper):
            yield self._label("meeting.same", edition=was.edition.title)

    def _before(self, kept: Snapshot, paper: str) -> Snapshot | None:
        """The edition whose text of the paper goes on in that one."""
        return self.standing.history.came_from(kept, paper)

    def _remarks(self, paper: str, edition: str) -> Iterator[str]:
        """The way to the remarks on a paper as it was laid before the meeting."""
        if count := self.reading.remarks.count_on(paper, edition):
            page = page_of(self.standing.name, remark_pages.page_of(paper), edition)
            yield self._editions.link(page, self._label("meeting.remarks_on", count=count))


def _is_same(was: Snapshot, kept: Snapshot, paper: str) -> bool:
    return was.documents[paper].body == kept.documents[paper].body


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING
