"""What is told of documents that are internal, before anything is published."""

from __future__ import annotations

import datetime

import pytest

from quyche.corpus import corpora
from quyche.editions.archives import Past
from quyche.editions.ledgers import Edition, Ledger
from quyche.labels import Labels
from quyche.problems import Problem
from quyche.reading.reading import Reading
from quyche.remarks import remark_files
from repositories import entry, regulation

NAMES = ("1", "2-du-thao-1")
LEDGER = Ledger(
    tuple(
        Edition(name, name, is_draft="du-thao" in name, date=datetime.date(2021, 1, day))
        for day, name in enumerate(NAMES, start=1)
    )
)
SECRET = {
    "quy-che/kin.md": regulation("Một.", title="Quy chế kín", more="visibility: internal\nnumber: 7-QC/K\n"),
}  # fmt: skip
OPEN = {"quy-che/kin.md": regulation("Một.", title="Quy chế kín")}


def problems(
    work: dict[str, str], *editions: dict[str, str], internal: bool = True
) -> list[Problem]:
    """What is told of visibility, with what the editions held."""
    held = {
        name: corpora.build(
            {path: text.encode() for path, text in files.items()}, internal=internal
        )
        for name, files in zip(NAMES, editions, strict=False)
    }
    ledger = "\n".join(entry(name) for name in held)
    reading = Reading.of(
        {path: text.encode() for path, text in {**work, "editions.yml": ledger}.items()},
        past=lambda _, known: Past(known.names, held.get),
        internal=internal,
    )
    return [one for one in reading.problems if one.rule.startswith("visibility-")]


def test_a_text_that_turns_internal_is_told_to_stay_public_where_it_was() -> None:
    (found,) = problems(SECRET, OPEN, OPEN)
    assert (found.path, found.line, found.rule) == ("quy-che/kin.md", 5, "visibility-turned")
    told = Labels.load("vi").line(found)
    assert "1, 2-du-thao-1" in told
    assert "lịch sử của kho Git vẫn công khai mãi mãi" in told


@pytest.mark.parametrize(
    "fault",
    [("kind: regulation", "kind: regulatoin"), ("title:", "adopted: 2026-13-40\ntitle:"), ("title:", "title: [\nx:")],
)  # fmt: skip
def test_a_text_that_cannot_be_read_is_not_said_to_have_turned_internal(
    fault: tuple[str, str],
) -> None:
    unread = {path: text.replace(*fault, 1) for path, text in OPEN.items()}
    assert unread != OPEN
    assert problems(unread, OPEN, OPEN) == []


@pytest.mark.parametrize(
    ("work", "editions"),
    [
        (SECRET, ()),  # never public
        (SECRET, (SECRET, SECRET)),
        (SECRET, (OPEN, SECRET)),  # told when it was done
        (OPEN, (SECRET, SECRET)),  # the other way
        (OPEN, (OPEN, OPEN)),
    ],
)
def test_nothing_is_told_where_nothing_turns_internal(
    work: dict[str, str], editions: tuple[dict[str, str], ...]
) -> None:
    assert problems(work, *editions) == []


def test_nothing_is_told_where_what_is_internal_was_left_out() -> None:
    named = {"index.md": "# Quy chế kín\n"}
    assert problems({**SECRET, **named}, OPEN, OPEN, internal=False) == []


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("index.md", "# Trang\n\nXem QUY CHE KIN.\n", 3),
        ("huong-dan/a.md", "# Số 7-QC/K\n", 1),
        ("quy-che/b.md", regulation("Theo Điều 1 Quy chế kín."), 10),
        ("gop-y/b.yml", "- id: 1\n  edition: '1'\n  from: A\n  remark: Như Quy chế kín.\n", 4),
        ("hoi-nghi/h.md", "---\nkind: meeting\ntitle: Bàn Quy chế kín\nbody: a\ndate: 2021-01-01\n---\n", 3),
    ],
)  # fmt: skip
def test_a_public_file_that_names_an_internal_text_is_told_with_its_line(
    path: str, text: str, line: int
) -> None:
    (found,) = problems({**SECRET, path: text})
    assert (found.path, found.line, found.rule) == (path, line, "visibility-named")


def test_what_is_internal_itself_may_name_it_and_so_may_a_public_text_of_that_name() -> None:
    remarks = {
        remark_files.path_of("kin"): "- {id: 1, edition: '1', from: A, remark: Quy chế kín.}\n"
    }
    assert problems({**SECRET, **remarks}) == []
    named = regulation("A.", title="Quy chế kín năm 2020").replace("7-QC/K", "")
    assert problems({**SECRET, "quy-che/b.md": named}) == []
