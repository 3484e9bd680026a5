"""What makes one text of another gives just that text, in units that JavaScript counts by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.publishing import text_edits

_WORDS = st.lists(st.sampled_from([*"aá 𝔸\n<>/=", "quyche", '"1"', "\r\n"]), max_size=60).map(
    "".join
)


@given(_WORDS, _WORDS)
def test_the_edits_between_two_texts_make_one_of_the_other(older: str, newer: str) -> None:
    assert text_edits.edited(older, text_edits.between(older, newer)) == newer


@given(st.lists(st.tuples(_WORDS, _WORDS)))
def test_so_do_those_of_parts_that_are_held_to_each_other_alone(
    pairs: list[tuple[str, str]],
) -> None:
    older, newer = ("".join(pair[at] for pair in pairs) for at in (0, 1))
    assert text_edits.edited(older, text_edits.of_parts(pairs)) == newer


def test_a_word_in_a_long_text_is_edited_in_few_bytes_and_what_stands_before_it_is_counted() -> (
    None
):
    lines = [f'<p class="a">𝔸 Điều {number}</p>\n' for number in range(500)]
    changed = [*lines[:300], lines[300].replace("300", "300a"), *lines[301:]]
    older = "".join(lines)
    before = len(older.partition("300")[0].encode("utf-16-le")) // 2
    left = len(older.encode("utf-16-le")) // 2 - before - len("300</p>\n")
    edits = text_edits.between(older, "".join(changed))
    assert edits == (before, len("300</p>\n"), "300a</p>\n", left, 0, "")


@pytest.mark.parametrize(
    "edits", [[3, 0, ""], [5, 0, ""], [4, 0], ["4", 0, ""], [4, 0, None], [2, 3, "a"]]
)
def test_edits_of_another_text_or_of_another_form_are_refused(edits: list[int | str]) -> None:
    with pytest.raises(ValueError, match=r"edit|argument"):
        text_edits.edited("Điều", edits)
