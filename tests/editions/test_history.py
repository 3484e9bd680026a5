"""What each edition brought: new, amended, adopted and dropped documents."""

import datetime

import pytest

from quyche.editions import history
from quyche.editions.history import History, Snapshot
from quyche.editions.ledgers import Edition, Ledger
from repositories import regulation

TEXT = "quy-che/a.md"
ADOPTED = "number: 00-QC/TU\nadopted: 2021-02-03\neffective: 2021-02-03\n"


def edition(name: str) -> Edition:
    return Edition(name, f"Bản {name}", "du-thao" in name, datetime.date(2021, 1, 18))


def told(*files: dict[str, str]) -> History:
    """The history of editions that hold these files."""
    contents = [{path: text.encode() for path, text in each.items()} for each in files]
    return History(
        tuple(
            history.snapshot_of(content, edition(str(number)), internal=False)
            for number, content in enumerate(contents, 1)
        )
    )


def brought(*files: dict[str, str]) -> list[tuple[str, str]]:
    """What the last of these editions brought."""
    changes = told(*files).stages[-1].changes
    return [(changed.change.value, changed.revision.id) for changed in changes]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ({}, {TEXT: regulation("Một.")}, "new"),
        ({TEXT: regulation("Một.")}, {TEXT: regulation("Hai.")}, "amended"),
        ({TEXT: regulation("Một.")}, {TEXT: regulation("Một.", status="adopted", more=ADOPTED)}, "adopted"),
        ({TEXT: regulation("Một.")}, {TEXT: regulation("Hai.", status="adopted", more=ADOPTED)}, "adopted"),
        ({TEXT: regulation("Một.", more="draft: 1\n")}, {TEXT: regulation("Một.", more="draft: 2\n")}, "state"),
        ({TEXT: regulation("Một.")}, {}, "dropped"),
    ],
)  # fmt: skip
def test_an_edition_tells_what_became_of_a_document(
    before: dict[str, str], after: dict[str, str], change: str
) -> None:
    assert brought(before, after) == [(change, "a")]


@pytest.mark.parametrize("more", ["", "aliases:\n  - Quy chế\n"])
def test_a_document_whose_text_and_state_are_the_same_is_not_told(more: str) -> None:
    assert brought({TEXT: regulation("Một.")}, {TEXT: regulation("Một.", more=more)}) == []


def test_a_document_that_moved_to_another_folder_is_the_same() -> None:
    assert brought({TEXT: regulation("Một.")}, {"quy-che/cu/a.md": regulation("Hai.")}) == [("amended", "a")]  # fmt: skip


def test_the_history_of_a_document_skips_editions_that_left_it_as_it_was() -> None:
    one, two = {TEXT: regulation("Một.")}, {TEXT: regulation("Hai.")}
    found = told(one, one, two, {**two, "quy-che/b.md": regulation("B.")}, {}).of_document("a")
    assert [(snapshot.edition.name, changed.change.value) for snapshot, changed in found if snapshot.edition] == [
        ("1", "new"), ("3", "amended"), ("5", "dropped"),
    ]  # fmt: skip


def test_an_internal_document_is_in_no_history() -> None:
    files = {TEXT: regulation("Một.", more="visibility: internal\n"), "index.md": "# Trang\n"}
    (snapshot,) = told(files).snapshots
    assert (snapshot.documents, snapshot.pages) == ({}, frozenset({"index.md"}))


def test_a_site_that_stands_alone_knows_the_editions_from_the_ledger() -> None:
    standing = history.alone(Ledger((edition("1"),)), "dang-soan")
    assert standing.edition is None
    assert [snapshot.edition for snapshot in standing.history.snapshots] == [edition("1"), None]


# Rounds beside each other


def moving(name: str, files: dict[str, str], *moved: str, corrects: str = "") -> Snapshot:
    """An edition whose entry names what it moves, and what it holds."""
    entry = Edition(
        name,
        f"Bản {name}",
        "du-thao" in name,
        datetime.date(2021, 1, 18),
        documents=tuple((document, "") for document in moved),
        corrects=corrects,
    )
    contents = {f"quy-che/{path}.md": text.encode() for path, text in files.items()}
    return history.snapshot_of(contents, entry, internal=False)


STANDS = {"status": "adopted", "more": ADOPTED}
A0, B0 = regulation("A.", **STANDS), regulation("B.", **STANDS)
A1, A2 = regulation("A một.", more="draft: 1\n"), regulation("A hai.", more="draft: 2\n")
B1, B2 = regulation("B một.", more="draft: 1\n"), regulation("B một.", **STANDS)
RIGHT = regulation("A đúng.", **STANDS)
BESIDE = History(
    (
        moving("17", {"a": A0, "b": B0}, "a", "b"),
        moving("17.1-du-thao-1", {"a": A1, "b": B0}, "a"),
        moving("17.2-du-thao-1", {"a": A1, "b": B1}, "b"),
        moving("17.2", {"a": A0, "b": B2}, "b"),
        moving("17-dinh-chinh-1", {"a": RIGHT, "b": B2}, "a", corrects="17"),
        moving("17.1-du-thao-2", {"a": A2, "b": B2}, "a"),
        history.snapshot_of({"quy-che/a.md": A2.encode()}, None, internal=False),
    )
)


def test_a_text_goes_on_from_that_of_its_own_round_or_from_what_is_in_force() -> None:
    found = {
        (snapshot.name, name): source.name if (source := BESIDE.came_from(snapshot, name)) else ""
        for snapshot in BESIDE.snapshots
        for name in snapshot.documents
    }
    assert found == {
        ("17", "a"): "",
        ("17", "b"): "",
        ("17.1-du-thao-1", "a"): "17",
        ("17.1-du-thao-1", "b"): "17",
        ("17.2-du-thao-1", "a"): "17.1-du-thao-1",
        ("17.2-du-thao-1", "b"): "17",
        ("17.2", "a"): "17",
        ("17.2", "b"): "17.2-du-thao-1",
        ("17-dinh-chinh-1", "a"): "17",
        ("17-dinh-chinh-1", "b"): "17.2",
        ("17.1-du-thao-2", "a"): "17.1-du-thao-1",
        ("17.1-du-thao-2", "b"): "17.2",
        ("dang-soan", "a"): "17.1-du-thao-2",
    }


def test_an_edition_brings_only_what_it_moves() -> None:
    found = [
        [(changed.change.value, changed.revision.id) for changed in stage.changes]
        for stage in BESIDE.stages[:-1]
    ]
    assert found == [
        [("adopted", "a"), ("adopted", "b")],
        [("amended", "a")],
        [("amended", "b")],
        [("adopted", "b")],
        [("corrected", "a")],
        [("amended", "a")],
    ]


def test_a_repeal_is_told_as_one() -> None:
    gone = regulation("A.", status="repealed", more=ADOPTED)
    before, after = moving("17", {"a": A0}, "a"), moving("17.1", {"a": gone}, "a")
    changes = History((before, after)).stages[-1].changes
    assert [changed.change.value for changed in changes] == ["repealed"]
