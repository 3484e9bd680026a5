"""Remarks from the tables that offices keep: Word, spreadsheets, and lists with separators."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from quyche.errors import UnreadableFileError
from quyche.imports import findings
from quyche.imports.files import kinds, limits, word, workbooks
from quyche.imports.files.kinds import FileKind
from quyche.imports.files.limits import BeyondLimitError
from quyche.imports.files.paragraphs import Table
from quyche.imports.remarks.columns import columns_in, is_name
from quyche.imports.remarks.found import FoundRemark, date_in
from quyche.language import citations
from quyche.language.grammars import Grammar
from quyche.language.spelling import compose, fold
from quyche.language.vietnamese import VN
from quyche.problems import Problem

_WORKBOOKS = {
    ".xlsx": FileKind.WORKBOOK,
    ".xlsm": FileKind.WORKBOOK,
    ".xls": FileKind.OLD_WORKBOOK,
    ".ods": FileKind.OPEN_WORKBOOK,
}
_FEWEST = 2  # columns by which the head of a table is known, that of remarks among them
_TABULAR = 3  # columns; a narrower table without a head lays out a page
_WHOLE = (
    *("chung", "y kien chung", "toan van", "toan bo du thao", "toan van ban"),
    *("general", "whole text", "whole draft", "all"),
)
_SEPARATORS = ";\t,"
_LONGEST_CELL = 10_000_000
Row = tuple[str, ...]
Cell = tuple[int, int]


@dataclass(frozen=True)
class _Sheet:
    """One table of a file."""

    rows: Sequence[Row]
    first: int
    """The line at which messages say that it begins."""
    joined: frozenset[tuple[int, int]] = frozenset()
    """The cells, by row and column, that are one with the cell above."""


def read(path: Path, grammar: Grammar = VN) -> tuple[tuple[FoundRemark, ...], tuple[Problem, ...]]:
    """The remarks of all tables of a file, and what of them was not read.

    A table without a head goes on with the one before it where it is as wide. Raises
    UnreadableFileError for a file that cannot be read, or in which no table has remarks.
    """
    reader = _FileReader(str(path), grammar)
    for sheet in _sheets(path):
        reader.read(sheet)
    if not reader.has_head:
        raise UnreadableFileError("remark.import.no_table", path=path)
    return tuple(reader.found), tuple(reader.problems)


def _sheets(path: Path) -> Iterator[_Sheet]:
    suffix = path.suffix.lower()
    if suffix in {".docx", ".docm"}:
        pieces, _ = word.read(path, is_source=False)
        tables = (piece for piece in pieces if isinstance(piece, Table))
        yield from (_Sheet(table.rows, table.line, table.merged) for table in tables)
    elif suffix in _WORKBOOKS:
        yield from _of_workbook(path)
    else:
        yield _Sheet(_separated(path), 1)


def _of_workbook(path: Path) -> Iterator[_Sheet]:
    kind = _WORKBOOKS[path.suffix.lower()]
    source = kinds.opened(path, {kind})
    with limits.naming(path):
        if kind is not FileKind.OLD_WORKBOOK:
            workbooks.check(source)
        yield from _sheets_in(source)


def _sheets_in(source: bytes) -> Iterator[_Sheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(source)) as book:
            cells = 0
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                cells += sheet.total_height * sheet.total_width
                limits.check_cells(cells)
                rows = sheet.to_python(skip_empty_area=False)
                joined = frozenset(_joined_cells(sheet.merged_cell_ranges or ()))
                yield _Sheet([tuple(map(_cell, row)) for row in rows], 1, joined)
    except PasswordError as fault:
        raise BeyondLimitError("kinds.encrypted") from fault
    except (CalamineError, OSError) as fault:
        raise BeyondLimitError("broken_workbook") from fault


def _joined_cells(ranges: Iterable[tuple[Cell, Cell]]) -> Iterator[Cell]:
    """The cells of ranges that are one below the first."""
    for (top, left), (bottom, _) in ranges:
        yield from ((row, left) for row in range(top + 1, bottom + 1))


def _cell(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _separated(path: Path) -> Sequence[Row]:
    with limits.naming(path):
        try:
            source = kinds.opened(path, kinds.TEXTS).decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise BeyondLimitError("encoding", found="utf-8", byte=fault.start + 1) from fault
        rows = _parted(source, max(_SEPARATORS, key=source.partition("\n")[0].count))
        limits.check_cells(sum(map(len, rows)))
        return rows


def _parted(source: str, separator: str) -> list[Row]:
    """The rows of a list; a quotation mark that nothing closes would make one cell of the rest."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for _ in csv.reader(io.StringIO(source, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as fault:
        if "unexpected end" in str(fault):
            raise BeyondLimitError("open_quotation") from fault
    try:
        lines = io.StringIO(source, newline="")
        return [tuple(row) for row in csv.reader(lines, delimiter=separator)]
    except csv.Error as fault:
        raise BeyondLimitError("cell", most=_LONGEST_CELL) from fault


@dataclass
class _FileReader:
    """Goes through the tables of a file."""

    path: str
    grammar: Grammar = VN
    """How the places are written that rows speak of."""
    found: list[FoundRemark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    has_head: bool = False
    _columns: Mapping[str, int] = field(default_factory=dict)
    _width: int = 0

    def read(self, sheet: _Sheet) -> None:
        width = max(map(len, sheet.rows), default=0)
        head = _head(sheet.rows)
        if head:
            rows, self._columns = sheet.rows[head.end :], head.columns
            self.has_head, self._width = True, width
            for name in head.unread:
                self._unsure(sheet.first, "comment-import-column", found=name)
            start = head.end
        elif self.has_head and width == self._width:
            rows, start = sheet.rows, 0
        else:
            if width >= _TABULAR and any(any(cell.strip() for cell in row) for row in sheet.rows):
                self._unsure(sheet.first, "comment-import-headless")
            return
        joined = frozenset((row - start, column) for row, column in sheet.joined)
        reader = _Reader(self._columns, self.grammar, joined)
        self.found.extend(reader.read(rows, sheet.first + start))

    def _unsure(self, line: int, rule: str, **details: object) -> None:
        self.problems.append(findings.unsure(self.path, line, rule, **details))


@dataclass(frozen=True)
class _Head:
    columns: Mapping[str, int]
    unread: tuple[str, ...]
    """What columns are called that nobody reads."""
    end: int
    """How many rows there are up to its end."""


def _head(rows: Sequence[Row]) -> _Head | None:
    """The first row that names columns, one of them that of remarks.

    With the row below where one name stands above two.
    """
    for number, row in enumerate(rows):
        columns = columns_in(row)
        if "remark" in columns and len(columns) >= _FEWEST:
            below = rows[number + 1] if number + 1 < len(rows) else ()
            is_double = _names_only(below)
            names = _joined(row, below) if is_double else row
            columns = columns_in(names)
            read = set(columns.values())
            unread = tuple(
                " ".join(name.split())
                for at, name in enumerate(names)
                if name.strip() and at not in read
            )
            return _Head(columns, unread, number + 1 + is_double)
    return None


def _names_only(row: Row) -> bool:
    """Whether all that stands in a row are names of columns."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and all(map(is_name, filled))


def _joined(above: Row, below: Row) -> Row:
    return tuple(
        under if under.strip() else over for over, under in zip(above, below, strict=False)
    )


@dataclass(frozen=True)
class _Told:
    """What a cell means."""

    text: str
    is_carried: bool = False
    """Whether only the order of rows tells it."""
    is_left_empty: bool = False


@dataclass
class _Reader:
    """Goes down a table; a cell that several rows share stands in the first of them."""

    columns: Mapping[str, int]
    grammar: Grammar
    """How the places that rows speak of are written."""
    joined: frozenset[Cell] = frozenset()
    """The cells that are one with the cell above."""
    place: str = ""
    sender: str = ""

    def read(self, rows: Iterable[Row], first: int) -> Iterator[FoundRemark]:
        for at, row in enumerate(rows):
            filled = [at for at, cell in enumerate(row) if cell.strip()]
            if not filled or _is_numbering(row):
                continue
            if len(filled) == 1 and self._is_heading(filled[0], row[filled[0]]):
                text = row[filled[0]].strip()
                self.place = "" if _is_whole(text) else text
                self.sender = ""
            else:
                yield self._found(row, at, first + at)

    def _is_heading(self, at: int, text: str) -> bool:
        """Whether a row of one cell says what the rows below it speak of."""
        is_place = bool(citations.find(text, self.grammar)) or _is_whole(text)
        return at != self.columns["remark"] and is_place

    def _found(self, row: Row, at: int, line: int) -> FoundRemark:
        remark, proposal = self._text(row, "remark"), self._text(row, "proposal")
        place, sender = (self._told(row, at, name) for name in ("place", "sender"))
        carried = tuple(told.text for told in (place, sender) if told.is_carried and told.text)
        self.place, self.sender = place.text, sender.text
        return FoundRemark(
            line=line,
            remark=remark,
            place="" if _is_whole(self.place) else self.place,
            sender=self.sender,
            date=date_in(self._text(row, "date")),
            proposal=proposal,
            answer=self._text(row, "answer"),
            source=_source(self.place, self.sender, remark, proposal),
            carried=carried,
            is_left_empty=place.is_left_empty,
        )

    def _told(self, row: Row, at: int, name: str) -> _Told:
        """What a cell says, or one above that it is joined with; where none is, any above.

        Where others of its column are joined, one that is empty by itself says nothing.
        """
        text, column = self._text(row, name), self.columns.get(name, -1)
        above = self.place if name == "place" else self.sender
        if text or column < 0:
            return _Told(text or above)
        if (at, column) in self.joined:
            return _Told(above)
        if any(joined == column for _, joined in self.joined):
            return _Told("", is_left_empty=True)
        return _Told(above, is_carried=True)

    def _text(self, row: Row, name: str) -> str:
        place = self.columns.get(name, len(row))
        return row[place].strip() if place < len(row) else ""


def _source(*cells: str) -> str:
    """What tells a row from others: it stays the same when its remark is mended in our files."""
    told = "\0".join(" ".join(compose(cell).split()) for cell in cells)
    return f"bang-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def _is_numbering(row: Row) -> bool:
    """Whether it is the row below a head that numbers the columns: (1) (2) (3)."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) > 1 and all(re.fullmatch(r"\(?\d{1,2}\)?", cell) for cell in filled)


def _is_whole(place: str) -> bool:
    return fold(place).strip(" .:") in _WHOLE
