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
