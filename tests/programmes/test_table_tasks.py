"""The rows of a programme's tables are tasks, whatever the columns are called and their order."""

import dataclasses

import pytest

from quyche.checks.programmes import task_problems
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.labels import Labels
from quyche.pages.documents import document_markdown
from quyche.programmes.clarity import Clarity
from quyche.programmes.columns import column_of
from quyche.programmes.field_readings import TaskForm
from quyche.programmes.tasks import Task, Tasks
from quyche.reviews.unclear_tasks import unclear_tasks
from readings import reading_of

PATH = "chuong-trinh/c.md"
HEAD = "---\nkind: programme\ntitle: Chương trình năm 2026\nstatus: draft\n---\n# Chương trình\n\n"
FIRST_LINE = 8
NAMES = {"van-phong": "Văn phòng", "ban-ky-thuat": "Ban Kỹ thuật", "ban-kiem-tra": "Ban Kiểm tra"}


def files(text: str) -> dict[str, bytes]:
    bodies = {
        f"co-quan/{name}.md": f"---\nkind: body\nname: {called}\n---\n"
        for name, called in NAMES.items()
    }
    return {path: said.encode() for path, said in {**bodies, PATH: HEAD + text}.items()}


def of(text: str) -> Tasks:
    documents = corpora.build(files(text))
    return Tasks.of(documents, Links.of(documents))


def table(*rows: str) -> str:
    """Rows with `|` between their cells; the first is the head."""
    head, *others = (f"| {row} |\n" for row in rows)
    return f"{head}|{' --- |' * (rows[0].count('|') + 1)}\n{''.join(others)}\n"


def fields(task: Task) -> dict[str, str]:
    return {field.name: field.text for field in task.fields}


def said(text: str) -> list[tuple[int, str]]:
    documents = corpora.build(files(text))
    found = Tasks.of(documents, Links.of(documents))
    problems = tuple(task_problems(documents, found, Clarity()))
    assert all(Labels.load("vi").line(problem).isprintable() for problem in problems)
    return [(problem.line - FIRST_LINE, problem.rule) for problem in problems]


@pytest.mark.parametrize(
    ("heads", "holds"),
    [
        (("TT", "STT", "Số TT", "Số thứ tự", "No"), "number"),
        (("Nội dung", "Nhiệm vụ", "Nội dung và thời gian", "Tên đề án", "Task"), "content"),
        (("Cơ quan chủ trì", "Chủ trì tham mưu", "Đầu mối", "Lead", "CƠ QUAN CHỦ TRÌ"), "lead"),
        (("Cơ quan tham mưu", "Đơn vị chuẩn bị", "Phân công thực hiện"), "preparing"),
        (("Cơ quan phối hợp", "Đơn vị phối hợp thực hiện", "Thành phần tham gia"), "coordinating"),
        (("Chủ trì, phối hợp", "Cơ quan tham mưu/phối hợp"), "parties"),
        (("Thời gian", "Thời hạn hoàn thành", "Tiến độ", "Tháng", "Quý"), "time"),
        (("Sản phẩm", "Dự kiến sản phẩm", "Hình thức văn bản", "Kết quả đầu ra"), "product"),
        (("Cấp trình", "Cấp trình/quyết định", "Thẩm quyền ban hành"), "deciding"),
        (("Cơ quan trình", "Đồng chí phụ trách", "Lãnh đạo chỉ đạo"), "presiding"),
        (("Đối tượng kiểm tra", "Đơn vị được giám sát"), "object"),
        (("Mốc thời gian kiểm tra",), "period"),
        (("Ghi chú",), "note"),
        (("Kinh phí", "Kết quả thực hiện", "", "Một câu dài " * 9), ""),
    ],
)
def test_a_column_is_known_by_its_head(heads: tuple[str, ...], holds: str) -> None:
    assert {head: column_of(head) for head in heads} == dict.fromkeys(heads, holds)


def test_a_row_says_who_with_whom_and_when_in_any_order_of_columns() -> None:
    (task,) = of(
        table(
            "Thời gian | Cơ quan phối hợp | Nội dung | Cơ quan chủ trì | TT | Sản phẩm | Cấp trình",
            "Quý II | Văn phòng, Ban Kiểm tra | Kiểm tra kho diều | Ban Kỹ thuật | 4a | Báo cáo | Văn phòng",
        )
    )
    assert fields(task) == {
        "time": "Quý II",
        "coordinating": "Văn phòng, Ban Kiểm tra",
        "lead": "Ban Kỹ thuật",
        "product": "Báo cáo",
        "deciding": "Văn phòng",
    }
    assert (task.id, task.mark, task.title) == ("c#dong-4a", "4a", "Kiểm tra kho diều")
    assert (task.line, task.form) == (FIRST_LINE + 2, TaskForm.INSPECTION)
    assert [str(time.last) for time in task.times] == ["2026-06-30"]
    assert all(party.id for field in task.fields for party in field.parties)


ROWS = ("TT | Nội dung | Chủ trì | Thời gian",)


@pytest.mark.parametrize(
    ("rows", "anchors"),
    [
        (("I | A | |", "1 | B | Văn phòng | Quý I", "II | C | | ", "01 | D | Văn phòng | Quý I"),
         ["muc-1-dong-1", "muc-2-dong-1"]),
        (("A. PHẦN CHUNG | | |", "I. MỤC MỘT | | |", "1 | B | Văn phòng | x", "II. MỤC HAI | | |", "1 | C | Văn phòng | x", "B. PHẦN RIÊNG | | |", "1 | D | Văn phòng | x"),
         ["muc-a-muc-1-dong-1", "muc-a-muc-2-dong-1", "muc-b-dong-1"]),
        (("Tháng 01/2026 | Tháng 01/2026 | Tháng 01/2026 | Tháng 01/2026", "1 | B | Văn phòng |", "THÁNG 2 | | |", "1 | C | Văn phòng |", "Quý II | | |", "1 | D | Văn phòng |"),
         ["thang-1-2026-dong-1", "thang-2-dong-1", "quy-2-dong-1"]),
        (("1 | A | |", "1.1 | B | Văn phòng | x", "1.2 | C | Văn phòng | x"), ["dong-1-1", "dong-1-2"]),
        (("1 | A | |", "- | B | Văn phòng | x", " | C | Văn phòng | x", "2 | D | Văn phòng | x"),
         ["dong-1-1", "dong-1-2", "dong-2"]),
        (("1 | A | Văn phòng | x", "1 | B | Văn phòng | x", " | C | Văn phòng | x"), ["dong-1", "dong-1--2", "dong-3"]),
        (("1 | A | Văn phòng | x", " | - một việc nhỏ | | ", "2 | B | | "), ["dong-1", "dong-2"]),
        (("(1) | (2) | (3) | (4)", "VIỆC CHUNG | | |", "1 | A | Văn phòng | x"), ["dong-1"]),
    ],
)  # fmt: skip
def test_an_address_is_that_of_the_parts_and_the_number_as_printed(
    rows: tuple[str, ...], anchors: list[str]
) -> None:
    found = of(table(*ROWS, *rows)).all
    assert [task.address.anchor for task in found] == anchors


def test_a_row_stands_in_the_section_of_the_text_that_its_table_is_in() -> None:
    text = "## II. HỘI NGHỊ\n\n" + table(*ROWS, "THEO QUÝ | | |", "1 | A | Văn phòng | Quý I")
    (task,) = of(text).all
    assert (task.address.anchor, task.section) == ("muc-2-dong-1", "THEO QUÝ")
    assert task.place == "dòng 1 Mục II"


@pytest.mark.parametrize(
    ("head", "row", "lead", "coordinating"),
    [
        ("Chủ trì, phối hợp", "Văn phòng chủ trì; Ban Kỹ thuật, Ban Kiểm tra phối hợp", "Văn phòng", "Ban Kỹ thuật, Ban Kiểm tra"),
        ("Chủ trì, phối hợp", "Chủ trì: Văn phòng; phối hợp: Ban Kiểm tra", "Văn phòng", "Ban Kiểm tra"),
        ("Cơ quan chủ trì", "Ban Kỹ thuật (phối hợp với Văn phòng)", "Ban Kỹ thuật", "Văn phòng"),
        ("Cơ quan tham mưu", "Ban Kỹ thuật", "Ban Kỹ thuật", None),
    ],
)  # fmt: skip
def test_a_cell_may_say_itself_who_leads(
    head: str, row: str, lead: str, coordinating: str | None
) -> None:
    text = table(f"Nội dung | {head} | Thời gian", f"A | {row} | Quý I")
    (task,) = of(text).all
    found = fields(task)
    assert (found["lead"], found.get("coordinating")) == (lead, coordinating)
    assert said(text) == []


def test_of_names_in_one_column_the_first_leads_and_that_is_said() -> None:
    text = table("Nội dung | Chủ trì, phối hợp | Thời gian", "A | Văn phòng, Ban Kiểm tra | Quý I")
    (task,) = of(text).all
    assert (fields(task)["lead"], fields(task)["coordinating"]) == ("Văn phòng", "Ban Kiểm tra")
    assert said(text) == [(2, "task-column-both")]


def test_a_head_of_two_rows_and_crosses_below_quarters_are_read() -> None:
    first, second = of(
        table(
            "TT | Nội dung | Phân công | | Thời gian | ",
            " | | Chủ trì | Phối hợp | Quý I | Quý II",
            "1 | A | Văn phòng | Ban Kiểm tra | x | x",
            "2 | B | Ban Kỹ thuật | | | x",
        )
    ).all
    assert fields(first) == {
        "lead": "Văn phòng",
        "coordinating": "Ban Kiểm tra",
        "time": "Quý I; Quý II",
    }
    assert [str(time.last) for time in second.times] == ["2026-06-30"]


def test_a_head_of_two_rows_is_one_where_not_all_of_it_is_known() -> None:
    (task,) = of(
        table(
            "TT | Nội dung | Phân công | | Thời gian | | Kinh phí",
            " | | Chủ trì | Cùng dự | Bắt đầu | Kết thúc | ",
            "1 | A | Văn phòng | Ban Kiểm tra | Tháng 3 | Tháng 5 | 10",
        )
    ).all
    assert fields(task) == {
        "lead": "Văn phòng",
        "coordinating": "Ban Kiểm tra",
        "time": "Tháng 3 – Tháng 5",
    }
    assert [(str(time.first), str(time.last)) for time in task.times] == [
        ("2026-03-01", "2026-05-31")
    ]


def test_a_row_that_names_a_year_gives_it_to_those_below() -> None:
    text = table(*ROWS, "I | Năm 2027 | |", "1 | A | Văn phòng | Quý II", "2 | B | Văn phòng |")
    assert [str(task.times[0].last) for task in of(text)] == ["2027-06-30", "2027-12-31"]


def test_an_empty_time_is_that_of_the_cell_above_in_the_same_part_and_that_is_said() -> None:
    text = table(
        *ROWS, "I | A | |", "1 | B | Văn phòng | Quý I", "2 | C | Văn phòng |", "II | D | | ",
        "3 | E | Văn phòng |",
    )  # fmt: skip
    assert [task.text("time") for task in of(text)] == ["Quý I", "Quý I", ""]
    assert said(text) == [(4, "task-time-above")]


def test_months_as_rows_and_days_inside_a_month_are_read() -> None:
    rows = of(table("Tháng | Nội dung | Chuẩn bị", "3, 6 | A | Văn phòng", "9 | B | Văn phòng"))
    assert [len(task.times) for task in rows] == [2, 1]
    days = of(table(*ROWS, "Tháng 3 | | |", "1 | A | Văn phòng | Ngày 20", "2 | B | Văn phòng |"))
    assert [str(task.days and task.days.last) for task in days] == ["2026-03-20", "2026-03-31"]


def test_what_is_not_read_is_said_with_its_line_and_stays_a_task() -> None:
    text = table(
        "TT | Nội dung | Chủ trì | Thời gian | Kinh phí",
        "1 | A | | Theo yêu cầu | 5",
        "2 | B | Ban nào đó | Quý I | 6",
    )
    assert [fields(task) for task in of(text)] == [
        {"time": "Theo yêu cầu"},
        {"lead": "Ban nào đó", "time": "Quý I"},
    ]
    assert set(said(text)) == {
        (0, "task-column-unknown"),
        (2, "task-not-led"),
        (2, "task-time-unclear"),
        (3, "task-party-unknown"),
    }


def test_a_table_without_a_head_goes_on_with_the_one_above_or_is_said_not_to_be_read() -> None:
    more = table("2 | B | Văn phòng | Quý II", "3 | C | Văn phòng | Quý III")
    text = table(*ROWS, "1 | A | Văn phòng | Quý I") + more
    assert [task.mark for task in of(text)] == ["1", "2", "3"]
    assert said(text) == [(4, "task-table-continued")]
    alone = table("Việc thứ nhất | Ban | Lúc nào", "A | Văn phòng | Quý I")
    assert of(alone.replace("Việc thứ nhất", "X").replace("Lúc nào", "Y")).all == ()
    assert said(table("X | Y | Z", "A | Văn phòng | Quý I")) == [(0, "task-table-unread")]
    assert said(table("Chỉ tiêu | Đơn vị | Năm 2026", "Kết nạp | hội viên | 20")) == []


def test_tables_beside_tasks_with_headings_only_sum_these_up() -> None:
    text = "### Nhiệm vụ 1. A\n\n- Chủ trì: Văn phòng\n\n" + table(*ROWS, "1 | A | Văn phòng | x")
    assert [task.id for task in of(text)] == ["c#nhiem-vu-1"]


def test_a_long_table_is_linked_row_by_row() -> None:
    rows = (f"{number} | {'Việc dài ' * 20} | Văn phòng | Quý I" for number in range(1, 151))
    found = of(table(*ROWS, *rows)).all
    assert len(found) == 150
    assert {task.parties(role)[0].id for task in found for role in task.roles_of("van-phong")} == {
        "van-phong"
    }


def test_a_page_keeps_the_table_and_gives_each_task_its_anchor() -> None:
    text = table(*ROWS, "I | A | |", "1 | Kiểm tra B | Văn phòng | Quý I")
    reading = reading_of(corpora.build(files(text)))
    page = document_markdown(reading, reading.corpus.by_id["c"])
    assert page.count("muc-1-dong-1") == 1
    assert [page.count(word) for word in ("Kiểm tra B", "q-task", "data-quarters")] == [1, 1, 1]


@dataclasses.dataclass
class NowhereTracks:
    """Rows are no provisions, so that no comparison knows them."""

    def before(self, _: object) -> tuple[()]:
        return ()


def test_a_row_is_the_same_task_when_only_its_number_changed() -> None:
    base = of(table(*ROWS, "1 | A | Văn phòng |", "2 | B | Văn phòng |"))
    head = of(table(*ROWS, "1 | Mới | Văn phòng |", "2 | A | Văn phòng |", "3 | B | Văn phòng |"))
    found = unclear_tasks(base, head, NowhereTracks(), Clarity(("when",)))  # type: ignore[arg-type]
    assert [(one.task.title, one.is_new) for one in found] == [("Mới", True)]
