"""Who made a remark: a body or role of the register, some other office, or a person."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from quyche.language.spelling import compose, fold, spelling

if TYPE_CHECKING:
    from quyche.register.names import Names
    from quyche.register.register import Register

_NEAR = 0.82
"""How much of a name is that of somebody in the register, where it may be misspelled."""
# How a name begins that is no person's.
_OFFICE_RE = re.compile(
    r"""(?:các[ ]|một[ ]số[ ])?(?:ban|bộ|sở|phòng|ủy|hội|tỉnh|huyện|thành|thị|quận|xã|phường|đảng
    |viện|trung[ ]tâm|báo|đài|văn[ ]phòng|ngân[ ]hàng|bệnh[ ]viện|tòa|cục|tổ|khối|liên|mặt[ ]trận
    |thường[ ]trực|cấp|đại[ ]biểu|cơ[ ]quan|đơn[ ]vị|bí[ ]thư|phó|chủ[ ]tịch|chủ[ ]nhiệm|giám[ ]đốc
    |chánh|tổng|nhân[ ]dân|cử[ ]tri|cán[ ]bộ|người[ ]dân|trưởng|trường|chi[ ](?:bộ|cục|hội|đoàn)
    |công[ ](?:ty|an|đoàn)|quân[ ](?:sự|khu)
    |đoàn[ ](?:thanh|đại|kiểm|giám|khối|tỉnh|luật))(?!\w)""",
    re.VERBOSE,
)


def entry_named(sender: str, register: Register, names: Names) -> str:
    """The id of the body or role whose name it is, all of it; empty where it is none's."""
    if sender in register.by_id:
        return sender
    named = names.find(sender)
    is_all = len(named) == 1 and not loosely(sender[: named[0].start] + sender[named[0].end :])
    return named[0].id if is_all else ""


def is_office(name: str) -> bool:
    """Whether a name that the register does not have begins as no person's does."""
    return bool(_OFFICE_RE.match(spelling(name.casefold())))


def near(name: str, register: Register) -> str:
    """The name of the register that another is nearly, with its id; empty where none is.

    Whatever tells one of several from the others, as a number or a letter, is the same.
    """
    wanted = fold(loosely(name))
    known = {
        fold(loosely(own)): f"{own} ({entry.id})"
        for entry in register.entries
        for own in entry.names
        if _marks(own) == _marks(name)
    }
    found = difflib.get_close_matches(wanted, known, 1, _NEAR)
    return known[found[0]] if found else ""


def _marks(name: str) -> list[str]:
    return re.findall(r"\b(?:\d+|\w|[ivx]+)\b", fold(name))


def loosely(text: str) -> str:
    """What two texts have in common that differ in signs, blanks, case and the place of tones."""
    return " ".join(re.findall(r"\w+", spelling(compose(text)).casefold()))
