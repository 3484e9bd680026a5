"""What a record says was changed of a task, in either language."""

import pytest

from quyche.programmes.adjustments import TaskChange, read


@pytest.mark.parametrize(
    ("text", "change", "before", "after"),
    [
        ("Bổ sung trong năm", TaskChange.ADDED, "", ""),
        ("Đưa ra khỏi chương trình", TaskChange.DROPPED, "", ""),
        ("Chuyển thời gian từ quý III sang quý IV/2021", TaskChange.TIME, "quý III", "quý IV/2021"),
        ("Added to the programme in 2021", TaskChange.ADDED, "", ""),
        ("Dropped from the programme because it is done", TaskChange.DROPPED, "", ""),
        ("Cancelled", TaskChange.DROPPED, "", ""),
        ("Moved from March to June 2021", TaskChange.TIME, "March", "June 2021"),
        ("Postponed to Quarter 4 of 2021", TaskChange.TIME, "", "Quarter 4 of 2021"),
        ("Lead changed from the Board to the Office", TaskChange.LEAD, "the Board", "the Office"),
        ("Moved from the office to the hall", TaskChange.OTHER, "", ""),
        ("Added words", TaskChange.OTHER, "", ""),
    ],
)
def test_a_change_is_read_with_what_was_and_what_is(
    text: str, change: TaskChange, before: str, after: str
) -> None:
    found = read(f"{text} (Board, 20 August 2021)", "board", 3)
    assert (found.change, found.before, found.after) == (change, before, after)
    assert str(found.date) == "2021-08-20"
