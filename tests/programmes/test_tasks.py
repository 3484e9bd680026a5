"""A programme's tasks are read from their fields; what is not understood stays text."""

import datetime
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import organisation
from quyche.checks.programmes import not_understood
from quyche.corpus import corpora
from quyche.corpus.links import CitationState, Links
from quyche.labels import Labels
from quyche.language.dates import TimeKind
from quyche.programmes.field_readings import Party, Role, TaskForm
from quyche.programmes.tasks import Task, Tasks

LABELS = Labels.load("vi")
PATH = "chuong-trinh/nam.md"
HEAD = (
    "---\nkind: programme\ntitle: Chương trình\nstatus: draft\nterm: XVII (2020-2025)\n---\n# T\n\n"
)
FILES = {
    "co-quan/ban-to-chuc.md": "---\nkind: body\nname: Ban Tổ chức Tỉnh ủy\n---\n",
    "co-quan/van-phong.md": "---\nkind: body\nname: Văn phòng Tỉnh ủy\n---\n",
    "chuc-danh/chu-tich.md": "---\nkind: role\nname: Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh\n---\n",
    "quy-che/quy-che.md": "---\nkind: regulation\ntitle: Quy chế làm việc\nstatus: draft\n---\n# Q\n\n### Điều 2. A\n\n1. B.\n",
}  # fmt: skip


def read(text: str, head: str = HEAD) -> tuple[Task, ...]:
    contents = {path: content.encode() for path, content in FILES.items()}
    documents = corpora.build(contents | {PATH: (head + text).encode()})
    return Tasks.of(documents, Links.of(documents)).all


def one(*fields: str) -> Task:
    """The task with these fields; its heading stands at line 9."""
    (task,) = read("### Nhiệm vụ 4a. Làm việc\n\n" + "".join(f"- {field}\n" for field in fields))
    return task


def rules(task: Task) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in not_understood([task])]


@cache
def own() -> Tasks:
    documents = organisation.documents()
    return Tasks.of(documents, Links.of(documents))


def test_a_task_has_its_number_as_written_and_an_address_that_stays() -> None:
    task = one("Chủ trì: Ban Tổ chức Tỉnh ủy")
    assert (task.id, task.mark, task.title) == ("nam#nhiem-vu-4a", "Nhiệm vụ 4a.", "Làm việc")
    assert (task.path, task.line) == (PATH, 9)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Chủ trì", Role.LEAD),
        ("Cơ quan chủ trì", Role.LEAD),
        ("Chủ trì trình", Role.PRESIDING),
        ("Phối hợp", Role.COORDINATING),
        ("CƠ QUAN PHỐI HỢP", Role.COORDINATING),
        ("Cấp quyết định", Role.DECIDING),
        ("Đối tượng", Role.OBJECT),
        ("Lead", Role.LEAD),
        ("led by", Role.LEAD),
        ("With", Role.COORDINATING),
        ("Presented by", Role.PRESIDING),
        ("Decided by", Role.DECIDING),
        ("Object", Role.OBJECT),
    ],
)
def test_who_has_which_part_is_told_by_the_label(label: str, role: Role) -> None:
    task = one(f"{label}: Ban Tổ chức Tỉnh uỷ")
    assert task.ids(role) == ("ban-to-chuc",)
    assert task.roles_of("ban-to-chuc") == (role,)
    assert rules(task) == []


@pytest.mark.parametrize(
    "value",
    [
        "Ban Tổ chức Tỉnh ủy; Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy, Văn phòng Tỉnh ủy.",
        "Ban Tổ chức Tỉnh ủy và Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy;\n  Văn phòng Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy and the Văn phòng Tỉnh ủy",
    ],
)
def test_a_list_names_each_of_them(value: str) -> None:
    assert one(f"Phối hợp: {value}").ids(Role.COORDINATING) == ("ban-to-chuc", "van-phong")


def test_a_comma_inside_a_name_parts_nothing() -> None:
    task = one("Chủ trì trình: Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh")
    assert task.ids(Role.PRESIDING) == ("chu-tich",)


def test_whoever_is_not_in_the_register_stays_text_and_is_reported() -> None:
    task = one("Phối hợp: Ban Tổ chức Tỉnh ủy và các sở, ngành liên quan")
    unknown = "các sở, ngành liên quan"
    assert task.parties(Role.COORDINATING)[1] == Party(unknown, "")
    assert rules(task) == [(11, "task-party-unknown")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Kiểm tra", TaskForm.INSPECTION),
        ("Giám sát chuyên đề", TaskForm.SUPERVISION),
        ("Giám sát", TaskForm.SUPERVISION),
        ("Khảo sát", TaskForm.WORK),
        ("Inspection", TaskForm.INSPECTION),
        ("Supervision of a subject", TaskForm.SUPERVISION),
    ],
)
def test_inspection_and_supervision_are_two_things(form: str, expected: TaskForm) -> None:
    assert one(f"Hình thức: {form}").form is expected


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("Hình thức: Khảo sát", "task-form-unclear"),
        ("Thời gian: Sớm nhất có thể", "task-time-unclear"),
        ("Thời gian: Quý II/2021; sau đại hội", "task-time-unclear"),
        ("Người làm: Văn phòng Tỉnh ủy", "task-field-unknown"),
        ("một dòng không có tên", "task-field-unknown"),
        ("Sản phẩm:", "task-field-empty"),
    ],
)
def test_what_is_not_understood_is_reported_at_its_line(field: str, rule: str) -> None:
    task = one(field)
    assert rules(task) == [(11, rule)]
    assert all(LABELS.line(problem).isprintable() for problem in not_understood([task]))


def test_a_label_that_is_nearly_known_is_guessed_in_the_message_only() -> None:
    task = one("Chủ chì: Văn phòng Tỉnh ủy")
    assert task.ids(Role.LEAD) == ()
    (problem,) = not_understood([task])
    assert "có phải là: Chủ trì?" in LABELS.line(problem)


def test_a_field_that_stands_twice_is_reported_but_changes_may_be_many() -> None:
    assert rules(one("Chủ trì: Văn phòng Tỉnh ủy", "Chủ trì: Ban Tổ chức Tỉnh ủy")) == [
        (12, "task-field-twice")
    ]
    assert rules(one("Điều chỉnh: A", "Điều chỉnh: B", "Kết quả: C", "Tiến độ: D")) == []


def test_when_and_what_for_are_read() -> None:
    task = one("Thời gian: Quý II/2021; Quý IV/2021", "Sản phẩm: Chỉ thị; Báo cáo")
    assert [time.kind for time in task.times] == [TimeKind.QUARTER, TimeKind.QUARTER]
    assert task.days
    assert (str(task.days.first), str(task.days.last)) == ("2021-04-01", "2021-12-31")
    assert task.named("product")[0].parts == ("Chỉ thị", "Báo cáo")


def test_the_whole_term_is_that_of_the_document() -> None:
    task = one("Thời gian: Toàn khóa")
    assert task.days
    assert (task.days.first.year, task.days.last.year) == (2020, 2025)


def test_its_basis_is_a_provision() -> None:
    (citing,) = one("Căn cứ: Khoản 1 Điều 2 Quy chế làm việc; Nghị quyết đại hội").basis
    assert (citing.state, str(citing.target)) == (CitationState.RESOLVED, "quy-che#dieu-2-khoan-1")


def test_a_change_says_what_by_whom_and_when() -> None:
    task = one(
        "Điều chỉnh: Chuyển từ Văn phòng Tỉnh ủy (Ban Tổ chức Tỉnh ủy, ngày 20/8/2021)",
        "Điều chỉnh: Bổ sung trong năm",
    )
    assert [(change.by, change.date) for change in task.adjustments] == [
        ("ban-to-chuc", datetime.date(2021, 8, 20)),
        ("", None),
    ]


def test_what_a_body_changed_on_a_day_is_found_from_the_day() -> None:
    found = own().adjusted("ban-dieu-hanh", datetime.date(2018, 8, 19))
    assert [task.id for task, _ in found] == [
        f"chuong-trinh-kiem-tra-2018#nhiem-vu-{number}" for number in ("3", "7a")
    ]
    assert {change.by for _, change in found} == {"ban-dieu-hanh"}
    assert own().adjusted("", datetime.date(2018, 8, 19)) == ()


def test_a_regulation_has_no_tasks() -> None:
    head = HEAD.replace("programme", "regulation")
    assert read("### Nhiệm vụ 1. A\n\n- Chủ trì: Văn phòng Tỉnh ủy\n", head) == ()


def test_the_programmes_of_the_project_are_understood_whole() -> None:
    assert len(own().all) == 15
    assert [LABELS.line(problem) for problem in not_understood(own())] == []
    assert all(task.ids(Role.LEAD) for task in own())
    assert all((task.times and task.basis) or task.text("basis") for task in own())
    assert {task.form for task in own()} == set(TaskForm)


def test_every_task_stands_under_those_who_have_a_part_in_it() -> None:
    for entry, found in own().by_entry.items():
        assert all(task.roles_of(entry) for task in found)
    changed = own().by_id["chuong-trinh-kiem-tra-2018#nhiem-vu-3"]
    assert changed.ids(Role.LEAD) == ("ban-kiem-tra",)
    assert [change.by for change in changed.adjustments] == ["ban-dieu-hanh"]


@given(st.lists(st.text(alphabet="Chủ trì:;,.-()Ban Tổ chức Tỉnh ủy\u00a0/0123456789\n*[]", max_size=60), max_size=4))  # fmt: skip
def test_whatever_stands_in_a_field_is_kept(values: list[str]) -> None:
    text = "### Nhiệm vụ 1. A\n\n" + "".join(f"- Phối hợp: {value}\n" for value in values)
    for task in read(text):
        for field in task.fields:
            assert all(party.text in field.text for party in field.parties)
            assert all(time.text in field.text for time in field.times)
        list(not_understood([task]))


# Tasks in sentences

SENTENCES = [
    ("Kiểm tra việc A (Giao Ban Tổ chức Tỉnh ủy chủ trì, tham mưu trong quý II/2021).",
     {"lead": "Ban Tổ chức Tỉnh ủy", "time": "quý II/2021"}, TaskForm.INSPECTION),
    ("Giám sát việc B. Văn phòng Tỉnh ủy chủ trì, phối hợp với Ban Tổ chức Tỉnh ủy tham mưu trình trong tháng 4/2021.",
     {"lead": "Văn phòng Tỉnh ủy", "coordinating": "Ban Tổ chức Tỉnh ủy", "time": "tháng 4/2021"}, TaskForm.SUPERVISION),
    ("Làm việc C (Văn phòng Tỉnh ủy tham mưu)", {"lead": "Văn phòng Tỉnh ủy"}, TaskForm.WORK),
    ("Làm việc D; giao Văn phòng Tỉnh ủy chủ trì trước ngày 15/3/2021.",
     {"lead": "Văn phòng Tỉnh ủy", "time": "trước ngày 15/3/2021"}, TaskForm.WORK),
    ("Làm việc E (Văn phòng Tỉnh ủy chủ trì; Ban Tổ chức Tỉnh ủy phối hợp; trong quý III và quý IV/2021).",
     {"lead": "Văn phòng Tỉnh ủy", "coordinating": "Ban Tổ chức Tỉnh ủy", "time": "quý III và quý IV/2021"}, TaskForm.WORK),
    ("Sơ kết 6 tháng đầu năm 2020 (Văn phòng Tỉnh ủy chuẩn bị trong tháng 3, 6, 9/2021)",
     {"lead": "Văn phòng Tỉnh ủy", "time": "tháng 3, 6, 9/2021"}, TaskForm.WORK),
    ("Họp hằng quý (giao Ban Tổ chức Tỉnh ủy, Văn phòng Tỉnh ủy chủ trì).",
     {"lead": "Ban Tổ chức Tỉnh ủy, Văn phòng Tỉnh ủy", "time": "hằng quý"}, TaskForm.WORK),
    ("Theo dõi F; Văn phòng Tỉnh ủy tham mưu, thực hiện thường xuyên.",
     {"lead": "Văn phòng Tỉnh ủy", "time": "thường xuyên"}, TaskForm.WORK),
    ("Làm việc G (Chủ trì: Văn phòng Tỉnh ủy; phối hợp: Ban Tổ chức Tỉnh ủy; sản phẩm: báo cáo; thời hạn: quý I/2021)",
     {"lead": "Văn phòng Tỉnh ủy", "coordinating": "Ban Tổ chức Tỉnh ủy", "product": "báo cáo", "time": "quý I/2021"}, TaskForm.WORK),
    ("Đổi mới; giao Văn phòng Tỉnh ủy chủ trì, Ban Tổ chức Tỉnh ủy phối hợp tổ chức đối thoại.",
     {"lead": "Văn phòng Tỉnh ủy", "coordinating": "Ban Tổ chức Tỉnh ủy"}, TaskForm.WORK),
    ("Nghe báo cáo K - Văn phòng Tỉnh ủy chủ trì, tháng 4.",
     {"lead": "Văn phòng Tỉnh ủy", "time": "tháng 4"}, TaskForm.WORK),
    ("Tổng kết L (Văn phòng Tỉnh ủy chủ trì, phối hợp với Ban Tổ chức Tỉnh ủy, tháng 01).",
     {"lead": "Văn phòng Tỉnh ủy", "coordinating": "Ban Tổ chức Tỉnh ủy", "time": "tháng 01"}, TaskForm.WORK),
    ("Sơ kết N – Văn phòng Tỉnh ủy chuẩn bị.", {"lead": "Văn phòng Tỉnh ủy"}, TaskForm.WORK),
    ("Làm việc O. Cơ quan chuẩn bị: Văn phòng Tỉnh ủy.", {"lead": "Văn phòng Tỉnh ủy"}, TaskForm.WORK),
    ("Làm việc M (Văn phòng Tỉnh ủy chủ trì, tuần 2 tháng 5).",
     {"lead": "Văn phòng Tỉnh ủy", "time": "tuần 2 tháng 5"}, TaskForm.WORK),
    ("Làm việc H (Văn phòng Tỉnh ủy phối hợp với Ban Tổ chức Tỉnh ủy tham mưu)",
     {"lead": "Văn phòng Tỉnh ủy", "coordinating": "Ban Tổ chức Tỉnh ủy"}, TaskForm.WORK),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "said", "form"), SENTENCES)
def test_a_numbered_sentence_says_who_with_whom_and_when(
    sentence: str, said: dict[str, str], form: TaskForm
) -> None:
    (task,) = read(f"## I. Việc\n\n1. {sentence}\n")
    assert {field.name: field.text for field in task.fields} == said
    assert len(task.times) == len(
        re.findall("quý|tháng [0-9]|thường|ngày|, [69]", said.get("time", ""))
    )
    assert (task.id, task.mark, task.form) == ("nam#muc-1-khoan-1", "1.", form)
    assert sentence.startswith(task.title)
    assert all(party.id for field in task.fields for party in field.parties)


def test_what_a_sentence_does_not_say_is_a_field_that_its_task_does_not_have() -> None:
    first, second = read("## I. Việc\n\n1. A (Văn phòng Tỉnh ủy tham mưu).\n\n2. B.\n")
    assert [field.name for field in first.fields] == ["lead"]
    assert second.fields == ()


def test_a_section_in_which_nobody_leads_anything_holds_no_tasks() -> None:
    text = "## I. Mục đích\n\n1. Rõ ràng.\n\n## II. Việc\n\n1. A (Văn phòng Tỉnh ủy tham mưu).\n"
    assert [task.id for task in read(text)] == ["nam#muc-2-khoan-1"]


def test_numbers_that_begin_again_below_the_lines_of_meetings_are_tasks_of_these() -> None:
    text = (
        "## I. Hội nghị\n\nHội nghị tháng 3/2021:\n\n1- A (Văn phòng Tỉnh ủy tham mưu).\n"
        "2- B (Ban Tổ chức Tỉnh ủy tham mưu).\n\n    Hội nghị tháng 6/2021:\n\n"
        "    1\\- C (Văn phòng Tỉnh ủy chủ trì, phối hợp với Ban Tổ chức Tỉnh ủy).\n"
    )
    found = read(text)
    assert [task.address.anchor for task in found] == [
        "muc-1-khoan-1",
        "muc-1-khoan-2",
        "muc-1-thang-6-2021-dong-1",
    ]
    assert [task.text("time") for task in found] == ["tháng 3/2021", "tháng 3/2021", "tháng 6/2021"]
    assert [task.title for task in found] == ["A", "B", "C"]
    assert found[1].ids(Role.COORDINATING) == ()
    assert found[2].section == "Hội nghị tháng 6/2021"


def test_how_a_programme_is_carried_out_is_none_of_its_tasks() -> None:
    done = "## III. Tổ chức thực hiện\n\n1. Giao Văn phòng Tỉnh ủy chủ trì theo dõi.\n"
    assert read("## I. Việc\n\n1. A (Văn phòng Tỉnh ủy tham mưu).\n\n" + done)[1:] == ()


def test_a_sentence_is_told_apart_by_the_section_it_stands_in() -> None:
    text = "".join(
        f"## {number}. Việc {number}\n\n1. A (Văn phòng Tỉnh ủy tham mưu).\n\n"
        for number in ("I", "II")
    )
    assert [(task.place, task.section) for task in read(text)] == [
        ("khoản 1 Mục I", "Việc I"),
        ("khoản 1 Mục II", "Việc II"),
    ]


def test_a_time_that_ends_what_stands_above_holds_for_what_names_none() -> None:
    text = (
        "## I. Hội nghị\n\n1. Hội nghị tháng 3/2021\n\n    1.1. A (Văn phòng Tỉnh ủy tham mưu).\n\n"
        "    1.2. B (Văn phòng Tỉnh ủy tham mưu trong quý II/2021).\n"
    )
    first, second = read(text)
    assert [task.text("time") for task in (first, second)] == ["tháng 3/2021", "quý II/2021"]


@pytest.mark.parametrize("indent", ["", "    "])
def test_a_time_alone_between_sentences_holds_for_those_below_it(indent: str) -> None:
    text = (
        "## I. Việc\n\nQuý I\n\n1. A (Văn phòng Tỉnh ủy tham mưu).\n\n"
        f"{indent}Quý II\n\n2. B (Văn phòng Tỉnh ủy tham mưu).\n\n3. C.\n"
    )
    assert [task.text("time") for task in read(text)] == ["Quý I", "Quý II", "Quý II"]


def test_a_year_above_sentences_is_that_of_their_times() -> None:
    text = "1. Năm 2022\n\n1.1. A (Văn phòng Tỉnh ủy chủ trì, quý II).\n"
    (task,) = read(text)
    assert [str(time.last) for time in task.times] == ["2022-06-30"]


def test_a_dash_in_the_name_of_who_leads_parts_nothing() -> None:
    (task,) = read("## I. Việc\n\n1. Họp; giao Ban Kinh tế - Xã hội chủ trì.\n")
    assert task.text("lead") == "Ban Kinh tế - Xã hội"


def test_where_tasks_have_headings_no_sentence_is_one() -> None:
    text = "## I. Việc\n\n### Nhiệm vụ 1. A\n\n- Chủ trì: Văn phòng Tỉnh ủy\n\n## II. Khác\n\n1. B (Văn phòng Tỉnh ủy tham mưu).\n"
    assert [task.mark for task in read(text)] == ["Nhiệm vụ 1."]
