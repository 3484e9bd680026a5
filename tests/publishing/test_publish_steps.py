"""The steps that publish after a merge, run as they stand in the workflow, each job in its room."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from publishing_helpers import ADDRESS, BRANCH, HISTORY, Project
from repositories import git
from sites import settings

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "publish.yml"
BUNDLE = "gh-pages.bundle"
GITHUB = "https://github.invalid"
"""What stands for everything that a workflow is told by GitHub."""
NOWHERE = "file:///không/có"
_EXPRESSION_RE = re.compile(r"\$\{\{.*?\}\}")
Done = subprocess.CompletedProcess[str]


def steps(job: str) -> dict[str, Any]:
    """The steps of a job that are commands, by their names."""
    found = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"][job]["steps"]
    return {step["name"]: step for step in found if "run" in step}


FETCH, PUBLISH, PACK = steps("build")
UNPACK, PUSH = steps("push")


def run(job: str, name: str, folder: Path, **given: str) -> Done:
    """Run a step; Python and the library are those that run the tests."""
    step = steps(job)[name]
    installed = folder.parent / "installed"
    installed.touch()
    told = {key: _EXPRESSION_RE.sub(GITHUB, text) for key, text in step.get("env", {}).items()}
    assert set(given) <= set(told)
    return subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=folder,
        env={
            **os.environ,
            "MAKEFLAGS": f"BIN={Path(sys.executable).parent} INSTALLED={installed}",
            "PYTHONPATH": str(ROOT / "hooks"),
            **told,
            **given,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(name="remote")
def _remote(tmp_path: Path) -> Path:
    """A bare repository with the product and an edition, on which nothing is published yet."""
    source = Project.create(tmp_path / "source").folder
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "setup.py"):
        shutil.copy(ROOT / name, source)
    (source / "mkdocs.yml").write_text(settings(Path()), "utf-8")
    for name in ("hooks", "overrides", "scripts"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    git(source, "add", "--all")
    Project(source).commit(HISTORY[0])
    git(tmp_path, "clone", "--quiet", "--bare", str(source), "remote.git")
    return tmp_path / "remote.git"


def clone(remote: Path, name: str) -> Path:
    """What a run checks out: a commit and no branch."""
    git(remote.parent, "clone", "--quiet", str(remote), name)
    work = remote.parent / name
    git(work, "switch", "--quiet", "--detach", "origin/main")
    git(work, "branch", "--quiet", "--delete", "main")
    return work


def built(remote: Path, name: str = "build") -> Path:
    """The clone of a job that built, with its bundle."""
    work = clone(remote, name)
    for step, given in ((FETCH, {}), (PUBLISH, {"SITE_URL": ADDRESS}), (PACK, {})):
        done = run("build", step, work, **given)
        assert done.returncode == 0, done.stdout + done.stderr
    return work


def room(work: Path) -> Path:
    """Where a job pushes from: nothing is there but what was uploaded."""
    folder = work.parent / f"{work.name}-push"
    folder.mkdir()
    shutil.copy(work / BUNDLE, folder)
    return folder


def pushed(folder: Path, place: str) -> Done:
    done = run("push", UNPACK, folder)
    assert done.returncode == 0, done.stderr
    return run("push", PUSH, folder, PLACE=place)


def test_what_is_published_goes_from_one_job_to_the_other_as_a_bundle(remote: Path) -> None:
    work = built(remote)
    assert Project(remote).tip() == ""
    done = pushed(room(work), str(remote))
    assert done.returncode == 0, done.stderr
    assert set(Project(remote).editions()) == {"16"}
    assert f"{ADDRESS}hien-hanh/" in Project(remote).read("sitemap.xml")
    first = Project(remote).tip()
    source = Project(remote.parent / "source")
    source.commit(HISTORY[1])
    git(source.folder, "push", "--quiet", str(remote), "main")
    done = pushed(room(built(remote, "again")), str(remote))
    assert done.returncode == 0, done.stderr
    assert set(Project(remote).editions()) == {"16", "17-du-thao-1"}
    git(remote, "merge-base", "--is-ancestor", first, BRANCH)


def test_a_place_out_of_reach_is_no_place_without_a_branch(remote: Path) -> None:
    work = clone(remote, "work")
    done = run("build", FETCH, work)
    assert (done.returncode, "nothing is published yet" in done.stdout) == (0, True)
    git(work, "remote", "set-url", "origin", NOWHERE)
    done = run("build", FETCH, work)
    assert done.returncode == 1
    assert "::error::what is published cannot be reached" in done.stdout


def other_branch(work: Path) -> None:
    """A bundle of a branch that has nothing in common with what is published."""
    tree = git(work, "mktree", feed="")
    git(work, "branch", "--force", BRANCH, git(work, "commit-tree", tree, "-m", "x"))
    git(work, "bundle", "create", BUNDLE, BRANCH)


def older_branch(work: Path) -> None:
    git(work, "branch", "--force", BRANCH, f"{BRANCH}~1")
    git(work, "bundle", "create", BUNDLE, BRANCH)


def cut_off(work: Path) -> None:
    content = (work / BUNDLE).read_bytes()
    (work / BUNDLE).write_bytes(content[:-40])


def without_its_past(work: Path) -> None:
    git(work, "bundle", "create", BUNDLE, f"{BRANCH}~1..{BRANCH}")


def another_name(work: Path) -> None:
    git(work, "bundle", "create", BUNDLE, "HEAD")


def test_a_bundle_that_does_not_add_to_the_branch_is_not_pushed(remote: Path) -> None:
    work = built(remote)
    git(work, "push", "--quiet", "origin", BRANCH)
    before = Project(remote).tip()
    for spoil in (other_branch, older_branch):
        git(work, "branch", "--force", BRANCH, before)
        spoil(work)
        folder = room(work)
        done = pushed(folder, str(remote))
        assert done.returncode == 1, spoil
        assert "::error::what was built does not add to what is published" in done.stdout
        shutil.rmtree(folder)
    assert Project(remote).tip() == before
    done = pushed(room(work), NOWHERE)
    assert done.returncode == 1
    assert "::error::what is published cannot be reached" in done.stdout


def test_a_bundle_that_is_no_whole_branch_is_not_unpacked(remote: Path) -> None:
    work = built(remote)
    for spoil in (cut_off, without_its_past, another_name):
        spoil(work)
        folder = room(work)
        assert run("push", UNPACK, folder).returncode, spoil
        assert Project(folder / "published.git").tip() == "", spoil
        shutil.rmtree(folder)
