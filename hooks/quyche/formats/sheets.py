"""A paper of tables as no format has it yet: what stands on it, and what each part of it is.

Whoever makes a sheet gives it all its words; whoever writes one decides how each part looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto


class SheetMark(Enum):
    """What sets a stretch of text apart from the rest of its paragraph."""

    KEPT = auto()
    """Nothing."""
    INSERTED = auto()
    DELETED = auto()
    BOLD = auto()
    ITALIC = auto()


class SheetRole(Enum):
    """What a paragraph is to its sheet."""

    TEXT = auto()
    NAME = auto()
    """The name of what stands below it."""
    INNER = auto()
    """A part of the paragraph above it."""
    VALUE = auto()
    """A number, a name or a state; alone in its cell."""
    ABSENT = auto()
    """Says that there is nothing of which this could be the text."""
    UNKNOWN = auto()
    """Says that nobody said anything."""
    OMITTED = auto()
    """Stands for text that is left out."""
    NOTICE = auto()
    """Says what kind of paper this is, above its tables."""
    LEGEND = auto()
    """Says how to read it, above its tables."""
    TOTAL = auto()
    """Says how much there is, above its tables."""


class SheetRowKind(Enum):
    """What a row is to its table."""

    PLAIN = auto()
    GROUP = auto()
    """One cell above the rows that it names."""
    NOTE = auto()
    """One cell that speaks of the whole table."""


@dataclass(frozen=True)
class SheetRun:
    """A stretch of text."""

    text: str
    mark: SheetMark = SheetMark.KEPT
    note: str = ""
    """The footnote that is referred to here, by its number; such a stretch has no text."""


@dataclass(frozen=True)
class SheetParagraph:
    """A paragraph; its number, as it is printed, is set apart from its text."""

    runs: tuple[SheetRun, ...]
    role: SheetRole = SheetRole.TEXT
    number: str = ""

    @classmethod
    def of(
        cls, text: str, role: SheetRole = SheetRole.TEXT, mark: SheetMark = SheetMark.KEPT
    ) -> SheetParagraph:
        """A paragraph of one stretch."""
        return cls((SheetRun(text, mark),), role)


@dataclass(frozen=True)
class SheetCell:
    """What stands in one place of a table."""

    paragraphs: tuple[SheetParagraph, ...]

    @classmethod
    def of(cls, *texts: str, role: SheetRole = SheetRole.TEXT) -> SheetCell:
        """A cell with a paragraph for each text that says something."""
        return cls(tuple(SheetParagraph.of(text, role) for text in texts if text))


@dataclass(frozen=True)
class SheetColumn:
    """A column, with what stands at its head on every page."""

    heading: str
    width: int
    """On paper, in twentieths of a point."""
    detail: str = ""
    """A second, smaller line of its head."""
    is_centred: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row: as many cells as there are columns, or one over all of them."""

    cells: tuple[SheetCell, ...]
    kind: SheetRowKind = SheetRowKind.PLAIN
    is_long: bool = False
    """Whether it may go on on the next page."""


@dataclass(frozen=True)
class SheetTable:
    """A table."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    heading: str = ""
    name: str = ""
    """Which table it is, for a style of its own; a list of values has none."""


class SheetOrnament(Enum):
    """What stands below who speaks."""

    NONE = auto()
    STAR = auto()
    RULE = auto()
    """A line, shorter than the name above it."""


@dataclass(frozen=True)
class SheetHead:
    """What stands above the title: who speaks, and for whom, where and when.

    Every part is text ready to print; one that is empty is not there.
    """

    issuer: str
    banner: str
    """For whom; in capitals on paper."""
    dated: str
    motto: str = ""
    """A second line for whom."""
    number: str = ""
    ornament: SheetOrnament = SheetOrnament.STAR
    superior: str = ""
    """Whom it stands under, above who speaks."""

    @property
    def has_star(self) -> bool:
        """Whether a star stands below who speaks."""
        return self.ornament is SheetOrnament.STAR

    @property
    def has_rule(self) -> bool:
        """Whether a line stands there."""
        return self.ornament is SheetOrnament.RULE


@dataclass(frozen=True)
class Sheet:
    """A paper of tables."""

    title: str
    subject: str
    tables: tuple[SheetTable, ...]
    above: tuple[SheetParagraph, ...] = ()
    """What stands between the title and the first table."""
    head: SheetHead | None = None
    name: str = ""
    """What its file is called; not printed."""
    author: str = ""
    """Whom its file names as its author; not printed."""
    foot: str = ""
    """At the foot of every page, where a format has pages."""
    is_wide: bool = True
    """Whether its pages are turned."""
    locale: str = "vi-VN"
    """In which language it is; programs check its spelling by that."""


def tagged(
    runs: Iterable[SheetRun],
    tags: Mapping[SheetMark, tuple[str, str]],
    shown: Callable[[SheetRun], str],
) -> str:
    """The runs as one text, each as it is shown between the signs of its mark."""
    parts = ((tags[run.mark], shown(run)) for run in runs)
    return "".join(f"{before}{text}{after}" for (before, after), text in parts)
