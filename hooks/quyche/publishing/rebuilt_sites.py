"""Builds a published site once more from Git, and holds every file of it to what comes of that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quyche import speech, urls
from quyche.errors import HistoryError
from quyche.git import Repository
from quyche.problems import error
from quyche.publishing import publishing, site_files
from quyche.publishing.differences import difference
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.publishing import Job
from quyche.publishing.verification import Verified
from quyche.site import builds
from quyche.terminals import untold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quyche.editions.archives import Archive
    from quyche.problems import Problem
    from quyche.terminals import Tell

_TEXTS = frozenset({".html", ".json", ".xml", ".ics", ".csv", ".txt"})
"""What is shown where it differs."""


def rebuild(  # noqa: PLR0913, PLR0917  # what is rebuilt, and where
    site: PublishedSite,
    archive: Archive,
    docs: Path,
    config: Path,
    folder: Path,
    tell: Tell = untold,
) -> Path:
    """Build all editions from Git, and the work from where it was published from.

    `folder` is an empty one to build in. Raises HistoryError where the settings have another
    address for the site: then no page could be the same.
    """
    address = builds.address(config)
    if address != site.address:
        raise HistoryError("other-address", found=site.address, address=address)
    store = Repository.create(folder / "site.git", borrowing=archive.repository)
    commit = site.work_commit(archive.repository)
    source, work = (archive.at(commit), None) if commit else (archive, docs)
    job = Job(source, config, str(store.path), speech.labels_of(config), docs=work)
    publishing.publish(job, lambda *_, **__: None, tell)
    store.export(f"refs/heads/{job.branch}", folder / "site")
    return folder / "site"


def held_to(
    rebuilt: PublishedSite, site: PublishedSite, editions: Iterable[Verified]
) -> Iterator[Verified]:
    """What was found of each edition, and what else is not as it was rebuilt; the root last."""
    found = {edition.name: edition for edition in editions}
    by_edition: dict[str, list[Problem]] = {}
    told = {problem.path for edition in found.values() for problem in edition.problems}
    for problem in _differences(rebuilt, site):
        top = problem.path.partition("/")[0]
        if problem.path not in told and not _is_missing(top, found):
            by_edition.setdefault(top if top in found else "", []).append(problem)
    beside = found.pop("", Verified("", "", 0))
    for name, edition in found.items():
        yield replace(edition, notes=()).with_more(*by_edition.get(name, ()))
    if whole := beside.with_more(*by_edition.get("", ())).problems:
        yield replace(beside, problems=whole, notes=())


def _is_missing(name: str, found: dict[str, Verified]) -> bool:
    """Whether it was told already that an edition is not there at all."""
    return name in found and any(one.path == name for one in found[name].problems)


def _differences(rebuilt: PublishedSite, site: PublishedSite) -> Iterator[Problem]:
    expected, found = rebuilt.paths(), site.paths()
    shared = {"/".join(PurePosixPath(path).parts[:2]) for path in rebuilt.paths(urls.SHARED)}
    for path in sorted(expected | found):
        if path not in found:
            yield error(path, 0, "verify-file-missing")
        elif path in expected:
            yield from _difference(path, rebuilt, site)
        elif not _may_be_added(path, shared):
            yield error(path, 0, "verify-file-added")


def _may_be_added(path: str, shared: set[str]) -> bool:
    """Whether a file is of the host, or of how the site once looked, which its folder proves."""
    top, *rest = PurePosixPath(path).parts
    is_older = top == urls.SHARED and f"{top}/{rest[0]}" not in shared
    return is_older or top in {urls.SEARCH, *site_files.OF_THE_HOST}


def _difference(path: str, rebuilt: PublishedSite, site: PublishedSite) -> Iterator[Problem]:
    content, wanted = site.content(path) or b"", rebuilt.content(path) or b""
    if content == wanted:
        return
    if PurePosixPath(path).suffix not in _TEXTS:
        yield error(path, 0, "verify-rebuilt-file")
        return
    shown = difference(content.decode("utf-8", "replace"), wanted.decode("utf-8", "replace"))
    yield error(path, 0, "verify-rebuilt", found=_line(shown[0]), wanted=_line(shown[1]))


def _line(text: str) -> str:
    return " ".join(text.split())
