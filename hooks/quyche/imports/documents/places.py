"""Which paragraphs of a foreign text are titles, annexes and signatures, by the words they use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.imports.files.openings import Opening, is_upper, section, start
from quyche.imports.files.paragraphs import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.paragraphs import Piece

# "NGHỊ ĐỊNH", "QUY CHẾ LÀM VIỆC", "LUẬT", "KẾ HOẠCH Kiểm tra …"
_TYPE_RE = re.compile(
    r"(?:HIẾN PHÁP|BỘ LUẬT|LUẬT|PHÁP LỆNH|LỆNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|QUYẾT ĐỊNH|THÔNG TƯ|CHỈ THỊ"
    r"|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|QUY ƯỚC|HƯƠNG ƯỚC|ĐIỀU LỆ|NỘI QUY|HƯỚNG DẪN|KẾ HOẠCH|CHƯƠNG TRÌNH"
    r"|KẾT LUẬN|THÔNG BÁO|THÔNG CÁO|THÔNG TRI|CÔNG ĐIỆN|QUY HOẠCH|BÁO CÁO|TỜ TRÌNH|ĐỀ ÁN"
    r"|PHƯƠNG ÁN|CHIẾN LƯỢC"
    r"|VĂN BẢN HỢP NHẤT)(?![\w/])"
)
_ATTACHED_RE = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|CHƯƠNG TRÌNH|DANH MỤC|KẾ HOẠCH|HƯỚNG DẪN"
    r"|BIỂU MẪU|MẪU|ĐỀ ÁN|PHƯƠNG ÁN)(?!\w)"
)
_WITH_RE = re.compile(r"\s*\(?\s*(?:Ban hành\s+)?kèm theo", re.IGNORECASE)
_ENDED_RE = re.compile(r"[.;:,]$")
_BASIS_RE = re.compile(r"(?:-\s*)?(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Để)\b")
_SIGNER_RE = re.compile(
    r"\s*(?:(?:TM|T/M|KT|TL|TUQ|T\.M|Q)\.?\s+[A-ZĐÀ-Ỹ]|Nơi nhận|THAY MẶT|THỪA LỆNH"
    r"|(?:PHÓ |TỔNG )*(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|BÍ THƯ|CHÁNH|CHỦ NHIỆM|GIÁM ĐỐC"
    r"|THỐNG ĐỐC|VIỆN TRƯỞNG|THỨ TRƯỞNG|TRƯỞNG BAN|TỔNG THANH TRA|KIỂM TOÁN)(?!\w))"
)
# "Hà Nội, ngày 29 tháng 5 năm 2026"
_DATED_RE = re.compile(r"[^,;.]{2,40},\s*ngày\s.{1,6}\stháng\s.{1,6}\snăm\s.{0,8}")
_PASSED_RE = re.compile(
    r"(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Hiến pháp) này (?:đã )?được .{5,120}thông qua"
)
_TITLE_LINES = 10
_LONGEST_TITLE = 300
_LONGEST_SIGNER = 120
_NEAR = 8


def text_of(piece: Piece) -> str:
    """The text of a paragraph; empty for a table."""
    return piece.text if isinstance(piece, Paragraph) else ""


def names_type(text: str) -> bool:
    """Whether the text names a kind of document in capitals, as titles do."""
    return bool(_TYPE_RE.match(text))


def is_drawn(piece: Piece) -> bool:
    """Whether a paragraph is a rule of underscores."""
    return set(text_of(piece)) == {"_"}


def title_length(pieces: Sequence[Piece], index: int) -> int:
    """How many paragraphs the title takes that begins with this one."""
    count = 1
    while count < _TITLE_LINES and index + count < len(pieces):
        piece = pieces[index + count]
        if not _continues_title(pieces[index], piece, is_second=count == 1):
            break
        count += 1
    return count


def _continues_title(first: Piece, piece: Piece, *, is_second: bool) -> bool:
    if not isinstance(piece, Paragraph) or piece.text.startswith(("(", "-", "*", "_")):
        return False
    if piece.after_gap and not (is_second and _TYPE_RE.fullmatch(text_of(first))):
        return False
    first_section = section(piece.text)
    if first_section and first_section.number in {"A", "I"}:
        return False
    begun = start(piece.text).opening
    if begun not in {Opening.UPPER, Opening.LOWER} or not any(map(str.isalpha, piece.text)):
        return False
    if names_type(piece.text) or _DATED_RE.match(piece.text) or _SIGNER_RE.match(piece.text):
        return False
    is_short = len(piece.text) <= _LONGEST_TITLE and not _ENDED_RE.search(piece.text)
    return is_short and not _BASIS_RE.match(piece.text)


def division_length(pieces: Sequence[Piece], index: int) -> int:
    """How many paragraphs the heading of a chapter or section takes that begins with this one."""
    rest = start(text_of(pieces[index])).rest
    count = 1
    while (
        index + count < len(pieces)
        and count < _TITLE_LINES
        and is_title_line(pieces[index + count])
    ):
        count += 1
    if count > 1 or rest or index + 2 >= len(pieces):
        return count
    plain, after = text_of(pieces[index + 1]), start(text_of(pieces[index + 2])).opening
    is_plain = start(plain).opening is Opening.UPPER and len(plain) <= _LONGEST_TITLE
    is_title = is_plain and not _ENDED_RE.search(plain)
    return 2 if is_title and after in {Opening.ARTICLE, Opening.DIVISION} else 1


def is_title_line(piece: Piece) -> bool:
    """Whether a paragraph is set in capitals as the title of a chapter is."""
    text = text_of(piece)
    is_plain = start(text).opening in {Opening.UPPER, Opening.LOWER} and not section(text)
    return is_upper(text) and is_plain


def begins_attached(pieces: Sequence[Piece], index: int) -> bool:
    """Whether an attached regulation begins: its title, then "(Kèm theo …)" or article 1."""
    if not _ATTACHED_RE.match(text_of(pieces[index])):
        return False
    following = pieces[index + 1 : index + 1 + _NEAR]
    return any(_WITH_RE.match(text_of(piece)) or _is_first(piece) for piece in following)


def _is_first(piece: Piece) -> bool:
    begun = start(text_of(piece))
    return begun.opening in {Opening.ARTICLE, Opening.DIVISION} and begun.number in {"1", "I"}


def begins_closing(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the words of a paragraph are those of a signature block."""
    if index >= len(pieces):
        return False
    text = text_of(pieces[index])
    if _PASSED_RE.match(text):
        following = pieces[index + 1 : index + 1 + _NEAR]
        return any(map(_signs, following))
    return _signs(pieces[index])


def _signs(piece: Piece) -> bool:
    text = text_of(piece)
    if not text or len(text) > _LONGEST_SIGNER:
        return False
    if _SIGNER_RE.match(text) or _DATED_RE.fullmatch(text):
        return True
    return is_upper(text) and isinstance(piece, Paragraph) and piece.after_gap


def heads(pieces: Sequence[Piece]) -> list[int]:
    """Where paragraphs stand that look like articles or chapters."""
    wanted = {Opening.ARTICLE, Opening.DIVISION}
    return [at for at, piece in enumerate(pieces) if start(text_of(piece)).opening in wanted]


def numbered(pieces: Sequence[Piece]) -> list[int]:
    """Where paragraphs stand that look like chapters, sections or clauses."""
    wanted = {Opening.CLAUSE, Opening.DIVISION}
    return [
        at
        for at, piece in enumerate(pieces)
        if start(text_of(piece)).opening in wanted or section(text_of(piece))
    ]


def article_length(pieces: Sequence[Piece], index: int) -> int:
    """2 where the title of an article stands centred below its number, else 1."""
    both = pieces[index : index + 2]
    centred = [piece for piece in both if isinstance(piece, Paragraph) and piece.is_centred]
    if len(centred) < len(both) or len(both) == 1 or start(centred[0].text).rest:
        return 1
    return 2 if start(centred[1].text).opening is Opening.UPPER else 1
