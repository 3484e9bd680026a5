"""Colours and progress: on a terminal, for people, and never in what programs read."""

import io
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quyche import terminals
from quyche.commands import check
from quyche.labels import Labels
from quyche.problems import error, warning
from quyche.terminals import ProgressLine, WorkStage
from repositories import commit, create, ledger, regulation

ROOT = Path(__file__).parent.parent
LABELS = Labels.load("vi")


class Screen(io.StringIO):
    """A terminal, as far as anybody asks."""

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> str:
        """The line on which the cursor stands, as it looks by now."""
        return self.getvalue().split("\n")[-1].split("\r")[-1].removesuffix("\x1b[K")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


# Colours


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, True),
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),  # as no-color.org has it
    ],
)
def test_a_terminal_shows_colours_unless_somebody_wants_none(
    variables: dict[str, str],
    expected: bool,  # noqa: FBT001  # a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminals.shows_colours(Screen()) is expected
    assert not terminals.shows_colours(io.StringIO())
    assert not terminals.shows_colours(None)


def test_errors_are_red_warnings_amber_and_places_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = [
        error("a: b.md", 7, "number-twice", found="Điều 5.", first=3),
        warning("a.md", 7, "aspect-missing", name="Bí thư", aspect="powers"),
    ]
    plain = [LABELS.line(problem) for problem in problems]
    assert [terminals.line_of(problem, LABELS) for problem in problems] == plain
    monkeypatch.setattr(sys, "stdout", Screen())
    red, amber = (terminals.line_of(problem, LABELS) for problem in problems)
    assert red.startswith("a: b.md:7: \x1b[31msố ")
    assert amber.startswith("a.md:7: \x1b[33mlưu ý: ")
    assert [re.sub(r"\x1b\[\d*m", "", line) for line in (red, amber)] == plain


def test_the_last_word_of_a_command_is_red_but_for_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert terminals.complaint("a.md: hỏng") == "a.md: hỏng"
    monkeypatch.setattr(sys, "stderr", Screen())
    assert terminals.complaint("a.md: hỏng") == "a.md: \x1b[31mhỏng\x1b[m"
    assert terminals.complaint("Đã dừng.") == "\x1b[31mĐã dừng.\x1b[m"


# Progress


class Clock:
    """A time that passes as it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_has_one_line_that_is_written_over_and_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    screen, clock = Screen(), Clock()
    told = ProgressLine(LABELS, screen, clock)
    told(WorkStage(1, 4, "17"))
    assert screen.shown == "1/4 · 17 · đã 0:00"
    clock.now = 65
    told(WorkStage(2, 4, "17.1"))
    assert screen.shown == "2/4 · 17.1 · đã 1:05, còn khoảng 3:15"
    clock.now = 7300
    told(WorkStage(4, 4, "18"))
    assert screen.shown == "4/4 · 18 · đã 2:01:40, còn khoảng 40:33"
    told.clear()
    assert screen.shown == ""
    assert "\n" not in screen.getvalue()


def test_a_line_is_no_longer_than_the_terminal_is_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    screen = Screen()
    ProgressLine(LABELS, screen, Clock())(WorkStage(1, 4, "x" * 100))
    assert len(screen.shown) == 9


def test_what_is_printed_meanwhile_stands_on_lines_of_its_own() -> None:
    screen = Screen()
    told = ProgressLine(LABELS, screen, Clock())
    told(WorkStage(1, 2, "17"))
    with told.aside():
        assert screen.shown == ""
        screen.write("17: đang dựng…\n")
    assert screen.shown == "1/2 · 17 · đã 0:00"


def test_a_log_has_a_line_for_each_stage_once_work_is_long() -> None:
    log, clock = io.StringIO(), Clock()
    told = ProgressLine(LABELS, log, clock)
    for number, now in enumerate((0, 4, 6, 12), 1):
        clock.now = now
        told(WorkStage(number, 4, f"17.{number}"))
    told.clear()
    assert log.getvalue() == (
        "3/4 · 17.3 · đã 0:06, còn khoảng 0:06\n4/4 · 17.4 · đã 0:12, còn khoảng 0:04\n"
    )


def test_of_stages_that_are_not_alike_nobody_knows_how_long_they_take() -> None:
    screen = Screen()
    ProgressLine(LABELS, screen, Clock())(WorkStage(2, 3, "x", is_like_others=False))
    assert "còn" not in screen.shown


def test_where_nothing_is_to_be_told_nothing_is(capsys: pytest.CaptureFixture[str]) -> None:
    with terminals.progress(LABELS, is_told=False) as told:
        told(WorkStage(1, 1, "x"))
    assert capsys.readouterr() == ("", "")


# On a real one


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = create(tmp_path_factory.mktemp("project"))
    commit(folder, {"editions.yml": ledger("1-du-thao-1"), "quy-che/a.md": regulation("Một.")})
    commit(folder, {"quy-che/a.md": regulation("Theo Điều 9.")})
    settings = f"site_name: Thử\ntheme: {{name: null, custom_dir: {ROOT / 'overrides'}}}\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return folder


@contextmanager
def seen(folder: Path, *command: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A command as somebody sees it, and the other end of their terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "scripts" / f"{command[0]}.py"), *command[1:]],
        cwd=folder,
        env={**os.environ, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield process, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def everything(ours: int, until: str = "\0", seconds: float = 60) -> str:
    """What is shown till this is among it, or till the command has ended."""
    shown, end = b"", time.monotonic() + seconds
    while until.encode() not in shown and time.monotonic() < end:
        if select.select([ours], [], [], 0.1)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
    return shown.decode()


def test_what_is_found_is_seen_in_colour(project: Path) -> None:
    with seen(project, "check", "docs") as (_, ours):
        assert re.search(r"a\.md:\d+: \x1b\[31m", everything(ours))


def test_data_has_no_colour_even_on_a_terminal(project: Path) -> None:
    with seen(project, "check", "docs", "--json") as (_, ours):
        assert "\x1b" not in everything(ours)


def test_a_check_without_errors_says_so_to_people_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Trang đầu\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert check.COMMAND.run(["docs"], tmp_path) == 0
    assert capsys.readouterr().out == ""
    monkeypatch.setattr("sys.stdout", screen := Screen())
    assert check.COMMAND.run(["docs"], tmp_path) == 0
    assert screen.getvalue() == f"{LABELS('check.fine')}\n"
