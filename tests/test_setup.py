"""The project installs from its lock, says what it lacks, and opens a real browser."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

_NAME_RE = re.compile(r"[A-Za-z0-9._-]+")
_PIN_RE = re.compile(
    r"""
    ^(?P<name>[a-z0-9-]+)==[\w.!+-]+    # one exact version
    (?:\s;\s[^\\\n]+)?                  # for some Pythons or systems only
    (?:\s\\\n\s+--hash=sha256:[0-9a-f]{64})+\n
    """,
    re.VERBOSE | re.MULTILINE,
)


def test_the_lock_holds_only_exact_versions_and_their_hashes() -> None:
    assert _PIN_RE.sub("", LOCK) == ""


def test_the_lock_names_no_place_to_download_from() -> None:
    assert not re.search(r"://|file:|--(?!hash=sha256:)", LOCK)


def test_the_lock_has_everything_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    asked += project["build-system"]["requires"]
    names = {match.group().lower() for match in map(_NAME_RE.match, asked) if match}
    assert names <= {match["name"] for match in _PIN_RE.finditer(LOCK)}


def test_make_names_the_python_it_needs(tmp_path: Path) -> None:
    for file in ("Makefile", "pyproject.toml", "requirements.lock", "setup.py"):
        shutil.copy(ROOT / file, tmp_path)
    done = subprocess.run(
        ["make", "build", "PYTHON=false"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "false is not Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()


def find_browser(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / "find_browser.py"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def program(path: Path) -> Path:
    path.touch(mode=0o755)
    return path


def test_a_browser_is_found_on_the_path(tmp_path: Path) -> None:
    chromium = program(tmp_path / "chromium")
    assert find_browser({"PATH": str(tmp_path)}).stdout == f"{chromium}\n"


def test_a_named_browser_goes_before_those_on_the_path(tmp_path: Path) -> None:
    program(tmp_path / "chromium")
    named = program(tmp_path / "mine")
    done = find_browser({"PATH": str(tmp_path), "QUYCHE_BROWSER": str(named)})
    assert done.stdout == f"{named}\n"


def test_a_named_browser_that_is_missing_is_refused(tmp_path: Path) -> None:
    program(tmp_path / "chromium")
    done = find_browser({"PATH": str(tmp_path), "QUYCHE_BROWSER": "no-such-browser"})
    assert done.returncode == 2
    assert done.stderr == "QUYCHE_BROWSER: not a program: 'no-such-browser'\n"


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac also has browsers outside of PATH")
def test_no_browser_is_said_in_one_line(tmp_path: Path) -> None:
    done = find_browser({"PATH": str(tmp_path)})
    assert done.returncode == 1
    assert done.stderr == "no browser found; install Chromium or set QUYCHE_BROWSER\n"


def test_the_browser_opens_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.goto("data:text/html;charset=utf-8,<title>Quy chế</title><p>Điều 4a")
    assert page.title() == "Quy chế"
    assert page.inner_text("p") == "Điều 4a"
    page.close()


def test_every_package_we_ask_for_stands_in_one_table_with_its_licence_and_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("| package |")[2]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]]
    assert [row[0] for row in rows] == [re.split(r"[<>=!~ ]", name)[0] for name in asked]
    assert all(licence and reason for _, licence, reason in rows)
    assert {licence for _, licence, _ in rows} <= {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0"}  # fmt: skip


def test_newer_packages_and_actions_are_proposed() -> None:
    path = ROOT / ".github" / "dependabot.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.dependabot"]
    done = subprocess.run([*command, path], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    proposed = yaml.safe_load(path.read_text(encoding="utf-8"))["updates"]
    assert [each["package-ecosystem"] for each in proposed] == ["github-actions", "pip"]
