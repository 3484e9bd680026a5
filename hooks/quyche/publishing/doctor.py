"""What an organisation's own repository still lacks, as far as it and its remote show that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import hosts
from quyche.corpus import corpora
from quyche.editions import archives, ledgers
from quyche.editions.archives import Archive
from quyche.editions.ledgers import Ledger
from quyche.errors import HistoryError, SettingsError
from quyche.git import GitError, Repository
from quyche.problems import error
from quyche.publishing import site_addresses
from quyche.settings import ISSUES, Settings
from quyche.site import builds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quyche.hosts import Host
    from quyche.labels import Labels

MAIN = "main"
"""The branch whose every commit is published."""


@dataclass(frozen=True)
class Doctor:
    """Looks at one repository; each of its methods gives lines that say what to do."""

    docs: Path
    config_file: Path
    remote: str
    labels: Labels

    def lines(self) -> Iterator[str]:
        """A line for everything that is missing, what stands in the settings first.

        Raises UnreadableFileError without a folder of documents, and SettingsError for settings
        that cannot be read.
        """
        corpora.refuse_missing(self.docs)
        yield from self._of_settings()
        if not (self.docs / ledgers.FILE).is_file():
            yield self.labels("doctor.no-ledger", file=ledgers.FILE)
        repository = Repository.containing(self.docs)
        if repository is None:
            yield self.labels.told(HistoryError("no-repository", path=self.docs))
            return
        yield from self._of_workflows(repository)
        yield from self._of_history()
        yield from self._of_remote(repository)

    @property
    def _host(self) -> Host:
        """Where the repository is; the usual place as long as nothing tells."""
        named = Settings.of_file(self.config_file).host
        address = builds.repository_address(self.config_file)
        known = hosts.of(named, address)
        return known if named or known is not hosts.SERVER else hosts.GITHUB

    def _of_settings(self) -> Iterator[str]:
        try:
            builds.refuse_settings(self.config_file)
        except SettingsError as fault:
            yield from self.labels.told(fault).split("\n")
        address = builds.address(self.config_file)
        if not address:
            yield self.labels("doctor.no-address")
        elif site_addresses.is_loopback(address):
            yield self.labels("doctor.loopback", address=address)
        if self._host is hosts.SERVER:
            return  # nobody proposes anything there
        if not builds.repository_address(self.config_file):
            yield self.labels("doctor.no-repository-address")
        elif not Settings.of_file(self.config_file).edit_url:
            yield self.labels("doctor.no-edit-address", blanks="{path}, {line}")

    def _of_workflows(self, repository: Repository) -> Iterator[str]:
        for name in self._host.workflows:
            if not (repository.path / name).is_file():
                yield self.labels("doctor.no-workflow", file=name)
        if Settings.of_file(self.config_file).taker == ISSUES:
            for name in self._host.issue_forms:
                if not (repository.path / name).is_file():
                    yield self.labels("doctor.no-issue-form", file=name)

    def _of_history(self) -> Iterator[str]:
        """Whether every edition can be built from what this clone holds."""
        try:
            archive = Archive.open(self.docs)
            base = archives.ledger_at(self.docs) or Ledger()
        except HistoryError as fault:
            yield self.labels.told(fault)
            return
        for edition in archive.ledger.editions:
            name = edition.name
            if absent := archive.missing(name):
                missing = HistoryError("text-missing", name=name, ids=", ".join(absent))
                yield self.labels.told(missing)
            if not edition.documents and name not in base.names:  # else it can only stay so
                place = f"{self.docs.name}/{ledgers.FILE}"
                unnamed = error(place, edition.line, "ledger-without-texts", name=name)
                yield self.labels.line(unnamed)

    def _of_remote(self, repository: Repository) -> Iterator[str]:
        place, branch = repository.remote(self.remote), self._host.branch
        if place is None:
            if self._host is not hosts.SERVER:  # where the repository is this folder
                yield self.labels.told(HistoryError("no-remote", name=self.remote))
            return
        try:
            published, main = repository.tip(place, branch), repository.tip(place, MAIN)
        except GitError as fault:
            yield self.labels.told(HistoryError("unreachable", place=place, reason=fault))
            return
        if not main:
            yield self.labels("doctor.no-main", remote=self.remote, branch=MAIN)
        elif _is_behind(repository, main):
            yield self.labels("doctor.main-behind", remote=self.remote, branch=MAIN)
        if not published and self._host is not hosts.SERVER:
            yield self.labels("doctor.never-published", remote=self.remote, branch=branch)


def _is_behind(repository: Repository, tip: str) -> bool:
    """Whether our main branch, where we have one, lacks what the remote's has."""
    own = repository.commit(f"refs/heads/{MAIN}")
    return own is not None and not repository.is_ancestor(tip, own)
