"""Names of bodies and roles: who bears them, and where they stand in a text."""

import datetime

import pytest

from quyche.register.entries import Entry
from quyche.register.register import Register

REGISTER = Register(
    (
        Entry("ban-chap-hanh", "body", "Ban Chấp hành Đảng bộ tỉnh", "a.md", ("Tỉnh ủy", "BCH")),
        Entry("ban-thuong-vu", "body", "Ban Thường vụ Tỉnh ủy", "b.md", ("Ban Thường vụ", "BTV")),
        Entry("thuong-truc", "body", "Thường trực Tỉnh ủy", "c.md", ("Thường trực",)),
        Entry("bi-thu", "role", "Bí thư Tỉnh ủy", "d.md", ("Bí thư",)),
        Entry("pho-bi-thu", "role", "Phó Bí thư Tỉnh ủy", "e.md", ("Phó Bí thư",)),
        Entry(
            "uy-vien", "role", "Ủy viên Ban Thường vụ Tỉnh ủy", "f.md", ("Ủy viên Ban Thường vụ",)
        ),
        Entry("van-phong", "body", "Văn phòng Tỉnh ủy", "g.md", (), ("Trang Văn phòng Tỉnh ủy",)),
    )
)


def found(text: str, register: Register = REGISTER) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.id) for n in register.names().find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Thường vụ Tỉnh ủy họp", [("Ban Thường vụ Tỉnh ủy", "ban-thuong-vu")]),
        ("Tỉnh ủy họp", [("Tỉnh ủy", "ban-chap-hanh")]),
        ("các Phó Bí thư Tỉnh ủy", [("Phó Bí thư Tỉnh ủy", "pho-bi-thu")]),
        ("Bí thư, Phó Bí thư", [("Bí thư", "bi-thu"), ("Phó Bí thư", "pho-bi-thu")]),
        ("các ủy viên Ban Thường vụ", [("ủy viên Ban Thường vụ", "uy-vien")]),
        ("Ban Thường vụ Tỉnh uỷ", [("Ban Thường vụ Tỉnh uỷ", "ban-thuong-vu")]),
        ("BAN THƯỜNG VỤ TỈNH ỦY", [("BAN THƯỜNG VỤ TỈNH ỦY", "ban-thuong-vu")]),
        ("Ban Thường vụ\u00a0Tỉnh ủy", [("Ban Thường vụ\u00a0Tỉnh ủy", "ban-thuong-vu")]),
        ("BTV quyết định", [("BTV", "ban-thuong-vu")]),
        ("Văn phòng Tỉnh ủy được giao", [("Văn phòng Tỉnh ủy", "van-phong")]),
    ],
)
def test_finds_the_longest_name_at_each_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ban Thường vụ Huyện ủy",  # another body
        "Bí thư chi bộ",
        "Bí thư huyện ủy",
        "cơ quan thường trực",  # a common word
        "Trang Văn phòng Tỉnh ủy",  # the register says so
        "số 05-QC/BTV",
        "BTVX",
    ],
)
def test_finds_no_name_inside_something_else(text: str) -> None:
    assert found(text) == []


def test_a_name_with_two_owners_means_the_one_of_that_day() -> None:
    day = datetime.date(2025, 6, 13)
    before = day - datetime.timedelta(days=1)
    register = Register(
        (
            Entry("cu", "body", "Ban Dân vận", "a.md", valid_to=before),
            Entry("moi", "body", "Ban Mới", "b.md", ("Ban Dân vận",), valid_from=day),
        )
    )
    assert not list(register.problems())
    assert register.names(before).find("Ban Dân vận")[0].id == "cu"
    assert register.names(day).find("Ban Dân vận")[0].id == "moi"


def test_an_old_name_is_still_found_in_a_later_text() -> None:
    entry = Entry("cu", "body", "Ban Dân vận", "a.md", valid_to=datetime.date(2025, 6, 12))
    names = Register((entry,)).names(datetime.date(2026, 1, 1))
    assert names.find("Ban Dân vận")[0].id == "cu"


def test_reports_a_name_claimed_twice_at_the_same_time() -> None:
    register = Register(
        (
            Entry("a", "body", "Ban A", "a.md", ("Ủy ban",)),
            Entry("b", "body", "Ban B", "b.md", ("Uỷ ban",)),
        )
    )
    assert [problem.rule for problem in register.problems()] == ["alias-twice"]


def test_lists_members_and_parts_of_a_body_in_their_order() -> None:
    register = Register(
        (
            Entry("tinh-uy", "body", "Tỉnh ủy", "a.md"),
            Entry("ban", "body", "Ban", "b.md", parent="tinh-uy"),
            Entry("hai", "role", "Phó", "c.md", parent="tinh-uy", order=2),
            Entry("mot", "role", "Trưởng", "d.md", member_of=("tinh-uy",), order=1),
        )
    )
    assert [entry.id for entry in register.members("tinh-uy")] == ["mot", "hai"]
    assert [entry.id for entry in register.parts("tinh-uy")] == ["ban"]
