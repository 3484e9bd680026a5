"""What editors are given to know our files by: schemas, snippets, how to read a check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import projects, schemas

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
    """What the task of an editor is called, how it reads the lines of a check, and its snippets.

    A line is a warning if it says so, and an error otherwise.
    """
    warning = re.escape(labels("check.warning")).replace("\\ ", " ")
    place = rf"^({projects.DOCS}/[^:]+|[^/:\s]+\.yml):(\d+): "  # settings and labels lie at the top
    return {
        "check": labels("new.check"),
        "warning_line": rf"{place}{warning}(.*)$",
        "error_line": rf"{place}(?!{warning})(.*)$",
        "snippets": [Snippet.of(kind, labels) for kind in schemas.kinds()],
    }


@dataclass(frozen=True)
class Snippet:
    """A front matter to be filled in: the keys that must be there, with a stop at each value."""

    kind: str
    about: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, kind: str, labels: Labels) -> Snippet:
        """That of files of a kind."""
        shape = schemas.of_kind(kind)
        asked = [key for key in shape["required"] if key != "kind"]
        stops = (
            f"{key}: {_stop(number, shape['properties'][key])}"
            for number, key in enumerate(asked, 1)
        )
        lines = ("---", f"kind: {kind}", *stops, "---", "$0")
        return cls(kind, labels(f"schema.names.{kind}"), lines)


def _stop(number: int, part: schemas.Shape) -> str:
    """Where a value is typed, or chosen."""
    if "enum" in part:
        return f"${{{number}|{','.join(part['enum'])}|}}"
    if part.get("format") == "date":
        return f"${{{number}:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}}"
    return f"${number}"
