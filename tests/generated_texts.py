"""Regulations made of few phrases, as real ones are, for tests of comparison."""

import random

from known_edits import Text
from quyche.texts.parser import parse

SUBJECTS = (
    "Bí thư",
    "Thường trực",
    "Ban Thường vụ",
    "Văn phòng",
    "Ban Tổ chức",
    "Ủy ban Kiểm tra",
    "Ban Dân vận",
)
DEEDS = (
    "chuẩn bị nội dung, chương trình hội nghị và gửi tài liệu trước năm ngày làm việc",
    "xem xét, cho ý kiến về tổ chức bộ máy, biên chế của các cơ quan tham mưu",
    "theo dõi, đôn đốc việc thực hiện nghị quyết, báo cáo kết quả hằng quý",
    "tiếp nhận đơn thư, phân loại và chuyển đến nơi có thẩm quyền giải quyết",
    "quyết định kế hoạch kiểm tra, giám sát hằng năm và chỉ đạo tổ chức thực hiện",
    "bảo đảm kinh phí, phương tiện, chế độ cho hoạt động của các đoàn công tác",
)  # fmt: skip


def generated(seed: int) -> Text:
    """A regulation of 24 articles whose clauses are made of few phrases, as real ones are."""
    chance = random.Random(seed)
    lines = ["# Quy chế"]
    for number in range(1, 25):
        if number % 8 == 1:
            lines.append(f"\n## Chương {number // 8 + 1}. Về {chance.choice(SUBJECTS)} {number}\n")
        lines.append(f"\n### Điều {number}. {chance.choice(SUBJECTS)} và việc số {number}\n")
        for clause in range(1, chance.randint(4, 6)):
            subject, deed = chance.choice(SUBJECTS), chance.choice(DEEDS)
            lines.append(f"{clause}. {subject} {deed} theo mục {number * 10 + clause}.")
        lines += [f"    {letter}) {chance.choice(DEEDS)} thứ {number}{letter};" for letter in "abc"]
    return Text.of(parse("\n".join(lines), "quy-che/x.md").document)
