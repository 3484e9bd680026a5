"""Remarks from the tables and issues that people keep: nothing lost, nothing doubled."""

import datetime
import json
import runpy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from quyche.errors import UnreadableFileError
from quyche.imports.remarks import issues, senders, tables
from quyche.imports.remarks.found import FoundRemark, answer_in, date_in, day_of
from quyche.imports.remarks.intake import Context, Intake, intake_of
from quyche.imports.remarks.personal import personal_in
from quyche.labels import Labels
from quyche.register.entries import Entry
from quyche.register.register import Register
from quyche.remarks import remark_files
from quyche.remarks.remarks import Answer, Remarks
from refusals import refused
from remark_samples import DOCUMENT, DRAFTS, PATH, documents, read, remark, text_of
from repositories import commit, create, ledger

MAIN: Callable[[Sequence[str]], int] = runpy.run_path(
    str(Path(__file__).parents[2] / "scripts" / "import_comments.py")
)["main"]
HEAD = ("STT", "Điều, khoản", "Cơ quan, đơn vị góp ý", "Nội dung góp ý", "Tiếp thu, giải trình")
ROWS = (
    ("1", "Khoản 1 Điều 2", "Ban B", "Chưa rõ mấy lần.", "Tiếp thu, đã ghi rõ."),
    ("2", "", "Ban A", "Nên ghi ai dự.", "Không tiếp thu: đã có quy định riêng."),
    ("3", "Điều 3", "Trường Chính trị tỉnh", "Thêm thời hạn.", ""),
)
Write = Callable[[Path, Sequence[Sequence[str]]], Path]


def word(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    document = docx.Document()
    document.add_paragraph("BẢNG TỔNG HỢP Ý KIẾN")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(folder / "gop-y.docx"))
    return folder / "gop-y.docx"


def workbook(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    with xlsxwriter.Workbook(folder / "gop-y.xlsx") as book:
        book.add_worksheet("Ghi chú").write_row(0, 0, ["Không có gì"])
        sheet = book.add_worksheet("Ý kiến")
        sheet.write_row(0, 0, ["BẢNG TỔNG HỢP Ý KIẾN"])
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, row)
    return folder / "gop-y.xlsx"


def listed(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    path = folder / "gop-y.csv"
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    return path


WRITERS = (word, workbook, listed)


# Tables


@pytest.mark.parametrize("write", WRITERS)
def test_the_usual_columns_are_read_from_any_kind_of_table(tmp_path: Path, write: Write) -> None:
    found, problems = tables.read(write(tmp_path, (HEAD, *ROWS)))
    assert problems == ()
    assert [each.remark for each in found] == [row[3] for row in ROWS]
    assert [each.place for each in found] == ["Khoản 1 Điều 2", "Khoản 1 Điều 2", "Điều 3"]
    assert [each.sender for each in found] == [row[2] for row in ROWS]
    assert [each.answer for each in found] == [row[4] for row in ROWS]
    assert [each.carried for each in found] == [(), ("Khoản 1 Điều 2",), ()]


@pytest.mark.parametrize(
    "head",
    [
        ("TT", "Nội dung dự thảo", "Đơn vị góp ý", "Nội dung góp ý", "Ý kiến tiếp thu, giải trình"),
        ("Số TT", "Vị trí", "Nơi góp ý", "Ý kiến góp ý", "Giải trình, tiếp thu của cơ quan soạn thảo"),
        ("STT", "Điều/khoản", "Cơ quan", "Ý kiến tham gia góp ý", "Kết quả xử lý"),
        ("stt", "DIEU KHOAN", "CO QUAN GOP Y", "NOI DUNG GOP Y", "TIEP THU GIAI TRINH"),
        ("TT", "Điều", "Đơn vị", "Nội dung", "Trả lời"),
        ("TT", "Địa chỉ", "Tên đơn vị", "Ý kiến của các đơn vị", "Ý kiến của cơ quan soạn thảo"),
        ("Số", "Điều", "Người góp ý", "Kiến nghị", "Hướng xử lý"),
        ("No.", "Provision", "Member", "Content", "Reply"),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names(tmp_path: Path, head: tuple[str, ...]) -> None:
    (first, *_), _ = tables.read(listed(tmp_path, (head, *ROWS)))
    assert (first.place, first.sender, first.remark, first.answer) == ROWS[0][1:]


def test_a_row_that_names_an_article_speaks_for_those_below_it(tmp_path: Path) -> None:
    rows = (
        HEAD,
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("Điều 2. Việc họp", "", "", "", ""),
        ("1", "", "Ban B", "Chưa rõ.", ""),
        ("Ý kiến chung", "", "", "", ""),
        ("2", "", "Ban A", "Cần ngắn hơn.", ""),
    )
    found, _ = tables.read(listed(tmp_path, rows))
    assert [(each.place, each.remark) for each in found] == [
        ("Điều 2. Việc họp", "Chưa rõ."),
        ("", "Cần ngắn hơn."),
    ]


def test_two_columns_may_be_called_by_words_that_alone_are_the_remark(tmp_path: Path) -> None:
    """`Nội dung` is what the remark says only where nothing is surely that."""
    rows = (
        ("Điều", "Đơn vị", "Nội dung", "Kiến nghị"),
        ("Điều 2", "Ban B", "Chưa rõ.", "Bỏ câu 2"),
    )
    ((found,), _) = tables.read(listed(tmp_path, rows))
    assert (found.remark, found.proposal) == ("Chưa rõ.", "Bỏ câu 2")
    rows = (("Điều", "Nội dung", "Đơn vị", "Ý kiến"), ("Điều 2", "Họp.", "Ban B", "Chưa rõ."))
    ((found,), problems) = tables.read(listed(tmp_path, rows))
    assert found.remark == "Chưa rõ."
    assert [problem.rule for problem in problems] == ["comment-import-column"]


def test_cells_that_were_joined_speak_for_every_row(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=5)
    for row, texts in zip(table.rows, (HEAD, ROWS[0], ROWS[1]), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    document.save(str(tmp_path / "g.docx"))
    found, _ = tables.read(tmp_path / "g.docx")
    assert [(each.place, each.carried) for each in found] == [("Khoản 1 Điều 2", ())] * 2


def test_a_cell_is_empty_where_others_of_its_column_are_joined(tmp_path: Path) -> None:
    """Whoever joins cells to say "the same" says something else by leaving one empty."""
    with xlsxwriter.Workbook(tmp_path / "g.xlsx") as book:
        sheet = book.add_worksheet()
        for at, row in enumerate((HEAD, ROWS[0], ROWS[1], ("3", "", "Ban A", "Đồng ý.", ""))):
            sheet.write_row(at, 0, row)
        sheet.merge_range(1, 1, 2, 1, ROWS[0][1])
    found, _ = tables.read(tmp_path / "g.xlsx")
    assert [each.place for each in found] == ["Khoản 1 Điều 2", "Khoản 1 Điều 2", ""]
    assert [each.is_left_empty for each in found] == [False, False, True]
    assert not any(each.carried for each in found)


def test_days_in_a_spreadsheet_are_days(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "g.xlsx") as book:
        sheet, style = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Ngày", "Nội dung góp ý"])
        sheet.write_datetime(1, 0, datetime.date(2021, 1, 25), style)
        sheet.write(1, 1, "Chưa rõ.")
    (found,), _ = tables.read(tmp_path / "g.xlsx")
    assert found.date == datetime.date(2021, 1, 25)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("g.csv", b"a;b\n1;2\n"),
        ("g.csv", b"\xff\xfe"),
        ("g.xlsx", b"PK"),
        ("g.docx", b"PK"),
        ("g.ods", b""),
    ],
)
def test_a_file_without_remarks_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with refused(UnreadableFileError, name):
        tables.read(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Tiếp thu", Answer.ACCEPTED),
        ("- Đã tiếp thu, sửa lại.", Answer.ACCEPTED),
        ("Xin tiếp thu", Answer.ACCEPTED),
        ("Tiếp thu một phần: …", Answer.IN_PART),
        ("Tiếp thu (một phần)", Answer.IN_PART),
        ("TIẾP THU 1 phần", Answer.IN_PART),
        ("Tiếp thu ý thứ nhất; không tiếp thu ý thứ hai", None),
        ("Tiếp thu để nghiên cứu sau", None),
        ("Tiếp thu nhưng không sửa văn bản", None),
        ("Không tiếp thu vì …", Answer.NOT),
        ("Đề nghị giữ nguyên như dự thảo", Answer.NOT),
        ("Bảo lưu", Answer.NOT),
        ("Giải trình: việc này …", None),
        ("Tiếp thuận", None),
        ("", None),
    ],
)
def test_an_answer_is_what_its_first_words_say(text: str, answer: Answer | None) -> None:
    assert answer_in(text) is answer


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25/1/2021", datetime.date(2021, 1, 25)),
        ("ngày 25-01-2021", datetime.date(2021, 1, 25)),
        ("2021-01-25T03:04:05Z", datetime.date(2021, 1, 25)),
        ("31/2/2021", None),
        ("tháng 1", None),
    ],
)
def test_days_are_read_as_they_are_written(text: str, day: datetime.date | None) -> None:
    assert date_in(text) == day


def test_a_day_begins_in_vietnam_before_it_does_in_greenwich() -> None:
    assert day_of("2021-01-25T18:04:05Z") == datetime.date(2021, 1, 26)
    assert day_of("hôm qua") is None


def test_all_tables_of_a_file_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    for rows in ((HEAD, ROWS[0]), (ROWS[1], ROWS[2]), (HEAD, ROWS[2])):
        table = document.add_table(rows=0, cols=5)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("Trang sau")
    document.save(str(tmp_path / "g.docx"))
    found, problems = tables.read(tmp_path / "g.docx")
    assert [each.remark for each in found] == [ROWS[at][3] for at in (0, 1, 2, 2)]
    assert problems == ()


def test_all_sheets_of_a_workbook_are_read_and_one_without_a_head_is_told(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "g.xlsx") as book:
        for rows in ((HEAD, ROWS[0]), (HEAD, ROWS[2]), (("a", "b", "c"), ("d", "e", "f"))):
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    found, problems = tables.read(tmp_path / "g.xlsx")
    assert [each.remark for each in found] == [ROWS[0][3], ROWS[2][3]]
    assert [problem.rule for problem in problems] == ["comment-import-headless"]


def test_a_remark_that_stands_alone_in_its_row_is_one_whatever_it_cites(tmp_path: Path) -> None:
    alone = ("Đề nghị bỏ khoản 2 Điều 5 vì trùng.", "Chung")
    rows = (HEAD, ROWS[0], *(("", "", "", text, "") for text in alone))
    found, _ = tables.read(listed(tmp_path, rows))
    assert [each.remark for each in found] == [row[3] for row in rows[1:]]
    assert {each.place for each in found} == {"Khoản 1 Điều 2"}


def test_a_name_above_two_columns_belongs_to_the_names_below_it(tmp_path: Path) -> None:
    rows = (
        ("STT", "Điều", "Góp ý", "", "Tiếp thu, giải trình"),
        ("", "", "Cơ quan góp ý", "Nội dung góp ý", ""),
        *ROWS,
    )
    found, _ = tables.read(listed(tmp_path, rows))
    assert [(each.sender, each.remark) for each in found] == [row[2:4] for row in ROWS]


def test_a_column_that_nobody_reads_is_told(tmp_path: Path) -> None:
    rows = ((*HEAD, "Lý do", "Ý kiến góp ý"), (*ROWS[0], "Vì rõ", "Thêm"))
    _, problems = tables.read(listed(tmp_path, rows))
    assert [dict(problem.details)["found"] for problem in problems] == ["Lý do", "Ý kiến góp ý"]


def test_a_cell_may_be_as_long_as_it_likes(tmp_path: Path) -> None:
    long = "Dài " * 50_000
    found, _ = tables.read(listed(tmp_path, (HEAD, ("1", "", "Ban B", long, ""))))
    assert found[0].remark == long.strip()


# Issues

FORM = """### Văn bản

Quy chế A

### Phiên bản

1-du-thao-1

### Điều, khoản

khoản 1 Điều 2

### Nơi góp ý

Ban B

### Nội dung góp ý

Chưa rõ mấy lần.

Cần ghi số lần.

### Đề nghị ghi

_No response_
"""


def issue(
    number: int, title: str = "Góp ý", body: str | None = FORM, **more: object
) -> Mapping[str, object]:
    return {
        "number": number,
        "title": title,
        "body": body,
        "created_at": "2021-01-25T01:02:03Z",
        **more,
    }


def issues_in(folder: Path, *entries: Mapping[str, object]) -> Path:
    path = folder / "issues.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def test_an_issue_of_the_form_says_each_thing_in_its_place(tmp_path: Path) -> None:
    (found,) = issues.read(issues_in(tmp_path, issue(7)))
    assert found == FoundRemark(
        line=7, remark="Chưa rõ mấy lần.\n\nCần ghi số lần.", place="khoản 1 Điều 2", sender="Ban B",
        date=datetime.date(2021, 1, 25), document="Quy chế A", edition="1-du-thao-1", source="issue-7",
    )  # fmt: skip


def test_an_issue_without_the_form_is_a_remark_as_it_is(tmp_path: Path) -> None:
    (found,) = issues.read(issues_in(tmp_path, issue(8, "Về Điều 2", "Nên ghi số lần.\r\n")))
    assert (found.remark, found.place) == ("Về Điều 2\n\nNên ghi số lần.", "Điều 2")


def test_pull_requests_are_no_remarks(tmp_path: Path) -> None:
    path = issues_in(tmp_path, issue(9), issue(7), issue(8, pull_request={"url": "…"}))
    assert [found.line for found in issues.read(path)] == [7, 9]


LINK = "https://example.org/quyche/1-du-thao-1/quy-che/quy-che-a/#dieu-2-khoan-1"
SAID = "Chưa rõ mấy lần.\n\nCần ghi số lần."


@pytest.mark.parametrize(
    ("body", "remark", "place"),
    [
        (f"{FORM}\n### Lý do\n\nVì rõ.\n", f"{SAID}\n\nLý do: Vì rõ.", "khoản 1 Điều 2"),
        (f"{FORM}\n### Ý kiến\n\nThêm.\n", f"{SAID}\n\nThêm.", "khoản 1 Điều 2"),
        ("Chữ.\n\n### Nơi góp ý\n\nBan B\n", "Góp ý\n\nChữ.", ""),
        (f"Xem {LINK} nhé.", f"Góp ý\n\nXem {LINK} nhé.", "dieu-2-khoan-1"),
        (FORM.replace("khoản 1 Điều 2", f"khoản 2 ({LINK})"), SAID, "dieu-2-khoan-1"),
    ],
)
def test_nothing_that_an_issue_says_is_lost(
    tmp_path: Path, body: str, remark: str, place: str
) -> None:
    (found,) = issues.read(issues_in(tmp_path, issue(7, body=body)))
    assert (found.remark, found.place) == (remark, place)


def test_a_link_tells_the_document_and_the_edition(tmp_path: Path) -> None:
    (found,) = issues.read(issues_in(tmp_path, issue(7, body=f"Xem {LINK}")))
    assert (found.document, found.edition) == (DOCUMENT, "1-du-thao-1")


def test_pages_of_issues_may_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "i.json"
    path.write_text(f"{json.dumps([issue(1)])}\n{json.dumps([issue(2)])}", "utf-8")
    assert [found.line for found in issues.read(path)] == [1, 2]


@pytest.mark.parametrize("text", ["{}", "[1]", "[{}]", "[", ""])
def test_what_is_no_list_of_issues_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "i.json").write_text(text, encoding="utf-8")
    with refused(UnreadableFileError, "i.json: "):
        issues.read(tmp_path / "i.json")


# Taking in


def intake(
    *found: FoundRemark,
    known: Remarks | None = None,
    document: str = DOCUMENT,
    edition: str = "1-du-thao-1",
    moved: Sequence[str] = tuple(DRAFTS),
) -> Intake:
    context = Context(
        documents(),
        tuple(DRAFTS),
        text_of,
        known or Remarks(),
        document,
        edition,
        "Không ghi tên",
        lambda edition, _: edition in moved,
    )
    return intake_of(found, context, "gop-y.docx")


def rules(found: Intake) -> list[str]:
    labels = Labels.load("vi")
    assert all(labels.line(problem).startswith("gop-y.docx:") for problem in found.problems)
    return [problem.rule for problem in found.problems]


GIVEN = FoundRemark(2, "Chưa rõ.", place="Khoản 1, Điều 2", sender="Ban B")


def test_places_and_people_are_named_as_the_documents_name_them() -> None:
    (new,) = intake(GIVEN).new
    assert (new.address, new.sender, new.edition) == ("khoản 1 Điều 2", "ban-b", "1-du-thao-1")


@pytest.mark.parametrize(
    ("place", "address", "told"),
    [
        ("Đ.2", "Điều 2", []),
        ("đ2 k1", "khoản 1 Điều 2", []),
        ("Điều 2, k1", "khoản 1 Điều 2", []),
        ("Điều 2 (khoản 1)", "khoản 1 Điều 2", []),
        ("Điều 1 và Điều 2", "Điều 1, Điều 2", []),
        ("Điều 1 - 3", "Điều 1, Điều 2, Điều 3", []),
        ("Tại các Điều 1, 3", "Điều 1, Điều 3", []),
        ("Điều 2. Việc họp", "Điều 2", []),
        ("Điều 2 Quy chế A", "Điều 2", []),
        ("Điều 2, đoạn 3", "Điều 2", ["comment-import-beside"]),
        ("k1, k2 đ2", "k1, k2 đ2", ["comment-import-place"]),
    ],
)
def test_places_are_read_as_offices_write_them(place: str, address: str, told: list[str]) -> None:
    done = intake(replace(GIVEN, place=place))
    assert ([new.address for new in done.new], rules(done)) == ([address], told)


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        ("Ban Kiểm tra Đảng", ""),
        ("Văn phòng Thành uỷ", ""),
        ("Văn phòg Thành ủy", "Văn phòng Thành ủy (van-phong)"),
        ("Van phong Thanh uy", "Văn phòng Thành ủy (van-phong)"),
        ("Phòng Tài vụ 2", ""),
        ("Phòng Tài vu 1", "Phòng Tài vụ 1 (tai-vu)"),
        ("Trần Văn Phòng", ""),
    ],
)
def test_a_name_that_is_nearly_one_of_the_register_is_told_with_it(sender: str, told: str) -> None:
    register = Register(
        (
            Entry("van-phong", "body", "Văn phòng Thành ủy", "co-quan/van-phong.md"),
            Entry("tai-vu", "body", "Phòng Tài vụ 1", "co-quan/tai-vu.md"),
        )
    )
    is_own = bool(senders.entry_named(sender, register, register.names()))
    assert ("" if is_own else senders.near(sender, register)) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gọi 0912345678 hoặc +84 24 3825 1234", ["091…", "+84…"]),
        ("Thư a.b@tinhuy.vn; căn cước 001099012345", ["a.b…", "001…"]),
        ("Công văn 0123/2021, ngày 18-01-2021, số 00-QC/TU, 10.000.000 đồng", []),
        ("Điều 5, khoản 2; năm 2020-2025; 024", []),
    ],
)
def test_what_no_page_may_show_of_a_person_is_told(text: str, found: list[str]) -> None:
    assert list(personal_in(text)) == found


def test_a_new_remark_gets_the_number_after_the_highest() -> None:
    known = read(remark(3), remark(12))
    found = intake(GIVEN, FoundRemark(3, "Khác.", sender="BB"), known=known)
    assert [new.id for new in found.new] == ["13", "14"]


def test_the_edition_is_the_newest_that_has_the_document_unless_told() -> None:
    done = intake(GIVEN, replace(GIVEN, remark="Khác."), edition="")
    assert [new.edition for new in done.new] == ["1", "1"]
    assert rules(done) == ["comment-import-newest"]


def test_a_remark_without_an_edition_is_on_the_newest_that_moved_its_document() -> None:
    """An edition of another round has the document, too, and leaves it as it was."""
    done = intake(GIVEN, edition="", moved=["1-du-thao-1"])
    assert [one.edition for one in done.new] == ["1-du-thao-1"]


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        (FoundRemark(2, "R", place="Điều 9", sender="Ban B"), "comment-import-place"),
        (FoundRemark(2, "R", place="Điều 1 khoản 9", sender="Ban B"), "comment-import-place"),
        (FoundRemark(2, "R", sender="Ban B", carried=("Ban B",)), "comment-import-carried"),
        (FoundRemark(2, "R", sender="Ban B", is_left_empty=True), "comment-import-whole"),
        (FoundRemark(2, "R", sender="Trường Chính trị"), "comment-import-sender"),
        (FoundRemark(2, "R", sender="Ban B và Ban A"), "comment-import-sender"),
        (FoundRemark(2, "R", sender="Phương Văn A"), "comment-import-person"),
        (FoundRemark(2, "R", sender="Đồng chí B"), "comment-import-person"),
        (FoundRemark(2, "R"), "comment-import-sender"),
        (FoundRemark(2, "R", sender="Ban B", answer="Sẽ xem xét"), "comment-import-unclear"),
    ],
)
def test_what_is_doubtful_is_kept_as_written_and_told(found: FoundRemark, rule: str) -> None:
    done = intake(found)
    assert rules(done) == [rule]
    (new,) = done.new
    assert new.address == found.place
    assert new.sender in {found.sender, "ban-b", "Không ghi tên"}
    assert new.explanation == found.answer


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        (FoundRemark(2, "R", sender="Ban B", document="Quy chế B"), "comment-import-document"),
        (FoundRemark(2, "R", sender="Ban B", edition="9"), "comment-import-edition"),
        (FoundRemark(2, " ", sender="Ban B"), "comment-import-empty"),
    ],
)
def test_what_cannot_be_placed_is_left_out_and_told(found: FoundRemark, rule: str) -> None:
    done = intake(found, GIVEN)
    assert (rules(done), len(done.new)) == ([rule], 1)


@pytest.mark.parametrize(
    "again",
    [
        GIVEN,
        FoundRemark(9, " chưa  RÕ. ", place="dieu-2-khoan-1", sender="BB"),
        FoundRemark(9, "Chưa rõ.", place="khoản 1 Điều 2", sender="ban-b"),
        FoundRemark(9, "“Chưa rõ”!", place="Điều 2 khoản 1", sender="Ban B"),
    ],
)
def test_a_remark_is_taken_in_once_however_it_is_typed(again: FoundRemark) -> None:
    done = intake(GIVEN, again)
    assert (len(done.new), done.known) == (1, 1)


@pytest.mark.parametrize(
    "other",
    [
        FoundRemark(9, "Chưa rò.", place="khoản 1 Điều 2", sender="Ban B"),
        FoundRemark(9, "Chưa rõ.", place="Điều 2", sender="Ban B"),
        FoundRemark(9, "Chưa rõ.", place="khoản 1 Điều 2", sender="Ban A"),
    ],
)
def test_remarks_that_differ_are_both_taken_in(other: FoundRemark) -> None:
    assert len(intake(GIVEN, other).new) == 2


def test_one_remark_with_two_proposals_is_two_and_with_a_late_one_is_one() -> None:
    first, second = (replace(GIVEN, proposal=wording) for wording in ("một", "hai"))
    assert [new.proposal for new in intake(first, second).new] == ["một", "hai"]
    known = read(remark(address="dieu-2-khoan-1"))
    done = intake(first, known=known)
    assert (done.new, done.answers) == ((), {DOCUMENT: {"1": {"proposal": "một"}}})


def test_what_was_mended_in_our_file_is_known_by_its_source() -> None:
    given = replace(GIVEN, place="Điều 1, Điều 2", sender="Trường X", source="bang-1")
    (new,) = intake(given).new
    mended = replace(new, address="Điều 1", sender="ban-b", remark="Chưa rõ lắm.")
    done = intake(given, known=Remarks((mended,)))
    assert (done.new, done.known) == ((), 1)


@pytest.mark.parametrize("address", ["dieu-2-khoan-1", "khoản 1 Điều 2"])
@pytest.mark.parametrize("sender", ["ban-b", "Ban B", "BB"])
def test_what_people_wrote_by_hand_is_known_however_it_is_spelled(
    address: str, sender: str
) -> None:
    known = read(remark(address=address, **{"from": sender}))
    assert intake(GIVEN, known=known).known == 1


def test_without_an_edition_told_a_remark_on_any_is_known() -> None:
    known = read(remark(address="khoản 1 Điều 2"))
    assert intake(GIVEN, known=known, edition="").known == 1
    assert len(intake(GIVEN, known=known, edition="1-du-thao-2").new) == 1


def test_one_issue_is_not_taken_in_for_two_documents() -> None:
    known = Remarks((replace(read(remark()).all[0], document="khac", source="issue-1"),))
    done = intake(replace(GIVEN, source="issue-1"), known=known)
    assert (done.new, rules(done)) == ((), ["comment-import-elsewhere"])


def test_a_new_remark_that_is_much_like_an_old_one_is_told() -> None:
    long = "Khoản này chưa cho biết mấy lần một năm và bao lâu thì trả lời kiến nghị của người dân"
    known = read(remark(remark=long))
    done = intake(FoundRemark(2, f"{long} ạ", sender="Ban B"), known=known)
    assert (len(done.new), rules(done)) == (1, ["comment-import-alike"])


def test_two_who_gave_no_name_are_two() -> None:
    found = (
        FoundRemark(1, "Rõ hơn.", source="issue-1"),
        FoundRemark(2, "Rõ hơn.", source="issue-2"),
    )
    assert len(intake(*found).new) == 2


def test_an_issue_that_was_edited_since_is_not_taken_in_again() -> None:
    known = Remarks(intake(FoundRemark(1, "Rõ hơn.", sender="Ban B", source="issue-1")).new)
    done = intake(FoundRemark(1, "Rõ hơn nữa.", sender="Ban B", source="issue-1"), known=known)
    assert (done.new, done.known, rules(done)) == ((), 1, ["comment-import-changed"])


def test_an_answer_that_came_since_is_added_and_none_is_overwritten() -> None:
    known = read(remark(1), remark(2, remark="Khác.", answer="not"))
    done = intake(
        FoundRemark(2, "Chưa rõ.", sender="Ban B", answer="Tiếp thu."),
        FoundRemark(3, "Khác.", sender="Ban B", answer="Tiếp thu."),
        known=known,
    )
    assert done.answers == {
        DOCUMENT: {
            "1": {"answer": "taken-in", "explanation": "Tiếp thu."},
            "2": {"explanation": "Tiếp thu."},
        }
    }
    assert rules(done) == ["comment-import-answer"]


def test_an_answer_that_says_neither_yes_nor_no_is_kept_as_an_explanation() -> None:
    done = intake(
        FoundRemark(2, "Chưa rõ.", sender="Ban B", answer="Ghi nhận."), known=read(remark(1))
    )
    assert done.answers == {DOCUMENT: {"1": {"explanation": "Ghi nhận."}}}


# The command


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the sample document in three editions."""
    folder = create(tmp_path / "kho")
    names: list[str] = []
    for name, source in DRAFTS.items():
        names.append(name)
        commit(folder, {f"quy-che/{DOCUMENT}.md": source, "editions.yml": ledger(*names)})
    commit(folder, {"co-quan/ban-b.md": "---\nkind: body\nname: Ban B\n---\n"})
    return folder / "docs"


def run(*arguments: object) -> int:
    return MAIN([str(argument) for argument in arguments])


def test_a_table_is_taken_in_once(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = word(tmp_path, (HEAD, *ROWS))
    order = (source, "--docs", repository, "--document", DOCUMENT, "--edition", "1-du-thao-1")
    assert run(*order) == 0
    assert "3 ý kiến mới" in capsys.readouterr().out
    written = (repository / PATH).read_text("utf-8")
    found = remark_files.read(written.encode(), PATH)
    assert [one.remark for one in found] == [row[3] for row in ROWS]
    assert run(*order) == 0
    assert "0 ý kiến mới, 3 đã có" in capsys.readouterr().out
    assert (repository / PATH).read_text("utf-8") == written


def test_the_answers_of_a_later_table_are_added(repository: Path, tmp_path: Path) -> None:
    order = ("--docs", repository, "--document", DOCUMENT, "--edition", "1-du-thao-1")
    unanswered = tuple((*row[:4], "") for row in ROWS)
    run(listed(tmp_path, (HEAD, *unanswered)), *order)
    run(listed(tmp_path, (HEAD, *ROWS)), *order)
    found = remark_files.read((repository / PATH).read_bytes(), PATH)
    assert [one.answer for one in found] == [Answer.ACCEPTED, Answer.NOT, None]


def test_issues_find_their_document_and_edition_themselves(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(issues_in(tmp_path, issue(7)), "--docs", repository, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["counts"] == {"found": 1, "new": 1, "answered": 0, "known": 0, "left_out": 0}
    (found,) = remark_files.read((repository / PATH).read_bytes(), PATH)
    assert (found.source, found.sender, found.address) == ("issue-7", "ban-b", "khoản 1 Điều 2")


def test_a_trial_writes_nothing_and_says_so(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ("--docs", repository, "--document", DOCUMENT, "--dry-run")
    assert run(listed(tmp_path, (HEAD, *ROWS)), *order) == 0
    assert not (repository / PATH).exists()
    assert "Chưa ghi gì" in capsys.readouterr().out


def test_a_remark_that_is_left_out_fails_and_the_others_are_written(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = issues_in(tmp_path, issue(7), issue(8, "Khác", FORM.replace("Quy chế A", "Quy chế Z")))
    assert run(path, "--docs", repository) == 1
    assert "Quy chế Z" in capsys.readouterr().out
    assert len(remark_files.read((repository / PATH).read_bytes(), PATH).all) == 1


@pytest.mark.parametrize("name", ["khong-co.docx", "khong-co.json"])
def test_a_missing_file_is_told_in_a_line(
    repository: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name, "--docs", repository) == 2
    assert name in capsys.readouterr().err


def test_a_file_of_remarks_that_cannot_be_read_is_not_written_over(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = repository / PATH
    path.parent.mkdir()
    path.write_text("- id: 1\n  edition: [\n", encoding="utf-8")
    assert run(listed(tmp_path, (HEAD, *ROWS)), "--docs", repository, "--document", DOCUMENT) == 2
    assert f"{PATH}:" in capsys.readouterr().err
    assert path.read_text("utf-8") == "- id: 1\n  edition: [\n"
