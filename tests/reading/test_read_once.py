"""An edition is read once, in one room, whatever takes it."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from comparisons import documents
from publishing_helpers import Project
from quyche.corpus.links import Linked, _Reader
from quyche.reading.reading import Reading
from readings import reading_of
from repositories import ledger, regulation

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "hooks" / "quyche"
READ = {"Governance", "Tasks", "Conclusions", "Powers", "Duties"}


def readers() -> Iterator[tuple[str, str]]:
    """Every module that reads one of these out of a corpus, with what it reads."""
    for path in [*LIBRARY.rglob("*.py"), *(ROOT / "scripts").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "of":
                name = ast.unparse(node.value)
                if name in READ:
                    yield path.relative_to(ROOT).as_posix(), name


def test_what_is_read_out_of_a_corpus_is_read_in_one_room_alone() -> None:
    found = set(readers())
    assert {name for _, name in found} == READ
    assert {path for path, _ in found} == {"hooks/quyche/reading/reading.py"}


@pytest.mark.parametrize("name", ["links", "governance", "tasks", "conclusions", "problems"])
def test_a_reading_gives_the_same_thing_each_time(name: str) -> None:
    reading: Reading = reading_of(documents("### Điều 1. A\n\nBan A họp.\n"))
    assert getattr(reading, name) is getattr(reading, name)


def test_publishing_editions_reads_each_of_them_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project.create(tmp_path / "office", [{"index.md": "# Trang\n", "quy-che/a.md": regulation("Một."), "editions.yml": ledger("1-du-thao-1")}])  # fmt: skip
    project.commit({"quy-che/a.md": regulation("Hai."), "editions.yml": ledger("1-du-thao-1", "1-du-thao-2")})  # fmt: skip
    read: list[str] = []
    run = _Reader.run

    def counted(reader: _Reader) -> Iterator[Linked]:
        read.append(reader.text.document.source.split()[-1])
        return run(reader)

    monkeypatch.setattr(_Reader, "run", counted)
    assert project.publish().code == 0
    assert Counter(read) == {"Một.": 2, "Hai.": 2}, "each text once, and once alone for effects"
