"""From the characters of a file to a tree of provisions, and back by joining it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from quyche.language import markers
from quyche.language.grammars import ATTACHED
from quyche.language.kinds import Kind
from quyche.language.quotations import Quotations
from quyche.language.vietnamese import VN
from quyche.markup.runs import has_tag, note_places, plain
from quyche.problems import Problem, error
from quyche.texts import attributes, excerpts, frontmatter, levels, nesting, notes, orders
from quyche.texts.addresses import Address, Step
from quyche.texts.document_ids import id_in, stem_of
from quyche.texts.headings import heading, headings
from quyche.texts.nodes import OpenBlock, OpenProvision, is_note
from quyche.texts.provisions import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.language.grammars import Grammar
    from quyche.language.markers import Marker
    from quyche.texts.nesting import Place

_LINE_RE = re.compile(r"[^\n]*\n|[^\n]+")
_BREAK_RE = re.compile(r" {0,3}(?:-[ \t]*){3,}\r?")
# A heading with the blank forgotten: "###Điều 5. Tên điều"
_TIGHT_HEADING_RE = re.compile(r" {0,3}#{1,6}[^\W\d_]")
_ROW_RE = re.compile(r"[ \t]*\|")
_BLANKS = " \t\r\n"
_UNNAMED = ""  # whoever has the file says which
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Parsed:
    """A document, and what could not be placed in it."""

    document: Document
    problems: tuple[Problem, ...]


def parse(source: str, path: str, grammar: Grammar = VN, *, may_count_alone: bool = True) -> Parsed:
    """Read a document that is written as a grammar has it.

    Numbers outside any heading are clauses where it has no other heading than its title, unless
    they may not be.

    Guaranteed for every text: joining the tree gives it back, character for character; no number is
    changed; no anchor stands twice. What cannot be placed stays as text and is reported.
    """
    front, body, first_line = frontmatter.split(source)
    if body.startswith(_BYTE_ORDER_MARK):
        front, body = front + _BYTE_ORDER_MARK, body.removeprefix(_BYTE_ORDER_MARK)
    root = Address(id_in(front, path))
    reader = _Reader(root, body, first_line, grammar, may_count_alone=may_count_alone)
    reader.read()
    document = Document(root.document, path, front, reader.title, reader.root.parts(), grammar)
    return Parsed(document, tuple(problem.at(path) for problem in reader.problems))


def document_id(path: str) -> str:
    """The stem of the file's name."""
    return stem_of(path)


class _Reader:
    """Goes through a text line by line; what is open stands on a stack, the document below all."""

    def __init__(
        self, root: Address, body: str, first_line: int, grammar: Grammar, *, may_count_alone: bool
    ) -> None:
        self.grammar = grammar
        self.lines: Sequence[str] = _LINE_RE.findall(body)
        self.first_line = first_line
        self.root = OpenProvision(root)
        self.stack = [self.root]
        self.block: OpenBlock | None = None
        self.after_blank = True
        self.title = ""
        self.problems: list[Problem] = []
        self._notes = notes.lengths(self.lines, grammar)
        self._own_lines = notes.without(self.lines, self._notes)
        self._quoted = Quotations(self._own_lines, grammar)
        self._divisions = levels.dividing(self._headings()) if grammar.levels else frozenset()
        self._counts_alone = (
            may_count_alone
            and not grammar.levels
            and orders.counts_alone(
                [level for _, level in headings(self._own_lines)], self._own_lines, grammar
            )
        )
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
        if length := self._notes.get(position, 0):
            return self._note(position, length)
        line = raw.rstrip("\r\n")
        self._look_for_tags(line, number)
        if not line.strip(_BLANKS):
            return self._blank(raw, number)
        if found := heading(line):
            return self._heading(raw, *found, number)
        if _BREAK_RE.fullmatch(line):
            return self._break(raw, number)
        if length := self._quoted.length(position):
            return self._quotation(position, length)
        return self._text_line(raw, line, number)

    def _headings(self) -> Iterator[tuple[Marker, int]]:
        """What each heading of the text begins, and its hashes."""
        for text, level in headings(self._own_lines):
            if marker := markers.heading(attributes.without(text), self.grammar):
                yield marker, level

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
        self.stack, self._counts_alone = self.stack[:1], False
        self._start(BlockKind.BREAK, raw, number)
        self.after_blank = True
        return 1

    def _note(self, position: int, length: int) -> int:
        """What a footnote says: nothing of it begins or ends anything of the text."""
        source = self._taken(position, position, length)
        self._start(BlockKind.NOTE, source, self.first_line + position)
        self.block, self.after_blank = None, True
        return length

    def _quotation(self, position: int, length: int) -> int:
        """Text quoted from another document, whatever it looks like."""
        source = self._taken(position, position + 1, length)
        self._begin(BlockKind.QUOTE, source, self.first_line + position)
        self.block, self.after_blank = None, True
        return length

    def _taken(self, position: int, unseen: int, length: int) -> str:
        """So many lines as one, those from `unseen` on looked through for tags."""
        for place in range(unseen, position + length):
            self._look_for_tags(self.lines[place], self.first_line + place)
        return "".join(self.lines[position : position + length])

    def _text_line(self, raw: str, line: str, number: int) -> int:
        if _TIGHT_HEADING_RE.match(line):
            self.problems.append(
                error(_UNNAMED, number, "heading-unknown", found=excerpts.opening(line))
            )
        candidates = markers.items(raw, self.grammar)
        if place := self._placed_item(candidates, number):
            self._open_item(raw, place, number)
        elif _ROW_RE.match(line):
            self._continue_or_start(BlockKind.TABLE, raw, number)
        elif line.lstrip(" \t").startswith(">"):
            self._continue_or_start(BlockKind.QUOTE, raw, number)
        elif self._begins_item(candidates, line):
            self._begin(BlockKind.ITEM, raw, number)
        elif self._continues():
            self._append(raw)
        else:
            self._paragraph(raw, line, number)
        self.after_blank = False
        return 1

    # Headings

    def _heading(self, raw: str, text: str, level: int, number: int) -> int:
        text, told = self._attributes(text, number)
        marker = markers.heading(text, self.grammar) or markers.annex(text, self.grammar)
        if level == 1 and not (marker and marker.kind is not Kind.ATTACHMENT):
            self._top_heading(raw, text, marker, number)
        elif marker:
            self._open(raw, self._placed_heading(marker, level), number, level, told)
        else:
            self.problems.append(error(_UNNAMED, number, "heading-unknown", found=text))
            self._start(BlockKind.HEADING, raw, number)
        self.after_blank = False
        return 1

    def _top_heading(self, raw: str, text: str, marker: Marker | None, number: int) -> None:
        """The document's title if it comes first, else the beginning of an annex or the like."""
        has_provisions = any(isinstance(part, OpenProvision) for part in self.root.content)
        if self.title or has_provisions or (marker and self.root.content):
            begun = marker or markers.Marker(ATTACHED, "", "", text)
            self._open(raw, self._placed_heading(begun, 1), number, 1)
        else:
            self.title = plain(text)
            self._start(BlockKind.TITLE, raw, number)

    def _attributes(self, text: str, number: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        bare, pairs = attributes.split(text)
        known = ", ".join(attributes.KNOWN)
        self.problems.extend(
            error(_UNNAMED, number, "attribute-unknown", found=name, known=known)
            for name, _ in pairs
            if name not in attributes.KNOWN
        )
        return bare, pairs

    # Provisions

    def _placed_heading(self, marker: Marker, level: int) -> Place:
        if self.grammar.levels:
            return levels.heading(marker, level, self.stack, self.grammar, self._divisions)
        return nesting.by_kind(marker, self.stack, self.grammar, level)

    def _may_have_items(self) -> bool:
        """Whether numbers at the beginning of a line may be the text's own.

        Not outside any heading, but in a text without headings, and not in the fields of a task.
        """
        is_inside = self._counts_alone or len(self.stack) > 1
        return is_inside and all(node.kind is not Kind.TASK for node in self.stack)

    def _begins_item(self, candidates: Sequence[Marker], line: str) -> bool:
        """Whether a line that begins no provision is an item of a list."""
        if self.grammar.levels:
            is_numbered = levels.begins_list(candidates)
        else:
            is_numbered = any(not each.is_by_order for each in candidates)
        return is_numbered or markers.is_dash_item(line)

    def _is_provision(self, marker: Marker) -> bool:
        """Whether a number stands for a provision, not for a list inside the point it is under."""
        top = self.stack[-1]
        inside_point = top.kind is Kind.POINT and marker.kind is Kind.CLAUSE
        return not (inside_point and marker.indent > top.indent)

    def _open_item(self, raw: str, place: Place, number: int) -> None:
        rest = place.marker.rest
        self._open(raw[: len(raw) - len(rest)], place, number)
        if inner := self._inner_item(place, rest, number):
            self._open_item(rest, inner, number)
        elif rest.strip(_BLANKS):
            self._start(BlockKind.PARAGRAPH, rest, number, place.marker.indent + 1)
        else:
            self.stack[-1].heads.append(rest)

    def _inner_item(self, place: Place, rest: str, number: int) -> Place | None:
        """An item that begins on the line of the one it stands in: `2. a) …`."""
        if self.grammar.levels:
            inside = markers.items(rest, self.grammar)
            return self._placed_item(inside, number) if levels.inner(inside) else None
        inner = markers.item(rest, self.grammar)
        is_inside = inner and inner.kind is Kind.POINT and place.kind is Kind.CLAUSE
        return nesting.by_kind(inner, self.stack, self.grammar) if inner and is_inside else None

    def _placed_item(self, candidates: Sequence[Marker], number: int) -> Place | None:
        """Where an item stands that may begin with any of these; None for mere text."""
        if not (candidates and self._may_have_items()):
            return None
        if self.grammar.levels:
            is_inside = self._continues()
            return levels.item(candidates, self.stack, self.grammar, is_inside=is_inside)
        ahead = partial(orders.later, self._own_lines, number - self.first_line, self.grammar)
        begun = orders.chosen(candidates, self.stack, ahead)
        if begun is None or not self._is_provision(begun[0]):
            return None
        marker, kind = begun
        return nesting.by_kind(marker, self.stack, self.grammar, kind=kind)

    def _open(
        self,
        head: str,
        place: Place,
        number: int,
        level: int = 0,
        told: tuple[tuple[str, str], ...] = (),
    ) -> None:
        del self.stack[place.keep :]
        if level and place.code:
            levels.divide(self.stack)
        marker = place.marker
        node = OpenProvision(
            self._address(place, number),
            place.kind,
            marker.number,
            marker.mark,
            plain(marker.rest) if marker.kind.is_headed else "",
            note_places(marker.rest) if marker.kind.is_headed else (),
            told,
            number,
            marker.indent,
            level,
            place.code,
            marker.beginning,
            [head],
        )
        self.stack[-1].content.append(node)
        self.stack.append(node)
        self.block = None

    def _address(self, place: Place, number: int) -> Address:
        wanted = place.base.child(place.step)
        if wanted.anchor not in self._anchors:
            self._anchors[wanted.anchor] = number
            return wanted
        return self._second_address(place.base, place.step, place.marker, number)

    def _second_address(self, base: Address, step: Step, marker: Marker, number: int) -> Address:
        """A number that stands twice gets an anchor of its own, and is reported."""
        wanted = base.child(step)
        first = self._anchors[wanted.anchor]
        found = marker.mark or marker.rest
        self.problems.append(error(_UNNAMED, number, "number-twice", found=found, first=first))
        count = self._twins.get(wanted.anchor, 1) + 1
        while base.child(Step(step.form, f"{step.key}--{count}")).anchor in self._anchors:
            count += 1
        self._twins[wanted.anchor] = count
        address = base.child(Step(step.form, f"{step.key}--{count}", step.number))
        self._anchors[address.anchor] = number
        return address

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
        else:
            self._begin(kind, raw, number)

    def _begin(self, kind: BlockKind, raw: str, number: int) -> None:
        """What may go with the paragraph that announces it, or ends what it stands outside of."""
        indent = _indent(raw)
        if self.after_blank and not self._expects_items(indent):
            self._close_to(indent)
        self._start(kind, raw, number, indent)

    def _expects_items(self, indent: int) -> bool:
        """Whether a list, table or quotation follows a colon, or an item like it."""
        content = self.stack[-1].content
        before = next((one for one in reversed(content) if not is_note(one)), None)
        if not isinstance(before, OpenBlock):
            return False
        if before.kind is BlockKind.ITEM:
            return before.indent == indent
        return "".join(before.sources).rstrip(_BLANKS).endswith(":")

    def _paragraph(self, raw: str, line: str, number: int) -> None:
        if markers.is_bare_article(line, self.grammar):
            self.problems.append(
                error(_UNNAMED, number, "heading-without-hashes", found=excerpts.opening(line))
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
            self.problems.append(
                error(_UNNAMED, number, "raw-html", found=excerpts.around_tag(line))
            )


def _indent(raw: str) -> int:
    return markers.columns(raw[: len(raw) - len(raw.lstrip(" \t"))])
