"""Word by word: the fewest words, both texts back, spelling apart from words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.comparing.matching import subsequences
from quyche.comparing.matching.words import Words, is_word
from quyche.comparing.operations import Op, Sign, operations

TEXTS = st.lists(
    st.sampled_from(
        [
            "Ủy", "Uỷ", "ủy ban", "Ban", "Thường vụ", "hoà", "hòa", "2021", ",", ".", ";", " ", "  ", "\n",
            "\u00a0", "đ", "Đ", "Ð", "u\u0309", "\u200b", "\u00ad", "......", "“", "”", "a", "b", "c",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip
ITEMS = st.lists(st.sampled_from("abcd"), max_size=14)


def ops(old: str, new: str) -> list[list[str]]:
    return [[op.sign.value, op.text] for op in operations(old, new)]


def words(old: str, new: str) -> int:
    return sum(op.words for op in operations(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("Ban họp.", "Ban họp.", [["=", "Ban họp."]]),
        ("", "Ban họp.", [["+", "Ban họp."]]),
        ("Ban họp.", "", [["-", "Ban họp."]]),
        ("Ban họp.", "Ban không họp.", [["=", "Ban"], ["+", " không"], ["=", " họp."]]),
        ("họp hằng tháng", "họp hằng quý", [["=", "họp hằng "], ["-", "tháng"], ["+", "quý"]]),
        ("A, B", "A B", [["=", "A"], ["-", ","], ["=", " B"]]),
        ("khoản 2 Điều 5.", "khoản 2 Điều 6.", [["=", "khoản 2 Điều "], ["-", "5"], ["+", "6"], ["=", "."]]),
        # A change begins and ends where a person would have typed it.
        ("Ban A họp, Ban B họp.", "Ban A họp, Ban C họp, Ban B họp.", [["=", "Ban A họp,"], ["+", " Ban C họp,"], ["=", " Ban B họp."]]),
        ("Một.\nHai.", "Một.\nNửa.\nHai.", [["=", "Một."], ["+", "\nNửa."], ["=", "\nHai."]]),
    ],
)  # fmt: skip
def test_the_words_that_changed(old: str, new: str, expected: list[list[str]]) -> None:
    assert ops(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ủy ban", "Uỷ ban"),
        ("hòa giải", "hoà giải"),
        ("Ban Thường vụ", unicodedata.normalize("NFD", "Ban Thường vụ")),
        ("một  hai", "một hai"),
        ("một\u00a0hai", "một hai"),
        ("một, hai", "một , hai"),
        ("một\nhai", "một hai"),
        ("Đảng", "Ðảng"),
        ("cộng\u00adhoà", "cộnghòa"),
    ],
)
def test_another_spelling_changes_no_word_and_loses_no_character(old: str, new: str) -> None:
    found = operations(old, new)
    assert words(old, new) == 0
    assert all(op.is_spelling for op in found if op.sign is not Sign.KEPT)
    assert sum(op.spellings for op in found) > 0
    assert rebuilt(found) == (old, new)


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("Ban họp.", "Ban không họp.", 1),
        ("Ban họp.", "Ban họp;", 0),
        ("Ủy ban họp", "Uỷ ban làm việc", 3),
        ("năm 2020", "năm 2021", 2),
        ("Bộ", "bộ", 2),
    ],
)
def test_words_and_numbers_are_counted_and_signs_are_not(old: str, new: str, count: int) -> None:
    assert words(old, new) == count


def rebuilt(found: tuple[Op, ...]) -> tuple[str, str]:
    old = "".join(op.text for op in found if op.sign is not Sign.INSERTED)
    return old, "".join(op.text for op in found if op.sign is not Sign.DELETED)


@given(TEXTS, TEXTS)
def test_deletions_give_the_old_text_and_insertions_the_new_one(old: str, new: str) -> None:
    assert rebuilt(operations(old, new)) == (old, new)


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_the_characters_are(old: str, new: str) -> None:
    assert rebuilt(operations(old, new)) == (old, new)


@given(TEXTS, TEXTS)
def test_texts_exchanged_exchange_the_operations(old: str, new: str) -> None:
    signs = {Sign.KEPT: Sign.KEPT, Sign.DELETED: Sign.INSERTED, Sign.INSERTED: Sign.DELETED}
    there = [(signs[op.sign], op.text, op.is_spelling) for op in operations(old, new)]
    back = [(op.sign, op.text, op.is_spelling) for op in operations(new, old)]
    assert sorted(there, key=str) == sorted(back, key=str)


@given(TEXTS, TEXTS)
def test_as_few_words_and_signs_as_possible_are_touched(old: str, new: str) -> None:
    before, after = Words.of(old).keys, Words.of(new).keys
    touched = [op for op in operations(old, new) if op.sign is not Sign.KEPT and not op.is_spelling]
    count = sum(len(Words.of(op.text).tokens) for op in touched)
    assert count == len(before) + len(after) - 2 * longest(before, after)


@given(TEXTS)
def test_tokens_and_gaps_give_the_text_back(text: str) -> None:
    cut = Words.of(text)
    joined = "".join(gap + token for gap, token in zip(cut.gaps, (*cut.tokens, ""), strict=True))
    assert joined == text


def test_a_word_is_told_from_a_sign() -> None:
    cut = Words.of("Điều 5, “a”......")
    assert [token for token in cut.tokens if is_word(token)] == ["Điều", "5", "a"]
    assert [token for token in cut.tokens if not is_word(token)] == [",", "“", "”", "......"]


def longest(old: tuple[str, ...] | list[str], new: tuple[str, ...] | list[str]) -> int:
    """The textbook's table."""
    row = [0] * (len(new) + 1)
    for item in old:
        before = row
        row = [0]
        for place, other in enumerate(new):
            row.append(before[place] + 1 if item == other else max(row[place], before[place + 1]))
    return row[-1]


@given(ITEMS, ITEMS)
def test_the_common_subsequence_is_common_and_longest(old: list[str], new: list[str]) -> None:
    pairs = subsequences.pairs(old, new)
    assert [old[one] for one, _ in pairs] == [new[other] for _, other in pairs]
    assert pairs == sorted(set(pairs))
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert len(pairs) == subsequences.length(old, new) == longest(old, new)


def test_long_texts_are_halved_and_give_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = list("abcbdabxyzabcd" * 6), list("bdcabaxzabdc" * 7)
    monkeypatch.setattr(subsequences, "LARGEST_TABLE", 50)
    pairs = subsequences.pairs(old, new)
    assert [old[one] for one, _ in pairs] == [new[other] for _, other in pairs]
    assert len(pairs) == longest(old, new)


@pytest.mark.parametrize(
    ("places", "kept"),
    [
        ([], set()),
        ([0, 1, 2], {0, 1, 2}),
        ([3, 0, 1, 2], {1, 2, 3}),
        ([0, 3, 1, 2, 4], {0, 2, 3, 4}),
        ([1, 1, 2], {1, 2}),
    ],
)
def test_the_fewest_are_out_of_order(places: list[int], kept: set[int]) -> None:
    weights = list(range(len(places)))
    assert subsequences.in_order(places, weights) == kept
