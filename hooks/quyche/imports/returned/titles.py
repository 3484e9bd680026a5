"""The title of a text, which stands in its front matter and above it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.imports.returned.alignment import key_of
from quyche.imports.returned.claims import ClaimKind, ClaimState, Decided
from quyche.imports.returned.units import one_line
from quyche.markup.runs import escape, plain
from quyche.texts import frontmatter, frontmatter_edits
from quyche.texts.parser import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.returned.claims import ChangeClaim

_TITLE_RE = re.compile(
    r"^(?P<before>\ {0,3}\#[ \t]+)(?P<text>[^\r\n]*?)(?P<after>[ \t]*)\r?$",
    re.MULTILINE | re.VERBOSE,
)


def is_same(one: str, other: str) -> bool:
    """Whether two titles say the same."""
    return key_of([one_line(one)]) == key_of([one_line(other)])


def placed(claim: ChangeClaim, title: str) -> tuple[ChangeClaim, ClaimState | None, str] | None:
    """A claim for another title, held against the one of now; None for any other claim."""
    if claim.kind is not ClaimKind.TITLE:
        return None
    if is_same(claim.new, title):
        return claim, ClaimState.THERE, ""
    if not is_same(claim.old[0], title):
        return claim, ClaimState.CONFLICT, title
    return claim, None, ""


def with_title(
    source: str, named: str, decided: Sequence[Decided], path: str
) -> tuple[str, list[Decided]]:
    """The source with the title that was decided on, above the text and in its front matter.

    `named` is what the front matter says. Refused where it cannot be written so that reading it
    gives just that.
    """
    is_asked = [
        one.claim.kind is ClaimKind.TITLE and one.state is ClaimState.TAKEN for one in decided
    ]
    if not any(is_asked):
        return source, list(decided)
    claim = decided[is_asked.index(True)].claim
    new = _retitled(source, named, claim.old[0], claim.new)
    if new is not None and is_same(parse(new, path).document.title or claim.new, claim.new):
        return new, list(decided)
    refused = [
        replace(one, state=ClaimState.REFUSED) if is_title else one
        for one, is_title in zip(decided, is_asked, strict=True)
    ]
    return source, refused


def _retitled(source: str, named: str, old: str, new: str) -> str | None:
    """The source with another title; None where it says the old one nowhere."""
    front, body, _ = frontmatter.split(source)
    match = _TITLE_RE.search(body)
    has_heading = match is not None and is_same(plain(match["text"]), old)
    if match and has_heading:
        body = f"{body[: match.start('text')]}{escape(new)}{body[match.end('text') :]}"
    if not is_same(named, old):
        return front + body if has_heading else None
    try:
        return frontmatter_edits.edited(front + body, {"title": new}, ("kind", "title"))
    except ValueError:
        return None
