"""How much a foreign file may hold, and how it is refused when it holds more.

The limits lie far above every document and table that people write. What goes beyond one is refused
as a whole: a text of which a part was cut would look like the text.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quyche.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_BYTES = 200_000_000
"""Of a file with pictures in it."""
MOST_TEXT_BYTES = 50_000_000
"""Of a file that is nothing but text."""
MOST_ENTRIES = 5_000
"""Of an archive."""
MOST_UNPACKED_BYTES = 100_000_000
"""Of all parts of an archive that are text."""
MOST_RATIO = 300
"""How many times its size a part of an archive may become; XML stays below a hundred."""
LEAST_SUSPECT_BYTES = 1_000_000
"""Unpacked; a smaller part may be packed as tightly as it likes."""
MOST_XML_DEPTH = 200
MOST_PAGE_DEPTH = 500
"""Browsers stop at 512."""
MOST_ELEMENTS = 5_000_000
MOST_CELLS = 1_000_000
"""Of all tables of a file, the empty ones between others among them."""
MOST_COUNTED = 32_767
"""The greatest number that Word takes for a list, and more than any table has columns."""
MOST_LETTERED = 780
"""The greatest number that Word writes in letters."""
MOST_CHARACTERS = 50_000_000
"""Of all paragraphs of a file, their numbers among them."""
MOST_NUMBER_CHARACTERS = 500
"""Of what a list says before a paragraph."""
_LONGEST_DETAIL = 60
_FRAMES = 8
"""As many calls as one level of depth costs a reader at most."""


class BeyondLimitError(Exception):
    """A file holds more than it may, or what no such file may hold.

    `rule` and `details` are worded by the labels under `foreign.<rule>`.
    """

    def __init__(self, rule: str, **details: object) -> None:
        super().__init__(rule, details)
        self.rule = rule
        self.details = details


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """What is beyond a limit in here is told of this file, as UnreadableFileError."""
    try:
        yield
    except BeyondLimitError as fault:
        details = {name: _printable(detail) for name, detail in fault.details.items()}
        raise UnreadableFileError(f"foreign.{fault.rule}", path=path, **details) from fault


@contextmanager
def deep() -> Iterator[None]:
    """Let readers call themselves as often as the permitted depth asks for."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, MOST_PAGE_DEPTH * _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def counted(text: str, default: int) -> int:
    """The number that a text says, or the default where it says none.

    Raises BeyondLimitError for one that no list and no table of a document reaches.
    """
    return counted_to(text, default, MOST_COUNTED)


def counted_to(text: str, default: int, most: int) -> int:
    """The number that a text says, or the default; raises BeyondLimitError for a greater one."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return default
    if len(digits.lstrip("0")) > len(str(most)) or int(digits) > most:
        raise BeyondLimitError("number", found=text, most=most)
    return int(text)


def filled(rows: Sequence[Sequence[str]], before: int = 0) -> tuple[tuple[str, ...], ...]:
    """The rows, each as wide as the widest.

    Raises BeyondLimitError where that takes more cells than a file may have, those met before
    among them.
    """
    width = max(map(len, rows), default=0)
    check_cells(before + width * len(rows))
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def check_cells(count: int) -> None:
    """Raise BeyondLimitError for more cells than a file may have."""
    if count > MOST_CELLS:
        raise BeyondLimitError("cells", found=count, most=MOST_CELLS)


def _printable(detail: object) -> object:
    """What was found, fit for one line: it comes from the file too."""
    if not isinstance(detail, str):
        return detail
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in detail)
    return shown if len(shown) <= _LONGEST_DETAIL else f"{shown[:_LONGEST_DETAIL]}…"
