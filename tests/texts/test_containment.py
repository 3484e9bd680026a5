"""What lies in what: the numbers of an address tell just what the tree of provisions does."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons import FRONT, documents, pair
from quyche.corpus import corpora
from quyche.editions import concordances
from quyche.histories import effects
from quyche.language.kinds import Kind
from quyche.texts import parser
from quyche.texts.addresses import Address, anchors_around, parse_anchor
from quyche.texts.provisions import Document, Provision
from readings import reading_of

DATA = Path(__file__).parents[1] / "data"
SAMPLES = [*sorted((DATA / "parser").glob("*.md")), *sorted((DATA / "imports").glob("*.md"))]
COUNTED_THROUGH = {Kind.ARTICLE, Kind.TASK}
"""Counted through chapters, so that their addresses do not say in which one they stand."""

CLAUSES = st.lists(
    st.sampled_from(["1. Một.", "1.1. Một một.", "1.2. Một hai.", "2. Hai.", "10. Mười."]),
    unique=True,
).map(
    lambda lines: sorted(lines, key=lambda line: [int(n) for n in line.split(". ")[0].split(".")])
)
POINTS = st.sampled_from(["", "    a) Một;", "    a) Một;\n    b) Hai;\n    đ) Ba."])
ARTICLES = st.lists(
    st.sampled_from(["1", "1.1", "1.2", "5", "5a", "5.1", "5.10", "51"]), min_size=1, unique=True
)
DIVISIONS = st.sampled_from(["", "## Chương I. Chung", "## Chương I. Chung\n\n## Mục 1. Riêng"])


@st.composite
def regulations(draw: st.DrawFn) -> str:
    """A regulation whose articles, clauses and points bear numbers that look alike."""
    lines = [draw(DIVISIONS)]
    for article in draw(ARTICLES):
        lines.append(f"### Điều {article}. Tên")
        for clause in draw(CLAUSES):
            lines += [clause, draw(POINTS)]
    return FRONT + "\n\n".join(lines) + "\n"


def is_told_by_numbers(outer: Provision, inner: Provision) -> bool:
    """Whether no chapter is asked about an article or what lies in one."""
    is_division = Kind.ATTACHMENT.rank < outer.kind.rank < Kind.ARTICLE.rank
    return not (is_division and COUNTED_THROUGH & {step.kind for step in inner.address.steps})


def is_cut_off(outer: Provision, inner: Provision, document: Document) -> bool:
    """Whether a clause such as 1.1 stands in the same article as clause 1, after its end."""
    around = next((one for one in document.walk() if outer in one.children), None)
    return around is not None and inner in around.children and outer.kind is Kind.CLAUSE


def assert_numbers_tell_the_tree(document: Document) -> None:
    provisions = list(document.walk())
    for outer, inner in product(provisions, repeat=2):
        is_in_tree = inner.address in {one.address for one in outer.walk()}
        if outer.address.contains(inner.address):
            assert is_in_tree or is_cut_off(outer, inner, document), (outer.anchor, inner.anchor)
        elif is_in_tree:
            assert not is_told_by_numbers(outer, inner), (outer.anchor, inner.anchor)


@given(regulations())
def test_an_address_contains_what_the_tree_has_inside_it(source: str) -> None:
    assert_numbers_tell_the_tree(parser.parse(source, "quy-che/a.md").document)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_same_holds_for_every_sample(path: Path) -> None:
    parsed = parser.parse(path.read_text("utf-8"), "quy-che/a.md")
    if not any(problem.rule == "number-twice" for problem in parsed.problems):
        assert_numbers_tell_the_tree(parsed.document)


@pytest.mark.parametrize(
    ("anchor", "around"),
    [
        ("dieu-5", ["dieu-5"]),
        ("dieu-5-1", ["dieu-5-1"]),
        ("dieu-5-1-khoan-2-diem-dd", ["dieu-5-1-khoan-2-diem-dd", "dieu-5-1-khoan-2", "dieu-5-1"]),
        ("dieu-5-khoan-1-2", ["dieu-5-khoan-1-2", "dieu-5-khoan-1", "dieu-5"]),
        ("dieu-5-khoan-1--2", ["dieu-5-khoan-1--2", "dieu-5"]),
        ("dieu-5--2-khoan-1", ["dieu-5--2-khoan-1", "dieu-5--2"]),
        ("phu-luc-1-dieu-2", ["phu-luc-1-dieu-2", "phu-luc-1"]),
        ("chuong-2-muc-1", ["chuong-2-muc-1", "chuong-2"]),
    ],
)
def test_what_an_anchor_lies_in(anchor: str, around: list[str]) -> None:
    assert list(anchors_around(anchor)) == around
    inner = Address("a", parse_anchor(anchor))
    assert all(Address("a", parse_anchor(one)).contains(inner) for one in around)


def test_a_document_contains_its_own_provisions_alone() -> None:
    assert Address("a").contains(Address.parse("a#dieu-5"))
    assert not Address("b").contains(Address.parse("a#dieu-5"))
    assert not Address.parse("a#dieu-5").contains(Address("a"))
    assert not Address.parse("a#dieu-5").contains(Address.parse("b#dieu-5"))


OLD = """### Điều 5.1. Nhiệm vụ của Ban A

Ban A họp mỗi tháng một lần theo giấy mời.
"""
NEW = """### Điều 5. Nhiệm vụ của Ban B

Ban B gửi tài liệu trước năm ngày làm việc.

"""


def test_a_new_article_5_is_no_gain_for_whom_article_5_1_governs() -> None:
    gained = effects.of_pair(pair(OLD, NEW + OLD), reading_of(documents("")).governed)
    assert {name: [one.citation for one in found] for name, found in gained.items()} == {
        "ban-b": ["Điều 5"]
    }


def test_an_article_5_1_is_not_led_along_with_article_5() -> None:
    older, newer = (
        corpora.build({"quy-che/a.md": (FRONT + body).encode()})
        for body in (NEW + OLD, OLD + "\n" + NEW.replace("Điều 5.", "Điều 6."))
    )
    found = concordances.between(older, newer)["a"]
    assert found["moved"] == {"dieu-5": ["dieu-6"]}
    assert concordances.implied("dieu-5-1", found["moved"]) == ["dieu-5-1"]
