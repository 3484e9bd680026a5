"""What people type for a provision is read as the address that they mean."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quyche.language import typed_words

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "scripts"
SCRIPT = (SCRIPTS / "typed-addresses.js").read_text("utf-8")
LISTS_SCRIPT = (SCRIPTS / "typed-lists.js").read_text("utf-8")
KINDS = {
    "P": "part",
    "C": "chapter",
    "S": "section",
    "A": "article",
    "T": "task",
    "k": "clause",
    "d": "point",
    "i": "subpoint",
    "X": "attachment",
}
WHOLE = {
    # numbers alone
    "5": "A5",
    " 05 ": "A5",
    "5.2": "A5 k2",
    "5,2": "A5 k2",
    "5/2": "A5 k2",
    "5-2": "A5 k2",
    "5 2": "A5 k2",
    "5.2.1": "A5 k2.1",
    "7a": "A7a",
    "12.2.đ": "A12 k2 dđ",
    "12.2.d": "A12 k2 dd",
    "12.2.dd": "A12 k2 dđ",
    "14.2.b": "A14 k2 db",
    "5.b": "A5 db",
    "5b": "A5b",
    "5(2)(a)": "A5 k2 da",
    # words, before and after each other
    "điều 5": "A5",
    "Điều 7a": "A7a",
    "dieu 7a": "A7a",
    "Điều 7đ": "A7đ",
    "điều 5 khoản 2": "A5 k2",
    "Điều 5, khoản 2": "A5 k2",
    "khoản 2 điều 5": "A5 k2",
    "khoản 2 của Điều 5": "A5 k2",
    "Khoản 2 Điều 5.": "A5 k2",
    "khoản 2": "k2",
    "khoản 1.2 điều 5": "A5 k1.2",
    "điểm đ khoản 2 điều 12": "A12 k2 dđ",
    "diem a khoan 2 dieu 7": "A7 k2 da",
    "điều 12, khoản 2, điểm đ": "A12 k2 dđ",
    "điểm đ": "dđ",
    "điểm a1 khoản 2 điều 12": "A12 k2 da1",
    "mục 3 chương II": "Cii S3",
    "Mục 3, Chương 2": "C2 S3",
    "chuong 3": "C3",
    "chương III": "Ciii",
    "phần thứ nhất": "P1",
    "phụ lục 2": "X2",
    "nhiệm vụ 8": "T8",
    # short
    "đ5": "A5",
    "d5": "A5",
    "Đ14": "A14",
    "Đ.14": "A14",
    "đ 14": "A14",
    "d5 k2": "A5 k2",
    "d5k2": "A5 k2",
    "đ5.k2": "A5 k2",
    "k2 đ5": "A5 k2",
    "k3 đ9": "A9 k3",
    "k2d5": "A5 k2",
    "5 k2": "A5 k2",
    "5k2": "A5 k2",
    "đ đ k2 đ12": "A12 k2 dđ",
    "a khoản 2 điều 7": "A7 k2 da",
    "ch3": "C3",
    "m3 ch2": "C2 S3",
    # numbers written out
    "điều hai mươi": "A20",
    "Dieu hai muoi": "A20",
    "điều hai mươi mốt": "A21",
    "điều mười lăm": "A15",
    "điều mười": "A10",
    "điều một trăm linh năm": "A105",
    "điều một trăm hai mươi ba": "A123",
    "khoản hai điều năm": "A5 k2",
    "điều thứ năm": "A5",
    # in either form of Unicode, with blanks that do not break
    "\u0111ie\u0302\u0300u 5": "A5",
    "điều\u00a05\u00a0khoản\u00a02": "A5 k2",
    "dieu-12-khoan-2-diem-dd": "A12 k2 dđ",
    # in English
    "Article 5": "A5",
    "Article IV": "Aiv",
    "Article twenty-one": "A21",
    "Section 5": "A5",
    "section 2(b)": "A2 kb",
    "Section 5(2)(a)": "A5 k2 da",
    "Section 5(2)(a)(ii)": "A5 k2 da iii",
    "section 4.2": "A4.2",
    "s 5(2)": "A5 k2",
    "s. 5": "A5",
    "§ 5": "A5",
    "paragraph (2) of section 5": "A5 k2",
    "Part two": "P2",
    "Schedule 1": "X1",
}
NOTHING = [
    *("", " ", "đ", "k", "điều", "điều khoản", "a", "ii", "0", "điều 0", "xin chào"),
    *("5 rõ", "00-QC/TU", "15-3-2021", "15/3/2021", "12345", "tài khoản", "thời điểm a"),
    *("điều 5 điều 7", "khoản 2, 3 điều 5", "họp ban thường vụ", "hai mươi", "điều hai ba"),
    *("điều 5 quy chế làm việc", "năm 2021", "5.2.1234", "đ5 đ6", "khoản hai ba"),
]
AMID = {
    "khoản 2 điều 5 quy chế làm việc": ("A5 k2", "quy chế làm việc"),
    "điều 14 khóa XVI": ("A14", "khóa xvi"),
    "quy chế làm việc điều 5 khoản 2": ("A5 k2", "quy chế làm việc"),
    "quy chế đ5": ("A5", "quy chế"),
    "điều 5": ("A5", ""),
}
AMID_NOTHING = ["tài khoản 2 của ban", "quan điểm b này", "mở a 5 lần", "điều khoản này", "5 rõ"]
OTHERWISE = {
    "đ26k2b": "A26 k2 db",
    "d26k2d": "A26 k2 dd",
    "đ12k2đ": "A12 k2 dđ",
    "14.2b": "A14 k2 db",
    "k2b đ5": "A5 k2 db",
    "3a": None,
    "điều 7a": None,
    "điều5": None,
    "dieu12khoan2": None,
    "khoản 2 điều 5": None,
}
"""What letters that are glued to a number may be beside a part of it."""
LISTS = {
    "khoản 2, 3 Điều 5": ("A5 k2", "A5 k3"),
    "khoản 2 và khoản 3 điều 5": ("A5 k2", "A5 k3"),
    "k2,3 đ5": ("A5 k2", "A5 k3"),
    "điều 5 và 6": ("A5", "A6"),
    "Điều 5, 6 và Điều 7": ("A5", "A6", "A7"),
    "điểm a, b khoản 2 điều 12": ("A12 k2 da", "A12 k2 db"),
    "các điểm a, b và đ khoản 2 Điều 12": ("A12 k2 da", "A12 k2 db", "A12 k2 dđ"),
    "điểm a khoản 2, khoản 3 điều 12": ("A12 k2 da", "A12 k3"),
    "Điều 5, Điều 7 và khoản 2 Điều 9": ("A5", "A7", "A9 k2"),
    "khoản 1 điều 5 và điều 7": ("A5 k1", "A7"),
    "điều 5 khoản 2, 3": ("A5 k2", "A5 k3"),
    "điều 5 khoản 2 và khoản 4": ("A5 k2", "A5 k4"),
    "đ5, đ6": ("A5", "A6"),
    "mục 1, 2 chương II": ("Cii S1", "Cii S2"),
    "nhiệm vụ 4, 4a": ("T4", "T4a"),
    "điều 5-7": ("A5", "…A7"),
    "điều 5 đến 7": ("A5", "…A7"),
    "từ điều 5 tới điều 7": ("A5", "…A7"),
    "khoản 1-3 điều 5": ("A5 k1", "…A5 k3"),
    "điểm a đến d khoản 2 điều 12": ("A12 k2 da", "…A12 k2 dd"),
    "sections 5 and 6": ("A5", "A6"),
    "section 5(2) and (3)": ("A5 k2", "A5 k3"),
    "articles 5 to 7": ("A5", "…A7"),
    "khoản 2, 3 điều 5 quy chế làm việc": ("A5 k2", "A5 k3", "quy chế làm việc"),
    "quy chế làm việc điều 5 và 6": ("A5", "A6", "quy chế làm việc"),
}
NO_LISTS = [
    *("điều 5", "điều 12, khoản 2, điểm đ", "điều 5,2", "5-2", "5, 6", "15-3-2021", "00-QC/TU"),
    *("dieu-12-khoan-2-diem-dd", "by-law 5", "họp và hội nghị", "điều 5 và quy chế", "2020-2025"),
    *("tài khoản 2, 3", "khoản 2 của Điều 5"),
]


def address(short: str) -> list[dict[str, str]]:
    return [{"kind": KINDS[step[0]], "number": step[1:]} for step in short.split()]


@pytest.fixture(name="page", scope="module")
def _page(browser: Browser) -> Iterator[Page]:
    """An empty page, with what the script exports in `read`."""
    words = json.dumps(typed_words.tables(), ensure_ascii=False)
    source = SCRIPT.replace("{{ words.typed }}", words)
    with browser.new_page() as page:
        page.evaluate(
            """async ([source, lists]) => {
                const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
                window.read = await import(url);
                const own = lists.replace("./typed-addresses.js", url);
                window.lists = await import(
                    URL.createObjectURL(new Blob([own], { type: "text/javascript" })));
            }""",
            [source, LISTS_SCRIPT],
        )
        yield page


def test_addresses_are_read_in_every_usual_spelling(page: Page) -> None:
    found = page.evaluate(
        "(all) => Object.fromEntries(all.map((one) => [one, read.readAddress(one)]))", list(WHOLE)
    )
    assert found == {typed: address(short) for typed, short in WHOLE.items()}


def test_letters_behind_a_number_are_read_in_either_way(page: Page) -> None:
    ask = "(all) => all.map((one) => read.readings(one).at(-1).address)"
    first = page.evaluate("(all) => all.map((one) => read.readAddress(one))", list(OTHERWISE))
    for typed, likely, last in zip(
        OTHERWISE, first, page.evaluate(ask, list(OTHERWISE)), strict=True
    ):
        short = OTHERWISE[typed]
        assert last == (address(short) if short else likely), typed


def test_several_addresses_are_read_in_their_order(page: Page) -> None:
    ask = "(all) => all.map((one) => lists.readList(one))"
    for (typed, told), found in zip(LISTS.items(), page.evaluate(ask, list(LISTS)), strict=True):
        rest = told[-1] if told[-1][0].islower() else ""
        places = [one for one in told if one != rest]
        assert found, typed
        assert [one["steps"] for one in found["places"]] == [
            address(one.removeprefix("…")) for one in places
        ], typed
        assert [one["isTo"] for one in found["places"]] == [one[0] == "…" for one in places], typed
        assert found["rest"].removeprefix("các").removeprefix("từ") == rest, typed
    assert page.evaluate("(all) => all.filter((one) => lists.readList(one))", NO_LISTS) == []


def test_what_is_no_address_or_more_than_one_is_none(page: Page) -> None:
    found = page.evaluate("(all) => all.filter((one) => read.readAddress(one))", NOTHING)
    assert found == []


def test_an_address_among_other_words_is_found_with_these(page: Page) -> None:
    found = page.evaluate("(all) => all.map((one) => read.findAddress(one))", list(AMID))
    assert found == [{"address": address(short), "rest": rest} for short, rest in AMID.values()]
    assert page.evaluate("(all) => all.filter((one) => read.findAddress(one))", AMID_NOTHING) == []


def test_the_words_of_one_language_alone_are_known_where_only_these_are_asked_for(
    page: Page,
) -> None:
    ask = "([typed, language]) => read.readAddress(typed, language)"
    assert page.evaluate(ask, ["Article 5", "vn"]) is None
    assert page.evaluate(ask, ["2(b)", "vn"]) == address("A2 db")
    assert page.evaluate(ask, ["2(b)", "en"]) == address("A2 kb")


def test_roman_numbers_have_a_value_and_letters_none(page: Page) -> None:
    numbers = ["iv", "xl", "12", "đ", "a", "iix", "7a", ""]
    found = page.evaluate("(all) => all.map((one) => read.valueOf(one))", numbers)
    assert found == [4, 40, 12, None, None, None, None, None]
