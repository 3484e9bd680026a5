"""The command that compares two files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from lxml import html

import commands
from hostile_files import ole
from publishing_helpers import Project
from repositories import commit, create, ledger, regulation

ROOT = Path(__file__).parent.parent
OLD = """# Quy chế

### Điều 1. Chế độ họp

1. Ban A họp mỗi tháng <b>hai</b> lần.
2. @nhom không *bắt buộc* dự họp.

### Điều 2. Báo cáo

Ban A báo cáo kết quả hằng quý.
"""
NEW = """# Quy chế

### Điều 1. Lễ tân

Văn phòng lo việc đón tiếp.

### Điều 2. Chế độ họp

1. Ban A họp mỗi tháng <b>một</b> lần.
2. @nhom không *bắt buộc* dự họp.

### Điều 3. Báo cáo

Ban A báo cáo kết quả hằng quý.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of the same document, and one that is no text."""
    (tmp_path / "cu.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "moi.md").write_text(NEW, encoding="utf-8")
    (tmp_path / "moi.txt").write_text(NEW.replace("### ", "").replace("# ", ""), encoding="utf-8")
    (tmp_path / "hong.md").write_bytes(b"\xff\xfe")
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    return commands.run("compare.py", *arguments, folder=folder)


def test_people_read_what_became_of_each_provision(folder: Path) -> None:
    code, printed, errors = run(folder, "cu.md", "moi.md")
    assert (code, errors) == (0, "")
    lines = printed.splitlines()
    assert "Điều 1 (bổ sung)" in lines
    assert "Điều 1 → Điều 2 (sửa đổi, đổi số)" in lines
    assert "    Ban A họp mỗi tháng <b>[-hai-]{+một+}</b> lần." in lines
    assert "Điều 2 → Điều 3 (đổi số)" in lines


def test_programs_read_json(folder: Path) -> None:
    code, printed, _ = run(folder, "cu.md", "moi.md", "--json")
    data = json.loads(printed)
    assert code == 0
    assert data["summary"]["words_deleted"] == 1
    entries = {(entry["old"], entry["new"]): entry for entry in data["provisions"]}
    assert entries[None, "dieu-1"]["status"] == "added"
    assert entries["dieu-2", "dieu-3"]["marks"] == ["renumbered"]
    assert entries["dieu-1-khoan-1", "dieu-2-khoan-1"]["ops"] == [
        ["=", "Ban A họp mỗi tháng <b>"],
        ["-", "hai"],
        ["+", "một"],
        ["=", "</b> lần."],
    ]


def test_a_page_marks_changes_without_markup_from_the_texts(folder: Path) -> None:
    code, printed, _ = run(folder, "cu.md", "moi.md", "--format", "html")
    page = html.document_fromstring(printed)
    assert code == 0
    assert [element.text for element in page.iter("del")] == ["hai"]
    assert "một" in [element.text for element in page.iter("ins")]
    assert not list(page.iter("b", "script", "link"))
    assert page.get("lang") == "vi"


def test_a_comment_for_github_calls_nobody_and_is_no_markup(folder: Path) -> None:
    code, printed, _ = run(folder, "cu.md", "moi.md", "--format", "markdown")
    assert code == 0
    assert "### Điều 1 → Điều 2" in printed
    assert "<del>hai</del><ins>một</ins>" in printed
    assert "<b>" not in printed
    assert not re.search(r"@\w", printed)


def test_files_of_other_kinds_are_converted_first(folder: Path) -> None:
    code, printed, _ = run(folder, "moi.md", "moi.txt", "--json")
    assert code == 0
    assert json.loads(printed)["summary"]["unchanged"] >= 3


def test_the_result_is_the_same_in_every_run(folder: Path) -> None:
    def printed(seed: str) -> str:
        return subprocess.run(
            [sys.executable, ROOT / "scripts" / "compare.py", "cu.md", "moi.md", "--json"],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout

    assert printed("1") == printed("2") == printed("3")


def test_the_same_text_twice_is_no_problem(folder: Path) -> None:
    assert run(folder, "cu.md", "cu.md") == (0, "Hai bản giống nhau.\n", "")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("cu.md", "khong-co.md"), "khong-co.md"),
        (("hong.md", "cu.md"), "hong.md"),
        (("cu.md", "."), "."),
        (("cu.md", "2:quy-che"), "2:quy-che"),
    ],
)
def test_wrong_use_is_one_line_that_names_the_file(
    folder: Path, docs: str, arguments: tuple[str, str], named: str
) -> None:
    code, printed, errors = run(folder, *arguments, docs)
    assert (code, printed) == (2, "")
    assert len(errors.splitlines()) == 1
    assert errors.startswith(f"{named}:")


def test_a_file_of_a_kind_that_is_not_read_says_what_it_is(folder: Path) -> None:
    (folder / "cu.doc").write_bytes(ole("WordDocument"))
    code, printed, errors = run(folder, "cu.doc", "cu.md")
    assert (code, printed) == (2, "")
    assert "Word đời cũ (.doc)" in errors


DOCUMENT = "quy-che-hoat-dong"


@pytest.fixture(name="docs")
def _docs(organisation: Project) -> str:
    """The option that says whose editions are meant."""
    return f"--docs={organisation.folder / 'docs'}"


def test_two_editions_are_compared(folder: Path, docs: str) -> None:
    code, out, _ = run(folder, f"2-du-thao-2:{DOCUMENT}", f"2:{DOCUMENT}", "--json", docs)
    found = json.loads(out)
    by_new = {str(change["new"]): change for change in found["provisions"]}
    assert code == 0
    assert by_new["dieu-16"]["old"] == ["dieu-16", "dieu-17"]
    assert by_new["dieu-17"]["marks"] == ["renumbered"]


def test_an_alias_and_what_is_checked_out_are_editions_too(folder: Path, docs: str) -> None:
    code, out, _ = run(folder, f"hien-hanh:{DOCUMENT}", f"dang-soan:{DOCUMENT}", "--json", docs)
    added = [
        change["new"] for change in json.loads(out)["provisions"] if change["status"] == "added"
    ]
    assert code == 0
    assert "dieu-6a" in added


@pytest.mark.parametrize(
    ("argument", "complaint"),
    [
        (f"99:{DOCUMENT}", "99: không có phiên bản này; có: 1, "),
        ("1:nothing", "1:nothing: phiên bản ấy không có văn bản này"),
    ],
)
def test_an_edition_or_a_document_that_is_not_there_is_wrong_use(
    folder: Path, docs: str, argument: str, complaint: str
) -> None:
    code, _, said = run(folder, argument, f"2:{DOCUMENT}", docs)
    assert code == 2
    assert said.startswith(complaint)
    assert len(said.splitlines()) == 1


def test_staff_get_the_table_as_a_word_file(folder: Path) -> None:
    code, printed, errors = run(folder, "cu.md", "moi.md", "--format", "docx", "-o", "bang.docx")
    assert (code, printed, errors) == (0, "", "")
    table, _ = docx.Document(str(folder / "bang.docx")).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "Bản trước", "Bản sau", "Nội dung thay đổi", "Lý do",
    ]  # fmt: skip
    assert table.rows[2].cells[2].text == (
        "Đổi số: Điều 1 thành Điều 2.\nSửa cụm từ “hai” thành “một” tại khoản 1."
    )


def test_the_table_can_be_had_as_markdown(folder: Path) -> None:
    code, printed, _ = run(folder, "cu.md", "moi.md", "--format", "table")
    assert code == 0
    assert "| Bản trước | Bản sau | Nội dung thay đổi | Lý do |" in printed
    assert not re.search(r"@\w", printed)


def test_a_word_file_needs_a_name(folder: Path) -> None:
    assert run(folder, "cu.md", "moi.md", "--format", "docx") == (
        2, "", "--format docx: cần thêm -o TỆP\n",
    )  # fmt: skip


def test_a_file_that_cannot_be_written_is_told_in_one_line(folder: Path) -> None:
    code, _, errors = run(folder, "cu.md", "moi.md", "-o", "khong-co/bang.txt")
    assert code == 2
    assert errors.startswith("khong-co/bang.txt: ")
    assert len(errors.splitlines()) == 1


def test_a_document_is_meant_where_an_entry_of_the_register_has_its_name(tmp_path: Path) -> None:
    body = "---\nkind: body\nname: Ban A\n---\n"
    files = {"co-quan/a.md": body, "editions.yml": ledger("1-du-thao-1")}
    repository = create(tmp_path)
    commit(repository, {**files, "quy-che/a.md": regulation("Một.")})
    commit(repository, {"quy-che/a.md": regulation("Hai.")})
    code, out, _ = run(tmp_path, "1-du-thao-1:a", "dang-soan:a", "--json", "--docs=docs")
    words = json.loads(out)["summary"]
    assert (code, words["words_inserted"], words["words_deleted"]) == (0, 1, 1)


def test_a_redline_is_written_as_word_and_pdf_by_the_end_of_its_name(folder: Path) -> None:
    for name in ("a.docx", "a.pdf"):
        told = run(folder, "cu.md", "moi.txt", "--format", "redline", "-o", name, "--docs", ".")
        assert told == (0, "", "")
    assert docx.Document(str(folder / "a.docx")).core_properties.title == "So sánh: Quy chế"
    assert (folder / "a.pdf").read_bytes().startswith(b"%PDF-")
    for output in (["-o", "a.txt"], []):
        code, _, errors = run(folder, "cu.md", "moi.md", "--format", "redline", *output)
        assert code == 2
        assert ".docx, .pdf" in errors or "-o TỆP" in errors
    assert not (folder / "a.txt").exists()


def test_a_table_is_written_as_word_pdf_or_text_by_the_end_of_its_name(folder: Path) -> None:
    for name in ("b.docx", "b.pdf", "b.csv", "b.md"):
        assert run(folder, "cu.md", "moi.md", "--format", "table", "-o", name) == (0, "", "")
    assert len(docx.Document(str(folder / "b.docx")).tables) == 2
    assert (folder / "b.pdf").read_bytes().startswith(b"%PDF-")
    first, *rows = (folder / "b.csv").read_text("utf-8-sig").splitlines()
    assert first.startswith("Số cũ")
    assert rows
    assert (folder / "b.md").read_text("utf-8").startswith("# ")
