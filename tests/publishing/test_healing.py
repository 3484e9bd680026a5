"""What somebody changes by hand on the published branch is put back, or publishing says so."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing_helpers import BRANCH, Project
from quyche.texts.digests import digest
from repositories import ledger, regulation
from shared_folders import once

A = "quy-che/a.md"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two editions that are published."""
    return Project(once(tmp_path_factory, "to-be-healed", _publish))


def _publish(folder: Path) -> None:
    made = Project.create(folder, [{"index.md": "# Trang\n", A: regulation("Một."), "editions.yml": ledger("1-du-thao-1")}])  # fmt: skip
    adopted = regulation("Hai.", status="adopted", more="number: 1-QC\nadopted: 2021-01-18\n")
    made.commit({A: adopted, "editions.yml": ledger("1-du-thao-1", "1")})
    assert made.publish().code == 0


@pytest.fixture
def project(published: Project, tmp_path: Path) -> Project:
    """The same, to be changed."""
    return Project(Path(shutil.copytree(published.folder, tmp_path / "office")))


def by_hand(project: Project, change: Callable[[Path], object], message: str = "Sửa tay") -> None:
    """Change the published branch as somebody would in a work tree of it."""
    tree = project.folder.parent / "by-hand"
    project.git("worktree", "add", "--quiet", str(tree), BRANCH)
    change(tree)
    there = Project(tree)
    there.git("add", "--all")
    there.git("commit", "--quiet", "--message", message)
    project.git("worktree", "remove", "--force", str(tree))


def remove(tree: Path, name: str) -> None:
    for path in sorted((tree / name).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def reword(tree: Path) -> None:
    page = tree / "1" / "quy-che" / "a" / "index.html"
    page.write_text(page.read_text("utf-8").replace("Hai.", "Ba."), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "an edition deleted": lambda tree: remove(tree, "1"),
    "an older edition deleted": lambda tree: remove(tree, "1-du-thao-1"),
    "an alias deleted": lambda tree: remove(tree, "hien-hanh"),
    "a page reworded": reword,
    "a page added": lambda tree: (tree / "1" / "them.html").write_text("x", "utf-8"),
    "a script changed": lambda tree: next((tree / "giao-dien").rglob("*.js")).write_text(
        "x", "utf-8"
    ),
    "the list of editions emptied": lambda tree: (tree / "versions.json").write_text("[]", "utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_was_changed_by_hand_is_put_back(
    project: Project, change: Callable[[Path], object]
) -> None:
    before = project.git("rev-parse", f"{BRANCH}^{{tree}}")
    by_hand(project, change)
    assert project.git("rev-parse", f"{BRANCH}^{{tree}}") != before
    outcome = project.publish()
    assert outcome.code == 0
    assert "Đã khôi phục" in outcome.out
    assert project.git("rev-parse", f"{BRANCH}^{{tree}}") == before
    assert "Không có gì mới" in project.publish().out


@pytest.mark.parametrize("message", ["Restore hour", "List 1", "Restore 1", "Publish 1 from x"])
def test_no_message_of_a_commit_by_hand_makes_it_one_of_ours(
    project: Project, message: str
) -> None:
    before = project.git("rev-parse", f"{BRANCH}^{{tree}}")
    by_hand(project, reword, message)
    assert project.publish().code == 0
    assert project.git("rev-parse", f"{BRANCH}^{{tree}}") == before


def test_what_an_office_adds_beside_the_editions_stays(project: Project) -> None:
    by_hand(project, lambda tree: (tree / "CNAME").write_text("van-ban.example.org\n", "utf-8"))
    assert "Không có gì mới" in project.publish().out
    project.commit({A: regulation("Bốn.")})
    assert project.publish().code == 0
    assert project.read("CNAME") == "van-ban.example.org"


def test_an_edition_that_is_broken_and_lost_to_history_is_refused(project: Project) -> None:
    by_hand(project, reword)
    orphan = project.git("commit-tree", f"{BRANCH}^{{tree}}", "-m", "Gộp")
    project.git("update-ref", f"refs/heads/{BRANCH}", orphan)
    outcome = project.publish()
    assert outcome.code == 1
    assert 'phiên bản "1" trên nhánh gh-pages không còn như khi công bố (quy-che/a/index.html)' in outcome.err  # fmt: skip
    assert project.tip() == orphan


def test_a_manifest_holds_the_digest_of_every_file_of_an_edition(project: Project) -> None:
    manifest = json.loads(project.read("1/manifest.json"))["files"]
    files = {name.removeprefix("1/") for name in project.files() if name.startswith("1/")}
    assert files == {*manifest, "manifest.json"}
    ids = project.git("ls-tree", "-r", BRANCH, "1/quy-che/a/index.html").split()
    page = subprocess.run(
        ["git", "cat-file", "blob", ids[2]], cwd=project.folder, capture_output=True, check=True
    )
    assert manifest["quy-che/a/index.html"] == digest(page.stdout)
