"""An address has three spellings, and each number one place in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.language.kinds import Kind
from quyche.language.numbers import number_key, plain_number
from quyche.language.vietnamese import VN
from quyche.texts.addresses import Address, Step, parse_anchor

CHAPTER = VN.form(Kind.CHAPTER)
PATHS = [
    ("dieu-5", "Điều 5", "art_5"),
    ("dieu-4a", "Điều 4a", "art_4a"),
    ("dieu-5-khoan-2-diem-dd", "điểm đ khoản 2 Điều 5", "art_5__para_2__point_dd"),
    ("dieu-5-diem-a", "điểm a Điều 5", "art_5__point_a"),
    ("dieu-5-khoan-1-1", "khoản 1.1 Điều 5", "art_5__para_1-1"),
    ("chuong-2-muc-1", "Mục 1 Chương 2", "chp_2__sec_1"),
    ("phan-1-chuong-2", "Chương 2 Phần 1", "part_1__chp_2"),
    ("nhiem-vu-3", "Nhiệm vụ 3", "item_3"),
]


@pytest.mark.parametrize(("anchor", "citation", "eid"), PATHS)
def test_an_address_has_three_spellings(anchor: str, citation: str, eid: str) -> None:
    address = Address.parse(f"quy-che-lam-viec#{anchor}")
    assert str(address) == f"quy-che-lam-viec#{anchor}"
    assert (address.anchor, address.citation, address.eid) == (anchor, citation, eid)


def test_a_citation_keeps_the_number_as_adopted() -> None:
    steps = (Step.of(CHAPTER, "II"), Step.of(VN.form(Kind.SECTION), "1"))
    assert Address("x", steps).citation == "Mục 1 Chương II"


@pytest.mark.parametrize(
    ("kind", "number", "key"),
    [
        (Kind.CHAPTER, "II", "2"),
        (Kind.CHAPTER, "XIV", "14"),
        (Kind.CHAPTER, "XLIX", "49"),
        (Kind.CHAPTER, "IIa", "2a"),
        (Kind.CHAPTER, "IIX", "iix"),  # no number, but somebody adopted it
        (Kind.PART, "thứ nhất", "1"),
        (Kind.PART, "THỨ TƯ", "4"),
        (Kind.PART, "thứ mười một", "11"),
        (Kind.SECTION, "C", "c"),  # after A and B, not a hundred
        (Kind.SECTION, "L", "l"),  # nor fifty
        (Kind.SECTION, "I", "1"),
        (Kind.ARTICLE, "5", "5"),
        (Kind.ARTICLE, "5đ", "5dd"),
        (Kind.ARTICLE, "II", "2"),
        (Kind.CLAUSE, "1.10", "1-10"),
        (Kind.POINT, "đ", "dd"),
        (Kind.POINT, "a1", "a1"),
    ],
)
def test_a_number_has_one_key(kind: Kind, number: str, key: str) -> None:
    assert number_key(kind, number) == key


@pytest.mark.parametrize(
    ("key", "letters", "number"),
    [
        ("4a", "abcdđ", "4a"),
        ("1-10", "abcdđ", "1.10"),
        ("dd", "abcdđ", "đ"),
        ("5dd", "abcdđ", "5đ"),
        ("dd", "abcd", "dd"),  # no đ in that alphabet
        ("5--2", "abcdđ", "5"),
    ],
)
def test_a_key_tells_its_number(key: str, letters: str, number: str) -> None:
    assert plain_number(key, letters) == number


@pytest.mark.parametrize(
    ("number", "anchor"), [("1", "phu-luc-1"), ("II", "phu-luc-2"), ("", "phu-luc")]
)
def test_an_annex_is_called_by_its_word_and_number(number: str, anchor: str) -> None:
    step = Step.annex(VN.annex, number, "Phụ lục")
    assert (step.anchor, step.kind) == (anchor, Kind.ATTACHMENT)
    assert parse_anchor(anchor) == (step,)


def test_a_step_is_the_same_however_its_number_is_written() -> None:
    assert Step.of(CHAPTER, "II") == Step.of(CHAPTER, "2")


@pytest.mark.parametrize(
    ("anchor", "attachment", "kinds"),
    [
        ("phu-luc-1-dieu-2", "phu-luc-1", ["attachment", "article"]),
        ("quy-che-dieu-2-khoan-1", "quy-che", ["attachment", "article", "clause"]),
        ("dieu-le-chuong-1", "dieu-le", ["attachment", "chapter"]),
        ("danh-muc-khoan-1", "danh-muc", ["attachment", "clause"]),
        ("chuong-trinh-muc-1", "chuong-trinh", ["attachment", "section"]),
        ("quy-che--2-dieu-1", "quy-che--2", ["attachment", "article"]),
        ("phu-luc", "phu-luc", ["attachment"]),
        ("dieu-5--2", None, ["article"]),
    ],
)
def test_what_stands_in_an_attachment_is_prefixed(
    anchor: str, attachment: str | None, kinds: list[str]
) -> None:
    address = Address("x", parse_anchor(anchor))
    assert address.anchor == anchor
    assert (address.attachment.key if address.attachment else None) == attachment
    assert [step.kind.value for step in address.steps] == kinds


def _steps() -> st.SearchStrategy[tuple[Step, ...]]:
    number = st.integers(1, 999).map(str)
    suffixed = st.tuples(number, st.sampled_from(["", "a", "b", "đ"])).map("".join)
    roman = st.sampled_from(["I", "II", "IV", "IX", "XII", "XIX", "XLa", "A", "C", "IIX"])
    ordinal = st.sampled_from(["thứ nhất", "thứ tư", "thứ mười hai"])
    numbers = {
        Kind.PART: st.one_of(ordinal, roman),
        Kind.CHAPTER: st.one_of(roman, number),
        Kind.SECTION: st.one_of(roman, number),
        Kind.SUBSECTION: number,
        Kind.ARTICLE: st.one_of(suffixed, roman),
        Kind.CLAUSE: st.one_of(suffixed, st.sampled_from(["1.1", "2.10a"])),
        Kind.POINT: st.one_of(st.sampled_from("abcdđeghixy"), st.sampled_from(["a1", "đ2"])),
    }
    chosen = st.lists(st.sampled_from(list(numbers)), unique=True, min_size=1)
    return chosen.flatmap(
        lambda kinds: st.tuples(
            *(
                st.builds(Step.of, st.just(VN.form(kind)), numbers[kind])
                for kind in sorted(kinds, key=lambda kind: kind.rank)
            )
        )
    )


ATTACHMENTS = st.sampled_from([(), ("phu-luc-1",), ("quy-che",), ("dieu-le",), ("danh-muc--2",)])


@given(_steps(), ATTACHMENTS, st.sampled_from(["", "--2", "--13"]))
def test_every_address_reads_back(
    steps: tuple[Step, ...], attachment: tuple[str, ...], again: str
) -> None:
    last = Step(steps[-1].form, steps[-1].key + again)
    prefix = tuple(Step.attached(key) for key in attachment)
    address = Address("van-ban", (*prefix, *steps[:-1], last))
    assert Address.parse(str(address)) == address


def test_a_document_has_an_address_of_its_own() -> None:
    assert Address.parse("quy-che") == Address("quy-che")
    assert str(Address("quy-che")) == "quy-che"


@pytest.mark.parametrize("anchor", ["", "dieu-5-", "-dieu-5", "dieu-5-x", "dieu-5-khoan-2-diem"])
def test_what_no_provision_could_have_is_refused(anchor: str) -> None:
    with pytest.raises(ValueError, match=f"not an anchor: '{anchor}' .expected e.g. 'dieu-5-"):
        parse_anchor(anchor)


def test_an_address_can_be_cut_to_a_kind() -> None:
    address = Address.parse("x#phu-luc-1-dieu-5-khoan-2-diem-a")
    assert str(address.of_kind(Kind.ARTICLE)) == "x#phu-luc-1-dieu-5"
    assert address.of_kind(Kind.CHAPTER) is None
