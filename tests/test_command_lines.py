"""How every command ends: a line and a code for whatever stopped it, and no traceback."""

import importlib.util
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import IO

import pytest

import products
from quyche import command_lines
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.labels import Labels
from repositories import commit, create, ledger, regulation

ROOT = Path(__file__).parent.parent
FOR_THE_WORKFLOW = {"find_pull": ("a", "b"), "post_review": ("review.md",)}
APART = {"find_browser", "bench", *FOR_THE_WORKFLOW}
"""For those who work on the product, not for those who write with it."""
NAMES = sorted({path.stem for path in (ROOT / "scripts").glob("*.py")} - APART)
LABELS = Labels.load("vi")
BUFFERED = {"PYTHONUNBUFFERED": ""}
"""As at a desk: without it Python writes at once and does not look how much went out."""
STOPPED = LABELS("command.stopped") + "\n"


def script(name: str) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COMMANDS: dict[str, Command] = {name: script(name).COMMAND for name in NAMES}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an edition and a new text, a site without editions, and where we are."""
    folder = create(tmp_path / "project")
    commit(folder, {"editions.yml": ledger("1-du-thao-1"), "quy-che/a.md": regulation("Một.")})
    commit(folder, {"quy-che/a.md": regulation("Hai.")})
    (folder / "mkdocs.yml").write_text("site_name: Thử\n", "utf-8")
    (folder / "site").mkdir()
    (folder / "site" / "versions.json").write_text("[]", "utf-8")
    (folder / "luat.txt").write_text("QUY ĐỊNH\nĐiều 1. Sổ\n1. Một.\n", "utf-8")
    (folder / "y-kien.csv").write_text("STT;Điều;Cơ quan góp ý;Nội dung góp ý\n", "utf-8")
    products.make(folder)
    (folder / ".quyche").mkdir()
    (folder / ".quyche" / "answers.yml").write_text(ANSWERS, "utf-8")
    monkeypatch.chdir(folder)
    return folder


ANSWERS = """product: "0"
kind: school
language: vi
name: A
place: ""
site_url: https://a.example/
repo_url: ""
host: server
date: "2021-01-18"
sample: true
"""
PLACE = ("--docs", "docs")
GOOD: dict[str, tuple[str, ...]] = {
    "build": ("--shard", "1/9", "--texts", "--no-store", "--config", "mkdocs.yml", *PLACE),
    "check": ("docs", "--json"),
    "compare": ("1-du-thao-1:a", "dang-soan:a", *PLACE),
    "convert": ("luat.txt", "-o", "luat.md"),
    "doctor": ("--config", "mkdocs.yml", *PLACE),
    "edition": ("draft", "--date", "2021-02-10", "--dry-run", *PLACE),
    "export": ("a", "--edition", "1-du-thao-1", "--format", "txt", *PLACE),
    "import_comments": ("y-kien.csv", "--document", "a", *PLACE),
    "new": ("kho", "--yes", "--product", "quyche-0-py3-none-any.whl"),
    "outline": ("docs/quy-che/a.md", "--docs", "docs"),
    "publish": ("--config", "mkdocs.yml", *PLACE),
    "renumber": ("a", *PLACE),
    "review": ("HEAD~1", "HEAD", *PLACE),
    "schema": ("editions",),
    "update": ("--folder", ".", "--dry-run"),
    "verify": ("site", *PLACE),
}
"""Arguments with which each command does its work in the project."""


def without(name: str, folder: str) -> tuple[str, ...]:
    """The same arguments with another folder of documents."""
    return tuple(folder if argument == "docs" else argument for argument in GOOD[name])


def test_every_command_is_in_the_tables() -> None:
    assert set(GOOD) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_one_command_can_take_each_as_a_subcommand(name: str) -> None:
    whole = Parser(LABELS, "quyche")
    parts = whole.add_subparsers(dest="command")
    for other, command in COMMANDS.items():
        command.arguments(parts.add_parser(other, labels=LABELS, command=command.name), ROOT)
    read = vars(whole.read([name, *GOOD[name]]))
    alone = vars(COMMANDS[name].parser(LABELS, ROOT).read(GOOD[name]))
    assert read == {"command": name, **alone}


# Faults, a row a kind


def missing_folder(name: str, _: Path) -> tuple[str, ...]:
    return without(name, "không-có")


def outside_of_any_repository(name: str, project: Path) -> tuple[str, ...]:
    (project / ".git").rename(project / "git")
    return GOOD[name]


def shallow_clone(name: str, project: Path) -> tuple[str, ...]:
    (project / ".git" / "shallow").write_bytes(
        subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=project)
    )
    return ("HEAD", *GOOD[name][1:]) if name == "review" else GOOD[name]


def broken_settings(name: str, project: Path) -> tuple[str, ...]:
    text = "site_name: Thử\nextra: {quyche: {organization: x}}\n"
    (project / "mkdocs.yml").write_text(text, "utf-8")
    commit(project, {"quy-che/a.md": regulation("Ba.")})
    return GOOD[name]


def broken_ledger(name: str, project: Path) -> tuple[str, ...]:
    commit(project, {"editions.yml": ledger("1-du-thao-1").replace("kind: draft", "kind: x")})
    return GOOD[name]


def unknown_revision(name: str, _: Path) -> tuple[str, ...]:
    return ("không-có", *GOOD[name][1:]) if name == "review" else (*GOOD[name], "--base", "xyz")


def output_below_a_file(name: str, _: Path) -> tuple[str, ...]:
    target = {
        "convert": "-o",
        "compare": "-o",
        "export": "-o",
        "review": "--output",
        "build": "--into",
        "publish": "--site",
    }[name]
    return (*GOOD[name], target, "luat.txt/x")


def missing_input(name: str, _: Path) -> tuple[str, ...]:
    return ("không-có.txt", *GOOD[name][1:])


Fault = Callable[[str, Path], tuple[str, ...]]
FAULTS: tuple[tuple[Fault, int, set[str]], ...] = (
    (missing_folder, command_lines.WRONG_USE, set(NAMES) - {"convert", "new", "schema", "update"}),
    (missing_input, command_lines.WRONG_USE, {"check", "compare", "convert", "export", "import_comments", "outline", "verify"}),
    (output_below_a_file, command_lines.WRONG_USE, {"build", "compare", "convert", "export", "publish", "review"}),
    (unknown_revision, command_lines.WRONG_USE, {"check", "review"}),
    (outside_of_any_repository, command_lines.PROBLEMS, {"compare", "edition", "export", "publish", "renumber", "review", "update", "verify"}),
    (shallow_clone, command_lines.PROBLEMS, {"compare", "edition", "export", "publish", "renumber", "review", "verify"}),
    (broken_ledger, command_lines.PROBLEMS, {"compare", "edition", "export", "publish", "renumber", "verify"}),
    (broken_settings, command_lines.PROBLEMS, {"build", "check", "doctor", "edition", "export", "outline", "publish", "renumber", "review"}),
)  # fmt: skip
"""What can be wrong, the code it ends with everywhere, and whom it stops."""


@pytest.mark.parametrize(
    ("name", "fault", "code"),
    [
        pytest.param(name, fault, code, id=f"{name}-{fault.__name__}")
        for fault, code, names in FAULTS
        for name in sorted(names)
    ],
)
def test_what_stops_a_command_is_one_line_and_the_code_of_its_kind(
    name: str, fault: Fault, code: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = fault(name, project)
    assert COMMANDS[name].run(arguments) == code
    printed = capsys.readouterr()
    announced = "1-du-thao-1: đang dựng…\n" if name == "publish" else ""
    assert printed.out in {"", announced}
    assert printed.err.count("\n") == 1
    assert printed.err.strip()
    assert "{" not in printed.err


@pytest.mark.parametrize("name", NAMES)
def test_arguments_that_cannot_be_read_are_wrong_use(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        COMMANDS[name].run([*GOOD[name], "--khong-co"])
    assert ended.value.code == command_lines.WRONG_USE
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", NAMES)
def test_what_a_command_finds_is_no_complaint(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "publish":
        pytest.skip("told at length in its own tests")
    is_wrong = name in {"doctor", "verify"}  # no remote; the site holds none of the editions
    code = command_lines.PROBLEMS if is_wrong else command_lines.FINE
    assert COMMANDS[name].run(GOOD[name]) == code
    assert capsys.readouterr().err == ""


def test_a_fault_of_ours_is_no_line_but_a_traceback() -> None:
    def wrong() -> int:
        raise KeyError("x")

    with pytest.raises(KeyError):
        command_lines.ended(wrong)


def test_a_file_that_cannot_be_written_is_named_as_it_was_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert COMMANDS["compare"].run((*GOOD["compare"], "-o", "luat.txt/x")) == 2
    reason = "trong đường dẫn có tệp ở chỗ của một thư mục"
    assert capsys.readouterr().err == f"luat.txt/x: không đọc hoặc không ghi được: {reason}\n"


# Processes


def start(
    name: str,
    *arguments: str,
    stdout: IO[str] | int | None = None,
    env: dict[str, str] | None = None,
) -> "subprocess.Popen[str]":
    """Start a script as somebody at a desk does."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "scripts" / f"{name}.py"), *arguments],
        env={**os.environ, **BUFFERED, **(env or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.fixture
def unread() -> Iterator[int]:
    """A pipe whose reader is gone."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_that_went_away_is_no_fault(name: str, project: Path, unread: int) -> None:
    process = start(name, *GOOD[name], stdout=unread)
    _, complaint = process.communicate()
    assert (process.returncode, complaint) == (command_lines.UNREAD, "")


def test_help_that_nobody_reads_is_no_fault(project: Path, unread: int) -> None:
    process = start("check", "--help", stdout=unread)
    _, complaint = process.communicate()
    assert (process.returncode, complaint) == (command_lines.UNREAD, "")


def test_the_first_lines_of_much_can_be_looked_at(project: Path) -> None:
    text = regulation(*(f"Theo Điều {number}." for number in range(100, 3000)))
    (project / "docs" / "quy-che" / "a.md").write_text(text, "utf-8")
    shell = 'set -o pipefail; "$0" "$1" docs | head -1'
    command = ["bash", "-c", shell, sys.executable, str(ROOT / "scripts" / "check.py")]
    environment = {**os.environ, **BUFFERED}
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.count("\n") == 1
    assert (done.returncode, done.stderr) == (command_lines.UNREAD, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("name", [name for name in NAMES if name != "publish"])
def test_output_for_which_there_is_no_room_is_told(name: str, project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = start(name, *GOOD[name], stdout=full)
        _, complaint = process.communicate()
    assert process.returncode == command_lines.WRONG_USE
    assert complaint == LABELS("command.failed", reason="ổ đĩa đã hết chỗ") + "\n"


def interrupted(
    process: "subprocess.Popen[str]", is_working: Callable[[], bool]
) -> tuple[int, str]:
    """Press Ctrl+C as soon as a command works; its code and what it said."""
    until = time.monotonic() + 60
    while not is_working() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    return process.returncode, complaint


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in {"build", "convert", "schema"}]
)
def test_ctrl_c_ends_with_one_line(name: str, project: Path, tmp_path: Path) -> None:
    """While Git, which takes for ever here, is waited for."""
    git, mark = tmp_path / "bin" / "git", tmp_path / "working"
    git.parent.mkdir()
    git.write_text(f"#!/bin/sh\n: > {mark}\nexec sleep 60\n")
    git.chmod(0o755)
    path = f"{git.parent}{os.pathsep}{os.environ['PATH']}"
    process = start(name, *GOOD[name], env={"PATH": path})
    assert interrupted(process, mark.exists) == (command_lines.INTERRUPTED, STOPPED)


def test_ctrl_c_while_a_file_is_read_ends_with_one_line(project: Path) -> None:
    """The file is read by a process of its own, which ends as well."""
    articles = (f"Điều {number}. Tên\n\n1. Ban A họp mỗi tháng.\n" for number in range(1, 20_000))
    Path("dai.txt").write_text("\n".join(articles), encoding="utf-8")
    process = start("convert", "dai.txt", "-o", "luat.md")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")

    def is_reading() -> bool:
        time.sleep(0.3)  # in the first moment after a fork nothing can be interrupted
        return bool(children.exists() and children.read_text())

    assert interrupted(process, is_reading) == (command_lines.INTERRUPTED, STOPPED)
    assert not Path("luat.md").exists()


@pytest.mark.parametrize("name", FOR_THE_WORKFLOW)
def test_ctrl_c_while_github_is_asked_ends_with_one_line(name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        variables = {
            "GITHUB_API_URL": f"http://127.0.0.1:{server.getsockname()[1]}",
            "GITHUB_REPOSITORY": "a/b",
            "GITHUB_RUN_ID": "1",
            "PREVIEW_RUN": "1",
            "NUMBER": "1",
            "HEAD_SHA": "a" * 40,
            "GH_TOKEN": "x",
        }
        process = start(name, *FOR_THE_WORKFLOW[name], env=variables)
        connection, _ = server.accept()
        with connection:
            assert interrupted(process, lambda: True) == (command_lines.INTERRUPTED, STOPPED)


WHILE_IMPORTING = """
import os, signal, sys
class Pressing:
    def find_spec(self, name, path=None, target=None):
        if name == "quyche.speech":
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Pressing())
from quyche import command_lines
"""
WHILE_ENDING = """
import os, signal
from quyche import command_lines
class Held:
    def __del__(self, kill=os.kill, own=os.getpid(), number=signal.SIGINT):
        kill(own, number)
held = Held()  # which goes with all the others once Python has given up its handlers
print(command_lines.ended(lambda: 0))
"""


@pytest.mark.parametrize(
    ("program", "ends"),
    [(WHILE_IMPORTING, (command_lines.INTERRUPTED, STOPPED)), (WHILE_ENDING, (0, ""))],
    ids=["while it is imported", "once all is done"],
)
def test_ctrl_c_never_ends_a_command_without_a_word_or_against_what_it_did(
    program: str, ends: tuple[int, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == ends


def test_ctrl_c_before_the_work_has_begun_ends_with_one_line() -> None:
    """A command is mostly its imports, and the first of them is this."""
    program = "from quyche import command_lines\nraise KeyboardInterrupt"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (command_lines.INTERRUPTED, STOPPED)


@pytest.mark.parametrize("name", [*NAMES, *FOR_THE_WORKFLOW])
def test_what_knows_how_to_end_is_imported_first(name: str) -> None:
    lines = (ROOT / "scripts" / f"{name}.py").read_text("utf-8").splitlines()
    first = next(line for line in lines if line.startswith(("from quyche", "import quyche")))
    assert first.startswith("from quyche import command_lines")


TERMINALS = (
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)


@pytest.mark.parametrize("terminal", TERMINALS, ids="-".join)
def test_vietnamese_is_written_whatever_the_terminal_calls_its_encoding(
    terminal: dict[str, str], project: Path
) -> None:
    (project / "docs" / "quy-che" / "a.md").write_text(regulation("Theo Điều 9."), "utf-8")
    process = start("check", "docs", stdout=subprocess.PIPE, env=terminal)
    printed, complaint = process.communicate()
    assert (process.returncode, complaint) == (1, "")
    assert 'dẫn chiếu "Điều 9"' in printed
    process = start("edition", "draft", "--date", "mai", env=terminal)
    assert '--date: "mai" không phải là ngày' in process.communicate()[1]


def test_a_name_in_no_encoding_is_escaped_as_json_has_it(project: Path) -> None:
    folder = os.fsencode(project / "docs" / "quy-che")
    (Path(os.fsdecode(folder + b"/s\xe1ch.md"))).write_text("", "utf-8")
    process = start("check", "docs", "--json", stdout=subprocess.PIPE)
    printed, complaint = process.communicate()
    assert (process.returncode, complaint) == (1, "")
    (path,) = {problem["path"] for problem in json.loads(printed)}
    assert os.fsencode(path) == b"docs/quy-che/s\xe1ch.md"
