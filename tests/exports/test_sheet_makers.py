"""The sheets of comparisons and of remarks say the same in every format, and all there is to say."""

import io
from dataclasses import replace

import pypdf
import pytest

from comparisons import OLDER, pair
from quyche.editions.history import History, Standing
from quyche.exports import comparison_sheets, remark_sheets
from quyche.formats import pdf_sheets
from quyche.formats.sheets import Sheet
from quyche.labels import Labels
from quyche.pages.papers import Paper, paper_of
from quyche.pages.remark_tables import TableWriter
from quyche.register.letterheads import Letterhead
from quyche.remarks.traces import Tracer
from remark_samples import DOCUMENT, documents, read, remark, text_of
from sheet_readers import WORDS_IN, words_in_pdf, words_of

LABELS = Labels.load("vi")
LETTERHEAD = Letterhead("Tỉnh ủy", "Huế, ngày … tháng … năm …")
OLD = """### Điều 1. Chung

Quy chế này quy định <b>việc họp</b> & báo cáo.

### Điều 2. Họp

1. Ban A họp mỗi quý một lần | khi cần thì họp bất thường.
2. Tài liệu gồm:
    a) Tờ trình;
    b) Dự thảo.

### Điều 3. Báo cáo

Ban A báo cáo Ban B vào tuần cuối của mỗi tháng.

### Điều 4. Lưu trữ

Văn phòng giữ con dấu, lập hồ sơ và nộp lưu theo quy định.
"""
NEW = """### Điều 1. Chung

Quy chế này quy định <b>việc họp</b> & báo cáo.

### Điều 2. Họp thường kỳ

1. Ban A họp mỗi *tháng* một lần | khi cần thì họp bất thường.
2. Tài liệu gồm:
    a) Tờ trình;
    b) Dự thảo.
    c) Danh sách @khách mời.

### Điều 3. Tiếp khách

Tổ hành chính đón khách, trực điện thoại và giữ xe, có phân công rõ người.

### Điều 4. Báo cáo

Ban A báo cáo Ban B vào tuần cuối của mỗi tháng.
"""


def paper(old: str = OLD, new: str = NEW) -> Paper:
    reasons = {"moi-dieu-2": ("Họp thưa <quá>",), "": ("Theo kết luận mới",)}
    found = replace(pair(old, new), reasons=reasons if old != new else {})
    return paper_of(found, OLDER, LETTERHEAD, LABELS)


def doubted() -> Paper:
    """The same, of which every row may be a mistake."""
    known = paper()
    rows = tuple(replace(row, is_unsure=True) for row in known.table.rows)
    return replace(known, table=replace(known.table, rows=rows))


def of_remarks() -> Sheet:
    """What was said of the first draft, with and without an answer."""
    entries = read(
        remark(1, address="Điều 2", answer="taken-in", explanation="Đã sửa.", shown="1-du-thao-2"),
        remark(2, address="khoản 1 Điều 3", proposal="bỏ *hết* | <b>đi</b>", answer="not"),
        remark(3, remark="Dài. " * 200),
    )
    text = text_of("1", DOCUMENT)
    assert text
    standing = Standing("1", History())
    remarks = entries.by_document[DOCUMENT]
    head = LETTERHEAD.of_answers(text.metadata, LABELS)
    page = TableWriter(remarks, text, Tracer(text_of), standing, documents(), LABELS, "").page()
    return remark_sheets.sheet_of(page, page.rounds[0], head, ["Văn bản ví dụ"], LABELS)


SHEETS = {
    "comparison": comparison_sheets.sheet_of(paper(), LABELS),
    "nothing-changed": comparison_sheets.sheet_of(paper(new=OLD), LABELS),
    "guesses": comparison_sheets.sheet_of(doubted(), LABELS),
    "brief": comparison_sheets.brief_sheet_of(paper(), LABELS),
    "remarks": of_remarks(),
}


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("form", WORDS_IN)
def test_a_sheet_of_the_site_says_the_same_in_every_format(form: str, kind: str) -> None:
    assert WORDS_IN[form](SHEETS[kind]) == words_of(SHEETS[kind])


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_as_pdf_says_every_word_and_is_for_archives(kind: str) -> None:
    # A row that goes on on the next page is read page by page there.
    assert sorted(words_in_pdf(SHEETS[kind])) == sorted(words_of(SHEETS[kind]))
    written = pdf_sheets.written(SHEETS[kind])
    assert written == pdf_sheets.written(SHEETS[kind])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    box = pypdf.PdfReader(io.BytesIO(written)).pages[0].mediabox
    assert (box.width > box.height) == SHEETS[kind].is_wide


def text_in(sheet: Sheet) -> str:
    return " ".join(words_of(sheet))


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("comparison", "table.legend"),
        ("comparison", "table.no_reason"),
        ("comparison", "table.not_there"),
        ("comparison", "table.concordance"),
        ("nothing-changed", "table.nothing"),
        ("guesses", "table.unsure"),
        ("brief", "table.no_reason"),
        ("remarks", "remark.answer.open"),
    ],
)
def test_a_sheet_says_what_there_is_not_and_what_is_unsure(kind: str, label: str) -> None:
    assert " ".join(LABELS(label).casefold().split()) in text_in(SHEETS[kind])


@pytest.mark.parametrize("label", ["table.legend", "table.concordance", "table.unsure"])
def test_a_brief_sheet_has_only_what_changed_and_why(label: str) -> None:
    brief = comparison_sheets.brief_sheet_of(doubted(), LABELS)
    assert " ".join(LABELS(label).casefold().split()) not in text_in(brief)
    assert len(brief.tables[0].rows) == len(paper().table.rows) + 1  # that reasons are missing


def test_a_general_reason_stands_before_how_the_table_is_read() -> None:
    said = text_in(SHEETS["comparison"])
    assert said.index("lý do chung: theo kết luận mới") < said.index("chữ bỏ được gạch ngang")


def test_only_a_long_row_of_remarks_may_go_on_on_the_next_page() -> None:
    (table,) = SHEETS["remarks"].tables
    assert [row.is_long for row in table.rows if len(row.cells) > 1] == [True, False, False]
