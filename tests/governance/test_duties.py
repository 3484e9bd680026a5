"""Recurring duties and deadlines are found in rules with those who have them, and not invented."""

from functools import cache

import pytest

import organisation
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.governance.duties import Duties, Duty
from quyche.governance.governance import Governance

FILES = {
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A Tỉnh ủy\n---\n",
    "co-quan/ban-b.md": "---\nkind: body\nname: Ban B Tỉnh ủy\n---\n",
}
HEAD = "---\nkind: regulation\ntitle: Quy chế\nstatus: draft\n---\n# Q\n\n"


def read(text: str) -> tuple[Duty, ...]:
    files = FILES | {"quy-che/q.md": HEAD + text}
    documents = corpora.build({path: content.encode() for path, content in files.items()})
    links = Links.of(documents)
    return Duties.of(documents, links, Governance.of(documents, links)).all


def of_clause(text: str) -> list[tuple[str, str]]:
    """Whose duty, and when, of one clause."""
    return [(duty.entry, duty.time) for duty in read(f"### Điều 1. Chung\n\n1. {text}\n")]


@cache
def own() -> Duties:
    documents = organisation.documents()
    links = Links.of(documents)
    return Duties.of(documents, links, Governance.of(documents, links))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Ban A Tỉnh ủy báo cáo mỗi quý một lần.", "mỗi quý một lần"),
        ("Ban A Tỉnh ủy chủ trì; mỗi tháng một lần báo cáo kết quả.", "mỗi tháng một lần"),
        ("Ban A Tỉnh ủy họp thường lệ ba tháng một lần.", "ba tháng một lần"),
        ("Ban A Tỉnh ủy trả lời trong 15 ngày.", "trong 15 ngày"),
        ("Ban A Tỉnh ủy trả lời trong thời hạn 15 ngày làm việc kể từ ngày nhận được.",
         "trong thời hạn 15 ngày làm việc kể từ ngày nhận được"),
        ("Ban A Tỉnh ủy gửi tài liệu chậm nhất 3 ngày trước ngày họp.", "chậm nhất 3 ngày trước ngày họp"),
        ("Ban A Tỉnh ủy đề xuất trước ngày 30 tháng 11.", "trước ngày 30 tháng 11"),
        ("Ban A Tỉnh ủy định kỳ 6 tháng làm việc với các cơ quan.", "định kỳ 6 tháng"),
        ("Hằng năm, Ban A Tỉnh ủy tự phê bình.", "Hằng năm"),
        ("Ban A Tỉnh ủy theo dõi và hằng năm báo cáo kết quả.", "hằng năm"),
        ("Ban B họp; Ban A Tỉnh ủy báo cáo Ban B Tỉnh ủy hằng tháng.", "hằng tháng"),
    ],
)  # fmt: skip
def test_a_clause_says_who_and_when(text: str, time: str) -> None:
    assert of_clause(text) == [("ban-a", time)]


@pytest.mark.parametrize(
    "text",
    [
        "Ban A Tỉnh ủy quyết định chương trình hằng năm.",
        "Ban A Tỉnh ủy quyết định kế hoạch toàn khóa, hằng năm;",
        "Ban A Tỉnh ủy giải quyết công việc hằng ngày.",
        "Tài liệu được gửi chậm nhất 3 ngày trước ngày họp.",  # nobody is named
    ],
)
def test_no_duty_is_invented(text: str) -> None:
    assert of_clause(text) == []


def test_several_subjects_share_a_duty() -> None:
    text = "Ban A Tỉnh ủy và Ban B Tỉnh ủy báo cáo mỗi tháng một lần."
    assert of_clause(text) == [("ban-a", "mỗi tháng một lần"), ("ban-b", "mỗi tháng một lần")]


def test_a_point_speaks_of_whom_its_article_governs() -> None:
    text = (
        "### Điều 1. Nhiệm vụ của Ban A Tỉnh ủy\n\n1. Gồm:\n\n    a) Đối thoại mỗi năm một lần.\n"
    )
    (duty,) = read(text)
    assert (duty.entry, str(duty.provision)) == ("ban-a", "q#dieu-1-khoan-1-diem-a")
    assert duty.text == "Đối thoại mỗi năm một lần"


def test_the_clause_around_the_time_is_quoted_as_it_is() -> None:
    (duty,) = read("### Điều 1. C\n\n1. Ban A Tỉnh ủy họp; hằng năm báo cáo theo số 1.2; hết.\n")
    assert duty.text == "hằng năm báo cáo theo số 1.2"


def test_the_regulation_of_the_project_lays_duties_on_many() -> None:
    assert len(own().all) >= 12
    assert len(own().by_entry) >= 8
    assert ("khoản 3 Điều 10", "mỗi quý một lần") in {
        (duty.provision.citation, duty.time) for duty in own().by_entry["uy-vien-ban-dieu-hanh"]
    }
