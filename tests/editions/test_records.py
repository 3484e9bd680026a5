"""What the record of an edition says itself, and what it leaves to older ones."""

from dataclasses import replace

from quyche.editions import records
from quyche.editions.records import ArticleHistory, EditionRecord, Histories

NOTHING = EditionRecord("", "", "adopted", "2021-01-01", "", "", (), (), "", {})


def changed(*editions: str) -> ArticleHistory:
    told = {"older": "", "block": "", "status": "added", "guess": False}
    return {"dieu-1": [{"edition": name, **told} for name in editions]}  # type: ignore[typeddict-item]


def published(
    *editions: Histories, bases: dict[str, str] | None = None
) -> dict[str, EditionRecord]:
    """The records of editions, each with what is so when it is published."""
    known: dict[str, EditionRecord] = {}
    for number, told in enumerate(editions, 1):
        own, told_in = records.parted(told, str(number - 1), bases or {}, known)
        record = replace(NOTHING, name=str(number), histories=own, told_in=told_in)
        known[record.name] = EditionRecord.from_json(record.as_json())
    return known


def test_when_an_article_changed_is_written_down_once_and_known_in_every_edition() -> None:
    told: list[Histories] = [
        {"a": changed("1"), "b": changed("1")},
        {"a": changed("2", "1"), "b": changed("1")},
        {"a": changed("2", "1"), "b": changed("1"), "c": changed("3")},
    ]
    known = published(*told)
    assert [set(known[name].histories) for name in "123"] == [{"a", "b"}, {"a"}, {"c"}]
    assert [known[name].told_in for name in "123"] == [{}, {"b": "1"}, {"a": "2", "b": "1"}]
    assert [records.histories_of(name, known) for name in "123"] == told


def test_what_goes_on_from_an_edition_further_back_is_told_there() -> None:
    """A draft of another round stands between."""
    told: list[Histories] = [{"a": changed("1")}, {"a": changed("2", "1")}, {"a": changed("1")}]
    known = published(*told, bases={"a": "1"})
    assert known["3"].told_in == {"a": "1"}
    assert records.histories_of("3", known) == told[2]


def test_a_record_of_an_edition_that_is_not_known_tells_nothing() -> None:
    assert records.histories_of("4", published({"a": changed("1")})) == {}
