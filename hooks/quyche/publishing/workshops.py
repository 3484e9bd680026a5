"""Builds editions from Git's objects, each at most once, with its record beside it."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import corpora
from quyche.corpus.texts import Corpus
from quyche.editions import concordances, document_files, history, records, withdrawals
from quyche.editions.archives import Past
from quyche.editions.carriers import carriers_of
from quyche.editions.history import History, Snapshot, Standing
from quyche.editions.records import EditionRecord
from quyche.editions.revisions import Revision
from quyche.exports import beside
from quyche.exports.bundles import Bundles
from quyche.histories import article_histories, pairs, reasons
from quyche.labels import Labels
from quyche.publishing import carried_pages, manifests
from quyche.publishing.branches import Parcel
from quyche.reading.memories import Memory
from quyche.remarks import remark_files
from quyche.searching.search_before import SearchBefore
from quyche.site import builds, givens, kept_editions
from quyche.site.builds import Order
from quyche.site.kept_editions import KeptEdition, Sources
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quyche.corpus.texts import Text
    from quyche.editions.archives import Archive
    from quyche.editions.concordances import Concordance
    from quyche.publishing.carried_pages import CarriedPage, PagesBefore
    from quyche.site.builds import Built


_PAGES, _SHARED = "site", "shared"
"""Where an edition is built, below its own folder."""


@dataclass(frozen=True)
class Workshop:
    """Where editions are built."""

    archive: Archive
    config_file: Path
    folder: Path
    """An empty folder to build in."""
    docs: Path | None = None
    """The folder of work that is no edition yet; None for what is checked out."""
    store: Store = NOWHERE
    """What is kept between runs; nothing, where nobody gives one."""

    @cached_property
    def internal(self) -> bool:
        """Whether documents that are internal are published too."""
        return builds.shows_internal(self.config_file)

    @cached_property
    def _given(self) -> reasons.Given:
        """The reasons that commits give, read once for all editions."""
        return reasons.Given.of(self.archive)

    def parcel(
        self,
        name: str,
        known: Mapping[str, EditionRecord] | None = None,
        *,
        strict: bool = True,
        search: SearchBefore | None = None,
        older: PagesBefore | None = None,
    ) -> Parcel:
        """Build an edition, or the work; raises BuildFailedError where that cannot be done.

        `known` is what is written down of the editions before it, by their names. Unless `strict`,
        an error of a document does not keep it from being built. `search` is what its search may
        build on, `older` where pages may be that it need not repeat.
        """
        folder = self.folder / name
        pages, shared, shown = folder / _PAGES, folder / _SHARED, folder / "whole"
        record, site_url = self._whole(name, known or {}, search or SearchBefore(), strict=strict)
        kept = (
            carried_pages.carried(pages, name, record.shared, older, self._labels) if older else {}
        )
        _keep_small(kept, pages, shown)
        manifests.write(pages, {path: page.source for path, page in kept.items()})
        return Parcel(record, pages, shown, shared, site_url, self.withheld)

    def _whole(
        self, name: str, known: Mapping[str, EditionRecord], search: SearchBefore, *, strict: bool
    ) -> tuple[EditionRecord, str]:
        """Put an edition with all its pages into its folder; its record, and where its site is."""
        folder = self.folder / name
        sources = self._sources(name, known, search, strict=strict)
        if found := kept_editions.found(self.store, sources) if sources else None:
            found.write(folder / _PAGES, folder / _SHARED)
            return EditionRecord.from_json(found.record), found.site_url
        order = replace(self._order(name, known, strict=strict), search=search)
        pages, built = order.folder, builds.write(order)
        _write_beside(built, pages)
        record = self._record(built, pages, order.docs, known or {})
        (pages / urls.RECORD).write_text(record.as_json(), encoding="utf-8")
        if sources:
            told = KeptEdition.of(built.standing.site_url, pages, order.shared)
            kept_editions.keep(self.store, sources, told)
        return record, built.standing.site_url

    def _sources(
        self, name: str, known: Mapping[str, EditionRecord], search: SearchBefore, *, strict: bool
    ) -> tuple[str, ...]:
        """All that an edition is built from; nothing where that cannot be told, as of the work.

        One that is not strict tells nobody what is wrong with it.
        """
        if self.store.folder is None or name == urls.WORK or not self._look:
            return ()
        sources = Sources(self.archive, self._given, self.withheld, self._look)
        return (str(strict), *sources.of(name, known, search))

    @cached_property
    def _look(self) -> str:
        return givens.told(self.config_file) or ""

    @cached_property
    def _labels(self) -> Labels:
        settings = builds.site_settings(self.config_file)
        return Labels.load(settings.language).with_own(settings.labels)

    def downloads(self, name: str) -> Path:
        """The files that an edition has beside its pages, in a folder without any page."""
        order = self._order(name, {}, strict=False)
        built = builds.read(order)
        _write_beside(built, order.folder)
        for text in built.reading.corpus.texts:
            built.renditions.written(text)
        return order.folder

    def _order(
        self, name: str, known: Mapping[str, EditionRecord] | None, *, strict: bool
    ) -> Order:
        folder = self.folder / name
        docs = self._docs(name, folder)
        pages, shared, standing = folder / _PAGES, folder / _SHARED, self._standing(name, docs)
        read = self._reader(docs)
        found = pairs.of_history(standing.history, read)
        found = reasons.with_reasons(found, self._given, standing.history, read)
        told = functools.cache(lambda each: records.histories_of(each, known or {}))
        histories = article_histories.extended(told, standing.history, found, read)
        carriers = carriers_of(standing.history, known or {})
        standing = replace(standing, articles=histories, carriers=carriers)
        past = Past(tuple(self.archive.commits), self._editions_without(standing))
        self._memory.turn()
        given = (docs, pages, shared, standing, found, strict, past)
        return Order(self.config_file, *given, memory=self._memory)

    @cached_property
    def _memory(self) -> Memory:
        """What is read and compared of one edition is known for the next."""
        return Memory.beside(self.store)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The ids of what is internal by now, of which nothing new may speak."""
        work = corpora.files_in(self.docs) if self.docs else self.archive.files(urls.WORK)
        return withdrawals.of_site(self.archive, work, internal=self.internal)

    def _editions_without(self, standing: Standing) -> Callable[[str], Corpus]:
        """Gives the documents of each edition as far as what is built may know them."""
        withheld = standing.history.withheld
        return functools.cache(lambda name: self._edition(name).without(withheld))

    def _edition(self, name: str) -> Corpus:
        """The documents of an edition, without its register; one text is parsed only once."""
        if name not in self._editions:
            edition, files = self.archive.ledger[name], self.archive.files(name)
            held = history.of_edition(self.archive, edition, internal=True).documents
            texts = (self._text(kept.path, files[kept.path]) for kept in held.values())
            is_left_out = (one.id for one in held.values() if one.metadata.is_internal)
            hidden = frozenset(() if self.internal else is_left_out)
            self._editions[name] = Corpus(tuple(texts)).without(hidden)
        return self._editions[name]

    @cached_property
    def _editions(self) -> dict[str, Corpus]:
        return {}

    def _reader(self, docs: Path) -> pairs.Reader:
        """Reads a document of an edition from Git, one of the work from where it goes on."""

        def read(snapshot: Snapshot, revision: Revision) -> Text:
            is_kept = snapshot.name in self.archive.commits
            content = self.archive.files(snapshot.name)[revision.path] if is_kept else b""
            return self._text(revision.path, content or (docs / revision.path).read_bytes())

        return read

    def _text(self, path: str, content: bytes) -> Text:
        return corpora.text_of(path, content, self.archive.grammar, self.store)

    def _docs(self, name: str, folder: Path) -> Path:
        """The documents of an edition, written into a folder; or where the work goes on."""
        if name == urls.WORK and self.docs:
            return self.docs
        docs = folder / "docs"
        for path, content in self.archive.files(name).items():
            target = docs / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return docs

    def _standing(self, name: str, docs: Path) -> Standing:
        archive = self.archive
        found = [*history.of_archive(archive, name, internal=self.internal).snapshots]
        if name == urls.WORK:
            found.append(history.snapshot_of(corpora.files_in(docs), None, internal=self.internal))
        told = (
            remark_files.with_pages_of_remarks(
                snapshot,
                archive.tree(snapshot.name) if snapshot.edition else remark_files.paths_in(docs),
            )
            for snapshot in withdrawals.unspoken(found)
        )
        return Standing(name, History(tuple(told)), is_published=True)

    def _record(
        self, built: Built, pages: Path, docs: Path, older: Mapping[str, EditionRecord]
    ) -> EditionRecord:
        name, known = built.standing.name, built.standing.history
        edition, documents = known.snapshots[-1].edition, built.reading.corpus
        before = known.snapshots[-2].edition if len(known.snapshots) > 1 else None
        sources = {text.path: (docs / text.path).read_bytes() for text in documents.texts}
        bases = _bases(known)
        previous = before.name if before else ""
        told, told_in = records.parted(built.standing.articles, previous, bases, older)
        return EditionRecord(
            name=name,
            title=edition.title if edition else built.reading.labels("edition.work"),
            kind=edition.kind if edition else "work",
            date=str(edition.date) if edition else "",
            commit=self.archive.commits.get(name) or self._head_of(sources),
            shared=built.shared,
            documents=records.documents_of(documents, sources),
            pages=_pages(pages),
            previous=previous,
            concordance=self._concordance(documents, bases, sources),
            note=edition.note if edition else "",
            meeting=edition.meeting if edition else "",
            concerns=built.comparing.concerns,
            histories=told,
            told_in=told_in,
            moves=records.named((moved for moved, _ in edition.documents), known.withheld)
            if edition
            else (),
            corrects=edition.corrects if edition else "",
            files=built.renditions.files,
            bases={
                document: base
                for document, base in bases.items()
                if before is None or base != before.name
            },
        )

    def _concordance(
        self, documents: Corpus, bases: Mapping[str, str], sources: Mapping[str, bytes]
    ) -> Concordance:
        """How the anchors of each document changed since the text that goes on in it."""
        found: Concordance = {}
        for name in dict.fromkeys(bases.values()):
            of_base = {document for document, base in bases.items() if base == name}
            texts = tuple(text for text in documents.texts if text.id in of_base)
            older = self._changed(name, {text.id: sources[text.path] for text in texts})
            found |= concordances.between(older, Corpus(texts))
        return found

    def _head_of(self, sources: Mapping[str, bytes]) -> str:
        """The commit that is checked out; none where the documents are not as it has them."""
        committed = self.archive.files(urls.WORK)
        same = all(committed.get(path) == content for path, content in sources.items())
        return self.archive.head if same else ""

    def _changed(self, name: str, newer: Mapping[str, bytes]) -> Corpus:
        """The documents that an edition has otherwise than these newer ones, by their ids."""
        held = self.archive.files(name)
        files = {
            path: held[path]
            for path in sorted(filter(document_files.is_document, held))
            if newer.get(document_files.id_in(path, held[path]), held[path]) != held[path]
        }
        given = (self.archive.grammar, self.store)
        return corpora.build(files, internal=self.internal, grammar=given[0], store=given[1])


def _bases(known: History) -> dict[str, str]:
    """The edition whose text of each document goes on in the newest snapshot."""
    newest = known.snapshots[-1]
    found = ((document, known.came_from(newest, document)) for document in newest.documents)
    return {document: source.name for document, source in found if source}


def _write_beside(built: Built, pages: Path) -> None:
    beside.write_comparisons(built.comparing, pages)
    beside.write_remarks(built.remarking, built.comparing.letterhead, pages)
    Bundles(built.reading, built.standing, built.comparing, built.remarking).write_beside(pages)


def _keep_small(carried: Mapping[str, CarriedPage], pages: Path, whole: Path) -> None:
    """Put the small pages in the place of the whole ones, which lie elsewhere then."""
    for path, page in carried.items():
        target = whole / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (pages / path).replace(target)
        (pages / path).write_bytes(page.content)


def _pages(folder: Path) -> tuple[str, ...]:
    """The addresses of the pages below a folder: empty for the first page, else with a slash."""
    found = (page.parent.relative_to(folder).as_posix() for page in folder.rglob(urls.INDEX_PAGE))
    return tuple(sorted("" if page == "." else f"{page}/" for page in found))
