"""Small texts of the kinds that occur: what a careful reader makes of each is what we make of it."""

from pathlib import Path

import pytest

from cases import cases_in, wrong_in
from quyche.imports.documents.conversion import convert_file

OWN = Path(__file__).parents[1] / "data" / "cases"
SHARED = Path(__file__).parents[2].parent / "shared" / "cases"
NOT_YET = {
    "clause-footnotes": "footnotes of consolidated texts become no Markdown footnotes yet",
    "footnote-over-page": "a footnote that runs over a page is not parted from the text yet",
    "web-page": "the frame of a web page is not left out yet",
}
"""What is still read wrong; a case that comes right must leave this list."""


@pytest.mark.parametrize("case", cases_in(OWN), ids=lambda path: path.name)
def test_a_text_of_our_own_is_read_right(case: Path, tmp_path: Path) -> None:
    assert wrong_in(case, tmp_path) == []


@pytest.mark.corpus
@pytest.mark.parametrize("case", cases_in(SHARED) or [None], ids=lambda path: path and path.name)
def test_a_shared_case_is_read_right(case: Path | None, tmp_path: Path) -> None:
    if case is None:
        pytest.skip(f"the shared cases are not at {SHARED}")
    wrong = wrong_in(case, tmp_path)
    if case.stem in NOT_YET:
        assert wrong, f"{case.stem} is right now: take it off the list"
        pytest.xfail(NOT_YET[case.stem])
    assert wrong == []


def test_says_what_only_the_order_of_numbers_told() -> None:
    said = {each.rule for each in convert_file(OWN / "letter-i-after-h.txt").problems}
    assert "import-by-order" in said
    said = {each.rule for each in convert_file(OWN / "scheme-in-article.txt").problems}
    assert "import-sections-in-article" in said
