"""What a run leaves behind that is killed, and when it is cleared away."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publishing_helpers import HISTORY, Project
from quyche.publishing import temporary_folders
from quyche.publishing.temporary_folders import LOCK, STALE

WORKING = """
import sys, time
from pathlib import Path
from quyche.publishing import temporary_folders
with temporary_folders.opened(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("done")
    print("working", flush=True)
    time.sleep(60)
"""


def age(folder: Path) -> Path:
    """Make a folder and what it holds as old as what is cleared away."""
    then = time.time() - STALE - 60
    for path in (*folder.iterdir(), folder) if folder.is_dir() else ():
        os.utime(path, (then, then))
    return folder


def left_behind(parent: Path, name: str = "quyche-x") -> Path:
    """The folder of a run that was killed long ago."""
    (parent / name / "work").mkdir(parents=True)
    (parent / name / LOCK).touch()
    return age(parent / name)


def test_a_folder_is_empty_and_gone_afterwards(tmp_path: Path) -> None:
    with temporary_folders.opened(tmp_path) as folder:
        assert list(folder.iterdir()) == []
        (folder / "x").touch()
        assert folder.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_killed_leaves_nothing_for_long(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WORKING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        assert process.stdout.readline() == "working\n"
        (folder,) = tmp_path.iterdir()
        age(folder)
        temporary_folders.clear(tmp_path)
        assert (folder / "work" / "half").read_text() == "done"  # it works there, however long
        process.send_signal(signal.SIGKILL)
    temporary_folders.clear(tmp_path)
    assert not folder.exists()


def young(parent: Path) -> Path:
    folder = left_behind(parent)
    os.utime(folder / LOCK)
    return folder


def of_somebody_else(parent: Path) -> Path:
    return left_behind(parent, "other-x")


def of_another_kind(parent: Path) -> Path:
    folder = left_behind(parent)
    (folder / LOCK).rename(folder / "notes")
    return age(folder)


def a_link(parent: Path) -> Path:
    (parent / "quyche-x").symlink_to(left_behind(parent, "other-x"))
    return parent / "quyche-x"


def a_link_for_a_lock(parent: Path) -> Path:
    folder = left_behind(parent)
    (folder / LOCK).unlink()
    (folder / LOCK).symlink_to(left_behind(parent, "other-x") / LOCK)
    return age(folder)


def a_file(parent: Path) -> Path:
    (parent / "quyche-x").touch()
    os.utime(parent / "quyche-x", (0, 0))
    return parent / "quyche-x"


@pytest.mark.parametrize(
    "make", [young, of_somebody_else, of_another_kind, a_link, a_link_for_a_lock, a_file]
)
def test_what_may_be_in_use_or_is_none_of_ours_stays(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    kept = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    temporary_folders.clear(tmp_path)
    assert kept.exists()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_whose_run_was_killed_before_it_locked_it_goes(tmp_path: Path) -> None:
    (tmp_path / "quyche-x").mkdir()
    temporary_folders.clear(tmp_path)
    assert (tmp_path / "quyche-x").exists()
    age(tmp_path / "quyche-x")
    temporary_folders.clear(tmp_path)
    assert not (tmp_path / "quyche-x").exists()


def test_publishing_clears_away_what_was_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project.create(tmp_path / "project", HISTORY[:1])
    (tmp_path / "tmp").mkdir()
    (tmp_path / "build").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    left = [left_behind(tmp_path / "tmp"), left_behind(tmp_path / "build")]
    assert project.publish("--site", str(tmp_path / "build" / "site")).code == 0
    assert [folder.exists() for folder in left] == [False, False]


def press_ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.parametrize("moment", ["made", "used", "deleted"])
def test_ctrl_c_at_any_moment_leaves_no_folder(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also before anybody knows that it was made, and while what it held is half deleted."""
    make, delete = tempfile.mkdtemp, shutil.rmtree

    def made(*, prefix: str, dir: Path) -> str:  # noqa: A002  # its name is the standard library's
        folder = make(prefix=prefix, dir=dir)
        if moment == "made":
            press_ctrl_c()
        return folder

    def deleted(folder: Path, *, ignore_errors: bool) -> None:
        if moment == "deleted":
            press_ctrl_c()
        delete(folder, ignore_errors=ignore_errors)

    monkeypatch.setattr(tempfile, "mkdtemp", made)
    monkeypatch.setattr(shutil, "rmtree", deleted)

    def worked() -> None:
        with temporary_folders.opened(tmp_path) as folder:
            (folder / "x").touch()
            if moment == "used":
                press_ctrl_c()

    with pytest.raises(KeyboardInterrupt):
        worked()
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
