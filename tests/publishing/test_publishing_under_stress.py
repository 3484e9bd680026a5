"""Publishing that is killed, done twice at once, or runs out of room: nothing is ever half there."""

import itertools
import os
import random
import resource
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing_helpers import BRANCH, HISTORY, Outcome, Project, Run, draft, entry

pytestmark = pytest.mark.slow

KILLS = 16
AT_ONCE = 2  # as many as there are processors
ROUNDS = 5  # each kind once, and the first once more


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two editions and the work, nothing of it published."""
    return Project.create(tmp_path_factory.mktemp("sources") / "project", HISTORY[:2])


@pytest.fixture(scope="module")
def undisturbed(sources: Project) -> Project:
    """The same, published without trouble; and here, so that what is forked finds all imported."""
    project = fresh(sources, sources.folder.parent / "undisturbed")
    assert project.publish().code == 0
    return project


def fresh(sources: Project, folder: Path) -> Project:
    """The sources once more, with a bare repository to push to beside them."""
    shutil.copytree(sources.folder, folder)
    project = Project(folder)
    project.git("init", "--quiet", "--bare", f"{folder}.git")
    project.git("remote", "add", "origin", f"{folder}.git")
    return project


def tree(project: Project) -> str:
    return project.git("rev-parse", f"{BRANCH}^{{tree}}")


def assert_whole(project: Project, reference: Project) -> None:
    """Every edition on the branch is all there, is listed, and the repository is sound."""
    project.git("fsck", "--no-dangling", "--strict")
    if not project.tip():
        return
    found = project.editions()
    assert found.items() <= reference.editions().items()
    listed = [version for version, _ in project.versions() if version[0].isdigit()]
    assert sorted(listed) == sorted(found)
    aliases = {alias: name for name, named in project.versions() for alias in named}
    assert {f"{alias}/index.html" for alias in aliases} <= project.files()


# Killed


@pytest.mark.parametrize("option", [[], ["--push"]])
def test_killed_at_any_moment_the_branch_keeps_whole_editions_and_the_next_run_completes(
    option: list[str], sources: Project, undisturbed: Project, tmp_path: Path
) -> None:
    chance = random.Random(20210118)  # to be repeated, not to be secret
    rounds = KILLS // 2 // AT_ONCE
    duration = lasting([fresh(sources, tmp_path / f"measured-{n}") for n in range(AT_ONCE)], option)
    for number in range(rounds):
        projects = [fresh(sources, tmp_path / f"{number}-{n}") for n in range(AT_ONCE)]
        moments = [duration * (number + chance.random()) / rounds for _ in projects]
        kill_at(moments, [project.start(*option) for project in projects])
        places = [Project(Path(f"{each.folder}.git")) if option else each for each in projects]
        kept = [place.editions() if place.tip() else {} for place in places]
        for place in places:
            assert_whole(place, undisturbed)
        runs = [project.start(*option) for project in projects]
        assert [run.wait().code for run in runs] == [0] * AT_ONCE
        for place, before in zip(places, kept, strict=True):
            assert_whole(place, undisturbed)
            assert tree(place) == tree(undisturbed)
            assert before.items() <= place.editions().items()


def lasting(projects: list[Project], option: list[str]) -> float:
    start = time.monotonic()
    for run in [project.start(*option) for project in projects]:
        assert run.wait().code == 0
    return time.monotonic() - start


def kill_at(moments: list[float], runs: list[Run]) -> None:
    start = time.monotonic()
    for moment, run in sorted(zip(moments, runs, strict=True), key=lambda pair: pair[0]):
        while time.monotonic() < start + moment and not run.has_ended():
            time.sleep(0.001)
        run.kill()
        run.wait()


@pytest.mark.parametrize(
    "moment", ["pre-receive", "update", "reference-transaction", "post-update"]
)
def test_killed_while_the_branch_is_moved_it_is_moved_or_it_is_not(
    moment: str, sources: Project, undisturbed: Project, tmp_path: Path
) -> None:
    project = fresh(sources, tmp_path / "project")
    hook = project.folder / ".git" / "hooks" / moment
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\n[ "$1" = committed ] || kill -9 0\n', "utf-8")
    hook.chmod(0o755)
    run = project.start()
    assert run.wait().code < 0
    hook.unlink()
    assert_whole(project, undisturbed)
    locks = list((project.folder / ".git" / "refs").rglob("*.lock"))
    assert bool(locks) == (moment == "reference-transaction")
    for lock in locks:
        os.utime(lock, (0, 0))  # as it will be after a while
    done = project.publish()
    assert (done.code, done.err) == (0, "")
    assert tree(project) == tree(undisturbed)


# Twice at once


@pytest.mark.usefixtures("undisturbed")
def test_two_publishers_at_once_lose_nothing_of_each_other(
    sources: Project, tmp_path: Path
) -> None:
    first = fresh(sources, tmp_path / "first")
    bare = Project(tmp_path / "first.git")
    bare.git("config", "core.logAllRefUpdates", "true")
    first.git("push", "--quiet", "origin", "main")
    shutil.copytree(first.folder, tmp_path / "second")
    second = Project(tmp_path / "second")
    ledger = (first.folder / "docs" / "editions.yml").read_text("utf-8")
    overtaken = 0
    for number in range(ROUNDS):
        if number % 4 == 0:  # a new edition, which both have
            ledger += entry(f"17-du-thao-{number + 2}", "2021-02-01")
            first.commit({"editions.yml": ledger, "index.md": f"# Lần {number}\n"})
            first.git("push", "--quiet", "origin", "main")
            second.git("fetch", "--quiet", "origin", "main")
            second.git("reset", "--quiet", "--hard", "FETCH_HEAD")
        elif number % 4 < 3:  # work that only one has, and another that only the other has
            first.commit({"quy-che/e.md": draft("E", f"lần {number}")})
            second.commit({"quy-che/e.md": draft("E", f"lần thứ {number}")})
            if number % 4 == 2:
                first.git("push", "--quiet", "--force", "origin", "main")
        before = bare.editions() if bare.tip() else {}
        for done in at_once(first, second):
            assert done.code == 0, done.err
            overtaken += done.out.count("Có người vừa công bố trước")
        assert before.items() <= bare.editions().items()
    alone = Project(tmp_path / "first")
    alone.git("reset", "--quiet", "--hard", "origin/main")
    assert alone.start().wait().code == 0
    assert_whole(bare, alone)
    assert bare.editions() == alone.editions()
    assert overtaken  # else they never met
    moves = bare.git("reflog", "show", "--format=%H", BRANCH).split()[::-1]
    assert len(moves) >= ROUNDS
    for older, newer in itertools.pairwise(moves):
        bare.git("merge-base", "--is-ancestor", older, newer)


def at_once(*projects: Project) -> list[Outcome]:
    runs = [project.start("--push") for project in projects]
    return [run.wait() for run in runs]


# Out of room


def small_files(limit: int) -> Callable[[], None]:
    def set_limit() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return set_limit


@pytest.mark.parametrize("limit", [5_000, 50_000, 90_000])
def test_files_that_cannot_be_written_are_told_and_the_next_run_completes(
    limit: int, sources: Project, undisturbed: Project, tmp_path: Path
) -> None:
    project = fresh(sources, tmp_path / "project")
    done = project.start(before=small_files(limit)).wait()
    assert done.code == 1
    *_, said = done.err.splitlines()
    assert said.startswith(("không ghi được: ", "không với tới", str(project.folder)))
    assert "Traceback" not in done.err
    assert_whole(project, undisturbed)
    assert project.start().wait().code == 0
    assert tree(project) == tree(undisturbed)
