"""A document becomes a tree of provisions with the numbers and the text that it has."""

import time
from pathlib import Path

import pytest

from outlines import outline_of
from quyche.texts.parser import parse
from quyche.texts.provisions import Document

CASES = sorted((Path(__file__).parents[1] / "data" / "parser").glob("*.md"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_document_is_understood_as_its_outline_says(path: Path) -> None:
    expected = path.with_suffix(".outline").read_text(encoding="utf-8")
    assert outline_of(path.read_text(encoding="utf-8")) == expected


def document(source: str) -> Document:
    return parse(source, "quy-che/van-ban.md").document


def anchors(source: str) -> list[str]:
    return [provision.anchor for provision in document(source).walk()]


@pytest.mark.parametrize(
    "source",
    [
        "\ufeff# T\n\n### Điều 1. A\n\n1. Một\n    a) A\n",
        "# T\r\n\r\n### Điều 1. A\r\n\r\n1. Một\r\n    a) A\r\n",
        "# T\n\n### Điều 1. A\n\n1.\tMột\n\ta)\tA\n",
        "#\u00a0T\n\n###\u00a0Điều\u00a01.\u00a0A\n\n1.\u00a0Một\n\u00a0\u00a0a)\u00a0A\n",
        "# T #\n### Điều 1. A ###   \n1. Một\n    a) A",
        "   # T\n  ### Điều 1. A\n 1. Một\n     a) A\n",
        "---\nkind: regulation\n---\n# T\n### Điều 1. A\n1. a) A\n",
    ],
    ids=["BOM", "CRLF", "tabs", "no-break spaces", "closing hashes", "indented", "nested"],
)
def test_blanks_and_line_ends_of_every_sort_are_read_and_kept(source: str) -> None:
    found = document(source)
    assert found.title == "T"
    assert anchors(source) == ["dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-1-diem-a"]
    assert next(found.articles()).heading == "A"
    assert [part.text for part in found.walk()][-1] == "A"
    assert found.source == source


@pytest.mark.parametrize(
    "line",
    [
        "Năm 2020. Hết.",
        "2020. Một",
        "1.5 triệu đồng",
        "1,5. a",
        "a)b",
        "ab) c",
        "1.a",
        "A) A",
        "f.x",
        "٣. Một",
        "12345. Một",
        "(1) Một",
        r"1\. Một",
    ],
)
def test_a_line_that_only_resembles_a_number_is_text(line: str) -> None:
    assert anchors(f"### Điều 1. A\n\n{line}\n") == ["dieu-1"]


@pytest.mark.parametrize(
    ("heading", "anchor", "title"),
    [
        ("## Chương II", "chuong-2", ""),
        ("## CHƯƠNG II QUY ĐỊNH", "chuong-2", "QUY ĐỊNH"),
        ("## chương II. Quy định", "chuong-2", "Quy định"),
        ("## Phần thứ hai. Chung", "phan-2", "Chung"),
        ("## Phần A. Chung", "phan-a", "Chung"),
        ("## Mục C. Ba", "muc-c", "Ba"),
        ("## III- BA", "muc-3", "BA"),
        ("###### Điều 5. **Đậm** *và* [x](#y)", "dieu-5", "Đậm và x"),
        (r"### Điều 5. C\# và \*", "dieu-5", "C# và *"),
        ("### Điều 5. C#", "dieu-5", "C#"),
        ("### Điều 5. {a}", "dieu-5", "{a}"),
        ("### Điều II. Hai", "dieu-2", "Hai"),
        ("### Nhiệm vụ 12. Việc", "nhiem-vu-12", "Việc"),
        ("### Phụ lục 2. Mẫu", "phu-luc-2", "Mẫu"),
    ],
)
def test_a_heading_says_what_it_begins(heading: str, anchor: str, title: str) -> None:
    (provision,) = document(f"# T\n\n{heading}\n").provisions
    assert (provision.anchor, provision.heading) == (anchor, title)


@pytest.mark.parametrize(
    "heading",
    [
        "### Ghi chú",
        "### Điều",
        "### Điều năm",
        "## Chương i. Một",
        "### Đİều 5. A",
        "### Phần thứ tự",
    ],
)
def test_a_heading_that_begins_nothing_is_told(heading: str) -> None:
    parsed = parse(f"# T\n\n{heading}\n", "x.md")
    assert parsed.document.provisions == ()
    assert [(problem.line, problem.rule) for problem in parsed.problems] == [(3, "heading-unknown")]


def test_what_an_author_sets_on_a_heading_is_no_part_of_it() -> None:
    (article,) = document('### Điều 5. Tên  {governs="bi-thu pho-bi-thu"}\n').provisions
    assert article.heading == "Tên"
    assert article.attribute("governs") == "bi-thu pho-bi-thu"
    assert article.attribute("other") is None


def test_a_second_title_begins_an_attachment_whose_articles_count_anew() -> None:
    source = "# A\n### Điều 1. A\n# Quy chế B\n### Điều 1. B\n# Quy chế C\n### Điều 1. C\n"
    assert anchors(source) == [
        "dieu-1", "quy-che", "quy-che-dieu-1", "quy-che--2", "quy-che--2-dieu-1",
    ]  # fmt: skip


def test_a_number_that_stands_twice_is_told_with_the_line_of_the_first() -> None:
    problems = parse("### Điều 1. A\n\n1. Một.\n1. Hai.\n", "x.md").problems
    assert [(problem.line, problem.rule) for problem in problems] == [(4, "number-twice")]
    assert dict(problems[0].details) == {"found": "1.", "first": "3"}


@pytest.mark.parametrize("source", ["", "\n", "\ufeff", "---\n---", "# ", "#", "\r", "1. a", "> a"])
def test_a_text_with_next_to_nothing_is_a_document(source: str) -> None:
    assert document(source).source == source


def cost_of(parse_me: str) -> float:
    start = time.process_time()
    parse(parse_me, "x.md")
    return time.process_time() - start


@pytest.mark.parametrize(
    "line",
    [
        "a" * 5_000_000,
        "## Điều 5. a" + " " * 5_000_000 + "b",
        "## a" + " {" * 2_500_000,
        "| " + "-" * 5_000_000 + "x",
        '"1. a"' + " " * 5_000_000 + "x",
        "1. " + "**a*" * 1_000_000,
        "1. " + "[a](" * 1_000_000,
    ],
    ids=["letters", "heading", "braces", "rule", "quotation", "stars", "links"],
)
def test_one_endless_line_costs_no_more_than_reading_it(line: str) -> None:
    assert cost_of(f"# T\n\n### Điều 1. A\n\n{line}\n") < 12


def test_cost_grows_with_the_text_and_not_faster() -> None:
    article = "### Điều {}. Tên\n\n1. Một “hai” ba:\n    a) Bốn;\n    đ) Năm.\n\nĐuôi.\n\n"
    small, large = ("".join(map(article.format, range(count))) for count in (4_000, 16_000))
    assert cost_of(large) < 4 * 2.5 * cost_of(small)
