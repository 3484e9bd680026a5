"""The comments in the margin of a Word file: who says what, answers what, and what is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.imports.files.word_text import TextReader
from quyche.imports.files.word_xml import attribute, descend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_SPACES = (
    "{http://schemas.microsoft.com/office/word/2010/wordml}",
    "{http://schemas.microsoft.com/office/word/2012/wordml}",
)


@dataclass(frozen=True)
class WordComment:
    """One comment."""

    id: str
    author: str
    date: str
    """As the file has it."""
    text: str
    answers: str = ""
    """The id of the comment that it answers."""
    is_done: bool = False
    """Whether somebody marked it as settled."""


def comments_in(parts: Mapping[str, _Element]) -> tuple[WordComment, ...]:
    """All comments of a file, in the order of the file."""
    root = parts.get("comments")
    return () if root is None else tuple(_comments(root, parts.get("commentsExtended")))


def _comments(root: _Element, extended: _Element | None) -> Iterator[WordComment]:
    threads = _threads(extended)
    comments = list(descend(root, "comment"))
    owners = {_last_paragraph(one): attribute(one, "id") for one in comments}
    for one in comments:
        above, is_done = threads.get(_last_paragraph(one), ("", False))
        yield WordComment(
            attribute(one, "id"),
            " ".join(attribute(one, "author").split()),
            attribute(one, "date"),
            _text(one),
            owners.get(above, "") if above else "",
            is_done,
        )


def _text(comment: _Element) -> str:
    reader = TextReader()
    lines = (" ".join(reader.text(one).split()) for one in descend(comment, "p"))
    return "\n".join(line for line in lines if line)


def _last_paragraph(comment: _Element) -> str:
    """What the second part about comments calls one by: its last paragraph."""
    paragraphs = list(descend(comment, "p"))
    return paragraphs[-1].get(f"{_SPACES[0]}paraId", "") if paragraphs else ""


def _threads(extended: _Element | None) -> dict[str, tuple[str, bool]]:
    """For each comment by its last paragraph: which it answers, and whether it is settled."""
    found = {}
    space = _SPACES[1]
    for one in [] if extended is None else extended:
        own = one.get(f"{space}paraId", "")
        done = one.get(f"{space}done", "0")
        found[own] = (one.get(f"{space}paraIdParent", ""), done in {"1", "true"})
    found.pop("", None)
    return found
