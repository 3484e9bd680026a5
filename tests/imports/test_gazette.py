"""Lines broken for paper come back as the paragraphs they were."""

import textwrap
from collections.abc import Callable

import pytest

from quyche.imports.files import plain_text
from quyche.imports.files.paragraphs import Paragraph

LAW = """\
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định nguyên tắc, trách nhiệm và trình tự giữ sổ trực của các phòng, theo quy định tại khoản 2 Điều 3 và điểm a khoản 1 Điều 2 của Quy chế này và của các văn bản khác có liên quan.
2. Quy chế này áp dụng đối với Trưởng phòng Thử nghiệm và người được Trưởng phòng Thử nghiệm giao giữ sổ.
Điều 2. Trách nhiệm của người giữ sổ trong việc mở, khóa, bàn giao và lưu giữ sổ trực của Phòng Thử nghiệm
1. Người giữ sổ có trách nhiệm:
a) Mở sổ vào đầu mỗi ngày làm việc và khóa sổ khi hết giờ làm việc của ngày hôm đó;
b) Bàn giao sổ cho người trực ca sau, có chữ ký của cả hai người.
2. Trưởng phòng Thử nghiệm kiểm tra sổ hằng tuần; khi vắng mặt, Trưởng phòng Thử nghiệm giao người khác kiểm tra.
Điều 3. Lưu sổ
Sổ trực được lưu năm năm kể từ ngày khóa sổ, trừ sổ có ghi việc đang được xem xét.
1. Sổ được lưu tại Phòng Thử nghiệm.
2. Sổ về kinh tế - xã hội được lưu riêng theo quyết định của Trưởng phòng Thử nghiệm.
Chương II
TỔ CHỨC THỰC HIỆN
Điều 4. Hiệu lực
Quy chế này có hiệu lực từ ngày ký.
"""
HEADER = "CÔNG BÁO/Số 12 + 13/Ngày 01-02-2031"


def broken(width: int) -> list[str]:
    return [line for part in LAW.splitlines() for line in textwrap.wrap(part, width)]


def paged(lines: list[str], header: Callable[[int], list[str]], every: int = 12) -> str:
    pages = [lines[at : at + every] for at in range(0, len(lines), every)]
    return "\n".join(
        line for page, content in enumerate(pages, start=7) for line in [*header(page), *content]
    )


def paragraphs(text: str) -> list[str]:
    return [one.text for one in plain_text.read(text, "x.txt")[0] if isinstance(one, Paragraph)]


@pytest.mark.parametrize("width", range(58, 96))
def test_joins_lines_of_any_width(width: int) -> None:
    assert paragraphs("\n".join(broken(width))) == LAW.splitlines()


@pytest.mark.parametrize(
    "header",
    [
        lambda page: [HEADER, str(page), " ", " "],
        lambda page: [" ", str(page), f"{HEADER} ", "  "],
        lambda page: ["", f"{page} {HEADER}"],
        lambda page: [f"\f{HEADER}", "", f"- {page} -"],
        lambda page: ["\f" if page > 7 else "", f"{page}", ""],
        lambda page: [f"\fPhòng Thử nghiệm - Trang {page}"] if page > 7 else [],
    ],
)
def test_drops_page_headers_and_numbers(header: Callable[[int], list[str]]) -> None:
    assert paragraphs(paged(broken(72) * 3, header)) == LAW.splitlines() * 3


def test_reports_what_it_dropped_with_the_lines() -> None:
    _, problems = plain_text.read(f"{HEADER}\n7\n\nĐiều 1. Một\n", "x.txt")
    (dropped,) = (problem for problem in problems if problem.rule == "import-headers")
    assert (dropped.path, dropped.line) == ("x.txt", 1)
    assert dict(dropped.details) == {"count": "2", "lines": "1, 2"}


def test_keeps_numbers_that_count_no_pages() -> None:
    assert paragraphs("Bảng\n\n12\n\n7\n\n9\n") == ["Bảng", "12", "7", "9"]


def test_keeps_a_line_that_only_looks_like_a_stamp() -> None:
    assert paragraphs("Cơ quan: nơi người trực làm việc.") == ["Cơ quan: nơi người trực làm việc."]


@pytest.mark.parametrize(
    "line",
    ["Điều 12 của Quy chế này", "2. của Điều này", "- xã hội", "a) khoản này", "Chương II này"],
)
def test_a_citation_at_the_beginning_of_a_line_goes_on(line: str) -> None:
    before = "1. Người giữ sổ thực hiện trách nhiệm kinh tế nêu tại các khoản 1 và khoản"
    text = f"{chr(10).join(broken(74))}\n{before}\n{line} cho đến khi bàn giao.\n"
    assert paragraphs(text)[-1] == f"{before} {line} cho đến khi bàn giao."


def test_a_text_without_broken_lines_is_left_alone() -> None:
    assert paragraphs(LAW) == LAW.splitlines()


def test_lines_with_blank_lines_between_them_are_joined() -> None:
    assert paragraphs("\n\n".join(broken(70))) == LAW.splitlines()


@pytest.mark.parametrize("ending", ["\r\n", "\r", " \n", "\t\n"])
def test_any_line_ending_will_do(ending: str) -> None:
    assert paragraphs(ending.join(broken(75))) == LAW.splitlines()
