"""Plain text, broken into lines for paper or not, to paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.files import footnotes, furniture, wrapping
from quyche.imports.files.openings import is_upper
from quyche.imports.files.paragraphs import Paragraph, note_label
from quyche.imports.files.repairs import Repairer
from quyche.language import markers
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.language.grammars import Grammar
    from quyche.problems import Problem


_FULL = 0.7  # of the longest line; a shorter one was broken on purpose
_PAPER = 100  # characters; a longer line was not broken for paper
_NEARLY = 0.9  # of the longest line; a word that would have fitted there was moved on purpose
_NARROW = 40  # characters; no paper is narrower, so that such lines are a short text's


def read(
    text: str, path: str, grammar: Grammar = VN
) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    """The paragraphs of a text, footnotes last, and what was repaired and left out."""
    if grammar.levels:
        return _leveled(_lines(text), grammar), ()
    repairer = Repairer(text)
    raw = enumerate(_lines(text), start=1)
    repaired = "\n".join(repairer(line, number) for number, line in raw)
    kept, dropped = furniture.strip(repaired, path)
    noted = footnotes.parted(kept)
    body, unsure = wrapping.unwrap(noted.body)
    notes, _ = wrapping.unwrap(noted.notes)
    problems = [
        *repairer.problems(path),
        *dropped,
        *findings.done(path, "import-break-unsure", unsure),
        *findings.done(path, "import-note-marks", noted.referred),
        *findings.done(path, "import-notes", _told(notes)),
        *(
            findings.unsure(path, line, "import-note-unplaced", number=number)
            for line, number in noted.unplaced
        ),
    ]
    return (*body, *notes), tuple(problems)


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
