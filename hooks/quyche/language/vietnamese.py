"""How Vietnamese rules are written: Phần, Chương, Mục, Tiểu mục, Điều, khoản, điểm, Phụ lục.

Sources: Nghị định 78/2025/NĐ-CP Điều 68 on citations, Nghị định 30/2020/NĐ-CP on layout, and
looser forms met in Party documents.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quyche.language.grammars import Beginning, Form, Grammar, Typed, Wording
from quyche.language.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet without ă â ê ô ơ ư, and no f j w z."""
_FIRST_ORDINALS = {
    name: value
    for value, names in enumerate(
        (
            ("nhất", "một"),
            ("hai", "nhì"),
            ("ba",),
            ("tư", "bốn"),
            ("năm",),
            ("sáu",),
            ("bảy", "bẩy"),
            ("tám",),
            ("chín",),
            ("mười",),
        ),
        start=1,
    )
    for name in names
}
_ORDINALS: Mapping[str, int] = {
    **{f"thứ {name}": value for name, value in _FIRST_ORDINALS.items()},
    **{f"thứ mười {name}": 10 + value for name, value in _FIRST_ORDINALS.items() if value < 10},  # noqa: PLR2004
}

_DOTTED = r"\d{1,3}(?:\.\d{1,2})*"
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace(" ", "[ \u00a0]")
_HIGHER = rf"(?:[IVXLC]+[a-zđ]?|{_DOTTED}[a-zđ]?|[A-ZĐ]|(?i:{_ORDINAL})(?!\w))"
_TYPES = (
    *("Quy chế", "Quy định", "Quy trình", "Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh", "Nghị định"),
    *("Nghị quyết", "Quyết định", "Chỉ thị", "Thông tư", "Thông báo", "Kết luận", "Hướng dẫn"),
    *("Kế hoạch", "Chương trình", "Điều lệ", "Điều ước", "Lệnh", "Nội quy", "Đề án", "Công văn"),
    "Văn bản",
)
_TYPE = "|".join(_TYPES).replace(" ", "[ ]")

_form = partial(Form, letters=_LETTERS)
_SECTION = _form(Kind.SECTION, "Mục", _HIGHER, compounds=("danh", "đề", "chuyên", "hạng", "khoản"))
_CLAUSE = _form(
    Kind.CLAUSE,
    "khoản",
    rf"{_DOTTED}[a-zđ]?",
    compounds=("tài", "điều", "ngân", "mọi", "bưu"),
)
_POINT = _form(
    Kind.POINT,
    "điểm",
    rf"(?:[ivx]{{2,5}}(?=[ \u00a0]điểm[ \u00a0])|[a-zđ]\d{{0,2}}|{_DOTTED})",
    compounds=(
        *("thời", "quan", "địa", "trọng", "ưu", "nhược", "đặc", "cao", "khuyết", "tâm", "chấm"),
        "mỗi",
    ),
)

VN = Grammar(
    name="vn",
    forms=(
        _form(Kind.PART, "Phần", _HIGHER, compounds=("thành", "cổ", "học", "góp", "một", "đa")),
        _form(Kind.CHAPTER, "Chương", _HIGHER),
        _SECTION,
        _form(Kind.SUBSECTION, "Tiểu mục", _HIGHER),
        _form(Kind.ARTICLE, "Điều", r"\d{1,4}(?:\.\d{1,2})?[a-zđ]?"),
        # in small letters a task is any duty
        _form(Kind.TASK, "Nhiệm vụ", r"\d{1,3}[a-zđ]?", is_cased=True),
        _CLAUSE,
        _POINT,
    ),
    annex=_form(Kind.ATTACHMENT, "Phụ lục", _HIGHER),
    # "I- QUY ĐỊNH CHUNG", "II. Nhiệm vụ", "A. Phần chung"
    headings=(Beginning(_SECTION, r"[IVXLC]{1,12}|[A-HK]", r"[\s\u00a0]*[.)/–-]"),),
    items=(
        # "1. ", "1- ", "1/ ", "1.1. ", "4a. ", "2) "
        # but no measure from one number to another: "20 - 25 mm"
        Beginning(
            _CLAUSE,
            r"[0-9]{1,3}(?:\.[0-9]{1,2})*[a-zđ]?",
            r"(?:[\u00a0 ]?[.)/]"
            r"|[\u00a0 ]?[–-](?![\u00a0 ][0-9]+(?:[.,][0-9]+)?[\u00a0 ]?\w{0,3}$))",
        ),
        # "a) ", "đ) ", "a. ", "a1) "
        Beginning(_POINT, r"[a-zđăâêôơư][0-9]{0,2}", r"(?:[\u00a0 ]?[.)/]|[–-])"),
        # "1.1 Tên"
        Beginning(_CLAUSE, r"[0-9]{1,3}(?:\.[0-9]{1,2})+", "", is_by_order=True),
        # "ii) ", below a point
        Beginning(_POINT, r"[ivx]{2,5}", r"\)", is_by_order=True),
    ),
    suffixes="a-zđ",
    ordinals=_ORDINALS,
    attachments=(
        *("quy chế", "quy định", "quy trình", "điều lệ", "nội quy", "chương trình", "danh mục"),
        *("kế hoạch", "hướng dẫn", "biểu mẫu", "mẫu"),
    ),
    types=(
        *("quy chế", "quy định", "quy trình", "quy ước", "quy hoạch", "điều lệ", "nội quy"),
        *("nghị quyết", "quyết định", "chỉ thị", "kết luận", "thông tri", "thông báo", "thông cáo"),
        *("thông tư", "nghị định", "hướng dẫn", "chương trình", "kế hoạch", "đề án", "phương án"),
        *("dự án", "báo cáo", "tờ trình", "công điện", "hiến pháp", "bộ luật", "luật", "pháp lệnh"),
        "hương ước",
    ),
    unnumbered=("hương ước", "quy ước", "nội quy", "điều lệ", "quy tắc", "bộ quy tắc"),
    bases=("căn cứ", "xét", "theo đề nghị", "thực hiện", "trên cơ sở"),
    unnamed="kem-theo",
    row=_form(Kind.TASK, "dòng"),
    month=_form(Kind.SECTION, "tháng"),
    quarter=_form(Kind.SECTION, "quý"),
    typed=Typed(
        short={
            Kind.PART: ("p",),
            Kind.CHAPTER: ("ch", "c"),
            Kind.SECTION: ("m",),
            Kind.ARTICLE: ("đ",),
            Kind.TASK: ("nv",),
            Kind.CLAUSE: ("k",),
            Kind.POINT: ("đ",),
            Kind.ATTACHMENT: ("pl",),
        },
        numerals={**_FIRST_ORDINALS, "mốt": 1, "lăm": 5, "nhăm": 5},
        multiples={"mươi": 10, "trăm": 100},
        before=("thứ", "số"),
        inside=("linh", "lẻ"),
        spans=("đến", "tới"),
    ),
    conclusions="Kết luận",
    wording=Wording(
        all_of="các",
        joins=("và", "hoặc", "hay", "đến"),
        ands=("và", "hoặc"),
        leads=("của", "thuộc", "tại"),
        follows=(
            *("trên", "nêu", "này", "kèm", "trong", "theo"),
            *("ban hành", "được", "thì", "là", "phải", "có"),
        ),
        counted=("triệu", "tỷ", "nghìn", "đồng", "tháng", "năm", "ngày", "lần", "người"),
        # "Quy chế này", "của Nghị định số 30/2020/NĐ-CP", "Điều lệ Đảng", "Quy chế ban hành kèm
        # theo Nghị định này"
        document=rf"""
            (?:(?:của|trong|tại|thuộc)[ \u00a0]+)?
            (?:
                (?P<this>(?i:{_TYPE}))[ \u00a0]+này(?!\w)
              | (?P<attached>(?i:{_TYPE}))[ \u00a0]+(?:ban[ ]hành[ ])?kèm[ ]theo
                    [ \u00a0]+(?i:{_TYPE})[ \u00a0]+này(?!\w)
              | (?<!,[ ])(?P<other>
                    (?:{_TYPE})(?!\w)|(?:luật|[Bb]ộ[ ][Ll]uật|pháp[ ]lệnh|nghị[ ]định)(?!\w)
                )
            )
        """,
        # "191/2026/NĐ-CP", "00-QC/TU", "10-QĐi/TW", "63/2025/QH15", "555-KL/TUHP-TUHD", "05-CTr/TU"
        document_number=(
            r"(?<![\w/-])\d{1,5}(?:/\d{4})?[-/][A-ZĐ][\wĐđ]*"
            r"(?:[-/][A-ZĐ][\wĐđ]*)*(?![\w/-]*\w)"
        ),
        # "Quy chế số"
        before_number=r"\w+(?:[ \u00a0]\w+)?[ \u00a0]+(?:số[ \u00a0]+)?",
        between=("của",),
        # "Ban Chấp hành Đảng bộ tỉnh (sau đây gọi tắt là Tỉnh ủy)"; what is called so together
        # ("gọi chung là") is no one name.
        definition=(
            r"[ \u00a0]*\((?:sau|dưới)[ ]đây[ ](?:được[ ])?(?:viết[ ]tắt|gọi[ ]tắt|gọi)[ ]là[:\ ]*"
            r"[“\"]?(?P<name>[^)(“”\",;]+?)[”\"]?\)"
        ),
        # "Sửa đổi, bổ sung một số điều của Luật …", "Điều 2 được sửa đổi, bổ sung như sau": the
        # numbers are another law's.
        amending=(
            r"(?i:^(?:sửa[ ]đổi|bổ[ ]sung|thay[ ]thế|bãi[ ]bỏ|hủy[ ]bỏ|đính[ ]chính)\b"
            r"|(?:được[ ])?(?:sửa[ ]đổi|bổ[ ]sung)\b.*như[ ]sau)"
        ),
        # "thay cụm từ “khoản 1 Điều 8” bằng cụm từ “khoản 2 Điều 9”"
        words=(
            r"(?i:cụm[ ]từ|các[ ]từ|từ|chữ|dòng[ ]chữ|bằng|thành)"
            r"[ \u00a0]+[“\"][^“”\"]{1,300}[”\"]"
        ),
        # "Quyết định này có hiệu lực kể từ ngày ký", "… chịu trách nhiệm thi hành Quyết định này"
        sentence=(
            r"(?i:\bnày[ ](?:có|được|thay|áp|gồm|bãi)\b"
            r"|\b(?:ban[ ]hành|phê[ ]duyệt)\b.*\bkèm[ ]theo\b"
            r"|\bchịu[ ]trách[ ]nhiệm\b.*\bnày\b)"
        ),
        this="này",
        # "Giải thích từ ngữ", "Từ ngữ, thuật ngữ trong Quy chế này"
        defining=(
            r"(?:(?:giải[ ]thích|định[ ]nghĩa)(?:[ ].*)?|(?:từ[ ]ngữ|thuật[ ]ngữ|khái[ ]niệm)\b.*)"
        ),
        # "Chi hội trực thuộc là …", "“Thành viên chính thức” được hiểu là …"
        defines=(
            r"[“\"*_]*(?P<name>\w[^“”\".,:;()*_]{1,60}?)[”\"*_]*[ \u00a0]"
            r"(?:là|được[ ]hiểu[ ]là|bao[ ]gồm|gồm)(?=[ \u00a0:])"
        ),
        has_syllables=True,
    ),
)
