"""The title of a page and what follows it, apart, so that something can stand between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

# An end tag has no attributes, and in the HTML of Markdown `<` begins nothing but a tag.
_TITLE_END_RE = re.compile(r"</h1\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class TitledContent:
    """The HTML of a page that begins with its title; both parts together are the page."""

    title: Markup
    """Up to the end of the title, with whatever stands before it or is left open around it."""
    body: Markup

    @classmethod
    def of(cls, content: str) -> TitledContent:
        """The parts of a page; raises ValueError where it has no title."""
        parted = cls.of_any(content)
        if not parted.title:
            raise ValueError(f"a page without a title: {content[:60]!r}")
        return parted

    @classmethod
    def of_any(cls, content: str) -> TitledContent:
        """The same of a page that may have none: then all of it is its body."""
        end = _TITLE_END_RE.search(content)
        at = end.end() if end else 0
        return cls(Markup(content[:at]), Markup(content[at:]))  # noqa: S704  # as it came
