"""Plain text, broken into lines for paper or not, to paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.files import cues, footnotes, furniture, limits, wrapping
from quyche.imports.files.openings import is_upper
from quyche.imports.files.paragraphs import Paragraph, Table, note_label
from quyche.imports.files.repairs import Repairer
from quyche.language import markers
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.imports.files.paragraphs import Piece
    from quyche.language.grammars import Grammar
    from quyche.problems import Problem


_FIRST_SIGN = 0x100000
"""From here on are the letters that stand in a text for its tables: no keyboard has them."""
_MOST_SIGNS = 0xFFFD
_BAR_RE = re.compile(r"(?<!\\)\|")
_OPEN_BAR_RE = re.compile(r"[ \u00a0]\|(?=[ \u00a0])")
"""One between cells of a row that has none at its ends."""
_RULE = frozenset("-+=:| ")
"""What the lines between the rows of a drawn table are made of."""
_GAP_RE = re.compile(r" {3,}")
_FEWEST_ROWS = 3
"""Lines with blanks in them that make a table; fewer are the head or the end of a text."""
_TABS = 2
"""How many tabs at least part the cells of a row."""
_COLUMNS_RE = re.compile(r"(?P<left>\S?(?:(?!\t| {3}).)*)(?:(?:\t| {3,})\s*(?P<right>\S.*))?\s*")
_MOST_SIGNED = 25
"""Lines that who receives a text and who signs it take at most."""
_FULL = 0.7  # of the longest line; a shorter one was broken on purpose
_PAPER = 100  # characters; a longer line was not broken for paper
_NEARLY = 0.9  # of the longest line; a word that would have fitted there was moved on purpose
_NARROW = 40  # characters; no paper is narrower, so that such lines are a short text's


def read(
    text: str, path: str, grammar: Grammar = VN
) -> tuple[tuple[Piece, ...], tuple[Problem, ...]]:
    """The paragraphs and tables of a text, footnotes last, and what was repaired and left out.

    A table is drawn with bars, or has tabs between its cells.
    """
    if grammar.levels:
        lines, drawn = _without_tables(_lines(text))
        return tuple(_with_tables(_leveled(lines, grammar), drawn)), ()
    repairer = Repairer(text)
    raw = enumerate(_signed_below(_lines(text)), start=1)
    lines, drawn = _without_tables([repairer(line, number) for number, line in raw])
    repaired = "\n".join(lines)
    kept, dropped = furniture.strip(repaired, path)
    noted = footnotes.parted(kept)
    body, unsure = wrapping.unwrap(noted.body)
    notes, _ = wrapping.unwrap(noted.notes)
    problems = [
        *repairer.problems(path),
        *dropped,
        *findings.done(path, "import-table-of-blanks", _columns_of_blanks(lines)),
        *findings.done(path, "import-break-unsure", unsure),
        *findings.done(path, "import-note-marks", noted.referred),
        *findings.done(path, "import-notes", _told(notes)),
        *(
            findings.unsure(path, line, "import-note-unplaced", number=number)
            for line, number in noted.unplaced
        ),
    ]
    return tuple(_with_tables((*body, *notes), drawn)), tuple(problems)


def _signed_below(lines: Sequence[str]) -> list[str]:
    """The lines with who signs below who receives, where they stood in two columns.

    Lines after them keep their numbers; where there is no room for that nothing changes.
    """
    found = list(lines)
    begins = [at for at, line in enumerate(lines) if _is_signed_beside(line)]
    for at in begins:
        end = next((to for to in range(at, len(lines)) if not lines[to].strip()), len(lines))
        columns = [_COLUMNS_RE.fullmatch(line) for line in lines[at:end]]
        left = [each["left"].rstrip() for each in columns if each and each["left"]]
        right = [each["right"].strip() for each in columns if each and each["right"]]
        blank = next((to for to in range(end, len(lines)) if lines[to].strip()), None)
        room = len(left) + len(right) if blank is None else max(blank - at - 1, 0)
        if len(left) + len(right) <= room and end - at <= _MOST_SIGNED:
            told = [*left, *right]
            stop = len(lines) if blank is None else blank
            found[at:stop] = [*told, *[""] * (stop - at - len(told))]
    return found


def _is_signed_beside(line: str) -> bool:
    match = _COLUMNS_RE.fullmatch(line) if cues.says_who_receives(line) else None
    return match is not None and bool(match["right"]) and is_upper(match["right"])


# Tables


def _without_tables(lines: Sequence[str]) -> tuple[list[str], dict[str, Table]]:
    """The lines with one sign in the place of each table, and the tables by their signs."""
    kept, found = list(lines), dict[str, Table]()
    at = 0
    while at < len(lines):
        end = _end_of_table(lines, at)
        table = _table(lines[at:end], at + 1) if end > at + 1 else None
        if table and len(found) < _MOST_SIGNS:
            sign = chr(_FIRST_SIGN + len(found))
            kept[at:end] = ["", sign, *[""] * (end - at - 2)]
            found[sign] = table
        at = max(end, at + 1)
    return kept, found


def _end_of_table(lines: Sequence[str], start: int) -> int:
    """Where the lines end that are rows of one table; where it begins for none."""
    is_row = _is_piped if _is_piped(lines[start]) else _is_tabbed
    end = start
    while end < len(lines) and is_row(lines[end]):
        end += 1
    return end


def _is_piped(line: str) -> bool:
    said = line.strip()
    is_open = len(_OPEN_BAR_RE.findall(said)) >= _TABS
    return _is_rule(said) or is_open or (len(said) > 1 and said[0] == said[-1] == "|")


def _is_rule(line: str) -> bool:
    said = line.strip()
    return "-" in said and {said[0], said[-1]} <= {"|", "+"} and _RULE.issuperset(said)


def _is_tabbed(line: str) -> bool:
    return line.strip().count("\t") >= _TABS


def _table(lines: Sequence[str], line: int) -> Table | None:
    """The table that these lines draw; None for what is none, as rows of one cell."""
    rows = _tabbed(lines) if _is_tabbed(lines[0]) else _piped(lines)
    filled = limits.filled(rows)
    return Table(filled, line) if len(filled) > 1 and len(filled[0]) > 1 else None


def _tabbed(lines: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.rstrip().split("\t")) for line in lines]


def _piped(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows of a table with bars; where rules part its rows, the lines of a row together."""
    parts: list[list[tuple[str, ...]]] = [[]]
    for line in lines:
        if _is_rule(line):
            parts.append([])
        else:
            inner = line.strip().removeprefix("|").removesuffix("|")
            cells = (cell.strip().replace("\\|", "|") for cell in _BAR_RE.split(inner))
            parts[-1].append(tuple(cells))
    told = [part for part in parts if part]
    if len(told) <= 2:  # noqa: PLR2004  # the head and all that is below it
        return [row for part in told for row in part]
    return [
        tuple("\n".join(filter(None, texts)) for texts in zip_longest(*part, fillvalue=""))
        for part in told
    ]


def _columns_of_blanks(lines: Sequence[str]) -> list[int]:
    """The lines on which begins what may be a table that has nothing but blanks between cells."""
    rows = [len(_GAP_RE.findall(line.strip())) >= _TABS for line in lines]
    begins = (at for at, is_row in enumerate(rows) if is_row and not (at and rows[at - 1]))
    return [at + 1 for at in begins if all(rows[at : at + _FEWEST_ROWS])]


def _with_tables(paragraphs: Sequence[Paragraph], tables: Mapping[str, Table]) -> Iterator[Piece]:
    """The paragraphs with the tables in the place of their signs."""
    for paragraph in paragraphs:
        signs = [letter for letter in paragraph.text if letter in tables] if tables else []
        text = paragraph.text.translate({ord(sign): None for sign in signs}).strip()
        if text or not signs:
            yield replace(paragraph, text=text) if signs else paragraph
        yield from (tables[sign] for sign in signs)


def _told(notes: Sequence[Paragraph]) -> list[int]:
    """The lines on which footnotes begin; all of them where nothing tells that."""
    begun = [note.line for note in notes if note_label(note.text[:1])]
    return begun or [note.line for note in notes]


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").split("\n")


def _leveled(lines: Sequence[str], grammar: Grammar) -> tuple[Paragraph, ...]:
    """The paragraphs of a text in another language than our first.

    A line begins one after a blank line, and where it begins a provision or a dash item.
    """
    longest = max(map(len, lines), default=0)
    width = longest if longest <= _PAPER else 0
    return tuple(_joined(held) for held in _held(lines, width, grammar))


_Line = tuple[int, str, bool]
"""Its number, its text, and whether a blank line stands before it."""


def _held(lines: Sequence[str], width: int, grammar: Grammar) -> Iterator[list[_Line]]:
    held: list[_Line] = []
    is_after_gap = False
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            is_after_gap = True
            continue
        goes_on = bool(held) and not is_after_gap and _goes_on(held[-1][1], text, width, grammar)
        if held and not goes_on:
            yield held
            held = []
        held.append((number, text, is_after_gap))
        is_after_gap = False
    if held:
        yield held


def _goes_on(before: str, text: str, width: int, grammar: Grammar) -> bool:
    """Whether a line goes on with the one right before it."""
    if not width or _begins(text, grammar) or is_upper(before) != is_upper(text):
        return False
    if text[:1].islower():
        return True
    word = text.partition(" ")[0]
    had_room = len(before) + 1 + len(word) <= width * _NEARLY
    return width >= _NARROW and len(before) >= width * _FULL and not had_room


def _begins(text: str, grammar: Grammar) -> bool:
    """Whether a line begins a provision, or an item of a list."""
    if markers.is_dash_item(text) or markers.annex(text, grammar):
        return True
    heading = markers.heading(text, grammar)
    is_named = heading is not None and heading.beginning is None and heading.rest[:1].isupper()
    return is_named or bool(markers.items(text, grammar))


def _joined(held: Sequence[_Line]) -> Paragraph:
    number, _, is_after_gap = held[0]
    text = " ".join(" ".join(line.split()) for _, line, _ in held)
    return Paragraph(text, number, after_gap=is_after_gap)
