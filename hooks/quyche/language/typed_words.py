"""The words of each structure as people type them, for whoever reads an address that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from quyche.language import structures
from quyche.language.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyche.language.grammars import Grammar


class TypedWord(TypedDict):
    """One word, or what is short for it."""

    kind: str
    words: list[str]
    compounds: list[str]
    """Words before it that make another word of it: `tài khoản`."""
    short: bool


class TypedWords(TypedDict):
    """What one structure has, from large to small."""

    name: str
    byDepth: bool
    """Whether items are what they are by how deep they stand, not by their numbers."""
    words: list[TypedWord]
    numerals: dict[str, int]
    multiples: dict[str, int]
    before: list[str]
    inside: list[str]
    between: list[str]
    """What parts a provision from what it stands in."""
    joins: list[str]
    """What parts two provisions."""
    spans: list[str]
    """What parts the first from the last of several."""


def tables() -> list[TypedWords]:
    """The words of all structures."""
    return [_table(grammar) for grammar in structures.KNOWN]


def _table(grammar: Grammar) -> TypedWords:
    forms = (*grammar.annex_forms, *grammar.forms)
    words: list[TypedWord] = [
        {
            "kind": form.kind.value,
            "words": _folded(form.words),
            "compounds": _folded(form.compounds),
            "short": False,
        }
        for form in forms
    ]
    short: list[TypedWord] = [
        {"kind": kind.value, "words": _folded(letters), "compounds": [], "short": True}
        for kind, letters in grammar.typed.short.items()
    ]
    return {
        "name": grammar.name,
        "byDepth": bool(grammar.levels),
        "words": [*words, *short],
        "numerals": {fold(word): value for word, value in grammar.typed.numerals.items()},
        "multiples": {fold(word): value for word, value in grammar.typed.multiples.items()},
        "before": _folded(grammar.typed.before),
        "inside": _folded(grammar.typed.inside),
        "between": _folded(grammar.wording.leads),
        "joins": _folded(grammar.wording.joins),
        "spans": _folded(grammar.typed.spans),
    }


def _folded(words: Iterable[str]) -> list[str]:
    """Words as people type them in a hurry, each once."""
    return list(dict.fromkeys(fold(word) for word in words))
