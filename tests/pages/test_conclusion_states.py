"""A conclusion counts as carried out only where what it names says so."""

import datetime

import pytest

from meetings import CONCLUDED, library
from quyche.pages.conclusions import ConclusionOutcome, outcome_of, told
from quyche.pages.meeting_lists import MeetingLists
from quyche.reading.reading import Reading

ENTRY = "co-quan/ban-a.md"
FIELDS = "    - Chủ trì: Ban A\n    - Thời gian: {time}\n"


def concluded(*items: tuple[str, str]) -> str:
    """Conclusions from number 1, each with its time and where it is carried out."""
    return "\n".join(
        f"{number}. Ban A làm.\n\n{FIELDS.format(time=time)}"
        + (f"    - Thực hiện: {where}\n" if where else "")
        for number, (time, where) in enumerate(items, start=1)
    )


def read(*items: tuple[str, str], date: str = "2021-08-20") -> Reading:
    return library(concluded=concluded(*items), date=datetime.date.fromisoformat(date))


@pytest.mark.parametrize(
    ("where", "outcome", "said"),
    [
        ("", ConclusionOutcome.NOT_RECORDED, "chưa ghi nơi thực hiện"),
        ("phiên bản 17-du-thao-2", ConclusionOutcome.DONE, "đã thực hiện: {where}"),
        ("Điều 2 Quy chế", ConclusionOutcome.DONE, "đã thực hiện: {where}"),
        ("phiên bản 17-du-thao-2; Điều 2 Quy chế", ConclusionOutcome.DONE, "đã thực hiện: {where}"),
        ("Nhiệm vụ 1 Chương trình", ConclusionOutcome.DONE, "đã thực hiện: {where}"),
        (
            "Nhiệm vụ 2 Chương trình",
            ConclusionOutcome.UNDER_WAY,
            "thực hiện ở: {where} (đang thực hiện)",
        ),
        (
            "Nhiệm vụ 1 Chương trình; Nhiệm vụ 2 Chương trình",
            ConclusionOutcome.UNDER_WAY,
            "thực hiện ở: {where} (Nhiệm vụ 1 hoàn thành, Nhiệm vụ 2 đang thực hiện)",
        ),
        ("Điều 2 Quy chế; Nhiệm vụ 2 Chương trình", ConclusionOutcome.UNDER_WAY, "thực hiện ở: {where} (đang thực hiện)"),
        (
            "Nhiệm vụ 3 Chương trình",
            ConclusionOutcome.DROPPED,
            "thực hiện ở: {where} (đưa ra khỏi chương trình)",
        ),
        ("phiên bản 18", ConclusionOutcome.UNDER_WAY, "thực hiện ở: {where}"),  # there is no such edition
        ("Điều 99 Quy chế", ConclusionOutcome.UNDER_WAY, "thực hiện ở: {where}"),
        ("đang soạn", ConclusionOutcome.UNDER_WAY, "thực hiện ở: {where}"),
    ],
)  # fmt: skip
def test_a_conclusion_is_carried_out_where_what_it_names_says_so(
    where: str, outcome: ConclusionOutcome, said: str
) -> None:
    found = read(("Năm 2021", where))
    (conclusion,) = found.conclusions
    assert outcome_of(conclusion, found) is outcome
    assert told(conclusion, found) == said.format(where=where)


def shown(found: Reading) -> tuple[str, str]:
    """What a body is told of conclusions: openly, and in the fold."""
    entry = found.corpus.register.by_id["ban-a"]
    written = "\n".join(MeetingLists(found, ENTRY).of_entry(entry))
    open_, _, folded = written.partition("q-over")
    return open_, folded


def test_what_is_under_way_stands_openly_and_what_is_carried_out_is_folded() -> None:
    open_, folded = shown(
        read(("Năm 2021", "Nhiệm vụ 2 Chương trình"), ("Năm 2021", "Nhiệm vụ 1 Chương trình"))
    )
    assert "#ket-luan-1" in open_
    assert "#ket-luan-2" not in open_
    assert "1 kết luận đã thực hiện" in folded
    assert "#ket-luan-2" in folded


def test_what_was_dropped_is_not_called_carried_out() -> None:
    _, folded = shown(read(("Năm 2021", "Nhiệm vụ 3 Chương trình")))
    assert "1 kết luận đã thực hiện hoặc đưa ra khỏi chương trình" in folded


def test_a_list_of_meetings_counts_only_what_was_carried_out() -> None:
    found = read(("Năm 2021", "Nhiệm vụ 2 Chương trình"), ("Năm 2021", "Điều 2 Quy chế"))
    assert "2 kết luận, 1 đã thực hiện" in MeetingLists(found, "hoi-nghi/index.md").index()


def test_what_is_due_first_comes_first_and_what_is_overdue_is_marked() -> None:
    open_, _ = shown(
        read(("Sớm", ""), ("Tháng 12/2021", ""), ("Tháng 3/2021", ""), ("Tháng 9/2021", ""))
    )
    places = [open_.index(f"#ket-luan-{number}") for number in (3, 4, 2, 1)]
    assert places == sorted(places)
    assert open_.count("Quá hạn") == 1
    assert places[0] < open_.index("Quá hạn") < places[1]


def test_without_a_day_nothing_is_overdue() -> None:
    assert "Quá hạn" not in shown(library(concluded=CONCLUDED))[0]
