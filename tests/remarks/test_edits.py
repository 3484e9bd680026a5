"""Writing remarks and answers: what is there stays, and what is read back is what was meant."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.remarks import remark_files
from quyche.remarks.edits import UneditableError, appended, completed, values_of
from quyche.remarks.remarks import Answer, Remark
from remark_samples import PATH, only, remark

SOURCE = f"# Góp ý.\n\n{remark(1)}"


def changed(**keys: object) -> Remark:
    fields = {**vars(only()), "id": "2", **keys}
    return Remark(**fields)


def test_a_remark_is_written_like_those_of_people() -> None:
    new = changed(
        sender="ban-a", date=datetime.date(2021, 1, 25), remark="Một.\n\nHai: ba.",
        proposal="mỗi tháng: một lần", source="issue-7",
    )  # fmt: skip
    assert appended(SOURCE, [new], PATH) == SOURCE + (
        "\n"
        "- id: 2\n"
        "  edition: 1-du-thao-1\n"
        "  from: ban-a\n"
        "  date: 2021-01-25\n"
        "  remark: |-\n"
        "    Một.\n"
        "\n"
        "    Hai: ba.\n"
        "  proposal: 'mỗi tháng: một lần'\n"
        "  source: issue-7\n"
    )


@pytest.mark.parametrize("source", ["", "# Góp ý.\n", SOURCE.rstrip("\n"), SOURCE + "\n# hết\n"])
def test_what_was_there_stays_as_it_was(source: str) -> None:
    result = appended(source, [changed(id="8"), changed(id="9", remark="Khác.")], PATH)
    assert result.startswith(source)
    assert [one.id for one in remark_files.read(result.encode(), PATH)][-2:] == ["8", "9"]


def test_nothing_new_changes_nothing() -> None:
    assert appended(SOURCE, [], PATH) == SOURCE


def test_line_ends_are_those_of_the_file() -> None:
    result = appended(SOURCE.replace("\n", "\r\n"), [changed(remark="Một.\n\nHai.")], PATH)
    assert "\n" not in result.replace("\r\n", "")


def test_what_would_not_be_read_as_meant_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing can be added"):
        appended(SOURCE, [changed(id="1")], PATH)
    with pytest.raises(UneditableError, match="nothing can be added"):
        appended("[]\n", [changed()], PATH)
    with pytest.raises(UneditableError):
        appended(f"{SOURCE}...\n", [changed()], PATH)


def test_a_list_that_is_moved_in_goes_on_so() -> None:
    source = "  - {id: 1, edition: 1, from: b, remark: R}\n"
    result = appended(source, [changed()], PATH)
    assert result.startswith(f"{source}\n  - id: 2\n    edition: 1-du-thao-1\n")


PROSE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\x85\u2028\u2029"), min_size=1
).map(str.strip).filter(bool)  # fmt: skip


@given(PROSE, PROSE, st.sampled_from([None, *Answer]))
def test_any_remark_is_read_back_as_it_was(
    remark: str, explanation: str, answer: Answer | None
) -> None:
    new = changed(remark=remark, explanation=explanation, answer=answer)
    try:
        result = appended(SOURCE, [new], PATH)
    except ValueError:
        assert not remark.isprintable() or not explanation.isprintable()
        return
    *_, found = remark_files.read(result.encode(), PATH)
    assert values_of(found) == values_of(new)


def test_an_answer_is_added_below_what_the_remark_says() -> None:
    source = f"# Đầu.\n\n{remark(1)}\n# Giữa.\n\n{remark(2)}# Cuối.\n"
    values = {
        "1": {"answer": "taken-in", "explanation": "Đã sửa.\n\nHai nơi."},
        "2": {"answer": "not"},
    }
    assert completed(source, values, PATH) == (
        f"# Đầu.\n\n{remark(1)}  answer: taken-in\n  explanation: |-\n    Đã sửa.\n\n    Hai nơi.\n"
        f"\n# Giữa.\n\n{remark(2)}  answer: not\n# Cuối.\n"
    )


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_an_answer_can_end_the_file(end: str) -> None:
    result = completed(SOURCE.rstrip("\n") + end, {"1": {"answer": "not"}}, PATH)
    (found,) = remark_files.read(result.encode(), PATH)
    assert found.answer is Answer.NOT


@pytest.mark.parametrize("waiting", ["answer:", "answer: ''", "answer:   # chờ"])
def test_a_key_that_waits_gets_its_value(waiting: str) -> None:
    source = f"{remark(1)}  {waiting}\n{remark(2)}"
    result = completed(source, {"1": {"answer": "not"}}, PATH)
    assert result == f"{remark(1)}  answer: not\n{remark(2)}"


@pytest.mark.parametrize(
    "source",
    ["- {id: 1, edition: 1, from: b, remark: R}\n", SOURCE + "  answer: not\n"],
)
def test_an_answer_that_cannot_be_added_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="nothing can be added"):
        completed(source, {"1": {"answer": "taken-in"}}, PATH)
