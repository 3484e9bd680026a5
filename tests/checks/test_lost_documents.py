"""A text in force whose file is gone is told: nobody repealed it."""

from __future__ import annotations

import pytest

from quyche.corpus import corpora
from quyche.editions.archives import Past
from quyche.labels import Labels
from quyche.problems import Problem
from quyche.reading.reading import Reading
from repositories import entry, regulation

PATH = "quy-che/cu.md"
GIVEN = "number: 1-QC/K\nadopted: 2021-01-01\neffective: 2021-01-01\n"
KEPT = {"quy-che/kia.md": regulation("Hai.", title="Quy chế kia")}
ADOPTED = {**KEPT, PATH: regulation("Một.", status="adopted", more=GIVEN)}
DRAFT = {**KEPT, PATH: regulation("Một hai.", more="draft: 1\n")}
REPEALED = {
    **KEPT,
    PATH: regulation("Một.", status="repealed", more=f"{GIVEN}repealed: 2021-02-01\n"),
}


def lost(work: dict[str, str], **editions: dict[str, str]) -> list[Problem]:
    """What is told of lost documents, with what the editions held."""
    held = {
        name.removeprefix("_").replace("_", "-"): corpora.build(
            {path: text.encode() for path, text in files.items()}
        )
        for name, files in editions.items()
    }
    ledger = "\n".join(entry(name) for name in held)
    reading = Reading.of(
        {path: text.encode() for path, text in {**work, "editions.yml": ledger}.items()},
        past=lambda _, known: Past(known.names, held.get),
    )
    return [one for one in reading.problems if one.rule == "document-lost"]


@pytest.mark.parametrize("later", [{}, {"_2_du_thao_1": ADOPTED}, {"_2_du_thao_1": DRAFT}])
def test_the_file_of_a_text_in_force_that_is_gone_is_told(later: dict[str, dict[str, str]]) -> None:
    (found,) = lost(KEPT, _1=ADOPTED, **later)
    line = Labels.load("vi").line(found)
    assert line.startswith(f"{PATH}:1: lưu ý: ")
    assert "phiên bản 1 có văn bản ấy" in line
    assert "quyche edition repeal cu" in line


@pytest.mark.parametrize(
    ("work", "editions"),
    [
        (KEPT, {}),
        (KEPT, {"_1_du_thao_1": DRAFT}),  # never in force
        (KEPT, {"_1": ADOPTED, "_2": REPEALED}),
        (KEPT, {"_1": ADOPTED, "_2": KEPT}),  # dropped when that was published
        (DRAFT, {"_1": ADOPTED}),
        ({**KEPT, "quy-che/moi/cu.md": ADOPTED[PATH]}, {"_1": ADOPTED}),
    ],
)
def test_nothing_is_told_of_what_is_there_or_in_force_no_longer(
    work: dict[str, str], editions: dict[str, dict[str, str]]
) -> None:
    assert lost(work, **editions) == []
