"""What the lines below a task's heading are called, and the shape they have."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quyche.language.spelling import fold, read_whole
from quyche.texts.provisions import Block, BlockKind

# "- Chủ trì: Ban Tổ chức Tỉnh ủy"
FIELD_RE = re.compile(r"[-–+•]\s+(?P<label>[^:;,.()]{2,40}):\s*(?P<value>.*)", re.DOTALL)

_WORDS = r"[^().;:\n]"
_NO_COMMA = rf"{_WORDS[:-1]},]"
# What ends the names of those who work together: what they do, or when.
_AFTER = (
    r"tham[ ]mưu|thực[ ]hiện|trình|triển[ ]khai|chuẩn[ ]bị|xây[ ]dựng|(?<!ban[ ])tổ[ ]chức(?=[ ])"
    r"|trong|trước|vào|hoàn[ ]thành|báo[ ]cáo|giúp"
)
_ASSIGNED = r"(?:giao(?:[ ]cho)?|do|phân[ ]công)"
_WITH = rf"(?:,?\s+phối[ ]hợp\s{_WORDS}{{2,200}}?)?"
_LEADS = r"(?:là[ ]cơ[ ]quan[ ])?(?:chủ[ ]trì|làm[ ]đầu[ ]mối|tham[ ]mưu)(?!\w)"
_WORKS = r"(?:chuẩn[ ]bị|thực[ ]hiện|xây[ ]dựng|phụ[ ]trách|chịu[ ]trách[ ]nhiệm|trình)(?!\w)"


def _named(letters: str) -> str:
    """Who is named, in such letters, before any word on whom they work with."""
    return rf"(?P<value>(?!phối[ ]hợp)\w(?:(?!phối[ ]hợp){letters}){{2,120}}?)"


def _spoken(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


SENTENCES: Mapping[str, tuple[re.Pattern[str], ...]] = {
    # "(Giao Ban Tổ chức, Văn phòng chủ trì, tham mưu trong quý II/2026)", "Văn phòng chủ trì …"
    "lead": _spoken(
        rf"(?:[(;]\s*{_ASSIGNED}?|(?<!\w){_ASSIGNED})\s*{_named(_WORDS)}{_WITH},?\s+{_LEADS}",
        rf"(?:^|[.:\n]\s*|,\s+|\s[-–+]\s){_ASSIGNED}?\s*{_named(_NO_COMMA)}{_WITH},?\s+{_LEADS}",
        # "(Văn phòng chuẩn bị)"
        rf"\(\s*{_ASSIGNED}?\s*(?=(?-i:[A-ZĐỦ])){_named(_WORDS)}{_WITH},?\s+{_WORKS}",
    ),
    # "phối hợp với Văn phòng tham mưu"; "Văn phòng, Ban Tuyên giáo phối hợp"
    "coordinating": _spoken(
        rf"phối[ ]hợp(?:[ ](?:với|cùng))?\s+(?P<value>(?!(?:{_AFTER})(?!\w)){_WORDS}{{2,200}}?)"
        rf"(?=,?\s+(?:{_AFTER})(?!\w)|[().;:\n]|$)",
        rf"(?:^|[;\n]|chủ[ ]trì,|\.\s|\s[-–+]\s)\s*(?P<value>\w(?:(?!chủ[ ]trì){_WORDS}){{2,200}}?)"
        rf"\s+(?:cùng\s+|tham[ ]gia\s+)?phối[ ]hợp(?=\s*(?:[().;,\n]|$)|\s+(?:{_AFTER})(?!\w))",
    ),
    "deciding": _spoken(
        rf"trình\s+(?P<value>(?:ban|thường|tỉnh|huyện|đảng|hội){_NO_COMMA}{{2,80}}?)"
        r"(?=\s+(?:trong|trước|vào|xem[ ]xét|quyết[ ]định|ban[ ]hành|cho)(?!\w)|[,().;:\n]|$)"
    ),
}
"""How a sentence of a programme says who does it, with whom, and who decides."""
WORKING = _spoken(
    rf"[(;\n]\s*{_ASSIGNED}?\s*{_named(_WORDS)}{_WITH},?\s+{_WORKS}",
    rf"\s[-–]\s{_ASSIGNED}?\s*{_named(_NO_COMMA)}{_WITH},?\s+{_WORKS}",
    rf"(?<!\w){_ASSIGNED}\s+{_named(_NO_COMMA)}(?=\s*(?:[().;,\n]|$))",
    rf"\(\s*{_ASSIGNED}?\s*{_named(_WORDS)}\s*\)",
)
"""The same of who does it, in words that lead only before a name that the register has."""
BEGINNINGS_OF_TIMES = re.compile(
    r"(?P<told>(?:(?<!\w)(?:trong|vào|hoàn[ ]thành|thời[ ]gian|xong)|[(;,:\n])\s*)?"
    r"(?<!\w)(?P<value>(?:trước|chậm[ ]nhất|muộn[ ]nhất|từ|đến[ ]hết|các|quý|tháng|ngày|năm|tuần"
    r"|cả[ ]năm|định[ ]kỳ|hằng|hàng|mỗi|thường[ ]xuyên|(?:6|sáu)[ ]tháng|\d{1,2}[/.-]\d)"
    r"(?:(?!\.(?!\d))[^();:\n]){0,90})",
    re.IGNORECASE,
)
"""Where a time may begin, with what may be told of it; `told` says that it is when it is due."""
BODIES = re.compile(
    r"(?:cac ban|ban|uy ban|van phong|hoi|hoi dong|mat tran|cong an|bo chi huy|lien doan|doan"
    r"|(?:tinh|thanh|huyen|quan|thi|dang) (?:uy|doan)|chi bo|thuong truc|so|phong|cuc|chi cuc"
    r"|truong|trung tam|vien|toa an|thanh tra|to|khoi)(?!\w)"
)
"""What the name of a body begins with, without marks."""
TITLES = re.compile(r"(?i:chương trình)(?!\s+\d)")
"""What the title of a programme begins with."""
TABLED_TITLES = re.compile(r"(?i:kế hoạch|lịch (?:công tác|làm việc))(?!\w)(?!\s+\d)")
"""What the title of a text begins with that is a programme where a table of it has tasks."""

LABELS: Mapping[str, tuple[str, ...]] = {
    "lead": (
        *("chủ trì", "cơ quan chủ trì", "đơn vị chủ trì", "cơ quan chủ đề án"),
        *("cơ quan chuẩn bị", "đơn vị chuẩn bị", "cơ quan tham mưu", "đơn vị tham mưu"),
        *("cơ quan thực hiện", "đơn vị thực hiện", "chuẩn bị"),
    ),
    "presiding": ("chủ trì trình", "người chủ trì", "người trình", "cơ quan trình"),
    "coordinating": ("phối hợp", "cơ quan phối hợp", "đơn vị phối hợp", "tham gia"),
    "deciding": ("cấp quyết định", "cơ quan quyết định", "thẩm quyền quyết định"),
    "time": ("thời gian", "thời gian thực hiện", "thời gian trình", "thời hạn"),
    "product": ("sản phẩm",),
    "basis": ("căn cứ",),
    "form": ("hình thức",),
    "theme": ("nội dung",),
    "object": ("đối tượng",),
    "period": (
        "mốc thời gian",
        "mốc thời gian kiểm tra",
        "mốc thời gian giám sát",
        "thời kỳ kiểm tra",
        "thời kỳ giám sát",
    ),
    "team": ("đoàn kiểm tra", "đoàn giám sát", "trưởng đoàn"),
    "adjustment": ("điều chỉnh",),
    "progress": ("tiến độ", "kết quả"),
    "note": ("ghi chú",),
}
"""What documents call each field, the usual label first."""
ENGLISH_LABELS: Mapping[str, tuple[str, ...]] = {
    "lead": ("lead", "led by", "leading body", "responsible"),
    "presiding": ("presented by", "presenter"),
    "coordinating": ("with", "coordinating", "coordinating bodies", "supported by"),
    "deciding": ("decided by", "deciding body", "approved by"),
    "time": ("time", "due", "deadline"),
    "product": ("product", "output", "result"),
    "basis": ("basis",),
    "form": ("form",),
    "theme": ("theme", "subject"),
    "object": ("object", "body inspected"),
    "period": ("period", "period inspected"),
    "team": ("team", "inspection team"),
    "adjustment": ("adjustment",),
    "progress": ("progress",),
    "note": ("note", "notes"),
}
"""The same in English."""


def in_language(language: str) -> Mapping[str, tuple[str, ...]]:
    """What documents of a structure call each field."""
    return ENGLISH_LABELS if language == "en" else LABELS


NAMES = {
    fold(label): name
    for known in (LABELS, ENGLISH_LABELS)
    for name, labels in known.items()
    for label in labels
}
"""Which field a label means, in whatever language."""


def usual(labels: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What each field is called most, as a line begins with it."""
    return tuple(names[0].capitalize() for names in labels.values())


def nearest(label: str, known: Iterable[str]) -> list[str]:
    """The known label that was most likely meant; none where none is like it."""
    by_fold = {fold(name): name for name in known}
    return [by_fold[near] for near in difflib.get_close_matches(fold(label), by_fold, 1)]


@dataclass(frozen=True)
class Labelled:
    """A line of a task as it is written, whatever it points to."""

    name: str
    """Which field it is."""
    label: str
    value: str
    text: str
    """The whole line."""


def labelled(block: Block) -> Labelled | None:
    """The field that a line is; None for one without a label that is known."""
    match = read_whole(FIELD_RE, block.text) if block.kind is BlockKind.ITEM else None
    name = NAMES.get(fold(match["label"].strip()), "") if match else ""
    if not match or not name:
        return None
    return Labelled(name, match["label"].strip(), match["value"].strip(), block.text.strip())
