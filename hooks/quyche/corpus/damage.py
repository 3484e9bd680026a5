"""What is no text that anybody wrote, and is not looked through."""

from __future__ import annotations

from quyche.language.spelling import compose

LONGEST_TEXT = 20_000
"""Characters of a paragraph; no law has one near it, so a longer one is damage, not linked."""


def is_damage(text: str) -> bool:
    """Whether a text has more letters than any paragraph, in whatever Unicode form.

    Of a table, whether any of its rows has: a long table is none.
    """
    if len(text) <= LONGEST_TEXT:
        return False
    return any(len(compose(line)) > LONGEST_TEXT for line in text.split("\n"))
