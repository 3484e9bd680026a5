"""What stands around a page: which edition it is, the way to the others, and their history."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls
from quyche.editions.edition_names import EditionName
from quyche.histories.compared_places import ComparedPlaces, is_small
from quyche.language import structures
from quyche.pages import comparisons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.editions.history import Changed, Snapshot, Standing
    from quyche.editions.ledgers import Edition
    from quyche.labels import Labels
    from quyche.language.grammars import Grammar
    from quyche.language.structures import CitedForm
    from quyche.texts.metadata import Meeting

_WORK = "work"
"""The status of what is no edition yet, beside `draft` and `adopted`."""


MOST_ROWS, MOST_EVENTS = 6, 50
"""How many editions a page lists to choose from, and how many a timeline tells of."""


@dataclass(frozen=True)
class EditionRow:
    """One edition in a list of them; every part is text ready to print."""

    name: str
    title: str
    date: str
    status: str
    """`draft`, `adopted` or `work`."""
    label: str
    """The status in words."""
    href: str
    has_page: bool
    """Whether the edition has the page it is listed on."""
    is_current: bool
    is_folded: bool = False
    """Whether it left the document of the page as it was: it stands below the others."""


@dataclass(frozen=True)
class Brought:
    """A document that an edition changed: how, its title, and where it is in that edition."""

    change: str
    label: str
    title: str
    href: str
    comparison: str
    """Where it is compared with what was before it; empty where its text is the same."""


@dataclass(frozen=True)
class EditionEvent:
    """One edition on a timeline."""

    row: EditionRow
    note: str
    meeting: str
    meeting_href: str
    brought: tuple[Brought, ...]
    is_named: bool = False
    """Whether its entry names the documents that it brought: few, and worth naming anywhere."""


@dataclass(frozen=True)
class Frame:
    """Around one page."""

    name: str
    title: str
    state: str
    """What the edition is, in a sentence."""
    draft: str
    """Which draft it is, in few words; empty for what is none."""
    status: str
    root: str
    """The way from the page to the root of the site; empty where the edition stands alone."""
    page: str
    """The page's address within its edition."""
    in_force: str
    """The page among what is in force; the start there where it has no such page."""
    document: str
    """The id of the document on the page; empty on other pages."""
    entry: str
    """The id of the body or role on the page; empty on other pages."""
    feed: str
    """The feed of what the page is about, below the root of the site."""
    canonical: str
    address: str
    """Where the page of this very edition is, for paper; empty where that is not known."""
    is_indexed: bool
    """Whether search engines may list the page: drafts could be taken for what is in force."""
    rows: tuple[EditionRow, ...]
    """The newest editions known when this one was published, newest first; a script adds others."""
    has_more: bool = False
    """Whether there are older ones, which the page of all editions leads to."""
    brought_by: str = ""
    """What the edition is called that brought the text of the page: others left it as it was."""
    brought_status: str = ""
    kinds: Mapping[str, str | CitedForm] = field(default_factory=dict)
    """What citations call the parts of an anchor."""


@dataclass(frozen=True)
class PagePlace:
    """A page of one build: its file and its address, as a template has them."""

    path: str
    url: str
    base: str
    """The way from the page to the start of its edition, as MkDocs gives it."""
    document: str = ""
    entry: str = ""
    """The id of the body or role on the page."""

    @property
    def root(self) -> str:
        """The way to the root of the site."""
        return posixpath.join(self.base, "..")


@dataclass(frozen=True)
class Framing:
    """Frames the pages of one build."""

    standing: Standing
    labels: Labels
    grammars: tuple[Grammar, ...] = (structures.USUAL,)
    """How the texts of the edition are written."""

    def frame(self, place: PagePlace) -> Frame:
        """The frame of one page."""
        edition = self.standing.edition
        return Frame(
            name=self.standing.name,
            title=self._title(edition),
            state=self.state(edition),
            draft=self._draft(edition),
            status=_status(edition),
            root=place.root if self.standing.is_published else "",
            page=place.url,
            in_force=self._in_force(place),
            document=place.document,
            entry=place.entry,
            feed=urls.feed_of(place.document or place.entry),
            canonical=self._canonical(place),
            address=self._address(place),
            is_indexed=not self._is_unadopted(),
            rows=tuple(self._rows(place)) if self.standing.is_published else (),
            has_more=self.standing.is_published and bool(self._unlisted),
            brought_by=self._title(self._source(place)),
            brought_status=_status(self._source(place)),
            kinds=structures.words_by_slug(self.grammars),
        )

    def _source(self, place: PagePlace) -> Edition | None:
        """The edition that brought the text of the page; that which is built, for most."""
        history, edition = self.standing.history, self.standing.edition
        newest = history.snapshots[-1] if history.snapshots else None
        if newest is None or not place.document or newest.moves(place.document):
            return edition
        source = history.came_from(newest, place.document)
        return source.edition if source else edition

    def state(self, edition: Edition | None) -> str:
        """What an edition is, in a sentence: `Dự thảo lần 1, trình ngày …, chưa có hiệu lực`."""
        if edition is None:
            return self.labels("edition.work_state")
        date = self.labels.day(edition.date)
        if not edition.is_draft:
            return self.labels("edition.adopted_state", date=date)
        return ", ".join(
            (
                self._draft(edition),
                self.labels("document.submitted", date=date),
                self.labels("document.not_in_force"),
            )
        )

    def _draft(self, edition: Edition | None) -> str:
        if edition is None or not edition.is_draft:
            return ""
        number = EditionName.parse(edition.name).draft
        return self.labels("document.draft", number=number)

    def _title(self, edition: Edition | None) -> str:
        return edition.title if edition else self.labels("edition.work")

    def _in_force(self, place: PagePlace) -> str:
        """Every address that was ever adopted is kept there; one that never was leads nowhere."""
        kept = self._kept_place(place)
        page = kept.url if self._was_adopted(kept) else ""
        return posixpath.join(place.root, urls.IN_FORCE, page)

    def _kept_place(self, place: PagePlace) -> PagePlace:
        """The page itself; of a comparison where documents are many, that of the document.

        Each edition compares others, and no alias keeps them all.
        """
        newest = self.standing.history.snapshots[-1] if self.standing.history.snapshots else None
        if newest is None or not comparisons.is_one(place.path) or is_small(newest):
            return place
        revision = newest.documents.get(comparisons.document_of(place.path))
        path = revision.path if revision else urls.HOME
        return replace(place, path=path, url=urls.address_of(path))

    def _was_adopted(self, place: PagePlace) -> bool:
        """Whether an adopted edition has the page, as far as they are known."""
        told = ((found, found.edition) for found in self.standing.history.snapshots)
        adopted = (found for found, edition in told if edition and not edition.is_draft)
        return any(self._has(snapshot, place) for snapshot in adopted)

    def _canonical(self, place: PagePlace) -> str:
        """What was adopted, under the address of what is in force; of all else the page itself.

        What a draft says is a work of its own: no other page has its words, least of all the one
        that they would change. So it is with a comparison, which tells of just these two.
        """
        if not self.standing.site_url:
            return ""
        is_own = self._is_unadopted() or comparisons.is_one(place.path)
        is_adopted = not is_own and self._was_adopted(place)
        name = urls.IN_FORCE if is_adopted else self.standing.name
        return f"{self.standing.site_url}{name}/{place.url}"

    def _is_unadopted(self) -> bool:
        return self.standing.edition is None or self.standing.edition.is_draft

    def _address(self, place: PagePlace) -> str:
        site = self.standing.site_url
        known = site and self.standing.is_published
        return f"{site}{self.standing.name}/{place.url}" if known else ""

    def _has(self, snapshot: Snapshot, place: PagePlace) -> bool:
        if comparisons.is_one(place.path):
            return comparisons.has(place.path, snapshot, self._compared)
        return place.path in snapshot.pages or place.path in urls.OVERVIEWS

    @cached_property
    def _compared(self) -> ComparedPlaces:
        return ComparedPlaces(self.standing.history)

    @property
    def _unlisted(self) -> tuple[Snapshot, ...]:
        """The editions that are older than those a page lists."""
        return self.standing.history.snapshots[:-MOST_ROWS]

    def _rows(self, place: PagePlace) -> Iterator[EditionRow]:
        for snapshot in reversed(self.standing.history.snapshots[-MOST_ROWS:]):
            yield self._row(snapshot, place)

    def _row(self, snapshot: Snapshot, place: PagePlace) -> EditionRow:
        edition, has_page, name = snapshot.edition, self._has(snapshot, place), snapshot.name
        status = _status(edition)
        return EditionRow(
            name=name,
            title=self._title(edition),
            date=self.labels.day(edition.date) if edition else "",
            status=status,
            label=self.labels(f"edition.status.{self._labelled(snapshot)}"),
            href=posixpath.join(place.root, name, place.url if has_page else ""),
            has_page=has_page,
            is_current=name == self.standing.name,
            is_folded=bool(place.document)
            and name != self.standing.name
            and not snapshot.moves(place.document),
        )

    def _labelled(self, snapshot: Snapshot) -> str:
        """What the status of an edition is called by: corrections and repeals are told apart."""
        if snapshot.corrects:
            return "correction"
        return (
            "repealed" if self.standing.history.is_repeal(snapshot) else _status(snapshot.edition)
        )

    # Over time

    def timeline(
        self, place: PagePlace, meetings: Mapping[str, Meeting]
    ) -> tuple[EditionEvent, ...]:
        """The editions up to this one, newest first; where others are published, the last fifty."""
        stages = reversed(self.standing.history.stages[-self._most_events :])
        return tuple(
            EditionEvent(
                row=self._row(stage.snapshot, place),
                note=stage.snapshot.edition.note if stage.snapshot.edition else "",
                brought=tuple(
                    self._brought(stage.snapshot, changed, place) for changed in stage.changes
                ),
                is_named=bool(stage.snapshot.edition and stage.snapshot.edition.documents),
                meeting=_meeting(stage.snapshot, meetings),
                meeting_href=_meeting_href(stage.snapshot, meetings, place),
            )
            for stage in stages
            if stage.snapshot.edition or stage.changes
        )

    def earlier(self, place: PagePlace) -> str:
        """The way to the editions before those of the timeline, on the same page of the next one.

        Empty where there are none. So the page of each edition stays as long as it is.
        """
        older = self.standing.history.snapshots[: -self._most_events]
        return posixpath.join(place.root, older[-1].name, place.url) if older else ""

    @property
    def _most_events(self) -> int:
        """All of them where no page of another edition could go on with them."""
        whole = len(self.standing.history.snapshots) + 1
        return MOST_EVENTS if self.standing.is_published else whole

    def of_document(
        self, place: PagePlace, meetings: Mapping[str, Meeting]
    ) -> tuple[EditionEvent, ...]:
        """The editions that changed the document of the page, newest first.

        Current is the one whose text the page shows: in others that text stands as it stood.
        """
        changes = list(reversed(self.standing.history.of_document(place.document)))
        return tuple(
            EditionEvent(
                row=replace(self._row(snapshot, place), is_current=snapshot is changes[0][0]),
                note="",
                brought=(self._brought(snapshot, changed, place),),
                meeting=_meeting(snapshot, meetings),
                meeting_href=_meeting_href(snapshot, meetings, place),
            )
            for snapshot, changed in changes
        )

    def _brought(self, snapshot: Snapshot, changed: Changed, place: PagePlace) -> Brought:
        name, revision = snapshot.name, changed.revision
        is_there = revision.id in snapshot.documents and self.standing.is_published
        page = urls.address_of(revision.path)
        return Brought(
            change=changed.change.value,
            label=self.labels(f"change.{changed.change.value}"),
            title=revision.title,
            href=posixpath.join(place.root, name, page) if is_there else "",
            comparison=self._comparison(snapshot, changed, place) if is_there else "",
        )

    def _comparison(self, snapshot: Snapshot, changed: Changed, place: PagePlace) -> str:
        """The page that compares a document with the text that goes on in it."""
        document = changed.revision.id
        was = self.standing.history.came_from(snapshot, document)
        if was is None or was.documents[document].body == changed.revision.body:
            return ""
        pair = posixpath.join(urls.COMPARISONS, document, was.name, "")
        return posixpath.join(place.root, snapshot.name, pair)


def _status(edition: Edition | None) -> str:
    return edition.kind if edition else _WORK


def _meeting(snapshot: Snapshot, meetings: Mapping[str, Meeting]) -> str:
    """The meeting of an edition; empty where it names none that is known."""
    meeting = meetings.get(snapshot.edition.meeting) if snapshot.edition else None
    return meeting.title if meeting else ""


def _meeting_href(snapshot: Snapshot, meetings: Mapping[str, Meeting], place: PagePlace) -> str:
    """Where the page of that meeting is, in this edition."""
    meeting = meetings.get(snapshot.edition.meeting) if snapshot.edition else None
    return posixpath.join(place.base, urls.address_of(meeting.path)) if meeting else ""
