"""What changed in footnotes, told apart from what changed in the text."""

import pytest

from quyche.comparing.comparison import compare
from quyche.comparing.redlines import as_text
from quyche.labels import Labels
from quyche.texts.parser import parse

TEXT = "### Điều 1.[^1] A\n\n1. Chữ[^2].\n\n[^1]: Một.\n\n[^2]: Hai ba bốn.\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("x", "x", [(["1"], ["1"], "unchanged", []), (["2"], ["2"], "unchanged", [])]),
        ("Hai ba", "Hai năm", [(["1"], ["1"], "unchanged", []), (["2"], ["2"], "amended", [])]),
        ("[^2]", "[^3]", [(["1"], ["1"], "unchanged", []), (["2"], ["3"], "unchanged", ["renumbered"])]),
        ("\n[^2]: Hai ba bốn.\n", "", [(["1"], ["1"], "unchanged", []), (["2"], [], "removed", [])]),
        ("[^1]: Một.", "[^1]: Không.", [(["1"], ["1"], "amended", []), (["2"], ["2"], "unchanged", [])]),
    ],
)  # fmt: skip
def test_footnotes_are_compared_apart(
    old: str, new: str, expected: list[tuple[list[str], list[str], str, list[str]]]
) -> None:
    before, after = (parse(text, "x.md").document for text in (TEXT, TEXT.replace(old, new)))
    compared = compare(before, after)
    assert {change.status for change in compared.changes} == {"unchanged"}
    assert not compared.summary.words_inserted
    assert [
        (list(one.old), list(one.new), one.status.value, [mark.value for mark in one.marks])
        for one in compared.footnotes
    ] == expected
    assert compared.is_empty == (old == new)


def test_a_changed_footnote_is_told_by_its_number() -> None:
    before, after = (parse(text, "x.md").document for text in (TEXT, TEXT.replace("ba", "năm")))
    told = as_text(compare(before, after), before, after, Labels.load("vi"))
    assert "Chú thích 2 (" in told
    assert "[-ba-]{+năm+}" in told.replace("[-ba-] {+", "[-ba-]{+")
