"""Which document a file holds: the one it was named for at first, whatever its name is now."""

from __future__ import annotations

import re

_OWN_ID_RE = re.compile(
    r"""^id:[ \t]+(?P<quote>["']?)(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?P=quote)[ \t]*(?:\#.*)?\r?$""",
    re.MULTILINE,
)


def stem_of(path: str) -> str:
    """What a document is called that names no id."""
    return path.rpartition("/")[2].removesuffix(".md")


def id_in(front: str, path: str) -> str:
    """The id that a front matter names, where the file was renamed; else the stem of its name."""
    found = _OWN_ID_RE.search(front)
    return found["id"] if found else stem_of(path)
