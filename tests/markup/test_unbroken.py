"""Numbers and dates stay on one line, and every letter is what it was."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from quyche.language.wholes import wholes
from quyche.markup.unbroken import CLASS, unbroken

TEXTS = [
    ("theo khoản 3 Điều 27 và điểm đ", ["khoản 3", "Điều 27", "điểm đ"]),
    ("Dự thảo lần 2, nhiệm kỳ 2020-2025", ["lần 2", "2020-2025"]),
    ("ngày 15-3-2021, số 10-QĐi/TW, 30/2020/NĐ-CP", ["15-3-2021", "10-QĐi/TW", "30/2020/NĐ-CP"]),
    ("ngày 15/3/2021 và 1.000.000 đồng", []),
    ("Chương II, Mục 1, khóa XVII, quý II/2021", ["Chương II", "Mục 1", "khóa XVII", "quý II/2021"]),
    ("Article 5(2) of 15 March 2021, draft 2", ["Article 5(2)", "15 March 2021", "draft 2"]),
    ("mục tiêu, tai nạn-sự cố, điều khiển", []),
    ("1-" * 40 + "1", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_what_stays_whole(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in wholes(text)] == expected
    assert html.fragment_fromstring(unbroken(text), create_parent=True).text_content() == text
    assert unbroken(text).count(CLASS) == len(expected)


PARTS = [
    "điểm",
    "Điều",
    "a",
    "đ",
    "I",
    "xv",
    "ı",
    "ſ",
    "(",
    ")",
    "-",
    "/",
    ".",
    "TW",
    "tháng",
    "３",
]


@given(st.lists(st.sampled_from([*PARTS, " "]), max_size=8).map("".join))
def test_a_number_elsewhere_in_a_text_makes_nothing_else_whole(text: str) -> None:
    found = [span for span in wholes(f"{text}\n1") if span[1] <= len(text)]
    assert found == list(wholes(text))


def test_what_is_typed_is_escaped_and_markup_is_left() -> None:
    assert unbroken("<b> & Điều 2") == f'&lt;b&gt; &amp; <span class="{CLASS}">Điều 2</span>'
    assert unbroken(Markup("<b>Điều 2</b>")) == "<b>Điều 2</b>"


PAGE = """Xem *khoản 3* Điều 27, [điểm đ](#a) & `Điều 5`, **số** 10-QĐi/TW và Điều 6.

[khoản 2 Điều 5 của Quy chế làm việc này](#b) hoặc khoản 4
"""


def test_a_page_says_the_same_letter_by_letter() -> None:
    plain, own = (
        html.fragment_fromstring(markdown.markdown(PAGE, extensions=names), create_parent=True)
        for names in ([], ["quyche.markup.notation"])
    )
    assert own.text_content() == plain.text_content()
    whole = [found.text_content() for found in own.xpath(f"//span[@class='{CLASS}']")]
    assert whole == [
        *("khoản 3", "Điều 27", "điểm đ", "10-QĐi/TW", "Điều 6", "khoản 2", "Điều 5", "khoản 4")
    ]
