"""What editions are called: their term, their round, which draft or correction each is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_NAME_RE = re.compile(
    r"""
    (?P<term>[1-9]\d{0,2})
    (?:\.(?P<amendment>[1-9]\d{0,2}))?
    (?:-du-thao-(?P<draft>[1-9]\d{0,2})|-dinh-chinh-(?P<correction>[1-9]\d{0,2}))?
    """,
    re.VERBOSE,
)
_ADOPTED_LAST = 1000  # more than any draft's number: the adopted text ends a round of drafts


@dataclass(frozen=True)
class EditionName:
    """The name of an edition, `<term>[.<round>][-du-thao-<n> | -dinh-chinh-<n>]`, taken apart.

    >>> str(EditionName.parse("17.1-du-thao-2"))
    '17.1-du-thao-2'
    """

    term: int
    amendment: int = 0
    """The number of its round within the term; the first round of a term has none."""
    draft: int | None = None
    correction: int | None = None
    """Which correction of the text that the round adopted it is."""

    @classmethod
    def parse(cls, name: str) -> EditionName:
        """Read a name; raises ValueError for what is none."""
        match = _NAME_RE.fullmatch(name)
        if not match:
            raise ValueError(f"not an edition: {name!r} (expected e.g. '17-du-thao-2')")
        numbers = {key: int(value) for key, value in match.groupdict().items() if value}
        return cls(**numbers)

    def __str__(self) -> str:
        amendment = f".{self.amendment}" if self.amendment else ""
        draft = f"-du-thao-{self.draft}" if self.draft else ""
        correction = f"-dinh-chinh-{self.correction}" if self.correction else ""
        return f"{self.term}{amendment}{draft}{correction}"

    @property
    def round(self) -> EditionName:
        """The name of its round, which is that of the text the round ends with."""
        return replace(self, draft=None, correction=None)

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Where it stands in its round: drafts, the text as adopted, its corrections."""
        return self.term, self.amendment, self.draft or _ADOPTED_LAST, self.correction or 0
