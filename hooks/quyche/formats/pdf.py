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
    data = json.dumps(_shown(_data(paper)), ensure_ascii=False)
    try:
        found = _compiler().compile(
            format="pdf",
            sys_inputs={"paper": data},
            timestamp=_timestamp(paper.day),
            pdf_standards=_STANDARDS,
        )
    except BaseException as fault:
        if sign := _unprintable(fault, data):
            raise UnprintableError("paper.unprintable", found=sign, name=paper.name) from fault
        raise
    assert isinstance(found, bytes)
    return found


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
def _compiler() -> typst.Compiler:
    """One for all papers, with no font of the machine it runs on."""
    here = Path(str(resources.files("quyche"))) / "formats"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(here / "fonts")])
    return typst.Compiler(str(here / "paper.typ"), root=str(here), font_paths=fonts)


def _data(paper: SignedPaper) -> Mapping[str, object]:
    language, _, region = paper.locale.partition("-")
    return {
        "head": _head(paper.head),
        "layout": asdict(paper.layout),
        "name": paper.name,
        "kind": paper.kind,
        "title": paper.title,
        "draft": paper.draft,
        "circulation": paper.circulation,
        "foot": paper.foot,
        "language": language,
        "region": region or None,
        "parts": list(_parts(paper)),
    }


def _parts(paper: SignedPaper) -> Iterator[Mapping[str, object]]:
    """All parts; no heading stands more than one level below the one before it, which is above."""
    above = 1 if paper.kind + paper.title else 0
    for part, leads in paper.kept():
        level = part.level if isinstance(part, PaperParagraph) and _is_heard(part) else 0
        level = min(level, above + 1)
        above = level or above
        yield {**_part(part), "level": level, "leads": leads}


def _is_heard(part: PaperParagraph) -> bool:
    return bool(_HEARD_RE.search(_shown(part.text)))


def _shown(data: Any) -> Any:
    """The same with each string as it can be printed: a line for each, and nothing unseen."""
    if isinstance(data, str):
        return _GAP_RE.sub(" ", _UNSEEN_RE.sub("", data))
    if isinstance(data, Mapping):
        return {name: _shown(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_shown(value) for value in data]
    return data


def _head(head: SheetHead) -> Mapping[str, object]:
    return {**asdict(head), "ornament": _ORNAMENTS[head.ornament]}


def _part(part: PaperBlock | PaperEnd) -> Mapping[str, object]:
    if isinstance(part, PaperEnd):
        ends = {"offices": part.offices, "names": part.names, "notes": part.notes}
        return {"part": "end", "received": part.received, **ends}
    if isinstance(part, PaperTable):
        rows = [[_runs(cell) for cell in row] for row in part.full_rows]
        return {"part": "table", "shares": part.shares, "rows": rows}
    return {
        "part": "paragraph",
        "role": part.role.value,
        "runs": _runs(part.runs),
        "mark": part.mark,
        "depth": part.depth,
        "begins_page": part.begins_page,
    }


def _runs(runs: Iterable[SheetRun]) -> list[Mapping[str, str]]:
    return [{"text": run.text, "mark": _MARKS.get(run.mark, "")} for run in runs]
