"""Which provision of one edition is which of the next, as the pages' script reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.corpus import corpora
from quyche.corpus.texts import Corpus
from quyche.editions import concordances
from quyche.editions.concordances import Renumbering, implied
from quyche.texts.addresses import parse_anchor

FRONT = "---\nkind: regulation\ntitle: Quy chế\nstatus: draft\n---\n# Quy chế\n\n"
SUBJECTS = {
    "a": "Ban Thường vụ họp mỗi tháng một lần theo giấy mời",
    "b": "Văn phòng gửi tài liệu trước ngày họp năm ngày làm việc",
    "c": "Thành viên vắng mặt phải báo cáo người chủ trì bằng văn bản",
    "d": "Kinh phí hoạt động do ngân sách địa phương bảo đảm hằng năm",
    "e": "Mỗi quý một lần sơ kết, rút kinh nghiệm và khen thưởng kịp thời",
}


def text(*articles: str) -> Corpus:
    """A regulation with an article for each letter, its clauses about that subject alone."""
    parts = [
        f"### Điều {number}. {SUBJECTS[letter]}\n\n1. {SUBJECTS[letter]}, một.\n\n2. {SUBJECTS[letter]}, hai.\n"
        for number, letter in enumerate(articles, 1)
    ]
    return corpora.build({"quy-che/a.md": (FRONT + "\n".join(parts)).encode()})


def renumbering(older: Corpus, newer: Corpus) -> Renumbering:
    empty: Renumbering = {"moved": {}, "lost": {}, "added": [], "unsure": []}
    return concordances.between(older, newer).get("a", empty)


def test_an_inserted_article_shifts_those_after_it_with_all_their_clauses() -> None:
    found = renumbering(text(*"abc"), text(*"adbc"))
    assert found == {
        "moved": {"dieu-2": ["dieu-3"], "dieu-3": ["dieu-4"]},
        "lost": {},
        "added": ["dieu-2"],
        "unsure": [],
    }
    assert implied("dieu-3-khoan-2", found["moved"]) == ["dieu-4-khoan-2"]


def test_a_removed_article_leads_nowhere() -> None:
    found = renumbering(text(*"abc"), text(*"ac"))
    assert found == {
        "moved": {"dieu-3": ["dieu-2"]},
        "lost": {"dieu-2": []},
        "added": [],
        "unsure": [],
    }


def test_articles_that_change_places_lead_to_each_other() -> None:
    found = renumbering(text(*"abc"), text(*"cba"))["moved"]
    assert found == {"dieu-1": ["dieu-3"], "dieu-3": ["dieu-1"]}


def test_a_removed_clause_leads_to_its_article() -> None:
    older, newer = text(*"ab"), text(*"ab")
    source = newer.texts[0].document.source.replace(f"2. {SUBJECTS['b']}, hai.\n", "")
    newer = corpora.build({"quy-che/a.md": source.encode()})
    assert renumbering(older, newer)["lost"] == {"dieu-2-khoan-2": ["dieu-2"]}


def test_merged_articles_are_all_named_so_that_the_way_back_is_known() -> None:
    source = text(*"ab").texts[0].document.source
    merged = source.replace(f"### Điều 2. {SUBJECTS['b']}\n\n1.", "3.").replace(
        f"2. {SUBJECTS['b']}", f"4. {SUBJECTS['b']}"
    )
    found = renumbering(text(*"ab"), corpora.build({"quy-che/a.md": merged.encode()}))
    assert found["moved"]["dieu-1"] == found["moved"]["dieu-2"] == ["dieu-1"]


def test_documents_that_are_new_gone_or_the_same_are_not_named() -> None:
    assert concordances.between(text("a"), text("a")) == {}
    assert concordances.between(Corpus(), text("a")) == {}
    assert concordances.between(text("a"), Corpus()) == {}


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("dieu-5", ["dieu-6"]),
        ("dieu-5-khoan-2-diem-dd", ["dieu-6-khoan-2-diem-dd"]),
        ("dieu-5-khoan-1", ["dieu-9"]),
        ("dieu-5-khoan-1-diem-a", ["dieu-9-diem-a"]),
        ("dieu-51", ["dieu-51"]),
        ("dieu-7", ["dieu-8", "dieu-9"]),
        ("phu-luc-1-dieu-5", ["phu-luc-1-dieu-5"]),
    ],
)
def test_what_lies_in_a_part_goes_with_it(anchor: str, expected: list[str]) -> None:
    moved = {"dieu-5": ["dieu-6"], "dieu-5-khoan-1": ["dieu-9"], "dieu-7": ["dieu-8", "dieu-9"]}
    assert implied(anchor, moved) == expected


@given(st.lists(st.sampled_from("abcde"), unique=True), st.lists(st.sampled_from("abcde"), unique=True))  # fmt: skip
def test_every_article_leads_to_the_one_of_the_same_subject_or_nowhere(
    before: list[str], after: list[str]
) -> None:
    older, newer = text(*before), text(*after)
    found = renumbering(older, newer)
    known = {**found["moved"], **found["lost"]}
    for number, letter in enumerate(before, 1):
        expected = [f"dieu-{after.index(letter) + 1}"] if letter in after else []
        assert implied(f"dieu-{number}", known) == expected
    new = {f"dieu-{number}" for number, letter in enumerate(after, 1) if letter not in before}
    assert {anchor for anchor in found["added"] if len(parse_anchor(anchor)) == 1} == new
