"""The making of an organisation's repository: its files, its first commit, its first edition."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import projects
from quyche.errors import RefusedError
from quyche.git import GitError, Repository
from quyche.lifecycle import plans
from quyche.lifecycle.steps import LifecycleStep, Request
from quyche.scaffolding import products, updates
from quyche.scaffolding.files import SAMPLE, files

if TYPE_CHECKING:
    from quyche.labels import Labels
    from quyche.scaffolding.organisations import Organisation
    from quyche.scaffolding.products import Wheel

_NOBODY = (("user.name", "Quyche"), ("user.email", "quyche@localhost"))
"""Who commits where Git knows nobody."""


def refuse_filled(folder: Path, labels: Labels) -> None:
    """Refuse what is there already and holds anything, or is no folder."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise RefusedError(labels("new.filled", path=folder))


def create(
    folder: Path, organisation: Organisation, product: Wheel, labels: Labels, remote: str = ""
) -> bool:
    """Make a repository in a folder that is not there or empty, whole or not at all.

    With a `remote` its branch is to be pushed there.
    Returns whether Git knew whose commits they are.
    """
    refuse_filled(folder, labels)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".quyche-", dir=folder.parent) as place:
        made = Path(place) / "repository"
        _write(made, organisation, product, labels)
        is_known = _commit(made, organisation, labels)
        if remote:
            _connect(Repository(made), remote)
        if folder.is_dir():
            folder.rmdir()
        made.rename(folder)
    return is_known


def _write(made: Path, organisation: Organisation, product: Wheel, labels: Labels) -> None:
    contents = files(organisation, labels)
    contents.update(updates.made(organisation, product, labels))
    contents[f"{products.FOLDER}/{product.name}"] = product.content
    for name, content in contents.items():
        path = made / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _commit(made: Path, organisation: Organisation, labels: Labels) -> bool:
    Repository(made).run("init", "--quiet", "--template=", "--initial-branch=main")
    is_known = _is_known(made)
    repository = Repository(made, () if is_known else _NOBODY)
    _commit_all(repository, labels("new.first_commit", name=organisation.name))
    if organisation.has_sample:
        _enter_sample(made, organisation, labels)
        _commit_all(repository, labels("new.first_edition"))
    return is_known


def _connect(repository: Repository, remote: str) -> None:
    """So that `git push` needs to be told nothing."""
    repository.run("remote", "add", "origin", remote)
    repository.run("config", "branch.main.remote", "origin")
    repository.run("config", "branch.main.merge", "refs/heads/main")


def _enter_sample(made: Path, organisation: Organisation, labels: Labels) -> None:
    request = Request(
        step=LifecycleStep.NEW,
        date=organisation.date,
        documents=(SAMPLE,),
        note=labels("new.note"),
        term_number=1,
    )
    docs = projects.docs_of(made)
    plans.write(plans.plan(docs, request, labels), docs, labels)


def _commit_all(repository: Repository, message: str) -> None:
    repository.run("add", "--all")
    repository.run("-c", "commit.gpgSign=false", "commit", "--quiet", "--no-verify", "-m", message)


def _is_known(folder: Path) -> bool:
    """Whether Git knows whose commits are made here."""
    try:
        return all(Repository(folder).run("config", "--get", key).strip() for key, _ in _NOBODY)
    except GitError:
        return False
