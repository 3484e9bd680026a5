"""What a text says of itself, field by field: right, absent or wrong, of texts of many offices."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from quyche.imports.documents.conversion import Converted, convert, convert_file
from quyche.imports.documents.homes import Home
from quyche.imports.files import plain_text
from quyche.register.entries import Entry
from quyche.register.register import Register

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
KEYS = ("title", "number", "issuer", "place", "adopted", "effective", "replaces", "status", "draft")
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM\n"
Gold = Mapping[str, str]


@dataclass(frozen=True)
class Office:
    """A text as one office writes it, and what it says of itself."""

    head: str
    title: str
    gold: Gold
    effect: str = ""
    bases: str = "Căn cứ Điều lệ;\nTheo đề nghị của Văn phòng,\n"
    articles: str = "Điều 1. Phạm vi\nViệc họp, việc báo cáo.\nĐiều 2. Họp\n1. Họp mỗi quý.\n"
    end: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    """Whom the register knows, by their ids."""

    @property
    def text(self) -> str:
        """The whole file."""
        last = f"Điều 3. Hiệu lực\n{self.effect}\n" if self.effect else ""
        return f"{self.head}\n{self.title}\n\n{self.bases}{self.articles}{last}\n{self.end}"


def state(issuer: str, number: str, dated: str) -> str:
    return f"{issuer}\n_______\nSố: {number}\n{NATION}_______\n{dated}\n"


def party(issuer: str, number: str, dated: str) -> str:
    return f"{issuer}\n*\nSố {number}\n{PARTY}{dated}\n"


DATED = "Bến Gỗ, ngày 03 tháng 02 năm 2026"
DAY = "2026-02-03"
SIGNED = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nNguyễn Văn Mẫu\n"
ISSUED = {"adopted": DAY, "status": "adopted", "place": "Bến Gỗ"}
DRAFTED = {"status": "draft"}
OFFICES: tuple[Office, ...] = (
    Office(
        state("ỦY BAN NHÂN DÂN\nPHƯỜNG BẾN GỖ", "12/2026/QĐ-UBND", DATED),
        "QUYẾT ĐỊNH\nBan hành Quy chế tiếp công dân",
        {
            **ISSUED,
            "title": "QUYẾT ĐỊNH Ban hành Quy chế tiếp công dân",
            "number": "12/2026/QĐ-UBND",
            "issuer": "ỦY BAN NHÂN DÂN PHƯỜNG BẾN GỖ",
            "effective": "2026-03-01",
            "replaces": "Quyết định số 5/2020/QĐ-UBND ngày 01 tháng 6 năm 2020 của Ủy ban nhân dân phường Bến Gỗ",
        },
        "Quyết định này có hiệu lực kể từ ngày 01 tháng 3 năm 2026 và thay thế Quyết định số 5/2020/QĐ-UBND ngày 01 tháng 6 năm 2020 của Ủy ban nhân dân phường Bến Gỗ.",
        end=SIGNED,
    ),
    Office(
        party("ĐẢNG ỦY PHƯỜNG BẾN GỖ", "05-QC/ĐU", DATED),
        "QUY CHẾ\nlàm việc của Đảng ủy phường Bến Gỗ\nnhiệm kỳ 2025 - 2030",
        {
            **ISSUED,
            "title": "Quy chế làm việc của Đảng ủy phường Bến Gỗ nhiệm kỳ 2025 - 2030",
            "number": "05-QC/ĐU",
            "issuer": "dang-uy",
            "effective": DAY,
            "replaces": "Quy chế số 01-QC/ĐU, ngày 15/12/2020 của Đảng ủy phường",
        },
        "Quy chế này có hiệu lực kể từ ngày ký và thay thế Quy chế số 01-QC/ĐU, ngày 15/12/2020 của Đảng ủy phường.",
        end="T/M ĐẢNG ỦY\nBÍ THƯ\nTrần Thị Thử\n",
        names={"dang-uy": "Đảng ủy phường Bến Gỗ"},
    ),
    Office(
        party("TỈNH ỦY SÔNG MẪU\nBAN THƯỜNG VỤ", "17-QĐ/TU", DATED),
        "QUY ĐỊNH\nvề chế độ báo cáo",
        {
            **ISSUED,
            "title": "Quy định về chế độ báo cáo",
            "number": "17-QĐ/TU",
            "issuer": "BAN THƯỜNG VỤ TỈNH ỦY SÔNG MẪU",
            "effective": "2026-03-20",
        },
        "Quy định này có hiệu lực sau 45 ngày kể từ ngày ký.",
    ),
    Office(
        party("TỈNH ỦY\nBAN THƯỜNG VỤ", "18-QĐ/TU", DATED),
        "QUY ĐỊNH\nvề chế độ học tập",
        {
            **ISSUED,
            "title": "Quy định về chế độ học tập",
            "number": "18-QĐ/TU",
            "issuer": "ban-thuong-vu",
            "effective": "2024-03-15",
        },
        "Quy định này có hiệu lực từ ngày 15/3/2024.",
        names={"ban-chap-hanh": "Tỉnh ủy", "ban-thuong-vu": "Ban Thường vụ Tỉnh ủy"},
    ),
    Office(
        party("TỈNH ỦY\nBAN TỔ CHỨC", "19-HD/BTCTU", DATED),
        "HƯỚNG DẪN\nkiểm điểm cuối năm",
        {
            **ISSUED,
            "title": "Hướng dẫn kiểm điểm cuối năm",
            "number": "19-HD/BTCTU",
            "issuer": "ban-to-chuc",
            "effective": DAY,
        },
        "Hướng dẫn này có hiệu lực từ ngày ký, ban hành.",
        names={"tinh-uy": "Tỉnh ủy", "ban-to-chuc": "Ban Tổ chức Tỉnh ủy"},
    ),
    Office(
        f"VĂN PHÒNG QUỐC HỘI\nSố: 15/VBHN-VPQH\n{NATION}{DATED}\n",
        "VĂN BẢN HỢP NHẤT\nQUY ĐỊNH\nvề chế độ chi tiêu",
        {
            **ISSUED,
            "title": "VĂN BẢN HỢP NHẤT QUY ĐỊNH về chế độ chi tiêu",
            "number": "15/VBHN-VPQH",
            "issuer": "VĂN PHÒNG QUỐC HỘI",
        },
        bases="Quyết định số 12/2020/QĐ-VP ngày 05 tháng 6 năm 2020 của Văn phòng, được sửa đổi bởi:\n",
    ),
    Office(
        "TỈNH ỦY SÔNG MẪU\n",
        "VĂN BẢN HỢP NHẤT\nQUY ĐỊNH\nvề chế độ đi lại",
        {"title": "VĂN BẢN HỢP NHẤT QUY ĐỊNH về chế độ đi lại", "issuer": "TỈNH ỦY SÔNG MẪU"},
        bases="Quy định số 03-QĐ/TU ngày 05 tháng 6 năm 2020 của Tỉnh ủy, được sửa đổi bởi Quy định số 9-QĐ/TU:\n",
    ),
    Office(
        f"{PARTY}Bến Gỗ, ngày … tháng … năm 2026\nDỰ THẢO LẦN 2\n(Ngày 12/9/2025)\n",
        "QUY CHẾ\nlàm việc của Chi bộ",
        {
            **DRAFTED,
            "title": "Quy chế làm việc của Chi bộ",
            "draft": "2",
            "submitted": "2025-09-12",
        },
        "Quy chế này có hiệu lực khi được Hội nghị thông qua.",
    ),
    Office(
        "BẢN DỰ THẢO\n",
        "NỘI QUY\nthư viện phường",
        {**DRAFTED, "title": "Nội quy thư viện phường"},
        "Nội quy này có hiệu lực kể từ ngày ký.",
    ),
    Office(
        state("SỞ NỘI VỤ", "7/QC-SNV", "Bến Gỗ, ngày 3/2/2026"),
        "QUY CHẾ\nVăn thư của Sở Nội vụ",
        {
            **ISSUED,
            "title": "QUY CHẾ Văn thư của Sở Nội vụ",
            "number": "7/QC-SNV",
            "issuer": "SỞ NỘI VỤ",
            "effective": "2024-03-15",
        },
        "Quy chế này có hiệu lực thi hành từ 00 giờ 00 phút ngày 15 tháng 3 năm 2024.",
    ),
    Office(
        state("TRƯỜNG TIỂU HỌC BẾN GỖ", "8/QĐ-THBG", DATED),
        "QUY ĐỊNH\nĐón trả học sinh",
        {
            **ISSUED,
            "title": "QUY ĐỊNH Đón trả học sinh",
            "number": "8/QĐ-THBG",
            "issuer": "TRƯỜNG TIỂU HỌC BẾN GỖ",
            "effective": "2024-03-15",
        },
        "Quy định này có hiệu lực kể từ ngày 15-3-2024.",
    ),
    Office(
        f"CHÍNH PHỦ {NATION.splitlines()[0]}\nSố: 30/2026/NĐ-CP Độc lập - Tự do - Hạnh phúc\nHà Nội, ngày 05 tháng 3 năm 2026\n",
        "NGHỊ ĐỊNH\nVề công tác văn thư",
        {
            "title": "NGHỊ ĐỊNH Về công tác văn thư",
            "number": "30/2026/NĐ-CP",
            "issuer": "CHÍNH PHỦ",
            "place": "Hà Nội",
            "adopted": "2026-03-05",
            "status": "adopted",
            "effective": "2026-07-01",
        },
        "Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2026.",
    ),
    Office(
        f"QUỐC HỘI\nLuật số: 63/2025/QH15\n{NATION}",
        "LUẬT\nTỔ CHỨC ĐỘI DIỀU",
        {
            "title": "LUẬT TỔ CHỨC ĐỘI DIỀU",
            "number": "63/2025/QH15",
            "issuer": "QUỐC HỘI",
            "adopted": "2025-02-18",
            "status": "adopted",
            "effective": "2025-03-01",
        },
        "1. Luật này có hiệu lực thi hành từ ngày 01 tháng 3 năm 2025, trừ quy định tại khoản 2 Điều 2 của Luật này có hiệu lực từ ngày 01 tháng 9 năm 2025.",
        end="Luật này được Quốc hội khóa XV thông qua ngày 18 tháng 02 năm 2025.\n\nCHỦ TỊCH QUỐC HỘI\nTrần Thử Mẫu\n",
    ),
    Office(
        "CÂU LẠC BỘ DIỀU BẾN GỖ\nSố 3/QĐ-CLB\nBến Gỗ, ngày 03 tháng 02 năm 2026\n",
        "ĐIỀU LỆ\nCâu lạc bộ diều",
        {
            **ISSUED,
            "title": "ĐIỀU LỆ Câu lạc bộ diều",
            "number": "3/QĐ-CLB",
            "issuer": "CÂU LẠC BỘ DIỀU BẾN GỖ",
        },
        "Điều lệ này có hiệu lực khi được Đại hội thông qua.",
    ),
    Office(
        party(
            "ĐẢNG BỘ TỈNH SÔNG MẪU\nĐẢNG ỦY XÃ HẠ", "04-QĐ/ĐU", "Xã Hạ, ngày 03 tháng 02 năm 2026"
        ),
        "QUY ĐỊNH\nvề tiếp khách",
        {
            **ISSUED,
            "place": "Xã Hạ",
            "title": "Quy định về tiếp khách",
            "number": "04-QĐ/ĐU",
            "issuer": "ĐẢNG ỦY XÃ HẠ",
            "effective": DAY,
        },
        "Quy định này có hiệu lực thi hành kể từ ngày ký ban hành.",
    ),
    Office(
        party("ĐẢNG ỦY\nXÃ THƯỢNG", "04-CTr/ĐU", DATED),
        "CHƯƠNG TRÌNH\nlàm việc năm 2026",
        {**ISSUED, "title": "Chương trình làm việc năm 2026", "number": "04-CTr/ĐU"},
    ),
    Office(
        "",
        "Quy chế chi tiêu nội bộ của Hội",
        {"title": "Quy chế chi tiêu nội bộ của Hội", "effective": "2026-01-01"},
        "Quy chế này được áp dụng từ ngày 01/01/2026.",
    ),
    Office(
        state("HỘI ĐỒNG NHÂN DÂN\nTỈNH SÔNG MẪU", "9/2026/NQ - HĐND", DATED),
        "NGHỊ QUYẾT\nQuy định mức chi đón tiếp",
        {
            **ISSUED,
            "title": "NGHỊ QUYẾT Quy định mức chi đón tiếp",
            "number": "9/2026/NQ-HĐND",
            "issuer": "HỘI ĐỒNG NHÂN DÂN TỈNH SÔNG MẪU",
            "effective": "2026-02-13",
        },
        "Nghị quyết này có hiệu lực từ ngày 13 tháng 02 năm 2026.",
    ),
    Office(
        party("TỈNH ỦY SÔNG MẪU", "21-QĐ/TU", DATED).replace("*\n", "*\nMẬT\n"),
        "QUYẾT ĐỊNH\nVề việc kéo dài thời hạn áp dụng của Quy định số 01-QĐ/TU ngày 09\ntháng 3 năm 2023 của Tỉnh ủy về chế độ báo cáo",
        {
            **ISSUED,
            "title": "QUYẾT ĐỊNH Về việc kéo dài thời hạn áp dụng của Quy định số 01-QĐ/TU ngày 09 tháng 3 năm 2023 của Tỉnh ủy về chế độ báo cáo",
            "number": "21-QĐ/TU",
            "issuer": "TỈNH ỦY SÔNG MẪU",
            "effective": DAY,
        },
        "Quyết định có hiệu lực kể từ ngày ký.",
    ),
    Office(
        state("CÔNG TY CỔ PHẦN DIỀU", "2/QĐ-CTD", DATED),
        "QUY TRÌNH\nmua tre",
        {
            **ISSUED,
            "title": "Quy trình mua tre",
            "number": "2/QĐ-CTD",
            "issuer": "CÔNG TY CỔ PHẦN DIỀU",
        },
        "Quy trình này có hiệu lực ngay sau khi được Hội đồng quản trị thông qua.",
    ),
    Office(
        state("ỦY BAN NHÂN DÂN TỈNH SÔNG MẪU", "31/2026/QĐ-UBND", DATED),
        "QUYẾT ĐỊNH\nQuy định về nhà chung",
        {
            **ISSUED,
            "title": "QUYẾT ĐỊNH Quy định về nhà chung",
            "number": "31/2026/QĐ-UBND",
            "issuer": "ubnd-tinh",
            "effective": "2026-02-20",
            "replaces": "các Quyết định số 1/2019/QĐ-UBND và số 2/2019/QĐ-UBND của Ủy ban nhân dân tỉnh",
        },
        "Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 02 năm 2026.\n2. Quyết định này thay thế các Quyết định số 1/2019/QĐ-UBND và số 2/2019/QĐ-UBND của Ủy ban nhân dân tỉnh.",
        names={"ubnd-tinh": "Ủy ban nhân dân tỉnh Sông Mẫu"},
    ),
    Office(
        state("BỘ NỘI VỤ", "01/2026/TT-BNV", "Hà Nội, ngày 24 tháng 01 năm 2026"),
        "THÔNG TƯ\nHướng dẫn lưu trữ",
        {
            "title": "THÔNG TƯ Hướng dẫn lưu trữ",
            "number": "01/2026/TT-BNV",
            "issuer": "BỘ NỘI VỤ",
            "place": "Hà Nội",
            "adopted": "2026-01-24",
            "status": "adopted",
        },
        "Thông tư này có hiệu lực sau 45 ngày, kể từ ngày đăng Công báo.",
    ),
    Office(
        "ỦY BAN NHÂN DÂN XÃ HẠ\nThôn Đông\nĐộc lập - Tự do - Hạnh phúc\n",
        "HƯƠNG ƯỚC\nthôn Đông",
        {
            "title": "Hương ước thôn Đông",
            "effective": "2026-04-01",
            "issuer": "ỦY BAN NHÂN DÂN XÃ HẠ",
        },
        "Hương ước này chính thức có hiệu lực từ ngày 01.4.2026.",
    ),
    Office(
        party("ĐẢNG ỦY PHƯỜNG BẾN GỖ", "06-KL/ĐU", DATED),
        "KẾT LUẬN\ncủa Ban Thường vụ Đảng ủy về công tác cán bộ",
        {
            **ISSUED,
            "title": "Kết luận của Ban Thường vụ Đảng ủy về công tác cán bộ",
            "number": "06-KL/ĐU",
            "issuer": "ĐẢNG ỦY PHƯỜNG BẾN GỖ",
        },
    ),
    Office(
        state("UBND PHƯỜNG BẾN GỖ\nVĂN PHÒNG", "3/QC-VP", DATED),
        "QUY CHẾ\nTrực cơ quan",
        {
            **ISSUED,
            "title": "QUY CHẾ Trực cơ quan",
            "number": "3/QC-VP",
            "issuer": "van-phong",
            "effective": DAY,
        },
        "Quy chế này có hiệu lực kể từ ngày ban hành.",
        names={"van-phong": "Văn phòng UBND phường Bến Gỗ"},
    ),
    Office(
        party("ĐẢNG ỦY PHƯỜNG BẾN GỖ", "      -QC/ĐU", "Bến Gỗ, ngày     tháng     năm 2026"),
        "QUY CHẾ\nphối hợp",
        {"title": "Quy chế phối hợp", "issuer": "ĐẢNG ỦY PHƯỜNG BẾN GỖ"},
        "Quy chế này có hiệu lực kể từ ngày ký.",
    ),
    Office(
        state("BAN QUẢN LÝ CHỢ BẾN GỖ", "1/NQ-BQL", DATED),
        "NỘI QUY\nChợ Bến Gỗ",
        {
            **ISSUED,
            "title": "NỘI QUY Chợ Bến Gỗ",
            "number": "1/NQ-BQL",
            "issuer": "BAN QUẢN LÝ CHỢ BẾN GỖ",
            "effective": "2026-03-01",
        },
        "Nội quy này được thực hiện kể từ ngày 1/3/2026.",
    ),
    Office(
        f"DỰ THẢO\nỦY BAN NHÂN DÂN PHƯỜNG BẾN GỖ\nSố:      /QC-UBND\n{NATION}Bến Gỗ, ngày … tháng … năm …\n",
        "QUY CHẾ\nPhát ngôn",
        {
            **DRAFTED,
            "title": "QUY CHẾ Phát ngôn",
            "issuer": "ỦY BAN NHÂN DÂN PHƯỜNG BẾN GỖ",
            "effective": "2026-07-01",
        },
        "Quy chế này có hiệu lực từ ngày 01 tháng 7 năm 2026.",
    ),
    Office(
        party("ĐẢNG ỦY PHƯỜNG BẾN GỖ", "07-QĐ/ĐU", DATED),
        "QUY ĐỊNH\nsửa đổi Quy định về họp",
        {
            **ISSUED,
            "title": "Quy định sửa đổi Quy định về họp",
            "number": "07-QĐ/ĐU",
            "issuer": "ĐẢNG ỦY PHƯỜNG BẾN GỖ",
            "effective": DAY,
        },
        "Quy định này có hiệu lực từ ngày ký.",
        articles="Điều 1. Sửa đổi\nThay thế cụm từ “quý” bằng cụm từ “tháng” tại khoản 2 Điều 3.\nĐiều 2. Khác\nKhoản 2 Điều 1 của Quy định này có hiệu lực từ ngày 01/01/2027.\n",
    ),
    Office(
        state("ỦY BAN NHÂN DÂN\nXÃ HẠ", "44/QĐ-UBND", "Xã Hạ, ngày 03 tháng 02 năm 2026"),
        "QUYẾT ĐỊNH\nVề việc thành lập Tổ hòa giải",
        {
            **ISSUED,
            "place": "Xã Hạ",
            "title": "QUYẾT ĐỊNH Về việc thành lập Tổ hòa giải",
            "number": "44/QĐ-UBND",
            "issuer": "ỦY BAN NHÂN DÂN XÃ HẠ",
            "effective": DAY,
        },
        "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.",
    ),
)

LAW = {"status": "adopted", "issuer": "QUỐC HỘI"}
TOLD_BY_FILES: Mapping[str, Gold] = {
    "docx/huong-dan-36-hd-vptw.docx": {"title": "HƯỚNG DẪN THỂ THỨC VÀ KỸ THUẬT TRÌNH BÀY VĂN BẢN CỦA ĐẢNG", "number": "36-HD/VPTW", "issuer": "Văn phòng Trung ương Đảng", "place": "Hà Nội", "adopted": "2018-04-03", "effective": "2018-04-03", "status": "adopted", "replaces": "Hướng dẫn số 11-HD/VPTW, ngày 28/5/2004 của Văn phòng Trung ương Đảng hướng dẫn về thể thức văn bản của Đảng và Công văn số 2587-CV/VPTW/nb, ngày 25/5/2010 của Văn phòng Trung ương Đảng hướng dẫn thêm một số điểm về thể thức văn bản của đại hội và các tiểu ban giúp việc đại hội"},
    "docx/luat-61-2024-qh15.docx": {**LAW, "title": "LUẬT ĐIỆN LỰC", "number": "61/2024/QH15", "adopted": "2024-11-30", "effective": "2025-02-01"},
    "docx/luat-63-2025-qh15.docx": {**LAW, "title": "LUẬT TỔ CHỨC CHÍNH PHỦ", "number": "63/2025/QH15", "adopted": "2025-02-18", "effective": "2025-03-01"},
    "docx/nd-30-2020-30-2020-nd-cp.docx": {"title": "NGHỊ ĐỊNH Về công tác văn thư", "number": "30/2020/NĐ-CP", "issuer": "CHÍNH PHỦ", "place": "Hà Nội", "adopted": "2020-03-05", "effective": "2020-03-05", "status": "adopted"},
    "docx/nd-30-2020-phuluc1.docx": {"title": "Phụ lục I THỂ THỨC, KỸ THUẬT TRÌNH BÀY VĂN BẢN HÀNH CHÍNH VÀ BẢN SAO VĂN BẢN"},
    "docx/quy-che-lam-viec-dang-bo-xa-lung-cu-2025-2030.docx": {"title": "Quy chế làm việc của Ban Chấp hành Đảng bộ xã Lũng Cú nhiệm kỳ 2025 - 2030", "issuer": "ĐẢNG UỶ XÃ LŨNG CÚ"},
    "txt/luat-51-2024-sua-doi-luat-bhyt.txt": {**LAW, "title": "LUẬT SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT BẢO HIỂM Y TẾ", "number": "51/2024/QH15", "adopted": "2024-11-27", "effective": "2025-07-01"},
    "txt/nd-191-2026-quy-che-lam-viec-cua-chinh-phu.txt": {"title": "NGHỊ ĐỊNH Ban hành Quy chế làm việc của Chính phủ", "number": "191/2026/NĐ-CP", "issuer": "CHÍNH PHỦ", "place": "Hà Nội", "adopted": "2026-05-29", "effective": "2026-05-29", "status": "adopted", "replaces": "Nghị định số 39/2022/NĐ-CP ngày 18 tháng 6 năm 2022 của Chính phủ ban hành Quy chế làm việc của Chính phủ"},
    "txt/nd-162-2004-quy-che-tam-giu.txt": {"title": "Nghị định số 162/2004/NĐ-CP", "number": "162/2004/NĐ-CP", "adopted": "2004-09-07", "status": "adopted"},
}  # fmt: skip
IN_FORCE_FROM = (
    *(None, None, "2009-09-01", "2011-07-01", "2020-01-01", "2015-07-01", "2009-07-01"),
    *("2011-09-01", None, "2013-05-01", "2000-04-01", "2007-01-01", "2024-07-01", "2021-10-01"),
    *("2007-07-01", "2013-07-09", "2014-07-01", "2017-03-15", "2013-07-19", "2004-10-01", None),
    *(None, "2005-01-01", "2008-07-01", "2010-03-01", "2020-01-15", "2007-01-01", "2007-01-01"),
    *("2024-06-18", None, "2025-01-01", "2009-07-01"),
)
"""From which day each of the laws is in force, as a reader finds it; None where no day is told."""
LAST = 4
"""Articles at the end of a law, among which it says from when it is in force."""


def home_of(office: Office) -> Home:
    entries = tuple(
        Entry(one, "body", name, f"co-quan/{one}.md") for one, name in office.names.items()
    )
    return Home(Register(entries))


def read(office: Office) -> Converted:
    pieces, problems = plain_text.read(office.text, "x.txt")
    return convert(pieces, problems, "x.txt", "", "", home_of(office))


def judged(found: Converted, gold: Gold) -> Iterator[tuple[str, str]]:
    """Each key with what became of it."""
    told = {one.key: str(one.value) for one in found.told if one.value is not None and one.line}
    for key in (*KEYS, "submitted"):
        if key in gold and key in told:
            yield key, "right" if told[key] == gold[key] else f"wrong: {told[key]}"
        elif key in gold or key in told:
            yield key, "absent" if key in gold else f"wrong: {told[key]}, which is not said"


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real texts at {CORPUS}")
def test_public_files_are_read_field_by_field() -> None:
    found = [
        (name, key, verdict)
        for name, gold in TOLD_BY_FILES.items()
        for key, verdict in judged(convert_file(CORPUS / name, home=Home()), gold)
    ]
    assert [one for one in found if one[2].startswith("wrong")] == []
    assert len([one for one in found if one[2] == "absent"]) <= 1, found


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real texts at {CORPUS}")
def test_from_when_laws_are_in_force_is_read_from_their_ends() -> None:
    lines = (CORPUS / "laws" / "laws.jsonl").read_text(encoding="utf-8").splitlines()
    found = []
    for law in map(json.loads, lines):
        texts = [
            f"Điều {one['number']}. {one['title']}\n" + "\n".join(one["lines"])
            for one in law["articles"][-LAST:]
        ]
        pieces, problems = plain_text.read("\n".join(texts), "x.txt")
        told = convert(pieces, problems, "x.txt", "regulation", "", Home()).told
        found.append(next((one.value for one in told if one.key == "effective"), None))
    assert [str(day) if day else None for day in found] == list(IN_FORCE_FROM)


@pytest.mark.parametrize(
    ("said", "effective"),
    [
        ("Sau 15 ngày kể từ ngày ký, Quy chế này có hiệu lực.", "2026-02-18"),
        ("1. Sau 07 (bảy) ngày, kể từ ngày ký ban hành, Quy chế này có hiệu lực.", "2026-02-10"),
        ("Từ ngày ký, Quy chế này có hiệu lực.", "2026-02-03"),
        ("Kể từ 00 giờ 00 phút ngày 01 tháng 3 năm 2026, Quy chế này có hiệu lực.", "2026-03-01"),
        ("Từ 15/3/2026, Quy chế này chính thức có hiệu lực thi hành.", "2026-03-15"),
        (
            "Quy chế này được Hội nghị thông qua ngày 01/2/2026 và có hiệu lực từ ngày thông qua.",
            "2026-02-01",
        ),
        ("Sau khi được Hội nghị thông qua, Quy chế này có hiệu lực.", "None"),
        ("Quy chế gồm 8 chương, 25 điều, có hiệu lực kể từ ngày được phê duyệt.", "None"),
        ("Kể từ ngày Quy chế này có hiệu lực, các quy định trước bị bãi bỏ.", ""),
        ("Giấy cấp trước ngày Quy chế này có hiệu lực vẫn dùng được.", ""),
    ],
)
def test_the_effect_is_read_wherever_it_stands(said: str, effective: str) -> None:
    office = Office(party("ĐẢNG ỦY XÃ A", "05-QC/ĐU", DATED), "QUY CHẾ\nHọp", {}, effect=said)
    told = [str(one.value) for one in read(office).told if one.key == "effective"]
    assert told == [effective] * bool(effective)


def test_offices_are_read_field_by_field() -> None:
    table = Counter[tuple[str, str]]()
    wrong = []
    for office in OFFICES:
        for key, verdict in judged(read(office), office.gold):
            table[key, verdict.partition(":")[0]] += 1
            if verdict != "right":
                wrong.append((office.title, key, verdict))
    count = sum(table.values())
    assert len(OFFICES) >= 30
    assert not [one for one in wrong if one[2] != "absent"], wrong
    assert len(wrong) <= count // 100, wrong
