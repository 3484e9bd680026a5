"""The steps that tell what a pull request changes, run as they stand in the workflow."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from publishing_helpers import ADOPTED, BASE, OLD, adopted
from repositories import commit, git
from sites import settings

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "review.yml"
FILES: dict[str, str | None] = {**BASE, "quy-che/a.md": adopted("A", "hằng tuần")}
CITED = adopted("A", "hằng tháng") + "\n2. Ban A báo cáo theo {text} Quy chế này.\n"


COMMENT = ROOT / ".github" / "workflows" / "comment.yml"
TRAP = "import pathlib; pathlib.Path('trapped').touch(); print('Máy không thấy lỗi mới.')\n"


def commands() -> dict[str, dict[str, str]]:
    """The commands of the workflow, each with the names of what it is given."""
    (job,) = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"].values()
    return {step["run"]: step.get("env", {}) for step in job["steps"] if "run" in step}


REVIEW, BUILD = commands()


@pytest.fixture(name="clone")
def _clone(tmp_path: Path) -> Path:
    """A clone of a bare repository, on a branch for a proposal, with all a run has there."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "setup.py"):
        shutil.copy(ROOT / name, source)
    (source / "mkdocs.yml").write_text(settings(Path()), "utf-8")
    for name in ("hooks", "overrides", "scripts"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    git(source, "init", "--quiet", "--initial-branch=main")
    commit(source, {**FILES, "editions.yml": OLD})
    git(tmp_path, "clone", "--quiet", "--bare", str(source), "remote.git")
    git(tmp_path, "clone", "--quiet", "remote.git", "work")
    work = tmp_path / "work"
    git(work, "switch", "--quiet", "--create", "proposal")
    return work


def propose(clone: Path, files: dict[str, str | None]) -> str:
    """Commit a change and push it; then look at it as a run does, without a branch."""
    head = commit(clone, files)
    git(clone, "push", "--quiet", "origin", "HEAD:refs/pull/12/head")
    git(clone, "switch", "--quiet", "--detach", head)
    return head


def run(command: str, clone: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the workflow; Python and the library are those that run the tests."""
    assert set(given) == set(commands()[command])
    installed = clone.parent / "installed"
    installed.touch()
    return subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=clone,
        env={
            **os.environ,
            "MAKEFLAGS": f"BIN={Path(sys.executable).parent} INSTALLED={installed}",
            "PYTHONPATH": str(ROOT / "hooks"),
            **given,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def told(clone: Path) -> str:
    return (clone / "build" / "review" / "review.md").read_text("utf-8")


def test_a_good_change_is_told_numbered_and_shown(clone: Path) -> None:
    head = propose(clone, {"quy-che/a.md": adopted("A", "hằng tháng")})
    done = run(REVIEW, clone, BASE="origin/main", HEAD=head)
    assert done.returncode == 0, done.stderr
    assert "Ban A họp hằng ~~tuần~~ **tháng**." in told(clone)
    assert "<del>" in (clone / "build" / "review" / "redline.html").read_text("utf-8")
    done = run(BUILD, clone)
    assert done.returncode == 0, done.stderr
    page = clone / "build" / "site" / "dang-soan" / "quy-che" / "a" / "index.html"
    assert "hằng tháng" in page.read_text("utf-8")
    assert git(clone, "status", "--porcelain", "--", "docs") == ""


def test_a_broken_citation_is_told_and_fails(clone: Path) -> None:
    head = propose(clone, {"quy-che/a.md": CITED.format(text="Điều 9")})
    done = run(REVIEW, clone, BASE="origin/main", HEAD=head)
    assert done.returncode == 2  # which is what make says where its command failed
    assert "docs/quy-che/a.md:17: dẫn chiếu" in done.stdout
    assert "Cần sửa trước khi nhập: 1 chỗ" in told(clone)


def test_an_edit_of_a_published_edition_is_told_and_fails(clone: Path) -> None:
    changed = OLD.replace("2015-12-15", "2015-12-16")
    head = propose(clone, {"editions.yml": changed + ADOPTED})
    assert run(REVIEW, clone, BASE="origin/main", HEAD=head).returncode == 2
    assert 'mục "16" đã bị sửa' in told(clone)
    assert "Thêm phiên bản 17" in told(clone)


def test_a_base_that_was_pushed_by_force_is_no_obstacle(clone: Path) -> None:
    head = propose(clone, {"quy-che/a.md": adopted("A", "hằng tháng")})
    git(clone, "switch", "--quiet", "main")
    git(clone, "commit", "--quiet", "--amend", "--message=Rewritten")
    git(clone, "push", "--quiet", "--force", "origin", "main")
    git(clone, "switch", "--quiet", "--detach", head)
    assert run(REVIEW, clone, BASE="origin/main", HEAD=head).returncode == 0
    assert "sửa đổi 1 điều" in told(clone)


@pytest.mark.parametrize(
    "name", ["nix", "$(shell touch x)", "$$(touch x)", "`touch x`", "'; touch x '"]
)
def test_a_name_is_never_a_command(clone: Path, name: str) -> None:
    done = run(REVIEW, clone, BASE=name, HEAD="HEAD")
    assert done.returncode == 2
    assert f'không có "{name}" trong kho Git' in done.stderr
    assert not re.search("touch", " ".join(path.name for path in clone.iterdir()))
    assert not (clone / "x").exists()


def test_the_comment_is_made_by_code_of_the_main_branch_whatever_is_proposed(clone: Path) -> None:
    """Every program and setting of the proposal is a trap, and none of it is touched."""
    main = git(clone, "rev-parse", "origin/main")
    for path in (*clone.glob("scripts/*.py"), *clone.glob("hooks/**/*.py")):
        path.write_text(TRAP, "utf-8")
    (clone / "Makefile").write_text("review:\n\ttouch trapped\n", "utf-8")
    (clone / "mkdocs.yml").write_text(
        "hooks: [hooks/trap.py]\nextra: {quyche: {language: x}}\n", "utf-8"
    )
    (clone / ".gitattributes").write_text("* filter=trap\n", "utf-8")
    head = propose(clone, {"quy-che/a.md": CITED.format(text="Điều 9")})
    git(clone, "switch", "--quiet", "--detach", "--force", main)
    other = commit(clone, {"quy-che/a.md": CITED.format(text="Điều 8")})
    git(clone, "push", "--quiet", "origin", f"{other}:refs/pull/7/head")
    git(clone, "switch", "--quiet", "--detach", "--force", main)
    (clone.parent / "others.txt").write_text("12\n7\n99\n", "utf-8")  # 99 was closed since
    review = yaml.safe_load(COMMENT.read_text("utf-8"))["jobs"]["review"]
    _, fetch, made = [step for step in review["steps"] if "run" in step]
    given = {"NUMBER": "12", "BASE": "origin/main", "HEAD": head}
    installed = clone.parent / "installed"
    installed.touch()
    for step in (fetch, made):
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=clone,
            env={
                **os.environ,
                "MAKEFLAGS": f"BIN={Path(sys.executable).parent} INSTALLED={installed}",
                "PYTHONPATH": str(clone / "hooks"),
                "RUNNER_TEMP": str(clone.parent),
                **{name: given[name] for name in step["env"] if name in given},
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert "Cần sửa trước khi nhập: 1 chỗ" in told(clone)
    assert f"tới commit `{head}`" in told(clone)
    assert "đề nghị 7 cũng sửa" in told(clone)
    assert not list(clone.rglob("trapped"))
    assert git(clone, "status", "--porcelain", "--untracked-files=no") == ""
