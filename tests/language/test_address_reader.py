"""The reader of typed addresses for commands, held to the examples of the one in browsers."""

import runpy
from pathlib import Path

import pytest

from quyche.language import structures, typed_addresses
from quyche.language.english import EN
from quyche.language.vietnamese import VN

EXAMPLES = runpy.run_path(str(Path(__file__).parents[1] / "browser" / "test_typed_addresses.py"))


@pytest.mark.parametrize(("typed", "expected"), EXAMPLES["WHOLE"].items())
def test_addresses_are_read_as_a_browser_reads_them(typed: str, expected: str) -> None:
    found = typed_addresses.read(typed, structures.KNOWN)
    told = [{"kind": step.kind.value, "number": step.number} for step in found]
    assert told == EXAMPLES["address"](expected)


@pytest.mark.parametrize("typed", EXAMPLES["NOTHING"])
def test_what_is_no_address_or_more_than_one_is_none(typed: str) -> None:
    assert typed_addresses.read(typed, structures.KNOWN) == ()


def test_the_words_of_one_structure_are_known_alone() -> None:
    assert typed_addresses.read("Article 5", [VN]) == ()
    assert typed_addresses.read("Article 5", [EN]) != ()


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("Đ.14", "Điều 14"),
        ("đ11 & đ12", "Điều 11 & Điều 12"),
        ("Xem k2 đ5, trang 3", "Xem khoản 2 Điều 5, trang 3"),
        ("Điều 8 (k3, k4)", "Điều 8 khoản 3, khoản 4)"),
        ("đ5 k1, 2", "Điều 5 khoản 1, 2"),
        ("ch ii", "Chương II"),
        ("nv8", "Nhiệm vụ 8"),
        ("12.2.đ", "điểm đ khoản 2 Điều 12"),
        # Of two bare numbers nothing tells whether they are two articles.
        ("5, 6", "5, 6"),
        ("đồng chí Trần Văn Đ. góp ý", "đồng chí Trần Văn Đ. góp ý"),
        ("tài khoản 5, thời điểm a", "tài khoản 5, thời điểm a"),
    ],
)
def test_steps_are_spelled_out_among_other_words(typed: str, spelled: str) -> None:
    assert typed_addresses.spelled_out(typed, VN) == spelled
