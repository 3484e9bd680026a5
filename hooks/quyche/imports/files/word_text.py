"""The text of one Word paragraph: what is shown, and which notes and boxes hang on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.imports.files.paragraphs import note_sign
from quyche.imports.files.word_xml import attribute, child, descend, is_on, tag, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "instrText", "delInstrText", "fldData", "rt"}
)
CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "br": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
"""What stands for a sign without being one."""
_STRUCK = ("strike", "dstrike")
_RAISED = frozenset({"superscript", "subscript"})
_PICTURES = frozenset({"pic", "imagedata", "OLEObject", "chart", "relIds"})
_SYMBOLS = {
    "F0B7": "•",
    "F0A7": "▪",
    "F0FC": "✓",
    "F0FE": "☒",
    "F06F": "□",
    "F0A8": "□",
    "F071": "□",
    "F02D": "-",
}


@dataclass
class TextReader:
    """Reads one paragraph after another: a field may begin in one and end in another."""

    is_source: bool = False
    """Whether it is read for a text of ours: struck-out words are deleted, notes become notes."""
    notes: list[tuple[str, str, str, bool]] = field(default_factory=list)
    """The footnotes and endnotes met so far: the part they stand in, their id and their number.

    And whether somebody typed the number.
    """
    seen: Counter[str] = field(default_factory=Counter)
    """How often each thing was met that the output cannot show, or shows changed."""
    boxes: list[_Element] = field(default_factory=list)
    """The text boxes of the paragraph read last."""
    _fields: list[bool] = field(default_factory=list)
    """For each open field, whether its result has begun."""
    _instructions: int = 0
    """How many open fields there are of which it has not."""
    _counted: int = 0
    """How many notes there were that Word counts."""
    _has_hidden: bool = False
    """Whether a field that is still open hides some text."""

    def text(self, paragraph: _Element) -> str:
        """What is shown of a paragraph; line breaks are kept."""
        self.boxes = []
        return "".join(self._inside(paragraph))

    def loses_text(self) -> bool:
        """Whether a field that never ends has hidden text; to be asked after the last paragraph."""
        return self._has_hidden

    def _inside(self, element: _Element) -> list[str]:
        return [text for part in element for text in self._part(part)]

    def _part(self, element: _Element) -> list[str]:
        name = tag(element)
        if name in _SKIPPED:
            return []
        if name in {"del", "moveFrom"}:
            self.seen["deleted"] += sum(1 for _ in descend(element, "delText")) or 1
            return []
        if name in {"ins", "moveTo"}:
            self.seen["inserted"] += 1
        if name == "r" and (left := self._left_out(element)) is not None:
            return left
        if name == "fldChar":
            return self._field(attribute(element, "fldCharType"))
        if self._is_in_instruction():
            self._has_hidden |= name == "t"
            return [] if name != "r" else self._inside(element)
        return self._shown(element, name)

    def _left_out(self, run: _Element) -> list[str] | None:
        """What is shown of a run that is not its text; None where its text is shown."""
        properties = child(run, "rPr")
        struck = self.is_source and any(is_on(child(properties, name)) for name in _STRUCK)
        if struck or is_on(child(properties, "vanish")):
            kind = "struck" if struck else "hidden"
            self.seen[kind] += any(text.strip() for text in self._inside(run))
            return []
        if attribute(child(properties, "vertAlign")) in _RAISED:
            self.seen["raised"] += any(tag(part) == "t" for part in run)
        found = _own_mark(run)
        if found is None:
            return None
        return [self._note(*found)] if self.is_source else []

    def _field(self, kind: str) -> list[str]:
        if kind == "begin":
            self._fields.append(False)
            self._instructions += 1
        elif kind == "separate" and self._fields:
            self._instructions -= not self._fields[-1]
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._instructions -= not self._fields.pop()
        self._has_hidden = self._has_hidden and self._instructions > 0
        return []

    def _is_in_instruction(self) -> bool:
        return self._instructions > 0

    def _shown(self, element: _Element, name: str) -> list[str]:
        if name in CHARACTERS:
            return [CHARACTERS[name]]
        match name:
            case "t":
                shown = [text_of(element)]
            case "footnoteReference" | "endnoteReference":
                shown = [self._note(element)]
            case "hyperlink":
                self.seen["links"] += any(str(key).endswith("}id") for key in element.attrib)
                shown = self._inside(element)
            case "sym":
                shown = [self._symbol(element)]
            case "AlternateContent":
                shown = self._alternative(element)
            case "drawing" | "pict" | "object":
                shown = self._drawing(element)
            case "oMath":
                shown = self._formula(element)
            case _:
                shown = self._inside(element)
        return shown

    def _note(self, element: _Element, mark: str = "") -> str:
        """The sign of a note, numbered in reading order as Word does where it has no own mark."""
        part = tag(element).removesuffix("Reference") + "s"
        self._counted += not mark
        label = mark or str(self._counted)
        self.notes.append((part, attribute(element, "id"), label, bool(mark)))
        return note_sign(label) if self.is_source else f"[{label}]"

    def _symbol(self, element: _Element) -> str:
        code = attribute(element, "char").upper()
        if code not in _SYMBOLS:
            self.seen["symbols"] += 1
        return _SYMBOLS.get(code, "□")

    def _alternative(self, element: _Element) -> list[str]:
        """The first of the forms of a drawing that has text, or none: all of them show the same."""
        for form in element:
            if next(descend(form, "t"), None) is not None:
                return self._inside(form)
        return self._inside(element[0]) if len(element) else []

    def _drawing(self, element: _Element) -> list[str]:
        self.boxes.extend(_outermost_boxes(element))
        self.seen["pictures"] += any(tag(part) in _PICTURES for part in element.iter())
        return []

    def _formula(self, element: _Element) -> list[str]:
        self.seen["formulas"] += 1
        return [text_of(part) for part in element.iter() if tag(part) == "t"]


def _outermost_boxes(element: _Element) -> list[_Element]:
    """The text boxes of a drawing, each once."""
    found: list[_Element] = []
    stack = list(reversed(element))
    while stack:
        part = stack.pop()
        if tag(part) == "txbxContent":
            found.append(part)
        elif tag(part) == "AlternateContent":
            stack.extend(reversed(part[:1]))
        else:
            stack.extend(reversed(part))
    return found


def _own_mark(run: _Element) -> tuple[_Element, str] | None:
    """A note of which the mark is typed behind it, and that mark, where we can write it."""
    for part in run:
        is_note = tag(part) in {"footnoteReference", "endnoteReference"}
        if is_note and attribute(part, "customMarkFollows") not in {"", "0", "false", "off"}:
            mark = "".join(text_of(one) for one in run if tag(one) == "t").strip("[]() ")
            return (part, mark) if note_sign(mark) else None
    return None
