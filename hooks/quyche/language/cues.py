"""What a language's texts say of names and of other documents, ready to be looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quyche.language.grammars import Grammar


@dataclass(frozen=True)
class Cues:
    """The patterns of one grammar's wording; they read the spelling key of a text."""

    definition: re.Pattern[str]
    before_number: re.Pattern[str]
    amending: re.Pattern[str]
    words: re.Pattern[str]
    sentence: re.Pattern[str]
    dated: re.Pattern[str]
    """What stands after a name that makes it that of another document: `Act 1902`."""


@cache
def cues_of(grammar: Grammar) -> Cues:
    """The cues of texts in a structure."""
    wording = grammar.wording
    sources = (
        *(wording.definition, wording.before_number, wording.amending),
        *(wording.words, wording.sentence, wording.dated),
    )
    return Cues(*(re.compile(source, re.VERBOSE) for source in sources))
