"""Word files: what Word shows, number by number and word by word."""

import zipfile
from pathlib import Path

import pytest

from quyche.errors import UnreadableFileError
from quyche.imports.documents.conversion import convert_file
from quyche.imports.files import word
from quyche.imports.files.paragraphs import Paragraph, Table, note_sign
from quyche.imports.files.word_numbers import formatted
from quyche.texts.parser import parse
from refusals import refused, told

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    content = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def listed(text: str, name: int, level: int) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>'
    return paragraph(text, properties=properties)


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def box(text: str) -> str:
    """A text box as Word writes it: once for itself, once more for older programs."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def level(at: int, style: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def write(path: Path, body: str, **parts: str) -> Path:
    """A Word file with that body and other parts, e.g. `numbering`."""
    with zipfile.ZipFile(path, "w") as archive:
        document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return path


def texts(path: Path) -> list[str]:
    pieces, _ = word.read(path)
    return [piece.text for piece in pieces if isinstance(piece, Paragraph)]


def rules(path: Path) -> set[str]:
    return {problem.rule for problem in word.read(path)[1]}


LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "Điều %1.")
    + level(1, "decimal", "%2.")
    + level(2, "lowerLetter", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "upperRoman", "%1.", start=3)
    + level(1, "decimal", "%1.%2.")
    + level(2, "decimal", "%1.%2.%3.", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "lowerRoman", "(%2)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    + level(0, "decimal", "Chương %1")
    + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    + "</w:abstractNum>"
    + "".join(
        f'<w:num w:numId="{name}"><w:abstractNumId w:val="{shared}"/>{override}</w:num>'
        for name, shared, override in (
            (1, 0, ""),
            (2, 0, ""),
            (3, 0, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride>'),
            (4, 1, ""),
            (5, 2, ""),
            (6, 3, ""),
        )
    )
)
# Compared with what LibreOffice 7.4 prints for the same file, but for isLgl and lvlRestart,
# which it does not know and the standard (ECMA-376, 17.9.4 and 17.9.10) defines.
NUMBERED = [
    (1, 0, "Điều 1."),
    (1, 1, "1."),
    (1, 1, "2."),
    (1, 2, "a)"),
    (1, 2, "b)"),
    (1, 1, "3."),
    (1, 2, "a)"),
    (1, 0, "Điều 2."),
    (1, 1, "1."),
    (2, 0, "Điều 3."),  # another list with the same definition goes on counting
    (2, 1, "1."),
    (2, 1, "2."),
    (3, 1, "5."),  # unless it says where to start
    (3, 1, "6."),
    (1, 1, "7."),
    (1, 0, "Điều 4."),
    (3, 1, "1."),  # which it does only once
    (4, 0, "III."),
    (4, 1, "III.1."),
    (4, 2, "3.1.1."),
    (4, 2, "3.1.2."),
    (4, 1, "III.2."),
    (4, 0, "IV."),
    (4, 2, "4.1.1."),
    (5, 0, "•"),
    (5, 1, "(i)"),
    (5, 1, "(ii)"),
    (5, 0, "•"),
    (5, 1, "(i)"),
    (6, 0, "Chương 1"),
    (6, 1, "Điều 1."),
    (6, 1, "Điều 2."),
    (6, 0, "Chương 2"),
    (6, 1, "Điều 3."),
    (4, 2, "4.1.2."),
    (1, 2, "a)"),
]


def test_shows_the_numbers_that_word_shows(tmp_path: Path) -> None:
    body = "".join(listed("x", name, at) for name, at, _ in NUMBERED)
    path = write(tmp_path / "a.docx", body, numbering=LISTS)
    assert texts(path) == [f"{shown} x" for _, _, shown in NUMBERED]


def test_a_style_brings_its_numbers_and_may_be_told_not_to(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    own = '<w:pStyle w:val="Own"/>'
    off = f'{own}<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(paragraph("x", properties=each) for each in (own, off, own))
    path = write(tmp_path / "a.docx", body, numbering=LISTS, styles=styles)
    assert texts(path) == ["Điều 1. x", "x", "Điều 2. x"]


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (49, "upperRoman", "XLIX"),
        (27, "lowerLetter", "aa"),
        (5, "vietnameseCounting", "năm"),
        (3, "none", ""),
    ],
)
def test_writes_a_number_in_every_style(value: int, style: str, shown: str) -> None:
    assert formatted(value, style) == shown


def test_keeps_what_was_inserted_and_drops_what_was_deleted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>cũ </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("mới ")}</w:ins>'
    path = write(tmp_path / "a.docx", paragraph("Chữ ", deleted, inserted, "đây."))
    assert texts(path) == ["Chữ mới đây."]
    assert rules(path) == {"import-deleted", "import-inserted"}


def test_a_deleted_paragraph_mark_joins_two_paragraphs_and_counts_once(tmp_path: Path) -> None:
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    gone = f'{number}<w:rPr><w:del w:id="1"/></w:rPr>'
    body = paragraph("Một ", properties=gone) + paragraph("câu.", properties=number)
    assert texts(write(tmp_path / "a.docx", body, numbering=LISTS)) == ["1. Một câu."]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", paragraph("Trước", box("Trong khung")) + paragraph("Sau"))
    assert texts(path) == ["Trước", "Trong khung", "Sau"]


def test_a_field_shows_its_result(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF muc</w:instrText></w:r>"
    field = [mark("begin"), code, mark("separate"), run("Điều 5"), mark("end")]
    path = write(tmp_path / "a.docx", paragraph("Theo ", *field, " này."))
    assert texts(path) == ["Theo Điều 5 này."]


def test_reads_tabs_breaks_links_and_signs(tmp_path: Path) -> None:
    parts = [
        "<w:r><w:tab/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>",
        f'<w:hyperlink w:anchor="x">{run(" liên kết")}</w:hyperlink>',
        f"<w:sdt><w:sdtContent>{run(' trong ô')}</w:sdtContent></w:sdt>",
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>",
    ]
    path = write(tmp_path / "a.docx", paragraph(*parts))
    assert texts(path) == ["a-b liên kết trong ô☒x=1"]


def test_a_line_break_parts_lines_but_not_sentences(tmp_path: Path) -> None:
    body = paragraph("1. Một<w:br/>".removesuffix("<w:br/>"), "<w:r><w:br/></w:r>", "câu dài;")
    body += paragraph("Dòng một;", "<w:r><w:br/></w:r>", "Dòng hai")
    assert texts(write(tmp_path / "a.docx", body)) == ["1. Một câu dài;", "Dòng một;", "Dòng hai"]


def test_hidden_text_is_not_shown(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", paragraph("Hiện", run(" ẩn", "<w:vanish/>")))
    assert texts(path) == ["Hiện"]
    assert rules(path) == {"import-hidden"}


def test_footnotes_stand_below_with_their_marks(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("")}</w:footnote>'
        f'<w:footnote w:id="7">{paragraph("Chú thích.")}</w:footnote>'
    )
    path = write(tmp_path / "a.docx", paragraph("Chữ", mark, " sau."), footnotes=notes)
    assert texts(path) == [f"Chữ{note_sign('1')} sau.", f"{note_sign('1')}Chú thích."]
    assert "\nChữ[^1] sau.\n\n[^1]: Chú thích.\n" in convert_file(path).source


def test_a_footnote_keeps_the_mark_that_somebody_typed(tmp_path: Path) -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="{}"/><w:t>{}</w:t></w:r>'
    counted = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    marks = (own.format(1, "8"), counted, own.format(2, "*"))
    notes = "".join(
        f'<w:footnote w:id="{id_}">{paragraph(text)}</w:footnote>'
        for id_, text in ((1, "Tám."), (2, "Sao."), (3, "Một."))
    )
    path = write(tmp_path / "a.docx", paragraph("Chữ", *marks, " sau."), footnotes=notes)
    source = convert_file(path).source
    assert "\nChữ[^8][^1][^*] sau.\n\n[^8]: Tám.\n\n[^1]: Một.\n\n[^*]: Sao.\n" in source


@pytest.mark.parametrize("struck", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_out_words_are_no_text_and_that_is_said(tmp_path: Path, struck: str) -> None:
    gone = f"<w:r><w:rPr>{struck}</w:rPr><w:t>bị gạch</w:t></w:r>"
    kept = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t> còn</w:t></w:r>'
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    link = '<w:hyperlink r:id="rId9"><w:r><w:t> nối</w:t></w:r></w:hyperlink>'
    path = write(tmp_path / "a.docx", paragraph("Chữ", gone, kept, " m", raised, link))
    assert texts(path) == ["Chữ còn m2 nối"]
    said = {problem.rule for problem in word.read(path)[1]}
    assert said == {"import-struck", "import-raised", "import-link-targets"}


def test_a_cell_of_tasks_that_reaches_down_is_told_in_each_of_its_rows(tmp_path: Path) -> None:
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [cell(paragraph(text)) for text in ("TT", "Nội dung", "Cơ quan chủ trì", "Thời gian")],
        [
            *(cell(paragraph(text)) for text in ("1", "A")),
            *(cell(paragraph(text), properties=start) for text in ("Ban X", "Quý I")),
        ],
        [
            *(cell(paragraph(text)) for text in ("2", "B")),
            *(cell(paragraph(""), properties=more) for _ in range(2)),
        ],
    ]
    path = write(tmp_path / "a.docx", paragraph("CHƯƠNG TRÌNH") + table(*rows))
    converted = convert_file(path, "programme")
    assert converted.source.endswith("| 1 | A | Ban X | Quý I |\n| 2 | B | Ban X | Quý I |\n")
    assert "import-cells-merged" in {problem.rule for problem in converted.problems}
    assert convert_file(path, "regulation").source.endswith("| 2 | B |  |  |\n")


def test_a_table_stays_a_table(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    rows = [
        [cell(paragraph("TT")), cell(paragraph("Tên"))],
        [cell(paragraph("1")), cell(paragraph("Sổ"), paragraph("trực"))],
        [cell(paragraph("Cộng"), properties=wide)],
    ]
    path = write(tmp_path / "a.docx", paragraph("Điều 1. Bảng") + table(*rows))
    pieces, _ = word.read(path)
    assert pieces[1] == Table((("TT", "Tên"), ("1", "Sổ\ntrực"), ("Cộng", "")), 2)
    expected = "| TT | Tên |\n| --- | --- |\n| 1 | Sổ trực |\n| Cộng |  |\n"
    assert convert_file(path).source.endswith(expected)


def test_the_head_of_a_document_is_no_table(tmp_path: Path) -> None:
    head = [cell(paragraph("TỔ THỬ"), paragraph("Số 00-QĐ/TT")), cell(paragraph("NƠI THỬ"))]
    body = table(head) + paragraph("QUYẾT ĐỊNH") + paragraph("Điều 1. Một câu.")
    source = convert_file(write(tmp_path / "a.docx", body)).source
    assert "number: 00-QĐ/TT\n" in source
    assert "TỔ THỬ\n\nSố 00-QĐ/TT\n\nNƠI THỬ\n\n# QUYẾT ĐỊNH\n\n### Điều 1. Một câu.\n" in source


def test_pictures_and_page_headers_are_reported(tmp_path: Path) -> None:
    picture = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    path = write(tmp_path / "a.docx", paragraph("Chữ", picture), header1=paragraph("Đầu trang"))
    assert rules(path) == {"import-pictures", "import-page-headers"}


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04"])
def test_refuses_what_is_no_word_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with refused(UnreadableFileError, "a.docx"):
        word.read(path)


def test_refuses_a_zip_without_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/styles.xml", f"<w:styles {NAMESPACES}/>")
    with refused(UnreadableFileError, "không phải tệp Word"):
        word.read(path)


def test_reads_nothing_outside_the_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        declaration = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        body = (
            f"<w:document {NAMESPACES}><w:body>{paragraph('<w:r><w:t>a&x;b</w:t></w:r>')}</w:body>"
        )
        archive.writestr("word/document.xml", f"{declaration}{body}</w:document>")
    with refused(UnreadableFileError, "DOCTYPE") as refusal:
        texts(path)
    assert "bí mật" not in told(refusal)


def test_word_numbers_points_below_points_by_their_lists_and_levels(tmp_path: Path) -> None:
    letters, romans = level(0, "lowerLetter", "%1)"), level(1, "lowerRoman", "%2)")
    numbering = f'<w:abstractNum w:abstractNumId="0">{letters}{romans}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    lines = ("NỘI QUY SÂN DIỀU", "Điều 1- Giờ mở sân", "1- Sân mở khi:")
    body = "".join(paragraph(run(line)) for line in lines)
    body += listed("có gió:", 1, 0) + listed("gió nhẹ;", 1, 1) + listed("gió vừa;", 1, 1)
    body += listed("trời quang.", 1, 0)
    path = write(tmp_path / "x.docx", body, numbering=numbering)
    parsed = parse(convert_file(path).source, "x.md")
    assert parsed.problems == ()
    assert [each.anchor for each in parsed.document.walk()] == [
        "dieu-1",
        "dieu-1-khoan-1",
        "dieu-1-khoan-1-diem-a",
        "dieu-1-khoan-1-diem-a-diem-i",
        "dieu-1-khoan-1-diem-a-diem-ii",
        "dieu-1-khoan-1-diem-b",
    ]
