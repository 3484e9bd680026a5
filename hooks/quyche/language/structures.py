"""The structures that a document may be written in, and what their anchors have in common.

An anchor is read where nothing is known of its document, so no two structures call different
things by one name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quyche.language.english import EN
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyche.language.grammars import Form, Grammar

KNOWN: tuple[Grammar, ...] = (VN, EN)

USUAL = VN
"""What holds where neither a text nor the settings of its site say anything."""


def names() -> tuple[str, ...]:
    """What documents call the structures."""
    return tuple(grammar.name for grammar in KNOWN)


def named(name: str, default: Grammar = USUAL) -> Grammar:
    """The structure of that name; another where it is unknown, which is told elsewhere."""
    return next((grammar for grammar in KNOWN if grammar.name == name), default)


@cache
def forms_by_slug(known: tuple[Grammar, ...]) -> Mapping[str, Form]:
    """The words of these structures by what anchors call them, from large to small."""
    return {form.slug: form for grammar in known for form in grammar.forms}


def words_by_slug() -> Mapping[str, str]:
    """The words of citations by what anchors call them: `khoan` is `khoản`."""
    return {name: form.word for name, form in forms_by_slug(KNOWN).items()}


@cache
def ordinals(known: tuple[Grammar, ...]) -> Mapping[str, int]:
    """The values of numbers that are written out in any of these structures: `thứ nhất` is 1."""
    return {name: value for grammar in known for name, value in grammar.ordinals.items()}
