"""What a review says where bodies and roles are renamed, merged or ended."""

from collections.abc import Mapping

import pytest

from quyche.comparing.comparison import compare
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.corpus.texts import Corpus
from quyche.governance.governance import Governance
from quyche.histories.tracks import Tracks
from quyche.reviews.consequences import balances
from quyche.reviews.namings import Naming, namings

RULES = """---
kind: regulation
title: Quy chế
status: draft
visibility: public
---
# Quy chế

### Điều 1. Nhiệm vụ của Ban Tổ chức

1. Ban Tổ chức chuẩn bị nhân sự đại hội.
2. Ban Tổ chức có trách nhiệm báo cáo hằng quý.

### Điều 2. Nhiệm vụ của Ban Kiểm tra

1. Ban Kiểm tra giám sát việc thu chi.
"""


def entry(name: str, *keys: str) -> str:
    lines = "".join(f"{key}\n" for key in keys)
    return f"---\nkind: body\nname: {name}\n{lines}---\nLà ban.\n"


BASE: Mapping[str, str | None] = {
    "quy-che/a.md": RULES,
    "co-quan/ban-a.md": entry("Ban Tổ chức", "aliases: [BTC]"),
    "co-quan/ban-b.md": entry("Ban Kiểm tra"),
}
STAFF = "Ban Công tác Đảng"
MERGED = ("valid_to: 2021-03-01", "merged_into: ban-a")


def corpus(files: Mapping[str, str | None]) -> Corpus:
    return corpora.build({path: text.encode() for path, text in files.items() if text})


def with_rules(*edits: tuple[str, str]) -> dict[str, str | None]:
    text = RULES
    for old, new in edits:
        text = text.replace(old, new)
    return {"quy-che/a.md": text}


def told(one: Naming) -> str:
    olds = "+".join(old.id for old in one.olds)
    heir = one.new.id if one.new else one.name or "–"
    counts = f"{len(one.changed)} changed, {len(one.left)} left"
    return f"{olds} {one.kind.value} {heir}: {counts}{', forgotten' * one.is_forgotten}"


@pytest.mark.parametrize(
    ("changes", "expected", "losing"),
    [
        ({}, [], []),
        # The name changed in the texts, and the register does not know it.
        (with_rules(("Ban Tổ chức", STAFF)), [f"ban-a unknown {STAFF}: 3 changed, 0 left"], []),
        (with_rules(("Ban Tổ chức", "Ban Tổ chức Đảng")), ["ban-a unknown Ban Tổ chức Đảng: 3 changed, 0 left"], []),
        # A duty that went to somebody else is lost, whether the register knows them or not.
        (with_rules(("2. Ban Tổ chức", "2. Ban Kiểm tra")), [], ["ban-a"]),
        (with_rules(("2. Ban Tổ chức", "2. Tổ Giúp việc")), [], ["ban-a"]),
        # Another of its names is no other name.
        (with_rules(("Ban Tổ chức", "BTC")), [], []),
        # renamed
        ({"co-quan/ban-a.md": entry(STAFF)}, ["ban-a renamed ban-a: 0 changed, 3 left, forgotten"], []),
        ({"co-quan/ban-a.md": entry(STAFF, "aliases: [Ban Tổ chức]")}, ["ban-a renamed ban-a: 0 changed, 3 left"], []),
        ({"co-quan/ban-a.md": entry(STAFF), **with_rules(("Ban Tổ chức", STAFF))}, ["ban-a renamed ban-a: 0 changed, 0 left"], []),
        ({"co-quan/ban-a.md": None, "co-quan/ban-to-chuc.md": BASE["co-quan/ban-a.md"]}, ["ban-a refiled ban-to-chuc: 0 changed, 0 left"], []),
        ({"co-quan/ban-a.md": None, "co-quan/ban-c.md": entry(STAFF, "aliases: [Ban Tổ chức]")}, ["ban-a renamed ban-c: 0 changed, 3 left"], []),
        # merged
        ({"co-quan/ban-b.md": entry("Ban Kiểm tra", *MERGED)}, ["ban-b merged ban-a: 0 changed, 2 left"], []),
        ({"co-quan/ban-b.md": entry("Ban Kiểm tra", *MERGED), **with_rules(("Kiểm tra", "Tổ chức"))}, ["ban-b merged ban-a: 0 changed, 0 left"], []),
        ({"co-quan/ban-b.md": None, "co-quan/ban-a.md": entry("Ban Tổ chức", "aliases: [Ban Kiểm tra]")}, ["ban-b merged ban-a: 0 changed, 2 left"], []),
        (
            {"co-quan/ban-a.md": None, "co-quan/ban-b.md": None, "co-quan/ban-c.md": entry("Ban Chung", "aliases: [Ban Tổ chức, Ban Kiểm tra]")},
            ["ban-a+ban-b merged ban-c: 0 changed, 5 left"],
            [],
        ),
        # ended
        ({"co-quan/ban-b.md": entry("Ban Kiểm tra", "valid_to: 2021-03-01")}, ["ban-b ended ban-b: 0 changed, 2 left"], []),
        ({"co-quan/ban-b.md": None}, ["ban-b gone –: 0 changed, 2 left"], []),
        ({"co-quan/ban-b.md": None, **with_rules(("Ban Kiểm tra", "Ban Tổ chức"))}, [], ["ban-b"]),
    ],
)  # fmt: skip
def test_what_became_of_a_body_is_told_as_what_it_is(
    changes: dict[str, str | None], expected: list[str], losing: list[str]
) -> None:
    old, new = corpus(BASE), corpus({**BASE, **changes})
    was, now = old.by_id["a"], new.by_id["a"]
    compared = compare(was.document, now.document)
    found = namings(old, new, {"a": (was, compared)})
    assert list(map(told, found)) == expected
    sides = [(side.register, Governance.of(side, Links.of(side))) for side in (old, new)]
    known = balances(sides[0], sides[1], Tracks({"a": compared}, ["a"]), found)
    assert [one.entry.id for one in known if one.lost] == losing


def test_a_text_that_is_over_may_have_names_that_nobody_has_any_more() -> None:
    over = {"quy-che/a.md": RULES.replace("status: draft", "status: repealed")}
    old = corpus({**BASE, **over})
    new = corpus({**BASE, **over, "co-quan/ban-b.md": None})
    assert namings(old, new, {}) == ()
