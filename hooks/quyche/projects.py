"""An organisation's repository: what stands where in it."""

from __future__ import annotations

from pathlib import Path

CONFIG = "mkdocs.yml"
"""The site's configuration, beside the folder of documents."""
DOCS = "docs"
"""The folder of documents."""


def here() -> Path:
    """The folder of the repository we are in: the nearest one that has settings, or this one."""
    folder = Path.cwd()
    around = (place for place in (folder, *folder.parents) if (place / CONFIG).is_file())
    return next(around, folder)


def config_of(docs: Path) -> Path:
    """The site's configuration beside a folder of documents."""
    return docs.absolute().parent / CONFIG


def docs_of(project: Path) -> Path:
    """The folder of documents of a repository."""
    return project / DOCS
