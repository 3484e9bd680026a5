"""Holds every file of a published site to what tells how it should be, its documents aside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quyche import urls
from quyche.offline import browser_copies
from quyche.problems import Severity, error, warning
from quyche.publishing import manifests
from quyche.publishing.roots import Roots
from quyche.searching.search_indexes import files_of
from quyche.searching.search_units import name_of
from quyche.site import assets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.editions.records import EditionRecord
    from quyche.labels import Labels
    from quyche.problems import Problem
    from quyche.publishing.published_sites import PublishedSite

OF_THE_HOST = frozenset({".nojekyll", ".git", "CNAME"})
"""What stands at the top for those who serve the site, not for its readers."""


def of_edition(site: PublishedSite, name: str, *, is_expected: bool) -> Iterator[Problem]:
    """The files that are not those of an edition's manifest.

    Without one there is nothing to hold them to: a warning, unless an older edition has one.
    """
    expected = site.manifest(name)
    if expected is not None:
        found = manifests.of(site.folder / name)
        for path in manifests.differing(expected, found):
            rule = _rule(is_expected=path in expected, is_found=path in found)
            yield error(f"{name}/{path}", 0, rule)
    elif is_expected or site.has_manifest(name):
        yield error(f"{name}/{urls.MANIFEST}", 0, "verify-manifest")
    else:
        yield warning(f"{name}/{urls.MANIFEST}", 0, "verify-before-manifests")


def _rule(*, is_expected: bool, is_found: bool) -> str:
    if is_expected and is_found:
        return "verify-file-changed"
    return "verify-file-missing" if is_expected else "verify-file-added"


def of_alias(site: PublishedSite, name: str, alias: str) -> Iterator[Problem]:
    """The files under an alias that are not those of the edition that it stands for."""
    for path in sorted(site.paths(name)):
        copy = f"{alias}/{path.removeprefix(f'{name}/')}"
        if site.content(copy) != site.page(path):
            is_page = path.endswith(".html")
            yield error(copy, 0, "verify-alias" if is_page else "verify-alias-file", name=name)


@dataclass(frozen=True)
class SiteRoot:
    """What stands beside the editions of a site, as their records say that it should."""

    site: PublishedSite
    records: Mapping[str, EditionRecord]
    """Of all its editions."""
    labels: Labels
    """In the language of the site."""
    withheld: frozenset[str] = frozenset()
    """The ids of documents that are internal by what the site was published from."""

    @property
    def _roots(self) -> Roots:
        return Roots.of(self.records, self.site.address, self.labels, self.withheld)

    def problems(self) -> Iterator[Problem]:
        """The files that are missing, changed or added."""
        expected = {path: text.encode() for path, text in self._roots.files()}
        expected |= self._page_for_lost()
        yield from self._differing(expected)
        listed = self.offline_list()
        for path in sorted(self._found() - expected.keys() - listed.keys()):
            yield error(path, 0, "verify-file-added")
        beside = [*self._of_shared(), *self._of_searches()]
        yield from beside
        if not beside and not self._is_broken():
            yield from self._differing(listed)

    def _is_broken(self) -> bool:
        """Whether the edition in force has other files than it should: no list fits these."""
        shown = self._roots.in_force
        found = of_edition(self.site, shown.name, is_expected=False) if shown else ()
        return any(one.severity is Severity.ERROR for one in found)

    def _differing(self, expected: Mapping[str, bytes]) -> Iterator[Problem]:
        for path, content in sorted(expected.items()):
            found = self.site.content(path)
            if found != content:
                yield error(path, 0, _rule(is_expected=True, is_found=found is not None))

    def _page_for_lost(self) -> dict[str, bytes]:
        page = self.site.content(self._roots.lost_page)
        return {} if page is None else {urls.LOST: self._roots.as_lost(page)}

    def offline_list(self) -> dict[str, bytes]:
        """What a browser is told to keep of the edition in force."""
        record = self._roots.in_force
        if record is None:
            return {}
        paths = (
            path for folder in browser_copies.beside(record) for path in self.site.paths(folder)
        )
        carried = self.site.carried(record.name).values()
        files = ((path, self.site.folder / path) for path in (*paths, *carried))
        sizes = {path: file.stat().st_size for path, file in files if file.is_file()}
        index = self.site.content(f"{record.name}/{urls.SEARCH_INDEX}") or b""
        listed = browser_copies.list_of(record, sizes, index.decode("utf-8", "replace"), carried)
        return {f"{urls.OFFLINE}/{urls.OFFLINE_LIST}": listed.encode()}

    def _found(self) -> frozenset[str]:
        """All files but those of editions, their copies under aliases, and what is shared."""
        roots = self._roots
        owners = {alias: name for name in self.records for alias in roots.aliases_of(name)}
        aside = {*self.records, urls.SHARED, urls.SEARCH, *OF_THE_HOST}
        rows = ((path, *path.partition("/")) for path in self.site.paths())
        return frozenset(
            path
            for path, top, _, rest in rows
            if top not in aside
            and not (top in owners and (self.site.folder / owners[top] / rest).is_file())
        )

    def _of_shared(self) -> Iterator[Problem]:
        """The folders of shared files whose content is not what their names say."""
        used = {record.shared for record in self.records.values()}
        kept: dict[str, dict[str, bytes]] = {folder: {} for folder in used}
        for path in sorted(self.site.paths(urls.SHARED)):
            folder = "/".join(PurePosixPath(path).parts[:2])
            content = self.site.content(path) or b""
            kept.setdefault(folder, {})[path.removeprefix(f"{folder}/")] = content
            if path.endswith(".html"):  # whatever its folder is called, nothing shared is a page
                yield error(path, 0, "verify-file-added")
        for folder, files in sorted(kept.items()):
            if f"{urls.SHARED}/{assets.name_of(files)}" != folder:
                yield self._of_misnamed(folder)

    def _of_searches(self) -> Iterator[Problem]:
        """The files of searches whose content is not what their names say, or that are missing."""
        found = self.site.paths(urls.SEARCH)
        for path in sorted(self._searched() - found):
            yield error(path, 0, "verify-file-missing")
        for path in sorted(found):
            content = (self.site.content(path) or b"").decode("utf-8", "replace")
            if path != f"{urls.SEARCH}/{name_of(content)}.json":
                yield error(path, 0, "verify-file-changed")

    def _searched(self) -> frozenset[str]:
        """What the searches of editions load from beside them."""
        indexes = (self.site.content(f"{name}/{urls.SEARCH_INDEX}") for name in self.records)
        names = (
            name
            for index in indexes
            if index
            for name in files_of(index.decode("utf-8", "replace"))
        )
        return frozenset(f"{urls.SEARCH}/{name}.json" for name in names)

    def _of_misnamed(self, folder: str) -> Problem:
        """Before there were manifests, the name of a folder told of more than it holds."""
        users = (name for name, record in self.records.items() if record.shared == folder)
        is_old = not any(self.site.has_manifest(name) for name in users)
        is_used = any(record.shared == folder for record in self.records.values())
        tell = warning if is_old and is_used else error
        return tell(f"{folder}/", 0, "verify-shared")
