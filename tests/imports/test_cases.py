"""Small texts of the kinds that occur: what a careful reader makes of each is what we make of it."""

from pathlib import Path

import pytest

from cases import cases_in, wrong_in
from quyche.imports.documents.conversion import convert_file

OWN = Path(__file__).parents[1] / "data" / "cases"
SHARED = Path(__file__).parents[2].parent / "shared" / "cases"


@pytest.mark.parametrize("case", cases_in(OWN), ids=lambda path: path.name)
def test_a_text_of_our_own_is_read_right(case: Path, tmp_path: Path) -> None:
    assert wrong_in(case, tmp_path) == []


@pytest.mark.corpus
@pytest.mark.parametrize("case", cases_in(SHARED) or [None], ids=lambda path: path and path.name)
def test_a_shared_case_is_read_right(case: Path | None, tmp_path: Path) -> None:
    if case is None:
        pytest.skip(f"the shared cases are not at {SHARED}")
    assert wrong_in(case, tmp_path) == []


def test_says_what_only_the_order_of_numbers_told() -> None:
    said = {each.rule for each in convert_file(OWN / "letter-i-after-h.txt").problems}
    assert "import-by-order" in said
    said = {each.rule for each in convert_file(OWN / "scheme-in-article.txt").problems}
    assert "import-sections-in-article" in said
    for name, found in (("tcvn3", "TCVN3 (ABC)"), ("vni", "VNI")):
        problems = convert_file(OWN / f"typed-in-{name}.txt").problems
        told = [each for each in problems if each.rule == "import-old-encoding"]
        assert [dict(each.details)["name"] for each in told] == [found]


@pytest.mark.parametrize(
    "text", ["déjà été à la fête où l'été\n" * 9, "Điều 1. Café à la Đảng\n" * 9]
)
def test_what_was_typed_in_unicode_stays_so(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    converted = convert_file(path)
    assert text.split("\n", maxsplit=1)[0] in converted.source
    assert "import-old-encoding" not in {each.rule for each in converted.problems}


def test_letters_of_another_alphabet_are_kept_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Điều 1. Theo Quyết định số 5-QĐ/\u0422\u0423\n1. Một.\n", encoding="utf-8")
    converted = convert_file(path)
    assert "5-QĐ/\u0422\u0423" in converted.source
    (said,) = [each for each in converted.problems if each.rule == "import-foreign-letters"]
    assert dict(said.details)["words"] == "5-QĐ/\u0422\u0423 (U+0422)"


def test_says_by_which_line_a_text_is_a_programme() -> None:
    (said,) = [
        each
        for each in convert_file(OWN / "programme-in-sentences.txt").problems
        if each.rule == "import-kind"
    ]
    assert dict(said.details)["found"] == "CHƯƠNG TRÌNH"
    asked = convert_file(OWN / "programme-in-sentences.txt", "programme").problems
    assert not any(each.rule == "import-kind" for each in asked)
