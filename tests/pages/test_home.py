"""What the home page says where nothing is in force."""

import datetime
from dataclasses import replace

import pytest

from quyche import urls
from quyche.corpus import corpora
from quyche.editions.history import History, Standing, snapshot_of
from quyche.editions.ledgers import Edition, Ledger
from quyche.labels import Labels
from quyche.pages.frames import Framing, PagePlace
from quyche.pages.home import HomePage
from readings import reading_of
from repositories import regulation

LABELS = Labels.load("vi")
PATH = "quy-che/a.md"
STATES = {
    "1": regulation("Một.", status="adopted", more="effective: 2021-01-01\n"),
    "1.1": regulation("Một.", status="repealed", more="repealed: 2021-02-01\n"),
    "2-du-thao-1": regulation("Hai."),
}
EDITIONS = [
    Edition(name, f"Bản {name}", "du-thao" in name, datetime.date(2021, number, 1), documents=(("a", ""),))
    for number, name in enumerate(STATES, 1)
]  # fmt: skip


def standing(*names: str) -> Standing:
    told = [edition for edition in EDITIONS if edition.name in names]
    files = [{PATH: STATES[edition.name].encode()} for edition in told]
    snapshots = map(lambda held, edition: snapshot_of(held, edition, internal=False), files, told)
    return Standing(names[-1], History(tuple(snapshots)), is_published=True)


def home(*names: str) -> str:
    reading = reading_of(corpora.build({PATH: STATES[names[-1]].encode()}, internal=True))
    told = Ledger(tuple(edition for edition in EDITIONS if edition.name in names))
    return HomePage(replace(reading, ledger=told), urls.HOME, standing(*names)).markdown()


@pytest.mark.parametrize(
    ("names", "label"),
    [
        (("1", "1.1"), "home.nothing_in_force"),
        (("1", "2-du-thao-1"), "home.nothing_adopted"),
        (("2-du-thao-1",), "home.none"),
    ],
)
def test_it_speaks_of_drafts_only_where_there_are_some(names: tuple[str, ...], label: str) -> None:
    said = home(*names)
    others = {"home.nothing_in_force", "home.nothing_adopted", "home.none"} - {label}
    assert LABELS(label) in said
    assert [other for other in others if LABELS(other) in said] == []


def test_a_repeal_is_called_one_wherever_editions_are_listed() -> None:
    framing = Framing(standing("1", "1.1"), LABELS)
    place = PagePlace("index.md", "", ".")
    listed = [row.label for row in framing.frame(place).rows]
    told = [event.row.label for event in framing.timeline(place, {})]
    assert listed == told == ["Bãi bỏ", "Đã ban hành"]
