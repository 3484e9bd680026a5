"""The structures that a document may be written in, and what their anchors have in common.

An anchor is read where nothing is known of its document, so no two structures call different
things by one name.
"""

from __future__ import annotations

import copyreg
import dataclasses
from functools import cache
from typing import TYPE_CHECKING, TypedDict

from quyche.language.english import EN
from quyche.language.grammars import ATTACHED, Form, Grammar
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KNOWN: tuple[Grammar, ...] = (VN, EN)

USUAL = VN
"""What holds where neither a text nor the settings of its site say anything."""


def names() -> tuple[str, ...]:
    """What documents call the structures."""
    return tuple(grammar.name for grammar in KNOWN)


def named(name: str, default: Grammar = USUAL) -> Grammar:
    """The structure of that name; another where it is unknown, which is told elsewhere."""
    return next((grammar for grammar in KNOWN if grammar.name == name), default)


def bears_number(title: str) -> bool:
    """Whether a text called so bears a number, whatever structure it is written in."""
    return all(grammar.numbers(title) for grammar in KNOWN)


@cache
def forms_by_slug(known: tuple[Grammar, ...]) -> Mapping[str, Form]:
    """The words of these structures by what anchors call them, from large to small."""
    every = ((*grammar.forms, *grammar.in_tables) for grammar in known)
    return {form.slug: form for forms in every for form in forms}


class CitedForm(TypedDict):
    """How a word is cited, for whoever cannot read the table."""

    cited: str
    """Alone, with `{number}` as a blank."""
    within: str
    """With what it stands in: `{own}`, `{around}` and `{number}` are blanks."""
    apart: str
    """The same, where that is neither an article nor inside one."""
    is_item: bool
    """Whether it has no heading of its own."""
    is_nested: bool
    """Whether 3.1 stands in 3."""


def words_by_slug(grammars: Iterable[Grammar] | None = None) -> Mapping[str, str | CitedForm]:
    """The words of citations by what anchors call them: `khoan` is `khoản`.

    Where what is small does not simply stand before what it is in, how each is cited.
    """
    return {
        form.slug: _cited_form(form) if grammar.levels else form.word
        for grammar in (KNOWN if grammars is None else grammars)
        for form in grammar.forms
    }


def _cited_form(form: Form) -> CitedForm:
    return {
        "cited": form.cited.replace("{word}", form.word),
        "within": form.within,
        "apart": form.apart or form.within,
        "is_item": not form.kind.is_headed,
        "is_nested": form.is_nested or form.kind is Kind.CLAUSE,
    }


@cache
def ordinals(known: tuple[Grammar, ...]) -> Mapping[str, int]:
    """The values of numbers that are written out in any of these structures: `thứ nhất` is 1."""
    return {name: value for grammar in known for name, value in grammar.ordinals.items()}


# What is equal to itself alone is found again, wherever a value was kept that holds it


def form_at(place: int) -> Form:
    """The word at a place among those of all structures."""
    return _every_form()[place]


@cache
def _every_form() -> tuple[Form, ...]:
    return (ATTACHED, *dict.fromkeys(form for grammar in KNOWN for form in _forms_in(grammar)))


@cache
def _places() -> Mapping[Form, int]:
    return {form: place for place, form in enumerate(_every_form())}


def _forms_in(value: object) -> Iterator[Form]:
    if isinstance(value, Form):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _forms_in(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _forms_in(getattr(value, field.name))


def _kept_grammar(grammar: Grammar) -> tuple[object, tuple[str]]:
    if named(grammar.name) is not grammar:
        raise ValueError(grammar.name)
    return named, (grammar.name,)


def _kept_form(form: Form) -> tuple[object, tuple[int]]:
    return form_at, (_places()[form],)  # one of no structure cannot be kept


copyreg.pickle(Grammar, _kept_grammar)  # type: ignore[arg-type]  # it takes what it finds
copyreg.pickle(Form, _kept_form)  # type: ignore[arg-type]
