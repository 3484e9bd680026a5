"""What editors are given to know our files by: schemas, and how they read what a check tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche import schemas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyche.labels import Labels

FOLDER = ".vscode/quyche"
"""Where a repository holds them, beside the settings that name them."""


def files(
    labels: Labels, folder: str = FOLDER, names: Iterable[str] = schemas.READ
) -> dict[str, str]:
    """The files of a repository, by their paths from its top."""
    return {f"{folder}/{name}.json": schemas.text_of(name, labels) for name in names}


def values(labels: Labels) -> dict[str, object]:
    """What the task of an editor is called, and how it reads the lines of a check.

    A line is a warning if it says so, and an error otherwise.
    """
    warning = re.escape(labels("check.warning")).replace("\\ ", " ")
    place = r"^(docs/[^:]+):(\d+): "
    return {
        "check": labels("new.check"),
        "warning_line": rf"{place}{warning}(.*)$",
        "error_line": rf"{place}(?!{warning})(.*)$",
    }
