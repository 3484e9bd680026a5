"""The product as a file: the real one, and one that only looks like it, which is quick to make."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quyche.scaffolding.products import LOCK

ROOT = Path(__file__).parent.parent
PARTS = ("hooks", "overrides", "pyproject.toml", "setup.py", "README.md", "LICENSE")
SCAFFOLDING = ROOT / "hooks" / "quyche" / "scaffolding"
TEMPLATES, TRANSLATIONS = SCAFFOLDING / "templates", SCAFFOLDING / "translations"


def make(folder: Path, version: str = "0", others: Mapping[str, bytes] | None = None) -> Path:
    """A file that a repository can carry, with nothing in it that anybody could install.

    What it makes files of is ours; some may be others, by their paths below `scaffolding/`.
    """
    path = folder / f"quyche-{version}-py3-none-any.whl"
    ours = {
        one.relative_to(SCAFFOLDING).as_posix(): one.read_bytes()
        for top in (TEMPLATES, TRANSLATIONS)
        for one in sorted(top.rglob("*"))
        if one.is_file()
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(LOCK, "")
        for name, content in {**ours, **(others or {})}.items():
            archive.writestr(f"quyche/scaffolding/{name}", content)
    return path


@dataclass(frozen=True)
class Installed:
    """The product, packed and installed into a folder where nothing leads to its sources."""

    folder: Path

    @property
    def wheel(self) -> Path:
        (found,) = (self.folder / "wheels").glob("*.whl")
        return found

    @property
    def library(self) -> Path:
        return self.folder / "installed"

    def run(self, folder: Path, module: str, *arguments: str | Path) -> tuple[int, str]:
        """Run a module of what is installed: its exit code, and all that it printed."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(self.library), "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    def quyche(self, folder: Path, *arguments: str | Path) -> tuple[int, str]:
        """Run the command, as its entry point does."""
        return self.run(folder, "quyche.commands.main", *arguments)


def install(folder: Path) -> None:
    """Pack the product and install it below a folder, without asking any network."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    for name in PARTS:
        path = ROOT / name
        if path.is_dir():
            left = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(path, sources / name, ignore=left)
        else:
            shutil.copy(path, sources)
    installed = Installed(folder)
    _pip("wheel", "--no-build-isolation", "--wheel-dir", folder / "wheels", sources)
    _pip("install", "--target", installed.library, installed.wheel)


def _pip(command: str, *arguments: str | Path) -> None:
    always = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pip", command, *always, *arguments],
        env={**os.environ, **dict(re.findall(r"\t(\w+)=(\d+) \$\(BIN\)/pip wheel", makefile))},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
