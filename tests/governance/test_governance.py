"""Whom a provision governs, and how."""

import pytest

from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.corpus.texts import Corpus
from quyche.governance.governance import Governance

NAMES = {
    "co-quan/ban-chap-hanh": ("body", "Ban Chấp hành"),
    "co-quan/ban-thuong-vu": ("body", "Ban Thường vụ"),
    "co-quan/van-phong": ("body", "Văn phòng"),
    "chuc-danh/bi-thu": ("role", "Bí thư"),
    "chuc-danh/pho-bi-thu": ("role", "Phó Bí thư"),
}
FRONT = "---\nkind: regulation\ntitle: T\nstatus: draft\n---\n# T\n\n"


def library(text: str, front: str = FRONT) -> Corpus:
    entries = {
        f"{path}.md": f"---\nkind: {kind}\nname: {name}\n---\n".encode()
        for path, (kind, name) in NAMES.items()
    }
    return corpora.build({**entries, "quy-che/t.md": (front + text).encode()})


def governed(text: str, anchor: str = "dieu-1") -> dict[str, tuple[str, ...]]:
    documents = library(text)
    governance = Governance.of(documents, Links.of(documents))
    return {g.target: g.aspects for g in governance.by_provision.get(f"t#{anchor}", ())}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nhiệm vụ, quyền hạn của Bí thư", {"bi-thu": ("duties", "powers")}),
        (
            "Trách nhiệm của Bí thư, Phó Bí thư",
            {"bi-thu": ("responsibilities",), "pho-bi-thu": ("responsibilities",)},
        ),
        ("Hội nghị Ban Thường vụ", {"ban-thuong-vu": ("meetings",)}),
        ("Chế độ làm việc của Ban Thường vụ", {"ban-thuong-vu": ("meetings",)}),
        (
            "Quan hệ giữa Ban Thường vụ với Văn phòng",
            {"ban-thuong-vu": ("relations",), "van-phong": ("relations",)},
        ),
        (
            "Trách nhiệm của Văn phòng trong việc phục vụ Ban Thường vụ",
            {"van-phong": ("responsibilities",)},
        ),
        ("Hồ sơ trình Ban Thường vụ", {}),
        ("Phạm vi điều chỉnh", {}),
    ],
)
def test_reads_it_from_the_title_of_an_article(
    title: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert governed(f"### Điều 1. {title}\n\nNội dung.\n") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Duties and powers of the Bí thư", {"bi-thu": ("duties", "powers")}),
        ("Responsibilities of Bí thư", {"bi-thu": ("responsibilities",)}),
        ("Meetings of the Ban Thường vụ", {"ban-thuong-vu": ("meetings",)}),
        ("Ban Thường vụ meetings", {"ban-thuong-vu": ("meetings",)}),
        ("The Ban Thường vụ", {"ban-thuong-vu": ()}),
        (
            "Working relations between the Ban Thường vụ and the Văn phòng",
            {"ban-thuong-vu": ("relations",), "van-phong": ("relations",)},
        ),
        ("Papers for the Ban Thường vụ", {}),
        ("Scope", {}),
    ],
)
def test_reads_it_from_the_english_title_of_an_article(
    title: str, expected: dict[str, tuple[str, ...]]
) -> None:
    front = FRONT.replace("status:", "structure: en\nstatus:")
    documents = library(f"### Article 1. {title}\n\nContent.\n", front)
    governance = Governance.of(documents, Links.of(documents))
    found = governance.by_provision.get("t#article-1", ())
    assert {one.target: one.aspects for one in found} == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Ban Thường vụ quyết định việc này.", {"ban-thuong-vu": ("powers",)}),
        ("Bí thư chịu trách nhiệm trước Ban Chấp hành.", {"bi-thu": ("responsibilities",)}),
        ("Các Phó Bí thư giúp Bí thư.", {"pho-bi-thu": ("duties",)}),
        (
            "Bí thư và Phó Bí thư phối hợp với Văn phòng.",
            {"bi-thu": ("relations",), "pho-bi-thu": ("relations",)},
        ),
        ("Ban Thường vụ họp mỗi tháng một lần.", {"ban-thuong-vu": ("meetings",)}),
        ("Khi cần thiết, Bí thư triệu tập hội nghị.", {"bi-thu": ("meetings",)}),
        ("Trường hợp còn ý kiến khác nhau thì Bí thư quyết định.", {"bi-thu": ("powers",)}),
        (
            "Căn cứ chỉ đạo của Ban Thường vụ, Bí thư, Văn phòng xây dựng lịch.",
            {"van-phong": ("duties",)},
        ),
        ("Việc khác do Bí thư quyết định.", {"bi-thu": ("powers",)}),
        ("Trách nhiệm của Văn phòng:", {"van-phong": ("responsibilities",)}),
        (
            "Cơ quan giúp việc gồm Văn phòng, Ban Thường vụ, có nhiệm vụ tham mưu.",
            {"van-phong": ("duties",), "ban-thuong-vu": ("duties",)},
        ),
        ("Văn bản trình Bí thư, Ban Thường vụ.", {}),
        ("Bí thư;", {}),
        ("Báo cáo gửi Văn phòng đúng hạn.", {}),
    ],
)
def test_reads_it_from_the_subject_of_a_clause(
    clause: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert governed(f"### Điều 1. Chung\n\n1. {clause}\n", "dieu-1-khoan-1") == expected


def test_what_an_author_sets_on_the_heading_holds_instead() -> None:
    text = '### Điều 1. Nhiệm vụ của Bí thư {governs="pho-bi-thu van-phong"}\n\nBí thư họp.\n'
    assert governed(text) == {"pho-bi-thu": ("duties",), "van-phong": ("duties",)}


def test_an_unknown_id_that_an_author_sets_is_told_with_its_line() -> None:
    documents = library('### Điều 1. Chung {governs="ai-do"}\n\nNội dung.\n')
    (unknown,) = Governance.of(documents, Links.of(documents)).unknown
    assert unknown[1:] == (8, "ai-do")


def test_an_article_governs_whom_its_title_and_its_clauses_govern() -> None:
    documents = library("### Điều 1. Trách nhiệm của Bí thư\n\n1. Bí thư họp.\n2. Văn phòng ghi.\n")
    governance = Governance.of(documents, Links.of(documents))
    (article,) = documents.texts[0].document.articles()
    assert {g.target: g.aspects for g in governance.of_article(article)} == {
        "bi-thu": ("responsibilities", "meetings"),
        "van-phong": ("duties",),
    }


def test_a_title_without_an_aspect_has_that_of_the_chapter() -> None:
    text = "## Chương I. Nhiệm vụ, quyền hạn\n\n### Điều 1. Bí thư\n\nNội dung.\n"
    assert governed(text) == {"bi-thu": ("duties", "powers")}
