"""Numbers that only those before and after them explain, in the source format."""

import pytest

from quyche.comparing.changes import Status
from quyche.comparing.comparison import compare
from quyche.comparing.synopses import synopsis
from quyche.corpus import corpora
from quyche.corpus.written_places import provisions_in
from quyche.texts.parser import parse

ROMANS = "# A\n\n### Điều 1. B\n\n1. C:\n    a) D:\n        i) E;\n        ii) F;\n    b) G.\n"
NESTED = "# A\n\n## A. B\n\n### I. C\n\n1. D.\n\n## B. E\n\n### I. F\n\n1. G.\n"
ALONE = "# A\n\n1. Giữ sân sạch.\n2. Trả diều về kho:\n    a) trước 18 giờ.\n"


def anchors(source: str) -> list[str]:
    return [each.anchor for each in parse(source, "quy-che/a.md").document.walk()]


@pytest.mark.parametrize(
    ("source", "cited", "anchor"),
    [
        (ROMANS, "điểm ii điểm a khoản 1 Điều 1", "dieu-1-khoan-1-diem-a-diem-ii"),
        (ROMANS, "điểm i điểm a khoản 1 Điều 1", "dieu-1-khoan-1-diem-a-diem-i"),
        (NESTED, "khoản 1 Mục I Mục B", "muc-b-muc-1-khoan-1"),
        (ALONE, "điểm a khoản 2", "khoan-2-diem-a"),
    ],
)
def test_a_citation_leads_to_what_it_names(source: str, cited: str, anchor: str) -> None:
    text = corpora.text_of("quy-che/a.md", f"---\nkind: regulation\n---\n{source}".encode())
    assert [each.anchor for each in provisions_in(text, cited)] == [anchor]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "## I. A\n\n1. B.\n\n## A. C\n\n1. D.\n",
            ["muc-1", "muc-1-khoan-1", "muc-a", "muc-a-khoan-1"],
        ),
        ("### Điều 1. A\n\n#### I. B\n\n### Điều 2. C\n", ["dieu-1", "dieu-1-muc-1", "dieu-2"]),
        ("## I. A\n\n### Điều 1. B\n\n## II. C\n", ["muc-1", "dieu-1", "muc-2"]),
        ("### Điều 1. A\n\n1.1 B\n\n1.2 C\n", ["dieu-1", "dieu-1-khoan-1-1", "dieu-1-khoan-1-2"]),
        (
            "### Điều 1. A\n\n1. B\n\n1.5 triệu\n\n2. C\n",
            ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2"],
        ),
        ("3. Lời dẫn.\n", []),
        ("1. Lời dẫn.\n\n### Điều 1. A\n\nB.\n", ["dieu-1"]),
        ("1. A.\n\n---\n\n1. Lưu.\n", ["khoan-1"]),
    ],
)
def test_a_number_stands_where_the_order_has_it(source: str, expected: list[str]) -> None:
    assert anchors(f"# A\n\n{source}") == expected


def test_texts_without_articles_are_compared_clause_by_clause() -> None:
    old = parse(ALONE, "quy-che/a.md").document
    new = parse(ALONE.replace("18 giờ", "19 giờ"), "quy-che/a.md").document
    compared = compare(old, new)
    assert [(each.new, each.status) for each in compared.changes] == [
        (("khoan-1",), Status.UNCHANGED),
        (("khoan-2",), Status.AMENDED),
        (("khoan-2-diem-a",), Status.AMENDED),
    ]
    changed = [block for block in synopsis(compared, old, new).blocks if block.is_changed]
    assert [block.new[0].anchor for block in changed] == ["khoan-2"]
