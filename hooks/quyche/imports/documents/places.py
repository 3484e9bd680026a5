"""Which paragraphs of a foreign text are titles, annexes and signatures, by the words they use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.imports.files.openings import Opening, is_upper, section, start
from quyche.imports.files.paragraphs import Paragraph
from quyche.language.spelling import compose, fold, spelling
from quyche.programmes.sentence_tasks import is_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.imports.files.paragraphs import Piece

# "NGHỊ ĐỊNH", "QUY CHẾ LÀM VIỆC", "LUẬT", "KẾ HOẠCH Kiểm tra …"
_TYPE_RE = re.compile(
    r"(?:HIẾN PHÁP|BỘ LUẬT|LUẬT|PHÁP LỆNH|LỆNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|QUYẾT ĐỊNH|THÔNG TƯ|CHỈ THỊ"
    r"|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|QUY ƯỚC|HƯƠNG ƯỚC|ĐIỀU LỆ|NỘI QUY|HƯỚNG DẪN|KẾ HOẠCH|CHƯƠNG TRÌNH"
    r"|KẾT LUẬN|THÔNG BÁO|THÔNG CÁO|THÔNG TRI|CÔNG ĐIỆN|QUY HOẠCH|BÁO CÁO|TỜ TRÌNH|ĐỀ ÁN"
    r"|PHƯƠNG ÁN|CHIẾN LƯỢC|(?:BỘ )?QUY TẮC|THỂ LỆ|GIAO ƯỚC|BẢN CAM KẾT|CHUẨN MỰC"
    r"|BIÊN BẢN|VĂN BẢN HỢP NHẤT)(?![\w/]|\s+SỐ\W)"
)
_ATTACHED_RE = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|CHƯƠNG TRÌNH|DANH MỤC|KẾ HOẠCH|HƯỚNG DẪN"
    r"|BIỂU MẪU|MẪU|ĐỀ ÁN|PHƯƠNG ÁN)(?!\w)"
)
_WITH_RE = re.compile(r"\s*\(?\s*(?:Ban hành\s+)?kèm theo", re.IGNORECASE)
_ENDED_RE = re.compile(r"[.;:,]$")
_BASIS_RE = re.compile(r"(?:-\s*)?(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Để)\b")
# Below whose title stands who decides: "ỦY BAN NHÂN DÂN TỈNH A" before "Căn cứ …"
_DECIDED_RE = re.compile(
    r"(?:LUẬT|PHÁP LỆNH|LỆNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|QUYẾT ĐỊNH|THÔNG TƯ|CHỈ THỊ)(?!\w)"
)
_RESOLVED_RE = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:")
_OPEN_TITLE_RE = re.compile(r"(?:^|\s)(?:của|tại|và|giữa|cho|với|thuộc)$|,$", re.IGNORECASE)
_SIGNER_RE = re.compile(
    r"\s*(?:(?:T[./]?M|K[./]?T|T[./]?L|T[./]?U[./]?Q|Q)\.?\s+[A-ZĐÀ-Ỹ]|Nơi nhận|THAY MẶT|THỪA LỆNH"
    r"|(?:PHÓ |TỔNG )*(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|BÍ THƯ|CHÁNH|CHỦ NHIỆM|GIÁM ĐỐC"
    r"|THỐNG ĐỐC|VIỆN TRƯỞNG|THỨ TRƯỞNG|TỔNG THANH TRA|KIỂM TOÁN"
    r"|(?:HIỆU|TỔ|HỘI|THỦ|ĐOÀN|CỤC|CHI CỤC) TRƯỞNG"
    r"|TRƯỞNG (?:BAN|THÔN|PHÒNG|KHOA|TRẠM|LÀNG|ẤP|BẢN|KHU|CÔNG AN))(?!\w))"
)
# "Hà Nội, ngày 29 tháng 5 năm 2026"
_DATED_RE = re.compile(
    r"[^,;.]{2,40},\s*ngày\s(?:.{1,6}\stháng\s.{1,6}\snăm\s.{0,8}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)
_PASSED_RE = re.compile(
    r"(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh|Hiến pháp) này (?:đã )?được .{5,120}thông qua"
)
_TITLE_LINES = 10
_LONGEST_TYPE = 24
_FIRST_LINES = 16
"""Among as many paragraphs a title in small letters is looked for."""
_CONSOLIDATED_RE = re.compile(r"VĂN\s+BẢN\s+HỢP\s+NHẤT")
# "Quy chế làm việc của Ban Chấp hành"; not "Quyết định số 5-QĐ/TU", "Quy định này"
_PLAIN_TYPE_RE = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Chỉ thị|Quy chế|Quy định|Quy trình"
    r"|Quy ước|Hương ước|Điều lệ|Nội quy|Hướng dẫn|Kế hoạch|Chương trình|Kết luận|Đề án)"
    r"\s+(?!số\b|này\b|trên\b|của\b)\w+\s+\w"
)
_CITED_RE = re.compile(r"\bsố\s+\d|\bnhư sau\b|\bban hành\b(?!.*\bcủa\b)")
_SHORTEST_TITLE, _LONGEST_TITLE = 8, 300
_HEAD_RE = re.compile(
    r"CỘNG\s+H|ĐẢNG\s+CỘNG|ĐỘC\s+LẬP|SỐ\b|(?:BẢN\s+)?DỰ\s+THẢO|NƠI\s+NHẬN|KÍNH\s+GỬI|LỜI\s+NÓI"
)
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


def title_place(pieces: Sequence[Piece]) -> int | None:
    """Where the title begins among the paragraphs before the first provision; None for none.

    In capitals it begins with the kind of document; in small letters it is a line of its own that
    begins with one, in a text that has no such capitals.
    """
    capitals = (at for at, piece in enumerate(pieces) if names_type(text_of(piece)))
    plain = (at for at, piece in enumerate(pieces[:_FIRST_LINES]) if _is_plain_title(piece))
    other = (at for at, piece in enumerate(pieces[:_FIRST_LINES]) if _is_other_title(piece))
    found = next(capitals, next(plain, None))
    return next(other, None) if found is None else found


def _is_other_title(piece: Piece) -> bool:
    """Whether a line may be the title of a text that is of no kind we know: it is in capitals."""
    text = compose(text_of(piece))
    is_line = _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE and is_upper(text)
    is_of_head = _HEAD_RE.match(text) or is_stamp(text) or is_office(text) or names_body(text)
    return is_line and not (is_of_head or goes_on_as_place(text) or section(text))


def _is_plain_title(piece: Piece) -> bool:
    text = text_of(piece)
    is_line = 0 < len(text) <= _LONGEST_TITLE and not _ENDED_RE.search(text)
    named = _PLAIN_TYPE_RE.match(f"{compose(text)} x x" if _is_plain_type(text) else compose(text))
    return is_line and bool(named) and not _CITED_RE.search(text)


def _is_plain_type(text: str) -> bool:
    """Whether a line is the kind of document alone, in small letters: "Quy chế"."""
    return len(text) < _LONGEST_TYPE and bool(_PLAIN_TYPE_RE.fullmatch(f"{compose(text)} x x"))


def title_length(pieces: Sequence[Piece], index: int) -> int:
    """How many paragraphs the title takes that begins with this one."""
    is_consolidated = bool(_CONSOLIDATED_RE.fullmatch(text_of(pieces[index])))
    if is_consolidated and index + 1 < len(pieces) and names_type(text_of(pieces[index + 1])):
        return 1 + title_length(pieces, index + 1)
    is_plain = not names_type(text_of(pieces[index]))
    is_known = _is_plain_type(text_of(pieces[index])) or is_upper(text_of(pieces[index]))
    if is_plain and not is_known:
        return 1
    count = 1
    while count < _TITLE_LINES and index + count < len(pieces):
        piece = pieces[index + count]
        if not _continues_title(pieces[index], piece, is_second=count == 1):
            break
        if _decides(pieces, index, index + count) or _times_tasks(pieces, index + count):
            break
        count += 1
    return count


def _decides(pieces: Sequence[Piece], title: int, index: int) -> bool:
    """Whether a line below a title says who decides, and on what grounds stands below it."""
    is_open = bool(_OPEN_TITLE_RE.search(text_of(pieces[index - 1])))
    if is_open or not _DECIDED_RE.match(text_of(pieces[title])):
        return False
    return names_authority(pieces[index]) and _is_grounded(pieces, index + 1)


def _times_tasks(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line says when the numbered tasks right below it are due: "Tháng 4", "Quý I"."""
    text = text_of(pieces[index])
    following = text_of(pieces[index + 1]) if index + 1 < len(pieces) else ""
    is_part = fold(text).partition(" ")[0] in {"thang", "quy"} and text[:1].isupper()
    return is_part and is_time(text) and start(following).opening is Opening.CLAUSE


def names_authority(piece: Piece) -> bool:
    """Whether a line is the name of a body, or of an office, in capitals."""
    text = text_of(piece)
    return is_upper(text) and (names_body(text) or is_office(text))


def _is_grounded(pieces: Sequence[Piece], index: int) -> bool:
    """Whether grounds or a decision begin here, or below the line that says where the body is."""
    if index < len(pieces) and goes_on_as_place(text_of(pieces[index])):
        index += 1
    text = text_of(pieces[index]) if index < len(pieces) else ""
    return bool(_BASIS_RE.match(text) or _RESOLVED_RE.match(text))


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
    if (
        section(piece.text)
        or names_type(piece.text)
        or _DATED_RE.match(piece.text)
        or _SIGNER_RE.match(piece.text)
    ):
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


# "ĐẢNG ỦY XÃ A", "ỦY BAN NHÂN DÂN", "SỞ NỘI VỤ": what the name of a body begins with
_BODY_RE = re.compile(
    r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG|QUÂN)\s+[ỦU][YỶỲÝ]|ĐẢNG\s+BỘ|CHI\s+BỘ|CHI\s+[ỦU][YỶ]|BAN\s|BAN$"
    r"|[ỦU][YỶ]\s+BAN|HỘI(?!\s+NGHỊ)|VĂN\s+PHÒNG|SỞ\s|BỘ\s|PHÒNG\s|CHI\s+CỤC|CỤC\s|TỔNG\s|CÔNG\s+(?:AN|TY|ĐOÀN)"
    r"|TRƯỜNG\s|ĐẠI\s+HỘI|ĐOÀN|LIÊN\s|MẶT\s+TRẬN|QUỐC\s+HỘI|CHÍNH\s+PHỦ|THỦ\s+TƯỚNG|CHỦ\s+TỊCH|TÒA\s+ÁN|TOÀ\s+ÁN"
    r"|VIỆN\s|TRUNG\s+TÂM|HỢP\s+TÁC\s+XÃ|QUỸ\s|CÂU\s+LẠC\s+BỘ|THANH\s+TRA|KIỂM\s+TOÁN|TRẠM\s|BỆNH\s+VIỆN|TẬP\s+ĐOÀN"
    r"|NGÂN\s+HÀNG|HIỆP\s+HỘI|THƯỜNG\s+TRỰC|BÍ\s+THƯ|THÔN\s|TỔ\s+DÂN\s+PHỐ|ẤP\s|LÀNG\s|KHU\s+PHỐ"
)
_OF_SUPERIOR_RE = re.compile(r"(?:BAN\s+(?:THƯỜNG\s+VỤ|CHẤP\s+HÀNH)|THƯỜNG\s+TRỰC)$")
# below "TỈNH ỦY", "ĐẢNG ỦY": what such a committee has of its own
_ORGAN_RE = re.compile(
    r"(?:[ỦU][YỶ]\s+BAN\s+KIỂM\s+TRA|VĂN\s+PHÒNG"
    r"|BAN\s+(?:TỔ\s+CHỨC|TUYÊN\s+GIÁO(?:\s+VÀ\s+DÂN\s+VẬN)?|DÂN\s+VẬN|NỘI\s+CHÍNH|XÂY\s+DỰNG\s+ĐẢNG|CHÍNH\s+SÁCH))$"
)
_COMMITTEE_RE = re.compile(r"(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG)\s+[ỦU][YỶ](?!\w)")
_PLACE_LINE_RE = re.compile(
    r"(?:TỈNH|THÀNH\s+PHỐ|HUYỆN|QUẬN|THỊ\s+XÃ|THỊ\s+TRẤN|XÃ|PHƯỜNG|ĐẶC\s+KHU|KHÓA|KHOÁ|NHIỆM\s+KỲ|VIỆT\s+NAM)(?!\s+[ỦU][YỶ])"
)


_BARE_RE = re.compile(
    r"(?:VĂN\s+PHÒNG|PHÒNG|BAN|SỞ|ỦY\s+BAN|HỘI\s+ĐỒNG|ĐẢNG\s+ỦY|CHI\s+BỘ|THƯỜNG\s+VỤ)$"
)


def names_body(text: str) -> bool:
    """Whether capitals begin as the name of a body does, and say which body that is."""
    is_bare = bool(_BARE_RE.match(spelling(text)))
    return bool(_BODY_RE.match(text)) and not (is_bare or goes_on_as_place(text))


def is_of_superior(text: str) -> bool:
    """Whether a name says nothing without that of whom it belongs to: "BAN THƯỜNG VỤ"."""
    return bool(_OF_SUPERIOR_RE.match(text))


def is_organ_of(text: str, superior: str) -> bool:
    """Whether a name is that of an organ of the committee named above it, by which it is called."""
    return bool(_ORGAN_RE.match(text)) and bool(_COMMITTEE_RE.match(superior))


def goes_on_as_place(text: str) -> bool:
    """Whether a line in capitals says where the body is that the line above it names."""
    return bool(_PLACE_LINE_RE.match(text))


_STAMP_RE = re.compile(
    r"\W*(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT|HỎA\s+TỐC|HOẢ\s+TỐC|THƯỢNG\s+KHẨN|KHẨN|LƯU\s+HÀNH\s+NỘI\s+BỘ)\W*"
)


def is_stamp(text: str) -> bool:
    """Whether a line says who may read a text, or how fast it must go, and nothing else."""
    return bool(_STAMP_RE.fullmatch(text))


# "Số:    /QC-HĐND", "Bến Gỗ, ngày … tháng … năm 2026"
_GAP = r"[\s.…_]*"
_BLANK_RE = re.compile(
    rf"Số\s*:?{_GAP}[/-]\s*[A-ZĐ][\w/&-]*"
    rf"|[^\d,]{{2,40}},\s*ngày{_GAP}\d{{0,2}}{_GAP}tháng{_GAP}\d{{0,2}}{_GAP}năm{_GAP}\d{{0,4}}{_GAP}"
)


def is_blank(text: str) -> bool:
    """Whether a line of a head is a number or a day whose figures are still to be written."""
    return bool(_BLANK_RE.fullmatch(compose(text.strip())))


_DOTTED_RE = re.compile(r"\.{5,}|…")


def is_form(text: str) -> bool:
    """Whether the words of an article are those of a form that is still to be filled in."""
    return bool(_DOTTED_RE.search(text))


_RANK = (
    r"(?:(?:GS|PGS|TS|ThS|BS|LS|KS|CN)\.?\s*){0,3}"
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)\s+)?"
)
_NAME_RE = re.compile(rf"{_RANK}(?:(?:[A-ZĐÀ-Ỹ]|[A-ZĐÀ-Ỹ]['’])[a-zđà-ỹ]*\.?(?:\s+|$)){{2,5}}")
_CAPITAL_NAME_RE = re.compile(
    r"(?:NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|ĐẶNG|BÙI|ĐỖ|NGÔ|DƯƠNG|ĐINH|TRƯƠNG|TRỊNH|LƯƠNG)"
    r"(?:\s+[^\W\d_]+){1,4}"
)
_SIGNED_RE = re.compile(r"(?P<said>\(?Đã\s+ký\)?)\s*:?\s*(?P<name>.+)")
_NO_NAME_RE = re.compile(
    r"(?:Nơi\s|Đã\s|Ký\s|Lưu\b|Như\s|Văn\s+[Pp]hòng|Ban\s|Sở\s|Ủy\s+ban|Hội\s+đồng|Chủ\s|Bí\s+thư|Phó\s|Trưởng\s)"
)


def is_person(text: str) -> bool:
    """Whether a line is what below an office is the name of who holds it: "Nguyễn Văn A"."""
    name = compose(text.strip())
    if not any(map(str.islower, name)):
        return bool(_CAPITAL_NAME_RE.fullmatch(name))
    return bool(_NAME_RE.fullmatch(name)) and not _NO_NAME_RE.match(name)


def before_person(text: str) -> str | None:
    """What a line says before the name of a person at its end; None where no name is there.

    >>> before_person("CHỦ TỊCH Nguyễn Văn A"), before_person("(Đã ký) Nguyễn Văn A")
    ('CHỦ TỊCH', '(Đã ký)')
    """
    signed = _SIGNED_RE.fullmatch(compose(text.strip()))
    if signed:
        return signed["said"] if is_person(signed["name"]) else None
    words = text.split()
    for count in range(_LONGEST_NAME, 1, -1):
        before, name = " ".join(words[:-count]), " ".join(words[-count:])
        if before and is_office(before) and any(map(str.islower, name)) and is_person(name):
            return before.rstrip(" /|")
    return None


_LONGEST_NAME = 5


def is_office(text: str) -> bool:
    """Whether a line of a signature says for whom or as what somebody signs."""
    bare = text.strip()
    return bool(_SIGNER_RE.match(bare)) and not bare.startswith("Nơi") and is_upper(bare)
