"""What a text defines is known, and where else it uses these words."""

import pytest

from quyche.corpus.definitions import Definitions
from quyche.language.structures import named
from quyche.texts import parser

VN = """# T

### Điều 1. Phạm vi

Chi hội trực thuộc là nơi sinh hoạt.

### Điều 2. Giải thích từ ngữ

Trong Quy chế này, các từ ngữ dưới đây được hiểu như sau:

1. Chi hội trực thuộc là tổ chức của Hội ở cơ sở.
2. **Diều lớn** là diều rộng trên hai mét.
3. “Thành viên chính thức” được hiểu là người đã nộp hội phí.
4. Hội là tổ chức này.
5. Người điều khiển gồm:
a) Người cầm dây;
6. Ngày lễ là ngày nghỉ.
7. Ngày lễ là ngày hội.
"""
EN = """# T

## 1 Definitions

In these Rules:

(a) “Member” means a person whose fees are paid.
(b) Annual general meeting means the meeting of May.

## 2 Members

(1) A Member may vote.
"""


def known(text: str, grammar: str = "vn") -> Definitions:
    return Definitions.of(parser.parse(text, "t.md", named(grammar)).document)


def test_terms_are_those_that_an_article_of_definitions_explains_once() -> None:
    found = {one.term: one.address.anchor for one in known(VN).found}
    assert found == {
        "Chi hội trực thuộc": "dieu-2-khoan-1",
        "Diều lớn": "dieu-2-khoan-2",
        "Thành viên chính thức": "dieu-2-khoan-3",
        "Người điều khiển": "dieu-2-khoan-5",
    }
    english = {one.term: one.address.anchor for one in known(EN, "en").found}
    assert list(english) == ["Member", "Annual general meeting"]
    assert all(anchor.startswith("section-1-") for anchor in english.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mỗi chi hội trực thuộc có diều lớn.", ["chi hội trực thuộc", "diều lớn"]),
        ("Diều lớn này, diều lớn kia.", ["Diều lớn"]),
        ("Mỗi chi ho\u0323\u0302i trực thuộc.", ["chi ho\u0323\u0302i trực thuộc"]),
        ("Cánh diều lớnn; Hội họp.", []),
    ],
)
def test_a_use_is_the_first_of_a_whole_term_in_a_block(text: str, expected: list[str]) -> None:
    assert [text[use.start : use.end] for use in known(VN).uses(text, 1)] == expected


def test_a_single_word_is_meant_only_as_it_is_defined() -> None:
    definitions = known(EN, "en")
    assert [use.start for use in definitions.uses("A Member is no member.", 1)] == [2]
    assert list(definitions.uses("A member pays.", 1)) == []


def test_where_a_term_is_defined_it_leads_nowhere() -> None:
    definitions = known(VN)
    (kite,) = (one for one in definitions.found if one.term == "Diều lớn")
    assert list(definitions.uses("Diều lớn là diều rộng trên hai mét.", kite.line)) == []
    assert list(known("# T\n\n### Điều 1. A\n\nDiều lớn.\n").uses("Diều lớn.", 3)) == []
