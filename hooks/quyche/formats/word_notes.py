"""Footnotes of Word files: real ones, each with the number that its text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats.office import OfficePart, clean
from quyche.formats.word_styles import KIND, SPACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyche.formats.signed_papers import PaperNote, SignedPaper

_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_RULES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def reference(paper: SignedPaper, label: str) -> str:
    """What refers to a footnote; its number alone where the paper does not tell it."""
    note = paper.note(label)
    mark = f'<w:t xml:space="preserve">{clean(label)}</w:t>'
    own = ' w:customMarkFollows="1"'
    sign = f'<w:footnoteReference{own} w:id="{note.number}"/>' if note else ""
    return f"<w:r>{_RAISED}{sign}{mark}</w:r>"


def part(notes: Iterable[PaperNote]) -> OfficePart:
    """What the footnotes say; those that say the same under one number stand once."""
    told = "".join({note.number: _told(note) for note in notes}.values())
    content = f"<w:footnotes {SPACES}>{_RULES}{told}</w:footnotes>"
    return OfficePart("word/footnotes.xml", f"{KIND}.footnotes+xml", content)


def _told(note: PaperNote) -> str:
    mark = f'<w:r>{_RAISED}<w:t xml:space="preserve">{clean(note.label)}</w:t></w:r>'
    lines = [f'<w:r><w:t xml:space="preserve"> {clean(one)}</w:t></w:r>' for one in note.paragraphs]
    first, *rest = lines or [""]
    style = '<w:pPr><w:pStyle w:val="PageFoot"/><w:jc w:val="both"/></w:pPr>'
    shown = "".join(f"<w:p>{style}{one}</w:p>" for one in (mark + first, *rest))
    return f'<w:footnote w:id="{note.number}">{shown}</w:footnote>'
