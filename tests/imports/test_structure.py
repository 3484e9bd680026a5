"""What paragraphs become, whatever file they come from."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from quyche.imports import findings
from quyche.imports.documents.conversion import Converted, convert
from quyche.imports.files import plain_text
from quyche.imports.files.paragraphs import Paragraph, Table
from quyche.language.kinds import Kind
from quyche.texts.parser import parse
from quyche.texts.provisions import Block, Document, Provision


def converted(*lines: str, kind: str = "regulation") -> Converted:
    pieces = [Paragraph(line, number) for number, line in enumerate(lines, start=1)]
    return convert(pieces, (), "x.txt", kind, "")


def document(*lines: str) -> Document:
    parsed = parse(converted(*lines).source, "x.md")
    assert not parsed.problems
    return parsed.document


def rules(*lines: str) -> set[str]:
    return {problem.rule for problem in converted(*lines).problems} - {
        "import-front-missing",
        "import-front-assumed",
    }


def anchors(*lines: str) -> list[str]:
    return [provision.anchor for provision in document(*lines).walk()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Điều 1. Tên", "1. Một", "a) Hai", "đ) Ba"],
            ["", "-khoan-1", "-khoan-1-diem-a", "-khoan-1-diem-dd"],
        ),
        (["Điều 1", "a) Một", "b. Hai"], ["", "-diem-a", "-diem-b"]),
        (
            ["ĐIỀU 1: TÊN", "1- Một", "2/ Hai", "2.1. Ba"],
            ["", "-khoan-1", "-khoan-2", "-khoan-2-1"],
        ),
        (
            ["Điều 1. Tên", "1. Một", "- Gạch", "+ Cộng", "Đuôi", "2. Hai"],
            ["", "-khoan-1", "-khoan-2"],
        ),
    ],
)
def test_finds_clauses_and_points(lines: list[str], expected: list[str]) -> None:
    assert anchors(*lines) == [f"dieu-1{suffix}" for suffix in expected]


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (["Chương II", "TRÁCH NHIỆM", "CỦA MỌI NGƯỜI"], "TRÁCH NHIỆM CỦA MỌI NGƯỜI"),
        (["Chương II", "Trách nhiệm của mọi người"], "Trách nhiệm của mọi người"),
        (["CHƯƠNG II. Trách nhiệm"], "Trách nhiệm"),
        (["Mục 1 QUY ĐỊNH CHUNG"], "QUY ĐỊNH CHUNG"),
        (["Chương I- QUY ĐỊNH CHUNG"], "QUY ĐỊNH CHUNG"),
        (["Chương 1- Quy định chung"], "Quy định chung"),
        (["Mục 2– Quy định chung"], "Quy định chung"),
        (["Phần thứ nhất", "QUY ĐỊNH CHUNG"], "QUY ĐỊNH CHUNG"),
    ],
)
def test_joins_the_heading_of_a_chapter(lines: list[str], heading: str) -> None:
    (division,) = document(*lines, "Điều 5. Tên").provisions
    assert division.heading == heading
    assert [child.kind for child in division.children] == [Kind.ARTICLE]


@pytest.mark.parametrize(
    "line",
    [
        "Điều 5 của Quy chế này áp dụng cho mọi người.",
        "Điều 5 và Điều 6 không áp dụng.",
        "Chương II của Luật này không áp dụng.",
        "Phần căn cứ phải ghi rõ.",
        "Mục 3 Phụ lục kèm theo.",
    ],
)
def test_a_citation_is_no_heading(line: str) -> None:
    (article,) = document("Điều 4. Tên", line).provisions
    assert article.text == line


@pytest.mark.parametrize(
    "text", ["1. Lặp", "# Thăng", "| Ống", "> Lớn", "*sao* [a](b) \\ `c`", "<b>"]
)
def test_what_looks_like_markup_stays_text(text: str) -> None:
    (article,) = document("Điều 4. Tên", "1. Một", text).provisions
    (clause,) = article.children
    assert clause.text == f"Một\n{text}"


def test_a_tail_continues_what_is_open() -> None:
    (article,) = document("Điều 1", "1. Một:", "a) Hai", "Đuôi.", "2. Ba", "Đuôi.").provisions
    first, second = article.children
    assert [child.text for child in first.children] == ["Hai\nĐuôi."]
    assert second.text == "Ba\nĐuôi."


ATTACHED = [
    "NGHỊ ĐỊNH",
    "Ban hành Quy chế thử",
    "Điều 1. Ban hành Quy chế thử.",
    "TM. ỦY BAN THỬ",
    "QUY CHẾ",
    "Giữ sổ",
    "(Kèm theo Nghị định số 00/2031/NĐ-TT)",
    "Điều 1. Phạm vi",
    "Điều 2. Hiệu lực",
    "PHỤ LỤC I",
    "MẪU SỔ",
    "1. Một",
]


def test_an_attached_regulation_counts_from_one_again() -> None:
    assert anchors(*ATTACHED) == [
        "dieu-1",
        "quy-che",
        "quy-che-dieu-1",
        "quy-che-dieu-2",
        "phu-luc-1",
        "phu-luc-1-khoan-1",
    ]


@pytest.mark.parametrize(
    "signed",
    [
        ["K/T BÍ THƯ", "PHÓ BÍ THƯ"],
        ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"],
        ["TUQ. CHỦ TỊCH"],
        ["Hải An, ngày 05/9/2025", "HIỆU TRƯỞNG"],
        ["TRƯỞNG THÔN"],
        ["PHÓ TRƯỞNG BAN"],
    ],
)
@pytest.mark.parametrize("text", [["Điều 1. Họp", "1. Họp."], ["QUY CHẾ", "1. Họp.", "2. Nghỉ."]])
def test_an_office_begins_a_signature_in_any_wording(text: list[str], signed: list[str]) -> None:
    source = converted(*text, *signed).source
    assert source.endswith("---\n\n" + "\n\n".join(signed) + "\n")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["QUYẾT ĐỊNH", "Ban hành Quy chế", "ỦY BAN NHÂN DÂN XÃ", "Căn cứ Luật;"],
            "Ban hành Quy chế",
        ),
        (
            ["QUYẾT ĐỊNH", "Ban hành Quy chế", "ỦY BAN NHÂN DÂN", "TỈNH A", "Căn cứ Luật;"],
            "Ban hành Quy chế",
        ),
        (["NGHỊ QUYẾT", "VỀ NGÂN SÁCH", "HỘI ĐỒNG NHÂN DÂN XÃ A", "QUYẾT NGHỊ:"], "VỀ NGÂN SÁCH"),
        (
            ["QUYẾT ĐỊNH", "Về quy chế của", "BAN THƯỜNG VỤ", "Căn cứ Luật;"],
            "Về quy chế của BAN THƯỜNG VỤ",
        ),
        (["ĐIỀU LỆ", "HOẠT ĐỘNG", "HỘI LÀM VƯỜN A", "Căn cứ Luật;"], "HOẠT ĐỘNG HỘI LÀM VƯỜN A"),
    ],
)
def test_who_decides_is_no_part_of_the_title(lines: list[str], title: str) -> None:
    source = converted(*lines, "Điều 1. Họp", "Họp.").source
    assert f"# {lines[0]} {title}\n" in source
    assert all(line in source for line in lines)


def test_a_signature_belongs_to_no_article() -> None:
    article, *_ = document(*ATTACHED).articles()
    assert article.text == ""
    assert "TM. ỦY BAN THỬ" in [block.text for block in document(*ATTACHED).blocks]


@pytest.mark.parametrize(
    ("quoted", "is_open"),
    [
        (["“Điều 9. Sổ", "1. Một.”."], False),
        (['"Điều 9. Sổ', "Điều 2. Hai.", '1. Một."'], False),
        (["“1. Một “hai” ba;”;"], False),
        (["“Điều 9. Sổ", "1. Một."], True),
        (["Điều 9. Sổ", "1. Một."], True),
    ],
)
def test_quoted_provisions_are_text(quoted: list[str], is_open: bool) -> None:  # noqa: FBT001
    lines = ["Điều 1. Sửa đổi Luật Mẫu", "1. Sửa đổi Điều 9 như sau:", *quoted]
    lines += ["2. Bãi bỏ Điều 10.", "Điều 2. Hiệu lực"]
    assert anchors(*lines) == ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2", "dieu-2"]
    assert rules(*lines) == ({"import-quote-open"} if is_open else set())


def test_roman_numbers_are_sections_where_there_are_no_articles() -> None:
    lines = ["I- QUY ĐỊNH CHUNG", "1. Một", "1.1. Hai", "II- THỰC HIỆN", "1. Ba", "T/M BAN THỬ"]
    assert anchors(*lines) == [
        "muc-1",
        "muc-1-khoan-1",
        "muc-1-khoan-1-1",
        "muc-2",
        "muc-2-khoan-1",
    ]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["CHƯƠNG TRÌNH", "công tác năm 2026", "Tháng 4", "1. Họp."], "CHƯƠNG TRÌNH công tác năm 2026"),
        (["CHƯƠNG TRÌNH", "công tác", "quý II năm 2026", "1. Họp."], "CHƯƠNG TRÌNH công tác quý II năm 2026"),
        (["QUỐC HỘI", "LUẬT SỐ 20/2030/QH17", "LUẬT", "VỀ HỘI DIỀU", "Điều 1. Họp"], "LUẬT VỀ HỘI DIỀU"),
        (["BIÊN BẢN", "họp đội", "1. Họp.", "2. Nghỉ."], "BIÊN BẢN họp đội"),
        (["BỘ QUY TẮC ỨNG XỬ", "CỦA CÂU LẠC BỘ", "Điều 1. Họp"], "BỘ QUY TẮC ỨNG XỬ CỦA CÂU LẠC BỘ"),
        (["MƯỜI ĐIỀU NGƯỜI THẢ DIỀU NHỚ", "1. Nhìn dây.", "2. Nhìn trời."], "MƯỜI ĐIỀU NGƯỜI THẢ DIỀU NHỚ"),
    ],
)  # fmt: skip
def test_the_title_is_what_names_the_text(lines: list[str], title: str) -> None:
    source = converted(*lines, kind="").source
    assert f"\n# {title}\n" in source
    assert all(line in source for line in lines)


def test_a_time_between_the_tasks_of_a_programme_belongs_to_none_of_them() -> None:
    lines = ["CHƯƠNG TRÌNH", "I. VIỆC", "Quý I", "1. Một.", "Quý II", "2. Hai."]
    assert "1. Một.\n\nQuý II\n\n2. Hai.\n" in converted(*lines, kind="programme").source
    assert "    Quý II\n" in converted(*lines).source


def test_who_signs_in_a_second_column_stands_below_who_receives() -> None:
    lines = (
        "QUY CHẾ\n\nĐiều 1. Họp\nHọp.\n\nNơi nhận:\tT/M BAN THƯỜNG VỤ\n- Như trên,\tBÍ THƯ\n"
        "- Lưu.\n\tNguyễn Văn Mẫu\n{after}"
    )
    for after, end in (("", ""), ("\n" * 6 + "Phụ lục 1\nMẪU\n", "\n\n# Phụ lục 1 MẪU")):
        pieces, problems = plain_text.read(lines.format(after=after), "x.txt")
        source = convert(pieces, problems, "x.txt", "regulation", "").source
        signed = "T/M BAN THƯỜNG VỤ\n\nBÍ THƯ\n\nNguyễn Văn Mẫu"
        assert source.endswith(f"Nơi nhận:\n- Như trên,\n- Lưu.\n\n{signed}{end}\n")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2. Gồm: a) Một;", "b) Hai."], ["2. Gồm:", "    a) Một;", "    b) Hai."]),
        (
            ["2. Gồm: a) Một; b) Hai;", "c) Ba."],
            ["2. Gồm:", "    a) Một;", "    b) Hai;", "    c) Ba."],
        ),
        (["2. Gồm: a) Một; b) Hai."], ["2. Gồm: a) Một; b) Hai."]),
        (["2. Theo điểm a) Một", "b) Hai."], ["2. Theo điểm a) Một", "    b) Hai."]),
    ],
)
def test_points_on_the_line_of_their_clause_are_points_where_the_next_line_goes_on(
    lines: list[str], expected: list[str]
) -> None:
    result = converted("Điều 1. Họp", "1. Một.", *lines)
    assert result.source.splitlines()[-len(expected) :] == expected
    told = [one.line for one in result.problems if one.rule == "import-points-glued"]
    assert told == ([3] if len(expected) > len(lines) else [])


def test_an_article_of_a_form_that_counts_again_is_text() -> None:
    lines = ["Điều 1. Họp", "Họp.", "TM. BAN THỬ", "Điều 1. ......", "Điều 1. Thật"]
    source = converted(*lines).source
    assert "\n\nĐiều 1\\. ......\n" in source
    assert source.count("### Điều 1.") == 2
    assert "import-form" in rules(*lines)


def test_lines_that_count_by_commas_stay_lines() -> None:
    pieces, _ = plain_text.read("Điều 2. Người bán:\n1, Bán đúng chỗ;\na, Có biển;\n", "x.txt")
    told = [piece.text for piece in pieces if isinstance(piece, Paragraph)]
    assert told == ["Điều 2. Người bán:", "1, Bán đúng chỗ;", "a, Có biển;"]
    assert "import-commas" in rules(*told)
    assert "import-commas" not in rules("Điều 2. Người bán:", "2, 3 và 4 người")


@pytest.mark.parametrize("line", ["20 - 25 mm", "15 – 20", "3 - 4,5 m"])
def test_a_measure_is_no_clause(line: str) -> None:
    assert anchors("Điều 1. Lề", line) == ["dieu-1"]


def test_a_roman_number_in_an_article_is_text() -> None:
    assert anchors("Điều 1. Tên", "I. Một dòng.", "Điều 2. Tên") == ["dieu-1", "dieu-2"]


def test_a_task_of_a_programme_is_a_heading_with_fields() -> None:
    lines = ["I. CÔNG TÁC THỬ", "Nhiệm vụ 1. Giữ sổ", "- Thời gian: Quý I", "1. Ghi chú"]
    parsed = parse(converted(*lines, kind="programme").source, "x.md")
    assert [provision.anchor for provision in parsed.document.walk()] == ["muc-1", "nhiem-vu-1"]


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["Điều l. Tên", "Điều 2. Tên"], "import-number-odd"),
        (["Chương Ï", "Điều 1. Tên"], "import-number-odd"),
        (["Điều 1. Tên", "Điều 3. Tên"], "import-article-gap"),
        (["Điều 1 Tên điều", "1. Một"], "import-article-unmarked"),
        (["Điều 1. Tên", "1. Một", "1. Hai"], "import-number-twice"),
        (["Một câu."], "import-no-provisions"),
        (["Điều 1. Tên", "-----"], "import-rules"),
    ],
)
def test_says_what_it_was_unsure_of(lines: list[str], rule: str) -> None:
    assert rules(*lines) == {rule}


def test_an_article_that_stands_twice_is_kept_and_an_error() -> None:
    result = converted("Điều 1. Tên", "Điều 2. Tên", "Điều 2. Khác")
    assert result.source.endswith("### Điều 2. Tên\n\n### Điều 2. Khác\n")
    assert "import-provision-twice" in {problem.rule for problem in result.problems}


@pytest.mark.parametrize(
    ("lines", "line", "found"),
    [
        (["Điều 1. Tên", "Điều 2. Tên", "Điều 2. Khác"], 3, "Điều 2"),
        # a signature ends the annex, so that the section stands in the document again
        (["A. TÊN", "PHỤ LỤC I", "Điều 9. Tên", "TM. BAN THỬ", "A. TÊN"], 5, "A"),
        (["Mục 1", "PHỤ LỤC I", "Điều 2", "TM. BAN THỬ", "Mục 1"], 5, "Mục 1"),
        # two attached regulations of the same kind
        ([*["Điều 1. Tên", "QUY ĐỊNH CHUNG"] * 2, "Điều 1. Tên"], 4, "QUY ĐỊNH CHUNG"),
    ],
)
def test_says_what_stands_twice_in_the_output(lines: list[str], line: int, found: str) -> None:
    announced = findings.lost("x.txt", line, "import-provision-twice", found=found)
    assert announced in converted(*lines).problems


@pytest.mark.parametrize(
    ("lines", "front"),
    [
        (
            ["Số: 05/2031/QĐ-TT", "Sông Mẫu, ngày 3 tháng 4 năm 2031", "QUYẾT ĐỊNH", "Về sổ"],
            [
                "title: QUYẾT ĐỊNH Về sổ",
                "status: adopted",
                "number: 05/2031/QĐ-TT",
                "adopted: 2031-04-03",
            ],
        ),
        (
            ["Số 00-QC/TT", "QUY CHẾ", "Quy chế giữ sổ"],
            ["title: Quy chế giữ sổ", "status: draft", "number: 00-QC/TT"],
        ),
        (
            ["DỰ THẢO LẦN 2", "QUY CHẾ GIỮ SỔ"],
            ["title: QUY CHẾ GIỮ SỔ", "status: draft", "draft: 2"],
        ),
        (["Số      -QC/TT", "Sông Mẫu, ngày    tháng    năm 2031"], ["title: x", "status: draft"]),
    ],
)
def test_fills_the_front_matter_with_what_the_text_says(lines: list[str], front: list[str]) -> None:
    head = converted(*lines, "Điều 1. Tên").source.split("---\n")[1]
    assert head.splitlines() == ["kind: regulation", *front]


LINES = [
    "Điều 1. Phạm vi", "Điều 2", "Điều 3 Tên", "Điều 1 của Luật này", "Điều l.", "Chương I", "CHƯƠNG II. TÊN",
    "QUY ĐỊNH CHUNG", "Mục 1", "Phần thứ nhất", "I- TÊN", "II. Tên", "PHỤ LỤC I", "Phụ lục", "QUY CHẾ",
    "(Kèm theo Nghị định số 1/2031/NĐ-TT", "1. Một;", "2- Hai", "1.1. Ba", "10) Bốn", "a) Năm:", "đ. Sáu", "b)",
    "- gạch", "+ cộng", "(i) La Mã", "“Điều 5a. Trích", '"1. Trích', "hết trích.”;", 'hết."', "đuôi câu",
    "Một câu dài hơn một chút để thành đoạn văn.", "như sau:", "Sửa đổi Điều 2 như sau:", "TM. BAN THỬ",
    "Nơi nhận:", "Sông Mẫu, ngày 3 tháng 4 năm 2031", "", "# thăng", "| ống | cột |", "> trích", "---x", "*sao*",
    "<b>đậm</b>", "1", "Số: 1/2031/QĐ-TT", "Căn cứ một điều;", "___", '{governs="x"}', "\\", "`mã`", "[a](b)",
    "A. TÊN", "\u200bẩn", 'ĐIỀU 4: TÊN {a="b"}', "1.", "Điều 9. #", "Nhiệm vụ 1. Tên",
]  # fmt: skip


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def shown(parts: Sequence[Block | Provision]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Block):
            yield part.text
        else:
            yield f"{part.mark} {part.heading}"
            yield from shown(part.content)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=40), st.booleans())
def test_no_word_is_lost_or_added(lines: list[str], is_programme: bool) -> None:  # noqa: FBT001
    text = "\n".join(lines)
    pieces, problems = plain_text.read(text, "x.txt")
    result = convert(pieces, problems, "x.txt", "programme" if is_programme else "regulation", "")
    parsed = parse(result.source, "x.md")
    assert words("\n".join(shown(parsed.document.content))) == words(text)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=40))
@example(["A. TÊN", "A. TÊN"])
@example(["A. TÊN", "PHỤ LỤC I", "Điều 9. Tên", "TM. BAN THỬ", "A. TÊN"])
@example(["Mục 1", "PHỤ LỤC I", "Điều 2", "TM. BAN THỬ", "Mục 1"])
@example(["Điều 1. Phạm vi", "QUY ĐỊNH CHUNG"] * 2 + ["Điều 1. Phạm vi"])
def test_an_output_with_errors_was_announced(lines: list[str]) -> None:
    pieces, problems = plain_text.read("\n".join(lines), "x.txt")
    result = convert(pieces, problems, "x.txt", "regulation", "")
    errors = {problem.rule for problem in parse(result.source, "x.md").problems}
    assert errors <= {"number-twice"}
    assert findings.has_losses(result.problems) or not errors


@given(st.text(max_size=300))
def test_any_text_can_be_converted(text: str) -> None:
    pieces, problems = plain_text.read(text, "x.txt")
    parse(convert(pieces, problems, "x.txt", "regulation", "").source, "x.md")


@pytest.mark.parametrize(
    ("row", "is_table", "said"),
    [
        ("{}\t{}\t{}", True, False),
        ("| {} | {} | {} |", True, False),
        ("{} | {} | {}", True, False),
        ("{}     {}     {}", False, True),
    ],
)
def test_a_table_in_plain_text_is_one_or_said_to_be_none(
    row: str, *, is_table: bool, said: bool
) -> None:
    rows = ("TT", "Nội dung", "Chủ trì"), ("1", "A", "Văn phòng"), ("2", "B", "Ban Kỹ thuật")
    drawn = [row.format(*cells) for cells in rows]
    pieces, problems = plain_text.read("\n".join(("Mở đầu.", *drawn, "Hết.")), "x.txt")
    assert (Table(rows, 2) in pieces) == is_table
    assert [one.line for one in problems if one.rule == "import-table-of-blanks"] == [2] * said
