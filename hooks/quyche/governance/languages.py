"""Which language's phrases are sought in a text, by how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.governance.english import ENGLISH
from quyche.governance.vietnamese import VIETNAMESE
from quyche.language.english import EN

if TYPE_CHECKING:
    from quyche.governance.phrases import Phrases
    from quyche.language.grammars import Grammar


def of(grammar: Grammar) -> Phrases:
    """The phrases of the language of a structure."""
    return ENGLISH if grammar is EN else VIETNAMESE
