"""Made-up collections, and what is measured with them."""

from pathlib import Path

from quyche.benchmarks import bench, collections
from quyche.benchmarks.measures import cost, size
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
    assert bench.build(tmp_path, 5).ratio < 4


def test_an_edition_adds_to_the_site(tmp_path: Path) -> None:
    (first, _), (second, _) = bench.editions(tmp_path, 1, 2)
    assert first < second
    assert size(tmp_path / "site-2") == second
