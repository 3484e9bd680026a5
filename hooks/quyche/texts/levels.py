"""Where a provision stands in a structure whose numbers alone do not tell what it is.

Headings nest by their words, then by their numbers (3.1 in 3) and their hashes; items by the shape
of their numbers and by what stands open before them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.language.grammars import Counting
from quyche.language.kinds import Kind
from quyche.language.numbers import code_in, components, place_of
from quyche.texts import nesting
from quyche.texts.addresses import Address, Step
from quyche.texts.nesting import Place
from quyche.texts.nodes import OpenProvision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.language.grammars import Form, Grammar
    from quyche.language.markers import Marker

_MEASURE = 2  # numbers in "3.5 metres", with which a line may go on
_FIRST = frozenset({"1", "a"})


# Headings


def dividing(headings: Iterable[tuple[Marker, int]]) -> frozenset[Form]:
    """The words whose headings have articles below theirs, so that they are none themselves.

    In some texts sections stand in articles, in others articles in sections; the hashes tell.
    """
    found: set[Form] = set()
    outer: list[tuple[Form, int]] = []
    for marker, level in headings:
        if not marker.kind.is_counted_through:
            outer = []
            continue
        outer = [(form, above) for form, above in outer if above < level]
        if marker.form.is_through:
            found.update(form for form, _ in outer if not form.is_through)
        outer.append((marker.form, level))
    return frozenset(found)


def heading(
    marker: Marker,
    level: int,
    stack: Sequence[OpenProvision],
    grammar: Grammar,
    divisions: frozenset[Form],
) -> Place:
    """The place of what begins with a heading of so many hashes."""
    if marker.kind is Kind.ATTACHMENT:
        return nesting.by_kind(marker, stack, grammar)
    kind = Kind.SECTION if marker.form in divisions else marker.kind
    keep = len(stack)
    while keep > 1 and not _holds(stack[keep - 1], marker, kind, level):
        keep -= 1
    outer = stack[keep - 1]
    if not kind.is_counted_through:
        return Place(marker, kind, keep, outer.address, Step.of(marker.form, marker.number))
    if code := code_in(marker.number, outer.code):
        return _coded(marker, kind, keep, outer, code)
    step = Step.of(marker.form, marker.number)
    base = outer.address if outer.code else nesting.document_base(stack[:keep])
    return Place(marker, kind, keep, base, step, tuple(step.key.split("-")))


def divide(stack: Sequence[OpenProvision]) -> None:
    """What holds another heading with a number of its own is to it what a chapter is elsewhere."""
    outer = [node for node in stack if node.is_headed and node.code]
    for node, kind in zip(reversed(outer), (Kind.SECTION, Kind.CHAPTER), strict=False):
        if node.kind is Kind.ARTICLE or kind is Kind.CHAPTER:
            node.kind = kind


def _holds(node: OpenProvision, marker: Marker, kind: Kind, level: int) -> bool:
    """Whether a heading stands inside what is open."""
    if not node.is_headed:
        return False
    if node.kind is Kind.ATTACHMENT:
        return True
    if not (node.code and kind.is_counted_through):
        return not node.code and node.rank < kind.rank
    if code_in(marker.number, node.code):
        return True
    own = components(marker.number)
    if marker.form is node.form and len(own) > 1 and own[:-1] == node.code[:-1]:
        return False  # 3.2 stands beside 3.1
    return node.level < level or (node.level == level and _begins_inner(marker, node))


def _begins_inner(marker: Marker, node: OpenProvision) -> bool:
    """Whether another word after an article of so many hashes is counted anew inside it."""
    if marker.form is node.form or not node.form.is_through:
        return False
    last, key = _last_inside(node), Step.of(marker.form, marker.number).key
    return key == "1" or (last is not None and last.is_headed and last.form is marker.form)


def _coded(
    marker: Marker, kind: Kind, keep: int, outer: OpenProvision, code: tuple[str, ...]
) -> Place:
    """The place of what bears all the numbers of what it stands in: it goes by the same word."""
    address = outer.address
    step = Step(outer.form, "-".join(code), marker.number)
    return Place(marker, kind, keep, Address(address.document, address.steps[:-1]), step, code)


# Items


def item(
    candidates: Sequence[Marker],
    stack: Sequence[OpenProvision],
    grammar: Grammar,
    *,
    is_inside: bool,
) -> Place | None:
    """The place of what a line begins, by what stands before it; None for mere text.

    `is_inside` says that the line goes on with a paragraph, as far as its blank lines tell.
    """
    coded = next((one for one in candidates if _counting(one) is Counting.CODE), None)
    if coded and (place := _coded_item(coded, stack, is_inside=is_inside)):
        return place
    plain = [one for one in candidates if _is_due(one, stack)]
    return _plain_item(_likeliest(plain, stack), stack, grammar) if plain else None


def begins_list(candidates: Sequence[Marker]) -> bool:
    """Whether a line that begins no provision is an item of a list, not one that goes on."""
    return any(
        one.is_listed or one.mark[0] == "(" or _counting(one) is Counting.DIGITS
        for one in candidates
    )


def inner(rest: Sequence[Marker]) -> bool:
    """Whether an item begins on the line of the one it stands in: `(1) (a) …`."""
    return any(_place(one) == 1 and one.mark[0] == "(" for one in rest)


def _counting(marker: Marker) -> Counting:
    assert marker.beginning is not None, "an item is written in one of the shapes of its language"
    return marker.beginning.counting


def _place(marker: Marker) -> int:
    return place_of(marker.number, _counting(marker))


def _items(stack: Sequence[OpenProvision]) -> list[OpenProvision]:
    """The open items, from the inside out."""
    found: list[OpenProvision] = []
    for node in reversed(stack):
        if node.is_headed:
            break
        found.append(node)
    return found


def _coded_item(marker: Marker, stack: Sequence[OpenProvision], *, is_inside: bool) -> Place | None:
    """An item that bears the numbers of all it stands in."""
    opened = _items(stack)
    head = stack[len(stack) - len(opened) - 1]
    for index, node in enumerate([*opened, head]):
        code = code_in(marker.number, node.code)
        if not code or (node is head and _is_inserted(marker, head)):
            continue
        is_plain = len(code) <= _MEASURE and not marker.mark.endswith((")", "."))
        if is_inside and is_plain and not (marker.is_listed or _follows(code, node)):
            return None
        return _coded(marker, Kind.CLAUSE, len(stack) - index, node, code)
    return None


def _is_inserted(marker: Marker, head: OpenProvision) -> bool:
    """Whether `4A.` is the clause after 4, not item A of article 4: other clauses are numbers."""
    if "." in marker.number or len(components(marker.number)) != 2:  # noqa: PLR2004  # 4 and A
        return False
    last = _last_inside(head)
    return last is not None and _is_numbered(last)


def _is_numbered(node: OpenProvision) -> bool:
    return node.beginning is not None and node.beginning.counting is Counting.DIGITS


def _follows(code: tuple[str, ...], node: OpenProvision) -> bool:
    """Whether a code is the first inside a provision, or the one after the last."""
    before = _last_inside(node)
    last = before.code if before else ()
    if len(code) != len(node.code) + 1:
        return False
    if not last:
        return code[-1] in _FIRST
    counting = Counting.DIGITS if code[-1].isdigit() else Counting.LETTERS
    return place_of(code[-1], counting) == place_of(last[-1], counting) + 1


def _is_due(marker: Marker, stack: Sequence[OpenProvision]) -> bool:
    """Whether a number can be one: letters without brackets begin sentences, too."""
    if not _place(marker):
        return False
    if _counting(marker) is Counting.DIGITS or marker.mark[0] == "(" or _place(marker) == 1:
        return True
    return any(node.beginning is marker.beginning for node in _before(stack))


def _before(stack: Sequence[OpenProvision]) -> Iterator[OpenProvision]:
    """What a number may follow: the last that was closed here, the open items from the inside."""
    if inside := _last_inside(stack[-1]):
        yield inside
    yield from _items(stack)


def _last_inside(node: OpenProvision) -> OpenProvision | None:
    """The last provision directly inside another; what stands behind it is little."""
    parts = (part for part in reversed(node.content) if isinstance(part, OpenProvision))
    return next(parts, None)


def _likeliest(markers: Sequence[Marker], stack: Sequence[OpenProvision]) -> Marker:
    """By what a number is counted: `(i)` comes after `(h)`, or is the first of its own."""
    for node in _before(stack):
        for marker in markers:
            is_same = node.beginning is marker.beginning
            is_next = is_same and _place(marker) == place_of(node.number, _counting(marker)) + 1
            if is_next and marker.indent <= node.indent + 1:
                return marker
    known = {node.beginning for node in _before(stack)}
    first = (marker for marker in markers if _place(marker) == 1)
    opened = (marker for marker in markers if marker.beginning in known)
    return next(first, None) or next(opened, None) or markers[0]


def _plain_item(marker: Marker, stack: Sequence[OpenProvision], grammar: Grammar) -> Place:
    """Beside the last open item of its shape, or inside the innermost."""
    keep = _beside(marker, stack) or _within(marker, stack)
    parent = stack[keep - 1]
    form = _level(parent, grammar)
    step = Step.of(form, marker.number)
    code = (step.key,) if _counting(marker) is Counting.DIGITS and form is grammar.levels[0] else ()
    return Place(replace(marker, form=form), form.kind, keep, parent.address, step, code)


def _beside(marker: Marker, stack: Sequence[OpenProvision]) -> int:
    """How much stays open where an item of the same shape is open; 0 where none is."""
    for index, node in enumerate(_items(stack), start=1):
        if node.beginning is marker.beginning:
            begins_anew = _place(marker) == 1 and marker.indent > node.indent + 1
            return 0 if begins_anew else len(stack) - index
    return 0


def _within(marker: Marker, stack: Sequence[OpenProvision]) -> int:
    """How much stays open where no item of its shape is; what is indented further is left."""
    keep = len(stack)
    for node in _items(stack):
        if node.indent <= marker.indent:
            break
        keep -= 1
    return keep


def _level(parent: OpenProvision, grammar: Grammar) -> Form:
    """What stands directly inside a provision."""
    kinds = [form.kind for form in grammar.levels]
    depth = kinds.index(parent.kind) + 1 if parent.kind in kinds else 0
    return grammar.levels[min(depth, len(kinds) - 1)]
