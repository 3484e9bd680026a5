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


def test_a_word_that_is_no_status_says_nothing_of_the_number_of_a_draft() -> None:
    source = regulation("Một.", status="drfat", more="draft: 1\nvisibility: public\n")
    found = Reading.of({PATH: source.encode()}).problems
    assert [one.rule for one in found if one.path == PATH] == ["front-type"]
