"""Text as inline Markdown that shows exactly it, in its styles and with its links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from quyche.markup.notation import (
    emphasis,
    note_mark,
    reserved_as_text,
    strong,
    unchecked_link,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quyche.markup.runs import Run

_URL_SIGNS = "/:?#@!$'*+,;=%~&"
_SPECIAL_RE = re.compile(r"[\\`*_{}\[\]#!]")
_PLAIN_RE = re.compile(r"[^&<>\\`*_{}\[\]#!\ue000-\uf8ff]*")
"""Text that is Markdown of itself, as most is."""


@dataclass(frozen=True)
class Destination:
    """Where a link leads, as its page sees it."""

    href: str
    is_checked: bool = True
    """Whether the site builder knows it, and complains where it is not there."""

    def around(self, text: str) -> str:
        """The inline Markdown as a link there."""
        if self.is_checked:
            return f"[{text}]({self.href})"
        return unchecked_link(quote(self.href, safe=_URL_SIGNS), text)


def escape(text: str) -> str:
    """Inline Markdown that shows exactly this text."""
    if _PLAIN_RE.fullmatch(text):
        return text
    marked = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return reserved_as_text(_SPECIAL_RE.sub(r"\\\g<0>", marked))


def with_links(
    text: Sequence[Run],
    spans: Sequence[tuple[int, int, Destination]],
    noted: Callable[[str], str] = note_mark,
) -> Iterator[str]:
    """Runs as inline Markdown, with each span made a link; spans come in order, and apart.

    What refers to a footnote is written by `noted`: behind the link that it stands in.
    """
    position = 0
    for run in text:
        end = position + len(run.text)
        if run.note:
            yield noted(run.note)
        elif run.href:
            yield f"[{_styled(run, run.text)}]({_url(run.href)})"
        else:
            yield from _cut_run(
                run, position, [span for span in spans if span[0] < end and position < span[1]]
            )
        position = end


def _url(href: str) -> str:
    """The address of a link as Markdown takes it for one, whatever signs are in it."""
    return quote(href, safe=_URL_SIGNS).replace("&", "&amp;")


def _cut_run(run: Run, offset: int, spans: Sequence[tuple[int, int, Destination]]) -> Iterator[str]:
    position = 0
    for start, end, destination in spans:
        first, last = max(start - offset, 0), min(end - offset, len(run.text))
        yield _styled(run, run.text[position:first])
        yield destination.around(_styled(run, run.text[first:last]))
        position = last
    yield _styled(run, run.text[position:])


def _styled(run: Run, text: str) -> str:
    """The text in the run's style."""
    if not text.strip() or not (run.strong or run.emphasis):
        return escape(text)
    return strong(escape(text)) if run.strong else emphasis(escape(text))
