"""Papers as PDF files, set by Typst with a fixed template: what is written comes to it as data."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from quyche.errors import RefusedError
from quyche.formats.packing.packed_pdfs import packed
from quyche.formats.printable import first_unprintable
from quyche.formats.sheets import SheetMark, SheetOrnament
from quyche.formats.signed_papers import PaperEnd, PaperParagraph, PaperTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quyche.formats.sheets import SheetHead, SheetRun
    from quyche.formats.signed_papers import PaperBlock, SignedPaper

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""For archives, with words that can be searched and tags that can be read out."""
_MARKS = {SheetMark.BOLD: "bold", SheetMark.ITALIC: "italic"}
_ORNAMENTS = {SheetOrnament.NONE: "", SheetOrnament.STAR: "star", SheetOrnament.RULE: "rule"}


# What nobody sees: signs that control machines, and those that turn the direction of a line.
_UNSEEN_RE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_GAP_RE = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
# A heading of nothing that is seen leads nowhere, and a standard refuses it.
_HEARD_RE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060]")
_SIGN_RE = re.compile('`"(.+?)"`')
_UNDATED = datetime.date(2000, 1, 1)  # an archive wants a day


class UnprintableError(RefusedError):
    """A text holds signs that no font has which is kept with the product."""


def written(paper: SignedPaper) -> bytes:
    """The file; the same paper gives the same bytes, on any machine.

    Raises UnprintableError for a text with signs that cannot be shown.
    """
    return compiled("paper.typ", data_of(paper), paper.name, paper.day)


def compiled(
    template: str, data: Mapping[str, object], name: str, day: datetime.date | None
) -> bytes:
    """The file that one of our templates makes of data; the rest as `written` has it."""
    shown = json.dumps(_shown(data), ensure_ascii=False)
    try:
        found = _compiler(template).compile(
            format="pdf",
            sys_inputs={"paper": shown},
            timestamp=_timestamp(day),
            pdf_standards=_STANDARDS,
        )
    except BaseException as fault:
        if sign := _unprintable(fault, shown):
            raise UnprintableError("paper.unprintable", found=sign, name=name) from fault
        raise
    assert isinstance(found, bytes)
    return packed(found)


def _unprintable(fault: BaseException, data: str) -> str:
    """The sign that kept a paper from being set; empty where something else did.

    Some scripts make Typst panic, which is no Exception, where none of our letters is for them.
    """
    if isinstance(fault, typst.TypstError):
        named = _SIGN_RE.search(fault.message)
        return named[1] if named else ""
    is_panic = type(fault).__name__ == "PanicException"
    sign = first_unprintable(data) if is_panic else None
    return sign[0] if sign else ""


def _timestamp(day: datetime.date | None) -> int:
    """When a file says that it was made, in seconds: as the paper is dated, not when it was set."""
    noon = datetime.time(12, tzinfo=datetime.UTC)
    return int(datetime.datetime.combine(day or _UNDATED, noon).timestamp())


@cache
def _compiler(template: str) -> typst.Compiler:
    """One for all papers of a kind, with no font of the machine it runs on."""
    here = Path(str(resources.files("quyche"))) / "formats"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(here / "fonts")])
    return typst.Compiler(str(here / template), root=str(here), font_paths=fonts)


def data_of(paper: SignedPaper) -> dict[str, object]:
    """All that the template is told of a paper."""
    return {
        "head": head_of(paper.head),
        "layout": asdict(paper.layout),
        "name": paper.name,
        "author": paper.head.issuer,
        "kind": paper.kind,
        "title": paper.title,
        "draft": paper.draft,
        "circulation": paper.circulation,
        "foot": paper.foot,
        "notes": {note.label: list(note.paragraphs) for note in paper.notes},
        "title_notes": list(paper.title_notes),
        "legend": "",
        **locale_of(paper.locale),
        "parts": list(_parts(paper)),
    }


def locale_of(locale: str) -> Mapping[str, object]:
    """A language such as `vi-VN` as a template is told of it."""
    language, _, region = locale.partition("-")
    return {"language": language, "region": region or None}


def _parts(paper: SignedPaper) -> Iterator[Mapping[str, object]]:
    parts = list(paper.kept())
    levels = levels_of((part for part, _ in parts), is_titled=bool(paper.kind + paper.title))
    for (part, leads), level in zip(parts, levels, strict=True):
        yield {**part_of(part), "level": level, "leads": leads}


def levels_of(parts: Iterable[PaperBlock | PaperEnd | None], *, is_titled: bool) -> Iterator[int]:
    """How deep each part is a heading; 0 for what is none, and for what is not there at all.

    None is more than one level below the one before it.
    """
    above = 1 if is_titled else 0
    for part in parts:
        level = part.level if isinstance(part, PaperParagraph) and is_heard(part.text) else 0
        level = min(level, above + 1)
        above = level or above
        yield level


def is_heard(text: str) -> bool:
    """Whether a text says something where it is read out."""
    return bool(_HEARD_RE.search(_shown(text)))


def _shown(data: Any) -> Any:
    """The same with each string as it can be printed: a line for each, and nothing unseen."""
    if isinstance(data, str):
        return _GAP_RE.sub(" ", _UNSEEN_RE.sub("", data))
    if isinstance(data, Mapping):
        return {name: _shown(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_shown(value) for value in data]
    return data


def head_of(head: SheetHead) -> Mapping[str, object]:
    """The head of a paper as a template is told of it."""
    return {**asdict(head), "ornament": _ORNAMENTS[head.ornament]}


def part_of(part: PaperBlock | PaperEnd) -> Mapping[str, object]:
    """A part as the template is told of it, without what its neighbours have to do with it."""
    if isinstance(part, PaperEnd):
        ends = {"offices": part.offices, "names": part.names, "notes": part.notes}
        return {"part": "end", "received": part.received, **ends}
    if isinstance(part, PaperTable):
        rows = [[runs_of(cell) for cell in row] for row in part.full_rows]
        return {"part": "table", "shares": part.shares, "rows": rows}
    return {
        "part": "paragraph",
        "role": part.role.value,
        "runs": runs_of(part.runs),
        "mark": part.mark,
        "depth": part.depth,
        "begins_page": part.begins_page,
    }


def runs_of(runs: Iterable[SheetRun]) -> list[Mapping[str, str]]:
    """The stretches of a line as a template is told of them."""
    return [
        {"text": run.note, "mark": "note"}
        if run.note
        else {"text": run.text, "mark": _MARKS.get(run.mark, "")}
        for run in runs
    ]
