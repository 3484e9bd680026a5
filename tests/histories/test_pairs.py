"""In which edition two texts of a document are compared, and which pages lead there."""

import datetime

from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.editions import history
from quyche.editions.history import History, Snapshot
from quyche.editions.ledgers import Edition
from quyche.editions.revisions import Revision
from quyche.histories import pairs
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


def led(until: str) -> dict[str, str]:
    """Where each older edition is compared with the text of this one: itself, or another pair."""
    names = list(STEPS)[: list(STEPS).index(until) + 1]
    snapshots = tuple(
        history.snapshot_of(
            {PATH: STEPS[name].encode()},
            Edition(
                name,
                f"Bản {name}",
                is_draft="du-thao" in name,
                date=datetime.date(2021, 1, 1),
                documents=(("a", ""),),
            ),
            internal=False,
        )
        for name in names
    )

    def read(snapshot: Snapshot, _revision: Revision) -> Text:
        return corpora.text_of(PATH, STEPS[snapshot.name].encode())

    found = pairs.of_history(History(snapshots), read)
    own = {pair.older.name: until for pair in found.pairs}
    return own | {pointer.older: pointer.at for pointer in found.pointers}


def test_what_was_in_force_is_compared_with_the_adopted_text_and_not_with_its_draft() -> None:
    assert led("1.1-du-thao-2") == {"1": "1.1-du-thao-2", "1.1-du-thao-1": "1.1-du-thao-2"}
    assert led("1.1") == {"1": "1.1", "1.1-du-thao-1": "1.1-du-thao-2", "1.1-du-thao-2": ""}


def test_a_repeal_leads_to_the_comparison_of_the_adopted_text() -> None:
    assert led("1.2") == {"1": "1.1", "1.1-du-thao-1": "1.1-du-thao-2", "1.1-du-thao-2": "", "1.1": ""}  # fmt: skip
