"""Tables about documents, asked for by the addresses of their pages."""

from pathlib import Path

import pytest

import commands
import organisation
from quyche.errors import UnreadableFileError
from quyche.exports.named_sheets import WRITERS, sheet_named
from quyche.exports.named_texts import NamedTexts
from quyche.formats.sheets import Sheet
from quyche.labels import Labels
from quyche.reading import folders
from sheet_readers import WORDS_IN, words_in_pdf, words_of

LABELS = Labels.load("vi")
DOCUMENT = Path(organisation.REGULATION).stem


@pytest.fixture(scope="module", name="docs")
def _docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the organisation works on, as a folder without a history."""
    folder = tmp_path_factory.mktemp("du-an") / "docs"
    body = "---\nkind: body\nname: Ban Thử\nexpects: [powers]\n---\n".encode()
    for path, content in {**organisation.files(), "co-quan/ban-thu.md": body}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    settings = (organisation.DATA / "mkdocs.yml").read_bytes()
    (folder.parent / "mkdocs.yml").write_bytes(settings)
    return folder


def sheet(docs: Path, name: str, edition: str = "") -> Sheet:
    found = sheet_named(NamedTexts(docs, LABELS), name, edition)
    assert found
    return found


@pytest.mark.parametrize("name", ["bang-trach-nhiem", f"gop-y/{DOCUMENT}"])
def test_a_table_says_the_same_in_every_format(name: str, docs: Path) -> None:
    made = sheet(docs, name)
    assert len(made.tables[0].rows) > 1
    for words_in in WORDS_IN.values():
        assert words_in(made) == words_of(made)
    assert sorted(words_in_pdf(made)) == sorted(words_of(made))


def test_the_matrix_names_every_provision_that_governs_a_body_so(docs: Path) -> None:
    (table,) = sheet(docs, "bang-trach-nhiem").tables
    shown = {
        row.cells[0].paragraphs[0].runs[0].text: " ".join(
            run.text for cell in row.cells[1:] for one in cell.paragraphs for run in one.runs
        )
        for row in table.rows
    }
    reading = folders.in_folder(docs, base=None)
    governed = reading.governance.of_target
    names = {entry.id: entry.name for entry in reading.corpus.register.entries}
    articles = 0
    for target, governings in governed.items():
        for one in governings:
            if one.aspects and len(one.provision.steps) == 1:
                articles += 1
                assert one.provision.citation in shown[names[target]]
    assert articles > 3
    assert LABELS("matrix.missing") in shown["Ban Thử"]


def test_the_remarks_are_those_on_one_edition(docs: Path) -> None:
    assert sheet(docs, f"gop-y/{DOCUMENT}") == sheet(docs, f"gop-y/{DOCUMENT}", "2-du-thao-1")
    with pytest.raises(UnreadableFileError) as fault:
        sheet(docs, f"gop-y/{DOCUMENT}", "9")
    assert "2-du-thao-1" in LABELS.told(fault.value)


def test_a_document_or_a_file_is_no_table(docs: Path) -> None:
    named = NamedTexts(docs, LABELS)
    assert sheet_named(named, DOCUMENT) is None
    assert sheet_named(named, str(docs / "gop-y")) is None


def test_the_command_writes_tables_as_word_and_pdf_and_nothing_else(docs: Path) -> None:
    for name in WRITERS:
        told = ("bang-trach-nhiem", "--docs", "docs", "--format", name, "-o", f"bang.{name}")
        assert commands.run("export.py", *told, folder=docs.parent) == (0, "", "")
        assert (docs.parent / f"bang.{name}").stat().st_size > 1000
    as_text = ("bang-trach-nhiem", "--docs", "docs", "--format", "txt")
    code, _, errors = commands.run("export.py", *as_text, folder=docs.parent)
    assert (code, "pdf, docx" in errors) == (2, True)
