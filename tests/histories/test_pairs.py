"""In which edition two texts of a document are compared, whether as a page, and what leads there."""

import datetime
import json

import pytest

import shapes
from quyche import schemas, urls
from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.editions import history
from quyche.editions.history import History, Snapshot, Standing
from quyche.editions.ledgers import Edition
from quyche.editions.revisions import Revision
from quyche.exports import other_changes
from quyche.histories import pairs
from quyche.histories.compared_places import MOST_DOCUMENTS, ComparedPlaces
from quyche.labels import Labels
from quyche.pages import comparisons
from quyche.pages.frames import Framing, PagePlace
from repositories import regulation

PATH = "quy-che/a.md"
ADOPTED = {"status": "adopted", "more": "number: 00-QC/TU\nadopted: 2021-02-03\n"}
OLD = regulation("Họp mỗi tháng.", **ADOPTED)
FIRST, SECOND = regulation("Họp mỗi tuần."), regulation("Họp mỗi tuần, vào thứ Hai.")
NEW = regulation("Họp mỗi tuần, vào thứ Hai.", **ADOPTED)
REPEALED = regulation("Họp mỗi tuần, vào thứ Hai.", status="repealed")
STEPS = {
    "1": OLD,
    "1.1-du-thao-1": FIRST,
    "1.1-du-thao-2": SECOND,
    "1.1": NEW,
    "1.2": REPEALED,
}
LATER = {"1.3-du-thao-1": regulation("Họp mỗi ngày."), "1.3": regulation("Họp khi cần.", **ADOPTED)}
MANY = {f"quy-che/b{number}.md": OLD for number in range(MOST_DOCUMENTS)}
"""So many documents beside that one make a large collection."""


def told(steps: dict[str, str], *, beside: dict[str, str] | None = None) -> History:
    """The history of editions that each bring a text of one document."""
    return History(
        tuple(
            history.snapshot_of(
                {path: one.encode() for path, one in {PATH: text, **(beside or {})}.items()},
                Edition(
                    name,
                    f"Bản {name}",
                    is_draft="du-thao" in name,
                    date=datetime.date(2021, 1, 1),
                    documents=(("a", ""),),
                ),
                internal=False,
            )
            for name, text in steps.items()
        )
    )


def paired(steps: dict[str, str], *, beside: dict[str, str] | None = None) -> pairs.Pairs:
    def read(snapshot: Snapshot, revision: Revision) -> Text:
        return corpora.text_of(revision.path, steps[snapshot.name].encode())

    return pairs.of_history(told(steps, beside=beside), read)


def led(until: str) -> dict[str, str]:
    """Where each older edition is compared with the text of this one: itself, or another pair."""
    names = list(STEPS)[: list(STEPS).index(until) + 1]
    found = paired({name: STEPS[name] for name in names})
    own = {pair.older.name: until for pair in found.pairs}
    return own | {one.older: one.place.at if one.place else "" for one in found.pointers}


def test_what_was_in_force_is_compared_with_the_adopted_text_and_not_with_its_draft() -> None:
    assert led("1.1-du-thao-2") == {"1": "1.1-du-thao-2", "1.1-du-thao-1": "1.1-du-thao-2"}
    assert led("1.1") == {"1": "1.1", "1.1-du-thao-1": "1.1-du-thao-2", "1.1-du-thao-2": ""}


def test_a_repeal_leads_to_the_comparison_of_the_adopted_text() -> None:
    assert led("1.2") == {"1": "1.1", "1.1-du-thao-1": "1.1-du-thao-2", "1.1-du-thao-2": "", "1.1": ""}  # fmt: skip


def test_of_many_documents_only_what_is_next_to_a_text_is_compared_on_a_page() -> None:
    steps = {**STEPS, **LATER}
    del steps["1.2"]
    large, small = paired(steps, beside=MANY), paired(steps)
    assert [pair.older.name for pair in large.pairs] == ["1.3-du-thao-1", "1.1"]
    assert [pair.older.name for pair in large.others] == ["1.1-du-thao-1", "1"]
    assert not large.pointers
    assert large.listed == ("a",)
    assert len(small.pairs) == 4
    assert not small.others


@pytest.mark.parametrize(
    ("edition", "older", "address"),
    [
        ("1.1-du-thao-2", "1", "1.1-du-thao-2/so-sanh/a/1/"),  # in force beside the draft
        ("1.1-du-thao-2", "1.1-du-thao-1", "1.1-du-thao-2/so-sanh/a/1.1-du-thao-1/"),
        ("1.2", "1", "1.1/so-sanh/a/1/"),  # it brought no other text
        ("1.3", "1.1-du-thao-2", "1.3/so-sanh/a/1.2/"),  # that text was adopted
        ("1.3", "1.1-du-thao-1", "1.3/so-sanh/a/#voi-1.1-du-thao-1"),
        ("1.2", "1.1", None),
    ],
)
def test_a_pair_is_led_to_where_its_texts_are_compared(
    edition: str, older: str, address: str | None
) -> None:
    known = told({**STEPS, **LATER}, beside=MANY)
    snapshot = next(one for one in known.snapshots if one.name == edition)
    place = ComparedPlaces(known).place(snapshot, "a", older)
    assert (place.address if place else None) == address


@pytest.mark.parametrize(
    ("path", "in_large", "in_small"),
    [
        ("so-sanh/a.md", False, True),  # this edition brings no other text
        ("so-sanh/a/1.1.md", False, True),
        ("so-sanh/a/1/bang.md", False, True),
        ("so-sanh/a/1.3.md", False, False),
        ("so-sanh/c.md", False, False),
    ],
)
def test_no_page_leads_on_where_there_are_many_documents(
    path: str, *, in_large: bool, in_small: bool
) -> None:
    for beside, expected in ((MANY, in_large), ({}, in_small)):
        known = told(STEPS, beside=beside)
        found = comparisons.has(path, known.snapshots[-1], ComparedPlaces(known))
        assert found is expected


def test_a_comparison_without_a_page_is_kept_as_what_a_script_needs_to_show_it() -> None:
    steps = {**STEPS, **LATER}
    found = other_changes.of_pairs(paired(steps, beside=MANY).others, Labels.load("vi"))
    text = schemas.as_json("other-changes", found)
    assert shapes.faults("other-changes", json.loads(text)) == []
    article = json.loads(text)["comparisons"]["1"]["articles"][-1]
    assert found["page"] == "quy-che/a/"
    assert article["lines"][0]["paragraphs"] == [[0, 4, "mỗi tháng", -7, 1]]
    assert found["paragraphs"] == ["Họp khi cần.", "Phạm vi"]


@pytest.mark.parametrize(
    ("path", "led"),
    [("so-sanh/a/1.1.md", "hien-hanh/quy-che/a/"), ("quy-che/a.md", "hien-hanh/quy-che/a/")],
)
def test_of_many_documents_a_comparison_leads_to_the_text_in_force(path: str, led: str) -> None:
    standing = Standing("1.2", told(STEPS, beside=MANY), is_published=True)
    place = PagePlace(path, urls.address_of(path), "..")
    assert Framing(standing, Labels.load("vi")).frame(place).in_force == f"../../{led}"
    few = Framing(Standing("1.2", told(STEPS), is_published=True), Labels.load("vi"))
    assert few.frame(place).in_force == f"../../hien-hanh/{urls.address_of(path)}"
