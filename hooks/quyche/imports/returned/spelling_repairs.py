"""What word processors put into new words by themselves, as we write it: blanks, look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.comparing.operations import Sign, operations
from quyche.imports.files.repairs import repair

if TYPE_CHECKING:
    from collections.abc import Sequence


def repaired(
    texts: Sequence[str], old: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts with what is new in them repaired, and the names of the repairs that took.

    What was there before stays as it was, whatever it is.
    """
    before = (*old, *[""] * (len(texts) - len(old)))
    found = [_repaired(text, was) for text, was in zip(texts, before, strict=False)]
    rules = dict.fromkeys(rule for _, own in found for rule in own)
    return tuple(text for text, _ in found), tuple(rules)


def _repaired(text: str, old: str) -> tuple[str, tuple[str, ...]]:
    if text == old:
        return text, ()
    result, rules = "", list[str]()
    for op in operations(old, text):
        if op.sign is Sign.DELETED:
            continue
        is_new = op.sign is Sign.INSERTED and not op.is_spelling
        shown, own = repair(op.text) if is_new else (op.text, ())
        result += shown
        rules += own
    return result, tuple(rules)
