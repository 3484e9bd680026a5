"""Vietnamese text: two spellings of a word are one, and lists stand in the order of a dictionary."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.language.spelling import (
    Searchable,
    anchor_of_heading,
    compose,
    fold,
    is_composed,
    slug,
    sort_key,
    spelling,
)

SYLLABLES = ["Tỉnh", "uỷ", "ủy", "hoà", "quý", "Đảng", "ệ", " ", "-", "1", "각", "ṏa", "oạ", "²"]
WORDS = st.lists(st.one_of(st.sampled_from(SYLLABLES), st.text(max_size=3))).map("".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỉnh uỷ", "Tỉnh ủy"),
        ("UỶ BAN", "ỦY BAN"),
        ("hoà giải", "hòa giải"),
        ("khoá XVII", "khóa XVII"),
        ("luỹ kế", "lũy kế"),
        ("thuý", "thúy"),
        ("loè", "lòe"),
        ("Ủy viên", unicodedata.normalize("NFD", "Uỷ viên")),
    ],
)
def test_two_spellings_of_a_word_have_one_key(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quý", "qúy"),  # the u belongs to the consonant
        ("ủy", "ụy"),
        ("hoàn", "hòan"),  # with a letter after it the tone has one place only
        ("Đ", "Ð"),
        ("Ban", "ban"),
    ],
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@given(WORDS)
def test_the_key_of_a_composed_text_is_as_long_as_the_text(text: str) -> None:
    assert len(spelling(compose(text))) == len(compose(text))


@given(WORDS)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert spelling(spelling(text)) == spelling(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tỉnh ủy", "tinh uy"),
        ("ĐIỀU LỆ ĐẢNG", "dieu le dang"),
        ("Ðảng", "dang"),
        ("ơ ư ă", "o u a"),
    ],
)
def test_a_text_is_folded_as_people_type_it(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều lệ Đảng", "dieu-le-dang"),
        ("  Quy chế, 00-QC/TU! ", "quy-che-00-qc-tu"),
        ("…", ""),
    ],
)
def test_a_slug_is_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("Mục đích", "muc-dich"), ("Q search", "doan-q-search"), ("Q", "q"), ("Quy", "quy")],
)
def test_no_heading_takes_a_name_of_what_stands_around_a_text(heading: str, anchor: str) -> None:
    assert anchor_of_heading(heading, "-") == anchor


@pytest.mark.parametrize(
    "ordered",
    [
        "ma mà mả mã má mạ man mă mâ mì",  # tones after letters, both after nothing
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "Ba Bà Bác Ban bạn",
        "e ê f g i j k v w x y z",  # letters of foreign names where the Latin alphabet has them
        "Ủy Ưng",
    ],
)
def test_words_stand_in_the_order_of_a_dictionary(ordered: str) -> None:
    words = ordered.split()
    assert sorted(words, key=sort_key) == words


@pytest.mark.parametrize(
    "ordered",
    [
        ["Điều 2", "Điều 2a", "Điều 10"],
        ["Ban Dân vận", "Ban Nội chính", "Bản đồ"],  # syllable by syllable
        ["Hội nghị", "Hội nghị 1", "Hội nghị a"],
        ["x 007", "x 8", "x " + "9" * 5000],
    ],
)
def test_titles_stand_syllable_by_syllable_and_numbers_by_value(ordered: list[str]) -> None:
    assert sorted(ordered, key=sort_key) == ordered


@pytest.mark.parametrize(
    "ordered",
    [
        ["Audit Committee", "Board", "board of trade", "Chair", "Zoo"],
        ["Rule 2", "Rule 10"],
        ["daft", "đo", "dữ", "dye", "e"],  # a letter with marks stands with the letter without
        ["Zoe", "Zoë", "Zoo"],
        ["Law 9", "Law Society", "Lawyer"],  # word by word
    ],
)
def test_names_stand_in_english_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=lambda name: sort_key(name, "en")) == ordered


@given(WORDS, WORDS)
def test_any_two_texts_can_be_put_in_order(one: str, other: str) -> None:
    assert sorted([one, other], key=sort_key) == sorted([other, one], key=sort_key) or (
        sort_key(one) == sort_key(other)
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_found_in_the_key_is_placed_in_the_text(form: str) -> None:
    text = unicodedata.normalize(form, "Đồng chí Uỷ viên, Tỉnh uỷ.")  # type: ignore[arg-type]
    searchable = Searchable.of(text)
    start = searchable.key.index("Ủy viên")
    first, last = searchable.span(start, start + len("Ủy viên"))
    assert compose(text[first:last]) == "Uỷ viên"


@given(WORDS)
def test_every_place_of_the_key_has_a_place_in_the_text(text: str) -> None:
    searchable = Searchable.of(text)
    assert len(searchable.offsets) == len(searchable.key) + 1
    assert searchable.span(0, len(searchable.key)) == (0, len(text))
    assert list(searchable.offsets) == sorted(searchable.offsets)


def test_decomposed_text_is_told_from_composed() -> None:
    assert is_composed("Tỉnh ủy")
    assert not is_composed(unicodedata.normalize("NFD", "Tỉnh ủy"))
