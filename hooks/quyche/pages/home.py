"""The home page: what was adopted, what is over or in draft, how to find a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quyche import urls
from quyche.corpus.texts import Text
from quyche.editions.history import Standing
from quyche.editions.ledgers import Edition
from quyche.language.spelling import SortKey, sort_key
from quyche.markup.markdown import escape
from quyche.markup.notation import closing, leaf, opening
from quyche.pages.documents import page
from quyche.pages.edition_links import EditionLinks, page_of
from quyche.pages.writer import PageWriter
from quyche.texts.metadata import DocumentKind, DocumentStatus, Metadata
from quyche.texts.states import is_expired, shown_status, state_of


@dataclass(frozen=True)
class HomePage(PageWriter):
    """Writes what is generated on the home page."""

    standing: Standing

    def markdown(self) -> str:
        """What was adopted, what is over or in draft, how to find a role."""
        return page([*self._documents(), *self._roles()])

    def _documents(self) -> Iterator[str]:
        language = self.reading.labels.language
        texts = sorted(self.reading.corpus.texts, key=lambda text: _home_key(text, language))
        groups = {
            status: [text for text in texts if self._status(text) == status]
            for status in ("adopted", "draft", "expired")
        }
        others = [text for text in texts if self._status(text) not in groups]
        yield leaf("h2", self._label("home.adopted"), id="dang-co-hieu-luc")
        if groups["adopted"]:
            yield from document_list(self, groups["adopted"])
        else:
            yield from self._nothing_adopted(is_ended=bool(groups["expired"] or others))
        for name, anchor, chosen in (
            ("drafts", "du-thao", groups["draft"]),
            ("expired", "het-thoi-han", groups["expired"]),
            ("others", "van-ban-khac", others),
        ):
            if chosen:
                yield leaf("h2", self._label(f"home.{name}"), id=anchor)
                yield from document_list(self, chosen, dict(self._adopted_before(chosen)))

    @property
    def _editions(self) -> EditionLinks:
        return EditionLinks.of(self.path, self.standing)

    def _status(self, text: Text) -> str:
        return shown_status(text.metadata, self.reading.date)

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

    def _roles(self) -> Iterator[str]:
        yield leaf("h2", self._label("home.roles"), id="chuc-danh")
        yield opening("ul", cls="q-roles")
        for role in self.reading.corpus.register.of_kind("role"):
            yield leaf("li", self.link(role.name, self.relative(role.path)))
        yield closing()
        pages = ((urls.STRUCTURE, "structure.title"), (urls.MATRIX, "matrix.title"))
        links = (self.link(self.reading.labels(name), self.relative(path)) for path, name in pages)
        yield leaf("p", " · ".join(links), cls="q-more")


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
        yield opening("li")
        title = writer.link(text.metadata.title, writer.relative(text.path))
        yield leaf("p", title, cls="q-title")
        state = escape(state_of(reading.labels, text.metadata, reading.date))
        status = shown_status(text.metadata, reading.date)
        yield leaf("p", state, cls=f"q-state q-{status}", **days_in_force(text.metadata, status))
        if notes and text.id in notes:
            yield leaf("p", notes[text.id], cls="q-part")
        yield closing()
    yield closing()
