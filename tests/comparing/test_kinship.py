"""What is said of two texts as a whole: whether they are one document, and what became of it."""

import pytest

from quyche.comparing import redlines
from quyche.comparing.comparison import compare
from quyche.comparing.kinship import are_two_documents
from quyche.labels import Labels
from quyche.texts.parser import parse
from quyche.texts.provisions import Document

LABELS = Labels.load("vi")
RULES = "### Điều 1. Chế độ họp\n\nBan A họp hằng tháng tại trụ sở, ai vắng mặt phải báo trước.\n"
SHOPPING = "### Điều 1. Mua sắm\n\nVăn phòng lo việc lập dự toán kinh phí gửi cơ quan tài chính.\n"
REWRITTEN = "### Điều 1. Chế độ họp\n\nViệc triệu tập do Chánh Văn phòng thông báo bằng văn bản.\n"


def document(heading: str, text: str, **front: str) -> Document:
    keys = "".join(f"{key}: {value}\n" for key, value in front.items())
    source = f"---\n{keys}---\n# {heading}\n\n{text}" if front else f"# {heading}\n\n{text}"
    return parse(source, "quy-che/a.md").document


RULES_OF_A = document("Quy chế làm việc của Ban A", RULES)
REGULATION = {"kind": "regulation", "title": "Quy chế", "issuer": "ban-a"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (RULES_OF_A, RULES_OF_A, False),
        (document("Quy chế làm việc của Ban A", ""), document("Quy chế", ""), False),
        # A text that was written anew under its title is still that document.
        (RULES_OF_A, document("Quy chế làm việc Ban A", SHOPPING), False),
        (RULES_OF_A, document("Kế hoạch mua sắm năm 2021", SHOPPING), True),
        (RULES_OF_A, document("Quy định về chế độ họp", RULES), False),
        # Who issued it, and what it is, does not change, however much of the words is the same.
        (
            document("Quy chế", RULES, **REGULATION),
            document("Quy chế", RULES, **REGULATION | {"issuer": "ban-b"}),
            True,
        ),
        (
            document("Quy chế", RULES, **REGULATION),
            document("Quy chế", RULES, **REGULATION | {"kind": "programme"}),
            True,
        ),
        (document("Quy chế", RULES, **REGULATION), document("Quy chế", REWRITTEN), False),
    ],
)
def test_two_documents_are_told_from_two_texts_of_one(
    old: Document, new: Document, *, expected: bool
) -> None:
    assert are_two_documents(compare(old, new), old, new) is expected
    assert are_two_documents(compare(new, old), new, old) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Nghỉ hai ngày.", "Nghỉ hai ngày.", ["Hai bản giống nhau."]),
        (
            "Nghỉ hai ngày.",
            "Nghỉ ba ngày.",
            [
                "Hai bản không có điều, khoản, điểm nào; cả văn bản được so theo từng chữ.",
                "Thêm 1 chữ, bớt 1 chữ.",
            ],
        ),
        (
            RULES,
            RULES.replace("Điều 1", "Điều 2"),
            [
                "Trong 1 điều, khoản, điểm và tiêu đề: 1 không đổi, 1 đổi số.",
                "Không chữ nào được thêm hay bớt.",
            ],
        ),
    ],
)
def test_what_became_of_a_text_is_said_in_sentences(
    old: str, new: str, expected: list[str]
) -> None:
    compared = compare(document("Thông báo", old), document("Thông báo", new))
    assert redlines.summary(compared, LABELS) == expected
