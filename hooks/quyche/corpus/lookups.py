"""Where the numbers of a citation lead: from the place that cites to an address of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quyche.corpus import codes
from quyche.corpus.texts import Text
from quyche.language.kinds import Kind
from quyche.language.units import Unit
from quyche.texts.addresses import Address, Step

_OTHER_KINDS = {Kind.PART: Kind.SECTION, Kind.SECTION: Kind.CLAUSE}


def scopes(text: Text, unit: Unit, here: Address, base: Address) -> Iterator[Address]:
    """Where a citation without a document is looked for: a clause in its own article first."""
    yield from here.around() if text.grammar.levels else _around(unit.kind, here)
    yield base
    if base.attachment:
        yield Address(base.document)


def _around(kind: Kind, here: Address) -> Iterator[Address]:
    if kind is Kind.POINT and (clause := here.of_kind(Kind.CLAUSE)):
        yield clause
    if kind in {Kind.POINT, Kind.CLAUSE} and (article := here.of_kind(Kind.ARTICLE)):
        yield article
    if kind in {Kind.CLAUSE, Kind.SECTION, Kind.SUBSECTION} and (container := _container(here)):
        yield container


def _container(here: Address) -> Address | None:
    for kind in (Kind.SUBSECTION, Kind.SECTION, Kind.CHAPTER, Kind.PART):
        if found := here.of_kind(kind):
            return found
    return None


def lookup(text: Text, base: Address, units: Sequence[Unit]) -> Address | None:
    """The address that the units name below a base, as far as the text has it."""
    address = base
    for unit in reversed(units):
        found = _below(text, address, unit)
        if found is None:
            return None
        address = found
    return address


def _below(text: Text, base: Address, unit: Unit) -> Address | None:
    of = Step.annex if unit.kind is Kind.ATTACHMENT else Step.of
    step = of(unit.form, unit.number)
    candidate = base.child(step) if text.grammar.levels else _joined(base, step)
    if found := text.by_anchor.get(candidate.anchor):
        return found.address
    if text.grammar.levels and (coded := codes.below(text, base, unit)):
        return coded
    if unit.kind is Kind.CLAUSE:
        return _unnumbered_clause(text, base, unit)
    if unit.kind.is_headed:
        return _anywhere(text, base, step) or _by_other_word(text, base, unit)
    return None


def _by_other_word(text: Text, base: Address, unit: Unit) -> Address | None:
    """What texts without articles call otherwise: `phần A` a section, `mục 3` a clause."""
    kind = _OTHER_KINDS.get(unit.kind)
    is_own = text.grammar.levels or unit.form in text.forms or Kind.ARTICLE in _kinds(text)
    if kind is None or is_own:
        return None
    return _below(text, base, replace(unit, form=text.grammar.form(kind)))


def _kinds(text: Text) -> set[Kind]:
    return {form.kind for form in text.forms}


def _joined(base: Address, step: Step) -> Address:
    """The address one step down: articles go through chapters, clause 1.1 stands beside 1."""
    if step.kind.is_counted_through:
        attachment = base.attachment
        return Address(base.document, (attachment,) if attachment else ()).child(step)
    if step.kind is Kind.CLAUSE and base.steps and base.steps[-1].kind is Kind.CLAUSE:
        return Address(base.document, base.steps[:-1]).child(step)
    return base.child(step)


def _unnumbered_clause(text: Text, base: Address, unit: Unit) -> Address | None:
    """The article itself, where its clauses bear no numbers and clause 2 is a paragraph."""
    paragraphs = text.unnumbered.get(base.anchor)
    if paragraphs is None or not unit.number.isdigit():
        return None
    is_there = 1 < int(unit.number) <= paragraphs
    return text.by_anchor[base.anchor].address if is_there else None


def _anywhere(text: Text, base: Address, step: Step) -> Address | None:
    """A chapter or section by its number alone, where only one bears it."""
    attachment = base.attachment.key if base.attachment else ""
    found = text.by_last_step.get((base.anchor, attachment, step.form, step.key), ())
    return found[0].address if len(found) == 1 else None
