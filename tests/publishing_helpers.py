"""A small site in a real repository, and publishing it as somebody at a desk would."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import runpy
import subprocess
import time
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import sites

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "publish.py"
BRANCH = "gh-pages"
ADDRESS = "https://quy-che.example.org/"
"""Where readers find what is published; nobody is ever asked there."""
_MAIN: Callable[[Sequence[str]], int] = runpy.run_path(str(SCRIPT))["main"]
_WHO = {
    "GIT_AUTHOR_NAME": "Người soạn",
    "GIT_AUTHOR_EMAIL": "soan@example.org",
    "GIT_COMMITTER_NAME": "Người soạn",
    "GIT_COMMITTER_EMAIL": "soan@example.org",
}
DAY = "2021-01-01T00:00:00Z"
"""When everything is committed, so that the same history has the same commits."""

DOCUMENT = """---
kind: regulation
title: Quy chế {name}
status: {status}
{more}---
# Quy chế {name}

## Chương I. Chung

### Điều 1. Nhiệm vụ của Ban A

1. Ban A họp {text}.
"""
ENTRY = '- name: "{name}"\n  title: "Bản {name}"\n  kind: {kind}\n  date: {date}\n'


def draft(name: str, text: str) -> str:
    """The source of a regulation that is a draft."""
    return DOCUMENT.format(name=name, text=text, status="draft", more="draft: 1\n")


def adopted(name: str, text: str) -> str:
    """The source of a regulation in force."""
    more = "number: 01-QC/TU\nadopted: 2021-03-15\neffective: 2021-03-15\n"
    return DOCUMENT.format(name=name, text=text, status="adopted", more=more)


def entry(name: str, date: str, **more: str) -> str:
    """An entry of the ledger."""
    kind = "draft" if "du-thao" in name else "adopted"
    told = ENTRY.format(name=name, kind=kind, date=date)
    return told + "".join(f"  {key}: {value}\n" for key, value in more.items())


Files = Mapping[str, str | None]
"""What a commit writes, by path below `docs`; None for what it deletes."""

BASE: Files = {
    "index.md": "# Trang chủ\n\nChào.\n",
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n# Ban A\n\nLà ban.\n",
    "chuc-danh/truong-ban.md": "---\nkind: role\nname: Trưởng Ban A\nparent: ban-a\n---\n",
}
OLD = entry("16", "2015-12-15")
DRAFT = entry("17-du-thao-1", "2021-01-18")
ADOPTED = entry("17", "2021-03-15")
AMENDMENT = entry("17.1-du-thao-1", "2023-06-20")
HISTORY: Sequence[Files] = (
    {
        **BASE,
        "quy-che/a.md": adopted("A", "hằng tháng"),
        "quy-che/b.md": adopted("B", "hằng quý"),
        "quy-che/c.md": adopted("C", "hằng năm"),
        "editions.yml": OLD,
    },
    {
        "quy-che/a.md": draft("A", "hằng tuần"),
        "quy-che/d.md": draft("D", "khi cần"),
        "editions.yml": OLD + DRAFT,
    },
    {
        "quy-che/a.md": adopted("A", "hằng tuần, vào thứ Hai"),
        **dict.fromkeys(("quy-che/b.md", "quy-che/c.md", "quy-che/d.md")),
        "editions.yml": OLD + DRAFT + ADOPTED,
    },
    {"quy-che/e.md": draft("E", "hai lần"), 'huong-dan/Cách "đọc" này.md': "# Cách đọc\n"},
    {"quy-che/a.md": draft("A", "mỗi ngày"), "editions.yml": OLD + DRAFT + ADOPTED + AMENDMENT},
)
"""An old term, a draft, what was adopted (dropping three documents), work, and an amendment."""


_FAR_RE = re.compile(r"^\d+/\d+ · .*\n", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str
    """What it complained of; how far it was, which a slow machine is told, aside."""


@dataclass(frozen=True)
class Run:
    """A publisher at work in a process group of its own."""

    process: int
    log: Path
    _ended: list[int] = field(default_factory=list)

    def has_ended(self) -> bool:
        """Whether it is over."""
        if not self._ended:
            found, status = os.waitpid(self.process, os.WNOHANG)
            if found:
                self._ended.append(os.waitstatus_to_exitcode(status))
        return bool(self._ended)

    def kill(self) -> None:
        """End it and all it started, at once and without a warning."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process, 9)

    def wait(self) -> Outcome:
        """How it ended."""
        while not self.has_ended():
            time.sleep(0.002)
        said = self.log.read_text("utf-8")
        return Outcome(self._ended[0], said, said)


@dataclass(frozen=True)
class Project:
    """A repository with documents, settings, and a branch that is published."""

    folder: Path

    @classmethod
    def create(
        cls, folder: Path, history: Sequence[Files] = (), settings: str = "", address: str = ADDRESS
    ) -> Project:
        """A new one, with a commit for each step of this history."""
        project = cls(folder)
        (folder / "docs").mkdir(parents=True)
        project.git("init", "--quiet", "--initial-branch=main")
        project.git("config", "core.logAllRefUpdates", "true")
        found = sites.settings().replace(sites.LOOPBACK, address)
        project.config.write_text(found + settings, "utf-8")
        for step in history:
            project.commit(step)
        return project

    @property
    def config(self) -> Path:
        """Its settings, which are not committed."""
        return self.folder / "mkdocs.yml"

    @property
    def arguments(self) -> list[str]:
        """What tells the command where the project is."""
        return ["--docs", str(self.folder / "docs"), "--config", str(self.config)]

    def write(self, files: Files) -> None:
        """Change documents."""
        for name, text in files.items():
            path = self.folder / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, "utf-8")

    def commit(self, files: Files, message: str = "Sửa") -> str:
        """Change documents and commit that; the id of the commit."""
        self.write(files)
        self.git("add", "--all", "docs")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}")
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments: str | Path) -> str:
        """What a Git command prints."""
        dates = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **_WHO, **dates},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    def publish(self, *options: str) -> Outcome:
        """Publish, in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = _MAIN([*self.arguments, *options])
        return Outcome(code, out.getvalue(), _FAR_RE.sub("", err.getvalue()))

    def start(self, *options: str, before: Callable[[], None] = lambda: None) -> Run:
        """Publish in a process of its own, forked: what is imported here need not be there."""
        log = self.folder.parent / f"{self.folder.name}.log"
        with warnings.catch_warnings():  # of the threads that a process of tests may have
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
        if process:
            return Run(process, log)
        code = 70
        try:  # nothing of the parent may go on in its copy
            os.setsid()
            with log.open("w", encoding="utf-8") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
                before()
                with contextlib.redirect_stdout(file), contextlib.redirect_stderr(file):
                    code = self._main(*options)
        finally:
            os._exit(code)

    def _main(self, *options: str) -> int:
        try:
            return _MAIN([*self.arguments, *options])
        except BaseException:
            traceback.print_exc()
            raise

    # The branch

    def files(self, revision: str = BRANCH) -> frozenset[str]:
        """The paths of all files published."""
        listed = self.git("ls-tree", "-r", "-z", "--name-only", revision)
        return frozenset(name for name in listed.split("\0") if name)

    def read(self, path: str, revision: str = BRANCH) -> str:
        """A published file."""
        return self.git("show", f"{revision}:{path}")

    def trees(self, revision: str = BRANCH) -> dict[str, str]:
        """What each folder at the root holds, by a digest of all of it."""
        listed = self.git("ls-tree", "-d", "-z", revision).split("\0")
        rows = (row.partition("\t") for row in listed if row)
        return {name: described.split()[2] for described, _, name in rows}

    def editions(self, revision: str = BRANCH) -> dict[str, str]:
        """What each edition holds, the work aside."""
        return {name: tree for name, tree in self.trees(revision).items() if name[0].isdigit()}

    def tip(self, branch: str = BRANCH) -> str:
        """Where a branch stands; empty where there is none."""
        return self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def versions(self, revision: str = BRANCH) -> list[tuple[str, list[str]]]:
        """The names and aliases that mike and the theme are told."""
        rows = json.loads(self.read("versions.json", revision))
        return [(row["version"], row["aliases"]) for row in rows]
