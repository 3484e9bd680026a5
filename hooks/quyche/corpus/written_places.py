"""What an address that somebody wrote down means in a text, however loosely it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.corpus.lookups import lookup
from quyche.language import citations, typed_addresses
from quyche.language.grammars import NOTHING
from quyche.language.markers import alternatives
from quyche.language.spelling import Searchable
from quyche.language.units import stands_in
from quyche.texts.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.language.citations import Citation
    from quyche.language.grammars import Grammar
    from quyche.language.units import Unit
    from quyche.texts.provisions import Provision

    Units = tuple[Unit, ...]
    """From small to large."""

_WORD_RE = re.compile(r"\w+")


def provisions_in(text: Text, written: str) -> tuple[Provision, ...]:
    """What an address means in a text: an anchor, or a citation such as `khoản 2 Điều 5`.

    Also from large to small, `Điều 5 khoản 2`, and as people type it, `đ5 k2`. Several where it
    names several, those between the two ends of a range among them; none where the text has nothing
    of the kind, or not all of it.
    """
    if named := text.by_anchor.get(written.strip().lstrip("#")):
        return (named,)
    return _read(text, *_spelled(written, text.grammar))


def words_beside(text: Text, written: str) -> str:
    """What was written beside an address: `đoạn 2` of `Điều 5, đoạn 2`; empty for an anchor."""
    if written.strip().lstrip("#") in text.by_anchor:
        return ""
    return " ".join(_WORD_RE.findall(_without(*_spelled(written, text.grammar))))


def cited_in(text: Text, provisions: Sequence[Provision]) -> str:
    """How provisions are cited together; empty where that would not be read as just these."""
    cited = ", ".join(one.address.citation for one in provisions)
    return cited if provisions_in(text, cited) == tuple(provisions) else ""


def _spelled(written: str, grammar: Grammar) -> tuple[str, tuple[Citation, ...]]:
    """What was written, spelled out where a step of an address would be overlooked else."""
    cited = citations.find(written, grammar)
    if cited and not typed_addresses.has_any(_without(written, cited), grammar):
        return written, cited
    spelled = typed_addresses.spelled_out(written, grammar)
    return spelled, citations.find(spelled, grammar)


def _without(written: str, cited: Sequence[Citation]) -> str:
    """What of a text is in none of its citations; a sign stands where these were."""
    left = list(written)
    for citation in cited:
        left[citation.start : citation.end] = "|" * (citation.end - citation.start)
    return "".join(left)


def _read(text: Text, written: str, cited: Sequence[Citation]) -> tuple[Provision, ...]:
    key = Searchable.of(written).key
    found: dict[str, Provision] = {}
    last: Provision | None = None
    end = 0
    for units in _places(cited):
        address = lookup(text, Address(text.id), units)
        own = text.by_anchor.get(address.anchor) if address else None
        if own is None:
            return ()
        if last and _is_range(key[end : units[0].start], text.grammar):
            found.update({one.anchor: one for one in _between(text, last, own)})
        found[own.anchor] = last = own
        end = units[0].end
    return tuple(found.values())


def _places(cited: Iterable[Citation]) -> Iterator[Units]:
    """The places that citations name; what stands alone is in what was named before it.

    So that `Điều 5 khoản 1, khoản 2` is two clauses of one article, as `khoản 1, 2 Điều 5` is.
    """
    named = [citation.units for citation in cited if citation.units]
    if _descends(named):
        named = [(unit,) for unit in _in_order(named)]
    path: Units = ()
    for units in named:
        if path and units[-1].kind.rank <= path[0].kind.rank:
            yield path
        path = (*units, *(one for one in path if one.kind.rank < units[-1].kind.rank))
    if path:
        yield path


def _descends(named: Sequence[Units]) -> bool:
    """Whether it is written from large to small: `Điều 5 khoản 1, Điều 6 khoản 2`."""
    units = _in_order(named)
    is_chained = len({unit.start for unit in units}) < len(units)  # "Article 5(2)" is one stretch
    if len(named) < 2 or is_chained:  # noqa: PLR2004  # one alone is what it is
        return False
    first, last = units[0].form, units[-1].form
    return stands_in(last, first) and not stands_in(first, last)


def _in_order(named: Iterable[Units]) -> list[Unit]:
    """Every unit once, as they stand."""
    units = dict.fromkeys(unit for each in named for unit in each)
    return sorted(units, key=lambda unit: (unit.start, unit.kind.rank))


def _is_range(between: str, grammar: Grammar) -> bool:
    ends = alternatives(grammar.typed.spans) or NOTHING
    return re.fullmatch(rf"\s*(?:[-–—]|(?:{ends})\s)\s*", between) is not None


def _between(text: Text, first: Provision, last: Provision) -> Iterator[Provision]:
    """What stands between two provisions and is of their kind, in what both stand in."""
    order = list(text.by_anchor.values())
    for one in order[order.index(first) : order.index(last)]:
        is_beside = one.address.steps[:-1] == first.address.steps[:-1]
        if one.kind is first.kind and is_beside and first.kind is last.kind:
            yield one
