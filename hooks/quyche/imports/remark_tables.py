"""Remarks from the tables that offices keep: Word, spreadsheets, and lists with separators."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from quyche import citations
from quyche.errors import UnreadableFileError
from quyche.imports import word
from quyche.imports.messages import labels
from quyche.imports.paragraphs import Table
from quyche.imports.remarks import Found, date_in
from quyche.text import fold

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "answer": (r".*(?:tiep thu|giai trinh)", r"ket qua xu ly"),
    "proposal": (
        r"de (?:nghi|xuat) (?:sua|ghi|viet)",
        r"phuong an (?:sua|de)",
        r"noi dung de nghi",
    ),
    "remark": (
        r"(?:noi dung )?(?:y kien|gop y)$",
        r"(?:noi dung|y kien) (?:tham gia )?gop y",
        r"noi dung (?:y kien|tham gia)",
    ),
    "place": (r"(?:dieu|khoan|diem|muc|chuong|vi tri|noi dung (?:cua )?du thao)\b", r"nhiem vu$"),
    "sender": (r"(?:co quan|don vi|noi|ca nhan|to chuc|chu the)\b", r"nguoi gop y"),
    "date": (r"ngay\b", r"thoi gian"),
    "number": (r"(?:stt|tt|so|so tt|so thu tu)$",),
}
"""How the columns are called, without marks; the first that fits is meant."""
_NEEDED = {"remark"}
_FEWEST = 2  # columns by which the head of a table is known
_WHOLE = ("chung", "y kien chung", "toan van", "toan bo du thao", "toan van ban")
_SEPARATORS = ";\t,"
Row = tuple[str, ...]


def read(path: Path) -> tuple[Found, ...]:
    """The remarks of the first table that has a column for them.

    Raises UnreadableFileError for a file that cannot be read or has no such table.
    """
    for rows in _tables(path):
        if found := _in_table(rows):
            return found
    raise UnreadableFileError(labels()("comment.import.no_table", path=path))


def _tables(path: Path) -> Iterator[Sequence[Row]]:
    suffix = path.suffix.lower()
    if suffix in {".docx", ".docm"}:
        pieces, _ = word.read(path)
        yield from (piece.rows for piece in pieces if isinstance(piece, Table))
    elif suffix in SPREADSHEETS:
        yield from _sheets(path)
    else:
        yield _separated(path)


def _sheets(path: Path) -> Iterator[Sequence[Row]]:
    try:
        with CalamineWorkbook.from_path(path) as book:
            for name in book.sheet_names:
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                yield [tuple(map(_cell, row)) for row in rows]
    except (CalamineError, OSError) as fault:
        raise UnreadableFileError(f"{path}: {fault}") from fault


def _cell(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _separated(path: Path) -> Sequence[Row]:
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UnreadableFileError(f"{path}: {fault}") from fault
    head = source.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    return [tuple(row) for row in csv.reader(io.StringIO(source, newline=""), delimiter=separator)]


def _in_table(rows: Sequence[Row]) -> tuple[Found, ...]:
    for number, row in enumerate(rows):
        columns = _columns(row)
        if columns.keys() >= _NEEDED and len(columns) >= _FEWEST:
            return tuple(_Reader(columns).read(rows[number + 1 :], number + 2))
    return ()


def _columns(head: Row) -> dict[str, int]:
    """Where each column is, by what its head says; a head over several columns is the first."""
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        called = re.sub(r"[^a-z ]+", " ", fold(cell)).strip()
        called = " ".join(called.split())
        for name, patterns in COLUMNS.items():
            if called and any(re.match(pattern, called) for pattern in patterns):
                found.setdefault(name, place)
                break
    return found


@dataclass
class _Reader:
    """Goes down a table; a cell that several rows share stands in the first of them."""

    columns: Mapping[str, int]
    place: str = ""
    sender: str = ""

    def read(self, rows: Iterable[Row], first: int) -> Iterator[Found]:
        for line, row in enumerate(rows, first):
            filled = [cell for cell in dict.fromkeys(row) if cell.strip()]
            if len(filled) == 1 and self._is_heading(filled[0]):
                self.place = "" if _is_whole(filled[0]) else filled[0]
                self.sender = ""
            elif found := self._found(row, line):
                yield found

    @staticmethod
    def _is_heading(text: str) -> bool:
        """Whether a row of one cell says what the rows below it speak of."""
        return bool(citations.find(text)) or _is_whole(text)

    def _found(self, row: Row, line: int) -> Found | None:
        remark = self._text(row, "remark")
        if not remark or _is_numbering(row):
            return None
        place, sender = self._text(row, "place"), self._text(row, "sender")
        is_carried = bool((not place and self.place) or (not sender and self.sender))
        self.place, self.sender = place or self.place, sender or self.sender
        return Found(
            line=line,
            remark=remark,
            place="" if _is_whole(self.place) else self.place,
            sender=self.sender,
            date=date_in(self._text(row, "date")),
            proposal=self._text(row, "proposal"),
            answer=self._text(row, "answer"),
            is_carried=is_carried,
        )

    def _text(self, row: Row, name: str) -> str:
        place = self.columns.get(name, len(row))
        return row[place].strip() if place < len(row) else ""


def _is_numbering(row: Row) -> bool:
    """Whether it is the row below a head that numbers the columns: (1) (2) (3)."""
    return all(re.fullmatch(r"\(?\d{1,2}\)?", cell.strip()) for cell in row if cell.strip())


def _is_whole(place: str) -> bool:
    return fold(place).strip(" .:") in _WHOLE
