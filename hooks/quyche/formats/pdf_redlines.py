"""Redlines as PDF files: the paper with what is deleted struck and what is inserted underlined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.formats import pdf
from quyche.formats.redlined_papers import StyledText, laid_together, tracked
from quyche.formats.sheets import SheetMark, SheetRun
from quyche.formats.signed_papers import PaperEnd, PaperParagraph, PaperRole, PaperTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.formats.redlined_papers import Differ, RedlinedPaper, RedlinedPart

_CHANGES = {SheetMark.KEPT: "", SheetMark.INSERTED: "inserted", SheetMark.DELETED: "deleted"}
_HEAD = ("superior", "issuer", "banner", "motto", "number", "dated")
_AROUND = ("kind", "title", "draft", "circulation", "foot")
_Runs = Sequence[SheetRun]
_Told = str | list[Mapping[str, str]]
"""A text of both papers, or its stretches and what is done to each."""


def written(redlined: RedlinedPaper) -> bytes:
    """The file; the same redline gives the same bytes.

    Raises UnprintableError for a text with signs that cannot be shown.
    """
    return pdf.compiled("paper.typ", data_of(redlined), redlined.name, redlined.day)


def data_of(redlined: RedlinedPaper) -> Mapping[str, object]:
    """All that the template is told of a redline.

    What both papers have is a string, or a stretch without a change; without what is inserted the
    others are the old paper, without what is deleted the new one.
    """
    lines = _Lines(redlined.differ)
    old, new = pdf.data_of(redlined.old), pdf.data_of(redlined.new)
    old_head, new_head = pdf.head_of(redlined.old.head), pdf.head_of(redlined.new.head)
    return {
        **new,
        **{name: lines.told(old[name], new[name]) for name in _AROUND},
        "head": {
            **new_head,
            **{name: lines.told(old_head[name], new_head[name]) for name in _HEAD},
        },
        "name": redlined.name,
        "legend": redlined.legend,
        "notes": {},  # a number may mean one thing in the old paper and another in the new one
        "parts": [*_parts(redlined, lines), *_notes(redlined, lines)],
    }


def _parts(redlined: RedlinedPaper, lines: _Lines) -> Iterator[Mapping[str, object]]:
    """All parts; what is gone is no heading, and leads to nothing."""
    new = redlined.new
    levels = pdf.levels_of(
        (part.new for part in redlined.parts), is_titled=bool(new.kind + new.title)
    )
    leading = iter([leads for _, leads in new.kept()])
    for part, level in zip(redlined.parts, levels, strict=True):
        leads = next(leading) if part.new else False
        for shown in lines.parts(part):
            yield {**shown, "level": level, "leads": leads}


def _notes(redlined: RedlinedPaper, lines: _Lines) -> Iterator[Mapping[str, object]]:
    """What the footnotes of both say, at the end."""
    sides = [{note.label: note for note in paper.notes} for paper in (redlined.old, redlined.new)]
    for label in dict.fromkeys((*sides[0], *sides[1])):
        mark = (SheetRun(f"[{label}] "),)
        said = (
            (*mark, SheetRun(" ".join(side[label].paragraphs))) if label in side else None
            for side in sides
        )
        runs = lines.runs(*said)
        paragraph = PaperParagraph(PaperRole.TEXT, ())
        changed = {"is_there": label in sides[1], "is_changed": any(run["change"] for run in runs)}
        yield {**pdf.part_of(paragraph), "runs": runs, "level": 0, "leads": False, **changed}


@dataclass(frozen=True)
class _Lines:
    """Lays texts, lines and tables over each other."""

    differ: Differ

    def told(self, old: object, new: object) -> _Told:
        """A text of both papers, either of which may be missing."""
        return self._told(None if old is None else str(old), None if new is None else str(new))

    def _told(self, old: str | None, new: str | None) -> _Told:
        if old == new:
            return new or ""
        return self.runs(*(None if one is None else (SheetRun(one),) for one in (old, new)))

    def runs(self, old: _Runs | None, new: _Runs | None) -> list[Mapping[str, str]]:
        """The stretches of a line and how each is marked."""
        return [
            {"text": piece.text, "mark": piece.style, "change": _CHANGES[piece.change]}
            for piece in tracked(_styled(old or ()), _styled(new or ()), self.differ)
        ]

    def parts(self, part: RedlinedPart) -> Iterator[Mapping[str, object]]:
        """A part as the template is told of it; a table of other columns is another one."""
        known = part.new or part.old
        assert known is not None
        old, new = part.old, part.new
        if isinstance(known, PaperEnd):
            yield self._end(old, new)
        elif not isinstance(known, PaperTable):
            yield self._paragraph(old, new, part.note)
        elif isinstance(old, PaperTable) and isinstance(new, PaperTable):
            if old.columns == new.columns:
                yield self._table(old, new)
            else:
                yield self._table(old, None)
                yield self._table(None, new)
        else:
            yield self._table(old, new)

    def _paragraph(self, old: object, new: object, note: str) -> Mapping[str, object]:
        sides = [one if isinstance(one, PaperParagraph) else None for one in (old, new)]
        one, other = sides
        known = other or one
        assert known is not None
        mark = self.told(one.mark if one else None, other.mark if other else None)
        runs = self.runs(one.runs if one else None, other.runs if other else None)
        return {
            **pdf.part_of(known),
            "mark": mark,
            "runs": runs,
            "note": note,
            "is_there": other is not None,
            "is_changed": not isinstance(mark, str) or any(run["change"] for run in runs),
        }

    def _table(self, old: object, new: object) -> Mapping[str, object]:
        sides = [one if isinstance(one, PaperTable) else None for one in (old, new)]
        known = sides[1] or sides[0]
        assert known is not None
        olds, news = (one.full_rows if one else () for one in sides)
        texts = (["\t".join(map(_plain, row)) for row in rows] for rows in (olds, news))
        rows = []
        for one, other in laid_together(*texts):
            width = range(known.columns)
            cells = (
                (
                    None if one is None else olds[one][column],
                    None if other is None else news[other][column],
                )
                for column in width
            )
            rows.append([self.runs(*cell) for cell in cells])
        return {"part": "table", "shares": known.shares, "rows": rows}

    def _end(self, old: object, new: object) -> Mapping[str, object]:
        one, other = (part if isinstance(part, PaperEnd) else PaperEnd() for part in (old, new))
        return {
            "part": "end",
            "received": self._stack(one.received, other.received),
            "offices": self._stack(one.offices, other.offices),
            "names": self._stack(one.names, other.names),
            "notes": self._stack(one.notes, other.notes),
        }

    def _stack(self, olds: Sequence[str], news: Sequence[str]) -> list[_Told]:
        return [
            self._told(
                None if one is None else olds[one],
                None if other is None else news[other],
            )
            for one, other in laid_together(olds, news)
        ]


def _styled(runs: _Runs) -> list[StyledText]:
    return [StyledText(run["text"], run["mark"]) for run in pdf.runs_of(runs)]


def _plain(runs: Iterable[SheetRun]) -> str:
    return "".join(run.text for run in runs)
