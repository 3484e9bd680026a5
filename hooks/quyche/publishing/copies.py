"""What was found of a copy: what it is of, and which of its words are not those of Git."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.comparing.located import Stream, one_line
from quyche.problems import error, errors_among
from quyche.texts.addresses import Address
from quyche.texts.digests import ShownPiece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quyche.comparing.located import WordChange
    from quyche.corpus.texts import Corpus
    from quyche.editions.archives import Archive
    from quyche.editions.ledgers import Edition
    from quyche.problems import Problem

_MOST_NUMBERS = 12
MOST_CHANGES = 40
"""How many differences are told of one copy; of a text that is another one, no more would help."""


@dataclass(frozen=True)
class VerifiedCopy:
    """What was found of a saved page or a downloaded file."""

    path: str
    edition: str = ""
    """The edition it is of; empty where it is of none that is known."""
    commit: str = ""
    title: str = ""
    """What is copied: the title of a document, or of a paper."""
    provisions: tuple[str, ...] = ()
    """The articles and tasks in it, as they are printed."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    """What could not be proved, and need not be wrong."""

    @property
    def is_right(self) -> bool:
        """Whether it is what Git holds."""
        return not self.problems


@dataclass(frozen=True)
class Editions:
    """The editions that copies are held to."""

    archive: Archive
    internal: bool
    published: Callable[[str], bytes | None] = field(default=lambda _: None)
    """A file of the site as it was published, by its path there; None where nobody has it."""

    def corpus(self, name: str) -> Corpus:
        """The documents of an edition; read once."""
        if name not in self._read:
            self._read[name] = self.archive.corpus(name, internal=self.internal)
        return self._read[name]

    @cached_property
    def _read(self) -> dict[str, Corpus]:
        return {}

    @property
    def newest_first(self) -> tuple[Edition, ...]:
        """All that the ledger holds."""
        return tuple(reversed(self.archive.ledger.editions))

    def commit(self, name: str) -> str:
        """The commit of an edition; what is checked out, for what is none yet."""
        return self.archive.commits.get(name, self.archive.head)


OF_TEXT = {
    "changed": "copy-changed",
    "left-out": "copy-left-out",
    "added": "copy-added",
    "spelt": "copy-spelt",
}
"""How a difference in the text of a document is worded, by its kind."""
OF_PAGE = {
    "changed": "copy-page-changed",
    "left-out": "copy-page-left-out",
    "added": "copy-page-added",
    "spelt": "copy-page-spelt",
}
"""The same of what a page says beside that text."""
OF_FILE = {
    "changed": "copy-file-changed",
    "left-out": "copy-file-left-out",
    "added": "copy-file-added",
    "spelt": "copy-file-spelt",
}
"""The same of a file that was downloaded."""


def told(
    path: str, rules: Mapping[str, str], changes: Iterable[WordChange], cite: Callable[[str], str]
) -> Iterator[Problem]:
    """Each difference at its place: what Git has, and what the copy says instead."""
    listed = list(changes)
    for change in listed[:MOST_CHANGES]:
        yield error(
            path,
            0,
            rules[change.kind],
            place=cite(change.anchor),
            before=change.before,
            old=seen(change.old),
            new=seen(change.new),
        )
    if len(listed) > MOST_CHANGES:
        yield error(path, 0, "copy-more", count=len(listed) - MOST_CHANGES)


def seen(text: str) -> str:
    """A text in which also signs that nobody sees can be told apart."""
    return "".join(sign if _is_visible(sign) else f"⟨U+{ord(sign):04X}⟩" for sign in text)


def _is_visible(sign: str) -> bool:
    return sign.isprintable() or sign in "\n\t"


def cited(anchor: str) -> str:
    """`khoản 2 Điều 5` for an anchor; what is none is a place already."""
    try:
        return Address.parse(f"#{anchor}").citation if anchor else ""
    except ValueError:
        return anchor


def summed(numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers of provisions, each once; of many the first and the last."""
    found = tuple(dict.fromkeys(numbers))
    if len(found) <= _MOST_NUMBERS:
        return found
    return (f"{found[0]} – {found[-1]} ({len(found)})",)


def stream_of(lines: Iterable[tuple[str, str]]) -> Stream:
    """Lines that are no document, each with the place it is told by."""
    return Stream(tuple(ShownPiece(place, one_line(text)) for place, text in lines))


def concluded(copy: VerifiedCopy, found: Iterable[Problem]) -> VerifiedCopy:
    """The copy with what was found: errors apart from what could only not be proved."""
    problems = tuple(found)
    wrong = errors_among(problems)
    notes = tuple(problem for problem in problems if problem not in wrong)
    return replace(copy, problems=(*copy.problems, *wrong), notes=(*copy.notes, *notes))
