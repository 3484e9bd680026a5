"""What Git printed, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


_DAMAGE_RE = re.compile(
    r"corrupt|inflate|unpack|unable to read|could not read|cannot read|broken ref|bad object"
    r"|missing (?:blob|tree|commit)|packfile|index file (?:smaller|open)|bad signature"
    r"|could not fetch|promisor",
    re.IGNORECASE,
)


def tells_damage(said: str) -> bool:
    """Whether objects of a repository are damaged, or missing where they belong."""
    return bool(_DAMAGE_RE.search(said))


def complaint(printed: bytes, code: int) -> str:
    """What Git said when it failed, on one line; or how it ended, where it could not say."""
    said = printed.decode("utf-8", "replace").split("\n")
    lines = [line.strip() for line in said if line.strip() and not line.startswith("hint:")]
    return " ".join(lines) or f"exit {code}"


def objects(wanted: Iterable[str], answer: memoryview) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` printed: for each object a line `id type size`, then its bytes."""
    position = 0
    for name in wanted:
        end = position + bytes(answer[position : position + 4096]).index(b"\n")
        described = bytes(answer[position:end]).split()
        position = end + 1
        if described[-1] == b"missing":
            continue
        size = int(described[-1])
        yield name, bytes(answer[position : position + size])
        position += size + 1


def entries(listed: str) -> dict[str, str]:
    """What `ls-tree -z` printed: for each path its mode, type and id."""
    rows = (row.partition("\t") for row in listed.split("\0") if row)
    return {path: described for described, _, path in rows}


def by_revision(names: Iterable[str]) -> dict[str, list[str]]:
    """The paths of names such as `revision:path` by their revisions; ids of objects have none."""
    found: dict[str, list[str]] = {}
    for revision, is_path, path in (name.partition(":") for name in names):
        if is_path:
            found.setdefault(revision, []).append(path)
    return found


def touched(commits: Collection[str], listed: str) -> dict[str, tuple[str, ...]]:
    """What `diff-tree --stdin --name-only -z` printed: each commit, then the paths it changed."""
    found: dict[str, list[str]] = {}
    paths: list[str] = []
    for told in listed.split("\0"):
        if told in commits and told not in found:
            paths = found[told] = []
        elif told:
            paths.append(told)
    return {commit: tuple(paths) for commit, paths in found.items()}
