"""What Git printed, taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
