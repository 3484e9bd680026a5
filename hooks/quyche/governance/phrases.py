"""What a language's rules say of duties, powers and meetings: one value for each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from quyche.register.entries import Aspect


@dataclass(frozen=True, eq=False)
class Phrases:
    """Patterns for sentences and titles; those of sentences read the spelling key of a text."""

    heading_aspects: Mapping[Aspect, re.Pattern[str]]
    """What the words of a title or caption are about."""
    predicates: Sequence[tuple[Aspect, re.Pattern[str]]]
    """What the first words after a subject tell, most telling first."""
    any_predicate: re.Pattern[str]
    """What a subject may be followed by, where it is one."""
    further: re.Pattern[str]
    """What parts another predicate from the first."""
    strong_verb: re.Pattern[str]
    """A predicate that stands further away, and is none of a list."""
    start: re.Pattern[str]
    """What may stand before the first subject of a sentence."""
    between: re.Pattern[str]
    """What may part two subjects."""
    lead: re.Pattern[str]
    """A sentence that begins so names its subject later."""
    object: re.Pattern[str]
    """After this a name is part of what comes before."""
    boundary: re.Pattern[str]
    """What parts the case from the subject."""
    plural_end: re.Pattern[str]
    """Words before a name that belong to it."""
    unknown: re.Pattern[str]
    """A noun that goes on with a list of subjects and is not registered, with its verb."""
    qualifier: re.Pattern[str]
    """What narrows a subject."""
    in_role: re.Pattern[str]
    """As what a subject acts, up to its verb."""
    consists: re.Pattern[str]
    """What a subject that is named later consists of."""
    has: re.Pattern[str]
    """That it has a duty, after that."""
    agent: re.Pattern[str]
    """What stands before whoever does something, though not the subject."""
    decides: re.Pattern[str]
    """That they decide, after their name."""
    caption: re.Pattern[str]
    """A line that says whose list follows, up to the name."""
    verb: re.Pattern[str]
    """The verbs of rules."""
    longest_agent: int
    """Characters that show whether an agent stands there."""
    joins: frozenset[str]
    """What may not stand before the first of several subjects."""
    goes_on: re.Pattern[str]
    """What goes on with a list of subjects instead of a predicate."""
    then: str
    """What parts a case from what holds in it."""
    about: re.Pattern[str]
    """In a title, what begins what somebody is governed about."""
    of: re.Pattern[str]
    """In a title, what stands before whom it governs."""
    relation: re.Pattern[str]
    """In a title, whose relations follow."""
    meeting: re.Pattern[str]
    """In a title, what stands before whose meeting it is."""
    time: re.Pattern[str]
    """How often, or within how many days; a group `every` may be an adjective as well."""
    parted: re.Pattern[str]
    """What parts a clause, so that an adverb of time may follow."""
    article: str = ""
    """Words before a name with which a title may begin."""
