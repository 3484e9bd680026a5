"""The ledger: which editions there are, which is in force, and what is wrong with an entry."""

import datetime

import pytest

from quyche.editions.edition_names import EditionName
from quyche.editions.ledgers import Ledger, read
from quyche.labels import Labels

LABELS = Labels.load("vi")
ENTRY = """- name: "{}"
  title: Khóa
  kind: {}
  date: 2021-01-18
"""


def ledger(*entries: tuple[str, str]) -> Ledger:
    found, problems = read("".join(ENTRY.format(*entry) for entry in entries), "editions.yml")
    assert not problems
    return found


def test_an_entry_is_read_whole() -> None:
    source = (
        ENTRY.format("17-du-thao-1", "draft")
        + "  meeting: 2021-01-18-btv\n  note: Mới\n  commit: ab\n"
    )
    (edition,) = read(source, "editions.yml")[0].editions
    assert (edition.name, edition.title, edition.is_draft) == ("17-du-thao-1", "Khóa", True)
    assert edition.date == datetime.date(2021, 1, 18)
    assert (edition.meeting, edition.note, edition.commit) == ("2021-01-18-btv", "Mới", "ab")


@pytest.mark.parametrize(
    ("entries", "in_force", "draft"),
    [
        ([], None, None),
        ([("16", "adopted")], "16", None),
        ([("16", "adopted"), ("17-du-thao-1", "draft")], "16", "17-du-thao-1"),
        ([("16", "adopted"), ("17-du-thao-1", "draft"), ("17", "adopted")], "17", None),
        ([("17-du-thao-1", "draft")], None, "17-du-thao-1"),
    ],
)
def test_the_newest_adopted_is_in_force_and_a_newer_draft_is_the_draft(
    entries: list[tuple[str, str]], in_force: str | None, draft: str | None
) -> None:
    found = ledger(*entries)
    assert (found.in_force.name if found.in_force else None) == in_force
    assert (found.draft.name if found.draft else None) == draft


def test_a_name_without_quotes_is_what_was_written() -> None:
    entries = "".join(ENTRY.format(name, "adopted") for name in ("17", "17.9", "17.10"))
    found, problems = read(entries.replace('"', ""), "editions.yml")
    assert problems == ()
    assert [edition.name for edition in found.editions] == ["17", "17.9", "17.10"]


GOOD = ENTRY.format("16", "adopted")


@pytest.mark.parametrize(
    ("entry", "rule", "detail"),
    [
        (ENTRY.format("16", "adopted"), "ledger-twice", ("found", "16")),
        (ENTRY.format("khóa 17", "adopted"), "ledger-name", ("found", "khóa 17")),
        (ENTRY.format("17-du-thao-", "draft"), "ledger-name", ("found", "17-du-thao-")),
        (ENTRY.format("17", "in force"), "ledger-kind", ("found", "in force")),
        (ENTRY.format("17", "adopted") + "  nots: x\n", "ledger-key", ("key", "nots")),
        (ENTRY.format("17", "adopted").replace("  title: Khóa\n", ""), "ledger-missing", ("key", "title")),
        (ENTRY.format("17", "adopted").replace("2021-01-18", "18/1/2021"), "ledger-date", ("found", "18/1/2021")),
        (ENTRY.format("17", "adopted").replace("2021-01-18", "2021-01-18 10:00:00"), "ledger-date", None),
        (ENTRY.format("17", "[adopted]"), "ledger-kind", ("found", "['adopted']")),
        ("- 17\n", "ledger-yaml", ("found", "17")),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_left_out_and_told_with_its_line(
    entry: str, rule: str, detail: tuple[str, str] | None
) -> None:
    found, problems = read(GOOD + entry, "editions.yml")
    assert [edition.name for edition in found.editions] == ["16"]
    assert [(problem.line, problem.rule) for problem in problems] == [(5, rule)]
    assert detail is None or detail in problems[0].details
    assert LABELS.line(problems[0]).startswith("editions.yml:5: ")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("name: 16\n", 1),
        ("- name: [\n", 1),
        ("x", 1),
        ("[" * 5000, 1),
        ("\x00", 1),
    ],
)
def test_a_ledger_that_cannot_be_read_is_told(source: str, line: int) -> None:
    found, problems = read(source, "editions.yml")
    assert found == Ledger()
    assert [(problem.line, problem.rule) for problem in problems] == [(line, "ledger-yaml")]


@pytest.mark.parametrize("source", ["", "# nothing yet\n", "[]\n"])
def test_an_empty_ledger_has_no_editions(source: str) -> None:
    assert read(source, "editions.yml") == (Ledger(), ())


@pytest.mark.parametrize("name", ["16", "17.1", "17-du-thao-2", "17.12-du-thao-10"])
def test_a_name_reads_and_writes_the_same(name: str) -> None:
    assert str(EditionName.parse(name)) == name


@pytest.mark.parametrize("name", ["", "0", "17.0", "17-du-thao-0", "017", "17-du-thao-1-du-thao-2", "17/1", "../17"])  # fmt: skip
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not an edition"):
        EditionName.parse(name)


def test_names_stand_in_the_order_of_their_life() -> None:
    names = ["16", "17-du-thao-1", "17-du-thao-2", "17-du-thao-10", "17", "17.1-du-thao-1", "17.1", "17.2", "18-du-thao-1"]  # fmt: skip
    assert sorted(set(names), key=lambda name: EditionName.parse(name).order) == names


@pytest.mark.parametrize(
    ("before", "entry", "rule"),
    [
        (("17", "adopted"), ENTRY.format("17-du-thao-1", "draft"), "ledger-order"),
        (("17", "adopted"), ENTRY.format("16", "adopted"), "ledger-order"),
        (("17.1-du-thao-2", "draft"), ENTRY.format("17.1-du-thao-1", "draft"), "ledger-order"),
        (("16", "adopted"), ENTRY.format("17", "draft"), "ledger-kind-of-name"),
        (("16", "adopted"), ENTRY.format("17-du-thao-1", "adopted"), "ledger-kind-of-name"),
        (("16", "adopted"), ENTRY.format("17", "adopted").replace("2021-01-18", "2021-01-17"), "ledger-date-order"),
    ],
)  # fmt: skip
def test_an_entry_that_does_not_fit_those_before_it_is_told(
    before: tuple[str, str], entry: str, rule: str
) -> None:
    _, problems = read(ENTRY.format(*before) + entry, "editions.yml")
    assert [problem.rule for problem in problems] == [rule]


# Rounds, each at its own pace


def rounds(*names: str, **documents: str) -> list[str]:
    """The open rounds of a ledger of these editions, and what each entry moves, by its place."""
    entries = []
    for place, name in enumerate(names, 1):
        kind = "draft" if "du-thao" in name else "adopted"
        entry = ENTRY.format(name, kind)
        if moved := documents.get(f"at_{place}"):
            texts = "".join(f'    {each}: "{"0" * 40}"\n' for each in moved.split())
            entry += f"  documents:\n{texts}"
        if "dinh-chinh" in name:
            entry += f'  corrects: "{name.partition("-")[0]}"\n'
        entries.append(entry)
    found, problems = read("".join(entries), "editions.yml")
    assert not problems
    return [one.name for one in found.open_rounds]


@pytest.mark.parametrize(
    ("names", "documents", "expected"),
    [
        (["17"], {}, []),
        (["17", "17.1-du-thao-1"], {}, ["17.1"]),
        (["17", "17.1-du-thao-1", "17.2-du-thao-1"], {"at_2": "a", "at_3": "b"}, ["17.1", "17.2"]),
        (["17", "17.1-du-thao-1", "17.2-du-thao-1", "17.2"], {"at_2": "a", "at_3": "b", "at_4": "b"}, ["17.1"]),
        (["17", "17.1-du-thao-1", "17.2-du-thao-1", "17.1"], {"at_2": "a", "at_3": "b", "at_4": "a"}, ["17.2"]),
        # what a later adopted edition settles is no longer open
        (["17", "17.1-du-thao-1", "18"], {"at_2": "a", "at_3": "a b"}, []),
        (["17", "17.1-du-thao-1", "18"], {"at_2": "a b", "at_3": "a"}, ["17.1"]),
        # there was one round at a time before entries named what they move
        (["17-du-thao-1", "18"], {}, []),
        # a correction of what is in force leaves its draft open
        (["17", "17.1-du-thao-1", "17-dinh-chinh-1"], {"at_2": "a", "at_3": "a"}, ["17.1"]),
    ],
)  # fmt: skip
def test_a_round_is_open_until_its_documents_are_adopted(
    names: list[str], documents: dict[str, str], expected: list[str]
) -> None:
    assert rounds(*names, **documents) == expected


CORRECTION = ENTRY.format("17-dinh-chinh-1", "adopted")


@pytest.mark.parametrize(
    ("names", "entry", "rules"),
    [
        (["17", "17.2-du-thao-1"], ENTRY.format("17.3-du-thao-1", "draft"), []),
        (["17", "17.2-du-thao-1"], ENTRY.format("17.1-du-thao-1", "draft"), ["ledger-order"]),
        (["17", "17.1-du-thao-1", "18-du-thao-1"], ENTRY.format("17.1-du-thao-2", "draft"), []),
        (["17", "18-du-thao-1"], ENTRY.format("17.1-du-thao-1", "draft"), []),
        (["17", "17.1"], ENTRY.format("17.1-du-thao-1", "draft"), ["ledger-order"]),
        (["17"], CORRECTION + '  corrects: "17"\n', []),
        (["17"], CORRECTION, ["ledger-corrects"]),
        (["17"], CORRECTION + '  corrects: "16"\n', ["ledger-corrects"]),
        (["16"], CORRECTION + '  corrects: "17"\n', ["ledger-corrects-unknown"]),
        (["17"], ENTRY.format("17.1", "adopted") + '  corrects: "17"\n', ["ledger-corrects"]),
        (["17"], ENTRY.format("17-dinh-chinh-1", "draft") + '  corrects: "17"\n', ["ledger-kind-of-name"]),
    ],
)  # fmt: skip
def test_an_entry_has_its_place_in_its_round(
    names: list[str], entry: str, rules: list[str]
) -> None:
    older = (ENTRY.format(name, "draft" if "du-thao" in name else "adopted") for name in names)
    found, problems = read("".join(older) + entry, "editions.yml")
    assert [problem.rule for problem in problems] == rules
    assert len(found.editions) == len(names) + (not rules)
    assert all(LABELS.line(problem) for problem in problems)
