"""The commands: what they print for people and for programs, and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands import run
from repositories import commit, create, entry, ledger, regulation

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
DOCUMENT = """---
kind: regulation
title: Quy chế A
status: draft
---
# Quy chế A

## Chương I. Chung

### Điều 1. Nhiệm vụ của Ban A

1. Ban A họp theo khoản 2 Điều này.
2. Ban A báo cáo:
    a) Theo Điều 9;
    đ) Theo Điều 2 Quy chế B.
"""
FILES = {
    "quy-che/a.md": DOCUMENT,
    "quy-che/b.md": DOCUMENT.replace("Quy chế A", "Quy chế B").replace("Điều 1.", "Điều 2."),
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder of documents with two regulations and a body."""
    for name, text in FILES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def test_an_outline_holds_the_whole_tree(docs: Path) -> None:
    code, printed, _ = run("outline.py", "docs/quy-che/a.md", "--json", folder=docs.parent)
    outline = json.loads(printed)
    assert code == 1  # a citation leads nowhere
    assert list(outline) == ["title", "counts", "provisions", "citations", "mentions", "problems"]
    assert outline["title"] == "Quy chế A"
    assert outline["counts"] == {"articles": 1, "clauses": 2, "points": 2, "subpoints": 0}
    (chapter,) = outline["provisions"]
    (article,) = chapter["children"]
    (first, second) = article["children"]
    assert set(article) >= {
        "anchor", "kind", "number", "heading", "text", "line", "governs", "children",
    }  # fmt: skip
    assert (chapter["anchor"], chapter["kind"], chapter["number"]) == ("chuong-1", "chapter", "I")
    assert (article["anchor"], article["kind"], article["number"]) == ("dieu-1", "article", "1")
    assert (article["heading"], article["text"]) == ("Nhiệm vụ của Ban A", "")
    assert [point["number"] for point in second["children"]] == ["a", "đ"]
    assert second["children"][1]["anchor"] == "dieu-1-khoan-2-diem-dd"
    assert (first["line"], first["text"]) == (12, "Ban A họp theo khoản 2 Điều này.")


def test_an_outline_says_whom_it_governs_and_what_it_points_to(docs: Path) -> None:
    _, printed, _ = run("outline.py", "docs/quy-che/a.md", "--json", folder=docs.parent)
    outline = json.loads(printed)
    article = outline["provisions"][0]["children"][0]
    assert article["governs"] == [{"id": "ban-a", "aspects": ["duties", "meetings", "relations"]}]
    assert outline["citations"] == [
        {"text": "khoản 2 Điều này", "line": 12, "provision": "dieu-1-khoan-1", "target": "dieu-1-khoan-2"},
        {"text": "Điều 9", "line": 14, "provision": "dieu-1-khoan-2-diem-a", "target": None},
        {"text": "Điều 2 Quy chế B", "line": 15, "provision": "dieu-1-khoan-2-diem-dd", "target": "b#dieu-2"},
    ]  # fmt: skip
    assert outline["mentions"] == [
        {"text": "Ban A", "line": 10, "provision": "dieu-1", "target": "ban-a"},
        {"text": "Ban A", "line": 12, "provision": "dieu-1-khoan-1", "target": "ban-a"},
        {"text": "Ban A", "line": 13, "provision": "dieu-1-khoan-2", "target": "ban-a"},
    ]
    (gap, dangling) = outline["problems"]
    assert (dangling["line"], dangling["rule"], dangling["severity"]) == (
        15,
        "number-gap",
        "warning",
    )
    assert (gap["line"], gap["rule"], gap["severity"]) == (14, "citation-dangling", "error")


def test_an_outline_for_people_shows_numbers_and_whom_they_govern(docs: Path) -> None:
    _, printed, _ = run("outline.py", "docs/quy-che/a.md", folder=docs.parent)
    lines = printed.splitlines()
    assert lines[:2] == ["Quy chế A", "1 điều, 2 khoản, 2 điểm"]
    assert "  Điều 1. Nhiệm vụ của Ban A  → ban-a (nhiệm vụ, chế độ họp, quan hệ công tác)" in lines
    assert "      đ) Theo Điều 2 Quy chế B." in lines


def test_a_document_from_elsewhere_is_outlined_among_the_documents_of_a_folder(
    docs: Path, tmp_path: Path
) -> None:
    (tmp_path / "mới.md").write_text("# M\n\n### Điều 1. A\n\nBan A họp.\n", encoding="utf-8")
    _, printed, _ = run("outline.py", "mới.md", "--json", "--docs", "docs", folder=tmp_path)
    outline = json.loads(printed)
    assert [mention["target"] for mention in outline["mentions"]] == ["ban-a"]
    assert outline["counts"] == {"articles": 1, "clauses": 0, "points": 0, "subpoints": 0}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("nowhere.md", None, "nowhere.md: không có tệp này"),
        ("empty.md", b"", "tệp trống"),
        ("wrong.md", b"\xff", "không phải UTF-8"),
    ],
)
def test_a_file_that_cannot_be_outlined_is_wrong_use(
    name: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, printed, complaint = run("outline.py", name, "--json", folder=tmp_path)
    assert (code, printed) == (2, "")
    assert message in complaint
    assert len(complaint.splitlines()) == 1


def test_a_page_that_is_no_document_has_no_outline(docs: Path) -> None:
    code, _, complaint = run("outline.py", "docs/co-quan/ban-a.md", folder=docs.parent)
    assert code == 2
    assert "ban-a.md: không phải văn bản; cần một quy chế, quy định hoặc chương trình" in complaint


def test_problems_as_json_name_place_severity_and_rule(docs: Path) -> None:
    code, printed, _ = run("check.py", "docs", "--json", folder=docs.parent)
    problems = json.loads(printed)
    assert code == 1
    assert [
        (problem["path"], problem["line"], problem["severity"], problem["rule"])
        for problem in problems
    ] == [
        ("docs/quy-che/a.md", 14, "error", "citation-dangling"),
        ("docs/quy-che/a.md", 15, "warning", "number-gap"),
        ("docs/quy-che/b.md", 10, "warning", "number-first"),
        ("docs/quy-che/b.md", 14, "error", "citation-dangling"),
        ("docs/quy-che/b.md", 15, "warning", "number-gap"),
    ]
    assert all(problem["found"] and problem["expected"] for problem in problems)


def test_one_file_is_checked_among_its_own(docs: Path) -> None:
    code, printed, _ = run("check.py", "quy-che/a.md", folder=docs)
    assert code == 1
    assert [line.split(": ")[0] for line in printed.splitlines()] == [
        "quy-che/a.md:14",
        "quy-che/a.md:15",
    ]


def test_several_paths_are_checked_one_after_the_other(docs: Path) -> None:
    files = ["docs/co-quan/ban-a.md", "docs/quy-che/b.md"]
    code, printed, _ = run("check.py", *files, folder=docs.parent)
    assert (code, len(printed.splitlines())) == (1, 3)


def test_a_wrong_ledger_is_told(docs: Path) -> None:
    (docs / "editions.yml").write_text("- name: khoá\n", encoding="utf-8")
    _, printed, _ = run("check.py", "docs", folder=docs.parent)
    assert "docs/editions.yml:1: mục này thiếu khóa" in printed


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_command_explains_itself_from_any_folder(script: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, script, "--help"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for_developers = script.stem in {"find_browser", "bench"}  # no commands of an organisation
    assert done.stdout.startswith("usage: " if for_developers else "cách dùng: ")


def project(folder: Path) -> Path:
    """A repository with one draft edition; its folder of documents."""
    create(folder)
    commit(folder, {"editions.yml": ledger("1-du-thao-1"), "quy-che/a.md": regulation("Một.")})
    return folder / "docs"


@pytest.mark.parametrize(
    ("entry_", "complaint"),
    [
        (entry("1"), 'editions.yml:6: phiên bản "1" là bản ban hành mà quy-che/a.md còn ghi'),
        (entry("1-du-thao-2", meeting="khong-co"), 'editions.yml:6: hội nghị "khong-co" không có'),
        (entry("1-du-thao-2"), ""),
    ],
)
def test_a_new_entry_of_the_ledger_is_held_to_the_documents(
    tmp_path: Path, entry_: str, complaint: str
) -> None:
    docs = project(tmp_path)
    (docs / "editions.yml").write_text(f"{ledger('1-du-thao-1')}\n{entry_}", encoding="utf-8")
    code, printed, _ = run("check.py", "docs", folder=tmp_path)
    assert complaint in printed
    assert code == (1 if complaint else 0), printed


def test_a_changed_entry_of_the_ledger_is_an_error(tmp_path: Path) -> None:
    docs = project(tmp_path)
    (docs / "editions.yml").write_text(ledger("1-du-thao-1").replace("Bản", "Bản sửa"), "utf-8")
    code, printed, _ = run("check.py", "docs", folder=tmp_path)
    assert code == 1
    assert "chỉ được thêm vào cuối" in printed


def test_a_document_whose_file_cannot_be_an_address_is_an_error(tmp_path: Path) -> None:
    docs = project(tmp_path)
    (docs / "quy-che" / "Quy chế mới.md").write_text(regulation("Hai."), "utf-8")
    assert "không dùng làm địa chỉ được" in run("check.py", "docs", folder=tmp_path)[1]
