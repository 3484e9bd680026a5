"""The next number in the manner in which provisions beside each other are counted."""

import pytest

from quyche.language.countings import manner_of, restyled
from quyche.language.english import EN
from quyche.language.grammars import Grammar
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN

MANNERS = [
    (VN, Kind.ARTICLE, ["1", "2", "2a"], (3, 0), "3"),
    (VN, Kind.ARTICLE, ["4", "4d"], (4, 5), "4đ"),
    (VN, Kind.CHAPTER, ["I", "II", "IV"], (9, 0), "IX"),
    (VN, Kind.CHAPTER, ["1", "2"], (3, 0), "3"),
    (VN, Kind.SECTION, ["A", "B"], (3, 0), "C"),
    (VN, Kind.PART, ["thứ nhất", "thứ hai"], (3, 0), "thứ ba"),
    (VN, Kind.CLAUSE, ["1", "2"], (2, 1), "2a"),
    (VN, Kind.POINT, ["a", "b", "d"], (5, 0), "đ"),
    (VN, Kind.POINT, ["a", "đ1"], (5, 2), "đ2"),
    (EN, Kind.ARTICLE, ["1", "2"], (2, 4), "2d"),
]


@pytest.mark.parametrize(("grammar", "kind", "numbers", "place", "written"), MANNERS)
def test_the_number_at_a_place_is_written_as_those_beside_it(
    grammar: Grammar, kind: Kind, numbers: list[str], place: tuple[int, int], written: str
) -> None:
    manner = manner_of(numbers, grammar.form(kind), grammar)
    assert manner
    assert (manner.write(place), manner.read(written)) == (written, place)
    assert [manner.write(manner.read(one) or (0, 0)) for one in numbers] == numbers


@pytest.mark.parametrize("numbers", [["1", "1.1"], ["1", "II"], ["x1y"], ["I", "a"]])
def test_numbers_of_no_single_manner_have_none(numbers: list[str]) -> None:
    assert manner_of(numbers, VN.form(Kind.ARTICLE), VN) is None


def test_a_number_is_written_as_the_citation_writes_it() -> None:
    chapter = VN.form(Kind.CHAPTER)
    assert (restyled("III", "2", chapter, VN), restyled("3", "II", chapter, VN)) == ("3", "III")
    assert restyled("III", "thứ nhất", chapter, VN) == "thứ ba"
