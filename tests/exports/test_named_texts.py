"""Which document a name means: an id or a file, of the work, of an edition or of an alias."""

from pathlib import Path

import pytest

from quyche.commands import export
from quyche.errors import HistoryError, UnreadableFileError
from quyche.exports.exported_texts import ExportedText
from quyche.exports.named_texts import NamedTexts
from repositories import commit, create, entry, regulation
from shapes import LABELS

OLD = regulation("Cũ.", more="draft: 1\n", title="Quy chế hội viên")
ADOPTED = regulation("Mới.", status="adopted", more="number: 01-QC\nadopted: 2021-02-01\n")


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions of a document, work on it that nobody committed, and a document of its own."""
    folder = create(tmp_path_factory.mktemp("project"))
    first = entry("1-du-thao-1", "2021-01-01")
    commit(folder, {"editions.yml": first, "quy-che/hoi-vien.md": OLD})
    second = f"{first}\n{entry('1', '2021-02-01')}"
    commit(folder, {"editions.yml": second, "quy-che/hoi-vien.md": ADOPTED})
    (folder / "docs" / "quy-che" / "hoi-vien.md").write_text(regulation("Nữa."), "utf-8")
    (folder / "docs" / "quy-che" / "hoi-phi.md").write_text(regulation("Phí."), "utf-8")
    return folder / "docs"


def named(docs: Path, name: str, edition: str = "") -> ExportedText:
    return NamedTexts(docs, LABELS).of(name, edition)


@pytest.mark.parametrize(
    ("edition", "expected", "standing"),
    [
        ("", "Nữa.", "dang-soan"),
        ("dang-soan", "Nữa.", "dang-soan"),
        ("1-du-thao-1", "Cũ.", "1-du-thao-1"),
        ("1", "Mới.", "1"),
        ("hien-hanh", "Mới.", "1"),
    ],
)
@pytest.mark.parametrize("place", ["hoi-vien", "quy-che/hoi-vien.md"])
def test_a_document_is_that_of_the_edition_or_of_the_work(
    edition: str, expected: str, standing: str, place: str, docs: Path
) -> None:
    name = str(docs / place) if "/" in place else place
    found = named(docs, name, edition)
    assert found.text.by_anchor["dieu-1-khoan-1"].text == expected
    assert found.standing.name == standing
    assert (found.edition.name if found.edition else "dang-soan") == standing


def test_one_name_may_tell_the_edition_too(docs: Path) -> None:
    found = named(docs, "1-du-thao-1:hoi-vien")
    assert found.standing.name == "1-du-thao-1"
    with pytest.raises(UnreadableFileError) as refused:
        named(docs, "9.1-du-thao-1:hoi-vien")  # a dot makes no file of it
    assert LABELS.told(refused.value).startswith("9.1-du-thao-1: ")


def test_a_file_of_another_kind_is_to_be_converted_first(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableFileError) as refused:
        named(docs, str(tmp_path / "a.docx"))
    assert "quyche convert" in LABELS.told(refused.value)


def test_it_comes_with_what_editions_made_of_it(docs: Path) -> None:
    told = named(docs, "hoi-vien").standing.history.of_document("hoi-vien")
    assert [snapshot.name for snapshot, _ in told] == ["1-du-thao-1", "1", "dang-soan"]
    only = named(docs, "hoi-vien", "1-du-thao-1").standing.history.of_document("hoi-vien")
    assert [snapshot.name for snapshot, _ in only] == ["1-du-thao-1"]


@pytest.mark.parametrize(
    ("name", "edition", "expected"),
    [
        ("hoi-vin", "", "có: hoi-vien, hoi-phi"),
        ("khac", "", "hoi-phi, hoi-vien"),
        ("hoi-phi", "1", "có: hoi-vien"),
        ("hoi-vien", "1-du-thao-2", "có: 1-du-thao-1"),
        ("hoi-vien", "hien-han", "có: hien-hanh"),
        ("hoi-vien", "du-thao", "có: 1-du-thao-1"),
        ("hoi-vien", "xyz", "có: 1-du-thao-1, 1, hien-hanh, dang-soan"),
        ("khac.md", "", "khac.md: không có tệp này"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    name: str, edition: str, expected: str, docs: Path
) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        named(docs, name, edition)
    told = LABELS.told(refused.value)
    assert expected in told
    assert (edition or name) in told


def test_a_file_from_elsewhere_is_read_among_the_documents_of_the_folder(
    docs: Path, tmp_path: Path
) -> None:
    (tmp_path / "moi.md").write_text("# Quy chế\n\n## Điều 1. Một\n\n1. Hai.\n", "utf-8")
    found = named(docs, str(tmp_path / "moi.md"))
    assert (found.text.id, set(found.reading.corpus.by_id)) == ("moi", {"moi", "hoi-vien", "hoi-phi"})  # fmt: skip


def test_without_a_repository_there_is_the_work_alone(tmp_path: Path) -> None:
    (tmp_path / "quy-che").mkdir()
    (tmp_path / "quy-che" / "a.md").write_text(OLD, "utf-8")
    assert len(named(tmp_path, "a").standing.history.snapshots) == 1
    with pytest.raises(HistoryError):
        named(tmp_path, "a", "1")


def test_the_command_writes_what_it_prints(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["hoi-vien", "--edition", "1", "--format", "md", "--docs", str(docs)]
    target = tmp_path / "x.md"
    assert export.COMMAND.run(asked) == 0
    assert export.COMMAND.run([*asked, "-o", str(target)]) == 0
    assert capsys.readouterr().out == target.read_text("utf-8") == ADOPTED


def test_a_file_is_looked_for_in_its_own_folder_of_documents(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target, source = tmp_path / "y.txt", docs / "quy-che" / "hoi-vien.md"
    assert export.COMMAND.run([str(source), "--format", "txt", "-o", str(target)]) == 0
    assert target.read_text("utf-8").endswith("\n\n1. Nữa.\n")
