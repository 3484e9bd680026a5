"""A task is decided by somebody whom the regulation lets decide, as far as that can be told."""

import pytest

import organisation
from organisation import TERM
from quyche.checks.powers import power_problems
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.governance.governance import Governance
from quyche.labels import Labels
from quyche.pages.programmes import conflicts_of
from quyche.programmes import powers
from quyche.programmes.tasks import Tasks
from quyche.reading.reading import Reading
from readings import reading_of

LABELS = Labels.load("vi")
HEAD = "---\nkind: programme\ntitle: C\nstatus: draft\nterm: XVII (2020-2025)\n---\n# C\n\n"
REGULATION = """---
kind: regulation
title: Quy chế làm việc
status: {status}
---
# Q

### Điều 1. Nhiệm vụ, quyền hạn của Ban Chấp hành

1. Ban Chấp hành quyết định:

    a) Chủ trương lớn;

    b) Việc tổ chức.

2. Ban Chấp hành giao Ban Thường vụ quyết định việc cấp bách nêu tại khoản 1 Điều này.

### Điều 2. Thẩm quyền

1. Ban Thường vụ quyết định chỉ thị.

2. Văn phòng chuẩn bị tài liệu.

3. Bí thư quyết định triệu tập hội nghị.

### Điều 3. Chế độ làm việc

1. Các cơ quan báo cáo hằng quý.
"""
ENTRIES = {
    "co-quan/ban-chap-hanh.md": "---\nkind: body\nname: Ban Chấp hành\n---\n",
    "co-quan/ban-thuong-vu.md": "---\nkind: body\nname: Ban Thường vụ\n---\n",
    "co-quan/van-phong.md": "---\nkind: body\nname: Văn phòng\n---\n",
    "chuc-danh/bi-thu.md": "---\nkind: role\nname: Bí thư\n---\n",
}


def library(*fields: str, status: str = "draft", regulation: str = REGULATION) -> Reading:
    """With one task; its first field stands at line 11."""
    task = "### Nhiệm vụ 1. A\n\n" + "".join(f"- {field}\n" for field in fields)
    files = ENTRIES | {"chuong-trinh/c.md": HEAD + task}
    if regulation:
        files["quy-che/q.md"] = regulation.format(status=status)
    documents = corpora.build({path: text.encode() for path, text in files.items()})
    return reading_of(documents)


def told(read: Reading) -> list[tuple[int, str]]:
    problems = list(power_problems(read.corpus, read.tasks, read.powers))
    assert all(LABELS.line(problem).isprintable() for problem in problems)
    return [(problem.line, problem.rule.removeprefix("task-power-")) for problem in problems]


@pytest.mark.parametrize(
    ("who", "basis", "expected"),
    [
        ("Ban Chấp hành", "Điểm a khoản 1 Điều 1", ""),
        ("Ban Thường vụ", "Điểm a khoản 1 Điều 1", "other"),
        ("Ban Thường vụ", "Khoản 2 Điều 1", ""),  # the clause hands it on
        ("Ban Thường vụ", "Điều 1", ""),
        ("Ban Chấp hành", "Khoản 1 Điều 2", "other"),
        ("Ban Chấp hành", "Khoản 1 Điều 2 Quy chế làm việc; Khoản 1 Điều 1", ""),  # one is enough
        ("Ban Chấp hành", "Khoản 2 Điều 2", ""),  # says who prepares, not who decides
        ("Ban Chấp hành", "Khoản 3 Điều 2", ""),  # says what one person decides
        ("Ban Chấp hành", "Điều 3", ""),
        ("Ban Chấp hành", "Nghị quyết đại hội", ""),
        ("Ban Chấp hành; Ban Thường vụ", "Khoản 1 Điều 2", ""),
        ("Bí thư", "Khoản 1 Điều 2", "other"),
        ("Bí thư", "Khoản 3 Điều 2", ""),
        ("Văn phòng", "Khoản 2 Điều 2", "none"),
        ("Văn phòng", "", "none"),
        ("một nơi khác", "Khoản 1 Điều 2", ""),  # who is not in the register is told elsewhere
    ],
)
def test_a_conflict_of_powers_is_told_where_the_regulation_says_so(
    who: str, basis: str, expected: str
) -> None:
    named = basis if not basis.startswith(("Đ", "K")) else f"{basis} Quy chế làm việc"
    read = library("Chủ trì: Văn phòng", f"Cấp quyết định: {who}", f"Căn cứ: {named}")
    assert told(read) == ([(12, expected)] if expected else [])


def test_where_there_is_no_regulation_nobody_can_tell() -> None:
    fields = ("Cấp quyết định: Văn phòng", "Căn cứ: Khoản 2 Điều 2 Quy chế làm việc")
    assert told(library(*fields, regulation="")) == []
    assert told(library(*fields, status="repealed")) == []


def test_what_was_dropped_is_decided_by_nobody() -> None:
    fields = ("Cấp quyết định: Văn phòng", "Điều chỉnh: Đưa ra khỏi chương trình")
    assert told(library(*fields)) == []


def test_the_page_of_the_programme_tells_it_too() -> None:
    read = library("Cấp quyết định: Ban Thường vụ", "Căn cứ: Khoản 1 Điều 1 Quy chế làm việc")
    (doubt,) = conflicts_of(read, read.corpus.by_id["c"])
    assert (doubt.mark, doubt.anchor) == ("Nhiệm vụ 1", "nhiem-vu-1")
    assert doubt.said == (
        "Ban Thường vụ quyết định, còn căn cứ “Khoản 1 Điều 1 Quy chế làm việc”"
        " giao quyền cho Ban Chấp hành"
    )


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("2-du-thao-1", [(TERM, "task-power-other")]),
        ("2-du-thao-2", []),
        ("2", []),
        ("2.1-du-thao-1", []),
    ],
)
def test_the_first_draft_gave_a_task_to_another_than_its_basis(
    edition: str, expected: list[tuple[str, str]]
) -> None:
    documents = organisation.documents(edition)
    links = Links.of(documents)
    governance = Governance.of(documents, links)
    found = power_problems(
        documents, Tasks.of(documents, links), powers.Powers.of(documents, links, governance)
    )
    assert [(problem.path, problem.rule) for problem in found] == expected
