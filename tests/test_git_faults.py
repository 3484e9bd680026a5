"""What can be wrong with a repository, or odd about it: a line and a code, never a traceback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quyche import command_lines
from repositories import commit, create, git, ledger, regulation
from test_command_lines import COMMANDS, GOOD

DAY = "2021-01-18T08:00:00+07:00"
"""Of every commit, so that commits have the same ids again."""
READING = ("compare", "edition", "review", "verify")
"""Commands that need the history; publishing asks it in the same way as the last of them."""
EVERY = (*READING, "check", "doctor", "outline", "publish")
"""Those, and commands that hold a text against the history where there is one."""
LOST = "hỏng"
"""What a message says of a damaged repository."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with an edition and a new text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_AUTHOR_DATE", DAY)
        patch.setenv("GIT_COMMITTER_DATE", DAY)
        folder = create(tmp_path_factory.mktemp("faults") / "project")
        commit(folder, {"editions.yml": ledger("1-du-thao-1"), "quy-che/a.md": regulation("Một.")})
        commit(folder, {"quy-che/a.md": regulation("Hai.")})
    (folder / "mkdocs.yml").write_text("site_name: Thử\n", "utf-8")
    (folder / "site").mkdir()
    (folder / "site" / "versions.json").write_text("[]", "utf-8")
    (folder / "luat.txt").write_text("QUY ĐỊNH\nĐiều 1. Sổ\n1. Một.\n", "utf-8")
    (folder / "y-kien.csv").write_text("STT;Điều;Cơ quan góp ý;Nội dung góp ý\n", "utf-8")
    return folder


@pytest.fixture
def project(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, and where we are."""
    folder = tmp_path / "project"
    shutil.copytree(original, folder)
    monkeypatch.chdir(folder)
    return folder


def files_of(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def stored(project: Path, revision: str) -> Path:
    """The file of a loose object."""
    name = git(project, "rev-parse", revision)
    path = project / ".git" / "objects" / name[:2] / name[2:]
    path.chmod(0o644)
    return path


Fault = Callable[[Path, pytest.MonkeyPatch], object]


def missing(revision: str) -> Fault:
    return lambda project, _: stored(project, revision).unlink()


def corrupt(revision: str) -> Fault:
    return lambda project, _: stored(project, revision).write_bytes(b"\0damage")


def corrupt_pack(project: Path, _: pytest.MonkeyPatch) -> None:
    git(project, "repack", "-adq")
    (pack,) = (project / ".git" / "objects" / "pack").glob("*.pack")
    pack.chmod(0o644)
    pack.write_bytes(pack.read_bytes()[:20] + bytes(40) + pack.read_bytes()[60:])


def written(name: str, content: str) -> Fault:
    return lambda project, _: (project / ".git" / name).write_text(content)


def of_somebody_else(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def without_git(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PATH", "/không-có")


FAULTS: dict[str, tuple[Fault, str, tuple[str, ...]]] = {
    "a text of the head is missing": (missing("HEAD:docs/quy-che/a.md"), LOST, ("review",)),
    "a text of the head is corrupt": (corrupt("HEAD:docs/quy-che/a.md"), LOST, ("review",)),
    "a text of an edition is missing": (missing("HEAD~1:docs/quy-che/a.md"), "quy-che/a.md", ("compare", "edition", "publish", "review")),
    "a ledger is missing": (missing("HEAD~1:docs/editions.yml"), LOST, READING),
    "a ledger is corrupt": (corrupt("HEAD:docs/editions.yml"), LOST, EVERY),
    "a tree is missing": (missing("HEAD:docs"), LOST, READING),
    "a tree is corrupt": (corrupt("HEAD^{tree}"), LOST, READING),
    "a commit is corrupt": (corrupt("HEAD"), LOST, EVERY),
    "a commit is missing": (missing("HEAD~1"), "git fetch", ("compare", "review")),
    "a pack is corrupt": (corrupt_pack, LOST, READING),
    "the head is nonsense": (written("HEAD", "nonsense\n"), "git clone", EVERY),
    "the settings are nonsense": (written("config", "[core\n"), "git clone", READING),
    "somebody else owns it": (of_somebody_else, "safe.directory", EVERY),
    "there is no Git": (without_git, "cài Git", EVERY),
}  # fmt: skip
"""What is wrong, what the message says of it, and whom it stops."""


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        pytest.param(name, fault, id=f"{name}-{fault}")
        for fault, (_, _, names) in FAULTS.items()
        for name in names
    ],
)
def test_a_repository_that_cannot_be_read_is_one_line_and_nothing_is_written(
    name: str,
    fault: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    harm, told, _ = FAULTS[fault]
    harm(project, monkeypatch)
    before = files_of(project)
    assert COMMANDS[name].run(GOOD[name]) in {command_lines.PROBLEMS, command_lines.WRONG_USE}
    printed = capsys.readouterr()
    assert printed.out in {"", "1-du-thao-1: đang dựng…\n"}
    assert printed.err.count("\n") == 1
    assert told in printed.err
    assert files_of(project) == before


# What is odd and no fault


def with_settings(project: Path, _: pytest.MonkeyPatch) -> None:
    settings = {
        "core.quotePath": "true",
        "diff.external": "false",
        "color.ui": "always",
        "i18n.logOutputEncoding": "latin1",
        "log.showSignature": "true",
        "core.pager": "false",
        "alias.rev-parse": "!false",
        "format.pretty": "oneline",
        "core.abbrev": "4",
        "diff.noprefix": "true",
        "log.date": "relative",
        "core.fsmonitor": "false",
    }
    for key, value in settings.items():
        git(project, "config", key, value)


def with_variables(_: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"):
        patch.setenv(name, "/không-có")
    patch.setenv("GIT_NAMESPACE", "x")
    patch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd()))
    patch.setenv("GIT_ICASE_PATHSPECS", "1")
    patch.setenv("GIT_PAGER", "false")
    patch.setenv("GIT_EXTERNAL_DIFF", "false")


def with_carriage_returns(project: Path, _: pytest.MonkeyPatch) -> None:
    """As Git checks files out on Windows; what it stores is what it stored before."""
    git(project, "config", "core.autocrlf", "true")
    for path in (project / "docs").rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def detached(project: Path, _: pytest.MonkeyPatch) -> None:
    git(project, "checkout", "--quiet", "--detach")


def linked_worktree(project: Path, patch: pytest.MonkeyPatch) -> None:
    linked_folder(project, patch, "worktree", "add", "--quiet", "--detach")


def submodule(project: Path, patch: pytest.MonkeyPatch) -> None:
    """The folder `.git` of a submodule is a file that names another."""
    store = project.parent / "store"
    (project / ".git").rename(store)
    (project / ".git").write_text(f"gitdir: {store}\n", "utf-8")
    git(project, "config", "core.worktree", str(project))


def partial_clone(project: Path, patch: pytest.MonkeyPatch) -> None:
    git(project, "config", "uploadpack.allowFilter", "true")
    git(project, "config", "uploadpack.allowAnySHA1InWant", "true")
    linked_folder(project, patch, "clone", "--quiet", "--filter=blob:none", project.as_uri())


def linked_folder(project: Path, patch: pytest.MonkeyPatch, *command: str) -> None:
    other = project.parent / "other"
    git(project, *command, str(other))
    for name in ("mkdocs.yml", "luat.txt", "y-kien.csv"):
        shutil.copy(project / name, other / name)
    shutil.copytree(project / "site", other / "site")
    patch.chdir(other)


ODDITIES: tuple[Fault, ...] = (
    with_settings,
    with_variables,
    with_carriage_returns,
    detached,
    linked_worktree,
    submodule,
    partial_clone,
)
ASKED = ("check", "compare", "edition", "outline", "review", "verify")


@pytest.fixture(scope="module")
def expected() -> dict[str, tuple[int, str, str]]:
    """What each command prints where nothing is odd; filled as it is asked for."""
    return {}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("oddity", ODDITIES)
def test_what_is_odd_about_a_repository_changes_no_answer(  # noqa: PLR0913, PLR0917  # fixtures
    name: str,
    oddity: Fault,
    expected: dict[str, tuple[int, str, str]],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if name not in expected:
        expected[name] = (COMMANDS[name].run(GOOD[name]), *capsys.readouterr())
    oddity(project, monkeypatch)
    assert (COMMANDS[name].run(GOOD[name]), *capsys.readouterr()) == expected[name]


def test_a_bare_repository_has_no_folder_of_documents(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "clone", "--quiet", "--bare", ".", "bare.git")
    (project / ".git").rename(project / "git")
    os.chdir(project / "bare.git")
    assert COMMANDS["verify"].run(("../site", "--docs", "docs")) == command_lines.WRONG_USE
    assert capsys.readouterr().err == "docs: không có thư mục này; ở đó phải là thư mục văn bản\n"


@pytest.mark.parametrize("name", ["check", "edition"])
def test_a_file_name_that_is_no_text_is_named_and_refused(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = Path(os.fsdecode(os.fsencode(project) + b"/docs/quy-che/b\xff.md"))
    odd.write_text(regulation("Ba."), "utf-8")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Thêm")
    assert COMMANDS[name].run(GOOD[name]) == command_lines.PROBLEMS
    printed = capsys.readouterr()
    assert "tên tệp" in printed.out + printed.err


def test_a_remote_that_is_not_there_is_wrong_use(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = (*GOOD["publish"], "--push", "--remote", "không-có")
    assert COMMANDS["publish"].run(arguments) == command_lines.WRONG_USE
    assert "không-có" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["doctor", "publish", "verify"])
def test_settings_that_are_not_there_are_wrong_use(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*GOOD[name], "--config", "không-có.yml"]
    assert COMMANDS[name].run(arguments) == command_lines.WRONG_USE
    assert capsys.readouterr().err == "không-có.yml: không có tệp này\n"


@pytest.mark.parametrize("name", ["edition", "publish"])
def test_every_fault_of_a_ledger_is_told_with_its_file(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ledger("1-du-thao-1") + "- name: x\n- name: y\n"
    (project / "docs" / "editions.yml").write_text(wrong, "utf-8")
    assert COMMANDS[name].run(GOOD[name]) == command_lines.PROBLEMS
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 1
    assert all(line.startswith("docs/editions.yml:") for line in lines)


@pytest.mark.parametrize("name", ["check", "compare", "convert"])
def test_a_locale_that_knows_no_vietnamese_changes_no_answer(
    name: str, project: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (project / "docs" / "quy-che" / "a.md").write_text(regulation("Theo Điều 9."), "utf-8")
    code = COMMANDS[name].run(GOOD[name])
    told = capfdbinary.readouterr()
    (project / "luat.md").unlink(missing_ok=True)  # onto which a second import would merge
    script = Path(__file__).parent.parent / "scripts" / f"{name}.py"
    poor = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    variables = {**poor, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, script, *GOOD[name]], env=variables, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, told.out, told.err)
    assert not done.stdout.isascii() or name == "compare"
