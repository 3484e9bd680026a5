"""Editions as Git keeps them: their source commits, their files, and histories that do not tell all."""

from pathlib import Path

import pytest

from quyche.editions.archives import Archive
from quyche.errors import HistoryError
from quyche.labels import Labels
from quyche.problems import Problem
from quyche.reading import folders
from repositories import commit, create, entry, git, ledger, regulation

LABELS = Labels.load("vi")
TEXT = "quy-che/a.md"


def history(folder: Path) -> list[str]:
    """A repository with two editions and work after each; the ids of its commits."""
    create(folder)
    return [
        commit(folder, {"index.md": "# Trang\n", TEXT: regulation("Một.")}),
        commit(folder, {"editions.yml": ledger("1-du-thao-1"), TEXT: regulation("Hai.")}),
        commit(folder, {TEXT: regulation("Hai rưỡi.")}),
        commit(folder, {"editions.yml": ledger("1-du-thao-1", "1"), TEXT: regulation("Ba.")}),
        commit(folder, {TEXT: regulation("Bốn.")}),
    ]


def refusal(docs: Path) -> str:
    with pytest.raises(HistoryError) as refused:
        Archive.open(docs)
    return LABELS.told(refused.value)


def test_a_first_entry_that_is_not_committed_is_taken_back_as_git_can(tmp_path: Path) -> None:
    create(tmp_path)
    commit(tmp_path, {TEXT: regulation("Một.")})
    file = tmp_path / "docs" / "editions.yml"
    file.write_text(ledger("1-du-thao-1"), "utf-8")
    said = refusal(tmp_path / "docs")
    assert "git rm -f docs/editions.yml" in said
    assert "git restore" not in said
    commit(tmp_path, {"editions.yml": ledger("1-du-thao-1")})
    file.write_text(ledger("1-du-thao-1", "1"), "utf-8")
    assert "git restore docs/editions.yml" in refusal(tmp_path / "docs")


def test_the_source_of_an_edition_is_the_commit_that_entered_it(tmp_path: Path) -> None:
    commits = history(tmp_path)
    archive = Archive.open(tmp_path / "docs")
    assert archive.commits == {"1-du-thao-1": commits[1], "1": commits[3]}
    assert archive.head == commits[4]


def test_an_edition_is_read_as_it_was_and_work_as_it_is_checked_out(tmp_path: Path) -> None:
    history(tmp_path)
    (tmp_path / "docs" / TEXT).write_text("not committed", encoding="utf-8")
    archive = Archive.open(tmp_path / "docs")
    texts = {name: archive.files(name)[TEXT] for name in ("1-du-thao-1", "1", "dang-soan")}
    assert [b"Hai." in texts["1-du-thao-1"], b"Ba." in texts["1"], "Bốn.".encode() in texts["dang-soan"]] == [True] * 3  # fmt: skip
    (text,) = archive.corpus("1-du-thao-1").texts
    assert text.by_anchor["dieu-1-khoan-1"].text == "Hai."


def test_a_merge_is_the_source_of_what_came_by_it(tmp_path: Path) -> None:
    create(tmp_path)
    commit(tmp_path, {"index.md": "# Trang\n"})
    git(tmp_path, "switch", "--quiet", "--create", "draft")
    on_branch = commit(tmp_path, {"editions.yml": ledger("1"), TEXT: regulation("Một.")})
    git(tmp_path, "switch", "--quiet", "main")
    commit(tmp_path, {"index.md": "# Trang khác\n"})
    git(tmp_path, "merge", "--quiet", "--no-ff", "--message", "Merge", "draft")
    archive = Archive.open(tmp_path / "docs")
    assert archive.commits["1"] == archive.head != on_branch


def test_an_entry_may_name_another_commit(tmp_path: Path) -> None:
    commits = history(tmp_path)
    pinned = entry("2", commit=commits[2])
    commit(tmp_path, {"editions.yml": ledger("1-du-thao-1", "1") + "\n" + pinned})
    archive = Archive.open(tmp_path / "docs")
    assert archive.commits["2"] == commits[2]
    assert b"r\xc6\xb0\xe1\xbb\xa1i" in archive.files("2")[TEXT]


def test_a_repository_below_another_folder_and_with_odd_names_is_read(tmp_path: Path) -> None:
    create(tmp_path)
    commit(tmp_path, {"editions.yml": ledger("1"), "quy-che/tên có dấu “cách”.md": "# Chữ\n"})
    files = Archive.open(tmp_path / "docs").files("1")
    assert files["quy-che/tên có dấu “cách”.md"] == "# Chữ\n".encode()


def test_no_repository_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    assert "không nằm trong kho Git nào" in refusal(tmp_path / "docs")


def test_a_repository_without_a_commit_is_told(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / "docs").mkdir()
    assert "chưa có lần ghi (commit) nào" in refusal(tmp_path / "docs")


def test_a_shallow_clone_is_told_with_what_to_do(tmp_path: Path) -> None:
    history(tmp_path / "whole")
    git(tmp_path, "clone", "--quiet", "--depth=1", (tmp_path / "whole").as_uri(), "cut")
    assert "git fetch --unshallow" in refusal(tmp_path / "cut" / "docs")


def test_an_entry_that_is_not_committed_is_told_with_its_line(tmp_path: Path) -> None:
    history(tmp_path)
    (tmp_path / "docs" / "editions.yml").write_text(ledger("1-du-thao-1", "1", "2"), "utf-8")
    assert refusal(tmp_path / "docs").startswith('docs/editions.yml:11: phiên bản "2" chưa có')


def test_an_entry_with_an_unknown_commit_is_told(tmp_path: Path) -> None:
    create(tmp_path)
    commit(tmp_path, {"editions.yml": entry("1", commit="abcdef12")})
    assert "ghi commit abcdef12" in refusal(tmp_path / "docs")


def test_a_ledger_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    create(tmp_path)
    commit(tmp_path, {"editions.yml": "- name: [\n"})
    assert refusal(tmp_path / "docs").startswith("docs/editions.yml:1: sổ phiên bản viết sai")


def test_an_edition_entered_before_a_ledger_was_broken_for_a_while_keeps_its_source(
    tmp_path: Path,
) -> None:
    create(tmp_path)
    first = commit(tmp_path, {"editions.yml": ledger("1-du-thao-1")})
    commit(tmp_path, {"editions.yml": "- name: [\n"})
    third = commit(tmp_path, {"editions.yml": ledger("1-du-thao-1", "1")})
    assert Archive.open(tmp_path / "docs").commits == {"1-du-thao-1": first, "1": third}


def test_an_entry_that_was_taken_back_has_the_text_it_came_again_with(tmp_path: Path) -> None:
    create(tmp_path)
    commit(tmp_path, {"editions.yml": ledger("1-du-thao-1"), TEXT: regulation("Một.")})
    commit(tmp_path, {"editions.yml": ledger("1-du-thao-1", "1"), TEXT: regulation("Sai.")})
    git(tmp_path, "revert", "--no-edit", "HEAD")
    again = commit(
        tmp_path, {"editions.yml": ledger("1-du-thao-1", "1"), TEXT: regulation("Đúng.")}
    )
    archive = Archive.open(tmp_path / "docs")
    assert archive.commits["1"] == again
    assert "Đúng." in archive.files("1")[TEXT].decode()


# The ledger only grows


def changed(docs: Path, base: str = "") -> tuple[Problem, ...]:
    """What the ledger of a folder says otherwise than where the work on it began."""
    found = folders.in_folder(docs, base=base).problems
    return tuple(problem for problem in found if problem.rule == "ledger-changed")


@pytest.mark.parametrize(
    ("now", "names"),
    [
        (ledger("1-du-thao-1", "1"), []),
        (ledger("1-du-thao-1", "1", "2"), []),
        (ledger("1-du-thao-1", "1").replace("Bản 1\n", "Bản một\n"), ["1"]),
        (ledger("1-du-thao-1", "1").replace("01-18", "01-17", 1), ["1-du-thao-1"]),
        (ledger("1-du-thao-1"), ["1"]),
        (ledger("1"), ["1-du-thao-1", "1"]),
        (ledger("1-du-thao-1", "1") + "  commit: abc\n", []),
    ],
)
def test_what_the_ledger_once_said_must_stay(now: str, names: list[str], tmp_path: Path) -> None:
    history(tmp_path)
    (tmp_path / "docs" / "editions.yml").write_text(now, encoding="utf-8")
    problems = changed(tmp_path / "docs")
    assert [dict(problem.details)["name"] for problem in problems] == names
    assert all("chỉ được thêm vào cuối" in LABELS.line(problem) for problem in problems)


def test_a_branch_that_is_behind_its_base_has_not_dropped_what_came_later(tmp_path: Path) -> None:
    history(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "old", "HEAD~2")
    assert changed(tmp_path / "docs", "main") == ()


def test_an_unknown_base_is_told(tmp_path: Path) -> None:
    history(tmp_path)
    with pytest.raises(HistoryError) as refused:
        changed(tmp_path / "docs", "nowhere")
    assert 'không có "nowhere"' in LABELS.told(refused.value)


def test_a_base_that_shares_no_history_is_told(tmp_path: Path) -> None:
    history(tmp_path)
    git(tmp_path, "switch", "--quiet", "--orphan", "other")
    commit(tmp_path, {"editions.yml": ledger("9")})
    with pytest.raises(HistoryError) as refused:
        changed(tmp_path / "docs", "main")
    assert "không có gốc chung" in LABELS.told(refused.value)


def test_a_ledger_that_cannot_be_read_is_not_said_to_have_lost_its_entries(tmp_path: Path) -> None:
    history(tmp_path)
    (tmp_path / "docs" / "editions.yml").write_text("- name: [\n", encoding="utf-8")
    assert changed(tmp_path / "docs") == ()


def test_outside_of_a_repository_there_is_nothing_to_hold_a_ledger_to(tmp_path: Path) -> None:
    (tmp_path / "editions.yml").write_text(ledger("1"), encoding="utf-8")
    assert changed(tmp_path) == ()
