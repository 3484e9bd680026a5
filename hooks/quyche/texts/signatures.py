"""Who signs a text and who receives it, as what stands below a break says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.texts.provisions import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = 120  # characters of a line at the end; a longer one is no signature
_MOST_SIGNED = 6
_NAME_RE = re.compile(r"(?=.*[^\W\d_])\D+")  # of an office or somebody, or what introduces a list


@dataclass(frozen=True)
class Ending:
    """The blocks that end a text."""

    signed: tuple[Block, ...]
    """For whom, as what and who: a line each."""
    notes: tuple[Block, ...]
    """In brackets: that it was signed."""
    received: tuple[Block, ...]

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self.signed) + len(self.notes) + len(self.received)


def ending(blocks: Sequence[Block]) -> Ending | None:
    """What stands below a break where it is who signs and who receives; None for anything else.

    Whoever signs stands in a few short lines, an office in capitals above a name: capitals below a
    name begin something else.
    """
    signed: list[Block] = []
    notes: list[Block] = []
    received: list[Block] = []
    for block in blocks:
        text = block.text
        is_line = block.kind is BlockKind.PARAGRAPH and len(text) <= _SHORT
        is_office = is_line and text == text.upper()
        is_list = block.kind is BlockKind.ITEM or not (is_office or signed)
        if received and is_list and not text.endswith(":"):
            received.append(block)
        elif is_office and signed and signed[-1].text != signed[-1].text.upper():
            break
        elif not is_line or not (text.startswith("(") or _NAME_RE.fullmatch(text)):
            return None
        elif text.endswith(":"):
            received.append(block)
        else:
            (notes if text.startswith("(") else signed).append(block)
    if not 0 < len(signed) <= _MOST_SIGNED:
        return None
    return Ending(tuple(signed), tuple(notes), tuple(received))
