"""What became of a task is told by what it means, and by its words where that is not certain."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.comparing.comparison import compare
from quyche.comparing.sentences import ChangeSentences
from quyche.comparing.synopses import synopsis
from quyche.comparing.task_sentences import TaskOutcome
from quyche.labels import Labels
from quyche.pages import comparison_views
from quyche.pages.comparison_views import TaskComparison
from quyche.texts import parser
from quyche.texts.provisions import Document

LABELS = Labels.load("vi")
FIELDS = (
    "Cấp quyết định: Ban Thường vụ Tỉnh ủy",
    "Chủ trì: Ban Tổ chức Tỉnh ủy",
    "Phối hợp: Văn phòng Tỉnh ủy; Ủy ban Kiểm tra Tỉnh ủy",
    "Thời gian: 6 tháng cuối năm 2021",
    "Sản phẩm: Báo cáo tổng kết công tác của cả nhiệm kỳ",
    "Căn cứ: Khoản 5 Điều 4 Quy chế làm việc",
)


def document(*tasks: tuple[str, ...]) -> Document:
    text = "\n".join(
        f"### Nhiệm vụ {number}. Lãnh đạo việc thứ {number} của tỉnh\n\n"
        + "".join(f"- {field}\n" for field in fields)
        for number, fields in enumerate(tasks, start=1)
    )
    return parser.parse(f"# Chương trình\n\n{text}", "chuong-trinh/a.md").document


def told(
    new: tuple[str, ...], old: tuple[str, ...] = FIELDS
) -> tuple[set[TaskOutcome], tuple[str, ...]]:
    """What became of the one task of two texts."""
    before, after = document(old), document(new)
    found = synopsis(compare(before, after), before, after)
    sentences = ChangeSentences.of(found.blocks, before, after, LABELS)
    (block,) = (each for each in found.blocks if each.kind == "task")
    return set(sentences.tasks.told(block).changes), sentences.sentences(block)


def changed(**fields: str) -> tuple[str, ...]:
    """The fields with other values; `time` for `Thời gian` and so on."""
    labels = {"time": "Thời gian", "lead": "Chủ trì", "coordinating": "Phối hợp"}
    values = {labels[name]: value for name, value in fields.items()}
    split = (field.split(": ") for field in FIELDS)
    return tuple(f"{label}: {values.get(label, value)}" for label, value in split)


def test_a_task_that_was_moved_in_time_says_from_when_to_when() -> None:
    assert told(changed(time="Tháng 12/2021")) == (
        {TaskOutcome.TIME},
        ("Đổi thời gian từ “6 tháng cuối năm 2021” thành “Tháng 12/2021”.",),
    )


def test_a_task_with_a_new_lead_says_from_whom_to_whom() -> None:
    found = told(changed(lead="Văn phòng Tỉnh ủy"))
    sentence = "Đổi cơ quan chủ trì từ “Ban Tổ chức Tỉnh ủy” thành “Văn phòng Tỉnh ủy”."
    assert found == ({TaskOutcome.LEAD}, (sentence,))


def test_what_else_changed_is_told_by_its_words() -> None:
    outcomes, sentences = told(changed(time="Tháng 12/2021", coordinating="Văn phòng Tỉnh ủy"))
    assert outcomes == {TaskOutcome.TIME}
    assert sentences == (
        "Đổi thời gian từ “6 tháng cuối năm 2021” thành “Tháng 12/2021”.",
        "Bỏ cụm từ “Ủy ban Kiểm tra Tỉnh ủy” tại mục “Phối hợp”.",
    )
    outcomes, sentences = told(changed(coordinating="Văn phòng Tỉnh ủy"))
    assert outcomes == {TaskOutcome.OTHER}
    assert sentences == ("Bỏ cụm từ “Ủy ban Kiểm tra Tỉnh ủy” tại mục “Phối hợp”.",)


def test_a_number_that_changed_beside_a_time_is_not_all_that_changed() -> None:
    new = (*changed(time="Tháng 12/2021")[:-1], FIELDS[-1].replace("Điều 4", "Điều 5"))
    _, sentences = told(new)
    assert sentences[1] == "Đổi số dẫn chiếu: “Điều 4” thành “Điều 5” tại mục “Căn cứ”."


def test_a_field_that_came_or_went_is_told_as_such() -> None:
    without = tuple(field for field in FIELDS if not field.startswith("Thời gian"))
    assert told(FIELDS, without) == (
        {TaskOutcome.TIME}, ("Bổ sung thời gian “6 tháng cuối năm 2021”.",)
    )  # fmt: skip
    assert told(without) == ({TaskOutcome.TIME}, ("Bỏ thời gian “6 tháng cuối năm 2021”.",))


@pytest.mark.parametrize(
    ("field", "outcome", "sentence"),
    [
        ("Tiến độ: Đang soạn (ngày 1/9/2021)", TaskOutcome.RECORDED, "Ghi tiến độ “Đang soạn (ngày 1/9/2021)”."),
        ("Điều chỉnh: Bổ sung", TaskOutcome.RECORDED, "Ghi điều chỉnh “Bổ sung”."),
        ("Điều chỉnh: Đưa ra khỏi chương trình", TaskOutcome.DROPPED, "Ghi điều chỉnh “Đưa ra khỏi chương trình”."),
        ("Ghi chú: Việc lớn", TaskOutcome.OTHER, "Bổ sung đoạn “- Ghi chú: Việc lớn”."),
    ],
)  # fmt: skip
def test_a_line_that_was_added_is_told_by_what_it_records(
    field: str, outcome: TaskOutcome, sentence: str
) -> None:
    assert told((*FIELDS, field)) == ({outcome}, (sentence,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Quý 1/2021", "Quý I/2021"),
        ("quý III/2021", "Quý III/2021"),
        ("Tháng 3/2021", "Tháng 03/2021"),
    ],
)
def test_the_same_time_in_other_words_is_no_move(old: str, new: str) -> None:
    outcomes, sentences = told(changed(time=new), changed(time=old))
    assert TaskOutcome.TIME not in outcomes
    assert not any(sentence.startswith("Đổi thời gian") for sentence in sentences)


def test_two_leads_are_left_to_the_words() -> None:
    twice = (*FIELDS, "Chủ trì: Văn phòng Tỉnh ủy")
    outcomes, sentences = told(twice)
    assert outcomes == {TaskOutcome.OTHER}
    assert sentences == ("Bổ sung đoạn “- Chủ trì: Văn phòng Tỉnh ủy”.",)


def comparison(old: Document, new: Document) -> TaskComparison:
    return comparison_views.compared(synopsis(compare(old, new), old, new), old, new, LABELS)


def test_a_comparison_counts_what_became_of_tasks() -> None:
    old = document(FIELDS, FIELDS, FIELDS, FIELDS)
    new = document(
        changed(time="Tháng 12/2021", lead="Văn phòng Tỉnh ủy"),
        changed(time="Tháng 11/2021"),
        (*FIELDS, "Tiến độ: Đang soạn"),
        FIELDS,
        ("Chủ trì: Ban Dân vận Tỉnh ủy", "Thời gian: Thường xuyên"),
    )
    found = comparison(old, new)
    assert dict(found.counts) == {
        "Thêm": 1, "Đổi thời gian": 2, "Đổi cơ quan chủ trì": 1, "Chỉ ghi thêm điều chỉnh, tiến độ": 1,
    }  # fmt: skip
    assert [line.number for line in found.lines] == [
        "Nhiệm vụ 1", "Nhiệm vụ 2", "Nhiệm vụ 3", "Nhiệm vụ 5",
    ]  # fmt: skip
    assert dict(comparison(new, old).counts)["Đưa ra khỏi chương trình"] == 1


def test_a_regulation_has_no_tasks_to_compare() -> None:
    text = "# Q\n\n### Điều 1. A\n\nB {}.\n"
    old, new = (parser.parse(text.format(word), "a.md").document for word in "cd")
    assert comparison(old, new) == TaskComparison((), ())


VALUES = st.sampled_from(
    ["Quý I/2021", "Tháng 3/2021; Quý IV/2021", "Ban A", "Ban A; Ban B", "", "Hoàn thành"]
)
LABELLED = st.builds(
    "{}: {}".format, st.sampled_from(["Chủ trì", "Thời gian", "Tiến độ", "Ghi chú"]), VALUES
)


@given(st.lists(LABELLED, max_size=5), st.lists(LABELLED, max_size=5))
def test_what_is_quoted_stands_in_the_texts(old: list[str], new: list[str]) -> None:
    outcomes, sentences = told((*FIELDS, *new), (*FIELDS, *old))
    texts = [document((*FIELDS, *fields)).source for fields in (old, new)]
    for sentence in sentences:
        for quote in re.findall("“([^“”]*)”", sentence):
            assert any(quote in text for text in texts), sentence
    is_same = [field.strip() for field in old] == [field.strip() for field in new]
    assert bool(outcomes) is bool(sentences) or is_same
