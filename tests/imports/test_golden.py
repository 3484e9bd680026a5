"""Foreign files beside what becomes of them: `x.txt` gives `x.md` and the findings in `x.findings`."""

from pathlib import Path

import pytest

from quyche.imports.documents.conversion import convert_file
from quyche.texts.parser import parse

DATA = Path(__file__).parents[1] / "data" / "imports"
SAMPLES = sorted(path for path in DATA.iterdir() if path.suffix in {".txt", ".html"})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_becomes_the_expected_document(path: Path) -> None:
    assert convert_file(path).source == path.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_says_what_it_did(path: Path) -> None:
    said = [f"{problem.line} {problem.rule}\n" for problem in convert_file(path).problems]
    assert "".join(said) == path.with_suffix(".findings").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_can_be_read_without_errors(path: Path) -> None:
    assert parse(convert_file(path).source, path.name).problems == ()


def test_says_the_same_every_time() -> None:
    first, second = (convert_file(path) for path in [SAMPLES[0]] * 2)
    assert first == second
