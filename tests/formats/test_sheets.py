"""A sheet says the same in every format: the same words in the same order, and nothing runs."""

import io
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from markdown_samples import TEXTS
from quyche.formats import html, markdown, word
from quyche.formats.sheets import (
    Sheet,
    SheetCell,
    SheetColumn,
    SheetHead,
    SheetMark,
    SheetOrnament,
    SheetParagraph,
    SheetRole,
    SheetRow,
    SheetRowKind,
    SheetRun,
    SheetTable,
)
from sheet_readers import FRAME, WORDS_IN, words_in_pdf, words_of

NUMBERS = st.sampled_from(["", "2.", "đ)", "Điều 5."])
RUNS = st.builds(SheetRun, TEXTS, st.sampled_from(SheetMark))
PARAGRAPHS = st.builds(
    SheetParagraph, st.lists(RUNS, max_size=4).map(tuple), st.sampled_from(SheetRole), NUMBERS
)
CELLS = st.lists(PARAGRAPHS, max_size=3).map(tuple).map(SheetCell)
COLUMNS = st.builds(SheetColumn, TEXTS, st.just(2000), TEXTS, st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> SheetTable:
    columns = draw(st.lists(COLUMNS, min_size=2, max_size=4))
    plain = st.lists(CELLS, min_size=len(columns), max_size=len(columns)).map(tuple)
    wide = st.sampled_from([SheetRowKind.GROUP, SheetRowKind.NOTE])
    rows = st.one_of(
        st.builds(SheetRow, plain, st.just(SheetRowKind.PLAIN), st.booleans()),
        st.builds(SheetRow, st.tuples(CELLS), wide),
    )
    return SheetTable(
        tuple(columns),
        tuple(draw(st.lists(rows, max_size=4))),
        draw(TEXTS),
        draw(st.sampled_from(["", "rows", "remarks"])),
    )


SHEETS = st.builds(
    Sheet,
    TEXTS,
    TEXTS,
    st.lists(tables(), max_size=2).map(tuple),
    st.lists(PARAGRAPHS, max_size=3).map(tuple),
    st.none()
    | st.builds(
        SheetHead, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, ornament=st.sampled_from(SheetOrnament)
    ),
    name=TEXTS,
    is_wide=st.booleans(),
)


@given(SHEETS)
def test_a_sheet_says_the_same_words_in_every_format(made: Sheet) -> None:
    expected = words_of(made)
    for form, words_in in WORDS_IN.items():
        assert words_in(made) == expected, form


def sheet(*rows: SheetRow, name: str = "", **settings: object) -> Sheet:
    columns = (SheetColumn("Một", 3000, "nhỏ"), SheetColumn("Hai", 4000, is_centred=True))
    return replace(Sheet("Tên", "Về", (SheetTable(columns, rows, name=name),)), **settings)  # type: ignore[arg-type]


def opened(made: Sheet) -> docx.document.Document:
    return docx.Document(io.BytesIO(word.written(made)))


def page(made: Sheet) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(html.sheet_page(made, FRAME))


PLAIN = SheetRow((SheetCell.of("a"), SheetCell(())))


def test_a_sheet_is_upright_or_turned() -> None:
    shapes = {}
    for is_wide in (True, False):
        section = opened(sheet(PLAIN, is_wide=is_wide)).sections[0]
        assert section.page_width
        assert section.page_height
        shapes[section.orientation] = (round(section.page_width.mm), round(section.page_height.mm))
    assert shapes == {WD_ORIENT.LANDSCAPE: (297, 210), WD_ORIENT.PORTRAIT: (210, 297)}


def test_a_letterhead_is_as_wide_as_the_margins_leave() -> None:
    for is_wide, width in ((True, 252), (False, 165)):
        made = sheet(head=SheetHead("Ban A", "Đảng", "Huế"), is_wide=is_wide)
        (cells,) = (row.cells for row in opened(made).tables[0].rows)
        assert sum(cell.width.mm for cell in cells if cell.width) == pytest.approx(width, abs=0.1)


def test_whom_the_issuer_stands_under_is_named_above_it_in_every_form() -> None:
    made = sheet(head=SheetHead("Ban A", "Đảng", "Huế", superior="Tỉnh B"))
    (left, _) = opened(made).tables[0].rows[0].cells
    assert [each.text for each in left.paragraphs][:2] == ["TỈNH B", "BAN A"]
    assert page(made).xpath("//div[p/b='Ban A']/p[1]/text()") == ["Tỉnh B"]
    assert markdown.written(made).startswith("Tỉnh B\n\n**Ban A**")


def test_every_cell_of_a_word_file_holds_a_paragraph() -> None:
    made = sheet(PLAIN, SheetRow((SheetCell(()),), SheetRowKind.NOTE))
    cells = opened(made).element.body.xpath(".//w:tc")
    assert len(cells) == 5
    assert all(cell.xpath("./w:p") for cell in cells)


def test_a_row_that_names_others_stays_with_them_and_only_a_long_one_is_broken() -> None:
    group = SheetRow((SheetCell.of("Nhóm"),), SheetRowKind.GROUP)
    head, named, short, long = (
        opened(sheet(group, PLAIN, replace(PLAIN, is_long=True))).tables[0].rows
    )
    assert named.cells[0].paragraphs[0].paragraph_format.keep_with_next
    whole = [bool(row._tr.xpath("./w:trPr/w:cantSplit")) for row in (head, short, long)]  # noqa: SLF001  # no public way
    assert whole == [True, True, False]
    made = page(sheet(group, PLAIN, replace(PLAIN, is_long=True)))
    assert [row.get("class") for row in made.xpath("//tbody/tr")] == [None, None, "long"]


@pytest.mark.parametrize("mark", [SheetMark.BOLD, SheetMark.INSERTED, SheetMark.DELETED])
def test_a_changed_part_of_a_name_is_marked_and_bold_once(mark: SheetMark) -> None:
    name = SheetParagraph((SheetRun("x", mark),), SheetRole.NAME, "Điều 1.")
    row = SheetRow((SheetCell((name,)), SheetCell(())))
    (number, changed) = opened(sheet(row)).tables[0].rows[1].cells[0].paragraphs[0].runs
    assert number.bold
    assert changed.bold
    assert changed._r.xml.count("<w:b/>") == 1  # noqa: SLF001  # no public way
    assert bool(changed.underline) == (mark is SheetMark.INSERTED)
    assert bool(changed.font.strike) == (mark is SheetMark.DELETED)


def test_a_table_with_a_name_is_folded_on_a_narrow_screen_and_a_list_scrolls() -> None:
    named = page(sheet(PLAIN, name="rows"))
    assert named.xpath("//table[@class='rows']//td/@data-label") == ["Một", "Hai"]
    assert not named.xpath("//*[@class='scroll']")
    plain = page(sheet(PLAIN))
    assert plain.xpath("//*[@class='scroll']/table//td")
    assert not plain.xpath("//@data-label")


def test_a_value_alone_in_its_cell_is_no_paragraph_of_a_page() -> None:
    row = SheetRow((SheetCell.of("1", role=SheetRole.VALUE), SheetCell.of("a")))
    one, other = page(sheet(row)).xpath("//td")
    assert (one.text, [child.tag for child in other]) == ("1", ["p"])


def test_nothing_that_is_typed_runs_or_ends_a_cell() -> None:
    cell = SheetCell.of("<script>alert(1)</script> | </td> **x**")
    made = sheet(SheetRow((cell, cell)))
    assert not page(made).xpath("//script")
    (line,) = (line for line in markdown.written(made).splitlines() if "alert" in line)
    assert line.count("|") == 3
    assert "<script" not in line
    assert "**" not in line


def test_a_sheet_always_gives_the_same_bytes() -> None:
    made = sheet(PLAIN, head=SheetHead("Ban A", "Đảng", "Huế"))
    assert word.written(made) == word.written(made)
    assert html.sheet_page(made, FRAME) == html.sheet_page(made, FRAME)


def test_a_pdf_shows_odd_sheets_too() -> None:
    odd = [
        Sheet("", "", ()),
        Sheet("\u200b", "", (SheetTable((), ()),)),
        sheet(name="x", foot="Chân", is_wide=False),
        sheet(PLAIN, SheetRow((SheetCell.of("#a $b$ *c*"),), SheetRowKind.GROUP)),
        sheet(SheetRow((SheetCell(()), SheetCell(())), is_long=True), head=None),
    ]
    for made in odd:
        assert words_in_pdf(made) == words_of(made)
