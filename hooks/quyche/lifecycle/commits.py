"""The commit of a step, for those who do not know Git: its edition with the texts that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.errors import RefusedError
from quyche.git import GitError, Repository

if TYPE_CHECKING:
    from pathlib import Path

    from quyche.labels import Labels
    from quyche.lifecycle.plans import Plan


def message(plan: Plan, labels: Labels) -> str:
    """What the commit of a step says."""
    return labels("lifecycle.message", name=plan.edition.name, title=plan.edition.title)


def commit(plan: Plan, docs: Path, labels: Labels) -> str:
    """Commit all of the folder of documents, and nothing else; the short name of the commit.

    Raises RefusedError where Git refuses it; what the step wrote is then there to be committed.
    """
    repository = Repository(docs)
    try:
        repository.run("add", "--all", "--", ".")
        repository.run("commit", "--quiet", "-m", message(plan, labels), "--", ".")
        return repository.run("rev-parse", "--short", "HEAD").strip()
    except GitError as fault:
        raise RefusedError(labels("lifecycle.unrecorded", reason=fault)) from fault
