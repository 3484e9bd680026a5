"""Several times said together, and times whose year the programme says."""

import pytest

from quyche.language.dates import TimeKind
from quyche.language.time_lists import read_all, year_of


def said(text: str, year: int = 2026) -> list[str]:
    """First and last day of each time, or how it comes back."""
    return [
        f"{time.first or ''}..{time.last}"
        if time.last
        else f"{time.kind.value} {time.unit}".strip()
        for time in read_all(text, None, year)
    ]


MARCH, JUNE, SEPTEMBER = (
    "2026-03-01..2026-03-31",
    "2026-06-01..2026-06-30",
    "2026-09-01..2026-09-30",
)
THIRD, FOURTH = "2026-07-01..2026-09-30", "2026-10-01..2026-12-31"
HALF = "2026-01-01..2026-06-30"


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("tháng 3, 6, 9", [MARCH, JUNE, SEPTEMBER]),
        ("Tháng 3, 6 và tháng 9/2026.", [MARCH, JUNE, SEPTEMBER]),
        ("các tháng 3; 6", [MARCH, JUNE]),
        ("quý III và quý IV/2026", [THIRD, FOURTH]),
        ("Quý III, IV năm 2026", [THIRD, FOURTH]),
        ("6 tháng đầu năm", [HALF]),
        ("Quý I – Quý II", [HALF]),
        ("từ tháng 1 đến tháng 6", [HALF]),
        ("trước ngày 15/3", ["..2026-03-14"]),
        ("trước ngày 15/3/2026", ["..2026-03-14"]),
        ("từ ngày 1/3 đến ngày 31/3", [MARCH]),
        ("trong quý III", [THIRD]),
        ("Cả năm", ["2026-01-01..2026-12-31"]),
        ("hằng quý", ["recurring quarter"]),
        ("thường xuyên", ["always"]),
        ("Thường xuyên, liên tục", ["always"]),
        ("quý I/2026 và 6 tháng đầu năm 2026", ["2026-01-01..2026-03-31", HALF]),
        ("tháng 12/2025 và tháng 3/2026", ["2025-12-01..2025-12-31", MARCH]),
    ],
)
def test_each_time_of_a_list_is_read(text: str, times: list[str]) -> None:
    assert said(text) == times
    assert all(time.text == text for time in read_all(text, None, 2026))


@pytest.mark.parametrize("text", ["theo yêu cầu", "quý II hoặc quý III", "tháng 13", "3, 6, 9", ""])
def test_nothing_is_read_of_a_list_of_which_a_part_is_not_understood(text: str) -> None:
    assert read_all(text, None, 2026) == ()


def test_without_a_year_only_the_months_are_known() -> None:
    assert [time.months for time in read_all("tháng 3, 6")] == [(3, 3), (6, 6)]
    (span,) = read_all("quý I – quý III")
    assert (span.kind, span.months, span.last) == (TimeKind.SPAN, (1, 9), None)


def test_what_comes_back_each_year_takes_no_year() -> None:
    assert [time.last for time in read_all("tháng 6 và tháng 12 hằng năm", None, 2026)] == [
        None
    ] * 2


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Chương trình công tác năm 2026", 2026),
        ("Chương trình toàn khóa, nhiệm kỳ 2025 - 2030", 0),
        ("Chương trình 2025, 2026", 0),
        ("Chương trình số 12-CTr/TU", 0),
    ],
)
def test_the_year_of_a_programme_is_the_one_that_its_title_names(title: str, year: int) -> None:
    assert year_of(title) == year
