"""Each text of a document is given out once: the edition that has its files is found."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from quyche.editions import history
from quyche.editions.carriers import carriers_of
from quyche.editions.history import History
from quyche.editions.ledgers import Edition
from quyche.editions.records import EditionRecord
from repositories import regulation

TEXT = "quy-che/a.md"
ONE, TWO = regulation("Một."), regulation("Hai.")
ENDING = "number: 1-QC\nadopted: 2021-01-01\neffective: 2021-01-01\nexpires: 2022-12-31\n"
TIMED = regulation("Một.", status="adopted", more=ENDING)
ALL = ("docx", "pdf")


def record(name: str, files: Mapping[str, tuple[str, ...]]) -> EditionRecord:
    nothing: dict[str, Any] = {
        **dict.fromkeys(("title", "kind", "date", "commit", "shared", "previous"), ""),
        **dict.fromkeys(("documents", "pages"), ()),
    }
    return EditionRecord(name=name, **nothing, concordance={}, files=files)


def carried(*texts: tuple[str, Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    """By which edition the files of the newest one are had: `(text, files of its record)` each."""
    snapshots = tuple(
        history.snapshot_of(
            {TEXT: text.encode()},
            Edition(str(number), "", is_draft=True, date=datetime.date(2020 + number, 6, 1)),
            internal=False,
        )
        for number, (text, _) in enumerate(texts, 1)
    )
    records = [record(str(number), files) for number, (_, files) in enumerate(texts, 1)]
    known = {told.name: told for told in records[:-1]}
    found = carriers_of(History(snapshots), known)
    return {document: carrier.edition for document, carrier in found.items()}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param([(ONE, {})], {}, id="the first edition has its own"),
        pytest.param([(ONE, {"a": ALL}), (TWO, {})], {}, id="another text has files of its own"),
        pytest.param([(ONE, {"a": ALL}), (ONE, {})], {"a": "1"}, id="the same text"),
        pytest.param([(ONE, {"a": ALL}), (ONE, {}), (ONE, {})], {"a": "1"}, id="and once more"),
        pytest.param([(ONE, {}), (ONE, {})], {}, id="published before there were files"),
        pytest.param([(ONE, {}), (ONE, {"a": ALL}), (ONE, {})], {"a": "2"}, id="the first since"),
        pytest.param([(TIMED, {"a": ALL}), (TIMED, {"a": ALL})], {"a": "1"}, id="still in force"),
        pytest.param([(TIMED, {"a": ALL}), (TIMED, {}), (TIMED, {})], {}, id="its time is over"),
    ],
)
def test_the_files_of_a_text_are_those_of_the_edition_that_brought_it(
    texts: list[tuple[str, dict[str, tuple[str, ...]]]], expected: dict[str, str]
) -> None:
    assert carried(*texts) == expected


def test_a_text_in_force_is_not_offered_by_the_name_of_a_draft() -> None:
    day = datetime.date(2021, 6, 1)
    names = ("1", "1.1-du-thao-1", "1.1", "1.2-du-thao-1")
    snapshots = tuple(
        history.snapshot_of(
            {TEXT: (TIMED if number else ONE).encode()},
            Edition(name, "", is_draft="du-thao" in name, date=day),
            internal=False,
        )
        for number, name in enumerate(names)
    )
    told = {name: record(name, {"a": ALL}) for name in names[:2]}
    found = [carriers_of(History(snapshots[:count]), told) for count in (2, 3, 4)]
    assert [{name: one.edition for name, one in each.items()} for each in found] == [
        {},
        {},
        {"a": "1.1-du-thao-1"},
    ]


def test_a_text_that_moved_to_another_folder_has_files_at_its_new_address() -> None:
    edition = Edition("1", "", is_draft=True, date=datetime.date(2021, 1, 1))
    older = history.snapshot_of({TEXT: ONE.encode()}, edition, internal=False)
    newer = history.snapshot_of({"quy-che/b/a.md": ONE.encode()}, None, internal=False)
    assert carriers_of(History((older, newer)), {"1": record("1", {"a": ALL})}) == {}


def test_a_build_that_knows_no_edition_has_none() -> None:
    assert carriers_of(History(), {}) == {}
