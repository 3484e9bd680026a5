"""What editors are given to know our files by: the schemas of what people write."""

from __future__ import annotations

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
