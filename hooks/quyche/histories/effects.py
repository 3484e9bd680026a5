"""Whom a comparison concerns: what came, went or changed in what governs each body and role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from quyche.comparing.changes import Status
from quyche.corpus.links import Links
from quyche.governance.governance import Governance
from quyche.language.kinds import Kind
from quyche.texts.addresses import anchors_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.comparing.synopses import SynopsisBlock, SynopsisLine, SynopsisPlace
    from quyche.corpus.texts import Text
    from quyche.histories.pairs import Pair


class Sort(Enum):
    """How somebody is concerned. The value names its label."""

    GAINED = "gained"
    """The new text governs them there, the old one did not."""
    LOST = "lost"
    CHANGED = "changed"
    NAMED = "named"
    """It governs others there, and names them in what came, went or changed."""


@dataclass(frozen=True)
class Effect:
    """One place of a comparison that concerns a body or role."""

    sort: Sort
    citation: str
    """The provision, as citations give it: of the new text, or of the old where it is gone."""
    block: str
    """Where it is on the page of the comparison."""
    is_guess: bool = False
    """Whether it is not certain that the two provisions are the same."""


def of_pair(pair: Pair, governed: GovernedOf) -> Mapping[str, tuple[Effect, ...]]:
    """By the id of each body and role, what concerns it, in reading order."""
    old, new = governed(pair.old), governed(pair.new)
    found: dict[str, dict[Effect, None]] = defaultdict(dict)
    for block in pair.synopsis.blocks:
        for target, effect in _of_block(block, old, new):
            found[target][effect] = None
    return {target: tuple(effects) for target, effects in found.items()}


@dataclass(frozen=True)
class GovernedText:
    """Whom each provision of a text governs, or a task names, and whom it names at all."""

    text: Text
    by_anchor: Mapping[str, frozenset[str]]
    named: Mapping[str, frozenset[str]]
    """Whom the words of each provision name, without those of what is inside it."""

    @classmethod
    def of(cls, text: Text, links: Links, governance: Governance) -> GovernedText:
        """As it was read, alone or among other texts."""
        found: dict[str, set[str]] = defaultdict(set)
        named: dict[str, set[str]] = defaultdict(set)
        for provision in text.document.walk():
            for governing in governance.by_provision.get(str(provision.address), ()):
                found[provision.anchor].add(governing.target)
        for linked in links.by_document[text.id]:
            if not linked.source.steps:
                continue
            own = found if linked.source.of_kind(Kind.TASK) else named
            own[linked.source.anchor] |= {mention.target for mention in linked.mentions}
        return cls(text, _frozen(found), _frozen(named))

    def at(self, places: Iterable[SynopsisPlace]) -> set[str]:
        """Whom these provisions govern; what says nobody speaks of whom its surroundings do."""
        return {target for place in places for target in self._nearest(place.anchor)}

    def _nearest(self, anchor: str) -> set[str]:
        provision = self.text.by_anchor.get(anchor)
        around = provision.address.around() if provision else ()
        found = (self.by_anchor.get(address.anchor) for address in around)
        return set(next(filter(None, found), ()))

    def inside(self, places: Iterable[SynopsisPlace]) -> set[str]:
        """Whom these provisions govern, or anything in them."""
        anchors = {place.anchor for place in places}
        return {
            target
            for anchor, targets in self.by_anchor.items()
            for target in targets
            if not anchors.isdisjoint(anchors_around(anchor))
        }

    def naming(self, places: Iterable[SynopsisPlace]) -> Iterator[tuple[str, str]]:
        """Each provision in these that names somebody, as it is cited, with whom, in order."""
        anchors = {place.anchor for place in places}
        for anchor, targets in self.named.items():
            if not anchors.isdisjoint(anchors_around(anchor)):
                cited = self.text.by_anchor[anchor].address.citation
                yield from ((cited, target) for target in sorted(targets))

    def names(self, places: Iterable[SynopsisPlace]) -> set[str]:
        """Whom the words of these provisions name, without those of what is inside them."""
        return {target for place in places for target in self.named.get(place.anchor, ())}

    def citation(self, places: tuple[SynopsisPlace, ...]) -> str:
        """The first of these provisions as it is cited."""
        return self.text.by_anchor[places[0].anchor].address.citation


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {anchor: frozenset(targets) for anchor, targets in found.items()}


GovernedOf = Callable[["Text"], GovernedText]
"""Reads whom a text governs by the register of today: names of then that it still knows."""


def _of_block(
    block: SynopsisBlock, old: GovernedText, new: GovernedText
) -> Iterator[tuple[str, Effect]]:
    if not block.is_changed or not block.is_counted:
        return
    if block.status == Status.ADDED:
        yield from _of_whole(Sort.GAINED, block, block.new, new)
        return
    if block.status == Status.REMOVED:
        yield from _of_whole(Sort.LOST, block, block.old, old)
        return
    told: set[tuple[str, Sort]] = set()
    for line in block.lines:
        if line.is_changed:
            for target, effect in _of_line(line, block, old, new):
                told.add((target, effect.sort))
                yield target, effect
    was, now = old.inside(block.old), new.inside(block.new)
    gained = ((target, Sort.GAINED, new.citation(block.new)) for target in sorted(now - was))
    lost = ((target, Sort.LOST, old.citation(block.old)) for target in sorted(was - now))
    for target, sort, citation in (*gained, *lost):  # by another title, say
        if (target, sort) not in told:
            yield target, Effect(sort, citation, block.id, block.is_guess)


def _of_whole(
    sort: Sort, block: SynopsisBlock, places: tuple[SynopsisPlace, ...], text: GovernedText
) -> Iterator[tuple[str, Effect]]:
    """What came or went as a whole concerns all whom it governs, and whom it only names."""
    governed = text.inside(places)
    yield from (
        (target, Effect(sort, text.citation(places), block.id)) for target in sorted(governed)
    )
    for cited, target in text.naming(places):
        if target not in governed:
            yield target, Effect(Sort.NAMED, cited, block.id)


def _of_line(
    line: SynopsisLine, block: SynopsisBlock, old: GovernedText, new: GovernedText
) -> Iterator[tuple[str, Effect]]:
    """A changed clause or point concerns those whom it, or what it stands in, governs.

    It concerns those, too, whom its own words name: what others owe to them may stand there alone.
    """
    before, after = line.old or block.old, line.new or block.new
    was = set() if line.status == Status.ADDED else old.at(before)
    now = set() if line.status == Status.REMOVED else new.at(after)
    for target in sorted(was | now):
        sort = Sort.CHANGED if target in was & now else Sort.GAINED if target in now else Sort.LOST
        is_gone = sort is Sort.LOST or line.status == Status.REMOVED
        cited = old.citation(before) if is_gone else new.citation(after)
        yield target, Effect(sort, cited, block.id, block.is_guess)
    is_own = not (line.old or line.new)  # words of the article that stand in no clause of it
    named_before = old.names(block.old if is_own else line.old)
    named_after = new.names(block.new if is_own else line.new)
    for target in sorted((named_before | named_after) - was - now):
        cited = new.citation(after) if target in named_after else old.citation(before)
        yield target, Effect(Sort.NAMED, cited, block.id, block.is_guess)
