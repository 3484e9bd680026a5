"""What a page adds to a text printed on it: headers, page numbers, stamps of signatures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.files.cues import is_ended
from quyche.imports.files.openings import Opening, start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.imports.files.openings import Start
    from quyche.problems import Problem

# "CÔNG BÁO/Số 327/Ngày 14-06-2026", "12 CÔNG BÁO/Số 395 + 396/Ngày 10-3-2024"
_HEADER_RE = re.compile(
    r"\s*(?:\d{1,4}\s+)?CÔNG BÁO\s*/\s*Số\s.{1,40}?/\s*Ngày\s[\d./ -]+\s*", re.IGNORECASE
)
# "18", "- 18 -", "Trang 18/40"
_NUMBER_RE = re.compile(
    r"(?:(?:Trang|Page)\s*)?(?:[-–—]\s*)?"
    r"(?P<number>\d{1,4})\s*(?:/\s*\d{1,4}|of \d{1,4}|[-–—])?",
    re.IGNORECASE,
)
_STAMP_RE = re.compile(
    r"\s*(?P<name>Ký bởi|Người ký|Email|Cơ quan|Tổ chức|Ngày ký|Giờ ký|Thời gian ký|Chức vụ)\s*:",
    re.IGNORECASE,
)
_SIGNING_NAMES = frozenset({"ký bởi", "người ký", "ngày ký", "giờ ký", "thời gian ký"})
_CONTINUED_RE = re.compile(
    r"\s*\(\s*(?:Xem tiếp|Tiếp theo) Công báo số.{1,60}\)\s*\.?\s*", re.IGNORECASE
)
# A footnote begins below a line of blanks: a drawn rule that lost its ink.
_NOTE_RULE_RE = re.compile(r"[ \t]{20,}|[ \t]*_{15,40}[ \t]*")
_NOTE_RE = re.compile(r"\s*\d{1,3}\s?[^\W\d_]")
_REACH = 3
"""How many blank lines may stand between a page header and the page number."""
_LEAST_PAGES = 3
_LEAST_LINES = 10
"""The lines of the shortest page."""


class Gap(Enum):
    """What stood between a line and the one before it."""

    NONE = "none"
    PAGE = "page"
    """A page ended: blank lines there tell nothing about the text."""
    BLANK = "blank"


@dataclass(frozen=True)
class PrintedLine:
    """A line of the text itself."""

    text: str
    """Without blanks at its end; those at its beginning are kept."""
    number: int
    gap: Gap = Gap.NONE
    is_note: bool = False
    page: int = 0
    """How many pages ended before it."""

    @cached_property
    def start(self) -> Start:
        """What its first words look like."""
        return start(self.text)


def strip(text: str, path: str) -> tuple[tuple[PrintedLine, ...], tuple[Problem, ...]]:
    """The lines of a text without what belongs to its pages, and what that was."""
    raw = text.split("\n")
    starts = {
        index + (1 if line.endswith("\f") else 0) for index, line in enumerate(raw) if "\f" in line
    }
    lines = [line.replace("\f", " ").expandtabs(4).rstrip() for line in raw]
    found = _furniture(lines, starts)
    notes = _notes(raw, lines, found, starts)
    return tuple(_kept(lines, found, starts, notes)), tuple(_report(found, path))


def _report(found: dict[int, str], path: str) -> Iterator[Problem]:
    for rule in sorted(set(found.values())):
        yield from findings.done(path, rule, [at + 1 for at in sorted(found) if found[at] == rule])


def _furniture(lines: Sequence[str], starts: set[int]) -> dict[int, str]:
    """The rule by which each line that belongs to a page is left out."""
    found: dict[int, str] = {}
    for index in _stamps(lines):
        found[index] = "import-stamps"
    for index, line in enumerate(lines):
        if _CONTINUED_RE.fullmatch(line):
            found[index] = "import-continued"
        elif _HEADER_RE.fullmatch(line):
            found[index] = "import-headers"
    for index in _running_titles(lines, starts):
        found.setdefault(index, "import-headers")
    numbers = _numbers_beside(lines, found) or _lone_numbers(lines, starts)
    found.update((index, "import-headers") for index in numbers)
    return found


def _stamps(lines: Sequence[str]) -> Iterator[int]:
    """Lines of an electronic signature: several of its names in a row, one of them of signing."""
    run: list[int] = []
    names: set[str] = set()
    for index, line in enumerate([*lines, ""]):
        if match := _STAMP_RE.match(line):
            run.append(index)
            names.add(match["name"].lower())
            continue
        if len(run) > 1 and names & _SIGNING_NAMES:
            yield from run
        run, names = [], set()


def _running_titles(lines: Sequence[str], starts: set[int]) -> Iterator[int]:
    """First and last lines of pages that say the same, numbers aside, on most pages."""
    texts = _texts(lines)
    firsts = [_first_from(texts, start) for start in sorted(starts)]
    lasts = [_last_before(texts, start) for start in sorted(starts)]
    for places in (firsts, lasts):
        titles = [at for at in places if at is not None and _may_be_title(lines[at])]
        forms = Counter(_form(lines[at]) for at in titles)
        least = max(_LEAST_PAGES, len(places) // 2)
        yield from (at for at in titles if forms[_form(lines[at])] >= least)


def _may_be_title(line: str) -> bool:
    """Whether a line could stand on every page: it begins and ends unlike the text itself."""
    is_plain = start(line).opening in {Opening.UPPER, Opening.LOWER}
    return is_plain and not is_ended(line)


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line).strip()


def _texts(lines: Sequence[str]) -> list[int]:
    """Which lines are not blank."""
    return [index for index, line in enumerate(lines) if line.strip()]


def _first_from(texts: Sequence[int], index: int) -> int | None:
    at = bisect_left(texts, index)
    return texts[at] if at < len(texts) else None


def _last_before(texts: Sequence[int], index: int) -> int | None:
    at = bisect_left(texts, index)
    return texts[at - 1] if at else None


def _numbers_beside(lines: Sequence[str], found: dict[int, str]) -> list[int]:
    """The page numbers above or below page headers."""
    taken: list[int] = []
    last = 0
    for index in sorted(at for at, rule in found.items() if rule == "import-headers"):
        candidates = [
            at for step in (-1, 1) if (at := _number_near(lines, index, step)) is not None
        ]
        candidates = [at for at in candidates if at not in taken]
        if candidates:
            wanted = last + 1
            best = min(candidates, key=lambda at: abs(_number(lines[at]) - wanted))
            taken.append(best)
            last = _number(lines[best])
    return taken


def _number_near(lines: Sequence[str], index: int, step: int) -> int | None:
    for distance in range(1, _REACH + 2):
        at = index + step * distance
        if not 0 <= at < len(lines):
            return None
        if lines[at].strip():
            return at if _NUMBER_RE.fullmatch(lines[at].strip()) else None
    return None


def _number(line: str) -> int:
    match = _NUMBER_RE.fullmatch(line.strip())
    return int(match["number"]) if match else 0


def _lone_numbers(lines: Sequence[str], starts: set[int]) -> list[int]:
    """Numbers that stand alone and count the pages: each is one more than the one before."""
    alone = [
        index
        for index, line in enumerate(lines)
        if _NUMBER_RE.fullmatch(line.strip()) and _is_alone(lines, index, starts)
    ]
    texts = _texts(lines)
    at_breaks = [index for index in alone if _is_at_break(texts, index, starts)]
    if at_breaks and all(_follows(lines, a, b) for a, b in pairwise(at_breaks)):
        return at_breaks
    best: list[int] = []
    chain: list[int] = []
    for index in alone:
        if chain and not _follows(lines, chain[-1], index):
            chain = []
        chain.append(index)
        best = max(best, chain, key=len)
    is_regular = len(best) >= _LEAST_PAGES and all(b - a > _LEAST_LINES for a, b in pairwise(best))
    return best if is_regular else []


def _follows(lines: Sequence[str], before: int, after: int) -> bool:
    return _number(lines[after]) == _number(lines[before]) + 1


def _is_at_break(texts: Sequence[int], index: int, starts: set[int]) -> bool:
    """Whether a number is the first or the last of a page that a form feed begins or ends."""
    above, below = _last_before(texts, index), _first_from(texts, index + 1)
    if not starts or above is None or below is None:
        return bool(starts)
    return any(at in starts for at in range(above + 1, below + 1))


def _is_alone(lines: Sequence[str], index: int, starts: set[int]) -> bool:
    above = index == 0 or not lines[index - 1].strip() or index in starts
    below = index + 1 >= len(lines) or not lines[index + 1].strip() or index + 1 in starts
    return above and below


def _notes(
    raw: Sequence[str], lines: Sequence[str], found: dict[int, str], starts: set[int]
) -> set[int]:
    """The lines of footnotes: from a rule of blanks to the end of the page."""
    notes: set[int] = set()
    if not found:
        return notes
    index = 0
    while index < len(lines):
        if _NOTE_RULE_RE.fullmatch(raw[index]) and _begins_note(
            lines, index + 1, is_continued=bool(notes)
        ):
            index += 1
            while index < len(lines) and index not in found and index not in starts:
                notes.add(index)
                index += 1
        index += 1
    return notes


def _begins_note(lines: Sequence[str], index: int, *, is_continued: bool) -> bool:
    if index == len(lines) or not lines[index].strip():
        return False
    return is_continued or bool(_NOTE_RE.match(lines[index]))


def _kept(
    lines: Sequence[str], found: dict[int, str], starts: set[int], notes: set[int]
) -> Iterator[PrintedLine]:
    gap, page = Gap.NONE, 0
    for index, text in enumerate(lines):
        if index in found or index in starts:
            page += gap is not Gap.PAGE
            gap = Gap.PAGE
        if index in found:
            continue
        if not text.strip():
            gap = Gap.BLANK if gap is Gap.NONE else gap
            continue
        yield PrintedLine(text, index + 1, gap, index in notes, page)
        gap = Gap.NONE
