"""Automatic numbers of Word: what it shows before a paragraph without one in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.imports.files import limits
from quyche.imports.files.limits import BeyondLimitError
from quyche.imports.files.word_xml import attribute, child, descend, is_on, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_PLACE_RE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTING = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PRIVATE_USE = range(0xE000, 0xF900)
_BULLETS = frozenset("o§¨Øüv")
"""Letters that the symbol fonts draw as bullets."""
_MOST_STYLES = 50


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    """Which level (1 for the first) begins this one anew; None for any above, 0 for none."""
    is_legal: bool = False
    """Whether the levels above are shown in digits here whatever their own format."""
    suffix: str = "tab"
    style: str = ""


@dataclass(frozen=True)
class Numbering:
    """One list as a paragraph names it: the definition it shares and where it differs."""

    name: str
    abstract: str
    overrides: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class Numbers:
    """Counts the paragraphs of a document, in reading order.

    The counters belong to the shared definition, not to the list that a paragraph names: two
    lists with one definition go on counting, unless the second says where to start.
    """

    abstracts: Mapping[str, Mapping[int, Level]]
    numberings: Mapping[str, Numbering]
    styles: Mapping[str, tuple[str, int | None]]
    """The list and level of each paragraph style that has one."""
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, properties: _Element | None, style: str) -> str:
        """What Word shows before a paragraph with these properties, with the blank after it."""
        found = self._list_of(properties, style)
        if found is None:
            return ""
        numbering, level = found
        levels = {**self.abstracts.get(numbering.abstract, {}), **numbering.overrides}
        own = levels.get(level)
        if own is None:
            return ""
        self._count(numbering, levels, level)
        shown = _shown(levels, self._counters[numbering.abstract], level)
        return shown + ("" if own.suffix == "nothing" or not shown else " ")

    def _list_of(self, properties: _Element | None, style: str) -> tuple[Numbering, int] | None:
        direct = child(properties, "numPr")
        name, level = self.styles.get(style, ("", None))
        if direct is not None:
            name = attribute(child(direct, "numId"), default=name)
            level = _optional(child(direct, "ilvl"), level)
        numbering = self.numberings.get(name)
        if numbering is None:
            return None
        if level is None:
            level = self._level_of_style(numbering, style)
        return numbering, level

    def _level_of_style(self, numbering: Numbering, style: str) -> int:
        levels = self.abstracts.get(numbering.abstract, {})
        return next((at for at, level in levels.items() if level.style == style), 0)

    def _count(self, numbering: Numbering, levels: Mapping[int, Level], level: int) -> None:
        counters = self._counters.setdefault(numbering.abstract, {})
        key = (numbering.name, level)
        for above in range(level):
            counters.setdefault(above, levels[above].start if above in levels else 1)
        if level in numbering.starts and key not in self._begun:
            counters[level] = numbering.starts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = levels[level].start
        self._begun.add(key)
        for below in [at for at in counters if at > level]:
            if _restarts(levels.get(below), level):
                del counters[below]


def _restarts(level: Level | None, above: int) -> bool:
    """Whether a paragraph of the level above begins the count of this level anew."""
    if level is None or level.restart is None:
        return True
    return level.restart != 0 and above < level.restart


def _shown(levels: Mapping[int, Level], counters: Mapping[int, int], level: int) -> str:
    own = levels[level]
    if own.format == "bullet":
        return _bullet(own.text)

    def place(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        above = levels.get(at, Level())
        style = "decimal" if own.is_legal and above.format != "decimalZero" else above.format
        return formatted(counters.get(at, above.start), style)

    return _PLACE_RE.sub(place, own.text)


def _bullet(text: str) -> str:
    """A bullet as plain text can show it: those of symbol fonts have no letter of their own."""
    return "•" if not text or ord(text[0]) in _PRIVATE_USE or text in _BULLETS else text


def formatted(value: int, style: str) -> str:
    """A number as Word writes it.

    Raises BeyondLimitError for one that is longer in letters than Word writes any.

    >>> [formatted(4, style) for style in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    """
    match style:
        case "none" | "bullet":
            return ""
        case "upperRoman" | "lowerRoman":
            roman = "".join(_roman(_within(value, limits.MOST_COUNTED)))
            return roman.upper() if style == "upperRoman" else roman
        case "upperLetter" | "lowerLetter":
            letters = "".join(_letters(_within(value, limits.MOST_LETTERED)))
            return letters.upper() if style == "upperLetter" else letters
        case "decimalZero":
            return f"{value:02}"
        case "vietnameseCounting" if value < len(_COUNTING):
            return _COUNTING[value]
        case _:
            return str(value)


def _within(value: int, most: int) -> int:
    if value > most:
        raise BeyondLimitError("number", found=value, most=most)
    return value


def _letters(value: int) -> Iterator[str]:
    """One letter, as often as the alphabet was gone through."""
    if value > 0:
        yield chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> Iterator[str]:
    if value < 0:
        yield str(value)
        return
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        yield letters * count


def read_numbers(numbering: _Element | None, styles: _Element | None) -> Numbers:
    """The counters for a document with these parts `numbering.xml` and `styles.xml`."""
    style_lists = dict(_style_lists(styles))
    if numbering is None:
        return Numbers({}, {}, style_lists)
    abstracts = {
        attribute(element, "abstractNumId"): {
            at: level for item in descend(element, "lvl") for at, level in [_level(item)]
        }
        for element in descend(numbering, "abstractNum")
    }
    lists = {
        attribute(element, "numId"): _numbering(element) for element in descend(numbering, "num")
    }
    _follow_links(numbering, abstracts, lists, style_lists)
    lists.pop("0", None)  # "0" takes a paragraph out of the list of its style
    return Numbers(abstracts, lists, style_lists)


def _numbering(element: _Element) -> Numbering:
    abstract = attribute(child(element, "abstractNumId"))
    overrides: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in descend(element, "lvlOverride"):
        at = limits.counted(attribute(override, "ilvl"), 0)
        if (own := child(override, "lvl")) is not None:
            overrides[at] = _level(own)[1]
        start = _optional(child(override, "startOverride"), None)
        if start is not None:
            starts[at] = start
    return Numbering(attribute(element, "numId"), abstract, overrides, starts)


def _follow_links(
    numbering: _Element,
    abstracts: dict[str, dict[int, Level]],
    lists: Mapping[str, Numbering],
    styles: Mapping[str, tuple[str, int | None]],
) -> None:
    """A definition may be empty and name a style whose list defines it."""
    for element in descend(numbering, "abstractNum"):
        link = attribute(child(element, "numStyleLink"))
        target = lists.get(styles.get(link, ("", None))[0])
        if link and target:
            own = attribute(element, "abstractNumId")
            abstracts[own] = abstracts[own] or abstracts.get(target.abstract, {})


def _level(element: _Element) -> tuple[int, Level]:
    style = child(element, "numFmt")
    text = attribute(child(element, "lvlText"))
    if len(text) > limits.MOST_NUMBER_CHARACTERS:
        most = limits.MOST_NUMBER_CHARACTERS
        raise BeyondLimitError("number_text", found=len(text), most=most)
    return limits.counted(attribute(element, "ilvl"), 0), Level(
        number(child(element, "start"), 1),
        attribute(style, default="decimal"),
        text,
        _optional(child(element, "lvlRestart"), None),
        is_on(child(element, "isLgl")),
        attribute(child(element, "suff"), default="tab"),
        attribute(child(element, "pStyle")),
    )


def _optional(element: _Element | None, default: int | None) -> int | None:
    """The value of an element as a number, where it has one."""
    missing = -limits.MOST_COUNTED - 1
    value = number(element, missing)
    return default if value == missing else value


def _style_lists(styles: _Element | None) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """The list of each style, its own or that of the style it is based on."""
    if styles is None:
        return
    elements = {attribute(style, "styleId"): style for style in descend(styles, "style")}
    for name in elements:
        found = _style_list(elements, name)
        if found:
            yield name, found


def _style_list(elements: Mapping[str, _Element], name: str) -> tuple[str, int | None] | None:
    level: int | None = None
    for _ in range(_MOST_STYLES):
        element = elements.get(name)
        if element is None:
            return None
        properties = child(child(element, "pPr"), "numPr")
        level = level if level is not None else _optional(child(properties, "ilvl"), None)
        if list_name := attribute(child(properties, "numId")):
            return list_name, level
        name = attribute(child(element, "basedOn"))
    return None
