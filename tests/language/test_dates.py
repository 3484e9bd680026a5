"""What documents say about when is read as days, and never guessed."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.language.dates import Days, TimeKind, day_in, read, term_of

TERM = term_of("XVII (2020-2025)")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("Tháng 3/2021", "month", "2021-03-01", "2021-03-31"),
        ("tháng 02 năm 2024", "month", "2024-02-01", "2024-02-29"),
        ("Quý I/2021", "quarter", "2021-01-01", "2021-03-31"),
        ("Quý III/2021", "quarter", "2021-07-01", "2021-09-30"),
        ("quý 4 năm 2022", "quarter", "2022-10-01", "2022-12-31"),
        ("6 tháng đầu năm 2021", "half", "2021-01-01", "2021-06-30"),
        ("Sáu tháng cuối năm 2021", "half", "2021-07-01", "2021-12-31"),
        ("Năm 2022", "year", "2022-01-01", "2022-12-31"),
        ("Trong năm 2022", "year", "2022-01-01", "2022-12-31"),
        ("Trong quý II/2022", "quarter", "2022-04-01", "2022-06-30"),
        ("Ngày 15/3/2021", "day", "2021-03-15", "2021-03-15"),
        ("ngày 03 tháng 4 năm 2021", "day", "2021-04-03", "2021-04-03"),
        ("Toàn khóa", "term", "2020-01-01", "2025-12-31"),
        ("Toàn khoá XVII", "term", "2020-01-01", "2025-12-31"),
        ("Nhiệm kỳ 2015-2020", "term", "2015-01-01", "2020-12-31"),
        ("Từ tháng 3/2021 đến tháng 6/2021", "span", "2021-03-01", "2021-06-30"),
        ("Từ tháng 3 đến tháng 6/2021", "span", "2021-03-01", "2021-06-30"),
        ("Từ quý IV/2021 đến hết quý I/2022", "span", "2021-10-01", "2022-03-31"),
        ("March 2021", "month", "2021-03-01", "2021-03-31"),
        ("in February of 2024", "month", "2024-02-01", "2024-02-29"),
        ("Quarter 3 of 2021", "quarter", "2021-07-01", "2021-09-30"),
        ("the second quarter of 2022", "quarter", "2022-04-01", "2022-06-30"),
        ("Q1/2021", "quarter", "2021-01-01", "2021-03-31"),
        ("First half of 2021", "half", "2021-01-01", "2021-06-30"),
        ("the second half of 2021", "half", "2021-07-01", "2021-12-31"),
        ("in 2022", "year", "2022-01-01", "2022-12-31"),
        ("During the year 2022", "year", "2022-01-01", "2022-12-31"),
        ("15 March 2021", "day", "2021-03-15", "2021-03-15"),
        ("on the 3rd of April 2021", "day", "2021-04-03", "2021-04-03"),
        ("Sept. 1, 2021", "day", "2021-09-01", "2021-09-01"),
        ("The whole term", "term", "2020-01-01", "2025-12-31"),
        ("the term 2015-2020", "term", "2015-01-01", "2020-12-31"),
        ("From March to June 2021", "span", "2021-03-01", "2021-06-30"),
        ("between 1 March 2021 and 15 June 2021", "span", "2021-03-01", "2021-06-15"),
        ("October 2021 – March 2022", "span", "2021-10-01", "2022-03-31"),
    ],
)
def test_says_the_first_and_the_last_day(text: str, kind: str, first: str, last: str) -> None:
    time = read(text, TERM)
    assert time
    assert (time.kind, time.text) == (TimeKind(kind), text)
    assert time.days == Days(day(first), day(last))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Trước ngày 15/12/2021", "2021-12-14"),
        ("Hoàn thành trước tháng 6/2021", "2021-05-31"),
        ("Chậm nhất ngày 30/11/2021", "2021-11-30"),
        ("Đến hết quý II/2021", "2021-06-30"),
        ("Before 15 December 2021", "2021-12-14"),
        ("before June 2021", "2021-05-31"),
        ("by 30 November 2021", "2021-11-30"),
        ("by the end of the second quarter of 2021", "2021-06-30"),
        ("Not later than March 2021", "2021-03-31"),
    ],
)
def test_a_deadline_has_a_last_day_only(text: str, last: str) -> None:
    time = read(text)
    assert time
    assert (time.kind, time.first, time.last) == (TimeKind.DEADLINE, None, day(last))


@pytest.mark.parametrize(
    ("text", "unit", "count", "often"),
    [
        ("Hằng quý", "quarter", 1, 1),
        ("hàng năm", "year", 1, 1),
        ("mỗi tháng một lần", "month", 1, 1),
        ("mỗi năm hai lần", "year", 1, 2),
        ("ít nhất mỗi quý một lần", "quarter", 1, 1),
        ("ba tháng một lần", "month", 3, 1),
        ("định kỳ 6 tháng", "month", 6, 1),
        ("Quý IV hằng năm", "year", 1, 1),
        ("Every quarter", "quarter", 1, 1),
        ("yearly", "year", 1, 1),
        ("once a month", "month", 1, 1),
        ("at least twice a year", "year", 1, 2),
        ("3 times each quarter", "quarter", 1, 3),
        ("every three months", "month", 3, 1),
        ("December every year", "year", 1, 1),
        ("each year in the fourth quarter", "year", 1, 1),
    ],
)
def test_says_how_often(text: str, unit: str, count: int, often: int) -> None:
    time = read(text)
    assert time
    assert time.kind is TimeKind.RECURRING
    assert (time.unit, time.count, time.often) == (unit, count, often)
    assert time.days is None


@pytest.mark.parametrize(
    ("text", "count", "unit", "working", "event"),
    [
        ("30 ngày kể từ ngày nhận báo cáo", 30, "day", False, "ngày nhận báo cáo"),
        ("Trong thời hạn 15 ngày làm việc kể từ ngày nhận đủ hồ sơ", 15, "day", True, "ngày nhận đủ hồ sơ"),
        ("Chậm nhất 5 ngày làm việc trước ngày họp", 5, "day", True, "ngày họp"),
        ("Within 30 days of receipt", 30, "day", False, "receipt"),
        ("not later than five working days before the meeting", 5, "day", True, "the meeting"),
        ("one week after the report", 1, "week", False, "the report"),
    ],
)  # fmt: skip
def test_counts_from_an_event(text: str, count: int, unit: str, working: bool, event: str) -> None:  # noqa: FBT001  # a column of the table
    time = read(text)
    assert time
    assert time.kind is TimeKind.FROM_EVENT
    assert (time.count, time.unit, time.is_working, time.event) == (count, unit, working, event)
    assert time.days is None


@pytest.mark.parametrize("text", ["Thường xuyên", "At any time", "continuously"])
def test_what_is_always_to_be_done_has_no_day(text: str) -> None:
    time = read(text)
    assert time
    assert (time.kind, time.days) == (TimeKind.ALWAYS, None)


@pytest.mark.parametrize(
    "text",
    ["", "Sớm", "Cuối năm 2022", "Quý V/2021", "Tháng 13/2021", "ngày 31/2/2021", "Năm 0000",
     "Từ tháng 6/2021 đến tháng 3/2021", "Sau đại hội", "2021", "Quý III, quý IV",
         "soon", "31 February 2021", "Quarter 5 of 2021", "June to March 2021", "after the meeting", "a day",
         "day", "every", "month", "before the meeting", "13 Brumaire 2021", "the first half", "mid 2021"],
)  # fmt: skip
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    assert read(text, TERM) is None


@pytest.mark.parametrize(("text", "months"), [("Tháng 3", (3, 3)), ("Quý II", (4, 6))])
def test_without_a_year_there_is_no_day(text: str, months: tuple[int, int]) -> None:
    time = read(text)
    assert time
    assert (time.months, time.days) == (months, None)


@pytest.mark.parametrize(
    ("since", "first"),
    [("2021-03-15", "2021-10-01"), ("2021-12-31", "2021-10-01"), ("2022-01-01", "2022-10-01")],
)
def test_what_is_yearly_comes_next_in_this_year_or_in_the_following(since: str, first: str) -> None:
    time = read("Quý IV hằng năm")
    assert time
    found = time.next_days(day(since))
    assert found
    assert found.first == day(first)


def test_what_is_yearly_ends_with_the_term() -> None:
    time = read("Quý IV hằng năm")
    assert time
    assert time.next_days(day("2026-01-01"), until=day("2025-12-31")) is None


@pytest.mark.parametrize(
    ("since", "is_next"), [("2021-08-01", True), ("2021-09-30", True), ("2021-10-01", False)]
)
def test_what_is_over_does_not_come_next(since: str, is_next: bool) -> None:  # noqa: FBT001  # a column of the table
    time = read("Quý III/2021")
    assert time
    assert (time.next_days(day(since)) is not None) is is_next


def test_the_day_of_a_decision_is_found_in_its_words() -> None:
    assert day_in("Bổ sung (Ban Thường vụ Tỉnh ủy, ngày 20/8/2021)") == day("2021-08-20")
    assert day_in("Bổ sung trong năm") is None


@given(st.text(alphabet="0123456789/-. IVXivxnămquýthángngàyđếtừhằngmỗlrướckể", max_size=40))
def test_whatever_is_read_ends_no_earlier_than_it_begins(text: str) -> None:
    time = read(text, TERM)
    if time and time.first and time.last:
        assert time.first <= time.last
