"""Proves a published site against the repository: the text of each document, every character."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus.corpora import read_folder
from quyche.editions import records
from quyche.editions.records import EditionRecord
from quyche.errors import UnreadableFileError
from quyche.problems import Problem, error
from quyche.texts.digests import page_text, source_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.archives import Archive

_AROUND = 24  # characters shown before and after the first difference


@dataclass(frozen=True)
class Verified:
    """What was found of one edition."""

    name: str
    commit: str
    documents: int
    """How many pages of documents were held to their sources."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class PublishedSite:
    """A published site on disk."""

    folder: Path

    def versions(self) -> dict[str, tuple[str, ...]]:
        """The editions it lists, with their aliases; raises UnreadableFileError for no list."""
        path = self.folder / urls.VERSIONS
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            return {row["version"]: tuple(row["aliases"]) for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise UnreadableFileError(f"{path}: not the list of a site's editions") from fault

    def record(self, name: str) -> EditionRecord | None:
        """What the site says of an edition; None where it cannot be read."""
        try:
            return EditionRecord.from_json((self.folder / name / urls.RECORD).read_bytes())
        except (OSError, ValueError):
            return None


def verify(
    folder: Path, archive: Archive, docs: Path, *, internal: bool = False
) -> Iterator[Verified]:
    """Hold every page of a document, in every edition, to its source in Git.

    What is no edition yet is held to the commit it was published from, or to the folder of
    documents where it was not committed.
    """
    site = PublishedSite(folder)
    versions = site.versions()
    for name, commit in archive.commits.items():
        if name not in versions:
            yield Verified(name, commit, 0, (error(name, 0, "verify-no-edition", name=name),))
            continue
        found = _Edition(site, name, archive.corpus(name, internal=internal))
        aliased = _aliases(site, name, versions[name])
        yield Verified(name, commit, found.count, (*found.problems(), *aliased))
    for name in versions.keys() - archive.commits.keys():
        yield _of_no_entry(site, name, archive, docs, internal=internal)


def _of_no_entry(
    site: PublishedSite, name: str, archive: Archive, docs: Path, *, internal: bool
) -> Verified:
    """Work that goes on, or a version that nobody entered in the ledger."""
    record = site.record(name)
    written = record.commit if record else None
    commit = archive.repository.commit(written) if written else written
    if name != urls.WORK or commit is None:
        return Verified(name, "", 0, (error(name, 0, "verify-unknown", name=name),))
    if commit:
        documents = archive.at(commit).corpus(name, internal=internal)
    else:
        documents = read_folder(docs, internal=internal)
    found = _Edition(site, name, documents)
    return Verified(name, commit, found.count, tuple(found.problems()))


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
        path = self.site.folder / page
        shown = page_text(path.read_bytes()) if path.is_file() else None
        if shown is None:
            yield error(page, 0, "verify-no-page", source=text.path)
        elif shown != (expected := source_text(text.document, text.metadata.title)):
            found, wanted = _difference(shown, expected)
            yield error(page, 0, "verify-text", source=text.path, found=found, wanted=wanted)

    def _without_source(self) -> Iterator[Problem]:
        """Pages that look like documents of the edition, and are none."""
        known = {self._page(text) for text in self.corpus.texts}
        for folder in urls.DOCUMENTS:
            for path in sorted((self.site.folder / self.name / folder).rglob(urls.INDEX_PAGE)):
                page = path.relative_to(self.site.folder).as_posix()
                if page not in known and page_text(path.read_bytes()) is not None:
                    yield error(page, 0, "verify-no-source")

    def _of_record(self) -> Iterator[Problem]:
        """That what is written down of the edition is not what it was published from."""
        record = self.site.record(self.name)
        expected = {text.path: records.text_digest(text) for text in self.corpus.texts}
        written = {kept.path: kept.text for kept in record.documents} if record else {}
        for path in sorted(expected.keys() | written.keys()):
            if expected.get(path) != written.get(path):
                yield error(f"{self.name}/{urls.RECORD}", 0, "verify-record", source=path)


def _difference(found: str, wanted: str) -> tuple[str, str]:
    """Both texts around the first character in which they differ."""
    pairs = enumerate(zip(found, wanted, strict=False))
    place = next((at for at, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    return tuple(text[max(place - _AROUND, 0) : place + _AROUND] for text in (found, wanted))  # type: ignore[return-value]  # two texts


def _aliases(site: PublishedSite, name: str, aliases: Iterable[str]) -> Iterator[Problem]:
    """That a page under an alias is not that of the edition."""
    for alias in aliases:
        for path in sorted((site.folder / name).rglob("*.html")):
            own = path.relative_to(site.folder / name)
            copy = site.folder / alias / own
            if not copy.is_file() or copy.read_bytes() != path.read_bytes():
                yield error(f"{alias}/{own.as_posix()}", 0, "verify-alias", name=name)
