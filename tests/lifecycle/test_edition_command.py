"""Adding an edition: what follows what, what it writes, and what it refuses, in real repositories."""

import datetime
import shlex
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

import organisation
import sites
from offices import CHUONG_TRINH, MAIN, NUMBERS, QUY_CHE, REGULATION, XVII, XVIII, Office, copied
from quyche.editions.archives import Archive
from quyche.editions.ledgers import Edition
from quyche.lifecycle.steps import LifecycleStep
from quyche.texts import frontmatter
from repositories import create, git

ROOT = Path(__file__).parents[2]


@pytest.fixture
def drafted(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A repository in which a first draft of term 17 is the newest edition."""
    return copied("drafted", tmp_path, tmp_path_factory)


@pytest.fixture
def adopted(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A repository in which term 17 is adopted."""
    return copied("adopted", tmp_path, tmp_path_factory)


# The steps


def test_the_next_draft_counts_on_and_takes_date_and_meeting(drafted: Office) -> None:
    drafted.reword()
    before = drafted.files()
    drafted.does("draft", "--date", "2021-02-10", "--meeting", "hop-2", "--note", 'Tiếp thu "ý kiến".')  # fmt: skip
    assert drafted.newest() == Edition(
        "17-du-thao-2", "Khóa XVII · Dự thảo lần 2", is_draft=True,
        date=datetime.date(2021, 2, 10), meeting="hop-2", note='Tiếp thu "ý kiến".',
        documents=drafted.texts(CHUONG_TRINH, QUY_CHE),
    )  # fmt: skip
    for name in (QUY_CHE, CHUONG_TRINH):
        expected = before[name].decode().replace("draft: 1", "draft: 2")
        expected = expected.replace("2021-01-18", "2021-02-10").replace("hop-1", "hop-2")
        assert drafted.read(name) == expected
    changed = {name for name, text in drafted.files().items() if text != before[name]}
    assert changed == {QUY_CHE, CHUONG_TRINH, "editions.yml"}


def test_the_entry_is_written_like_the_others_and_what_was_there_stays(drafted: Office) -> None:
    drafted.reword()
    before = drafted.read("editions.yml")
    drafted.does("draft", "--date", "2021-02-10", "--note", "Mới.")
    assert drafted.read("editions.yml") == before + (
        '\n- name: "17-du-thao-2"\n  title: "Khóa XVII · Dự thảo lần 2"\n  kind: draft\n'
        '  date: 2021-02-10\n  note: "Mới."\n  documents:\n'
        + "".join(f'    {name}: "{text}"\n' for name, text in drafted.texts(CHUONG_TRINH, QUY_CHE))
    )


def test_the_meeting_of_the_step_before_goes_where_none_is_named(drafted: Office) -> None:
    drafted.reword()
    drafted.does("draft", "--date", "2021-02-10")
    assert "meeting" not in drafted.front(QUY_CHE)
    assert drafted.newest().meeting == ""


def test_one_document_alone_is_drafted_again_and_the_others_stay(drafted: Office) -> None:
    drafted.reword(QUY_CHE)
    was = drafted.read(CHUONG_TRINH)
    drafted.does("draft", "docs/quy-che/quy-che.md", "--date", "2021-02-10")
    assert drafted.front(QUY_CHE)["draft"] == 2
    assert drafted.read(CHUONG_TRINH) == was


def test_a_document_counts_its_own_drafts(drafted: Office) -> None:
    drafted.reword(QUY_CHE)
    drafted.does("draft", "quy-che", "--date", "2021-02-10")
    drafted.commit()
    drafted.reword(CHUONG_TRINH)
    drafted.does("draft", "--date", "2021-02-20")
    assert drafted.newest().name == "17-du-thao-3"
    assert (drafted.front(QUY_CHE)["draft"], drafted.front(CHUONG_TRINH)["draft"]) == (3, 2)


@pytest.mark.parametrize("number", ["", "draft: 1\n", "draft: 2\n"])
def test_a_new_document_joins_the_round_with_its_first_draft_or_the_rounds_number(
    number: str, drafted: Office
) -> None:
    text = REGULATION.format(term=XVII, state="status: draft", meeting="", text="Mới.")
    drafted.write("quy-che/moi.md", text.replace("drafter:", f"{number}drafter:"))
    drafted.reword()
    drafted.does("draft", "--date", "2021-02-10")
    assert drafted.front("quy-che/moi.md")["draft"] == (2 if "2" in number else 1)
    assert drafted.front("quy-che/moi.md")["submitted"] == "2021-02-10"


def test_what_is_in_force_joins_the_round_where_it_is_named(adopted: Office) -> None:
    adopted.reword()
    adopted.does("amend", "quy-che", "--date", "2023-06-20")
    adopted.commit()
    adopted.reword()
    adopted.does("draft", "quy-che", "chuong-trinh", "--date", "2023-07-01")
    assert adopted.front(QUY_CHE)["draft"] == 2
    assert adopted.front(CHUONG_TRINH) == {
        "term": XVII, "status": "draft", "draft": 1, "submitted": "2023-07-01",
    }  # fmt: skip


def test_a_draft_of_another_term_is_left_alone(drafted: Office) -> None:
    later = REGULATION.format(term=XVIII, state="status: draft", meeting="", text="Sau.")
    drafted.write("quy-che/sau.md", later)
    drafted.reword()
    drafted.does("draft", "--date", "2021-02-10")
    assert drafted.read("quy-che/sau.md") == later


def test_adoption_takes_numbers_and_dates_and_ends_the_draft(drafted: Office) -> None:
    drafted.does("adopt", "--date", "2021-03-15", "--meeting", "hop-3", "--effective", "2021-04-01", *NUMBERS)  # fmt: skip
    assert drafted.front(QUY_CHE) == {
        "term": XVII, "status": "adopted", "number": "00-QC/TU", "adopted": "2021-03-15",
        "effective": "2021-04-01", "meeting": "hop-3",
    }  # fmt: skip
    assert drafted.front(CHUONG_TRINH)["number"] == "00-CTr/TU"
    newest = drafted.newest()
    assert (newest.name, newest.title, newest.kind) == ("17", "Khóa XVII", "adopted")


def test_what_is_adopted_is_in_force_from_that_day_where_nothing_else_is_said(
    drafted: Office,
) -> None:
    drafted.edit(CHUONG_TRINH, "draft: 1", "draft: 1\nnumber: 7\neffective: 2021-05-01")
    drafted.does("adopt", "--date", "2021-03-15", "--number", "quy-che=00-QC/TU")
    assert drafted.front(QUY_CHE)["effective"] == "2021-03-15"
    assert drafted.front(CHUONG_TRINH)["effective"] == "2021-05-01"
    assert drafted.front(CHUONG_TRINH)["number"] == "7"


def test_an_amendment_is_a_first_draft_of_those_documents_alone(adopted: Office) -> None:
    adopted.reword()
    was = adopted.read(CHUONG_TRINH)
    printed = adopted.does("amend", "quy-che", "--date", "2023-06-20")
    assert adopted.front(QUY_CHE) == {
        "term": XVII, "status": "draft", "draft": 1, "submitted": "2023-06-20",
    }  # fmt: skip
    assert adopted.read(CHUONG_TRINH) == was
    assert adopted.newest().name == "17.1-du-thao-1"
    assert adopted.newest().title == "Khóa XVII · Sửa đổi Quy chế làm việc · Dự thảo lần 1"
    assert "docs/chuong-trinh/chuong-trinh.md cũng có nội dung khác phiên bản trước" in printed


def test_a_new_term_begins_with_a_first_draft_of_that_term(adopted: Office) -> None:
    adopted.reword()
    adopted.does("term", "quy-che", "--term", XVIII, "--name", "18", "--date", "2025-10-20")
    assert adopted.front(QUY_CHE) == {
        "term": XVIII, "status": "draft", "draft": 1, "submitted": "2025-10-20",
    }  # fmt: skip
    assert adopted.newest().name == "18-du-thao-1"
    assert adopted.newest().title == "Khóa XVIII · Dự thảo lần 1"


def test_a_repository_begins_with_a_term(drafted: Office) -> None:
    shutil.rmtree(drafted.top / ".git")
    create(drafted.top)
    (drafted.docs / "editions.yml").unlink()
    drafted.commit()
    drafted.does("term", "quy-che", "chuong-trinh", "--term", XVII, "--name", "17", "--date", "2021-01-18")  # fmt: skip
    assert drafted.read("editions.yml").startswith('- name: "17-du-thao-1"\n')


def test_a_document_goes_through_its_whole_life(drafted: Office) -> None:
    quy_che = ("--number", "quy-che=01-QC/TU")
    term = ("--term", XVIII, "--name", "18")
    steps: list[tuple[str, ...]] = [
        ("draft", "--date", "2021-02-10", "--meeting", "hop-2"),
        ("adopt", "--date", "2021-03-15", "--meeting", "hop-3", *NUMBERS),
        ("amend", "quy-che", "--date", "2023-06-20"),
        ("draft", "--date", "2023-07-01"),
        ("adopt", "--date", "2023-07-20", *quy_che),
        ("amend", "quy-che", "chuong-trinh", "--date", "2024-01-10"),
        ("adopt", "--date", "2024-01-10", *NUMBERS),
        ("term", "quy-che", *term, "--date", "2025-10-20"),
        ("adopt", "--date", "2025-12-01", *quy_che),
    ]
    for step in steps:
        drafted.reword(QUY_CHE)
        drafted.does(*step)
        drafted.commit()
    archive = Archive.open(drafted.docs)
    both = "Khóa XVII · Sửa đổi Quy chế làm việc và Chương trình làm việc"
    assert [(edition.name, edition.title) for edition in archive.ledger.editions] == [
        ("16", "Khóa XVI"),
        ("17-du-thao-1", "Khóa XVII · Dự thảo lần 1"),
        ("17-du-thao-2", "Khóa XVII · Dự thảo lần 2"),
        ("17", "Khóa XVII"),
        ("17.1-du-thao-1", "Khóa XVII · Sửa đổi Quy chế làm việc · Dự thảo lần 1"),
        ("17.1-du-thao-2", "Khóa XVII · Sửa đổi Quy chế làm việc · Dự thảo lần 2"),
        ("17.1", "Khóa XVII · Sửa đổi Quy chế làm việc"),
        ("17.2-du-thao-1", f"{both} · Dự thảo lần 1"),
        ("17.2", both),
        ("18-du-thao-1", "Khóa XVIII · Dự thảo lần 1"),
        ("18", "Khóa XVIII"),
    ]
    states = {
        name: archive.corpus(name).by_id["quy-che"].metadata
        for name in ("17-du-thao-2", "17.1-du-thao-2", "17.2", "18")
    }
    assert [(told.status, told.draft, told.number) for told in states.values()] == [
        ("draft", 2, ""), ("draft", 2, ""), ("adopted", None, "00-QC/TU"), ("adopted", None, "01-QC/TU"),
    ]  # fmt: skip
    assert drafted.front(CHUONG_TRINH)["term"] == XVII


# Titles


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"term: {XVII}", "Khóa XVII · Dự thảo lần 2"),
        ('term: "Mười bảy"', "Khóa Mười · Dự thảo lần 2"),
        ("issuer: ban-to-chuc", "Khóa XVII · Dự thảo lần 2"),  # as the edition before is called
    ],
)
def test_a_title_names_the_term_as_the_documents_do(line: str, title: str, drafted: Office) -> None:
    drafted.edit(QUY_CHE, f"term: {XVII}", line)
    drafted.reword()
    drafted.does("draft", "quy-che", "--date", "2021-02-10")
    assert drafted.newest().title == title


def test_a_title_of_ones_own_is_taken_on_one_line_in_one_spelling(drafted: Office) -> None:
    drafted.reword()
    written = unicodedata.normalize("NFD", "Dự thảo\ncuối")
    drafted.does("draft", "--date", "2021-02-10", "--title", written)
    assert drafted.newest().title == "Dự thảo cuối"


# What was edited by hand already


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("draft: 1", "draft: 2"),
        ("submitted: 2021-01-18", "submitted: 2021-02-10"),
        ("meeting: hop-1", "meeting: hop-2"),
        ("draft: 1\n", ""),
    ],
)
def test_what_agrees_with_the_step_may_be_there_already(
    old: str, new: str, drafted: Office
) -> None:
    drafted.reword()
    drafted.edit(QUY_CHE, old, new)
    drafted.does("draft", "--date", "2021-02-10", "--meeting", "hop-2")
    told = drafted.front(QUY_CHE)
    assert (told["draft"], told["submitted"], told["meeting"]) == (2, "2021-02-10", "hop-2")


def test_a_meeting_that_all_documents_name_is_the_meeting_of_the_edition(drafted: Office) -> None:
    drafted.reword()
    for name in (QUY_CHE, CHUONG_TRINH):
        drafted.edit(name, "meeting: hop-1", "meeting: hop-2")
    drafted.does("draft", "--date", "2021-02-10")
    assert drafted.newest().meeting == "hop-2"


@pytest.mark.parametrize(
    ("old", "new", "step", "complaint"),
    [
        ("draft: 1", "draft: 3", "draft", 'docs/quy-che/quy-che.md:6: draft ghi "3"; theo lệnh là "2"; hãy sửa'),
        ("submitted: 2021-01-18", "submitted: 2021-02-11", "draft", 'docs/quy-che/quy-che.md:7: submitted ghi "2021-02-11"; theo lệnh là "2021-02-10"'),
        ("meeting: hop-1", "meeting: hop-3", "draft", 'docs/quy-che/quy-che.md:9: meeting ghi "hop-3"; theo lệnh là "hop-2"'),
        ("status: draft", "status: adopted", "draft", 'docs/quy-che/quy-che.md:5: status ghi "adopted"; theo lệnh là "draft"'),
        ("status: draft", "status: repealed", "draft", 'docs/quy-che/quy-che.md:5: status là "repealed"; bước này cần văn bản'),
        ("draft: 1", "draft: 1\nadopted: 2021-02-10", "draft", 'docs/quy-che/quy-che.md:7: adopted ghi "2021-02-10"; bước này bỏ'),
        ("draft: 1", "draft: 4", "adopt", 'docs/quy-che/quy-che.md:6: draft ghi "4"; bước này bỏ'),
        ("draft: 1", "draft: 1\nnumber: 01-QC/TU", "adopt", 'docs/quy-che/quy-che.md:7: number ghi "01-QC/TU"; theo lệnh là "00-QC/TU"'),
        ("draft: 1", "draft: 1\nadopted: 2021-02-11", "adopt", 'docs/quy-che/quy-che.md:7: adopted ghi "2021-02-11"; theo lệnh là "2021-02-10"'),
        ("draft: 1", "draft: 1\neffective: 2021-01-01", "adopt", "docs/quy-che/quy-che.md:7: ngày có hiệu lực 2021-01-01 sớm hơn ngày ban hành 2021-02-10"),
    ],
)  # fmt: skip
def test_what_contradicts_the_step_is_refused_with_its_line(
    old: str, new: str, step: str, complaint: str, drafted: Office
) -> None:
    drafted.reword()
    drafted.edit(QUY_CHE, old, new)
    numbers = NUMBERS if step == "adopt" else ()
    said = drafted.is_refused(step, "--date", "2021-02-10", "--meeting", "hop-2", *numbers)
    assert said.startswith(complaint)
    assert len(said.splitlines()) == 1


def test_every_contradiction_is_told_at_once(adopted: Office) -> None:
    adopted.reword()
    adopted.edit(QUY_CHE, "number: 00-QC/TU", "number: 01-QC/TU")
    adopted.edit(QUY_CHE, "expires: 2025-12-31", "expires: 2024-12-31")
    adopted.edit(CHUONG_TRINH, "status: adopted", "status: superseded")
    said = adopted.is_refused("amend", "quy-che", "chuong-trinh", "--date", "2023-06-20")
    assert [line.split(" ")[:2] for line in said.splitlines()] == [
        ["docs/chuong-trinh/chuong-trinh.md:5:", "status"],
        ["docs/quy-che/quy-che.md:6:", "number"],
        ["docs/quy-che/quy-che.md:9:", "expires"],
    ]


# What the history does not allow


DRAFTING = ("draft", "--date", "2021-02-10")
TERM_18 = ("term", "quy-che", "--term", XVIII, "--name", "18", "--date", "2025-10-20")


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        (("draft", "--date", "2021-01-17"), "docs/editions.yml:8: ngày 2021-01-17 sớm hơn phiên bản đứng trước (2021-01-18)"),
        (("amend", "quy-che", "--date", "2021-02-10"), 'văn bản "quy-che" đang có dự thảo "17-du-thao-1" chưa ban hành'),
        (("new", "quy-che", "--date", "2021-02-10"), 'văn bản "quy-che" đang có dự thảo "17-du-thao-1" chưa ban hành'),
        (TERM_18, 'văn bản "quy-che" đang có dự thảo "17-du-thao-1" chưa ban hành'),
        ((*DRAFTING, "--meeting", "hop-9"), 'không có hội nghị "hop-9"; tên hội nghị là tên tệp trong docs/hoi-nghi, chẳng hạn: hop-'),
        (("draft", "quy-chee", "--date", "2021-02-10"), 'không có văn bản "quy-chee"; tên văn bản là tên tệp trong docs/quy-che hoặc docs/chuong-trinh, chẳng hạn: quy-che'),
        (("adopt", "--date", "2021-03-15"), "docs/chuong-trinh/chuong-trinh.md:5: văn bản chưa có số, ký hiệu; hãy thêm vào lệnh --number chuong-trinh=SỐ"),
        (("adopt", "--date", "2021-03-15", *NUMBERS, "--effective", "2021-03-14"), "ngày có hiệu lực 2021-03-14 sớm hơn ngày ban hành 2021-03-15"),
        (("adopt", "--date", "2021-03-15", *NUMBERS, "moi=1"), 'không có văn bản "moi"'),
    ],
)  # fmt: skip
def test_a_step_that_may_not_follow_a_draft_is_refused(
    step: tuple[str, ...], complaint: str, drafted: Office
) -> None:
    drafted.reword()
    assert drafted.is_refused(*step).startswith(complaint)


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        ((*DRAFTING[:2], "2023-01-01"), 'phiên bản mới nhất là "17", và không có đợt dự thảo nào đang chờ ban hành'),
        (("adopt", "--date", "2023-01-01"), 'phiên bản mới nhất là "17", và không có đợt'),
        (("new", "quy-che", "--date", "2023-01-01"), 'docs/quy-che/quy-che.md:5: văn bản "quy-che" đã ban hành'),
        (("repeal", "quy-che", "--date", "2023-01-02", "--by", "A", "--effective", "2023-01-01"), "ngày hết hiệu lực 2023-01-01 (--effective) sớm hơn ngày bãi bỏ 2023-01-02"),
        (("amend", "quy-che", "--date", "2023-01-02", "--meeting", "hop-9"), 'không có hội nghị "hop-9"'),
        (("amend", "quy-che", "--date", "2021-03-14"), "docs/editions.yml:15: ngày 2021-03-14 sớm hơn"),
        ((*TERM_18[:5], "17", *TERM_18[6:]), 'docs/editions.yml:15: tên phiên bản "17-du-thao-1" đứng hai lần'),
        ((*TERM_18[:5], "15", *TERM_18[6:]), 'docs/editions.yml:15: phiên bản "15-du-thao-1" đứng sau "17"'),
        ((*TERM_18[:5], "19", *TERM_18[6:]), '"XVIII (2025-2030)" là khóa 18, nhưng --name ghi 19'),
    ],
)  # fmt: skip
def test_a_step_that_may_not_follow_an_adoption_is_refused(
    step: tuple[str, ...], complaint: str, adopted: Office
) -> None:
    adopted.reword()
    assert adopted.is_refused(*step).startswith(complaint)


def test_a_number_for_a_document_that_is_not_adopted_is_refused(adopted: Office) -> None:
    adopted.reword()
    adopted.does("amend", "quy-che", "--date", "2023-06-20")
    adopted.commit()
    said = adopted.is_refused("adopt", "--date", "2023-07-20", *NUMBERS)
    assert said.startswith(
        '--number nêu "chuong-trinh", nhưng văn bản này không được ban hành lần này'
    )


def test_a_second_edition_waits_until_the_first_is_committed(drafted: Office) -> None:
    drafted.reword()
    drafted.does(*DRAFTING)
    said = drafted.is_refused("draft", "--date", "2021-02-20")
    assert said.startswith('docs/editions.yml:15: phiên bản "17-du-thao-2" chưa có trong lần ghi')


def test_a_ledger_that_was_changed_by_hand_is_refused(drafted: Office) -> None:
    drafted.reword()
    drafted.edit("editions.yml", "date: 2015-12-15", "date: 2015-12-16")
    assert drafted.is_refused(*DRAFTING).startswith('docs/editions.yml:3: mục "16" đã bị sửa')


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        (QUY_CHE, "Mới.", "Theo khoản 7 Điều này.", "docs/quy-che/quy-che.md:19: dẫn chiếu"),
        (CHUONG_TRINH, "drafter: ban-to-chuc", "drafter: ban-khac", "docs/chuong-trinh/chuong-trinh.md:8: mã"),
        (QUY_CHE, "draft: 1", "draft: một", "docs/quy-che/quy-che.md:6: giá trị"),
        (QUY_CHE, "kind: regulation", "kind: [", "docs/quy-che/quy-che.md:2: phần khai báo"),
        ("hoi-nghi/hop-1.md", "body: ban-to-chuc", "body: ban-khac", "docs/hoi-nghi/hop-1.md:4: mã"),
    ],
)  # fmt: skip
def test_documents_with_errors_are_not_made_an_edition(
    name: str, old: str, new: str, complaint: str, drafted: Office
) -> None:
    drafted.reword()
    drafted.edit(name, old, new)
    assert drafted.is_refused(*DRAFTING).startswith(complaint)


def test_an_error_is_told_at_its_line_before_lines_are_taken_out_above_it(adopted: Office) -> None:
    adopted.edit(QUY_CHE, "Mới.", "Theo khoản 7 Điều này.")
    line = adopted.read(QUY_CHE).splitlines().index("Theo khoản 7 Điều này.") + 1
    said = adopted.is_refused("amend", "quy-che", "--date", "2023-06-20")
    assert said.startswith(f"docs/quy-che/quy-che.md:{line}: dẫn chiếu")


def test_a_text_that_is_not_new_is_refused_unless_it_is_meant(drafted: Office) -> None:
    said = drafted.is_refused(*DRAFTING)
    assert said.startswith(
        "nội dung docs/chuong-trinh/chuong-trinh.md, docs/quy-che/quy-che.md giống hệt"
    )
    drafted.does(*DRAFTING, "--same-text")
    assert drafted.newest().name == "17-du-thao-2"


def test_work_on_another_document_stays_out_of_the_edition_and_is_told(adopted: Office) -> None:
    adopted.reword()
    adopted.edit(CHUONG_TRINH, "status: adopted", "status: draft")
    printed = adopted.does("amend", "quy-che", "--date", "2023-06-20")
    assert "docs/chuong-trinh/chuong-trinh.md được ghi là dự thảo nhưng không có trong" in printed
    assert adopted.newest().documents == adopted.texts(QUY_CHE)


def test_a_next_draft_of_the_round_made_by_hand_and_left_out_is_refused(drafted: Office) -> None:
    drafted.reword()
    drafted.edit(CHUONG_TRINH, "draft: 1", "draft: 2")
    said = drafted.is_refused("draft", "quy-che", "--date", "2021-02-10")
    assert said.startswith('docs/chuong-trinh/chuong-trinh.md:5: văn bản "chuong-trinh" vừa')


def test_a_front_matter_in_braces_is_refused(drafted: Office) -> None:
    front, body, _ = frontmatter.split(drafted.read(QUY_CHE))
    assert front
    fields = "kind: regulation, title: Quy chế, term: XVII, status: draft, draft: 1"
    drafted.write(QUY_CHE, f"---\n{{{fields}}}\n---\n{body}Thêm.\n")
    said = drafted.is_refused(*DRAFTING)
    assert said.startswith("docs/quy-che/quy-che.md:2: phần khai báo ở đầu tệp được viết theo cách")


def test_a_ledger_to_which_nothing_can_be_added_is_refused(drafted: Office) -> None:
    entries = ", ".join(
        f'{{name: "{name}", title: Khóa, kind: {kind}, date: 2021-01-18}}'
        for name, kind in (("16", "adopted"), ("17-du-thao-1", "draft"))
    )
    drafted.write("editions.yml", f"[{entries}]\n")
    drafted.commit()
    drafted.reword()
    assert "thêm mục ấy bằng tay" in drafted.is_refused(*DRAFTING)


def test_outside_of_a_repository_and_in_a_shallow_clone_nothing_is_done(
    drafted: Office, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{drafted.top}", "shallow")
    shallow = Office(tmp_path / "shallow")
    assert "git fetch --unshallow" in shallow.is_refused(*DRAFTING)
    shutil.rmtree(drafted.top / ".git")
    assert "không nằm trong kho Git nào" in drafted.is_refused(*DRAFTING)


def test_the_first_edition_is_no_next_draft(drafted: Office) -> None:
    drafted.write("editions.yml", "# nothing yet\n")
    shutil.rmtree(drafted.top / ".git")
    create(drafted.top)
    drafted.commit()
    assert drafted.is_refused(*DRAFTING).startswith("sổ phiên bản chưa có mục nào")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("draft", "--date", "10/2/2021"), '"10/2/2021" không phải là ngày; hãy viết năm-tháng-ngày'),
        (("draft", "--date", "2021-02-30"), "không có ngày 2021-02-30"),
        (("draft",), "--date"),
        (("amend", "--date", "2021-02-10"), "DOCUMENT"),
        (("adopt", "--date", "2021-02-10", "--number", "00-QC/TU"), "TÊN-VĂN-BẢN=SỐ"),
        (("adopt", "--date", "2021-02-10", "--number", "quy-che="), "TÊN-VĂN-BẢN=SỐ"),
        ((*TERM_18[:5], "18-du-thao-1", *TERM_18[6:]), "không phải là số của một khóa"),
        ((*TERM_18[:5], "0", *TERM_18[6:]), "không phải là số của một khóa"),
        ((*TERM_18[:3], "  ", *TERM_18[4:]), "để trống"),
        (("publish",), "không nhận publish; chỉ nhận: "),
    ],
)  # fmt: skip
def test_wrong_use_is_told(
    arguments: tuple[str, ...], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        MAIN(arguments)
    assert ended.value.code == 2
    assert complaint in capsys.readouterr().err


def test_a_missing_folder_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert MAIN(["draft", "--date", "2021-02-10", "--docs", str(tmp_path / "no")]) == 2
    assert "không có thư mục này" in capsys.readouterr().err


def guided() -> list[str]:
    """The commands that the guides tell staff to run."""
    guides = (ROOT / "CONTRIBUTING.md", organisation.DATA / "1" / "huong-dan" / "phien-ban.md")
    lines = [line.strip() for guide in guides for line in guide.read_text("utf-8").splitlines()]
    return [line for line in lines if line.startswith(".venv/bin/python scripts/edition.py ")]


@pytest.mark.parametrize("line", guided())
def test_a_command_of_the_guides_is_understood(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = shlex.split(line)[2:]
    assert MAIN([*arguments, "--docs", str(tmp_path / "no")]) == 2
    assert "không có thư mục này" in capsys.readouterr().err  # so nothing was wrong before that


def test_the_guides_show_every_step() -> None:
    assert {shlex.split(line)[2] for line in guided()} == {step.value for step in LifecycleStep}


# What is shown


def test_a_dry_run_shows_the_difference_and_writes_nothing(drafted: Office) -> None:
    drafted.reword()
    before = drafted.files()
    printed = drafted.does(*DRAFTING, "--dry-run", "--meeting", "hop-2")
    assert drafted.files() == before
    lines = printed.splitlines()
    assert lines[0] == 'Chưa ghi gì. Lệnh này sẽ thêm phiên bản "17-du-thao-2" (Khóa XVII · Dự thảo lần 2):'  # fmt: skip
    assert [line for line in lines if line.startswith("+++")] == [
        "+++ b/docs/chuong-trinh/chuong-trinh.md",
        "+++ b/docs/quy-che/quy-che.md",
        "+++ b/docs/editions.yml",
    ]
    assert {"-draft: 1", "+draft: 2", '+- name: "17-du-thao-2"'} <= set(lines)


def test_what_was_done_and_what_comes_next_is_told_in_plain_words(drafted: Office) -> None:
    drafted.reword(QUY_CHE)
    drafted.edit(CHUONG_TRINH, "draft: 1", "draft: 2")
    lines = drafted.does(*DRAFTING).splitlines()
    assert lines[:3] == [
        'Đã thêm phiên bản "17-du-thao-2" (Khóa XVII · Dự thảo lần 2) vào docs/editions.yml, chưa công bố.',
        "  docs/chuong-trinh/chuong-trinh.md: nội dung như phiên bản trước; submitted: 2021-01-18 → 2021-02-10; bỏ meeting: hop-1",
        "  docs/quy-che/quy-che.md: có nội dung mới; draft: 1 → 2; submitted: 2021-01-18 → 2021-02-10; bỏ meeting: hop-1",
    ]
    assert "   git commit -m 'Phiên bản 17-du-thao-2: Khóa XVII · Dự thảo lần 2'" in lines
    assert "Mở đề nghị (pull request)" in lines[-1]


def test_the_commands_it_names_make_the_edition(drafted: Office) -> None:
    drafted.reword()
    lines = drafted.does(*DRAFTING).splitlines()
    commands = [line.strip() for line in lines if line.startswith("   git ")]
    identity = {"GIT_AUTHOR_NAME": "T", "GIT_AUTHOR_EMAIL": "t@example.org"}
    identity |= {"GIT_COMMITTER_NAME": "T", "GIT_COMMITTER_EMAIL": "t@example.org"}
    assert commands[-1] == "git push -u origin phien-ban-17-du-thao-2"
    for command in commands[:-1]:
        subprocess.run(["sh", "-c", f"{command} >/dev/null"], cwd=drafted.top, check=True, env={"PATH": "/usr/bin:/bin", **identity})  # fmt: skip
    assert Archive.open(drafted.docs).ledger.newest == drafted.newest()


# Writing


def test_files_keep_their_line_ends_marks_and_rights(drafted: Office) -> None:
    for name in (QUY_CHE, CHUONG_TRINH, "editions.yml"):
        text = drafted.read(name).replace("\n", "\r\n")
        drafted.write(name, text if name == "editions.yml" else "\ufeff" + text)
    (drafted.docs / QUY_CHE).chmod(0o640)
    drafted.commit()
    drafted.reword()
    before = drafted.read(QUY_CHE)
    drafted.does(*DRAFTING, "--meeting", "hop-2")
    expected = before.replace("draft: 1", "draft: 2").replace("2021-01-18", "2021-02-10")
    assert drafted.read(QUY_CHE) == expected.replace("hop-1", "hop-2")
    assert "\n" not in drafted.read("editions.yml").replace("\r\n", "")
    assert (drafted.docs / QUY_CHE).stat().st_mode & 0o777 == 0o640


def test_a_step_that_stopped_half_way_is_done_again(drafted: Office) -> None:
    """The ledger is written last: without its entry the same command goes on from there."""
    drafted.reword()
    ledger = drafted.read("editions.yml")
    drafted.does(*DRAFTING, "--meeting", "hop-2")
    whole = drafted.files()
    drafted.write("editions.yml", ledger)
    drafted.does(*DRAFTING, "--meeting", "hop-2")
    assert drafted.files() == whole


def test_a_day_that_is_still_to_come_is_refused_unless_it_is_meant(drafted: Office) -> None:
    drafted.reword()
    before = drafted.files()
    code, _, complaint = drafted.run("draft", "--date", "2999-01-01")
    assert code == 1
    assert "ngày 2999-01-01 chưa đến" in complaint
    assert drafted.files() == before
    drafted.does("draft", "--date", "2999-01-01", "--future")


# Remarks

REMARKS = "# Góp ý.\n" + "".join(
    f"\n- id: {number}\n  edition: 17-du-thao-1\n  from: ban-to-chuc\n  remark: R{number}.\n{more}"
    for number, more in enumerate(
        (
            "  answer: taken-in\n",
            "  answer: not\n  explanation: Không.\n",
            "",
            "  answer: in-part\n  explanation: Có.\n  shown: 17-du-thao-2\n",
        ),
        1,
    )
)


def test_remarks_that_were_taken_in_are_said_to_show_in_the_new_edition(drafted: Office) -> None:
    drafted.write("gop-y/quy-che.yml", REMARKS)
    drafted.reword()
    printed = drafted.does("draft", "--date", "2021-02-10")
    expected = REMARKS.replace("taken-in\n", "taken-in\n  shown: 17-du-thao-2\n")
    assert drafted.read("gop-y/quy-che.yml") == expected
    assert "docs/gop-y/quy-che.yml: 1 ý kiến" in printed
    assert "chưa có trả lời: 3" in printed


def test_remarks_on_other_documents_are_left_alone(drafted: Office) -> None:
    drafted.write("gop-y/quy-che.yml", REMARKS)
    drafted.reword(CHUONG_TRINH)
    drafted.does("draft", "chuong-trinh", "--date", "2021-02-10")
    assert drafted.read("gop-y/quy-che.yml") == REMARKS


@pytest.mark.parametrize(
    "remarks",
    ["- id: [\n", "- {id: 1, edition: 17-du-thao-1, from: x, remark: R, answer: taken-in}\n"],
)
def test_remarks_that_cannot_be_read_or_written_are_refused(drafted: Office, remarks: str) -> None:
    drafted.write("gop-y/quy-che.yml", remarks)
    drafted.reword()
    assert "gop-y/quy-che.yml" in drafted.is_refused("draft", "--date", "2021-02-10")


# Texts that changed in the review


def test_a_text_that_changed_after_the_step_is_named_once_more(drafted: Office) -> None:
    drafted.reword()
    drafted.does("draft", "--date", "2021-02-10")
    before = drafted.files()
    assert "đã ghi đúng nội dung đang có" in drafted.does("refresh")
    text = drafted.read(QUY_CHE) + "\nThêm một câu.\n"
    drafted.write(QUY_CHE, text)
    assert "Chưa ghi gì" in drafted.does("refresh", "--dry-run")
    assert drafted.read("editions.yml").encode() == before["editions.yml"]
    assert "Phiên bản 17-du-thao-2" in drafted.does("refresh")
    assert drafted.newest().documents == drafted.texts(CHUONG_TRINH, QUY_CHE)


def test_a_text_that_turns_internal_is_said_to_stay_public_where_it_was(drafted: Office) -> None:
    drafted.reword()
    drafted.edit(QUY_CHE, 'visibility: "public"', "visibility: internal")
    for option in ("--dry-run", "--future"):
        told = drafted.does("draft", "--date", "2021-02-10", option)
        (line,) = [line for line in told.splitlines() if "công khai mãi mãi" in line]
        assert line.startswith(f"docs/{QUY_CHE}:")
        assert "17-du-thao-1" in line


def test_what_only_the_build_refuses_is_refused_before_an_edition_is_written(
    drafted: Office,
) -> None:
    """A committed edition is published as it is: nobody could mend it any more."""
    config = drafted.top / "mkdocs.yml"
    config.write_text(f"{sites.settings()}\nnav: [khong-co.md]\n", "utf-8")
    drafted.write("index.md", "# Trang đầu\n")
    drafted.reword()
    step = ("draft", "--date", "2021-02-10", "--meeting", "hop-2")
    told = drafted.is_refused(*step)
    assert "chưa ghi gì: trang web không dựng được" in told
    assert "khong-co.md" in told
    config.write_text(sites.settings(), "utf-8")
    drafted.does(*step)
