"""The files of a document beside its page: written once, as far as a format can hold its text."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from quyche.editions.history import History, Snapshot, Standing
from quyche.editions.records import Carrier
from quyche.exports.renditions import Renditions
from quyche.reading.reading import Reading
from quyche.settings import Settings

SOURCE = "---\nkind: regulation\ntitle: Quy chế A\n---\n# Quy chế A\n\n## Điều 1. Một\n\n1. {}\n"
PATH = "quy-che/a.md"
ALONE = Standing("2", History((Snapshot(None, {}, frozenset()),)))
AMONG = replace(ALONE, is_published=True)
EVERY = ["docx", "pdf", "txt", "md", "json", "akn"]
# In no font that is kept here; XML has no place for the other.
UNPRINTABLE, UNWRITABLE = "\u0e01", "\x0b"


def of(folder: Path, text: str = "Một.", standing: Standing = AMONG) -> Renditions:
    files = {PATH: SOURCE.format(text).encode()}
    reading = Reading.of(files, settings=Settings(), assume={PATH: "regulation"})
    return Renditions(reading, standing, folder)


def offered(renditions: Renditions, base: str = "../..") -> list[str]:
    return [one.format for one in renditions.of(renditions.reading.corpus.by_path[PATH], base)]


def test_a_document_is_offered_in_every_format_beside_its_page(tmp_path: Path) -> None:
    made = of(tmp_path)
    text = made.reading.corpus.by_path[PATH]
    files = made.of(text, "../..")
    assert [one.format for one in files] == EVERY
    assert [one.href for one in files] == [f"../../../2/{one.address.removeprefix('2/')}" for one in files]  # fmt: skip
    assert {one.address.removeprefix("2/") for one in files} == {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")
    }
    assert (tmp_path / "quy-che/a/a-2.md").read_text("utf-8") == SOURCE.format("Một.")
    assert json.loads((tmp_path / "quy-che/a/a-2.json").read_text("utf-8"))["provisions"]
    assert made.files == {"a": tuple(EVERY)}


def test_what_is_asked_for_twice_is_written_once(tmp_path: Path) -> None:
    made = of(tmp_path)
    offered(made)
    (tmp_path / "quy-che/a/a-2.md").unlink()
    assert offered(made) == EVERY
    assert not (tmp_path / "quy-che/a/a-2.md").exists()


def test_what_an_older_edition_has_is_offered_from_there(tmp_path: Path) -> None:
    carriers = {"a": Carrier("1", ["docx", "txt"])}
    made = of(tmp_path, standing=replace(AMONG, carriers=carriers))
    files = made.of(made.reading.corpus.by_path[PATH], "../..")
    assert [one.href for one in files] == [
        "../../../1/quy-che/a/a-1.docx",
        "../../../1/quy-che/a/a-1.txt",
    ]
    assert list(tmp_path.iterdir()) == []
    assert made.files == {}


@pytest.mark.parametrize(
    ("sign", "lacking"), [(UNPRINTABLE, {"pdf"}), (UNWRITABLE, {"akn"})], ids=["pdf", "akn"]
)
def test_a_format_that_cannot_hold_the_text_is_not_offered(
    tmp_path: Path, sign: str, lacking: set[str]
) -> None:
    made = of(tmp_path, f"Một {sign} hai.")
    assert offered(made) == [one for one in EVERY if one not in lacking]
    assert set(made.lacking(made.reading.corpus.by_path[PATH])) == lacking


def test_a_site_that_stands_alone_offers_none(tmp_path: Path) -> None:
    assert offered(of(tmp_path, standing=ALONE)) == []
    assert list(tmp_path.iterdir()) == []
