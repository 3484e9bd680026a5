"""Proves a published site against the repository: every file, and every character of a text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche import projects, speech, urls
from quyche.corpus.corpora import files_in, read_folder
from quyche.editions import records, withdrawals
from quyche.problems import error, errors_among
from quyche.publishing import site_files
from quyche.publishing.differences import difference
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.site_files import SiteRoot
from quyche.terminals import WorkStage, untold
from quyche.texts.digests import page_text, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.archives import Archive
    from quyche.problems import Problem
    from quyche.terminals import Tell


@dataclass(frozen=True)
class Verified:
    """What was found of one edition."""

    name: str
    commit: str
    documents: int
    """How many pages of documents were held to their sources."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    """What could not be proved, and need not be wrong."""

    def with_more(self, *found: Problem) -> Verified:
        """The same with what else was found; of a file that was told of, nothing more is told."""
        known = {problem.path for problem in self.problems}
        new = tuple(problem for problem in found if problem.path not in known)
        wrong = errors_among(new)
        notes = tuple(problem for problem in new if problem not in wrong)
        return replace(self, problems=(*self.problems, *wrong), notes=(*self.notes, *notes))


def verify(
    folder: Path,
    archive: Archive,
    docs: Path,
    tell: Tell = untold,
    *,
    internal: bool = False,
) -> Iterator[Verified]:
    """Hold every file of every edition to its manifest, and every document's page to Git.

    What is no edition yet is held to the commit it was published from, or to the folder of
    documents where it was not committed. What is wrong beside all editions comes last, under no
    name.
    """
    site = PublishedSite(folder)
    versions = site.versions()
    has_manifests = False
    names = (*archive.commits, *sorted(versions.keys() - archive.commits.keys()))
    for number, name in enumerate(names, 1):
        tell(WorkStage(number, len(names), name))
        if name not in versions:
            commit = archive.commits[name]
            yield Verified(name, commit, 0, (error(name, 0, "verify-no-edition", name=name),))
            continue
        find = _of_entry if name in archive.commits else _of_no_entry
        yield find(_Sources(archive, docs, internal), site, name).with_more(
            *site_files.of_edition(site, name, is_expected=has_manifests),
            *(one for alias in versions[name] for one in site_files.of_alias(site, name, alias)),
        )
        has_manifests = has_manifests or site.has_manifest(name)
    if beside := tuple(_beside(site, _Sources(archive, docs, internal))):
        yield Verified("", "", 0).with_more(*beside)


def _beside(site: PublishedSite, sources: _Sources) -> Iterator[Problem]:
    """What is wrong at the root of a site that has all its editions and no other."""
    archive = sources.archive
    names = {*archive.commits, urls.WORK}
    records = {name: record for name in names if (record := site.record(name))}
    if names == site.versions().keys() == records.keys():
        labels = speech.labels_of(projects.config_of(sources.docs))
        yield from SiteRoot(site, records, labels, _withheld(site, sources)).problems()


def _withheld(site: PublishedSite, sources: _Sources) -> frozenset[str]:
    """What was internal in what the site was published from."""
    archive = sources.archive
    commit = site.work_commit(archive.repository)
    work = archive.at(commit).files(urls.WORK) if commit else files_in(sources.docs)
    return withdrawals.of_site(archive, work, internal=sources.internal)


@dataclass(frozen=True)
class _Sources:
    archive: Archive
    docs: Path
    internal: bool


def _of_entry(sources: _Sources, site: PublishedSite, name: str) -> Verified:
    """An edition of the ledger."""
    archive = sources.archive
    found = _Edition(site, name, archive.corpus(name, internal=sources.internal))
    return Verified(name, archive.commits[name], found.count).with_more(*found.problems())


def _of_no_entry(sources: _Sources, site: PublishedSite, name: str) -> Verified:
    """Work that goes on, or a version that nobody entered in the ledger."""
    archive, internal = sources.archive, sources.internal
    commit = site.work_commit(archive.repository)
    if name != urls.WORK or commit is None:
        return Verified(name, "", 0, (error(name, 0, "verify-unknown", name=name),))
    if commit:
        documents = archive.at(commit).corpus(name, internal=internal)
    else:
        documents = read_folder(sources.docs, internal=internal)
    found = _Edition(site, name, documents)
    return Verified(name, commit, found.count).with_more(*found.problems())


@dataclass(frozen=True)
class _Edition:
    site: PublishedSite
    name: str
    corpus: Corpus

    @property
    def count(self) -> int:
        return len(self.corpus.texts)

    def problems(self) -> Iterator[Problem]:
        for text in self.corpus.texts:
            yield from self._of_text(text)
        yield from self._without_source()
        yield from self._of_record()

    def _page(self, text: Text) -> str:
        return f"{self.name}/{urls.address_of(text.path)}{urls.INDEX_PAGE}"

    def _of_text(self, text: Text) -> Iterator[Problem]:
        page = self._page(text)
        shown = page_text(self.site.page(page) or b"")
        if shown is None:
            yield error(page, 0, "verify-no-page", source=text.path)
        elif shown != (expected := source_text(text.document, text.metadata.title)):
            found, wanted = difference(shown, expected)
            yield error(page, 0, "verify-text", source=text.path, found=found, wanted=wanted)

    def _without_source(self) -> Iterator[Problem]:
        """Pages that look like documents of the edition, and are none."""
        known = {self._page(text) for text in self.corpus.texts}
        for folder in urls.DOCUMENTS:
            for path in sorted((self.site.folder / self.name / folder).rglob(urls.INDEX_PAGE)):
                page = path.relative_to(self.site.folder).as_posix()
                if page not in known and page_text(self.site.page(page) or b"") is not None:
                    yield error(page, 0, "verify-no-source")

    def _of_record(self) -> Iterator[Problem]:
        """That what is written down of the edition is not what it was published from."""
        record = self.site.record(self.name)
        expected = {text.path: records.text_digest(text) for text in self.corpus.texts}
        written = {kept.path: kept.text for kept in record.documents} if record else {}
        for path in sorted(expected.keys() | written.keys()):
            if expected.get(path) != written.get(path):
                yield error(f"{self.name}/{urls.RECORD}", 0, "verify-record", source=path)
