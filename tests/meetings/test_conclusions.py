"""Each conclusion of a meeting is an item of its own: who, what, when, and where it was done."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.corpus import corpora
from quyche.corpus.links import Linker
from quyche.corpus.texts import Corpus
from quyche.editions.archives import Past
from quyche.labels import Labels
from quyche.meetings.conclusions import Conclusions
from quyche.problems import Severity
from quyche.programmes.field_readings import Role
from quyche.texts import minutes
from readings import problems_in

LABELS = Labels.load("vi")
PATH = "hoi-nghi/2021-01-18-ban-a.md"
MEETING = """---
kind: meeting
title: Hội nghị lần thứ 8 Ban A
body: ban-a
term: XVII (2020-2025)
date: 2021-01-18
papers: [quy-che]
---
# Hội nghị lần thứ 8 Ban A

Mở đầu.

"""
REGULATION = "---\nkind: regulation\ntitle: Quy chế làm việc\nstatus: draft\n---\n# Quy chế\n\n{}"
PROGRAMME = (
    "---\nkind: programme\ntitle: Chương trình năm 2021\nstatus: draft\n---\n# Chương trình\n\n"
    "### Nhiệm vụ 3. Phân công\n\n- Chủ trì: Ban A\n\n### Nhiệm vụ 4a. Kiểm tra\n\n- Chủ trì: Ban A\n"
)
OLD = "### Điều 1. Phạm vi\n\nQuy chế áp dụng ở mọi nơi.\n\n### Điều 2. Cuộc họp\n\nBan A họp hằng tháng tại trụ sở.\n"
NEW = "### Điều 1. Phạm vi\n\nQuy chế áp dụng ở mọi nơi.\n\n### Điều 3. Cuộc họp\n\nBan A họp hằng tháng tại trụ sở.\n"
REGISTER = {
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
    "co-quan/ban-b.md": "---\nkind: body\nname: Ban B\n---\n",
}


def documents(text: str, articles: str = NEW) -> Corpus:
    """A meeting with that text, a regulation with these articles, a programme and two bodies."""
    files = REGISTER | {
        PATH: MEETING + text,
        "quy-che/quy-che.md": REGULATION.format(articles),
        "chuong-trinh/chuong-trinh.md": PROGRAMME,
    }
    return corpora.build({path: content.encode() for path, content in files.items()})


EARLIER = Past(("17-du-thao-1",), lambda _: documents("", OLD))
"""An edition in which article 3 of the regulation is number 2."""


def read(text: str, past: Past | None = None) -> Conclusions:
    found = documents(text)
    return Conclusions.of(found, Linker().of(found, found.minutes), past)


def told(text: str, past: Past | None = None) -> list[tuple[int, str]]:
    """Line and rule of what is wrong with the meeting; its text begins at line 13."""
    found = documents(text)
    problems = problems_in(found, past)
    assert all(LABELS.line(problem).isprintable() for problem in problems)
    return [(problem.line, problem.rule) for problem in problems if problem.path == PATH]


def concluded(fields: str) -> str:
    return f"## Kết luận\n\n1. Ban A rà soát.\n\n{fields}"


WHOLE = concluded(
    "    - Chủ trì: Ban A\n"
    "    - Phối hợp: Ban B\n"
    "    - Thời gian: Trước ngày 10/2/2021\n"
    "    - Sản phẩm: Dự thảo lần 2\n"
    "    - Thực hiện: Điều 3 Quy chế làm việc; Nhiệm vụ 4a Chương trình năm 2021\n"
)


# The text


@given(
    st.lists(st.sampled_from(["## Kết luận", "# T", "1. A", "2- B", "12", "", "  - Chủ trì: A"]))
)
def test_joining_the_parts_gives_the_minutes_back(lines: list[str]) -> None:
    source = MEETING + "\n".join(lines)
    document = minutes.read(source, PATH)
    assert document.source == source
    anchors = [item.anchor for item in document.walk()]
    assert len(anchors) == len(set(anchors))


def test_what_is_numbered_below_a_heading_has_a_permanent_address() -> None:
    text = (
        "## Chương trình\n\n1. Nghe.\n\n## Kết luận\n\n1. Một.\n\n2a. Hai.\n\n    thêm\n\nNgoài.\n"
    )
    document = minutes.read(MEETING + text, PATH)
    assert [item.anchor for item in document.provisions] == [
        "chuong-trinh-1",
        "ket-luan-1",
        "ket-luan-2a",
    ]
    assert document.provisions[2].mark == "2a."
    assert document.provisions[2].text == "Hai.\nthêm"
    assert document.blocks[-1].text == "Ngoài."


def test_the_subheadings_of_conclusions_leave_them_conclusions() -> None:
    assert [str(found.address) for found in read("## Kết luận\n\n### Về A\n\n1. Một.\n")] == [
        "2021-01-18-ban-a#ket-luan-1"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Kết luận\n\n1. A.\n\n2. B.\n", []),
        ("## Kết luận\n\n1. A.\n\n1. B.\n", [(17, "number-twice")]),
        ("## Kết luận\n\n2. A.\n\n1. B.\n", [(15, "number-first"), (17, "number-order")]),
        ("## Kết luận\n\n1. A.\n\n3. B.\n", [(17, "number-gap")]),
        ("## Chương trình\n\n1. A.\n\n## Kết luận\n\n1. B.\n", []),
    ],
)
def test_numbers_follow_each_other_in_each_section(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("heading", ["## III. Kết luận", "## Phần kết luận", "## KẾT LUẬN"])
def test_a_heading_that_makes_no_conclusions_is_told(heading: str) -> None:
    found = read(f"{heading}\n\n1. Một.\n")
    rules = [rule for _, rule in told(f"{heading}\n\n1. Một.\n")]
    assert rules == ([] if found.all else ["conclusion-heading"])


@pytest.mark.parametrize(
    ("day", "expected"), [("2021-01-18", []), ("2021-01-19", [(6, "meeting-date-differs")])]
)
def test_the_day_in_the_name_of_a_file_is_that_of_its_meeting(
    day: str, expected: list[tuple[int, str]]
) -> None:
    files = {
        PATH: MEETING.replace("date: 2021-01-18", f"date: {day}").replace(
            "papers: [quy-che]\n", ""
        ),
        **REGISTER,
    }
    found = corpora.build({path: text.encode() for path, text in files.items()})
    problems = problems_in(found)
    assert all(LABELS.line(problem).isprintable() for problem in problems)
    assert [
        (problem.line, problem.rule) for problem in problems if problem.path == PATH
    ] == expected


# Who, what, when


def test_a_conclusion_says_who_with_whom_by_when_and_what() -> None:
    (found,) = read(WHOLE)
    asked = found.asked
    assert (asked.mark, asked.title) == ("1.", "Ban A rà soát.")
    assert (asked.ids(Role.LEAD), asked.ids(Role.COORDINATING)) == (("ban-a",), ("ban-b",))
    assert asked.times[0].last == datetime.date(2021, 2, 9)
    assert asked.text("product") == "Dự thảo lần 2"
    assert told(WHOLE) == []


def test_without_fields_nobody_is_claimed_to_lead() -> None:
    found = read("## Kết luận\n\n1. Ban A rà soát.\n")
    assert not found.all[0].has_fields
    assert found.by_entry == {}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("    - Chu tri: Ban A\n    - Thời gian: Năm 2021\n", []),  # typed without marks
        ("    - Chủ chì: Ban A\n", [(17, "conclusion-field-unknown")]),
        ("    - Điểm một: A\n", []),  # a list of the text's own
        ("    - Thực hiện tốt việc A\n", []),
        (
            "    - Chủ trì: Ban A\n    - Thời gian: Năm 2021\n    - Thực hiện phiên bản 17; Điều 3\n",
            [(19, "conclusion-field-colon")],
        ),
        (
            "    - Chu tri Ban A\n    - Thời gian thực hiện năm 2021\n",
            [(17, "conclusion-field-colon"), (18, "conclusion-field-colon")],
        ),
        (
            "    - Điểm một: A\n    - Chủ trì: Ban A\n    - Thời gian: Năm 2021\n",
            [(17, "conclusion-field-unknown")],
        ),
        ("    - Chủ trì: Ban A\n", [(15, "conclusion-lacks")]),
        ("    - Thời gian: Năm 2021\n", [(15, "conclusion-lacks")]),
        ("    - Thực hiện: Điều 3 Quy chế làm việc\n", []),  # it asked nobody for anything
        (
            "    - Chủ trì: Ban Lạ\n    - Thời gian: Năm 2021\n",
            [(17, "task-party-unknown")],
        ),
        (
            "    - Chủ trì: Ban A\n    - Thời gian: Sớm\n",
            [(18, "task-time-unclear")],
        ),
        (
            "    - Chủ trì: Ban A\n    - Chủ trì: Ban B\n    - Thời gian: Năm 2021\n",
            [(18, "conclusion-field-twice")],
        ),
        (
            "    - Chủ trì: Ban A\n    - Thời gian: Năm 2021\n    - Sản phẩm:\n",
            [(19, "task-field-empty")],
        ),
    ],
)
def test_what_is_not_understood_is_told(fields: str, expected: list[tuple[int, str]]) -> None:
    assert told(concluded(fields)) == expected


# Where


def done(where: str, past: Past | None = None) -> list[tuple[str, str, str, list[str]]]:
    """Each named place: its text, its edition, what it is there and what it is today."""
    (found,) = read(concluded(f"    - Thực hiện: {where}\n"), past)
    return [
        (
            each.text,
            each.edition,
            str(each.target) if each.target else "",
            [str(one) for one in each.now],
        )
        for each in found.done
    ]


def test_what_is_named_without_an_edition_is_meant_as_it_is_today() -> None:
    assert done("Điều 3 Quy chế làm việc; Nhiệm vụ 4a Chương trình năm 2021") == [
        ("Điều 3 Quy chế làm việc", "", "quy-che#dieu-3", ["quy-che#dieu-3"]),
        (
            "Nhiệm vụ 4a Chương trình năm 2021",
            "",
            "chuong-trinh#nhiem-vu-4a",
            ["chuong-trinh#nhiem-vu-4a"],
        ),
    ]


def test_what_follows_an_edition_is_meant_as_it_is_there_and_found_under_its_number_of_today() -> (
    None
):
    assert done("phiên bản 17-du-thao-1; Điều 2 Quy chế làm việc", EARLIER) == [
        ("phiên bản 17-du-thao-1", "17-du-thao-1", "", []),
        ("Điều 2 Quy chế làm việc", "17-du-thao-1", "quy-che#dieu-2", ["quy-che#dieu-3"]),
    ]


def test_of_an_edition_that_cannot_be_read_nothing_is_claimed() -> None:
    where = "phiên bản 17-du-thao-1; Điều 2 Quy chế làm việc"
    found = done(where, Past(("17-du-thao-1",)))
    assert [(target, now) for _, _, target, now in found] == [("", []), ("", [])]
    fields = "    - Chủ trì: Ban A\n    - Thời gian: Năm 2021\n"
    assert told(concluded(f"{fields}    - Thực hiện: {where}\n"), Past(("17-du-thao-1",))) == []


@pytest.mark.parametrize(
    ("where", "rule"),
    [
        ("phiên bản 18", "conclusion-edition-unknown"),
        ("Điều 99 Quy chế làm việc", "conclusion-done-dangling"),
        ("Điều 3", "conclusion-done-dangling"),  # of which document?
        ("phiên bản 17-du-thao-1; Điều 3 Quy chế làm việc", "conclusion-done-missing"),
        ("đã xong", "conclusion-done-unclear"),
    ],
)
def test_a_place_that_is_not_there_is_told(where: str, rule: str) -> None:
    fields = "    - Chủ trì: Ban A\n    - Thời gian: Năm 2021\n"
    text = concluded(f"{fields}    - Thực hiện: {where}\n")
    assert told(text, EARLIER) == [(19, rule)]


def test_what_was_published_stays_wrong_so_only_that_is_an_error() -> None:
    text = concluded("    - Thực hiện: Điều 99 Quy chế làm việc; phiên bản 18\n")
    found = documents(text)
    problems = problems_in(found, EARLIER)
    errors = {problem.rule for problem in problems if problem.severity is Severity.ERROR}
    assert errors == {"conclusion-edition-unknown"}


def test_places_and_bodies_know_their_conclusions() -> None:
    found = read(WHOLE)
    (conclusion,) = found
    assert found.by_target == {
        "quy-che#dieu-3": (conclusion,),
        "chuong-trinh#nhiem-vu-4a": (conclusion,),
    }
    assert found.by_entry == {"ban-a": (conclusion,), "ban-b": (conclusion,)}
    assert found.by_meeting == {"2021-01-18-ban-a": (conclusion,)}
    named = read(concluded("    - Thực hiện: phiên bản 17-du-thao-1\n"), EARLIER)
    assert list(named.by_edition) == ["17-du-thao-1"]
