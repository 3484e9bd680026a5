"""Plain text, broken into lines for paper or not, to paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.files import furniture, leveled_lines, wrapping
from quyche.imports.files.repairs import Repairer
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.furniture import PrintedLine
    from quyche.imports.files.paragraphs import Paragraph
    from quyche.language.grammars import Grammar
    from quyche.problems import Problem

# "1 Luật số 32/2013/QH13 …" below a page
_NOTE_RE = re.compile(r"\s*(?P<note>\d{1,3})\s?(?=[^\W\d_])")
# "3.9 Ban hành …" is clause 3 with footnote 9, "c)17 Người …" point c with footnote 17
_GLUED_RE = re.compile(
    rf"\s*(?:(?:{VN.form(Kind.ARTICLE).word} )?"
    r"\d{1,3}[a-zđ]?\.|[a-zđ]\))(?P<note>\d{1,3})(?= [^\W\d_(]| \()"
)


def read(
    text: str, path: str, grammar: Grammar = VN
) -> tuple[tuple[Paragraph, ...], tuple[Problem, ...]]:
    """The paragraphs of a text, footnotes last, and what was repaired and left out."""
    if grammar.levels:
        return leveled_lines.paragraphs(_lines(text), grammar), ()
    repairer = Repairer()
    raw = enumerate(_lines(text), start=1)
    repaired = "\n".join(repairer(line, number) for number, line in raw)
    kept, dropped = furniture.strip(repaired, path)
    noted = [line for line in kept if line.is_note]
    lines, parted = _parted([line for line in kept if not line.is_note], noted)
    body, unsure = wrapping.unwrap(lines)
    notes, _ = wrapping.unwrap(noted)
    problems = [
        *repairer.problems(path),
        *dropped,
        *findings.done(path, "import-break-unsure", unsure),
        *findings.done(path, "import-note-marks", parted),
        *findings.done(path, "import-notes", [note.line for note in notes]),
    ]
    return (*body, *notes), tuple(problems)


def _parted(
    lines: Sequence[PrintedLine], notes: Sequence[PrintedLine]
) -> tuple[list[PrintedLine], list[int]]:
    """The lines with clause numbers parted from the marks of footnotes, and which those were."""
    numbers = {match["note"] for note in notes if (match := _NOTE_RE.match(note.text))}
    parted, where = [], []
    for line in lines:
        match = _GLUED_RE.match(line.text) if numbers else None
        if match and match["note"] in numbers:
            at = match.start("note")
            line = replace(line, text=f"{line.text[:at]} {line.text[at:]}")  # noqa: PLW2901
            where.append(line.number)
        parted.append(line)
    return parted, where


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").split("\n")
