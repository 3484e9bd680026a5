"""The pages of remarks, and what the pages of documents say of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls
from quyche.pages.remark_tables import RemarkPage, RemarkRound, TableWriter, answer_of, shares
from quyche.remarks.traces import of_round

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.history import Standing
    from quyche.labels import Labels
    from quyche.remarks.remarks import Remark, Remarks
    from quyche.remarks.traces import Tracer


@dataclass(frozen=True)
class Note:
    """How many remarks an article got, for its page."""

    text: str
    page: str
    """The file of the page that has them."""
    anchor: str


@dataclass(frozen=True)
class RemarkPages:
    """The pages of remarks of one edition."""

    remarks: Remarks
    tracer: Tracer
    standing: Standing
    corpus: Corpus
    labels: Labels

    @property
    def documents(self) -> tuple[Text, ...]:
        """The documents that have remarks, in the order of the corpus."""
        known = self.corpus.by_id.values()  # two files of one name are one page, and an error
        return tuple(text for text in known if text.id in self.remarks.by_document)

    def registered(self) -> Iterator[tuple[str, str, str]]:
        """Every page there is to be: its file, its template, its title."""
        if self.documents:
            yield urls.ALL_REMARKS, "all_remarks.html", self.labels("remark.all")
        for text in self.documents:
            title = self.labels("remark.page", document=text.metadata.short_title)
            yield page_of(text.id), "remarks.html", title

    @cached_property
    def _by_path(self) -> Mapping[str, Text]:
        return {page_of(text.id): text for text in self.documents}

    def page(self, path: str, base: str) -> RemarkPage | None:
        """What a page shows; `base` is the way to the start of its edition."""
        text = self._by_path.get(path)
        return self._page(text, base) if text else None

    def pages(self, base: str) -> tuple[RemarkPage, ...]:
        """What the pages of all documents show, seen from elsewhere."""
        return tuple(self._page(text, base) for text in self.documents)

    def papers(self) -> Iterator[tuple[str, RemarkPage]]:
        """Every page by its file, for what stands beside it."""
        for path, text in self._by_path.items():
            yield path, self._page(text, "")

    def _page(self, text: Text, base: str) -> RemarkPage:
        own = self.remarks.by_document.get(text.id, ())
        known = (self.tracer, self.standing, self.corpus, self.labels)
        return TableWriter(own, text, *known, base).page()

    def until_now(self, text: Text) -> tuple[RemarkPage, tuple[RemarkRound, ...]]:
        """The remarks on a document, and those of the drafts that led to this edition.

        Those on the edition itself come after it.
        """
        page = self._page(text, "")
        names = {one.edition for one in self._of_round(text.id)} - {self.standing.name}
        return page, tuple(part for part in page.rounds if part.name in names)

    def notes(self, text: Text) -> dict[str, tuple[Note, ...]]:
        """What each article of a document says of the remarks of its round, by its anchor.

        One note for each draft that they speak of, the newest first.
        """
        found: dict[str, list[Remark]] = {}
        for remark in self._of_round(text.id):
            for anchor in self.tracer.places(remark, text):
                found.setdefault(anchor, []).append(remark)
        return {anchor: tuple(self._notes(text.id, told)) for anchor, told in found.items()}

    def _notes(self, document: str, remarks: Sequence[Remark]) -> Iterator[Note]:
        by_edition: dict[str, list[Remark]] = {}
        for remark in remarks:
            by_edition.setdefault(remark.edition, []).append(remark)
        for row in reversed(self.standing.history.snapshots):
            if row.edition and (own := by_edition.get(row.edition.name)):
                yield self._note(document, own, row.edition.title)

    def _of_round(self, document: str) -> Iterator[Remark]:
        own = self.remarks.by_document.get(document, ())
        yield from of_round(own, self._brought_by(document), self._newest_of(document))

    def _brought_by(self, document: str) -> str:
        """The edition that brought the text of a document which stands in this one."""
        history = self.standing.history
        *_, newest = history.snapshots
        source = None if newest.moves(document) else history.came_from(newest, document)
        return source.name if source else self.standing.name

    def _newest_of(self, document: str) -> str:
        """The newest edition that brought a text of a document; empty where there is none."""
        editions = (row.edition for row in reversed(self.standing.history.snapshots) if row.edition)
        return next((edition.name for edition in editions if edition.moves(document)), "")

    def _note(self, document: str, remarks: Sequence[Remark], edition: str) -> Note:
        answers = shares(self.labels, map(answer_of, remarks))
        told = ", ".join(f"{share.count} {share.label.lower()}" for share in answers)
        count = len(remarks)
        text = self.labels("remark.note_on", count=count, edition=edition, answers=told)
        return Note(text, page_of(document), self._group_of(remarks[-1]))

    def _group_of(self, remark: Remark) -> str:
        """What names the remarks on its article, on the page that has it."""
        heads = self.tracer.heads(remark)
        return f"{remark.edition}-{heads[0]}" if heads else remark.anchor

    def counts(self) -> dict[str, dict[str, dict[str, list[str]]]]:
        """The remarks on each article of each edition: their ids, by edition, document and anchor.

        For pages that were published before anybody made a remark.
        """
        found: dict[str, dict[str, dict[str, list[str]]]] = {}
        for remark in self.remarks:
            anchors = self.tracer.heads(remark)
            if anchors and remark.document in self.corpus.by_id:
                document = found.setdefault(remark.edition, {}).setdefault(remark.document, {})
                for anchor in anchors:
                    document.setdefault(anchor, []).append(remark.id)
        return found


def page_of(document: str) -> str:
    """The file that the page of a document's remarks is made from."""
    return f"{urls.REMARKS}/{document}.md"


def is_one(path: str) -> bool:
    """Whether the page of that file is about remarks."""
    return path.startswith(f"{urls.REMARKS}/")
