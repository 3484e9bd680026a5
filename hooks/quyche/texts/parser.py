"""From the characters of a file to a tree of provisions, and back by joining it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language import markers
from quyche.language.grammars import ATTACHED
from quyche.language.kinds import Kind
from quyche.language.quotations import Quotations
from quyche.language.spelling import compose, read_in, read_start, slug
from quyche.language.vietnamese import VN
from quyche.markup.runs import has_tag, plain
from quyche.problems import Problem, error
from quyche.texts import frontmatter
from quyche.texts.addresses import Address, Step
from quyche.texts.nodes import OpenBlock, OpenProvision
from quyche.texts.provisions import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.language.grammars import Grammar
    from quyche.language.markers import Marker

_LINE_RE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADING_RE = re.compile(r" {0,3}(?P<hashes>#{1,6})[ \t\u00a0]+(?P<text>.*)")
_BREAK_RE = re.compile(r" {0,3}(?:-[ \t]*){3,}\r?")
_ATTRIBUTES_RE = re.compile(r'\{(?P<pairs>(?:[ \t]*[\w-]+="[^"{}]*")+)[ \t]*\}')
_PAIR_RE = re.compile(r'([\w-]+)="([^"{}]*)"')
_KNOWN_ATTRIBUTES = ("governs",)
# A heading with the blank forgotten: "###Điều 5. Tên điều"
_TIGHT_HEADING_RE = re.compile(r" {0,3}#{1,6}[^\W\d_]")
_OPENING_RE = re.compile(r".{0,60}", re.DOTALL)
_TAG_RE = re.compile(r"<.{0,29}", re.DOTALL)
_ROW_RE = re.compile(r"[ \t]*\|")
_BLANKS = " \t\r\n"
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Parsed:
    """A document, and what could not be placed in it."""

    document: Document
    problems: tuple[Problem, ...]


def parse(source: str, path: str, grammar: Grammar = VN) -> Parsed:
    """Read a document that is written as a grammar has it.

    Guaranteed for every text: joining the tree gives it back, character for character; no number is
    changed; no anchor stands twice. What cannot be placed stays as text and is reported.
    """
    front, body, first_line = frontmatter.split(source)
    if body.startswith(_BYTE_ORDER_MARK):
        front, body = front + _BYTE_ORDER_MARK, body.removeprefix(_BYTE_ORDER_MARK)
    reader = _Reader(path, body, first_line, grammar)
    reader.read()
    document = Document(document_id(path), path, front, reader.title, reader.root.parts(), grammar)
    return Parsed(document, tuple(reader.problems))


def document_id(path: str) -> str:
    """The stem of the file's name."""
    return path.rpartition("/")[2].removesuffix(".md")


class _Reader:
    """Goes through a text line by line; what is open stands on a stack, the document below all."""

    def __init__(self, path: str, body: str, first_line: int, grammar: Grammar) -> None:
        self.path = path
        self.grammar = grammar
        self.lines: Sequence[str] = _LINE_RE.findall(body)
        self.first_line = first_line
        self.root = OpenProvision(Address(document_id(path)))
        self.stack = [self.root]
        self.block: OpenBlock | None = None
        self.after_blank = True
        self.title = ""
        self.problems: list[Problem] = []
        self._quoted = Quotations(self.lines, grammar)
        self._anchors: dict[str, int] = {}
        self._twins: dict[str, int] = {}

    def read(self) -> None:
        """Place every line."""
        position = 0
        while position < len(self.lines):
            position += self._place(position)

    def _place(self, position: int) -> int:
        """Place the line at that position, and return how many lines that took."""
        raw, number = self.lines[position], self.first_line + position
        line = raw.rstrip("\r\n")
        self._look_for_tags(line, number)
        if not line.strip(_BLANKS):
            return self._blank(raw, number)
        if match := _HEADING_RE.fullmatch(line):
            return self._heading(raw, _heading_text(match["text"]), len(match["hashes"]), number)
        if _BREAK_RE.fullmatch(line):
            return self._break(raw, number)
        if length := self._quoted.length(position):
            return self._quotation(position, length)
        return self._text_line(raw, line, number)

    def _blank(self, raw: str, number: int) -> int:
        if self.block:
            self.block.sources.append(raw)
        elif self.stack[-1].heads and not self.stack[-1].content:
            self.stack[-1].heads.append(raw)
        else:
            self._start(BlockKind.BLANK, raw, number)
        self.after_blank = True
        return 1

    def _break(self, raw: str, number: int) -> int:
        self.stack = self.stack[:1]
        self._start(BlockKind.BREAK, raw, number)
        self.after_blank = True
        return 1

    def _quotation(self, position: int, length: int) -> int:
        """Text quoted from another document, whatever it looks like."""
        for later in range(position + 1, position + length):
            self._look_for_tags(self.lines[later], self.first_line + later)
        raw = self.lines[position]
        indent = _indent(raw)
        if self.after_blank and not self._expects_items(indent):
            self._close_to(indent)
        self._start(BlockKind.QUOTE, raw, self.first_line + position, indent)
        assert self.block is not None
        self.block.sources.extend(self.lines[position + 1 : position + length])
        self.block, self.after_blank = None, True
        return length

    def _text_line(self, raw: str, line: str, number: int) -> int:
        if _TIGHT_HEADING_RE.match(line):
            self.problems.append(error(self.path, number, "heading-unknown", found=_opening(line)))
        marker = markers.item(raw, self.grammar)
        if marker and self._is_provision(marker):
            self._open_item(raw, marker, number)
        elif _ROW_RE.match(line):
            self._continue_or_start(BlockKind.TABLE, raw, number)
        elif line.lstrip(" \t").startswith(">"):
            self._continue_or_start(BlockKind.QUOTE, raw, number)
        elif marker or markers.is_dash_item(line):
            self._list_item(raw, number)
        elif self._continues():
            self._append(raw)
        else:
            self._paragraph(raw, line, number)
        self.after_blank = False
        return 1

    # Headings

    def _heading(self, raw: str, text: str, level: int, number: int) -> int:
        text, attributes = self._attributes(text, number)
        marker = markers.heading(text, self.grammar) or markers.annex(text, self.grammar)
        if level == 1 and not (marker and marker.kind is not Kind.ATTACHMENT):
            self._top_heading(raw, text, marker, number)
        elif marker:
            self._open(raw, marker, number, attributes)
        else:
            self.problems.append(error(self.path, number, "heading-unknown", found=text))
            self._start(BlockKind.HEADING, raw, number)
        self.after_blank = False
        return 1

    def _top_heading(self, raw: str, text: str, marker: Marker | None, number: int) -> None:
        """The document's title if it comes first, else the beginning of an annex or the like."""
        has_provisions = any(isinstance(part, OpenProvision) for part in self.root.content)
        if self.title or has_provisions or (marker and self.root.content):
            self._open(raw, marker or markers.Marker(ATTACHED, "", "", text), number, ())
        else:
            self.title = plain(text)
            self._start(BlockKind.TITLE, raw, number)

    def _attributes(self, text: str, number: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        start = text.rfind("{")
        match = _ATTRIBUTES_RE.fullmatch(text, start) if start >= 0 else None
        if not match:
            return text, ()
        pairs = tuple(_PAIR_RE.findall(match["pairs"]))
        for name, _ in pairs:
            if name not in _KNOWN_ATTRIBUTES:
                known = ", ".join(_KNOWN_ATTRIBUTES)
                self.problems.append(
                    error(self.path, number, "attribute-unknown", found=name, known=known)
                )
        return text[:start].rstrip(_BLANKS), pairs

    # Provisions

    def _is_provision(self, marker: Marker) -> bool:
        """Whether a number at the beginning of a line counts as one of the text's own.

        Not outside any heading, not in the fields of a task, and not below a point it is indented
        under: there it is a list inside the point.
        """
        top = self.stack[-1]
        if len(self.stack) == 1 or any(node.kind is Kind.TASK for node in self.stack):
            return False
        inside_point = top.kind is Kind.POINT and marker.kind is Kind.CLAUSE
        return not (inside_point and marker.indent > top.indent)

    def _open_item(self, raw: str, marker: Marker, number: int) -> None:
        rest = marker.rest
        self._open(raw[: len(raw) - len(rest)], marker, number, ())
        inner = markers.item(rest, self.grammar)
        if inner and inner.kind is Kind.POINT and marker.kind is Kind.CLAUSE:
            self._open_item(rest, inner, number)
        elif rest.strip(_BLANKS):
            self._start(BlockKind.PARAGRAPH, rest, number, marker.indent + 1)
        else:
            self.stack[-1].heads.append(rest)

    def _open(
        self, head: str, marker: Marker, number: int, attributes: tuple[tuple[str, str], ...]
    ) -> None:
        self._close_for(marker)
        node = OpenProvision(
            self._address(marker, number),
            marker.kind,
            marker.number,
            marker.mark,
            plain(marker.rest) if marker.kind.is_headed else "",
            attributes,
            number,
            marker.indent,
            [head],
        )
        self.stack[-1].content.append(node)
        self.stack.append(node)
        self.block = None

    def _close_for(self, marker: Marker) -> None:
        """Close what cannot contain the provision that begins here."""
        while len(self.stack) > 1 and not _contains(self.stack[-1], marker):
            self.stack.pop()

    def _address(self, marker: Marker, number: int) -> Address:
        base = self._base(marker.kind)
        is_attached = marker.kind is Kind.ATTACHMENT
        step = self._attached(marker) if is_attached else Step.of(marker.form, marker.number)
        wanted = base.child(step).anchor
        if wanted not in self._anchors:
            self._anchors[wanted] = number
            return base.child(step)
        return self._second_address(base, step, marker, number)

    def _second_address(self, base: Address, step: Step, marker: Marker, number: int) -> Address:
        """A number that stands twice gets an anchor of its own, and is reported."""
        wanted = base.child(step)
        first = self._anchors[wanted.anchor]
        found = marker.mark or marker.rest
        self.problems.append(error(self.path, number, "number-twice", found=found, first=first))
        count = self._twins.get(wanted.anchor, 1) + 1
        while base.child(Step(step.form, f"{step.key}--{count}")).anchor in self._anchors:
            count += 1
        self._twins[wanted.anchor] = count
        address = base.child(Step(step.form, f"{step.key}--{count}", step.number))
        self._anchors[address.anchor] = number
        return address

    def _attached(self, marker: Marker) -> Step:
        """`Phụ lục 1` is `phu-luc-1`; an attached regulation is named by its kind: `quy-che`."""
        if marker.mark:
            return Step.annex(marker.form, marker.number, marker.mark.rstrip(" .:-–"))
        title = compose(marker.rest).lower()
        name = next((word for word in self.grammar.attachments if title.startswith(word)), "")
        return Step.attached(slug(name) or self.grammar.unnamed, name.capitalize() or marker.rest)

    def _base(self, kind: Kind) -> Address:
        """The address that a new provision continues; articles are counted through chapters."""
        if kind.is_counted_through:
            return next(
                (node.address for node in self.stack if node.kind is Kind.ATTACHMENT),
                self.root.address,
            )
        if kind is Kind.CLAUSE:
            return next(
                node.address for node in reversed(self.stack) if node.kind is not Kind.CLAUSE
            )
        return self.stack[-1].address

    # Text

    def _continues(self) -> bool:
        """Whether a line without a marker goes on with the paragraph before it."""
        return (
            not self.after_blank
            and self.block is not None
            and self.block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
        )

    def _append(self, raw: str) -> None:
        assert self.block is not None
        self.block.sources.append(raw)

    def _continue_or_start(self, kind: BlockKind, raw: str, number: int) -> None:
        if self.block and self.block.kind is kind and not self.after_blank:
            self._append(raw)
            return
        indent = _indent(raw)
        if self.after_blank and not self._expects_items(indent):
            self._close_to(indent)
        self._start(kind, raw, number, indent)

    def _list_item(self, raw: str, number: int) -> None:
        indent = _indent(raw)
        if self.after_blank and not self._expects_items(indent):
            self._close_to(indent)
        self._start(BlockKind.ITEM, raw, number, indent)

    def _expects_items(self, indent: int) -> bool:
        """Whether a list, table or quotation follows a colon, or an item like it."""
        content = self.stack[-1].content
        before = content[-1] if content else None
        if not isinstance(before, OpenBlock):
            return False
        if before.kind is BlockKind.ITEM:
            return before.indent == indent
        return "".join(before.sources).rstrip(_BLANKS).endswith(":")

    def _paragraph(self, raw: str, line: str, number: int) -> None:
        if markers.is_bare_article(line, self.grammar):
            self.problems.append(
                error(self.path, number, "heading-without-hashes", found=_opening(line))
            )
        if self.after_blank:
            self._close_to(_indent(raw))
        self._start(BlockKind.PARAGRAPH, raw, number, _indent(raw))

    def _close_to(self, indent: int) -> None:
        """Close the clauses and points that a paragraph of this indentation stands outside of."""
        while not self.stack[-1].is_headed and indent <= self.stack[-1].indent:
            self.stack.pop()

    def _start(self, kind: BlockKind, raw: str, number: int, indent: int = 0) -> None:
        self.block = OpenBlock(kind, number, indent, [raw])
        self.stack[-1].content.append(self.block)

    def _look_for_tags(self, line: str, number: int) -> None:
        if "<" in line and has_tag(line):
            self.problems.append(error(self.path, number, "raw-html", found=_around_tag(line)))


def _heading_text(text: str) -> str:
    """The text of a heading without the hashes that may close it: `## Chương I ##`."""
    bare = text.rstrip(_BLANKS)
    closed = bare.rstrip("#")
    return closed.rstrip(_BLANKS) if closed[-1:] in {"", " ", "\t"} else bare


def _contains(node: OpenProvision, marker: Marker) -> bool:
    """Whether what begins with this marker stands inside the open provision."""
    if node.kind is Kind.CLAUSE and marker.kind is Kind.CLAUSE:
        return marker.number.startswith(f"{node.number}.")
    return node.rank < marker.kind.rank


def _indent(raw: str) -> int:
    return markers.columns(raw[: len(raw) - len(raw.lstrip(" \t"))])


def _opening(line: str) -> str:
    """Enough of a line to know it by."""
    found = read_start(_OPENING_RE, line)
    return found.group() if found else line


def _around_tag(line: str) -> str:
    found = read_in(_TAG_RE, line)
    return found.group() if found else line
