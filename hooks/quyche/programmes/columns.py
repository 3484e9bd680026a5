"""What the columns of a table of tasks hold, by what stands at their head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche.language import time_lists
from quyche.language.spelling import fold
from quyche.programmes.field_names import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NUMBER, CONTENT, PARTIES, MARKED = "number", "content", "parties", "marked"
"""Columns that are no field: the number of a row, what is to be done, who leads and who works with
them in one column, and a month or a quarter in which a cross is set."""
UNREAD = "unread"
"""Columns of what was done or is aimed at: their words stay text."""

# In order: of a head that says several things, the first holds. A full stop stands for the
# letter that would make a word by which provisions are numbered.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (NUMBER, (r"(?:s\.?\s?)?t\.?\s?t\.?|so tt|so thu tu|thu tu|so|no\.?|#",)),
    (PARTIES, (r"(?=.*(?:chu tri|chuan bi|tham muu|thuc hien\W|dau moi))(?=.*phoi hop).*",)),
    (UNREAD, (r".*ket qua thuc hien.*|tinh hinh.*|muc tieu.*|chi tieu.*",)),
    ("note", (r"ghi chu.*|notes?|remarks?",)),
    ("basis", (r"(?:can cu|co so).*|basis",)),
    (
        "product",
        (
            r"(?:du kien |yeu cau )*(?:san pham|ket qua dau ra|ket qua du kien).*|ket qua",
            r"(?:hinh thuc|the loai|loai hinh|loai|ten) (?:cua )?(?:van ban|ban hanh).*",
            r"outputs?|products?",
        ),
    ),
    ("period", (r"(?:moc thoi gian|thoi ky|nien do|giai doan).* (?:kiem tra|giam sat).*",)),
    ("presiding", (r"(?:co quan|don vi) trinh",)),
    (
        "deciding",
        (
            r"cap .*cho y kien|(?:cap tham quyen|tham quyen|cap nao).*|decided by",
            r".*(?:cap|tham quyen|co quan) (?:co tham quyen |quyet dinh|phe duyet|ban hanh).*",
            r".*(?:cap|tham quyen|co quan) (?:thong qua|trinh|ket luan).*",
            r"trinh (?!thoi gian).*",
        ),
    ),
    (
        "time",
        (
            r".*(?:thoi gian|thoi han|thoi di.m|tien do|han hoan thanh|ngay hoan thanh|lich).*",
            r"(?:cac )?(?:thang|quy|ngay|tuan|ngay thang|thang, nam|thang/nam)|when|time|due",
        ),
    ),
    (
        "presiding",
        (
            r".*(?:lanh dao|dong chi|nguoi|thuong truc)\b.*(?:phu trach|chi dao|chu tri|trinh).*",
            r"chi dao|phu trach|chu tri (?:hoi nghi|cuoc hop|phien hop|trinh)",
        ),
    ),
    ("coordinating", (r".*(?:phoi hop|tham gia|tham du|lien quan|cung thuc hien).*|with",)),
    ("team", (r".*(?:truong doan|doan kiem tra|doan giam sat|to kiem tra).*",)),
    ("lead", (r".*(?:chu tri|dau moi|chiu trach nhiem|chu de an).*|lead",)),
    ("object", (r".*(?:doi tuong|don vi duoc|to chuc dang duoc|noi duoc).*",)),
    (
        "preparing",
        (r".*(?:tham muu|chuan bi|thuc hien|phan cong|trach nhiem|xay dung|soan thao).*",),
    ),
    ("form", (r"(?:hinh thuc)(?! van ban).*",)),
    (
        CONTENT,
        (
            r".*(?:noi dung|nhiem.vu|cong viec|dau viec|chuyen de|de an|danh m.c|van de).*",
            r"(?:ten|cac) .*|viec|hoat dong|(?:cac )?hoi nghi|chu de|chuong trinh",
            r"tasks?|content",
        ),
    ),
    ("lead", (r"co quan|don vi|ban|co quan, don vi",)),
)
_PATTERNS = tuple((name, re.compile(one)) for name, words in _WORDS for one in words)
_WORK_FIRST_RE = re.compile(r"(?:noi dung|nhiem.vu|cong viec|dau viec)\b")
_LONGEST = 90
_MOST_HEAD_ROWS = 3
_ENOUGH = 2
"""Cells that a row must fill to be one of the head, or to count the columns."""
_ORDER_RE = re.compile(r"\(?\s*(?:\d{1,2}|[A-E])\s*\)?")
_TOLD = {"lead", "preparing", PARTIES, "time", MARKED, "deciding", "presiding", "coordinating"}
"""At least one of these makes a table with contents one of tasks."""


@dataclass(frozen=True)
class Columns:
    """The columns of one table."""

    names: Mapping[int, str]
    """What each holds whose head is known, by its place from 0."""
    heads: Mapping[int, str]
    """What stands at the head of each, as written."""
    head_rows: int = 0
    """How many rows of the table are its head."""

    def place(self, name: str) -> int:
        """The first of that name; -1 for none."""
        return next((place for place, known in sorted(self.names.items()) if known == name), -1)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The heads that nobody understood."""
        return tuple(head for place, head in self.heads.items() if place not in self.names)


def columns_of(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table by the rows at its head; None where these are no head of tasks."""
    for start in range(min(_MOST_HEAD_ROWS, len(rows))):
        if not _is_head(rows[start]):
            continue
        count = start + 1
        heads = [[cell.strip()] for cell in rows[start]]
        for row in rows[count : start + _MOST_HEAD_ROWS]:
            if not _goes_on(heads, row):
                break
            _take(heads, row)
            count += 1
        if count < len(rows) and _is_order(rows[count]):
            count += 1
        return _columns(heads, count)
    return None


def column_of(head: str) -> str:
    """What a column holds by its head; empty where that is not known.

    >>> column_of("Cơ quan chủ trì"), column_of("Thời gian trình"), column_of("Kinh phí")
    ('lead', 'time', '')
    """
    key = " ".join(fold(head).replace("\\n", " ").split()).strip(" .:*")
    if not key or len(key) > _LONGEST:
        return ""
    if _WORK_FIRST_RE.match(key):
        return CONTENT
    found = (name for name, pattern in _PATTERNS if pattern.fullmatch(key))
    name = next(found, NAMES.get(key, ""))
    return "" if name == UNREAD else name


def _is_head(row: Sequence[str]) -> bool:
    known = [column_of(cell) or _time_of(cell) for cell in row if cell.strip()]
    named = list(filter(None, known))
    return CONTENT in named and not _TOLD.isdisjoint(named) and 2 * len(named) >= len(known)


def _take(heads: Sequence[list[str]], row: Sequence[str]) -> None:
    """Put a row of the head below those above; a cell above reaches over the empty ones beside."""
    above = ""
    for place, cell in enumerate(row):
        told = cell.strip()
        above = heads[place][0] or above
        if told and not heads[place][0] and above != told:
            heads[place][0] = above
        if told and told not in heads[place]:
            heads[place].append(told)


def _goes_on(heads: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row is another of the head: it names parts of the columns above, and no task."""
    filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
    if len({cell for _, cell in filled}) < _ENOUGH or len(row) != len(heads) or _is_order(row):
        return False
    new = [cell for place, cell in filled if cell not in heads[place]]
    below = [column_of(cell) for cell in new]
    known = [cell for cell in new if column_of(cell) or _time_of(cell)]
    is_known = len(known) == len(new) or (bool(known) and _names_no_work(heads, row))
    return bool(new) and is_known and CONTENT not in below and NUMBER not in below


def _names_no_work(heads: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether a row says nothing new of what is to be done, nor has a number or any figure."""
    own = [at for at, head in enumerate(heads) if column_of(" ".join(head)) in {CONTENT, NUMBER}]
    is_empty = all(not row[at].strip() or row[at].strip() in heads[at] for at in own)
    return bool(own) and is_empty and not any(map(str.isdigit, "".join(row)))


def _is_order(row: Sequence[str]) -> bool:
    """Whether a row only counts the columns: `(1) | (2) | (3)`."""
    filled = [cell.strip() for cell in row if cell.strip()]
    is_short = len(filled) > _ENOUGH and all(_ORDER_RE.fullmatch(cell) for cell in filled)
    return is_short and len(set(filled)) == len(filled)


def _time_of(head: str) -> str:
    is_time = len(head) <= _LONGEST and bool(time_lists.read_all(head.strip()))
    return MARKED if is_time else ""


def _columns(heads: Sequence[Sequence[str]], count: int) -> Columns:
    written = {place: " ".join(filter(None, head)) for place, head in enumerate(heads)}
    names = dict(_named(heads, written))
    is_led = "lead" in names.values()
    meant = {"preparing": "coordinating" if is_led else "lead"}
    meant |= {PARTIES: "coordinating"} if is_led else {}
    names = {place: meant.get(name, name) for place, name in names.items()}
    return Columns(names, {place: head for place, head in written.items() if head}, count)


def _named(heads: Sequence[Sequence[str]], written: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    seen = set[str]()
    for place, parts in enumerate(heads):
        if _time_of(parts[-1]):
            yield place, MARKED
            continue
        name = column_of(parts[-1]) if len(parts) > 1 else ""
        name = name or column_of(written[place])
        if name in {NUMBER, CONTENT} and name in seen:
            continue
        seen.add(name)
        if name:
            yield place, name
