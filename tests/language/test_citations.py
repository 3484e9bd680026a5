"""Which words of a text cite a provision, and which one they cite."""

import pytest

from quyche.language import citations, structures
from quyche.language.citations import Citation
from quyche.language.english import EN
from quyche.language.vietnamese import VN


def path_of(citation: Citation) -> str:
    """The units as `kind number`, small to large, then the document."""
    units = [f"{unit.kind.value} {unit.number or 'this'}" for unit in citation.units]
    return " < ".join([*units, *filter(None, [citation.number, citation.scope])])


def found(text: str) -> list[tuple[str, str]]:
    return [(citation.text, path_of(citation)) for citation in citations.find(text, VN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "theo điểm a khoản 2 Điều 5",
            [("điểm a khoản 2 Điều 5", "point a < clause 2 < article 5")],
        ),
        (
            "điểm đ khoản 1 Điều này",
            [("điểm đ khoản 1 Điều này", "point đ < clause 1 < article this")],
        ),
        (
            "Điểm a, Khoản 2, Điều 11",
            [("Điểm a, Khoản 2, Điều 11", "point a < clause 2 < article 11")],
        ),
        (
            "các khoản 1, 2 và 4 Điều 6",
            [
                ("khoản 1", "clause 1 < article 6"),
                ("2", "clause 2 < article 6"),
                ("4 Điều 6", "clause 4 < article 6"),
            ],
        ),
        ("xem Điều 5-1", [("Điều 5-1", "article 5-1")]),
        ("xem Điều 5-7", [("Điều 5", "article 5"), ("7", "article 7")]),
        ("Điều 7 - 5", [("Điều 7", "article 7"), ("5", "article 5")]),
        (
            "các Khoản 1, 5, 12, Điều 3 như sau",
            [
                ("Khoản 1", "clause 1 < article 3"),
                ("5", "clause 5 < article 3"),
                ("12, Điều 3", "clause 12 < article 3"),
            ],
        ),
        (
            "điểm a khoản 1 và điểm c khoản 2 Điều 5",
            [
                ("điểm a khoản 1", "point a < clause 1 < article 5"),
                ("điểm c khoản 2 Điều 5", "point c < clause 2 < article 5"),
            ],
        ),
        (
            "khoản 1 Điều 4 và khoản 3 Điều 7",
            [
                ("khoản 1 Điều 4", "clause 1 < article 4"),
                ("khoản 3 Điều 7", "clause 3 < article 7"),
            ],
        ),
        (
            "điểm a khoản này và khoản 2 Điều 5",
            [
                ("điểm a khoản này", "point a < clause this"),
                ("khoản 2 Điều 5", "clause 2 < article 5"),
            ],
        ),
        ("từ Điều 5 đến Điều 9", [("Điều 5", "article 5"), ("Điều 9", "article 9")]),
        ("Điều 3 Quy chế này", [("Điều 3 Quy chế này", "article 3 < this")]),
        ("Điều 3 của Quy chế này", [("Điều 3 của Quy chế này", "article 3 < this")]),
        ("Điều 10 của Luật Đất đai", [("Điều 10", "article 10 < other")]),
        ("Điều 5 của bộ luật này", [("Điều 5 của bộ luật này", "article 5 < this")]),
        (
            "Điều 4 Quy chế ban hành kèm theo Nghị định này",
            [("Điều 4 Quy chế ban hành kèm theo Nghị định này", "article 4 < attached")],
        ),
        ("khoản 1 Điều 4a", [("khoản 1 Điều 4a", "clause 1 < article 4a")]),
        ("khoản 1.1 Điều 9", [("khoản 1.1 Điều 9", "clause 1.1 < article 9")]),
        ("Mục 1 Chương II", [("Mục 1 Chương II", "section 1 < chapter II")]),
        ("Phần thứ hai", [("Phần thứ hai", "part thứ hai")]),
        ("Phần thứ mười một", [("Phần thứ mười một", "part thứ mười một")]),
        ("Điều này", [("Điều này", "article this")]),
        # a clause by another name: domain.md §6.3
        ("điểm 2, Điều 30", [("điểm 2, Điều 30", "clause 2 < article 30")]),
        ("mục 4 Điều 8", [("mục 4 Điều 8", "clause 4 < article 8")]),
        (
            "khoản 5 Điều 6 mục II Chương II",
            [("khoản 5 Điều 6 mục II Chương II", "clause 5 < article 6 < section II < chapter II")],
        ),
        ("mục II Điều 1", [("mục II Điều 1", "section II < article 1")]),
        # a list goes on behind a semicolon, until a larger provision begins
        (
            "điểm a khoản 1; điểm b và c khoản 2; khoản 3 Điều 5; khoản 4",
            [
                ("điểm a khoản 1", "point a < clause 1 < article 5"),
                ("điểm b", "point b < clause 2 < article 5"),
                ("c khoản 2", "point c < clause 2 < article 5"),
                ("khoản 3 Điều 5", "clause 3 < article 5"),
                ("khoản 4", "clause 4"),
            ],
        ),
        ("khoản 2; Điều 5", [("khoản 2", "clause 2"), ("Điều 5", "article 5")]),
        (
            "Điểm 1.3 Khoản 1 Mục II",
            [("Điểm 1.3 Khoản 1 Mục II", "clause 1.3 < clause 1 < section II")],
        ),
        ("Quy chế số 00-QC/TU", [("00-QC/TU", "00-QC/TU")]),
        (
            "theo số 191/2026/NĐ-CP và 63/2025/QH15",
            [("191/2026/NĐ-CP", "191/2026/NĐ-CP"), ("63/2025/QH15", "63/2025/QH15")],
        ),
        ("Kết luận 555-KL/TUHP-TUHD", [("555-KL/TUHP-TUHD", "555-KL/TUHP-TUHD")]),
        ("10-QĐi/TW", [("10-QĐi/TW", "10-QĐi/TW")]),
    ],
)
def test_reads_citations_as_they_are_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "thời điểm a",
        "tài khoản 1",
        "danh mục 2",
        "thành phần 3",
        "điểm y tế",
        "quan điểm e ngại",
        "khoản 5 triệu đồng",
        "Điều lệ Đảng",
        "Chương trình 2021",
        "3 tháng một lần",
        "Điều 191/2026",
    ],
)
def test_takes_no_other_words_for_a_citation(text: str) -> None:
    assert found(text) == []


def test_stops_a_list_where_a_number_counts_something_else() -> None:
    assert found("khoản 2, 3 tháng một lần") == [("khoản 2", "clause 2")]


def test_says_where_a_citation_stands_in_a_text_of_separate_marks() -> None:
    text = "theo khoa\u0309n 2 \u0110ie\u0302\u0300u 5 nha"
    (citation,) = citations.find(text, VN)
    assert citation.text == text[5 : text.index(" nha")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Section 5(2)(a) holds", ["Section 5(2)(a)"]),
        ("section 5, paragraph (b), and the rest", ["section 5, paragraph (b)"]),
        ("paragraph (b) of section 5(2)", ["paragraph (b) of section 5(2)"]),
        ("paragraphs (a) and (b) of section 5", ["paragraphs (a)", "(b) of section 5"]),
        ("see Rule 3a1), and (see Rule 3a2)", ["Rule 3a1)", "Rule 3a2"]),
        ("Article 4.2 or Law 12.C.1(b)", ["Article 4.2", "Law 12.C.1(b)"]),
        ("Articles 4 to 6 and 8", ["Articles 4", "6", "8"]),
        ("Part II, this Section and Part One", ["Part II", "this Section", "Part One"]),
        ("Schedule 1, paragraph 3; Annex B", ["Schedule 1, paragraph 3", "Annex B"]),
        ("Rule 7 of these Rules", ["Rule 7 of these Rules"]),
        ("section 9 of the Companies Act 2006", ["section 9"]),
        ("section 9 of the Housing (Scotland) Act 1987", ["section 9"]),
        ("paragraph 2 and section 5", ["paragraph 2", "section 5"]),
        ("Article III, Section 2(a)(iv)", ["Article III, Section 2(a)(iv)"]),
        ("section 5, 12 members being present", ["section 5"]),
        ("the rules 3 of us made; article a member wrote", ["rules 3"]),
        ("in section four, at point blank", ["section four"]),
        ("By-law 3 and clause 3.1.2", ["By-law 3", "clause 3.1.2"]),
    ],
)
def test_english_citations_are_found(text: str, expected: list[str]) -> None:
    assert [citation.text for citation in citations.find(text, EN)] == expected


def test_what_bears_no_number_is_told_by_its_title() -> None:
    told = {"Nội quy chợ", "HƯƠNG ƯỚC THÔN", "Quy chế", "By-laws"}
    assert {one for one in told if not structures.bears_number(one)} == {
        "Nội quy chợ",
        "HƯƠNG ƯỚC THÔN",
    }


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("section 9 of the Companies Act 2006", "other"),
        ("section 9 of the Housing (Scotland) Act 1987", "other"),
        ("Article 5 of Regulation (EU) 2016/679", "other"),
        ("Rule 7 of these Rules", "this"),
        ("Rule 7 of the Code attached to these Rules", "attached"),
        ("Rule 7 of the boat", ""),
    ],
)
def test_english_citations_say_of_what_document_they_speak(text: str, scope: str) -> None:
    (found,) = citations.find(text, EN)
    assert found.scope == scope
