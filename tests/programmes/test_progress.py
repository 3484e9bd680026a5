"""What became of a task is read from its records, and only from them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.checks.progress import progress_problems
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.labels import Labels
from quyche.programmes import task_states
from quyche.programmes.adjustments import TaskChange
from quyche.programmes.progress import Progress, TaskState
from quyche.programmes.tasks import Task, Tasks

LABELS = Labels.load("vi")
HEAD = "---\nkind: programme\ntitle: C\nstatus: draft\nterm: XVII (2020-2025)\n---\n# C\n\n"
FILES = {
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A Tỉnh ủy\n---\n",
    "quy-che/quy-che.md": "---\nkind: regulation\ntitle: Quy chế làm việc\nstatus: draft\n"
    "number: 05-QC/TU\n---\n# Q\n\n### Điều 2. A\n\n1. B.\n",
}
LATER = datetime.date(2021, 9, 1)


def one(*fields: str, time: str = "Tháng 3/2021") -> Task:
    """A task with these fields; the first stands at line 12."""
    listed = "".join(f"- {field}\n" for field in (f"Thời gian: {time}", *fields))
    files = FILES | {"chuong-trinh/c.md": f"{HEAD}### Nhiệm vụ 1. A\n\n{listed}"}
    documents = corpora.build({path: text.encode() for path, text in files.items()})
    (task,) = Tasks.of(documents, Links.of(documents)).all
    return task


def record(text: str) -> Progress:
    (found,) = one(f"Tiến độ: {text}").progress
    return found


def rules(task: Task, date: datetime.date | None = None) -> list[tuple[int, str]]:
    problems = list(progress_problems([task], date))
    assert all(LABELS.line(problem).isprintable() for problem in problems)
    return [(problem.line, problem.rule.removeprefix("task-progress-")) for problem in problems]


def said(*records: str, time: str = "Tháng 3/2021") -> tuple[str, ...]:
    """What a page says of it on 1 September 2021."""
    return task_states.told(
        one(*(f"Tiến độ: {each}" for each in records), time=time), LABELS, LATER
    )


@pytest.mark.parametrize(
    ("text", "state", "date"),
    [
        ("Hoàn thành ngày 15/3/2021", TaskState.DONE, "2021-03-15"),
        ("Đã hoàn thành (ngày 15/3/2021)", TaskState.DONE, "2021-03-15"),
        ("Hoàn thành (Ban A Tỉnh ủy, ngày 15/3/2021); sản phẩm: A", TaskState.DONE, "2021-03-15"),
        ("Completed on 15 March 2021", TaskState.DONE, "2021-03-15"),
        ("Done (Board, 15 March 2021); product: Rules", TaskState.DONE, "2021-03-15"),
        ("It was carried out in full in March 2021", TaskState.DONE, ""),
        ("Finished", TaskState.DONE, ""),
        ("Completed on 31 February 2021", TaskState.DONE, ""),
        ("Submitted to the Board (20 August 2021)", TaskState.UNDER_WAY, "2021-08-20"),
        ("Completed the draft", TaskState.UNDER_WAY, ""),
        ("Not yet started", TaskState.NOT_BEGUN, ""),
        ("Dropped from the programme (20 August 2021)", TaskState.DROPPED, "2021-08-20"),
        ("Hoàn thành", TaskState.DONE, ""),
        ("Hoàn thành tháng 3/2021", TaskState.DONE, ""),
        ("Hoàn thành ngày 31/2/2021", TaskState.DONE, ""),
        ("Hoàn thành; sản phẩm: Nghị quyết ngày 1/3/2021", TaskState.DONE, ""),
        ("Đã trình Ban A Tỉnh ủy lần 1 (ngày 20/8/2021)", TaskState.UNDER_WAY, "2021-08-20"),
        ("Đang lấy ý kiến", TaskState.UNDER_WAY, ""),
        ("Cơ bản hoàn thành", TaskState.UNDER_WAY, ""),
        ("Chưa hoàn thành", TaskState.UNDER_WAY, ""),
        ("Hoàn thành 80%", TaskState.UNDER_WAY, ""),
        ("Hoàn thành dự thảo ngày 1/3/2021", TaskState.UNDER_WAY, "2021-03-01"),
        ("Chưa thực hiện", TaskState.NOT_BEGUN, ""),
        (
            "Đưa ra khỏi chương trình (Ban A Tỉnh ủy, ngày 20/8/2021)",
            TaskState.DROPPED,
            "2021-08-20",
        ),
        ("bất kỳ lời nào", TaskState.UNDER_WAY, ""),
    ],
)
def test_a_record_says_how_far_a_task_has_come(text: str, state: TaskState, date: str) -> None:
    found = record(text)
    assert (found.state, str(found.date or ""), found.text) == (state, date, text)


@pytest.mark.parametrize("label", ["Tiến độ", "Kết quả", "TIẾN ĐỘ"])
def test_a_record_has_its_label(label: str) -> None:
    assert one(f"{label}: Hoàn thành ngày 15/3/2021").state is TaskState.DONE


@pytest.mark.parametrize(
    ("written", "text", "target", "href"),
    [
        ("Quy chế làm việc", "Quy chế làm việc", "quy-che", ""),
        ("Quy chế làm việc (bản in)", "Quy chế làm việc (bản in)", "quy-che", ""),
        ("Quy chế làm việc của Ban A", "Quy chế làm việc của Ban A", "", ""),  # another document
        ("Khoản 1 Điều 2 Quy chế làm việc", "Khoản 1 Điều 2 Quy chế làm việc", "quy-che#dieu-2-khoan-1", ""),
        ("Quyết định 05-QC/TU", "Quyết định 05-QC/TU", "quy-che", ""),
        ("Kết luận số 00-KL/TU", "Kết luận số 00-KL/TU", "", ""),
        ("[Kế hoạch](https://vi.example/kh)", "Kế hoạch", "", "https://vi.example/kh"),
    ],
)  # fmt: skip
def test_a_product_leads_to_what_it_is(written: str, text: str, target: str, href: str) -> None:
    (product,) = record(f"Hoàn thành ngày 15/3/2021; sản phẩm: {written}.").products
    assert (product.text, str(product.target or ""), product.href) == (text, target, href)


def test_there_may_be_several_products() -> None:
    found = record("Hoàn thành ngày 15/3/2021, sản phẩm: Chỉ thị; Quy chế làm việc")
    assert [product.text for product in found.products] == ["Chỉ thị", "Quy chế làm việc"]


def test_the_last_record_counts_and_an_end_stays_an_end() -> None:
    records = ["Tiến độ: Chưa thực hiện", "Tiến độ: Đang soạn (ngày 1/3/2021)"]
    assert one(*records).state is TaskState.UNDER_WAY
    records.append("Tiến độ: Hoàn thành ngày 15/3/2021")
    assert one(*records).state is TaskState.DONE
    assert [found.line for found in one(*records).progress] == [12, 13, 14]


def test_a_task_may_be_dropped_by_an_adjustment() -> None:
    task = one("Điều chỉnh: Đưa ra khỏi chương trình để tập trung việc khác (Ban A Tỉnh ủy)")
    assert task.state is TaskState.DROPPED


@pytest.mark.parametrize(
    ("time", "state"),
    [
        ("Quý II/2021", TaskState.NOT_REPORTED),
        ("Quý III/2021", TaskState.PLANNED),
        ("Thường xuyên", TaskState.PLANNED),
        ("Sớm", TaskState.PLANNED),
        ("Quý II hằng năm", TaskState.NOT_REPORTED),
    ],
)
def test_without_a_record_only_the_time_tells(time: str, state: TaskState) -> None:
    task = one(time=time)
    assert task.state is TaskState.PLANNED
    assert task_states.state_on(task, LATER) is state
    assert task_states.state_on(task, None) is TaskState.PLANNED


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (["Hoàn thành ngày 31/3/2021"], "Hoàn thành ngày 31/3/2021, đúng hạn"),
        (["Hoàn thành ngày 1/4/2021"], "Hoàn thành ngày 1/4/2021, sau hạn"),
        (["Hoàn thành"], "Hoàn thành, chưa ghi ngày"),
        (["Đang soạn (ngày 1/3/2021)", "Đã trình (ngày 2/3/2021)"],
         "Đang thực hiện, báo cáo gần nhất ngày 2/3/2021, đã quá thời gian"),
        (["Chưa thực hiện"], "Chưa thực hiện, đã quá thời gian"),
        (["Dừng thực hiện (ngày 1/3/2021)"], "Đưa ra khỏi chương trình ngày 1/3/2021"),
        ([], "Quá hạn, chưa có báo cáo"),
    ],
)  # fmt: skip
def test_a_page_says_what_became_of_a_task(records: list[str], expected: str) -> None:
    assert said(*records) == (expected,)


def test_where_no_days_are_planned_nothing_is_late() -> None:
    assert said("Hoàn thành ngày 1/4/2021", time="Sớm") == ("Hoàn thành ngày 1/4/2021",)


def test_what_comes_back_is_never_over_and_each_turn_has_its_own_time() -> None:
    records = ["Năm 2020: hoàn thành ngày 5/1/2021", "Năm 2021: hoàn thành ngày 1/8/2021"]
    task = one(*(f"Tiến độ: {each}" for each in records), time="Quý III hằng năm")
    assert (task.state, rules(task)) == (TaskState.UNDER_WAY, [])
    assert said(*records, time="Quý III hằng năm") == (
        "Năm 2020: hoàn thành ngày 5/1/2021, sau hạn",
        "Năm 2021: hoàn thành ngày 1/8/2021, đúng hạn",
    )


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (["Hoàn thành"], [(12, "without-day")]),
        (["Hoàn thành ngày 31/2/2021"], [(12, "without-day")]),
        (["Hoàn thành dự thảo"], [(12, "unclear")]),
        (["Hoàn thành ngày 15/3/2021", "Hoàn thành ngày 16/3/2021"], [(13, "twice")]),
        (["Hoàn thành ngày 15/3/2021", "Đã gửi (ngày 16/3/2021)"], [(13, "after-end")]),
        (["Đã gửi (ngày 16/3/2021)", "Hoàn thành ngày 15/3/2021"], [(13, "order")]),
        (["Đang soạn", "Đã gửi (ngày 14/3/2021)", "Hoàn thành ngày 15/3/2021"], []),
    ],
)
def test_a_doubtful_record_is_reported_at_its_line(
    records: list[str], expected: list[tuple[int, str]]
) -> None:
    assert rules(one(*(f"Tiến độ: {each}" for each in records))) == expected


def test_an_edition_knows_nothing_of_the_days_after_it() -> None:
    task = one("Tiến độ: Hoàn thành ngày 2/9/2021")
    assert rules(task, LATER) == [(12, "later")]
    assert rules(task, datetime.date(2021, 9, 2)) == []
    assert rules(task) == []


@given(st.lists(st.text(alphabet="Hoàn thành ngày sản phẩm: 12/3.021;()[]Năm Quy chế làm việc\u0301", max_size=60), max_size=4))  # fmt: skip
def test_whatever_a_record_says_is_kept(values: list[str]) -> None:
    task = one(*(f"Tiến độ: {value}" for value in values))
    for field, found in zip(
        [each for each in task.fields if each.progress], task.progress, strict=True
    ):
        assert found.text == field.text.strip()
        assert all(product.text in field.text for product in found.products)
    assert task_states.state_on(task, LATER) in TaskState
    assert task_states.told(task, LABELS, LATER)
    rules(task, LATER)


@pytest.mark.parametrize(
    ("text", "change", "before", "after"),
    [
        ("Bổ sung trong năm (Ban A Tỉnh ủy, ngày 20/8/2021)", TaskChange.ADDED, "", ""),
        ("Bổ sung", TaskChange.ADDED, "", ""),
        ("Bổ sung đối tượng giám sát", TaskChange.OTHER, "", ""),
        ("Đưa ra khỏi chương trình (Ban A Tỉnh ủy)", TaskChange.DROPPED, "", ""),
        ("Bỏ cơ quan phối hợp", TaskChange.OTHER, "", ""),
        ("Chuyển thời gian từ quý III sang quý IV/2021", TaskChange.TIME, "quý III", "quý IV/2021"),
        ("Chuyển sang Quý II/2022 vì dịch bệnh.", TaskChange.TIME, "", "Quý II/2022"),
        ("Chuyển thời gian sang lúc khác", TaskChange.OTHER, "", ""),
        ("Chuyển cơ quan chủ trì từ Ban B sang Ban A Tỉnh ủy", TaskChange.LEAD, "Ban B", "Ban A Tỉnh ủy"),
        ("Thêm đối tượng", TaskChange.OTHER, "", ""),
    ],
)  # fmt: skip
def test_a_change_says_what_was_changed(
    text: str, change: TaskChange, before: str, after: str
) -> None:
    (found,) = one(f"Điều chỉnh: {text}").adjustments
    assert (found.change, found.before, found.after) == (change, before, after)
    assert (found.text, found.line) == (text, 12)
