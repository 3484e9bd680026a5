"""What an amending document quotes is text, however much it looks like provisions."""

import pytest

from quyche.language.quotations import Quotations
from quyche.language.vietnamese import VN


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("“Điều 5a. Tên.”\nSau", 1),
        ("“Điều 5a. Tên\n1. Một;\n2. Hai.”.\nSau", 3),
        ('"1. Một;\n2. Hai".;\nSau', 2),
        ("“a) Một” và “b)\nHai”", 2),
        ("“Điều 5. Theo “quy chế” này.\n1. Hết.”", 2),
        ("  “Chương II. Chung\nĐiều 3. X”", 2),
        ("“đ) Điểm”; ", 1),
        ("“Phụ lục I. Mẫu”", 1),
        ("“Mục 1. Một”\r", 1),
    ],
)
def test_a_quotation_takes_the_lines_up_to_its_closing_mark(source: str, expected: int) -> None:
    assert Quotations(source.split("\n"), VN).length(0) == expected


@pytest.mark.parametrize(
    "source",
    [
        "“Quy chế” này quy định.",  # a word in quotation marks
        "Điều 5. Tên”",
        "“Điều 5. Tên\nkhông đóng",
        "“Điều 5. Tên\n### Điều 6. Sáu\nhết”",  # forgotten; the next article is no part of it
        "'1. Một'",
        "“Điều hòa nhiệt độ”",
        "",
    ],
)
def test_what_is_no_quotation_takes_no_line(source: str) -> None:
    assert Quotations(source.split("\n"), VN).length(0) == 0


def test_a_quotation_may_begin_anywhere() -> None:
    assert Quotations(["Sửa như sau:", "“Điều 5. Tên", "hết”"], VN).length(1) == 2
