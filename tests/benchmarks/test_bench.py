"""Made-up collections, and what is measured with them."""

from pathlib import Path

from quyche.benchmarks import bench, collections
from quyche.benchmarks.measures import cost, size
from quyche.benchmarks.projects import MadeUp
from quyche.editions import ledgers
from quyche.reading.reading import Reading


def test_a_collection_is_the_same_every_time_and_nothing_is_wrong_with_it() -> None:
    files = collections.files(3)
    assert files == collections.files(3)
    reading = Reading.of({path: text.encode() for path, text in files.items()})
    assert reading.problems == ()
    (one, *_) = reading.corpus.texts
    assert len(list(one.document.articles())) == 50
    assert 30_000 < len(one.document.source.encode()) < 40_000
    assert sum(len(linked.citations) for linked in reading.links) > 200


def test_a_cost_is_of_all_that_a_command_does(tmp_path: Path) -> None:
    idle = cost(["-c", "pass"], tmp_path)
    busy = cost(["-c", "x = [0] * 10**7; sum(range(3 * 10**6))"], tmp_path)
    assert busy.processor > idle.processor
    assert min(idle.wall, idle.memory) > 0


def test_a_build_costs_no_more_than_a_few_of_the_plain_tool(tmp_path: Path) -> None:
    assert bench.build(tmp_path, 3).ratio < 6


def test_an_edition_changes_a_few_places_of_a_few_documents(tmp_path: Path) -> None:
    made = MadeUp.of(tmp_path / "made", 5)
    made.edition(1)
    before = [path.read_text("utf-8") for path in made.regulations]
    made.edition(2)
    after = [path.read_text("utf-8") for path in made.regulations]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 3
    assert sum(text.count(" (2)") for text in after) == 3 * 4
    found, _ = ledgers.read((made.folder / "docs" / ledgers.FILE).read_text("utf-8"), ledgers.FILE)
    assert [edition.name for edition in found.editions] == ["1", "2"]
    assert size(made.folder) > sum(map(len, after))
