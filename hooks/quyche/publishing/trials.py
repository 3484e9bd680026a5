"""Whether an edition could be built of what lies in a folder, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.errors import BuildFailedError, RefusedError
from quyche.publishing import temporary_folders
from quyche.site import builds

if TYPE_CHECKING:
    from pathlib import Path


def refuse_unbuildable(docs: Path, config_file: Path) -> None:
    """Raise RefusedError where a strict build of the site complains; nothing without settings.

    What is committed as an edition is published as it is: what only the build refuses has to be
    known before.
    """
    if not config_file.is_file():
        return
    with temporary_folders.opened() as folder:
        try:
            builds.try_out(config_file, docs, folder / "site")
        except BuildFailedError as fault:
            complaints = fault.details["complaints"]
            raise RefusedError("lifecycle.unbuildable", complaints=complaints) from fault
