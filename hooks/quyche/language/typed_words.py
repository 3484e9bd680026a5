"""The words of each structure as people type them, for whoever reads an address that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from quyche.language import structures

if TYPE_CHECKING:
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


def tables() -> list[TypedWords]:
    """The words of all structures."""
    return [_table(grammar) for grammar in structures.KNOWN]


def _table(grammar: Grammar) -> TypedWords:
    forms = (*grammar.annex_forms, *grammar.forms)
    words: list[TypedWord] = [
        {
            "kind": form.kind.value,
            "words": list(form.words),
            "compounds": list(form.compounds),
            "short": False,
        }
        for form in forms
    ]
    short: list[TypedWord] = [
        {"kind": kind.value, "words": list(letters), "compounds": [], "short": True}
        for kind, letters in grammar.typed.short.items()
    ]
    return {
        "name": grammar.name,
        "byDepth": bool(grammar.levels),
        "words": [*words, *short],
        "numerals": dict(grammar.typed.numerals),
        "multiples": dict(grammar.typed.multiples),
        "before": list(grammar.typed.before),
        "inside": list(grammar.typed.inside),
        "between": list(grammar.wording.leads),
    }
