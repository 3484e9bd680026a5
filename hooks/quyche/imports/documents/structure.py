"""Paragraphs to the parts of a document: articles, clauses, titles, quotations, signatures."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.documents import footnotes, glued_points, places, tables
from quyche.imports.documents.elements import Element, ElementKind
from quyche.imports.documents.leveled import LeveledBuilder
from quyche.imports.documents.numbers import NumberSequence
from quyche.imports.documents.places import text_of
from quyche.imports.documents.quotes import PieceQuotations, QuotedPlace
from quyche.imports.files.openings import (
    Opening,
    Start,
    counts_by_comma,
    decimal,
    is_upper,
    section,
    start,
    task,
    unmarked_article,
)
from quyche.imports.files.paragraphs import Paragraph, Table
from quyche.imports.files.positions import Position, as_meant, value
from quyche.language import markers
from quyche.language.kinds import Kind
from quyche.language.numbers import number_key
from quyche.language.vietnamese import VN
from quyche.programmes.sentence_tasks import is_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.paragraphs import Piece
    from quyche.language.grammars import Grammar
    from quyche.problems import Problem

_LEVELS = {Kind.PART: 2, Kind.CHAPTER: 2, Kind.SECTION: 3, Kind.SUBSECTION: 4}
_SECTION_LEVEL, _ARTICLE_LEVEL = 2, 3
_PREAMBLE = 40
"""The title of a document without articles is looked for in as many paragraphs."""
_LONGEST_HEADING = 200


def structure(
    pieces: Sequence[Piece], path: str, *, has_tasks: bool = False, grammar: Grammar = VN
) -> tuple[tuple[Element, ...], tuple[Problem, ...]]:
    """The parts of a document in reading order, footnotes last, and what was unclear."""
    notes = [piece for piece in pieces if isinstance(piece, Paragraph) and piece.is_note]
    body = [piece for piece in pieces if isinstance(piece, Table) or not piece.is_note]
    kept, drawn = tables.without_rules(tables.laid_out(body))
    kept, joined = glued_points.parted(kept) if not grammar.levels else (kept, ())
    builder = (
        LeveledBuilder(kept, grammar)
        if grammar.levels
        else _Builder(kept, path, has_tasks=has_tasks)
    )
    builder.build()
    elements = builder.elements
    elements.extend(footnotes.told(notes))
    builder.problems.extend(findings.done(path, "import-rules", drawn))
    builder.problems.extend(findings.done(path, "import-points-glued", joined))
    commas = [piece.line for piece in kept if counts_by_comma(text_of(piece))]
    builder.problems.extend(findings.done(path, "import-commas", commas))
    return tuple(elements), tuple(builder.problems)


class _Builder:
    """Goes through the paragraphs of a text and says what each of them is."""

    def __init__(self, pieces: Sequence[Piece], path: str, *, has_tasks: bool) -> None:
        self.pieces = pieces
        self.path = path
        self.elements: list[Element] = []
        self.problems: list[Problem] = []
        self._at = Position()
        self._has_tasks = has_tasks
        self._has_rows = False
        """Whether a table of tasks stood there, after which the text may end."""
        self._annexes: set[str] = set()
        self._quotations = PieceQuotations(pieces)
        self._heads = places.heads(pieces)
        self._numbered = places.numbered(pieces)
        self._sequence = NumberSequence(pieces)
        self._by_order: list[int] = []
        self._forms: list[int] = []
        self._has_articles = any(
            start(text_of(pieces[index])).opening is Opening.ARTICLE for index in self._heads
        )

        self._counts_alone = not (
            any(start(text_of(pieces[index])).form is not VN.annex for index in self._heads)
            or any(section(text_of(piece)) or task(text_of(piece)) for piece in pieces)
        )

    def build(self) -> None:
        """Place every paragraph."""
        index = self._preamble()
        while index < len(self.pieces):
            index += self._place(index)
        self.problems.extend(findings.done(self.path, "import-by-order", self._by_order))
        self.problems.extend(findings.done(self.path, "import-form", self._forms))

    def _preamble(self) -> int:
        """The head of the document and its title."""
        end = self._heads[0] if self._heads else min(len(self.pieces), _PREAMBLE)
        first = places.title_place(self.pieces[:end])
        if first is None:
            return 0
        count = places.title_length(self.pieces[:end], first)
        for before in self.pieces[:first]:
            self._text(before)
        self._heading(ElementKind.TITLE, first, count, 1)
        return first + count

    def _place(self, index: int) -> int:
        """Place one paragraph, or what begins with it; return how many paragraphs that took."""
        piece = self.pieces[index]
        if isinstance(piece, Table):
            self._text(piece)
            return 1
        begun = self._sequence.decimal(index, self._at) or start(piece.text)
        return (
            self._quotation(index, begun)
            or self._article(index, begun)
            or self._division(index, begun)
            or self._section(index)
            or self._task(index)
            or self._attached(index)
            or self._closing(index)
            or self._line(piece, begun)
        )

    def _heading(self, kind: ElementKind, index: int, count: int, level: int) -> int:
        texts = [text_of(piece) for piece in self.pieces[index : index + count]]
        self.elements.append(Element(kind, " ".join(texts), self.pieces[index].line, level=level))
        return count

    def _report(self, line: int, rule: str, **details: object) -> None:
        self.problems.append(findings.unsure(self.path, line, rule, **details))

    # Quotations

    def _quotation(self, index: int, begun: Start) -> int:
        if not self._at.has_heading:
            return 0
        place = QuotedPlace(self._at.article, value(self._at.clause), self._at.point)
        found = self._quotations.marked(index, place)
        is_foreign = begun.opening is Opening.ARTICLE and not self._at.is_next_article(begun.number)
        if not found and is_foreign:
            found = self._quotations.unmarked(index, place)
        if not found:
            return 0
        for piece in self.pieces[index : index + found.length]:
            self._quoted(piece)
        if not found.is_closed:
            last = self.pieces[index + found.length - 1].line
            self._report(self.pieces[index].line, "import-quote-open", last=last)
        return found.length

    def _quoted(self, piece: Piece) -> None:
        if isinstance(piece, Table):
            self._text(piece)
        else:
            depth = self._at.depth
            self.elements.append(Element(ElementKind.QUOTE, piece.text, piece.line, depth))

    # Headings

    def _article(self, index: int, begun: Start) -> int:
        piece = self.pieces[index]
        if begun.opening is not Opening.ARTICLE:
            loose = unmarked_article(text_of(piece))
            if not (loose and self._at.is_next_article(loose.number) and _is_titled(piece)):
                return 0
            self._report(piece.line, "import-article-unmarked", number=loose.number)
            begun = loose
        if not begun.number[0].isdigit() and not self._is_misread_article(piece, begun):
            return 0
        if self._at.has_article(begun.number) and places.is_form(begun.rest):
            self._forms.append(piece.line)
            self.elements.append(Element(ElementKind.TEXT, text_of(piece), piece.line))
            return 1
        self._check_order(piece.line, begun.number)
        self._at.open_article(begun.number)
        if start(begun.rest).opening is Opening.CLAUSE and isinstance(piece, Paragraph):
            return self._article_with_clause(piece, begun)
        count = places.article_length(self.pieces, index)
        return self._heading(ElementKind.ARTICLE, index, count, _ARTICLE_LEVEL)

    def _article_with_clause(self, piece: Paragraph, begun: Start) -> int:
        """An article on whose line its first clause begins: "Điều 1. 1. …"."""
        head = piece.text.removesuffix(begun.rest).rstrip()
        self.elements.append(Element(ElementKind.ARTICLE, head, piece.line, level=_ARTICLE_LEVEL))
        self._item(replace(piece, text=begun.rest), start(begun.rest))
        return 1

    def _is_misread_article(self, piece: Piece, begun: Start) -> bool:
        """Whether "Điều l" can only be the article that comes next, and be read as one."""
        meant = as_meant(begun.number)
        is_due = self._at.is_next_article(meant)
        is_readable = is_due and markers.heading(text_of(piece), VN) is not None
        find = findings.unsure if is_readable else findings.lost
        word = VN.form(Kind.ARTICLE).word
        found, hint = (
            f"{word} {begun.number}",
            f"{word} {meant if is_due else self._at.article + 1}",
        )
        self.problems.append(
            find(self.path, piece.line, "import-number-odd", found=found, hint=hint)
        )
        return is_readable

    def _check_order(self, line: int, number: str) -> None:
        at = self._at
        is_known = at.is_next_article(number) or at.has_article(number)
        if number[0].isdigit() and at.has_articles() and not is_known:
            self._report(line, "import-article-gap", number=number, expected=at.article + 1)

    def _division(self, index: int, begun: Start) -> int:
        form = begun.form
        if begun.opening is not Opening.DIVISION or form is None:
            return 0
        if form is VN.annex:
            return self._annex(index, begun)
        piece = self.pieces[index]
        if not self._at.is_new_division(begun):
            return 0
        if markers.heading(text_of(piece), VN) is None:
            found = f"{form.word} {begun.number}"
            hint = f"{form.word} {as_meant(begun.number)}"
            odd = findings.lost(self.path, piece.line, "import-number-odd", found=found, hint=hint)
            self.problems.append(odd)
            return 0
        self._at.open_division(begun)
        count = places.division_length(self.pieces, index)
        return self._heading(ElementKind.DIVISION, index, count, _LEVELS[form.kind])

    def _section(self, index: int) -> int:
        """A section without the word, "II- NHIỆM VỤ": the next one, before a title."""
        begun = section(text_of(self.pieces[index]))
        if not begun:
            return 0
        at, is_capitals = self._at, is_upper(begun.rest)
        key = number_key(Kind.SECTION, begun.number)
        number = int(key) if key.isdigit() else ord(key[0]) - ord("a") + 1
        is_roman, scheme = key.isdigit(), at.scheme
        is_title = is_capitals or not (self._has_articles or begun.rest.endswith((".", ";", ",")))
        is_due = number in {1, at.sections.get(is_roman, 0) + 1}
        if not scheme and number == 1 and self._is_scheme(index):
            scheme = at.article
        if not (is_title and is_due):
            return 0
        if scheme and not at.scheme:
            self._report(self.pieces[index].line, "import-sections-in-article", number=scheme)
        at.scheme = scheme
        if not at.is_new_section(begun, is_roman=is_roman):
            return 0
        level = _SECTION_LEVEL + at.is_inner_section(is_roman=is_roman)
        at.open_section(begun, number, is_roman=is_roman)
        count = places.division_length(self.pieces, index) if is_capitals else 1
        return self._heading(ElementKind.DIVISION, index, count, level + 2 if at.scheme else level)

    def _is_scheme(self, index: int) -> bool:
        """Whether sections begin inside an article, after which the next article comes."""
        at = self._at
        if not at.article or at.sections or not at.has_heading:
            return False
        later = self._heads[bisect_right(self._heads, index) :]
        following = start(text_of(self.pieces[later[0]])) if later else None
        return following is not None and (
            following.opening is Opening.ARTICLE and at.is_next_article(following.number)
        )

    def _task(self, index: int) -> int:
        """A task of a programme; the numbers in its fields count for nothing."""
        if not (self._has_tasks and task(text_of(self.pieces[index]))):
            return 0
        self._at.close()
        return self._heading(ElementKind.DIVISION, index, 1, _ARTICLE_LEVEL)

    # Annexes and attached regulations

    def _annex(self, index: int, begun: Start) -> int:
        is_heading = not begun.rest or bool(begun.mark) or is_upper(begun.rest)
        if not is_heading or begun.number in self._annexes:
            return 0
        self._annexes.add(begun.number)
        return self._part(index, places.division_length(self.pieces, index))

    def _attached(self, index: int) -> int:
        if not (self._at.article and places.begins_attached(self.pieces, index)):
            return 0
        return self._part(index, places.title_length(self.pieces, index))

    def _part(self, index: int, count: int) -> int:
        self._at = Position()
        self._at.open_heading()
        return self._heading(ElementKind.TITLE, index, count, 1)

    # Signatures

    def _closing(self, index: int) -> int:
        """A signature block: up to the next part of the document, nothing belongs to an article."""
        first = index + 1 if places.is_drawn(self.pieces[index]) else index
        is_begun = self._at.has_heading or self._has_rows
        if not (is_begun and places.begins_closing(self.pieces, first)):
            return 0
        if not self._is_over(index):
            return 0
        self._at.close()
        self._has_rows = False
        self.elements.append(Element(ElementKind.CLOSING, "", self.pieces[index].line))
        self._text(self.pieces[index])
        return 1

    def _is_over(self, index: int) -> bool:
        """Whether nothing of this part of the document follows."""
        at = self._at
        if not (at.article or at.sections or self._counts_alone):
            return False
        marks = self._heads if at.article else self._numbered
        following = bisect_right(marks, index)
        if following == len(marks):
            return True
        begun = start(text_of(self.pieces[marks[following]]))
        return begun.form is VN.annex or (bool(at.article) and begun.number in {"1", "I"})

    # Lines of text

    def _line(self, piece: Paragraph, begun: Start) -> int:
        depth = self._at.depth
        if begun.opening is Opening.DASH:
            self.elements.append(Element(ElementKind.ITEM, piece.text, piece.line, depth))
        elif self._has_numbers(begun) and begun.opening in {Opening.CLAUSE, Opening.POINT}:
            self._item(piece, begun)
        else:
            self._text(piece)
        return 1

    def _has_numbers(self, begun: Start) -> bool:
        """Whether numbers count here: below a heading, or from the first in a text without any."""
        is_first = begun.opening is Opening.CLAUSE and begun.number == "1"
        if self._counts_alone and is_first and not self._at.is_closed:
            self._at.has_heading = True
        return self._at.has_heading

    def _item(self, piece: Paragraph, begun: Start) -> None:
        """A clause or a point; one whose number stands there already is text."""
        at, is_clause = self._at, begun.opening is Opening.CLAUSE
        if decimal(piece.text):
            self._by_order.append(piece.line)
        if self._sequence.is_subpoint(piece, begun, at):
            self._by_order.append(piece.line)
            at.subpoint = begun.number
            self.elements.append(Element(ElementKind.POINT, piece.text, piece.line, at.depth - 1))
            return
        if not is_clause and not begun.number[1:].isdecimal() and len(begun.number) > 1:
            self._text(piece)
            return
        opens = at.open_clause if is_clause else at.open_point
        if not opens(begun.number):
            self._report(piece.line, "import-number-twice", found=begun.mark)
            self._text(piece)
            return
        kind = ElementKind.CLAUSE if is_clause else ElementKind.POINT
        depth = 0 if is_clause else int(bool(at.clause))
        self.elements.append(Element(kind, piece.text, piece.line, depth))

    def _depth_of(self, piece: Piece) -> int:
        """How deep a text stands; a time alone says when the tasks below it are due."""
        may_time = self._has_tasks and not self._at.article
        return 0 if may_time and is_time(text_of(piece)) else self._at.depth

    def _text(self, piece: Piece) -> None:
        depth, is_loose = self._depth_of(piece), not self._at.has_heading
        if isinstance(piece, Table):
            self._has_rows = self._has_rows or self._has_tasks
            table = Element(ElementKind.TABLE, "", piece.line, depth, rows=piece.rows)
            self.elements.append(table)
        else:
            text = Element(ElementKind.TEXT, piece.text, piece.line, depth, is_loose=is_loose)
            self.elements.append(text)


def _is_titled(piece: Piece) -> bool:
    """Whether a paragraph could be the heading of an article."""
    text = text_of(piece)
    return not text.endswith((".", ";", ",")) and len(text) <= _LONGEST_HEADING
