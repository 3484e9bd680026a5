"""The home page: one's own role, what was adopted or is in draft, what changed, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quyche import urls
from quyche.corpus.texts import Text
from quyche.editions.history import Standing
from quyche.editions.ledgers import Edition
from quyche.language.kinds import Kind
from quyche.language.spelling import SortKey, sort_key
from quyche.markup.markdown import Destination, escape
from quyche.markup.notation import closing, leaf, opening, span
from quyche.pages.agendas import TaskPages
from quyche.pages.documents import page
from quyche.pages.edition_links import EditionLinks, page_of
from quyche.pages.frames import Brought, EditionEvent, Framing, PagePlace
from quyche.pages.meeting_lists import MeetingLists
from quyche.pages.writer import PageWriter
from quyche.reading.reading import Reading
from quyche.register.entries import Aspect
from quyche.texts.metadata import DocumentKind, DocumentStatus, Metadata
from quyche.texts.states import is_expired, shown_status, state_of

MOST_DOCUMENTS, MOST_EVENTS, MOST_RULES = 10, 3, 12
"""How many there are of each on the home page before the rest is folded or left to other pages."""


@dataclass(frozen=True)
class HomePage(PageWriter):
    """Writes what is generated on the home page."""

    standing: Standing

    def markdown(self, written: str = "") -> str:
        """All of it below its title, in the order in which people ask for it.

        `written` is what somebody wrote there, as Markdown: it tells what the site is, and comes
        last.
        """
        groups = self._by_status()
        return page(
            [
                *self._in_force(groups),
                *self._listed("drafts", "du-thao", groups["draft"]),
                leaf("div", "", cls="q-offered", data_q_open=self.reading.labels("home.open")),
                *self._changes(),
                *self._next(),
                *self._listed("expired", "het-thoi-han", groups["expired"]),
                *self._listed("others", "van-ban-khac", groups[""]),
                *self._about(written),
            ]
        )

    # Documents

    def _by_status(self) -> Mapping[str, list[Text]]:
        """The documents of each status that has a part of its own; the others have none."""
        language = self.reading.labels.language
        groups: dict[str, list[Text]] = {"adopted": [], "draft": [], "expired": [], "": []}
        for text in sorted(self.reading.corpus.texts, key=lambda text: _home_key(text, language)):
            status = shown_status(text.metadata, self.reading.date)
            groups[status if status in groups else ""].append(text)
        return groups

    def _in_force(self, groups: Mapping[str, list[Text]]) -> Iterator[str]:
        yield leaf("h2", self._label("home.adopted"), id="dang-co-hieu-luc")
        if groups["adopted"]:
            yield from self._folded(groups["adopted"])
        else:
            yield from self._nothing_adopted(is_ended=bool(groups["expired"] or groups[""]))

    def _listed(self, name: str, anchor: str, texts: Sequence[Text]) -> Iterator[str]:
        if texts:
            yield leaf("h2", self._label(f"home.{name}"), id=anchor)
            yield from self._folded(texts)

    def _folded(self, texts: Sequence[Text]) -> Iterator[str]:
        """Documents; what is more than a reader looks through is folded."""
        notes = dict(self._adopted_before(texts))
        yield from document_list(self, texts[:MOST_DOCUMENTS], notes)
        if rest := texts[MOST_DOCUMENTS:]:
            yield opening("details", cls="q-over")
            yield leaf("summary", self._label("home.more", count=len(rest)))
            yield from document_list(self, rest, notes)
            yield closing()

    @property
    def _editions(self) -> EditionLinks:
        return EditionLinks.of(self.path, self.standing)

    def _adopted_before(self, texts: Iterable[Text]) -> Iterator[tuple[str, str]]:
        """Where the newest text is of each document in draft that was adopted before."""
        older = self.standing.history.snapshots[:-1]
        for text in texts:
            if text.metadata.status is not DocumentStatus.DRAFT:
                continue
            adopted = (
                (snapshot.edition, snapshot.documents[text.id])
                for snapshot in reversed(older)
                if text.id in snapshot.documents
                and snapshot.moves(text.id)
                and snapshot.documents[text.id].is_adopted
            )
            edition, revision = next(adopted, (None, None))
            if edition and revision and not is_expired(revision.metadata, self.reading.date):
                link = self._editions.link(
                    page_of(edition.name, revision.path), self._named(edition)
                )
                yield text.id, f"{self._label('home.adopted_before')} {link}"

    def _nothing_adopted(self, *, is_ended: bool) -> Iterator[str]:
        """What is said where nothing is in force: what was is over, or all is in draft."""
        edition = self.reading.ledger.in_force
        if is_ended or edition == self.standing.edition is not None:
            yield leaf("p", self._label("home.nothing_in_force"), cls="q-none")
            return
        if edition is None:
            yield leaf("p", self._label("home.none"), cls="q-none")
            return
        link = self._editions.link(page_of(edition.name, urls.HOME), self._named(edition))
        yield leaf("p", f"{self._label('home.nothing_adopted')} {link}", cls="q-none")

    def _named(self, edition: Edition) -> str:
        return escape(f"{edition.title} ({self.reading.labels.day(edition.date)})")

    # What changed, and what is next

    def _changes(self) -> Iterator[str]:
        """The newest editions with what they brought, and the way to all of them."""
        labels = self.reading.labels
        framing = Framing(self.standing, labels)
        place = PagePlace(self.path, "", ".")
        events = framing.timeline(place, self.reading.corpus.meetings_by_id)
        if not events:
            return
        yield leaf("h2", self._label("home.changes"), id="phien-ban")
        yield opening("ol", cls="q-timeline", data_search_exclude="true")
        for event in events[:MOST_EVENTS]:
            yield from self._event(event)
        yield closing()
        way = self.link(labels("home.all_editions"), self.relative(urls.HISTORY))
        yield leaf("p", way, cls="q-more")

    def _event(self, event: EditionEvent) -> Iterator[str]:
        current = " q-current" if event.row.is_current else ""
        yield opening("li", cls=f"q-{event.row.status}{current}")
        title = self._to(event.row.title, event.row.href)
        told = [span("q-date", event.row.date), span("q-kind", escape(event.row.label))]
        yield leaf("p", " ".join([title, *(one for one in told if one)]), cls="q-title")
        if event.note:
            yield leaf("p", escape(event.note), cls="q-note")
        if event.brought and event.is_named:
            yield opening("ul", cls="q-brought")
            yield from (leaf("li", self._brought(brought)) for brought in event.brought)
            yield closing()
        yield closing()

    def _brought(self, brought: Brought) -> str:
        title = self._to(brought.title, brought.href)
        change = span("q-change", escape(brought.label))
        if not brought.comparison:
            return f"{change} {title}"
        see = self._to(self.reading.labels("comparison.see"), brought.comparison)
        return f"{change} {title} ({see})"

    def _to(self, text: str, href: str) -> str:
        """A link into an edition; nothing but its text where this one stands alone."""
        is_led = bool(href) and self.standing.is_published
        return Destination(href, is_checked=False).around(escape(text)) if is_led else escape(text)

    def _next(self) -> Iterator[str]:
        tasks = list(TaskPages(self.reading, self.path).next())
        meetings = list(MeetingLists(self.reading, self.path).latest())
        rules = list(self._rules_on_meetings())
        if tasks or meetings or rules:
            yield leaf("h2", self._label("home.next"), id="sap-den")
            yield from (*tasks, *meetings, *rules)

    def _rules_on_meetings(self) -> Iterator[str]:
        """The articles that are about meetings, which people ask for before one."""
        found = dict.fromkeys(
            governing.provision
            for governings in self.reading.governance.by_provision.values()
            for governing in governings
            if Aspect.MEETINGS in governing.aspects
            and governing.provision == governing.provision.of_kind(Kind.ARTICLE)
        )
        if not found:
            return
        yield leaf("h3", self._label("home.rules_on_meetings"))
        yield opening("ul", cls="q-plain-list", data_search_exclude="true")
        for address in list(found)[:MOST_RULES]:
            article = self.reading.corpus.by_id[address.document].by_anchor[address.anchor]
            title = " ".join(filter(None, (article.mark, article.heading)))
            yield leaf("li", self.link(title, self.href(address)))
        yield closing()

    # What the site is

    def _about(self, written: str) -> Iterator[str]:
        if written.strip():
            yield leaf("h2", self._label("nav.about"), id="ve-trang-nay")
            yield written.strip()


@dataclass(frozen=True)
class EntryChoice:
    """A body or role among which a reader finds their own."""

    id: str
    name: str
    href: str


def choices_of(reading: Reading) -> tuple[tuple[str, tuple[EntryChoice, ...]], ...]:
    """The roles and the bodies of the register, by their kind, as the home page leads to them."""
    register = reading.corpus.register
    kinds = ((kind, register.of_kind(kind)) for kind in ("role", "body"))
    return tuple(
        (
            kind,
            tuple(EntryChoice(one.id, one.name, urls.address_of(one.path)) for one in entries),
        )
        for kind, entries in kinds
        if entries
    )


def suggested(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The documents to which a lost reader is led, with where each is: the rules in force.

    Whatever is there, where no regulation was adopted.
    """
    texts = sorted(reading.corpus.texts, key=lambda text: _home_key(text, reading.labels.language))
    adopted = [text for text in texts if shown_status(text.metadata, reading.date) == "adopted"]
    rules = [text for text in adopted if text.is_regulation]
    chosen = (rules or adopted or texts)[:MOST_DOCUMENTS]
    return tuple((text.metadata.title, urls.address_of(text.path)) for text in chosen)


def _home_key(text: Text, language: str) -> tuple[bool, SortKey]:
    return text.metadata.kind != DocumentKind.REGULATION, sort_key(text.metadata.title, language)


def days_in_force(metadata: Metadata, status: str) -> dict[str, str]:
    """The first and the last day of what was adopted, for the script that knows today."""
    if status != DocumentStatus.ADOPTED:
        return {}
    first, last = metadata.effective, metadata.expires
    return {"data_q_first": str(first or ""), "data_q_last": str(last or "")}


def document_list(
    writer: PageWriter, texts: Iterable[Text], notes: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Documents by their titles, each a link, with what it is below.

    A note, by the id of the document, is Markdown and stands below that.
    """
    reading = writer.reading
    yield opening("ul", cls="q-documents")
    for text in texts:
        draft = text.id if text.metadata.status is DocumentStatus.DRAFT else ""
        yield opening("li", data_q_draft=draft)
        title = writer.link(text.metadata.title, writer.relative(text.path))
        yield leaf("p", title, cls="q-title")
        state = escape(state_of(reading.labels, text.metadata, reading.date))
        status = shown_status(text.metadata, reading.date)
        yield leaf("p", state, cls=f"q-state q-{status}", **days_in_force(text.metadata, status))
        if notes and text.id in notes:
            yield leaf("p", notes[text.id], cls="q-part")
        yield closing()
    yield closing()
