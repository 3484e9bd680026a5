"""What became of each provision, and which is which in the other text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.comparing.changes import Change, Mark, Status
from quyche.comparing.comparison import Comparison, compare
from quyche.comparing.operations import Sign
from quyche.imports.documents.conversion import convert_file
from quyche.texts.parser import parse
from quyche.texts.provisions import Block, Document

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
PAIRS = sorted(path.parent.name for path in CORPUS.glob("pairs/*/old.txt"))

ONE = "### Điều {}. Nguyên tắc làm việc\n\n1. Ban Thường vụ làm việc theo nguyên tắc tập trung dân chủ.\n2. Quyết định theo đa số.\n"
TWO = "### Điều {}. Chế độ họp\n\n1. Ban Thường vụ họp định kỳ mỗi tháng hai lần.\n2. Tài liệu gửi trước ba ngày:\n    a) Tờ trình của cơ quan chủ trì;\n    b) Báo cáo thẩm định.\n"
THREE = "### Điều {}. Chế độ báo cáo\n\nThường trực báo cáo kết quả giữa hai kỳ hội nghị.\n"
FOUR = "### Điều {}. Đi công tác\n\nỦy viên đi công tác cơ sở ít nhất mỗi quý một lần, có báo cáo bằng văn bản.\n"


def document(*articles: str, before: str = "", after: str = "") -> Document:
    return parse(f"# Quy chế\n\n{before}\n" + "\n".join(articles) + after, "quy-che/x.md").document


def numbered(*articles: str) -> Document:
    texts = (article.format(number) for number, article in enumerate(articles, start=1))
    return document(*texts)


def table(comparison: Comparison) -> dict[str, str]:
    """What became of what, in words, without what is the same in every way."""
    return {
        f"{'+'.join(change.old)}>{'+'.join(change.new)}": " ".join(
            [change.status, *sorted(mark.value for mark in change.marks)]
        )
        for change in comparison.changes
        if change.status is not Status.UNCHANGED or change.marks
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((ONE, TWO), (ONE, TWO), {}),
        ((ONE, TWO), (THREE, ONE, TWO), {">dieu-1": "added", "dieu-1>dieu-2": "unchanged renumbered", "dieu-2>dieu-3": "unchanged renumbered"}),
        ((ONE, THREE, FOUR), (ONE, FOUR), {"dieu-2>": "removed", "dieu-3>dieu-2": "unchanged renumbered"}),
        # Two swapped with three others in between: one moved, the rest only got other numbers.
        ((ONE, TWO, THREE, FOUR), (TWO, THREE, FOUR, ONE), {"dieu-1>dieu-4": "unchanged moved renumbered", "dieu-2>dieu-1": "unchanged renumbered", "dieu-3>dieu-2": "unchanged renumbered", "dieu-4>dieu-3": "unchanged renumbered"}),
        ((ONE, TWO), (ONE, TWO.replace("hai lần", "một lần")), {"dieu-2>dieu-2": "amended", "dieu-2-khoan-1>dieu-2-khoan-1": "amended"}),
        ((ONE, TWO), (ONE, TWO.replace("Báo cáo", "Văn bản")), {"dieu-2>dieu-2": "amended", "dieu-2-khoan-2>dieu-2-khoan-2": "amended", "dieu-2-khoan-2-diem-b>dieu-2-khoan-2-diem-b": "amended"}),
        # A clause that was put in first does not make the others new.
        ((ONE,), (ONE.replace("2.", "3.").replace("1. Ban", "1. Mọi thành viên được bàn bạc.\n2. Ban"),), {"dieu-1>dieu-1": "amended", ">dieu-1-khoan-1": "added", "dieu-1-khoan-1>dieu-1-khoan-2": "unchanged renumbered", "dieu-1-khoan-2>dieu-1-khoan-3": "unchanged renumbered"}),
        ((ONE,), (ONE.replace("2. Quyết định theo đa số.\n", ""),), {"dieu-1>dieu-1": "amended", "dieu-1-khoan-2>": "removed"}),
        # A heading alone.
        ((ONE, THREE), (ONE, THREE.replace("Chế độ", "Việc")), {"dieu-2>dieu-2": "amended"}),
    ],
)  # fmt: skip
def test_what_became_of_each(
    old: tuple[str, ...], new: tuple[str, ...], expected: dict[str, str]
) -> None:
    assert table(compare(numbered(*old), numbered(*new))) == expected


LONG = "### Điều 1. Nhiệm vụ của Thường trực\n\n1. Chỉ đạo thực hiện nghị quyết của Ban Chấp hành.\n2. Giải quyết công việc hằng ngày của Đảng bộ.\n"
REST = "{}. Chuẩn bị nội dung hội nghị Ban Thường vụ hằng tháng.\n{}. Cho ý kiến về chương trình công tác của các ban đảng.\n"


REWRITTEN = "Việc triệu tập do Chánh Văn phòng thông báo; tài liệu gửi trước năm ngày làm việc."
MEETINGS = "1. Ban A họp hằng tháng tại trụ sở.\n2. Ai vắng mặt phải báo người chủ trì."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Its heading alone says which article it is, wherever it stands now.
        ("Chế độ họp", "Chế độ họp", "dieu-1>dieu-2: amended renumbered"),
        ("Chế độ họp", "Việc họp hành", ""),
        # A heading of one word says so in its place alone.
        ("Họp", "Họp", "dieu-1>dieu-2: amended renumbered"),
    ],
)
def test_an_article_with_its_heading_and_another_body_is_that_article(
    old: str, new: str, expected: str
) -> None:
    head = "### Điều {}. "
    first = numbered(f"{head}{old}\n\n{MEETINGS}\n", FOUR)
    added = f"{head}Quỹ chung\n\nBan B quản lý tiền và tài sản được giao.\n"
    again = numbered(added, f"{head}{new}\n\n{REWRITTEN}\n", FOUR)
    found = table(compare(first, again))
    told = [f"{anchors}: {what}" for anchors, what in found.items() if "dieu-1>dieu-2" in anchors]
    assert told == ([expected] if expected else [])
    back = {tuple(reversed(anchors.split(">"))) for anchors in table(compare(again, first))}
    assert back == {tuple(anchors.split(">")) for anchors in found}


@pytest.mark.parametrize("heading", ["Chuẩn bị hội nghị", "Nhiệm vụ của Thường trực", ""])
def test_a_split_article_is_one_entry_and_its_clauses_are_found_again(heading: str) -> None:
    old = document(LONG + REST.format(3, 4), THREE.format(2))
    new = document(LONG, f"### Điều 2. {heading}\n\n" + REST.format(1, 2), THREE.format(3))
    there, back = compare(old, new), compare(new, old)
    assert table(there) == {
        "dieu-1>dieu-1+dieu-2": "split",
        "dieu-1-khoan-3>dieu-2-khoan-1": "unchanged renumbered",
        "dieu-1-khoan-4>dieu-2-khoan-2": "unchanged renumbered",
        "dieu-2>dieu-3": "unchanged renumbered",
    }
    assert table(back)["dieu-1+dieu-2>dieu-1"] == "merged"
    assert there.counterpart("dieu-1") == ("dieu-1", "dieu-2")
    assert there.origin("dieu-2") == back.counterpart("dieu-2") == ("dieu-1",)


def test_the_text_of_an_article_may_become_its_first_clause() -> None:
    text = "Ban Thường vụ họp định kỳ mỗi tháng hai lần, khi cần thì họp bất thường."
    old = document(f"### Điều 1. Họp\n\n{text}\n")
    new = document(f"### Điều 1. Họp\n\n1. {text}\n2. Tài liệu gửi trước ba ngày.\n")
    there, back = compare(old, new), compare(new, old)
    assert table(there) == {"dieu-1>dieu-1+dieu-1-khoan-1": "split", ">dieu-1-khoan-2": "added"}
    assert (there.summary.words_inserted, there.summary.words_deleted) == (6, 0)
    assert table(back)["dieu-1+dieu-1-khoan-1>dieu-1"] == "merged"


def test_a_clause_that_went_into_another_article_is_found_again() -> None:
    clause = "Ban Thường vụ làm việc theo nguyên tắc tập trung dân chủ."
    old, new = (
        numbered(ONE, TWO),
        numbered(ONE.replace(clause, "Làm việc tập thể."), TWO + f"3. {clause}\n"),
    )
    found = table(compare(old, new))
    assert found["dieu-1-khoan-1>dieu-2-khoan-3"] == "unchanged moved renumbered"


def test_a_guess_says_how_sure_it_is_and_what_is_the_same_needs_none() -> None:
    changes = compare(numbered(ONE, TWO), numbered(ONE, TWO.replace("hai lần", "một lần"))).changes
    unsure = {change.new[0]: change.certainty for change in changes if change.certainty is not None}
    assert unsure.keys() == {"dieu-2", "dieu-2-khoan-1"}
    assert all(0.5 < certainty < 1 for certainty in unsure.values())


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("chuong-1", ("chuong-1",)),
        ("chuong-2", ("chuong-3",)),
        ("dieu-1", ("dieu-1",)),
        ("dieu-2", ("dieu-3",)),
        ("dieu-2-khoan-2-diem-b", ("dieu-3-khoan-2-diem-b",)),
        ("dieu-2-khoan-1", ("dieu-3",)),  # gone: the article it stood in
        ("dieu-3", ()),  # gone as a whole
        ("dieu-99", ()),
    ],
)
def test_every_anchor_leads_to_its_counterpart(anchor: str, expected: tuple[str, ...]) -> None:
    old = document(
        "## Chương I. Chung\n", ONE.format(1), "## Chương II. Họp\n", TWO.format(2), THREE.format(3)
    )
    changed = TWO.format(3).replace("1. Ban Thường vụ họp định kỳ mỗi tháng hai lần.\n", "")
    new = document(
        "## Chương I. Chung\n",
        ONE.format(1),
        "## Chương II. Công tác\n",
        FOUR.format(2),
        "## Chương III. Họp\n",
        changed,
    )
    there, back = compare(old, new), compare(new, old)
    assert there.counterpart(anchor) == back.origin(anchor) == expected


def test_what_was_removed_stands_after_what_came_before_it() -> None:
    comparison = compare(numbered(ONE, FOUR, TWO), numbered(ONE, TWO, THREE))
    heads = [(change.old or change.new)[0] for change in comparison.changes]
    assert [head for head in heads if head.count("-") == 1] == [
        "dieu-1",
        "dieu-2",
        "dieu-3",
        "dieu-3",
    ]
    assert heads.index("dieu-1-khoan-2") < heads.index("dieu-2") < heads.index("dieu-3-khoan-1")


def test_tasks_of_a_programme_are_matched_by_what_they_say() -> None:
    first = "### Nhiệm vụ {}. Kiểm tra công tác cán bộ\n\n- Chủ trì: Ban Tổ chức\n- Thời gian: Quý II/2021\n\n"
    second = "### Nhiệm vụ {}. Giám sát giải ngân vốn\n\n- Chủ trì: Ủy ban Kiểm tra\n- Thời gian: Quý IV/2021\n\n"
    old = document(first.format(1), second.format(2))
    new = document(second.format(1).replace("Quý IV", "Quý III"), before="")
    assert table(compare(old, new)) == {
        "nhiem-vu-1>": "removed",
        "nhiem-vu-2>nhiem-vu-1": "amended renumbered",
    }


def test_text_outside_provisions_is_compared_apart() -> None:
    old = document(ONE.format(1), before="Căn cứ Điều lệ;\n", after="\n---\n\nT/M BAN CHẤP HÀNH\n")
    new = document(ONE.format(1), before="Căn cứ Quy định;\n", after="\n---\n\nT/M BAN CHẤP HÀNH\n")
    comparison = compare(old, new)
    opening, closing = comparison.outside
    assert [(op.sign.value, op.text) for op in opening.ops] == [
        ("=", "Quy chế\nCăn cứ "),
        ("-", "Điều lệ"),
        ("+", "Quy định"),
        ("=", ";"),
    ]
    assert (opening.status, closing.status) == (Status.AMENDED, Status.UNCHANGED)
    assert comparison.summary.words_inserted == 2


def test_the_json_has_the_agreed_shape() -> None:
    old, new = numbered(ONE, THREE), numbered(THREE, ONE.replace("đa số", "đồng thuận"))
    data = compare(old, new).as_json()
    assert set(data["summary"]) >= {
        "unchanged",
        "amended",
        "added",
        "removed",
        "split",
        "merged",
        "renumbered",
        "moved",
        "words_inserted",
        "words_deleted",
    }
    assert {"old", "new", "status", "marks", "ops"} <= set(data["provisions"][0])
    assert data["provisions"][-1] == {
        "old": "dieu-1-khoan-2",
        "new": "dieu-2-khoan-2",
        "status": "amended",
        "marks": [],
        "ops": [["=", "Quyết định theo "], ["-", "đa số"], ["+", "đồng thuận"], ["=", "."]],
        "certainty": 0.8,
    }
    added = compare(None, old).as_json()["provisions"]
    assert {(entry["old"], entry["status"]) for entry in added} == {(None, "added")}


@pytest.mark.parametrize(
    "text",
    [numbered(ONE, TWO, THREE), document(), document(before="Chỉ có chữ.")],
    ids=["articles", "nothing", "no article"],
)
def test_a_text_is_the_same_as_itself_and_new_beside_nothing(text: Document) -> None:
    assert compare(text, text).is_empty
    assert compare(None, None).is_empty
    assert {change.status for change in compare(None, text).changes} <= {Status.ADDED}
    assert {change.status for change in compare(text, None).changes} <= {Status.REMOVED}


# Properties, on generated and on real texts

SIGNS = {Sign.KEPT: Sign.KEPT, Sign.DELETED: Sign.INSERTED, Sign.INSERTED: Sign.DELETED}
STATUSES = {
    **{status: status for status in Status},
    Status.ADDED: Status.REMOVED,
    Status.REMOVED: Status.ADDED,
    Status.SPLIT: Status.MERGED,
    Status.MERGED: Status.SPLIT,
}
LINES = [
    "## Chương I. Chung", "## Chương II. Riêng", "# Phụ lục 1. Mẫu", "# Phụ lục 2. Biểu", "### Mục 1. Một", "---",
    "### Điều 1. Họp", "### Điều 2. Báo cáo", "### Điều 3. Họp", "### Điều 4a.", "### Nhiệm vụ 1. Kiểm tra",
    "1. Ban Thường vụ họp mỗi tháng.", "2. Ban Thường vụ họp mỗi quý.", "3. Bãi bỏ.", "2. Uỷ ban họp.", "2. Ủy ban họp.",
    "    a) Tờ trình của cơ quan;", "    b) Báo cáo thẩm định của Ủy ban;", "    đ) Bãi bỏ.", "1.", "    a)", "- Một dòng",
    "Đoạn văn của điều.", "Thường trực báo cáo kết quả giữa hai kỳ hội nghị Ban Chấp hành.", "| a | b |", "", "",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(LINES), max_size=30).map(
    lambda lines: parse("\n".join(lines), "quy-che/x.md").document
)


def texts(document: Document) -> dict[str, str]:
    return {
        provision.anchor: "\n".join(filter(None, (provision.heading, provision.text)))
        for provision in document.walk()
    }


def side(change: Change, gone: Sign) -> str:
    return "".join(op.text for op in change.ops if op.sign is not gone)


def outer(document: Document) -> str:
    return "".join(part.text for part in document.content if isinstance(part, Block))


def assert_holds(old: Document, new: Document) -> None:
    """What is promised of every comparison."""
    there, back = compare(old, new), compare(new, old)
    assert_complete(there, texts(old), texts(new))
    assert sorted(_mirrored(there)) == sorted(_plain(back))
    assert there.counterparts == back.origins
    assert there.summary.words_inserted == back.summary.words_deleted
    assert there == compare(old, new)
    for document, gone in ((old, Sign.INSERTED), (new, Sign.DELETED)):
        outside = "".join(side(change, gone) for change in there.outside)
        assert outside.replace("\n", "") == outer(document).replace("\n", "")


def assert_complete(comparison: Comparison, olds: dict[str, str], news: dict[str, str]) -> None:
    for change in comparison.changes:
        assert side(change, Sign.INSERTED) == "\n".join(olds[anchor] for anchor in change.old)
        assert side(change, Sign.DELETED) == "\n".join(news[anchor] for anchor in change.new)
    for anchors, wanted in (
        ([anchor for change in comparison.changes for anchor in change.old], olds),
        ([anchor for change in comparison.changes for anchor in change.new], news),
    ):
        assert len(anchors) == len(set(anchors))
        assert set(anchors) >= {anchor for anchor, text in wanted.items() if text}


def _mirrored(comparison: Comparison) -> Iterator[str]:
    for change in comparison.changes:
        ops = sorted((SIGNS[op.sign].value, op.text) for op in change.ops)
        yield repr((change.new, change.old, STATUSES[change.status].value, _marks(change), ops))


def _plain(comparison: Comparison) -> Iterator[str]:
    for change in comparison.changes:
        ops = sorted((op.sign.value, op.text) for op in change.ops)
        yield repr((change.old, change.new, change.status.value, _marks(change), ops))


def _marks(change: Change) -> list[str]:
    return sorted(mark.value for mark in change.marks)


@given(DOCUMENTS, DOCUMENTS)
def test_what_is_promised_holds_for_generated_texts(old: Document, new: Document) -> None:
    assert_holds(old, new)


@given(DOCUMENTS)
def test_every_generated_text_is_the_same_as_itself(text: Document) -> None:
    assert compare(text, text).is_empty


@given(st.lists(st.sampled_from([ONE, TWO, THREE, FOUR]), unique=True), st.integers(1, 40))
def test_other_numbers_change_no_word(articles: list[str], by: int) -> None:
    old = document(*(article.format(place) for place, article in enumerate(articles, 1)))
    new = document(*(article.format(place + by) for place, article in enumerate(articles, 1)))
    comparison = compare(old, new)
    assert (comparison.summary.words_inserted, comparison.summary.words_deleted) == (0, 0)
    assert {change.status for change in comparison.changes} <= {Status.UNCHANGED}
    assert comparison.summary.marks[Mark.RENUMBERED] == len(articles)


@pytest.mark.corpus
@pytest.mark.parametrize("name", PAIRS or [None])
def test_what_is_promised_holds_for_real_pairs(name: str | None) -> None:
    if name is None:
        pytest.skip("the real texts are kept beside the repository and are not here")
    old, new = (
        parse(convert_file(CORPUS / "pairs" / name / file).source, "quy-che/x.md").document
        for file in ("old.txt", "new.txt")
    )
    assert_holds(old, new)


def test_tasks_with_the_same_fields_and_other_headings_are_not_the_same_task() -> None:
    fields = "- Cấp quyết định: Ban A\n- Chủ trì: Ban B\n- Thời gian: Quý III/2021\n- Sản phẩm: Nghị quyết\n"
    old = document(f"### Nhiệm vụ 1. Ban hành nghị quyết về nông nghiệp\n\n{fields}")
    new = document(f"### Nhiệm vụ 2a. Lãnh đạo phòng, chống dịch\n\n{fields}")
    assert {change.status for change in compare(old, new).changes} == {Status.ADDED, Status.REMOVED}
