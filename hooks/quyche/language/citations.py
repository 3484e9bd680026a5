"""Citations in a text: which words name a provision or a document, and what they say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.language.spelling import CAPITALS, Searchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_KINDS = {
    "điểm": Kind.POINT,
    "khoản": Kind.CLAUSE,
    "điều": Kind.ARTICLE,
    "tiểu mục": Kind.SUBSECTION,
    "mục": Kind.SECTION,
    "chương": Kind.CHAPTER,
    "phần": Kind.PART,
    "phụ lục": Kind.ATTACHMENT,
    "nhiệm vụ": Kind.TASK,
}
_DOTTED = r"\d{1,3}(?:\.\d{1,2})*"
_ORDINAL = r"thứ[ ](?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
_HIGHER = rf"(?:[IVXLC]+[a-zđ]?|{_DOTTED}[a-zđ]?|[A-ZĐ]|{_ORDINAL})"
_NUMBERS = {
    Kind.POINT: rf"(?:[a-zđ]\d{{0,2}}|{_DOTTED})",
    Kind.CLAUSE: rf"{_DOTTED}[a-zđ]?",
    Kind.ARTICLE: r"\d{1,4}(?:\.\d{1,2})?[a-zđ]?",
    Kind.TASK: r"\d{1,3}[a-zđ]?",
}
_QUANTITY = r"(?![ \u00a0]*(?:%|(?:triệu|tỷ|nghìn|đồng|tháng|năm|ngày|lần|người)(?!\w)))"
_NUMBER_RES = {
    kind: re.compile(rf"{_NUMBERS.get(kind, _HIGHER)}(?![\w%]|[.,/]\d){_QUANTITY}")
    for kind in _KINDS.values()
}
_WORD_RE = re.compile(
    r"(?<!\w)(?P<word>điểm|khoản|điều|tiểu[ ]mục|mục|chương|phần|phụ[ ]lục|(?-i:Nhiệm[ ]vụ))"
    r"[ \u00a0]+(?=\w)",
    re.IGNORECASE,
)
# "thời điểm a", "tài khoản 1", "danh mục 2", "thành phần 3" name no provision
_COMPOUND_RE = re.compile(
    r"""(?:
        (?:thời|quan|địa|trọng|ưu|nhược|đặc|cao|khuyết|tâm|chấm|mỗi)[ ](?:điểm)
      | (?:tài|điều|ngân|mọi|bưu)[ ](?:khoản)
      | (?:danh|đề|chuyên|hạng|khoản)[ ](?:mục)
      | (?:thành|cổ|học|góp|một|đa)[ ](?:phần)
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST_RE = re.compile(
    r"[ \u00a0]*(?:,|(?<=[ \u00a0])(?:và|hoặc|hay|đến))[ \u00a0]+(?:(?:và|hoặc)[ \u00a0]+)?"
    r"|[ \u00a0]*[–-][ \u00a0]*"
)
# What may follow a number in a list, or a point's letter: other words would be what it counts or
# belongs to
# ("khoản 2, 3 tháng một lần", "điểm y tế").
_AFTER_RE = re.compile(
    rf"""[ \u00a0]*(?:$|[,;.:)\]”"?!–\n-]
      | (?:và|hoặc|hay|đến|của|thuộc|tại|trên|nêu|này|kèm|trong|theo)(?!\w)
      | (?:ban[ ]hành|được|thì|là|phải|có)(?!\w)
      | (?:[Đđ]iểm|[Kk]hoản|[Mm]ục|[Đđ]iều|[Cc]hương|[Pp]hần)(?!\w)
      | [{CAPITALS}])""",
    re.VERBOSE,
)
_JOINT_RE = re.compile(
    r"[ \u00a0]*(?:,[ \u00a0]*)?(?:(?:và|hoặc|hay|đến|của|thuộc|tại)[ \u00a0]+)?(?:các[ \u00a0]+)?"
)
_THIS_RE = re.compile(r"này(?!\w)")
_TYPES = (
    r"Quy[ ]chế|Quy[ ]định|Quy[ ]trình|Luật|Bộ[ ]luật|Hiến[ ]pháp|Pháp[ ]lệnh|Nghị[ ]định"
    r"|Nghị[ ]quyết|Quyết[ ]định|Chỉ[ ]thị|Thông[ ]tư"
    r"|Thông[ ]báo|Kết[ ]luận|Hướng[ ]dẫn|Kế[ ]hoạch|Chương[ ]trình|Điều[ ]lệ|Điều[ ]ước|Lệnh"
    r"|Nội[ ]quy|Đề[ ]án"
    r"|Công[ ]văn|Văn[ ]bản"
)
# "Quy chế này", "của Nghị định số 30/2020/NĐ-CP", "Điều lệ Đảng", "Quy chế ban hành kèm theo Nghị
# định này"
_DOCUMENT_RE = re.compile(
    rf"""
    [ \u00a0]*(?:,[ \u00a0]*)?(?:(?:của|trong|tại|thuộc)[ \u00a0]+)?
    (?:
        (?P<this>(?i:{_TYPES}))[ \u00a0]+này(?!\w)
      | (?P<attached>(?i:{_TYPES}))[ \u00a0]+(?:ban[ ]hành[ ])?kèm[ ]theo
            [ \u00a0]+(?i:{_TYPES})[ \u00a0]+này(?!\w)
      | (?<!,[ ])(?P<other>(?:{_TYPES})(?!\w)|(?:luật|bộ[ ]luật|pháp[ ]lệnh|nghị[ ]định)(?!\w))
    )
    """,
    re.VERBOSE,
)
# "191/2026/NĐ-CP", "00-QC/TU", "10-QĐi/TW", "63/2025/QH15", "555-KL/TUHP-TUHD", "05-CTr/TU"
_DOCUMENT_NUMBER_RE = re.compile(
    r"(?<![\w/-])\d{1,5}(?:/\d{4})?[-/][A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*(?![\w/-]*\w)"
)


@dataclass(frozen=True)
class Unit:
    """One number, with the word that it is counted by."""

    kind: Kind
    number: str
    """As written; empty for `này`."""
    start: int
    end: int
    joined: bool
    """Whether only a comma, `và` and the like part it from the unit before."""


@dataclass(frozen=True)
class Citation:
    """Words of a text that name one provision, or a document by its number."""

    start: int
    end: int
    text: str
    units: tuple[Unit, ...]
    """From small to large; empty where only a document is named."""
    document: str = ""
    """The type of document named after it (`Quy chế`, `Luật`); empty where none is."""
    scope: str = ""
    """`this` document, what is `attached` to it, or some `other` by its name."""
    name_at: int = 0
    """Where the name of an other document begins in the text."""
    number: str = ""
    """The number of the document, where only that is named."""

    @property
    def is_this(self) -> bool:
        """Whether it speaks of the provision in which it stands (`khoản này`)."""
        return bool(self.units) and not self.units[-1].number


def find(text: str) -> tuple[Citation, ...]:
    """Every citation in a text, in reading order; a list gives one for each number.

    Sample texts (Nghị định 78/2025/NĐ-CP, Điều 68, and looser forms met in Party documents):
    `điểm a khoản 2 Điều 5`, `Điểm a, Khoản 2, Điều 11`, `các Khoản 1, 5, 6, 12, Điều 3`,
    `điểm 2, Điều 30`, `mục 4 Điều 8`, `khoản này`, `Điều 3 Quy chế này`,
    `khoản 1 Điều 8 và Điều 10 của Luật …`.
    """
    searchable = Searchable.of(text)
    numbers = _numbers_in(searchable.key)
    found = [
        citation
        for group in _groups(_units(searchable.key, numbers))
        for citation in _of_group(searchable.key, group)
    ]
    found.extend(
        Citation(start, end, "", (), number=searchable.key[start:end]) for start, end in numbers
    )
    found.sort(key=lambda citation: citation.start)
    return tuple(_placed(citation, searchable, text) for citation in found)


def document_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """Where numbers of documents stand: `191/2026/NĐ-CP`; no name inside one means a body."""
    searchable = Searchable.of(text)
    return tuple(searchable.span(*numbers) for numbers in _numbers_in(searchable.key))


def _numbers_in(key: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _DOCUMENT_NUMBER_RE.finditer(key))


def _placed(citation: Citation, searchable: Searchable, text: str) -> Citation:
    start, end = searchable.span(citation.start, citation.end)
    name_at = searchable.offsets[citation.name_at]
    return replace(citation, start=start, end=end, text=text[start:end], name_at=name_at)


def _units(key: str, numbers: Sequence[tuple[int, int]]) -> Iterator[Unit]:
    """Every number that is counted by the word of a provision, in reading order."""
    end = -1
    for word in _WORD_RE.finditer(key):
        if word.start() < end or _COMPOUND_RE.search(
            key[max(0, word.start() - 8) : word.end("word")]
        ):
            continue
        joined = end >= 0 and bool(_JOINT_RE.fullmatch(key, end, word.start()))
        for unit in _numbered(key, word, joined=joined):
            if not any(start < unit.end and unit.start < stop for start, stop in numbers):
                yield unit
                end = unit.end


def _numbered(key: str, word: re.Match[str], *, joined: bool) -> Iterator[Unit]:
    """The units that one word counts: one, or those of a list."""
    kind = _KINDS.get(word["word"].lower().replace("\u00a0", " "))
    if kind is None:  # "İ" and "ı" match an i, and are none
        return
    start, position = word.start(), word.end()
    if this := _THIS_RE.match(key, position):
        yield Unit(kind, "", start, this.end(), joined)
        return
    while number := _NUMBER_RES[kind].match(key, position):
        if (kind is Kind.POINT or start == number.start()) and not _AFTER_RE.match(
            key, number.end()
        ):
            return
        yield Unit(kind, number.group(), start, number.end(), joined)
        separator = _LIST_RE.match(key, number.end())
        if not separator:
            return
        start = position = separator.end()
        joined = True


def _groups(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units that hang together: `khoản 1, khoản 2 Điều 6` is one group."""
    group: list[Unit] = []
    for unit in units:
        if group and not unit.joined:
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _of_group(key: str, group: Sequence[Unit]) -> Iterator[Citation]:
    """One citation for every number that is not merely where a smaller one before it stands."""
    named = _DOCUMENT_RE.match(key, group[-1].end)
    holders = _holders(group)
    position = 0
    while position < len(group):
        indices = _path(group, holders, position)
        count = next((i for i, index in enumerate(indices) if index != position + i), len(indices))
        path = tuple(group[index] for index in indices)
        position += count
        speaks_of = named if path[-1].number else None
        yield _citation(path, path[count - 1].end, speaks_of, group[-1])


def _holders(group: Sequence[Unit]) -> list[int | None]:
    """For every unit the next larger one after it."""
    holders: list[int | None] = []
    nearest: dict[Kind, int] = {}
    for index in reversed(range(len(group))):
        kind = group[index].kind
        larger = (at for other, at in nearest.items() if _stands_in(kind, other))
        holders.append(min(larger, default=None))
        nearest[kind] = index
    return holders[::-1]


def _path(group: Sequence[Unit], holders: Sequence[int | None], position: int) -> list[int]:
    """The unit and those it stands in, from small to large, up to a `này`."""
    path = [position]
    while group[path[-1]].number and (holder := holders[path[-1]]) is not None:
        path.append(holder)
    return path


def _stands_in(kind: Kind, larger: Kind) -> bool:
    """Whether a citation may name the one inside the other.

    `mục 4 Điều 8` calls a clause a section.
    """
    return larger.rank < kind.rank or (kind is Kind.SECTION and larger is Kind.ARTICLE)


def _citation(
    path: tuple[Unit, ...], end: int, named: re.Match[str] | None, last: Unit
) -> Citation:
    units = tuple(_as_clause(unit, path) for unit in path)
    if named is None:
        return Citation(path[0].start, end, "", units)
    scope = next(name for name in ("this", "attached", "other") if named[name])
    reaches = end == last.end and scope != "other"
    return Citation(
        path[0].start,
        named.end() if reaches else end,
        "",
        units,
        named[scope],
        scope,
        named.start(scope),
    )


def _as_clause(unit: Unit, path: Sequence[Unit]) -> Unit:
    """Clauses go by other names: `mục 4 Điều 8`, `điểm 2, Điều 30`, `điểm 1.3 khoản 1`."""
    section = unit.kind is Kind.SECTION and any(other.kind is Kind.ARTICLE for other in path)
    numeric = unit.kind is Kind.POINT and unit.number[:1].isdigit()
    return replace(unit, kind=Kind.CLAUSE) if section or numeric else unit
