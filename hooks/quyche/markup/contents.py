"""The table of contents that headings of ours make: the one that the extension `toc` would make."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markdown.extensions.toc import (
    TocExtension,
    TocTreeprocessor,
    nest_toc_tokens,
    strip_tags,
    unique,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_KNOWN = frozenset({"toc_depth", "slugify", "separator"})
"""What it may be told; anything else writes into the headings themselves."""


@dataclass(frozen=True)
class Heading:
    """What a table of contents knows of one."""

    level: int
    id: str
    """Empty where it has none of its own."""
    html: str
    """What stands in it."""

    @property
    def name(self) -> str:
        """What it says, as HTML without elements."""
        return strip_tags(self.html)


@dataclass(frozen=True)
class Contents:
    """How headings become a table of contents."""

    top: int
    bottom: int
    slugify: Callable[[str, str], str]
    separator: str

    @classmethod
    def told(cls, settings: Mapping[str, object]) -> Contents | None:
        """As the extension is told to make it; None where it is told to do more."""
        if not _KNOWN.issuperset(settings):
            return None
        made = TocTreeprocessor(None, TocExtension(**settings).getConfigs())  # type: ignore[arg-type]  # it renders nothing
        return cls(made.toc_top, made.toc_bottom, made.slugify, made.sep)

    def anchors(self, headings: Iterable[Heading], taken: Iterable[str]) -> Iterator[str]:
        """The anchor of each; those that have none get one that no other has."""
        headings = tuple(headings)
        used = {*taken, *(one.id for one in headings if one.id)}
        for one in headings:
            said = html.unescape(one.name)
            yield one.id or unique(self.slugify(said, self.separator), used)

    def of(self, headings: Iterable[tuple[Heading, str]]) -> list[Any]:
        """The table of headings with their anchors, as the site builder takes it."""
        shown = (pair for pair in headings if self.top <= pair[0].level <= self.bottom)
        listed = [_listed(one, anchor) for one, anchor in shown]
        return list(nest_toc_tokens(listed))


def _listed(heading: Heading, anchor: str) -> Any:  # upstream's type has no name
    """What the extension notes of a heading."""
    return {"level": heading.level, "id": anchor, "name": heading.name}
