"""What is wrong in a front matter is told once."""

import pytest

from quyche.reading.reading import Reading
from repositories import regulation

PATH = "quy-che/a.md"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("number: 01-QC\nadopted: 1/8/2026\neffective: 2026-08-01\n", [("front-type", 6)]),
        ("number: 01-QC\nadopted: 2026-02-30\neffective: 2026-08-01\n", [("front-type", 6)]),
        ("number: [1]\nadopted: 2026-08-01\neffective: hôm nay\n", [("front-type", 5), ("front-type", 7)]),
        ("adopted: 2026-08-01\neffective: 2026-08-01\n", [("adopted-without", 4)]),
        ("number: ''\nadopted: 2026-08-01\neffective: 2026-08-01\n", [("adopted-without", 4)]),
    ],
)  # fmt: skip
def test_a_value_that_is_no_day_is_not_told_to_be_missing_as_well(
    more: str, told: list[tuple[str, int]]
) -> None:
    source = regulation("Một.", status="adopted", more=f"{more}visibility: public\n")
    found = Reading.of({PATH: source.encode()}).problems
    about = [(one.rule, one.line) for one in found if one.rule.startswith(("front", "adopted"))]
    assert about == told


@pytest.mark.parametrize(("title", "is_told"), [("Nội quy chợ", False), ("Quy chế chợ", True)])
def test_texts_that_bear_no_number_are_not_asked_for_one(title: str, is_told: bool) -> None:  # noqa: FBT001
    more = "adopted: 2026-08-01\neffective: 2026-08-01\nvisibility: public\n"
    source = regulation("Một.", title=title, status="adopted", more=more)
    found = [one.rule for one in Reading.of({PATH: source.encode()}).problems]
    assert ("adopted-without" in found) is is_told


def test_a_word_that_is_no_status_says_nothing_of_the_number_of_a_draft() -> None:
    source = regulation("Một.", status="drfat", more="draft: 1\nvisibility: public\n")
    found = Reading.of({PATH: source.encode()}).problems
    assert [one.rule for one in found if one.path == PATH] == ["front-type"]


def test_one_text_in_two_files_is_told() -> None:
    more = "number: {}\nadopted: 2026-08-01\neffective: 2026-08-01\nvisibility: public\n"
    files = {
        path: regulation("Một.", title=title, status="adopted", more=more.format(number)).encode()
        for path, title, number in (
            (PATH, "Quy chế họp", "05-QC"),
            ("quy-che/b.md", "QUY CHẾ  HỌP", "05-QC"),
            ("quy-che/c.md", "Quy chế họp", "06-QC"),
            ("quy-che/d.md", "Quy chế ăn", "05-QC"),
        )
    }
    found = [one for one in Reading.of(files).problems if one.rule == "document-twice"]
    assert [(one.path, dict(one.details)["other"]) for one in found] == [("quy-che/b.md", PATH)]


def test_a_name_that_the_register_does_not_have_is_no_wrong_id() -> None:
    rules = {}
    for issuer in ("ĐẢNG ỦY XÃ HẠ", "dang-uy"):
        source = regulation("Một.", more=f"issuer: {issuer}\nvisibility: public\n")
        found = Reading.of({PATH: source.encode()}).problems
        rules[issuer] = [(one.rule, one.severity.name) for one in found if "register" in one.rule]
    assert rules["ĐẢNG ỦY XÃ HẠ"] == [("register-unnamed", "WARNING")]
    assert rules["dang-uy"] == [("register-id-unknown", "ERROR")]
