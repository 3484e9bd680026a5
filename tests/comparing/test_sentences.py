"""What became of an article, in the sentences of a drafter."""

import random
import re

import pytest

from generated_texts import generated
from known_edits import EDITS, edited
from quyche.comparing.comparison import compare
from quyche.comparing.sentences import ChangeSentences
from quyche.comparing.synopses import synopsis
from quyche.labels import Labels
from quyche.texts import parser
from quyche.texts.provisions import Document

LABELS = Labels.load("vi")
QUOTE_RE = re.compile("“([^“”]*)”")
LONG = "Ban Thường vụ lãnh đạo, chỉ đạo việc chuẩn bị nội dung và tài liệu của hội nghị"
OTHER = "Văn phòng giúp Thường trực theo dõi, đôn đốc các cơ quan thực hiện kết luận đã ban hành"


def document(text: str) -> Document:
    return parser.parse(f"# Quy chế\n\n{text}", "quy-che/a.md").document


def told(old: Document, new: Document) -> list[tuple[str, ...]]:
    """The sentences about every block that changed."""
    found = synopsis(compare(old, new), old, new)
    sentences = ChangeSentences.of(found.blocks, old, new, LABELS)
    changed = [block for block in found.blocks if block.is_changed or block.is_renumbered]
    return [sentences.sentences(block) for block in changed]


def inside(old: str, new: str) -> list[str]:
    """The sentences about an article whose content changed from one text to another."""
    head = f"### Điều 1. Phạm vi\n\n{LONG}.\n\n### Điều 2. Chế độ họp\n\n"
    sentences = told(document(head + old), document(head + new))
    return [one for block in sentences for one in block]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # words
        ("1. A.\n2. Ban A họp hằng quý.", "1. A.\n2. Ban A họp hằng tháng.", ["Sửa cụm từ “hằng quý” thành “hằng tháng” tại khoản 2."]),
        ("1. Ban A họp hằng quý.\n    a) Ban B họp hằng quý;", "1. Ban A họp hằng tháng.\n    a) Ban B họp hằng tháng;", ["Sửa cụm từ “hằng quý” thành “hằng tháng” tại khoản 1 và điểm a khoản 1."]),
        ("Gửi trước 5 ngày làm việc.", "Gửi trước 7 ngày làm việc.", ["Sửa cụm từ “5 ngày” thành “7 ngày”."]),
        ("Ban A họp định kỳ.", "Ban A họp định kỳ và đột xuất.", ["Bổ sung cụm từ “và đột xuất”."]),
        ("1. Ban A họp, nếu cần, hằng quý.", "1. Ban A họp hằng quý.", ["Bỏ cụm từ “nếu cần” tại khoản 1."]),
        ("1. Ban A họp; ghi biên bản.", "1. Ban A họp, ghi biên bản.", ["Sửa dấu câu tại khoản 1."]),
        ("1. Uỷ ban họp hằng quý.", "1. Ủy ban họp hằng tháng.", ["Sửa cụm từ “hằng quý” thành “hằng tháng” tại khoản 1."]),
        # one word alone says little, nor does a part of a number or of a list
        ("1. Ban A họp kỳ đầu.", "1. Ban A họp thường kỳ đầu.", ["Sửa cụm từ “A họp kỳ” thành “A họp thường kỳ” tại khoản 1."]),
        ("1. Trưởng Ban A họp ngay.", "1. Trưởng Ban A họp.", ["Sửa cụm từ “A họp ngay” thành “A họp” tại khoản 1."]),
        ("1. Theo điểm b và c khoản 1.\n2. B họp.", "1. Theo điểm b, c và d khoản 1.\n2. B họp.", ["Chỉ đổi số dẫn chiếu: “điểm b và c” thành “điểm b, c và d” tại khoản 1."]),
        ("1. Theo điểm b, c khoản 1.\n2. B họp.", "1. Theo điểm b khoản 1.\n2. B họp.", ["Chỉ đổi số dẫn chiếu: “điểm b, c” thành “điểm b” tại khoản 1."]),
        ("1. Nhiệm kỳ 2015-2020 của A.", "1. Nhiệm kỳ 2020-2025 của A.", ["Sửa cụm từ “2015-2020” thành “2020-2025” tại khoản 1."]),
        ("1. Theo Quy định số 10-QĐi/TW.", "1. Theo Quy định số 22-QĐi/TW.", ["Sửa cụm từ “10-QĐi/TW” thành “22-QĐi/TW” tại khoản 1."]),
        ("1. Người được Ban A ủy ủy quyền ký thay.", "1. Người được ủy quyền ký thay.", ["Bỏ cụm từ “Ban A ủy” tại khoản 1."]),
        # where there are no clauses, and where there are some
        ("Mở đầu hằng quý:\n\n1. A.", "Mở đầu hằng tháng:\n\n1. A.", ["Sửa cụm từ “hằng quý” thành “hằng tháng” tại đoạn mở đầu."]),
        # most words are others
        (f"1. {LONG}.\n2. Ban B họp.\n3. {LONG} B.\n4. {LONG} C.", f"1. {OTHER}.\n2. Ban B họp.\n3. {LONG} B.\n4. {LONG} C.", ["Viết lại khoản 1."]),
        (f"1. Ban A họp mỗi tháng một lần vào tuần đầu.\n2. {OTHER} B.", f"1. Ban A họp khi Bí thư triệu tập hoặc có đề nghị.\n2. {OTHER} B.", ["Viết lại khoản 1."]),
        ("1. Bí thư ký văn bản của Tỉnh ủy theo khoản 1 Điều 27 Quy chế này.", "1. Bí thư ký văn bản của Tỉnh ủy theo phân công của Bí thư.", ["Sửa cụm từ “khoản 1 Điều 27 Quy chế này” thành “phân công của Bí thư” tại khoản 1."]),
        (
            f"{LONG} và gửi đến các đồng chí ủy viên.\n\n{OTHER} của hội nghị lần trước.",
            f"{LONG} và gửi đến các đồng chí ủy viên.\n\nMỗi đồng chí nhận một bộ hồ sơ, ký sổ và nộp lại sau khi bế mạc.",
            ["Viết lại đoạn “Văn phòng giúp Thường trực theo dõi, đôn đốc các cơ quan thực hiện kết luận đã ban hành của hội nghị lần trước.” thành “Mỗi đồng chí nhận một bộ hồ sơ, ký sổ và nộp lại sau khi bế mạc.”."],
        ),
        (f"{LONG}.", f"{OTHER} và báo cáo hội nghị.", ["Viết lại nội dung, giữ 4 trong 24 chữ."]),
        (
            "1. A họp hằng quý, B ghi sổ, C giữ dấu, D trực máy, Đ giữ xe, E gác cổng và G đi chợ.",
            "1. A họp hằng năm, B ghi đủ sổ, C giữ kỹ dấu, D trực hai máy, Đ giữ nhiều xe, E gác cổng và G đi chợ.",
            ["Sửa 5 chỗ tại khoản 1."],
        ),
        # clauses and points
        (f"1. {LONG}.\n2. {OTHER}.", f"1. {LONG}.\n2. {OTHER}.\n3. Ban C ghi biên bản.", ["Bổ sung khoản 3."]),
        (f"1. {LONG}.\n2. {OTHER}.", f"1. {LONG}.\n2. Ban C ghi biên bản.\n3. {OTHER}.", ["Bổ sung khoản 2.", "Đổi số: khoản 2 thành khoản 3."]),
        (f"1. {LONG}:\n    a) Ban C ghi.\n    b) {OTHER}.\n    c) Hai bên ký tên.", f"1. {LONG}:\n    b) {OTHER}.", ["Bỏ điểm a và điểm c khoản 1."]),
        # citations
        ("1. Theo khoản 2 Điều 5.\n2. B.", "1. Theo khoản 3 Điều 6.\n2. B.", ["Chỉ đổi số dẫn chiếu: “khoản 2” thành “khoản 3”, “Điều 5” thành “Điều 6” tại khoản 1."]),
        ("1. Theo Điều 5 và 6.\n2. B họp hằng quý.", "1. Theo Điều 5 và 7.\n2. B họp hằng năm.", ["Sửa cụm từ “hằng quý” thành “hằng năm” tại khoản 2.", "Đổi số dẫn chiếu: “6” thành “7” tại khoản 1."]),
    ],
)  # fmt: skip
def test_a_change_inside_an_article(old: str, new: str, expected: list[str]) -> None:
    assert inside(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (f"### Điều 1. A\n\n{LONG}.", f"### Điều 1. A\n\n{LONG}.\n\n### Điều 7. B\n\n{OTHER}.", [("Bổ sung Điều 7.",)]),
        (f"### Điều 1. A\n\n{LONG}.\n\n### Điều 7. B\n\n{OTHER}.", f"### Điều 1. A\n\n{LONG}.", [("Bỏ Điều 7.",)]),
        (f"### Điều 6. A\n\n{LONG}.", f"### Điều 7. A\n\n{LONG}.", [("Đổi số: Điều 6 thành Điều 7.",)]),
        (f"### Điều 6. Họp\n\n{LONG}.", f"### Điều 6. Họp và báo cáo\n\n{LONG}.", [("Sửa tên thành “Họp và báo cáo”.",)]),
        (
            f"### Điều 9. A\n\n{LONG}.\n\n### Điều 10. Hai việc\n\n1. {LONG} thứ nhất.\n2. {OTHER} thứ hai.\n3. Ban C ghi biên bản và gửi các nơi.\n4. Ban D giữ con dấu và hồ sơ lưu.",
            f"### Điều 9. A\n\n{LONG}.\n\n### Điều 13. Việc một\n\n1. {LONG} thứ nhất.\n2. {OTHER} thứ hai.\n\n### Điều 14. Việc hai\n\n1. Ban C ghi biên bản và gửi các nơi.\n2. Ban D giữ con dấu và hồ sơ lưu.",
            [("Tách Điều 10 thành Điều 13 và Điều 14.", "Đổi số: khoản 3 đến khoản 4 thành khoản 1 đến khoản 2 Điều 14.")],
        ),
    ],
)  # fmt: skip
def test_a_change_of_whole_articles(old: str, new: str, expected: list[tuple[str, ...]]) -> None:
    assert told(document(old), document(new)) == expected


def test_articles_that_were_merged_say_so() -> None:
    old = f"### Điều 29. Kiểm tra\n\n1. {LONG} thứ nhất.\n\n### Điều 30. Giám sát\n\n1. {OTHER} thứ hai.\n"
    new = f"### Điều 29. Kiểm tra, giám sát\n\n1. {LONG} thứ nhất.\n2. {OTHER} thứ hai.\n"
    (sentences,) = told(document(old), document(new))
    assert sentences[0] == "Nhập Điều 29 và Điều 30 thành Điều 29."
    assert sentences[1:] == ("Đổi số: khoản 1 Điều 30 thành khoản 2.",)


def test_an_article_that_moved_says_where_from() -> None:
    articles = [
        f"### Điều {{}}. Việc thứ {name}\n\n1. {LONG} {name}.\n2. {OTHER} {name}.\n"
        for name in ("một", "hai", "ba", "bốn", "năm")
    ]
    old = "## Chương I. Chung\n\n" + "\n".join(
        one.format(n) for n, one in enumerate(articles[:3], 1)
    )
    old += "\n## Chương II. Riêng\n\n" + "\n".join(
        one.format(n) for n, one in enumerate(articles[3:], 4)
    )
    order = [articles[4], *articles[:4]]
    new = "## Chương I. Chung\n\n" + "\n".join(one.format(n) for n, one in enumerate(order[:4], 1))
    new += "\n## Chương II. Riêng\n\n" + order[4].format(5)
    assert ("Chuyển từ Điều 5 (Chương II).",) in told(document(old), document(new))


def test_a_clause_that_went_into_another_article_is_told_in_both() -> None:
    clause = (
        "Văn phòng lập danh mục tài liệu mật, trình Thường trực quyết định và theo dõi việc thu hồi"
    )
    old = f"### Điều 1. A\n\n1. {LONG}.\n2. {clause}.\n\n### Điều 2. B\n\n1. {OTHER}.\n"
    new = f"### Điều 1. A\n\n1. {LONG}.\n\n### Điều 2. B\n\n1. {OTHER}.\n2. {clause}.\n"
    (first, second) = told(document(old), document(new))
    assert first == ("Chuyển khoản 2 thành khoản 2 Điều 2.",)
    assert second == ("Chuyển khoản 2 Điều 1 thành khoản 2.",)


def test_a_task_names_the_field_that_changed() -> None:
    old = "### Nhiệm vụ 1. A\n\n- Chủ trì: Ban Tổ chức\n- Thời gian: Quý I/2021\n"
    new = old.replace("Quý I/", "Quý II/")
    (sentences,) = told(document(old), document(new))
    assert sentences == ("Đổi thời gian từ “Quý I/2021” thành “Quý II/2021”.",)


def test_a_long_phrase_is_quoted_by_its_beginning_and_end() -> None:
    added = ", " + ", ".join(f"{OTHER} thứ {number}" for number in ("nhất", "hai"))
    (sentence,) = inside(f"1. {LONG}.", f"1. {LONG}{added}.")
    assert sentence.startswith("Bổ sung cụm từ “Văn phòng giúp Thường trực theo dõi […] hiện")
    assert sentence.endswith("kết luận đã ban hành thứ hai” tại khoản 1.")


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_quoted_and_every_number_stands_in_the_texts(edit: str) -> None:
    for seed in range(4):
        case = edited(generated(seed), edit, random.Random(seed), generated(seed + 50))
        texts = [case.old.source, case.new.source]
        numbers = {one.number for side in (case.old, case.new) for one in side.articles()}
        said = [one for block in told(case.old, case.new) for one in block]
        for sentence in said:
            for quote in QUOTE_RE.findall(sentence):
                for piece in quote.split(" […] "):
                    assert any(piece in text for text in texts), sentence
            cited = re.findall(r"Điều (\d+[a-zđ]?)", QUOTE_RE.sub("", sentence))
            assert set(cited) <= numbers, sentence


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_changed_has_a_sentence(edit: str) -> None:
    case = edited(generated(7), edit, random.Random(7), generated(57))
    assert all(told(case.old, case.new))
