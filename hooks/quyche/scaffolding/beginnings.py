"""What a repository was at its first commit, for one that was made before answers were kept."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from quyche import hosts, projects, settings, urls
from quyche.errors import HistoryError, RefusedError
from quyche.scaffolding.answers import FILE, Answers
from quyche.scaffolding.files import is_managed, sample_in
from quyche.scaffolding.kinds import kinds
from quyche.scaffolding.organisations import LOOPBACK, Organisation

if TYPE_CHECKING:
    from collections.abc import Collection

    from quyche.git import Repository
    from quyche.labels import Labels

_FIRST = "0.1.0"
"""The product that made repositories without keeping the answers."""


def answers(repository: Repository, labels: Labels) -> Answers:
    """What must have been answered, by the first commit and today's settings.

    Raises RefusedError for a repository that `quyche new` did not make.
    """
    config = repository.path / projects.CONFIG
    said, own = settings.tree_of(config), settings.Settings.of_file(config)
    repo_url = str(said.get("repo_url") or "")
    commit = _first_commit(repository)
    held = repository.tree(commit)
    sample = f"{projects.DOCS}/{urls.REGULATIONS}/{sample_in(own.language)}.md"
    organisation = Organisation(
        kind=kinds()[_kind_of(held, labels)],
        name=own.organisation,
        place=own.place,
        site_url=str(said.get("site_url") or LOOPBACK),
        repo_url=repo_url,
        date=datetime.date.fromisoformat(_day_of(repository, commit)),
        has_sample=sample in held,
        host=hosts.GITHUB.name,  # those had workflows for no other
        language=own.language,
    )
    return Answers(organisation, _FIRST)


def made(repository: Repository) -> dict[str, bytes]:
    """The files that the product made then, by their paths."""
    commit = _first_commit(repository)
    paths = [path for path in repository.files(commit) if is_managed(path)]
    found = repository.read(f"{commit}:{path}" for path in paths)
    return {name.partition(":")[2]: content for name, content in found.items()}


def _kind_of(held: Collection[str], labels: Labels) -> str:
    """The kind that starts with just the bodies and roles that stood there."""
    folders = {urls.BODIES: "bodies", urls.ROLES: "roles"}
    for kind in kinds().values():
        expected = {
            f"{projects.DOCS}/{folder}/{unit.id}.md"
            for folder, units in folders.items()
            for unit in getattr(kind, units)
        }
        starts = tuple(f"{projects.DOCS}/{folder}/" for folder in folders)
        if expected == {path for path in held if path.startswith(starts)}:
            return kind.id
    raise RefusedError(labels("update.not_made", path=FILE))


def _first_commit(repository: Repository) -> str:
    if repository.is_shallow:
        raise HistoryError("shallow")
    return repository.run("rev-list", "--max-parents=0", "--first-parent", "HEAD").split()[-1]


def _day_of(repository: Repository, commit: str) -> str:
    return repository.run("show", "--no-patch", "--format=%cs", commit).strip()
