"""Writing several files: all of them, or none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quyche.file_writes import write_all

ROOT = Path(__file__).parent.parent


def test_files_are_written_over_and_anew(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    write_all({tmp_path / "a.md": b"one", tmp_path / "b.md": b"two"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.md": b"one",
        "b.md": b"two",
    }


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "link.md").symlink_to("a.md")
    write_all({tmp_path / "link.md": b"new"})
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "a.md").read_bytes() == b"new"


def test_where_one_cannot_be_read_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "b.md").mkdir()  # a folder is not replaced by a file
    with pytest.raises(OSError, match=r"b\.md"):
        write_all({tmp_path / "a.md": b"new", tmp_path / "b.md": b"new"})
    assert (tmp_path / "a.md").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


def write_until(step: int, ending: str, folder: Path) -> int:
    """Write a.md, b.md and c.md in a process of its own in which one renaming goes wrong."""
    program = f"""
import os, sys
from pathlib import Path
from quyche.file_writes import write_all
seen = []
def watch(event, arguments):
    if event == "os.rename":
        seen.append(arguments)
        if len(seen) == {step}:
            {ending}
sys.addaudithook(watch)
write_all({{Path(name): b"new " * 10_000 for name in ("a.md", "b.md", "c.md")}})
"""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("ending", ["raise OSError", "raise KeyboardInterrupt"])
def test_where_one_cannot_be_put_in_place_all_are_as_they_were(
    step: int, ending: str, tmp_path: Path
) -> None:
    for name in ("a.md", "c.md"):
        (tmp_path / name).write_text("old")
    assert write_until(step, ending, tmp_path) != 0
    left = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert left == {"a.md": "old", "c.md": "old"}


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_crash_leaves_every_file_whole(step: int, tmp_path: Path) -> None:
    names = ("a.md", "b.md", "c.md")
    for name in names:
        (tmp_path / name).write_text("old")
    assert write_until(step, "os._exit(9)", tmp_path) == 9
    written = "new " * 10_000
    expected = [written] * (step - 1) + ["old"] * (4 - step)
    assert [(tmp_path / name).read_text() for name in names] == expected
