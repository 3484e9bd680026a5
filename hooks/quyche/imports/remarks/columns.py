"""What the columns of a table of remarks hold, by what its head calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from quyche.language.spelling import fold

_WHO = r"(?:co quan|don vi|to chuc|ban|to|bo phan)"
_PLACE = r"(?:article|section|rule|clause|paragraph|provision|place)\b"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "answer": (
        r".*(?:tiep thu|giai trinh)",
        r"(?:noi dung |y kien )?(?:tra loi|phan hoi|giai dap)",
        rf"y kien (?:cua )?{_WHO} (?:chu tri|soan thao|tong hop|xay dung)",
        r"(?:huong|ket qua|phuong an|y kien)?\s?(?:xu ly|giai quyet)",
        r"(?:answers?|responses?|reply|replies)\b",
    ),
    "proposal": (
        r"(?:de (?:nghi|xuat)|kien nghi) (?:sua|ghi|viet)",
        r"phuong an (?:sua|de)",
        r"noi dung (?:de nghi|sua)",
        r"(?:proposed|suggested) (?:text|wording|change|amendment)",
    ),
    "remark": (
        r"(?:noi dung )?(?:y kien|gop y)$",
        r"(?:noi dung|y kien) (?:tham gia )?(?:y kien )?(?:gop y|dong gop)",
        r"noi dung (?:y kien|tham gia)",
        r"(?:comments?|remarks?|observations?)$",
    ),
    "place": (
        r"(?:dieu|khoan|diem|muc|chuong|vi tri|dia chi|noi dung (?:cua )?du thao)\b",
        r"nhiem vu$",
        _PLACE,
    ),
    "sender": (
        r"(?:ten )?(?:co quan|don vi|to chuc)\b",
        r"(?:noi|ca nhan|chu the|cap uy|dai bieu|dang bo|chi bo)\b",
        r"nguoi (?:gop y|gui|neu|tham gia|phat bieu)",
        r"(?:ho va ten|ho ten)\b",
        r"(?:sender|from|member|organisation|body)$",
    ),
    "date": (r"ngay\b", r"thoi gian", r"date\b"),
    "number": (r"(?:stt|tt|so|so tt|so thu tu|no|number)$",),
}
"""How the columns are called, without marks; the first that fits is meant."""
_LOOSELY = (
    r"(?:noi dung|y kien|kien nghi|de xuat|de nghi|phan anh)"
    r"(?: (?:cua|cac|cu the|chi tiet|y kien|tham gia|dong gop|kien nghi|phan anh|cu tri|nhan dan"
    rf"|dai bieu|thanh vien|{_WHO}))*$"
)
OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "remark": (_LOOSELY, r"contents?$"),
    "proposal": (r"(?:kien nghi|de xuat|de nghi)$",),
}
"""The same of names that mean such a column only where nothing else is called so."""


def columns_in(head: Sequence[str]) -> dict[str, int]:
    """Where each column is, by what its head says; a head over several columns is the first."""
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        if name := _name(cell):
            found.setdefault(name, place)
    for name in (one for one in OTHERWISE if one not in found):
        for place, cell in enumerate(head):
            if place not in found.values() and _means(cell, OTHERWISE[name]):
                found.setdefault(name, place)
    return found


def is_name(cell: str) -> bool:
    """Whether a cell names a column that is read."""
    return bool(_name(cell)) or any(_means(cell, each) for each in OTHERWISE.values())


def _name(cell: str) -> str:
    """Which column a head surely means; empty for one that is none of ours."""
    return next((name for name, patterns in COLUMNS.items() if _means(cell, patterns)), "")


def _means(cell: str, patterns: Iterable[str]) -> bool:
    called = " ".join(re.sub(r"[^a-z ]+", " ", fold(cell)).split())
    return bool(called) and any(re.match(pattern, called) for pattern in patterns)
