"""Paragraphs to the parts of a document whose numbers alone do not tell what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyche.imports.documents.elements import Element, ElementKind
from quyche.imports.documents.places import text_of
from quyche.imports.files.openings import is_upper
from quyche.imports.files.paragraphs import Paragraph, Table
from quyche.language import markers
from quyche.language.kinds import Kind
from quyche.language.numbers import components
from quyche.texts import levels
from quyche.texts.addresses import Address
from quyche.texts.nodes import OpenProvision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.paragraphs import Piece
    from quyche.language.grammars import Form, Grammar
    from quyche.language.markers import Marker
    from quyche.problems import Problem
    from quyche.texts.nesting import Place

_HASHES = {Kind.ATTACHMENT: 1, Kind.PART: 2, Kind.CHAPTER: 2, Kind.SECTION: 3, Kind.SUBSECTION: 4}
_UNIT_HASHES = 3
_MOST_HASHES = 6
_LONGEST_HEADING = 160
_LONGEST_TITLE = 200
_LONGEST_TITLE_BELOW = 80


class LeveledBuilder:
    """Goes through the paragraphs of a text and says what each of them is.

    Items are placed as the reader of the source format places them, so that they are written as
    deep as it will find them.
    """

    def __init__(self, pieces: Sequence[Piece], grammar: Grammar) -> None:
        self.pieces = pieces
        self.grammar = grammar
        self.elements: list[Element] = []
        self.problems: list[Problem] = []
        self._stack = [OpenProvision(Address(""))]
        found = [self._named(text_of(piece)) for piece in pieces]
        self._words = tuple(
            dict.fromkeys(one.form for one in found if one and one.kind.is_counted_through)
        )

    def build(self) -> None:
        """Place every paragraph."""
        titled = 0
        start = self._title()
        for at, piece in enumerate(self.pieces[start:], start):
            if at == titled and titled:
                continue  # the title of the heading before it
            if isinstance(piece, Table):
                self._text(piece)
            elif marker := self._heading(piece.text):
                title = self._title_below(at, marker)
                titled = at + 1 if title else 0
                self._open_heading(replace(piece, text=f"{piece.text} {title}".strip()), marker)
            elif place := self._item(piece.text):
                self._open_item(piece, place)
            else:
                self._text(piece)

    def _title(self) -> int:
        """How many paragraphs the title takes: one that comes first, and is none of the text."""
        first = text_of(self.pieces[0]) if self.pieces else ""
        is_title = 0 < len(first) <= _LONGEST_TITLE and not self._heading(first)
        if not is_title or first.endswith((".", ";", ",")):
            return 0
        line = self.pieces[0].line
        self.elements.append(Element(ElementKind.TITLE, first, line, level=1))
        return 1

    # Headings

    def _title_below(self, at: int, marker: Marker) -> str:
        """The title in the paragraph below a heading that is a word and a number alone.

        What could as well be all that an article says is its text.
        """
        following = self.pieces[at + 1 : at + 3]
        text = text_of(following[0]) if following else ""
        is_table = bool(following) and isinstance(following[0], Table)
        if marker.rest or marker.beginning is not None or is_table or not text:
            return ""
        if len(text) > _LONGEST_TITLE_BELOW or not _is_title(text) or not text[:1].isalpha():
            return ""
        if self._heading(text) or self._item(text):
            return ""
        is_alone = len(following) == 1 or bool(self._heading(text_of(following[1])))
        return "" if marker.kind.is_counted_through and is_alone else text

    def _heading(self, text: str) -> Marker | None:
        return self._named(text) or self._numbered(text)

    def _named(self, text: str) -> Marker | None:
        """A heading with a word; a sentence may begin with one, too."""
        marker = markers.heading(text, self.grammar) or markers.annex(text, self.grammar)
        if marker is None or marker.beginning is not None:
            return None
        is_parted = marker.mark[-1:] in set(self.grammar.heading_marks)
        return marker if is_parted or _is_title(marker.rest) else None

    def _numbered(self, text: str) -> Marker | None:
        """A heading by a number alone, where no other headings have words: `3 Members`."""
        marker = markers.heading(text, self.grammar)
        if marker is None or marker.beginning is None or not _is_title(marker.rest):
            return None
        if marker.kind.is_counted_through:
            return None if self._words or not marker.rest else marker
        return marker if is_upper(marker.rest) else None

    def _open_heading(self, piece: Paragraph, marker: Marker) -> None:
        hashes = self._hashes(marker)
        place = levels.heading(marker, hashes, self._stack, self.grammar, frozenset())
        self._push(place, hashes)
        kind = _HEADING_KINDS.get(marker.kind, ElementKind.DIVISION)
        self.elements.append(Element(kind, piece.text, piece.line, level=hashes))

    def _hashes(self, marker: Marker) -> int:
        """Of several words for articles the one that comes first holds the others."""
        if not marker.kind.is_counted_through:
            return _HASHES[marker.kind]
        if marker.beginning is not None:
            return min(_UNIT_HASHES - 2 + len(components(marker.number)) + 1, _MOST_HASHES)
        return min(_UNIT_HASHES + self._depth_of(marker.form), _MOST_HASHES)

    def _depth_of(self, form: Form) -> int:
        return self._words.index(form) if form in self._words[:2] else 0

    # Items

    def _item(self, text: str) -> Place | None:
        if len(self._stack) == 1 or any(node.kind is Kind.TASK for node in self._stack):
            return None
        candidates = markers.items(text, self.grammar)
        if not candidates:
            return None
        return levels.item(candidates, self._stack, self.grammar, is_inside=False)

    def _open_item(self, piece: Paragraph, place: Place) -> None:
        self._push(place, 0)
        depth = self._depth - 1
        kind = ElementKind.POINT if depth else ElementKind.CLAUSE
        self.elements.append(Element(kind, piece.text, piece.line, depth))

    def _push(self, place: Place, hashes: int) -> None:
        del self._stack[place.keep :]
        marker = place.marker
        node = OpenProvision(
            place.base.child(place.step),
            place.kind,
            marker.number,
            marker.mark,
            level=hashes,
            code=place.code,
            beginning=marker.beginning,
        )
        self._stack[-1].content.append(node)
        self._stack.append(node)

    @property
    def _depth(self) -> int:
        return sum(not node.is_headed for node in self._stack)

    def _text(self, piece: Piece) -> None:
        is_loose = len(self._stack) == 1
        if isinstance(piece, Table):
            rows = piece.rows
            self.elements.append(Element(ElementKind.TABLE, "", piece.line, self._depth, rows=rows))
            return
        is_dash = markers.is_dash_item(piece.text)
        kind = ElementKind.ITEM if is_dash and not is_loose else ElementKind.TEXT
        self.elements.append(Element(kind, piece.text, piece.line, self._depth, is_loose=is_loose))


_HEADING_KINDS = {
    Kind.ATTACHMENT: ElementKind.TITLE,
    Kind.ARTICLE: ElementKind.ARTICLE,
    Kind.TASK: ElementKind.DIVISION,
}


def _is_title(text: str) -> bool:
    """Whether what follows a number could be the title of a provision."""
    is_short = len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ",", ":"))
    return is_short and not text[:1].islower()
