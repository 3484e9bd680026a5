"""Whom a comparison concerns: each body and role, by what came, went or changed in its rules."""

import pytest

from comparisons import documents, pair
from quyche.histories import effects
from readings import reading_of

READING = reading_of(documents(""))
OLD = """### Điều 1. Nhiệm vụ của Ban A

1. Ban A họp mỗi tháng một lần theo giấy mời.

2. Trưởng Ban A chịu trách nhiệm về kết quả cuộc họp.

### Điều 2. Nhiệm vụ của Ban B

Ban B gửi tài liệu trước năm ngày làm việc.
"""


def concerned(new: str) -> dict[str, list[tuple[str, str]]]:
    found = effects.of_pair(pair(OLD, new), READING.governed)
    return {
        name: [(effect.sort.value, effect.citation) for effect in told]
        for name, told in found.items()
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("mỗi tháng", "mỗi quý", {"ban-a": [("changed", "khoản 1 Điều 1")]}),
        ("năm ngày", "bảy ngày", {"ban-b": [("changed", "Điều 2")]}),
        ("2. Trưởng Ban A chịu", "2. Ban B chịu", {
            "truong-ban": [("lost", "khoản 2 Điều 1")], "ban-b": [("gained", "khoản 2 Điều 1")],
        }),
        ("Điều 2. Nhiệm vụ của Ban B", "Điều 3. Nhiệm vụ của Ban B", {}),
        ("theo giấy mời", "theo giấy mời, gửi Ban B thẩm định", {
            "ban-a": [("changed", "khoản 1 Điều 1")], "ban-b": [("named", "khoản 1 Điều 1")],
        }),
        ("gửi tài liệu trước", "gửi Trưởng Ban A tài liệu trước", {
            "ban-b": [("changed", "Điều 2")], "truong-ban": [("named", "Điều 2")],
        }),
        ("Điều 2. Nhiệm vụ của Ban B", "Điều 2. Nhiệm vụ của Ban A", {"ban-a": [("gained", "Điều 2")]}),
    ],
)  # fmt: skip
def test_a_change_concerns_those_whom_the_provision_governs(
    old: str, new: str, expected: dict[str, list[tuple[str, str]]]
) -> None:
    assert old in OLD
    assert concerned(OLD.replace(old, new)) == expected


def test_an_added_article_concerns_all_whom_it_governs_once() -> None:
    more = "\n### Điều 3. Nhiệm vụ của Ban B\n\n1. Ban B lập biên bản.\n\n2. Ban A lưu biên bản.\n"
    assert concerned(OLD + more) == {"ban-b": [("gained", "Điều 3")], "ban-a": [("gained", "Điều 3")]}  # fmt: skip


def test_whom_only_a_clause_names_it_concerns_by_that_clause() -> None:
    """What others owe somebody may stand in one clause: of an article that came, went or stays."""
    clause = "2. Ban A chuẩn bị, gửi Trưởng Ban A thẩm định chậm nhất 10 ngày.\n"
    more = f"\n### Điều 3. Nhiệm vụ của Ban A\n\n1. Ban A họp.\n\n{clause}"
    named = [("named", "khoản 2 Điều 3")]
    assert concerned(OLD + more)["truong-ban"] == named
    gone = effects.of_pair(pair(OLD + more, OLD), READING.governed)["truong-ban"]
    assert [(effect.sort.value, effect.citation) for effect in gone] == named
    later = effects.of_pair(pair(OLD + more, OLD + more.replace("10", "15")), READING.governed)
    assert [effect.citation for effect in later["truong-ban"]] == ["khoản 2 Điều 3"]
    taken = effects.of_pair(
        pair(OLD + more, OLD + more.replace(", gửi Trưởng Ban A", "")), READING.governed
    )
    assert [effect.citation for effect in taken["truong-ban"]] == ["khoản 2 Điều 3"]
    same = effects.of_pair(
        pair(OLD + more, OLD + more.replace("1. Ban A họp", "1. Ban A gặp")), READING.governed
    )
    assert "truong-ban" not in same


def test_a_removed_article_concerns_those_whom_it_governed_by_its_old_number() -> None:
    assert concerned(OLD.partition("### Điều 2")[0]) == {"ban-b": [("lost", "Điều 2")]}


def test_who_is_let_off_in_a_renumbered_provision_is_told_its_old_number() -> None:
    new = OLD.replace("2. Trưởng Ban A chịu", "3. Ban B chịu")
    assert concerned(new)["truong-ban"] == [("lost", "khoản 2 Điều 1")]
    assert concerned(new)["ban-b"] == [("gained", "khoản 3 Điều 1")]


def test_the_same_text_concerns_nobody() -> None:
    assert concerned(OLD) == {}


def test_a_task_concerns_those_whom_it_names() -> None:
    old = "### Nhiệm vụ 1. Sơ kết\n\n- Chủ trì: Ban A\n- Thời gian: Tháng 3\n"
    new = "### Nhiệm vụ 1. Sơ kết\n\n- Chủ trì: Ban B\n- Thời gian: Tháng 3\n"
    found = effects.of_pair(pair(old, new), READING.governed)
    told = {name: [effect.sort.value for effect in each] for name, each in found.items()}
    assert told == {"ban-a": ["lost"], "ban-b": ["gained"]}
