"""Plain text, broken into lines for paper or not, to paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.files import footnotes, furniture, leveled_lines, wrapping
from quyche.imports.files.paragraphs import note_label
from quyche.imports.files.repairs import Repairer
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.paragraphs import Paragraph
    from quyche.language.grammars import Grammar
    from quyche.problems import Problem


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
