"""A conference file: all that a meeting had before it, in one archive that opens without a network.

The same edition always gives the same bytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche import urls
from quyche.exports import comparison_sheets, offline, remark_sheets
from quyche.formats import html, word
from quyche.formats.html import HtmlFrame
from quyche.language.spelling import slug
from quyche.meetings import editions
from quyche.pages.documents import page as markdown_page
from quyche.pages.edition_links import today_of
from quyche.pages.heads import notices_of
from quyche.pages.minutes import MinutesWriter
from quyche.pages.writer import DetachedLinks
from quyche.texts.provisions import Block, BlockKind, Provision
from quyche.texts.states import state_of

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.pages.comparisons import ComparisonPages
    from quyche.pages.documents import Renderer
    from quyche.pages.papers import Paper
    from quyche.pages.remark_pages import RemarkPages
    from quyche.reading.reading import Reading
    from quyche.texts.metadata import Meeting

_TEXTS = "van-ban"
_AGENDA = "chuong-trinh"
"""The section of the minutes that stands first, as anchors spell its heading."""
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can name


@dataclass(frozen=True)
class Enclosed:
    """A file of a bundle, and how its first page lists it."""

    path: str
    """Below the folder of the bundle."""
    group: str
    """Under which heading; empty for a file that the first page does not list."""
    title: str
    detail: str
    content: bytes
    also: tuple[tuple[str, str], ...] = ()
    """The same in other forms: their paths, and what each is called."""


@dataclass(frozen=True)
class Bundles:
    """The conference files of one edition."""

    reading: Reading
    standing: Standing
    comparing: ComparisonPages
    remarking: RemarkPages

    def write_beside(self, pages: Path) -> None:
        """Write the file of each meeting that this edition came of beside its page."""
        for meeting in self.reading.corpus.meetings:
            if editions.bundled_in(meeting, self.standing) == self.standing.name:
                target = pages / urls.address_of(meeting.path) / urls.CONFERENCE_FILE
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(Bundle(self, meeting).zipped())


@dataclass(frozen=True)
class Bundle:
    """The conference file of one meeting."""

    edition: Bundles
    meeting: Meeting

    def zipped(self) -> bytes:
        """The archive: one folder, its files in the order of their names."""
        files = {file.path: file.content for file in self.files()}
        folder, target = urls.folder_in_conference_file(self.meeting.id), io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for path, content in sorted(files.items()):
                info = zipfile.ZipInfo(f"{folder}/{path}", _ZIPPED)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, content, compresslevel=9)
        return target.getvalue()

    def files(self) -> Iterator[Enclosed]:
        """The first page, and what it lists."""
        enclosed = [*self._papers(), *self._tables(), *self._remarks()]
        yield Enclosed(urls.INDEX_PAGE, "", "", "", self._index(enclosed))
        yield from enclosed

    @property
    def _library(self) -> Reading:
        return self.edition.reading

    @cached_property
    def _texts(self) -> tuple[Text, ...]:
        """Its papers; what is internal was left out of the corpus of a public site already."""
        known = self._library.corpus.by_id
        return tuple(known[paper] for paper in self.meeting.papers if paper in known)

    def _frame(self, title: str, foot: str, *, is_wide: bool = False) -> HtmlFrame:
        labels = self._library.labels
        back = f"../{urls.INDEX_PAGE}"
        return HtmlFrame(title, labels("language"), foot, back, labels("bundle.back"), is_wide)

    def _papers(self) -> Iterator[Enclosed]:
        ways = {text.id: f"{text.id}.html" for text in self._texts}
        labels, standing = self._library.labels, self.edition.standing
        today = today_of(standing, labels)
        for text in self._texts:
            state = state_of(labels, text.metadata)
            foot = " · ".join(filter(None, (state, today, *self._sample(text))))
            frame = self._frame(text.metadata.title, foot)
            beside = ways | {text.id: ""}
            content = offline.document_page(self._library, text, standing, beside, frame)
            path = f"{_TEXTS}/{text.id}.html"
            yield Enclosed(path, labels("meeting.papers"), text.metadata.title, state, content)

    def _sample(self, text: Text) -> Iterator[str]:
        if text.metadata.is_sample:
            yield self._library.labels("document.sample_short")

    # Comparisons

    def _tables(self) -> Iterator[Enclosed]:
        labels, group = self._library.labels, self._library.labels("bundle.tables")
        for text in self._texts:
            for older, paper in self._compared(text):
                name = f"{urls.COMPARISONS}/{text.id}-{slug(older)}"
                title = labels("table.page", document=text.metadata.short_title)
                frame = self._frame(title, paper.foot, is_wide=True)
                sheet = comparison_sheets.sheet_of(paper, labels)
                content = html.sheet_page(sheet, frame)
                detail = labels("bundle.against", text=paper.columns[0].detail)
                also = ((f"{name}.docx", labels("bundle.word")),)
                yield Enclosed(f"{name}.html", group, title, detail, content, also)
                yield Enclosed(f"{name}.docx", "", "", "", word.written(sheet))

    def _compared(self, text: Text) -> Iterator[tuple[str, Paper]]:
        """The tables against the edition before, and against what is in force."""
        papers = self.edition.comparing.papers
        choices = self.edition.comparing.list_for("", text.id, "")
        wanted = [
            posixpath.basename(choice.href.rstrip("/"))
            for choice in choices
            if choice.is_previous or choice.is_in_force
        ]
        for older in wanted:
            if paper := papers.get(f"{urls.COMPARISONS}/{text.id}/{older}/{urls.TABLE}.md"):
                yield older, paper

    # Remarks

    def _remarks(self) -> Iterator[Enclosed]:
        """What was said of the drafts before, and what became of it."""
        labels, group = self._library.labels, self._library.labels("bundle.remarks")
        letterhead = self.edition.comparing.letterhead
        for text in self._texts:
            page, rounds = self.edition.remarking.until_now(text)
            head = letterhead.of_answers(text.metadata, labels)
            for part in rounds:
                name = f"{urls.REMARKS}/{text.id}-{slug(part.name)}"
                notices = tuple(self._sample(text))
                frame = self._frame(page.title, " · ".join(notices), is_wide=True)
                sheet = remark_sheets.sheet_of(page, part, head, notices, labels)
                content = html.sheet_page(sheet, frame)
                title = labels("remark.page", document=page.title)
                also = ((f"{name}.docx", labels("bundle.word")),)
                yield Enclosed(f"{name}.html", group, title, part.title, content, also)
                yield Enclosed(f"{name}.docx", "", "", "", word.written(sheet))

    # The first page

    def _index(self, enclosed: Sequence[Enclosed]) -> bytes:
        labels, minutes = self._library.labels, self._minutes
        title = Markup("<h1>{}</h1>").format(self.meeting.title)
        before, agenda, after = self._sections()
        frame = HtmlFrame(self.meeting.title, labels("language"), self._foot)
        return html.page(
            frame,
            [
                title,
                *map(html.notice, notices_of(self._library, self.meeting.path)),
                self._facts(),
                *(offline.html_of(markdown_page(minutes.parts(part))) for part in (before, agenda)),
                *self._listed(enclosed),
                offline.html_of(markdown_page(minutes.parts(after))),
            ],
        )

    @property
    def _foot(self) -> str:
        sample = self._library.labels("document.sample_short") if self.meeting.is_sample else ""
        return " · ".join(filter(None, [self.meeting.title, sample]))

    @property
    def _minutes(self) -> Renderer:
        reading = self._library
        beside = {text.id: f"{_TEXTS}/{text.id}.html" for text in self._texts}
        links = DetachedLinks(beside, self.edition.standing.name)
        minutes = reading.corpus.minutes_by_path[self.meeting.path]
        return MinutesWriter(reading, minutes, links=links, pointing=reading.minutes).renderer

    def _sections(self) -> tuple[list[Block | Provision], ...]:
        """What stands before the agenda, the agenda, and what follows it."""
        parts: tuple[list[Block | Provision], ...] = ([], [], [])
        place = 0
        for part in self._library.corpus.minutes_by_path[self.meeting.path].document.content:
            if isinstance(part, Block) and part.kind is BlockKind.TITLE:
                continue
            if isinstance(part, Block) and part.kind is BlockKind.HEADING:
                place = 1 if slug(part.text) == _AGENDA and not parts[2] else 2
            parts[place].append(part)
        return parts

    def _facts(self) -> Markup:
        labels, register = self._library.labels, self._library.corpus.register.by_id
        body, chair = register.get(self.meeting.body), register.get(self.meeting.chair)
        rows = (
            ("body", body.name if body else ""),
            ("term", self.meeting.term),
            ("date", labels.day(self.meeting.date)),
            ("chair", chair.name if chair else ""),
        )
        told = (
            Markup("<dt>{}</dt><dd>{}</dd>").format(labels(f"meeting.{name}"), value)
            for name, value in rows
            if value
        )
        return Markup("<dl>{}</dl>").format(Markup("").join(told))

    def _listed(self, enclosed: Sequence[Enclosed]) -> Iterator[Markup]:
        for group in dict.fromkeys(file.group for file in enclosed if file.group):
            yield Markup("<h2>{}</h2>").format(group)
            items = (
                Markup("<li>{}<br><small>{}</small></li>").format(
                    Markup(" · ").join(map(_link, ((file.path, file.title), *file.also))),
                    file.detail,
                )
                for file in enclosed
                if file.group == group
            )
            yield Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(items))


def _link(named: tuple[str, str]) -> Markup:
    return Markup('<a href="{}">{}</a>').format(*named)
