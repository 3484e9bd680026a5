"""What Git printed, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
