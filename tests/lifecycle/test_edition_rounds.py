"""Texts at their own paces: several rounds at once, corrections, repeals, texts adopted before."""

from pathlib import Path

import pytest

from offices import ADOPTED, CHUONG_TRINH, QUY_CHE, REGULATION, XVII, Office, copied
from quyche.editions.archives import Archive
from quyche.problems import errors_among
from quyche.reading import folders
from quyche.texts.metadata import DocumentStatus
from repositories import git

OTHER = "quy-che/tiep-dan.md"


@pytest.fixture
def drafted(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A repository in which a first draft of term 17 is the newest edition."""
    return copied("drafted", tmp_path, tmp_path_factory)


@pytest.fixture
def adopted(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A repository in which term 17 is adopted."""
    return copied("adopted", tmp_path, tmp_path_factory)


def with_two_rounds(office: Office) -> None:
    """Amendments of both documents, each in a round of its own."""
    for path, name, date in (
        (QUY_CHE, "quy-che", "2023-06-20"),
        (CHUONG_TRINH, "chuong-trinh", "2023-06-21"),
    ):
        office.reword(path)
        office.does("amend", name, "--date", date)
        office.commit()


def statuses(office: Office, edition: str) -> dict[str, tuple[str, int | None]]:
    """What an edition holds: the status and the draft of each document."""
    texts = Archive.open(office.docs).corpus(edition).by_id
    return {name: (text.metadata.status, text.metadata.draft) for name, text in texts.items()}


def test_each_text_goes_at_its_own_pace(adopted: Office) -> None:
    with_two_rounds(adopted)
    number = ("--number", "chuong-trinh=01-CTr/TU")
    adopted.does("adopt", "chuong-trinh", "--date", "2023-07-01", *number)
    adopted.commit()
    adopted.reword(QUY_CHE)
    adopted.does("draft", "--date", "2023-07-10")
    adopted.commit()
    stands = ("adopted", None)
    assert statuses(adopted, "17.2") == {"quy-che": stands, "chuong-trinh": stands}
    drafted = {"quy-che": ("draft", 2), "chuong-trinh": stands}
    assert statuses(adopted, "17.1-du-thao-2") == drafted
    archive = Archive.open(adopted.docs)
    assert archive.files("17.2")[QUY_CHE] == archive.files("17")[QUY_CHE]
    amended = archive.files("17.1-du-thao-2")[CHUONG_TRINH]
    assert archive.files("17.2")[CHUONG_TRINH] == amended
    assert [edition.title for edition in archive.ledger.editions[-4:]] == [
        "Khóa XVII · Sửa đổi Quy chế làm việc · Dự thảo lần 1",
        "Khóa XVII · Sửa đổi Chương trình làm việc · Dự thảo lần 1",
        "Khóa XVII · Sửa đổi Chương trình làm việc",
        "Khóa XVII · Sửa đổi Quy chế làm việc · Dự thảo lần 2",
    ]
    assert archive.ledger.in_force
    assert archive.ledger.in_force.name == "17.2"
    assert archive.ledger.draft
    assert archive.ledger.draft.name == "17.1-du-thao-2"


@pytest.mark.parametrize("step", ["draft", "adopt"])
def test_of_several_open_rounds_the_command_asks_which(step: str, adopted: Office) -> None:
    with_two_rounds(adopted)
    said = adopted.is_refused(step, "--date", "2023-07-01")
    title = "Khóa XVII · Sửa đổi {} làm việc · Dự thảo lần 1"
    assert said.splitlines() == [
        "có nhiều đợt dự thảo đang mở; hãy thêm vào lệnh tên một văn bản của đợt cần làm:",
        f"  17.1-du-thao-1 ({title.format('Quy chế')}): quy-che",
        f"  17.2-du-thao-1 ({title.format('Chương trình')}): chuong-trinh",
    ]
    said = adopted.is_refused(step, "quy-che", "chuong-trinh", "--date", "2023-07-01")
    assert said.startswith("các văn bản trong lệnh thuộc những đợt dự thảo khác nhau")


def test_a_number_tells_which_round_is_adopted(adopted: Office) -> None:
    with_two_rounds(adopted)
    adopted.does("adopt", "--date", "2023-07-01", "--number", "chuong-trinh=01-CTr/TU")
    assert adopted.newest().name == "17.2"
    assert adopted.newest().documents == adopted.texts(CHUONG_TRINH)


def with_new_text(office: Office) -> None:
    """A first draft that is in no edition."""
    text = REGULATION.format(term=XVII, state="status: draft", meeting="", text="Tiếp dân.")
    office.write(OTHER, text.replace("Quy chế làm việc", "Quy chế tiếp dân"))


def test_what_was_never_adopted_or_submitted_has_to_be_new(drafted: Office) -> None:
    with_new_text(drafted)
    on = ("--date", "2021-02-10")
    place = f"docs/{OTHER}:5: "
    for step in (("amend", "tiep-dan"), ("correct", "tiep-dan", "--note", "Điều 1")):
        said = drafted.is_refused(*step, *on)
        assert said.startswith(place + 'văn bản "tiep-dan" không có bản ban hành')
        assert said.rstrip().endswith("lệnh new")
    said = drafted.is_refused("adopt", "tiep-dan", *on, "--number", "tiep-dan=05-QC/TU")
    assert said.startswith('văn bản "tiep-dan" không thuộc đợt dự thảo "17-du-thao-1"')
    assert len(said.splitlines()) == 1


def test_a_new_text_that_slips_into_a_round_is_told(drafted: Office) -> None:
    with_new_text(drafted)
    printed = drafted.does("draft", "--date", "2021-02-10", "--dry-run")
    told = f"Lưu ý: docs/{OTHER} chưa có trong phiên bản nào, nay vào đợt này."
    assert told in printed
    named = drafted.does("draft", "quy-che", "tiep-dan", "--date", "2021-02-10", "--dry-run", "--same-text")  # fmt: skip
    assert told not in named


def test_a_new_text_has_a_round_of_its_own(adopted: Office) -> None:
    with_new_text(adopted)
    adopted.does("new", "tiep-dan", "--date", "2023-06-20")
    assert adopted.newest().name == "17.1-du-thao-1"
    assert adopted.newest().title == "Khóa XVII · Quy chế tiếp dân · Dự thảo lần 1"
    assert adopted.newest().documents == adopted.texts(OTHER)
    adopted.commit()
    adopted.does("adopt", "--date", "2023-07-20", "--number", "tiep-dan=05-QC/TU")
    assert adopted.newest().name == "17.1"
    assert adopted.newest().title == "Khóa XVII · Quy chế tiếp dân"


@pytest.mark.parametrize("step", [("new", "tiep-dan", "--adopted"), ("adopt", "tiep-dan")])
def test_a_text_that_was_adopted_before_enters_with_its_own_number_and_dates(
    step: tuple[str, ...], adopted: Office
) -> None:
    state = ADOPTED.format("09-QC/TU", "2018-05-02", "2018-06-01")
    adopted.write(OTHER, REGULATION.format(term=XVII, state=state, meeting="", text="Tiếp dân."))
    before = adopted.read(OTHER)
    adopted.does(*step, "--date", "2023-06-20")
    assert adopted.read(OTHER) == before
    assert (adopted.newest().name, adopted.newest().kind) == ("17.1", "adopted")


@pytest.mark.parametrize(
    ("state", "complaint"),
    [
        ("status: draft", 'status là "draft", mà lệnh đưa vào một văn bản đã ban hành'),
        ("status: adopted\nadopted: 2018-05-02\neffective: 2018-05-02", "văn bản chưa có số"),
        ("status: adopted\nnumber: 9\nadopted: 2018-05-02", "thiếu effective"),
    ],
)
def test_what_a_text_adopted_before_does_not_say_is_not_made_up(
    state: str, complaint: str, adopted: Office
) -> None:
    adopted.write(OTHER, REGULATION.format(term=XVII, state=state, meeting="", text="Tiếp dân."))
    assert complaint in adopted.is_refused("new", "tiep-dan", "--adopted", "--date", "2023-06-20")


def test_the_day_since_when_a_text_is_in_force_may_be_given_with_the_command(
    adopted: Office,
) -> None:
    state = "status: adopted\nnumber: 09-QC/TU\nadopted: 2018-05-02"
    adopted.write(OTHER, REGULATION.format(term=XVII, state=state, meeting="", text="Tiếp dân."))
    step = ("new", "tiep-dan", "--date", "2023-06-20", "--effective", "2018-06-01")
    assert "--effective chỉ dùng cùng --adopted" in adopted.is_refused(*step)
    adopted.does(*step, "--adopted")
    assert adopted.front(OTHER)["effective"] == "2018-06-01"


def test_a_text_does_not_enter_before_it_was_adopted(adopted: Office) -> None:
    state = ADOPTED.format("09-QC/TU", "2023-07-02", "2023-07-02")
    adopted.write(OTHER, REGULATION.format(term=XVII, state=state, meeting="", text="Tiếp dân."))
    step = ("new", "tiep-dan", "--adopted", "--date")
    said = adopted.is_refused(*step, "2023-06-20")
    assert "trước ngày ban hành 2023-07-02" in said or "trước ngày ban hành 2/7/2023" in said
    adopted.does(*step, "2023-07-02")


def test_a_step_is_committed_with_the_folder_of_documents_and_nothing_else(
    drafted: Office,
) -> None:
    drafted.write(
        OTHER, REGULATION.format(term=XVII, state="status: draft", meeting="", text="Tiếp dân.")
    )
    (drafted.top / "ngoai.txt").write_text("ngoài\n", "utf-8")
    git(drafted.top, "add", "ngoai.txt")
    said = drafted.does("new", "tiep-dan", "--date", "2021-02-10", "--commit")
    name, title = drafted.newest().name, drafted.newest().title
    assert f"Đã ghi lại ({git(drafted.top, 'rev-parse', '--short', 'HEAD')})" in said
    assert git(drafted.top, "log", "-1", "--format=%s") == f"Phiên bản {name}: {title}"
    assert git(drafted.top, "status", "--porcelain") == "A  ngoai.txt"
    assert Archive.open(drafted.docs).files(name)[OTHER]


def test_a_step_that_git_does_not_commit_is_there_to_be_committed(drafted: Office) -> None:
    drafted.write(
        OTHER, REGULATION.format(term=XVII, state="status: draft", meeting="", text="Tiếp dân.")
    )
    hook = drafted.top / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    hook.chmod(0o755)
    code, _, complaint = drafted.run("new", "tiep-dan", "--date", "2021-02-10", "--commit")
    assert (code, complaint.count("\n")) == (1, 1)
    assert "Git không ghi lại được: git commit: no;" in complaint
    assert OTHER in drafted.files()
    assert "tiep-dan" in dict(drafted.newest().documents)


def test_the_first_edition_of_a_ledger_may_be_a_text_in_force(drafted: Office) -> None:
    (drafted.docs / "editions.yml").unlink()
    draft = "status: draft\ndraft: 1\nsubmitted: 2021-01-18"
    drafted.edit(QUY_CHE, draft, ADOPTED.format("1", "2018-05-02", "2018-05-02"))
    drafted.begin_anew()
    drafted.does("new", "quy-che", "--adopted", "--date", "2023-06-20")
    assert (drafted.newest().name, drafted.newest().title) == ("17", "Khóa XVII")


def test_a_correction_keeps_number_and_dates_and_says_what_it_mends(adopted: Office) -> None:
    before = adopted.front(QUY_CHE)
    adopted.edit(QUY_CHE, "Mới.", "Mới đúng.")
    adopted.does("correct", "quy-che", "--date", "2021-03-20", "--note", "“Mới” là “Mới đúng”.")
    newest = adopted.newest()
    assert (newest.name, newest.corrects, newest.kind) == ("17-dinh-chinh-1", "17", "adopted")
    assert newest.title == "Khóa XVII · Đính chính Quy chế làm việc"
    assert adopted.front(QUY_CHE) == before
    adopted.commit()
    same = adopted.is_refused("correct", "quy-che", "--date", "2021-03-21", "--note", "x")
    assert 'giống hệt phiên bản "17-dinh-chinh-1"' in same
    adopted.edit(QUY_CHE, "Mới đúng.", "Mới và đúng.")
    adopted.does("correct", "quy-che", "--date", "2021-03-21", "--note", "Thêm “và”.")
    newest = adopted.newest()
    assert (newest.name, newest.corrects) == ("17-dinh-chinh-2", "17")
    assert newest.title == "Khóa XVII · Đính chính Quy chế làm việc · Lần 2"


CORRECT = ("correct", "quy-che", "--date", "2021-03-20")
REPEAL = ("repeal", "quy-che", "--date", "2024-05-02", "--by", "QĐ 1")
NOTED = (*CORRECT, "--note", "x")


@pytest.mark.parametrize(
    ("old", "new", "step", "complaint"),
    [
        ("Mới.", "Mới đúng.", CORRECT, "đính chính phải nói chỗ nào sai"),
        (
            "Mới.",
            "Mới đúng.",
            ("correct", "quy-che", "--date", "2021-03-14", "--note", "x"),
            "sớm hơn phiên bản đứng trước",
        ),
        ("Mới.", "Mới.", NOTED, "nội dung docs/quy-che/quy-che.md giống hệt"),
        ("00-QC/TU", "1-QC", NOTED, 'number là "1-QC", ở bản đã ban hành là "00-QC/TU"'),
        ("effective: 2021-03-15", "effective: 2021-03-16", NOTED, "effective là"),
        ("status: adopted", "status: draft", NOTED, "đang là dự thảo chưa được ghi lại"),
        ("Mới.", "Khác.", REPEAL, "khác bản đã ban hành"),
        ("status: adopted", "status: draft", REPEAL, "đang là dự thảo chưa được ghi lại"),
    ],
)
def test_a_correction_or_a_repeal_that_changes_more_is_refused(
    old: str, new: str, step: tuple[str, ...], complaint: str, adopted: Office
) -> None:
    adopted.edit(QUY_CHE, old, new)
    assert complaint in adopted.is_refused(*step)


def test_what_is_in_force_is_corrected_while_a_draft_of_it_is_open(adopted: Office) -> None:
    in_force = adopted.read(QUY_CHE)
    adopted.reword(QUY_CHE)
    adopted.does("amend", "quy-che", "--date", "2023-06-20")
    adopted.commit()
    draft = adopted.read(QUY_CHE)
    adopted.write(QUY_CHE, in_force.replace("Mới.", "Mới đúng."))
    printed = adopted.does("correct", "quy-che", "--date", "2023-06-25", "--note", "Thêm “đúng”.")
    assert adopted.texts(QUY_CHE) == adopted.newest().documents
    adopted.commit()
    adopted.runs(next(line for line in printed.splitlines() if "git cat-file blob" in line))
    assert adopted.read(QUY_CHE) == draft
    adopted.commit()
    adopted.edit(QUY_CHE, "Mới.", "Mới đúng.")
    adopted.does("draft", "--date", "2023-07-01")
    adopted.commit()
    names = [edition.name for edition in Archive.open(adopted.docs).ledger.editions]
    assert names[-3:] == ["17.1-du-thao-1", "17-dinh-chinh-1", "17.1-du-thao-2"]
    assert statuses(adopted, "17-dinh-chinh-1")["quy-che"] == ("adopted", None)
    assert adopted.front(QUY_CHE)["draft"] == 2


def test_a_repeal_says_from_when_and_by_what(adopted: Office) -> None:
    by = "Quyết định số 01-QĐ/TU ngày 2/5/2024"
    day = ("--date", "2024-05-02", "--effective", "2024-06-01")
    adopted.does("repeal", "quy-che", *day, "--by", by)
    newest = adopted.newest()
    assert (newest.name, newest.title) == ("17.1", "Khóa XVII · Bãi bỏ Quy chế làm việc")
    adopted.commit()
    told = Archive.open(adopted.docs).corpus("17.1").by_id["quy-che"].metadata
    assert (told.status, told.repealed_by) == (DocumentStatus.REPEALED, by)
    assert str(told.repealed) == "2024-06-01"
    assert (told.number, str(told.adopted)) == ("00-QC/TU", "2021-03-15")


def test_a_draft_that_is_left_when_its_round_ends_is_told_and_may_go_on(drafted: Office) -> None:
    printed = drafted.does("adopt", "quy-che", "--date", "2021-03-15", "--number", "quy-che=1")
    assert "còn là dự thảo, không ban hành lần này: chuong-trinh" in printed
    drafted.commit()
    drafted.reword(CHUONG_TRINH)
    drafted.does("new", "chuong-trinh", "--date", "2021-04-01")
    assert drafted.newest().name == "17.1-du-thao-1"


def test_a_correction_written_by_hand_that_changes_what_was_adopted_is_an_error(
    adopted: Office,
) -> None:
    adopted.edit(QUY_CHE, "Mới.", "Mới đúng.")
    adopted.does("correct", "quy-che", "--date", "2021-03-20", "--note", "Thêm “đúng”.")
    assert errors_among(folders.in_folder(adopted.docs).problems) == ()
    adopted.edit(QUY_CHE, "number: 00-QC/TU", "number: 1-QC/TU")
    (name, text), = adopted.texts(QUY_CHE)  # fmt: skip
    adopted.edit("editions.yml", dict(adopted.newest().documents)[name], text)
    (problem,) = errors_among(folders.in_folder(adopted.docs).problems)
    assert (problem.rule, problem.path) == ("correction-standing", QUY_CHE)


# What somebody met who followed every printed line


def test_what_is_put_back_is_the_newest_draft_and_not_the_tabled_one(adopted: Office) -> None:
    in_force = adopted.read(QUY_CHE)
    adopted.reword(QUY_CHE)
    adopted.does("amend", "quy-che", "--date", "2023-06-20")
    adopted.commit()
    adopted.reword(QUY_CHE)
    adopted.commit()
    newest = adopted.read(QUY_CHE)
    adopted.write(QUY_CHE, in_force.replace("Mới.", "Mới đúng."))
    printed = adopted.does("correct", "quy-che", "--date", "2023-06-25", "--note", "Thêm “đúng”.")
    adopted.commit()
    adopted.runs(next(line for line in printed.splitlines() if "git cat-file blob" in line))
    assert adopted.read(QUY_CHE) == newest
    adopted.commit()
    printed = adopted.does("adopt", "--date", "2023-07-01", "--number", "quy-che=2")
    assert "17-dinh-chinh-1 đã đính chính văn bản quy-che" in printed


def test_a_draft_that_nobody_has_committed_is_not_put_aside(adopted: Office) -> None:
    adopted.reword(QUY_CHE)
    adopted.does("amend", "quy-che", "--date", "2023-06-20")
    adopted.commit()
    adopted.reword(QUY_CHE)
    step = (*NOTED[:3], "2023-06-25", *NOTED[4:])
    assert "chưa được ghi lại (commit)" in adopted.is_refused(*step)
    adopted.commit()
    assert "git cat-file blob" in adopted.is_refused(*step)


@pytest.mark.parametrize("step", [("correct", "--note", "x"), ("repeal", "--by", "QĐ 1")])
def test_a_text_that_was_only_drafted_is_neither_corrected_nor_repealed(
    step: tuple[str, ...], adopted: Office
) -> None:
    text = REGULATION.format(term=XVII, state="status: draft", meeting="", text="Tiếp dân.")
    adopted.write(OTHER, text)
    adopted.does("new", "tiep-dan", "--date", "2023-06-20")
    adopted.commit()
    adopted.reword(CHUONG_TRINH)
    adopted.does("correct", "chuong-trinh", "--date", "2023-06-21", "--note", "Thêm một câu.")
    adopted.commit()
    name, *more = step
    said = adopted.is_refused(name, "tiep-dan", "--date", "2023-06-25", *more)
    assert "git cat-file" not in said
    assert "status là" in said


def test_a_text_that_is_in_no_round_does_not_join_one_alone(adopted: Office) -> None:
    adopted.reword(QUY_CHE)
    adopted.does("amend", "quy-che", "--date", "2023-06-20")
    adopted.commit()
    adopted.reword(CHUONG_TRINH)
    said = adopted.is_refused("draft", "chuong-trinh", "--date", "2023-07-01")
    assert said.startswith('văn bản "chuong-trinh" không thuộc đợt dự thảo "17.1-du-thao-1"')


def test_what_is_repealed_is_not_repealed_again(adopted: Office) -> None:
    adopted.does("repeal", "quy-che", "--date", "2024-05-02", "--by", "QĐ 1")
    adopted.commit()
    said = adopted.is_refused("repeal", "quy-che", "--date", "2024-05-03", "--by", "QĐ 2")
    assert 'văn bản "quy-che" không có bản ban hành đang có hiệu lực' in said
