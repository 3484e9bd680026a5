"""Heads that stand in a text although every page has its own, and numbers unlike their system's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quyche.labels import Labels
from quyche.problems import Problem, warning
from quyche.register.letterheads import title_key, titles
from quyche.register.profiles import System, is_number
from quyche.texts import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.corpus.texts import Text
    from quyche.register.register import Register

_AROUND = " \t*_|#"
"""What may stand around a line without being part of what it says."""


def head_problems(text: Text, register: Register) -> Iterator[Problem]:
    """What a document says in its text, or as its number, against the head of its page."""
    yield from _repeated(text)
    metadata = text.metadata
    system = metadata.system or register.system_of(metadata.issuer)
    if not (metadata.number and system) or is_number(system, metadata.number):
        return
    line = metadata.lines.get("number", 1)
    if system == System.PARTY:
        yield warning(text.path, line, "number-party", found=metadata.number)
    else:
        yield warning(text.path, line, "number-state", found=metadata.number)


def _repeated(text: Text) -> Iterator[Problem]:
    """Titles and mottoes above the first provision."""
    _, body, first = frontmatter.split(text.document.source)
    lines = body.splitlines()
    end = next((one.line - first for one in text.document.provisions), len(lines))
    for at, line in enumerate(lines[:end]):
        if title_key(line.strip(_AROUND)) in _titles():
            yield warning(text.path, first + at, "head-repeated", found=line.strip(_AROUND))


@cache
def _titles() -> Mapping[str, System]:
    """In the language that texts are written in, whatever a site speaks."""
    return titles(Labels.load("vi"))
