"""The table for a meeting: its rows, its head, the concordance, and the Word file."""

import csv
import datetime
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import docx
import jinja2
import pytest
from docx.enum.section import WD_ORIENT
from lxml import html
from python_calamine import CalamineWorkbook

from quyche import urls
from quyche.comparing.comparison import compare
from quyche.comparing.operations import Sign
from quyche.comparing.tables import (
    ComparisonCell,
    ComparisonTable,
    ConcordanceEntry,
    concordance_rows,
    table,
)
from quyche.corpus import corpora, texts
from quyche.editions.ledgers import Edition
from quyche.exports import beside
from quyche.exports.comparison_sheets import brief_sheet_of, sheet_of
from quyche.formats import markdown, spreadsheets
from quyche.formats import word as word_files
from quyche.histories.pairs import Pair
from quyche.labels import Labels
from quyche.pages.papers import Paper, paper_of
from quyche.register.entries import Entry
from quyche.register.letterheads import Letterhead
from quyche.register.register import Register

LABELS = Labels.load("vi")
OVERRIDES = Path(__file__).parents[2] / "overrides"
HEAD = "---\nkind: regulation\ntitle: Quy chế A\nissuer: ban-a\nvisibility: public\n{more}---\n# Quy chế A\n\n"
OLD = """- Căn cứ Điều lệ;

## Chương I. Chung

### Điều 1. Phạm vi

Quy chế này quy định về nguyên tắc, chế độ làm việc và quan hệ công tác của Ban A.

### Điều 2. Chế độ họp

1. Ban A họp mỗi tháng một lần, khi cần thì họp bất thường.
2. Ban A họp <b>hằng quý</b> để nghe báo cáo; tài liệu gửi trước & đúng hạn.
3. Văn phòng gửi tài liệu đến các thành viên trước năm ngày làm việc:
    a) Dự thảo;
    b) Tờ trình.

### Điều 3. Báo cáo

Ban A báo cáo kết quả công tác với Ban Thường vụ vào tuần cuối của mỗi tháng.

### Điều 4. Lưu trữ

Văn phòng giữ con dấu, lập hồ sơ và nộp lưu theo quy định của pháp luật.
"""
NEW = """- Căn cứ Điều lệ;

## Chương I. Chung

### Điều 1. Phạm vi

Quy chế này quy định về nguyên tắc, chế độ làm việc và quan hệ công tác của Ban A.

### Điều 2. Chế độ họp

1. Ban A họp mỗi tháng một lần, khi cần thì họp bất thường.
2. Ban A họp <b>hằng tháng</b> để nghe báo cáo; tài liệu gửi trước & đúng hạn.
3. Văn phòng gửi tài liệu đến các thành viên trước năm ngày làm việc:
    a) Dự thảo;
    b) Tờ trình.

### Điều 3. =HYPERLINK("x")

Tiếp đón, trực điện thoại và giữ xe là việc của tổ hành chính, có phân công rõ người, rõ việc.

### Điều 4. Báo cáo

Ban A báo cáo kết quả công tác với Ban Thường vụ vào tuần cuối của mỗi tháng.
"""


def text(body: str, status: str = "draft", more: str = "") -> texts.Text:
    source = HEAD.format(more=f"status: {status}\n{more}") + body
    return corpora.text_of("quy-che/a.md", source.encode())


def edition(name: str, day: str = "2021-02-10") -> Edition:
    return Edition(name, f"Bản {name}", "du-thao" in name, datetime.date.fromisoformat(day))


def pair(old: texts.Text, new: texts.Text, **reasons: str) -> Pair:
    compared = compare(old.document, new.document)
    told = {f"moi-{name}".replace("_", "-"): (reason,) for name, reason in reasons.items()}
    return Pair(edition("16", "2015-12-15"), old, new, compared, told)


def paper(old: texts.Text | None = None, new: texts.Text | None = None) -> Paper:
    """The paper of these texts, by default of a draft against what is in force."""
    letterhead = Letterhead("Tỉnh ủy", "…", Register((Entry("ban-a", "body", "Ban A", "a.md"),)))
    old = old or text(OLD, "adopted", "number: 01-QC/TU\nsample: true\n")
    new = new or text(NEW, more="draft: 2\n")
    found = pair(old, new, dieu_2="Họp thưa <quá> & muộn")
    return paper_of(found, edition("17-du-thao-2"), letterhead, LABELS)


def shown(cell: ComparisonCell | None, sign: Sign | None = None) -> str:
    """The text of a cell, or what of it was deleted or inserted."""
    paragraphs = cell.paragraphs if cell else ()
    ops = [op for paragraph in paragraphs for op in paragraph.ops]
    return "".join(op.text for op in ops if sign in {None, op.sign})


def test_there_is_a_row_for_every_article_that_changed_and_for_no_other() -> None:
    rows = paper().table.rows
    assert [(row.old and row.old.mark, row.new and row.new.mark) for row in rows] == [
        ("Điều 2.", "Điều 2."),
        (None, "Điều 3."),
        ("Điều 4.", None),
    ]
    assert paper().table.renumbered == (("Điều 3", "Điều 4"),)
    assert paper().table.same == ("Điều 1",)


def test_a_row_shows_both_texts_with_their_differences_and_says_what_changed_and_why() -> None:
    row = paper().table.rows[0]
    assert shown(row.old, Sign.DELETED) == "quý"
    assert shown(row.new, Sign.INSERTED) == "tháng"
    assert row.sentences == ("Sửa cụm từ “hằng quý” thành “hằng tháng” tại khoản 2.",)
    assert row.reasons == ("Họp thưa <quá> & muộn",)


def test_clauses_that_did_not_change_are_named_together() -> None:
    row = paper().table.rows[0]
    assert row.new is not None
    assert [paragraph.same for paragraph in row.new.paragraphs] == [
        "Khoản 1",
        "",
        "Khoản 3 đến điểm b khoản 3",
    ]


def test_a_clause_above_a_point_that_changed_is_shown() -> None:
    new = text(OLD.replace("b) Tờ trình.", "b) Tờ trình và báo cáo."))
    (row,) = paper(new=new).table.rows
    assert row.old is not None
    told = [(one.mark, one.same) for one in row.old.paragraphs]
    assert told == [("", "Khoản 1 đến khoản 2"), ("3.", ""), ("", "Điểm a khoản 3"), ("b)", "")]


def test_a_clause_that_lost_or_got_a_point_is_shown_on_both_sides() -> None:
    new = text(OLD.replace("    b) Tờ trình.", "    b) Tờ trình;\n    c) Danh sách khách mời."))
    (row,) = paper(new=new).table.rows
    assert row.old is not None
    assert [one.mark for one in row.old.paragraphs] == ["", "3.", "", "b)"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("adopted", "draft", ("Quy định đã ban hành", "Dự thảo")),
        ("adopted", "adopted", ("Quy định đã ban hành", "Quy định mới")),
        ("draft", "draft", ("Dự thảo", "Dự thảo")),
        ("draft", "adopted", ("Dự thảo", "Quy định mới")),
    ],
)
def test_the_columns_say_what_the_texts_are(old: str, new: str, expected: tuple[str, str]) -> None:
    found = pair(text(OLD, old), text(NEW, new))
    told = paper_of(found, edition("17"), Letterhead(), LABELS)
    headings = [column.heading for column in told.columns]
    assert headings == [*expected, "Nội dung thay đổi", "Lý do"]


def test_two_drafts_are_told_apart_by_their_numbers() -> None:
    found = pair(text(OLD, more="draft: 1\n"), text(NEW, more="draft: 2\n"))
    told = paper_of(found, edition("17-du-thao-2"), Letterhead(), LABELS)
    assert [column.heading for column in told.columns[:2]] == ["Dự thảo lần 1", "Dự thảo lần 2"]


def test_the_head_names_the_issuer_the_day_and_both_texts() -> None:
    told = paper()
    assert told.head is not None
    assert told.head.issuer == "Ban A"
    assert told.head.dated == "…, ngày 10 tháng 02 năm 2021"
    assert told.columns[0].detail == "Quy chế A, số 01-QC/TU (Bản 16, 15/12/2015)"
    assert told.columns[1].detail == "Quy chế A (Bản 17-du-thao-2, 10/2/2021)"
    assert "Văn bản ví dụ" in told.notices[0]
    assert "Văn bản ví dụ" in told.foot


# The concordance


def test_the_concordance_has_every_article_of_both_texts() -> None:
    found = paper().table.concordance
    assert found == (
        ConcordanceEntry("Điều 1", "Điều 1", "Phạm vi", "không đổi"),
        ConcordanceEntry("Điều 2", "Điều 2", "Chế độ họp", "sửa đổi"),
        ConcordanceEntry("", "Điều 3", '=HYPERLINK("x")', "bổ sung"),
        ConcordanceEntry("Điều 3", "Điều 4", "Báo cáo", "đổi số"),
        ConcordanceEntry("Điều 4", "", "Lưu trữ", "bãi bỏ"),
    )


def test_the_list_for_a_spreadsheet_holds_no_formula() -> None:
    table = paper().table
    written = spreadsheets.as_csv(concordance_rows(table.concordance, LABELS))
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["Số cũ", "Số mới", "Tên", "Tình trạng"]
    assert rows[3] == ["", "Điều 3", '\'=HYPERLINK("x")', "bổ sung"]
    assert not table.is_kept_by_csv


def test_a_workbook_beside_the_list_keeps_what_the_list_has_to_mark(tmp_path: Path) -> None:
    told = paper()
    beside.write_concordance(told, tmp_path, LABELS)
    book = CalamineWorkbook.from_path(tmp_path / "doi-chieu.xlsx")
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[3] == ["", "Điều 3", '=HYPERLINK("x")', "bổ sung"]
    assert (tmp_path / "doi-chieu.csv").is_file()


def test_there_is_no_workbook_where_the_list_says_all(tmp_path: Path) -> None:
    told = paper()
    plain = tuple(one for one in told.table.concordance if not one.heading.startswith("="))
    told = replace(told, table=replace(told.table, concordance=plain))
    beside.write_concordance(told, tmp_path, LABELS)
    assert [path.name for path in tmp_path.iterdir()] == ["doi-chieu.csv"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_page_leads_to_the_workbook_where_there_is_one(*, is_kept: bool) -> None:
    source = (OVERRIDES / "comparison_table.html").read_text(encoding="utf-8")
    (actions,) = re.findall(r'<p class="q-actions">.*</p>', source)
    table = SimpleNamespace(is_kept_by_csv=is_kept)
    shown = jinja2.Environment(autoescape=True).from_string(actions)
    page = shown.render(labels=LABELS, paths=urls.paths(), paper=SimpleNamespace(table=table))
    links = [link.get("href") for link in html.fragment_fromstring(page).iter("a")]
    wanted = ["../", "#doi-chieu", "bang-so-sanh.docx", "doi-chieu.csv"]
    assert links == (wanted if is_kept else [*wanted, "doi-chieu.xlsx"])


# Word


def word(told: Paper) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_files.written(sheet_of(told, LABELS))))


def first_row(found: docx.table.Table) -> str:
    """The XML of its first row."""
    return str(found.rows[0]._tr.xml)  # noqa: SLF001  # there is no public way to it


def test_the_word_file_is_a_landscape_sheet_with_the_margins_of_party_documents() -> None:
    section = word(paper()).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    margins = (section.left_margin, section.right_margin)
    assert [round(side.mm) for side in (*sides, *margins) if side] == [297, 210, 20, 20, 30, 15]
    assert "PAGE" in section.header.part.element.xml
    assert "Văn bản ví dụ" in section.footer.paragraphs[0].text
    assert "Văn bản ví dụ" in section.first_page_footer.paragraphs[0].text
    fonts = word(paper()).styles.element.xml
    assert 'w:ascii="Times New Roman"' in fonts
    assert '<w:sz w:val="26"/>' in fonts


def test_the_word_file_repeats_the_head_of_the_table_on_each_sheet() -> None:
    _, main, concordance = word(paper()).tables
    for one in (main, concordance):
        assert "w:tblHeader" in first_row(one)
    assert [cell.text.split("\n")[0] for cell in main.rows[0].cells] == [
        "Quy định đã ban hành", "Dự thảo", "Nội dung thay đổi", "Lý do",
    ]  # fmt: skip


def test_the_word_file_marks_what_was_deleted_and_inserted() -> None:
    _, main, _ = word(paper()).tables
    old, new, changes, reason = main.rows[1].cells
    struck = [run.text for paragraph in old.paragraphs for run in paragraph.runs if run.font.strike]
    lined = [run for paragraph in new.paragraphs for run in paragraph.runs if run.underline]
    assert struck == ["quý"]
    assert [run.text for run in lined] == ["tháng"]
    assert all(run.bold for run in lined)
    assert old.paragraphs[2].text == (
        "2. Ban A họp <b>hằng quý</b> để nghe báo cáo; tài liệu gửi trước & đúng hạn."
    )
    assert changes.text == "Sửa cụm từ “hằng quý” thành “hằng tháng” tại khoản 2."
    assert reason.text == "Họp thưa <quá> & muộn"
    assert [row.cells[3].text for row in main.rows[2:4]] == ["", ""]
    assert main.rows[4].cells[0].text == "Ô “Lý do” để trống: chưa nêu lý do riêng."
    assert main.rows[2].cells[0].text == "Chưa có quy định"


def test_the_word_file_says_what_only_bears_another_number() -> None:
    _, main, concordance = word(paper()).tables
    assert main.rows[-2].cells[0].text == "Chỉ đổi số, giữ nguyên nội dung: Điều 3 thành Điều 4."
    assert main.rows[-1].cells[0].text == "Giữ nguyên cả số và nội dung: Điều 1."
    assert [cell.text for cell in concordance.rows[4].cells] == [
        "Điều 3",
        "Điều 4",
        "Báo cáo",
        "đổi số",
    ]


def test_the_word_file_is_the_same_bytes_each_time() -> None:
    first, second = (word_files.written(sheet_of(paper(), LABELS)) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(first) < 8_000


def test_nothing_that_word_could_not_read_gets_into_the_file() -> None:
    rows = tuple(
        replace(row, reasons=("a\x00\x0b\ufffe\ud800\u202eb",)) for row in paper().table.rows
    )
    told = replace(paper(), table=replace(paper().table, rows=rows))
    _, main, _ = word(told).tables
    assert main.rows[1].cells[3].text == "ab"


# Elsewhere


def test_the_table_in_markdown_takes_nothing_for_markup() -> None:
    written = markdown.written(brief_sheet_of(paper(), LABELS))
    rows = [line for line in written.splitlines() if line.startswith("|")]
    assert len(rows) == 6
    assert "<del>quý</del>" in rows[2]
    assert "<ins>tháng</ins>" in rows[2]
    assert "<b>" not in written
    assert "Họp thưa &#60;quá&#62; &#38; muộn" in rows[2]


def test_texts_that_are_the_same_give_an_empty_table() -> None:
    old, new = text(OLD), text(OLD)
    found = pair(old, new)
    told: ComparisonTable = table(found.synopsis, (old.document, new.document), LABELS, {})
    assert told.rows == ()
    assert told.same == ("Điều 1", "Điều 2", "Điều 3", "Điều 4")


@pytest.mark.parametrize(
    ("rows", "general", "expected"),
    [
        ([("a",), ("b",)], (), ""),
        ([("a",), ()], (), "table.no_reason"),
        ([(), ()], (), "table.no_reasons"),
        ([(), ()], ("c",), "table.no_reason"),
    ],
)
def test_that_reasons_are_missing_is_said_once(
    rows: list[tuple[str, ...]], general: tuple[str, ...], expected: str
) -> None:
    some = paper().table.rows[0]
    told = tuple(replace(some, reasons=reasons) for reasons in rows)
    assert replace(paper().table, rows=told, reasons=general).unreasoned == expected
