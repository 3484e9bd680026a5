"""Doubts about tasks are told where they are true, and nowhere else."""

import pytest

import organisation
import sites
from organisation import EDITIONS
from quyche.checks.programmes import task_problems
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.labels import Labels
from quyche.pages.programmes import ClarityReport, report_of
from quyche.problems import Severity
from quyche.programmes.clarity import Clarity
from quyche.programmes.tasks import Tasks
from quyche.settings import CLEAR, Settings
from readings import problems_in, reading_of

LABELS = Labels.load("vi")
HEAD = "---\nkind: programme\ntitle: {}\nstatus: draft\nterm: XVII (2020-2025)\n---\n# T\n\n"
REGISTER = {
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A Tỉnh ủy\n---\n",
    "co-quan/ban-b.md": "---\nkind: body\nname: Ban B Tỉnh ủy\nvalid_to: 2021-06-30\n---\n",
    "quy-che/cu.md": "---\nkind: regulation\ntitle: Quy chế cũ\nstatus: repealed\n---\n# Q\n\n### Điều 1. A\n\nB.\n",
}
LEAD = "- Chủ trì: Ban A Tỉnh ủy\n"
INSPECTION = "- Hình thức: Kiểm tra\n- Đối tượng: Ban B Tỉnh ủy\n" + LEAD


def told(*programmes: str, clarity: Clarity | None = None) -> list[tuple[str, int, str]]:
    """Path, line and rule of what is doubtful about tasks; text begins at line 9."""
    files = REGISTER | {
        f"chuong-trinh/c{number}.md": HEAD.format(f"Chương trình {number}") + text
        for number, text in enumerate(programmes)
    }
    documents = corpora.build({path: text.encode() for path, text in files.items()})
    tasks = Tasks.of(documents, Links.of(documents))
    problems = list(task_problems(documents, tasks, clarity or Clarity()))
    assert all(LABELS.line(problem).isprintable() for problem in problems)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [(problem.path, problem.line, problem.rule) for problem in problems]


def task(number: int, fields: str, title: str = "Làm việc") -> str:
    return f"### Nhiệm vụ {number}. {title}\n\n{fields}\n"


def test_a_task_needs_somebody_who_leads_it() -> None:
    assert told(task(1, "- Phối hợp: Ban A Tỉnh ủy\n")) == [
        ("chuong-trinh/c0.md", 9, "task-without-lead")
    ]
    assert told(task(1, LEAD)) == []


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ("with", "- Phối hợp: Ban A Tỉnh ủy\n"),
        ("when", "- Thời gian: Thường xuyên\n"),
        ("result", "- Sản phẩm: Báo cáo\n"),
        ("authority", "- Cấp quyết định: Ban A Tỉnh ủy\n"),
        ("basis", "- Căn cứ: Nghị quyết\n"),
    ],
)
def test_what_makes_a_task_clear_is_what_is_set(wanted: str, field: str) -> None:
    clarity = Clarity((wanted,), "1 rõ")
    assert told(task(1, LEAD), clarity=clarity) == [("chuong-trinh/c0.md", 9, "task-lacks")]
    assert told(task(1, LEAD + field), clarity=clarity) == []
    assert told(task(1, LEAD)) == []


def test_everything_that_can_be_set_can_be_told() -> None:
    untitled = task(1, "- Ghi chú: A\n", title="")
    assert len(told(untitled, clarity=Clarity(CLEAR, "7 rõ"))) == len(CLEAR)
    assert all(LABELS.texts[f"clear.{aspect}"] for aspect in CLEAR)


@pytest.mark.parametrize(
    ("label", "time", "expected"),
    [
        ("Chủ trì", "Quý III/2021", ["task-party-not-valid"]),
        ("Chủ trì", "Quý II/2021", []),
        ("Chủ trì", "Năm 2021", []),  # it exists for a part of it
        ("Chủ trì", "Thường xuyên", []),  # nobody can tell
    ],
)
def test_who_leads_must_exist_then(label: str, time: str, expected: list[str]) -> None:
    found = told(task(1, f"- {label}: Ban B Tỉnh ủy\n- Thời gian: {time}\n"))
    assert [rule for _, _, rule in found] == expected


def test_who_decides_must_exist_then() -> None:
    fields = LEAD + "- Cấp quyết định: Ban B Tỉnh ủy\n- Thời gian: Năm 2022\n"
    assert told(task(1, fields)) == [("chuong-trinh/c0.md", 12, "task-party-not-valid")]


@pytest.mark.parametrize(
    ("time", "other", "differs"),
    [
        ("Quý III/2021", "Quý IV/2021", True),
        ("Tháng 3/2021", "Năm 2022", True),
        ("Quý III/2021", "Năm 2021", False),
        ("Năm 2021", "Tháng 3/2021", False),
        ("Quý III/2021", "Thường xuyên", False),
    ],
)
def test_the_same_task_has_one_time(time: str, other: str, differs: bool) -> None:  # noqa: FBT001  # a column of the table
    first, second = (task(1, f"{LEAD}- Thời gian: {written}\n") for written in (time, other))
    assert told(first, second) == (
        [("chuong-trinh/c1.md", 9, "task-other-time")] if differs else []
    )
    other_title = second.replace("Làm việc", "Việc khác")
    assert told(first, other_title) == []


@pytest.mark.parametrize(
    ("time", "other", "twice"),
    [
        ("Tháng 3/2021", "Tháng 3/2021", True),
        ("Ngày 5/3/2021", "Tháng 3/2021", True),
        ("Tháng 3/2021", "Tháng 4/2021", False),
        ("Quý I/2021", "Quý I/2021", False),  # they may be in different months
    ],
)
def test_nobody_is_inspected_twice_in_a_month(time: str, other: str, twice: bool) -> None:  # noqa: FBT001  # a column of the table
    text = task(1, f"{INSPECTION}- Thời gian: {time}\n", "Một") + task(
        2, f"{INSPECTION}- Thời gian: {other}\n", "Hai"
    )
    rules = [rule for _, _, rule in told(text)]
    assert rules == (["task-inspected-twice"] if twice else [])


def test_one_inspection_in_two_programmes_is_one() -> None:
    text = task(1, f"{INSPECTION}- Thời gian: Tháng 3/2021\n", "Một")
    assert told(text, text) == []


def test_a_basis_must_be_in_force() -> None:
    text = task(1, LEAD + "- Căn cứ: Điều 1 Quy chế cũ\n")
    assert told(text) == [("chuong-trinh/c0.md", 12, "task-basis-ended")]


def test_a_basis_that_is_gone_is_a_fault_of_its_citation() -> None:
    text = HEAD.format("C") + task(1, LEAD + "- Căn cứ: Điều 9 Quy chế cũ\n")
    files = REGISTER | {"chuong-trinh/c.md": text}
    documents = corpora.build({path: text.encode() for path, text in files.items()})
    problems = problems_in(documents)
    assert ("chuong-trinh/c.md", 12, "citation-dangling") in {
        (problem.path, problem.line, problem.rule) for problem in problems
    }


def doubts_in(name: str) -> list[str]:
    """The rules by which tasks of an edition are doubtful."""
    clarity = Clarity.of(Settings.of_file(sites.SETTINGS))
    documents = organisation.documents(name)
    tasks = Tasks.of(documents, Links.of(documents))
    return [problem.rule for problem in task_problems(documents, tasks, clarity)]


def test_the_first_draft_lacks_what_the_conference_asked_for() -> None:
    assert set(doubts_in("2-du-thao-1")) == {"task-without-lead", "task-lacks"}


@pytest.mark.parametrize("name", EDITIONS[2:])
def test_what_came_after_it_is_clear(name: str) -> None:
    assert doubts_in(name) == []


def report(text: str, settings: Settings) -> ClarityReport | None:
    files = REGISTER | {"chuong-trinh/c.md": HEAD.format("C") + text}
    documents = corpora.build({path: content.encode() for path, content in files.items()})
    library = reading_of(documents, settings=settings)
    return report_of(library, documents.by_id["c"])


def test_a_programme_tells_how_many_of_its_tasks_are_clear_and_what_others_lack() -> None:
    settings = Settings(clear_task=("who", "when"), clear_task_label="2 rõ", clear_task_source="N.")
    text = task(1, LEAD + "- Thời gian: Năm 2021\n") + task(2, LEAD)
    found = report(text, settings)
    assert found
    assert found.summary == "1/2 nhiệm vụ nêu đủ “2 rõ”"
    assert (found.wanted, found.source) == ("ai làm, khi nào xong", "N.")
    assert [(lack.mark, lack.anchor, lack.missing) for lack in found.lacks] == [
        ("Nhiệm vụ 2", "nhiem-vu-2", "khi nào xong")
    ]


def test_where_nothing_is_set_or_nothing_is_to_be_done_nothing_is_told() -> None:
    assert report(task(1, LEAD), Settings()) is None
    assert report("Lời.\n", Settings(clear_task=("who",))) is None
