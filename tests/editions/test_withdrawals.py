"""What may be told of documents that were public once and are internal now."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quyche.editions import history, records, withdrawals
from quyche.editions.history import Snapshot
from quyche.editions.ledgers import Edition
from quyche.editions.records import Concern, DocumentRecord, EditionRecord
from quyche.labels import Labels
from quyche.publishing.roots import Roots
from repositories import regulation

LABELS = Labels.load("vi")
GONE = frozenset({"kin"})


def snapshot(name: str, **documents: str) -> Snapshot:
    """An edition of documents, each public or internal."""
    files = {
        f"quy-che/{document}.md": regulation(name, more=f"visibility: {visibility}\n").encode()
        for document, visibility in documents.items()
    }
    edition = Edition(name, name, is_draft=False, date=None)  # type: ignore[arg-type]  # not asked for
    return history.snapshot_of(files, edition, internal=False)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("public", "public"), set()),
        (("public", "internal"), {"kin"}),
        (("internal", "public"), set()),
        (("internal", "internal"), {"kin"}),
        (("public", "internal", "public"), set()),
        (("public", "internal", ""), {"kin"}),  # gone since, and not public again for that
        (("public", ""), set()),
    ],
)
def test_what_is_internal_where_it_last_stood_is_told_of_nowhere(
    states: tuple[str, ...], expected: set[str]
) -> None:
    editions = [
        snapshot(str(number), mo="public", **({"kin": state} if state else {}))
        for number, state in enumerate(states, start=1)
    ]
    assert withdrawals.withdrawn(editions) == expected
    told = withdrawals.unspoken(editions)
    assert told[-1].withheld == expected
    for before, after in zip(editions, told, strict=True):
        assert after.documents.keys() == before.documents.keys() - expected
        assert {path for path in after.pages if "kin" in path} == {
            path for path in before.pages if "kin" in path and not expected
        }


def document(name: str) -> DocumentRecord:
    return DocumentRecord(name, f"quy-che/{name}.md", f"Quy chế {name}", "adopted", name, name)


def record(name: str, *documents: str, moves: tuple[str, ...] = ()) -> EditionRecord:
    pages = ("", *(f"quy-che/{one}/" for one in documents), *(f"gop-y/{one}/" for one in documents))
    compared = tuple(f"so-sanh/{one}/1/" for one in documents)
    summary = " ".join(f"Quy chế {one} (so với 1): Điều 2." for one in documents)
    return EditionRecord(
        name=name,
        title=f"Bản {name}",
        kind="draft" if "du-thao" in name else "adopted",
        date=f"{2020 + len(documents)}-01-01",
        commit="",
        shared="",
        documents=tuple(map(document, documents)),
        pages=(*pages, *compared, "co-quan/kin/"),
        previous="",
        concordance={},
        concerns=(Concern("ban-a", "Ban A", "co-quan/ban-a/", summary),),
        moves=moves,
    )


def test_a_record_is_told_without_them_and_all_else_stays() -> None:
    told = withdrawals.silent(record("1", "mo", "kin", moves=("mo", "kin")), GONE)
    assert "Quy chế kin" not in told.as_json()
    assert [one.id for one in told.documents] == ["mo"]
    assert set(told.pages) == {"", "quy-che/mo/", "gop-y/mo/", "so-sanh/mo/1/", "co-quan/kin/"}
    assert told.concerns[0].summary == "Bản 1"
    assert told.moves == ("mo", "")
    untouched = record("1", "mo", moves=("mo",))
    assert withdrawals.silent(untouched, GONE) is untouched


def test_an_edition_that_moves_what_is_internal_alone_is_none_that_moves_everything() -> None:
    assert records.named(("kin", "mat"), frozenset({"kin", "mat"})) == ("",)
    assert records.named((), GONE) == ()


def test_the_root_of_a_site_names_them_nowhere_and_takes_back_what_did() -> None:
    known = {
        "1": record("1", "kin"),
        "2": record("2", "mo", moves=("mo",)),
        "3-du-thao-1": record("3-du-thao-1", "mo", moves=("kin", "mo")),
    }
    before = dict(Roots.of(known, "https://a.example/", LABELS).files())
    roots = Roots.of(known, "https://a.example/", LABELS, GONE)
    after = dict(roots.files())
    about = [
        path
        for path, text in after.items()
        if "quy-che/kin" in path + text or "Quy chế kin" in text
    ]
    assert about == []
    (listed,) = [
        one for one in json.loads(after["versions.json"]) if one["version"] == "3-du-thao-1"
    ]
    assert listed["properties"]["documents"] == ["mo"]
    taken_back = set(roots.withdrawn())
    assert before.keys() - after.keys() <= taken_back
    assert {"atom/kin.xml", "hien-hanh/quy-che/kin/index.html"} <= taken_back
    assert taken_back.isdisjoint(after)


def test_an_alias_keeps_the_addresses_of_comparisons_where_documents_are_few() -> None:
    for count, expected in ((2, True), (20, False)):
        names = [f"d{number}" for number in range(count)]
        newest = replace(record("2", *names), previous="1")
        known = {"1": record("1", "alt", *names), "2": newest}
        kept = dict(Roots.of(known, "", LABELS).files())
        assert "hien-hanh/quy-che/alt/index.html" in kept
        assert ("hien-hanh/so-sanh/alt/1/index.html" in kept) is expected
