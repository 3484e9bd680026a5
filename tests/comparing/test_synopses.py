"""A comparison article by article: what stands together, what is changed, and in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons import pair
from quyche.comparing.operations import Sign
from quyche.comparing.synopses import Synopsis, SynopsisBlock, SynopsisLine, synopsis
from quyche.histories.pairs import Pair

OLD = """Căn cứ Điều lệ;

## Chương I. Chung

### Điều 1. Phạm vi

1. Ban A họp mỗi tháng một lần theo giấy mời của người chủ trì.

2. Tài liệu gửi trước năm ngày làm việc cho mọi thành viên:

    a) Báo cáo;

    b) Tờ trình.

### Điều 2. Kinh phí

Ngân sách địa phương bảo đảm kinh phí hoạt động hằng năm của Ban A.

### Điều 3. Khen thưởng

Ban A khen thưởng tập thể và cá nhân có thành tích mỗi năm một lần.
"""


def read(found: Pair) -> Synopsis:
    return synopsis(found.compared, found.old.document, found.new.document)


def made(new: str) -> Synopsis:
    return read(pair(OLD, new))


def block(found: Synopsis, name: str) -> SynopsisBlock:
    return next(block for block in found.blocks if block.id == name)


def shown(line: SynopsisLine) -> str:
    signs = {Sign.KEPT: "{}", Sign.DELETED: "[-{}]", Sign.INSERTED: "[+{}]"}
    return "".join(signs[op.sign].format(op.text) for ops in line.paragraphs for op in ops)


def test_the_same_text_has_no_changed_block() -> None:
    found = made(OLD)
    assert [block.is_changed for block in found.blocks] == [False] * 5
    assert found.runs == ((False, found.blocks),)


def test_a_changed_word_is_in_its_line_and_nowhere_else() -> None:
    found = made(OLD.replace("năm ngày", "bảy ngày"))
    changed = [line for block in found.blocks for line in block.lines if line.is_changed]
    assert [shown(line) for line in changed] == [
        "Tài liệu gửi trước [-năm][+bảy] ngày làm việc cho mọi thành viên:"
    ]
    assert [block.id for block in found.blocks if block.is_changed] == ["moi-dieu-1"]


def test_a_clause_whose_points_changed_is_shown_as_context() -> None:
    found = made(OLD.replace("a) Báo cáo;", "a) Báo cáo quý;"))
    lines = block(found, "moi-dieu-1").lines
    assert [(line.new[0].number, line.is_changed) for line in lines] == [
        ("khoản 1", False), ("khoản 2", False), ("điểm a", True), ("điểm b", False),
    ]  # fmt: skip


def test_an_inserted_article_renumbers_those_after_it() -> None:
    found = made(OLD.replace("### Điều 2", "### Điều 2. Mới\n\nChữ hoàn toàn khác hẳn.\n\n### Điều 3").replace("Điều 3. Khen", "Điều 4. Khen"))  # fmt: skip
    assert (block(found, "moi-dieu-2").status, block(found, "moi-dieu-2").old) == ("added", ())
    moved = block(found, "moi-dieu-3")
    assert (moved.is_changed, moved.is_renumbered) == (False, True)
    assert [place.number for place in (*moved.old, *moved.new)] == ["Điều 2", "Điều 3"]
    assert dict(found.counts) == {"unchanged": 3, "added": 1, "moved": 0, "renumbered": 2, "same": 1}  # fmt: skip


def test_a_removed_article_stands_after_what_stood_before_it() -> None:
    found = made(OLD.replace("### Điều 2. Kinh phí\n\nNgân sách địa phương bảo đảm kinh phí hoạt động hằng năm của Ban A.\n\n", ""))  # fmt: skip
    assert [block.id for block in found.blocks][-2:] == ["cu-dieu-2", "moi-dieu-3"]
    assert block(found, "cu-dieu-2").status == "removed"


def test_the_text_before_the_first_provision_is_a_block_of_its_own() -> None:
    first, *_ = made(OLD.replace("Điều lệ", "Điều lệ Đảng")).blocks
    assert (first.id, first.kind, first.is_changed) == ("moi-dau", "text", True)


@pytest.mark.parametrize("number", ["Điều 4", "Điều 3a"])
def test_numbers_are_as_citations_give_them(number: str) -> None:
    found = made(OLD.replace("Điều 3.", f"{number}."))
    assert [place.number for place in found.blocks[-1].new] == [number]


WORDS = st.lists(st.sampled_from(["họp", "quý", "tháng", "báo cáo", "ủy quyền", ";"]), min_size=1, max_size=5).map(" ".join)  # fmt: skip
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=4).map(
    lambda articles: "\n".join(
        f"### Điều {number}. {clauses[0]}\n\n" + "\n\n".join(f"{at}. {clause}." for at, clause in enumerate(clauses, 1)) + "\n"
        for number, clauses in enumerate(articles, 1)
    )
)  # fmt: skip


@given(TEXTS, TEXTS)
def test_no_provision_and_no_character_of_either_text_is_lost(old: str, new: str) -> None:
    found = pair(old, new)
    blocks = [block for block in read(found).blocks if block.kind != "text"]
    for side, text in (("old", found.old), ("new", found.new)):
        places = [
            place.anchor
            for block in blocks
            for part in (block, *block.lines)
            for place in getattr(part, side)
        ]
        assert sorted(places) == sorted(set(text.by_anchor))
    for dropped, text in ((Sign.INSERTED, found.old), (Sign.DELETED, found.new)):
        written = [
            "".join(op.text for op in ops if op.sign is not dropped)
            for block in blocks
            for ops in (block.heading, *(ops for line in block.lines for ops in line.paragraphs))
        ]
        expected = [provision.heading + provision.text for provision in text.document.walk()]
        assert sorted("".join(written)) == sorted("".join(expected).replace("\n", ""))
