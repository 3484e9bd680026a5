"""What texts point to: provisions, documents, bodies and roles."""

import pytest

from quyche.corpus import corpora
from quyche.corpus.links import CitationState, Citing, Links
from quyche.corpus.texts import Corpus

BODY = "---\nkind: body\nname: {name}\naliases: [{aliases}]\n---\n"
FRONT = "---\nkind: regulation\ntitle: {title}\nstatus: draft\nshort_title: {title}\nnumber: {number}\n---\n"
MAIN = """# Quy chế chính

- Căn cứ Quy chế số 11-QC/TU;

## Chương I. Chung

### Mục 1. Một

### Điều 1. Phạm vi

1. Theo {text}.
2. Hai:
    a) một;
    đ) hai.

### Điều 2. Đoạn

Đoạn thứ nhất.

Đoạn thứ hai.

# Quy chế kèm theo

### Điều 1. Riêng

1. Theo {inner}.

# Phụ lục 1. Mẫu

### Điều 1. Mẫu
"""
OTHER = "# Quy chế phụ\n\n### Điều 7. Bảy\n\n1. Một.\n"


def library(text: str = "x", inner: str = "y") -> Corpus:
    main = FRONT.format(title="Quy chế chính", number="10-QC/TU") + MAIN.format(
        text=text, inner=inner
    )
    other = FRONT.format(title="Quy chế phụ", number="11-QC/TU") + OTHER
    body = BODY.format(name="Ban Chấp hành Đảng bộ tỉnh", aliases="BCH")
    return corpora.build(
        {
            "quy-che/chinh.md": main.encode(),
            "quy-che/phu.md": other.encode(),
            "co-quan/ban-chap-hanh.md": body.encode(),
        }
    )


UNNUMBERED = """# Hướng dẫn

## A. CHUNG

### I. YÊU CẦU

1. Một.

## B. RIÊNG

1. Theo mục I phần A, điểm 1 mục I phần A và mục II phần A.
"""


def test_parts_and_sections_of_texts_without_articles_go_by_other_words() -> None:
    front = FRONT.format(title="Hướng dẫn", number="1-HD/TU")
    plain = front + "# Nội quy\n\n1. Một.\n2. Theo mục 1, mục 7.\n"
    corpus = corpora.build(
        {"quy-che/h.md": (front + UNNUMBERED).encode(), "quy-che/n.md": plain.encode()}
    )
    links = Links.of(corpus)
    told = [
        [
            (one.text, one.target.anchor if one.target else one.state.value)
            for one in linked.citations
        ]
        for document in ("h", "n")
        for linked in links.by_document[document]
        if linked.citations
    ]
    assert told == [
        [
            ("mục I phần A", "muc-a-muc-1"),
            ("điểm 1 mục I phần A", "muc-a-muc-1-khoan-1"),
            ("mục II phần A", "unsure"),
        ],
        [("mục 1", "khoan-1"), ("mục 7", "unsure")],
    ]


NOTED = """# Luật

### Điều 1. Đối tượng[^1]

1. Một.

### Điều 2. Chuyển tiếp

1. Theo khoản 9 Điều 1 và khoản 9 Điều 2.

| Mục | Ghi |
|---|---|
| khoản 8 | khoản 7 cũ |

[^1]: Điều này được sửa đổi theo Luật số 51/2024/QH15.
"""


def test_what_an_amended_article_had_or_a_cell_alone_says_is_no_error() -> None:
    source = (FRONT.format(title="Luật", number="1/VBHN") + NOTED).encode()
    links = Links.of(corpora.build({"quy-che/l.md": source}))
    found = {one.text: one.state for linked in links.by_document["l"] for one in linked.citations}
    assert found == {
        "khoản 9 Điều 1": CitationState.UNSURE,
        "khoản 9 Điều 2": CitationState.DANGLING,
        "khoản 8": CitationState.UNSURE,
        "khoản 7": CitationState.DANGLING,
    }


def citings(text: str = "x", inner: str = "y") -> list[Citing]:
    links = Links.of(library(text, inner))
    wanted = "quy-che-dieu-1-khoan-1" if inner != "y" else "dieu-1-khoan-1"
    return [
        citing
        for linked in links.by_document["chinh"]
        for citing in linked.citations
        if linked.source.anchor == wanted
    ]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("khoản 2 Điều này", "chinh#dieu-1-khoan-2"),
        ("điểm đ khoản 2 Điều này", "chinh#dieu-1-khoan-2-diem-dd"),
        ("khoản này", "chinh#dieu-1-khoan-1"),
        ("khoản 2", "chinh#dieu-1-khoan-2"),
        ("Điều 2 Quy chế này", "chinh#dieu-2"),
        ("Chương I", "chinh#chuong-1"),
        ("Mục 1 Chương I", "chinh#chuong-1-muc-1"),
        ("Phụ lục 1", "chinh#phu-luc-1"),
        ("Điều 1 Phụ lục 1", "chinh#phu-luc-1-dieu-1"),
        ("Điều 1 Quy chế ban hành kèm theo Quy chế này", "chinh#quy-che-dieu-1"),
        ("khoản 2 Điều 2", "chinh#dieu-2"),  # its clauses bear no numbers
        ("khoản 1 Điều 7 Quy chế phụ", "phu#dieu-7-khoan-1"),
        ("Điều 7 Quy chế số 11-QC/TU", "phu#dieu-7"),
    ],
)
def test_a_citation_leads_to_its_provision(text: str, target: str) -> None:
    assert str(citings(text)[0].target) == target


@pytest.mark.parametrize(
    ("inner", "target"),
    [
        ("Điều 1 Quy chế này", "chinh#quy-che-dieu-1"),
        ("khoản 1 Điều này", "chinh#quy-che-dieu-1-khoan-1"),
        ("Điều 1", "chinh#quy-che-dieu-1"),
        ("Điều 2 Nghị định này", "chinh#dieu-2"),
    ],
)
def test_inside_an_attached_regulation_its_own_articles_are_meant(inner: str, target: str) -> None:
    assert str(citings(inner=inner)[0].target) == target


@pytest.mark.parametrize(
    "text", ["Điều 99", "khoản 9 Điều này", "điểm k khoản 2 Điều 1", "Điều 8 Quy chế phụ"]
)
def test_a_citation_of_what_does_not_exist_dangles(text: str) -> None:
    assert citings(text)[0].state is CitationState.DANGLING


@pytest.mark.parametrize("text", ["Điều 5 của Luật Tổ chức", "khoản 2 Điều 20 Điều lệ Đảng"])
def test_a_citation_of_a_document_from_elsewhere_is_no_fault(text: str) -> None:
    assert [citing.state for citing in citings(text)] == [CitationState.EXTERNAL]


def test_the_number_of_a_document_leads_to_it_and_back() -> None:
    links = Links.of(library())
    assert [citing.line for citing in links.citing["phu"]] == [10]


def test_a_name_that_a_text_defines_holds_for_the_rest_of_it() -> None:
    text = "Ban Chấp hành Đảng bộ tỉnh (sau đây gọi tắt là Cấp ủy tỉnh) họp; Cấp ủy tỉnh kết luận"
    links = Links.of(library(text))
    assert [m.text for m in links.mentioning["ban-chap-hanh"]] == [
        "Ban Chấp hành Đảng bộ tỉnh",
        "Cấp ủy tỉnh",
        "Cấp ủy tỉnh",
    ]


@pytest.mark.parametrize(
    "text", ["[Điều 2](https://example.org/)", "> trích", "số 05/BCH-QC", "[BCH](#dieu-1)"]
)
def test_nothing_is_linked_inside_a_link_or_a_number(text: str) -> None:
    links = Links.of(library(text))
    linked = [x for x in links.by_document["chinh"] if x.source.anchor == "dieu-1-khoan-1"]
    assert linked
    assert not any(x.citations or x.mentions for x in linked)


def test_a_quoted_article_is_not_linked() -> None:
    links = Links.of(library("trích:\n\n    > “Điều 2. Ban Chấp hành Đảng bộ tỉnh.”\n\n    hết"))
    assert "ban-chap-hanh" not in links.mentioning


def test_an_amending_article_speaks_of_the_law_it_amends() -> None:
    text = (
        FRONT.format(title="Luật sửa", number="1")
        + "# Luật\n\n### Điều 1. Sửa đổi, bổ sung một số điều của Luật cũ\n\n1. Sửa đổi khoản 8 Điều 44 như sau.\n"
    )
    documents = corpora.build({"quy-che/sua.md": text.encode()})
    (linked,) = [x for x in Links.of(documents) if x.citations]
    assert [citing.state for citing in linked.citations] == [CitationState.EXTERNAL]
